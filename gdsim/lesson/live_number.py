"""A live number: a name in a lesson's text, for which the engine says the number."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from gdsim.lesson.context import Context
from gdsim.lesson.secret import HIDDEN, Secret
from gdsim.scenario.number_text import exact_text, number_text


@dataclass(frozen=True, eq=False)
class LiveNumber:
    """One name.

    Attributes:
        name: as in a lesson's text, without index and record.
        about: what it is; for authors.
        value: of (context, weight or input index, record), both 0-based; NaN where there is none.
        quantity: whose colour it has, None for ink.
        tells: what it gives away, None for nothing.
        indexed: the name is followed by the number of a weight or input.
        of_record: it belongs to a record: the chosen one, or the one in parentheses.
        given: a number that a person gave, shown as it was given.
        whole: a whole number.
    """

    name: str
    about: str
    value: Callable[[Context, int, int], float]
    quantity: str | None = None
    tells: Secret | None = None
    indexed: bool = False
    of_record: bool = False
    given: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Reference:
    """A live number as it stands in a text.

    Attributes:
        text: between the braces.
        number: which entry.
        index: 0-based number of the weight or input.
        record: 0-based number of the record, None for the chosen one.
    """

    text: str
    number: LiveNumber
    index: int = 0
    record: int | None = None

    @property
    def quantity(self) -> str | None:
        """Whose colour it has, None for ink."""
        return self.number.quantity

    def value(self, context: Context) -> float:
        """What the engine says; NaN where there is no such value."""
        record = context.record if self.record is None else self.record
        try:
            return float(self.number.value(context, self.index, record))
        except IndexError:  # edited away: fewer records or weights than the text speaks of
            return math.nan

    def shown(self, context: Context, secrets: Collection[Secret] = ()) -> str:
        """The number as people read it, a question mark where it is secret."""
        if self.number.tells in secrets:
            return HIDDEN
        value = self.value(context)
        if self.number.whole and math.isfinite(value):
            return str(int(value))
        return exact_text(value) if self.number.given and math.isfinite(value) else number_text(value)
