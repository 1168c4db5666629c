"""Rich text on one line: measured, and painted on a given baseline."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextDocument


class LineText:
    """One line of rich text in a font.

    Attributes:
        width: in pixels.
        ascent: from its top to its baseline.
    """

    def __init__(self, html: str, font: QFont) -> None:
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font)
        self._document.setHtml(html)
        self.width = self._document.idealWidth()
        line = self._document.firstBlock().layout().lineAt(0)
        self.ascent = line.y() + line.ascent()

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        """Begin at x, stand on the baseline."""
        painter.save()
        painter.translate(QPointF(x, baseline - self.ascent))
        self._document.drawContents(painter)
        painter.restore()
