"""What lies over the window in a lecture: a light round the pointer, a blank screen, the key just pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look

_FOLLOW_MS = 33
_DIM = 150
_RADIUS = 0.14  # of the window's height
_KEY_MS = 1200
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class Overlay(QWidget):
    """Covers its window, as large as that is at any time. The mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.hide()

    def set_on(self, on: bool) -> None:
        """Show it, or not."""
        self.setGeometry(self._window.rect())
        self.setVisible(on)
        self.raise_()

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False


class Blank(Overlay):
    """A black screen: the hall looks at the lecturer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("blank")

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("black"))
        painter.end()


class Spotlight(Overlay):
    """All is dimmed but a circle round the pointer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("spotlight")
        self._place = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(_FOLLOW_MS)
        self._timer.timeout.connect(self._follow)

    @property
    def place(self) -> QPointF:
        """Where the light is."""
        return self._place

    def set_on(self, on: bool) -> None:
        """Show it where the pointer is, or not."""
        super().set_on(on)
        self._follow()
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def _follow(self) -> None:
        place = QPointF(self.mapFromGlobal(QCursor.pos()))
        if place != self._place:
            self._place = place
            self.update()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dimmed part."""
        path = QPainterPath()
        path.addRect(self.rect())
        light = QPainterPath()
        radius = _RADIUS * self.height()
        light.addEllipse(self._place, radius, radius)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path.subtracted(light), QColor(0, 0, 0, _DIM))
        painter.end()


class KeyCap(QLabel):
    """The key just pressed, at the foot of the window, for a moment."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self.setObjectName("key_cap")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look, self._window = look, window
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEY_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def set_on(self, on: bool) -> None:
        """Show keys from now on, or no longer."""
        app = QApplication.instance()
        assert app is not None
        if on != self._is_on:
            (app.installEventFilter if on else app.removeEventFilter)(self)
        self._is_on = on
        if not on:
            self.hide()

    def _show_key(self, text: str) -> None:
        theme, window = self._look.theme, self._window
        self.setFont(self._look.text_font(16, bold=True))
        pad, radius = round(self._look.px(10)), round(self._look.px(8))
        self.setStyleSheet(
            f"background: {theme.ink}; color: {theme.ground}; padding: {pad}px; border-radius: {radius}px;"
        )
        self.setText(text)
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 4 * pad)
        self.show()
        self.raise_()
        self._timer.start()

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on their way to the window, shortcuts too; none is taken."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) not in _MODIFIERS:
                self._show_key(key_words(event))
        return False


def key_words(event: QKeyEvent) -> str:
    """A key as people write it."""
    if event.key() == Qt.Key.Key_Space and not event.modifiers():
        return tr("Space")
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.NativeText)
