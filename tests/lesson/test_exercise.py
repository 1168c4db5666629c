"""Questions: the right answer by hand, each slip recognised by the number or choice that it leads to."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.lesson import Context
from gdsim.lesson.exercise import QUESTIONS, ask, askable
from gdsim.lesson.secret import Secret
from gdsim.lesson.slip import SLIPS
from gdsim.scenario import load
from gdsim.scenario.words import say


def context_of(name="first_steps", steps=0, **optimizer):
    scenario = load(name)
    descent = replace(scenario, optimizer=replace(scenario.optimizer, **optimizer)).descent()
    descent.run(steps)
    return Context(descent)


def sigmoid_context(rate=0.5):
    """Two records, one weight: h = w x, f′ = ŷ(1 − ŷ)."""
    data = Dataset([[1.0], [2.0]], [1.0, 0.2])
    return Context(Descent(Neuron(data, ACTIVATIONS["sigmoid"]), Optimizer(learning_rate=rate), [0.5]))


def slip_of(question, answer):
    feedback = question.answer(answer)
    assert not feedback.correct
    return feedback.slip.name if feedback.slip else None


# One step by hand: records (0.5, 0.9) (1, 1.4) (1.5, 2.6) (2.2, 2.9) (3, 4.3), w = −0.35, η = 0.03
W, ETA = -0.35, 0.03
RECORDS = [(0.5, 0.9), (1.0, 1.4), (1.5, 2.6), (2.2, 2.9), (3.0, 4.3)]
PARTS = [-(y - W * x) * x for x, y in RECORDS]
SLOPE = sum(PARTS)


def test_the_next_weight_is_the_one_worked_out_by_hand():
    question = ask("next_weight", context_of())
    assert question.is_numeric
    assert question.solution == pytest.approx(W - ETA * SLOPE)
    assert question.answer(round(W - ETA * SLOPE, 2)).correct
    assert question.answer(W - ETA * SLOPE + 0.9 * question.tolerance).correct
    assert not question.answer(W - ETA * SLOPE + 1.1 * question.tolerance).correct
    assert f"{question.tolerance:g}" in say(question.prompt)


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        ("sign", W + ETA * SLOPE),
        ("rate", W - SLOPE),
        ("only_update", -ETA * SLOPE),
        ("half", W - ETA * SLOPE / 2),
        ("double", W - ETA * SLOPE * 2),
        ("one_record", W - ETA * PARTS[0]),
        ("one_record", W - ETA * PARTS[4]),
        ("input", W + ETA * sum(y - W * x for x, y in RECORDS)),
        (None, 12345.0),
    ],
)
def test_each_slip_in_the_next_weight_is_recognised(slip, answer):
    assert slip_of(ask("next_weight", context_of()), answer) == slip


def test_a_forgotten_slope_of_the_activation_is_recognised_in_weight_and_gradient():
    def sigmoid(h):
        return 1 / (1 + math.exp(-h))

    forgotten = -sum((y - sigmoid(0.5 * x)) * x for x, y in [(1.0, 1.0), (2.0, 0.2)])
    context = sigmoid_context()
    assert slip_of(ask("gradient", context), forgotten) == "slope"
    assert slip_of(ask("next_weight", context), 0.5 - 0.5 * forgotten) == "slope"


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        ("swapped", -SLOPE),
        ("half", SLOPE / 2),
        ("double", SLOPE * 2),
        ("one_record", PARTS[3]),
        (None, 999.0),
    ],
)
def test_each_slip_in_the_gradient_is_recognised(slip, answer):
    question = ask("gradient", context_of())
    assert question.solution == pytest.approx(SLOPE)
    assert slip_of(question, answer) == slip


def test_a_two_that_no_half_cancels_is_not_called_a_slip():
    scenario = load("first_steps").with_neuron(error_measure=ERROR_MEASURES["squares"])
    question = ask("gradient", Context(scenario.descent()))
    assert question.solution == pytest.approx(2 * SLOPE)
    assert slip_of(question, SLOPE) == "half"
    assert slip_of(question, 4 * SLOPE) is None


def test_the_residual_is_target_minus_prediction_and_the_other_way_is_a_slip():
    question = ask("residual", context_of(), {"record": 2})
    assert question.solution == pytest.approx(1.4 - W)
    assert slip_of(question, W - 1.4) == "swapped"


def test_the_sign_of_the_update_is_against_the_gradient():
    question = ask("update_sign", context_of())
    assert [choice.name for choice in question.choices] == ["up", "down", "stays"]
    assert question.solution == "up"
    assert slip_of(question, "down") == "sign"
    assert slip_of(question, "stays") is None
    beyond = Context(Descent(load("first_steps").objective, Optimizer(), [3.0]))
    assert ask("update_sign", beyond).solution == "down"


def test_the_record_that_pulls_hardest_is_judged_by_residual_slope_and_input():
    context = Context(load("sigmoid_neuron").descent())
    question = ask("largest_pull", context)
    assert question.solution == "5"  # x = −2 beats record 2, whose residual is the largest
    assert slip_of(question, "2") in ("residual_alone", "slope")


def test_the_record_with_the_largest_share_has_the_largest_square():
    assert ask("largest_share", context_of()).solution == "5"


@pytest.mark.parametrize(
    ("name", "solution", "slip", "wrong"),
    [
        ("first_steps", "steady", None, "across"),
        ("oscillating", "across", "overshoot_is_divergence", "diverges"),
        ("diverging", "diverges", "not_yet_divergence", "across"),
    ],
)
def test_convergence_is_judged_as_running_shows_it(name, solution, slip, wrong):
    question = ask("converges", context_of(name))
    assert question.solution == solution
    assert slip_of(question, wrong) == slip
    descent = load(name).descent()
    descent.run()
    assert (descent.outcome == "diverged") == (solution == "diverges")
    rows = descent.history.weights[:4, 0] - 1.4434832785  # sides of the minimum
    assert (len(set(np.sign(rows))) == 2) == (solution != "steady")


def test_three_learning_rates_are_ordered_by_the_steps_they_really_need():
    question = ask("order_rates", context_of(), {"rates": [0.003, 0.05, 0.11]})
    needed = {rate: steps_by_factor(rate) for rate in (0.003, 0.05, 0.11)}
    assert question.solution == ",".join(map(repr, sorted(needed, key=needed.get)))
    assert slip_of(question, "0.11,0.05,0.003") == "larger_is_faster"
    names = {",".join(map(repr, order)) for order in itertools.permutations((0.003, 0.05, 0.11))}
    assert {choice.name for choice in question.choices} == names


def steps_by_factor(rate):
    """Steps until |1 − ηλ|ᵏ ≤ 1/100."""
    factor = abs(1 - rate * sum(x * x for x, _ in RECORDS))
    return next(k for k in range(2000) if factor**k <= 0.01)


def test_a_diverging_learning_rate_comes_last():
    question = ask("order_rates", context_of(), {"rates": [0.01, 0.05, 0.2]})
    assert question.solution.endswith(",0.2")


@pytest.mark.parametrize(
    ("name", "solution"), [("first_steps", "shorter"), ("diverging", "longer"), ("on_the_edge", "same")]
)
def test_the_next_step_s_length_follows_the_slope(name, solution):
    question = ask("next_length", context_of(name, steps=1))
    assert question.solution == solution
    if solution != "same":
        assert slip_of(question, "same") == "rate_is_not_step"


# What cannot be asked, what may not be answered


def test_what_cannot_be_asked_here_says_why():
    saddle, far = Context(load("saddle").descent()), context_of("first_steps")
    cases = [
        ("gradient", saddle),
        ("residual", saddle),
        ("largest_share", saddle),
        ("converges", saddle),
        ("converges", Context(load("momentum").descent())),
        ("converges", context_of("on_the_edge")),
        ("order_rates", saddle),
        ("next_length", far),
        ("largest_share", context_of("one_record")),
        ("next_weight", context_of("first_steps", steps=40)),
    ]
    for kind, context in cases:
        with pytest.raises(GdsimError):
            ask(kind, context)
    assert {kind.name for kind in askable(saddle)} == {"update_sign", "next_weight"}
    assert {kind.name for kind in askable(far)} == set(QUESTIONS) - {"next_length"}


def test_only_an_answer_that_fits_the_question_is_taken():
    numeric, chosen = ask("next_weight", context_of()), ask("update_sign", context_of())
    for question, answer in [(numeric, "up"), (numeric, math.nan), (chosen, "sideways"), (chosen, 1.0)]:
        with pytest.raises(GdsimError):
            question.answer(answer)


def test_an_unknown_kind_is_told_with_the_nearest():
    with pytest.raises(GdsimError, match="next_weight"):
        ask("next_wait", context_of())


@pytest.mark.parametrize("rule", ["momentum", "adam"])
def test_other_rules_are_asked_about_by_their_own_update(rule):
    context = context_of("first_steps", rule=RULES[rule], settings={})
    question = ask("next_weight", context)
    assert question.solution == pytest.approx(float(context.next_weights[0]))
    assert slip_of(question, 2 * W - question.solution) == "sign"


def test_every_slip_can_be_recognised_by_some_question():
    """The tests above recognise them; this one fails when a slip is added that no question leads to."""
    contexts = [context_of(), sigmoid_context(), Context(load("sigmoid_neuron").descent())]
    contexts += [context_of("oscillating"), context_of("diverging"), context_of(steps=1)]
    found = {
        slip for context in contexts for kind in askable(context) for slip, _ in ask(kind.name, context).slips
    }
    assert found == set(SLIPS)


def test_a_question_hides_its_own_answer():
    hides = {kind: ask(kind, context_of(steps=1)).secrets for kind in QUESTIONS}
    assert Secret.UPDATE in hides["next_weight"]
    assert {Secret.GRADIENT, Secret.UPDATE} <= hides["update_sign"]
    assert {Secret.GRADIENT, Secret.UPDATE} <= hides["next_length"]
    assert Secret.GRADIENT in hides["gradient"] & hides["largest_pull"]
    assert Secret.RESIDUAL in hides["residual"]
    assert Secret.ERROR in hides["largest_share"]
    assert {Secret.RATES, Secret.REGIME} <= hides["converges"] & hides["order_rates"]
    assert "worked_step" in ask("next_weight", context_of()).covered_panels
