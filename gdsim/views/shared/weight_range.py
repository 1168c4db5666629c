"""The values of one weight that a landscape shows by itself, changed seldom."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gdsim.engine.analysis import Minimum
from gdsim.engine.array import Array
from gdsim.engine.landscape import base_range, widened
from gdsim.engine.objective import Objective
from gdsim.session import Session
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.trail import steps_to_show

# Left free at both sides of the bowl, as a part of its width.
_ROOM = 0.06


class WeightRange:
    """Follows a session along one weight: bowl, ball, trail and minimum, with some room.

    Attributes:
        index: of the weight.
        shown: low and high end, kept as long as they are good enough.
    """

    def __init__(self, session: Session, index: int) -> None:
        self._session = session
        self._experiment = session.experiment
        self._objective: Objective | None = None
        self._start: Array | None = None
        self._base: Range = (0.0, 1.0)
        self.index = index
        self.shown: Range | None = None

    def follow(self, minimum: Minimum | None, needed: Iterable[float] = ()) -> Range:
        """Look at the session; ``shown`` is another one only where it is no longer good enough.

        Args:
            minimum: the lowest point, where it is known.
            needed: values besides the present one that must be in sight.
        """
        if self._session.experiment != self._experiment:
            self._experiment, self._objective, self.shown = self._session.experiment, None, None
        objective, start = self._session.scenario.objective, self._session.descent.start
        if objective is not self._objective or (start is not self._start and self._is_new(start)):
            self._base = base_range(objective, start, self.index, minimum)
        self._objective, self._start = objective, start
        wanted = self._wanted()
        present = float(self._session.weights[self.index])
        if self.shown is None or not may_stay(self.shown, wanted, [present, *needed]):
            self.shown = wanted
        return self.shown

    def _is_new(self, start: Array) -> bool:
        """Another start needs another range only out of sight: a ball that a hand moves rolls along a still curve."""
        return self.shown is None or not self.shown[0] <= start[self.index] <= self.shown[1]

    def _wanted(self) -> Range:
        history = self._session.descent.history
        steps = np.append(steps_to_show(len(history) - 1), len(history) - 1)
        steps = steps[~history.stale[steps]]
        low, high = widened(self._base, history.weights[steps, self.index], history.errors[steps])
        room = _ROOM * (high - low)
        return low - room, high + room
