r"""Typeset mathematics: LaTeX to SVG, once for each text and colour, drawn sharp at any scale.

Colours go in as ``{\color{#…} …}``; ``colored`` puts them at the quantities' symbols.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

BASE_PIXELS = 16.0
# Typeset once at this size; the SVG is scaled from there.
_EM = 100.0
# Of quantity_at: pixels around the spot, and what counts as ink and as its colour.
_REACH, _OPAQUE, _SAME_COLOR = 4, 128, 6

_INDEX = r"_(?:\{[^{}]*\}|\w+)"
# Symbols of quantities, the longer ones before those they contain. Within one that is found, no other is.
_SYMBOLS: Mapping[Quantity, str] = {
    Quantity.GRADIENT: rf"\\frac\{{\\partial E\}}\{{\\partial (?:w(?:{_INDEX})?|b)\}}|\\nabla E",
    Quantity.UPDATE: rf"\\Delta (?:w(?:{_INDEX})?|b)(?!\w)",
    Quantity.ERROR: r"\(?y ?- ?\\hat\{y\}\)?(?:\^2)?|(?<![A-Za-z\\{])E(?![A-Za-z])",
    Quantity.PREDICTION: r"\\hat\{y\}",
    Quantity.RATE: r"\\eta(?![a-z])",
    Quantity.WEIGHT: rf"(?<![A-Za-z\\])w{_INDEX}|(?<![A-Za-z\\])[wb](?![A-Za-z_])",
}
_ANY_SYMBOL = re.compile("|".join(f"(?P<{quantity.name}>{regex})" for quantity, regex in _SYMBOLS.items()))

# A minus that stands before its number is not set apart from it as one between two numbers.
_SIGN = re.compile(r"((?:=|\\approx|\\leftarrow) )-(?! )")
_NAMED_COLOR = re.compile(rf"\\color\{{({'|'.join(Quantity)}|ink)\}}")


@dataclass(frozen=True)
class Typeset:
    """A formula's outline.

    Attributes:
        svg: the picture.
        width, height: in em.
        ascent: from the top to the baseline, in em.
    """

    svg: bytes
    width: float
    height: float
    ascent: float

    def size(self, pixels: float) -> tuple[float, float]:
        """Width and height when an em is this many pixels."""
        return self.width * pixels, self.height * pixels


def colored(latex: str, look: Look, highlight: str | None = None) -> str:
    """The formula with each quantity's symbol in its colour; while one is lit up, the others in soft ink.

    Numbers may name their quantity as a colour, ``{\\color{gradient} 1.5}``, or ``ink``.
    """

    def named(match: re.Match[str]) -> str:
        return rf"{{\color{{{Quantity[str(match.lastgroup)]}}} {match.group()}}}"

    def color(match: re.Match[str]) -> str:
        quantity = None if match[1] == "ink" else Quantity(match[1])
        dimmed = highlight is not None and highlight != quantity
        return rf"\color{{{look.theme.soft_ink if dimmed else look.theme.color(quantity)}}}"

    return _NAMED_COLOR.sub(color, _ANY_SYMBOL.sub(named, latex))


def symbol_parts(latex: str) -> list[tuple[Quantity | None, str]]:
    """The formula in pieces: each quantity's symbol, and what stands between them."""
    parts: list[tuple[Quantity | None, str]] = []
    end = 0
    for match in _ANY_SYMBOL.finditer(latex):
        if match.start() > end:
            parts.append((None, latex[end : match.start()]))
        parts.append((Quantity[str(match.lastgroup)], match.group()))
        end = match.end()
    return [*parts, (None, latex[end:])] if end < len(latex) else parts


@lru_cache(maxsize=512)
def typeset(latex: str, color: str) -> Typeset:
    """The formula in this ink. Takes some 5 to 30 ms the first time."""
    from ziamath.config import config  # 0.17 s to import: only when a formula is wanted
    from ziamath.zmath import Latex

    config.svg2 = False  # Qt's SVG has no <symbol> that scales: most glyphs would be lost
    formula = Latex(_SIGN.sub(r"\1{-}", latex), size=_EM, color=color)
    svg = formula.svg()
    found = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', svg)
    if found is None:
        raise ValueError(f"no viewBox in the picture of {latex!r}")
    _, top, width, height = (float(part) for part in found.groups())
    return Typeset(svg.encode(), width / _EM, height / _EM, -top / _EM)


def formula_image(latex: str, look: Look, pixels: float, ratio: float) -> QImage:
    """A transparent picture of the formula.

    Args:
        latex: with colours, if wanted.
        look: gives the ink.
        pixels: of an em, on the screen.
        ratio: device pixels to a pixel of the screen.
    """
    return _image(typeset(latex, look.theme.ink), round(pixels, 2), ratio).copy()


@lru_cache(maxsize=256)
def _image(picture: Typeset, pixels: float, ratio: float) -> QImage:
    width, height = picture.size(pixels)
    image = QImage(
        max(1, round(width * ratio)), max(1, round(height * ratio)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _draw(picture, painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _draw(picture: Typeset, painter: QPainter, place: QRectF) -> None:
    renderer = QSvgRenderer(QByteArray(picture.svg))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, place)


def quantity_at(image: QImage, spot: QPointF, look: Look) -> Quantity | None:
    """The quantity whose colour a formula's picture has at a spot, in device pixels, or close to it."""
    reach = round(_REACH * image.devicePixelRatio())
    around = sorted(range(-reach, reach + 1), key=abs)
    for dy, dx in product(around, around):
        x, y = round(spot.x()) + dx, round(spot.y()) + dy
        if 0 <= x < image.width() and 0 <= y < image.height():
            color = image.pixelColor(x, y)
            if color.alpha() >= _OPAQUE:
                return next((q for q in Quantity if _alike(color, look.color(q))), None)
    return None


def _alike(one: QColor, other: QColor) -> bool:
    """The same but for rounding at the edge of a glyph."""
    channels = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return all(abs(a - b) <= _SAME_COLOR for a, b in channels)


class FormulaLabel(QWidget):
    """A formula as a widget; it shrinks rather than being cut."""

    def __init__(self, look: Look, pixels: float = BASE_PIXELS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._pixels = look, pixels
        self._latex = ""

    def set_formula(self, latex: str, spoken: str = "") -> None:
        """Show this; ``spoken`` is what a screen reader says."""
        self._latex = latex
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Colours and size of the look."""
        self.updateGeometry()
        self.update()

    def _picture(self) -> Typeset:
        return typeset(colored(self._latex, self._look), self._look.theme.ink)

    # Qt's own

    def sizeHint(self) -> QSize:
        """The formula's own size."""
        if not self._latex:
            return QSize(0, 0)
        width, height = self._picture().size(self._look.px(self._pixels))
        return QSize(round(width) + 1, round(height) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The outline itself, so sharp at any scale."""
        if not self._latex:
            return
        picture = self._picture()
        width, height = picture.size(self._look.px(self._pixels))
        shrink = min(1.0, self.width() / width, self.height() / height)
        place = QRectF(0, (self.height() - height * shrink) / 2, width * shrink, height * shrink)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(picture, painter, place)
        painter.end()
