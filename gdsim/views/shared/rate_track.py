"""The learning rate's track: a logarithmic slider whose ground shows what each part of the range means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from gdsim.engine.analysis import Zone
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

# Of the drawing, in its pixels.
_GROOVE, _KNOB = 6.0, 14.0
_LABEL_PIXELS = 10.5
_WIDTH, _NARROWEST = 150.0, 100.0
_HEIGHT = 44.0
_LABEL_GAP = 6.0
# Positions of the slider for assistive technology; the value itself is exact.
_POSITIONS = 1000
# Keys and wheel change the second digit; Page keys ten times that.
_DIGITS = 2
_PAGE = 10


@dataclass(frozen=True)
class TrackLabel:
    """A text at a part of the track.

    Attributes:
        text: what it says.
        short: the same in fewer letters.
        low, high: the part it belongs to, in η.
        above: over the track rather than under it, where there is room.
        active: η lies in this part.
    """

    text: str
    short: str
    low: float
    high: float
    above: bool
    active: bool = False


class RateTrack(QAbstractSlider):
    """Drag, click, arrow keys, wheel.

    Signals:
        chosen: a person chose this η.
        grabbed, released: a drag begins and ends.
    """

    chosen = Signal(float)
    grabbed = Signal()
    released = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rate, self._low, self._high = 0.1, 1e-3, 1.0
        self._zones: tuple[Zone, ...] = ()
        self._note = ""
        self._local = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, _POSITIONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rate(self, rate: float, low: float, high: float) -> None:
        """η on the range from low to high, which holds it. Sends nothing."""
        self._rate, self._low, self._high = rate, low, high
        self.blockSignals(True)
        self.setValue(round(_POSITIONS * self._part(rate)))
        self.blockSignals(False)
        self.update()

    def show_zones(self, zones: Sequence[Zone], note: str = "", local: bool = False) -> None:
        """What the parts mean; without zones, the note says why there are none.

        Args:
            zones: ascending.
            note: stands under a track without zones.
            local: the limit holds near the present weights only.
        """
        self._zones, self._note, self._local = tuple(zones), note, local
        self.update()

    @property
    def range(self) -> tuple[float, float]:
        """η at the ends."""
        return self._low, self._high

    def zone(self) -> Zone | None:
        """The zone in which η lies."""
        return next((zone for zone in self._zones if zone.low <= self._rate < zone.high), None)

    def rate_at(self, x: float) -> float:
        """η under a point of the track, in as many digits as a pixel is worth."""
        groove = self._groove()
        part = min(max((x - groove.left()) / groove.width(), 0.0), 1.0)
        rate = self._low * (self._high / self._low) ** part
        return float(f"{rate:.{_DIGITS}g}")

    def x_of(self, rate: float) -> float:
        """Where η stands."""
        groove = self._groove()
        return groove.left() + groove.width() * self._part(rate)

    def labels(self) -> list[TrackLabel]:
        """What may be written at the track, the most needed first."""
        if not self._zones:
            return (
                [TrackLabel(self._note, self._note, self._low, self._high, above=False)] if self._note else []
            )
        here = self.zone()
        labels = [self._zone_label(zone, zone is here) for zone in self._zones]
        labels.sort(key=lambda label: (not math.isinf(label.high), not label.active))
        return labels

    def placed_labels(self) -> list[tuple[TrackLabel, QRectF]]:
        """The labels that have room, and where: at their part, moved aside or to the other side, else left out."""
        metrics = QFontMetricsF(self._look.text_font(_LABEL_PIXELS))
        placed: list[tuple[TrackLabel, QRectF]] = []
        for label in self.labels():
            for text, above in product((label.text, label.short), (label.above, not label.above)):
                place = self._place(replace(label, text=text), above, metrics)
                if place is not None and not any(_close(place, other) for _, other in placed):
                    placed.append((replace(label, text=text), place))
                    break
        return placed

    def _zone_label(self, zone: Zone, active: bool) -> TrackLabel:
        text = tr(zone.label)
        if math.isinf(zone.high):
            text = tr("diverges above {limit} here") if self._local else tr("diverges above {limit}")
            text = text.format(limit=number_text(zone.low))
        return TrackLabel(
            text, tr(zone.label), zone.low, zone.high, zone.name not in ("creeping", "diverging"), active
        )

    def _place(self, label: TrackLabel, above: bool, metrics: QFontMetricsF) -> QRectF | None:
        """Centred at its part, or moved along it by no more than to stay on the widget."""
        width, height = metrics.horizontalAdvance(label.text) + 1, metrics.height()
        low, high = max(label.low, self._low), min(label.high, self._high)
        if width > self.width() or low >= high:
            return None
        centre = (self.x_of(low) + self.x_of(high)) / 2
        x = min(max(centre - width / 2, 0.0), self.width() - width)
        groove = self._groove()
        knob = self._look.px(_KNOB) / 2
        y = groove.center().y() + (-knob - height if above else knob)
        return QRectF(x, y, width, height)

    def _part(self, rate: float) -> float:
        part = math.log(rate / self._low) / math.log(self._high / self._low)
        return min(max(part, 0.0), 1.0)

    def _groove(self) -> QRectF:
        px = self._look.px
        margin, height = px(_KNOB) / 2 + 2, px(_GROOVE)
        return QRectF(margin, (self.height() - height) / 2, max(1.0, self.width() - 2 * margin), height)

    def _choose(self, rate: float) -> None:
        if rate != self._rate and 0.0 < rate < math.inf:
            self.chosen.emit(rate)

    # Qt's own

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(round(self._look.px(_WIDTH)), round(self._look.px(_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        """Narrower, with fewer labels."""
        return QSize(round(self._look.px(_NARROWEST)), round(self._look.px(_HEIGHT)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold: the knob comes to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.grabbed.emit()
            self._choose(self.rate_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self.isSliderDown():
            self._choose(self.rate_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys: one in the second digit; Page keys: ten; Home and End: the ends of the range."""
        keys = Qt.Key
        steps = {
            **dict.fromkeys((keys.Key_Left, keys.Key_Down), -1),
            **dict.fromkeys((keys.Key_Right, keys.Key_Up), 1),
            keys.Key_PageDown: -_PAGE,
            keys.Key_PageUp: _PAGE,
        }.get(Qt.Key(event.key()))
        ends = {keys.Key_Home: self._low, keys.Key_End: self._high}
        if steps is not None:
            self._choose(stepped(self._rate, steps))
        elif event.key() in ends:
            self._choose(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is one in the second digit."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self._choose(stepped(self._rate, 1 if turned > 0 else -1))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The tooltip says what the pointer is over."""
        if isinstance(event, QHelpEvent):
            self.setToolTip(self._tip(self.rate_at(event.pos().x())))
        return super().event(event)

    def _tip(self, rate: float) -> str:
        zone = next((zone for zone in self._zones if zone.low <= rate < zone.high), None)
        words = f"η = {exact_text(rate)}"
        return f"{words}: {tr(zone.label)}" if zone is not None else words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Zones, labels, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_zones(painter)
        painter.setFont(self._look.text_font(_LABEL_PIXELS))
        for label, place in self.placed_labels():
            painter.setPen(self._look.color() if label.active else self._look.soft())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.text)
        self._paint_knob(painter)
        painter.end()

    def _paint_zones(self, painter: QPainter) -> None:
        theme, groove = self._look.theme, self._groove()
        grounds = {
            "creeping": theme.line,
            "monotone": theme.stable,
            "oscillating": theme.edge,
            "diverging": theme.unstable,
        }
        radius = groove.height() / 2
        painter.setPen(QPen(self._look.line_color(), 1.0))
        painter.setBrush(self._look.color(None, 0.0) if self._zones else theme.field)
        painter.drawRoundedRect(groove, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        for zone in self._zones:
            left, right = self.x_of(max(zone.low, self._low)), self.x_of(min(zone.high, self._high))
            if right > left:
                painter.setBrush(grounds.get(zone.name, theme.field))
                painter.drawRect(QRectF(left, groove.top(), right - left, groove.height()))
        painter.setPen(QPen(self._look.soft(), max(1.0, self._look.px(1))))
        for zone in self._zones[1:]:
            if self._low < zone.low < self._high:
                x = self.x_of(zone.low)
                painter.drawLine(QPointF(x, groove.top() - 1), QPointF(x, groove.bottom() + 1))

    def _paint_knob(self, painter: QPainter) -> None:
        look = self._look
        centre = QPointF(self.x_of(self._rate), self._groove().center().y())
        radius = look.px(_KNOB) / 2
        painter.setPen(QPen(QColor(look.theme.ground), look.px(1.5)))
        painter.setBrush(look.color(Quantity.RATE))
        painter.drawEllipse(centre, radius, radius)
        if self.hasFocus() or self.isSliderDown():
            painter.setPen(QPen(look.color(Quantity.WEIGHT), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 1.5, radius + 1.5)


def stepped(rate: float, steps: int) -> float:
    """η changed by this many units of its second significant digit; never down to 0."""
    for _ in range(abs(steps)):
        size = math.floor(math.log10(rate * (1 - 1e-12) if steps < 0 else rate)) - 1
        unit = 10.0**size
        whole = math.floor(rate / unit + 1e-9) + 1 if steps > 0 else math.ceil(rate / unit - 1e-9) - 1
        rate = float(f"{whole * unit:.{_DIGITS}g}")
    return rate


def _close(one: QRectF, other: QRectF) -> bool:
    return one.adjusted(-_LABEL_GAP, 0, _LABEL_GAP, 0).intersects(other)
