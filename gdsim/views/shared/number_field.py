"""The one field in which numbers are typed: exact, in every way people write numbers, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_text import exact_text, parse_number, shorter_texts
from gdsim.views.shared.look import Look
from gdsim.views.shared.reason import Reason
from gdsim.views.shared.style import repolish

_MARGINS = "00"  # room for padding and border, in figures
_SCALES = (1.0, 0.9, 0.8, 0.7)
_QT_MARGIN = 2  # beside the text of a line edit


class _Short(NamedTuple):
    """What stands in the field in place of a number that is too long for it."""

    text: str
    font: QFont


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

    def paintEvent(self, event: QPaintEvent) -> None:
        """A number that is too long for the field shows its size, not its beginning, until it is edited."""
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, self._option(), self)
        room.adjust(_QT_MARGIN, 0, -_QT_MARGIN, 0)
        short = None if self.hasFocus() else self._short(room.width())
        if short is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, self._option(), painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setFont(short.font)
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), short.text)
        painter.end()

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _short(self, room: int) -> _Short | None:
        """The number with fewer digits, smaller where even so there is too little room for it; None where it fits as
        it is, or is no number.
        """
        value, font = self._value, self.font()
        fits = QFontMetricsF(font).horizontalAdvance(self._shown) <= room
        if fits or not isinstance(value, float | int) or self.text() != self._shown:
            return None
        texts = list(shorter_texts(float(value)))
        # Rather all digits a little smaller; one digit (the last two) only where nothing else helps.
        tries = [([self._shown], scale) for scale in _SCALES[1:3]] + [
            (texts[:-2], scale) for scale in _SCALES
        ]
        for wanted, scale in tries:
            font.setPixelSize(round(scale * self.fontInfo().pixelSize()))
            width = QFontMetricsF(font).horizontalAdvance
            found = next((text for text in wanted if width(text) <= room), None)
            if found is not None:
                return _Short(found, font)
        return _Short(texts[-1], font)

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
