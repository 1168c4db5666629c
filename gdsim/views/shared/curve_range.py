"""What part of an error curve is worth seeing now."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.analysis import Minimum
from gdsim.engine.array import Array
from gdsim.engine.landscape import error_range
from gdsim.engine.objective import Objective
from gdsim.session import Session
from gdsim.views.shared.sight import Range
from gdsim.views.shared.weight_range import WeightRange

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
        self._experiment = -1
        self._objective: Objective | None = None
        self._start: Array | None = None
        self._weights = WeightRange(session, -1)
        self._minimum: Minimum | None = None
        self._start_error = 0.0  # on the present objective, which the history's first row may not be
        self.minima: tuple[tuple[float, float], ...] = ()
        self.is_valley = False

    @property
    def index(self) -> int:
        """Of the weight followed, −1 before the first time."""
        return self._weights.index

    def follow(self) -> bool:
        """Look at the session; True where it is another curve: another experiment, weight, or name of one."""
        session, index = self._session, self._session.selected_weight
        objective, start = session.scenario.objective, session.descent.start
        old, old_start = self._objective, self._start
        if objective is not old:
            self._minimum = session.derived.minimum
        if objective is not old or start is not old_start:
            self._start_error = objective.error(start)
        self._objective, self._start = objective, start
        is_new = old is None or index != self.index or old.weight_names != objective.weight_names
        is_new |= session.experiment != self._experiment
        self._experiment = session.experiment
        if is_new:
            self._weights = WeightRange(session, index)
        self._find_minima(index)
        return is_new

    def forget(self) -> None:
        """Take the next curve for another one."""
        self._objective = None

    def wanted_weights(self) -> Range:
        """Bowl, ball, trail and minimum, and room for the arrows; the same as long as that is good enough."""
        return self._weights.follow(self._minimum, [weight for weight, _ in self.minima[:1]])

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

    def _find_minima(self, index: int) -> None:
        minimum = self._minimum
        self.minima, self.is_valley = (), False
        if minimum is None:
            return
        points = [minimum.nearest(self._session.weights)]
        if len(minimum.others):
            points += [minimum.weights, *minimum.others]
        self.minima = tuple(dict.fromkeys((float(point[index]), minimum.error) for point in points))
        self.is_valley = math.isclose(float(np.linalg.norm(minimum.flat_directions[:, index])), 1.0)
