"""The trail: former positions as hollow points, fewer where many would lie on each other."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from gdsim.engine.array import Array
from gdsim.engine.history import History
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity

Steps = NDArray[np.intp]

# Of a long trail: so many first and last steps, and about so many between.
_FIRST, _LAST, _BETWEEN = 100, 200, 256
# Points nearer than this many pixels are drawn as one.
_CELL = 5.0
# Points nearer than this have one number.
_APART = 14.0
# From this many points on they are drawn small.
_MANY = 40
# Numbers stand at the start, at the first few and at the last few steps.
_NUMBERED_FIRST, _NUMBERED_LAST = 4, 3


def steps_to_show(step_number: int) -> Steps:
    """Numbers, ascending, of the former steps worth drawing at step k.

    All of a short trail; of a long one the first, the last, and between them every 2ⁿ-th, so that a step
    more leaves the others where they are.
    """
    if step_number <= _FIRST + _LAST + _BETWEEN:
        return np.arange(step_number)
    stride = 1 << int(np.ceil(np.log2((step_number - _FIRST - _LAST) / _BETWEEN)))
    between = np.arange(-(-_FIRST // stride) * stride, step_number - _LAST, stride)
    return np.concatenate(
        [np.arange(_FIRST), between[between >= _FIRST], np.arange(step_number - _LAST, step_number)]
    )


def numbered_steps(step_number: int) -> list[int]:
    """The former steps whose number is worth writing, the most important first."""
    last = range(step_number - 1, max(0, step_number - 1 - _NUMBERED_LAST), -1)
    first = range(1, min(_NUMBERED_FIRST, step_number))
    return list(dict.fromkeys([*([0] if step_number else []), *last, *first]))


class Trail:
    """Former positions on a plot, connected by a line where asked for.

    Those measured before an edit are grey. Coordinates are those of the data; what is near to what
    is measured in pixels of the view box.
    """

    def __init__(self, plot: Plot, line: bool = False) -> None:
        self._plot = plot
        self._line = pg.PlotCurveItem() if line else None
        self._old, self._fresh = pg.ScatterPlotItem(), pg.ScatterPlotItem()
        for item in (self._line, self._old, self._fresh):
            if item is not None:
                plot.addItem(item)
                item.setVisible(False)  # what is empty is painted all the same
        self._is_empty = True
        self._steps: Steps = np.empty(0, dtype=np.intp)
        self._points: Array = np.empty((0, 2))
        self._pixels: Array = np.empty((0, 2))

    @property
    def pixels(self) -> Array:
        """(n, 2), where points are drawn."""
        return self._pixels

    def position(self, step: int) -> Array | None:
        """(2,), where this step is drawn in data coordinates, or None."""
        found = np.flatnonzero(self._steps == step)
        return self._points[found[0]] if len(found) else None

    def numbers(self, step_number: int) -> Iterable[tuple[int, QPointF]]:
        """Steps whose number is worth writing and their places in pixels, the most important first.

        Two numbers side by side would be read as one: of points so near to each other one has its number.
        """
        written: list[Array] = []
        for step in numbered_steps(step_number):
            found = np.flatnonzero(self._steps == step)
            if len(found) == 0:
                continue
            place = self._pixels[found[0]]
            if all(np.hypot(*(place - other)) >= self._plot.look.px(_APART) for other in written):
                written.append(place)
                yield step, QPointF(*place)

    def step_near(self, pixel: QPointF, reach: float) -> int | None:
        """The former step drawn within so many pixels of this place."""
        if len(self._steps) == 0:
            return None
        distance = np.hypot(*(self._pixels - [pixel.x(), pixel.y()]).T)
        nearest = int(np.argmin(distance))
        return int(self._steps[nearest]) if distance[nearest] <= reach else None

    def show(self, history: History, x: int, y: int | None) -> None:
        """Draw the former positions: weight number x to the right; weight y upwards, or E with None."""
        steps = steps_to_show(len(history) - 1)
        was_empty, self._is_empty = self._is_empty, len(steps) == 0
        if was_empty and self._is_empty:  # while a ball is dragged there is nothing behind it
            return
        up = history.errors[steps] if y is None else history.weights[steps, y]
        points = np.column_stack([history.weights[steps, x], up])
        stale = history.stale[steps]
        self._draw_line(points, stale, history, x, y)
        pixels = self._plot.pixels(points)
        kept = _apart(pixels, self._plot.look.px(_CELL))
        self._steps, self._points, self._pixels = steps[kept], points[kept], pixels[kept]
        self._draw_points(stale[kept])

    def _draw_points(self, stale: NDArray[np.bool_]) -> None:
        look = self._plot.look
        many = len(self._steps) > _MANY
        size = look.px(5.0 if many else 8.0)
        for item, those, pen in (
            (self._old, stale, look.pen(width=0.5 if many else 0.8)),
            (self._fresh, ~stale, look.pen(Quantity.WEIGHT, 0.5 if many else 0.9)),
        ):
            if item is self._old:
                pen.setColor(look.soft())
            points = self._points[those]
            item.setVisible(len(points) > 0)
            item.setData(
                x=points[:, 0], y=points[:, 1], pen=pen, brush=pg.mkBrush(look.theme.ground), size=size
            )

    def _draw_line(
        self, points: Array, stale: NDArray[np.bool_], history: History, x: int, y: int | None
    ) -> None:
        """Through all fresh points and to the present one."""
        if self._line is None:
            return
        here = [history.weights[-1, x], history.errors[-1] if y is None else history.weights[-1, y]]
        line = np.vstack([points[~stale], here])
        self._line.setVisible(len(line) > 1)
        self._line.setPen(self._plot.look.pen(Quantity.WEIGHT, 0.5))
        self._line.setData(line[:, 0].copy(), line[:, 1].copy())


def _apart(pixels: Array, cell: float) -> NDArray[np.intp]:
    """Indices, ascending, of points that share no cell; the start, then the last, then the first ones stay."""
    finite = np.flatnonzero(np.all(np.abs(pixels) < 1e6, axis=1))  # not so where it is NaN
    if len(finite) == 0:
        return finite
    order = np.concatenate([finite[:1], finite[:0:-1][:_NUMBERED_LAST], finite])
    _, first = np.unique(np.floor(pixels[order] / cell), axis=0, return_index=True)
    return np.unique(order[first])
