"""The error slices: one plot a weight, each ball a knob."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_slices import ErrorSlices
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import check_a_walk, check_secrets

BOWL = "(w1 - 1)^2 + 3 (w2 + 2)^2 + w3^2 + w1 w3"


@pytest.fixture
def opened(show):
    def make(scene=None, steps=0, theme="light", size=(640, 300)):
        scene = scene or Scenario(FormulaSurface(BOWL), Optimizer(learning_rate=0.1), (3.0, -1.0, 0.5))
        session = Session(scene)
        return show(ErrorSlices(session, Look(THEMES[theme])), size, steps)

    return make


def with_weights(count):
    neuron = Neuron(Dataset(np.random.default_rng(2).normal(size=(count + 2, count)), np.ones(count + 2)))
    return Scenario(neuron, Optimizer(learning_rate=0.01), (0.0,) * count)


def test_each_plot_shows_e_along_its_weight_through_the_present_point(opened):
    view = opened()
    objective, weights = view.session.scenario.objective, view.session.weights
    assert len(view.plots) == 3
    for i, plot in enumerate(view.plots):
        point = plot.point
        assert (point.weight, point.error) == (weights[i], view.session.error)
        assert point.slope == pytest.approx(objective.gradient(weights)[i])
        assert point.update == pytest.approx(-0.1 * objective.gradient(weights)[i])
        other = np.array(weights)
        other[i] = point.curve.positions[7]
        assert point.curve.errors[7] == pytest.approx(objective.error(other))
        assert plot.ball.place == plot.pixel(weights[i], view.session.error)
        tip = plot.pixel(weights[i] + point.update, view.session.error)
        off = (plot.arrow.span.tip - tip).manhattanLength()
        assert (off < 1e-6) if plot.arrow.span.to_scale else (off < 15)
    assert any(plot.arrow.span.to_scale for plot in view.plots)


def test_all_share_one_axis_of_e(opened):
    view = opened()
    assert len({plot.point.e_range for plot in view.plots}) == 1
    assert len({round(plot.ball.place.y()) for plot in view.plots}) == 1


def test_dragging_one_ball_moves_its_weight_and_the_other_curves_follow(opened, qtbot):
    view = opened()
    plot, other = view.plots[0], view.plots[2]
    begin = plot.ball.place.toPoint()
    before = other.point.curve
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=begin)
    for shift in (-10, -25, -40):
        qtbot.mouseMove(plot, begin + QPoint(shift, 0))
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=begin + QPoint(-40, 0))
    assert view.session.weights[0] < 3.0
    assert view.session.weights[1:].tolist() == [-1.0, 0.5]
    assert other.point.curve is not before
    assert view.session.undo_stack.count() == 1
    assert view.session.selected_weight == 0


def test_keys_move_the_focused_ball_and_tab_chooses_the_next_weight(opened, qtbot):
    view = opened()
    view.activateWindow()
    view.plots[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert view.session.selected_weight == 1
    assert view.plots[1].point.is_selected
    qtbot.keyClick(view.plots[1], Qt.Key.Key_Right)
    qtbot.keyClick(view.plots[1], Qt.Key.Key_Right)
    assert view.session.weights[1] > -1.0
    assert view.session.undo_stack.count() == 1


def test_a_click_chooses_the_weight(opened, qtbot):
    view = opened()
    qtbot.mouseClick(view.plots[2], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert view.session.selected_weight == 2
    assert [plot.point.is_selected for plot in view.plots] == [False, False, True]


def test_many_weights_scroll_and_none_is_narrower_than_can_be_read(opened):
    view = opened(with_weights(10))
    assert len(view.plots) == 10
    assert all(plot.width() >= 178 for plot in view.plots)
    assert view.scroll_area.verticalScrollBar().maximum() > 0
    assert view.scroll_area.horizontalScrollBar().maximum() == 0
    boxes = [plot.geometry() for plot in view.plots]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_three_in_a_row_fill_the_panel(opened):
    view = opened(size=(640, 400))
    assert len({plot.y() for plot in view.plots}) == 1
    assert view.scroll_area.verticalScrollBar().maximum() == 0


def test_another_number_of_weights_has_as_many_plots(opened):
    view = opened(with_weights(4))
    view.session.load(with_weights(2))
    assert [plot.point.name for plot in view.plots] == ["w1", "w2"]
    view.session.set_bias(True)
    assert [plot.point.name for plot in view.plots] == ["w1", "w2", "b"]


def test_a_descent_that_diverges_keeps_the_bowl_in_sight(opened):
    view = opened(Scenario(FormulaSurface(BOWL), Optimizer(learning_rate=2.0), (3.0, -1.0, 0.5)), steps=30)
    for plot in view.plots:
        assert np.isfinite([*plot.point.x_range, *plot.point.e_range]).all()
        assert not plot.ball.is_inside
    view.grab()


def test_description_names_every_weight(opened):
    assert opened().describe() == (
        "w₁ 3.000, slope 4.500; w₂ −1.000, slope 6.000; w₃ 0.500, slope 4.000; error 8.750"
    )


def drawn(view):
    """Whether the slope of the first weight is there, and its update."""
    plot = view.plots[0]
    return plot.point.slope is not None, plot.arrow.span is not None


def test_a_walked_step_brings_the_gradient_and_then_the_update(opened):
    check_a_walk(opened(with_weights(3)), drawn)


def test_what_a_question_asks_for_is_neither_drawn_nor_described(opened):
    check_secrets(opened(with_weights(3)), drawn)


@pytest.mark.parametrize(("size", "columns"), [((520, 330), 3), ((360, 330), 2), ((640, 150), 3)])
def test_all_slices_are_in_sight_where_they_can_be_read(opened, size, columns):
    view = opened(size=size)
    assert view.scroll_area.verticalScrollBar().maximum() == 0
    assert len({plot.x() for plot in view.plots}) == columns


def test_slices_that_would_be_too_low_to_read_are_scrolled_to(opened):
    view = opened(with_weights(10), size=(360, 300))
    assert view.scroll_area.verticalScrollBar().maximum() > 0
    assert all(plot.height() >= 128 for plot in view.plots)
