"""Which weights stay: those of inputs that stay, wherever their column stands now."""

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.session.kept_weights import kept_weights
from tests.session.conftest import Bowl


def neuron(*names: str, bias: bool = False) -> Neuron:
    return Neuron(Dataset(np.ones((1, len(names))), [1.0], names), bias=bias)


@pytest.mark.parametrize(
    ("old", "weights", "new", "kept"),
    [
        (neuron("a", "b", bias=True), [1, 2, 3], neuron("b"), [2]),
        (neuron("a"), [1], neuron("new", "a", bias=True), [0, 1, 0]),
        (neuron("a", bias=True), [1, 2], neuron("c", "d", bias=True), [0, 0, 2]),
        # A column that is called b is not the bias.
        (neuron("b"), [1], neuron("a", bias=True), [0, 0]),
        (Bowl(), [1, 2], neuron("a", "b", "c"), [1, 2, 0]),
        (neuron("a"), [1], Bowl(), [1, 0]),
    ],
)
def test_kept_weights(old: Neuron, weights: list[float], new: Neuron, kept: list[float]) -> None:
    assert kept_weights(old, np.array(weights, dtype=float), new).tolist() == kept
