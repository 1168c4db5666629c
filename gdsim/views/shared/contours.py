"""Contour lines of a sampled landscape."""

from __future__ import annotations

from collections.abc import Sequence

import contourpy
import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.landscape import Grid

Lines = tuple[Array, ...]

_BREAK = np.full((1, 2), np.nan)


class Contours:
    """The contour lines of one landscape, level by level."""

    def __init__(self, grid: Grid) -> None:
        self._generator = None
        if min(grid.errors.shape) >= 2:
            errors = np.ma.masked_invalid(grid.errors)
            self._generator = contourpy.contour_generator(grid.x, grid.y, errors, name="serial")

    def lines(self, level: float) -> Lines:
        """Those of this level, each (n, 2) in data coordinates; where E is not finite there are none."""
        if self._generator is None:
            return ()
        return tuple(np.asarray(line) for line in self._generator.lines(level))


def contour_lines(grid: Grid, levels: Array) -> list[Lines]:
    """Of each level its lines."""
    contours = Contours(grid)
    return [contours.lines(level) for level in levels]


def joined(lines: Sequence[Lines]) -> Array:
    """All of the lines in one array (n, 2), a row of NaN between two: for a curve that breaks there."""
    parts = [part for level in lines for line in level for part in (line, _BREAK)]
    return np.concatenate(parts) if parts else np.empty((0, 2))
