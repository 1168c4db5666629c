"""Starts the program with a window: application, language, look, session."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from gdsim.lesson.plugins import load_plugins
from gdsim.scenario import words
from gdsim.scenario.resource import resource_path
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.session.autosave import autosave_folder
from gdsim.session.settings import Settings
from gdsim.views.shared import fonts, style
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from gdsim.window.documents import own_file
from gdsim.window.language import speak_readably
from gdsim.window.main_window import MainWindow

# What a window manager puts above a window.
_TITLE_HEIGHT = 40


@dataclass(frozen=True)
class Options:
    """What the command line asks of the window; None where it says nothing.

    Attributes:
        source: the scenario's file, or its name.
        table: a file whose records are offered.
    """

    language: str | None = None
    theme: str | None = None
    lecture: bool = False
    lesson: str | None = None
    source: str | None = None
    table: Path | None = None


def application() -> QApplication:
    """The running QApplication, or a new one."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("gdsim")
    app.setOrganizationName("gdsim")
    app.setDesktopFileName("gdsim")
    app.setWindowIcon(QIcon(str(resource_path("icons", "gdsim.svg"))))
    return app


def start(scenario: Scenario, options: Options) -> int:
    """Open the window and stay until it is closed; the exit status."""
    app = application()
    window = build_window(scenario, options)
    sys.excepthook = window.faults.caught
    # To typeset formulas takes as long as all else, so they come when the window has been painted.
    ShownLate(window.worked_step, after=window)
    show_within_screen(window)
    if options.lecture:
        window.lecture.enter()
    window.recovery.begin(autosave_folder())
    return app.exec()


class FollowsScreen(QObject):
    """Keeps a window's lines as thick as its texts ask for, whatever the screen that it is moved to."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        look.set_device_ratio(window.screen().devicePixelRatio())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another screen, or another scale of it."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and isinstance(watched, QWidget):
            self._look.set_device_ratio(watched.devicePixelRatioF())
        return False


class ShownLate(QObject):
    """Hides a widget until another one has been painted."""

    def __init__(self, late: QWidget, after: QWidget) -> None:
        super().__init__(late)
        self._late = late
        late.hide()
        after.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the paint is over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._late, self._late.show)
        return False


def show_within_screen(window: QWidget) -> None:
    """At its size, or over the whole screen where that has no room for it and its frame."""
    room, size = window.screen().availableGeometry().size(), window.size()
    fits = size.width() <= room.width() and size.height() + _TITLE_HEIGHT <= room.height()
    if fits:
        window.show()
    else:
        window.showMaximized()


def build_window(scenario: Scenario, options: Options) -> MainWindow:
    """A window on this scenario, with what was remembered and what the options say instead."""
    settings = Settings()
    missing = speak_readably(options.language or settings.language or words.system_language())
    theme = THEMES[options.theme or settings.theme or "light"]
    look = Look(theme, settings.zoom, system_scale=fonts.system_scale())
    style.apply(look)
    window = MainWindow(Session(scenario), look, settings)
    FollowsScreen(window, look)
    if options.source is not None:
        window.documents.has_opened(own_file(options.source))
        window.documents.offer_history()
    if missing:
        window.tell(missing)
    for problem in load_plugins():
        window.tell(problem)
    if options.lesson:
        window.lesson_menu.open(options.lesson)
    if options.table is not None:
        window.imports.take_later(options.table)
    return window
