"""The ways people write numbers: 0.5, 0,5, 1,234.5, 1.234,5, 1.5×10⁻⁵.

A point is always the decimal mark unless the same text proves otherwise; a lone comma may be the decimal
mark or set off thousands, and where both fit ("1,000") nobody can tell which was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isinf

from gdsim.engine.message import QT_TR_NOOP, Message

_SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")

# The minus signs that programs write, and the spaces and marks that set off thousands in one way only.
_MINUS_SIGNS = str.maketrans("−–﹣－", "----")
_GROUPED = re.compile("(?<![0-9.,])([+-]?[0-9]{1,3}(?:[\u00a0\u202f\u2009'’][0-9]{3})+)(?![0-9])")
_GROUP_MARKS = re.compile("[\u00a0\u202f\u2009'’]")

# 1.5×10⁻⁵, 1.5·10^-5, 1.5*10**-5; 10⁻⁵ alone too.
_POWER_OF_TEN = re.compile("(?:(.*?)\\s*[×·*x]\\s*|([+-]?))10(?:\\^|\\*\\*)?(?<=[\\^*0])([-+]?[0-9]+)")
_HAS_POWER = re.compile("10(?:[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]|\\^|\\*\\*)")

_SIMPLE = re.compile("[-+0-9.,eE]*")

# A float has so many binary digits, and is smaller than 2 to this power; up to EXACT it is every whole number.
_DIGITS, _LARGEST_POWER = 53, 1024
EXACT = 2.0**_DIGITS
_WHOLE = re.compile("[+-]?[0-9]+")

# Another digit than 0 before the exponent.
_NOT_ZERO = re.compile("[^eE]*[1-9]")

_LONGEST_SHOWN = 30

_EXPONENT = "(?:[eE][+-]?[0-9]+)?"


@dataclass(frozen=True)
class NumberStyle:
    """One way to write numbers.

    Attributes:
        decimal: the decimal mark.
        pattern: what a number written so looks like.
        proof: what only a number written so looks like, or None where none is needed.
        to_plain: gives the text that Python's float reads.
    """

    decimal: str
    pattern: re.Pattern[str]
    proof: re.Pattern[str] | None
    to_plain: Callable[[str], str]

    def reads(self, text: str) -> bool:
        """Whether a tidy text is a number in this style."""
        return self.pattern.fullmatch(text) is not None

    def value(self, text: str) -> float:
        """The number; inf where it is too large for a float."""
        return float(self.to_plain(text))

    def change(self, text: str) -> Message | None:
        """Why the float of a number's text is not what was meant; None where it is.

        Decimals are rounded to the nearest float, as always. But what is so large or so small that none is
        near, and a whole number of so many digits that the nearest is another one (it may name something),
        is told.
        """
        plain = self.to_plain(text)
        value = float(plain)
        if isinf(value):
            problem = QT_TR_NOOP("“{found}” is too large to be computed with.")
        elif value == 0.0 and _NOT_ZERO.match(plain):
            problem = QT_TR_NOOP("“{found}” is so small that it would become 0.")
        elif abs(value) >= EXACT and _WHOLE.fullmatch(plain) and not holds(int(plain.lstrip("+-0"))):
            problem = QT_TR_NOOP("“{found}” has more digits than a number here can hold.")
        else:
            return None
        return Message(problem, found=shortened(text))


PLAIN = NumberStyle(
    ".", re.compile(f"[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+){_EXPONENT}"), None, lambda text: text
)
DECIMAL_COMMA = NumberStyle(
    ",",
    re.compile(f"[+-]?(?:[0-9]+|[0-9]*,[0-9]+){_EXPONENT}"),
    None,
    lambda text: text.replace(",", "."),
)
COMMA_GROUPS = NumberStyle(
    ".",
    re.compile("[+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\\.[0-9]*)?" + _EXPONENT),
    re.compile("[+-]?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\\.[0-9]*|(?:,[0-9]{3}){2,})"),
    lambda text: text.replace(",", ""),
)
POINT_GROUPS = NumberStyle(
    ",",
    re.compile("[+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:\\.[0-9]{3})+)(?:,[0-9]+)?" + _EXPONENT),
    re.compile("[+-]?[1-9][0-9]{0,2}(?:(?:\\.[0-9]{3})+,[0-9]+|(?:\\.[0-9]{3}){2,})"),
    lambda text: text.replace(".", "").replace(",", "."),
)
STYLES = (PLAIN, DECIMAL_COMMA, COMMA_GROUPS, POINT_GROUPS)

_ANY_STYLE = re.compile("|".join(f"(?:{style.pattern.pattern})" for style in STYLES))

_LIKE_A_THOUSAND = re.compile(f"[+-]?[1-9][0-9]{{0,2}},[0-9]{{3}}{_EXPONENT}")


def tidy(text: str) -> str:
    """A number's text with plain signs and exponents, without spaces around it or within its thousands."""
    text = text.strip()
    # A million cells pass here; no number begins with a letter.
    if _SIMPLE.fullmatch(text) or text[:1].isalpha():
        return text
    text = text.translate(_MINUS_SIGNS)
    if _HAS_POWER.search(text):
        text = _with_plain_exponent(text)
    return _GROUPED.sub(lambda match: _GROUP_MARKS.sub("", match[1]), text)


def is_number(text: str) -> bool:
    """Whether a tidy text is a number in some style."""
    return _ANY_STYLE.fullmatch(text) is not None


def styles_of(texts: list[str]) -> list[NumberStyle]:
    """The styles in which all these tidy texts can be meant; more than one: nobody can tell.

    A decimal comma in every text and thousands in every text are told apart by one that fits only one of
    them. Styles with thousands count only where some text proves them.
    """
    if all(PLAIN.reads(text) for text in texts):
        return [PLAIN]
    fitting = [style for style in STYLES if all(style.reads(text) for text in texts)]
    proven = [
        style for style in fitting if style.proof and any(style.proof.fullmatch(text) for text in texts)
    ]
    if proven:
        return proven
    if DECIMAL_COMMA not in fitting:
        return []
    with_comma = [text for text in texts if "," in text]
    if all(_LIKE_A_THOUSAND.fullmatch(text) for text in with_comma):
        return [DECIMAL_COMMA, COMMA_GROUPS]
    return [DECIMAL_COMMA]


def holds(whole: int) -> bool:
    """A float is just this whole number."""
    zeros = max((whole & -whole).bit_length() - 1, 0)  # at its end
    return whole.bit_length() <= min(_DIGITS + zeros, _LARGEST_POWER)


def shortened(text: str) -> str:
    """A text as it is quoted in a message."""
    text = text.strip()
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _with_plain_exponent(text: str) -> str:
    match = _POWER_OF_TEN.fullmatch(text.translate(_SUPERSCRIPTS))
    if match is None:
        return text
    factor, sign, exponent = match.groups()
    return f"{factor}e{exponent}" if factor is not None else f"{sign}1e{exponent}"
