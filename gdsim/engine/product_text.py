"""Products as a person writes them: one number in front, one fraction, nothing in it that cancels.

What is written is equal to what is computed, but need not be computed in its order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gdsim.engine.operation import ATOM, PRODUCT, SIGN, SUM

if TYPE_CHECKING:
    from gdsim.engine.expression import Graph

# Numbers with more characters are written as a fraction, a multiple of π or a logarithm where they are one.
_SHORT = 6
_LARGEST_DENOMINATOR, _LARGEST_MULTIPLE, _LARGEST_LOGARITHM = 1000, 1000, 100

Texts = Mapping[int, tuple[str, int]]


class Factors(NamedTuple):
    """A product taken apart: number · above / below.

    Attributes:
        number: all constants together.
        above, below: nodes, repeated where they are repeated.
    """

    number: float
    above: list[int]
    below: list[int]


def factors(graph: Graph, root: int) -> Factors:
    """What a product, quotient or negative is made of."""
    number, above, below = 1.0, list[int](), list[int]()
    waiting = [(root, False)]
    while waiting:
        node, is_below = waiting.pop()
        name, arguments, _ = graph.nodes[node]
        value = graph.constant(node)
        if value is not None:
            number = number / value if is_below else number * value
        elif name == "negate":
            number = -number
            waiting.append((arguments[0], is_below))
        elif name in ("multiply", "divide"):
            waiting += [(arguments[1], is_below != (name == "divide")), (arguments[0], is_below)]
        elif name == "sqrt_slope":  # 1 / (2 √…)
            number = number * 2.0 if is_below else number / 2.0
            waiting.append((arguments[0], not is_below))
        else:
            (below if is_below else above).append(node)
    for node in [node for node in below if node in above]:
        if node in above:
            above.remove(node)
            below.remove(node)
    return Factors(number, above, below)


def product_latex(graph: Graph, root: int, texts: Texts) -> tuple[str, int]:
    """LaTeX of a product, and how tightly it holds together.

    Args:
        graph: has the node.
        root: not a constant.
        texts: LaTeX of the nodes it is made of, with how tightly each holds together.
    """
    number, above, below = factors(graph, root)
    if not math.isfinite(number) or number == 0.0:
        return number_latex(number), ATOM
    top, bottom = _number_parts(abs(number))
    sign = "-" if number < 0 else ""
    level = SIGN if sign else PRODUCT
    upper = _row(graph, "" if top == "1" else top, above, texts)
    lower = _row(graph, bottom, below, texts)
    if lower:
        return rf"{sign}\frac{{{upper or '1'}}}{{{lower}}}", level
    if len(above) == 1 and top == "1":
        text, inner = texts[above[0]]
        return (f"-({text})" if inner == SUM else f"-{text}", level) if sign else (text, inner)
    return f"{sign}{upper}" if upper else f"{sign}{top}", level


def number_latex(value: float) -> str:
    """A number; one of many digits as what it is, where that is known."""
    if not math.isfinite(value) or value == 0.0:
        return plain_number(value)
    top, bottom = _number_parts(abs(value))
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{top}}}{{{bottom}}}" if bottom else sign + top


def plain_number(value: float) -> str:
    """A number by its digits."""
    if value == math.pi:
        return r"\pi"
    if value == math.e:
        return "e"
    mantissa, _, exponent = repr(float(value)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _number_parts(value: float) -> tuple[str, str]:
    """Above and below a fraction's line; the second is empty where there is no need for one."""
    plain = plain_number(value)
    if len(plain) <= _SHORT:
        return plain, ""
    multiple = round(value / math.pi)
    if 1 < multiple <= _LARGEST_MULTIPLE and value == multiple * math.pi:
        return rf"{multiple} \, \pi", ""
    argument = round(math.exp(min(value, 10.0)))
    if 1 < argument <= _LARGEST_LOGARITHM and value == math.log(argument):
        return rf"\ln({argument})", ""
    ratio = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    if ratio and value == ratio.numerator / ratio.denominator and ratio.denominator > 1:
        return str(ratio.numerator), str(ratio.denominator)
    return plain, ""


def _row(graph: Graph, number: str, nodes: Sequence[int], texts: Texts) -> str:
    """Factors side by side: the number, weights, functions, sums; equal ones as a power."""
    found = dict.fromkeys(sorted(nodes, key=lambda node: _rank(graph, node, texts)))
    if len(nodes) == 1 and not number:
        return texts[nodes[0]][0]
    parts = [number] if number else []
    parts += [_power(*texts[node], nodes.count(node)) for node in found]
    row = ""
    for part in parts:
        meet = r" \cdot " if part[0].isdigit() or part.startswith(("-", r"\frac")) else r" \, "
        row = f"{row}{meet}{part}" if row else part
    return row


def _power(text: str, level: int, count: int) -> str:
    if count == 1:
        return f"({text})" if level < PRODUCT else text
    return f"({text})^{{{count}}}" if level < ATOM else f"{text}^{{{count}}}"


def _rank(graph: Graph, node: int, texts: Texts) -> int:
    name, arguments, _ = graph.nodes[node]
    base = graph.nodes[arguments[0]].operation if name == "power" else name
    if base == "weight":
        return 0
    return 2 if texts[node][1] < PRODUCT or texts[node][0].startswith("(") else 1
