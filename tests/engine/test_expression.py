import math

import numpy as np
import pytest

from gdsim.engine.expression import Graph


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
    assert graph.latex(product, []) == r"2 \, 3"


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
