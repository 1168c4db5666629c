"""Unsaved work: kept while the window is open, offered after a kill, gone after a proper end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QToolButton

from gdsim.scenario import load, save
from gdsim.scenario.words import localized
from gdsim.session.autosave import lost_work


@pytest.fixture
def folder(tmp_path):
    """A folder with the work of a program that was killed."""
    scenario = load("creeping")
    path = tmp_path / "autosave"
    path.mkdir()
    save(scenario, path / "0123456789abcdef.gdsim.json")
    return path


def said(window):
    return window.banner.findChild(QLabel, "banner_text").text()


def click(qtbot, window, name):
    button = window.banner.findChild(QToolButton, f"banner_{name}")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_lost_work_is_offered_without_being_in_the_way_and_recovered_by_a_click(open_window, qtbot, folder):
    window = open_window()
    window.recovery.begin(folder)
    assert "Unsaved work" in said(window)
    click(qtbot, window, "action_recover_work")
    assert window.session.scenario == load("creeping")
    assert window.isWindowModified()
    assert "Unsaved work" not in said(window)
    # A second kill now costs nothing either: the work has been kept anew.
    assert len(list(folder.glob("*.gdsim.json"))) == 1
    assert lost_work(folder) == []
    window.session.undo_stack.setClean()


def test_work_lost_after_it_was_saved_before_is_recovered_into_its_file(open_window, qtbot, tmp_path):
    file, folder = tmp_path / "mine – 我的.gdsim.json", tmp_path / "autosave"
    save(load("creeping"), file)
    killed = open_window()
    killed.documents.open(file)
    killed.recovery.begin(folder)
    killed.session.set_learning_rate(0.25)
    assert killed.recovery.keep_now()
    killed.recovery._autosave._timer.stop()
    killed.recovery._autosave._file.close()  # as the end of its process would
    window = open_window()
    window.recovery.begin(folder)
    click(qtbot, window, "action_recover_work")
    assert window.documents.path == file
    assert window.isWindowModified()
    assert window.documents.save()
    assert load(file).optimizer.learning_rate == 0.25
    assert [path.suffix for path in folder.iterdir() if path.suffix != ".lock"] == []
    killed.session.undo_stack.setClean()


def test_lost_work_can_be_let_go(open_window, qtbot, folder):
    window = open_window()
    window.recovery.begin(folder)
    click(qtbot, window, "action_discard_lost_work")
    assert list(folder.glob("*.gdsim.json")) == []
    assert "Unsaved work" not in said(window)


def test_a_slip_does_not_cost_the_lost_work(open_window, qtbot, folder, monkeypatch):
    asked = []

    def no(parent, title, text, *buttons):
        asked.append(text)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", no)
    window = open_window()
    window.recovery.begin(folder)
    click(qtbot, window, "action_discard_lost_work")
    assert localized(load("creeping").title) in asked[0]
    assert len(list(folder.glob("*.gdsim.json"))) == 1
    assert "Unsaved work" in said(window)


def test_the_file_menu_offers_lost_work_only_where_there_is_some(open_window, folder):
    window = open_window()
    menu, action = window.menus._menus["file"], window.actions_by_name["action_recover_work"]
    menu.aboutToShow.emit()
    assert not action.isVisible()
    window.recovery.begin(folder)
    menu.aboutToShow.emit()
    assert action.isVisible()


def test_lost_work_that_cannot_be_read_is_told_and_not_deleted(open_window, qtbot, folder):
    (path,) = folder.glob("*.gdsim.json")
    path.write_text("{")
    window = open_window()
    before = window.session.scenario
    window.recovery.begin(folder)
    click(qtbot, window, "action_recover_work")
    assert "not JSON" in said(window)
    assert window.session.scenario is before
    assert path.exists()


def test_unsaved_work_is_kept_and_a_proper_end_leaves_nothing(open_window, qtbot, tmp_path):
    window = open_window()
    window.recovery.begin(tmp_path)
    window.session.set_learning_rate(0.25)
    assert window.recovery.keep_now()
    (kept,) = tmp_path.glob("*.gdsim.json")
    assert load(kept).optimizer.learning_rate == 0.25
    window.close()
    assert list(tmp_path.glob("*.gdsim.json")) == []


def edited(window):
    window.session.set_learning_rate(0.0123)
    return window.session.scenario


def test_work_from_before_a_lesson_survives_a_kill_in_it(open_window, qtbot, tmp_path):
    window = open_window()
    window.recovery.begin(tmp_path / "autosave")
    work = edited(window)
    window.lesson_menu.open("gradient_descent:bowl")
    window.session.set_learning_rate(0.5)
    assert window.recovery.keep_now()  # as a fault or the timer does
    (kept,) = (tmp_path / "autosave").glob("*.gdsim.json")
    assert load(kept) == work
    window.lesson_menu.lesson_leave()
    assert window.session.scenario == work
    assert window.session.is_dirty
    window.session.undo_stack.setClean()


def test_a_file_opened_in_a_lesson_does_not_cost_the_work_from_before_it(open_window, qtbot, tmp_path):
    window = open_window()
    window.recovery.begin(tmp_path / "autosave")
    work = edited(window)
    window.lesson_menu.open("gradient_descent:bowl")
    window.documents.open("creeping")
    assert window.lesson_menu.guide.lesson is None
    qtbot.waitUntil(lambda: "before the lesson" in said(window))
    click(qtbot, window, "action_recover_work")
    assert window.session.scenario == work
    window.session.undo_stack.setClean()
