"""The range of the fit's plot: every record, and the predictions that are near."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Array
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.sight import Range

_MARGIN = 0.08
# Values as close to each other as this part of their size are one value to the eye.
_ONE_VALUE = 1e-6
# A prediction is kept in sight this many heights of the targets away from them.
_FARTHEST = 3.0


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
