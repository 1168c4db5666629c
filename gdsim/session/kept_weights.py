"""Which weights stay when their number changes."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective


def kept_weights(old: Objective, weights: Array, new: Objective) -> Array:
    """The new objective's weights: those of inputs that stay are copied, new ones are 0.

    A neuron's weight belongs to its input column, wherever that stands now; a bias to the bias. Where one
    of the two is a surface, weights are kept by name.
    """
    by_input = isinstance(old, Neuron) and isinstance(new, Neuron)
    kept = dict(zip(_owners(old, by_input), weights, strict=True))
    return np.array([kept.get(owner, 0.0) for owner in _owners(new, by_input)])


def _owners(objective: Objective, by_input: bool) -> list[Hashable]:
    """One key a weight: (column,) for an input, else the weight's name."""
    names: list[Hashable] = list(objective.weight_names)
    if by_input and isinstance(objective, Neuron):
        columns = objective.dataset.input_names
        names[: len(columns)] = [(column,) for column in columns]
    return names
