"""How large everything is, in which colours, with how many digits: chosen by the user and remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gdsim.scenario import number_text
from gdsim.session.settings import DIGITS, Settings
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES

ZOOM_STEP = 0.1


class Appearance(QObject):
    """What the actions of the view do; each is called by the action of its name."""

    def __init__(self, look: Look, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._settings = settings

    def zoom_in(self) -> None:
        """Everything larger."""
        self._look.set_zoom(self._look.zoom + ZOOM_STEP)

    def zoom_out(self) -> None:
        """Everything smaller."""
        self._look.set_zoom(self._look.zoom - ZOOM_STEP)

    def zoom_reset(self) -> None:
        """As drawn."""
        self._look.set_zoom(1.0)

    def more_digits(self) -> None:
        """One decimal more."""
        self._set_digits(number_text.digits() + 1)

    def fewer_digits(self) -> None:
        """One decimal less."""
        self._set_digits(number_text.digits() - 1)

    def set_theme(self, name: str) -> None:
        """Another set of colours."""
        self._settings.theme = name
        self._look.set_theme(THEMES[name])

    def _set_digits(self, digits: int) -> None:
        number_text.set_digits(min(max(digits, DIGITS[0]), DIGITS[1]))
        self._settings.digits = number_text.digits()
        self._look.changed.emit()
