"""The error curve: what is drawn is what the session says."""

import re

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.shared.theme import THEMES, Quantity
from tests.views.conftest import check_a_walk, marked
from tests.views.error_curve.conftest import ball_in_data, scenario


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


def test_a_step_walked_in_parts_shows_the_gradient_then_the_update(opened):
    check_a_walk(opened(), marked)
