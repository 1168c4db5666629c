"""The objective of one neuron on a dataset: E(w), its gradient, and every record's part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gdsim.engine.activation import ACTIVATIONS, Activation
from gdsim.engine.array import Array, Records
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES, ErrorMeasure
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.objective import Objective
from gdsim.engine.quadratic import Quadratic, quadratic

BIAS_NAME = "b"

# From this many records on, sums are formed by BLAS, and a parabola's by its own formula: faster, equal to
# 1e-12 but not to the last bit.
FAST_FROM = 10_000

# Numbers held at once while many weights are tried: 4 MB, half a core's share of cache and more
# than enough to hide the cost of a Python loop.
_BLOCK = 1 << 19

# Records summed at once from FAST_FROM on: what is worked out on the way stays in the cache, memory does not
# grow with the records, and BLAS, which splits longer sums among its threads, gives the same bits with any
# number of them.
_RECORDS = 1 << 14


@dataclass(frozen=True)
class RecordTerms:
    """Every number on the way from the weights to E and ∇E, a record at a time.

    All are (N,), except contribution (d, N): ∂E_μ/∂w_i, whose sum over records is the gradient.
    """

    weighted_sum: Array
    prediction: Array
    residual: Array
    squared: Array
    loss: Array
    activation_slope: Array
    error_term: Array
    contribution: Array


@dataclass(frozen=True)
class Neuron:
    """ŷ = f(Σ w_i x_i (+ b)), measured on a dataset. The objective E(w).

    Below FAST_FROM records every value comes from elementwise products and numpy's sum along one
    axis, so the same weights give the same bits alone, in a landscape, in a table and in exported code.

    Attributes:
        dataset: the records.
        activation: f.
        error_measure: E of the residuals.
        bias: whether a last weight b with the input 1 is added.
        columns: (d, N) or (d+1, N), the inputs that the weights multiply.
    """

    dataset: Dataset
    activation: Activation = ACTIVATIONS["identity"]
    error_measure: ErrorMeasure = ERROR_MEASURES["sse"]
    bias: bool = False
    columns: Array = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a measure that does not suit the activation or the targets."""
        check_measure(self.dataset, self.activation, self.error_measure)
        columns = self.dataset.columns
        if self.bias:
            columns = np.vstack([columns, np.ones((1, self.dataset.record_count))])
            columns.flags.writeable = False
        object.__setattr__(self, "columns", columns)

    @property
    def weight_names(self) -> tuple[str, ...]:
        """w1 … wd, then b."""
        names = tuple(f"w{i + 1}" for i in range(self.dataset.input_count))
        return (*names, BIAS_NAME) if self.bias else names

    @property
    def is_quadratic(self) -> bool:
        """E is exactly a parabola of the weights."""
        return self.activation.name == "identity" and self.error_measure.quadratic

    @property
    def has_slope(self) -> bool:
        """f′(h) stands in the error term: not where it is 1 throughout, or where the measure cancels it."""
        return self.activation.name != "identity" and not self.error_measure.activations

    @property
    def factor(self) -> float:
        """The number in front of the sum over records."""
        return self.error_measure.factor(self.dataset.record_count)

    def weighted_sum(self, weights: Array) -> Array:
        """h of each record: weights (…, d) give (…, N)."""
        return self._weighted_sum(weights, self.columns)

    def predict(self, inputs: Array, weights: Array) -> Array:
        """ŷ for inputs (M, d) that need not be records: (M,)."""
        h = np.asarray(inputs) @ weights[: self.dataset.input_count]
        return self.activation.value(h + weights[-1] if self.bias else h)

    def error(self, weights: Array) -> float:
        """E at weights (d,)."""
        with np.errstate(all="ignore"):
            if self._parabola is not None:
                return self._parabola.error(weights)
            return float(self._errors(weights))

    def errors(self, weights: Array) -> Array:
        """E at K points, weights (K, d): (K,)."""
        with np.errstate(all="ignore"):
            if self._parabola is not None:
                return self._parabola.errors(weights)
            rows = max(1, _BLOCK // max(1, self._blocks[0][0].size))
            parts = [self._errors(weights[i : i + rows]) for i in range(0, len(weights), rows)]
        return np.concatenate(parts) if parts else np.empty(0)

    def gradient(self, weights: Array) -> Array:
        """∂E/∂w_i at weights (d,): the sum of the records' contributions."""
        return self.error_and_gradient(weights)[1]

    def error_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """Both at once; the same bits as error() and gradient()."""
        with np.errstate(all="ignore"):
            if self._parabola is not None:
                return self._parabola.error_and_gradient(weights)
            parts = [self._error_and_gradient(weights, columns, y) for columns, y in self._blocks]
            if len(parts) == 1:
                return parts[0]
            errors, gradients = zip(*parts, strict=True)
            return sum(errors), np.asarray(np.add.reduce(gradients))

    def errors_and_gradients(self, weights: Array) -> tuple[Array, Array]:
        """E and ∇E at each of K points, weights (K, d): (K,) and (K, d), as error_and_gradient() gives them.

        Below FAST_FROM records to the last bit.
        """
        with np.errstate(all="ignore"):
            if self._parabola is not None:
                return self._parabola.errors_and_gradients(weights)
            rows = max(1, _BLOCK // max(1, self._blocks[0][0].size))
            parts = [self._many(weights[i : i + rows]) for i in range(0, len(weights), rows)]
        if not parts:
            return np.empty(0), np.empty((0, len(self.columns)))
        errors, gradients = zip(*parts, strict=True)
        return np.concatenate(errors), np.concatenate(gradients)

    def hessian(self, weights: Array) -> Array:
        """∂²E/∂w_i∂w_j at weights (d,): (d, d). Kinks count as flat."""
        with np.errstate(all="ignore"):
            if self._parabola is not None:
                return self._parabola.hessian()
            h = self.weighted_sum(weights)
            f = self.activation
            curvature = self.factor * self.error_measure.curvature(
                self.dataset.targets, f.value(h), h, f.slope(h), f.curvature(h)
            )
            return np.asarray((self.columns * curvature) @ self.columns.T)

    def terms(self, weights: Array) -> RecordTerms:
        """Every record's numbers at weights (d,); their sums are error() and gradient()."""
        y = self.dataset.targets
        f = self.activation
        with np.errstate(all="ignore"):
            h = self.weighted_sum(weights)
            prediction, slope = f.value_and_slope(h)
            residual = y - prediction
            delta = self.factor * self.error_measure.error_term(y, prediction, h, slope)
            return RecordTerms(
                weighted_sum=h,
                prediction=prediction,
                residual=residual,
                squared=residual * residual,
                loss=self.error_measure.loss(y, prediction, h),
                activation_slope=slope,
                error_term=delta,
                contribution=-delta * self.columns,
            )

    def batch_size_limit(self) -> int:
        """N."""
        return self.dataset.record_count

    def batch(self, records: Records) -> Neuron:
        """The neuron on these records alone."""
        return Neuron(self.dataset.subset(records), self.activation, self.error_measure, self.bias)

    @cached_property
    def _fast(self) -> bool:
        return self.dataset.record_count >= FAST_FROM

    @cached_property
    def _parabola(self) -> Quadratic | None:
        """E in closed form, where it is a parabola and the records are many."""
        if not (self._fast and self.is_quadratic and len(self.columns) < self.dataset.record_count):
            return None
        return quadratic(self.columns, self.dataset.targets, self.factor)

    @cached_property
    def _blocks(self) -> list[tuple[Array, Array]]:
        """Columns and targets of the records that are summed at once."""
        columns, targets = self.columns, self.dataset.targets
        if not self._fast:
            return [(columns, targets)]
        starts = range(0, len(targets), _RECORDS)
        return [(columns[:, i : i + _RECORDS], targets[i : i + _RECORDS]) for i in starts]

    def _weighted_sum(self, weights: Array, columns: Array) -> Array:
        if self._fast:
            return np.asarray(weights @ columns)
        return np.asarray(np.add.reduce(weights[..., :, None] * columns, axis=-2))

    def _errors(self, weights: Array) -> Array:
        """E at weights (…, d): (…)."""
        sums = []
        for columns, y in self._blocks:
            h = self._weighted_sum(weights, columns)
            sums.append(np.add.reduce(self.error_measure.loss(y, self.activation.value(h), h), axis=-1))
        return np.asarray(self.factor * (sums[0] if len(sums) == 1 else np.add.reduce(sums)))

    def _error_and_gradient(self, weights: Array, columns: Array, y: Array) -> tuple[float, Array]:
        """What these records add to E and to ∇E."""
        measure, factor = self.error_measure, self.factor
        h = self._weighted_sum(weights, columns)
        prediction, slope = self.activation.value_and_slope(h)
        error = factor * np.add.reduce(measure.loss(y, prediction, h))
        delta = factor * measure.error_term(y, prediction, h, slope)
        if self._fast:
            return float(error), np.asarray(-(columns @ delta))
        return float(error), np.asarray(np.add.reduce(-delta * columns, axis=-1))

    def _many(self, weights: Array) -> tuple[Array, Array]:
        """E and ∇E at weights (K, d): (K,) and (K, d)."""
        errors, gradients, measure, factor = [], [], self.error_measure, self.factor
        for columns, y in self._blocks:
            h = self._weighted_sum(weights, columns)
            prediction, slope = self.activation.value_and_slope(h)
            errors.append(factor * np.add.reduce(measure.loss(y, prediction, h), axis=-1))
            delta = factor * measure.error_term(y, prediction, h, slope)
            if self._fast:
                gradients.append(-(delta @ columns.T))
            else:
                gradients.append(np.add.reduce(-delta[:, None, :] * columns, axis=-1))
        if len(errors) == 1:
            return errors[0], gradients[0]
        return np.asarray(np.add.reduce(errors)), np.asarray(np.add.reduce(gradients))


def check_measure(dataset: Dataset, activation: Activation, measure: ErrorMeasure) -> None:
    """Refuse a measure that does not suit the activation or the targets.

    Raises:
        GdsimError: says which, and for targets the first record that is out of range.
    """
    if measure.activations and activation.name not in measure.activations:
        raise GdsimError(
            Message(
                QT_TR_NOOP("The error measure “{measure}” needs the activation {needed}, not {activation}."),
                measure=measure.name,
                needed=", ".join(measure.activations),
                activation=activation.name,
            )
        )
    if measure.target_range is None:
        return
    low, high = measure.target_range
    for record in _outside(dataset.targets, low, high):
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "The error measure “{measure}” needs targets from {low} to {high}; "
                    "record {record} has {value}."
                ),
                measure=measure.name,
                low=low,
                high=high,
                record=record + 1,
                value=float(dataset.targets[record]),
            )
        )


def _outside(targets: Array, low: float, high: float) -> Iterator[int]:
    return (int(i) for i in np.flatnonzero((targets < low) | (targets > high)))


def is_same_error(one: Objective, other: Objective) -> bool:
    """Whether E is the same function of the weights: what columns are called is no part of it."""
    if not (isinstance(one, Neuron) and isinstance(other, Neuron)):
        return one == other
    return (
        (one.activation, one.error_measure, one.bias) == (other.activation, other.error_measure, other.bias)
    ) and one.dataset.has_records_of(other.dataset)
