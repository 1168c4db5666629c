"""Words with symbols among them: what stays on one line."""

import pytest
from PySide6.QtGui import QTextDocument, QTextOption

from gdsim.views.shared.symbols import NBSP, unbroken


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("makes 45.553 % of E", ["makes", "45.553 %", "of", "E"]),
        ("The residual is y − ŷ, not ŷ − y.", ["The", "residual", "is", "y − ŷ,", "not", "ŷ − y."]),
        ("E = ½ Σ (y", ["E = ½ Σ (y"]),
        ("−0.1 × (−8) = +0.8 here", ["−0.1", "× (−8)", "= +0.8", "here"]),
        ("by 1 − ηλ = −0.734", ["by", "1 − ηλ = −0.734"]),
        ("a step − at most", ["a", "step", "−", "at", "most"]),
    ],
)
def test_no_line_ends_within_a_short_formula(qapp, words, pieces):
    assert unbroken(words).replace(NBSP, "~").split(" ") == [piece.replace(" ", "~") for piece in pieces]
    document = QTextDocument(unbroken(words))
    document.setDefaultTextOption(QTextOption())  # lines end between words only
    document.setTextWidth(1)
    document.size()
    assert document.firstBlock().layout().lineCount() == len(pieces)
