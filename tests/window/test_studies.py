"""The studies come beside the landscapes when they are asked for, and go when they are asked again."""

import pytest
from PySide6.QtCore import Qt

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = {"compare": "compare", "rate_study": "rate_study", "starts_map": "starts_map", "mistakes": "mistakes"}


@pytest.mark.parametrize("name", list(NAMES))
def test_a_study_comes_and_goes(share_window, name):
    window = share_window("two_weights")
    panel, action = window.panels.landscape, window.actions_by_name[f"action_{name}"]
    action.trigger()
    assert panel.current.objectName() == NAMES[name]
    assert panel.current.isVisible()
    assert action.isChecked()
    action.trigger()
    assert panel.current is window.error_map
    assert not action.isChecked()


def test_one_study_takes_the_place_of_another(share_window, qtbot):
    window = share_window("two_weights")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L, CONTROL)
    assert window.panels.landscape.current.objectName() == "rate_study"
    assert len(window.panels.landscape.offered) == 5
    assert not window.actions_by_name["action_compare"].isChecked()


def test_a_step_moves_all_that_are_compared(share_window):
    window = share_window("two_weights")
    window.studies.compare()
    window.session.step()
    window.session.step()
    assert window.session.step_number == 2
    assert all(descent.step_number == 2 for descent in window.session.comparison.descents)


def test_a_study_stays_offered_when_the_number_of_weights_changes(share_window):
    window = share_window("first_steps")
    window.studies.rate_study()
    window.session.set_bias(True)
    assert window.studies.asked[0] in window.panels.landscape.offered


def test_a_station_of_a_lesson_has_no_study_left_over_from_the_one_before(share_window):
    window = share_window()
    window.lesson_menu.open("when_it_goes_wrong:wrong-sign")
    window.lesson_menu.guide.quiz.reveal()
    window.studies.mistakes()
    assert window.studies.views["action_mistakes"] in window.panels.landscape.offered
    window.lesson_menu.next_station()
    assert window.studies.views["action_mistakes"] not in window.panels.landscape.offered
    assert window.panels.landscape.current is window.error_curve
    assert not window.actions_by_name["action_mistakes"].isChecked()
