"""The error landscape: E sampled along one weight or over two, the others held, and what of it to show."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdsim.engine.analysis import Minimum
from gdsim.engine.array import Array, frozen
from gdsim.engine.descent import Descent
from gdsim.engine.numeric import natural_unit
from gdsim.engine.objective import Objective
from gdsim.engine.sample import thinned

Range = tuple[float, float]
Indices = NDArray[np.intp]

# Numbers read between two looks at ``cancelled``: some 20 ms of work.
_BLOCK_NUMBERS = 1 << 21
# A first answer has about this many points a side; each finer one twice as many.
_COARSE_SIDE = 13

# Beside the outermost thing to be seen, a quarter of the width is left free.
_MARGIN = 1.25
# A range widens in jumps of this factor, so that a plot does not move with every step …
_WIDENING = 1.5
# … and climbing points pull it out to this many times the bowl's width: beyond, the bowl would vanish.
_WIDEST = 4.0
# A descent that falls without end is followed this far.
_FARTHEST = 200.0
# |h| that shows an activation's bend and both of its flat sides.
_BEND = 6.0
_PROBE_POINTS = 65


@dataclass(frozen=True, eq=False)
class Slice:
    """E along one weight.

    Attributes:
        positions: (n,) values of the weight, ascending.
        errors: (n,); inf or NaN where E overflows or is not defined.
    """

    positions: Array
    errors: Array


@dataclass(frozen=True, eq=False)
class Grid:
    """E over two weights.

    Attributes:
        x: (n,) values of the first weight, ascending.
        y: (m,) values of the second.
        errors: (m, n), row j at y[j]; inf or NaN where E overflows or is not defined.
    """

    x: Array
    y: Array
    errors: Array


@runtime_checkable
class HasDomain(Protocol):
    """An objective that says which part of it is worth seeing."""

    @property
    def domain(self) -> tuple[Range, ...]:
        """(low, high) a weight; empty where it does not say."""
        ...


# Sampling


def slice_along(
    objective: Objective, weights: Array, index: int, low: float, high: float, count: int = 201
) -> Slice:
    """E at ``count`` even positions of the weight ``index`` from low to high, the others held."""
    positions = np.linspace(low, high, count)
    points = np.tile(np.asarray(weights, dtype=np.float64), (count, 1))
    points[:, index] = positions
    return Slice(frozen(positions), frozen(objective.errors(points)))


def progressive_slice(
    objective: Objective,
    weights: Array,
    index: int,
    low: float,
    high: float,
    count: int = 201,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Slice]:
    """Ever finer slices, the last one being ``slice_along(…)``; see ``progressive_grid``."""
    positions, errors = np.linspace(low, high, count), np.empty(count)
    known = np.zeros(count, dtype=np.bool_)
    for stride in _strides(count, 0):
        wanted = _every(count, stride)
        for places in _blocks(wanted[~known[wanted]], objective):
            if cancelled():
                return
            points = np.tile(np.asarray(weights, dtype=np.float64), (len(places), 1))
            points[:, index] = positions[places]
            errors[places] = objective.errors(points)
        known[wanted] = True
        yield Slice(frozen(positions[wanted]), frozen(errors[wanted]))


def grid(
    objective: Objective,
    weights: Array,
    pair: tuple[int, int],
    x_range: Range,
    y_range: Range,
    counts: tuple[int, int] = (101, 101),
) -> Grid:
    """E over the weights ``pair`` on counts[0] × counts[1] even points, the others held."""
    return next(progressive_grid(objective, weights, pair, x_range, y_range, counts, stages=1))


def progressive_grid(
    objective: Objective,
    weights: Array,
    pair: tuple[int, int],
    x_range: Range,
    y_range: Range,
    counts: tuple[int, int] = (101, 101),
    cancelled: Callable[[], bool] = lambda: False,
    stages: int = 0,
) -> Iterator[Grid]:
    """Ever finer grids, the last one being ``grid(…)``; no point is computed twice.

    ``cancelled`` is asked every few hundredths of a second; once it says True, the generator ends.
    ``stages`` is the number of grids; 0 begins at about 13 points a side and doubles.
    """
    x, y = np.linspace(*x_range, counts[0]), np.linspace(*y_range, counts[1])
    errors = np.empty((counts[1], counts[0]))
    known = np.zeros(errors.shape, dtype=np.bool_)
    for stride in _strides(max(counts), stages):
        columns, rows = _every(counts[0], stride), _every(counts[1], stride)
        wanted = np.zeros(errors.shape, dtype=np.bool_)
        wanted[np.ix_(rows, columns)] = True
        for places in _blocks(np.argwhere(wanted & ~known), objective):
            if cancelled():
                return
            points = np.tile(np.asarray(weights, dtype=np.float64), (len(places), 1))
            points[:, pair[0]] = x[places[:, 1]]
            points[:, pair[1]] = y[places[:, 0]]
            errors[places[:, 0], places[:, 1]] = objective.errors(points)
        known |= wanted
        yield Grid(frozen(x[columns]), frozen(y[rows]), frozen(errors[np.ix_(rows, columns)]))


def _strides(side: int, stages: int) -> list[int]:
    coarsest = max(0, math.ceil(math.log2(max(1.0, side / _COARSE_SIDE)))) if stages == 0 else stages - 1
    return [1 << k for k in range(coarsest, -1, -1)]


def _every(count: int, stride: int) -> Indices:
    return np.unique(np.append(np.arange(0, count, stride), count - 1))


def _blocks(places: Indices, objective: Objective) -> Iterator[Indices]:
    numbers = max(1, objective.batch_size_limit()) * len(objective.weight_names)
    size = max(1, _BLOCK_NUMBERS // numbers)
    return (places[start : start + size] for start in range(0, len(places), size))


# What to show


def interesting_range(descent: Descent, index: int, minimum: Minimum | None = None) -> Range:
    """The values of a weight worth showing: the bowl, the trail, the ball and the minimum, with margins.

    Points of the trail no higher than the start are within, unless the descent falls without end.
    Higher ones (it climbs) widen the range up to four times only, so that the bowl stays visible.

    Args:
        descent: the run; its present objective, start and fresh rows are read.
        index: of the weight.
        minimum: as ``exact_minimum`` gives it, where it is known.
    """
    base = base_range(descent.objective, descent.start, index, minimum)
    stale, positions, errors = (
        descent.history.stale,
        descent.history.weights[:, index],
        descent.history.errors,
    )
    if stale.any():
        positions, errors = positions[~stale], errors[~stale]
    return widened(base, positions, errors)


def base_range(objective: Objective, start: Array, index: int, minimum: Minimum | None = None) -> Range:
    """The values of a weight worth showing before any step: see ``interesting_range``."""
    if isinstance(objective, HasDomain) and objective.domain:
        low, high = objective.domain[index]
        return _hull(low, high, float(start[index]))
    if minimum is not None:
        return _around_minimum(objective, start, index, minimum)
    return _around_bend(objective, start, index)


def widened(base: Range, positions: Array, errors: Array) -> Range:
    """The range grown in jumps until it holds the trail, as far as ``interesting_range`` says."""
    if len(positions) == 0:
        return base
    middle, half = 0.5 * (base[0] + base[1]), 0.5 * (base[1] - base[0])
    away = np.abs(positions - middle)
    low_points = float(away[errors <= errors[0]].max(initial=0.0))
    needed = max(min(low_points, _FARTHEST * half), min(float(away.max()), _WIDEST * half))
    while half < needed:
        half *= _WIDENING
    return middle - half, middle + half


def error_range(errors: ArrayLike, marks: ArrayLike = ()) -> Range:
    """The values of E worth showing for a sampled curve: its bottom, and high enough for the marks.

    Args:
        errors: E along the curve; what is not finite is left out.
        marks: E of the start, the ball: shown as long as they do not flatten the bowl.
    """
    finite = np.asarray(errors)[np.isfinite(errors)]
    if finite.size == 0:
        return 0.0, 1.0
    low, usual, high = (float(v) for v in np.quantile(finite, [0.0, 0.75, 1.0]))
    marked = [m for m in np.asarray(marks, dtype=np.float64) if math.isfinite(m)]
    # Where the curve shoots up at its ends, the ends are cut rather than the bowl squashed.
    top = min(high, low + 6.0 * (usual - low)) if usual > low else high
    top = max([top, *(m for m in marked if m <= high)])
    bottom = min([low, *marked])
    margin = 0.05 * (top - bottom) or max(0.5, 0.05 * abs(top))
    return bottom - margin, top + margin


def contour_levels(errors: ArrayLike, minimum: float | None = None, count: int = 10) -> Array:
    """A few round values of E for contour lines, denser near the minimum: (n,), ascending.

    Heights above the bottom grow as squares, so that on a bowl the lines stand about evenly. Where walls
    tower over a valley, the areas within the lines do instead, and the valley has lines too.

    Args:
        errors: sampled E; what is not finite is left out.
        minimum: E at the bottom where it is known, else the lowest sample.
        count: how many at most.
    """
    finite = np.asarray(errors, dtype=np.float64)[np.isfinite(errors)]
    if finite.size == 0 or not finite.max() > finite.min():
        return frozen([])
    bottom = float(finite.min()) if minimum is None else min(minimum, float(finite.min()))
    shares = (np.arange(1, count + 1) / (count + 0.5)) ** 2
    # The highest hundredth of a map is a corner, and would take half of the lines.
    even = (float(np.quantile(finite, 0.99)) - bottom) * shares
    heights = np.minimum(even, np.quantile(finite, shares) - bottom)
    levels = sorted({_round_above(bottom, height) for height in heights.tolist()})
    return frozen([level for level in levels if finite.min() < level < finite.max()])


def _round_above(bottom: float, height: float) -> float:
    """A round number near bottom + height, rounded to at most two fifths of the height."""
    step = _one_two_five(height / 2.5)
    if step == 0.0 or not math.isfinite(step):
        return bottom + height
    digits = max(0, -math.floor(math.log10(step)))
    return round(round((bottom + height) / step) * step, min(digits, 300))


def _one_two_five(size: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above size."""
    if not size > 0.0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(size))
    return max((m * power for m in (1.0, 2.0, 5.0) if m * power <= size * (1 + 1e-9)), default=power)


def _around_minimum(objective: Objective, start: Array, index: int, minimum: Minimum) -> Range:
    """Symmetric about the minimum, as wide as the contour through the start."""
    bottom = minimum.nearest(start)
    centre = float(bottom[index])
    rise = objective.error(start) - minimum.error
    hessian = objective.hessian(bottom)
    steepness = float(hessian[index, index])
    half = abs(float(start[index]) - centre)
    if steepness > 0.0 and math.isfinite(rise):
        half = max(half, math.sqrt(2.0 * max(rise, 0.0) / steepness))
        if half <= 1e-9 * max(1.0, abs(centre)) and minimum.error > 0.0:
            half = math.sqrt(2.0 * minimum.error / steepness)
    if half <= 1e-9 * max(1.0, abs(centre)):
        half = max(1.0, 0.5 * abs(centre))
    return centre - _MARGIN * half, centre + _MARGIN * half


def _around_bend(objective: Objective, start: Array, index: int) -> Range:
    """Wide enough for the activation's bend, the start, and the lowest point along the weight."""
    here = float(start[index])
    reach = _BEND * natural_unit(objective, index)
    low, high = _hull(-reach, reach, here)
    probe = slice_along(thinned(objective)[0], start, index, low - reach, high + reach, _PROBE_POINTS)
    finite = np.isfinite(probe.errors)
    if not finite.any():
        return low, high
    lowest = int(np.argmin(np.where(finite, probe.errors, np.inf)))
    inside = 0 < lowest < len(probe.positions) - 1
    return _hull(low, high, float(probe.positions[lowest])) if inside else (low, high)


def _hull(low: float, high: float, *points: float) -> Range:
    """The range, or where points lie outside, one that holds them with a margin."""
    least, most = min(low, *points), max(high, *points)
    margin = (_MARGIN - 1.0) * 0.5 * (most - least)
    return (low if least >= low else least - margin), (high if most <= high else most + margin)
