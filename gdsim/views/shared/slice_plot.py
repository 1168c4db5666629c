"""E along one weight, small: curve, tangent, ball and next step, quick enough for many side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdsim.engine.array import Array
from gdsim.engine.landscape import Slice
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.arrow_keys import arrow_key
from gdsim.views.shared.arrows import Arrow, fit_arrow
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import LABEL_PIXELS, NOTE_PIXELS
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import TICK_PIXELS, round_text
from gdsim.views.shared.sight import Range
from gdsim.views.shared.slice_text import SliceText
from gdsim.views.shared.surface_painter import ticks
from gdsim.views.shared.symbols import gradient_html, name_html, plain_name, update_html
from gdsim.views.shared.theme import Quantity

# Pixels of the drawing.
_BALL, _GRAB, _REACH = 7.0, 14.0, 6.0
_SHAFT = 2.6
_SHORTEST = 15.0
_TANGENT = 44.0
_TICK_ROW = 18.0
_MARGIN = 8.0
_CORNER = 6.0
# No curve is drawn further out than this many heights.
_FARTHEST = 50.0


@dataclass(frozen=True, eq=False)
class SlicePoint:
    """The present position along one weight.

    Attributes:
        index, name: of the weight.
        weight, error: w and E.
        slope: ∂E/∂w, or None where it is not to be seen.
        update: Δw of the next step, or None where there is none or it is not to be seen.
        left_out: what is not to be seen.
        curve: E along the weight; None before it is known.
        x_range, e_range: what is in sight.
        is_selected: it is the chosen weight.
        highlight: name of the quantity pointed at.
    """

    index: int
    name: str
    weight: float
    error: float
    slope: float | None
    update: float | None
    left_out: frozenset[str]
    curve: Slice | None
    x_range: Range
    e_range: Range
    is_selected: bool
    highlight: str | None


class SlicePlot(QWidget):
    """Draws a SlicePoint; its ball is a knob.

    Signals:
        chosen: number of the weight, clicked or reached by key.
        grabbed, released: the ball is taken hold of, let go; also the end of a run of keys.
        dragged: number of the weight, and the value that the ball is moved to.
        turned: number of the weight, and presses of an arrow key, negative to the left.
        pointed: name of the quantity under the pointer, or None.
    """

    chosen = Signal(int)
    grabbed = Signal()
    released = Signal()
    dragged = Signal(int, float)
    turned = Signal(int, int)
    pointed = Signal(object)

    def __init__(self, look: Look, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"slice_{index}")
        self._look, self._index = look, index
        self.point: SlicePoint | None = None
        self._pointer: QPointF | None = None
        self._is_holding = False
        self._gutter = 0.0
        self.ball, self.arrow = Ball(None), Arrow(None, hollow=False)
        self.head, self.slope_line, self.step_line = (SliceText() for _ in range(3))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.restyle()

    def restyle(self) -> None:
        """Fonts and colours of the look."""
        if self.point is not None:
            self.show_point(self.point)

    @property
    def area(self) -> QRectF:
        """Of the curve, in pixels of this widget: beside it at the left stand the numbers of E."""
        return self._room.adjusted(self._gutter, 0.0, 0.0, 0.0)

    def pixel(self, weight: float, error: float) -> QPointF:
        """Where a weight and an E are drawn."""
        area, (left, right), (bottom, top) = self.area, *self._ranges
        far = _FARTHEST * (top - bottom)
        height = min(max(error, bottom - far), top + far) - bottom
        x = area.left() + (weight - left) / (right - left) * area.width()
        return QPointF(x, area.bottom() - height / (top - bottom) * area.height())

    def show_point(self, point: SlicePoint) -> None:
        """Draw this."""
        self.point = point
        self._set_texts(point)
        self.setAccessibleName(plain_name(point.name))
        self.setAccessibleDescription(self.describe())
        self._style(point)
        metrics = QFontMetricsF(self._look.text_font(TICK_PIXELS))
        widest = max(
            (metrics.horizontalAdvance(round_text(value)) for value in ticks(*point.e_range)), default=0.0
        )
        self._gutter = widest + self._look.px(5.0)
        self._place(point)
        self.update()

    def _set_texts(self, point: SlicePoint) -> None:
        look = self._look
        slope = "" if point.slope is None else f" = {number_text(point.slope)}"
        step = "–" if point.update is None else number_text(point.update, signed=True)
        step = "" if "update" in point.left_out else f" = {step}"
        small = look.text_font(NOTE_PIXELS)
        self.head.show(
            name_html(point.name, look, Quantity.WEIGHT),
            f" = {number_text(point.weight)}",
            look.color(Quantity.WEIGHT),
            look.text_font(LABEL_PIXELS + 1.0),
            bold=True,
        )
        self.slope_line.show(gradient_html(point.name, look), slope, look.color(Quantity.GRADIENT), small)
        self.step_line.show(update_html(point.name, look), step, look.color(Quantity.UPDATE), small)

    @property
    def _lines(self) -> tuple[SliceText, ...]:
        return self.head, self.slope_line, self.step_line

    @property
    def _room(self) -> QRectF:
        """Of the curve and the numbers beside it: below the three lines."""
        margin = self._look.px(_MARGIN)
        top = margin + sum(line.height for line in self._lines)
        return QRectF(self.rect()).adjusted(margin, top, -margin, -self._look.px(_TICK_ROW))

    def describe(self) -> str:
        """Weight and slope in words."""
        point = self.point
        if point is None:
            return ""
        name, value = plain_name(point.name), number_text(point.weight)
        if point.slope is None:
            return f"{name} {value}"
        return tr("{name} {value}, slope {slope}").format(
            name=name, value=value, slope=number_text(point.slope)
        )

    def _style(self, point: SlicePoint) -> None:
        look, ground = self._look, QColor(self._look.theme.ground)
        bigger = 1.3 if point.highlight == Quantity.WEIGHT else 1.0
        self.ball.set_look(look.color(Quantity.WEIGHT), ground, look.px(_BALL) * bigger)
        wider = 1.6 if point.highlight == Quantity.UPDATE else 1.0
        width = _SHAFT / 2.0 * look.line_width(wider)
        self.arrow.set_look(look.color(Quantity.UPDATE), ground, width)

    def _place(self, point: SlicePoint) -> None:
        area = self.area
        here = self.pixel(point.weight, point.error)
        self.ball.show_at(here, area)
        step = None
        if point.update is not None and self.ball.is_inside:
            low, high = point.x_range
            offset = QPointF(point.update / (high - low) * area.width(), 0.0)
            step = fit_arrow(here, offset, area, self._look.px(_SHORTEST))
        self.arrow.show_span(step)

    @property
    def _ranges(self) -> tuple[Range, Range]:
        return ((0.0, 1.0), (0.0, 1.0)) if self.point is None else (self.point.x_range, self.point.e_range)

    def _pixels(self, weights: Array, errors: Array) -> Array:
        """As ``pixel`` of many: (n, 2)."""
        area, (left, right), (bottom, top) = self.area, *self._ranges
        far = _FARTHEST * (top - bottom)
        heights = np.clip(errors, bottom - far, top + far) - bottom
        x = area.left() + (weights - left) / (right - left) * area.width()
        return np.column_stack([x, area.bottom() - heights / (top - bottom) * area.height()])

    # Painting

    def _paint_frame(self, painter: QPainter, point: SlicePoint) -> None:
        look = self._look
        chosen = point.is_selected
        pen = QPen(look.color(Quantity.WEIGHT) if chosen else look.line_color(), 2.0 if chosen else 1.0)
        if self.hasFocus():
            pen.setWidthF(3.0)
        painter.setPen(pen)
        half = pen.widthF() / 2.0
        corner = look.px(_CORNER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), corner, corner)

    def _paint_lines(self, painter: QPainter) -> None:
        place = QPointF(1.0, 1.0) * self._look.px(_MARGIN)
        for line in self._lines:
            line.paint(painter, place)
            place += QPointF(0.0, line.height)

    def _paint_grid(self, painter: QPainter, point: SlicePoint) -> None:
        look, area = self._look, self.area
        painter.setFont(look.text_font(TICK_PIXELS))
        grid, soft = QPen(QColor(look.theme.grid), 1.0), look.soft()
        metrics = painter.fontMetrics()
        last = -math.inf
        for value in ticks(*point.x_range)[:: 2 if area.width() < look.px(220.0) else 1]:
            x = self.pixel(value, point.e_range[0]).x()
            painter.setPen(grid)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            text = round_text(value)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2.0, area.left()), area.right() - width)
            if left > last:
                painter.setPen(soft)
                painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 2.0), text)
                last = left + width + look.px(6.0)
        for value in ticks(*point.e_range)[:: 2 if area.height() < look.px(140.0) else 1]:
            y = self.pixel(point.x_range[0], value).y()
            painter.setPen(grid)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            text = round_text(value)
            left, baseline = (
                area.left() - look.px(5.0) - metrics.horizontalAdvance(text),
                y + 0.36 * metrics.ascent(),
            )
            if baseline - metrics.ascent() >= area.top() - 1.0:  # else it would stand in the lines above
                painter.setPen(soft)
                painter.drawText(QPointF(left, baseline), text)

    def _paint_curve(self, painter: QPainter, point: SlicePoint) -> None:
        if point.curve is None:
            return
        stronger = 1.6 if point.highlight == Quantity.ERROR else 1.0
        painter.setPen(self._look.pen(Quantity.ERROR, stronger))
        pixels = self._pixels(point.curve.positions, point.curve.errors)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(pg.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="finite"))

    def _paint_tangent(self, painter: QPainter, point: SlicePoint) -> None:
        if not self.ball.is_inside or point.slope is None or not math.isfinite(point.slope):
            return
        area, here = self.area, self.ball.place
        (left, right), (bottom, top) = point.x_range, point.e_range
        rise = point.slope * (right - left) / area.width() / (top - bottom) * area.height()
        reach = self._look.px(_TANGENT) / math.hypot(1.0, rise)
        along = QPointF(reach, -rise * reach)
        painter.setPen(self._look.pen(Quantity.GRADIENT, 0.7))
        painter.drawLine(here - along, here + along)

    def _paint_reading(self, painter: QPainter, point: SlicePoint) -> None:
        """Weight and E of the curve at the pointer."""
        if self._pointer is None or self._is_holding or point.curve is None:
            return
        area, look = self.area, self._look
        x = self._pointer.x()
        if not area.left() <= x <= area.right():
            return
        weight = self._weight_at(x)
        error = float(np.interp(weight, point.curve.positions, point.curve.errors))
        text = f"{plain_name(point.name)} = {number_text(weight)}, E = {number_text(error)}"
        painter.setPen(QPen(look.soft(), 1.0))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setFont(look.text_font(NOTE_PIXELS))
        width = painter.fontMetrics().horizontalAdvance(text) + look.px(8.0)
        height = painter.fontMetrics().height() + look.px(4.0)
        left = min(max(x - width / 2.0, 1.0), self.width() - width - 1.0)
        box = QRectF(left, area.top(), width, height)
        painter.setPen(look.line_color())
        painter.setBrush(QColor(look.theme.ground))
        painter.drawRoundedRect(box, 3.0, 3.0)
        painter.setPen(look.color())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _weight_at(self, x: float) -> float:
        assert self.point is not None
        low, high = self.point.x_range
        return low + (x - self.area.left()) / max(self.area.width(), 1.0) * (high - low)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        point = self.point
        if point is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, point)
        self._paint_lines(painter)
        self._paint_grid(painter, point)
        painter.save()
        inset = self._look.px(_BALL)
        painter.setClipRect(self.area.adjusted(-inset, -inset, inset, inset))
        self._paint_curve(painter, point)
        self._paint_tangent(painter, point)
        option = QStyleOptionGraphicsItem()
        self.arrow.paint(painter, option)
        self.ball.paint(painter, option)
        painter.restore()
        self._paint_reading(painter, point)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.point is not None:
            self._place(self.point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.chosen.emit(self._index)
        if self.ball.is_near(event.position(), self._look.px(_GRAB)):
            self._is_holding = True
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._is_holding:
            area = self.area
            self.dragged.emit(
                self._index, self._weight_at(min(max(self._pointer.x(), area.left()), area.right()))
            )
            return
        near = self.ball.is_near(self._pointer, self._look.px(_GRAB))
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
        on_arrow = self.arrow.is_near(self._pointer, self._look.px(_REACH))
        self.pointed.emit(Quantity.WEIGHT if near else Quantity.UPDATE if on_arrow else None)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_holding:
            self._is_holding = False
            self.released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self.pointed.emit(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = arrow_key(event, axes=1)
        if move is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(self._index, move[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.chosen.emit(self._index)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._is_holding:
            self.released.emit()
