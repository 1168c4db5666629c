"""The records: inputs, targets and the names of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from gdsim.engine.array import Array, Records, frozen
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table of N records with d input columns and one target column. Immutable.

    Each edit returns a new Dataset. Two Datasets are equal when names and every
    number are (NaN cannot occur).

    Attributes:
        columns: (d, N), one row an input column. This layout, not (N, d), is what
            the arithmetic reads fastest and sums in the same order everywhere.
        targets: (N,)
        input_names: d names, unique, and different from target_name.
        target_name: name of the target column.
    """

    columns: Array
    targets: Array
    input_names: tuple[str, ...]
    target_name: str

    def __init__(
        self, inputs: ArrayLike, targets: ArrayLike, input_names: Sequence[str] = (), target_name: str = "y"
    ) -> None:
        """Build from inputs (N, d) and targets (N,); names default to x1 … xd and y.

        Raises:
            GdsimError: shapes or names do not fit, or a number is not finite.
        """
        columns = frozen(np.asarray(inputs, dtype=np.float64).T)
        target_array = frozen(targets)
        if columns.ndim != 2 or target_array.ndim != 1 or columns.shape[1] != target_array.shape[0]:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("Inputs of shape {inputs} do not fit targets of shape {targets}."),
                    inputs=str(np.shape(inputs)),
                    targets=str(target_array.shape),
                )
            )
        names = tuple(input_names) or tuple(f"x{i + 1}" for i in range(columns.shape[0]))
        _check_names(names, target_name, columns.shape[0])
        _check_finite(columns, target_array, (*names, target_name))
        self._fill(columns, target_array, names, target_name)

    @property
    def inputs(self) -> Array:
        """(N, d) view: row μ is a record."""
        return self.columns.T

    @property
    def record_count(self) -> int:
        """N."""
        return len(self.targets)

    @property
    def input_count(self) -> int:
        """d."""
        return len(self.columns)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Input names, then the target's."""
        return (*self.input_names, self.target_name)

    def value(self, record: int, column: int) -> float:
        """The number in a cell; columns count the inputs, then the target."""
        if column == self.input_count:
            return float(self.targets[record])
        return float(self.columns[column, record])

    def with_value(self, record: int, column: int, value: float) -> Dataset:
        """One cell replaced; columns count the inputs, then the target."""
        return self.with_values({(record, column): value})

    def with_values(self, cells: dict[tuple[int, int], float]) -> Dataset:
        """Cells (record, column) replaced at once."""
        table = self.table()
        for (record, column), value in cells.items():
            table[record, column] = value
        return self._from_table(table)

    def with_records(self, rows: ArrayLike, at: int | None = None) -> Dataset:
        """Records inserted before record ``at`` (None: at the end); rows are (M, d+1), target last."""
        position = self.record_count if at is None else at
        return self._from_table(np.insert(self.table(), position, np.asarray(rows, dtype=np.float64), axis=0))

    def without_records(self, records: Sequence[int]) -> Dataset:
        """Records removed by their 0-based numbers."""
        return self._from_table(np.delete(self.table(), list(records), axis=0))

    def with_input(self, name: str, values: ArrayLike | None = None, at: int | None = None) -> Dataset:
        """An input column inserted before column ``at`` (None: after the last); zeros unless given."""
        position = self.input_count if at is None else at
        new = np.zeros(self.record_count) if values is None else np.asarray(values, dtype=np.float64)
        names = list(self.input_names)
        names.insert(position, name)
        columns = np.insert(self.columns, position, new, axis=0)
        return Dataset(columns.T, self.targets, names, self.target_name)

    def without_input(self, column: int) -> Dataset:
        """An input column removed. At least one must stay."""
        if self.input_count == 1:
            raise GdsimError(Message(QT_TR_NOOP("The last input column cannot be removed.")))
        names = self.input_names[:column] + self.input_names[column + 1 :]
        return Dataset(np.delete(self.columns, column, axis=0).T, self.targets, names, self.target_name)

    def renamed(self, column: int, name: str) -> Dataset:
        """A column renamed; columns count the inputs, then the target."""
        names = list(self.column_names)
        names[column] = name
        return Dataset(self.inputs, self.targets, names[:-1], names[-1])

    def subset(self, records: Records | Sequence[int]) -> Dataset:
        """The records with these 0-based numbers, in this order: a batch."""
        index = np.asarray(records, dtype=np.intp)
        # A batch a step: what has been checked once is not checked again.
        batch = object.__new__(Dataset)
        columns, targets = np.take(self.columns, index, axis=1), self.targets[index]
        columns.flags.writeable = targets.flags.writeable = False
        batch._fill(columns, targets, self.input_names, self.target_name)
        return batch

    def table(self) -> Array:
        """A writable (N, d+1) copy, target last."""
        return np.column_stack([self.inputs, self.targets])

    def _from_table(self, table: Array) -> Dataset:
        return Dataset(table[:, :-1], table[:, -1], self.input_names, self.target_name)

    def _fill(self, columns: Array, targets: Array, names: tuple[str, ...], target_name: str) -> None:
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "targets", targets)
        object.__setattr__(self, "input_names", names)
        object.__setattr__(self, "target_name", target_name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (self.column_names == other.column_names and self.has_records_of(other))

    def has_records_of(self, other: Dataset) -> bool:
        """The records are the same, whatever their columns are called."""
        return self is other or bool(
            np.array_equal(self.columns, other.columns) and np.array_equal(self.targets, other.targets)
        )

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Adding 0 makes one of −0 and 0, which are equal.
        numbers = (self.columns + 0.0).tobytes(), (self.targets + 0.0).tobytes()
        return hash((self.column_names, *numbers))


def _check_names(names: tuple[str, ...], target_name: str, count: int) -> None:
    if count == 0:
        raise GdsimError(Message(QT_TR_NOOP("At least one input column is needed.")))
    if len(names) != count:
        raise GdsimError(
            Message(QT_TR_NOOP("{count} input columns, but {names} names."), count=count, names=len(names))
        )
    seen: set[str] = set()
    for name in (*names, target_name):
        if not name.strip():
            raise GdsimError(Message(QT_TR_NOOP("A column needs a name.")))
        if name in seen:
            raise GdsimError(
                Message(QT_TR_NOOP("Two columns are named “{name}”; names must differ."), name=name)
            )
        seen.add(name)


def _check_finite(columns: Array, targets: Array, names: tuple[str, ...]) -> None:
    if np.isfinite(columns).all() and np.isfinite(targets).all():
        return
    table = np.vstack([columns, targets])
    column, record = (int(i) for i in np.argwhere(~np.isfinite(table))[0])
    raise GdsimError(
        Message(
            QT_TR_NOOP("Record {record}, column “{column}”: {value} is not a finite number."),
            record=record + 1,
            column=names[column],
            value=str(table[column, record]),
        )
    )
