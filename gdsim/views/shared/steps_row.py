"""The row above a study: a sentence with a number of steps to type in it, and a choice of two at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from gdsim.views.shared.labels import NOTE_PIXELS
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.step_count import parse_steps


class StepsRow(QHBoxLayout):
    """Words, field, words, and the choice.

    Attributes:
        field: the number of steps.
        choice: the two.
    """

    def __init__(self, look: Look, parent: QWidget, figures: int) -> None:
        super().__init__()
        self._look = look
        self._words = [QLabel(parent), QLabel(parent)]
        for label in self._words:
            label.setProperty("role", "soft")
        self.field = NumberField(look, parent, parse=parse_steps, text_of=str, figures=figures)
        self.choice = QComboBox(parent)
        self.choice.setProperty("quiet", True)
        self.choice.addItems(["", ""])
        for widget in (self._words[0], self.field, self._words[1]):
            self.addWidget(widget)
        self.addStretch(1)
        self.addWidget(self.choice)

    def set_words(self, sentence: str, name: str, tip: str) -> None:
        """The sentence, which has {steps} in it, and what is said of its field."""
        before, _, after = sentence.partition("{steps}")
        for label, text in zip(self._words, (before, after), strict=True):
            label.setText(text.strip())
        self.field.setAccessibleName(name)
        self.field.setToolTip(tip)

    def set_choices(self, texts: Sequence[str], name: str) -> None:
        """What is chosen from, and what about."""
        for i, text in enumerate(texts):
            self.choice.setItemText(i, text)
        self.choice.setAccessibleName(name)
        self.choice.setToolTip(name)

    def restyle(self) -> None:
        """Sizes of the look."""
        look = self._look
        for widget in (*self._words, self.choice):
            widget.setFont(look.text_font(NOTE_PIXELS))
        self.field.setFont(look.text_font(12.0))
        margin = round(look.px(8.0))
        self.setContentsMargins(margin, 0, margin, 0)
        self.setSpacing(round(look.px(6.0)))
