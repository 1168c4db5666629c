"""E along one weight for what is on screen: at once where that is quick, else beside the GUI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from gdsim.engine.array import Array, frozen
from gdsim.engine.landscape import Slice, slice_along
from gdsim.engine.objective import Objective
from gdsim.session.background import Background, Result

# Numbers (records times weights times positions) that take some 10 ms.
_AT_ONCE = 1_000_000
_FINE, _USUAL = 401, 201
# Beside the GUI: positions of the finest curve, and every how manieth of them the coarsest has.
_SLOW_COUNT, _SLOW_STRIDES = 193, (12, 3, 1)


@dataclass(frozen=True, eq=False)
class Wanted:
    """A curve asked for."""

    objective: Objective
    weights: Array
    index: int
    low: float
    high: float

    def same_as(self, other: Wanted | None) -> bool:
        """Whether it is the same curve; the weight along which it runs does not matter."""
        return (
            other is not None
            and self.objective is other.objective
            and (self.index, self.low, self.high) == (other.index, other.low, other.high)
            and np.array_equal(np.delete(self.weights, self.index), np.delete(other.weights, self.index))
        )

    @property
    def numbers(self) -> int:
        """Size of the work for one position."""
        return max(1, self.objective.batch_size_limit() * len(self.objective.weight_names))


class CurveSource(QObject):
    """Samples curves for one view.

    Signals:
        arrived: a Slice of what was asked for last; of much data first a coarse one.
    """

    arrived = Signal(object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._kind = ("curve", id(self))
        self._wanted: Wanted | None = None
        self._asked: Wanted | None = None
        self._identity = 0
        self._has_begun = False
        self._latest: Slice | None = None
        background.result.connect(self._on_result)

    def request(self, objective: Objective, weights: Array, index: int, low: float, high: float) -> None:
        """Have E sampled from low to high of the weight ``index``, the others held."""
        wanted = Wanted(objective, weights, index, low, high)
        if wanted.same_as(self._wanted):
            if self._latest is not None:
                self.arrived.emit(self._latest)
            return
        self._wanted = wanted
        count = _FINE if wanted.numbers * _FINE <= _AT_ONCE else _USUAL
        if wanted.numbers * count <= _AT_ONCE:
            self._background.cancel(self._kind)
            self._tell(slice_along(objective, weights, index, low, high, count))
        elif self._has_begun or not self._background.is_busy(self._kind):
            self._ask(wanted)
        # Otherwise it waits for the coarse curve of the one before, or a fast run would never show any.

    def _ask(self, wanted: Wanted) -> None:
        self._asked, self._has_begun = wanted, False
        self._identity = self._background.request(self._kind, _job(wanted))

    def _on_result(self, result: Result) -> None:
        if result.identity != self._identity or not isinstance(result.value, Slice):
            return
        self._has_begun = True
        self._tell(result.value)
        if self._wanted is not None and not self._wanted.same_as(self._asked):
            self._latest = None
            self._ask(self._wanted)

    def _tell(self, found: Slice) -> None:
        self._latest = found
        self.arrived.emit(found)


def _job(wanted: Wanted) -> Callable[[Callable[[], bool]], Iterator[object]]:
    def work(cancelled: Callable[[], bool]) -> Iterator[object]:
        if getattr(wanted.objective, "is_quadratic", False):
            yield slice_along(
                wanted.objective, wanted.weights, wanted.index, wanted.low, wanted.high, _SLOW_COUNT
            )
            return
        positions = np.linspace(wanted.low, wanted.high, _SLOW_COUNT)
        errors, known = np.empty(_SLOW_COUNT), np.zeros(_SLOW_COUNT, dtype=np.bool_)
        for stride in _SLOW_STRIDES:
            for place in range(0, _SLOW_COUNT, stride):
                if cancelled():
                    return
                if not known[place]:
                    point = np.array(wanted.weights)
                    point[wanted.index] = positions[place]
                    errors[place], known[place] = wanted.objective.error(point), True
            yield Slice(frozen(positions[::stride]), frozen(errors[::stride]))

    return work
