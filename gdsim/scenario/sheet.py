"""A table as it was found, with texts and missing values: what is looked at before it becomes data.

``table`` reads what is all numbers; this reads the rest too, and leaves it to a person what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.column import Column, number_cell
from gdsim.scenario.encoding import decode
from gdsim.scenario.number_style import (
    DECIMAL_COMMA,
    EXACT,
    PLAIN,
    NumberStyle,
    is_number,
    styles_of,
    tidy,
)
from gdsim.scenario.table_reading import read_cells, read_grid
from gdsim.scenario.watch import Watch, unwatched
from gdsim.scenario.whole_file import read_bytes

# Endings of tables' files, and those of them that are no text.
NO_TEXT = (".xlsx", ".xlsm", ".parquet")
TABLES = (".csv", ".tsv", ".txt", ".dat", *NO_TEXT)

# What plain numbers are written with; float() takes no others that are.
_PLAIN_SIGNS = re.compile("[-+0-9.eE\n]*")

# How many lines a message names, and how many are read first to see of what kind a table is.
_SHOWN_LINES = 5
_SAMPLE_LINES = 500


@dataclass(frozen=True)
class Reading:
    """How a file is to be read; None where that is to be found out.

    Attributes:
        delimiter: between the cells of a text.
        decimal: the decimal mark, "." or ",".
        encoding: of a text file, as Python names it.
        header: whether the first row holds the columns' names.
        page: name of the page of a spreadsheet.
    """

    delimiter: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    header: bool | None = None
    page: str | None = None


@dataclass(frozen=True, eq=False)
class Sheet:
    """Columns of equal length, and how they were understood.

    Attributes:
        columns: at least two.
        lines: for each record the line, or the row of a spreadsheet, where it stands, from 1.
        reading: how it was read; no None where it applies to this kind of file.
        pages: names of all pages of a spreadsheet.
    """

    columns: tuple[Column, ...]
    lines: Sequence[int]
    reading: Reading
    pages: tuple[str, ...] = ()

    @property
    def record_count(self) -> int:
        """N."""
        return len(self.lines)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns, each different."""
        return tuple(column.name for column in self.columns)

    def renamed(self, names: Sequence[str]) -> Sheet:
        """The same under other names, each different."""
        columns = [replace(column, name=name) for column, name in zip(self.columns, names, strict=True)]
        return replace(self, columns=tuple(columns))

    def shown_lines(self, records: Iterable[int]) -> str:
        """Where these records stand, the first few."""
        numbers = [str(self.lines[record]) for record in records]
        more = ", …" if len(numbers) > _SHOWN_LINES else ""
        return ", ".join(numbers[:_SHOWN_LINES]) + more


def read_sheet(path: str | Path, reading: Reading = Reading(), watch: Watch = unwatched) -> Sheet:
    """The table in a file: text, Excel (.xlsx) or Parquet; ``watch`` is told how far it has come.

    Raises:
        GdsimError: it cannot be read, or not in one way only; or a library that reads it is missing.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in NO_TEXT:
        # Only here: these libraries are extras, and slow to import.
        from gdsim.scenario import spreadsheet

        return spreadsheet.read(path, reading, watch)
    content = read_bytes(path)
    text, encoding = _decoded(content, reading.encoding)
    return sheet_of_text(text, reading, encoding, watch)


def sheet_of_text(
    text: str, reading: Reading = Reading(), encoding: str = "", watch: Watch = unwatched
) -> Sheet:
    """The table in a text; strictly numbers where that fits, else cell by cell.

    Raises:
        GdsimError: rows of different lengths, or no table at all; line and column are told.
    """
    if (reading.delimiter, reading.decimal, reading.header) == (None, None, None):
        try:
            read_grid(_first_lines(text))  # soon says what is no numbers
            grid = read_grid(text, watch=watch)
        except GdsimError:
            pass  # texts or gaps; or nothing to be understood, which is told below
        else:
            names = grid.names or _default_names(grid.rows.shape[1])
            columns = [Column(n, frozen(v)) for n, v in zip(names, grid.rows.T, strict=True)]
            first = 2 if grid.names else 1
            found = Reading(grid.delimiter, grid.decimal, encoding, grid.names is not None)
            return Sheet(tuple(columns), range(first, first + len(grid.rows)), found)
    delimiter, records = read_cells(text, reading.delimiter, watch)
    return sheet_of_cells(
        [cells for _, cells in records],
        [line for line, _ in records],
        Reading(delimiter, reading.decimal, encoding, reading.header),
    )


def sheet_of_cells(
    rows: Sequence[Sequence[str | float]], lines: Sequence[int], reading: Reading, pages: tuple[str, ...] = ()
) -> Sheet:
    """The table in rows of equal length whose cells are numbers already, or texts.

    Raises:
        GdsimError: a text may be two different numbers.
    """
    header = reading.header if reading.header is not None else _looks_like_a_head(rows)
    names = _unique_names(rows[0]) if header else _default_names(len(rows[0]))
    rows, lines = (rows[1:], lines[1:]) if header else (rows, lines)
    cells = list(zip(*rows, strict=True)) or [() for _ in names]
    plain = [_plain_values(column) for column in cells]
    odd = [column for column, values in zip(cells, plain, strict=True) if values is None]
    style = _style(cells, odd, reading.decimal)
    if style is not PLAIN:
        plain = [None] * len(cells)
    columns = tuple(column_of_cells(*each, style) for each in zip(names, cells, plain, strict=True))
    found = Reading(reading.delimiter, style.decimal, reading.encoding, header, reading.page)
    return Sheet(columns, lines, found, pages)


def sheet_dataset(
    sheet: Sheet, inputs: Sequence[int], target: int, coded: Iterable[int] = (), drop_missing: bool = False
) -> Dataset:
    """The records of a sheet.

    Args:
        sheet: where from.
        inputs: numbers of the columns that become inputs, in this order.
        target: number of the column that becomes the target.
        coded: numbers of the columns whose texts are to be numbered.
        drop_missing: leave out the records in which one of these columns has no value.

    Raises:
        GdsimError: a column has texts that are not to be numbered, or gaps that are not to be left out;
            or there is no input.
    """
    chosen = [*inputs, target]
    names = [sheet.columns[i].name for i in chosen]
    table = sheet_numbers(sheet, chosen, coded, drop_missing)
    return Dataset(table[:, :-1], table[:, -1], names[:-1], names[-1])


def sheet_numbers(
    sheet: Sheet, chosen: Sequence[int], coded: Iterable[int] = (), drop_missing: bool = False
) -> Array:
    """The numbers in these columns, (N, c); see ``sheet_dataset``.

    Raises:
        GdsimError: a column has texts that are not to be numbered, or gaps that are not to be left out.
    """
    coded = set(coded)
    values = [sheet.columns[i].coded() if i in coded else _numbers(sheet, sheet.columns[i]) for i in chosen]
    gaps = np.any([np.isnan(column) for column in values], axis=0)
    if gaps.any() and not drop_missing:
        first = next(i for i, column in zip(chosen, values, strict=True) if np.isnan(column).any())
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” has no value in line {lines}."),
                name=sheet.columns[first].name,
                lines=sheet.shown_lines(sheet.columns[first].missing),
            )
        )
    return np.column_stack([column[~gaps] for column in values])


def _numbers(sheet: Sheet, column: Column) -> Array:
    if column.fault is not None:
        record, problem = column.fault
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” in line {line}: {problem}"),
                name=column.name,
                line=sheet.shown_lines((record,)),
                problem=problem,
            )
        )
    if not column.texts:
        return column.values
    raise GdsimError(
        Message(
            QT_TR_NOOP("“{name}” has text: “{text}” in line {line}."),
            name=column.name,
            text=column.text(column.texts[0]),
            line=sheet.shown_lines(column.texts[:1]),
        )
    )


def _decoded(content: bytes, encoding: str | None) -> tuple[str, str]:
    if encoding is None:
        return decode(content)
    try:
        return content.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeDecodeError as error:
        raise GdsimError(
            Message(
                QT_TR_NOOP("Line {line}: this is not {encoding} text."),
                line=content.count(b"\n", 0, error.start) + 1,
                encoding=encoding.upper(),
            )
        ) from error


def _looks_like_a_head(rows: Sequence[Sequence[str | float]]) -> bool:
    """Words, and no number among them; one that is missing may be the name of a column of row numbers."""
    first = [cell for cell in rows[0] if cell != ""]
    return bool(first) and all(isinstance(cell, str) and not is_number(tidy(cell)) for cell in first)


def _unique_names(cells: Sequence[str | float]) -> list[str]:
    """The head's names; those that are missing or there twice get a number."""
    names: list[str] = []
    for index, cell in enumerate(cells):
        name = str(cell).strip() or _unnamed(index)
        count = 2
        while name in names:
            name, count = f"{str(cell).strip() or _unnamed(index)} ({count})", count + 1
        names.append(name)
    return names


def _default_names(count: int) -> list[str]:
    return [*(_unnamed(i) for i in range(count - 1)), "y"]


def _unnamed(index: int) -> str:
    return f"x{index + 1}"


def _plain_values(cells: Sequence[str | float]) -> Array | None:
    """(N,) the numbers where all cells are texts of plain numbers: all at once, since most columns are so."""
    if set(map(type, cells)) != {str} or not _PLAIN_SIGNS.fullmatch("\n".join(map(str, cells))):
        return None
    try:
        values = frozen(list(map(float, cells)))
    except ValueError:
        return None
    unsure = np.flatnonzero((values == 0.0) | (np.abs(values) >= EXACT)).tolist()
    return None if any(PLAIN.change(str(cells[i])) for i in unsure) else values


def _style(
    columns: Sequence[Sequence[str | float]], odd: Sequence[Sequence[str | float]], decimal: str | None
) -> NumberStyle:
    """How the numbers among the cells are written; ``odd`` are the columns that are not plain throughout."""
    if decimal in (None, PLAIN.decimal):
        few = [tidy(cell) for cell in _different(odd) if not PLAIN.reads(cell)]
        if all(PLAIN.reads(text) or not is_number(text) for text in few):
            return PLAIN
    texts = [text for text in map(tidy, _different(columns)) if is_number(text)]
    if decimal is not None:
        fitting = [style for style in styles_of(texts) if style.decimal == decimal]
        return fitting[0] if fitting else PLAIN if decimal == PLAIN.decimal else DECIMAL_COMMA
    styles = styles_of(texts)
    if len(styles) > 1:
        text = next(text for text in texts if "," in text or text.count(".") > 1)
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{found}” may be {one} or {other}: choose the decimal mark."),
                found=text,
                one=styles[0].value(text),
                other=styles[1].value(text),
            )
        )
    return styles[0] if styles else PLAIN


def _different(columns: Sequence[Sequence[str | float]]) -> list[str]:
    """The texts among the cells, each once, in their order."""
    return list(dict.fromkeys(cell for column in columns for cell in column if isinstance(cell, str)))


def column_of_cells(
    name: str, cells: Sequence[str | float], plain: Array | None = None, style: NumberStyle = PLAIN
) -> Column:
    """A column of numbers, and texts that are numbers in this style or nothing but texts.

    Args:
        name: of the column.
        cells: N of them.
        plain: (N,) all cells' numbers, where they are known.
        style: of the texts.
    """
    if plain is not None:
        return Column(name, plain, tuple(map(str, cells)))
    texts = {cell for cell in cells if isinstance(cell, str)}
    found = {text: _value(text, style) for text in texts}
    unheld = {text: value for text, value in found.items() if isinstance(value, Message)}
    known = {text: np.nan if isinstance(value, Message) else value for text, value in found.items()}
    values = frozen([known[cell] if isinstance(cell, str) else cell for cell in cells])
    if not texts:
        return Column(name, values)
    shown = tuple(cell if isinstance(cell, str) else number_cell(cell) for cell in cells)
    return Column(name, values, shown, unheld)


def _value(cell: str, style: NumberStyle) -> float | Message:
    """The number; NaN where there is none, and where no float holds it, why."""
    text = tidy(cell)
    if not style.reads(text):
        return np.nan
    value = style.value(text)
    problem = style.change(text) if value == 0.0 or abs(value) >= EXACT else None
    return value if problem is None else problem


def _first_lines(text: str) -> str:
    """The beginning of a long text, whole lines."""
    end = 0
    for _ in range(_SAMPLE_LINES):
        end = text.find("\n", end) + 1
        if not end:
            return text
    return text[:end]
