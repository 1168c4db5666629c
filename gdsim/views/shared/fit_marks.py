"""The residuals on the fit: as segments, as literal squares, and the best fit's beside them."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from gdsim.engine.array import Array
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity

# Beyond these many records single marks say nothing and cost much.
MOST_SEGMENTS = 2_000
MOST_SQUARES = 60
# Side in pixels below which there is nothing to see.
_LEAST_SQUARE = 0.1
# Of a segment's length, where a label would cover it.
_PARTS = (0.2, 0.4, 0.6, 0.8)

_NOTHING = np.empty(0)


class FitMarks:
    """Draws residuals on a plot. Positions are data coordinates, (N,) each.

    Attributes:
        squares, best_squares: one's own, and the best fit's.
        segments: from each record to its prediction.
        best_line: the best fit.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.squares, self.best_squares = QGraphicsPathItem(), QGraphicsPathItem()
        self.segments, self.best_line = pg.PlotCurveItem(connect="pairs"), pg.PlotCurveItem()
        for depth, item in enumerate((self.best_squares, self.squares, self.segments, self.best_line)):
            item.setZValue(depth - 4.0)
            plot.addItem(item)

    def restyle(self, look: Look) -> None:
        """Pens and brushes of the look."""
        self.squares.setBrush(look.color(Quantity.ERROR, 0.10))
        outline = look.pen(Quantity.ERROR, 0.5)
        outline.setColor(look.color(Quantity.ERROR, 0.4))
        self.squares.setPen(outline)
        best = look.pen(width=0.6)
        best.setColor(look.soft())
        self.best_squares.setPen(best)
        dashed = look.pen(width=0.9)
        dashed.setColor(look.soft())
        dashed.setDashPattern([6.0, 4.0])
        self.best_line.setPen(dashed)

    def draw_segments(self, x: Array, y: Array, predicted: Array, drawn: NDArray[np.bool_]) -> None:
        """Of these records; as absolute values they are what is to be seen."""
        if len(x) > MOST_SEGMENTS:
            drawn = np.zeros(len(x), dtype=bool)
        self.segments.setData(np.repeat(x[drawn], 2), np.column_stack([y[drawn], predicted[drawn]]).ravel())

    def draw_squares(self, x: Array, y: Array, predicted: Array) -> None:
        """One's own, of these records."""
        self._show(self.squares, self._path(x, y, predicted))

    def points(self) -> Array:
        """Points (n, 2) in data coordinates along what is drawn, a few of each line."""
        x, ends = self.segments.getData()
        starts, finishes = np.column_stack([x[::2], ends[::2]]), np.column_stack([x[::2], ends[1::2]])
        along = [starts + (finishes - starts) * part for part in _PARTS] if len(x) <= MOST_SQUARES else []
        best = np.column_stack(self.best_line.getData())
        return np.concatenate([*along, best, np.empty((0, 2))])

    def draw_best(self, line: tuple[Array, Array] | None, squares: tuple[Array, Array, Array] | None) -> None:
        """The best fit's line and squares; None for none."""
        self.best_line.setData(*(line or (_NOTHING, _NOTHING)))
        self._show(self.best_squares, QPainterPath() if squares is None else self._path(*squares))

    @staticmethod
    def _show(item: QGraphicsPathItem, path: QPainterPath) -> None:
        """An empty path is hidden: as an outline of nothing, readers of a PDF would stumble at it."""
        item.setPath(path)
        item.setVisible(not path.isEmpty())

    def _path(self, x: Array, y: Array, predicted: Array) -> QPainterPath:
        """Squares on the screen: as wide in pixels as the residual is high. One larger than the plot says nothing."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if len(x) <= MOST_SQUARES:
            width, height = self._plot.pixel_size()
            sizes = np.abs(y - predicted)
            widths = sizes / height * width
            (left, right), _ = self._plot.view_box.viewRange()
            turned = (x - widths < left) & (x + widths <= right)  # to the right, where the left would be cut
            squares = np.column_stack(
                [np.where(turned, x, x - widths), np.minimum(y, predicted), widths, sizes]
            )
            seen = (sizes >= _LEAST_SQUARE * height) & (sizes < self._plot.area.height() * height)
            for corner in squares[seen].tolist():
                path.addRect(QRectF(*corner))
        return path
