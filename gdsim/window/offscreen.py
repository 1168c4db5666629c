"""The window, or one part of it, made for a picture and seen by nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QWidget

from gdsim.engine.registry import find
from gdsim.export.picture import PAGE_SUFFIXES, Canvas, scaled
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Theme
from gdsim.window.main_window import MainWindow
from gdsim.window.panel import Panel

WINDOW = "window"
WINDOW_SIZE = QSize(1280, 800)
VIEW_SIZE = QSize(800, 600)

# The widget's pixels to one of a page: formulas among words are kept as pixels.
_PAGE_DETAIL = 2.0


@contextmanager
def offscreen(
    session: Session,
    theme: Theme,
    name: str = WINDOW,
    size: QSize | None = None,
    scale: float = 1.0,
    suffix: str = ".png",
) -> Iterator[Canvas]:
    """Show the session to a canvas for as long as the block lasts.

    Args:
        session: the caller's; it may be one that a window on the screen shows too.
        theme: the picture's.
        name: WINDOW, or the object name of a part of it.
        size: in pixels at scale 1; by default WINDOW_SIZE, VIEW_SIZE, or that of a control.
        scale: enlargement of everything.
        suffix: of the file that is meant.

    Raises:
        GdsimError: no part has this name, or the size is one that no picture can have.
    """
    detail = _PAGE_DETAIL if suffix in PAGE_SUFFIXES else 1.0
    look = Look(theme, scale * detail)
    with tempfile.TemporaryDirectory() as folder:
        # Settings of its own: a picture does not depend on how its maker's window stands.
        window = MainWindow(session, look, Settings(Path(folder) / "settings.ini"))
        look.setParent(window)
        canvas = None
        try:
            part, usual = _part(window, name, look)
            wanted = usual if size is None else scaled(size, look.zoom)
            canvas = Canvas(part, look, session.background, wanted, detail)
            yield canvas
        finally:
            for widget in (canvas.widget if canvas else window, window):
                widget.hide()
                widget.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def part_names(window: MainWindow) -> list[str]:
    """What a picture can be of: the window, and the views in its panels."""
    return [WINDOW, *(view.objectName() for panel in window.findChildren(Panel) for view in panel.views)]


def _part(window: MainWindow, name: str, look: Look) -> tuple[QWidget, QSize]:
    """The widget, free of the window, and its usual size."""
    if name == WINDOW:
        return window, scaled(WINDOW_SIZE, look.zoom)
    named = window.findChild(QWidget, name)
    if named is None:
        find(name, dict.fromkeys(part_names(window)))
    assert named is not None
    for panel in window.findChildren(Panel):
        for view in panel.views:
            if view is named or view.isAncestorOf(named):
                view.setParent(None)
                view.setWindowTitle(view.title())
                return view, scaled(VIEW_SIZE, look.zoom)
    # A control is as large as it stands in the window.
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(scaled(WINDOW_SIZE, look.zoom))
    window.show()
    QCoreApplication.processEvents()
    usual = named.size()
    named.setParent(None)
    return named, usual
