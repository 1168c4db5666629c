"""A small picture of a surface: a curve of one weight, a map of two."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gdsim.engine.array import Array
from gdsim.engine.landscape import Grid, Range, Slice, base_range, error_range, grid, slice_along
from gdsim.engine.surface import FormulaSurface
from gdsim.views.shared.colormap import Heights
from gdsim.views.shared.contours import contour_lines, joined
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

_SIDE = 121
_BALL, _EDGE = 6.0, 8.0
_LINE_ALPHA = 0.42


class SurfacePreview(QWidget):
    """Without axes: where it rises and falls, and where the start is."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: Slice | Grid | None = None
        self._start = np.empty(0)
        self._lowest: float | None = None

    def clear(self) -> None:
        """Nothing to see."""
        self._shown = None
        self.update()

    def show_surface(self, surface: FormulaSurface, start: Array) -> None:
        """Draw this; of more than two weights there is no picture."""
        count = len(start)
        ranges = [base_range(surface, start, index) for index in range(min(count, 2))]
        self._start, minima = start, surface.minima
        self._lowest = surface.error(minima[0]) if len(minima) else None
        if count == 1:
            self._shown = slice_along(surface, start, 0, *ranges[0])
        elif count == 2:
            self._shown = grid(surface, start, (0, 1), ranges[0], ranges[1], (_SIDE, _SIDE))
        else:
            self._shown = None
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(round(self._look.px(300.0)), round(self._look.px(200.0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = self._look.px(_EDGE)
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        if isinstance(self._shown, Slice):
            self._paint_curve(painter, area, self._shown)
        elif isinstance(self._shown, Grid):
            self._paint_map(painter, area, self._shown)
        painter.end()

    def _paint_curve(self, painter: QPainter, area: QRectF, found: Slice) -> None:
        x, errors = found.positions, found.errors
        start = float(np.interp(self._start[0], x, errors))
        low, high = error_range(errors, [start])
        place = _placing(area, (float(x[0]), float(x[-1])), (low, high))
        points = place(np.column_stack([x, np.clip(errors, low, high)]))
        painter.setPen(self._look.pen(Quantity.ERROR))
        painter.drawPath(pg.arrayToQPath(points[:, 0], points[:, 1], connect="finite"))
        self._paint_ball(painter, place(np.array([[self._start[0], start]]))[0])

    def _paint_map(self, painter: QPainter, area: QRectF, found: Grid) -> None:
        look, heights = self._look, Heights(found, self._lowest)
        pixels = np.ascontiguousarray(heights.colors(found.errors, look.theme)[::-1])
        side = len(pixels)
        image = QImage(pixels.data, side, side, 4 * side, QImage.Format.Format_RGB32)
        painter.drawImage(area, image)
        place = _placing(
            area, (float(found.x[0]), float(found.x[-1])), (float(found.y[0]), float(found.y[-1]))
        )
        pen = look.pen(width=0.45)
        pen.setColor(look.color(alpha=_LINE_ALPHA))
        painter.setPen(pen)
        lines = place(joined(contour_lines(found, heights.levels)))
        painter.drawPath(pg.arrayToQPath(lines[:, 0], lines[:, 1], connect="finite"))
        self._paint_ball(painter, place(self._start[None, :])[0])

    def _paint_ball(self, painter: QPainter, at: Array) -> None:
        painter.setPen(QColor(self._look.theme.ground))
        painter.setBrush(self._look.color(Quantity.WEIGHT))
        painter.drawEllipse(QPointF(*at), self._look.px(_BALL), self._look.px(_BALL))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _placing(area: QRectF, across: Range, up: Range) -> Callable[[Array], Array]:
    """A function from points (n, 2) to pixels (n, 2)."""

    def place(points: Array) -> Array:
        x = area.left() + (points[:, 0] - across[0]) / (across[1] - across[0]) * area.width()
        y = area.bottom() - (points[:, 1] - up[0]) / (up[1] - up[0]) * area.height()
        return np.column_stack([x, y])

    return place
