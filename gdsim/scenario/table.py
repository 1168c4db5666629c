"""Tables of numbers as text: CSV and TSV files as they exist in the world, and what spreadsheets copy."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.encoding import decode
from gdsim.scenario.hint import hint
from gdsim.scenario.json_text import number_json
from gdsim.scenario.sheet import NO_TEXT, Sheet, read_sheet, sheet_numbers
from gdsim.scenario.table_reading import read_grid
from gdsim.scenario.table_way import Grid
from gdsim.scenario.whole_file import read_bytes, write_atomically
from gdsim.scenario.words import tr


@dataclass(frozen=True, eq=False)
class Table:
    """Numbers in named columns.

    Attributes:
        names: c names, unique; x1 … and y where the text has no head.
        rows: (N, c), read-only.
        had_header: the names are the text's own.
        delimiter: what stood between the cells; None where there was one column.
        decimal: the decimal mark, "." or ",".
        encoding: of the file; "" where the text was no file's.
    """

    names: tuple[str, ...]
    rows: Array
    had_header: bool
    delimiter: str | None
    decimal: str
    encoding: str


def read_table(path: str | Path) -> Table:
    """The table in a file, where it can be meant in one way only.

    Delimiters tab ; | , and spaces, decimal points and commas, thousands that prove themselves, quotes, any
    line ends, a byte-order mark, UTF-8, UTF-16, Windows' Western and Chinese encodings; comments (#) at
    lines' beginnings, with a head or without. A million records of two columns take about two seconds.
    Excel and Parquet files too, where the libraries for them are installed.

    Raises:
        GdsimError: it cannot be read, or not in one way only; line and column are told.
    """
    if Path(path).suffix.lower() in NO_TEXT:
        return _table_of_sheet(read_sheet(path))
    text, encoding = decode(read_bytes(Path(path)))
    return _table(read_grid(text), encoding)


def parse_table(text: str, width: int | None = None) -> Table:
    """The table in a text that was copied; a single column too.

    Args:
        text: what the clipboard holds.
        width: the number of columns wanted. It decides where "1,5" may be one number or two.

    Raises:
        GdsimError: it cannot be read in one way only; line and column are told.
    """
    return _table(read_grid(text, width, single_column=True), "")


def table_text(names: Sequence[str], rows: Array) -> str:
    """CSV with a head, and numbers with the shortest digits that read back to the same floats."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([number_json(value) for value in row] for row in rows.tolist())
    return file.getvalue()


def write_table(path: str | Path, names: Sequence[str], rows: Array) -> None:
    """Write a CSV file, whole or not at all; rows are (N, c).

    Raises:
        GdsimError: it cannot be written; what was there before is untouched.
    """
    write_atomically(Path(path), table_text(names, rows).encode("utf-8"))


def source_note(name: str) -> str:
    """What a scenario notes of the table whose records it took."""
    return tr("Data from {file}.").format(file=name)


def dataset_from_table(table: Table, target: str | None = None, like: Dataset | None = None) -> Dataset:
    """The records in a table: one column is the target, all others, in their order, are inputs.

    Args:
        table: at least two columns.
        target: name of the target column. None: the one named like that of ``like``, else the last.
        like: records whose names are taken where the table has none of its own and as many columns.

    Raises:
        GdsimError: there is no such column, or only one.
    """
    if len(table.names) < 2:
        raise GdsimError(
            Message(
                QT_TR_NOOP("There is only one column in this; at least one input and a target are needed.")
            )
        )
    names = table.names
    if not table.had_header and like is not None and len(like.column_names) == len(names):
        names = like.column_names
    place = target_position(names, target, like)
    inputs = [name for index, name in enumerate(names) if index != place]
    return Dataset(np.delete(table.rows, place, axis=1), table.rows[:, place], inputs, names[place])


def target_position(names: tuple[str, ...], target: str | None, like: Dataset | None) -> int:
    """Number of the target's column: the one of this name; with None the one named as in ``like``, else the last.

    Raises:
        GdsimError: there is no column of this name.
    """
    if target is None:
        wanted = like.target_name if like is not None else None
        return names.index(wanted) if wanted in names else len(names) - 1
    return position(names, target)


def position(names: tuple[str, ...], name: str) -> int:
    """Number of the column of this name.

    Raises:
        GdsimError: there is none; the nearest is told.
    """
    if name in names:
        return names.index(name)
    raise GdsimError(
        Message(QT_TR_NOOP("there is no column “{name}”; {hint}"), name=name, hint=hint(name, names))
    )


def _table_of_sheet(sheet: Sheet) -> Table:
    """The numbers of a sheet that has nothing else."""
    rows = sheet_numbers(sheet, range(len(sheet.columns)))
    return Table(sheet.names, frozen(rows), bool(sheet.reading.header), None, ".", "")


def _table(grid: Grid, encoding: str) -> Table:
    count = grid.rows.shape[1]
    names = grid.names or (*(f"x{i + 1}" for i in range(count - 1)), "y")
    return Table(names, frozen(grid.rows), grid.names is not None, grid.delimiter, grid.decimal, encoding)
