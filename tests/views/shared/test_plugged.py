"""A rule's formulas with numbers in: what stands there, worked out by hand, gives the result that is shown."""

import math
import re

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.number_text import digits, number_text, parse_number, set_digits
from gdsim.views.shared.plugged import latex_number
from gdsim.views.shared.worked_blocks import blocks, refused, taken_apart
from gdsim.views.shared.worked_parts import FormulaLine, NumberLine
from gdsim.views.shared.worked_text import as_text

RECORDS = [(0.5, 0.9), (1, 1.4), (1.5, 2.6), (2.2, 2.9), (3, 4.3)]


@pytest.fixture
def many_digits():
    before = digits()
    set_digits(12)
    yield
    set_digits(before)


def work(rule, steps=2):
    neuron = Neuron(Dataset([[x] for x, _ in RECORDS], [y for _, y in RECORDS]))
    descent = Descent(neuron, Optimizer(RULES[rule], 0.03), [-0.35])
    for _ in range(steps):
        descent.step()
    return taken_apart(descent)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("1.5", "1.5"),
        ("−14.921", "{-}14.921"),
        ("1.23×10⁻⁵", r"1.23 \times 10^{-5}"),
        ("−∞", r"{-}\infty "),
    ],
)
def test_numbers_become_latex(text, latex):
    assert latex_number(text) == latex


def test_momentum_by_hand():
    """v ← 0.9 v + ∂E/∂w with the two gradients that come before, from w = −0.35."""
    squares, products = sum(x * x for x, _ in RECORDS), sum(x * y for x, y in RECORDS)
    weight, velocity, gradients = -0.35, 0.0, []
    for _ in range(2):
        gradients.append(squares * weight - products)
        velocity = 0.9 * velocity + gradients[-1]
        weight -= 0.03 * velocity
    gradient = squares * weight - products
    lines = [b.latex for b in blocks(work("momentum"), 0) if isinstance(b, FormulaLine)]
    shown = next(line for line in lines if line.startswith("= 0.9"))
    numbers = [float(n.replace("{-}", "-")) for n in re.findall(r"(?:\{-\})?\d+\.\d+", shown)]
    assert numbers == pytest.approx([0.9, velocity, gradient], abs=5e-4)


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.state_names])
@pytest.mark.usefixtures("many_digits")
def test_every_state_is_shown_as_the_rule_keeps_it(rule):
    made = work(rule)
    shown = [
        "".join(p.text for g in b.groups for p in g) for b in blocks(made, 0) if isinstance(b, NumberLine)
    ]
    for row in made.step.next_state:
        wanted = float(row[0])
        assert any(
            math.isclose(parse_number(text.removeprefix("=\u00a0").strip("()")), wanted, rel_tol=1e-9)
            for text in shown
            if re.fullmatch("=\u00a0[−+]?[0-9.×10⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)
        )


@pytest.mark.parametrize("rule", ["adam", "adamw", "qhadam", "rmsprop", "adagrad", "nesterov", "qhm"])
def test_no_symbol_is_left_without_its_number(rule):
    lines = [b.latex for b in blocks(work(rule), 0) if isinstance(b, FormulaLine) and b.latex.startswith("=")]
    assert len(lines) == len(RULES[rule].where) + 1
    for line in lines:
        words = set(re.findall(r"\\([A-Za-z]+)", line)) - {"frac", "sqrt", "cdot", "times", "color"}
        assert not words
        assert not re.search(r"[a-z]_|\^t", re.sub(r"\\color\{\w+\}", "", line))


@pytest.mark.parametrize("rule", ["adam", "qhadam", "momentum"])
def test_factors_have_a_sign_between_them(rule):
    for block in blocks(work(rule), 0):
        if isinstance(block, FormulaLine) and block.latex.startswith("="):
            bare = re.sub(r"\\color\{\w+\} ", "", block.latex)
            assert not re.search(r"\d\s+\d", bare.replace(r"\times", "×").replace(r"\cdot", "·"))
            assert ")(" not in bare.replace(" ", "")


def latex_of(made):
    return [b.latex for b in blocks(made, 0) if isinstance(b, FormulaLine)]


def numbers_in(latex):
    bare = re.sub(r"\\color\{\w+\} ", "", latex).replace("{-}", "-").replace("10^{-1}", "")
    return [float(n) for n in re.findall(r"-?\d+\.\d+", bare)]


@pytest.mark.usefixtures("many_digits")
def test_newton_with_one_weight_shows_the_second_derivative_its_inverse_and_the_product():
    """H = Σ x² = 0.25 + 1 + 2.25 + 4.84 + 9 = 17.34, Σ xy = 25.03, so ∂E/∂w = 17.34 · (−0.35) − 25.03 = −31.099."""
    lines = latex_of(work("newton", steps=0))
    assert r"H = \frac{\partial^2 E}{\partial w_{1}^2} = 17.340000000000" in lines
    update = next(line for line in lines if line.startswith("= "))
    assert numbers_in(update)[-2:] == pytest.approx([1 / 17.34, -31.099], rel=1e-10)


@pytest.mark.usefixtures("many_digits")
def test_newton_with_two_weights_shows_h_its_inverse_and_the_sum_over_the_weights():
    """Rosenbrock's at (−1.2, 1): H = [[1330, 480], [480, 200]], ∇E = (−215.6, −88), det H = 35 600."""
    made = taken_apart(Descent(Surface(SURFACES["rosenbrock"]), Optimizer(RULES["newton"], 0.5), [-1.2, 1.0]))
    lines = latex_of(made)
    h, inverse = (next(line for line in lines if line.startswith(start)) for start in ("H = ", "H^{-1} = "))
    assert numbers_in(h) == pytest.approx([1330, 480, 480, 200])
    assert numbers_in(inverse) == pytest.approx(np.array([200, -480, -480, 1330]) / 35_600)
    sums = [numbers_in(line) for line in lines if line.startswith("= ")]
    assert sums[0] == pytest.approx([0.5, 200 / 35_600, -215.6, -480 / 35_600, -88.0])
    assert made.step.update == pytest.approx(
        [-0.5 * (a * -215.6 + b * -88.0) for a, b in np.array([[200, -480], [-480, 1330]]) / 35_600]
    )


def test_newton_of_many_weights_shows_the_first_and_the_last():
    rows = np.random.default_rng(1).normal(size=(30, 9))
    neuron = Neuron(Dataset(rows.tolist(), rows[:, 0].tolist()))
    lines = latex_of(taken_apart(Descent(neuron, Optimizer(RULES["newton"], 1.0), np.ones(9))))
    h = next(line for line in lines if line.startswith("H = "))
    assert h.count("&") == 4 * 5
    assert r"\ddots" in h
    assert sum(r"+ \cdots +" in line for line in lines) == 9


@pytest.mark.parametrize(
    ("text", "start", "curvatures", "end"),
    [
        (
            "w1^2 - 2 w2^2 + w2",
            [1.0, 1.0],
            "λ = −4.000, 2.000",
            "(0, 0.250), where slope and curvature predict a saddle",
        ),
        ("-w^2 + w", [2.0], "λ = −2.000", "(0.500), where slope and curvature predict a hilltop"),
        ("(w1 + w2)^2", [1.0, 0.0], "λ = 0, 4.000", ""),
    ],
)
def test_where_newton_refuses_the_numbers_say_why(text, start, curvatures, end):
    """By hand: the Hessians are constant, and the picture they predict is level where the formula's slope is 0."""
    descent = Descent(FormulaSurface(text), Optimizer(RULES["newton"], 1.0), start)
    with pytest.raises(GdsimError) as error:
        taken_apart(descent)
    said = as_text(refused(descent, error.value))
    assert curvatures in said
    assert end in said
    assert ("The jump would end" in said) == bool(end)
    assert "such as gradient descent, go down from here" in said


def test_where_a_schedule_changes_eta_the_step_says_to_what():
    """Inverse square root after 3 steps of warm-up: the first step has a third of η."""
    optimizer = Optimizer(RULES["adam"], 0.06, schedule=Schedule(SCHEDULES["inverse_sqrt"], warmup=3))
    said = as_text(blocks(taken_apart(Descent(FormulaSurface("w^2"), optimizer, [1.0])), 0))
    assert f"The schedule gives this step η = {number_text(optimizer.rate(0))}: " in said
    assert f"{number_text(optimizer.rate(0) / 0.06)} of 0.06." in said
    plain = as_text(blocks(taken_apart(Descent(FormulaSurface("w^2"), Optimizer(), [1.0])), 0))
    assert "schedule" not in plain
