"""The arrow keys: axis and presses, ten with Shift; any other key or modifier is somebody else's."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gdsim.views.shared.arrow_keys import arrow_key

KEYS, MODIFIERS = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "axes", "found"),
    [
        (KEYS.Key_Left, MODIFIERS.NoModifier, 2, (0, -1)),
        (KEYS.Key_Up, MODIFIERS.KeypadModifier, 2, (1, 1)),
        (KEYS.Key_Right, MODIFIERS.ShiftModifier, 1, (0, 10)),
        (KEYS.Key_Down, MODIFIERS.ShiftModifier | MODIFIERS.KeypadModifier, 2, (1, -10)),
        (KEYS.Key_Down, MODIFIERS.NoModifier, 1, None),
        (KEYS.Key_Left, MODIFIERS.ControlModifier | MODIFIERS.ShiftModifier, 2, None),
        (KEYS.Key_Home, MODIFIERS.NoModifier, 2, None),
    ],
)
def test_what_a_key_press_says(qapp, key, modifiers, axes, found):
    assert arrow_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers), axes) == found
