"""The way through a lesson as a row of dots: a button that opens the contents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

_DOT, _GAP, _HEIGHT = 3.5, 13.0, 26.0


class LessonDots(QToolButton):
    """A dot a station: seen ones are filled, the present one is larger and coloured."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._seen: tuple[bool, ...] = ()
        self._here = 0
        self.setProperty("quiet", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_way(self, seen: Sequence[bool], here: int) -> None:
        """These stations, this one of them."""
        self._seen, self._here = tuple(seen), here
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(round(self._look.px(60)), round(self._look.px(_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        """Dots come closer."""
        return QSize(round(self._look.px(40)), round(self._look.px(_HEIGHT)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots, and a ring where it has the focus."""
        look, count = self._look, len(self._seen)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(look.pen(Quantity.WEIGHT) if self.hasFocus() else QColor(look.theme.line))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), look.px(4), look.px(4))
        if count:
            gap = min(look.px(_GAP), (self.width() - look.px(10)) / count)
            size = min(look.px(_DOT), gap * 0.34)
            left = (self.width() - gap * (count - 1)) / 2
            for index in range(count):
                self._dot(painter, QPointF(left + gap * index, self.height() / 2), size, index)
        painter.end()

    def _dot(self, painter: QPainter, place: QPointF, size: float, index: int) -> None:
        look = self._look
        here = index == self._here
        color = look.color(Quantity.WEIGHT) if here else look.soft()
        painter.setPen(color)
        painter.setBrush(color if here or self._seen[index] else Qt.BrushStyle.NoBrush)
        size *= 1.5 if here else 1.0
        painter.drawEllipse(place, size, size)
