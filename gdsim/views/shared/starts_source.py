"""What becomes of a grid of starts, for one view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.starts_map import StartsMap, starts_map
from gdsim.views.shared.sight import Range
from gdsim.views.shared.source import Cancelled, Source

# Points a side of the finest map: over two weights, and over one.
_SIDE, _SIDE_OF_ONE = 64, 257


@dataclass(frozen=True, eq=False)
class WantedStarts:
    """A map asked for; weights that do not vary begin at ``weights``."""

    objective: Objective
    optimizer: Optimizer
    weights: Array
    varied: tuple[int, ...]
    ranges: tuple[Range, ...]
    limit: int
    gradient_tolerance: float

    def same_as(self, other: WantedStarts) -> bool:
        """Whether it is the same map."""
        mine, theirs = (np.delete(wanted.weights, wanted.varied) for wanted in (self, other))
        return (
            self.objective is other.objective
            and self.optimizer == other.optimizer
            and np.array_equal(mine, theirs)
            and (self.varied, self.ranges) == (other.varied, other.ranges)
            and (self.limit, self.gradient_tolerance) == (other.limit, other.gradient_tolerance)
        )

    def at_once(self) -> object | None:
        """Never: a thousand descents take their time."""
        return None

    def work(self, cancelled: Cancelled) -> Iterator[object]:
        """Ever finer maps."""
        return self._maps(cancelled)

    def _maps(self, cancelled: Cancelled) -> Iterator[StartsMap]:
        return starts_map(
            self.objective,
            self.optimizer,
            self.weights,
            self.varied,
            self.ranges,
            (_SIDE, _SIDE) if len(self.varied) > 1 else (_SIDE_OF_ONE,),
            self.limit,
            self.gradient_tolerance,
            cancelled,
        )


class StartsSource(Source):
    """Maps starts for one view.

    Signals:
        arrived: a StartsMap of what was asked for last, ever finer.
    """
