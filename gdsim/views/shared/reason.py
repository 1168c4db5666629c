"""Why something was refused, said beside the control that asked for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from gdsim.engine.message import Message
from gdsim.scenario.words import say
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_bubble import Bubble


class Reason:
    """A bubble beside a control. It floats on the window, so that nothing moves when it comes."""

    def __init__(self, control: QWidget, look: Look) -> None:
        self._control = control
        self._look = look
        self._bubble: Bubble | None = None
        self.text = ""

    def say(self, message: Message) -> None:
        """Show this sentence; it is the control's description too, for screen readers."""
        self.clear()
        self.text = say(message)
        self._control.setAccessibleDescription(self.text)
        window = self._control.window()
        self._bubble = Bubble(self._look, window)
        corner = self._control.mapTo(window, QPoint(0, 0))
        self._bubble.ensurePolished()  # else it is measured in another font than it is drawn in
        self._bubble.say(self.text, QRect(corner, self._control.size()))
        self._bubble.ensurePolished()
        self._bubble.resize(self._bubble.width(), self._bubble.heightForWidth(self._bubble.width()))

    def clear(self) -> None:
        """Nothing is refused any more."""
        if self._bubble is not None and Shiboken.isValid(self._bubble):
            self._bubble.hide()
            self._bubble.deleteLater()
        self._bubble = None
        if self.text:
            self.text = ""
            self._control.setAccessibleDescription("")
