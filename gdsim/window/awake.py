"""Keeps the screen on during a lecture, as far as the desktop can be asked to."""

from __future__ import annotations

import ctypes
import subprocess
import sys

from PySide6.QtDBus import QDBusConnection, QDBusInterface

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
# Windows: SetThreadExecutionState's ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2


class Awake:
    """Asks the desktop not to sleep, and takes it back. Where nobody can be asked, nothing happens."""

    def __init__(self) -> None:
        self._cookie: object = None
        self._helper: subprocess.Popen[bytes] | None = None

    @property
    def is_held(self) -> bool:
        """The desktop has agreed."""
        return self._cookie is not None or self._helper is not None

    def hold(self) -> None:
        """Stay awake."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)
            self._cookie = True
        elif sys.platform == "darwin":
            self._helper = subprocess.Popen(["/usr/bin/caffeinate", "-d"])
        else:
            self._cookie = _ask("Inhibit", "gdsim", "lecture")

    def release(self) -> None:
        """Sleep as usual."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
        elif self._helper is not None:
            self._helper.terminate()
            self._helper.wait()
        elif self._cookie is not None:
            _ask("UnInhibit", self._cookie)
        self._cookie = self._helper = None


def _ask(method: str, *arguments: object) -> object:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    reply = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus).call(method, *arguments)
    values = reply.arguments()
    return values[0] if values else None
