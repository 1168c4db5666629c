"""Arrows in pixels: the gradient's with a hollow head, the update's with a filled one."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

# Of the head, in widths of the shaft.
_HEAD_LENGTH = 3.4
_HEAD_WIDTH = 3.4


@dataclass(frozen=True)
class Span:
    """An arrow as it can be drawn.

    Attributes:
        start, tip: in pixels.
        to_scale: its length is the true one; otherwise the shaft is drawn broken.
    """

    start: QPointF
    tip: QPointF
    to_scale: bool = True

    @property
    def length(self) -> float:
        """In pixels."""
        return math.hypot(self.tip.x() - self.start.x(), self.tip.y() - self.start.y())

    @property
    def direction(self) -> QPointF:
        """Of length 1."""
        return (self.tip - self.start) / self.length

    def moved(self, by: QPointF) -> Span:
        """The same arrow elsewhere."""
        return Span(self.start + by, self.tip + by, self.to_scale)


def fit_arrow(
    start: QPointF, offset: QPointF, bounds: QRectF, shortest: float, longest: float = math.inf
) -> Span | None:
    """The arrow from start over an offset, made longer or shorter where it could not be read.

    Args:
        start: in pixels, its foot.
        offset: in pixels, the true length and direction.
        bounds: the tip stays within.
        shortest, longest: lengths in pixels.

    Returns:
        None where the offset is zero or not finite, the foot lies outside of the bounds, or between it and
        their edge there is no room for the shortest arrow.
    """
    length = math.hypot(offset.x(), offset.y())
    # A subnormal length has too few digits for a direction.
    if length < sys.float_info.min or not math.isfinite(length) or not bounds.contains(start):
        return None
    direction = QPointF(offset.x() / length, offset.y() / length)
    room = _room(start, direction, bounds)
    if room < shortest:
        return None
    drawn = min(max(length, shortest), longest, room)
    return Span(start, start + direction * drawn, to_scale=drawn == length)


def _room(start: QPointF, direction: QPointF, bounds: QRectF) -> float:
    """Pixels from start in this direction to the edge of the bounds."""
    rooms = [math.inf]
    for value, speed, low, high in (
        (start.x(), direction.x(), bounds.left(), bounds.right()),
        (start.y(), direction.y(), bounds.top(), bounds.bottom()),
    ):
        if speed != 0.0:
            rooms.append(((high if speed > 0 else low) - value) / speed)
    return min(rooms)


def round_length(value_per_pixel: float, pixels: float) -> tuple[float, float]:
    """A round value (1, 2 or 5 times a power of ten) and its length, about so many pixels: for a scale bar."""
    wanted = value_per_pixel * pixels
    power = 10.0 ** math.floor(math.log10(wanted))
    value = max(m * power for m in (1.0, 2.0, 5.0) if m * power <= wanted * (1 + 1e-9))
    return value, value / value_per_pixel


class Arrow(QGraphicsItem):
    """One arrow on a plot; coordinates are pixels of its parent, the view box."""

    def __init__(self, parent: QGraphicsItem | None, hollow: bool) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._hollow = hollow
        self._color, self._ground = QColor(), QColor()
        self._width = 1.0
        self._span: Span | None = None

    @property
    def span(self) -> Span | None:
        """What is drawn, or None."""
        return self._span

    def set_look(self, color: QColor, ground: QColor, width: float) -> None:
        """Colour of the arrow, of what is behind it, and the shaft's width in pixels."""
        self.prepareGeometryChange()
        self._color, self._ground, self._width = QColor(color), QColor(ground), width
        self.update()

    def show_span(self, span: Span | None) -> None:
        """Draw this arrow, or none."""
        self.prepareGeometryChange()
        self._span = span
        self.setVisible(span is not None)
        self.update()

    def is_near(self, position: QPointF, reach: float) -> bool:
        """The position, in pixels, is on the arrow or as near as the reach."""
        if self._span is None:
            return False
        along, aside = _along(self._span, position)
        return -reach <= along <= self._span.length + reach and abs(aside) <= reach + self._width

    @property
    def head_length(self) -> float:
        """In pixels."""
        return _HEAD_LENGTH * self._width

    @property
    def boxes(self) -> list[QRectF]:
        """Squares that cover it, however it slants; they end at its tip, where its name stands."""
        if self._span is None:
            return []
        side, start = self.head_length, self._span.start
        last = self._span.direction * max(0.0, self._span.length - side / 2)
        count = max(1, math.ceil(math.hypot(last.x(), last.y()) / side))
        centres = [start + last * (i / count) for i in range(count + 1)]
        return [QRectF(c.x() - side / 2, c.y() - side / 2, side, side) for c in centres]

    # Qt's own

    def boundingRect(self) -> QRectF:
        if self._span is None:
            return QRectF()
        margin = _HEAD_WIDTH * self._width + 2.0
        box = QRectF(self._span.start, self._span.tip).normalized()
        return box.adjusted(-margin, -margin, margin, margin)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        if self._span is not None:
            path.moveTo(self._span.start)
            path.lineTo(self._span.tip)
        stroker = QPainterPathStroker()
        stroker.setWidth(_HEAD_WIDTH * self._width)
        return stroker.createStroke(path)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        span = self._span
        if span is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        neck = span.tip - span.direction * min(self.head_length, span.length)
        painter.setPen(_pen(self._color, self._width))
        painter.drawLine(span.start, neck)
        self._paint_head(painter, span, neck)
        if not span.to_scale:
            self._paint_break(painter, span, (span.start * 0.3 + neck * 0.7))

    def _paint_head(self, painter: QPainter, span: Span, neck: QPointF) -> None:
        aside = _across(span.direction) * (0.5 * _HEAD_WIDTH * self._width)
        outline = self._width * 0.55
        # The outline grows outwards by half its width and must not pass the true tip.
        tip = span.tip - span.direction * outline
        head = QPolygonF([tip, neck + aside, neck - aside])
        painter.setPen(_pen(self._color, outline))
        painter.setBrush(self._ground if self._hollow else self._color)
        painter.drawPolygon(head)

    def _paint_break(self, painter: QPainter, span: Span, middle: QPointF) -> None:
        """Two strokes across a gap in the shaft: not to scale."""
        across, along = _across(span.direction), span.direction
        stroke = across * (1.5 * self._width) + along * (0.6 * self._width)
        half = along * (0.7 * self._width)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawPolygon(
            QPolygonF(
                [
                    middle - half - stroke,
                    middle - half + stroke,
                    middle + half + stroke,
                    middle + half - stroke,
                ]
            )
        )
        painter.setPen(_pen(self._color, max(1.0, 0.4 * self._width)))
        for centre in (middle - half, middle + half):
            painter.drawLine(centre - stroke, centre + stroke)


def _pen(color: QColor, width: float) -> QPen:
    """With sharp ends and corners."""
    style, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    return QPen(color, width, style, cap, join)


def _across(direction: QPointF) -> QPointF:
    return QPointF(-direction.y(), direction.x())


def _along(span: Span, position: QPointF) -> tuple[float, float]:
    """Position in the arrow's own directions: along it from its start, and aside of it."""
    away, across = position - span.start, _across(span.direction)
    along = away.x() * span.direction.x() + away.y() * span.direction.y()
    return along, away.x() * across.x() + away.y() * across.y()
