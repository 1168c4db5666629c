"""Symbols of the quantities: as rich text in their colours, and as plain characters for tooltips and speech."""

from __future__ import annotations

import re

from gdsim.views.shared import fonts
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

NBSP = "\u00a0"
# Where no line may end: between a symbol, = and its value, after the = or × of a longer calculation, before %,
# in a difference of two symbols, within δ x and within a sum over records.
_TOGETHER = re.compile(
    r"(?<![\d)]) = |(?<= [=·×]) (?=[\d−+(])| %|(?<=[yŷ]) − (?=[yŷ])|(?<=\b1) − (?=η)|(?<=δ) (?=x)|(?<=[½ΣN]) (?=[Σ(|])"
)

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def plain_name(name: str) -> str:
    """A column's or weight's name with its number as a subscript: w1 → w₁. Other names stay as they are."""
    match = re.fullmatch(r"([A-Za-z]+?)(\d+)", name)
    return match[1] + match[2].translate(_SUBSCRIPTS) if match else name


def unbroken(words: str) -> str:
    """The words, with what belongs to a number or a short formula never on another line than it."""
    return _TOGETHER.sub(lambda match: match[0].replace(" ", NBSP), words)


def math_html(symbol: str, look: Look, quantity: Quantity | None = None, subscript: str = "") -> str:
    """A symbol in the mathematical italic and the quantity's colour, as rich text."""
    color = look.theme.color(quantity)
    sub = f"<sub>{subscript}</sub>" if subscript else ""
    return f"<span style=\"font-family:'{fonts.math_family()}'; color:{color}\"><i>{symbol}</i>{sub}</span>"


def name_html(name: str, look: Look, quantity: Quantity | None = None) -> str:
    """A column's or weight's name as mathematics where it is a letter with or without a number."""
    match = re.fullmatch(r"([A-Za-z])(\d*)", name)
    if match:
        return math_html(match[1], look, quantity, match[2])
    return f'<span style="color:{look.theme.color(quantity)}">{_escaped(name)}</span>'


def value_html(text: str, look: Look, quantity: Quantity | None = None, bold: bool = True) -> str:
    """A number's text in the quantity's colour."""
    weight = 600 if bold else 400
    return f'<span style="color:{look.theme.color(quantity)}; font-weight:{weight}">{text}</span>'


def lit_style(look: Look, quantity: Quantity) -> str:
    """What is lit up: colour and ground change places, so that it reads as well as before, on any theme."""
    return f"color:{look.theme.ground}; background-color:{look.theme.color(quantity)}"


def lit_html(html: str, look: Look, quantity: Quantity) -> str:
    """The same for a piece of rich text that has the quantity's colour in it."""
    inner = html.replace(look.theme.color(quantity), look.theme.ground)
    return f'<span style="{lit_style(look, quantity)}">{inner}</span>'


def gradient_html(weight_name: str, look: Look) -> str:
    """∂E/∂w in the gradient's colour."""
    inner = name_html(weight_name, look, Quantity.GRADIENT)
    return (
        math_html("∂E", look, Quantity.GRADIENT)
        + f'<span style="color:{look.theme.color(Quantity.GRADIENT)}">/</span>'
        + math_html("∂", look, Quantity.GRADIENT)
        + inner
    )


def update_html(weight_name: str, look: Look) -> str:
    """Δw in the update's colour."""
    delta = f'<span style="color:{look.theme.color(Quantity.UPDATE)}">Δ</span>'
    return delta + name_html(weight_name, look, Quantity.UPDATE)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
