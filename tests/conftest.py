"""What holds for every test: no screen, no user's settings, no user's language, nothing left behind."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# Before any QApplication exists, and for the processes that tests start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
for name in ("LANGUAGE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

# A loaded machine is slow, which is no fault; in CI the same code must always give the same verdict.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")

QLocale.setDefault(QLocale.c())
QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(autouse=True)
def settings_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new, empty folder for all that a program remembers, here and in the processes a test starts."""
    folder = tmp_path_factory.mktemp("settings")
    remember_in(folder, monkeypatch)
    return folder


def remember_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all that a program remembers in this folder."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(folder))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for settings_format in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(settings_format, scope, str(folder))


@pytest.fixture
def tool() -> Callable[..., str]:
    """Run another program and return what it prints; skip where it is missing, but not in CI."""

    def run(name: str, *arguments: object) -> str:
        if shutil.which(name) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{name} is needed in CI")
            pytest.skip(f"{name} is not installed")
        done = subprocess.run(
            [name, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(autouse=True, scope="module")
def little_to_look_through() -> Iterator[None]:
    """What a file of tests leaves for good, modules and caches, is kept out of the collector's later walks."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """That of pytest-qt, which knows its widgets weakly: here they live until the test is over.

    A window that nothing refers to may be collected while it paints itself, and the process ends.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def keep(widget: QWidget, **options: object) -> None:
        kept.append(widget)
        add(widget, **options)

    qtbot.addWidget = keep
    yield qtbot
    kept.clear()


@pytest.fixture(autouse=True)
def no_widget_is_left() -> Iterator[None]:
    """Fail a test that leaves a window behind: it would answer signals in the tests after it."""
    before = {Shiboken.getCppPointer(widget)[0] for widget in _windows()}
    yield
    left = _left(before)
    if left:
        # Cycles of Python objects are no leak: the collector would have come for them.
        left.clear()
        gc.collect()
        left = _left(before)
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    if names:
        pytest.fail(f"left behind: {', '.join(names)} (qtbot.addWidget closes a widget after the test)")


def _windows() -> list[QWidget]:
    """List the widgets that nothing owns, except Qt's own tool tip."""
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]


def _left(before: set[int]) -> list[QWidget]:
    """List the windows that were not there before, after Qt has carried out its delayed deletions."""
    if QCoreApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [widget for widget in _windows() if Shiboken.getCppPointer(widget)[0] not in before]
