"""A symbol and its value as one line of a slice: laid out once, so that many change quickly."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextDocument


class SliceText:
    """The symbol is rich text, whose lay-out takes long and is kept; the value is plain.

    Attributes:
        height: of the line in pixels.
    """

    def __init__(self) -> None:
        self._symbol = QStaticText()
        self._laid_out: tuple[str, QFont] | None = None
        self._ascent = 0.0
        self._value, self._color = "", QColor()
        self._value_font = QFont()
        self.height = 0.0

    def show(self, symbol: str, value: str, color: QColor, font: QFont, bold: bool = False) -> None:
        """Have these painted; the symbol is rich text."""
        self._value, self._color = value, color
        if self._laid_out != (symbol, font):
            self._laid_out = symbol, QFont(font)
            self._lay_out(symbol, font)
            self._value_font = QFont(font)
            self._value_font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    @property
    def text(self) -> str:
        """The value."""
        return self._value

    def _lay_out(self, symbol: str, font: QFont) -> None:
        self._symbol.setText(symbol)
        self._symbol.prepare(font=font)
        document = QTextDocument()
        document.setDocumentMargin(0.0)
        document.setDefaultFont(font)
        document.setHtml(symbol)
        self.height = document.size().height()
        line = document.firstBlock().layout().lineAt(0)
        self._ascent = line.ascent() if line.isValid() else QFontMetricsF(font).ascent()

    def paint(self, painter: QPainter, place: QPointF) -> None:
        """Its top left corner stands at this place."""
        if self._laid_out is None:
            return
        painter.setPen(self._color)
        painter.setFont(self._laid_out[1])
        painter.drawStaticText(place, self._symbol)
        painter.setFont(self._value_font)
        painter.drawText(place + QPointF(self._symbol.size().width(), self._ascent), self._value)
