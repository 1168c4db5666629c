"""The base of table models: shows columns of numbers, and tells of changes without closing an editor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gdsim.scenario.number_text import exact_text
from gdsim.scenario.words import tr
from gdsim.views.shared.table_column import Column

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Columns of one source. It stores no number: each is read from the source when it is looked at.

    Where the shape changes, rows and columns are inserted and removed, so that selection and editor stay
    with what they belong to; where values change, one ``dataChanged`` is sent.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Any = None
        self._columns: list[Column] = []
        self._row_count = 0

    @property
    def columns(self) -> Sequence[Column]:
        """What the columns are, from left to right."""
        return self._columns

    def total(self, column: int) -> str | None:
        """The text of a column's footer cell."""
        total = self._columns[column].total
        return None if total is None or self._source is None else total(self._source)

    def values(self, column: int) -> Any:
        """All numbers of a column, (N,)."""
        return self._columns[column].values(self._source)

    def number(self, row: int, column: Column) -> float:
        """The number in a cell; NaN where it is not to be seen now."""
        return column.value(self._source, row) if self.instead(row, column) is None else math.nan

    def text(self, row: int, column: Column) -> str:
        """The number in a cell, as people read it, or what stands instead of it."""
        instead = self.instead(row, column)
        return column.cell_text(self._source, row) if instead is None else instead

    def instead(self, row: int, column: Column) -> str | None:
        """What stands instead of a number that is not to be seen now; None where it is."""
        return None

    def column_name(self, column: int) -> str:
        """The column's name as it stands in files and copies."""
        return self._columns[column].text

    def row_name(self, row: int) -> str:
        """What a row is called, for screen readers."""
        raise NotImplementedError

    def show(
        self,
        source: object,
        columns: Sequence[Column],
        rows: int,
        moved_at: int | None = None,
        changed_from: int = 0,
    ) -> None:
        """Show another source.

        Args:
            source: what ``Column.values`` reads.
            columns: those of both sources keep their order.
            rows: their number.
            moved_at: row at which some were inserted or removed while all others stayed; None where rows
                have changed in another way.
            changed_from: first column whose values may have changed.
        """
        self._remove_columns({column.key for column in columns})
        if moved_at is not None:
            with self._moving(moved_at, rows):
                self._source = source
        else:
            with self._moving(rows, min(rows, self._row_count)):
                pass
            self._source = source
        self._insert_columns(columns)
        self._rename_columns(columns)
        if self._row_count and changed_from < len(columns):
            last = self.index(self._row_count - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, changed_from), last)
        with self._moving(self._row_count, rows):
            pass

    @contextmanager
    def _moving(self, at: int, rows: int) -> Iterator[None]:
        """Insert or remove rows at a place until there are so many; the source may be changed meanwhile."""
        more = rows - self._row_count
        if more > 0:
            self.beginInsertRows(QModelIndex(), at, at + more - 1)
        elif more < 0:
            self.beginRemoveRows(QModelIndex(), at, at - more - 1)
        yield
        self._row_count = rows
        if more > 0:
            self.endInsertRows()
        elif more < 0:
            self.endRemoveRows()

    def _rename_columns(self, columns: Sequence[Column]) -> None:
        renamed = self._columns != list(columns)
        self._columns = list(columns)
        if renamed:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def _remove_columns(self, kept: set[str]) -> None:
        for i in reversed(range(len(self._columns))):
            if self._columns[i].key not in kept:
                self.beginRemoveColumns(QModelIndex(), i, i)
                del self._columns[i]
                self.endRemoveColumns()

    def _insert_columns(self, columns: Sequence[Column]) -> None:
        for i, column in enumerate(columns):
            if i == len(self._columns) or self._columns[i].key != column.key:
                self.beginInsertColumns(QModelIndex(), i, i)
                self._columns.insert(i, column)
                self.endInsertColumns()

    def _tip(self, row: int, column: Column) -> str:
        instead = self.instead(row, column)
        value = exact_text(self.number(row, column)) if instead is None else instead
        return tr("{term}, {row}: {value}").format(term=column.term, row=self.row_name(row), value=value)

    def _spoken(self, row: int, column: Column) -> str:
        text = self.text(row, column)
        return tr("{row}, {term}, {value}").format(row=self.row_name(row), term=column.term, value=text)

    # Qt's own

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All cells can be chosen, some edited. A constant, for Qt asks several times a cell and picture."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self._columns[index.column()].editable else _PLAIN

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A table has no branches."""
        return 0 if parent.isValid() else self._row_count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A table has no branches."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its exact number for an editor, its words for tooltips and screen readers."""
        if not index.isValid():
            return None
        row, column = index.row(), self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.EditRole:
                instead = self.instead(row, column)
                return self.number(row, column) if instead is None else instead
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_LEFT if column.bar else _RIGHT)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return column.tip
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Symbols above, row names beside; tooltips say them in words."""
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(section, role) if 0 <= section < self._row_count else None
        if not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return column.tip
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.term
        return None

    def _row_head(self, row: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row + 1)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.row_name(row)
        return None
