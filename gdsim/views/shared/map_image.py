"""A landscape's colours and contour lines on a plot of two weights."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdsim.engine.landscape import Grid
from gdsim.views.shared.colormap import Colors, Heights
from gdsim.views.shared.contours import Contours, Lines, joined
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity

_LINE_ALPHA = 0.42


class MapImage:
    """Draws a Grid on a plot, in data coordinates, below everything else.

    Attributes:
        heights: what colours and levels mean; None before the first grid.
        lines: the contour lines of each level.
        through: that through the ball.
        typical_slope: |∇E| in the middle of the map's range, in E per weight; 0 where it is flat.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._picture = _Picture()
        self._contours, self.through = (pg.PlotCurveItem(connect="finite") for _ in range(2))
        for item in (self._picture, self._contours, self.through):
            plot.view_box.addItem(item, ignoreBounds=True)
        self._picture.setZValue(-20.0)  # below the axes' grid too
        self._contours.setZValue(-0.8)
        self.through.setZValue(-0.7)
        self._levels: Contours | None = None
        self.grid: Grid | None = None
        self.heights: Heights | None = None
        self.lines: list[Lines] = []
        self.typical_slope = 0.0

    def show(self, grid: Grid, minimum: float | None) -> None:
        """Draw another landscape, whose lowest E is this one where it is known."""
        self.grid = grid
        self.heights = Heights(grid, minimum)
        self._levels = Contours(grid)
        self.lines = [self._levels.lines(level) for level in self.heights.levels]
        self.typical_slope = typical_slope(grid)
        line = joined(self.lines)
        self._contours.setData(line[:, 0].copy(), line[:, 1].copy())
        self.set_visible(True)
        self.restyle()

    def show_level_through(self, x: float, y: float) -> None:
        """Draw the contour line through this point, to which the gradient there is at right angles."""
        level = self.error_at(x, y)
        lines = self._levels.lines(level) if self._levels is not None and np.isfinite(level) else ()
        line = joined([lines])
        self.through.setData(line[:, 0].copy(), line[:, 1].copy())

    def set_visible(self, visible: bool) -> None:
        """Show or hide it, where the plot shows other things too."""
        self._picture.setVisible(visible)
        self._contours.setVisible(visible)
        self.through.setVisible(visible)

    def restyle(self) -> None:
        """Colours of the look."""
        look = self._plot.look
        pen = look.pen(width=0.45)
        pen.setColor(look.color(alpha=_LINE_ALPHA))
        self._contours.setPen(pen)
        self.through.setPen(look.pen(Quantity.ERROR, 0.8))
        if self.grid is not None and self.heights is not None:
            self._picture.show_colors(self.heights.colors(self.grid.errors, look.theme), self.grid)

    def error_at(self, x: float, y: float) -> float:
        """E read off the grid, NaN outside of it."""
        grid = self.grid
        if grid is None or not (grid.x[0] <= x <= grid.x[-1] and grid.y[0] <= y <= grid.y[-1]):
            return float("nan")
        column = np.interp(x, grid.x, np.arange(len(grid.x)))
        left = min(int(column), len(grid.x) - 2)
        part = column - left
        with np.errstate(invalid="ignore"):
            along = (1.0 - part) * grid.errors[:, left] + part * grid.errors[:, left + 1]
        return float(np.interp(y, grid.y, along))


def typical_slope(grid: Grid) -> float:
    """The median of |∇E| on a grid, 0 where it is flat or unknown."""
    if min(grid.errors.shape) < 2:
        return 0.0
    with np.errstate(all="ignore"):
        up, right = np.gradient(grid.errors, grid.y, grid.x)
        slopes = np.hypot(up, right)
    slopes = slopes[np.isfinite(slopes)]
    return float(np.median(slopes)) if slopes.size else 0.0


class _Picture(QGraphicsItem):
    """Colours at the points of a grid, blended between them."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._place = QRectF()

    def show_colors(self, colors: Colors, grid: Grid) -> None:
        """(m, n) colours as 0xffRRGGBB at the grid's points."""
        self.prepareGeometryChange()
        height, width = colors.shape
        pixels = np.ascontiguousarray(colors)
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self._image = image.copy()
        self._place = QRectF(grid.x[0], grid.y[0], grid.x[-1] - grid.x[0], grid.y[-1] - grid.y[0])
        self.update()

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self._place

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # From the middle of the first pixel to that of the last: there the points lie.
        inner = QRectF(self._image.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawImage(self._place, self._image, inner)
