"""The error landscape in another form; see the class."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View


class ErrorSlices(View):
    """E and the present weights."""

    object_name = "error_slices"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._text = ""

    def title(self) -> str:
        """Name of the panel."""
        return tr("Slices")

    def refresh(self) -> None:
        """Draw everything."""
        self._text = self.describe()
        self.update()

    def describe(self) -> str:
        """The numbers in a sentence."""
        return tr("error {value}").format(value=number_text(self.session.error))
