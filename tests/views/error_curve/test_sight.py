"""What of the error curve is in sight, and how that is changed."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from tests.views.error_curve.conftest import MINIMUM, scenario


def test_bowl_ball_trail_and_minimum_are_in_sight(opened):
    view = opened(steps=2)
    (low, high), (bottom, top) = view.plot.view_box.viewRange()
    assert low < -0.35 < MINIMUM < high
    assert bottom < 0 < view.session.descent.history.errors[0] < top


def test_the_range_does_not_move_while_the_descent_goes_down(opened):
    view = opened()
    before = view.plot.view_box.viewRange()
    for _ in range(30):
        view.session.step()
    assert view.plot.view_box.viewRange() == before


def test_a_diverging_ball_leaves_the_bowl_in_sight_and_a_sign_says_where_it_is(opened):
    view = opened(scenario(rate=0.12), steps=60)
    low, high = view.plot.view_box.viewRange()[0]
    assert abs(view.session.weights[0]) > high - low
    assert high - low < 60
    assert low < MINIMUM < high
    assert not view.marks.ball.is_inside
    assert view.plot.area.contains(view.marks.ball.place)
    label = view.marks.labels.text("away")
    assert label.startswith("w1 = ")
    assert "E = " in label
    assert view.marks.update_arrow.span is None


def test_after_divergence_all_is_still_drawn(opened):
    view = opened(scenario(rate=5.0), steps=400)
    assert view.session.outcome == "diverged"
    assert np.isfinite(view.plot.view_box.viewRange()).all()
    assert "nan" not in view.describe().lower()


def test_the_wheel_zooms_and_a_double_click_shows_the_whole_again(opened, qtbot):
    view = opened()
    before = view.plot.view_box.viewRange()
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus, delay=1)
    assert view.plot.view_box.viewRange()[0][1] < before[0][1]
    view.session.step()
    assert view.plot.view_box.viewRange()[0][1] < before[0][1], "what the user chose stays"
    qtbot.mouseDClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert view.plot.view_box.viewRange() == [pytest.approx(r) for r in before]


def test_another_experiment_begins_with_its_own_picture_whatever_was_in_sight_before(opened, qtbot):
    """With the same weight, whether the user zoomed or the picture had been chosen for other data."""
    own = opened(scenario()).plot.view_box.viewRange()[0]
    view = opened(scenario(start=(-3.0,)))
    assert view.plot.view_box.viewRange()[0] != pytest.approx(own)
    view.session.load(scenario())
    assert view.plot.view_box.viewRange()[0] == pytest.approx(own)
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    view.session.load(scenario())
    assert view.plot.view_box.viewRange()[0] == pytest.approx(own)


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Home])
def test_a_key_shows_the_whole_again(opened, qtbot, key):
    view = opened()
    before = view.plot.view_box.viewRange()
    qtbot.keyClick(view.plot, Qt.Key.Key_Minus)
    assert view.plot.view_box.viewRange() != before
    qtbot.keyClick(view.plot, key)
    assert view.plot.view_box.viewRange() == [pytest.approx(r) for r in before]


def test_a_drag_of_the_background_pans(opened, qtbot):
    view = opened()
    before, weights = view.plot.view_box.viewRange()[0], view.session.weights
    viewport = view.plot.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    for x in range(300, 361, 20):
        qtbot.wait(15)
        qtbot.mouseMove(viewport, QPoint(x, 100))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(360, 100))
    after = view.plot.view_box.viewRange()[0]
    assert after[0] < before[0]
    assert list(view.session.weights) == list(weights)
