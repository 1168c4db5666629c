"""Long tables of plain numbers by numpy's own reader, where it is certain that it reads the same."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice

import numpy as np

from gdsim.engine.array import Array
from gdsim.scenario.number_style import DECIMAL_COMMA, EXACT, PLAIN, NumberStyle, styles_of, tidy
from gdsim.scenario.watch import Watch

SPACE = " "

# What is written so may be too small for a float.
_MAY_VANISH = re.compile("[eE]-[0-9]{3}|0{300}")

_SAMPLE_LINES = 200
# Lines read at a time, a hundredth of a second's work: numpy's reader lets nothing else go on meanwhile.
_PART_LINES = 4_000


def fast_rows(body: str, delimiter: str, width: int, watch: Watch) -> tuple[Array, str] | None:
    """Rows (N, width) and the decimal mark; None where the strict reader has to look.

    Args:
        body: the records' lines, without a head.
        delimiter: between the cells.
        width: how many cells there have to be in each line.
        watch: is told how far it has come.
    """
    if "#" in body:
        return None
    style = _sample_style(body, delimiter)
    if style is None:
        return None
    try:
        rows = np.concatenate(list(_parts(body, delimiter, style, watch)))
    except ValueError:  # also where a part has another number of columns
        return None
    if rows.shape[1] != width or (np.abs(rows) >= EXACT).any():
        return None
    if (rows == 0.0).any() and _MAY_VANISH.search(body):
        return None
    return rows, style.decimal


def _parts(body: str, delimiter: str, style: NumberStyle, watch: Watch) -> Iterator[Array]:
    """The rows in parts.

    Raises:
        ValueError: a cell is no plain number.
    """
    stream, done, count = io.StringIO(body), 0, body.count("\n") + 1
    while lines := list(islice(stream, _PART_LINES)):
        done += len(lines)
        part = [line for line in lines if line.strip()]
        text = "".join(part)
        if '"' in text:
            text = _unquoted(text, delimiter)
        if style is DECIMAL_COMMA:
            text = text.replace(",", ".")
        if part:
            between = None if delimiter == SPACE else delimiter
            rows = np.loadtxt(io.StringIO(text), delimiter=between, comments=None, ndmin=2)
            if len(rows) != len(part):
                raise ValueError("a line was passed over")
            yield rows
        watch(min(done / count, 1.0))


def _unquoted(text: str, delimiter: str) -> str:
    """Whole cells in quotation marks without them.

    Raises:
        ValueError: other quotation marks are left.
    """
    cell = f'(?:(?<=[{delimiter}\n])|^)"([^"\n{delimiter}]*)"(?=[{delimiter}\n]|$)'
    bare = re.sub(cell, r"\1", text)
    if '"' in bare or '""' in text:
        raise ValueError("quotation marks within cells")
    return bare


def _sample_style(body: str, delimiter: str) -> NumberStyle | None:
    """The style of the first lines, plain or with a decimal comma; that one only where there is no point at all."""
    sample = "\n".join(body.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    cells = sample.split() if delimiter == SPACE else re.split(f"[\n{delimiter}]", sample)
    styles = styles_of([tidy(cell.strip().strip('"')) for cell in cells if cell.strip()])
    style = styles[0] if len(styles) == 1 else None
    if style is DECIMAL_COMMA:
        return None if "." in body else style
    return style if style is PLAIN else None
