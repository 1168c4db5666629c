"""What a column of a table is: its words, its symbol, where its numbers come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gdsim.engine.array import Array
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.views.shared import fonts
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

# Sizes of the 1280×800 drawing. Symbols are larger than words: a serif's small letters are small.
SYMBOL_PIXELS = 15.0
WORD_PIXELS = 12.5

# Function names stand upright in mathematics; all other letters are italic.
_UPRIGHT = frozenset({"ln", "max", "sign"})


@dataclass(frozen=True)
class Column:
    """One column. Two are equal when they look and read the same.

    Attributes:
        key: what it is, whatever its place and name.
        text: its head in plain characters.
        term: what it is, in words; translated.
        tip: a sentence that explains it; translated.
        values: its numbers (N,), from whatever the table shows.
        heads: its head as rich text in this look: the widest form first.
        total: the text of its footer cell, or None where there is none.
        quantity: whose colour it has; None for ink.
        editable: a person can type into it.
        exact: shown with all the digits, as it was given.
        whole: whole numbers, such as a step's.
        bar: its numbers are shown as bars; 1 is the whole width.
        signed: bars may be negative, and grow from the middle.
    """

    key: str
    text: str
    term: str
    tip: str
    values: Callable[[Any], Array] = field(compare=False)
    heads: Callable[[Look], tuple[str, ...]] = field(compare=False)
    total: Callable[[Any], str] | None = field(default=None, compare=False)
    quantity: Quantity | None = None
    editable: bool = False
    exact: bool = False
    whole: bool = False
    bar: bool = False
    signed: bool = False

    def value(self, source: object, row: int) -> float:
        """The number in a row."""
        return float(self.values(source)[row])

    def cell_text(self, source: object, row: int) -> str:
        """The number in a row, as people read it."""
        value = self.value(source, row)
        if self.whole:
            return str(int(value))
        return exact_text(value) if self.exact else number_text(value)


def formula_html(formula: str, look: Look, quantity: Quantity | None = None) -> str:
    """A formula in plain characters as rich text: letters italic, ``_`` before a subscript letter or number."""
    pieces = [_piece_html(piece) for piece in re.findall(r"_[^\W_]+|[^\W\d_]+|[^\w]+|\d+", formula)]
    family, color = fonts.math_family(), look.theme.color(quantity)
    return f"<span style=\"font-family:'{family}'; color:{color}\">{''.join(pieces)}</span>"


def large_html(symbol: str, look: Look) -> str:
    """A symbol among words, as large as symbols are that stand alone."""
    return f'<span style="font-size:{round(look.px(SYMBOL_PIXELS))}px">{symbol}</span>'


def _piece_html(piece: str) -> str:
    if piece.startswith("_"):
        return f"<sub>{_piece_html(piece[1:])}</sub>"
    if piece.isalpha() and piece not in _UPRIGHT:
        return f"<i>{piece}</i>"
    return piece.replace("&", "&amp;").replace("<", "&lt;")
