"""The dialog behind “Export”: what it saves and copies, films that go on beside it, and cancelling."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from gdsim.engine.message import GdsimError
from gdsim.scenario import load, save
from gdsim.session.settings import Settings
from gdsim.views.shared.theme import DARK, LIGHT
from gdsim.window.export_dialog import ExportDialog
from gdsim.window.offscreen import offscreen
from gdsim.window.print_dialog import PrintDialog


@pytest.fixture
def dialog(qtbot, share_window):
    """Over a window, with the fit chosen, small."""
    window = share_window()
    window.session.step()
    dialog = ExportDialog(window.session, Settings(), window.panels.fit.views, window)
    qtbot.addWidget(dialog)
    dialog.show()
    choose(dialog.fields.what, "fit")
    dialog.fields.width_field.setValue(200)
    dialog.fields.height_field.setValue(150)
    return dialog


def choose(field, data):
    field.setCurrentIndex(field.findData(data))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_save_asks_where_to_and_gives_the_ending(qtbot, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(tmp_path / "a"), ""))
    press(qtbot, dialog.save_button)
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (200, 150)
    assert "a.png" in dialog.note.text()


def test_enter_saves_and_a_file_meant_without_its_ending_is_not_replaced_unasked(
    qtbot, dialog, tmp_path, monkeypatch
):
    there = tmp_path / "a.png"
    there.write_bytes(b"mine")
    answers = [str(tmp_path / "a"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (answers.pop(0), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *arguments: QMessageBox.StandardButton.No)
    qtbot.keyClick(dialog.fields.what, Qt.Key.Key_Return)
    assert answers == []
    assert there.read_bytes() == b"mine"


def test_a_cancelled_question_writes_nothing(qtbot, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: ("", ""))
    press(qtbot, dialog.save_button)
    assert list(tmp_path.iterdir()) == []


def test_copy_puts_pixels_of_the_chosen_theme_on_the_clipboard(qtbot, dialog):
    choose(dialog.fields.theme, "dark")
    press(qtbot, dialog.copy_button)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (200, 150)
    assert image.pixelColor(2, 2).name().upper() == DARK.ground


def test_an_enlarged_picture_leaves_the_dialog_as_large_as_it_was(qtbot, dialog):
    size, font = dialog.size(), dialog.fields.what.font().toString()
    dialog.fields.scale.setValue(3.0)
    press(qtbot, dialog.copy_button)
    qtbot.wait(50)
    assert dialog.size() == size
    assert dialog.fields.what.font().toString() == font
    assert dialog.updatesEnabled()


def test_print_asks_for_a_printer_for_what_is_chosen(qtbot, dialog, tmp_path):
    press(qtbot, dialog.print_button)
    asked = dialog.findChild(PrintDialog)
    asked.printer().setOutputFileName(str(tmp_path / "page.pdf"))
    with qtbot.waitSignal(asked.told, timeout=60_000):
        asked.finished.emit(QDialog.DialogCode.Accepted.value)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.note.text() == "Handed to the printer."


def test_only_fields_that_mean_something_are_shown(dialog):
    assert dialog.copy_button.isVisible()
    assert not dialog.fields.rate.isVisible()
    choose(dialog.fields.form, ".gif")
    assert dialog.fields.rate.isVisible()
    assert dialog.fields.first.isVisible()
    assert not dialog.copy_button.isVisible()


def test_another_part_brings_its_usual_size(dialog):
    choose(dialog.fields.what, "window")
    assert (dialog.fields.width_field.value(), dialog.fields.height_field.value()) == (1280, 800)


def test_what_cannot_be_written_is_told_in_the_dialog(dialog, tmp_path):
    dialog.save(tmp_path / "missing" / "a.png")
    assert "missing" in dialog.note.text()


def test_a_film_is_made_beside_the_window(qtbot, dialog, tmp_path):
    choose(dialog.fields.form, ".gif")
    dialog.fields.last.setValue(3)
    step = dialog.parent().session.step_number
    with qtbot.waitSignal(dialog.film.finished, timeout=60_000) as finished:
        dialog.save(tmp_path / "a.gif")
        assert dialog.film.is_running
        assert not dialog.save_button.isEnabled()
    assert finished.args == [None]
    with Image.open(tmp_path / "a.gif") as picture:
        assert picture.n_frames == 4
    assert dialog.bar.value() == dialog.bar.maximum() == 4
    assert dialog.parent().session.step_number == step  # the window's own run is left alone


def test_a_film_can_be_cancelled_and_leaves_nothing(qtbot, dialog, tmp_path):
    choose(dialog.fields.form, ".gif")
    dialog.fields.last.setValue(5000)
    dialog.save(tmp_path / "a.gif")
    qtbot.waitSignal(dialog.film.progress, timeout=60_000).wait()
    with qtbot.waitSignal(dialog.film.finished, timeout=10_000):
        press(qtbot, dialog.cancel_button)
    assert not dialog.film.is_running
    assert list(tmp_path.iterdir()) == []
    assert "ancelled" in dialog.note.text()


def test_a_film_that_fails_says_why(qtbot, dialog, tmp_path):
    choose(dialog.fields.form, ".gif")
    with qtbot.waitSignal(dialog.film.finished, timeout=60_000):
        dialog.save(tmp_path / "missing" / "a.gif")
    assert "missing" in dialog.note.text()


def test_only_what_has_an_image_has_colours_and_a_size(dialog):
    fields = dialog.fields
    choose(fields.what, "work_sheet")
    assert fields.sheet_steps.isVisible()
    assert not fields.theme.isVisible()
    assert not dialog.copy_button.isVisible()
    choose(fields.what, "script")
    assert [fields.form.itemText(i) for i in range(fields.form.count())] == ["numpy", "PyTorch"]
    assert not fields.scenarios.isVisible()
    assert dialog.copy_button.isVisible()
    assert not dialog.print_button.isVisible()


def test_a_work_sheet_is_saved(dialog, tool, tmp_path):
    choose(dialog.fields.what, "work_sheet")
    dialog.fields.sheet_steps.setValue(1)
    dialog.save(tmp_path / "a.pdf")
    assert "Gradient descent by hand" in tool("pdftotext", tmp_path / "a.pdf", "-")


def test_text_is_saved_and_copied(qtbot, dialog, tmp_path):
    choose(dialog.fields.what, "history")
    dialog.save(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text().startswith("step,error,w1,g1\n0,")
    choose(dialog.fields.what, "step")
    choose(dialog.fields.form, "LaTeX")
    press(qtbot, dialog.copy_button)
    assert r"\Delta w_{1}" in QGuiApplication.clipboard().text()


def test_pictures_of_many_scenarios_are_made_beside_the_window(qtbot, dialog, tmp_path, monkeypatch):
    source = str(tmp_path / "mine.gdsim.json")
    save(load("one_record"), Path(source))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **names: ([source, "saddle"], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path))
    choose(dialog.fields.scenarios, "files")
    dialog.fields.scenarios.activated.emit(dialog.fields.scenarios.currentIndex())
    assert dialog.fields.scenarios.currentText() == "Scenario files: 2"
    assert dialog.fields.step.isVisible()
    with qtbot.waitSignal(dialog.film.finished, timeout=60_000) as finished:
        press(qtbot, dialog.save_button)
        assert not dialog.fields.isEnabled()
    assert finished.args == [None]
    for name in ("mine.png", "saddle.png"):
        with Image.open(tmp_path / name) as picture:
            assert picture.size == (200, 150)
    assert dialog.bar.maximum() == 2
    assert str(tmp_path) in dialog.note.text()


def test_many_can_be_cancelled_and_what_is_there_stays(qtbot, dialog, tmp_path):
    choose(dialog.fields.what, "work_sheet")
    choose(dialog.fields.scenarios, "shipped")
    dialog.save_many(tmp_path)
    qtbot.waitSignal(dialog.film.progress, timeout=60_000).wait()
    with qtbot.waitSignal(dialog.film.finished, timeout=10_000):
        press(qtbot, dialog.cancel_button)
    assert len(list(tmp_path.glob("*.pdf"))) >= 1
    assert "stays" in dialog.note.text()


def test_closing_the_dialog_ends_the_film(qtbot, dialog, tmp_path):
    choose(dialog.fields.form, ".gif")
    dialog.fields.last.setValue(5000)
    dialog.save(tmp_path / "a.gif")
    dialog.close()
    assert not dialog.film.is_running
    assert list(tmp_path.iterdir()) == []


def test_nothing_taken_out_answers_an_open_question(qtbot, dialog, tmp_path):
    quiz = dialog.parent().lesson_menu.guide.quiz
    quiz.ask("next_weight")
    refused = []
    for name, form in (
        *(("fit", ".png"), ("fit", ".gif"), ("work_sheet", ".pdf"), ("script", "numpy")),
        *(("step", "LaTeX"), ("history", "CSV"), ("records", "CSV"), ("data", "CSV")),
    ):
        choose(dialog.fields.what, name)
        choose(dialog.fields.form, form)
        dialog.save(tmp_path / f"{name}{form}")
        if "after the answer" in dialog.note.text():
            refused.append(name)
    assert refused == ["fit", "work_sheet", "script", "step"]
    assert len(list(tmp_path.iterdir())) == 4
    session = dialog.parent().session
    with offscreen(session, LIGHT) as canvas:
        assert canvas.widget.panels.holding("worked_step").is_covered
    with pytest.raises(GdsimError, match="after the answer"), offscreen(session, LIGHT, "worked_step"):
        raise AssertionError("it is shown")
    quiz.reveal()
    choose(dialog.fields.what, "step")
    press(qtbot, dialog.copy_button)
    assert dialog.note.text() == "Copied."
