"""What a station's text consists of: blocks, and the runs inside a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.lesson.formula import Formula
from gdsim.lesson.live_number import Reference


@dataclass(frozen=True)
class Words:
    """Plain words of a paragraph.

    Attributes:
        text: as it is read.
        emphasis: "", "em" or "strong".
    """

    text: str
    emphasis: str = ""


@dataclass(frozen=True)
class Symbol:
    """Mathematics inside a line: LaTeX, in which live numbers may stand."""

    formula: Formula


@dataclass(frozen=True)
class Live:
    """A live number among words."""

    reference: Reference


Run = Words | Symbol | Live


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Display:
    """A formula on a line of its own, in up to three forms: symbols, numbers plugged in, result.

    Attributes:
        forms: one to three; a missing form is shown as the one before it.
    """

    forms: tuple[Formula, ...]

    def form(self, index: int) -> Formula:
        """The form 0, 1 or 2."""
        return self.forms[min(index, len(self.forms) - 1)]


@dataclass(frozen=True)
class Named:
    """A formula that the engine writes, by its name in FORMULAS."""

    name: str


@dataclass(frozen=True)
class Derivation:
    """The derivation of ∂E/∂w_i in stages, for one weight.

    Attributes:
        weight: 0-based number.
    """

    weight: int = 0


Block = Paragraph | Display | Named | Derivation


@dataclass(frozen=True)
class Text:
    """A station in one language.

    Attributes:
        title: of the station.
        blocks: the explanation.
        do: one thing to do.
        notice: one thing to notice.
        line: where the station begins in its file, from 1.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    do: tuple[Paragraph, ...] = ()
    notice: tuple[Paragraph, ...] = ()
    line: int = 1
