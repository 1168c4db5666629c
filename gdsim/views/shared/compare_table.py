"""The table of compared descents as a widget: samples of their lines, sorting, editing in place."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gdsim.engine.message import Message
from gdsim.engine.optimizer import RULES
from gdsim.scenario.number_text import exact_text
from gdsim.scenario.words import say, tr
from gdsim.views.shared.compare_model import (
    COLUMNS,
    COST,
    RULE,
    STATE,
    STEPS,
    ColumnSpec,
    CompareModel,
    Index,
    Row,
)
from gdsim.views.shared.look import Look
from gdsim.views.shared.series import paint_sample
from gdsim.views.shared.table_bubble import Bubble
from gdsim.views.shared.theme import Quantity

_CELL, _HEAD = 12.0, 11.0
_PADDING, _SAMPLE, _ROW, _TALL_ROW = 6.0, 22.0, 26.0, 38.0
_ROWS_SHOWN = 6
# Columns that give way where there is too little room, and how far: their texts take two lines.
_GIVE = ((RULE, 138.0), (STATE, 84.0), (RULE, 104.0))
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.TextFlag.TextWordWrap)


class CompareTable(QTableView):
    """Rows of a CompareModel. A click on a head sorts, Enter or a double click edits.

    Signals:
        place_chosen: the place of the descent whose row is the current one.
    """

    place_chosen = Signal(int)

    def __init__(self, look: Look, model: CompareModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare_table")
        self._look, self._rows = look, model
        self._fitted, self._widths = 0, [0] * len(COLUMNS)
        self._tall: set[int] = set()  # places whose words take two lines
        self._bubble: Bubble | None = None
        self._delegate = _Delegate(look, model, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(True)
        head.setSortIndicator(RULE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        head.setSortIndicatorShown(False)  # Qt's would cover a short name: the head itself says it
        self.selectionModel().currentRowChanged.connect(self._on_current)
        head.sortIndicatorChanged.connect(self.fit_columns)
        model.modelReset.connect(self.fit_columns)
        model.refused.connect(self._on_refused)

    @property
    def place(self) -> int | None:
        """Of the descent whose row is the current one."""
        row = self.currentIndex().row()
        return self._rows.rows[row].place if 0 <= row < len(self._rows.rows) else None

    def choose(self, place: int) -> None:
        """Make a descent's row the current one."""
        row = self._rows.row_of(place)
        if row is not None and place != self.place:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags)

    def point_at(self, place: int | None) -> None:
        """Mark the row of what is pointed at elsewhere."""
        if place != self._delegate.pointed:
            self._delegate.pointed = place
            self.viewport().update()

    def restyle(self) -> None:
        """Sizes and colours of the look."""
        palette, theme = self.palette(), self._look.theme
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(theme.ground))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        self.setPalette(palette)
        self.setFont(self._look.text_font(_CELL))
        self._delegate.restyle()
        head = self.horizontalHeader()
        # It is measured with its own font and painted with the viewport's.
        for widget in (head, head.viewport()):
            widget.setFont(self._look.text_font(_HEAD))
        self.verticalHeader().setDefaultSectionSize(round(self._look.px(_ROW)))
        self._fitted = 0
        self.fit_columns()

    def fit_columns(self) -> None:
        """Each as wide as its texts need; what is left goes to the state. Where there is too little, k goes,
        which the status bar tells, then long words take two lines, then the cost goes, which the tooltip tells.
        """
        room = self.viewport().width()
        if self.width() != self._fitted:  # not that of the viewport, which a scroll bar changes
            self._fitted, self._widths = self.width(), [0] * len(COLUMNS)
            self._tall.clear()
        # Columns and rows only grow, so that nothing jumps while numbers change.
        self._widths = [max(pair) for pair in zip(self._needed(), self._widths, strict=True)]
        widths = list(self._widths)
        lacking = sum(widths) - room
        leasts = {column: round(self._look.px(least)) for column, least in _GIVE}  # the last ones hold
        can_give = sum(max(0, widths[column] - least) for column, least in leasts.items())
        self.setColumnHidden(STEPS, lacking > 0)
        lacking -= widths[STEPS] if lacking > 0 else 0
        self.setColumnHidden(COST, lacking > can_give)
        lacking -= widths[COST] if lacking > can_give else 0
        for column, least in _GIVE:
            given = max(0, min(lacking, widths[column] - round(self._look.px(least))))
            widths[column] -= given
            lacking -= given
        widths[STATE] += max(0, -lacking)
        for i, width in enumerate(widths):
            if width != self.columnWidth(i):
                self.setColumnWidth(i, width)
        self._fit_rows(widths)

    def _fit_rows(self, widths: list[int]) -> None:
        """Each as high as its words need in columns as wide as this."""
        columns = {column for column, _ in _GIVE}
        for i, row in enumerate(self._rows.rows):
            if any(self._delegate.width(row, column) > widths[column] for column in columns):
                self._tall.add(row.place)
            height = self._height(row)
            if height != self.rowHeight(i):
                self.setRowHeight(i, height)
                self.updateGeometry()

    def _height(self, row: Row) -> int:
        return round(self._look.px(_TALL_ROW if row.place in self._tall else _ROW))

    def _needed(self) -> list[int]:
        px = self._look.px
        heads = QFontMetricsF(self.horizontalHeader().font())
        needed: list[int] = []
        for i in range(len(COLUMNS)):
            head = heads.horizontalAdvance(self._rows.headerData(i, Qt.Orientation.Horizontal))
            head += px(_PADDING) + 2 * round(px(_PADDING)) + 1  # as Qt's own margins
            texts = (self._delegate.width(row, i) for row in self._rows.rows)
            needed.append(max([math.ceil(head), *texts]))
        return needed

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self.place is not None:
            self.place_chosen.emit(self.place)

    def _on_refused(self, row: int, column: int, message: Message) -> None:
        if self._bubble is None:
            self._bubble = Bubble(self._look, self)
        rect = self.visualRect(self._rows.index(row, column))
        self._bubble.say(say(message), QRect(self.viewport().mapToParent(rect.topLeft()), rect.size()))

    # Qt's own

    def sizeHint(self) -> QSize:
        """High enough for a few rows; more scroll."""
        shown = self._rows.rows[:_ROWS_SHOWN]
        empty = max(0, 3 - len(shown)) * self.verticalHeader().defaultSectionSize()
        heights = sum(map(self._height, shown)) + empty
        return QSize(0, self.horizontalHeader().height() + heights + 2)

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(0, self.horizontalHeader().height() + 2 * self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell."""
        editing = self.state() == self.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _RuleList(QComboBox):
    """Opens as soon as it is there: a closed one would take the first arrow key for the choice.

    Signals:
        left: the list is closed, and whatever was chosen has been taken.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)  # goes with the list
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.left)
        self.view().installEventFilter(self)

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self._soon.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.showPopup()


class _Delegate(QStyledItemDelegate):
    """Paints sample, text and marks; edits a rule by a list and η by its digits."""

    def __init__(self, look: Look, model: CompareModel, parent: CompareTable) -> None:
        super().__init__(parent)
        self._look, self._rows = look, model
        self.pointed: int | None = None
        self.restyle()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, sample, text, a quiet line below."""
        look, rect, column = self._look, option.rect, COLUMNS[index.column()]
        row = self._rows.rows[index.row()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._ground(row.place, column.editable, selected))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._grid)
        pad = round(look.px(_PADDING))
        place = rect.adjusted(pad, 0, -pad, 0)
        if column.key == "rule":
            middle = rect.center().y() + 0.5
            paint_sample(painter, look, row.place, rect.left() + pad, middle, look.px(_SAMPLE))
            place.setLeft(rect.left() + round(look.px(_SAMPLE)) + 2 * pad)
        painter.setFont(self._bold if _is_bold(row, column) else self._plain)
        painter.setPen(self._error if column.key == "error" else self._ink)
        text, metrics = column.text(row), painter.fontMetrics()
        flags = _RIGHT if column.right else _LEFT
        if metrics.horizontalAdvance(text) > place.width():
            if place.contains(metrics.boundingRect(place, flags | _WRAP, text)):
                flags |= _WRAP
            else:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, flags, text)
        focus = option.state & QStyle.StateFlag.State_HasFocus
        if focus and option.widget is not None and option.widget.hasFocus():
            painter.save()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color(Quantity.WEIGHT), max(1.0, look.px(1.5))))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def width(self, row: Row, place: int) -> int:
        """Pixels that the text of a column takes in one line, with what stands around it."""
        column, pad = COLUMNS[place], round(self._look.px(_PADDING))
        text = self._metrics[_is_bold(row, column)].horizontalAdvance(column.text(row))
        sample = round(self._look.px(_SAMPLE)) + pad if column.key == "rule" else 0
        return math.ceil(text) + sample + 2 * pad + 1

    def restyle(self) -> None:
        """Fonts and colours of the look; made once, since a dozen rows are painted at every step."""
        look, theme = self._look, self._look.theme
        self._plain, self._bold = look.text_font(_CELL), look.text_font(_CELL, bold=True)
        self._metrics = QFontMetricsF(self._plain), QFontMetricsF(self._bold)
        self._ink, self._error, self._grid = look.color(), look.color(Quantity.ERROR), QColor(theme.grid)
        self._grounds = {
            name: QColor(getattr(theme, name)) for name in ("ground", "field", "selection", "hover")
        }

    def _ground(self, place: int, editable: bool, selected: bool) -> QColor:
        if selected:
            return self._grounds["selection"]
        if place == self.pointed:
            return self._grounds["hover"]
        return self._grounds["field" if editable else "ground"]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of rules, or a field with all digits."""
        if index.column() == RULE:
            combo = _RuleList(parent)
            combo.setObjectName("compare_rule")
            for rule in RULES.values():
                combo.addItem(tr(rule.label), rule.name)
            combo.setFont(self._look.text_font(_CELL))
            combo.setAccessibleName(tr("rule"))
            combo.view().setMinimumWidth(
                combo.view().sizeHintForColumn(0) + round(self._look.px(3 * _PADDING))
            )
            combo.activated.connect(self._on_rule)
            combo.left.connect(self._on_left)
            QTimer.singleShot(
                0, combo.showPopup
            )  # a closed one would take the first arrow key for the choice
            return combo
        editor = QLineEdit(parent)
        editor.setObjectName("compare_rate")
        editor.setFont(self._look.text_font(_CELL, bold=True))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(tr("learning rate η"))
        pad = round(self._look.px(_PADDING)) - 3
        editor.setStyleSheet(f"padding: 0 {pad}px; border-radius: 0; min-height: 0;")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is in force."""
        value: Any = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(exact_text(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over the choice or the text; an untouched field changes nothing."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell."""
        editor.setGeometry(option.rect)

    def _on_left(self) -> None:
        """A closed list without a choice is of no use."""
        combo = self.sender()
        if isinstance(combo, QComboBox) and combo.isVisible():
            self.closeEditor.emit(combo, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _on_rule(self) -> None:
        """A choice is taken at once."""
        combo = self.sender()
        assert isinstance(combo, QComboBox)
        self.commitData.emit(combo)
        self.closeEditor.emit(combo, QStyledItemDelegate.EndEditHint.NoHint)


def _is_bold(row: Row, column: ColumnSpec) -> bool:
    """η, and the rule that is the session's own."""
    return column.key == "rate" or (column.key == "rule" and row.place == 0)
