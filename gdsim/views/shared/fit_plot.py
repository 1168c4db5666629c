"""The plot of the fit: records are taken hold of, or painted, by mouse and keys."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gdsim.engine.array import Array
from gdsim.views.shared.arrow_keys import FAST
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot

_REACH = 12.0  # pixels within which a record is taken hold of

_PAINTING_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class FitPlot(Plot):
    """Records can be taken hold of, arrow keys choose and move them; while painting, both paint.

    Signals:
        turned: another record is wanted, by this many.
        lifted: the chosen record's target is to be moved by this many steps.
        stroke_begun: a stroke of the brush begins at this position in data coordinates; whether it erases.
        stroke_moved: it goes on to this position.
        stroke_ended: the button is let go.
        cursor_pushed: an arrow key: to the right, upwards, by so many steps.
        cursor_used: paint at the cursor, or erase there.
        painting_left: no more of it.
    """

    turned = Signal(int)
    lifted = Signal(int)
    stroke_begun = Signal(object, bool)
    stroke_moved = Signal(object)
    stroke_ended = Signal()
    cursor_pushed = Signal(int, int)
    cursor_used = Signal(bool)
    painting_left = Signal()

    _TURNS: ClassVar = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    _LIFTS: ClassVar = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
    _ERASES: ClassVar = {
        Qt.Key.Key_Return: False,
        Qt.Key.Key_Enter: False,
        Qt.Key.Key_Delete: True,
        Qt.Key.Key_Backspace: True,
    }

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._x, self._y = np.empty(0), np.empty(0)
        self._is_painting = False
        self._brush: Qt.MouseButton | None = None
        super().__init__(look, parent)

    def set_records(self, x: Array, y: Array) -> None:
        """Where the records stand, (N,) each."""
        self._x, self._y = x, y

    def set_painting(self, painting: bool) -> None:
        """Mouse and keys paint records, or choose and move them."""
        self._is_painting = painting
        self._brush = None
        if painting:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()

    def record_at(self, position: QPointF) -> int | None:
        """Number of the record within reach of this position in data coordinates."""
        distance = self._distance_from(position, position)
        nearest = int(np.argmin(distance)) if len(distance) else -1
        return nearest if nearest >= 0 and distance[nearest] <= self.look.px(_REACH) else None

    def records_along(self, start: QPointF, end: QPointF) -> list[int]:
        """Numbers of the records within reach of the straight way between two positions."""
        near: NDArray[np.intp] = np.flatnonzero(self._distance_from(start, end) <= self.look.px(_REACH))
        return [int(record) for record in near]

    def edges(self, points: Array, radius: float) -> Array:
        """Centre and edges (5 n, 2) in pixels of marks of this radius at points (n, 2) in data coordinates."""
        cross = np.array([(0, 0), (radius, 0), (-radius, 0), (0, radius), (0, -radius)])
        return np.asarray((self.pixels(points)[:, None] + cross).reshape(-1, 2))

    def can_grab(self, position: QPointF) -> bool:
        """A record."""
        return not self._is_painting and self.record_at(position) is not None

    def _distance_from(self, start: QPointF, end: QPointF) -> Array:
        """(N,), of the records from the way between two positions, in pixels."""
        width, height = self.pixel_size()
        right, up = (self._x - start.x()) / width, (self._y - start.y()) / height
        along = np.array([(end.x() - start.x()) / width, (end.y() - start.y()) / height])
        length = float(along @ along)
        part = np.clip((right * along[0] + up * along[1]) / length, 0.0, 1.0) if length else 0.0
        return np.asarray(np.hypot(right - part * along[0], up - part * along[1]))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._is_painting and self._paint_by_key(
            key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ):
            return
        if key in self._TURNS:
            self.turned.emit(self._TURNS[key])
        elif key in self._LIFTS:
            self.lifted.emit(self._LIFTS[key])
        else:
            super().keyPressEvent(event)

    def _paint_by_key(self, key: Qt.Key, fast: bool) -> bool:
        """Whether the key says something to one who paints."""
        right, up = self._TURNS.get(key, 0), self._LIFTS.get(key, 0)
        if right or up:
            steps = FAST if fast else 1
            self.cursor_pushed.emit(right * steps, up * steps)
        elif key in self._ERASES:
            self.cursor_used.emit(self._ERASES[key])
        elif key == Qt.Key.Key_Escape:
            self.painting_left.emit()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_painting and event.button() in _PAINTING_BUTTONS:
            self._brush = event.button()
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stroke_begun.emit(self._position(event), shift or self._brush == Qt.MouseButton.RightButton)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._brush is not None:
            self.stroke_moved.emit(self._position(event))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._brush is not None and event.button() == self._brush:
            self._brush = None
            self.stroke_ended.emit()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks, to one who paints."""
        if self._is_painting:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)


def moved_by(origin: float, by: float, pixel: float) -> float:
    """The nearest number as coarse as a pixel, as dragged data are to be read and checked, too.

    What the mouse did not move stays to the last bit, so that a drag straight up changes the target alone.
    """
    return origin if abs(by) < pixel / 2 else round(origin + by, decimals_of(pixel))


def decimals_of(size: float) -> int:
    """Decimals that tell apart what differs by this much."""
    return max(0, -int(np.floor(np.log10(size))))
