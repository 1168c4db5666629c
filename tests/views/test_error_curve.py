"""The error curve: what is drawn is what the session says, and the ball can be moved by hand."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES, Quantity
from tests.views.conftest import check_a_walk, marked, move_to

INPUTS, TARGETS = [0.5, 1, 1.5, 2.2, 3], [0.9, 1.4, 2.6, 2.9, 4.3]
MINIMUM = float(np.dot(INPUTS, TARGETS) / np.dot(INPUTS, INPUTS))  # of one weight without bias


def scenario(
    inputs=INPUTS,
    targets=TARGETS,
    start=(-0.35,),
    rate=0.03,
    activation="identity",
    measure="sse",
    rule="gradient_descent",
):
    columns = np.array(inputs, dtype=float).reshape(len(targets), -1)
    names = tuple(f"x{i + 1}" for i in range(columns.shape[1]))
    neuron = Neuron(
        Dataset(columns, np.array(targets, dtype=float), names, "y"),
        ACTIVATIONS[activation],
        ERROR_MEASURES[measure],
    )
    return Scenario(neuron, Optimizer(RULES[rule], rate), tuple(start))


@pytest.fixture
def opened(show):
    """Opens the view on a scenario after some steps."""

    def make(scene=None, steps=0, theme="light", zoom=1.0, size=(520, 400)):
        session = Session(scene or scenario())
        return show(ErrorCurve(session, Look(THEMES[theme], zoom)), size, steps)

    return make


def on_screen(view: ErrorCurve, pixel: QPointF) -> QPoint:
    """Pixels of the view box as pixels of the viewport."""
    return view.plot.mapFromScene(view.plot.view_box.mapToScene(pixel))


def ball_in_data(view: ErrorCurve) -> tuple[float, float]:
    box = view.plot.view_box
    place = box.mapSceneToView(box.mapToScene(view.marks.ball.place))
    return place.x(), place.y()


def hover(view, qtbot, x, y):
    move_to(qtbot, view.plot, on_screen(view, view.plot.pixel(x, y)))


def reading(view: ErrorCurve) -> str:
    return view._readout.text("readout").replace("\xa0", " ")


# What is drawn


@pytest.mark.parametrize("steps", [0, 1, 8])
def test_the_ball_sits_on_the_curve_at_the_sessions_error(opened, steps):
    view = opened(steps=steps)
    weight, error = ball_in_data(view)
    assert weight == pytest.approx(view.session.weights[0], abs=1e-6)
    assert error == pytest.approx(view.session.error, abs=1e-6)
    x, y = view._curve.getData()
    assert np.interp(view.session.weights[0], x, y) == pytest.approx(view.session.error, rel=1e-2, abs=0.01)


def test_the_update_arrow_ends_at_the_next_weight(opened):
    view = opened(steps=1)
    span = view.marks.update_arrow.span
    assert span.to_scale
    tip = view.plot.view_box.mapSceneToView(view.plot.view_box.mapToScene(span.tip)).x()
    view.session.step()
    assert tip == pytest.approx(view.session.weights[0], abs=1e-6)


def test_the_gradient_points_uphill_and_as_far_as_its_bar_says(opened):
    view = opened(steps=1)
    gradient, update = view.marks.gradient_arrow.span, view.marks.update_arrow.span
    assert gradient.direction.x() * view.session.gradient[0] > 0
    assert gradient.direction.x() == -update.direction.x()
    assert gradient.to_scale
    value = float(re.search(r"slope (\S+)", view.marks.labels.text("scale"))[1])
    bar = view.marks._scale_bar.path().boundingRect().width()
    assert gradient.length / bar == pytest.approx(abs(view.session.gradient[0]) / value, rel=1e-3)


def test_each_thing_has_its_name_and_number_beside_it(opened):
    view = opened(steps=1)
    labels = view.marks.labels
    assert labels.text("gradient") == "∂E/∂w1 = −14.921"
    assert labels.text("update") == "Δw1 = +0.448"
    assert labels.text("minimum") == "minimum 1.443"
    assert labels.text("error") == "E sum of squared errors"
    assert labels.text("weight") == "w1"
    assert labels.text("step 0") == "0"


def test_with_momentum_both_arrows_may_point_the_same_way_and_do_not_cover_each_other(opened):
    view = opened(scenario(rule="momentum"), steps=2)
    gradient, update = view.marks.gradient_arrow.span, view.marks.update_arrow.span
    assert gradient.direction.x() == update.direction.x()
    assert abs(gradient.start.y() - update.start.y()) > 10


def test_what_is_too_small_to_see_is_drawn_broken_and_said(opened):
    view = opened(steps=8)
    assert not view.marks.gradient_arrow.span.to_scale
    assert "not to scale" in view.marks.labels.text("scale")


def test_where_slope_and_step_are_zero_there_are_no_arrows_but_the_numbers(opened):
    view = opened(scenario([1, 2], [2, 4], start=(2.0,)))
    assert view.marks.gradient_arrow.span is None
    assert view.marks.update_arrow.span is None
    assert view.marks.labels.text("gradient") == "∂E/∂w1 = 0"
    assert view.marks.labels.text("update") == "Δw1 = 0"


def test_a_valley_says_that_every_value_is_a_minimum(opened):
    view = opened(scenario([0, 0], [1, 2], start=(0.3,)))
    assert view.marks.labels.text("minimum") == "every value is a minimum"


def test_without_a_known_minimum_none_is_shown(opened):
    view = opened(scenario([1, 2, -1], [1, 1, 0], activation="sigmoid"))
    assert view.marks.labels.text("minimum") == ""
    assert "minimum" not in view.describe()


def test_of_a_surface_the_curve_runs_along_the_chosen_weight(opened):
    surface = Surface(SURFACES["elliptic_bowl"])
    view = opened(Scenario(surface, Optimizer(learning_rate=0.05), (-2.5, 1.0)))
    view.session.select_weight(1)
    assert ball_in_data(view)[0] == pytest.approx(1.0, abs=1e-6)
    x, y = view._curve.getData()
    assert np.allclose(y, (2.5**2 + 10 * x**2) / 2)
    assert view.marks.labels.text("weight") == "w2"


def test_the_other_weights_are_held_at_the_present_ones(opened):
    inputs, targets = [[1, 1], [1, -1], [-1, 1]], [2.2, -0.8, 1.2]
    view = opened(scenario(inputs, targets, start=(-1.5, -1)), steps=3)
    x, y = view._curve.getData()
    weights = np.array(view.session.weights)
    weights[0] = x[7]
    assert y[7] == pytest.approx(view.session.scenario.objective.error(weights))


def test_the_picture_has_the_quantities_colours(opened):
    for theme in ("light", "dark", "projector"):
        view = opened(steps=1, theme=theme)
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        seen = set(np.frombuffer(image.constBits(), dtype=np.uint32).tolist())
        for quantity in (Quantity.WEIGHT, Quantity.ERROR, Quantity.GRADIENT, Quantity.UPDATE):
            assert QColor(THEMES[theme].color(quantity)).rgb() in seen, (theme, quantity)


@pytest.mark.parametrize("size", [(300, 200), (520, 400), (900, 300)])
@pytest.mark.parametrize(("theme", "zoom"), [("light", 0.8), ("projector", 1.0), ("dark", 2.0)])
def test_labels_keep_off_each_other_the_ball_and_the_edge(opened, size, theme, zoom):
    view = opened(scenario(rate=0.11), 0, theme, zoom, size)
    for _ in range(12):
        check_labels(view, size, zoom)
        view.session.step()


def check_labels(view: ErrorCurve, size: tuple[int, int], zoom: float) -> None:
    boxes = view.marks.labels.boxes
    if size != (300, 200) or zoom < 2.0:  # at that size no plot can hold them all
        assert view.marks.labels.text("gradient")
        assert view.marks.labels.text("update")
    for i, box in enumerate(boxes):
        assert view.plot.area.contains(box)
        for other in [*boxes[:i], view.marks.ball.box]:
            common = box.intersected(other)
            assert common.width() <= 0 or common.height() <= 0


def test_a_highlighted_quantity_is_drawn_stronger(opened):
    view = opened(steps=1)
    before = view._curve.opts["pen"].widthF()
    view.session.set_highlight("error")
    assert view._curve.opts["pen"].widthF() > before
    head = view.marks.gradient_arrow.head_length
    view.session.set_highlight("gradient")
    assert view.marks.gradient_arrow.head_length > head
    assert view._curve.opts["pen"].widthF() == before


def test_it_says_in_a_sentence_what_it_shows(opened):
    view = opened(steps=1)
    sentence = "Weight w₁ 0.583, error 6.570, slope −14.921, next step +0.448 to the right, minimum at 1.443"
    assert view.describe() == sentence
    assert view.accessibleDescription() == sentence


def test_a_rule_that_refuses_the_step_is_heard(opened):
    view = opened(scenario([0, 0], [1, 2], rule="newton"))
    assert view.session.derived.refusal is not None
    assert view.marks.update_arrow.span is None
    assert view.marks.labels.text("update") == ""
    assert len(view.describe().split(", ")) >= 4


# What is in sight


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


# Moving the ball


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


# Pointing


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


def test_a_step_walked_in_parts_shows_the_gradient_then_the_update(opened):
    check_a_walk(opened(), marked)
