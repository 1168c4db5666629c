"""A rule's formulas with numbers in: what stands there, worked out by hand, gives the result that is shown."""

import math
import re

import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.number_text import digits, parse_number, set_digits
from gdsim.views.shared.plugged import latex_number
from gdsim.views.shared.worked_blocks import FormulaLine, NumberLine, blocks, taken_apart

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


def test_newton_shows_its_formula_without_pretending_to_put_numbers_in():
    lines = [b.latex for b in blocks(work("newton"), 0) if isinstance(b, FormulaLine)]
    assert any("H^{-1}" in line for line in lines)
    assert not any(line.startswith("=") for line in lines)
