"""What helps: the sheet of keys, the glossary, and what this program is."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.window.glossary import GlossaryDialog
from gdsim.window.keys_sheet import KeysSheet


class Help(QObject):
    """What the actions of the help menu do; each is called by the action of its name."""

    def __init__(self, session: Session, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._look = look
        self._window = window

    @cached_property
    def _keys_sheet(self) -> KeysSheet:
        return KeysSheet(self._look, self._window)

    @cached_property
    def _glossary(self) -> GlossaryDialog:
        return GlossaryDialog(self._session, self._look, self._window)

    def keys(self) -> None:
        """Show the sheet of keys, or put it away."""
        self._keys_sheet.toggle()

    def glossary(self) -> None:
        """Show the glossary, ready to be searched."""
        self._glossary.ask()

    def about(self) -> None:
        """Versions and licence."""
        from gdsim.window.about import show_about

        show_about(self._window)
