"""What becomes of each column of a sheet: an input, the target, or nothing."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.column import Column
from gdsim.scenario.number_text import exact_text
from gdsim.scenario.sheet import Sheet, sheet_dataset
from gdsim.scenario.words import say, tr

OUT, INPUT, TARGET = "out", "input", "target"
ROLES = ((OUT, QT_TR_NOOP("Leave out")), (INPUT, QT_TR_NOOP("Input")), (TARGET, QT_TR_NOOP("Target")))
# Of a column with texts, which become numbers only when that is asked for.
CODED_ROLES = (
    (OUT, QT_TR_NOOP("Leave out")),
    (INPUT, QT_TR_NOOP("Input, texts numbered")),
    (TARGET, QT_TR_NOOP("Target, texts numbered")),
)

_MOST_CODES = 4
_GRID_LINE = 1  # pixel, of a cell
_MOST_SHOWN = 20


class ColumnRoles(QTableWidget):
    """One row a column of the sheet: its name, what is to become of it, what it holds.

    Signals:
        changed: a person chose another part for a column.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("import_columns")
        self.setAccessibleName(tr("Columns"))
        self.setHorizontalHeaderLabels([tr("Column"), tr("Becomes"), tr("Holds")])
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet, target_name: str | None) -> None:
        """Columns of numbers are inputs, the one with this name, else the last of them, is the target."""
        self._sheet = sheet
        self.setRowCount(0)
        self.setRowCount(len(sheet.columns))
        numeric = [i for i, column in enumerate(sheet.columns) if not column.texts and not is_empty(column)]
        named = [i for i in numeric if sheet.names[i] == target_name]
        target = (named or numeric[-1:] or [-1])[0]
        for row, column in enumerate(sheet.columns):
            self.setItem(row, 0, QTableWidgetItem(column.name))
            self.setItem(row, 2, QTableWidgetItem(contents(sheet, column)))
            role = TARGET if row == target else INPUT if row in numeric else OUT
            self.setCellWidget(row, 1, self._box(column, role))
        self.resizeColumnToContents(0)
        needed = (self._box_at(row).sizeHint().width() for row in range(self.rowCount()))
        self.setColumnWidth(1, max(self.columnWidth(1), *needed) + _GRID_LINE)
        self.resizeRowsToContents()
        self._bound_height()

    def _bound_height(self) -> None:
        """No higher than its rows: what is below needs the room."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bars = self.horizontalScrollBar().sizeHint().height()
        self.setMaximumHeight(self.horizontalHeader().sizeHint().height() + rows + bars)

    def role(self, column: int) -> str:
        """OUT, INPUT or TARGET."""
        return str(self._box_at(column).currentData())

    def missing(self) -> int:
        """In how many records a chosen column has no value."""
        assert self._sheet is not None
        chosen = [column for i, column in enumerate(self._sheet.columns) if self.role(i) != OUT]
        gaps: set[int] = set()
        for column in chosen:
            gaps.update(column.missing)
        return len(gaps)

    def dataset(self, drop_missing: bool) -> Dataset:
        """The records as chosen.

        Raises:
            GdsimError: says what is missing or cannot be.
        """
        sheet = self._sheet
        assert sheet is not None
        parts = [self.role(i) for i in range(len(sheet.columns))]
        if TARGET not in parts or INPUT not in parts:
            raise GdsimError(Message(QT_TR_NOOP("Choose a target and at least one input.")))
        inputs = [i for i, part in enumerate(parts) if part == INPUT]
        coded = [i for i, column in enumerate(sheet.columns) if column.texts]
        return sheet_dataset(sheet, inputs, parts.index(TARGET), coded, drop_missing)

    def _box(self, column: Column, role: str) -> QComboBox:
        box = QComboBox(self)
        for name, text in CODED_ROLES if column.texts else ROLES:
            box.addItem(tr(text), name)
        box.setCurrentIndex(box.findData(role))
        box.setAccessibleName(column.name)
        box.activated.connect(self._on_chosen)
        return box

    def _box_at(self, column: int) -> QComboBox:
        box = self.cellWidget(column, 1)
        assert isinstance(box, QComboBox)
        return box

    def _on_chosen(self) -> None:
        """A new target makes the old one an input."""
        chosen = self.sender()
        for row in range(self.rowCount()):
            box = self._box_at(row)
            if box is not chosen and chosen.currentData() == TARGET == box.currentData():  # type: ignore[attr-defined]
                box.setCurrentIndex(box.findData(INPUT))
        self.changed.emit()


def is_empty(column: Column) -> bool:
    """There is not one value in it."""
    return len(column.missing) == len(column.values)


def contents(sheet: Sheet, column: Column) -> str:
    """What a column holds, in words: range or texts, and where there is nothing."""
    parts = []
    if column.texts:
        codes = [f"{text[:_MOST_SHOWN]} = {int(code)}" for text, code in column.codes.items()]
        more = " …" if len(codes) > _MOST_CODES else ""
        parts.append(tr("texts: {codes}").format(codes=", ".join(codes[:_MOST_CODES]) + more))
    elif not is_empty(column):
        low, high = float(np.nanmin(column.values)), float(np.nanmax(column.values))
        parts.append(tr("numbers from {low} to {high}").format(low=exact_text(low), high=exact_text(high)))
    if column.missing:
        lines = sheet.shown_lines(column.missing)
        parts.append(tr("without a value in line {lines}").format(lines=lines))
    if column.fault is not None:
        record, problem = column.fault
        line = sheet.shown_lines((record,))
        parts.append(tr("line {line}: {problem}").format(line=line, problem=say(problem)))
    return "; ".join(parts)
