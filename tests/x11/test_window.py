"""The program as a person meets it: a window on a display, keys, the mouse."""

import numpy as np
import pytest

pytestmark = pytest.mark.x11

# Sheet, ink, greys and the colours of the quantities: an empty window has fewer.
FEWEST_COLOURS = 12


def colours(picture: np.ndarray) -> int:
    """Count the colours of a picture."""
    return len(np.unique(picture.reshape(-1, 3), axis=0))


def test_window_opens_paints_and_closes(program):
    picture = program.wait_until("a painted window", lambda picture: colours(picture) >= FEWEST_COLOURS)
    assert picture.shape[0] >= 600
    assert "gdsim" in program.title()
    assert program.close() == 0
    assert program.messages() == ""


def test_a_key_steps(program):
    before = program.settled()
    program.key("Right")
    program.wait_until("a change in the window", lambda picture: not np.array_equal(picture, before))
