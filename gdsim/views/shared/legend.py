"""A row of colours with their meanings, for what has no place of its own to be named at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.views.shared.labels import NOTE_PIXELS
from gdsim.views.shared.look import Look

_SWATCH, _RAMP, _GAP, _BETWEEN, _LINE, _MARGIN = 11.0, 56.0, 5.0, 16.0, 18.0, 8.0


class Entry(NamedTuple):
    """One meaning. With several colours a band that goes through them, from the first text to the second;
    without one words alone.
    """

    colors: tuple[QColor, ...]
    text: str
    text_after: str = ""


class Legend(QWidget):
    """Entries in as many lines as they need."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self._entries = tuple(entries)
        words = ", ".join(" – ".join(filter(None, (e.text, e.text_after))) for e in entries)
        self.setAccessibleName(words)
        self._fit()
        self.update()

    def restyle(self) -> None:
        """Sizes of the look."""
        self._fit()
        self.update()

    def _width(self, entry: Entry, metrics: QFontMetricsF) -> float:
        px = self._look.px
        texts = [text for text in (entry.text, entry.text_after) if text]
        return self._swatch(entry) + sum(metrics.horizontalAdvance(text) + px(_GAP) for text in texts)

    def _swatch(self, entry: Entry) -> float:
        """Its width."""
        if not entry.colors:
            return 0.0
        return self._look.px(_RAMP if len(entry.colors) > 1 else _SWATCH)

    def _places(self) -> list[tuple[Entry, QPointF]]:
        """Top left corners."""
        px, metrics = self._look.px, QFontMetricsF(self._look.text_font(NOTE_PIXELS))
        x, y, places = px(_MARGIN), px(2.0), []
        for entry in self._entries:
            width = self._width(entry, metrics)
            if x > px(_MARGIN) and x + width > self.width() - px(_MARGIN):
                x, y = px(_MARGIN), y + px(_LINE)
            places.append((entry, QPointF(x, y)))
            x += width + px(_BETWEEN)
        return places

    def _fit(self) -> None:
        places = self._places()
        height = round(places[-1][1].y() + self._look.px(_LINE + 2.0)) if places else 0
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Any width: it takes more lines."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatches and words."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.text_font(NOTE_PIXELS))
        metrics = QFontMetricsF(painter.font())
        for entry, corner in self._places():
            x = corner.x()
            if len(entry.colors) > 1:
                x = self._paint_text(painter, metrics, x, corner.y(), entry.text) + look.px(_GAP)
            if entry.colors:
                x = self._paint_swatch(painter, entry, x, corner.y()) + look.px(_GAP)
            text = entry.text_after if len(entry.colors) > 1 else entry.text
            self._paint_text(painter, metrics, x, corner.y(), text)
        painter.end()

    def _paint_text(self, painter: QPainter, metrics: QFontMetricsF, x: float, y: float, text: str) -> float:
        width = metrics.horizontalAdvance(text)
        painter.setPen(self._look.soft())
        place = QRectF(x, y, width + 1.0, self._look.px(_LINE))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return x + width

    def _paint_swatch(self, painter: QPainter, entry: Entry, x: float, y: float) -> float:
        px, width = self._look.px, self._swatch(entry)
        place = QRectF(x, y + 0.5 * px(_LINE - _SWATCH), width, px(_SWATCH))
        band = QLinearGradient(place.topLeft(), place.topRight())
        for i, color in enumerate(entry.colors):
            band.setColorAt(i / max(1, len(entry.colors) - 1), color)
        painter.setPen(QPen(self._look.line_color(), 1.0))
        painter.setBrush(band)
        painter.drawRoundedRect(place, px(2.0), px(2.0))
        return x + width
