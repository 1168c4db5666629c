"""Whether there is a display for a window; Qt would abort the process instead of saying so."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, Message

_PLATFORM = "QT_QPA_PLATFORM"
_X, _WAYLAND = "DISPLAY", "WAYLAND_DISPLAY"


def display_missing() -> Message | None:
    """A sentence where no window can be shown, and what to do; costs a millisecond."""
    platform = os.environ.get(_PLATFORM, "").partition(":")[0].partition("-")[0]
    if sys.platform in ("win32", "darwin") or platform not in ("", "xcb", "wayland"):
        return None
    wanted = [name for name, other in ((_X, "wayland"), (_WAYLAND, "xcb")) if platform != other]
    named = [name for name in wanted if os.environ.get(name)]
    if any(_ANSWERS[name](os.environ[name]) for name in named):
        return None
    if not named:
        return Message(
            QT_TR_NOOP(
                "There is no display for a window here; without one, “gdsim run SCENARIO” and the other "
                "commands of “gdsim --help” work."
            )
        )
    return Message(
        QT_TR_NOOP(
            "No display answers at {named}: start gdsim in a desktop session, or set this to its display; "
            "without one, “gdsim run SCENARIO” and the other commands of “gdsim --help” work."
        ),
        named=", ".join(f"{name}={os.environ[name]}" for name in named),
    )


def _x_answers(name: str) -> bool:
    """The X server lets this process in; asked of the library by which Qt asks."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # without it Qt has no windows either, and says what is missing
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    try:
        return xcb.xcb_connection_has_error(connection) == 0
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers(name: str) -> bool:
    """Somebody listens on the compositor's socket."""
    path = Path(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:  # also a name too long for a socket
            return False
    return True


_ANSWERS = {_X: _x_answers, _WAYLAND: _wayland_answers}
