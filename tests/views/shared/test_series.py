"""What tells descents apart: colours for everybody, and a marker of its own for each."""

from itertools import combinations

import numpy as np
import pytest

from gdsim.session.comparison import MOST_COMPARED
from gdsim.views.shared.look import Look
from gdsim.views.shared.series import series_colors, series_pen, series_symbol
from gdsim.views.shared.theme import THEMES
from tests.views.shared.test_theme import SIGHTS, contrast, linear, ucs

LEAST_DISTANCE = 23.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_each_colour_is_seen_on_the_ground(theme):
    for color in series_colors(theme):
        assert contrast(color, theme.ground) >= 3.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("sight", SIGHTS)
def test_every_two_colours_are_told_apart(theme, sight):
    points = [ucs(np.asarray(SIGHTS[sight]) @ linear(color)) for color in series_colors(theme)]
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(points, 2)) >= LEAST_DISTANCE


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_no_two_of_all_look_alike(theme):
    look = Look(theme)
    seen = {(series_pen(look, i).color().name(), tuple(series_pen(look, i).dashPattern())) for i in range(12)}
    assert len(seen) == MOST_COMPARED
    assert len({series_symbol(i) for i in range(MOST_COMPARED)}) == MOST_COMPARED
