"""What tells descents on one plot apart: colour, marker and line, a set for each place in the list.

The colours were found by search: contrast with the ground at least 3 : 1, and every pair, the ink among
them, told apart under normal sight, deuteranopia, protanopia and tritanopia. A test computes both. From the
seventh place on they return with dashed lines; the markers are all different.
"""

from __future__ import annotations

from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Theme

# After the ink, which is the session's own descent.
_ON_LIGHT = ("#D17A0C", "#087C71", "#AC73EB", "#95190B", "#7606A7")
_ON_DARK = ("#E3C12E", "#64A9C8", "#744CE1", "#818602", "#A54667")
# pyqtgraph's names: disc, square, triangle, diamond, star, triangle down, pentagon, hexagon, plus, cross, …
_SYMBOLS = ("o", "s", "t1", "d", "star", "t", "p", "h", "+", "x", "t2", "t3")
_DASH = [5.0, 2.5]


def series_colors(theme: Theme) -> tuple[str, ...]:
    """The colours of the first six places, which then return."""
    return (theme.ink, *(_ON_DARK if theme.is_dark else _ON_LIGHT))


def series_color(look: Look, place: int) -> QColor:
    """Of the line and the marker."""
    colors = series_colors(look.theme)
    return QColor(colors[place % len(colors)])


def series_pen(look: Look, place: int, width: float = 0.9) -> QPen:
    """A cosmetic pen; width counts in the theme's line width."""
    pen = look.pen(width=width)
    pen.setColor(series_color(look, place))
    if place >= len(series_colors(look.theme)):
        pen.setDashPattern(_DASH)
    return pen


def series_symbol(place: int) -> str:
    """The marker's shape, as pyqtgraph calls it."""
    return _SYMBOLS[place % len(_SYMBOLS)]


def paint_sample(painter: QPainter, look: Look, place: int, x: float, y: float, width: float) -> None:
    """A piece of the line with its marker in the middle, from (x, y) to the right."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.setPen(series_pen(look, place))
    painter.drawLine(0, 0, round(width), 0)
    painter.translate(width / 2, 0.0)
    edge = QPen(QColor(look.theme.ground), look.px(0.8))
    edge.setCosmetic(True)
    drawSymbol(painter, series_symbol(place), look.px(9.0), edge, series_color(look, place))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.restore()
