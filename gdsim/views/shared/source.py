"""Samples for one view: at once where that is quick, else beside the GUI, coarse first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, Self
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QObject, Signal

from gdsim.engine.array import Array
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.session.background import Background, Result

Cancelled = Callable[[], bool]


class Wanted(Protocol):
    """A picture asked for."""

    def same_as(self, other: Self) -> bool:
        """Whether it is the same picture."""
        ...

    def at_once(self) -> object | None:
        """The picture, or None where it takes long."""
        ...

    def work(self, cancelled: Cancelled) -> Iterator[object]:
        """Ever finer pictures; see Background."""
        ...


class Source(QObject):
    """Makes pictures for one view.

    Signals:
        arrived: the picture that was asked for last; where it takes long, first a coarse one.
    """

    arrived = Signal(object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._kind = (type(self).__name__, id(self))
        self._wanted: Wanted | None = None
        self._asked: Wanted | None = None
        self._identity = 0
        self._has_begun = False
        self._latest: object | None = None
        background.result.connect(self._on_result)

    def ask(self, wanted: Wanted) -> None:
        """Have this picture made; where it is the one asked for last, it arrives again."""
        if self._wanted is not None and wanted.same_as(self._wanted):
            if self._latest is not None:
                self.arrived.emit(self._latest)
            return
        self._wanted = wanted
        found = wanted.at_once()
        if found is not None:
            self._background.cancel(self._kind)
            self._tell(found)
        elif self._has_begun or not self._background.is_busy(self._kind):
            self._begin(wanted)
        # Otherwise it waits for the coarse picture of the one before, or a fast run would never show any.

    def _begin(self, wanted: Wanted) -> None:
        self._asked, self._has_begun = wanted, False
        self._identity = self._background.request(self._kind, wanted.work)

    def _on_result(self, result: Result) -> None:
        if result.identity != self._identity or result.value is None:
            return
        self._has_begun = True
        self._tell(result.value)
        if self._wanted is not None and self._asked is not None and not self._wanted.same_as(self._asked):
            self._latest = None
            self._begin(self._wanted)

    def _tell(self, found: object) -> None:
        self._latest = found
        self.arrived.emit(found)


# Numbers worked on at a time: the processor's cache holds them and what is computed of them.
_IN_CACHE = 8192

# Of parabolas, whose Hessian is the same everywhere.
_hessians: WeakKeyDictionary[Objective, Array] = WeakKeyDictionary()


def parabola_errors(objective: Objective, centre: Array, points: Array) -> Array | None:
    """E at points (K, d) of an objective that is exactly a parabola, at the cost of one point.

    E(c) + ∇E(c)·δ + ½ δᵀHδ. Equal to ``errors`` but for rounding, so it is for pictures. None where E is no
    parabola or where its numbers overflow.
    """
    if not getattr(objective, "is_quadratic", False):
        return None
    with np.errstate(all="ignore"):
        if objective not in _hessians:
            _hessians[objective] = np.asarray(objective.hessian(centre))
        hessian = _hessians[objective]
        error, gradient = objective.error_and_gradient(centre)
        offset = points - centre
        found = np.asarray(error + offset @ gradient + 0.5 * ((offset @ hessian) * offset).sum(axis=-1))
    return found if np.isfinite(found).all() else None


def line_errors(objective: Objective, weights: Array, index: int, positions: Array) -> Array | None:
    """E along one weight at the cost of one input, not of all: h moves along a straight line.

    Equal to ``errors`` but for rounding, so it is for pictures. None where there is no neuron.
    """
    if not isinstance(objective, Neuron):
        return None
    origin = np.array(weights, dtype=np.float64)
    origin[index] = 0.0
    targets, measure = objective.dataset.targets, objective.error_measure
    with np.errstate(all="ignore"):
        base, column = objective.weighted_sum(origin), objective.columns[index]
        count = max(1, _IN_CACHE // len(base))
        sums = []
        for begin in range(0, len(positions), count):
            h = base + positions[begin : begin + count, None] * column
            sums.append(measure.loss(targets, objective.activation.value(h), h).sum(axis=-1))
        return np.asarray(objective.factor * np.concatenate(sums))


def numbers_per_point(objective: Objective) -> int:
    """Size of the work for E at one point."""
    return max(1, objective.batch_size_limit() * len(objective.weight_names))
