"""The colours do what look.md claims: readable, and told apart by everybody.

Contrast is WCAG 2.1's. How different two colours look is their distance in CAM02-UCS (Luo, Cui and Li 2006, on
CIECAM02, Moroney et al. 2002), under the viewing conditions of sRGB (IEC 61966-2-1: 64 lx, grey surround). How
they look to the colour-blind follows Machado, Oliveira and Fernandes 2009, at full severity.
"""

import re
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gdsim.scenario.resource import resource_path
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import lit_style
from gdsim.views.shared.table_header import LIT_ALPHA
from gdsim.views.shared.theme import DARK, LIGHT, PROJECTOR, THEMES, Quantity, Theme

LOWEST_CONTRAST, LEAST_OF_FIELDS = 4.5, 3.0
LEAST_DISTANCE = {"light": 19.0, "projector": 19.0, "dark": 16.0}

SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
HPE = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])


def linear(color: str) -> np.ndarray:
    """Linear RGB of #RRGGBB, 0 … 1."""
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light = sorted(float(TO_XYZ[1] @ linear(color)) for color in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def ucs(rgb: np.ndarray) -> np.ndarray:
    """(J′, a′, b′) in CAM02-UCS of linear RGB."""
    white, adapting, background = TO_XYZ @ np.ones(3) * 100, 64 / np.pi / 5, 20.0
    c, n_c = 0.69, 1.0
    k = 1 / (5 * adapting + 1)
    f_l = 0.2 * k**4 * 5 * adapting + 0.1 * (1 - k**4) ** 2 * (5 * adapting) ** (1 / 3)
    n = background / white[1]
    n_bb, z = 0.725 * n**-0.2, 1.48 + np.sqrt(n)
    adaptation = 1 - np.exp((-adapting - 42) / 92) / 3.6

    def responses(xyz: np.ndarray) -> np.ndarray:
        gain = adaptation * white[1] / (CAT02 @ white) + 1 - adaptation
        cone = HPE @ np.linalg.solve(CAT02, gain * (CAT02 @ xyz))
        power = (f_l * np.abs(cone) / 100) ** 0.42
        return np.sign(cone) * 400 * power / (power + 27.13) + 0.1

    def achromatic(r: np.ndarray) -> float:
        return (2 * r[0] + r[1] + r[2] / 20 - 0.305) * n_bb

    r = responses(TO_XYZ @ np.clip(rgb, 0, 1) * 100)
    a, b = r[0] - 12 * r[1] / 11 + r[2] / 11, (r[0] + r[1] - 2 * r[2]) / 9
    hue = np.arctan2(b, a)
    lightness = 100 * (achromatic(r) / achromatic(responses(white))) ** (c * z)
    eccentricity = (np.cos(hue + 2) + 3.8) / 4
    t = 50000 / 13 * n_c * n_bb * eccentricity * np.hypot(a, b) / (r[0] + r[1] + 1.05 * r[2])
    colorfulness = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**n) ** 0.73 * f_l**0.25
    size = np.log(1 + 0.0228 * colorfulness) / 0.0228
    return np.array([1.7 * lightness / (1 + 0.007 * lightness), size * np.cos(hue), size * np.sin(hue)])


def smallest_distance(theme: Theme, sight: str) -> float:
    points = [ucs(np.asarray(SIGHTS[sight]) @ linear(theme.color(quantity))) for quantity in Quantity]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(points, 2))


def test_the_measures_agree_with_what_is_known():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert ucs(np.ones(3))[0] == pytest.approx(100.0)
    assert ucs(np.zeros(3)) == pytest.approx([0, 0, 0], abs=1e-6)
    # White is nearly neutral; red is far from green for most, and nearer for who lacks the cones.
    assert np.hypot(*ucs(np.ones(3))[1:]) < 3
    red, green = linear("#C02020"), linear("#208020")
    apart = {
        s: np.linalg.norm(ucs(np.asarray(m) @ red) - ucs(np.asarray(m) @ green)) for s, m in SIGHTS.items()
    }
    assert apart["deuteranopia"] < 0.5 * apart["normal"]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("quantity", Quantity)
def test_each_quantity_is_readable_on_the_ground(theme: Theme, quantity: Quantity):
    assert contrast(theme.color(quantity), theme.ground) >= LOWEST_CONTRAST


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_are_readable_on_every_ground_they_stand_on(theme: Theme):
    for ground in (theme.ground, theme.backdrop, theme.field, theme.hover, theme.selection):
        assert contrast(theme.ink, ground) >= LOWEST_CONTRAST
    for ground in (theme.ground, theme.backdrop, theme.field, theme.hover):
        assert contrast(theme.soft_ink, ground) >= LOWEST_CONTRAST
    for ground in (theme.color(Quantity.WEIGHT), theme.primary_hover, theme.primary_pressed):
        assert contrast(theme.on_primary, ground) >= LOWEST_CONTRAST


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("quantity", Quantity)
def test_what_is_lit_up_is_as_readable(qapp, theme: Theme, quantity: Quantity):
    """Text on the quantity's colour, formulas included; numbers in ink on a cell that the colour tints."""
    style = dict(part.split(":") for part in lit_style(Look(theme), quantity).split("; "))
    assert contrast(style["color"], style["background-color"]) >= LOWEST_CONTRAST
    tint = QColor(theme.color(quantity))
    mixed = [
        round(LIT_ALPHA * over + (1 - LIT_ALPHA) * under)
        for over, under in zip(tint.getRgb()[:3], QColor(theme.ground).getRgb()[:3], strict=True)
    ]
    assert contrast(theme.ink, QColor(*mixed).name()) >= LOWEST_CONTRAST


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_what_has_to_be_said_is_readable(theme: Theme):
    assert contrast(theme.ink, theme.edge) >= LOWEST_CONTRAST  # the banner's ground


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_focus_ring_is_seen(theme: Theme):
    assert contrast(theme.color(Quantity.WEIGHT), theme.ground) >= 3.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_what_can_be_typed_into_is_seen_as_such(theme: Theme):
    """WCAG 2.1, 1.4.11: a field's border, and the arrow by which a choice is known."""
    arrow = re.search(r'stroke="(#\w{6})"', resource_path("icons/arrow_down.svg").read_text("utf-8"))
    for ground in (theme.ground, theme.field):
        assert contrast(theme.field_line, ground) >= LEAST_OF_FIELDS
        assert contrast(arrow[1], ground) >= LEAST_OF_FIELDS


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR], ids=lambda theme: theme.name)
@pytest.mark.parametrize("sight", SIGHTS)
def test_every_two_quantities_are_told_apart(theme: Theme, sight: str):
    assert smallest_distance(theme, sight) >= LEAST_DISTANCE[theme.name]
