"""Numbers as people read and type them: one text for a number, whatever shows it.

Computed numbers have ``digits`` decimals (3 unless the user asks for more); what a person typed keeps
its own shortest form. Signs are true minus signs (U+2212), which in tabular figures are as wide as +.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_style import shortened, styles_of, tidy

MINUS = "−"
DEFAULT_DIGITS = 3

_LARGEST_PLAIN = 1e6
_SMALLEST_FIXED = 0.1
_SMALLEST_PLAIN = 1e-4
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_digits = DEFAULT_DIGITS


def set_digits(digits: int) -> None:
    """Show computed numbers with this many decimals from now on."""
    global _digits
    _digits = digits


def digits() -> int:
    """Decimals of computed numbers."""
    return _digits


def number_text(value: float, scale: float = 0.0, signed: bool = False) -> str:
    """A computed number with the digits in force.

    Plain with that many decimals from 0.1 on, with that many significant digits down to 0.0001,
    as 1.23×10⁻⁵ beyond. Zero is "0", and nothing else is.

    Args:
        value: finite; an infinite one is shown as ∞, NaN as –.
        scale: size of the numbers it was computed from: what is below their rounding is shown as 0.
        signed: put a + before a positive number.
    """
    if math.isnan(value):
        return "–"
    if abs(value) <= 8 * math.ulp(1.0) * scale or value == 0.0:
        return "0"
    sign = MINUS if value < 0 else "+" if signed else ""
    size = abs(value)
    if math.isinf(size):
        return sign + "∞"
    return sign + _size_text(size)


def exact_text(value: float) -> str:
    """A number that a person gave: the shortest text that reads back to the same float."""
    if value == 0.0:
        return "0"
    text = repr(float(value))
    mantissa, _, exponent = text.partition("e")
    mantissa = mantissa.removesuffix(".0").replace("-", MINUS)
    if not exponent:
        return mantissa
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def short_text(value: float, most: int = 9) -> str:
    """A number that a person gave, in so many characters at most: after ≈ where digits are left out."""
    text = exact_text(value)
    if len(text) <= most:
        return text
    shorter = list(shorter_texts(value))
    return next((short for short in shorter if len(short) <= most), shorter[-1])


def shorter_texts(value: float) -> Iterator[str]:
    """A number in ever fewer digits, plain and with a power of ten; after ≈ where digits are left out."""
    for digits in range(17, 0, -1):
        rounded = f"{value:.{digits - 1}e}"
        if math.isinf(float(rounded)):
            return
        about = "" if float(rounded) == value else "≈"
        mantissa, _, exponent = rounded.replace("-", MINUS, value < 0.0).partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        yield about + exact_text(float(rounded))
        yield f"{about}{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def _size_text(size: float) -> str:
    """The number without its sign; where it belongs is decided by what its rounding shows."""
    plain = f"{size:.{_digits}f}"
    if size >= _SMALLEST_FIXED and float(plain) > 0.0:
        return plain if float(plain) < _LARGEST_PLAIN else _power_text(size)
    significant = max(_digits, 1)
    rounded = f"{size:.{significant - 1}e}"
    if float(rounded) >= _SMALLEST_FIXED and float(plain) > 0.0:
        return plain
    if float(rounded) >= _SMALLEST_PLAIN:
        return f"{size:.{significant - 1 - int(rounded.partition('e')[2])}f}"
    return _power_text(size)


def _power_text(size: float) -> str:
    mantissa, _, exponent = f"{size:.{max(_digits - 1, 1)}e}".partition("e")
    return f"{mantissa}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def parse_number(text: str) -> float:
    """The number that a person typed.

    It takes 0.5, 0,5, −0.5, 1e-3, 1.5×10⁻⁵ and 1,234.5, and reads back what exact_text writes, bit for bit.

    Raises:
        GdsimError: it is no number, none that a float holds (1e400, 1e-400, 9007199254740993), or can be
            meant in two ways ("1,000"); says what was found.
    """
    tidied = tidy(text)
    if not tidied:
        raise GdsimError(Message(QT_TR_NOOP("A number is needed here.")))
    styles = styles_of([tidied])
    if not styles:
        raise GdsimError(Message(QT_TR_NOOP("“{found}” is not a number."), found=shortened(text)))
    if len(styles) > 1:
        one, other = (exact_text(style.value(tidied)) for style in styles)
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{found}” may be {one} or {other}; write it so that it can be only one."),
                found=shortened(text),
                one=one,
                other=other,
            )
        )
    problem = styles[0].change(tidied)
    if problem is not None:
        raise GdsimError(Message(problem.template, found=shortened(text)))
    return styles[0].value(tidied)
