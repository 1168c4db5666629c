"""The lines, markers and names of several descents on one plot, painted in one go: a dozen of them move at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from pyqtgraph.functions import arrayToQPath
from pyqtgraph.graphicsItems.ScatterPlotItem import renderSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdsim.engine.array import Array
from gdsim.views.shared.labels import NOTE_PIXELS
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.series import series_color, series_pen, series_symbol

_MARKER, _CHOSEN = 9.0, 13.0
# Lines of names, and their distance from the line's end.
_LINE, _GAP = 15.0, 9.0
# Free at the bottom, for the name of the axis.
_AXIS = 18.0
_CELL = 2.0
# Of the ground, behind a name.
_VEIL = 0.8


class Series(NamedTuple):
    """One descent.

    Attributes:
        line: (n, 2) in data coordinates; NaN breaks it.
        markers: (m, 2); the last one is where it is now.
        name: written at its end; empty for none.
    """

    line: Array
    markers: Array
    name: str = ""


class SeriesItem(QGraphicsItem):
    """Paints all series on the view box, in its pixels; the chosen one stronger and on top."""

    def __init__(self, plot: Plot, width: float = 0.9) -> None:
        super().__init__(plot.view_box)
        self._plot, self._width = plot, width
        self.setZValue(4.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._series: Sequence[Series] = ()
        self._pixels: list[tuple[Array, Array]] = []
        self._chosen: int | None = None
        # Made once for a look, since a dozen lines are painted at every step:
        self._images: dict[tuple[int, bool, float], QImage] = {}
        self._pens: dict[tuple[int, bool], QPen] = {}

    def show_series(self, series: Sequence[Series], chosen: int | None) -> None:
        """Draw these."""
        self._series, self._chosen = series, chosen
        parts = [part for one in series for part in (one.line, one.markers)]
        points = in_parts(self._plot.pixels(np.concatenate(parts)), parts) if parts else []
        self._pixels = [
            (thinned(line), markers) for line, markers in zip(points[::2], points[1::2], strict=True)
        ]
        self.update()

    def restyle(self) -> None:
        """Take over the look."""
        self._images.clear()
        self._pens.clear()
        self.update()

    def place_near(self, pixel: QPointF, reach: float) -> int | None:
        """The place whose line is drawn within so many pixels of this one; the nearest."""
        to = np.array([pixel.x(), pixel.y()])
        distances = [_distance(line, to) for line, _ in self._pixels]
        if not distances or min(distances) > reach:
            return None
        return int(np.argmin(distances))

    def names_width(self) -> float:
        """Pixels that the names need at the right of the lines' ends."""
        look = self._plot.look
        metrics = QFontMetricsF(look.text_font(NOTE_PIXELS, bold=True))
        widest = max((metrics.horizontalAdvance(self._series[i].name) for i in self._named()), default=0.0)
        return widest + look.px(2 * _GAP) if widest else 0.0

    def _named(self) -> list[int]:
        """Places that are named: all, where there is a line of text for each; else only the chosen one."""
        look = self._plot.look
        named = [place for place, one in enumerate(self._series) if one.name]
        if len(named) * look.px(_LINE) <= self._plot.area.height() - look.px(_AXIS):
            return named
        return [place for place in named if place == self._chosen]

    def ends(self) -> list[tuple[int, QPointF]]:
        """Places of the series that end in sight and where, from above."""
        area = self._plot.area
        ends = [
            (place, QPointF(*line[-1]))
            for place, (line, _) in enumerate(self._pixels)
            if len(line) and np.isfinite(line[-1]).all() and area.contains(*line[-1])
        ]
        return sorted(ends, key=_height)

    # Painting

    def _paint_line(self, painter: QPainter, place: int) -> None:
        line = self._pixels[place][0]
        if len(line) < 2:
            return
        painter.setPen(self._pen(place))
        connect = "all" if np.isfinite(line).all() else "finite"
        painter.drawPath(arrayToQPath(line[:, 0].copy(), line[:, 1].copy(), connect, finiteCheck=False))

    def _pen(self, place: int) -> QPen:
        key = (place, place == self._chosen)
        if key not in self._pens:
            width = self._width * (1.7 if place == self._chosen else 1.0)
            self._pens[key] = series_pen(self._plot.look, place, width)
        return self._pens[key]

    def _paint_markers(self, painter: QPainter, place: int) -> None:
        image = self._marker(place, painter.device().devicePixelRatioF())
        half = image.width() / image.devicePixelRatio() / 2
        area = self._plot.area
        for x, y in self._pixels[place][1]:
            if area.contains(x, y):
                painter.drawImage(QPointF(x - half, y - half), image)

    def _marker(self, place: int, ratio: float) -> QImage:
        key = (place, place == self._chosen, ratio)
        if key not in self._images:
            look = self._plot.look
            edge = QPen(QColor(look.theme.ground))
            edge.setCosmetic(True)
            edge.setWidthF(look.px(0.8) * ratio)
            size = look.px(_CHOSEN if place == self._chosen else _MARKER) * ratio
            image = renderSymbol(series_symbol(place), size, edge, series_color(look, place))
            image.setDevicePixelRatio(ratio)
            self._images[key] = image
        return self._images[key]

    def _paint_names(self, painter: QPainter) -> None:
        """At the right of the ends, pushed apart."""
        look, area = self._plot.look, self._plot.area
        names = self._named()
        named = [(place, end) for place, end in self.ends() if place in names]
        veil = QColor(look.theme.ground)
        veil.setAlphaF(_VEIL)
        least = look.px(_LINE)
        heights = pushed_apart([end.y() for _, end in named], least, area.bottom() - look.px(_AXIS))
        for (place, end), y in zip(named, heights, strict=True):
            painter.setFont(look.text_font(NOTE_PIXELS, bold=place == self._chosen))
            painter.setPen(series_color(look, place))
            left = end.x() + look.px(_GAP)
            room = QRectF(left, y - least, max(0.0, area.right() - left), 2 * least)
            metrics, name = painter.fontMetrics(), self._series[place].name
            if (width := metrics.horizontalAdvance(name)) > room.width():
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
                width = metrics.horizontalAdvance(name)
            painter.fillRect(QRectF(room.x() - 2.0, y - least / 2, width + 4.0, least), veil)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(room, int(flags), name)

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self._plot.area

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setClipRect(self._plot.area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        order = [place for place in range(len(self._series)) if place != self._chosen][::-1]
        if self._chosen is not None and self._chosen < len(self._series):
            order.append(self._chosen)
        for place in order:
            self._paint_line(painter, place)
            self._paint_markers(painter, place)
        self._paint_names(painter)


def thinned(line: Array) -> Array:
    """The line without points that lie in the same cell of some pixels as the one before: a painter's time goes
    with their number.
    """
    if len(line) < 3:
        return line
    across, down = np.floor(line.T / _CELL)
    kept = np.empty(len(line), dtype=np.bool_)
    kept[0] = kept[-1] = True
    # NaN differs from all, and so breaks the line as before.
    kept[1:-1] = (across[1:-1] != across[:-2]) | (down[1:-1] != down[:-2])
    return np.asarray(line[kept])


def in_parts(points: Array, parts: Sequence[Array]) -> list[Array]:
    """What stands in one array, taken apart again into as many rows as each of these has."""
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return [points[begin:end] for begin, end in pairwise([0, *ends])]


def pushed_apart(heights: Sequence[float], least: float, bottom: float) -> list[float]:
    """Ascending heights moved until each is at least so far from the next, none too near to the bottom."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + least) if moved else height)
    floor = bottom - 0.5 * least
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], floor)
        floor = moved[i] - least
    return moved


def _distance(points: Array, to: Array) -> float:
    """From a place to a line through points; inf where there is no line."""
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) == 0:
        return math.inf
    begin, along = points[:-1], np.diff(points, axis=0)
    length = (along * along).sum(axis=1)
    part = np.clip(((to - begin) * along).sum(axis=1) / np.maximum(length, 1e-12), 0.0, 1.0)
    feet = np.vstack([begin + part[:, None] * along, points[-1:]])
    return float(np.hypot(*(feet - to).T).min())


def _height(end: tuple[int, QPointF]) -> float:
    return end[1].y()
