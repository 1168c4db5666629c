"""Live numbers: names, records, and the numbers that no station's walk recomputes."""

import math

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.lesson import Context
from gdsim.lesson.live_numbers import LIVE_NUMBERS, reference
from gdsim.lesson.quantity import QUANTITIES
from gdsim.lesson.secret import Secret
from gdsim.scenario import load
from gdsim.views.shared.theme import Quantity

OUTLIER = [(1, 1.1), (2, 1.9), (3, 3.2), (4, 3.9), (5, 5.1), (6, 12)]


def value(text, context):
    return reference(text).value(context)


def test_quantities_are_those_of_the_program():
    assert set(QUANTITIES) == set(Quantity)
    assert {number.quantity for number in LIVE_NUMBERS.values()} == {None, *QUANTITIES}


def test_shares_add_up_and_depend_on_the_measure():
    context = Context(load("outlier").with_start(np.array([1.0])).descent())
    residuals = [y - x for x, y in OUTLIER]
    squares = [r * r for r in residuals]
    assert value("share(6)", context) == pytest.approx(100 * squares[5] / sum(squares))
    assert value("share_absolute(6)", context) == pytest.approx(100 * 6 / sum(map(abs, residuals)))
    assert sum(value(f"share({n})", context) for n in range(1, 7)) == pytest.approx(100)


def test_a_record_is_the_chosen_one_unless_it_is_named():
    context = Context(load("outlier").descent(), record=2)
    assert value("y", context) == 3.2
    assert value("y(6)", context) == 12
    assert value("record", context) == 3
    assert reference("record").shown(context) == "3"


def test_what_a_person_gave_is_shown_as_given_and_what_was_computed_with_the_digits_in_force():
    context = Context(load("creeping").descent())
    assert reference("eta").shown(context) == "0.0005"
    assert reference("y(1)").shown(context) == "0.9"
    assert reference("prediction(1)").shown(context) == "−0.175"


def test_downhill_points_at_the_minimum_of_a_round_bowl_and_past_that_of_an_oblique_one():
    assert value("angle", Context(load("two_weights").descent())) == pytest.approx(0, abs=1e-5)
    context = Context(load("two_weights_unscaled").descent())
    g, way = context.gradient, context.minimum_weights - context.weights
    cosine = -(g @ way) / math.sqrt((g @ g) * (way @ way))
    assert value("angle", context) == pytest.approx(math.degrees(math.acos(cosine)))


def test_the_tangent_s_promise_exceeds_the_drop_of_a_parabola_by_its_curvature():
    context = Context(load("one_record").descent())  # E = ½ (3 − 2w)², w = −½, η = 0.1: Δw = 0.8
    assert value("first_order_drop", context) == pytest.approx(8 * 0.8)
    assert value("drop", context) == pytest.approx(8 - 0.5 * (3 - 0.6) ** 2)
    assert value("E_next", context) == pytest.approx(0.5 * (3 - 0.6) ** 2)
    assert value("E_wrong", context) == pytest.approx(0.5 * (3 + 2 * 1.3) ** 2)


def test_forgetting_the_slope_turns_the_sign_in_its_station_s_scenario():
    from gdsim.lesson import lesson_by_name

    station = lesson_by_name("gradient_descent").station("forgotten-slope")
    context = Context(station.scenario.descent())
    right, wrong = value("gradient1", context), value("gradient_without_slope1", context)
    sigmoid = [1 / (1 + math.exp(-x)) for x in (1, 6)]
    assert wrong == pytest.approx(-((0.9 - sigmoid[0]) * 1 + (0.5 - sigmoid[1]) * 6))
    assert right * wrong < 0
    there = context.objective.error(context.weights - context.rate * wrong)
    assert there > context.descent.error  # it climbs


def test_what_the_engine_does_not_know_is_a_dash():
    context = Context(load("saddle").descent())
    assert reference("minimum_w1").shown(context) == "–"
    assert reference("residual").shown(context) == "–"
    assert reference("E_before").shown(context) == "–"
    outside = Context(load("one_record").descent())
    assert reference("w3").shown(outside) == "–"
    assert reference("y(9)").shown(outside) == "–"


def test_a_secret_number_is_a_question_mark():
    context = Context(load("one_record").descent())
    assert reference("update1").shown(context, {Secret.UPDATE}) == "?"
    assert reference("w1").shown(context, {Secret.UPDATE}) == "−0.500"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wieght1", "w"),
        ("gradiant1", "gradient"),
        ("zzz", "there are"),
        ("gradient", "gradient1"),
        ("E2", "no number"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(text, said):
    with pytest.raises(GdsimError, match=said):
        reference(text)


def test_each_entry_gives_a_number_or_nan_for_a_neuron_and_for_a_surface():
    for name in ("sigmoid_neuron", "first_steps", "saddle", "flat_valley", "log_loss"):
        context = Context(load(name).descent())
        for number in LIVE_NUMBERS.values():
            text = number.name + ("1" if number.indexed else "")
            assert isinstance(reference(text).value(context), float)
            assert reference(text).shown(context)
