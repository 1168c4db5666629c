"""Two families: one for words and numbers, one for mathematics. Both come with the program."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from gdsim.scenario.resource import resource_path

BASE_PIXELS = 13.0

# Up to this size the desktop's font is an ordinary one, such as the drawing was made for: 9 to 11 points.
_ORDINARY_PIXELS = 15.0

# Of the signs that no shipped font has: CJK radicals, and what follows them.
_FIRST_CHINESE = "\u2e80"

_TEXT_FALLBACK = "sans-serif"
_MATH_FALLBACK = "serif"


@cache
def text_family() -> str:
    """Family of words and numbers."""
    return _families().get("gdsim Sans", _TEXT_FALLBACK)


@cache
def math_family() -> str:
    """Family of symbols, used in italics."""
    return _families().get("gdsim Serif", _MATH_FALLBACK)


def system_scale() -> float:
    """How much larger than usual the person has asked the desktop's fonts to be; 1 for the usual size.

    What QT_FONT_DPI and the screen's scale ask for is not in it: by these Qt enlarges everything itself.
    """
    pixels = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return pixels / BASE_PIXELS if pixels > _ORDINARY_PIXELS else 1.0


def text_font(pixels: float, bold: bool = False) -> QFont:
    """Words and numbers; the shipped font's figures are all as wide as each other, so that columns stand."""
    font = QFont(text_family())
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def bold_weight(text: str) -> int:
    """The weight at which this is seen to be bold: few Chinese fonts have a semi-bold, and Qt makes none up."""
    weight = QFont.Weight.Bold if any(sign >= _FIRST_CHINESE for sign in text) else QFont.Weight.DemiBold
    return weight.value


def math_font(pixels: float) -> QFont:
    """Symbols: an italic serif, a little larger to match the text's height."""
    font = QFont(math_family())
    font.setItalic(True)
    font.setPixelSize(max(1, round(pixels * 1.12)))
    return font


@cache
def _families() -> dict[str, str]:
    """Load the shipped font files; family name by family name."""
    names: dict[str, str] = {}
    for path in sorted(resource_path("fonts").rglob("*.[ot]tf")):
        identity = QFontDatabase.addApplicationFont(str(path))
        names.update({name: name for name in QFontDatabase.applicationFontFamilies(identity)})
    return names
