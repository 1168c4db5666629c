"""The arrow keys: which way, and how far. With Shift ten times as far, on every plot alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

FAST = 10  # presses in one, with Shift

_WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Down: (1, -1),
    Qt.Key.Key_Up: (1, 1),
}


def arrow_key(event: QKeyEvent, axes: int = 2) -> tuple[int, int] | None:
    """Axis (0 to the right, 1 upwards) and presses along it, negative to the left and downwards.

    Args:
        event: a key press.
        axes: how many there are to move along.

    Returns:
        None for any other key, with any other modifier, or along an axis that is not there.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    axis, direction = _WAYS.get(Qt.Key(event.key()), (axes, 0))
    if axis >= axes or modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    return axis, direction * (FAST if modifiers else 1)
