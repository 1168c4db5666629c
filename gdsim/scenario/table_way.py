"""One way in which a text may be a table of numbers: cut at one delimiter.

It holds when every row has as many cells as the first and every cell is a number in one style.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.scenario.number_style import (
    EXACT,
    NumberStyle,
    is_number,
    shortened,
    styles_of,
    tidy,
)
from gdsim.scenario.scenario import LARGEST_VALUE
from gdsim.scenario.table_fast import SPACE, fast_rows
from gdsim.scenario.watch import Watch, unwatched

# A row's line, counted from 1, and its trimmed cells.
Record = tuple[int, list[str]]

# From this many lines on numpy's own reader is tried first.
_FAST_FROM = 1000
# Lines between two words on how far it has come.
_TELL_AFTER = 4_096

_NOT_FINITE = re.compile("[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


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


class Way:
    """A text cut at one delimiter (None: not at all), with so many lines skipped at its top."""

    def __init__(
        self, text: str, delimiter: str | None, skipped: int, width: int | None, watch: Watch = unwatched
    ) -> None:
        self._text = text
        self._watch = watch
        self._delimiter = delimiter
        self._skipped = skipped
        self._known_width = width
        self._width = 0

    def grid(self) -> Grid:
        """The table.

        Raises:
            FaultError: this way does not hold.
        """
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
        values, style = self._numbers(rows if names else chain([(line, first)], rows), full)
        return Grid(names, values, self._delimiter, style.decimal)

    def even_records(self) -> list[Record]:
        """All rows, whatever their cells hold: as many in each, and columns with something in them only.

        Raises:
            FaultError: the rows differ in length, or there is only one column.
        """
        records = [record for record in self._watched(self._records()) if any(record[1])]
        full = len(records[0][1])
        for line, cells in records:
            if len(cells) != full:
                raise self._width_fault(line, len(cells), full)
        is_full = any(cells[-1] for _, cells in records)
        self._width = full if is_full else max(len(_without_trailing(cells)) for _, cells in records)
        self._check_width(records[0][0])
        return records if is_full else [(line, cells[: self._width]) for line, cells in records]

    # Cutting

    def _records(self) -> Iterator[Record]:
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
        has_blanks = True
        while True:
            if reader.line_num == _FAST_FROM:  # to look into each cell takes as long as all else
                has_blanks = self._has_blanks()
            start = self._skipped + reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FaultError(start, 0, _csv_message(error)) from None
            cells = [cell.strip() for cell in row] if has_blanks else row
            if cells and cells != [""] and not cells[0].startswith("#"):
                yield start, cells

    def _has_blanks(self) -> bool:
        """There may be some around a cell."""
        edge = f'[{self._delimiter}"\n]'
        return re.search(f"[^\\S\n]{edge}|{edge}[^\\S\n]", f"{self._text}\n") is not None

    def _watched(self, records: Iterator[Record]) -> Iterator[Record]:
        """The same records; now and then it is told how far they have come."""
        count = max(1, self._text.count("\n"))
        for record in records:
            if record[0] % _TELL_AFTER == 0:
                self._watch(min(record[0] / count, 1.0))
            yield record

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
        numbers = [index for index, cell in enumerate(cells) if like_a_number(cell)]
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
                    number=shortened(cells[numbers[0]]),
                    name=shortened(next(cell for i, cell in enumerate(cells) if i not in numbers)),
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
            and not any(map(like_a_number, cells))
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

    def _numbers(self, rows: Iterable[Record], full: int) -> tuple[Array, NumberStyle]:
        lines, cells, fault = self._cut(rows, full)
        texts = [tidy(cell) for cell in cells]
        bad = next((index for index, text in enumerate(texts) if not is_number(text)), None)
        if bad is not None:
            raise self._cell_fault(lines, bad, _not_a_number(cells[bad]))
        if fault is not None:
            raise fault
        style = self._style(lines, texts)
        values = np.array([style.value(text) for text in texts], dtype=np.float64)
        large = np.flatnonzero(np.abs(values) > LARGEST_VALUE)
        if large.size:
            found = shortened(texts[int(large[0])])
            problem = Message(
                QT_TR_NOOP("{found} is too large: its square could not be computed."), found=found
            )
            raise self._cell_fault(lines, int(large[0]), problem)
        self._refuse_changes(lines, texts, values, style)
        return values.reshape(-1, self._width), style

    def _refuse_changes(self, lines: list[int], texts: list[str], values: Array, style: NumberStyle) -> None:
        """A number that no float is."""
        for index in np.flatnonzero((values == 0.0) | (np.abs(values) >= EXACT)).tolist():
            problem = style.change(texts[index])
            if problem is not None:
                raise self._cell_fault(lines, index, problem)

    def _cut(self, rows: Iterable[Record], full: int) -> tuple[list[int], list[str], FaultError | None]:
        """The records' line numbers and all their cells, up to the first record of another width.

        Rows of empty cells at the end are passed over.
        """
        lines: list[int] = []
        cells: list[str] = []
        blank: list[Record] = []
        try:
            for record in self._watched(iter(rows)):
                blank.append(record)
                if len(record[1]) > 1 and not any(record[1]):
                    continue
                for line, row in blank:
                    if len(row) != full or any(row[self._width :]):
                        return lines, cells, self._width_fault(line, len(row), full)
                    lines.append(line)
                    cells += row[: self._width]
                blank.clear()
        except FaultError as fault:
            return lines, cells, fault
        return lines, cells, None

    def _width_fault(self, line: int, found: int, full: int) -> FaultError:
        problem = Message(
            QT_TR_NOOP("cells found: {found}; needed: {count}, as in the first line."),
            found=found,
            count=full,
        )
        return FaultError(line, 0, problem, self._width)

    def _style(self, lines: list[int], texts: list[str]) -> NumberStyle:
        styles = styles_of(texts)
        if len(styles) == 1:
            return styles[0]
        if not styles:
            problem = Message(QT_TR_NOOP("the decimal marks differ."))
            raise self._cell_fault(lines, _odd_one_out(texts), problem)
        index = next(i for i, text in enumerate(texts) if "," in text or text.count(".") > 1)
        one, other = (repr(style.value(texts[index])) for style in styles[:2])
        problem = Message(
            QT_TR_NOOP("“{found}” may be {one} or {other}; write it so that it can be only one."),
            found=texts[index],
            one=one,
            other=other,
        )
        raise self._cell_fault(lines, index, problem)

    def _cell_fault(self, lines: list[int], index: int, problem: Message) -> FaultError:
        row, column = divmod(index, self._width)
        name = self._labels[column]
        if name:
            problem = Message(QT_TR_NOOP("in “{name}”, {problem}"), name=name, problem=problem)
        return FaultError(lines[row], column + 1, problem, self._width)

    def _fast(self, has_head: bool, first_line: int) -> tuple[Array, str] | None:
        """Rows and decimal mark of a long plain table, or None."""
        head = first_line if has_head else first_line - 1
        if self._text.count("\n") - head < _FAST_FROM or self._delimiter is None:
            return None
        body = self._text.split("\n", head)[head] if head else self._text
        rows = fast_rows(body, self._delimiter, self._width, self._watch)
        return rows if rows is not None and (np.abs(rows[0]) <= LARGEST_VALUE).all() else None


def _without_trailing(row: list[str]) -> list[str]:
    """The row without empty cells at its end: a delimiter at every line's end makes no column."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end] or row


def like_a_number(cell: str) -> bool:
    """Whether a cell is a number, or one of the words for what is none but stands in its place."""
    text = tidy(cell)
    return is_number(text) or _NOT_FINITE.fullmatch(text) is not None


def _not_a_number(cell: str) -> Message:
    if not cell:
        return Message(QT_TR_NOOP("this cell is empty; a number is needed."))
    if _NOT_FINITE.fullmatch(tidy(cell)):
        return Message(QT_TR_NOOP("{found} is not a finite number."), found=shortened(cell))
    return Message(QT_TR_NOOP("“{found}” is not a number."), found=shortened(cell))


def _odd_one_out(texts: list[str]) -> int:
    """Index of the first text that fits no style with all those before it; found by halving."""
    low, high = 0, len(texts)
    while high - low > 1:
        middle = (low + high) // 2
        if styles_of(texts[:middle]):
            low = middle
        else:
            high = middle
    return high - 1


def _csv_message(error: csv.Error) -> Message:
    if "quote" in str(error) or "expected after" in str(error) or "end of data" in str(error):
        return Message(QT_TR_NOOP("a quotation mark opens or closes where it cannot."))
    return Message(QT_TR_NOOP("this is not a line of a table ({reason})."), reason=str(error))
