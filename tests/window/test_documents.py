"""Opening, saving, reverting: the file, the title, and what is asked before work is let go."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QToolButton

from gdsim.scenario import load, save
from gdsim.scenario.presets import shipped_path

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def chosen(monkeypatch):
    """What the person chooses in the file dialogs; an empty text: the dialog is cancelled."""
    choice = {"path": ""}
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *arguments: (choice["path"], ""))
    return choice


def answer(monkeypatch, button):
    """Answer the question about unsaved work; the list grows with each question."""
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *arguments: asked.append(arguments[2]) or button)
    return asked


def said(window):
    return window.banner.findChild(QLabel, "banner_text").text()


def trigger(window, name):
    window.actions_by_name[name].trigger()


def drop(window, path):
    """What the window system sends when a file is dragged onto the window and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, data, Qt.MouseButton.LeftButton, NO_MODIFIER)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    let_go = QDropEvent(QPointF(50, 50), copy, data, Qt.MouseButton.LeftButton, NO_MODIFIER)
    QApplication.sendEvent(window, let_go)
    QApplication.processEvents()


def test_save_asks_once_where_to_and_then_writes_there(share_window, chosen, tmp_path):
    window = share_window()
    window.session.set_learning_rate(0.25)
    assert window.isWindowModified()
    chosen["path"] = str(tmp_path / "mine")
    trigger(window, "action_save")
    file = tmp_path / "mine.gdsim.json"
    assert load(file).optimizer.learning_rate == 0.25
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mine")
    chosen["path"] = str(tmp_path / "another")
    window.session.set_learning_rate(0.5)
    trigger(window, "action_save")
    assert load(file).optimizer.learning_rate == 0.5
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_is_told_and_stays_unsaved(share_window, chosen, tmp_path):
    window = share_window()
    window.session.set_learning_rate(0.25)
    chosen["path"] = str(tmp_path / "no folder" / "x.gdsim.json")
    trigger(window, "action_save_as")
    assert "cannot be written" in said(window)
    assert window.session.is_dirty


def test_a_shipped_scenario_is_never_saved_over(share_window, chosen):
    window = share_window()
    window.documents.open(shipped_path("creeping"))
    assert window.documents.path is None
    window.session.set_learning_rate(0.25)
    assert not window.documents.save()  # it asked where to, and that was cancelled


@pytest.mark.parametrize(("button", "opened"), [("Cancel", False), ("Discard", True)])
def test_opening_asks_about_unsaved_work(share_window, chosen, tmp_path, monkeypatch, button, opened):
    window = share_window()
    file = tmp_path / "other.gdsim.json"
    save(load("creeping"), file)
    window.session.set_learning_rate(0.25)
    asked = answer(monkeypatch, QMessageBox.StandardButton[button])
    chosen["path"] = str(file)
    trigger(window, "action_open")
    assert len(asked) == 1
    assert (window.session.scenario == load(file)) is opened
    monkeypatch.undo()
    window.session.undo_stack.setClean()


def test_saving_when_asked_goes_on_only_if_it_was_saved(share_window, chosen, monkeypatch):
    window = share_window()
    window.session.set_learning_rate(0.25)
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    trigger(window, "action_new")  # asks where to save, and that is cancelled
    assert window.session.scenario.optimizer.learning_rate == 0.25
    window.session.undo_stack.setClean()


def test_a_file_that_is_no_scenario_is_told_and_changes_nothing(share_window, tmp_path):
    window = share_window()
    before = window.session.scenario
    (tmp_path / "broken.gdsim.json").write_text('{"format": ')
    window.documents.open(tmp_path / "broken.gdsim.json")
    assert "Line 1" in said(window)
    assert window.session.scenario is before


def test_opening_takes_back_what_was_said_of_another_file(share_window, tmp_path):
    window = share_window()
    window.documents.open(tmp_path / "not there.gdsim.json")
    assert "cannot be read" in said(window)
    window.documents.open("creeping")
    assert "cannot be read" not in said(window)


def test_recent_files_are_listed_the_latest_first_and_open(share_window, tmp_path):
    window = share_window()
    for name in ("creeping", "momentum"):
        save(load(name), tmp_path / f"{name}.gdsim.json")
        window.documents.open(tmp_path / f"{name}.gdsim.json")
    menu = window.menus._recent
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["momentum.gdsim.json", "creeping.gdsim.json"]
    menu.actions()[1].trigger()
    assert window.documents.name() == "creeping"
    assert window.session.scenario == load("creeping")


def test_revert_shows_what_the_file_holds_now_and_can_be_undone(share_window, tmp_path):
    window = share_window()
    file = tmp_path / "mine.gdsim.json"
    save(load("creeping"), file)
    window.documents.open(file)
    window.session.set_learning_rate(0.25)
    trigger(window, "action_revert")
    assert window.session.scenario == load(file)
    assert not window.session.is_dirty
    window.session.undo_stack.undo()
    assert window.session.scenario.optimizer.learning_rate == 0.25
    assert window.session.is_dirty
    document = json.loads(file.read_text())
    document["optimizer"]["learning_rate"] = 0.125
    file.write_text(json.dumps(document))
    trigger(window, "action_revert")
    assert window.session.scenario.optimizer.learning_rate == 0.125


def test_revert_without_a_file_shows_what_was_loaded(share_window):
    window = share_window("creeping")
    window.session.set_learning_rate(0.25)
    trigger(window, "action_revert")
    assert window.session.scenario == load("creeping")
    assert not window.session.is_dirty


def test_a_dropped_scenario_is_opened_and_saved_back_to(share_window, tmp_path):
    window = share_window()
    file = tmp_path / "dropped.gdsim.json"
    save(load("creeping"), file)
    drop(window, file)
    assert window.session.scenario == load(file)
    assert window.documents.path == file


def test_nothing_but_one_file_can_be_dropped(share_window):
    window = share_window()
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        QPointF(50, 50).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_MODIFIER
    )
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_the_history_is_saved_on_request_offered_on_opening_and_resumed(
    share_window, chosen, qtbot, tmp_path
):
    window = share_window("momentum")
    for _ in range(5):
        window.session.step()
    chosen["path"] = str(tmp_path / "mine")
    trigger(window, "action_save_history")
    assert "5 steps" in said(window)
    weights = window.session.descent.history.weights
    window.documents.open(tmp_path / "mine.gdsim.json")
    assert window.session.step_number == 0
    button = window.banner.findChild(QToolButton, "banner_action_resume")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.step_number == 5
    assert not window.session.is_dirty
    assert window.session.descent.history.weights.tobytes() == weights.tobytes()


def test_the_history_of_a_scenario_that_was_changed_since_is_told_and_left_alone(
    share_window, chosen, tmp_path
):
    window = share_window("momentum")
    chosen["path"] = str(tmp_path / "mine")
    trigger(window, "action_save_history")
    window.session.set_learning_rate(0.001)
    window.documents.save()
    trigger(window, "action_resume")
    assert "another version" in said(window)
    assert (tmp_path / "mine.gdsim-history.json").exists()


def test_a_scenario_goes_to_the_clipboard_as_a_line_and_comes_back(share_window):
    window = share_window("two_weights")
    trigger(window, "action_copy_line")
    assert "Copied" in said(window)
    window.documents.open("creeping")
    trigger(window, "action_paste_line")
    assert window.session.scenario == load("two_weights")
    assert window.isWindowModified()  # no file holds it


def test_a_clipboard_without_such_a_line_is_told(share_window):
    window = share_window("two_weights")
    QGuiApplication.clipboard().setText("hello")
    trigger(window, "action_paste_line")
    assert "does not begin with" in said(window)
    assert window.session.scenario == load("two_weights")


@pytest.mark.parametrize(("menu", "name"), [("_scenarios", "creeping"), ("_datasets", "engel_food")])
def test_shipped_scenarios_and_real_data_open_from_their_menus(share_window, menu, name):
    window = share_window()
    listed = getattr(window.menus, menu)
    listed.aboutToShow.emit()
    (action,) = [action for action in listed.actions() if action.data() == name]
    action.trigger()
    assert window.session.scenario == load(name)
    assert window.documents.path is None


def test_recent_files_of_one_name_are_told_apart_and_one_that_is_gone_leaves_the_list(share_window, tmp_path):
    window = share_window()
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
        save(load("creeping"), tmp_path / folder / ("c.gdsim.json" if folder == "three" else "a.gdsim.json"))
        window.documents.open(next((tmp_path / folder).iterdir()))
    menu = window.menus._recent
    menu.aboutToShow.emit()
    texts = ["c.gdsim.json", *(f"a.gdsim.json — {tmp_path / folder}" for folder in ("two", "one"))]
    assert [action.text() for action in menu.actions()] == texts
    (tmp_path / "two" / "a.gdsim.json").unlink()
    menu.actions()[1].trigger()
    assert "a.gdsim.json cannot be read" in said(window)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["c.gdsim.json", "a.gdsim.json"]


def test_the_question_about_unsaved_work_names_what_the_title_bar_names(share_window, monkeypatch):
    window = share_window("first_steps")
    window.session.set_learning_rate(0.01)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    window.close()
    assert asked == ["Save the changes to “First steps”?"]
    assert window.windowTitle().startswith("First steps")


def test_a_title_is_suggested_as_a_file_s_name_without_what_none_can_have(share_window, monkeypatch):
    window = share_window("first_steps")
    window.session.load(replace(window.session.scenario, title={"en": "a/b: c?"}))
    suggested = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: suggested.append(given[2]) or ("", ""))
    window.actions_by_name["action_save_as"].trigger()
    assert suggested[0].endswith("a-b- c-.gdsim.json")


def test_a_file_that_is_meant_by_a_name_without_its_ending_is_not_replaced_unasked(
    share_window, monkeypatch, tmp_path
):
    save(load("creeping"), tmp_path / "mine.gdsim.json")
    window = share_window("first_steps")
    typed = [str(tmp_path / "mine"), str(tmp_path / "other")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (typed.pop(0), ""))
    asked = answer(monkeypatch, QMessageBox.StandardButton.No)
    trigger(window, "action_save_as")
    assert asked == ["“mine.gdsim.json” is there already. Replace it?"]
    assert load(tmp_path / "mine.gdsim.json") == load("creeping")
    assert load(tmp_path / "other.gdsim.json") == load("first_steps")
    typed.append(str(tmp_path / "mine"))
    answer(monkeypatch, QMessageBox.StandardButton.Yes)
    trigger(window, "action_save_as")
    assert load(tmp_path / "mine.gdsim.json") == load("first_steps")
