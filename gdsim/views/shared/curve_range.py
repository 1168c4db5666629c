"""What part of an error curve is worth seeing now."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.analysis import Minimum
from gdsim.engine.array import Array
from gdsim.engine.landscape import base_range, error_range, widened
from gdsim.engine.objective import Objective
from gdsim.session import Session
from gdsim.views.shared.sight import Range
from gdsim.views.shared.trail import steps_to_show

# Left free at both sides of the bowl for the arrows, as a part of its width.
_ROOM = 0.06
# Height of the plot in heights of the start; it shows at least so much of the curve, and where the start
# lies higher than the curve it is shown up to so many times the curve's height.
_OVER_START = 1.3
_LEAST_CURVE, _HIGHEST_START = 0.35, 4.0


class CurveRange:
    """Follows a session along its chosen weight.

    Attributes:
        minima: (w, E) of the known minima, the nearest first; empty where none is known.
        is_valley: every value of the weight is as low as the minimum.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._objective: Objective | None = None
        self._start: Array | None = None
        self._index = -1
        self._minimum: Minimum | None = None
        self._base: Range = (0.0, 1.0)
        self._start_error = 0.0  # on the present objective, which the history's first row may not be
        self.minima: tuple[tuple[float, float], ...] = ()
        self.is_valley = False

    @property
    def index(self) -> int:
        """Of the weight followed, −1 before the first time."""
        return self._index

    def follow(self) -> bool:
        """Look at the session; True where it is another curve altogether: another weight, other names."""
        session, index = self._session, self._session.selected_weight
        objective, start = session.scenario.objective, session.descent.start
        old, old_index = self._objective, self._index
        if objective is not old:
            self._minimum = session.derived.minimum
        if objective is not old or start is not self._start or index != old_index:
            self._base = base_range(objective, start, index, self._minimum)
            self._start_error = objective.error(start)
        self._objective, self._start, self._index = objective, start, index
        self._find_minima()
        return old is None or index != old_index or old.weight_names != objective.weight_names

    def forget(self) -> None:
        """Take the next curve for another one."""
        self._objective = None

    def wanted_weights(self) -> Range:
        """Bowl, ball, trail and minimum, and room for the arrows."""
        history, index = self._session.descent.history, self._index
        steps = np.append(steps_to_show(len(history) - 1), len(history) - 1)
        steps = steps[~history.stale[steps]]
        low, high = widened(self._base, history.weights[steps, index], history.errors[steps])
        room = _ROOM * (high - low)
        return low - room, high + room

    def wanted_errors(self, errors: Array) -> Range:
        """Bottom, ball and start, and of the curve's ends not much more than that.

        Args:
            errors: (n,), E along the curve in sight.
        """
        start, present = self._start_error, self._session.error
        low, high = error_range(errors, [start, present, *(error for _, error in self.minima)])
        if present > start:
            return low, high
        over_start = low + _OVER_START * (start - low)
        if over_start < high:
            return low, max(over_start, low + _LEAST_CURVE * (high - low))
        return low, min(over_start, low + _HIGHEST_START * (high - low))

    def _find_minima(self) -> None:
        minimum, index = self._minimum, self._index
        self.minima, self.is_valley = (), False
        if minimum is None:
            return
        points = [minimum.nearest(self._session.weights)]
        if len(minimum.others):
            points += [minimum.weights, *minimum.others]
        self.minima = tuple(dict.fromkeys((float(point[index]), minimum.error) for point in points))
        self.is_valley = math.isclose(float(np.linalg.norm(minimum.flat_directions[:, index])), 1.0)
