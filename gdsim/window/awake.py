"""Keeps the screen on, and other programs' notifications off it, as far as the desktop can be asked to."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import NamedTuple

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

# Windows: SetThreadExecutionState's ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2
# macOS: no sleep of the display, for as long as the program runs that called it.
_CAFFEINATE = ("/usr/bin/caffeinate", "-d")
_BUS = "gdsim-awake"
_PATIENCE_MS = 500  # a service that hangs must not hold up the lecture


class Wish(NamedTuple):
    """A method of a desktop's service, called Inhibit everywhere; its interface has the service's name."""

    service: str
    path: str
    arguments: tuple[object, ...]


# What freedesktop.org specifies; the second one is heard by Plasma alone.
WISHES = (
    Wish("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", ("gdsim", "lecture")),
    Wish("org.freedesktop.Notifications", "/org/freedesktop/Notifications", ("gdsim", "lecture", {})),
)


class Awake:
    """Asks the desktop not to sleep, and takes it back. Where nobody can be asked, nothing happens.

    On Linux the wishes hang on a connection of their own, whose end takes them back: so does a program that
    was killed.
    """

    def __init__(self) -> None:
        self._agreed: tuple[str, ...] = ()
        self._helper: subprocess.Popen[bytes] | None = None

    @property
    def is_held(self) -> bool:
        """The desktop has agreed."""
        return bool(self._agreed) or self._helper is not None

    def hold(self) -> None:
        """Stay awake."""
        if self.is_held:
            return
        if sys.platform == "win32":
            if ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY):
                self._agreed = ("SetThreadExecutionState",)
        elif sys.platform == "darwin":
            self._helper = _started(_CAFFEINATE)
        else:
            bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
            self._agreed = tuple(wish.service for wish in WISHES if _has_agreed(bus, wish))

    def release(self) -> None:
        """Sleep as usual."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
        elif self._helper is not None:
            self._helper.terminate()
            self._helper.wait()
        elif sys.platform != "darwin":
            QDBusConnection.disconnectFromBus(_BUS)
        self._agreed, self._helper = (), None


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(command)
    except OSError:
        return None


def _has_agreed(bus: QDBusConnection, wish: Wish) -> bool:
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(wish.service, wish.path, wish.service, "Inhibit")
    call.setArguments(list(wish.arguments))
    reply = bus.call(call, QDBus.CallMode.Block, _PATIENCE_MS)
    return reply.type() == QDBusMessage.MessageType.ReplyMessage
