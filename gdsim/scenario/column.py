"""One column of a table as it was found: numbers, texts, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.scenario.scenario import LARGEST_VALUE

# What stands in tables for a value that is not there; compared without regard to case.
MISSING = frozenset(("", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-", "–", "."))

# Texts that have a number already.
_YES_AND_NO = (("false", "true"), ("no", "yes"), ("f", "t"), ("n", "y"), ("否", "是"))


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    Attributes:
        name: as in the head, or column 1 and so on where there is none.
        values: (N,), read-only; NaN where a cell is no number.
        cells: what stands in each, or None where nothing but numbers and gaps does.
        unheld: the texts of numbers that no float holds, and why.
    """

    name: str
    values: Array
    cells: tuple[str, ...] | None = None
    unheld: Mapping[str, Message] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[int, ...]:
        """0-based numbers of the records whose cell is empty or says that it is."""
        return self._not_numbers[0]

    @property
    def texts(self) -> tuple[int, ...]:
        """0-based numbers of the records whose cell is something else than a number."""
        return self._not_numbers[1]

    @cached_property
    def _not_numbers(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Records with gaps, and with texts."""
        odd = np.flatnonzero(np.isnan(self.values)).tolist()
        cells = self.cells
        if cells is None:
            return tuple(odd), ()
        gaps = {text for text in {cells[i] for i in odd} if text.casefold() in MISSING}
        return tuple(i for i in odd if cells[i] in gaps), tuple(i for i in odd if cells[i] not in gaps)

    @cached_property
    def codes(self) -> Mapping[str, float]:
        """A number for each different text, 0, 1, … in the order in which they come first; no is 0, yes is 1."""
        found = dict.fromkeys(cell for cell in self.cells or () if cell.casefold() not in MISSING)
        for pair in _YES_AND_NO:
            if {text.casefold() for text in found} == set(pair):
                return {text: float(text.casefold() == pair[1]) for text in found}
        return {text: float(code) for code, text in enumerate(found)}

    def coded(self) -> Array:
        """(N,) the codes of its texts; NaN where one is missing."""
        codes = self.codes
        return frozen([codes.get(cell, np.nan) for cell in self.cells or ()])

    def text(self, record: int) -> str:
        """What stands in a record's cell."""
        if self.cells is not None:
            return self.cells[record]
        value = float(self.values[record])
        return "" if np.isnan(value) else number_cell(value)

    @cached_property
    def fault(self) -> tuple[int, Message] | None:
        """The first record with a number that cannot be computed with, and why."""
        large = np.flatnonzero(np.abs(self.values) > LARGEST_VALUE)[:1].tolist()
        if large:
            return large[0], _too_large(self.text(large[0]), float(self.values[large[0]]))
        if not self.unheld:
            return None
        record = next(record for record in self.texts if self.text(record) in self.unheld)
        return record, self.unheld[self.text(record)]


def number_cell(value: float) -> str:
    """A number as it stands in a table's cell."""
    return repr(value).removesuffix(".0")


def _too_large(found: str, value: float) -> Message:
    if np.isinf(value):
        return Message(QT_TR_NOOP("{found} is not a finite number."), found=found)
    return Message(QT_TR_NOOP("{found} is too large: its square could not be computed."), found=found)
