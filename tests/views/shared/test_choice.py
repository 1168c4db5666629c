"""The quiet choice: as wide as its text at every size."""

import pytest
from PySide6.QtCore import Qt

from gdsim.views.shared.choice import Choice
from gdsim.views.shared.look import Look


@pytest.mark.parametrize("zoom", [0.7, 0.9, 1.0, 1.1, 1.2, 1.3, 1.7, 2.0])
@pytest.mark.parametrize("text", ["identity", "gradient descent", "½ Σ (y − ŷ)²", "梯度下降"])
def test_with_its_own_width_nothing_is_shortened(qtbot, zoom, text):
    look = Look(zoom=zoom)
    choice = Choice(look, "choice")
    qtbot.addWidget(choice)
    choice.setFont(look.text_font(13))
    choice.set_entries([("one", text, text)])
    choice.show_entry("one")
    room = choice.sizeHint().width() - round(look.px(4)) - round(look.px(18))
    assert choice.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room) == text
