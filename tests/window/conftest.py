"""A real main window, shown, on a scenario."""

import gc
import html
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.window import MainWindow


@pytest.fixture(autouse=True)
def no_question(monkeypatch):
    """Closing a window with unsaved work asks; here the work is let go."""
    discard = QMessageBox.StandardButton.Discard
    monkeypatch.setattr(QMessageBox, "question", lambda *arguments: discard)


@pytest.fixture
def open_window(qtbot) -> Callable[..., MainWindow]:
    """Open the window on a shipped scenario."""

    def open_it(name: str = "first_steps", width: int = 1280, height: int = 800) -> MainWindow:
        # What is left of an earlier window must not be collected while this one is drawn: its addresses
        # are used again, and PySide would take new items for old ones.
        gc.collect()
        look = Look()
        style.apply(look)
        window = MainWindow(Session(load(name)), look)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return open_it


def plain(text: str) -> str:
    """The words of a rich text."""
    return html.unescape(re.sub("<[^>]*>", "", text)).strip()


def cut_text(widget: QWidget) -> Iterator[str]:
    """The text of a button or of a label of one line that is wider than its widget."""
    if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
        return
    if isinstance(widget, QLabel) and widget.wordWrap():
        return
    room, needed = widget.width(), widget.sizeHint().width()
    if isinstance(widget, QAbstractButton):  # a tight one may do with less room around its text
        needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
    if room < needed:
        yield f"{widget.objectName()}: {plain(widget.text())} ({room} < {needed})"
