r"""Formulas with live numbers in them: LaTeX whose numbers carry their quantity.

What is drawn is LaTeX in which a number stands as ``\q{weight}{0.830}``; ``with_colors`` puts a colour there.
The quantities' symbols are coloured by whoever draws, as in all formulas of the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from gdsim.lesson.context import Context
from gdsim.lesson.live_number import Reference
from gdsim.lesson.secret import HIDDEN, Secret

_MARK = re.compile(r"\\q\{(\w*)\}\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_POWER = re.compile(r"×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_PLAIN_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@dataclass(frozen=True)
class Formula:
    """LaTeX in pieces: text, and live numbers between.

    Attributes:
        pieces: in order.
    """

    pieces: tuple[str | Reference, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The live numbers in it."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Reference))

    def latex(self, context: Context, secrets: Collection[Secret] = ()) -> str:
        """The formula with its numbers, each marked with its quantity; see ``with_colors``."""
        return "".join(
            piece if isinstance(piece, str) else marked(piece.shown(context, secrets), piece.quantity)
            for piece in self.pieces
        )


def marked(number: str, quantity: str | None) -> str:
    """A number's text as LaTeX, marked with its quantity."""
    latex = _POWER.sub(_power, number).replace("−", "-").replace("–", r"\text{-}")
    latex = latex.replace("∞", r"\infty").replace(HIDDEN, r"\text{?}")
    return rf"\q{{{quantity or ''}}}{{{latex}}}"


def in_parentheses(number: str, quantity: str | None) -> str:
    """The same, in parentheses where it begins with a sign."""
    latex = marked(number, quantity)
    return f"({latex})" if number.startswith(("−", "+")) else latex


def with_colors(latex: str, color: Callable[[str | None], str]) -> str:
    r"""LaTeX as ziamath takes it: each ``\q{quantity}{…}`` in the colour of its quantity.

    Args:
        latex: with marks.
        color: of a quantity's name, or of None: "#rrggbb".
    """

    def painted(match: re.Match[str]) -> str:
        return rf"{{\color{{{color(match[1] or None)}}} {match[2]}}}"

    return _MARK.sub(painted, latex)


def without_marks(latex: str) -> str:
    """LaTeX in one colour."""
    return _MARK.sub(r"{\2}", latex)


def _power(match: re.Match[str]) -> str:
    return r"\times 10^{" + match[1].translate(_PLAIN_DIGITS) + "}"
