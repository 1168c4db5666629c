"""A knob: one weight as a pill that is turned by mouse, wheel and keys, or typed into."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QInputEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gdsim.engine.message import GdsimError
from gdsim.scenario.number_text import exact_text, number_text, parse_number
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.arrow_keys import FAST
from gdsim.views.shared.fitted import fitted
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.turns import Turns

_TURN = 0.01  # of the weight's size, a pixel or a key
_NOTCH = 5.0
# Of the number: sizes in the drawing's pixels, and what stays free beside it.
_SIZES, _AIR = (13.0, 12.0, 11.0, 10.0), 4.0


class Knob(QWidget):
    """Shows one weight. A drag right or up, wheel or arrow keys turn it (Shift: ten times as far); Enter types."""

    def __init__(self, session: Session, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._index = index
        self._value, self._scale = 0.0, 1.0
        self._look: Look | None = None
        self._from: tuple[QPointF, float] | None = None
        self._key: object = None
        self._editor: _Editor | None = None
        self.setObjectName(f"knob_{index}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_value(self, name: str, value: float) -> None:
        """Show this weight's value."""
        self._value = value
        self.setAccessibleName(name)
        self.setAccessibleDescription(number_text(value))
        self.setToolTip(
            tr("{name} = {value}. Drag, turn the wheel or use the arrow keys; Enter to type.").format(
                name=name, value=exact_text(value)
            )
        )
        self.update()

    def restyle(self, look: Look) -> None:
        """Take over the look."""
        self._look = look
        self.update()

    def let_go(self) -> None:
        """The mouse turns it no longer."""
        self._from = None
        Turns.of(self._session).let_go(self)

    def set_scale(self, scale: float) -> None:
        """Write the number so many times as large."""
        if scale != self._scale:
            self._scale = scale
            self.update()

    def _set(self, value: float, key: object) -> None:
        weights = self._session.weights.copy()
        weights[self._index] = value
        self._session.set_weights(weights, merge=key)

    def _step(self) -> float:
        """A round number, about a hundredth of the weight's size."""
        size = max(abs(self._value), 1.0) * _TURN
        return 10.0 ** math.floor(math.log10(size))

    def _turn(self, steps: float, key: object) -> None:
        step = self._step()
        self._set(_rounded(self._value + steps * step, step), key)

    def _edit(self) -> None:
        editor = _Editor(exact_text(self._value), self)
        editor.setGeometry(self.rect())
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.selectAll()
        editor.editingFinished.connect(self._take)
        editor.show()
        editor.setFocus()
        self._editor = editor

    def _take(self) -> None:
        """Close the editor, at Enter or where the focus goes elsewhere, and take over what was typed."""
        editor, self._editor = self._editor, None
        if editor is None:  # its focus goes as it is closed
            return
        if editor.hasFocus():
            self.setFocus()
        editor.deleteLater()
        if editor.text() == editor.before:
            return
        try:
            self._set(parse_number(editor.text()), None)
        except GdsimError as error:
            self._session.problem.emit(error.message)

    # Qt's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold; this weight is the chosen one now."""
        self._session.select_weight(self._index)
        self._from = (event.position(), self._value)
        self._key = object()
        Turns.of(self._session).take_hold(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn by the way from where it was taken."""
        if self._from is None:
            return
        start, value = self._from
        way = event.position() - start
        step = self._step()
        self._set(_rounded(value + (way.x() - way.y()) * step * _coarse(event), step), self._key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type it."""
        self._edit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a step; the panel does not scroll meanwhile."""
        notches = event.angleDelta().y() / 120.0
        self._turn(notches * _NOTCH * _coarse(event), ("wheel", self._index))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys turn, Enter types."""
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}.get(
            Qt.Key(event.key())
        )
        if turn is not None:
            self._turn(turn * _coarse(event), ("keys", self._index))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """Light up the weight everywhere."""
        self._session.set_highlight(Quantity.WEIGHT)

    def leaveEvent(self, event: QEvent) -> None:
        """No more."""
        self._session.set_highlight(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill in the weight's colour, ringed while it has the focus, smaller in a field while it is lit up."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = self.rect().toRectF().adjusted(2, 2, -2, -2)
        if is_lit_up(self._session, Quantity.WEIGHT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.theme.selection))
            painter.drawRect(self.rect())
            shape = shape.adjusted(2, 2, -2, -2)
        painter.setBrush(look.color(Quantity.WEIGHT))
        painter.setPen(look.pen(None, 1.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setPen(look.theme.on_primary)
        room = shape.width() - 2 * look.px(_AIR)
        sizes = [size * self._scale for size in _SIZES]
        (text,), font = fitted([number_text(self._value)], room, look, sizes, bold=True)
        painter.setFont(font)
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


def in_place_of(
    knobs: Sequence[Knob], names: Sequence[QLabel], count: int, session: Session, parent: QWidget
) -> list[Knob]:
    """Knobs for other weights; the old ones, which a hand may hold, are put away with their names."""
    for knob in knobs:
        knob.let_go()
    for widget in (*knobs, *names):
        widget.hide()
        widget.deleteLater()
    return [Knob(session, index, parent) for index in range(count)]


class _Editor(QLineEdit):
    """Takes a typed weight. Its keys stay with it: Enter would open it anew in the knob."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.before = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the weight as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self.before)
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


def _coarse(event: QInputEvent) -> float:
    return FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0


def is_lit_up(session: Session, quantity: Quantity) -> bool:
    """It is pointed at, or the part of an update that is walked through makes its numbers."""
    made = () if session.stage is None else session.stage.quantities
    return session.highlight == quantity or quantity in made


def _rounded(value: float, step: float) -> float:
    """To a multiple of the step, without the dust of binary fractions."""
    return round(round(value / step) * step, max(0, -math.floor(math.log10(step))))
