"""A landscape over two weights as a surface in space, painted from back to front."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gdsim.engine.array import Array
from gdsim.engine.landscape import Grid, Indices, error_range
from gdsim.views.shared.colormap import Colors, Heights
from gdsim.views.shared.contours import contour_lines, joined
from gdsim.views.shared.look import Look
from gdsim.views.shared.sight import Range

# The box: both weights from −1 to 1, E from 0 to 1, and below it the plane of the weights.
FLOOR = -0.62
_RADIUS = math.sqrt(2.0)
_LOWEST, _HIGHEST = 8.0, 90.0  # elevations in degrees
_NEAREST, _FARTHEST = 0.5, 4.0  # zoom
_LINE_EVERY = 1.0 / 12.0  # of the side of the grid, a line of the mesh
_LINE_ALPHA, _FLOOR_ALPHA = 0.16, 0.28
# How much darker a slope turned away from the light is.
_SHADE = 0.10
_TICKS = 6


@dataclass
class Camera:
    """From where the box is seen, without perspective.

    Attributes:
        azimuth, elevation: in degrees; 90 is from above.
        zoom: 1 fits the box into the area.
        area: in pixels.
    """

    azimuth: float = 32.0
    elevation: float = 32.0
    zoom: float = 1.0
    area: QRectF = field(default_factory=QRectF)

    def turn(self, azimuth: float, elevation: float) -> None:
        """By so many degrees."""
        self.azimuth = (self.azimuth + azimuth) % 360.0
        self.elevation = min(max(self.elevation + elevation, _LOWEST), _HIGHEST)

    def come_nearer(self, factor: float) -> None:
        """Zoom."""
        self.zoom = min(max(self.zoom * factor, _NEAREST), _FARTHEST)

    def project(self, points: Array) -> tuple[Array, Array]:
        """Pixels (n, 2) of points of the box (n, 3), and how far away they are (n,)."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        x, y, z = np.asarray(points, dtype=np.float64).T
        right, back = x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)
        up = z * math.cos(e) + back * math.sin(e)
        scale, middle, centre = self.scale, self._middle, self.area.center()
        pixels = [centre.x() + scale * right, centre.y() - scale * (up - middle)]
        return np.column_stack(pixels), back * math.cos(e) - z * math.sin(e)

    def plane_at(self, pixel: QPointF, heights: Array) -> Array:
        """(n, 2): x and y of the points of the box that are seen at a pixel, at these heights z (n,)."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        away = pixel - self.area.center()
        right, up = away.x() / self.scale, self._middle - away.y() / self.scale
        back = (up - heights * math.cos(e)) / math.sin(e)
        return np.column_stack(
            [right * math.cos(a) + back * math.sin(a), back * math.cos(a) - right * math.sin(a)]
        )

    @property
    def scale(self) -> float:
        """Pixels to a unit of the box, across the line of sight."""
        low, high = self._extent
        return self.zoom * min(self.area.width() / (2.0 * _RADIUS), self.area.height() / (high - low))

    @property
    def _middle(self) -> float:
        low, high = self._extent
        return 0.5 * (low + high)

    @property
    def _extent(self) -> tuple[float, float]:
        """The box from its lowest to its highest, as seen."""
        e = math.radians(self.elevation)
        return FLOOR * math.cos(e) - _RADIUS * math.sin(e), math.cos(e) + _RADIUS * math.sin(e)

    def pixel(self, *point: float) -> QPointF:
        """Of one point (x, y, z) of the box."""
        return QPointF(*self.project(np.array([point]))[0][0])


class Box:
    """Where weights and E lie in the box.

    Attributes:
        grid: the landscape.
        heights: its colours.
        e_range: E at the bottom and at the top; what is higher is cut off.
    """

    def __init__(self, grid: Grid, minimum: float | None, marks: Array) -> None:
        self.grid = grid
        self.heights = Heights(grid, minimum)
        low, high = self.heights.low, self.heights.high
        top = min(high, error_range(grid.errors, marks)[1])
        self.e_range: Range = (low, top if top > low else low + 1.0)
        self.lines = contour_lines(grid, self.heights.levels)

    def plane(self, weights: Array) -> Array:
        """(n, 2) of the box for weights (n, 2)."""
        low = np.array([self.grid.x[0], self.grid.y[0]])
        high = np.array([self.grid.x[-1], self.grid.y[-1]])
        return np.asarray(2.0 * (np.asarray(weights) - low) / (high - low) - 1.0)

    def weights(self, plane: Array) -> Array:
        """Weights (n, 2) for (n, 2) of the box."""
        low = np.array([self.grid.x[0], self.grid.y[0]])
        high = np.array([self.grid.x[-1], self.grid.y[-1]])
        return np.asarray(low + 0.5 * (plane + 1.0) * (high - low))

    def height(self, errors: Array) -> Array:
        """0 to 1; what is higher, or not finite, is at the top."""
        low, top = self.e_range
        parts = (np.where(np.isnan(errors), np.inf, errors) - low) / (top - low)
        return np.clip(parts, 0.0, 1.0)

    def points(self, weights: Array, errors: Array) -> Array:
        """(n, 3) on the surface."""
        return np.column_stack([self.plane(weights), self.height(errors)])

    def is_inside(self, weights: Array) -> Array:
        """(n,), which weights (n, 2) lie over the plane."""
        return np.asarray(np.all(np.abs(self.plane(weights)) <= 1.0 + 1e-9, axis=1))


def paint_floor(painter: QPainter, camera: Camera, box: Box, look: Look) -> None:
    """The plane of the weights with the contour lines on it."""
    corners = np.array([[x, y, FLOOR] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))], dtype=np.float64)
    pen = look.pen(width=0.5)
    pen.setColor(look.line_color())
    painter.setPen(pen)
    painter.setBrush(QColor(look.theme.backdrop))
    painter.drawPolygon(_polygon(camera.project(corners)[0]))
    pen.setColor(look.color(alpha=_FLOOR_ALPHA))
    pen.setWidthF(0.4 * look.theme.line_width)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = joined(box.lines)
    if len(line):
        pixels = camera.project(np.column_stack([box.plane(line), np.full(len(line), FLOOR)]))[0]
        painter.drawPath(pg.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="finite"))


def paint_surface(painter: QPainter, camera: Camera, box: Box, look: Look, stride: int = 1) -> None:
    """The surface itself, of every ``stride``-th point of the grid."""
    x, y, errors = box.grid.x[::stride], box.grid.y[::stride], box.grid.errors[::stride, ::stride]
    if min(errors.shape) < 2:
        return
    across, up = np.meshgrid(x, y)
    points = box.points(np.column_stack([across.ravel(), up.ravel()]), errors.ravel())
    pixels, depth = camera.project(points)
    pixels, depth = pixels.reshape(*errors.shape, 2), depth.reshape(errors.shape)
    cells = _corners(errors)
    seen = ~np.all((cells >= box.e_range[1]) | ~np.isfinite(cells), axis=0)
    rows, columns = np.nonzero(seen)
    order = np.argsort(-_corners(depth).mean(axis=0)[seen], kind="stable")
    colors = _colors(box, cells, points[:, 2].reshape(errors.shape), look)
    _paint_cells(painter, pixels, rows[order], columns[order], colors, look)


def _corners(values: Array) -> Array:
    """(4, m, n), the corners of each cell, all the way round."""
    return np.stack([values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]])


def _colors(box: Box, cells: Array, heights: Array, look: Look) -> Colors:
    """(m, n) as 0xffRRGGBB: those of the map, slopes away from the light a little darker."""
    with np.errstate(all="ignore"):
        middle = np.nanmean(np.where(np.isfinite(cells), cells, box.e_range[1]), axis=0)
    colors = box.heights.colors(middle, look.theme)
    side = len(heights) / 2.0
    slope = (heights[:-1, 1:] - heights[:-1, :-1] + heights[1:, :-1] - heights[:-1, :-1]) * side
    shade = 1.0 - _SHADE * (0.5 + 0.5 * slope / np.hypot(1.0, slope))
    parts = [((colors >> shift) & 0xFF) * shade for shift in (16, 8, 0)]
    red, green, blue = (part.astype(np.uint32) for part in parts)
    return np.asarray(0xFF000000 | (red << 16) | (green << 8) | blue)


def _paint_cells(
    painter: QPainter, pixels: Array, rows: Indices, columns: Indices, colors: Colors, look: Look
) -> None:
    every = max(1, round(len(colors) * _LINE_EVERY))
    line = QPen(look.color(alpha=_LINE_ALPHA), 0.5 * look.theme.line_width)
    corners = [[QPointF(*pixel) for pixel in row] for row in pixels.tolist()]
    values = colors.tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for j, i in zip(rows.tolist(), columns.tolist(), strict=True):
        (a, b), (d, c) = corners[j][i : i + 2], corners[j + 1][i : i + 2]
        color = QColor.fromRgb(values[j][i])
        painter.setBrush(color)
        painter.setPen(color)  # closes the seams
        painter.drawConvexPolygon((a, b, c, d))
        edges = [
            QLineF(start, end)
            for place, start, end in ((j, a, b), (j + 1, d, c), (i, a, d), (i + 1, b, c))
            if place % every == 0
        ]
        if edges:
            painter.setPen(line)
            painter.drawLines(edges)


def ticks(low: float, high: float) -> list[float]:
    """A few round numbers from low to high."""
    span = high - low
    if not (math.isfinite(span) and span > 0.0):
        return []
    power = 10.0 ** math.floor(math.log10(span / _TICKS))
    step = next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power * _TICKS >= span * 0.999)
    first = math.ceil(low / step - 1e-9)
    digits = max(0, -math.floor(math.log10(step)))
    return [round(i * step, min(digits, 300)) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def _polygon(pixels: Array) -> QPolygonF:
    return QPolygonF([QPointF(*pixel) for pixel in pixels.tolist()])
