"""Finds out how a text is a table of numbers.

Each delimiter that the first row allows is tried. A text that can be meant in two ways is refused, never
guessed at.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.table_fast import SPACE
from gdsim.scenario.table_way import FaultError, Grid, Record, Way, like_a_number
from gdsim.scenario.watch import Watch, unwatched

# Looked for in this order. Spaces only where nothing else fits: they also stand around other delimiters.
DELIMITERS = ("\t", ";", "|", ",")

# Lines that a head with line ends in its quoted names may take.
_LONGEST_HEAD = 50


def read_grid(
    text: str, width: int | None = None, single_column: bool = False, watch: Watch = unwatched
) -> Grid:
    """The one way in which the text is a table.

    Args:
        text: lines end in LF, CRLF or CR.
        width: the number of columns, where it is known.
        single_column: whether a text without delimiters is meant too.
        watch: is told how far it has come.

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
    if single_column and not stated and (not candidates or like_a_number(first)):
        tried.append(None)
    grids, faults = _try_all(text, tried, skipped, width, watch)
    if not grids and not stated and SPACE in first.strip():
        grids, more = _try_all(text, [SPACE], skipped, width, watch)
        faults += more
    if not grids:
        raise GdsimError(_reason(faults))
    if len(grids) > 1:
        raise GdsimError(_two_ways(grids))
    return grids[0]


def read_cells(text: str, delimiter: str | None = None, watch: Watch = unwatched) -> tuple[str, list[Record]]:
    """The delimiter and the records of a text whose cells may be anything.

    Args:
        text: lines end in LF, CRLF or CR.
        delimiter: None: the one that cuts every row alike.
        watch: is told how far it has come.

    Raises:
        GdsimError: none does, or two do; line and column are told.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, stated = _without_separator_line(text)
    skipped, first = _first_line(text)
    if not first:
        raise GdsimError(Message(QT_TR_NOOP("There is no table in this: it is empty.")))
    wanted = delimiter or stated
    candidates = [wanted] if wanted else [mark for mark in DELIMITERS if mark in first]
    found, faults = {}, []
    for mark in candidates or [SPACE]:
        try:
            found[mark] = Way(text, mark, skipped, None, watch).even_records()
        except FaultError as fault:
            faults.append(fault)
    if not found:
        raise GdsimError(_reason(faults))
    if len(found) > 1:
        one, other = list(found)[:2]
        raise GdsimError(
            Message(
                QT_TR_NOOP("Both “{one}” and “{other}” may stand between the cells: choose one."),
                one=one,
                other=other,
            )
        )
    return found.popitem()


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
    text: str, delimiters: Sequence[str | None], skipped: int, width: int | None, watch: Watch
) -> tuple[list[Grid], list[FaultError]]:
    grids, faults = [], []
    for delimiter in delimiters:
        try:
            grids.append(Way(text, delimiter, skipped, width, watch).grid())
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
        Message(QT_TR_NOOP("{columns:column|columns} with “{first}” in the first record"), **_shape(g))
        for g in grids
    ]
    return Message(
        QT_TR_NOOP("This can be meant in two ways: {one}, or {other}."), one=shapes[0], other=shapes[1]
    )


def _shape(grid: Grid) -> dict[str, object]:
    first = " ".join(repr(float(value)) for value in grid.rows[0, :3]) if len(grid.rows) else ""
    return {"columns": grid.rows.shape[1], "first": first}
