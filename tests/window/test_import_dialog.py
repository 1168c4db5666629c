"""The import dialog as a person works it: what was understood, what is taken, and nothing unasked."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QTableView, QTableWidget

from gdsim.engine.dataset import Dataset
from gdsim.scenario import load
from gdsim.window.import_dialog import ImportDialog, Source

PENGUINS = """\
species,bill,sex,mass
Adelie,39.1,male,3750
Adelie,NA,NA,NA
Gentoo,46.1,female,4500
"""


@pytest.fixture
def open_table(share_window, qtbot, tmp_path):
    """Import a text in a file; the window and the dialog, once the file has been read."""

    def open_it(text, name="table.csv"):
        window = share_window("creeping")
        path = tmp_path / name
        path.write_text(text)
        window.imports.take(path)
        dialog = window.findChild(ImportDialog)
        qtbot.waitUntil(lambda: "Reading" not in found(dialog))
        return window, dialog

    return open_it


def label(dialog, name):
    return dialog.findChild(QLabel, name).text()


def found(dialog):
    return label(dialog, "import_found")


def verdict(dialog):
    return label(dialog, "import_verdict")


def ok(dialog):
    return dialog.findChild(QPushButton, "import_ok")


def columns(dialog):
    return dialog.findChild(QTableWidget, "import_columns")


def choose(qtbot, box, text):
    """By keys, as a person without a mouse does."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText() == text:
            return
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != text:
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_it_says_what_it_understood_and_takes_it_with_enter(open_table, qtbot):
    window, dialog = open_table("u;v;w\n1,5;2;3\n4;5;6\n")
    assert "2 records in 3 columns" in found(dialog)
    assert dialog.findChild(QComboBox, "import_delimiter").currentText() == "as found: Semicolon"
    assert dialog.findChild(QComboBox, "import_decimal").currentText() == "as found: Comma"
    assert dialog.findChild(QComboBox, "import_encoding").currentText() == "as found: UTF-8"
    assert "target “w”, inputs: u, v" in verdict(dialog)
    preview = dialog.findChild(QTableView, "import_preview").model()
    assert preview.index(0, 0).data() == "1.5"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    expected = Dataset([[1.5, 2.0], [4.0, 5.0]], [3.0, 6.0], ["u", "v"], "w")
    assert window.session.scenario.dataset == expected
    assert window.session.undo_stack.count() == 1
    window.session.undo_stack.undo()
    assert window.session.scenario == load("creeping")


def test_escape_changes_nothing(open_table, qtbot):
    window, dialog = open_table("u,v\n1,2\n")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.session.scenario == load("creeping")
    assert not dialog.isVisible()


def test_gaps_are_named_and_left_out_only_when_asked(open_table, qtbot):
    window, dialog = open_table(PENGUINS)
    assert columns(dialog).item(1, 2).text() == "numbers from 39.1 to 46.1; without a value in line 3"
    assert "“bill” has no value in line 3" in verdict(dialog)
    assert not ok(dialog).isEnabled()
    drop = dialog.findChild(QCheckBox, "import_drop_missing")
    assert drop.text().endswith("1")
    drop.setFocus()
    qtbot.keyClick(drop, Qt.Key.Key_Space)
    qtbot.mouseClick(ok(dialog), Qt.MouseButton.LeftButton)
    assert window.session.scenario.dataset == Dataset([[39.1], [46.1]], [3750.0, 4500.0], ["bill"], "mass")


def test_texts_are_left_out_unless_they_are_asked_to_be_numbered(open_table, qtbot):
    window, dialog = open_table("kind,x,y\ncat,1,2\ndog,3,4\n")
    assert columns(dialog).item(0, 2).text() == "texts: cat = 0, dog = 1"
    assert "inputs: x." in verdict(dialog)
    preview, role = dialog.findChild(QTableView, "import_preview").model(), Qt.ItemDataRole.TextAlignmentRole
    sides = [preview.index(0, column).data(role) & Qt.AlignmentFlag.AlignHorizontal_Mask for column in (0, 1)]
    assert sides == [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight]
    choose(qtbot, columns(dialog).cellWidget(0, 1), "Target, texts numbered")
    assert columns(dialog).role(2) == "input"  # there is one target only
    qtbot.mouseClick(ok(dialog), Qt.MouseButton.LeftButton)
    expected = Dataset([[1.0, 2.0], [3.0, 4.0]], [0.0, 1.0], ["x", "y"], "kind")
    assert window.session.scenario.dataset == expected


def test_the_longest_part_of_any_column_can_be_read(open_table):
    _, dialog = open_table("x,y,kind\n1,2,cat\n3,4,dog\n")
    boxes = [columns(dialog).cellWidget(row, 1) for row in range(3)]
    assert all(box.width() >= box.sizeHint().width() for box in boxes)


def test_without_a_target_there_is_nothing_to_import(open_table, qtbot):
    _, dialog = open_table("x,y\n1,2\n")
    choose(qtbot, columns(dialog).cellWidget(1, 1), "Leave out")
    assert "Choose a target" in verdict(dialog)
    assert not ok(dialog).isEnabled()


def test_the_target_is_the_column_named_like_the_present_one(open_table):
    window, dialog = open_table("y,x1\n1,2\n")
    assert window.session.scenario.dataset.target_name == "y"
    assert "target “y”, inputs: x1" in verdict(dialog)


def test_what_fits_two_ways_is_asked_for_and_then_read(open_table, qtbot):
    _, dialog = open_table("name;y;z\none;1,000;1\ntwo;2,000;2\n")
    assert "choose the decimal mark" in found(dialog)
    assert not ok(dialog).isEnabled()
    choose(qtbot, dialog.findChild(QComboBox, "import_decimal"), "Comma")
    qtbot.waitUntil(lambda: "2 records" in found(dialog))
    assert columns(dialog).item(1, 2).text() == "numbers from 1 to 2"


def test_a_head_can_be_denied(open_table, qtbot):
    _, dialog = open_table("a,b,c\nd,1,2\n")
    header = dialog.findChild(QCheckBox, "import_header")
    assert header.isChecked()
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "2 records" in found(dialog))
    assert columns(dialog).item(0, 0).text() == "x1"
    assert not header.isChecked()


def test_what_is_no_table_is_told(open_table):
    _, dialog = open_table("x,y\n1,2\n1,2,3\n")
    assert "Line 3" in found(dialog)
    assert not ok(dialog).isEnabled()


def test_a_hundred_thousand_records_are_read_while_the_window_answers(share_window, qtbot, tmp_path):
    window = share_window()
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "".join(f"{i},{2 * i}\n" for i in range(100_000)))
    window.imports.take(path)
    dialog = window.findChild(ImportDialog)
    assert "Reading long.csv" in found(dialog)  # it is there before the file has been read
    qtbot.waitUntil(lambda: "records in" in found(dialog))
    qtbot.mouseClick(ok(dialog), Qt.MouseButton.LeftButton)
    assert window.session.scenario.dataset.record_count == 100_000


def test_long_reading_tells_its_percentage_and_ends_when_the_dialog_is_closed(share_window, qtbot):
    window = share_window("creeping")
    may_go_on, ended = threading.Event(), threading.Event()

    def read(reading, watch):
        try:
            while not may_go_on.wait(0.01):
                watch(0.42)
            watch(0.43)
        except BaseException:
            ended.set()
            raise
        raise AssertionError("nobody waited for this")

    dialog = ImportDialog(window.session, window.look, Source("long.csv", True, True, read), window)
    dialog.open()
    qtbot.waitUntil(lambda: found(dialog) == "Reading long.csv … 42 %")
    assert not ok(dialog).isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(ended.is_set)
    may_go_on.set()
