"""The heads of a table: symbols in their colours above, row numbers beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from gdsim.views.shared.look import Look
from gdsim.views.shared.table_column import SYMBOL_PIXELS
from gdsim.views.shared.table_model import TableModel
from gdsim.views.shared.table_text import LineText
from gdsim.views.shared.theme import Quantity

CELL_PIXELS = 13.0
PADDING = 9.0
LIT_ALPHA = 0.13


class SymbolHeader(QHeaderView):
    """Heads as mathematics, in the widest form that fits; the name of an editable column can be typed over.

    Signals:
        pointed: the quantity of the head under the pointer and the column's key; None and None of none.
        renamed: column and the new name that was typed.
    """

    pointed = Signal(object, object)
    renamed = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self._look = look
        self._forms: dict[tuple[str, ...], list[LineText]] = {}
        self._editor: QLineEdit | None = None
        self._edited = -1
        self.lit: Callable[[int], bool] = _never
        self.margin = look.px(PADDING)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.sectionDoubleClicked.connect(self.edit_name)

    def restyle(self) -> None:
        """Take over the look."""
        self._forms.clear()
        self.setFixedHeight(round(self._look.px(27)))
        self.viewport().update()

    def natural_width(self, section: int) -> float:
        """Room that the narrowest form needs, with its margins."""
        return min(form.width for form in self._lines(section)) + 2 * self._look.px(PADDING)

    def edit_name(self, section: int) -> None:
        """Open a field over the head where the column's name can be typed."""
        model = self._model()
        if not (0 <= section < model.columnCount() and model.columns[section].editable):
            return
        self._edited = section
        self._editor = editor = QLineEdit(self.viewport())
        editor.setObjectName("column_name_editor")
        editor.setAccessibleName(model.columns[section].term)
        editor.setFont(self._look.text_font(CELL_PIXELS))
        style_field(editor, self._look)
        editor.setText(model.column_name(section))
        editor.setGeometry(self._editor_rect(section))
        editor.installEventFilter(self)
        editor.selectAll()
        editor.show()
        editor.setFocus()

    def _editor_rect(self, section: int) -> QRect:
        width = max(self.sectionSize(section), round(self._look.px(90)))
        left = min(self.sectionViewportPosition(section), self.viewport().width() - width)
        return QRect(max(0, left), 0, width, self.viewport().height())

    def _close_editor(self, accept: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self._table.setFocus()
        if accept and editor.text() != self._model().column_name(self._edited):
            self.renamed.emit(self._edited, editor.text())

    def _model(self) -> TableModel:
        return self.model()  # type: ignore[return-value]

    def _lines(self, section: int) -> list[LineText]:
        forms = self._model().columns[section].heads(self._look)
        if forms not in self._forms:
            font = self._look.text_font(SYMBOL_PIXELS)
            self._forms[forms] = [LineText(form, font) for form in forms]
        return self._forms[forms]

    # Qt's own

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The head's widest form that fits, at the side where the numbers stand; a long name is shortened."""
        if not 0 <= section < self._model().columnCount():
            return
        column, look = self._model().columns[section], self._look
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(look.theme.ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.line_color())
        if self.lit(section):  # a line, not a ground: that would take from the contrast of the symbol on it
            thick = max(2, round(look.px(3)))
            painter.fillRect(
                rect.left(), rect.bottom() + 1 - thick, rect.width(), thick, look.color(column.quantity)
            )
        pad = self.margin
        room = rect.width() - pad - look.px(2)
        line = next((form for form in self._lines(section) if form.width <= room), None)
        baseline = rect.top() + 0.66 * rect.height()
        if line is not None:
            x = rect.left() + pad if column.bar else rect.right() + 1 - pad - line.width
            line.paint(painter, x, baseline)
        else:
            font = look.text_font(CELL_PIXELS)
            text = QFontMetricsF(font).elidedText(column.text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(look.color(column.quantity))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect.adjusted(0, 0, -round(pad), 0), int(flags), text)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads; a frame round them where the table has the focus and no cell to show it."""
        super().paintEvent(event)
        if self._table.hasFocus() and self._model().rowCount() == 0:
            painter = QPainter(self.viewport())
            paint_frame(painter, self.viewport().rect(), self._look)
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which quantity is pointed at."""
        super().mouseMoveEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        columns = self._model().columns
        if 0 <= section < len(columns):
            self.pointed.emit(columns[section].quantity, columns[section].key)
        else:
            self.pointed.emit(None, None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Nothing is pointed at once the pointer has left."""
        if event.type() is QEvent.Type.Leave:
            self.pointed.emit(None, None)
        return super().viewportEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and leaving the field take the name, Escape does not."""
        if watched is self._editor and event.type() is QEvent.Type.FocusOut:
            self._close_editor(accept=True)
        elif watched is self._editor and isinstance(event, QKeyEvent) and event.key() in _CLOSING:
            if event.type() is QEvent.Type.KeyPress:
                self._close_editor(accept=event.key() != Qt.Key.Key_Escape)
            return event.type() is QEvent.Type.KeyPress
        return super().eventFilter(watched, event)


class RowHeader(QHeaderView):
    """Row numbers; the chosen row between its two lines; a mark at the rows of the next batch."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self.chosen: int | None = None
        self.marked: Callable[[int], bool] = _never
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def restyle(self) -> None:
        """Take over the look."""
        self.setDefaultSectionSize(round(self._look.px(25)))
        self.fit()

    def fit(self) -> None:
        """As wide as the largest number needs."""
        digits = "0" * max(2, len(str(self.count())))
        metrics = QFontMetricsF(self._look.text_font(CELL_PIXELS))
        self.setFixedWidth(round(metrics.horizontalAdvance(digits) + self._look.px(20)))

    # Qt's own

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The number, and what marks the row."""
        look, chosen = self._look, section == self.chosen
        painter.save()
        painter.fillRect(rect, QColor(look.theme.ground))
        painter.setFont(look.text_font(CELL_PIXELS, bold=chosen))
        painter.setPen(look.color() if chosen else look.soft())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(section + 1))
        if self.marked(section):
            paint_batch_mark(painter, rect, look)
        paint_row_lines(painter, rect, look, chosen)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """One height for all rows."""
        size = super().sectionSizeFromContents(section)
        size.setHeight(self.defaultSectionSize())
        return size


def paint_frame(painter: QPainter, rect: QRect, look: Look) -> None:
    """The frame of what has the focus."""
    width = max(2, round(look.px(1.5)))
    pen = look.pen(Quantity.WEIGHT)
    pen.setWidth(width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset, -inset))


def style_field(editor: QLineEdit, look: Look) -> None:
    """A field that stands in a table: framed like the cell that has the focus, without air of its own."""
    theme, color = look.theme, look.theme.color(Quantity.WEIGHT)
    editor.setFrame(False)
    editor.setStyleSheet(
        f"QLineEdit {{ border: {max(1, round(look.px(1.5)))}px solid {color}; border-radius: 0;"
        f" padding: 0 {round(look.px(PADDING) - 3)}px; margin: 0; min-height: 0;"
        f" background: {theme.ground}; color: {theme.ink};"
        f" selection-background-color: {color}; selection-color: {theme.on_primary}; }}"
    )


def paint_row_lines(painter: QPainter, rect: QRect, look: Look, chosen: bool) -> None:
    """A quiet line below a row; one above and one below in the weight's colour for the chosen one."""
    if chosen:
        width, color = max(1, round(look.px(1))), look.color(Quantity.WEIGHT)
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, color)
        painter.fillRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width, color)
    else:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.theme.grid)


def paint_batch_mark(painter: QPainter, rect: QRect, look: Look) -> None:
    """A filled triangle that points at the row: in the batch of the next update."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(Quantity.UPDATE))
    size, middle, left = look.px(6), rect.center().y() + 0.5, rect.left() + look.px(1)
    painter.drawPolygon(_triangle(left, middle, size))


def _triangle(left: float, middle: float, size: float) -> QPolygonF:
    corners = [QPointF(left, middle - size / 2), QPointF(left + 0.8 * size, middle)]
    return QPolygonF([*corners, QPointF(left, middle + size / 2)])


def _never(_: int) -> bool:
    return False


_CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
