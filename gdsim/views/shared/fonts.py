"""Two families: one for words and numbers, one for mathematics. Both come with the program."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from gdsim.scenario.resource import resource_path

BASE_PIXELS = 13.0

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


def text_font(pixels: float, bold: bool = False) -> QFont:
    """Words and numbers; figures are all as wide as each other, so that columns stand."""
    font = QFont(text_family())
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if hasattr(font, "setFeature"):  # Qt 6.7 or later
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


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
