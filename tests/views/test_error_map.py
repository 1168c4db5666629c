"""The error map: what is drawn is what the session says, and the ball can be moved by hand."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_map import ErrorMap
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import check_a_walk, check_secrets, marked

BOWL = "(w1 - 1)^2 + 3 (w2 + 2)^2"  # minimum at (1, −2), E = 0


def scenario(text=BOWL, start=(3.0, -1.0), rate=0.1):
    return Scenario(FormulaSurface(text), Optimizer(learning_rate=rate), tuple(start))


def neuron_scenario(records=6, inputs=3, activation="identity", batch=None):
    columns = np.random.default_rng(5).normal(size=(records, inputs))
    neuron = Neuron(Dataset(columns, columns.sum(axis=1)), ACTIVATIONS[activation])
    return Scenario(neuron, Optimizer(RULES["gradient_descent"], 0.05, batch=batch), (0.0,) * inputs)


@pytest.fixture
def opened(show):
    """Opens the view on a scenario after some steps."""

    def make(scene=None, steps=0, theme="light", size=(520, 420)):
        session = Session(scene or scenario())
        return show(ErrorMap(session, Look(THEMES[theme])), size, steps)

    return make


def at(view, *weights) -> QPoint:
    """Weights as pixels of the viewport."""
    return view.plot.mapFromScene(view.plot.view_box.mapToScene(view.plot.pixel(*weights)))


def sight(view):
    return np.array(view.plot.view_box.viewRange())


def test_ball_arrows_and_labels_stand_where_the_numbers_say(opened):
    view = opened()
    marks, plot = view.marks, view.plot
    gradient, step = np.array([4.0, 6.0]), np.array([-0.4, -0.6])
    assert marks.ball.place == plot.pixel(3.0, -1.0)
    tip = plot.pixel(*(np.array([3.0, -1.0]) + step))
    assert marks.update_arrow.span.to_scale
    assert (marks.update_arrow.span.tip - tip).manhattanLength() < 1e-6
    across, up = plot.pixel_size()
    uphill = np.array([gradient[0] / across, -gradient[1] / up])
    direction = marks.gradient_arrow.span.direction
    assert np.array([direction.x(), direction.y()]) == pytest.approx(uphill / np.hypot(*uphill))
    assert marks.labels.text("gradient") == "|∇E| = 7.211"
    assert marks.labels.text("update") == "Δw = (−0.400, −0.600)"
    assert marks.labels.text("minimum") == "minimum (1.000, −2.000)"
    assert marks.crosses[0].center() == plot.pixel(1.0, -2.0)


def test_the_scale_bar_states_the_length_of_the_gradients_arrow(opened):
    view = opened()
    view.session.set_weights([0.2, -2.8])
    marks = view.marks
    assert marks.gradient_arrow.span.to_scale
    value, length = marks._scale()
    slope = np.hypot(1.6, 4.8)
    assert marks.gradient_arrow.span.length / slope == pytest.approx(length / value)
    assert marks.labels.text("scale").startswith(f"gradient {value:g}")


def test_labels_do_not_cover_each_other_nor_the_ball(opened):
    for size in ((520, 420), (300, 220)):
        view = opened(neuron_scenario(), steps=3, size=size)
        boxes = [*view.marks.labels.boxes, view.marks.ball.box]
        shown = [
            view.marks.levels.box(key)
            for key in view.marks.levels._boxes
            if view.marks.levels._items[key].isVisible()
        ]
        for i, box in enumerate(boxes):
            assert view.plot.area.contains(box)
            assert not any(box.intersects(other) for other in [*boxes[:i], *shown])


def test_trail_and_start_are_numbered(opened):
    view = opened(steps=3)
    assert view.trail.position(0) == pytest.approx([3.0, -1.0])
    assert view.marks.labels.text("step 0") == "0"


def test_contour_lines_carry_their_values(opened):
    view = opened()
    levels = view.image.heights.levels
    keys = [key for key in view.marks.levels._boxes if key.startswith("level")]
    assert 2 <= len(keys) <= 5
    for key in keys:
        centre = view.marks.levels.box(key).center()
        level = float(key.split()[1])
        assert level in levels
        across, up = view.plot.pixel_size()
        weights = sight(view)[:, 0] + [centre.x() * across, (view.plot.area.height() - centre.y()) * up]
        slope = np.hypot(2 * (weights[0] - 1) * across, 6 * (weights[1] + 2) * up)
        error = view.session.scenario.objective.error(weights)
        assert abs(error - level) < 2.0 * slope, "less than two pixels off its line"


def test_colours_are_those_of_the_heights(opened):
    for theme in ("light", "dark"):
        view = opened(theme=theme)
        image = view.grab().toImage()
        place = (3.4, -3.6)
        pixel = view.plot.viewport().mapTo(view, at(view, *place))
        expected = view.image.heights.color(
            view.session.scenario.objective.error(np.array(place)), view.look.theme
        )
        found = image.pixelColor(pixel)
        assert max(abs(a - b) for a, b in zip(found.getRgb(), expected.getRgb(), strict=True)) <= 12


def test_a_flat_valley_is_drawn_as_a_line_and_its_least_point_marked(opened):
    dataset = Dataset([[1.0, 2.0], [2.0, 4.0]], [5.0, 10.0])  # w1 + 2 w2 = 5
    view = opened(Scenario(Neuron(dataset), Optimizer(learning_rate=0.01), (0.0, 0.0)))
    line, plot = view.marks.valley, view.plot
    one, other = plot.pixel(1.0, 2.0), plot.pixel(-1.0, 3.0)
    for place in (one, other):
        cross = (line.x2() - line.x1()) * (place.y() - line.y1()) - (line.y2() - line.y1()) * (
            place.x() - line.x1()
        )
        assert abs(cross) / line.length() < 0.01
    assert view.marks.labels.text("valley") == "valley of minima"
    assert view.marks.labels.text("minimum") == "least weights (1.000, 2.000)"


def test_several_minima_are_all_marked(opened):
    entry = SURFACES["himmelblau"]
    view = opened(Scenario(Surface(entry), Optimizer(learning_rate=0.01), entry.start))
    centres = [box.center() for box in view.marks.crosses]
    assert len(centres) == 4
    for minimum in entry.minima:
        assert min((view.plot.pixel(*minimum) - c).manhattanLength() for c in centres) < 1.0
    assert "nearest" in view.marks.labels.text("minimum")


def test_a_drag_of_the_ball_sets_both_weights_as_one_undo_entry(opened, qtbot):
    view = opened()
    start, end = at(view, 3.0, -1.0), at(view, 2.0, -3.0)
    viewport = view.plot.viewport()
    grid, seen = view.image.grid, sight(view)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.6, 1.0):
        qtbot.mouseMove(viewport, start + (end - start) * part)
    assert view.image.grid is grid, "the map is not sampled anew while the ball moves"
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert view.session.weights == pytest.approx([2.0, -3.0], abs=0.02)
    assert sight(view) == pytest.approx(seen)
    assert view.session.undo_stack.count() == 1
    assert view.session.step_number == 0


def test_a_click_sets_the_weights_and_a_drag_elsewhere_pans(opened, qtbot):
    view = opened()
    viewport = view.plot.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at(view, 0.0, 0.0))
    assert view.session.weights == pytest.approx([0.0, 0.0], abs=0.02)
    before = sight(view)
    begin = at(view, 3.0, -3.0)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    for shift in (10, 30, 50):
        qtbot.mouseMove(viewport, begin + QPoint(shift, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=begin + QPoint(50, 0))
    assert sight(view)[0, 0] < before[0, 0]
    assert view.session.weights == pytest.approx([0.0, 0.0], abs=0.02)


def test_the_arrow_keys_move_the_ball(opened, qtbot):
    view = opened()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(view.plot, key)
    assert view.session.weights[0] > 3.0
    assert view.session.weights[1] > -1.0
    assert view.session.undo_stack.count() == 1
    qtbot.keyClick(view.plot, Qt.Key.Key_Left)
    qtbot.keyClick(view.plot, Qt.Key.Key_Down)
    view.session.undo_stack.undo()
    assert view.session.weights.tolist() == [3.0, -1.0]


def test_with_shift_an_arrow_key_goes_ten_times_as_far(opened, qtbot):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_Down)
    near = view.session.weights[1]
    qtbot.keyClick(view.plot, Qt.Key.Key_Up)
    step = view.session.weights[1] - near
    qtbot.keyClick(view.plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.session.weights[1] == pytest.approx(near + 11 * step)


def test_zoom_has_no_end_and_what_is_in_sight_is_sampled(opened, qtbot):
    view = opened()
    viewport = view.plot.viewport()
    place = QPointF(at(view, 1.0, -2.0))
    for turns in (120,) * 12 + (-120,) * 30:
        no = Qt.MouseButton.NoButton
        event = QWheelEvent(
            place, viewport.mapToGlobal(place), QPoint(), QPoint(0, turns), no,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(viewport, event)
        found = view.image.grid
        assert [found.x[0], found.x[-1], found.y[0], found.y[-1]] == pytest.approx(sight(view).ravel())
    assert np.ptp(sight(view)[0]) > 50
    view.session.step()
    wide = sight(view)
    assert np.ptp(wide[0]) > 50, "what the user chose stays"
    qtbot.keyClick(view.plot, Qt.Key.Key_0)
    assert np.ptp(sight(view)[0]) < 20


def test_the_range_stays_while_it_is_good_enough(opened):
    view = opened()
    seen = sight(view)
    for _ in range(10):
        view.session.step()
        assert np.array_equal(sight(view), seen)


def test_a_ball_that_ran_away_is_pointed_at_from_the_edge_and_the_bowl_stays_visible(opened):
    view = opened(scenario(rate=2.0), steps=12)
    assert not view.marks.ball.is_inside
    assert view.plot.area.contains(view.marks.ball.place)
    assert view.marks.labels.text("away").startswith("w1 =")
    assert len(view.marks.crosses) == 1
    assert np.ptp(sight(view)[0]) < 60
    assert view.marks.gradient_arrow.span is None


def test_a_contour_line_runs_through_the_ball_and_follows_it(opened):
    view = opened()
    for weights in ((0.0, 0.0), (2.5, -1.3)):
        view.session.set_weights(weights)
        line = np.column_stack(view.image.through.getData())
        errors = [
            view.session.scenario.objective.error(place) for place in line[np.isfinite(line).all(axis=1)]
        ]
        assert np.allclose(errors, view.session.error, rtol=0.02)
        assert np.nanmin(np.hypot(*(line - weights).T)) < 0.05


def test_equal_scales_put_the_gradient_at_right_angles_to_the_contour(opened, qtbot):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_A)
    across, up = view.plot.pixel_size()
    assert across == pytest.approx(up, rel=1e-3)
    direction = view.marks.gradient_arrow.span.direction
    contour = np.array([6.0, 4.0])  # along it: at right angles to ∇E = (4, 6), in pixels
    assert abs(contour @ [direction.x(), direction.y()]) / np.hypot(*contour) < 2e-3
    qtbot.keyClick(view.plot, Qt.Key.Key_A)
    assert not view.options.actions_by_name["equal"].isChecked()


def test_on_request_newtons_jump_the_predicted_bowl_and_the_directions(opened, qtbot):
    entry = SURFACES["rosenbrock"]
    view = opened(Scenario(Surface(entry), Optimizer(learning_rate=0.001), entry.start))
    for key in (Qt.Key.Key_J, Qt.Key.Key_Q, Qt.Key.Key_V):
        qtbot.keyClick(view.plot, key)
    # Rosenbrock's start: Newton's first step leads to (−1.1753, 1.3807) (J. J. Moré et al., 1981).
    assert view.marks.labels.text("newton") == "Newton's jump (−1.175, 1.381)"
    assert view.extras.bowl.isVisible()
    assert len(view.extras.bowl.getData()[0]) > 50
    texts = [view.marks.labels.text(f"direction {i}") for i in range(10)]
    hessian = view.session.scenario.objective.hessian(np.array(entry.start))
    for value in np.linalg.eigvalsh(hessian):
        assert any(f"λ = {value:.3f}" in text and "stable below" in text for text in texts)
    for key in (Qt.Key.Key_J, Qt.Key.Key_Q, Qt.Key.Key_V):
        qtbot.keyClick(view.plot, key)
    assert not view.extras.bowl.isVisible()
    assert view.marks.labels.text("newton") == ""


def test_the_predicted_bowl_of_a_parabola_is_the_landscape_itself(opened, qtbot):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_Q)
    x, y = view.extras.bowl.getData()
    finite = np.isfinite(x)
    errors = view.session.scenario.objective.errors(np.column_stack([x, y])[finite])
    nearest = np.abs(errors[:, None] - view.image.heights.levels).min(axis=1)
    assert np.median(nearest) < 0.05 * view.image.heights.high


def test_the_landscape_of_the_next_batch_says_so(opened, qtbot):
    view = opened(neuron_scenario(inputs=2, batch=1))
    qtbot.keyClick(view.plot, Qt.Key.Key_T)
    (record,) = view.session.descent.batch_records()
    assert view.marks.labels.text("note") == f"E of the next batch: record {record + 1}"
    alone = view.session.scenario.objective.batch(np.array([record]))
    middle = view.image.grid
    point = np.array([middle.x[10], middle.y[20]])
    assert middle.errors[20, 10] == pytest.approx(alone.error(point))
    view.session.step()
    (record,) = view.session.descent.batch_records()
    assert view.marks.labels.text("note") == f"E of the next batch: record {record + 1}"


def test_the_pair_is_chosen_of_more_than_two_weights(opened, qtbot):
    view = opened(neuron_scenario())
    assert view.options.right.isVisible()
    qtbot.keyClick(view.options.up, Qt.Key.Key_Down)
    assert view.session.selected_pair == (0, 2)
    assert view.marks.labels.text("name up") == "w3"
    assert view.marks.labels.text("note") == "the other weights held"
    qtbot.keyClick(view.options.right, Qt.Key.Key_Down)
    qtbot.keyClick(view.options.right, Qt.Key.Key_Down)
    assert view.session.selected_pair == (2, 1), "the two change places where both would be the same"
    assert not opened().options.right.isVisible()


def test_hover_reads_the_weights_and_e_and_on_the_trail_the_step(opened, qtbot):
    view = opened(steps=1)
    viewport = view.plot.viewport()
    qtbot.mouseMove(viewport, at(view, 4.0, -4.0))
    text = view._readout.text("readout")
    assert text.startswith("w1 = ")
    weights = np.array([view._pointer.x(), view._pointer.y()])
    assert text.endswith(f"E = {view.session.scenario.objective.error(weights):.3f}")
    qtbot.wait(20)  # moves that follow too fast are passed over
    qtbot.mouseMove(viewport, at(view, 3.0, -1.0))
    assert view._readout.text("readout") == "step 0: w1 = 3.000, w2 = −1.000, E = 7.000"


def test_a_move_to_where_e_is_not_finite_is_refused_in_words(opened, qtbot):
    view = opened(scenario("1/w1^2 + w2^2 + w1^2", start=(1.0, 1.0)))
    qtbot.mouseMove(view.plot.viewport(), at(view, 0.5, 0.5))
    view._on_clicked(QPointF(0.0, 0.0))
    assert view.session.weights.tolist() == [1.0, 1.0]
    assert "finite" in view._readout.text("readout")


def test_with_one_weight_there_is_no_map_and_no_error(opened):
    view = opened(Scenario(FormulaSurface("w^2"), Optimizer(), (1.0,)))
    assert view.describe() == "A map needs two weights."
    view.session.step()
    view.session.load(scenario())
    assert view.describe().startswith("Weights w₁ 3.000 and w₂ −1.000, error 7.000")


def test_description_says_what_is_seen(opened):
    assert opened().describe() == (
        "Weights w₁ 3.000 and w₂ −1.000, error 7.000, gradient 4.000 and 6.000, length 7.211, "
        "next step −0.400 and −0.600, minimum at 1.000 and −2.000"
    )


def test_big_data_arrive_coarse_first_and_nothing_waits(opened, qtbot):
    view = opened(neuron_scenario(records=3000, inputs=2, activation="sigmoid"))
    assert view.marks.ball.is_inside, "the marks do not wait for the map"
    qtbot.waitUntil(
        lambda: view.image.grid is not None and view.image.grid.errors.shape == (97, 97), timeout=30_000
    )


def test_a_walked_step_brings_the_gradient_and_then_the_update(opened):
    check_a_walk(opened(neuron_scenario(inputs=2)), marked)


def test_what_a_question_asks_for_is_neither_drawn_nor_described(opened):
    check_secrets(opened(neuron_scenario(inputs=2)), marked)
