"""The sums below a table: always in sight, in line with the columns above."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html, value_html
from gdsim.views.shared.table_column import Column, large_html
from gdsim.views.shared.table_header import CELL_PIXELS, LIT_ALPHA, PADDING
from gdsim.views.shared.table_model import TableModel
from gdsim.views.shared.table_text import LineText
from gdsim.views.shared.table_view import TableView
from gdsim.views.shared.theme import Quantity


class Footer(QWidget):
    """One row of sums, painted at the places where the table has its columns."""

    def __init__(self, look: Look, table: TableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._table = table
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.horizontalHeader().geometriesChanged.connect(self.update)
        table.horizontalHeader().sectionResized.connect(self.update)

    def restyle(self) -> None:
        """Take over the look."""
        self.setFixedHeight(round(self._look.px(26)))

    def natural_width(self, column: int) -> float:
        """Room that the column's sum needs, with its margins."""
        text = self._model().total(column)
        if text is None:
            return 0.0
        margins = 2 * self._look.px(PADDING)
        if self._model().columns[column].bar:
            return max(0.0, self._formula(text).width + margins - self._free_before(column))
        return QFontMetricsF(self._font()).horizontalAdvance(text) + margins

    def _free_before(self, column: int) -> float:
        """Room of the cells without a sum before this one, which it may stand in."""
        model, free = self._model(), 0.0
        if self._look.for_hall:  # columns may be missing there
            return free
        for before in reversed(range(column)):
            if model.total(before) is not None or model.columns[before].editable:
                break
            free += self._table.needed(before)
        return free

    def refresh(self) -> None:
        """Show the sums as they are, and say them to screen readers."""
        model = self._model()
        totals = [(column, model.total(i)) for i, column in enumerate(model.columns)]
        parts = [f"{column.text}: {text}" for column, text in totals if text is not None]
        self.setAccessibleName(tr("Sums"))
        self.setAccessibleDescription("; ".join(parts))
        self.update()

    def _model(self) -> TableModel:
        return self._table.table_model

    def _font(self) -> QFont:
        return self._look.text_font(CELL_PIXELS, bold=True)

    def _formula(self, text: str) -> LineText:
        symbol = large_html(math_html("E", self._look, Quantity.ERROR), self._look)
        html = value_html(text, self._look, Quantity.ERROR).replace("= E =", f"= {symbol} =")
        return LineText(html, self._look.text_font(CELL_PIXELS))

    def _paint_cell(self, painter: QPainter, rect: QRect, number: int, column: Column) -> None:
        text = self._model().total(number)
        if self._table.symbol_header.lit(number) and not (column.bar and text):  # it has a colour of its own
            painter.fillRect(rect, self._look.color(column.quantity, LIT_ALPHA))
        if text is None:
            return
        pad = round(self._table.margin)
        inner = rect.adjusted(pad, 0, -pad, 0)
        if column.bar:
            formula = self._formula(text)
            # Where it is wider than its column, into the empty cells before it.
            left = min(inner.left(), inner.right() - formula.width)
            formula.paint(painter, left, self._baseline())
            return
        painter.setFont(self._font())
        painter.setPen(self._look.color(_TOTAL_COLORS.get(column.key.partition(":")[0])))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(round(inner.right() + 1 - width), round(self._baseline()), text)

    def _baseline(self) -> float:
        metrics = QFontMetricsF(self._font())
        return (self.height() + metrics.ascent() - metrics.descent()) / 2

    # Qt's own

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(0, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Σ, and the sums."""
        painter = QPainter(self)
        look, header = self._look, self._table.horizontalHeader()
        painter.fillRect(self.rect(), QColor(look.theme.ground))
        left = self._table.verticalHeader().width()
        painter.setFont(self._font())
        painter.setPen(look.color())
        painter.drawText(QRect(0, 0, left, self.height()), int(Qt.AlignmentFlag.AlignCenter), "Σ")
        painter.setClipRect(left, 0, self._table.viewport().width(), self.height())
        for number, column in enumerate(self._model().columns):
            x = left + header.sectionViewportPosition(number)
            rect = QRect(x, 0, header.sectionSize(number), self.height())
            if not header.isSectionHidden(number) and rect.intersects(self.rect()):
                self._paint_cell(painter, rect, number, column)
        painter.setClipping(False)
        painter.fillRect(0, 0, self.width(), 1, look.line_color())


# E and the gradient are what is looked for: they have their colours; sums on the way are ink.
_TOTAL_COLORS = {"contribution": Quantity.GRADIENT}
