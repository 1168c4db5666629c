"""E after K steps against the learning rate: a whole range of η at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdsim.engine.analysis import (
    Curvature,
    best_learning_rate,
    curvature,
    largest_stable_learning_rate,
)
from gdsim.engine.array import Array, frozen
from gdsim.engine.descent import DIVERGENCE_FACTOR
from gdsim.engine.many import ManyDescents
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer

# A first answer has every eighth rate, then every second, then all.
_STRIDES = (8, 2, 1)
# Ends of the range as parts of 1/λmax; without a curvature that bends upwards, in η itself.
_LOWEST, _HIGHEST = 3e-3, 4.0
_PLAIN_RANGE = (1e-4, 10.0)
# Rates an interval of the range is refined into, to find the best one.
_REFINED = 33
_REFINEMENTS = 3


@dataclass(frozen=True, eq=False)
class RateStudy:
    """What each learning rate comes to.

    Attributes:
        rates: (n,) ascending.
        steps: K.
        errors: (n,), E after K steps, or where a descent ended before; inf where it diverged.
        diverged: (n,).
        start_error: E at the start.
        best: the η with the lowest E after K steps, between the rates too; None where all diverge.
        best_error: E after K steps with it.
    """

    rates: Array
    steps: int
    errors: Array
    diverged: NDArray[np.bool_]
    start_error: float
    best: float | None
    best_error: float


@dataclass(frozen=True, eq=False)
class RateMarks:
    """Learning rates that the curvature singles out.

    Attributes:
        inverse: (d,) 1/λ_i ascending: η that takes plain descent to the bottom of one direction in one step.
        limit: where the rule turns unstable, 2/λmax of plain descent; None where nothing curves upwards and
            where the rule scales itself.
        best: 2/(λmin + λmax), plain descent's fastest in the long run; None where λmin ≤ 0.
        exact: E is a parabola; else these are of one point.
    """

    inverse: Array
    limit: float | None
    best: float | None
    exact: bool


def rate_marks(here: Curvature | None, optimizer: Optimizer) -> RateMarks:
    """What the Hessian's eigenvalues say of η; of other rules than plain descent only their limit is known."""
    if here is None or not here.largest > 0.0 or optimizer.mistake is not None:
        return RateMarks(frozen([]), None, None, False)
    limit = largest_stable_learning_rate(optimizer, here)
    if optimizer.rule.name != "gradient_descent":
        return RateMarks(frozen([]), limit, None, here.exact)
    positive = here.eigenvalues[here.eigenvalues > 0.0]
    with np.errstate(all="ignore"):
        inverse = 1.0 / positive[::-1]
    return RateMarks(frozen(inverse[np.isfinite(inverse)]), limit, best_learning_rate(here), here.exact)


def rate_range(here: Curvature | None, *rates: float) -> tuple[float, float]:
    """Learning rates worth studying: from creeping to diverging, and the given ones."""
    low, high = _PLAIN_RANGE
    if here is not None and here.largest > 0.0 and math.isfinite(_HIGHEST / here.largest):
        low, high = _LOWEST / here.largest, _HIGHEST / here.largest
    return min(low, *(0.5 * rate for rate in rates)), max(high, *(2.0 * rate for rate in rates))


def rate_study(
    objective: Objective,
    optimizer: Optimizer,
    start: ArrayLike,
    rates: ArrayLike,
    steps: int,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RateStudy]:
    """E after ``steps`` steps from one start for each of the rates (ascending), ever more of them.

    The last one that comes has all rates. ``cancelled`` is asked between steps; once it says True, the
    generator ends.
    """
    rates = np.asarray(rates, dtype=np.float64)
    study = _Study(objective, optimizer, np.asarray(start, dtype=np.float64), steps, cancelled)
    heights, known = np.full(len(rates), np.nan), np.zeros(len(rates), dtype=np.bool_)
    for stride in _STRIDES:
        wanted = np.unique(np.append(np.arange(0, len(rates), stride), len(rates) - 1))
        new = wanted[~known[wanted]]
        found = study.heights(rates[new])
        if found is None:
            return
        heights[new], known[new] = found, True
        best = study.best(rates[wanted], heights[wanted], refine=stride == 1)
        if best is None:
            return
        errors = study.lowest + heights[wanted]
        yield RateStudy(
            rates=frozen(rates[wanted]),
            steps=steps,
            errors=frozen(errors),
            diverged=np.isinf(errors),
            start_error=objective.error(study.start),
            best=best[0],
            best_error=study.lowest + best[1],
        )


class _Study:
    """Runs all rates of one study."""

    def __init__(
        self,
        objective: Objective,
        optimizer: Optimizer,
        start: Array,
        steps: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._objective, self._optimizer, self.start = objective, optimizer, start
        self._steps, self._cancelled = steps, cancelled
        self._parabola = _parabola(objective, optimizer, start)
        self.lowest = 0.0 if self._parabola is None else self._parabola.lowest

    def heights(self, rates: Array) -> Array | None:
        """E − ``lowest`` after all steps, inf where it diverges; None once cancelled.

        Of a parabola these differ where E, rounded, does not any more.
        """
        if self._parabola is not None:
            return self._parabola.heights(rates, self._steps)
        starts = np.tile(self.start, (len(rates), 1))
        many = ManyDescents(self._objective, self._optimizer, starts, rates)
        for _ in range(self._steps):
            if self._cancelled():
                return None
            if not many.moving.any():
                break
            many.step()
        return np.where(many.diverged, np.inf, many.errors)

    def best(self, rates: Array, heights: Array, refine: bool) -> _Best | None:
        """The lowest height and its η, looked for between the rates too; None once cancelled."""
        best = _lowest(rates, heights)
        for _ in range(_REFINEMENTS if refine else 0):
            if best[0] is None:
                break
            place = int(np.searchsorted(rates, best[0]))
            low, high = rates[max(0, place - 1)], rates[min(len(rates) - 1, place + 1)]
            rates = np.geomspace(low, high, _REFINED)
            found = self.heights(rates)
            if found is None:
                return None
            best = min(best, _lowest(rates, found), key=_by_height)
            rates = np.union1d(rates, np.array([best[0]]))
        return best


_Best = tuple[float | None, float]


def _lowest(rates: Array, heights: Array) -> _Best:
    """The lowest, of several equal ones the middle; None where all diverge."""
    lowest = float(np.min(heights, initial=math.inf))
    if not math.isfinite(lowest):
        return None, math.inf
    equal = np.flatnonzero(heights == lowest)
    return float(rates[equal[len(equal) // 2]]), lowest


def _by_height(found: _Best) -> float:
    return found[1]


@dataclass(frozen=True, eq=False)
class _Parabola:
    """Plain descent on E = E₀ + ½ Σ λ_i c_i², with c_i the distance from the minimum along direction i.

    A step multiplies c_i by 1 − ηλ_i, so E after K steps is known at once.
    """

    lowest: float
    curvatures: Array
    distances: Array
    limit: float

    def heights(self, rates: Array, steps: int) -> Array:
        with np.errstate(all="ignore"):
            shrunk = (1.0 - rates[:, None] * self.curvatures) ** steps * self.distances
            heights = 0.5 * (self.curvatures * shrunk * shrunk).sum(axis=1)
        return np.where(np.abs(self.lowest + heights) <= self.limit, heights, np.inf)


def _parabola(objective: Objective, optimizer: Optimizer, start: Array) -> _Parabola | None:
    """Where E after K steps has a closed form: plain descent on all the data of a parabola with a bottom."""
    plain = optimizer.rule.name == "gradient_descent" and optimizer.mistake is None
    whole = optimizer.batch is None or optimizer.batch >= objective.batch_size_limit()
    if not (plain and whole and optimizer.schedule.name == "constant" and optimizer.schedule.warmup == 0):
        return None
    here = curvature(objective, start)
    if here is None or not here.exact or here.smallest < 0.0 or not here.largest > 0.0:
        return None
    with np.errstate(all="ignore"):
        error, gradient = objective.error_and_gradient(start)
        pull = here.eigenvectors.T @ gradient
        bent = here.eigenvalues > 0.0
        if np.abs(pull[~bent]).max(initial=0.0) > 1e-9 * np.linalg.norm(pull):
            return None  # a slope that goes on for ever
        curvatures = here.eigenvalues[bent]
        distances = pull[bent] / curvatures
        lowest = error - 0.5 * float(curvatures @ (distances * distances))
        zero = abs(objective.error(np.zeros_like(start)))
    size = max(1.0, abs(error), zero if math.isfinite(zero) else 1.0)
    if not (math.isfinite(lowest) and math.isfinite(size)):
        return None
    return _Parabola(lowest, curvatures, distances, DIVERGENCE_FACTOR * size)
