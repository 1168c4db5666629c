"""What a person can do with the records: add, delete, rename, copy, paste; each an action with a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.table_clipboard import read_block, with_block
from gdsim.views.shared.table_data_model import DataModel
from gdsim.views.shared.table_view import TableView

# Object name, text, the few words on its button, keys. Those with few words have a button.
_ACTIONS = (
    ("add_record", QT_TR_NOOP("Add record"), QT_TR_NOOP("+ record"), ("Ctrl+Return", "Ctrl+Enter", "Ins")),
    ("delete_record", QT_TR_NOOP("Delete record"), QT_TR_NOOP("− record"), ("Ctrl+Del",)),
    (
        "add_column",
        QT_TR_NOOP("Add input column"),
        QT_TR_NOOP("+ input"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    ),
    ("delete_column", QT_TR_NOOP("Delete input column"), QT_TR_NOOP("− input"), ("Ctrl+Shift+Del",)),
    ("rename_column", QT_TR_NOOP("Rename column"), "", ("Shift+F2",)),
    ("copy_cells", QT_TR_NOOP("Copy"), "", (QKeySequence.StandardKey.Copy,)),
    ("copy_with_heads", QT_TR_NOOP("Copy with column names"), "", ("Ctrl+Shift+C",)),
    ("paste_cells", QT_TR_NOOP("Paste"), "", (QKeySequence.StandardKey.Paste,)),
    ("clear_cells", QT_TR_NOOP("Delete selected records"), "", ("Del", "Backspace")),
)

# By which a window imports a table from the clipboard.
IMPORT_KEY = "Ctrl+Shift+V"


class DataEdits(QObject):
    """The edits of the records beside typing a number. Each asks the session for one undoable change.

    Signals:
        done: an edit was made, or is tried anew: what was said before no longer holds.
        refused: an edit cannot be: a Message that says why, and the column whose head it is about, or -1.

    Attributes:
        actions: by their names, without the ``action_`` of their object names.
    """

    done = Signal()
    refused = Signal(object, int)

    def __init__(self, session: Session, model: DataModel, table: TableView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._table = table
        self.actions = {name: self._action(name, keys) for name, _, _, keys in _ACTIONS}
        table.symbol_header.renamed.connect(self._rename)

    @property
    def button_actions(self) -> list[QAction]:
        """What deserves a button."""
        return [self.actions[name] for name, _, short, _ in _ACTIONS if short]

    @property
    def menu_actions(self) -> list[QAction]:
        """What stands in the context menu."""
        return [action for name, action in self.actions.items() if name != "clear_cells"]

    def retranslate(self) -> None:
        """Say it in the language in force."""
        for name, text, short, _ in _ACTIONS:
            action = self.actions[name]
            action.setText(tr(text))
            action.setIconText(tr(short) if short else tr(text))
            action.setToolTip(tr("{action} ({key})").format(action=tr(text), key=self.key(name)))

    def set_enabled(self, enabled: bool) -> None:
        """Whether there are records to edit at all."""
        for action in self.actions.values():
            action.setEnabled(enabled)

    def key(self, name: str) -> str:
        """The key of an action, as people read it."""
        return self.actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def _action(self, name: str, keys: tuple) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action_{name}")
        sequences = [
            QKeySequence(key) if isinstance(key, str) else QKeySequence.keyBindings(key) for key in keys
        ]
        flat = [key for entry in sequences for key in (entry if isinstance(entry, list) else [entry])]
        action.setShortcuts(flat)
        # The table hands its keys to its actions itself, so that no shortcut of a window makes them ambiguous.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(getattr(self, f"_{name}"))
        self._table.addAction(action)
        return action

    def _edit(self, change: Callable[[Dataset], Dataset], text: str, column: int = -1) -> bool:
        """One undoable edit of the records; where it is refused, the reason is told."""
        dataset = self._session.scenario.dataset
        if dataset is None:
            return False
        self.done.emit()
        try:
            self._session.edit_data(change(dataset), text)
        except GdsimError as error:
            self.refused.emit(error.message, column)
            return False
        return True

    def _add_record(self) -> None:
        at = self._table.currentIndex().row() + 1 if self._model.rowCount() else 0
        zeros = [[0.0] * self._model.given_count]
        if self._edit(lambda dataset: dataset.with_records(zeros, at), tr("Add record")):
            self._table.enter(at, 0)
            self._table.setFocus()

    def _delete_record(self) -> None:
        rows = sorted({index.row() for index in self._table.selectedIndexes()})
        rows = rows or [row for row in [self._session.selected_record] if row is not None]
        if not rows:
            return
        text = tr("Delete record") if len(rows) == 1 else tr("Delete {count} records").format(count=len(rows))
        if self._edit(lambda dataset: dataset.without_records(rows), text):
            self._session.select_record(max(0, min(rows[0], self._model.rowCount() - 1)))

    def _clear_cells(self) -> None:
        """Whole records are deleted; a cell is not, for it needs a number."""
        selection = self._table.selectionModel()
        rows = {index.row() for index in self._table.selectedIndexes()}
        if rows and all(selection.isRowSelected(row) for row in rows):
            self._delete_record()
        else:
            sentence = QT_TR_NOOP("A cell needs a number: type another one. {key} deletes the record.")
            self.refused.emit(Message(sentence, key=self.key("delete_record")), -1)

    def _add_column(self) -> None:
        taken = set(self._session.scenario.dataset.column_names)  # type: ignore[union-attr]
        number = self._model.given_count
        while f"x{number}" in taken:
            number += 1
        self._edit(lambda dataset: dataset.with_input(f"x{number}"), tr("Add input column"))

    def _delete_column(self) -> None:
        column = self._table.currentIndex().column()
        if 0 <= column < self._model.given_count - 1:
            self._edit(lambda dataset: dataset.without_input(column), tr("Delete input column"))
        else:
            self.refused.emit(
                Message(QT_TR_NOOP("Choose a cell of the input column that is to be deleted.")), -1
            )

    def _rename_column(self) -> None:
        column = max(0, self._table.currentIndex().column())
        if column < self._model.given_count:
            self._table.symbol_header.edit_name(column)
        else:
            self.refused.emit(Message(QT_TR_NOOP("This column is computed: its name is fixed.")), -1)

    def _rename(self, column: int, name: str) -> None:
        new = name.strip()
        self._edit(lambda dataset: dataset.renamed(column, new), tr("Rename column"), column)

    def _copy_cells(self) -> None:
        self._table.copy_cells()

    def _copy_with_heads(self) -> None:
        self._table.copy_cells(heads=True)

    def _paste_cells(self) -> None:
        current = self._table.currentIndex()
        record, column = max(0, current.row()), max(0, current.column())
        text = QGuiApplication.clipboard().text()

        def paste(dataset: Dataset) -> Dataset:
            try:
                return with_block(dataset, read_block(text, self._model.given_count - column), record, column)
            except GdsimError as problem:
                raise problem if len(text.split()) < 2 else _with_other_way(problem) from None

        self._edit(paste, tr("Paste"))


def _with_other_way(problem: GdsimError) -> GdsimError:
    """A table with texts, gaps or other columns can be had, but by another key."""
    way = Message(
        QT_TR_NOOP("{key} shows what was copied, and lets you choose what to take of it."),
        key=QKeySequence(IMPORT_KEY).toString(QKeySequence.SequenceFormat.NativeText),
    )
    return GdsimError(Message(QT_TR_NOOP("{problem} {more}"), problem=problem.message, more=way))
