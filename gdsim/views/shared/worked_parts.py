"""What a worked step is made of: headings, formulas, lines of numbers and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.views.shared.theme import Quantity


@dataclass(frozen=True)
class Piece:
    """A bit of a line: a text that is not broken, in a quantity's colour."""

    text: str
    quantity: Quantity | None = None
    bold: bool = False


@dataclass(frozen=True)
class Heading:
    """A part's name; ``stage`` is the sub-step that it belongs to."""

    text: str
    stage: str = ""


@dataclass(frozen=True)
class WeightHeading:
    """Begins the part of one weight."""

    index: int
    name: str


@dataclass(frozen=True)
class FormulaLine:
    """Typeset mathematics; symbols take their quantities' colours."""

    latex: str


@dataclass(frozen=True)
class NumberLine:
    """Groups of pieces; lines are broken between groups only. ``hidden`` terms were left out."""

    groups: tuple[tuple[Piece, ...], ...]
    hidden: int = 0


@dataclass(frozen=True)
class Sentence:
    """Words; ``warns`` of a mistake made on purpose, ``stage`` is the sub-step to which alone they belong."""

    text: str
    soft: bool = False
    warns: bool = False
    stage: str = ""


Block = Heading | WeightHeading | FormulaLine | NumberLine | Sentence
