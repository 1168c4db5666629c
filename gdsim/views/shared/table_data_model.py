"""The data table's model: reads the session, and asks it for every change."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.lesson.secret import HIDDEN, is_hidden_column
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.sub_step import STAGES
from gdsim.views.shared.table_column import Column
from gdsim.views.shared.table_model import Index, TableModel
from gdsim.views.shared.table_rows import Rows, columns_of

# The part of an update that makes a computed column's numbers; columns by the first part of their key.
STAGE_OF = {
    "weighted_sum": "predict",
    "prediction": "predict",
    "residual": "residuals",
    "loss": "square_and_sum",
    "share": "square_and_sum",
    "activation_slope": "gradient",
    "error_term": "gradient",
    "contribution": "gradient",
}
_ORDER = tuple(STAGES)


class DataModel(TableModel):
    """The session's records, a row a record, with every number that leads to E and ∇E.

    Signals:
        refused: an edit that cannot be: the cell, and a Message that says why.
    """

    refused = Signal(QModelIndex, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source: Rows | None = None
        session.stage_changed.connect(self.tell_again)
        session.withheld_changed.connect(self.tell_again)
        self.update()

    @property
    def given_count(self) -> int:
        """Number of columns that can be edited: the inputs and the target."""
        return 0 if self._source is None else self._source.neuron.dataset.input_count + 1

    @property
    def error(self) -> float:
        """E, as the footer has it."""
        return 0.0 if self._source is None else self._source.error

    def prediction(self, record: int) -> float:
        """ŷ of a record."""
        return 0.0 if self._source is None else float(self._source.terms.prediction[record])

    def update(self) -> None:
        """Show the session as it stands; says nothing where nothing has changed."""
        neuron, weights, old = self._session.scenario.neuron, self._session.weights, self._source
        if neuron is None:
            self.show(None, (), 0)
            return
        if old is not None and old.neuron == neuron and np.array_equal(old.weights, weights):
            return
        same_data = old is not None and old.neuron.dataset == neuron.dataset
        moved_at = None if old is None else _moved_at(old.neuron.dataset, neuron.dataset)
        first = neuron.dataset.input_count + 1 if same_data else 0
        same_columns = old is not None and _same_columns(old.neuron, neuron)
        columns = self._columns if same_columns else columns_of(neuron)
        self.show(Rows(neuron, weights), columns, neuron.dataset.record_count, moved_at, first)

    def tell_again(self) -> None:
        """Other numbers are to be seen, though none has changed."""
        if self._row_count and len(self._columns) > self.given_count:
            last = self.index(self._row_count - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, self.given_count), last)

    def instead(self, row: int, column: Column) -> str | None:
        """A question mark for what an open question asks for, nothing for what is yet to be computed."""
        session = self._session
        if not session.withheld and session.stage is None:
            return None
        key = column.key.partition(":")[0]
        if is_hidden_column(key, session.withheld):
            return HIDDEN
        return "" if self._is_to_come(row, key) else None

    def total(self, column: int) -> str | None:
        """As for any table, once all of its column is to be seen."""
        instead = self.instead(self._row_count - 1, self._columns[column])
        text = super().total(column)
        return text if instead is None or text is None else instead

    def _is_to_come(self, row: int, key: str) -> bool:
        """A later part of the update that is walked through makes it, or this one of a later record."""
        session = self._session
        if session.stage is None or key not in STAGE_OF:
            return False
        stage, here = STAGE_OF[key], session.stage.name
        last = session.stage_record
        return _ORDER.index(stage) > _ORDER.index(here) or (stage == here and last is not None and row > last)

    def retranslate(self) -> None:
        """Say the columns in another language."""
        if self._source is not None:
            rows = self._source
            columns = columns_of(rows.neuron)
            self.show(rows, columns, self._row_count)

    def column_name(self, column: int) -> str:
        """A given column's own name, a computed one's symbol."""
        if self._source is not None and column < self.given_count:
            return self._source.neuron.dataset.column_names[column]
        return super().column_name(column)

    def row_name(self, row: int) -> str:
        """The record with its number as on screen."""
        return tr("record {record}").format(record=row + 1)

    # Qt's own

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A number, or a text that is one. False, with ``refused``, where it is none or cannot be."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        dataset = self._session.scenario.dataset
        if dataset is None:
            return False
        try:
            number = parse_number(value) if isinstance(value, str) else float(value)
            edited = dataset.with_value(index.row(), index.column(), number)
            self._session.edit_data(edited, tr("Type a number"))
        except GdsimError as error:
            self.refused.emit(index, error.message)
            return False
        return True


def _moved_at(old: Dataset, new: Dataset) -> int | None:
    """The place where records were inserted or removed while all others stayed; None otherwise."""
    if old.input_count != new.input_count or old.record_count == new.record_count:
        return None
    short, long = sorted((old, new), key=_record_count)
    count, more = short.record_count, long.record_count - short.record_count
    same = _same_records(short, long, 0, 0, count)
    at = count if same.all() else int(np.argmin(same))
    return at if _same_records(short, long, at, at + more, count - at).all() else None


def _record_count(dataset: Dataset) -> int:
    return dataset.record_count


def _same_records(
    one: Dataset, other: Dataset, start: int, other_start: int, count: int
) -> NDArray[np.bool_]:
    """(count,), whether records from two places on are the same."""
    mine, others = slice(start, start + count), slice(other_start, other_start + count)
    same = (one.columns[:, mine] == other.columns[:, others]).all(axis=0)
    return np.asarray(same & (one.targets[mine] == other.targets[others]))


def _same_columns(old: Neuron, new: Neuron) -> bool:
    return (
        old.dataset.column_names == new.dataset.column_names
        and old.activation == new.activation
        and old.error_measure == new.error_measure
        and old.bias == new.bias
    )
