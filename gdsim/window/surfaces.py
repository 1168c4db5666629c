"""How a landscape without data comes into the window."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gdsim.engine.message import GdsimError
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.window.surface_dialog import SurfaceDialog


class Surfaces(QObject):
    """Asks for a surface or a formula, and descends it.

    Signals:
        told: a Message for the person, where that cannot be.
    """

    told = Signal(object)

    def __init__(self, session: Session, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._look = look
        self._window = window
        self._dialog: SurfaceDialog | None = None

    def choose_surface(self) -> None:
        """Show the surfaces beside the window; one that is chosen is one edit."""
        if self._dialog is not None and shiboken6.isValid(self._dialog) and self._dialog.isVisible():
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        dialog = SurfaceDialog(self._session, self._look, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._descend)
        dialog.show()
        self._dialog = dialog

    def _descend(self, scenario: Scenario) -> None:
        try:
            self._session.edit(scenario, tr("Choose surface"))
        except GdsimError as error:
            self.told.emit(error.message)
