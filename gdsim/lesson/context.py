"""What a lesson's numbers are taken from: a position in a descent, and the chosen record."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from gdsim.engine.analysis import Curvature, Minimum, curvature, exact_minimum
from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.engine.numeric import gradient_numeric
from gdsim.engine.objective import Objective
from gdsim.engine.worked_step import WorkedStep, worked_step


class Context:
    """The present position, read through the engine; each value is computed when it is first asked for.

    It belongs to one position: make a new one whenever the descent has moved or anything was edited.
    Arrays hold NaN where the engine knows no value, which is shown as a dash.

    Attributes:
        descent: the run.
        record: 0-based number of the chosen record.
    """

    def __init__(self, descent: Descent, record: int | None = 0) -> None:
        self.descent = descent
        self.record = record or 0

    @property
    def objective(self) -> Objective:
        """E."""
        return self.descent.objective

    @property
    def neuron(self) -> Neuron | None:
        """The objective where it has data."""
        return self.objective if isinstance(self.objective, Neuron) else None

    @property
    def weights(self) -> Array:
        """(d,)"""
        return self.descent.weights

    @property
    def gradient(self) -> Array:
        """∇E of all the data, (d,)."""
        return self.descent.gradient

    @property
    def rate(self) -> float:
        """η of the next update, the schedule applied."""
        return self.descent.optimizer.rate(self.descent.step_number)

    @cached_property
    def terms(self) -> RecordTerms | None:
        """Every record's numbers at the weights; None for a surface."""
        return None if self.neuron is None else self.neuron.terms(self.weights)

    @cached_property
    def step(self) -> WorkedStep | None:
        """The next update in numbers, None where the rule refuses it."""
        try:
            return worked_step(self.descent)
        except GdsimError:
            return None

    @cached_property
    def update(self) -> Array:
        """Δw (d,)."""
        return self._unknown if self.step is None else self.step.update

    @cached_property
    def next_weights(self) -> Array:
        """w + Δw (d,)."""
        return self._unknown if self.step is None else self.step.next_weights

    @cached_property
    def minimum(self) -> Minimum | None:
        """The lowest point, where it is known exactly."""
        return exact_minimum(self.objective)

    @cached_property
    def minimum_weights(self) -> Array:
        """(d,), the lowest point nearest to the weights."""
        return self._unknown if self.minimum is None else self.minimum.nearest(self.weights)

    @cached_property
    def curvature(self) -> Curvature | None:
        """Of E at the weights."""
        return curvature(self.objective, self.weights)

    @cached_property
    def gradient_numeric(self) -> Array:
        """∇E by differences of E alone, (d,)."""
        return gradient_numeric(self.objective, self.weights)

    def error_by(self, measure: str) -> float:
        """E at the weights by another error measure; NaN where it is not defined here."""
        if self.neuron is None:
            return float("nan")
        try:
            other = Neuron(
                self.neuron.dataset, self.neuron.activation, ERROR_MEASURES[measure], self.neuron.bias
            )
        except GdsimError:
            return float("nan")
        return other.error(self.weights)

    @property
    def _unknown(self) -> Array:
        return np.full(len(self.weights), np.nan)
