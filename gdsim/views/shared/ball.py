"""The ball: the present weights on a landscape; where they lie beyond its edge, a sign that points at them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

_RING = 2.0 / 8.0  # of the radius


class Ball(QGraphicsItem):
    """Coordinates are pixels of the parent, the view box."""

    def __init__(self, parent: QGraphicsItem | None) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._color, self._ground = QColor(), QColor()
        self._radius = 8.0
        self._true = QPointF()
        self._drawn = QPointF()

    @property
    def is_inside(self) -> bool:
        """It is drawn where it is; otherwise a sign at the edge points at it."""
        return self._drawn == self._true

    @property
    def place(self) -> QPointF:
        """Where it, or the sign, is drawn."""
        return self._drawn

    @property
    def direction(self) -> QPointF:
        """From the sign at the edge to the ball, of length 1; (0, 0) where it is inside."""
        away = self._true - self._drawn
        length = math.hypot(away.x(), away.y())
        return away / length if length > 0 else QPointF(0.0, 0.0)

    @property
    def box(self) -> QRectF:
        """The square around it with its ring."""
        half = self._radius * (1 + _RING)
        return QRectF(self._drawn.x() - half, self._drawn.y() - half, 2 * half, 2 * half)

    def set_look(self, color: QColor, ground: QColor, radius: float) -> None:
        """Colour of the ball and of its ring, radius in pixels."""
        self.prepareGeometryChange()
        self._color, self._ground, self._radius = QColor(color), QColor(ground), radius
        self.update()

    def show_at(self, place: QPointF, bounds: QRectF) -> None:
        """Draw it there, or at the bounds' edge the sign that points there."""
        self.prepareGeometryChange()
        # Far beyond is far enough: the distance of two huge numbers would overflow.
        self._true = QPointF(*(min(max(v, -1e9), 1e9) for v in (place.x(), place.y())))
        inset = bounds.adjusted(self._radius, self._radius, -self._radius, -self._radius)
        self._drawn = self._true
        if not bounds.contains(self._true):
            self._drawn = QPointF(
                min(max(self._true.x(), inset.left()), inset.right()),
                min(max(self._true.y(), inset.top()), inset.bottom()),
            )
        self.update()

    def is_near(self, position: QPointF, reach: float) -> bool:
        """The position, in pixels, is on it or as near to its centre as the reach."""
        away = position - self._drawn
        return math.hypot(away.x(), away.y()) <= max(reach, self._radius)

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self.box.adjusted(-1.0, -1.0, 1.0, 1.0)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(self._ground, self._radius * _RING)
        painter.setPen(ring)
        painter.setBrush(self._color)
        radius = self._radius * (1 + _RING / 2)
        if self.is_inside:
            painter.drawEllipse(self._drawn, radius, radius)
        else:
            ahead = self.direction * radius
            aside = QPointF(-ahead.y(), ahead.x())
            back = self._drawn - ahead * 0.6
            painter.drawPolygon(QPolygonF([self._drawn + ahead, back + aside * 0.8, back - aside * 0.8]))
