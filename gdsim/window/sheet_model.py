"""The first records of a sheet, to be looked at."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gdsim.scenario.number_text import exact_text
from gdsim.scenario.sheet import Sheet

_SHOWN_RECORDS = 100
_NOWHERE = QModelIndex()
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXTS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """A column for each of the sheet's; a row for each of the first records, under its line's number."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else min(self._sheet.record_count, _SHOWN_RECORDS)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sheet.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A number as it was understood, else what stands in the cell."""
        column = self._sheet.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            value = float(column.values[index.row()])
            return column.text(index.row()) if math.isnan(value) else exact_text(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TEXTS if column.texts else _NUMBERS
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._sheet.names[section]
        return str(self._sheet.lines[section])
