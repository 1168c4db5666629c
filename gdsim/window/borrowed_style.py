"""The application in the style of a picture, while the windows on the screen stand still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from shiboken6 import isValid

from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.window.main_window import MainWindow

_LAYOUT_ROUNDS = 4


@contextmanager
def application_in(look: Look) -> Iterator[None]:
    """The application's style is that of the picture; windows on the screen get theirs back afterwards."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before, palette, font = app.styleSheet(), app.palette(), app.font()
    others = [widget for widget in app.topLevelWidgets() if _is_a_window(widget)]
    held: list[_Held] = []

    def apply() -> None:
        if app.styleSheet() != style.style_sheet(look):
            if not held:
                # What another dialog has just uncovered is drawn before.
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
                held.extend(map(_Held, others))
            style.apply(look)

    apply()
    look.changed.connect(apply)  # a canvas may make everything smaller
    try:
        yield
    finally:
        if app.styleSheet() != before:
            app.setPalette(palette)
            app.setFont(font)
            app.setStyleSheet(before)
        if held:
            _release(held)


def _is_a_window(widget: QWidget) -> bool:
    return isinstance(widget, MainWindow) or (widget.isVisible() and widget.layout() is not None)


class _Held:
    """A window while texts have sizes that are not its own: nothing of it is drawn, and it does not grow."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._size = window.size()
        self._panels = window.workbench.state() if isinstance(window, MainWindow) else None
        window.setUpdatesEnabled(False)
        self._constrain(QLayout.SizeConstraint.SetNoConstraint)

    def is_there(self) -> bool:
        """It has not gone meanwhile, as what was closed just before does."""
        return isValid(self._window)

    def give_back_fonts(self) -> None:
        """A new sheet has taken them."""
        if isinstance(self._window, MainWindow):
            self._window.look.changed.emit()

    def release(self) -> None:
        """Everything has its size again."""
        self._constrain(QLayout.SizeConstraint.SetDefaultConstraint)
        if isinstance(self._window, MainWindow):
            assert self._panels is not None
            self._window.workbench.restore(self._panels)
        else:
            self._window.resize(self._size)
        self._window.setUpdatesEnabled(True)
        self._window.repaint()  # an update that was asked for meanwhile would be waited for in vain

    def _constrain(self, constraint: QLayout.SizeConstraint) -> None:
        """The panels of a main window see to its size themselves."""
        layout = self._window.layout()
        if layout is not None and not isinstance(self._window, MainWindow):
            layout.setSizeConstraint(constraint)
            layout.activate()


def _release(held: list[_Held]) -> None:
    for each in filter(_Held.is_there, held):
        each.give_back_fonts()
    # Larger texts have taken more room: first the bars give it back, then each panel has its own again.
    for _ in range(_LAYOUT_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    for each in filter(_Held.is_there, held):
        each.release()
