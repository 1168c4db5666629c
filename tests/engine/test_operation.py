import numpy as np
import pytest

from gdsim.engine.expression import Graph
from gdsim.engine.operation import KINKED, OPERATIONS


def value(graph, root, *weights):
    point = np.array(weights, dtype=float).reshape(-1, 1)
    return float(graph.evaluate(graph.reachable([root]), [root], point)[0][0])


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in ("sign", "at_most", "abs")])
def test_every_operation_has_the_slope_that_differences_give(name):
    graph = Graph()
    arity = len(OPERATIONS[name].partials)
    root = graph.apply(name, *(graph.weight(i) for i in range(arity)))
    at = [0.7, 1.3][:arity]
    for i in range(arity):
        up, down = ([w + s * (k == i) for k, w in enumerate(at)] for s in (1e-6, -1e-6))
        slope = (value(graph, root, *up) - value(graph, root, *down)) / 2e-6
        assert value(graph, graph.derivative(root, i), *at) == pytest.approx(slope, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize("name", KINKED)
def test_beside_a_kink_the_slope_is_that_of_its_side(name):
    graph = Graph()
    arguments = [graph.weight(0), graph.number(0.0)][: len(OPERATIONS[name].partials)]
    root = graph.apply(name, *arguments)
    for at in (-2.0, 3.0):
        slope = (value(graph, root, at + 1e-6) - value(graph, root, at - 1e-6)) / 2e-6
        assert value(graph, graph.derivative(root, 0), at) == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_a_slope_for_each_argument(name):
    operation = OPERATIONS[name]
    assert len(operation.partials) == len(operation.needs)
    assert "{0}" in operation.code
    assert ("{1}" in operation.code) is (len(operation.partials) == 2)
