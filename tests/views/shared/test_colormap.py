"""Colours of heights: even to the eye, readable in grey, and light enough for what stands on them."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gdsim.engine.array import frozen
from gdsim.engine.landscape import Grid
from gdsim.views.shared.colormap import Heights, oklab, ramp
from gdsim.views.shared.theme import DARK, LIGHT, PROJECTOR, Quantity

THEMES = pytest.mark.parametrize("theme", [LIGHT, PROJECTOR, DARK], ids=lambda theme: theme.name)


def names(theme):
    return [f"#{int(color) & 0xFFFFFF:06x}" for color in ramp(theme)]


def luminance(name):
    channels = np.array([int(name[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def bowl(side=41, span=2.0):
    axis = np.linspace(-span, span, side)
    return Grid(frozen(axis), frozen(axis), frozen(axis[None, :] ** 2 + axis[:, None] ** 2))


@THEMES
def test_the_ramp_is_even_to_the_eye_and_readable_in_grey(theme):
    colors = np.array([oklab(name) for name in names(theme)])
    steps = np.linalg.norm(np.diff(colors[::25], axis=0), axis=1)
    assert steps.max() < 1.3 * steps.min(), "but for the rounding of colours to bytes"
    lightness = colors[:, 0][::25]
    assert np.all(np.diff(lightness) > 0) if theme.is_dark else np.all(np.diff(lightness) < 0)
    assert abs(colors[-1, 0] - colors[0, 0]) > 0.15


@THEMES
def test_ink_ball_and_arrows_stand_out_everywhere(theme):
    for name in names(theme)[::15]:
        assert contrast(name, theme.ink) > 6.0
        assert contrast(name, theme.color(Quantity.GRADIENT)) > 3.0
        assert contrast(name, theme.color(Quantity.WEIGHT)) > 2.2, "it has a ring of the ground besides"


def test_oklab_of_white_and_of_a_published_colour():
    assert oklab("#ffffff") == pytest.approx([1.0, 0.0, 0.0], abs=1e-4)
    # B. Ottosson's table of sRGB red
    assert oklab("#ff0000") == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)


def test_from_contour_line_to_contour_line_the_colour_changes_as_much():
    heights = Heights(bowl(), 0.0)
    parts = heights.parts(np.array([heights.low, *heights.levels, heights.high]))
    assert np.diff(parts) == pytest.approx(np.full(len(heights.levels) + 1, 1 / (len(heights.levels) + 1)))


def test_what_is_undefined_has_the_backdrop_and_what_is_infinite_the_strongest_colour():
    grid = bowl()
    errors = np.array(grid.errors)
    errors[0, 0], errors[0, 1] = np.nan, np.inf
    heights = Heights(Grid(grid.x, grid.y, frozen(errors)))
    colors = heights.colors(errors, LIGHT)
    assert QColor.fromRgb(int(colors[0, 0])) == QColor(LIGHT.backdrop)
    assert colors[0, 1] == ramp(LIGHT)[-1]


def test_a_level_plain_has_one_colour():
    axis = frozen(np.linspace(0, 1, 5))
    heights = Heights(Grid(axis, axis, frozen(np.full((5, 5), 3.0))))
    assert len(heights.levels) == 0
    assert len(set(heights.colors(np.full((5, 5), 3.0), LIGHT).ravel().tolist())) == 1
