"""How the window comes on paper."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gdsim.session import Session


class Printing(QObject):
    """Prints the whole window; the dialog behind “Export” prints a part of it.

    Signals:
        told: a Message for the person: it is printed, or why not.
    """

    told = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def print(self) -> None:
        """Ask where to; the window can be used meanwhile."""
        from gdsim.window.print_dialog import PrintDialog  # Qt's printing: only when wanted

        dialog = PrintDialog(self._session, self._window)
        dialog.told.connect(self.told)
        dialog.show()
