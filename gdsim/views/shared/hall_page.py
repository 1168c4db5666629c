"""A page of text that before a hall is turned like a sheet instead of scrolled: no line is cut in two."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from gdsim.views.shared.look import Look

# Pixels of the drawing: half the width of the mark that there is more, and its distance from the edges.
_MARK, _MARK_MARGIN = 5.0, 6.0


class HallPage(QTextBrowser):
    """Outside a hall it is a text browser as any other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._turned: list[int] = []

    def begin(self) -> None:
        """Show new content from its beginning."""
        self._make_room()
        self._turned.clear()
        self.verticalScrollBar().setValue(0)

    def _make_room(self) -> None:
        """Below the end, so that the last sheet can be turned to."""
        frame = self.document().rootFrame()
        format_ = frame.frameFormat()
        format_.setBottomMargin(self.viewport().height())
        frame.setFrameFormat(format_)

    def turn(self) -> bool:
        """Go on to what does not fit; False where all of it has been shown."""
        cut = self._cut()
        if cut is None:
            return False
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(cut))
        if bar.value() == before:  # less than a pixel
            return False
        self._turned.append(before)
        return True

    def turn_back(self) -> bool:
        """Back to the sheet before; False on the first one."""
        if not self._turned:
            return False
        self.verticalScrollBar().setValue(self._turned.pop())
        return True

    def _cut(self) -> float | None:
        """Where, in pixels of the viewport, the first line begins that is not whole; None where all are."""
        if not self._look.for_hall:
            return None
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        below = (y - top for y, end in self._lines() if end - top > height)
        cut = next(below, None)
        return cut if cut is None or cut > 0 else None  # one line higher than the page: it cannot be helped

    def _lines(self) -> Iterator[tuple[float, float]]:
        """Top and bottom of every line of text, in pixels of the document."""
        layout, block = self.document().documentLayout(), self.document().begin()
        while block.isValid():
            top, lines = layout.blockBoundingRect(block).top(), block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                yield top + line.y(), top + line.y() + line.height()
            block = block.next()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher page needs more room below its end."""
        super().resizeEvent(event)
        if self._look.for_hall:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave out a line that is not whole, and say that there is more."""
        super().paintEvent(event)
        cut = self._cut()
        if cut is None:
            return
        area, look = QRectF(self.viewport().rect()), self._look
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area.adjusted(0, cut, 0, 0), QColor(look.theme.ground))
        half, margin = look.px(_MARK), look.px(_MARK_MARGIN)
        tip = QPointF(area.right() - margin - half, area.bottom() - margin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.theme.soft_ink))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-half, -half), tip + QPointF(half, -half)]))
        painter.end()
