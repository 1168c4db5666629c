"""Where the panels stand: at first in the room there is, at a station of a lesson, and on a lecture's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from gdsim.window.panel import Panel

_HORIZONTAL, _VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
# Widths and heights of the 1280×800 drawing, of which docks take their shares.
_LESSON, _GUIDE, _REST = 340, 280, 640
_UPPER, _LOWER = 400, 290
# Below these heights of the window, in pixels of the drawing, panels have to share a place.
_ALL_SEEN, _TWO_ROWS = 720, 600
# What reads best along the bottom.
_LOW = ("dock_data", "dock_history")


@dataclass(frozen=True)
class Panels:
    """The docks, each at its place in the first arrangement."""

    lesson: Panel
    guide: Panel
    landscape: Panel
    fit: Panel
    neuron: Panel
    history: Panel
    data: Panel

    def all(self) -> tuple[Panel, ...]:
        """In the order of the View menu."""
        return tuple(getattr(self, field.name) for field in fields(self))

    def holding(self, view_name: str) -> Panel | None:
        """The panel in which the view of this object name is."""
        return next((panel for panel in self.all() if panel.view(view_name) is not None), None)


class Room(Enum):
    """How much of it there is for panels."""

    DRAWN = "drawn"
    LOW = "low"
    FLAT = "flat"


def room_of(height: float) -> Room:
    """That of a window of this height, in pixels of the drawing."""
    if height >= _ALL_SEEN:
        return Room.DRAWN
    return Room.LOW if height >= _TWO_ROWS else Room.FLAT


def arrange_first(bench: QMainWindow, p: Panels, room: Room = Room.DRAWN) -> None:
    """The worked step at the left, landscape and fit beside it, history and data below; no lesson.

    In low rooms fit and neuron share a place; in flat ones there is one row, of two places.
    """
    _clear(bench, p)
    bench.addDockWidget(_LEFT, p.lesson)
    p.lesson.show()  # Qt splits the place of a panel that is seen
    if room is Room.FLAT:
        _arrange_flat(bench, p)
    else:
        _arrange_in_two_rows(bench, p, fit_shares=room is Room.LOW)
    p.lesson.hide()
    for panel in (p.landscape, p.fit):
        panel.raise_()


def _arrange_in_two_rows(bench: QMainWindow, p: Panels, fit_shares: bool) -> None:
    _split(bench, p.lesson, p.guide, _HORIZONTAL)
    _split(bench, p.guide, p.landscape, _HORIZONTAL)
    _split(bench, p.landscape, p.history, _VERTICAL)
    _split(bench, p.landscape, p.fit, _HORIZONTAL)
    _split(bench, p.history, p.data, _HORIZONTAL)
    if fit_shares:
        _share(bench, p.fit, p.neuron)
    else:
        _split(bench, p.fit, p.neuron, _VERTICAL)
        bench.resizeDocks([p.fit, p.neuron], [235, 175], _VERTICAL)
    bench.resizeDocks([p.guide, p.landscape, p.fit], [286, 530, 440], _HORIZONTAL)
    bench.resizeDocks([p.history, p.data], [320, 650], _HORIZONTAL)
    bench.resizeDocks([p.landscape, p.history], [385, 275], _VERTICAL)


def _arrange_flat(bench: QMainWindow, p: Panels) -> None:
    _split(bench, p.lesson, p.landscape, _HORIZONTAL)
    _split(bench, p.landscape, p.fit, _HORIZONTAL)
    _share(bench, p.landscape, p.history)
    for panel, after in pairwise((p.fit, p.neuron, p.data, p.guide)):
        _share(bench, panel, after)
    bench.resizeDocks([p.landscape, p.fit], [480, 520], _HORIZONTAL)


def arrange_station(bench: QMainWindow, p: Panels, shown: Sequence[Panel]) -> None:
    """The lesson at the left, beside it what the station needs, the most important first; no more."""
    columns = [p.lesson, *([p.guide] if p.guide in shown else [])]
    others = [panel for panel in shown if panel not in columns]
    others.sort(key=lambda panel: panel.objectName() in _LOW)
    _clear(bench, p)
    _in_a_row(bench, [*columns, *others[:1]])
    if len(others) > 1:
        _split(bench, others[0], others[-1], _VERTICAL)
    for left, right in pairwise(others[:-1]):
        _split(bench, left, right, _HORIZONTAL)
    _put_away(bench, p, [*columns, *others])
    widths = [_LESSON, _GUIDE][: len(columns)]
    upper = others[:-1] if len(others) > 1 else others
    rest = max(bench.width() - sum(widths), _REST) // max(len(upper), 1)
    bench.resizeDocks([*columns, *upper], [*widths, *(rest for _ in upper)], _HORIZONTAL)
    if len(others) > 1:
        bench.resizeDocks([others[0], others[-1]], [_UPPER, _LOWER], _VERTICAL)


def arrange_page(bench: QMainWindow, p: Panels, shown: Panel, formulas: Panel | None, part: float) -> None:
    """One panel, with this part of the width where the formulas stand at its right."""
    seen = [shown] if formulas is None else [shown, formulas]
    _clear(bench, p)
    _in_a_row(bench, seen)
    _put_away(bench, p, seen)
    if len(seen) == 2:
        width = bench.width()
        bench.resizeDocks(seen, [round(part * width), round((1 - part) * width)], _HORIZONTAL)


def _clear(bench: QMainWindow, p: Panels) -> None:
    for panel in p.all():
        panel.setFloating(False)
        bench.removeDockWidget(panel)


def _in_a_row(bench: QMainWindow, panels: Sequence[Panel]) -> None:
    bench.addDockWidget(_LEFT, panels[0])
    panels[0].show()
    for left, right in pairwise(panels):
        _split(bench, left, right, _HORIZONTAL)


def _split(bench: QMainWindow, one: Panel, other: Panel, way: Qt.Orientation) -> None:
    bench.splitDockWidget(one, other, way)
    other.show()


def _share(bench: QMainWindow, one: Panel, other: Panel) -> None:
    bench.tabifyDockWidget(one, other)
    other.show()


def _put_away(bench: QMainWindow, p: Panels, shown: Sequence[Panel]) -> None:
    """The others get a place below the last one, where they come when they are shown from the menu."""
    hidden = [panel for panel in p.all() if panel not in shown]
    for upper, lower in pairwise([shown[-1], *hidden]):
        bench.splitDockWidget(upper, lower, _VERTICAL)
        lower.hide()
