"""The fit: what is drawn is what the session says, and records can be moved by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.scenario import load
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.fit import Fit
from gdsim.views.shared.look import Look
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.theme import THEMES, Quantity


@pytest.fixture
def opened(show):
    """Opens the view on a shipped scenario after some steps."""

    def make(name="first_steps", steps=0, theme="light", size=(440, 320)):
        return show(Fit(Session(load(name)), Look(THEMES[theme])), size, steps)

    return make


def place_of(view, x, y):
    """Where a point in data coordinates is, in pixels of the plot's viewport."""
    return view.plot.mapFromScene(view.plot.view_box.mapViewToScene(QPointF(x, y)))


def drag(qtbot, view, start, end):
    viewport = view.plot.viewport()
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for i in range(1, 4):
        qtbot.mouseMove(viewport, start + (end - start) * i / 3)
        qtbot.wait(15)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def test_the_segments_end_at_target_and_prediction(opened):
    view = opened(steps=1)
    x, ends = view.marks.segments.getData()
    dataset = view.session.scenario.dataset
    assert np.array_equal(x, np.repeat(dataset.columns[0], 2))
    assert np.array_equal(ends[::2], dataset.targets)
    assert np.array_equal(ends[1::2], dataset.columns[0] * view.session.weights[0])


def test_the_squares_are_squares_on_the_screen_and_as_large_as_the_residuals(opened):
    view = opened(steps=1)
    path = view.marks.squares.path()
    width, height = view.plot.pixel_size()
    # A rectangle is five points of the path.
    corners = [path.elementAt(i) for i in range(path.elementCount())]
    residuals = np.abs(view.session.derived.terms.residual)
    assert len(corners) == 5 * len(residuals)
    for record, residual in enumerate(residuals):
        xs = [corner.x for corner in corners[5 * record : 5 * record + 5]]
        ys = [corner.y for corner in corners[5 * record : 5 * record + 5]]
        assert max(ys) - min(ys) == pytest.approx(residual)
        assert (max(xs) - min(xs)) / width == pytest.approx((max(ys) - min(ys)) / height)


def test_dragging_a_record_edits_it_as_one_entry(opened, qtbot):
    view = opened()
    weights = view.session.weights
    drag(qtbot, view, place_of(view, 3, 4.3), place_of(view, 2.5, 3.5))
    dataset = view.session.scenario.dataset
    width, height = view.plot.pixel_size()
    assert dataset.value(4, 0) == pytest.approx(2.5, abs=2 * width)
    assert dataset.value(4, 1) == pytest.approx(3.5, abs=2 * height)
    assert np.array_equal(view.session.weights, weights)
    assert view.session.undo_stack.count() == 1
    view.session.undo_stack.undo()
    assert view.session.scenario.dataset == load("first_steps").dataset


def test_a_drag_straight_up_changes_the_target_alone(opened, qtbot):
    view = opened()
    place = place_of(view, 2.2, 2.9)
    drag(qtbot, view, place, QPoint(place.x(), place.y() - 40))
    dataset = view.session.scenario.dataset
    assert dataset.value(3, 0) == 2.2
    assert dataset.value(3, 1) > 3


def test_a_press_on_a_record_chooses_it(opened, qtbot):
    view = opened()
    place = place_of(view, 2.2, 2.9)
    qtbot.mousePress(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.session.selected_record == 3
    assert view.session.undo_stack.count() == 0


def test_arrow_keys_choose_and_move_records(opened, qtbot):
    view = opened()
    view.plot.setFocus()
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    assert view.session.selected_record == 1
    for _ in range(3):
        qtbot.keyClick(view.plot, Qt.Key.Key_Up)
    assert view.session.scenario.dataset.targets[1] > 1.4
    assert view.session.undo_stack.count() == 1


def test_the_line_is_the_prediction(opened):
    view = opened(steps=2)
    x, y = view._line.getData()
    assert np.allclose(y, x * view.session.weights[0])
    assert view._labels.text("line").startswith("ŷ = 1.031")


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("size", [(440, 215), (440, 320), (700, 500)])
def test_the_lines_formula_covers_no_record(opened, steps, size):
    view = opened(steps=steps, size=size)
    box, dataset = view._labels.box("line"), view.session.scenario.dataset
    radius = view.look.px(9) / 2 - 0.5
    assert box is not None
    for x, y in zip(dataset.columns[0], dataset.targets, strict=True):
        centre = view.plot.pixel(float(x), float(y))
        assert not box.intersects(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))


def test_the_line_is_in_sight_again_after_a_run_far_away_and_a_reset(opened, qtbot):
    view = opened("first_steps")
    view.session.set_learning_rate(0.2)
    for _ in range(8):
        view.session.step()
        view.grab()
    view.session.reset()
    view.grab()
    _, (bottom, top) = view.plot.view_box.viewRange()
    predicted = view.session.derived.terms.prediction
    assert bottom < predicted.min() <= predicted.max() < top


def test_a_prediction_near_zero_is_in_sight_though_the_targets_lie_close_together(opened):
    view = opened("plateau", steps=5)
    _, (bottom, top) = view.plot.view_box.viewRange()
    predicted, targets = view.session.derived.terms.prediction, view.session.scenario.dataset.targets
    assert bottom < predicted.min() < 0.01 < targets.max() < top


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e9])
def test_records_of_any_size_fill_the_plot(qtbot, scale):
    x = np.array([0.5, 1.0, 1.5, 2.2, 3.0]) * scale
    neuron = Neuron(Dataset(x[:, None], 1.4 * x))
    view = Fit(Session(Scenario(neuron, start=(1.0,))), Look())
    qtbot.addWidget(view)
    view.resize(440, 320)
    with qtbot.waitExposed(view):
        view.show()
    (left, right), (bottom, top) = view.plot.view_box.viewRange()
    assert right - left < 1.5 * x.max()
    assert top - bottom < 1.5 * 1.4 * x.max()


def test_a_single_record_keeps_zero_in_sight_when_the_line_has_come_to_it(opened):
    view = opened("one_record", steps=40)
    _, (bottom, top) = view.plot.view_box.viewRange()
    assert bottom <= 0 < 3 < top


def test_over_the_prediction_records_stand_at_their_prediction(opened):
    view = opened("three_inputs", steps=2)
    x, y = view._records.getData()
    assert np.array_equal(x, view.session.derived.terms.prediction)
    assert np.array_equal(y, view.session.scenario.dataset.targets)


def test_over_an_input_each_record_has_a_mark_of_its_prediction(opened):
    view = opened("three_inputs", steps=2)
    view.choose_axes(2)
    x, y = view._predictions.getData()
    assert np.array_equal(x, view.session.scenario.dataset.columns[1])
    assert np.array_equal(y, view.session.derived.terms.prediction)


@pytest.mark.parametrize("steps", [0, 5, 40])
def test_records_stay_in_sight_even_when_the_descent_diverges(opened, steps):
    view = opened("diverging", steps)
    (left, right), (bottom, top) = view.plot.view_box.viewRange()
    dataset = view.session.scenario.dataset
    assert left < dataset.columns[0].min() < dataset.columns[0].max() < right
    assert bottom < dataset.targets.min() < dataset.targets.max() < top


def test_a_surface_has_no_data_and_says_so(opened):
    view = opened("rosenbrock")
    assert not view.plot.isVisible()
    assert "no data" in view._empty.text()


def test_it_tells_what_it_shows(opened):
    # Record 1: ŷ = 0.5 · 0.58297 = 0.291485, r = 0.9 − 0.291485
    assert opened(steps=1).describe() == (
        "5 records; record 1: target 0.9, prediction 0.291, residual 0.609."
    )


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_quantities_have_their_colours(opened, theme):
    picture = opened(steps=1, theme=theme).grab().toImage()
    seen = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    for quantity in (Quantity.ERROR, Quantity.PREDICTION):
        assert QColor(THEMES[theme].color(quantity)).rgb() in seen


def segments_of(view):
    """How many residuals are drawn."""
    return len(view.marks.segments.getData()[0]) // 2


def squares_of(view):
    return view.marks.squares.path().elementCount() // 5


def test_a_step_walked_in_parts_draws_residuals_first_and_squares_then(opened):
    view = opened()
    drawn = []
    for _ in view.session.stages:
        view.session.next_stage()
        drawn.append((view.session.stage.name, segments_of(view) > 0, squares_of(view) > 0))
    assert drawn[:4] == [
        ("predict", False, False),
        ("residuals", True, False),
        ("square_and_sum", True, True),
        ("gradient", True, True),
    ]


def test_record_by_record_each_residual_appears_in_its_turn_and_is_the_chosen_one(opened):
    view = opened()
    count = view.session.scenario.dataset.record_count
    view.session.set_stage_by_record(True)
    for _ in range(count):
        view.session.next_stage()
    seen = []
    for _ in range(count):
        view.session.next_stage()
        seen.append((segments_of(view), view.session.selected_record))
    assert seen == [(record + 1, record) for record in range(count)]


def test_the_sum_of_squares_is_a_bar_with_a_part_for_each_record(opened):
    view = opened(steps=1)
    view.set_options(frozenset({"squares"}))
    assert view.sums.isVisible()
    # By hand: w = 0.58297, Σ (y − w x)² = 13.14
    assert "13.14" in view.sums.accessibleName()
    assert view.sums.full >= 13.14


def test_absolute_values_take_the_squares_place(opened):
    view = opened(steps=1)
    view.set_options(frozenset({"squares"}))
    view.choices.absolute.click()
    assert squares_of(view) == 0
    # By hand: Σ |y − w x| = 0.609 + 0.817 + 1.726 + 1.617 + 2.551 = 7.320
    assert "7.320" in view.sums.accessibleName()


def test_of_a_measure_without_squares_lengths_are_drawn_and_summed(opened, qtbot):
    view = opened(steps=1)
    view.set_options(frozenset({"squares"}))
    assert "squares" in view.hint()
    with qtbot.waitSignal(view.hint_changed):
        view.session.set_error_measure(ERROR_MEASURES["absolute"])
    assert squares_of(view) == 0
    assert not view.choices.absolute.isVisible()
    assert "7.320" in view.sums.accessibleName()
    assert "lines" in view.hint()


def test_a_square_stands_where_it_is_seen_whole(opened):
    view = opened()
    view.session.edit_data(view.session.scenario.dataset.with_value(0, 1, 4.0), "")
    (left, right), _ = view.plot.view_box.viewRange()
    for square in view.marks.squares.path().toSubpathPolygons():
        assert left <= square.boundingRect().left()
        assert square.boundingRect().right() <= right


def test_the_bar_shrinks_with_its_sum_while_a_weight_is_turned(opened):
    view = opened()
    view.set_options(frozenset({"squares"}))
    view.session.set_weights([-20.0])
    full, mover = view.sums.full, Mover(view.session, view)
    mover.grab()
    mover.move({0: 1.4}, {0: 0.1})
    QTest.qWait(100)
    assert "0.3" in view.sums.accessibleName()
    assert view.sums.full == full
    mover.release()
    view.session.set_weights([1.3])
    assert view.sums.full < full


def test_the_best_fit_stands_beside_one_s_own_with_its_sum(opened):
    view = opened(steps=1)
    view.set_options(frozenset({"squares", "best_fit"}))
    x, y = view.marks.best_line.getData()
    # By hand: w = Σ x y / Σ x² = 25.03 / 17.34
    assert np.allclose(y, 25.03 / 17.34 * x)
    assert "0.300" in view.sums.accessibleName()
    assert view.marks.best_squares.path().elementCount() == 25


def test_where_the_minimum_is_not_known_exactly_no_best_fit_is_offered(opened):
    view = opened("sigmoid_neuron")
    assert not view.choices.best.isEnabled()


def test_in_a_low_panel_the_plot_keeps_most_of_the_room(opened, qtbot):
    view = opened(size=(440, 320))
    assert view._readout.isVisible()
    assert view.choices.isVisible()
    view.resize(440, 90)
    qtbot.wait(1)
    assert view.plot.height() > 80
    view.resize(440, 320)
    assert view._readout.isVisible()
    assert view.choices.isVisible()
    assert view.minimumSizeHint().height() < 90


@pytest.mark.parametrize("quantity", [Quantity.PREDICTION, Quantity.ERROR])
def test_line_and_residuals_are_drawn_stronger_while_their_quantity_is_pointed_at(opened, quantity):
    view = opened()
    item = view._line if quantity == Quantity.PREDICTION else view.marks.segments
    plain = item.opts["pen"].widthF()
    view.session.set_highlight(quantity)
    assert item.opts["pen"].widthF() == pytest.approx(2 * plain)
    view.session.set_highlight(None)
    assert item.opts["pen"].widthF() == plain


def test_the_lines_formula_covers_neither_residuals_nor_the_best_line(opened):
    view = opened(steps=1, size=(500, 200), theme="projector")
    view.choices.best.click()
    view.grab()
    box = view._labels.box("line")
    covered = [QPointF(*place) for place in view.plot.pixels(view.marks.points()).tolist()]
    assert len(covered) > 100
    assert not any(box.contains(place) for place in covered)
