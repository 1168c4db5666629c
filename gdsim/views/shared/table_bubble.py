"""A few words beside a cell: why something was refused. Takes no focus, stops nothing, goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

_MILLISECONDS_A_LETTER = 90
_SHORTEST = 4000


class Bubble(QLabel):
    """A sentence beside a place in its parent. It goes when clicked, when hidden, or after time to read it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._room = parent
        self.setObjectName("reason")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, beside: QRect) -> None:
        """Show a sentence below a place of the parent, above it where there is no room below."""
        self.setText(text)
        self.setAccessibleName(text)
        self._restyle()
        self._place(beside)
        self.show()
        self.raise_()
        self._timer.start(max(_SHORTEST, _MILLISECONDS_A_LETTER * len(text)))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setFont(self._look.text_font(12))
        self.setStyleSheet(
            f"QLabel#reason {{ background: {theme.ground}; color: {theme.ink}; border: 1px solid "
            f"{theme.color(Quantity.ERROR)}; border-left-width: {round(self._look.px(4))}px; "
            f"padding: {round(self._look.px(5))}px {round(self._look.px(8))}px; }}"
        )

    def _place(self, beside: QRect) -> None:
        room = self._room.rect()
        width = min(round(self._look.px(300)), room.width() - 8)
        self.setMaximumWidth(width)
        natural = self.fontMetrics().horizontalAdvance(self.text()) + round(self._look.px(24))
        width = min(width, natural)
        self.resize(width, self.heightForWidth(width))
        left = max(4, min(beside.left(), room.right() - width - 4))
        below = beside.bottom() + 4
        fits = below + self.height() <= room.bottom()
        top = below if fits else max(0, beside.top() - 4 - self.height())
        self.move(QPoint(left, top))

    # Qt's own

    def mousePressEvent(self, event: object) -> None:
        """A click sends it away."""
        self.hide()
