"""Fonts for words, numbers and mathematics."""

import numpy as np
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from gdsim.views.shared import fonts


def ink(text: str, weight: int) -> int:
    """How dark a text is."""
    font = fonts.text_font(20)
    font.setWeight(QFont.Weight(weight))
    image = QImage(300, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(5, 30, text)
    painter.end()
    return int((255 - np.frombuffer(image.constBits(), np.uint8).astype(int)).sum())


def test_bold_words_are_darker_in_either_language(qapp):
    for text in ("chain rule", "链式法则"):
        assert ink(text, fonts.bold_weight(text)) > 1.1 * ink(text, QFont.Weight.Normal.value)


def test_symbols_ask_for_no_gap_between_lines(qapp):
    """Else a line with a symbol in it stands elsewhere than one without."""
    assert QFontMetricsF(fonts.math_font(14)).leading() == 0
    assert QFontMetricsF(fonts.text_font(13)).leading() == 0
