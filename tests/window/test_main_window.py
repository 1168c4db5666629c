"""The laboratory as a person works it: real keys and clicks on a real window."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QToolButton, QWidget

from gdsim.engine.message import Message
from gdsim.scenario.number_text import number_text
from gdsim.window.actions import ACTIONS
from tests.window.conftest import press

OBJECT_NAMES = [
    "learning_rate",
    "pace",
    "optimizer",
    "activation",
    "error_measure",
    "batch",
    "data_table",
    "error_curve",
    "error_map",
    "error_surface",
    "error_slices",
    "error_history",
    "fit",
    "neuron",
    "worked_step",
    "lesson",
    "status",
]


def button_of(window, name):
    """The transport's button for an action."""
    return window.transport.findChild(QToolButton, name)


def texts_of(widget):
    """All that its labels say."""
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_it_opens_paused_on_a_prepared_scenario_and_says_what_to_press(open_window):
    window = open_window()
    assert window.session.step_number == 0
    assert not window.session.player.running
    assert "Press Step (S)" in window.banner.findChild(QWidget, "banner_text").text()


def test_every_name_for_automation_is_there(share_window):
    window = share_window()
    assert [name for name in OBJECT_NAMES if window.findChild(QWidget, name) is None] == []


def test_step_and_back_by_key(share_window, qtbot):
    window = share_window()
    start = window.session.weights
    press(qtbot, window, Qt.Key.Key_S)
    # By hand: −0.35 − 0.03 · (−31.099) = 0.58297
    assert window.session.weights[0] == pytest.approx(0.58297, rel=1e-12)
    press(qtbot, window, Qt.Key.Key_B)
    assert np.array_equal(window.session.weights, start)


def test_step_back_and_reset_by_mouse(share_window, qtbot):
    window = share_window()
    for _ in range(3):
        qtbot.mouseClick(button_of(window, "button_step"), Qt.MouseButton.LeftButton)
    assert window.session.step_number == 3
    qtbot.mouseClick(button_of(window, "button_step_back"), Qt.MouseButton.LeftButton)
    assert window.session.step_number == 2
    qtbot.mouseClick(button_of(window, "button_reset"), Qt.MouseButton.LeftButton)
    assert window.session.step_number == 0


def test_run_goes_on_by_itself_until_it_is_paused(share_window, qtbot):
    window = share_window("creeping")
    window.session.player.pace = 100.0
    press(qtbot, window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.session.step_number > 3)
    press(qtbot, window, Qt.Key.Key_R)
    here = window.session.step_number
    qtbot.wait(50)  # five steps at this pace
    assert window.session.step_number == here


def test_run_to_the_end_says_why_it_stopped(share_window, qtbot):
    window = share_window()
    press(qtbot, window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: not window.session.player.running)
    assert window.session.outcome == "gradient"
    assert window.session.derived.regime.name == "converged"
    assert "converged" in texts_of(window.status)


def test_typing_a_cell_changes_the_error_and_undo_brings_it_back(share_window, qtbot):
    window = share_window()
    table = window.findChild(QTableView, "data_table")
    before, weights = window.session.error, window.session.weights
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClicks(table, "2")
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, ".5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.scenario.dataset.targets[0] == 2.5
    assert window.session.error != before
    assert np.array_equal(window.session.weights, weights)
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.error == before


def test_pasting_rows_from_a_spreadsheet(share_window, qtbot):
    window = share_window()
    table = window.findChild(QTableView, "data_table")
    QGuiApplication.clipboard().setText("\n".join(f"{i}\t{2 * i}" for i in range(20)))
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    press(qtbot, window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.session.scenario.dataset.record_count == 20
    assert window.session.scenario.dataset.targets[19] == 38
    window.session.undo_stack.undo()
    assert window.session.scenario.dataset.record_count == 5


def test_beyond_the_stable_rate_the_words_say_why_and_what_would_do(share_window, qtbot):
    window = share_window("diverging")
    press(qtbot, window, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: not window.session.player.running, timeout=20_000)
    assert window.session.outcome == "diverged"
    limit = window.session.derived.analysis.largest_stable_learning_rate
    assert number_text(limit) in texts_of(window.status)


def test_every_action_has_its_key_in_its_tooltip(share_window):
    window = share_window()
    for spec in ACTIONS:
        if spec.keys:
            assert window.actions_by_name[spec.name].toolTip().endswith(")")


def test_no_two_actions_have_the_same_key():
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))


def test_the_sheet_of_keys_comes_and_goes_and_gives_the_focus_back(share_window, qtbot):
    window = share_window()
    focus = window.focusWidget()
    press(qtbot, window, Qt.Key.Key_F1)
    sheet = window.findChild(QWidget, "keys_sheet")
    assert sheet.isVisible()
    assert window.rect().contains(sheet.geometry())
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.focusWidget() is focus


def test_f6_reaches_every_panel_and_the_controls(share_window, qtbot):
    window = share_window()
    window.panels.lesson.show()
    reached, is_rate_reached = set(), False
    for _ in range(len(window.panels.all()) + 1):
        press(qtbot, window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        reached |= {panel.objectName() for panel in window.panels.all() if panel.isAncestorOf(focus)}
        is_rate_reached |= focus is window.learning_rate.field
    assert len(reached) == len(window.panels.all())
    assert is_rate_reached


def test_zoom_by_keys(share_window, qtbot):
    window = share_window()
    press(qtbot, window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.look.zoom == pytest.approx(1.1)
    press(qtbot, window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.look.zoom == 1.0


@pytest.mark.parametrize(
    ("scenario", "front"),
    [("first_steps", "error_curve"), ("two_weights", "error_map"), ("three_inputs", "error_slices")],
)
def test_the_landscape_suits_the_number_of_weights(share_window, scenario, front):
    assert share_window(scenario).panels.landscape.current.objectName() == front


def test_adding_the_bias_brings_the_map(share_window):
    window = share_window()
    window.session.set_bias(True)
    assert window.panels.landscape.current is window.error_map
    window.session.undo_stack.undo()
    assert window.panels.landscape.current is window.error_curve


def test_the_arrangement_is_remembered(open_window, qtbot):
    window = open_window()
    window.panels.neuron.hide()
    window.appearance.set_theme("dark")
    window.close()
    again = open_window()
    assert not again.panels.neuron.isVisible()
    assert again.settings.theme == "dark"
    again.restore_panels()
    assert again.panels.neuron.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_it_fits_the_sizes_of_screens(share_window, size):
    window = share_window("first_steps", *size)
    assert (window.width(), window.height()) == size
    inside = window.rect()
    for name in OBJECT_NAMES:
        widget = window.findChild(QWidget, name)
        if widget.isVisible() and not widget.visibleRegion().isEmpty():  # else it is behind a tab
            corner = widget.mapTo(window, QPoint(0, 0))
            assert inside.contains(corner), name
            assert inside.contains(corner + QPoint(widget.width() - 1, widget.height() - 1)), name


def test_a_refusal_is_said_in_the_banner_without_a_dialog(share_window):
    window = share_window("flat_valley")
    from gdsim.engine.optimizer import RULES

    window.session.set_optimizer(window.session.scenario.optimizer.with_rule(RULES["newton"]))
    window.moves.step()
    assert "Newton" in window.banner.findChild(QWidget, "banner_text").text()
    assert window.session.step_number == 0


def test_random_start_shows_its_seed_and_is_undone(share_window, qtbot):
    window = share_window()
    before = window.session.weights
    press(qtbot, window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.session.scenario.start.seed == 1
    assert "1" in window.findChild(QToolButton, "random_start").text()
    press(qtbot, window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.session.scenario.start.seed == 2
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    assert np.array_equal(window.session.weights, before)


def test_the_line_on_the_scenario_gives_up_its_room_and_comes_back_when_something_is_said(
    share_window, qtbot
):
    window = share_window()
    press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not window.banner.isVisible()
    window.tell(Message("That cannot be."))
    assert window.banner.isVisible()
    press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.banner.isVisible()


def test_at_1280_every_control_says_all_its_words(share_window, qtbot):
    window = share_window()
    window.resize(1280, 800)
    qtbot.wait(1)
    for name in ("step", "step_back", "reset", "run", "run_to_end"):
        assert len(button_of(window, f"button_{name}").text()) > 3
    controls = window.model_controls
    for choice in (controls.activation, controls.error_measure, controls.optimizer):
        assert choice.width() >= choice.sizeHint().width()


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_controls_stand_in_one_row(share_window, qtbot, width):
    window = share_window()
    window.resize(width, 700)
    qtbot.wait(1)
    views = (window.transport, window.learning_rate, window.model_controls)
    centres = {view.mapTo(window, view.rect().center()).y() for view in views}
    assert max(centres) - min(centres) <= 2
    assert all(view.mapTo(window, view.rect().topRight()).x() < width for view in views)


@pytest.mark.parametrize("way_out", ["restore", "open"])
def test_a_question_does_not_outlive_what_it_is_about(share_window, qtbot, way_out):
    window = share_window()
    press(qtbot, window, Qt.Key.Key_P)
    assert window.lesson_menu.guide.quiz.is_open
    assert not window.actions_by_name["action_step"].isEnabled()
    if way_out == "restore":
        window.restore_panels()
    else:
        window.documents.open("two_weights")
    assert not window.lesson_menu.guide.quiz.is_open
    assert window.actions_by_name["action_step"].isEnabled()


def test_the_dialog_for_pictures_offers_the_window_and_what_is_seen(share_window):
    window = share_window()
    window.actions_by_name["action_export_picture"].trigger()
    dialog = window.findChild(QWidget, "export_dialog")
    assert dialog.isVisible()
    assert not dialog.isModal()
    what = dialog.fields.what
    names = [what.itemData(i) for i in range(what.count())]
    assert {"window", "error_curve", "fit", "data_panel"} <= set(map(str, names))
    dialog.close()
