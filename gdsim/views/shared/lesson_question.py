"""A question's box, with buttons or a field for the answer; and a field to look for a hidden minimum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gdsim.engine.message import GdsimError
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.words import say, tr
from gdsim.views.shared import fonts
from gdsim.views.shared.flow import Flow
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.symbols import math_html, unbroken
from gdsim.views.shared.theme import Quantity

if TYPE_CHECKING:
    from gdsim.lesson.question import Question


class QuestionBox(QWidget):
    """Waits for an answer to one question.

    Signals:
        answered: a choice's name or a number, committed.
        shown: the answer is wanted without one's own.
    """

    answered = Signal(object)
    shown = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._question: Question | None = None
        self._prompt = QLabel(self)
        self._prompt.setObjectName("question_prompt")
        self._prompt.setWordWrap(True)
        self._prompt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._answers = Flow(self)
        self._answers.setContentsMargins(0, 0, 0, 0)
        # A long answer takes several lines rather than the panel beside it.
        self._answers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._prompt)
        self._column.addWidget(self._answers)
        self._field: NumberField | None = None
        self.hide()

    def show_question(self, question: Question | None) -> None:
        """Ask this; None to ask nothing."""
        if question is self._question:
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._clear()
        self._question = question
        self.setVisible(question is not None)
        if question is None:
            return
        self._fill(question)
        self.restyle()
        if had_focus:
            self.take_focus()

    def order_tabs(self, before: QWidget) -> None:
        """Let Tab come to the answers from this widget, though they are made after all others."""
        for widget in self._answers.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            QWidget.setTabOrder(before, widget)
            before = widget

    def take_focus(self) -> None:
        """The keyboard answers."""
        first = next(iter(self._answers.findChildren(QWidget)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def restyle(self) -> None:
        """Sizes and words of now."""
        look = self._look
        margin = round(look.px(12))
        self._column.setContentsMargins(margin, round(look.px(8)), margin, round(look.px(4)))
        self._column.setSpacing(round(look.px(6)))
        self._answers.set_spacing(round(look.px(4 if look.for_hall else 6)))
        for child in self._answers.findChildren(QWidget):
            child.setFont(look.text_font())
            if child.objectName() == "answer_show":
                # In a hall the clicker shows it, and the question needs the room.
                child.setHidden(look.for_hall)
        if self._question is not None:
            self._name_things(self._question)

    def _fill(self, question: Question) -> None:
        if question.is_numeric:
            self._field = NumberField(self._look, self._answers, figures=9)
            self._field.setObjectName("question_answer")
            self._field.entered.connect(self._field.show_value)  # what was typed stays when it is left
            self._field.returnPressed.connect(self._on_entered)
            self._put(self._field)
            self._put(self._button("commit", self._on_entered))
        for choice in question.choices:
            self._put(self._button(choice.name, self._on_chosen))
        self._put(self._button("show", self._on_shown, quiet=True))

    def _button(self, name: str, slot: object, quiet: bool = False) -> QPushButton:
        button = QPushButton(self._answers)
        button.setObjectName(f"answer_{name}")
        button.setProperty("answer", name)
        button.setFlat(quiet)
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button

    def _put(self, widget: QWidget) -> None:
        self._answers.add(widget)
        widget.show()

    def _name_things(self, question: Question) -> None:
        prompt = say(question.prompt)
        font = self._look.text_font(bold=True)
        font.setWeight(QFont.Weight(fonts.bold_weight(prompt)))
        self._prompt.setFont(font)
        self._prompt.setText(unbroken(prompt))
        texts = {choice.name: say(choice.text) for choice in question.choices}
        texts |= {"commit": tr("Answer"), "show": tr("Show the answer")}
        for button in self._answers.findChildren(QPushButton):
            _put_words(button, texts[button.property("answer")], self._answers.width())
            button.setAccessibleDescription(say(question.prompt))
        if self._field is not None:
            self._field.setAccessibleName(say(question.prompt))

    def _clear(self) -> None:
        self._field = None
        for widget in self._answers.widgets():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

    def _on_entered(self) -> None:
        assert self._field is not None
        if not self._field.text().strip():
            return
        try:
            number = parse_number(self._field.text())
        except GdsimError as error:
            self._field.refuse(error.message)
            return
        self.answered.emit(number)

    def _on_chosen(self) -> None:
        self.answered.emit(self.sender().property("answer"))

    def _on_shown(self) -> None:
        self.shown.emit()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks answers elsewhere."""
        super().resizeEvent(event)
        if self._question is not None:
            self._name_things(self._question)


def _put_words(button: QPushButton, words: str, room: int) -> None:
    """Give a button its words, in as many lines as it needs to be no wider than there is room."""
    button.setText(words)
    around = button.sizeHint().width() - button.fontMetrics().horizontalAdvance(words)
    if room > around and button.sizeHint().width() > room:
        button.setText("\n".join(_lines(words, button.font(), room - around)))
    button.setAccessibleName(words)


def _lines(words: str, font: QFont, width: float) -> list[str]:
    """The words broken where their language allows it."""
    layout = QTextLayout(words, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(words[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return found


class HuntBox(QWidget):
    """Where to look next in a hidden landscape: a weight.

    Signals:
        looked: the weight, a number.
    """

    looked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._symbol = QLabel(self)
        self.field = NumberField(look, self)
        self.field.setObjectName("hunt_weight")
        self._symbol.setBuddy(self.field)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._symbol)
        self._row.addWidget(self.field)
        self._row.addStretch(1)
        self.field.entered.connect(self.looked)
        self.hide()

    def show_weight(self, weight: float) -> None:
        """Where one is."""
        self.field.show_value(weight)

    def restyle(self) -> None:
        """Sizes and words of now."""
        look = self._look
        self._row.setContentsMargins(round(look.px(12)), round(look.px(6)), round(look.px(12)), 0)
        self._symbol.setText(f"{math_html('w', look, Quantity.WEIGHT)} =")
        self._symbol.setFont(look.text_font())
        self.field.setFont(look.text_font())
        self.field.setAccessibleName(tr("The weight to look at"))
        self.field.setToolTip(tr("Type a weight: the slope there is told, and nothing else."))
