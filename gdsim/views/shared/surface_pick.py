"""The place on a surface in space that is seen at a pixel."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from gdsim.engine.array import Array
from gdsim.views.shared.surface_painter import Box, Camera

# Heights that are tried along the line of sight.
_TRIED = 2000


def weights_at(pixel: QPointF, box: Box, camera: Camera, near: Array) -> Array:
    """(2,), the weights whose place on the surface is seen at this pixel.

    Where the line of sight meets the surface several times, those nearest to the weights ``near`` (2,), so that what
    is dragged over a ridge does not jump; where it misses the surface, those where it comes nearest to it.
    """
    z = np.linspace(0.0, 1.0, _TRIED)
    plane = camera.plane_at(pixel, z)
    inside = np.abs(plane).max(axis=1) <= 1.0
    if inside.any():  # one stretch of the line
        z, plane = z[inside], plane[inside]
    plane = np.clip(plane, -1.0, 1.0)
    above = z - _heights(box, plane)
    meets = np.flatnonzero((above[:-1] <= 0.0) != (above[1:] <= 0.0))
    if len(meets) == 0:
        return np.asarray(box.weights(plane[int(np.argmin(np.abs(above)))]))
    part = above[meets] / (above[meets] - above[meets + 1])
    places = plane[meets] + part[:, None] * (plane[meets + 1] - plane[meets])
    distances = np.hypot(*(places - box.plane(near[None, :])).T)
    return np.asarray(box.weights(places[int(np.argmin(distances))]))


def _heights(box: Box, plane: Array) -> Array:
    """(n,), of the surface over places (n, 2) of the plane, between the points of the grid."""
    heights = box.height(box.grid.errors)
    rows, columns = heights.shape
    x, y = (0.5 * (plane[:, i] + 1.0) * (count - 1) for i, count in enumerate((columns, rows)))
    i, j = (np.clip(np.floor(v), 0, count - 2).astype(np.intp) for v, count in ((x, columns), (y, rows)))
    across, up = x - i, y - j
    low = (1.0 - across) * heights[j, i] + across * heights[j, i + 1]
    high = (1.0 - across) * heights[j + 1, i] + across * heights[j + 1, i + 1]
    return np.asarray((1.0 - up) * low + up * high)
