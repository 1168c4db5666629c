"""Finds out how a text is a table of numbers: its delimiter, its head, its decimal mark.

Each way that the first line allows is tried. A way holds when every row has as many cells as the first and
every cell is a number; a text that can be meant in two ways is refused, never guessed at.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_style import DECIMAL_COMMA, PLAIN, NumberStyle, is_number, styles_of, tidy
from gdsim.scenario.scenario import LARGEST_VALUE

# Looked for in this order. Spaces only where nothing else fits: they also stand around other delimiters.
DELIMITERS = ("\t", ";", "|", ",")
SPACE = " "

# From this many lines on numpy's own reader is tried first.
_FAST_FROM = 1000
_SAMPLE_LINES = 200
_LONGEST_CELL = 30
# Lines that a head with line ends in its quoted names may take.
_LONGEST_HEAD = 50

_NOT_FINITE = re.compile("[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell's text and where it stands, counted from 1."""

    line: int
    column: int
    text: str


class FaultError(Exception):
    """Why one way of reading does not hold, and how far it went."""

    def __init__(self, line: int, column: int, message: Message, width: int = 0) -> None:
        super().__init__(message)
        self.reach = (min(width, 2), line)
        if column:
            place = Message(QT_TR_NOOP("Line {line}, column {column}"), line=line, column=column)
        else:
            place = Message(QT_TR_NOOP("Line {line}"), line=line)
        self.message = Message(QT_TR_NOOP("{place}: {problem}"), place=place, problem=message)


@dataclass(frozen=True)
class Grid:
    """One way in which the text is a table.

    Attributes:
        names: the head's cells, or None where there is no head.
        rows: (N, c)
        delimiter: None for a single column.
        decimal: "." or ",".
    """

    names: tuple[str, ...] | None
    rows: Array
    delimiter: str | None
    decimal: str


def read_grid(text: str, width: int | None = None, single_column: bool = False) -> Grid:
    """The one way in which the text is a table.

    Args:
        text: lines end in LF, CRLF or CR.
        width: the number of columns, where it is known.
        single_column: whether a text without delimiters is meant too.

    Raises:
        GdsimError: there is none (the reason why the likeliest does not hold, with line and column), or
            there are two.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, stated = _without_separator_line(text)
    skipped, first = _first_line(text)
    candidates = [stated] if stated else [mark for mark in DELIMITERS if mark in first]
    tried: list[str | None] = list(candidates)
    if not first:
        raise GdsimError(Message(QT_TR_NOOP("There is no table in this: it is empty.")))
    if single_column and not stated and (not candidates or _like_a_number(first)):
        tried.append(None)
    grids, faults = _try_all(text, tried, skipped, width)
    if not grids and not stated and SPACE in first.strip():
        grids, more = _try_all(text, [SPACE], skipped, width)
        faults += more
    if not grids:
        raise GdsimError(_reason(faults))
    if len(grids) > 1:
        raise GdsimError(_two_ways(grids))
    return grids[0]


def _without_separator_line(text: str) -> tuple[str, str | None]:
    """Excel's first line "sep=;" states the delimiter. Its line stays, empty, so that lines count right."""
    match = re.match('(?:\ufeff)?"?sep=([;,|\t])"?\n', text)
    return (text[match.end() - 1 :], match[1]) if match else (text, None)


def _first_line(text: str) -> tuple[int, str]:
    """How many lines of blanks and comments there are at the top, and the first row after them."""
    lines = io.StringIO(text)
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            row = [line]
            while "".join(row).count('"') % 2 and len(row) < _LONGEST_HEAD and (more := next(lines, "")):
                row.append(more)
            return number, "".join(row).rstrip("\n")
    return 0, ""


def _try_all(
    text: str, delimiters: Sequence[str | None], skipped: int, width: int | None
) -> tuple[list[Grid], list[FaultError]]:
    grids, faults = [], []
    for delimiter in delimiters:
        try:
            grids.append(_Reader(text, delimiter, skipped, width).grid())
        except FaultError as fault:
            faults.append(fault)
    return grids, faults


def _reason(faults: list[FaultError]) -> Message:
    if not faults:
        return Message(
            QT_TR_NOOP("There is only one column in this; at least one input and a target are needed.")
        )
    return max(faults, key=lambda fault: fault.reach).message


def _two_ways(grids: list[Grid]) -> Message:
    shapes = [
        Message(QT_TR_NOOP("{columns} columns with “{first}” in the first record"), **_shape(g))
        for g in grids
    ]
    return Message(
        QT_TR_NOOP("This can be meant in two ways: {one}, or {other}."), one=shapes[0], other=shapes[1]
    )


def _shape(grid: Grid) -> dict[str, object]:
    first = " ".join(repr(float(value)) for value in grid.rows[0, :3]) if len(grid.rows) else ""
    return {"columns": grid.rows.shape[1], "first": first}


class _Reader:
    """Reads the text in one way, or raises FaultError."""

    def __init__(self, text: str, delimiter: str | None, skipped: int, width: int | None) -> None:
        self._text = text
        self._delimiter = delimiter
        self._skipped = skipped
        self._known_width = width

    def grid(self) -> Grid:
        rows = self._records()
        line, first = next(rows)
        full, cells = len(first), _without_trailing(first)
        self._width = len(cells)
        self._check_width(line)
        names = self._names(line, cells)
        self._labels = names or ("",) * self._width
        fast = self._fast(names is not None, line) if full == self._width else None
        if fast is not None:
            return Grid(names, fast[0], self._delimiter, fast[1])
        texts = list(self._cells(rows, full, None if names else (line, first)))
        style = self._style(texts)
        values = np.array([self._value(cell, style) for cell in texts], dtype=np.float64)
        return Grid(names, values.reshape(-1, self._width), self._delimiter, style.decimal)

    # Cutting

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Line number and trimmed cells of each record; blank lines and comments are passed over."""
        lines = io.StringIO(self._text)
        for _ in range(self._skipped):
            next(lines)
        if self._delimiter is None:
            cut: Iterator[list[str]] = ([line.rstrip("\n")] for line in lines)
            for number, row in enumerate(cut, start=self._skipped + 1):
                if row[0].strip():
                    yield number, [row[0].strip()]
            return
        source: Iterator[str] = lines
        if self._delimiter == SPACE:
            source = (re.sub("[ \t]+", " ", line.strip(" \t\n")) + "\n" for line in lines)
        reader = csv.reader(source, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        while True:
            start = self._skipped + reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FaultError(start, 0, _csv_message(error)) from None
            cells = [cell.strip() for cell in row]
            if cells and cells != [""] and not cells[0].startswith("#"):
                yield start, cells

    def _check_width(self, line: int) -> None:
        if self._known_width is not None and self._width != self._known_width:
            raise FaultError(
                line,
                0,
                Message(
                    QT_TR_NOOP("cells found: {found}; needed: {count}."),
                    found=self._width,
                    count=self._known_width,
                ),
            )
        if self._width < 2 and self._delimiter is not None:
            raise FaultError(line, 0, Message(QT_TR_NOOP("only one column was found.")))

    # The head

    def _names(self, line: int, cells: list[str]) -> tuple[str, ...] | None:
        """The head's names, or None where the first row is a record."""
        numbers = [index for index, cell in enumerate(cells) if _like_a_number(cell)]
        empty = [index for index, cell in enumerate(cells) if not cell]
        if len(numbers) + len(empty) == len(cells):
            self._refuse_commented_head(line)
            return None
        if empty:
            raise FaultError(line, empty[0] + 1, Message(QT_TR_NOOP("this column has no name.")), self._width)
        if numbers:
            raise FaultError(
                line,
                numbers[0] + 1,
                Message(
                    QT_TR_NOOP(
                        "“{number}” is a number and “{name}” is not, so this line is neither head nor record."
                    ),
                    number=_shown(cells[numbers[0]]),
                    name=_shown(next(cell for i, cell in enumerate(cells) if i not in numbers)),
                ),
                self._width,
            )
        for index, name in enumerate(cells):
            if name in cells[:index]:
                raise FaultError(
                    line,
                    index + 1,
                    Message(QT_TR_NOOP("a second column named “{name}”."), name=name),
                    self._width,
                )
        return tuple(cells)

    def _refuse_commented_head(self, line: int) -> None:
        """A comment just above the first record that has a word for each column may be meant as the head."""
        above = self._text.split("\n", line)[line - 2].strip() if line > 1 else ""
        words = above.lstrip("#").strip()
        cells = [
            cell.strip()
            for cell in (words.split() if self._delimiter == SPACE else words.split(self._delimiter))
        ]
        if (
            above.startswith("#")
            and len(cells) == self._width
            and all(cells)
            and not any(map(_like_a_number, cells))
        ):
            raise FaultError(
                line - 1,
                0,
                Message(
                    QT_TR_NOOP(
                        "this may be a comment or the names of the columns; take away the # or the line."
                    )
                ),
                self._width,
            )

    # The numbers

    def _cells(
        self, rows: Iterator[tuple[int, list[str]]], full: int, first: tuple[int, list[str]] | None
    ) -> Iterator[Cell]:
        """Every cell of every record; rows of empty cells at the end are passed over."""
        blank: tuple[int, list[str]] | None = None
        for line, row in _chain(first, rows):
            if len(row) > 1 and not any(row):
                blank = blank or (line, row)
                continue
            for number, cells in ([blank] if blank else []) + [(line, row)]:
                yield from self._record(number, cells, full)

    def _record(self, line: int, row: list[str], full: int) -> Iterator[Cell]:
        if len(row) != full or any(row[self._width :]):
            raise FaultError(
                line,
                0,
                Message(
                    QT_TR_NOOP("cells found: {found}; needed: {count}, as in the first line."),
                    found=len(row),
                    count=full,
                ),
                self._width,
            )
        for index, cell in enumerate(row[: self._width]):
            text = tidy(cell)
            if not is_number(text):
                raise self._cell_fault(Cell(line, index + 1, cell), _not_a_number(cell))
            yield Cell(line, index + 1, text)

    def _style(self, cells: list[Cell]) -> NumberStyle:
        styles = styles_of([cell.text for cell in cells])
        if len(styles) == 1:
            return styles[0]
        if not styles:
            raise self._cell_fault(_odd_one_out(cells), Message(QT_TR_NOOP("the decimal marks differ.")))
        cell = next(cell for cell in cells if "," in cell.text or cell.text.count(".") > 1)
        one, other = (repr(style.value(cell.text)) for style in styles[:2])
        raise self._cell_fault(
            cell,
            Message(
                QT_TR_NOOP("“{found}” may be {one} or {other}; write it so that it can be only one."),
                found=cell.text,
                one=one,
                other=other,
            ),
        )

    def _value(self, cell: Cell, style: NumberStyle) -> float:
        value = style.value(cell.text)
        if abs(value) > LARGEST_VALUE:
            raise self._cell_fault(
                cell,
                Message(
                    QT_TR_NOOP("{found} is too large: its square could not be computed."),
                    found=_shown(cell.text),
                ),
            )
        return value

    def _cell_fault(self, cell: Cell, problem: Message) -> FaultError:
        name = self._labels[cell.column - 1]
        if name:
            problem = Message(QT_TR_NOOP("in “{name}”, {problem}"), name=name, problem=problem)
        return FaultError(cell.line, cell.column, problem, self._width)

    # The fast way

    def _fast(self, has_head: bool, first_line: int) -> tuple[Array, str] | None:
        """Rows and decimal mark by numpy's reader, or None where it is not certain that it reads the same."""
        head = first_line if has_head else first_line - 1
        lines = self._text.count("\n")
        if lines - head < _FAST_FROM or self._delimiter is None:
            return None
        body = self._text.split("\n", head)[head] if head else self._text
        if '"' in body or "#" in body:
            return None
        style = self._sample_style(body)
        if style is DECIMAL_COMMA:
            body = body.replace(",", ".")
        elif style is not PLAIN:
            return None
        delimiter = None if self._delimiter == SPACE else self._delimiter
        try:
            rows = np.loadtxt(io.StringIO(body), delimiter=delimiter, comments=None, ndmin=2)
        except ValueError:
            return None
        count = sum(1 for line in io.StringIO(body) if line.strip())
        if rows.shape != (count, self._width) or not (np.abs(rows) <= LARGEST_VALUE).all():
            return None
        return rows, style.decimal

    def _sample_style(self, body: str) -> NumberStyle | None:
        """The style of the first lines; a comma counts only where the body has no point."""
        sample = "\n".join(body.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
        cells = sample.split() if self._delimiter == SPACE else re.split(f"[\n{self._delimiter}]", sample)
        styles = styles_of([tidy(cell) for cell in cells if cell.strip()])
        if len(styles) != 1 or (styles[0] is DECIMAL_COMMA and "." in body):
            return None
        return styles[0]


def _chain(
    first: tuple[int, list[str]] | None, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    if first is not None:
        yield first
    yield from rows


def _without_trailing(row: list[str]) -> list[str]:
    """The row without empty cells at its end: a delimiter at every line's end makes no column."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end] or row


def _like_a_number(cell: str) -> bool:
    text = tidy(cell)
    return is_number(text) or _NOT_FINITE.fullmatch(text) is not None


def _not_a_number(cell: str) -> Message:
    if not cell:
        return Message(QT_TR_NOOP("this cell is empty; a number is needed."))
    if _NOT_FINITE.fullmatch(tidy(cell)):
        return Message(QT_TR_NOOP("{found} is not a finite number."), found=_shown(cell))
    return Message(QT_TR_NOOP("“{found}” is not a number."), found=_shown(cell))


def _odd_one_out(cells: list[Cell]) -> Cell:
    """The first cell that fits no style with all those before it; that is found by halving."""
    low, high = 0, len(cells)
    while high - low > 1:
        middle = (low + high) // 2
        if styles_of([cell.text for cell in cells[:middle]]):
            low = middle
        else:
            high = middle
    return cells[high - 1]


def _csv_message(error: csv.Error) -> Message:
    if "quote" in str(error) or "expected after" in str(error) or "end of data" in str(error):
        return Message(QT_TR_NOOP("a quotation mark opens or closes where it cannot."))
    return Message(QT_TR_NOOP("this is not a line of a table ({reason})."), reason=str(error))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "…"
