"""The window, or one part of it, made for a picture and seen by nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import find
from gdsim.export.picture import PAGE_SUFFIXES, Canvas, scaled
from gdsim.lesson.secret import check_may_tell, panels_to_cover
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.error_map import ErrorMap
from gdsim.views.error_surface import ErrorSurface
from gdsim.views.lesson import LessonView
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Theme
from gdsim.views.shared.view import View
from gdsim.window.borrowed_style import application_in
from gdsim.window.main_window import MainWindow
from gdsim.window.panel import Panel

WINDOW = "window"
WINDOW_SIZE = QSize(1280, 800)
SMALLEST_WINDOW_SIZE = QSize(1024, 700)  # at which nothing is cut
VIEW_SIZE = QSize(800, 600)

_WEIGHTS_OF_A_MAP = 2
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
        GdsimError: no part has this name, it would tell what is asked, or the size is one that no picture can have.
    """
    detail = _PAGE_DETAIL if suffix in PAGE_SUFFIXES else 1.0
    fit = _fit(size) if name == WINDOW and size is not None else 1.0
    look = Look(theme, scale * detail * fit)
    with tempfile.TemporaryDirectory() as folder, application_in(look):
        # Settings of its own: a picture does not depend on how its maker's window stands.
        window = MainWindow(session, look, Settings(Path(folder) / "settings.ini"))
        look.setParent(window)
        widget: QWidget = window
        for panel in window.findChildren(Panel):
            panel.cover(panels_to_cover(session.withheld))
        try:
            widget, usual = _part(window, name)
            wanted = scaled(usual, look.zoom) if size is None else scaled(size, scale * detail)
            yield Canvas(widget, look, session.background, wanted, detail, shrinks=name != WINDOW)
        finally:
            for each in (widget, window):
                each.hide()
                each.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _fit(size: QSize) -> float:
    """How far everything shrinks where the whole window would not fit otherwise."""
    return min(
        1.0, size.width() / SMALLEST_WINDOW_SIZE.width(), size.height() / SMALLEST_WINDOW_SIZE.height()
    )


def part_names(window: MainWindow) -> list[str]:
    """What a picture can be of: the window, and the views in its panels."""
    views = (view for view in _views(window) if not isinstance(view, LessonView))
    return [WINDOW, *(view.objectName() for view in views)]


def _part(window: MainWindow, name: str) -> tuple[QWidget, QSize]:
    """The window, or a part free of it, and its usual size at zoom 1."""
    if name == WINDOW:
        return window, WINDOW_SIZE
    named = window.findChild(QWidget, name)
    if named is None:
        find(name, dict.fromkeys(part_names(window)))
    assert named is not None
    view = next((view for view in _views(window) if view is named or view.isAncestorOf(named)), None)
    if view is None:
        usual = _size_in_place(window, named)
        named.setParent(None)
        return named, usual
    if isinstance(view, LessonView):
        raise GdsimError(Message(QT_TR_NOOP("A picture is made of a scenario: no lesson goes on in it.")))
    if isinstance(view, ErrorMap | ErrorSurface) and window.session.scenario.weight_count < _WEIGHTS_OF_A_MAP:
        raise GdsimError(
            Message(QT_TR_NOOP("“{name}” is drawn over two weights, and this scenario has one."), name=name)
        )
    check_may_tell(view.objectName(), window.session.withheld)
    view.setParent(None)
    view.setWindowTitle(view.title())
    # On paper nobody presses a button. What a field or a choice says stays.
    for button in (*view.findChildren(QPushButton), *view.findChildren(QToolButton)):
        button.hide()
        button.setMaximumSize(0, 0)  # a view may show it again
    return view, VIEW_SIZE


def _views(window: MainWindow) -> list[View]:
    """Those in panels, shown or not."""
    return [view for panel in window.findChildren(Panel) for view in panel.views]


def _size_in_place(window: MainWindow, control: QWidget) -> QSize:
    """A control's size in the window, at zoom 1."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(scaled(WINDOW_SIZE, window.look.zoom))
    window.show()
    QCoreApplication.processEvents()
    window.hide()
    return control.size() / window.look.zoom
