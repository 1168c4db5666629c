"""How data come in: copied from a spreadsheet, and painted."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel

from gdsim.engine.dataset import Dataset
from gdsim.window.import_dialog import ImportDialog


@pytest.fixture
def import_copied(share_window, qtbot):
    """What comes of the key, after this was copied."""

    def do(text):
        window = share_window("creeping")
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(
            window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        dialog = window.findChild(ImportDialog)
        if dialog is not None:
            qtbot.waitUntil(lambda: "Reading" not in dialog.findChild(QLabel, "import_found").text())
        return window, dialog

    return do


def test_a_range_copied_in_a_spreadsheet_is_shown_before_it_is_taken(import_copied, qtbot):
    window, dialog = import_copied("kind\tbill\tmass\nAdelie\t39,1\t3750\nGentoo\t46,1\t4500\n")
    assert dialog.findChild(QLabel, "import_found").text() == "Clipboard: 2 records in 3 columns."
    assert not dialog.findChild(QComboBox, "import_encoding").isVisible()
    assert dialog.findChild(QComboBox, "import_decimal").currentText() == "as found: Comma"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.session.scenario.dataset == Dataset([[39.1], [46.1]], [3750.0, 4500.0], ["bill"], "mass")
    assert window.session.undo_stack.count() == 1


def test_with_other_data_go_the_title_and_notes_of_the_old_and_undo_brings_them_back(import_copied, qtbot):
    window, dialog = import_copied("x\ty\n1\t2\n3\t4\n")
    old = window.session.scenario
    assert old.notes
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    new = window.session.scenario
    assert new.dataset == Dataset([[1.0], [3.0]], [2.0, 4.0], ["x"], "y")
    assert (new.title, new.notes) == (
        {"": "Data from the clipboard"},
        {"": "Data from Clipboard."},
    )
    window.session.undo_stack.undo()
    assert window.session.scenario == old


def test_words_on_the_clipboard_are_refused_in_the_dialog(import_copied):
    window, dialog = import_copied("good morning")
    assert "column" in dialog.findChild(QLabel, "import_found").text()
    assert window.session.undo_stack.count() == 0
    dialog.reject()


def test_an_empty_clipboard_says_so(import_copied):
    window, dialog = import_copied("")
    assert dialog is None
    assert "no table on the clipboard" in window.banner.findChild(QLabel, "banner_text").text()


def test_a_file_that_was_copied_is_taken_as_one_that_is_dropped(share_window, qtbot, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("x,y\n1,2\n3,4\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window = share_window("creeping")
    QGuiApplication.clipboard().setMimeData(data)
    window.actions_by_name["action_import_clipboard"].trigger()
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: "table.csv: 2 records" in dialog.findChild(QLabel, "import_found").text())
    dialog.reject()


def test_the_key_for_painting_brings_the_fit_and_is_checked_as_long_as_one_paints(share_window, qtbot):
    window = share_window("first_steps")
    action = window.actions_by_name["action_paint_records"]
    window.panels.fit.hide()
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.fit.isVisible()
    assert window.fit.painter.is_on
    assert action.isChecked()
    qtbot.keyClick(window.fit.plot, Qt.Key.Key_Escape)
    assert not action.isChecked()
    window.session.load(window.session.scenario)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not window.fit.painter.is_on


def test_where_painting_is_refused_the_action_is_not_checked(share_window):
    window = share_window("three_inputs")
    action = window.actions_by_name["action_paint_records"]
    action.trigger()
    assert not action.isChecked()
    assert "choose above the plot" in window.banner.findChild(QLabel, "banner_text").text()
