"""Where the panels stand: at first, at a station of a lesson, and on a lecture's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from gdsim.window.panel import Panel

_HORIZONTAL, _VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
# Widths and heights of the 1280×800 drawing, of which docks take their shares.
_LESSON, _GUIDE, _REST = 340, 280, 640
_UPPER, _LOWER = 400, 290
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


def arrange_first(bench: QMainWindow, p: Panels) -> None:
    """The worked step at the left, landscape and fit beside it, history and data below; no lesson."""
    bench.addDockWidget(_LEFT, p.lesson)
    bench.splitDockWidget(p.lesson, p.guide, _HORIZONTAL)
    bench.splitDockWidget(p.guide, p.landscape, _HORIZONTAL)
    bench.splitDockWidget(p.landscape, p.history, _VERTICAL)
    bench.splitDockWidget(p.landscape, p.fit, _HORIZONTAL)
    bench.splitDockWidget(p.history, p.data, _HORIZONTAL)
    bench.splitDockWidget(p.fit, p.neuron, _VERTICAL)
    for panel in p.all():
        panel.setFloating(False)
        panel.setVisible(panel is not p.lesson)
    bench.resizeDocks([p.guide, p.landscape, p.fit], [286, 530, 440], _HORIZONTAL)
    bench.resizeDocks([p.history, p.data], [320, 650], _HORIZONTAL)
    bench.resizeDocks([p.landscape, p.history], [385, 275], _VERTICAL)
    bench.resizeDocks([p.fit, p.neuron], [250, 160], _VERTICAL)


def arrange_station(bench: QMainWindow, p: Panels, shown: Sequence[Panel]) -> None:
    """The lesson at the left, beside it what the station needs, the most important first; no more."""
    columns = [p.lesson, *([p.guide] if p.guide in shown else [])]
    others = [panel for panel in shown if panel not in columns]
    others.sort(key=lambda panel: panel.objectName() in _LOW)
    _place(bench, p, [*columns, *others[:1]])
    _stack(bench, others)
    for panel in (*columns, *others):
        panel.setFloating(False)
        panel.show()
    widths = [_LESSON, *([_GUIDE] if len(columns) > 1 else []), _REST]
    bench.resizeDocks([*columns, *others[:1]], widths[: len(columns) + len(others[:1])], _HORIZONTAL)
    if len(others) == 2:
        bench.resizeDocks(others, [_UPPER, _LOWER], _VERTICAL)
    elif len(others) > 2:
        bench.resizeDocks([others[0], others[-1]], [_UPPER, _LOWER], _VERTICAL)
        bench.resizeDocks(others[:2], [1, 1], _HORIZONTAL)


def arrange_page(bench: QMainWindow, p: Panels, shown: Panel | None, formulas: Panel | None) -> None:
    """One panel, and at its right the formulas."""
    seen = [panel for panel in (shown, formulas) if panel is not None]
    _place(bench, p, seen)
    for panel in seen:
        panel.setFloating(False)
        panel.show()
    if len(seen) == 2:
        bench.resizeDocks(seen, [62, 38], _HORIZONTAL)


def _place(bench: QMainWindow, p: Panels, columns: Sequence[Panel]) -> None:
    """These side by side; the others are put away behind them, so that they have a place when shown."""
    hidden = [panel for panel in p.all() if panel not in columns]
    for panel in hidden:
        panel.hide()
    bench.addDockWidget(_LEFT, columns[0])
    for left, right in _pairs(columns):
        bench.splitDockWidget(left, right, _HORIZONTAL)
    for upper, lower in _pairs([columns[-1], *hidden]):
        bench.splitDockWidget(upper, lower, _VERTICAL)


def _stack(bench: QMainWindow, others: Sequence[Panel]) -> None:
    """Two below each other; of three, two side by side above the third."""
    if len(others) > 1:
        bench.splitDockWidget(others[0], others[-1], _VERTICAL)
    for left, right in _pairs(others[:-1]):
        bench.splitDockWidget(left, right, _HORIZONTAL)


def _pairs(panels: Sequence[Panel]) -> Iterator[tuple[Panel, Panel]]:
    return pairwise(panels)
