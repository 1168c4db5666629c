"""Numbers in narrow places: written smaller, then with fewer decimals, never cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetricsF

from gdsim.scenario.number_text import MINUS, SUPERSCRIPTS
from gdsim.views.shared.look import Look

ELLIPSIS = "…"


def fitted(
    texts: Sequence[str], width: float, look: Look, sizes: Sequence[float], bold: bool = False
) -> tuple[list[str], QFont]:
    """The numbers as they fit into a width, and the one font for all of them.

    Args:
        texts: as number_text and exact_text write them.
        width: in pixels.
        look: gives the fonts.
        sizes: of the drawing, the most wished first, the smallest last.
        bold: as the font is to be.
    """
    for size in sizes:
        font = look.text_font(size, bold)
        metrics = QFontMetricsF(font)
        if all(metrics.horizontalAdvance(text) <= width for text in texts):
            break
    return [shortened(text, metrics, width) for text in texts], font


def shortened(text: str, metrics: QFontMetricsF, room: float) -> str:
    """The number with its last decimals left out where it is too long; its size stays.

    A number whose whole part is too long is written with a power of ten: its digits must not be cut.
    """
    if metrics.horizontalAdvance(text) <= room:
        return text
    mantissa, times, exponent = text.partition("×")
    end = times + exponent
    whole = mantissa.partition(".")[0]
    digits = whole.lstrip(MINUS + "+")
    if digits[1:].isdigit() and not end and metrics.horizontalAdvance(f"{whole}.{ELLIPSIS}") > room:
        power = len(digits) - 1
        whole, decimals = whole[:-power], whole[-power:]
        mantissa, end = f"{whole}.{decimals}", f"×10{str(power).translate(SUPERSCRIPTS)}"
    length = len(mantissa) - 1
    while length > len(whole) and metrics.horizontalAdvance(mantissa[:length] + ELLIPSIS + end) > room:
        length -= 1
    left = mantissa[:length].removesuffix(".") if end else mantissa[:length]
    return left + ELLIPSIS + end
