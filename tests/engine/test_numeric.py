import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.numeric import gradient_numeric
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "softplus", "relu", "leaky_relu"])
@pytest.mark.parametrize("measure", [n for n in ERROR_MEASURES if n != "log_loss"])
def test_agrees_with_the_exact_gradient_to_eight_digits(activation, measure):
    rng = np.random.default_rng(4)
    data = Dataset(rng.normal(size=(12, 3)), rng.normal(size=12))
    neuron = Neuron(data, ACTIVATIONS[activation], ERROR_MEASURES[measure], bias=True)
    weights = np.array([0.3, -0.7, 0.2, 0.1])
    np.testing.assert_allclose(
        gradient_numeric(neuron, weights), neuron.gradient(weights), rtol=1e-8, atol=1e-9
    )


@pytest.mark.parametrize("name", SURFACES)
def test_agrees_on_every_surface(name):
    surface = Surface(SURFACES[name])
    start = np.array(SURFACES[name].start)
    exact = surface.gradient(start)
    np.testing.assert_allclose(
        gradient_numeric(surface, start), exact, rtol=1e-8, atol=1e-8 * np.abs(exact).max()
    )


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1e3, 1e6])
def test_does_not_depend_on_the_units_of_the_inputs(scale):
    neuron = Neuron(Dataset(np.array([[1.0], [2.0]]) * scale, [3.0, 5.0]), ACTIVATIONS["tanh"])
    weights = np.array([0.4 / scale])
    np.testing.assert_allclose(gradient_numeric(neuron, weights), neuron.gradient(weights), rtol=1e-8)


def test_a_hair_beside_a_kink_the_slope_is_that_of_its_side():
    assert gradient_numeric(FormulaSurface("abs(w)"), np.array([1e-3]))[0] == pytest.approx(1.0, rel=1e-9)


def test_beside_the_edge_of_where_it_is_defined_it_stays_finite():
    assert gradient_numeric(FormulaSurface("ln(w)"), np.array([0.01]))[0] == pytest.approx(100.0, rel=1e-8)
