"""E over two weights for what is on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.landscape import Grid, grid, progressive_grid
from gdsim.engine.objective import Objective
from gdsim.views.shared.sight import Range
from gdsim.views.shared.source import Cancelled, Source, numbers_per_point, parabola_errors

# Numbers (records times weights times points) that take some 10 ms.
_AT_ONCE = 1_000_000
# Points a side. 97 is 1 more than 12 times 8: the first of the coarser grids has 13 even points.
FINE = 97
# Where that costs little, as many times finer: narrow valleys are seen.
_FINER = 2


@dataclass(frozen=True, eq=False)
class WantedMap:
    """A map asked for."""

    objective: Objective
    weights: Array
    pair: tuple[int, int]
    x_range: Range
    y_range: Range
    side: int

    def same_as(self, other: WantedMap) -> bool:
        """Whether it is the same map; the two weights over which it runs do not matter."""
        return (
            self.objective is other.objective
            and self._place == other._place
            and np.array_equal(np.delete(self.weights, self.pair), np.delete(other.weights, other.pair))
        )

    @property
    def _place(self) -> tuple[object, ...]:
        return self.pair, self.x_range, self.y_range, self.side

    def at_once(self) -> Grid | None:
        """Of a parabola, and of few data."""
        found = parabola_grid(self.objective, self.weights, self.pair, self.x_range, self.y_range, self.side)
        if found is not None:
            return found
        for side in (_FINER * (self.side - 1) + 1, self.side):
            if numbers_per_point(self.objective) * side**2 <= _AT_ONCE:
                return grid(*self._what, self.x_range, self.y_range, (side, side))
        return None

    def work(self, cancelled: Cancelled) -> Iterator[object]:
        """Ever finer grids."""
        counts = (self.side, self.side)
        return progressive_grid(*self._what, self.x_range, self.y_range, counts, cancelled)

    @property
    def _what(self) -> tuple[Objective, Array, tuple[int, int]]:
        return self.objective, self.weights, self.pair


class MapSource(Source):
    """Samples maps for one view.

    Signals:
        arrived: a Grid of what was asked for last; of much data first a coarse one.
    """

    def request(
        self,
        objective: Objective,
        weights: Array,
        pair: tuple[int, int],
        x_range: Range,
        y_range: Range,
        side: int = FINE,
    ) -> None:
        """Have E sampled over the two weights of the pair, the others held."""
        self.ask(WantedMap(objective, weights, pair, x_range, y_range, side))


def parabola_grid(
    objective: Objective, weights: Array, pair: tuple[int, int], x_range: Range, y_range: Range, side: int
) -> Grid | None:
    """A grid of an E that is exactly a parabola, in a fraction of a millisecond; else None."""
    x, y = np.linspace(*x_range, side), np.linspace(*y_range, side)
    centre = np.array(weights, dtype=np.float64)
    centre[list(pair)] = 0.5 * (x[0] + x[-1]), 0.5 * (y[0] + y[-1])
    points = np.tile(centre, (side * side, 1))
    points[:, pair[0]] = np.tile(x, side)
    points[:, pair[1]] = np.repeat(y, side)
    errors = parabola_errors(objective, centre, points)
    return None if errors is None else Grid(frozen(x), frozen(y), frozen(errors.reshape(side, side)))
