"""The base of every plot: quiet axes, grid and texts in the program's look."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gdsim.engine.array import Array
from gdsim.scenario.number_text import SUPERSCRIPTS, exact_text
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)

TICK_PIXELS = 11.0


# Left, top, right, bottom: free at the edge, in pixels of the drawing.
_MARGINS = (8.0, 8.0, 12.0, 4.0)
_BOTTOM_TICKS = 2.0  # more numbers than pyqtgraph would write, which does not know how large they are
_TICK_SCALE = 0.8

# Of round numbers: what lies beyond is the rounding of the power of ten.
_ROUND_DIGITS = 12
# Sizes of numbers written without a power of ten.
_LARGEST_PLAIN, _SMALLEST_PLAIN = 1e6, 1e-3

_KEY_ZOOM = 0.8
# Room that a number on a logarithmic axis takes.
_TICK_ROOM, _LEAST_TICK_ROOM = 40.0, 22.0

TickLevels = list[tuple[float, list[float]]]


class Axis(pg.AxisItem):
    """An axis whose numbers have a true minus and whose ticks are grid lines."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """pyqtgraph's strings with U+2212, powers of ten as such."""
        if self.logMode:
            return [_power_text(float(value)) for value in values]
        largest = max((abs(value) * scale for value in values), default=0.0)
        if largest >= _LARGEST_PLAIN or 0.0 < largest < _SMALLEST_PLAIN:
            digits = max(0, round(math.log10(largest / (spacing * scale)))) + 1
            return [_scientific(value * scale, digits) for value in values]
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]

    def tickValues(self, low: float, high: float, size: float) -> TickLevels:
        """pyqtgraph's on a plain axis, fewer where the numbers are long; on a logarithmic one ``log_ticks``."""
        if self.logMode:
            return [(1.0, log_ticks(low, high, size))]
        levels = super().tickValues(low, high, size)
        if self.orientation != "bottom" or not levels:
            return levels
        spacing = levels[0][0] * (1 - 1e-9)
        finer = [(step, _multiples(step, low, high)) for step in _round_steps(0.1 * spacing, high - low)]
        # Steps smaller than pyqtgraph's only where its own leave one number: one number is no scale.
        offered = [level for level in finer if level[0] >= spacing] + finer or levels[:1]
        counts = [self._readable(step, values, (low, high), size) for step, values in offered]
        step, values = offered[counts.index(max(counts))]
        middle = len(values) // 2
        return [(step, values if max(counts) else values[middle : middle + 1])]

    def _readable(self, step: float, values: list[float], shown: tuple[float, float], size: float) -> int:
        """How many of the values' texts lie whole within the pixels of the axis, at most two; 0 where they touch."""
        low, high = shown
        scale = size / max(high - low, sys.float_info.min)
        metrics = QFontMetricsF(self.style["tickFont"] or self.font())
        texts = self.tickStrings(values[:: max(1, len(values) - 1)], self.scale, step)
        width = max(map(metrics.horizontalAdvance, texts), default=0.0)
        if step * scale < width + metrics.averageCharWidth():
            return 0
        return min(2, sum(width / 2 <= (value - low) * scale <= size - width / 2 for value in values))


class Plot(pg.PlotWidget):
    """A plot in the program's look.

    Wheel and the keys + and − zoom, a drag pans, a right drag zooms; a double click, 0 and Home ask for
    the whole. Where ``can_grab`` says so, a drag does not pan but moves what was taken hold of.

    Signals:
        hovered: position in data coordinates, or None when the pointer leaves.
        clicked: position in data coordinates of a left click that was no drag.
        grabbed, dragged: position in data coordinates where something was taken hold of, and moved to.
        released: what was held is let go.
        whole_wanted: show everything again.
        moved_by_hand: the user zoomed or panned.
        left: the keyboard is elsewhere now.

    Attributes:
        double_click_is_whole: it asks for the whole; not where a click itself does something.
    """

    hovered = Signal(object)
    clicked = Signal(object)
    grabbed = Signal(object)
    dragged = Signal(object)
    released = Signal()
    whole_wanted = Signal()
    moved_by_hand = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.look = look
        axes = {side: Axis(orientation=side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes)
        self.setAntialiasing(True)  # Qt's own items too: pyqtgraph's say so themselves
        self._holding = False
        self.double_click_is_whole = True
        self.plot_item: pg.PlotItem = self.getPlotItem()
        self.view_box: pg.ViewBox = self.plot_item.getViewBox()
        self.plot_item.setMenuEnabled(False)
        self.plot_item.hideButtons()
        self.view_box.setDefaultPadding(0.0)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.scene().sigMouseClicked.connect(self._on_mouse_clicked)
        self.view_box.sigRangeChangedManually.connect(self._on_moved_by_hand)
        self.restyle()

    def restyle(self) -> None:
        """Take over the look."""
        theme = self.look.theme
        self.setBackground(theme.ground)
        self.plot_item.layout.setContentsMargins(*(self.look.px(margin) for margin in _MARGINS))
        font = self.look.text_font(TICK_PIXELS)
        for side in ("left", "bottom"):
            axis = self.plot_item.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setZValue(-1)  # the grid belongs under the curves
            axis.setTickPen(pg.mkPen(theme.grid))
            axis.setTextPen(pg.mkPen(theme.soft_ink))
            axis.setTickFont(font)
            axis.setStyle(maxTickLevel=0, tickTextOffset=round(self.look.px(6)), hideOverlappingLabels=True)
            axis.setGrid(255)
        self.plot_item.getAxis("bottom").setTickDensity(_BOTTOM_TICKS / max(1.0, self.look.px(_TICK_SCALE)))

    def can_grab(self, position: QPointF) -> bool:
        """Whether a drag from here, in data coordinates, moves something. A subclass says what."""
        return False

    @property
    def is_holding(self) -> bool:
        """Something is being dragged."""
        return self._holding

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Write powers of ten on the left axis; what is drawn are then exponents."""
        axis = self.plot_item.getAxis("left")
        if axis.logMode != logarithmic:
            axis.setLogMode(y=logarithmic)

    # Between data and pixels

    @property
    def area(self) -> QRectF:
        """Of the view box, in its own pixels: (0, 0) is the top left corner."""
        return QRectF(self.view_box.rect())

    def pixels(self, points: ArrayLike) -> Array:
        """Pixels of the view box, (n, 2), for data coordinates (n, 2)."""
        (left, right), (bottom, top) = self.view_box.viewRange()
        area = self.area
        low, high = np.array([left, top]), np.array([right, bottom])
        with np.errstate(all="ignore"):
            return np.asarray((np.asarray(points) - low) / (high - low) * [area.width(), area.height()])

    def pixel(self, x: float, y: float) -> QPointF:
        """Pixels of the view box for one point in data coordinates."""
        return QPointF(*self.pixels([[x, y]])[0])

    def pixel_size(self) -> tuple[float, float]:
        """Width and height of a pixel in data coordinates, both positive."""
        (left, right), (bottom, top) = self.view_box.viewRange()
        area = self.area
        return (right - left) / max(area.width(), 1.0), (top - bottom) / max(area.height(), 1.0)

    # Mouse and keys

    def _on_mouse_moved(self, position: QPointF) -> None:
        if self.view_box.sceneBoundingRect().contains(position):
            self.hovered.emit(self.view_box.mapSceneToView(position))
        else:
            self.hovered.emit(None)

    def _on_mouse_clicked(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not event.double():  # type: ignore[attr-defined]
            self.clicked.emit(self.view_box.mapSceneToView(event.scenePos()))  # type: ignore[attr-defined]

    def _on_moved_by_hand(self) -> None:
        self.moved_by_hand.emit()

    def _position(self, event: QMouseEvent) -> QPointF:
        return QPointF(self.view_box.mapSceneToView(self.mapToScene(event.position().toPoint())))

    def _zoom(self, factor: float) -> None:
        self.view_box.scaleBy((factor, factor))
        self.moved_by_hand.emit()

    # Qt's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._holding = left and self.can_grab(self._position(event))
        if self._holding:
            self.grabbed.emit(self._position(event))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holding:
            self.dragged.emit(self._position(event))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._holding and event.button() == Qt.MouseButton.LeftButton:
            self._holding = False
            self.released.emit()
        else:
            super().mouseReleaseEvent(event)
            event.accept()  # as the press was, whatever item it came to

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        elif self.double_click_is_whole:
            self.whole_wanted.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by key, the plot shows that it has the focus; a mouse needs no telling."""
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if event.reason() not in (
            reasons.MouseFocusReason,
            reasons.ActiveWindowFocusReason,
            reasons.OtherFocusReason,
        ):
            self.view_box.setBorder(self.look.pen(Quantity.WEIGHT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.view_box.setBorder(None)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.whole_wanted.emit()
        elif event.text() == "+":
            self._zoom(_KEY_ZOOM)
        elif event.text() == "-":
            self._zoom(1.0 / _KEY_ZOOM)
        else:
            super().keyPressEvent(event)


class GripPlot(Plot):
    """A plot in which one thing can be taken hold of: where ``grip`` says so of a place in data coordinates."""

    def __init__(self, look: Look, parent: QWidget, grip: Callable[[QPointF], bool]) -> None:
        super().__init__(look, parent)
        self._grip = grip

    def can_grab(self, position: QPointF) -> bool:
        """On it."""
        return self._grip(position)


def log_ticks(low: float, high: float, size: float) -> list[float]:
    """Exponents to write on an axis of so many pixels from 10^low to 10^high.

    Whole powers of ten; on less than two of them also 2 and 5 times those; on less still, even steps.
    """
    decades = [float(v) for v in range(math.ceil(low), math.floor(high) + 1)]
    if len(decades) >= 3:
        return decades[:: math.ceil(len(decades) * _TICK_ROOM / max(size, 2 * _TICK_ROOM))]
    starts = range(math.floor(low), math.ceil(high))
    exponents = [start + math.log10(m) for start in starts for m in (1, 2, 5)]
    inside = [v for v in exponents if low <= v <= high]
    most = max(2, math.floor(size / _LEAST_TICK_ROOM))
    return (
        inside[:: math.ceil(len(inside) / most)]
        if len(inside) >= 2
        else [math.log10(v) for v in _even_ticks(10.0**low, 10.0**high)]
    )


def round_text(value: float) -> str:
    """A round number that the program chose, of an axis or a contour line: exact, and never a row of zeros."""
    if abs(value) < _LARGEST_PLAIN:
        return exact_text(value)
    return _scientific(value, _ROUND_DIGITS)


def _scientific(value: float, digits: int) -> str:
    """3×10¹³; 0 as such."""
    if value == 0.0:
        return "0"
    mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
    mantissa = (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa).replace("-", "−")
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def _power_text(exponent: float) -> str:
    """10ˣ: near 1 as a plain number, far away as a power."""
    whole = round(exponent)
    if whole == exponent and not -3 <= whole <= 3:
        return f"10{str(whole).translate(SUPERSCRIPTS)}"
    return round_text(float(f"{10.0**exponent:.4g}"))


def _even_ticks(low: float, high: float) -> list[float]:
    """About four round values from low to high."""
    step = 10.0 ** math.floor(math.log10((high - low) / 2))
    step *= max(m for m in (1.0, 2.0, 5.0) if m * step <= (high - low) / 2)
    return _multiples(step, low, high)


def _multiples(step: float, low: float, high: float) -> list[float]:
    """Of a step, from low to high."""
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _round_steps(first: float, most: float) -> Iterator[float]:
    """From a first one on, and no larger than the most: 1, 2 and 5 times the powers of ten."""
    power = math.floor(math.log10(first))
    while 10.0**power <= most:
        steps = [float(f"{m}e{power}") for m in (1, 2, 5)]
        yield from (step for step in steps if first * (1 - 1e-9) <= step <= most)
        power += 1
