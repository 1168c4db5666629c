"""E after K steps over the learning rate, for one view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rate_study import RateStudy, rate_study
from gdsim.views.shared.sight import Range
from gdsim.views.shared.source import Cancelled, Source, numbers_per_point

# Numbers (records times weights times rates times steps) that take some 10 ms.
_AT_ONCE = 300_000
# 8 n + 1: the coarser ones are even too.
_COUNT = 161


@dataclass(frozen=True, eq=False)
class WantedStudy:
    """A study asked for. The optimizer's own η plays no part."""

    objective: Objective
    optimizer: Optimizer
    start: Array
    rates: Range
    steps: int

    def same_as(self, other: WantedStudy) -> bool:
        """Whether it is the same study."""
        return (
            self.objective is other.objective
            and replace(self.optimizer, learning_rate=1.0) == replace(other.optimizer, learning_rate=1.0)
            and np.array_equal(self.start, other.start)
            and (self.rates, self.steps) == (other.rates, other.steps)
        )

    def at_once(self) -> RateStudy | None:
        """Of little data and few steps."""
        if numbers_per_point(self.objective) * _COUNT * self.steps > _AT_ONCE:
            return None
        *_, last = self._studies(_never)
        return last

    def work(self, cancelled: Cancelled) -> Iterator[object]:
        """Ever more rates."""
        return self._studies(cancelled)

    def _studies(self, cancelled: Cancelled) -> Iterator[RateStudy]:
        rates = np.geomspace(*self.rates, _COUNT)
        return rate_study(self.objective, self.optimizer, self.start, rates, self.steps, cancelled)


class RateSource(Source):
    """Studies learning rates for one view.

    Signals:
        arrived: a RateStudy of what was asked for last; where it takes long, first a coarse one.
    """

    def request(
        self, objective: Objective, optimizer: Optimizer, start: Array, rates: Range, steps: int
    ) -> None:
        """Have the range of rates studied."""
        self.ask(WantedStudy(objective, optimizer, start, rates, steps))


def _never() -> bool:
    return False
