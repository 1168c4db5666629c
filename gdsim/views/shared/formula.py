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

from gdsim.views.shared.formula_lines import broken
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

BASE_PIXELS = 16.0
# Of the lines of a long one: how far all but the first are moved in, and the room between them.
_INDENT, _BETWEEN = 16.0, 2.0
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

    def __init__(
        self, look: Look, pixels: float = BASE_PIXELS, parent: QWidget | None = None, wraps: bool = False
    ) -> None:
        """``wraps``: one that is too long takes more height, and several lines, before it shrinks."""
        super().__init__(parent)
        self._look, self._pixels, self._wraps = look, pixels, wraps
        self._latex = ""
        policy = self.sizePolicy()
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

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

    def _size(self, latex: str) -> tuple[float, float]:
        picture = typeset(colored(latex, self._look), self._look.theme.ink)
        return picture.size(self._look.px(self._pixels))

    def _wide(self, latex: str) -> float:
        return self._size(latex)[0]

    def _lines(self, width: float) -> list[str]:
        """All but the first moved in."""
        if not self._wraps or self._wide(self._latex) <= width:
            return [self._latex]
        return broken(self._latex, self._wide, width - self._look.px(_INDENT))

    def _between(self) -> float:
        return self._look.px(_BETWEEN)

    # Qt's own

    def sizeHint(self) -> QSize:
        """The formula's own size."""
        if not self._latex:
            return QSize(0, 0)
        width, height = self._size(self._latex)
        return QSize(round(width) + 1, round(height) + 1)

    def heightForWidth(self, width: int) -> int:
        """What its lines need."""
        if not self._latex:
            return 0
        lines = self._lines(width)
        return round(sum(self._size(line)[1] for line in lines) + self._between() * (len(lines) - 1)) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """The outline itself, so sharp at any scale."""
        if not self._latex:
            return
        lines = self._lines(self.width())
        sizes = [self._size(line) for line in lines]
        indents = [0.0] + [self._look.px(_INDENT)] * (len(lines) - 1)
        width = max(indent + wide for indent, (wide, _) in zip(indents, sizes, strict=True))
        height = sum(high for _, high in sizes) + self._between() * (len(lines) - 1)
        shrink = min(1.0, self.width() / width, self.height() / height)
        y = (self.height() - height * shrink) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, indent, (wide, high) in zip(lines, indents, sizes, strict=True):
            picture = typeset(colored(line, self._look), self._look.theme.ink)
            _draw(picture, painter, QRectF(indent * shrink, y, wide * shrink, high * shrink))
            y += (high + self._between()) * shrink
        painter.end()
