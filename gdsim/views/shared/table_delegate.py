"""How a cell looks, and the field that opens in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gdsim.scenario.number_text import exact_text
from gdsim.views.shared.fitted import ELLIPSIS, shortened
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_column import Column
from gdsim.views.shared.table_header import (
    CELL_PIXELS,
    LIT_ALPHA,
    PADDING,
    paint_frame,
    paint_row_lines,
    style_field,
)
from gdsim.views.shared.table_model import Index, TableModel
from gdsim.views.shared.theme import Quantity

_SELECTED_ALPHA = 0.16
_FOCUS, _SELECTED = QStyle.StateFlag.State_HasFocus, QStyle.StateFlag.State_Selected
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_REMEMBERED = 5000
# Characters of a typed number that are never left out.
_ALWAYS_SHOWN = 9
# Keys that close the field and go on to another cell, as (rows down, columns right).
_LEAVING = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class CellDelegate(QStyledItemDelegate):
    """Paints a number or a bar, and edits a number with all its digits.

    Signals:
        left: a field is to be closed, and the cell so many rows down and columns right entered.

    Attributes:
        chosen: the row between two lines.
        lit: whether the cell (row, column) is lit up.
        faded: whether the row is shown in the soft ink.
        ruled: whether a dashed line above the row says that something was edited before it.
        accepted: whether the model took what was last typed.
    """

    left = Signal(QWidget, int, int)

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.chosen: int | None = None
        self.lit: Callable[[int, int], bool] = _never_lit
        self.faded: Callable[[int], bool] = _never
        self.ruled: Callable[[int], bool] = _never
        self.accepted = True
        self.restyle()

    def restyle(self) -> None:
        """Take over the look."""
        look = self._look
        self._plain = look.text_font(CELL_PIXELS)
        self._bold = look.text_font(CELL_PIXELS, bold=True)
        self._metrics = QFontMetricsF(self._bold)
        self._pad, self._gap = round(look.px(PADDING)), round(look.px(2))
        self._field, self._ink, self._soft = QColor(look.theme.field), look.color(), look.soft()
        self._tints = {quantity: look.color(quantity, LIT_ALPHA) for quantity in (None, *Quantity)}
        self._short: dict[tuple[str, int], str] = {}

    def set_margin(self, margin: float) -> None:
        """Pixels between a number and the right edge of its cell."""
        self._pad = round(margin)

    # Qt's own

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, lines; the frame of the cell that has the focus."""
        rect, row = option.rect, index.row()
        model: TableModel = index.model()  # type: ignore[assignment]
        column = model.columns[index.column()]
        state = option.state
        focus = bool(state & _FOCUS)
        painter.save()
        if column.editable:
            painter.fillRect(rect, self._field)
        elif state & _SELECTED:
            painter.fillRect(rect, self._look.theme.ground)  # over the style's own ground of a selection
        if self.lit(row, index.column()):
            painter.fillRect(rect, self._tints[column.quantity])
        if not focus and state & _SELECTED and option.widget.hasFocus():
            painter.fillRect(rect, self._look.color(Quantity.WEIGHT, _SELECTED_ALPHA))
        paint_row_lines(painter, rect, self._look, row == self.chosen)
        if self.ruled(row):
            self._paint_rule(painter, rect)
        if column.bar and model.instead(row, column) is None:
            self._paint_bar(painter, rect, model.number(row, column), column.signed)
        else:
            self._paint_text(painter, rect, column, row, model)
        if focus:
            paint_frame(painter, rect, self._look)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, rect: QRect, column: Column, row: int, model: TableModel
    ) -> None:
        painter.setFont(self._bold if column.editable else self._plain)
        painter.setPen(self._soft if self.faded(row) else self._ink)
        text = model.text(row, column)
        if column.exact:
            text = self._fitting(text, rect.width() - self._pad - self._gap)
        # Where bars would be, a question mark stands below the head.
        place = rect.adjusted(self._pad, 0, 0, 0) if column.bar else rect.adjusted(0, 0, -self._pad, 0)
        painter.drawText(place, _LEFT if column.bar else _RIGHT, text)

    def _fitting(self, text: str, room: int) -> str:
        """The text, shortened where it is too long; remembered, for a step repaints what does not change."""
        if (text, room) not in self._short:
            if len(self._short) > _REMEMBERED:
                self._short.clear()
            self._short[text, room] = shortened(text, self._metrics, room)
        return self._short[text, room]

    def _paint_bar(self, painter: QPainter, rect: QRect, share: float, signed: bool) -> None:
        pad, height = float(self._pad), self._look.px(9)
        room = rect.width() - 2 * pad
        left = rect.left() + pad
        if signed:
            room, left = room / 2, left + room / 2
            painter.fillRect(QRectF(left, rect.top() + 1, 1, rect.height() - 2), self._look.line_color())
        width = share * room
        if share:
            width = max(abs(width), self._look.px(1.5)) * (1 if share > 0 else -1)
        bar = QRectF(left, rect.center().y() + 0.5 - height / 2, width, height).normalized()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(Quantity.ERROR, 0.75))
        radius = min(self._look.px(2), bar.width() / 2)
        painter.drawRoundedRect(bar, radius, radius)

    def _widen(self, text: str) -> None:
        """What is typed stays whole in sight."""
        editor = self.sender()
        if isinstance(editor, QWidget):
            self._widen_field(editor, text)

    def _widen_field(self, editor: QWidget, text: str) -> None:
        """Wide enough for the text: to the left where the numbers end, else to the right."""
        rect = editor.geometry()
        needed = editor.fontMetrics().horizontalAdvance(text) + round(self._look.px(3 * PADDING))
        if needed > rect.width():
            rect.setLeft(max(0, rect.right() - needed))
            rect.setWidth(needed)
            editor.setGeometry(rect)

    def _paint_rule(self, painter: QPainter, rect: QRect) -> None:
        pen = QPen(self._look.soft())
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(rect.topLeft(), rect.topRight())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field in the cell's font."""
        editor = QLineEdit(parent)
        editor.setObjectName("cell_editor")
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        editor.setFont(self._bold)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        style_field(editor, self._look)
        editor.textChanged.connect(self._widen)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """All digits; what has been typed already is left alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            text = exact_text(index.data(Qt.ItemDataRole.EditRole))
            if editor.text() != text:
                editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the typed text to the model; an untouched field changes nothing."""
        if isinstance(editor, QLineEdit):
            self.accepted = not editor.isModified() or model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, or as wide as all digits need."""
        editor.setGeometry(option.rect)
        self._widen_field(editor, exact_text(index.data(Qt.ItemDataRole.EditRole)))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab take the text at once and go on, as in a spreadsheet."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _LEAVING.get(Qt.Key(event.key()))
            if step is not None and isinstance(editor, QWidget):
                self.left.emit(editor, *step)
                return True
        return super().eventFilter(editor, event)


def shortest(text: str) -> str:
    """As much of an exact number as a cell must always show: its size, and a few digits where it has many."""
    mantissa, times, exponent = text.partition("×")
    if len(mantissa) <= _ALWAYS_SHOWN:
        return text
    whole = mantissa.partition(".")[0]
    return mantissa[: max(_ALWAYS_SHOWN, len(whole) + 1)] + ELLIPSIS + times + exponent


def _never_lit(_row: int, _column: int) -> bool:
    return False


def _never(_row: int) -> bool:
    return False
