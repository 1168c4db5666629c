"""Colours for heights of E: one hue, paler towards the minimum, even to the eye, readable in grey."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gdsim.engine.array import Array
from gdsim.engine.landscape import Grid, contour_levels
from gdsim.views.shared.theme import Quantity, Theme

Colors = NDArray[np.uint32]

_COUNT = 256
# In OKLab: how light the highest colour is, and how colourful beside the error's own. The lowest is near the
# ground. All of it is so near to the ground that ink, arrows and ball stand out.
_LIGHT_END, _DARK_END = 0.80, 0.39
_NEAR_GROUND = 0.06
_COLORFUL = 0.48

# OKLab: B. Ottosson, "A perceptual color space for image processing" (2020).
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@cache
def ramp(theme: Theme) -> Colors:
    """The theme's colours from low to high: (256,) as 0xffRRGGBB."""
    ground, error = oklab(theme.ground), oklab(theme.color(Quantity.ERROR))
    top = np.array([_DARK_END if theme.is_dark else _LIGHT_END, *(_COLORFUL * error[1:])])
    parts = np.linspace(_NEAR_GROUND, 1.0, _COUNT)[:, None]
    rgb = _from_oklab(ground + parts * (top - ground)).astype(np.uint32)
    return np.asarray(0xFF000000 | (rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2], dtype=np.uint32)


def oklab(color: str) -> Array:
    """(L, a, b) of a colour "#rrggbb"."""
    rgb = np.array([int(color[i : i + 2], 16) / 255.0 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(_TO_LAB @ np.cbrt(_TO_CONES @ linear))


def _from_oklab(colors: Array) -> Array:
    """(n, 3) of 0 … 255."""
    linear = (colors @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_CONES).T
    linear = np.clip(linear, 0.0, 1.0)
    rgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(255.0 * rgb)


class Heights:
    """What the heights of one landscape look like.

    Attributes:
        levels: (n,) of the contour lines, ascending.
        low, high: E of the palest and of the strongest colour.
    """

    def __init__(self, grid: Grid, minimum: float | None = None) -> None:
        finite = grid.errors[np.isfinite(grid.errors)]
        self.levels = contour_levels(grid.errors, minimum)
        self.low = float(finite.min(initial=np.inf)) if finite.size else 0.0
        self.high = float(finite.max()) if finite.size else 0.0
        # From line to line the colour changes by as much: walls that tower over a valley leave it its colours.
        self._anchors = np.concatenate([[self.low], self.levels, [self.high]])

    def parts(self, errors: Array) -> Array:
        """0 (lowest) to 1 for E of any shape; what is not finite counts as highest."""
        if self.high <= self.low:
            return np.zeros(errors.shape)
        steps = np.linspace(0.0, 1.0, len(self._anchors))
        return np.asarray(np.interp(np.where(np.isnan(errors), np.inf, errors), self._anchors, steps))

    def colors(self, errors: Array, theme: Theme) -> Colors:
        """0xffRRGGBB for E of any shape; the backdrop's where E is not defined."""
        colors = ramp(theme)[np.rint(self.parts(errors) * (_COUNT - 1)).astype(np.intp)]
        return np.where(np.isnan(errors), np.uint32(QColor(theme.backdrop).rgb()), colors)

    def color(self, error: float, theme: Theme) -> QColor:
        """The colour of one height."""
        return QColor.fromRgb(int(self.colors(np.array([error]), theme)[0]))
