"""The ball of the error curve is moved by hand, and what is pointed at is read."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt

from tests.views.conftest import move_to
from tests.views.error_curve.conftest import INPUTS, TARGETS, hover, on_screen, reading


def drag_ball(view, qtbot, pixels: int) -> None:
    viewport, place = view.plot.viewport(), on_screen(view, view.marks.ball.place)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    for x in range(0, pixels, 5):
        qtbot.mouseMove(viewport, place + QPoint(x, 0))
    qtbot.mouseMove(viewport, place + QPoint(pixels, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place + QPoint(pixels, 0))


def test_dragging_the_ball_sets_the_weight_as_one_undo_entry(opened, qtbot):
    view = opened(steps=1)
    session, before = view.session, float(view.session.weights[0])
    wanted = before + 60 * view.plot.pixel_size()[0]
    drag_ball(view, qtbot, 60)
    assert session.weights[0] == pytest.approx(wanted, abs=2 * view.plot.pixel_size()[0])
    assert session.step_number == 0
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.weights[0] == before
    assert session.step_number == 1


def test_a_dragged_weight_has_no_more_digits_than_the_mouse_can_choose(opened, qtbot):
    view = opened()
    drag_ball(view, qtbot, 60)
    assert float(view.session.weights[0]) == round(float(view.session.weights[0]), 2)


def test_each_drag_is_an_entry_of_its_own(opened, qtbot):
    view = opened()
    drag_ball(view, qtbot, 40)
    drag_ball(view, qtbot, 40)
    assert view.session.undo_stack.count() == 2


def test_a_drag_stays_within_what_is_seen(opened, qtbot):
    view = opened()
    high = view.plot.view_box.viewRange()[0][1]
    drag_ball(view, qtbot, 2000)
    assert view.session.weights[0] <= high + 0.01
    assert view.session.weights[0] > high - 0.5


def test_the_arrow_keys_move_the_ball_to_round_values_as_one_entry_a_run(opened, qtbot):
    view = opened(steps=1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(view.plot, key)
    steps = 2  # three to the right, one to the left, from the next round value on
    assert view.session.weights[0] == pytest.approx(0.583 + steps * 0.04, abs=0.05)
    assert float(view.session.weights[0]) == round(float(view.session.weights[0]), 2)
    assert view.session.undo_stack.count() == 1
    view.session.step()
    qtbot.keyClick(view.plot, Qt.Key.Key_Left)
    assert view.session.undo_stack.count() == 2, "after a step a new run begins"


def test_with_shift_an_arrow_key_goes_ten_times_as_far(opened, qtbot):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    near = view.session.weights[0]
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    step = view.session.weights[0] - near
    qtbot.keyClick(view.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.session.weights[0] == pytest.approx(near + 11 * step)


def test_a_weight_that_cannot_be_is_refused_in_words(opened):
    view = opened()
    view._set_weight(1e200)
    assert view.session.undo_stack.count() == 0
    assert reading(view)


def test_hovering_reads_the_weight_and_the_error_there(opened, qtbot):
    view = opened()
    hover(view, qtbot, 0.83, 20.0)
    match = re.fullmatch(r"w1 = (\S+), E = (\S+)", reading(view))
    weight, error = float(match[1]), float(match[2])
    assert weight == pytest.approx(0.83, abs=0.02)
    residuals = np.array(TARGETS) - weight * np.array(INPUTS)
    assert error == pytest.approx(0.5 * np.sum(residuals**2), abs=0.02)
    assert view._cross.isVisible()


def test_hovering_on_the_trail_reads_the_step_too(opened, qtbot):
    view = opened(steps=2)
    hover(view, qtbot, -0.35, view.session.descent.history.errors[0])
    assert reading(view) == "step 0: w1 = −0.350, E = 28.038"


def test_what_was_measured_before_an_edit_says_so(opened, qtbot):
    view = opened(steps=2)
    session = view.session
    session.edit_data(session.scenario.dataset.with_value(0, 0, 0.7))
    hover(view, qtbot, -0.35, session.descent.history.errors[0])
    assert reading(view).startswith("step 0, before the edit: ")


def test_leaving_takes_the_reading_away(opened, qtbot):
    view = opened()
    hover(view, qtbot, 0.83, 20.0)
    QCoreApplication.sendEvent(view.plot, QEvent(QEvent.Type.Leave))
    assert reading(view) == ""
    assert not view._cross.isVisible()


def test_pointing_at_things_lights_up_their_quantities(opened, qtbot):
    view = opened(steps=1)
    session, marks = view.session, view.marks
    for place, quantity in (
        (marks.ball.place, "weight"),
        (marks.update_arrow.span.tip - QPointF(6, 0), "update"),
        (marks.gradient_arrow.span.tip + QPointF(6, 0), "gradient"),
        (view.plot.pixel(-0.35, session.descent.history.errors[0]), "error"),
        (QPointF(view.plot.area.width() / 2, 60), None),
    ):
        move_to(qtbot, view.plot, on_screen(view, place))
        assert session.highlight == quantity
