"""The dialog behind “Print”: what comes on the page, and that nothing waits for it."""

import subprocess

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from gdsim.scenario.words import say
from gdsim.window.print_dialog import PrintDialog

LONG = 60_000  # milliseconds


def print_to(qtbot, dialog, path):
    """Answer as a person without a printer does: into a file."""
    field = dialog.findChild(QLineEdit, "filename")
    field.selectAll()
    qtbot.keyClicks(field, str(path))
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    with qtbot.waitSignal(dialog.told, timeout=LONG) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return told.args[0]


def output(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_a_panel_higher_than_wide_comes_on_an_upright_page_as_shapes_in_the_colours_of_paper(
    qtbot, share_window, tmp_path
):
    window = share_window()
    window.appearance.set_theme("dark")
    dialog = PrintDialog(window.session, window, "neuron", QSize(300, 500))
    dialog.show()
    page = tmp_path / "page.pdf"
    assert "printer" in say(print_to(qtbot, dialog, page))
    size = next(line for line in output("pdfinfo", page).decode().splitlines() if "Page size" in line).split()
    assert float(size[2]) < float(size[4])
    assert "identity" in output("pdftotext", page, "-").decode()
    assert len(output("pdfimages", "-list", page).splitlines()) == 2, "its two head lines, and no image"
    pixels = output("pdftoppm", "-r", "40", page)
    assert 0 < sum(1 for value in pixels if value < 90) < len(pixels) / 10


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_told(qtbot, share_window, tmp_path):
    window = share_window()
    dialog = PrintDialog(window.session, window, "neuron", QSize(300, 300))
    dialog.printer().setOutputFileName(str(tmp_path))
    with qtbot.waitSignal(dialog.told, timeout=LONG) as told:
        dialog.finished.emit(1)
    assert say(told.args[0]) == "The printer takes nothing."


def test_the_question_stands_beside_the_window_and_can_be_left(qtbot, share_window):
    window = share_window()
    window.actions_by_name["action_print"].trigger()
    dialog = window.findChild(PrintDialog)
    assert not dialog.isModal()
    window.session.step()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
