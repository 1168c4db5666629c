"""A step with a mistake made on purpose: what is printed is the mistaken arithmetic, and it gives the numbers used."""

import itertools
import math
import re

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.number_text import digits, set_digits
from gdsim.views.shared.worked_blocks import blocks, taken_apart
from gdsim.views.shared.worked_text import as_text

# Inputs, target; two weights and a bias; a sigmoid. All of what follows is worked out from these in plain Python.
RECORDS = [((0.5, 1.0), 0.9), ((1.0, -0.5), 0.2), ((1.5, 0.3), 0.6)]
START, RATE = [0.3, -0.4, 0.1], 0.3


@pytest.fixture(autouse=True)
def many_digits():
    before = digits()
    set_digits(12)
    yield
    set_digits(before)


def neuron(measure="sse", records=RECORDS):
    dataset = Dataset([x for x, _ in records], [y for _, y in records])
    return Neuron(dataset, ACTIVATIONS["sigmoid"], ERROR_MEASURES[measure], bias=True)


def step(mistake, rule="gradient_descent", objective=None, start=START, steps=0, **optimizer):
    settings = {"learning_rate": RATE, "mistake": MISTAKES[mistake], **optimizer}
    descent = Descent(objective or neuron(), Optimizer(RULES[rule], **settings), start)
    descent.run(steps)
    return taken_apart(descent)


def lines(work):
    return as_text(blocks(work, 0, most_weights=1)).splitlines()


def slopes(left_out=False, records=RECORDS, factor=1.0, weights=START):
    """factor · −Σ (y − ŷ) f′(h) x for each weight, f′ left out or not."""
    total = [0.0, 0.0, 0.0]
    for x, y in records:
        inputs = (*x, 1.0)
        predicted = 1.0 / (1.0 + math.exp(-sum(w * v for w, v in zip(weights, inputs, strict=True))))
        slope = 1.0 if left_out else predicted * (1.0 - predicted)
        total = [t - factor * (y - predicted) * slope * v for t, v in zip(total, inputs, strict=True)]
    return total


BY_HAND = {
    "wrong_sign": [-g for g in slopes()],
    "no_slope": slopes(left_out=True),
    "last_record": slopes(records=RECORDS[-1:]),
}

_POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def worked_out(text):
    """The number of a line of arithmetic; the program's own parser reads it, none of its steps does the sum."""
    text = re.sub(r" ?× ?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: "e" + m[1].translate(_POWER), text)
    text = re.sub(r"[²³⁴⁵]", lambda m: "^" + m[0].translate(_POWER), text)
    text = (
        text.replace("−", "-").replace("·", "*").replace("×", "*").replace("√", "sqrt").replace("½", "0.5*")
    )
    return FormulaSurface(f"0 w + {text.replace('+-', '-')}").error(np.array([0.0]))


def chains(shown):
    """Pairs of lines, arithmetic and its result, one under the other."""
    is_result = re.compile(r"= [−+]?[0-9.]+(×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$")
    for above, below in itertools.pairwise(shown):
        if above.startswith("= ") and is_result.match(below) and "…" not in above and ";" not in above:
            yield above[2:], below[2:]


@pytest.mark.parametrize("rule", list(RULES))
@pytest.mark.parametrize("mistake", list(MISTAKES))
def test_every_line_of_arithmetic_gives_the_number_below_it(mistake, rule):
    work = step(mistake, rule, steps=0 if rule == "newton" else 2)
    found = [(worked_out(above), worked_out(below), above) for above, below in chains(lines(work))]
    assert len(found) >= 4
    for result, printed, text in found:
        assert result == pytest.approx(printed, rel=1e-7, abs=1e-11), text


@pytest.mark.parametrize("rule", list(RULES))
@pytest.mark.parametrize("mistake", list(MISTAKES))
def test_the_last_line_of_the_update_is_the_update_that_is_made(mistake, rule):
    work = step(mistake, rule, steps=0 if rule == "newton" else 2)
    shown = lines(work)
    update = shown[shown.index("MOVE") - 2]
    assert worked_out(update[2:]) == pytest.approx(work.step.update[0], rel=1e-9)
    before, after = work.step.weights[0], work.step.next_weights[0]
    assert before + worked_out(update[2:]) == pytest.approx(after, rel=1e-9)


@pytest.mark.parametrize("mistake", list(BY_HAND))
def test_g_is_what_the_mistake_makes_by_hand_and_the_right_gradient_stands_beside_it(mistake):
    work = step(mistake)
    assert work.step.used_gradient == pytest.approx(BY_HAND[mistake])
    assert work.step.gradient == pytest.approx(slopes())
    shown = lines(work)
    right, used = shown[shown.index("UPDATE") - 2], shown[shown.index("Δw₁ = −η g₁") - 1]
    assert worked_out(right[2:]) == pytest.approx(slopes()[0])
    assert worked_out(used[2:]) == pytest.approx(BY_HAND[mistake][0])
    assert work.step.update == pytest.approx([-RATE * g for g in BY_HAND[mistake]])


def test_eta_on_the_wrong_term_by_hand():
    work = step("rate_on_weights")
    expected = [RATE * w - g - w for w, g in zip(START, slopes(), strict=True)]
    assert work.step.update == pytest.approx(expected)
    assert "Δw₁ = (η − 1) w₁ − ∂E/∂w₁" in lines(work)


def test_the_missing_sum_keeps_the_number_in_front_of_it():
    work = step("last_record", objective=neuron("mse"))
    assert work.step.used_gradient == pytest.approx(slopes(records=RECORDS[-1:], factor=2 / 3))
    assert "g₁ = −2/N (y_N−ŷ_N) f'(h_N) x₁" in lines(work)


def test_an_error_that_is_no_square_shows_delta_without_f():
    """Huber's, small residuals: its slope is the residual, so without f′ δ is y − ŷ."""
    work = step("no_slope", objective=neuron("huber"))
    assert work.step.used_gradient == pytest.approx(slopes(left_out=True))
    shown = lines(work)
    assert "δ is the record's error term as if f′(h) were 1." in shown


@pytest.mark.parametrize(
    ("mistake", "objective", "start"),
    [
        ("no_slope", Surface(SURFACES["rosenbrock"]), [-1.2, 1.0]),
        ("last_record", Surface(SURFACES["rosenbrock"]), [-1.2, 1.0]),
        ("no_slope", Neuron(Dataset([[1.0], [2.0]], [1.0, 3.0])), [0.5]),
        ("no_slope", neuron("log_loss"), START),
        ("last_record", neuron(records=RECORDS[:1]), START),
    ],
)
def test_where_the_mistake_changes_nothing_the_right_step_is_shown_and_that_is_said(
    mistake, objective, start
):
    work = step(mistake, objective=objective, start=start)
    shown = lines(work)
    assert work.step.used_gradient.tolist() == work.step.gradient.tolist()
    assert "Here the mistake changes nothing." in shown
    assert "Δw₁ = −η · ∂E/∂w₁" in shown
    assert not any("g₁" in line for line in shown)


@pytest.mark.parametrize("mistake", list(MISTAKES))
def test_it_is_said_first_of_all(mistake):
    assert lines(step(mistake))[0] == f"A mistake is on: {MISTAKES[mistake].label}."


def test_a_batch_is_spoilt_in_its_own_records():
    work = step("last_record", batch=2)
    seen = [RECORDS[i] for i in work.step.record_numbers]
    assert work.step.gradient == pytest.approx(slopes(records=seen))
    assert work.step.used_gradient == pytest.approx(slopes(records=seen[-1:]))
