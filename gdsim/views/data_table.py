"""The data table: records to type, and beside them every number on the way to E and its gradient."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollBar, QToolButton, QVBoxLayout, QWidget

from gdsim.engine.message import Count, Message
from gdsim.lesson.secret import HIDDEN, Secret
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_bubble import Bubble
from gdsim.views.shared.table_data_edits import DataEdits
from gdsim.views.shared.table_data_model import STAGE_OF, DataModel
from gdsim.views.shared.table_footer import Footer
from gdsim.views.shared.table_view import TableView
from gdsim.views.shared.view import View

# Computed columns by their keys, the least needed first: before a hall, and there where f has a slope.
_LEAST = ("contribution", "error_term", "share", "prediction", "loss")
_LEAST_WHERE_BENT = ("share", "loss", "weighted_sum", "prediction", "target", "error_term", "contribution")


class DataTable(View):
    """Inputs and target can be typed, pasted, added and deleted; computed columns and sums follow.

    Attributes:
        table: the QTableView called ``data_table``.
        edits: the actions.
        model: what it shows; always as the session is, even while this view is hidden.
    """

    object_name = "data_panel"
    lag = 100

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._showing = False
        self._batch: np.ndarray | None = None
        self.model = DataModel(session, self)
        self.table = TableView(look, self.model, self)
        self.table.setObjectName("data_table")
        self.footer = Footer(look, self.table, self)
        self.footer.setObjectName("data_sums")
        self.bubble = Bubble(look, self)
        self._note = QLabel(self)
        self._note.setObjectName("data_note")
        self._note.setWordWrap(True)
        self._scroll = QScrollBar(Qt.Orientation.Horizontal, self)
        self.edits = DataEdits(session, self.model, self.table, self)
        self._strip = self._button_strip()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.restyle()

    # What a view is

    def title(self) -> str:
        """Name of the panel."""
        return tr("Data")

    def hint(self) -> str:
        """What can be done here."""
        return tr("type, paste, drag a point")

    def describe(self) -> str:
        """The records and the sums, in a sentence."""
        neuron, record = self.session.scenario.neuron, self.session.selected_record
        if neuron is None or record is None:
            return self._note.text()
        sentence = tr(
            "{count:record|records}; E is {error}; record {record} is chosen: prediction {prediction}."
        )
        is_hidden = Secret.ERROR in self.session.withheld
        return sentence.format(
            count=Count(neuron.dataset.record_count),
            error=HIDDEN if is_hidden else number_text(self.model.error),
            record=record + 1,
            prediction=number_text(self.model.prediction(record)),
        )

    def refresh(self) -> None:
        """Everything."""
        self._follow()
        neuron = self.session.scenario.neuron
        self._show_note()
        for widget in (self.table, self.footer):
            widget.setVisible(neuron is not None)
        self._strip.setVisible(neuron is not None and not self.look.for_hall)
        self.edits.set_enabled(neuron is not None)
        self._fit_height()
        self.table.row_header.fit()
        self.refresh_step()
        self.refresh_selection()

    def refresh_step(self) -> None:
        """Computed numbers; only cells in sight are read."""
        self._follow()
        self._batch = None
        if self.session.scenario.optimizer.batch is not None:
            self._batch = self.session.descent.batch_records()
        self._fit_columns()
        self.footer.refresh()
        self.table.row_header.viewport().update()

    def refresh_selection(self) -> None:
        """The chosen record and the columns lit up."""
        record = self.session.selected_record
        self.table.cells.chosen = self.table.row_header.chosen = record
        if record is not None and self.table.currentIndex().row() != record:
            self._showing = True
            self.table.enter(record, max(0, self.table.currentIndex().column()))
            self._showing = False
        if self.look.for_hall:
            self._fit_columns()  # another stage, other columns
        for widget in (self.table.viewport(), self.table.row_header.viewport(), self.footer):
            widget.update()
        self.table.symbol_header.viewport().update()

    def restyle(self) -> None:
        """Take over the look."""
        theme, look = self.look.theme, self.look
        self.table.restyle()
        self.footer.restyle()
        self._note.setFont(look.text_font(13))
        self._note.setStyleSheet(f"color: {theme.soft_ink}; padding: {round(look.px(10))}px;")
        self._strip.setStyleSheet(
            f"QToolButton {{ border: none; background: transparent; color: {theme.soft_ink};"
            f" padding: {round(look.px(3))}px {round(look.px(7))}px; }}"
            f"QToolButton:hover, QToolButton:focus {{ color: {theme.ink}; background: {theme.field}; }}"
        )
        for button in self._strip.findChildren(QToolButton):
            button.setFont(look.text_font(12))
        self._fit_height()

    def retranslate(self) -> None:
        """Say it in the language in force."""
        self.model.retranslate()
        self.table.setAccessibleName(tr("Data table"))
        self.table.set_corner("μ", tr("Record number μ"))
        self.edits.retranslate()
        self._show_note()

    # Set up

    def _button_strip(self) -> QWidget:
        strip = QWidget(self)
        layout = QHBoxLayout(strip)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(2)
        for action in self.edits.button_actions:
            button = QToolButton(strip)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setDefaultAction(action)
            layout.addWidget(button)
        layout.addStretch()
        return strip

    def _lay_out(self) -> None:
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        for widget in (self._note, self.footer, self._scroll):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(self._strip)

    def _connect(self) -> None:
        table, session = self.table, self.session
        session.scenario_changed.connect(self._follow)
        session.scenario_changed.connect(self.bubble.hide)
        session.stepped.connect(self._follow)
        session.stage_changed.connect(self._on_stepped)
        session.stage_changed.connect(self._on_selected)
        session.withheld_changed.connect(self._on_stepped)
        table.selectionModel().currentChanged.connect(self._on_current)
        table.cells.left.connect(self._on_left)
        table.cells.lit = self._is_lit
        table.symbol_header.lit = self._is_column_lit
        table.row_header.marked = self._is_in_batch
        table.symbol_header.pointed.connect(session.point_at)
        self.edits.done.connect(self.bubble.hide)
        self.edits.refused.connect(self._on_edit_refused)
        table.resized.connect(self._on_resized)
        table.verticalScrollBar().valueChanged.connect(self._fit_columns)
        inner = table.horizontalScrollBar()
        inner.rangeChanged.connect(self._fit_scroll_bar)
        inner.valueChanged.connect(self._scroll.setValue)
        self._scroll.valueChanged.connect(inner.setValue)
        self.model.refused.connect(self._on_refused)
        for widget in (table, table.symbol_header, table.row_header):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_cell_menu)
        table.symbol_header.customContextMenuRequested.connect(self._show_head_menu)
        table.row_header.customContextMenuRequested.connect(self._show_row_menu)

    # Showing

    def _follow(self) -> None:
        """Let the model be as the session is, seen or not; seen and in wait of its turn, later."""
        if self.waits:
            return
        self._showing = True
        self.model.update()
        self._showing = False

    def _show_note(self) -> None:
        dataset = self.session.scenario.dataset
        text = ""
        if dataset is None:
            text = tr(
                "This error is a surface, given by a formula: it has no data. Choose a scenario with records."
            )
        elif dataset.record_count == 0:
            text = tr("There are no records. Add one with {key}, or paste a table from a spreadsheet.")
            text = text.format(key=self.edits.key("add_record"))
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _fit_height(self) -> None:
        """The sums stand right below the last record where there is room for all."""
        others = (self.footer, self._strip, self._scroll, self._note)
        taken = sum(widget.sizeHint().height() for widget in others if widget.isVisibleTo(self))
        self.table.fit_height(self.height() - taken)

    def _fit_columns(self) -> None:
        columns = range(self.model.columnCount())
        self.table.fit_columns([self.footer.natural_width(i) for i in columns], self._dispensable())
        self._fit_scroll_bar()

    def _dispensable(self) -> list[int]:
        """Columns that a hall does without, the first one first: it cannot scroll.

        What the present stage makes is kept; where f bends, so is what the gradient is made of.
        """
        if not self.look.for_hall:
            return []
        neuron = self.session.scenario.neuron
        bends = neuron is not None and neuron.activation.name != "identity"
        keys = [column.key.partition(":")[0] for column in self.model.columns]
        order = _LEAST_WHERE_BENT if bends else _LEAST
        found = [i for key in order for i in reversed(range(len(keys))) if keys[i] == key]
        return [i for i in found if not self._is_in_stage(i)]

    def _on_resized(self) -> None:
        self._fit_columns()  # other rows are in sight

    def _fit_scroll_bar(self) -> None:
        inner = self.table.horizontalScrollBar()
        self._scroll.setRange(inner.minimum(), inner.maximum())
        self._scroll.setPageStep(inner.pageStep())
        self._scroll.setSingleStep(inner.singleStep())
        visible = inner.maximum() > 0 and not self.look.for_hall and self.table.isVisibleTo(self)
        if visible != self._scroll.isVisibleTo(self):
            self._scroll.setVisible(visible)
            self._fit_height()

    def _is_column_lit(self, column: int) -> bool:
        return self._is_pointed_at(column) or self._is_in_stage(column)

    def _is_pointed_at(self, column: int) -> bool:
        """Its quantity is, or a formula that makes its numbers."""
        shown = self.model.columns[column]
        is_lit = shown.quantity is not None and shown.quantity == self.session.highlight
        return is_lit or shown.key == self.session.column

    def _is_in_stage(self, column: int) -> bool:
        stage = self.session.stage
        key = self.model.columns[column].key.partition(":")[0]
        return stage is not None and STAGE_OF.get(key) == stage.name

    def _is_lit(self, row: int, column: int) -> bool:
        if self._is_pointed_at(column):
            return True
        last = self.session.stage_record
        reached = (last is None or row <= last) and (self._batch is None or self._is_in_batch(row))
        return reached and self._is_in_stage(column)

    def _is_in_batch(self, row: int) -> bool:
        if self._batch is None:
            return False
        place = int(np.searchsorted(self._batch, row))
        return place < len(self._batch) and bool(self._batch[place] == row)

    # Asked by the person

    def _on_current(self, current: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self.session.select_record(current.row())

    def _on_left(self, editor: QWidget, down: int, right: int) -> None:
        """Take what was typed; go on only where it was taken."""
        index = self.table.currentIndex()
        self.table.commitData(editor)
        self.table.closeEditor(editor, self.table.itemDelegate().EndEditHint.NoHint)
        if self.table.cells.accepted:
            self._go(index.row() + down, index.column() + right)

    def _go(self, row: int, column: int) -> None:
        """The cell; past the last column that can be edited, the first one of the next record."""
        last = self.model.given_count - 1
        if column > last:
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, last
        if 0 <= row < self.model.rowCount():
            self.table.enter(row, column)

    def _on_refused(self, index: QModelIndex, message: Message) -> None:
        self.bubble.say(say(message), self._cell_rect(index))

    def _on_edit_refused(self, message: Message, column: int) -> None:
        current = self.table.currentIndex()
        self.bubble.say(say(message), self._head_rect(column) if column >= 0 else self._cell_rect(current))

    def _cell_rect(self, index: QModelIndex) -> QRect:
        rect = self.table.visualRect(index)
        corner = self.table.viewport().mapTo(self, QPoint(0, 0))
        return rect.translated(corner) if index.isValid() else QRect(corner, corner)

    def _head_rect(self, column: int) -> QRect:
        header = self.table.symbol_header
        left = header.viewport().mapTo(self, QPoint(header.sectionViewportPosition(column), 0))
        return QRect(left, header.size())

    def _show_cell_menu(self, position: QPoint) -> None:
        self._show_menu(self.table.viewport().mapToGlobal(position))

    def _show_row_menu(self, position: QPoint) -> None:
        row = self.table.row_header.logicalIndexAt(position)
        if row >= 0 and not self.table.selectionModel().isRowSelected(row):
            self.table.selectRow(row)
        self._show_menu(self.table.row_header.mapToGlobal(position))

    def _show_head_menu(self, position: QPoint) -> None:
        column = self.table.symbol_header.logicalIndexAt(position)
        row = self.session.selected_record
        if column >= 0 and row is not None:
            self.table.enter(row, column)
        self._show_menu(self.table.symbol_header.mapToGlobal(position))

    def _show_menu(self, position: QPoint) -> None:
        self.table.pop_up(self.edits.menu_actions, position)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many records as fit."""
        super().resizeEvent(event)
        self._fit_height()
