"""Contour lines lie at their height, and break where E is not defined."""

import numpy as np
import pytest

from gdsim.engine.array import frozen
from gdsim.engine.landscape import Grid
from gdsim.views.shared.contours import contour_lines, joined


def grid(hole=False):
    axis = np.linspace(-2.0, 2.0, 161)
    errors = axis[None, :] ** 2 + axis[:, None] ** 2
    if hole:
        errors[:, axis < 0] = np.nan
    return Grid(frozen(axis), frozen(axis), frozen(errors))


def test_the_contour_of_a_round_bowl_is_a_circle():
    (lines,) = contour_lines(grid(), np.array([1.0]))
    assert len(lines) == 1
    assert np.hypot(*lines[0].T) == pytest.approx(np.ones(len(lines[0])), abs=1e-3)


def test_where_e_is_not_defined_there_is_no_line():
    (lines,) = contour_lines(grid(hole=True), np.array([1.0]))
    assert all(line[:, 0].min() >= 0.0 for line in lines)


def test_joined_lines_have_a_break_after_each():
    lines = contour_lines(grid(), np.array([1.0, 2.25]))
    line = joined(lines)
    breaks = np.flatnonzero(np.isnan(line[:, 0]))
    assert len(breaks) == 2
    assert np.hypot(*line[breaks[0] + 1 : breaks[1]].T) == pytest.approx(1.5, abs=1e-3)
    assert joined([]).shape == (0, 2)
