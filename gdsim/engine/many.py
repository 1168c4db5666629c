"""E and its gradient at many points at once, and many descents of one rule at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdsim.engine.array import Array
from gdsim.engine.descent import DIVERGENCE_FACTOR
from gdsim.engine.message import GdsimError
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rule import Situation
from gdsim.engine.shuffle import Shuffle

Places = NDArray[np.intp]
Choice = NDArray[np.bool_]


@runtime_checkable
class HasMany(Protocol):
    """An objective that can be asked at many points at once."""

    def errors_and_gradients(self, weights: Array) -> tuple[Array, Array]:
        """E and ∇E at weights (K, d): (K,) and (K, d)."""
        ...


def errors_and_gradients(objective: Objective, weights: Array) -> tuple[Array, Array]:
    """E and ∇E at weights (K, d): (K,) and (K, d); one after the other where the objective knows no better."""
    if isinstance(objective, HasMany):
        return objective.errors_and_gradients(weights)
    gradients = [objective.gradient(point) for point in weights]
    return objective.errors(weights), np.reshape(gradients, weights.shape)


class ManyDescents:
    """n descents on one objective by one rule, from starts and with learning rates of their own.

    Each goes as a Descent would; below 10,000 records to the last bit. A descent that has diverged, that its
    rule refuses, or whose gradient is within the tolerance rests where it is.

    Attributes:
        weights: (n, d), where they are.
        errors: (n,), E there.
        gradients: (n, d), ∇E there.
        steps: (n,), how many steps each has taken.
        diverged: (n,), whether E or a weight left the finite, or E grew beyond Descent's limit.
        converged: (n,), whether |∇E| is within the tolerance.
        step_number: k, steps taken by those that still move.
    """

    def __init__(
        self,
        objective: Objective,
        optimizer: Optimizer,
        starts: ArrayLike,
        learning_rates: ArrayLike | None = None,
        gradient_tolerance: float = -1.0,
    ) -> None:
        """Begin at starts (n, d) with learning_rates (n,), the optimizer's own for None."""
        self.weights = np.array(starts, dtype=np.float64)
        count = len(self.weights)
        rates = optimizer.learning_rate if learning_rates is None else learning_rates
        self._rates = np.broadcast_to(np.asarray(rates, dtype=np.float64), count)
        self._objective, self._optimizer, self._tolerance = objective, optimizer, gradient_tolerance
        self._shuffle = Shuffle()
        self._states = np.zeros((len(optimizer.rule.state_names), *self.weights.shape))
        self.errors, self.gradients = errors_and_gradients(objective, self.weights)
        self.steps = np.zeros(count, dtype=np.intp)
        self.step_number = 0
        with np.errstate(all="ignore"):
            zero = abs(objective.error(np.zeros(self.weights.shape[1])))
            sizes = np.fmax(np.abs(self.errors), zero if np.isfinite(zero) else 1.0)
            self._limits = DIVERGENCE_FACTOR * np.fmax(1.0, np.where(np.isfinite(sizes), sizes, 1.0))
        self.diverged = ~_finite(self.weights, self.errors, self.gradients)
        self._refused = np.zeros(count, dtype=np.bool_)
        self.converged = self._is_flat(self.gradients) & ~self.diverged

    @property
    def moving(self) -> Choice:
        """(n,), whether it goes on."""
        return ~(self.diverged | self.converged | self._refused)

    def step(self) -> None:
        """One step of each that moves."""
        places = np.flatnonzero(self.moving)
        if len(places):
            with np.errstate(all="ignore"):
                self._take(places, *self._updates(places))
        self.step_number += 1

    def _updates(self, places: Places) -> tuple[Array, Array, Choice]:
        """Δw (m, d), next states (s, m, d) and whether the rule refuses (m,), of these."""
        optimizer, objective = self._optimizer, self._batch()
        weights, gradients = self.weights[places], self.gradients[places]
        if objective is not self._objective:
            gradients = errors_and_gradients(objective, weights)[1]
        if optimizer.mistake is not None:
            gradients = in_blocks(
                partial(optimizer.mistake.gradient, objective), objective, weights, gradients
            )
        rates = self._rates[places] * optimizer.schedule.fraction(self.step_number)
        states = self._states[:, places]
        if optimizer.rule.uses_hessian:
            return self._one_by_one(objective, weights, gradients, rates, states)
        # A rule works on each weight alone, so that all weights of all descents are one long row to it.
        now = Situation(
            weights.ravel(),
            gradients.ravel(),
            np.repeat(rates, weights.shape[1]),  # type: ignore[arg-type]  # a number for each weight
            self.step_number + 1,
            optimizer.settings,
            _no_hessian,
        )
        try:
            update, after = optimizer.update(now, states.reshape(len(states), weights.size))
        except GdsimError:  # one of them is refused: which, shows only alone
            return self._one_by_one(objective, weights, gradients, rates, states)
        return (
            update.reshape(weights.shape),
            after.reshape(states.shape),
            np.zeros(len(places), dtype=np.bool_),
        )

    def _one_by_one(
        self, objective: Objective, weights: Array, gradients: Array, rates: Array, states: Array
    ) -> tuple[Array, Array, Choice]:
        updates, after = np.zeros_like(weights), np.array(states)
        refused = np.zeros(len(weights), dtype=np.bool_)
        for i, point in enumerate(weights):
            now = Situation(
                point,
                gradients[i],
                float(rates[i]),
                self.step_number + 1,
                self._optimizer.settings,
                partial(objective.hessian, point),
            )
            try:
                updates[i], after[:, i] = self._optimizer.update(now, states[:, i])
            except GdsimError:
                refused[i] = True
        return updates, after, refused

    def _take(self, places: Places, updates: Array, states: Array, refused: Choice) -> None:
        """Go there, except where the rule refuses and where it is no longer finite."""
        self._refused[places[refused]] = True
        places, updates, states = places[~refused], updates[~refused], states[:, ~refused]
        weights = self.weights[places] + updates
        errors, gradients = errors_and_gradients(self._objective, weights)
        finite = _finite(weights, errors, gradients)
        self.diverged[places[~finite]] = True
        there, errors = places[finite], errors[finite]
        before = np.abs(self.errors[there])
        self.weights[there], self.errors[there], self.gradients[there] = (
            weights[finite],
            errors,
            gradients[finite],
        )
        self._states[:, there] = states[:, finite]
        self.steps[there] += 1
        self.diverged[there] = np.abs(errors) > np.maximum(self._limits[there], before)
        self.converged[there] = self._is_flat(gradients[finite]) & ~self.diverged[there]

    def _batch(self) -> Objective:
        size, count = self._optimizer.batch, self._objective.batch_size_limit()
        if size is None or size >= count:
            return self._objective
        return self._objective.batch(self._shuffle.batch(self.step_number, size, count, self._optimizer.seed))

    def _is_flat(self, gradients: Array) -> Choice:
        return np.asarray(np.linalg.norm(gradients, axis=1) <= self._tolerance)


def in_blocks(
    function: Callable[[Array, Array], Array], objective: Objective, weights: Array, gradients: Array
) -> Array:
    """function(weights, gradients) for (K, d) of each, so many points at a time that memory holds their records."""
    size = max(1, _BLOCK_NUMBERS // max(1, objective.batch_size_limit()))
    parts = [function(weights[i : i + size], gradients[i : i + size]) for i in range(0, len(weights), size)]
    return np.concatenate(parts) if parts else gradients


_BLOCK_NUMBERS = 1 << 21


def _finite(weights: Array, errors: Array, gradients: Array) -> Choice:
    return np.asarray(
        np.isfinite(errors) & np.isfinite(weights).all(axis=1) & np.isfinite(gradients).all(axis=1)
    )


def _no_hessian() -> Array:
    raise AssertionError("a rule that works on each weight alone asked for the Hessian")
