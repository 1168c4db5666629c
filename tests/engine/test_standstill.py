import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.analysis import curvature
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.standstill import is_dead, near_saddle, on_plateau, saturation
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface


def at(objective, *weights):
    return Descent(objective, Optimizer(learning_rate=0.1), np.array(weights))


def neuron(activation, targets):
    return Neuron(Dataset([[1.0], [2.0]], targets), ACTIVATIONS[activation])


@pytest.mark.parametrize(
    ("activation", "targets", "weight", "dead"),
    [
        ("relu", [1.0, 2.0], -1.0, True),
        ("relu", [0.0, 0.0], -1.0, False),  # the predictions are right
        ("relu", [1.0, 2.0], 0.5, False),
        ("leaky_relu", [1.0, 2.0], -1.0, False),
        ("identity", [1.0, 2.0], 1.0, False),
    ],
)
def test_dead_is_a_gradient_of_exactly_zero_with_wrong_predictions(activation, targets, weight, dead):
    assert is_dead(at(neuron(activation, targets), weight)) is dead


def test_saturation_is_the_share_of_the_pull_that_the_slope_lets_through():
    share = saturation(at(neuron("tanh", [-1.0, -1.0]), 3.0))
    h = np.array([3.0, 6.0])
    residual = -1.0 - np.tanh(h)
    slope = 1 - np.tanh(h) ** 2
    assert share == pytest.approx((np.abs(residual) * slope).sum() / np.abs(residual).sum(), rel=1e-9)
    assert saturation(at(neuron("tanh", [-1.0, -1.0]), 0.1)) is None
    assert saturation(at(neuron("identity", [-1.0, -1.0]), 3.0)) is None


@pytest.mark.parametrize(("scale", "near"), [(1.0, True), (0.05, False)])
def test_a_saddle_is_near_by_the_way_come(scale, near):
    surface = FormulaSurface("w1^2 - w2^2 + 0.01 w1")
    point = np.array([0.04, 0.01])
    assert near_saddle(curvature(surface, point), surface.gradient(point), scale) is near


def test_a_flat_slope_is_no_saddle():
    surface = FormulaSurface("w1^2 - w2^2 + w3")
    point = np.array([0.0, 0.0, 0.0])
    assert not near_saddle(curvature(surface, point), surface.gradient(point), 1.0)


def test_level_ground_far_above_the_lowest_is_a_plateau():
    surface = Surface(SURFACES["plateau"])
    high, low = at(surface, -4.0, 1.0), at(surface, 0.0001, 0.0)
    assert on_plateau(high, float(np.linalg.norm(high.gradient)))
    assert not on_plateau(low, float(np.linalg.norm(low.gradient)))
