"""A real main window, shown, on a scenario."""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMessageBox

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
