"""A formula that is too long for one line, in several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise


def broken(latex: str, wide: Callable[[str], float], room: float) -> list[str]:
    """The formula in lines as long as there is room; a part that takes several lines has them for itself.

    Args:
        latex: of the formula.
        wide: how much room a piece of it needs.
        room: of a line.
    """
    if wide(latex) <= room:
        return [latex]
    parts = formula_parts(latex)
    if len(parts) == 1:
        parts = formula_parts(with_slash(latex))
    if len(parts) == 1:
        return [latex]
    lines: list[str] = []
    can_go_on = False
    for part in parts:
        found = broken(part, wide, room)
        if can_go_on and len(found) == 1 and wide(f"{lines[-1]} {part}") <= room:
            lines[-1] += f" {part}"
        else:
            lines += found
        can_go_on = len(found) == 1
    return lines


def formula_parts(latex: str) -> list[str]:
    """A formula in parts that can stand on lines of their own.

    It is broken before + and −, a second =, between two brackets and two equations, but not within braces, which
    hold fractions and roots, nor deeper in parentheses than need be; before a product where there is nothing else.
    """
    if r" \; " in latex:
        return latex.split(r" \; ")
    latex = latex.replace(") (", r") \cdot (")
    first_equals = latex.find(" = ")
    places = [
        (position, depth)
        for position, depth in _outside_braces(latex)
        if latex.startswith((" + ", " - ", r" \cdot ("), position)
        or (latex.startswith(" = ", position) and position > first_equals)
    ]
    if not places:
        places = [place for place in _outside_braces(latex) if latex.startswith(r" \cdot ", place[0])]
    least = min((depth for _, depth in places), default=0)
    cuts = [position for position, depth in places if depth == least]
    return [latex[begin:end].strip() for begin, end in pairwise([0, *cuts, len(latex)])]


def with_slash(latex: str) -> str:
    """The formula with its longest fraction written on one line, where it can be broken."""
    fractions = [
        (match.start(), above, below)
        for match in re.finditer(r"\\frac(?=\{)", latex)
        if (above := _braced(latex, match.end())) and (below := _braced(latex, match.end() + len(above)))
    ]
    if not fractions:
        return latex
    begin, above, below = max(fractions, key=lambda found: len(found[1]) + len(found[2]))
    end = begin + len(r"\frac") + len(above) + len(below)
    return f"{latex[:begin]}({above[1:-1]}) / ({below[1:-1]}){latex[end:]}"


def _braced(latex: str, begin: int) -> str:
    """What stands in braces from here on, with them; empty where no brace is opened or none closed."""
    depth = 0
    for end in range(begin, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[end], 0)
        if depth == 0:
            return latex[begin : end + 1] if end > begin else ""
    return ""


def _outside_braces(latex: str) -> Iterator[tuple[int, int]]:
    """Places outside of braces, each with how many parentheses are open there."""
    braces = parentheses = 0
    for position, sign in enumerate(latex):
        braces += {"{": 1, "}": -1}.get(sign, 0)
        if braces == 0:
            parentheses += {"(": 1, ")": -1}.get(sign, 0)
            yield position, parentheses
