import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.look import Look, climbs, recent, turn_count
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rule import RULES
from gdsim.engine.surface import FormulaSurface

ONE = Neuron(Dataset([[2.0]], [3.0]))  # λ = 4, w* = 1.5


def after(steps, rate, objective=ONE, rule="gradient_descent", start=0.0):
    descent = Descent(objective, Optimizer(RULES[rule], learning_rate=rate), np.array([start]))
    for _ in range(steps):
        descent.step()
    return descent


def test_recent_rows_are_those_measured_since_the_last_edit():
    descent = after(20, 0.01)
    errors, weights = recent(descent)
    np.testing.assert_array_equal(errors, descent.history.errors[-9:])
    np.testing.assert_array_equal(weights, descent.history.weights[-9:])
    descent.change(objective=Neuron(Dataset([[2.0]], [4.0])))
    descent.step()
    errors, _ = recent(descent)
    np.testing.assert_array_equal(errors, descent.history.errors[-2:])


def test_turns_are_counted_between_neighbours():
    assert turn_count(np.array([[1.0], [2.0], [-1.0], [1.0]])) == 2
    assert turn_count(np.array([[1.0, 0.0], [0.0, 1.0]])) == 0


def test_climbing_needs_three_rises_above_the_start():
    assert not climbs(after(2, 0.6))
    assert climbs(after(3, 0.6))
    assert not climbs(after(30, 0.1))


@pytest.mark.parametrize(("steps", "rate", "still"), [(0, 0.1, False), (20, 0.1, False), (200, 0.1, True)])
def test_it_stands_still_at_the_minimum(steps, rate, still):
    assert Look(after(steps, rate)).stands_still is still


def test_a_rule_that_refuses_has_no_update():
    assert Look(after(0, 1.0, FormulaSurface("-w^2"), "newton", 1.0)).update is None


def test_curvature_of_big_data_is_judged_by_some_of_them():
    rng = np.random.default_rng(1)
    big = Neuron(Dataset(rng.normal(size=(40_000, 1)), rng.normal(size=40_000)), ACTIVATIONS["tanh"])
    found = Look(after(0, 1e-5, big, start=0.3)).curvature
    assert not found.exact
    assert found.largest == pytest.approx(big.hessian(np.array([0.3]))[0, 0], rel=0.1)
