"""Tables in Excel and Parquet files, read by libraries that are extras: ``gdsim[excel]``, ``gdsim[parquet]``."""

from __future__ import annotations

import datetime
import re
import zipfile
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.engine.array import frozen
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.column import Column
from gdsim.scenario.number_style import EXACT, PLAIN, holds
from gdsim.scenario.sheet import Reading, Sheet, column_of_cells, sheet_of_cells
from gdsim.scenario.watch import Watch, unwatched
from gdsim.scenario.whole_file import read_bytes

_TELL_AFTER = 1_000  # rows

# A cell of a spreadsheet whose number has a power of ten that may be too low: place and number.
_SMALL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<(?:\w+:)?v>([-0-9.]+[eE]-[0-9]{3,})<'
)


def read(path: Path, reading: Reading, watch: Watch = unwatched) -> Sheet:
    """The table in the file; of a spreadsheet's pages the one named, else the first that has one.

    Raises:
        GdsimError: it cannot be read, or the library is missing.
    """
    return _parquet(path) if path.suffix.lower() == ".parquet" else _excel(path, reading, watch)


def _library(module: str, extra: str, path: Path) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise GdsimError(
            Message(
                QT_TR_NOOP("{file} needs another package: pip install “gdsim[{extra}]”. Or save it as CSV."),
                file=path.name,
                extra=extra,
            )
        ) from None


def _unreadable(path: Path, error: Exception) -> GdsimError:
    return GdsimError(
        Message(
            QT_TR_NOOP("{path} cannot be read: {reason}."),
            path=str(path),
            reason=str(error).rstrip(".") or "?",
        )
    )


def _excel(path: Path, reading: Reading, watch: Watch) -> Sheet:
    openpyxl = _library("openpyxl", "excel", path)
    read_bytes(path)  # what the system refuses is told in its words
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        openpyxl.utils.exceptions.InvalidFileException,
    ) as error:
        raise _unreadable(path, error) from error
    try:
        pages = tuple(book.sheetnames)
        for name in [reading.page] if reading.page in pages else pages:
            rows, lines = _rows(book[name], _Vanished(path), watch)
            if rows and len(rows[0]) > 1:
                return sheet_of_cells(rows, lines, Reading(None, None, None, reading.header, name), pages)
    finally:
        book.close()
    raise GdsimError(
        Message(QT_TR_NOOP("There is only one column in this; at least one input and a target are needed."))
    )


def _rows(page: Any, vanished: _Vanished, watch: Watch) -> tuple[list[list[str | float]], list[int]]:
    """Rows with something in them, cut to the columns with something in them, and their numbers."""
    found = []
    count = page.max_row or 1
    for number, values in enumerate(page.iter_rows(values_only=True), start=1):
        row = [_cell(value) for value in values]
        if 0.0 in row:
            row = [vanished.text(number, i) or cell if cell == 0.0 else cell for i, cell in enumerate(row)]
        if any(cell != "" for cell in row):
            found.append((number, row))
        if number % _TELL_AFTER == 0:
            watch(min(number / count, 1.0))
    used = [i for row in found for i, cell in enumerate(row[1]) if cell != ""]
    if not used:
        return [], []
    first, end = min(used), max(used) + 1
    return [(row + [""] * end)[first:end] for _, row in found], [number for number, _ in found]


class _Vanished:
    """Numbers in a workbook that are too small for a float; the library reads them as 0 without a word."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def text(self, row: int, column: int) -> str | None:
        """What stands in the cell of some page, where it is such a number; from 1 and from 0."""
        return self._texts.get((row, column))

    @cached_property
    def _texts(self) -> dict[tuple[int, int], str]:
        """By row and column. Excel's own zeros are 0; only what is written with a power is looked at."""
        column_number = import_module("openpyxl.utils").column_index_from_string
        found = {}
        with zipfile.ZipFile(self._path) as book:
            for name in book.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    for letters, row, text in _SMALL.findall(book.read(name)):
                        if PLAIN.change(text.decode()) is not None:
                            found[int(row), column_number(letters.decode()) - 1] = text.decode()
        return found


def _cell(value: object) -> str | float:
    """A number as a float where one holds it, all else as the text that stands for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) or (isinstance(value, int) and holds(value)):
        return float(value)
    if isinstance(value, Decimal) and PLAIN.change(format(value, "f")) is None:
        return float(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()  # a spreadsheet has no other dates
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).strip()


def _parquet(path: Path) -> Sheet:
    parquet = _library("pyarrow.parquet", "parquet", path)
    arrow = import_module("pyarrow")
    read_bytes(path)
    try:
        table = parquet.read_table(path)
    except (arrow.ArrowException, OSError) as error:
        raise _unreadable(path, error) from error
    if table.num_columns < 2:
        raise GdsimError(
            Message(
                QT_TR_NOOP("There is only one column in this; at least one input and a target are needed.")
            )
        )
    columns = tuple(_arrow_column(arrow, name, table.column(name)) for name in table.column_names)
    return Sheet(columns, range(1, table.num_rows + 1), Reading(header=True))


def _arrow_column(arrow: Any, name: str, column: Any) -> Column:
    kind = column.type
    if arrow.types.is_floating(kind) or (arrow.types.is_integer(kind) and _are_held(column)):
        return Column(name, frozen(column.cast(arrow.float64()).to_numpy()))
    if arrow.types.is_integer(kind) or arrow.types.is_decimal(kind):  # the library rounds decimals amiss
        return column_of_cells(name, [_cell(value) for value in column.to_pylist()])
    cells = tuple("" if value is None else str(_cell(value)) for value in column.to_pylist())
    return Column(name, frozen(np.full(len(cells), np.nan)), cells)


def _are_held(column: Any) -> bool:
    """All of a column's whole numbers are small enough to be floats."""
    bounds = import_module("pyarrow.compute").min_max(column).as_py()
    return all(bound is None or abs(bound) <= EXACT for bound in bounds.values())
