"""The base of both tables: a QTableView in the program's look, its columns as wide as their numbers need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTableView, QVBoxLayout, QWidget

from gdsim.scenario.number_text import digits
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_clipboard import cells_text
from gdsim.views.shared.table_delegate import CellDelegate, shortest
from gdsim.views.shared.table_header import CELL_PIXELS, PADDING, RowHeader, SymbolHeader
from gdsim.views.shared.table_model import TableModel

# Above this many rows the widest number is looked for among those in sight only.
_SEARCHED_ROWS = 100_000
# How much of the spare width a column of bars takes, a column of numbers taking 1.
_BAR_SHARE = 2.5
# What a column gives of its two margins before the table scrolls, in pixels of the drawing.
_AIR = 12.0


class TableView(QTableView):
    """Numbers in columns that neither jump while they change nor are cut.

    Keys that belong to one of the table's own actions, and those that begin a number in a cell that can be
    edited, are the table's while it has the focus, whatever shortcuts the window has.

    Signals:
        resized: its size is another.

    Attributes:
        margin: pixels between a number and the right edge of its column.
    """

    resized = Signal()

    def __init__(self, look: Look, model: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._panel = parent
        self.look = look
        self.table_model = model
        self.symbol_header = SymbolHeader(look, self)
        self.row_header = RowHeader(look, self)
        self.cells = CellDelegate(look, self)
        self._natural: list[float] = []
        self.margin = look.px(PADDING)
        self.setHorizontalHeader(self.symbol_header)
        self.setVerticalHeader(self.row_header)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setTabKeyNavigation(False)  # Tab goes on to the next widget; arrows move in the table
        self.setWordWrap(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerItem)  # so that the first row is whole
        self._corner = self._corner_label()

    def restyle(self) -> None:
        """Take over the look."""
        theme = self.look.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.ground))
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.ground))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        self.setPalette(palette)
        self._panel.setPalette(palette)  # what the rows leave free is the same sheet
        self._panel.setAutoFillBackground(True)
        self.symbol_header.restyle()
        self.row_header.restyle()
        self.cells.restyle()
        self._corner.setFont(self.look.text_font(CELL_PIXELS))
        self._corner.setStyleSheet(
            f"background: {theme.ground}; color: {theme.soft_ink}; border: none; "
            f"border-bottom: 1px solid {theme.line};"
        )
        self._natural = []

    def set_corner(self, symbol: str, words: str) -> None:
        """What the row heads are called."""
        self._corner.setText(symbol)
        self._corner.setToolTip(words)

    def fit_columns(self, minimum: list[float], dispensable: Sequence[int] = ()) -> None:
        """Give each column the room it needs, and share out what is left.

        Columns only grow, so that nothing jumps, until the table would scroll for room no longer needed.

        Args:
            minimum: room needed besides, a column each.
            dispensable: columns that are left out before the table would scroll, the first one first.
        """
        needed = [
            max(self.needed(i), room, self.symbol_header.natural_width(i)) for i, room in enumerate(minimum)
        ]
        if len(self._natural) == len(needed):
            grown = [max(pair) for pair in zip(self._natural, needed, strict=True)]
            if self._is_room_for(grown) or not self._is_room_for(needed):
                needed = grown
        self._natural = self._left_out(needed, dispensable)
        self._share_out()

    def _left_out(self, needed: list[float], dispensable: Sequence[int]) -> list[float]:
        """Hide columns as far as need be; what is hidden needs no room."""
        needed, hidden = list(needed), set()
        for column in dispensable:
            if self._is_room_for(needed):
                break
            needed[column] = 0.0
            hidden.add(column)
        for column in range(len(needed)):
            self.setColumnHidden(column, column in hidden)
        return needed

    def fit_height(self, room: int) -> None:
        """As high as its rows need, within this room, and no row cut in two; two at least."""
        header, row = self.symbol_header.height(), self.row_header.defaultSectionSize()
        count = self.table_model.rowCount()
        self.setMinimumHeight(header + row * min(count, 2))
        self.setMaximumHeight(header + row * min(count, max(2, (room - header) // row)))

    def enter(self, row: int, column: int) -> None:
        """Make a cell the current one and the only one selected, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.table_model.index(row, column), flags)

    def copy_cells(self, heads: bool = False) -> None:
        """Put the selected cells, with all digits, on the clipboard."""
        text = cells_text(self.table_model, self.selectedIndexes(), heads)
        if text:
            QGuiApplication.clipboard().setText(text)

    def pop_up(self, actions: list[QAction], global_position: QPoint) -> None:
        """A menu of the table's actions, with their keys."""
        menu = QMenu(self)
        menu.setObjectName("table_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(actions)
        menu.popup(global_position)

    def needed(self, column: int) -> float:
        """Room that the numbers of a column need, with their margins."""
        metrics = QFontMetricsF(self.look.text_font(CELL_PIXELS, bold=True))
        margins = 2 * self.look.px(PADDING)
        head = self.table_model.columns[column]
        if head.bar:
            return self.look.px(64)
        texts = ["0.0"] if head.editable else ["−0." + "0" * digits()]
        for row in self._sample_rows(column):
            text = self.table_model.text(row, head)
            texts.append(shortest(text) if head.exact else text)
        longest = sorted(texts, key=len)[-2:]
        return max(metrics.horizontalAdvance(text) for text in longest) + margins

    def _sample_rows(self, column: int) -> set[int]:
        """Rows in sight, and those with the largest and the smallest number."""
        count = self.table_model.rowCount()
        if not count:
            return set()
        first = max(0, self.rowAt(0))
        height = max(1, self.row_header.defaultSectionSize())
        rows = set(range(first, min(count, first + self.viewport().height() // height + 1)))
        if count <= _SEARCHED_ROWS:
            values = self.table_model.values(column)
            rows |= {int(values.argmax()), int(values.argmin())}
        return rows

    def _is_room_for(self, widths: list[float]) -> bool:
        """Whether columns this wide fit, with a little less air: better than a scroll bar."""
        shown = sum(width > 0 for width in widths)
        return sum(widths) <= self.viewport().width() + shown * self.look.px(_AIR)

    def _share_out(self) -> None:
        if not self._natural:
            return
        self._set_margin()
        widths = [round(width) for width in self._natural]
        spare = self.viewport().width() - sum(widths) if self._is_room_for(self._natural) else 0
        bar = _BAR_SHARE if spare > 0 else 1.0
        shown = zip(self.table_model.columns, widths, strict=True)
        weights = [(bar if column.bar else 1.0) if width else 0.0 for column, width in shown]
        before = 0
        for i, width in enumerate(widths):
            after = round(spare * sum(weights[: i + 1]) / sum(weights))
            self.setColumnWidth(i, width + after - before)
            before = after

    def _set_margin(self) -> None:
        """Numbers stand as far from the edge as the columns' width leaves them."""
        shown = sum(width > 0 for width in self._natural)
        missing = max(0.0, sum(self._natural) - self.viewport().width()) if shown else 0.0
        squeeze = missing / shown if self._is_room_for(self._natural) and shown else 0.0
        self.margin = self.look.px(PADDING) - squeeze / 2.0
        self.cells.set_margin(self.margin)
        self.symbol_header.margin = self.margin

    def _corner_label(self) -> QLabel:
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button = self.findChild(QAbstractButton)  # Qt's own, in the corner
        assert button is not None
        layout = QVBoxLayout(button)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        return label

    def _action_for(self, event: QKeyEvent) -> QAction | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(event.key() | modifiers.value)
        for action in self.actions():
            if action.isEnabled() and pressed in action.shortcuts():
                return action
        return None

    def _begins_number(self, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        editable = bool(self.table_model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        return editable and not plain.value and event.text() != "" and event.text() in "0123456789+-−.,"

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Claim the table's own keys before the window's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._action_for(event) is not None or self._begins_number(event):
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Without a row, the head shows it."""
        super().focusInEvent(event)
        self.symbol_header.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And no longer."""
        super().focusOutEvent(event)
        self.symbol_header.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's actions by their keys; Enter opens the cell."""
        action = self._action_for(event)
        if action is not None:
            action.trigger()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_edit(self.currentIndex()):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _can_edit(self, index: QModelIndex) -> bool:
        return bool(self.table_model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        if len(self._natural) == self.table_model.columnCount():
            self._share_out()
        self.resized.emit()
