"""The table of compared descents: a row each, in the order chosen; rule and η can be typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gdsim.engine.comparison import cost, state, steps_to
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, GdsimError
from gdsim.engine.optimizer import RULES
from gdsim.scenario.number_text import exact_text, number_text, parse_number, short_text
from gdsim.scenario.words import say, tr
from gdsim.session import Session

Index = QModelIndex | QPersistentModelIndex

NONE = "–"


@dataclass(frozen=True)
class Row:
    """One descent in numbers and words.

    Attributes:
        place: 0 is the session's own.
        rule: name of the rule in RULES.
        name: the rule's, as people read it, with what is made wrong on purpose.
        rate: η.
        step_number: k.
        error: E.
        reached: first step at which E was no larger than asked for, or None.
        cost: derivatives of records worked out until then, or None.
        state: what it does, in a word or three.
        why: the same in a sentence.
    """

    place: int
    rule: str
    name: str
    rate: float
    step_number: int
    error: float
    reached: int | None
    cost: int | None
    state: str
    why: str


@dataclass(frozen=True)
class ColumnSpec:
    """A column: its head, what it is in a sentence, its text in a row, what rows are sorted by."""

    key: str
    head: str
    tip: str
    text: Callable[[Row], str]
    order: Callable[[Row], Any]
    right: bool = True

    def tooltip(self, row: Row) -> str:
        """The text with all digits, and what it is; beside the steps to the error what they cost."""
        cost = f"\n{tr('cost')}: {row.cost}" if self.key == "reached" and row.cost is not None else ""
        return f"{self.whole(row)}\n{tr(self.tip)}{cost}"

    def whole(self, row: Row) -> str:
        """The text with all digits."""
        return exact_text(row.rate) if self.key == "rate" else self.text(row)

    @property
    def editable(self) -> bool:
        """A person can type into it."""
        return self.key in ("rule", "rate")

    def differs(self, one: Row, other: Row) -> bool:
        """Whether the two rows look different here."""
        if self.key == "rule":
            return (one.place, one.name) != (other.place, other.name)
        return self.order(one) != self.order(other) or one.why != other.why


def _whole(value: int | None) -> str:
    return NONE if value is None else str(value)


def _last(value: float | None) -> float:
    """What is not there comes last."""
    return math.inf if value is None or math.isnan(value) else value


COLUMNS = (
    ColumnSpec(
        "rule",
        QT_TR_NOOP("rule"),
        QT_TR_NOOP("The update rule; the first is the one in force."),
        lambda row: row.name,
        lambda row: row.place,
        right=False,
    ),
    ColumnSpec(
        "rate",
        "η",
        QT_TR_NOOP("The learning rate η."),
        lambda row: short_text(row.rate),
        lambda row: row.rate,
    ),
    ColumnSpec(
        "steps",
        "k",
        QT_TR_NOOP("Steps taken; one that has ended rests at its last."),
        lambda row: str(row.step_number),
        lambda row: row.step_number,
    ),
    ColumnSpec(
        "error",
        "E",
        QT_TR_NOOP("Error E of all the data where it is."),
        lambda row: number_text(row.error),
        lambda row: _last(row.error),
    ),
    ColumnSpec(
        "reached",
        QT_TR_NOOP("reached at"),
        QT_TR_NOOP("The first step at which E was no larger than the error to reach."),
        lambda row: _whole(row.reached),
        lambda row: _last(row.reached),
    ),
    ColumnSpec(
        "cost",
        QT_TR_NOOP("cost"),
        QT_TR_NOOP(
            "Derivatives of single records worked out until then. A Hessian costs as many more as there are "
            "weights."
        ),
        lambda row: _whole(row.cost),
        lambda row: _last(row.cost),
    ),
    ColumnSpec(
        "state",
        QT_TR_NOOP("state"),
        QT_TR_NOOP("What the descent does now."),
        lambda row: row.state,
        lambda row: row.state,
        right=False,
    ),
)
RULE, RATE, STEPS, COST, STATE = 0, 1, 2, len(COLUMNS) - 2, len(COLUMNS) - 1


class CompareModel(QAbstractTableModel):
    """Reads the session's comparison; ``update`` shows it as it is now.

    Signals:
        refused: row, column and the Message why what was typed is not taken.
    """

    refused = Signal(int, int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Row] = []
        self._column, self._descending = RULE, False

    @property
    def rows(self) -> list[Row]:
        """As they stand, from above."""
        return self._rows

    def row_of(self, place: int) -> int | None:
        """Where a descent stands."""
        return next((i for i, row in enumerate(self._rows) if row.place == place), None)

    def update(self, target: float, told: Collection[int] | None = None) -> None:
        """Show all descents as they are; words take time, so that only those of some may be found anew.

        Args:
            target: the error to reach.
            told: places whose state is found anew, where their number has not changed; None for all.
        """
        descents = self._session.comparison.descents
        known = {row.place: row for row in self._rows}
        if told is None or len(known) != len(descents):
            told = range(len(descents))
        rows = []
        for place, descent in enumerate(descents):
            old = known.get(place)
            if place in told or old is None:
                label, message = state(descent)
                words = tr(label), say(message)
            else:
                words = old.state, old.why
            rows.append(replace(_row(place, descent, target), state=words[0], why=words[1]))
        self._show(self._sorted(rows))

    def _show(self, rows: list[Row]) -> None:
        old = self._rows
        if len(rows) != len(old):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for i, column in enumerate(COLUMNS):
            if any(column.differs(one, other) for one, other in zip(old, rows, strict=True)):
                self.dataChanged.emit(self.index(0, i), self.index(len(rows) - 1, i))

    def _sorted(self, rows: list[Row]) -> list[Row]:
        """In the order chosen; equal ones as they stand in the scenario, what is not there last."""
        order = COLUMNS[self._column].order
        rows.sort(key=_place)
        there = [row for row in rows if order(row) != math.inf]
        missing = [row for row in rows if order(row) == math.inf]
        return sorted(there, key=order, reverse=self._descending) + missing

    # Qt's own

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A table has no branches."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A table has no branches."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rule and η can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (RULE, RATE) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell, its value for an editor, its sentence for tooltips and screen readers."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.EditRole:
                return row.rule if column.key == "rule" else row.rate if column.key == "rate" else None
            case Qt.ItemDataRole.ToolTipRole:
                return row.why if column.key == "state" else column.tooltip(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.name}, {tr(column.head)}: {column.whole(row)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another rule by its name, or another η by its text."""
        row = self._rows[index.row()]
        optimizer = self._session.comparison.optimizers[row.place]
        try:
            if index.column() == RULE:
                changed, text = optimizer.with_rule(RULES[value]), tr("Choose rule")
            else:
                changed = replace(optimizer, learning_rate=parse_number(value))
                text = tr("Change learning rate")
            if changed != optimizer:
                self._session.comparison.set_optimizer(row.place, changed, text)
        except GdsimError as error:
            self.refused.emit(index.row(), index.column(), error.message)
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads and their sentences."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                arrow = "↓" if self._descending else "↑"
                return f"{tr(column.head)} {arrow}" if section == self._column else tr(column.head)
            case Qt.ItemDataRole.ToolTipRole:
                return tr(column.tip)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column."""
        self._column, self._descending = max(0, column), order is Qt.SortOrder.DescendingOrder
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._show(self._sorted(list(self._rows)))


def _place(row: Row) -> int:
    return row.place


def _row(place: int, descent: Descent, target: float) -> Row:
    optimizer, reached = descent.optimizer, steps_to(descent, target)
    name = tr(optimizer.rule.label)
    if optimizer.mistake is not None:
        name = tr("{rule}, {mistake}").format(rule=name, mistake=tr(optimizer.mistake.label))
    return Row(
        place=place,
        rule=optimizer.rule.name,
        name=name,
        rate=optimizer.learning_rate,
        step_number=descent.step_number,
        error=descent.error,
        reached=reached,
        cost=None if reached is None else cost(descent, reached),
        state="",
        why="",
    )
