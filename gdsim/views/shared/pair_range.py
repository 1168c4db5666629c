"""The part of the plane of two weights that a landscape shows by itself."""

from __future__ import annotations

from gdsim.session import Session
from gdsim.views.shared.pair import PairPoint
from gdsim.views.shared.sight import Range
from gdsim.views.shared.weight_range import WeightRange

Ranges = tuple[Range, Range]


class PairRange:
    """Follows a session over two weights: bowl, ball, trail and minimum, changed seldom."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._experiment = -1
        self._names: tuple[str, ...] = ()
        self._axes: tuple[WeightRange, WeightRange] | None = None

    def follow(self, point: PairPoint) -> Ranges:
        """Of the weight to the right and of the one upwards."""
        if self.is_other(point):
            self._names, self._experiment = point.objective.weight_names, self._session.experiment
            right, up = point.pair
            self._axes = WeightRange(self._session, right), WeightRange(self._session, up)
        assert self._axes is not None
        minimum = self._session.derived.minimum
        lowest: list[list[float]] = [[], []] if point.lowest is None else point.lowest.points[:1].T.tolist()
        x_axis, y_axis = self._axes
        return x_axis.follow(minimum, lowest[0]), y_axis.follow(minimum, lowest[1])

    def is_other(self, point: PairPoint) -> bool:
        """The point is on another landscape altogether: of another experiment, another pair, or other weights."""
        if self._axes is None or self._names != point.objective.weight_names:
            return True
        if self._experiment != self._session.experiment:
            return True
        return point.pair != (self._axes[0].index, self._axes[1].index)

    def forget(self) -> None:
        """Take the next landscape for another one."""
        self._axes = None
