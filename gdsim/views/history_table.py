"""The history as a table: every step with its error, weights and gradient."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.engine.message import Count
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_history_model import HistoryModel
from gdsim.views.shared.table_view import TableView
from gdsim.views.shared.view import View


class HistoryTable(View):
    """Rows of the descent so far. It stays at the last step unless one scrolls up to look at an earlier one.

    Attributes:
        table: the QTableView.
        model: what it shows; always as the session is, even while this view is hidden.
    """

    object_name = "history_table"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.model = HistoryModel(session, self)
        self.table = TableView(look, self.model, self)
        self.table.setObjectName("history_rows")
        self._at_end = True
        self.table.verticalHeader().hide()
        self._copy = self._action(
            "copy_history", "_copy_cells", QKeySequence.keyBindings(QKeySequence.StandardKey.Copy)
        )
        self._copy_all = self._action(
            "copy_history_with_heads", "_copy_with_heads", [QKeySequence("Ctrl+Shift+C")]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addStretch()
        session.scenario_changed.connect(self.model.update)
        session.stepped.connect(self.model.update)
        self.table.cells.faded = self.model.is_stale
        self.table.cells.ruled = self.model.is_edited
        self.table.cells.lit = self._is_lit
        self.table.symbol_header.lit = self._is_column_lit
        self.table.symbol_header.pointed.connect(session.set_highlight)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.resized.connect(self._on_resized)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.retranslate()
        self.restyle()

    # What a view is

    def title(self) -> str:
        """Name of the panel."""
        return tr("History")

    def describe(self) -> str:
        """How long it is, and its last row."""
        return tr("{count:step|steps}; at step {step} the error is {error}.").format(
            count=Count(self.session.step_number),
            step=self.session.step_number,
            error=number_text(self.session.error),
        )

    def refresh(self) -> None:
        """All rows; only those in sight are read."""
        follows = self._at_end
        self.model.update()
        self.table.cells.chosen = self.session.step_number
        self._fit_height()
        self._fit_columns()
        if follows:
            self._follow()

    def refresh_selection(self) -> None:
        """The columns lit up."""
        self.table.viewport().update()
        self.table.symbol_header.viewport().update()

    def restyle(self) -> None:
        """Take over the look."""
        self.table.restyle()

    def retranslate(self) -> None:
        """Say it in the language in force."""
        self.model.retranslate()
        self.table.setAccessibleName(tr("History of the descent"))
        for action, text in ((self._copy, tr("Copy")), (self._copy_all, tr("Copy with column names"))):
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(tr("{action} ({key})").format(action=text, key=key))

    # Inside

    def _fit_height(self) -> None:
        bar = self.table.horizontalScrollBar()
        self.table.fit_height(self.height() - (bar.height() if bar.maximum() > 0 else 0))

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value == self.table.verticalScrollBar().maximum()
        self._fit_columns()

    def _on_resized(self) -> None:
        if self._at_end:
            self._follow()

    def _follow(self) -> None:
        self.table.scrollToBottom()
        self._at_end = True

    def _action(self, name: str, slot: str, keys: list[QKeySequence]) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action_{name}")
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(getattr(self, slot))
        self.table.addAction(action)
        return action

    def _fit_columns(self) -> None:
        self.table.fit_columns([0.0] * self.model.columnCount())

    def _is_column_lit(self, column: int) -> bool:
        quantity = self.model.columns[column].quantity
        return quantity is not None and quantity == self.session.highlight

    def _is_lit(self, _row: int, column: int) -> bool:
        return self._is_column_lit(column)

    def _copy_cells(self) -> None:
        self.table.copy_cells()

    def _copy_with_heads(self) -> None:
        self.table.copy_cells(heads=True)

    def _show_menu(self, position: QPoint) -> None:
        self.table.pop_up([self._copy, self._copy_all], self.table.viewport().mapToGlobal(position))

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many steps as fit."""
        super().resizeEvent(event)
        self._fit_height()
