"""A real main window, shown, on a scenario: one of the test's own, or one that the tests of a file share."""

import gc
import html
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gdsim.scenario import load, words
from gdsim.session import Session
from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import LIGHT
from gdsim.window import MainWindow
from gdsim.window.language import speak
from tests.conftest import remember_in

SIZE = (1280, 800)


def let_go(*arguments: object) -> QMessageBox.StandardButton:
    """The answer to whoever asks about unsaved work."""
    return QMessageBox.StandardButton.Discard


@pytest.fixture(autouse=True)
def no_question(monkeypatch):
    """Closing a window with unsaved work asks; here the work is let go."""
    monkeypatch.setattr(QMessageBox, "question", let_go)


def make_window(name: str, width: int, height: int) -> MainWindow:
    """A window on a shipped scenario, on the screen."""
    # What is left of an earlier window must not be collected while this one is drawn: its addresses
    # are used again, and PySide would take new items for old ones.
    gc.collect()
    look = Look()
    style.apply(look)
    window = MainWindow(Session(load(name)), look)
    window.resize(width, height)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    return window


@pytest.fixture
def open_window(qtbot) -> Callable[..., MainWindow]:
    """Open the window on a shipped scenario."""

    def open_it(name: str = "first_steps", width: int = SIZE[0], height: int = SIZE[1]) -> MainWindow:
        window = make_window(name, width, height)
        qtbot.addWidget(window)
        return window

    return open_it


@pytest.fixture(scope="module")
def only_window(qapp, tmp_path_factory) -> Iterator[tuple[MainWindow, QByteArray]]:
    """The window that a file's tests share, and how its panels stand at first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QMessageBox, "question", let_go)
        remember_in(tmp_path_factory.mktemp("settings"), patch)
        window = make_window("first_steps", *SIZE)
        yield window, window.workbench.state()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def share_window(only_window) -> Callable[..., MainWindow]:
    """The window that a file's tests share, on a shipped scenario and otherwise as a new one.

    Not for tests of how a window opens, closes, or remembers its panels, nor for several windows at once.
    """
    window, panels = only_window

    def share_it(name: str = "first_steps", width: int = SIZE[0], height: int = SIZE[1]) -> MainWindow:
        end_all(window)
        window.documents.show(load(name))
        window.resize(*SIZE)
        settle()
        window.return_panels(panels)
        window.resize(width, height)
        window.activateWindow()  # its keys are heard
        settle()
        window.panels.landscape.current.setFocus(Qt.FocusReason.OtherFocusReason)
        return window

    return share_it


def settle() -> None:
    """A layout follows what was changed, and what it holds follows it."""
    for _ in range(3):
        QApplication.processEvents()


def end_all(window: MainWindow) -> None:
    """End whatever goes on in a window, and have it forget what it was told."""
    window.lecture.leave()
    window.show_bars(True)
    window.look.set_all(LIGHT, 1.0, for_hall=False)
    style.apply(window.look)
    if words.language() != words.SOURCE_LANGUAGE:
        speak(words.SOURCE_LANGUAGE)
    end_work(window)


def end_work(window: MainWindow) -> None:
    """End dialogs, lesson, question, study and run, and have the window forget what it was told."""
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.lesson_menu.lesson_leave()
    window.lesson_menu.guide.quiz.drop()
    window.studies.put_away()
    window.session.player.pause()
    window.session.player.pace = window.session.player.DEFAULT_PACE
    window.session.set_highlight(None)
    window.session.point_at(None, None)
    window.settings.store.clear()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def speaking(qapp) -> Iterator[Callable[[str], None]]:
    """Speak a language; after the test the one from before is spoken again."""
    before, locale = words.language(), QLocale()
    yield speak
    speak(before)
    QLocale.setDefault(locale)


def press(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key | int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key, pressed where the keyboard is."""
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


@pytest.fixture
def open_lecture(only_window, share_window, qtbot) -> Callable[[], MainWindow]:
    """Turn the window into a page by F5; one that is a page already is left one, since turning takes a second."""

    def open_it() -> MainWindow:
        window, _ = only_window
        if not window.lecture.is_on:
            press(qtbot, share_window(), Qt.Key.Key_F5)
            settle()
        end_work(window)
        window.documents.show(load("first_steps"))
        for overlay in (window.lecture.blank_screen, window.lecture.light, window.lecture.key_cap):
            overlay.set_on(False)
        window.resize(*SIZE)  # the screen that is none is square
        window.lecture.show_station()
        settle()
        assert window.lecture.is_on
        return window

    return open_it


def lesson_button(window: MainWindow, name: str) -> QPushButton | None:
    """A button of the lesson's panel."""
    return window.lesson_view.findChild(QPushButton, name)


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
