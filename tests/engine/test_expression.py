import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.expression import Graph
from gdsim.engine.surface import FormulaSurface


def value(graph, root, *weights):
    point = np.array(weights, dtype=float).reshape(-1, 1)
    return float(graph.evaluate(graph.reachable([root]), [root], point)[0][0])


def test_equal_expressions_are_one_node():
    graph = Graph()
    w = graph.weight(0)
    assert graph.apply("sin", w) == graph.apply("sin", graph.weight(0))


@pytest.mark.parametrize(
    ("name", "arguments", "simple"),
    [
        ("add", ("0", "w"), "w"),
        ("add", ("w", "0"), "w"),
        ("subtract", ("w", "0"), "w"),
        ("multiply", ("w", "0"), "0"),
        ("multiply", ("1", "w"), "w"),
        ("multiply", ("w", "1"), "w"),
        ("divide", ("w", "1"), "w"),
        ("divide", ("0", "w"), "0"),
        ("power", ("w", "1"), "w"),
        ("power", ("w", "0"), "1"),
        ("add", ("1", "1"), "2"),
    ],
)
def test_what_adds_nothing_is_left_out(name, arguments, simple):
    graph = Graph()
    nodes = {"w": graph.weight(0), **{text: graph.number(float(text)) for text in "012"}}
    assert graph.apply(name, *(nodes[a] for a in arguments)) == nodes[simple]


def test_two_signs_cancel_and_a_factor_of_minus_one_is_a_sign():
    graph = Graph()
    w = graph.weight(0)
    assert graph.apply("negate", graph.apply("negate", w)) == w
    assert graph.apply("multiply", graph.number(-1.0), w) == graph.apply("negate", w)
    assert graph.apply("subtract", graph.number(0.0), w) == graph.apply("negate", w)


def test_what_is_kept_stays_as_written_and_still_has_its_value():
    graph = Graph()
    product = graph.keep("multiply", graph.number(2.0), graph.number(3.0))
    assert graph.constant(product) == 6.0
    assert graph.latex(product, []) == r"2 \cdot 3"


def test_derivatives_share_their_parts_so_that_nesting_does_not_explode():
    graph = Graph()
    node = graph.weight(0)
    for _ in range(40):
        node = graph.apply("exp", graph.apply("multiply", graph.apply("sin", node), node))
    second = graph.derivative(graph.derivative(node, 0), 0)
    assert len(graph.reachable([second])) < 3000
    assert graph.latex(second, ["w"]) is None
    assert math.isfinite(value(graph, node, 0.01))


def test_code_names_what_is_used_twice():
    graph = Graph()
    inner = graph.apply("sin", graph.weight(0))
    root = graph.apply("multiply", inner, inner)
    assert graph.code([root], ["E"], ["w1"]) == ["t1 = np.sin(w1)", "E = t1 * t1"]


def test_deep_nesting_needs_no_stack():
    graph = Graph()
    node = graph.weight(0)
    for _ in range(20_000):
        node = graph.apply("sin", node)
    slope = graph.derivative(node, 0)
    assert value(graph, slope, 0.0) == 1.0


# Derivatives are simplified: neither their value nor what a person would write is lost.


@pytest.mark.parametrize(
    ("text", "slopes"),
    [
        ("w^2 + 3 sin(2 w)", [r"2 \, w + 6 \, \cos(2 \, w)"]),
        ("(w1^2 - w2^2) / 2", ["w_{1}", "-w_{2}"]),
        ("sin(w1) - 1.5 w1 + 2.5 w2", [r"\cos(w_{1}) - 1.5", "2.5"]),
        ("(1 - w1)^2 + 100 (w2 - w1^2)^2", None),
        ("w1 w2^2 - w1", ["w_{2}^{2} - 1", r"2 \, w_{1} \, w_{2}"]),
        ("1 - exp(-(w1^2 + w2^2) / 2)", None),
        ("w^4 / 3", [r"\frac{4 \, w^{3}}{3}"]),
        ("w^2 / 6 + exp(w / 3)", [r"\frac{w}{3} + \frac{\exp(\frac{w}{3})}{3}"]),
        ("10 cos(2 pi w)", [r"-20 \, \pi \, \sin(2 \, \pi \, w)"]),
        ("2^w", [r"\ln(2) \cdot 2^{w}"]),
        ("w1 / w2", [r"\frac{1}{w_{2}}", r"-\frac{w_{1}}{w_{2}^{2}}"]),
        ("sqrt(w1^2 + 1) + w2", [r"\frac{w_{1}}{\sqrt{w_{1}^{2} + 1}}", "1"]),
        ("1 / (1 + exp(-w))", [r"\frac{\exp(-w)}{(1 + \exp(-w))^{2}}"]),
        ("tanh(w)", [r"1 - \tanh(w)^{2}"]),
        ("(w2 - w1^2)^2", [r"-4 \, w_{1} \, (w_{2} - w_{1}^{2})", r"2 \, (w_{2} - w_{1}^{2})"]),
    ],
)
def test_a_slope_reads_as_a_person_would_write_it(text, slopes):
    formula = FormulaSurface(text).formula
    written = [formula.slope_latex(index) for index in range(formula.weight_count)]
    assert slopes is None or written == slopes
    for slope in written:
        assert "+ -" not in slope
        assert "- -" not in slope


_atoms = st.sampled_from(["w1", "w2", "2", "0.5", "-1", "-w1", "3 w2", "sin(w1)", "-(w1 - w2)"])
_texts = st.recursive(
    _atoms,
    lambda inner: st.builds("({}){}({})".format, inner, st.sampled_from(["+", "-", "*"]), inner),
    max_leaves=8,
)


@given(_texts, st.floats(-2.0, 2.0), st.floats(-2.0, 2.0))
def test_simplified_slopes_are_the_slopes(text, first, second):
    surface = FormulaSurface(f"{text} + 0 w1 + 0 w2")
    weights = np.array([first, second])
    gradient = surface.gradient(weights)
    for i in range(2):
        step = np.zeros(2)
        step[i] = 1e-5
        numeric = (surface.error(weights + step) - surface.error(weights - step)) / 2e-5
        assert gradient[i] == pytest.approx(numeric, rel=1e-4, abs=1e-4 * (1.0 + abs(surface.error(weights))))
