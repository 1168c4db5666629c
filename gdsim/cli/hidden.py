"""Qt without a display, for the commands that draw."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from gdsim.cli.output import tell
from gdsim.scenario import words
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import say
from gdsim.session import Session
from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.window.application import application
from gdsim.window.language import missing_font

_PLATFORM = "QT_QPA_PLATFORM"

# Qt ends with the last reference to it; there is one for the life of the process.
_applications: list[QApplication] = []


@contextmanager
def hidden_application() -> Iterator[QApplication]:
    """The running QApplication, or one that needs no display."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = _new_application()
        _applications.append(app)
    missing = missing_font()
    if missing is not None:
        tell(f"gdsim: {say(missing)}")
    yield app


@contextmanager
def hidden_session(scenario: Scenario) -> Iterator[Session]:
    """A session to be drawn, its background work ended afterwards."""
    with hidden_application():
        session = Session(scenario)
        try:
            yield session
        finally:
            session.background.close()


def _new_application() -> QApplication:
    """The same pictures with a display and without one: on Linux it is never used."""
    before = os.environ.get(_PLATFORM)
    if sys.platform.startswith("linux") and before is None:
        os.environ[_PLATFORM] = "offscreen"
    try:
        app = application()
    finally:
        if before is None:
            os.environ.pop(_PLATFORM, None)
    qInstallMessageHandler(_pass_on)
    QLocale.setDefault(QLocale(words.language()))
    style.apply(Look())
    return app


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's words on standard error, but not what a platform without a screen says of windows."""
    if not text.startswith("This plugin does not support"):
        tell(text)
