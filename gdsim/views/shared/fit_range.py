"""The range of the fit's plot: every record, and the predictions that are near."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Array
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.sight import Range, may_stay

_MARGIN = 0.08
# Values as close to each other as this part of their size are one value to the eye.
_ONE_VALUE = 1e-6
# A prediction is kept in sight this many heights of the targets away from them.
_FARTHEST = 3.0


class RangeKeeper:
    """Chooses the plot's range anew where it is no longer good enough, unless a person has chosen one."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._shape: object = None
        self._by_hand = False

    def leave_to_hand(self) -> None:
        """A person zoomed or panned."""
        self._by_hand = True

    def show_all(self, axes: FitAxes, x: Array, y: Array, predicted: Array) -> None:
        """The range that shows every record, and the predictions that are near."""
        self._by_hand = False
        if len(x):
            across, up = wanted_ranges(axes, x, y, predicted)
            self._plot.setRange(xRange=across, yRange=up, padding=0)

    def keep(
        self, shape: object, axes: FitAxes, positions: tuple[Array, Array, Array], is_held: bool
    ) -> None:
        """Show all where that is needed.

        Args:
            shape: differs where other data are shown.
            axes: over which.
            positions: x, y, and the predictions' y, (N,) each, N > 0.
            is_held: the ground must not move, as long as a record is in sight.
        """
        if is_held and self._is_one_in_sight(*positions[:2]):
            return
        if shape != self._shape:
            self._shape = shape
            self.show_all(axes, *positions)
        elif not self._by_hand and not self._is_good(axes, *positions):
            self.show_all(axes, *positions)

    def _is_good(self, axes: FitAxes, x: Array, y: Array, predicted: Array) -> bool:
        needed = (y.min(), y.max(), predicted.min(), predicted.max())
        shown = self._plot.view_box.viewRange()
        ranges = zip(shown, wanted_ranges(axes, x, y, predicted), strict=True)
        return all(may_stay((low, high), wanted, needed) for (low, high), wanted in ranges)

    def _is_one_in_sight(self, x: Array, y: Array) -> bool:
        (left, right), (bottom, top) = self._plot.view_box.viewRange()
        return bool(((left <= x) & (x <= right) & (bottom <= y) & (y <= top)).any())


def wanted_ranges(axes: FitAxes, x: Array, y: Array, predicted: Array) -> tuple[Range, Range]:
    """Of both axes: records and predictions. A prediction far off (it diverges) does not count."""
    low, high = _span(y, axes.has_line)
    far = _FARTHEST * max(high - low, abs(low), abs(high))  # zero, where many a neuron starts, is near
    near = predicted[(predicted > low - far) & (predicted < high + far)]
    heights = np.concatenate([y, near])
    # Over the prediction both axes are of one kind, and the line at 45° is seen as such.
    across = heights if axes.moves_with_prediction else x
    bottom, top = _span(heights, axes.has_line)
    return _span(across, axes.has_line), (min(low, bottom), max(high, top))


def _span(values: Array, with_zero: bool) -> tuple[float, float]:
    """A range with a margin; zero belongs to it where it is near."""
    low, high = float(np.min(values)), float(np.max(values))
    size = high - low
    if size <= _ONE_VALUE * max(abs(low), abs(high)):  # it stands in the middle between zero and its double
        return min(0.0, 2.0 * low), max(0.0, 2.0 * high) or 1.0
    if with_zero and 0 < low < size:
        return 0.0, high + _MARGIN * size
    return low - _MARGIN * size, high + _MARGIN * size
