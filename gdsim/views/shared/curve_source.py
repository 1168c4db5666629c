"""E along one weight for what is on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.landscape import Slice, slice_along
from gdsim.engine.objective import Objective
from gdsim.views.shared.source import Cancelled, Source, line_errors, numbers_per_point, parabola_errors

# Numbers (records times weights times positions) that take some 10 ms.
_AT_ONCE = 1_000_000
_FINE, _USUAL, _QUICK = 401, 201, 97
SMALL = 49  # positions of a curve so small that more would not be seen, where they cost much
# Beside the GUI: positions of the finest curve, and every how manieth of them the coarser ones have.
_SLOW_COUNT, _SLOW_STRIDES = 193, (12, 3, 1)


@dataclass(frozen=True, eq=False)
class WantedCurve:
    """A curve asked for."""

    objective: Objective
    weights: Array
    index: int
    low: float
    high: float
    quick: int = _QUICK

    def same_as(self, other: WantedCurve) -> bool:
        """Whether it is the same curve; the weight along which it runs does not matter."""
        return (
            self.objective is other.objective
            and (self.index, self.low, self.high) == (other.index, other.low, other.high)
            and np.array_equal(np.delete(self.weights, self.index), np.delete(other.weights, other.index))
        )

    def at_once(self) -> Slice | None:
        """Of few data, of a parabola, and of a neuron with some data."""
        for count in (_FINE, _USUAL):
            if numbers_per_point(self.objective) * count <= _AT_ONCE:
                return slice_along(self.objective, self.weights, self.index, self.low, self.high, count)
        positions = np.linspace(self.low, self.high, _FINE)
        errors = parabola_errors(self.objective, self.weights, self._points(positions))
        if errors is None and self.objective.batch_size_limit() * self.quick <= _AT_ONCE:
            positions = np.linspace(self.low, self.high, self.quick)
            errors = line_errors(self.objective, self.weights, self.index, positions)
        return None if errors is None else Slice(frozen(positions), frozen(errors))

    def work(self, cancelled: Cancelled) -> Iterator[object]:
        """Ever finer curves; no position is computed twice."""
        positions = np.linspace(self.low, self.high, _SLOW_COUNT)
        errors, known = np.empty(_SLOW_COUNT), np.zeros(_SLOW_COUNT, dtype=np.bool_)
        for stride in _SLOW_STRIDES:
            for place in range(0, _SLOW_COUNT, stride):
                if cancelled():
                    return
                if not known[place]:
                    errors[place] = self.objective.error(self._points(positions[place : place + 1])[0])
                    known[place] = True
            yield Slice(frozen(positions[::stride]), frozen(errors[::stride]))

    def _points(self, positions: Array) -> Array:
        points = np.tile(self.weights, (len(positions), 1))
        points[:, self.index] = positions
        return points


class CurveSource(Source):
    """Samples curves for one view.

    Signals:
        arrived: a Slice of what was asked for last; of much data first a coarse one.
    """

    def request(
        self,
        objective: Objective,
        weights: Array,
        index: int,
        low: float,
        high: float,
        quick: int = _QUICK,
    ) -> None:
        """Have E sampled from low to high of the weight ``index``, the others held.

        ``quick`` is the number of positions where each costs much.
        """
        self.ask(WantedCurve(objective, weights, index, low, high, quick))
