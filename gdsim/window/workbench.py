"""What holds the panels: a window within the window, since only so can they stand free of its edge."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from gdsim.window.arrangement import Panels, Room, arrange_first

_STATE_VERSION = 3


class Workbench(QMainWindow):
    """The docks, and how they stand: in every room as they were last left there, at first as fits it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("workbench")
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.createPopupMenu = _no_menu  # type: ignore[method-assign]
        self._room = Room.DRAWN
        self._left: dict[Room, QByteArray] = {}

    def hold(self, panels: Panels, states: Mapping[str, bytes], room: Room) -> None:
        """Take the panels, and how they were left by the name of each room."""
        self._panels = panels
        self._room = room
        self._left = {known: QByteArray(states[known.value]) for known in Room if known.value in states}
        for panel in panels.all():
            panel.dockLocationChanged.connect(self._show_names)
        self._arrange()

    def state(self) -> QByteArray:
        """How the panels stand now."""
        return self.saveState(_STATE_VERSION)

    def restore(self, state: QByteArray) -> None:
        """Have the panels stand as they did."""
        self.restoreState(state, _STATE_VERSION)
        self._show_names()

    def states(self) -> dict[str, bytes]:
        """How the panels were left in each room, to be remembered."""
        states = {**self._left, self._room: self.state()}
        return {room.value: bytes(state.data()) for room, state in states.items()}

    def enter(self, room: Room) -> None:
        """There is more room now, or less."""
        if room is not self._room:
            self._left[self._room] = self.state()
            self._room = room
            self._arrange()

    def arrange_first(self) -> None:
        """As at first, in this room."""
        arrange_first(self, self._panels, self._room)
        self._show_names()

    def _arrange(self) -> None:
        self.arrange_first()
        if self._room in self._left:
            self.restore(self._left[self._room])

    def _show_names(self) -> None:
        for panel in self._panels.all():
            panel.set_named_by_tab(bool(self.tabifiedDockWidgets(panel)))


def _no_menu() -> None:
    """The View menu shows and hides panels; Qt's own menu would do so in Qt's words."""
