"""Where descents from a whole grid of starts end, and how many steps they take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.analysis import Minimum, curvature, exact_minimum
from gdsim.engine.array import Array, frozen
from gdsim.engine.landscape import Range
from gdsim.engine.many import ManyDescents
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer

# While the coarsest map runs it is told after these steps.
_REPORT_AT = frozenset({10, 30, 100, 300, 1000, 3000, 10_000, 30_000})
# Points a side of the coarsest map; each finer one has about twice as many.
_COARSE_SIDE = 16
# Ends nearer than this part of the grid's width are one place …
_ONE_PLACE = 2e-3
# … and no more places than these are told apart.
_MOST_PLACES = 200

Numbers = NDArray[np.intp]

# What became of a start where it is no place's number.
MOVING, DIVERGED, ELSEWHERE = -1, -2, -3


@dataclass(frozen=True, eq=False)
class Place:
    """Where descents end.

    Attributes:
        weights: (d,) of one of them.
        error: E there.
        is_minimum: E curves upwards there, or is nowhere lower; else a saddle or level ground.
    """

    weights: Array
    error: float
    is_minimum: bool


@dataclass(frozen=True, eq=False)
class StartsMap:
    """What became of each start.

    Attributes:
        weight_names: of all weights of the objective.
        varied: the one or two weights of a start that vary.
        x: (n,) values of the first weight, ascending.
        y: (m,) values of the second; of one weight only, a single 0.
        steps: (m, n) steps taken until |∇E| was within the tolerance, or so far.
        errors: (m, n), E where each has come to.
        places: what is reached, the lowest first.
        reached: (m, n), number of the place, or MOVING (the step limit came first), DIVERGED or
            ELSEWHERE (it converged on level ground that no other start reaches).
        limit: steps allowed.
    """

    weight_names: tuple[str, ...]
    varied: tuple[int, ...]
    x: Array
    y: Array
    steps: Numbers
    errors: Array
    places: tuple[Place, ...]
    reached: Numbers
    limit: int


def starts_map(
    objective: Objective,
    optimizer: Optimizer,
    weights: Array,
    pair: tuple[int, ...],
    ranges: tuple[Range, ...],
    counts: tuple[int, ...],
    limit: int,
    gradient_tolerance: float,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[StartsMap]:
    """Ever finer maps of starts over one or two weights, the others beginning at ``weights``.

    Args:
        objective: what is descended.
        optimizer: by which rule.
        weights: (d,)
        pair: the weights that vary, one or two.
        ranges: (low, high) of each of these.
        counts: starts along each of these in the finest map, which comes last.
        limit: steps after which a descent is given up.
        gradient_tolerance: a descent has converged where |∇E| is not larger.
        cancelled: asked at every step; once it says True, the generator ends.
    """
    starts = _Starts(objective, np.asarray(weights, dtype=np.float64), pair, ranges, counts, limit)
    strides = _strides(max(counts))
    for stride in strides:
        new = starts.begin(stride)
        many = ManyDescents(objective, optimizer, starts.weights(new), gradient_tolerance=gradient_tolerance)
        while many.moving.any() and many.step_number < limit:
            if cancelled():
                return
            many.step()
            if stride == strides[0] and many.step_number in _REPORT_AT:
                starts.take(new, many)
                yield starts.map()
        starts.take(new, many)
        yield starts.map()


class _Starts:
    """The grid of starts, and what is known of each."""

    def __init__(
        self,
        objective: Objective,
        weights: Array,
        pair: tuple[int, ...],
        ranges: tuple[Range, ...],
        counts: tuple[int, ...],
        limit: int,
    ) -> None:
        self._objective, self._weights, self._pair, self._limit = objective, weights, pair, limit
        self._axes = [np.linspace(*bounds, count) for bounds, count in zip(ranges, counts, strict=True)]
        if len(pair) == 1:
            self._axes.append(np.zeros(1))
        self._widths = np.ones(len(weights))
        self._widths[list(pair)] = [high - low for low, high in ranges]
        shape = (len(self._axes[1]), len(self._axes[0]))
        self._steps, self._outcome = np.zeros(shape, dtype=np.intp), np.full(shape, MOVING, dtype=np.intp)
        self._errors = np.full(shape, np.nan)
        self._ends = np.zeros((*shape, len(weights)))
        self._known = np.zeros(shape, dtype=np.bool_)
        self._columns = self._rows = np.empty(0, dtype=np.intp)

    def begin(self, stride: int) -> Numbers:
        """Take every so manieth start into the map: (k, 2), row and column of those that are new."""
        self._rows, self._columns = (_every(len(axis), stride) for axis in self._axes[::-1])
        wanted = np.zeros(self._known.shape, dtype=np.bool_)
        wanted[np.ix_(self._rows, self._columns)] = True
        new = np.argwhere(wanted & ~self._known)
        self._known |= wanted
        return new

    def weights(self, places: Numbers) -> Array:
        """The starts (k, d) at these rows and columns."""
        starts = np.tile(self._weights, (len(places), 1))
        for axis, weight in enumerate(self._pair):
            starts[:, weight] = self._axes[axis][places[:, 1 - axis]]
        return starts

    def take(self, places: Numbers, many: ManyDescents) -> None:
        """Note how far these have come."""
        at = tuple(places.T)
        self._steps[at], self._errors[at], self._ends[at] = many.steps, many.errors, many.weights
        self._outcome[at] = np.where(many.diverged, DIVERGED, np.where(many.converged, ELSEWHERE, MOVING))

    def map(self) -> StartsMap:
        """What is known now."""
        block = np.ix_(self._rows, self._columns)
        outcome = self._outcome[block]
        reached = outcome.copy()
        converged = outcome == ELSEWHERE
        places, reached[converged] = _places(self._objective, self._ends[block][converged], self._widths)
        x, y = self._axes[0][self._columns], self._axes[1][self._rows]
        return StartsMap(
            self._objective.weight_names,
            self._pair,
            frozen(x),
            frozen(y),
            self._steps[block],
            frozen(self._errors[block]),
            places,
            reached,
            self._limit,
        )


def _places(objective: Objective, ends: Array, widths: Array) -> tuple[tuple[Place, ...], Numbers]:
    """The places where descents end (k, d), the lowest first, and which of them each has reached (k,)."""
    minimum = exact_minimum(objective)
    scaled, centres = ends / widths, []
    if minimum is not None and len(minimum.flat_directions):
        # Along a valley all is one place.
        flat = minimum.flat_directions
        away = ends - minimum.weights
        scaled = (minimum.weights + away - away @ flat.T @ flat) / widths
    if minimum is not None:
        centres = [minimum.weights, *minimum.others]
    reached, left = np.full(len(ends), ELSEWHERE, dtype=np.intp), np.ones(len(ends), dtype=np.bool_)
    found: list[Place] = []
    for _ in range(_MOST_PLACES):
        if not left.any():
            break
        known = centres.pop(0) if centres else None
        centre = scaled[np.argmax(left)] if known is None else known / widths
        near = left & (np.linalg.norm(scaled - centre, axis=1) <= _ONE_PLACE)
        left &= ~near
        if not near.any():
            continue
        end = ends[int(np.argmax(near))] if known is None else known
        is_minimum = known is not None or _is_minimum(objective, end, minimum)
        # On level ground each start stays where it is.
        if is_minimum or np.count_nonzero(near) > 1:
            reached[near] = len(found)
            found.append(Place(frozen(end), objective.error(end), is_minimum))
    order = np.argsort([place.error for place in found], kind="stable")
    numbers = np.empty(len(found), dtype=np.intp)
    numbers[order] = np.arange(len(found))
    inside = reached != ELSEWHERE
    reached[inside] = numbers[reached[inside]]
    return tuple(found[i] for i in order), reached


def _is_minimum(objective: Objective, weights: Array, minimum: Minimum | None) -> bool:
    if minimum is not None and minimum.distance(weights) <= _ONE_PLACE:
        return True
    here = curvature(objective, weights)
    if here is None or (here.exact and minimum is not None):
        return False  # a parabola has no other: what lies elsewhere is only level enough for the tolerance
    return here.smallest > 0.0


def _strides(side: int) -> list[int]:
    strides = [1]
    while side / (2 * strides[0]) >= _COARSE_SIDE:
        strides.insert(0, 2 * strides[0])
    return strides


def _every(count: int, stride: int) -> Numbers:
    return np.unique(np.append(np.arange(0, count, stride), count - 1))
