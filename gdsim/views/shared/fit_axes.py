"""What the fit can be drawn over: an input, or the prediction itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron, RecordTerms


@dataclass(frozen=True)
class FitAxes:
    """Horizontal axis of the fit; the vertical one is always target and prediction.

    Attributes:
        name: shown in the choice.
        column: number of the input; −1 for the prediction.
        has_line: the prediction is a curve over this axis, not one value a record.
    """

    name: str
    column: int
    has_line: bool

    @property
    def moves_with_prediction(self) -> bool:
        """The records themselves move when the weights do."""
        return self.column < 0

    def positions(self, neuron: Neuron, terms: RecordTerms) -> tuple[Array, Array, Array]:
        """Records' x and y and the predictions' y, (N,) each."""
        x = terms.prediction if self.moves_with_prediction else neuron.dataset.columns[self.column]
        return x, neuron.dataset.targets, terms.prediction

    def line(
        self, neuron: Neuron, weights: Array, low: float, high: float, count: int
    ) -> tuple[Array, Array] | None:
        """Curve of the prediction over this axis, or None where there is one value a record."""
        if not self.has_line:
            return None
        x = np.linspace(low, high, count)
        return x, x.copy() if self.moves_with_prediction else neuron.predict(x[:, None], weights)

    def cells(
        self, record: int, dataset: Dataset, position: tuple[float, float]
    ) -> dict[tuple[int, int], float]:
        """Which cells a record dragged to this position changes."""
        cells = {(record, dataset.input_count): position[1]}
        if not self.moves_with_prediction:
            cells[record, self.column] = position[0]
        return cells


def axes_for(neuron: Neuron | None) -> tuple[FitAxes, ...]:
    """What is offered: with one input that input; with more the prediction first, then each input."""
    if neuron is None:
        return ()
    names = neuron.dataset.input_names
    if len(names) == 1:
        return (FitAxes(names[0], 0, True),)
    inputs = tuple(FitAxes(name, i, False) for i, name in enumerate(names))
    return (FitAxes("ŷ", -1, True), *inputs)
