"""The one field in which numbers are typed: exact, in every way people write numbers, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_text import exact_text, parse_number
from gdsim.views.shared.look import Look
from gdsim.views.shared.reason import Reason
from gdsim.views.shared.style import repolish

_MARGINS = "00"  # room for padding and border, in figures


class NumberField(QLineEdit):
    """Shows a value in its shortest exact text and tells when a person has entered another one.

    Showing never sends anything back. Enter or leaving the field takes what was typed; Escape restores
    what was there. What is refused stays in the field, marked, with the reason beside it; leaving the field
    restores the value that is in force. Letters are the window's keys as long as nothing is typed.

    Signals:
        entered: the value typed, when it differs from the one shown; may be anything that ``parse`` gives.
    """

    entered = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        parse: Callable[[str], Any] = parse_number,
        text_of: Callable[[Any], str] = exact_text,
        figures: int = 7,
    ) -> None:
        """``figures``: for how many figures there is room without scrolling."""
        super().__init__(parent)
        self._parse, self._text_of, self._figures = parse, text_of, figures
        self._shown = ""
        self._value: Any = None
        self._reason = Reason(self, look)
        self.editingFinished.connect(self._take)
        self.textEdited.connect(self._accept)

    @property
    def value(self) -> Any:
        """The value shown, to the last bit; None before the first."""
        return self._value

    @property
    def reason(self) -> str:
        """Why what was typed is refused; empty where it is not."""
        return self._reason.text

    def show_value(self, value: Any) -> None:
        """Show this value. What is being typed meanwhile is kept unless the value is another one."""
        text = self._text_of(value)
        same = text == self._shown
        self._value, self._shown = value, text
        if same and self.isModified() and self.hasFocus():
            return
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self._accept()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Say beside the field what is refused inside the block."""
        try:
            yield
        except GdsimError as error:
            self.refuse(error.message)

    def refuse(self, message: Message) -> None:
        """Mark what was typed as refused and say why."""
        self._mark(True)
        self._reason.say(message)

    def _take(self) -> None:
        text = self.text()
        if text == self._shown:
            self.setModified(False)
            return
        with self.refusals():
            value = self._parse(text)
            self._accept()
            if value == self._value:
                self._restore()
            else:
                self.setModified(False)
                self.entered.emit(value)
        if not self.hasFocus() and self.text() != self._shown:
            self._restore(keep_reason=True)

    def _accept(self) -> None:
        """What stands here is not refused (any more)."""
        self._mark(False)
        self._reason.clear()

    def _restore(self, keep_reason: bool = False) -> None:
        self.setText(self._shown)
        self.setModified(False)
        self._mark(False)
        if not keep_reason:
            self._accept()

    def _mark(self, invalid: bool) -> None:
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            repolish(self)

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Leave a letter to the window's keys until a number is being typed: after Enter, S steps again."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and not self.isModified() and (event.text().isalpha() or event.text() == "?"):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape restores; any other key is Qt's."""
        if event.key() == Qt.Key.Key_Escape and (self.text() != self._shown or self.reason):
            self._restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces, as people expect of a field they tab into."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def sizeHint(self) -> QSize:
        """As wide as its figures."""
        width = self.fontMetrics().horizontalAdvance("0" * self._figures + _MARGINS)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same: figures are not cut."""
        return self.sizeHint()


def parse_whole(text: str) -> int:
    """A whole number that a person typed.

    Raises:
        GdsimError: it is none.
    """
    value = parse_number(text)
    if not value.is_integer():
        raise GdsimError(Message(QT_TR_NOOP("A whole number is needed here, not {found}."), found=value))
    return int(value)
