import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.sample import thinned
from gdsim.engine.surface import FormulaSurface


@pytest.mark.parametrize("measure", ["sse", "mse"])
def test_thinned_data_stand_for_all_of_them(measure):
    rng = np.random.default_rng(2)
    big = Neuron(
        Dataset(rng.normal(size=(60_000, 2)), rng.normal(size=60_000)),
        ACTIVATIONS["tanh"],
        ERROR_MEASURES[measure],
    )
    few, scale = thinned(big)
    weights = np.array([0.2, -0.4])
    assert few.batch_size_limit() < 10_000
    assert scale * few.error(weights) == pytest.approx(big.error(weights), rel=0.1)


def test_few_data_are_left_alone():
    small = Neuron(Dataset([[1.0], [2.0]], [0.0, 1.0]), ACTIVATIONS["tanh"])
    assert thinned(small) == (small, 1.0)


def test_a_surface_has_nothing_to_thin_out():
    surface = FormulaSurface("w^2")
    assert thinned(surface) == (surface, 1.0)
