"""The colours of a map of starts: how many steps each takes, or at which place it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdsim.engine.array import Array
from gdsim.engine.starts_map import DIVERGED, ELSEWHERE, MOVING, StartsMap
from gdsim.views.shared.look import Look
from gdsim.views.shared.series import series_colors
from gdsim.views.shared.theme import Quantity

Colors = NDArray[np.uint32]

# How much of its colour a place lends to the starts that end there: the first five places, the next five …
_TINTS = (0.42, 0.21, 0.6)
# So much ink has the line between starts that end at different places; lines finer than the pixels are none.
_BORDER, _MOST_BORDERS = 0.55, 0.35
# Values of E that differ by less than this part have one colour.
_ALIKE = 1e-3


def step_colors(found: StartsMap, look: Look) -> Colors:
    """(m, n) as 0xffRRGGBB: the more steps the stronger, by their logarithm."""
    low, high = step_range(found)
    with np.errstate(divide="ignore"):
        parts = np.log(np.maximum(found.steps, 1) / low) / max(np.log(high / low), 1e-9)
    return _with_outcomes(_shades(partial(steps_color, look), parts), found, look)


def _shades(color: Callable[[float], QColor], parts: Array) -> Colors:
    """The colour of each part, which is held between 0 and 1."""
    shades = np.array([color(part).rgba() for part in np.linspace(0.0, 1.0, 256)], dtype=np.uint32)
    return np.asarray(shades[np.clip(np.round(parts * 255.0), 0, 255).astype(np.intp)])


def steps_color(look: Look, part: float) -> QColor:
    """The ground of a start that takes few steps (0) to many (1)."""
    return _blend(look.color(Quantity.WEIGHT), look, 0.05 + 0.60 * part)


def step_range(found: StartsMap) -> tuple[int, int]:
    """The fewest and the most steps that a converged start took, at least 1."""
    steps = found.steps[found.reached >= 0]
    if steps.size == 0:
        return 1, max(1, found.limit)
    low = max(1, int(steps.min()))
    return low, max(low + 1, int(steps.max()))


def place_color(look: Look, place: int) -> QColor:
    """The ground of the starts that end at this place."""
    colors = series_colors(look.theme)[1:]
    tint = _TINTS[place // len(colors) % len(_TINTS)]
    return _blend(QColor(colors[place % len(colors)]), look, tint)


def place_letter(place: int) -> str:
    """By which a place is known on the map and in its words: A, B … Z, AA, AB …"""
    letters = chr(ord("A") + place % 26)
    return letters if place < 26 else place_letter(place // 26 - 1) + letters


def borders(found: StartsMap) -> Array:
    """(k, 4): x, y, x, y of the lines between starts that end at different places, in data coordinates.

    Empty where they end so mixed that there would be nothing but lines.
    """
    reached, x, y = found.reached, found.x, found.y
    if min(reached.shape) < 2:
        return np.empty((0, 4))
    upright, level = np.argwhere(reached[:, 1:] != reached[:, :-1]), np.argwhere(reached[1:] != reached[:-1])
    if len(upright) + len(level) > _MOST_BORDERS * reached.size:
        return np.empty((0, 4))
    dx, dy = 0.5 * (x[1] - x[0]), 0.5 * (y[1] - y[0])
    rows, columns = upright.T
    lines = [np.column_stack([x[columns] + dx, y[rows] - dy, x[columns] + dx, y[rows] + dy])]
    rows, columns = level.T
    lines.append(np.column_stack([x[columns] - dx, y[rows] + dy, x[columns] + dx, y[rows] + dy]))
    return np.concatenate(lines)


def _blend(color: QColor, look: Look, part: float) -> QColor:
    """So much of the colour, the rest the ground."""
    pairs = zip(color.getRgb()[:3], QColor(look.theme.ground).getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(part * a + (1.0 - part) * b) for a, b in pairs))


def place_colors(found: StartsMap, look: Look) -> Colors:
    """(m, n) as 0xffRRGGBB: a colour a place."""
    colors = np.zeros(found.reached.shape, dtype=np.uint32)
    for place in range(len(found.places)):
        colors[found.reached == place] = place_color(look, place).rgba()
    return _with_outcomes(colors, found, look)


def diverged_color(look: Look) -> QColor:
    """The ground of starts that diverge."""
    return QColor(look.theme.unstable).darker(112) if not look.theme.is_dark else QColor(look.theme.unstable)


def moving_color(look: Look, part: float) -> QColor:
    """The ground of a start whose descent was given up at a low E (0) to a high one (1)."""
    return _blend(look.soft(), look, 0.12 + 0.48 * part)


def moving_range(found: StartsMap) -> tuple[float, float]:
    """The lowest and the highest E to which descents have come that were given up."""
    errors = found.errors[found.reached == MOVING]
    return float(errors.min()), float(errors.max())


def _moving_parts(found: StartsMap) -> Array:
    """0 to 1 for the E (k,) of the starts that still move; by its logarithm where it has one."""
    errors = found.errors[found.reached == MOVING]
    if moving_alike(found):
        return np.zeros_like(errors)
    if (errors > 0.0).all():
        errors = np.log(errors)
    return np.asarray((errors - errors.min()) / np.ptp(errors))


def moving_alike(found: StartsMap) -> bool:
    """The descents that were given up have come to the same E, as far as is worth a colour."""
    low, high = moving_range(found)
    return high - low <= _ALIKE * max(abs(low), abs(high))


def _with_outcomes(colors: Colors, found: StartsMap, look: Look) -> Colors:
    colors, moving = np.array(colors), found.reached == MOVING
    if moving.any():
        colors[moving] = _shades(partial(moving_color, look), _moving_parts(found))
    colors[found.reached == ELSEWHERE] = QColor(look.theme.field).rgba()
    colors[found.reached == DIVERGED] = diverged_color(look).rgba()
    return colors


class StartsPicture(QGraphicsItem):
    """A field of one colour for each start, its middle at the start."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(-20.0)
        self._image = QImage()
        self._place = QRectF()
        self._borders: list[QLineF] = []
        self._pen = QPen()

    def show_borders(self, lines: Array, look: Look) -> None:
        """Lines (k, 4) over the colours."""
        self._borders = [QLineF(*line) for line in lines.tolist()]
        self._pen = QPen(look.color(alpha=_BORDER), look.px(0.9))
        self._pen.setCosmetic(True)
        self.update()

    def show_colors(self, colors: Colors, x: Array, heights: tuple[float, float]) -> None:
        """(m, n) colours at x (n,), upwards from the lowest to the highest middle; of one row the whole height."""
        self.prepareGeometryChange()
        rows, columns = colors.shape
        pixels = np.ascontiguousarray(colors)
        self._image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()
        half = 0.5 * (x[-1] - x[0]) / max(1, columns - 1)
        low, high = heights
        up = 0.5 * (high - low) / max(1, rows - 1) if rows > 1 else 0.0
        self._place = QRectF(x[0] - half, low - up, x[-1] - x[0] + 2 * half, high - low + 2 * up)
        self.update()

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self._place

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.drawImage(self._place, self._image)
        painter.setPen(self._pen)
        painter.drawLines(self._borders)
