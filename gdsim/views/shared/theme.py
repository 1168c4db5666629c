"""Colours: one for each quantity, the same in formula, table, plot and neuron; and the sheets they stand on.

The values were found by search: contrast with the ground at least 4.5 : 1, and every pair told apart under
normal sight, deuteranopia, protanopia and tritanopia. A test computes both.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gdsim.engine.message import QT_TR_NOOP


class Quantity(enum.StrEnum):
    """What has a colour of its own. All else is ink. The value is the name in ``session.highlight``."""

    WEIGHT = "weight"
    PREDICTION = "prediction"
    ERROR = "error"  # residuals too
    GRADIENT = "gradient"
    UPDATE = "update"
    RATE = "learning_rate"


@dataclass(frozen=True)
class Theme:
    """One set of colours.

    Attributes:
        name: as on the command line.
        label: translatable.
        ground: of panels and plots.
        backdrop: the grey between panels.
        ink, soft_ink: text and numbers; names, hints and axes.
        line: borders.
        field_line: borders of what is typed into or chosen from, by which alone it is known as such.
        grid: lines behind a plot.
        field: ground of cells and fields that can be edited.
        on_primary: text on the one primary button, whose ground is the weight's colour.
        hover, pressed: ground of a button under the pointer, and while it is held down.
        primary_hover, primary_pressed: the same of the primary button.
        selection: ground of chosen rows and marked text, with ink on it.
        quantities: colour of each Quantity.
        stable, edge, unstable: grounds of the learning rate's track.
        line_width: of curves, in pixels at zoom 1; everything drawn scales with it.
        zoom: enlargement that belongs to the theme itself.
        is_dark: whether the ground is dark.
    """

    name: str
    label: str
    ground: str
    backdrop: str
    ink: str
    soft_ink: str
    line: str
    field_line: str
    grid: str
    field: str
    on_primary: str
    hover: str
    pressed: str
    primary_hover: str
    primary_pressed: str
    selection: str
    quantities: Mapping[Quantity, str] = dataclasses.field(hash=False)
    stable: str = "#DDEFE8"
    edge: str = "#FBF3D6"
    unstable: str = "#F6D5D5"
    line_width: float = 2.0
    zoom: float = 1.0
    is_dark: bool = False

    def color(self, quantity: Quantity | None) -> str:
        """The quantity's colour; ink for none."""
        return self.ink if quantity is None else self.quantities[quantity]


_ON_LIGHT = {
    Quantity.WEIGHT: "#5B65F3",
    Quantity.PREDICTION: "#095849",
    Quantity.ERROR: "#CE3382",
    Quantity.GRADIENT: "#7C0D02",
    Quantity.UPDATE: "#67078C",
    Quantity.RATE: "#8C6E29",
}
_ON_DARK = {
    Quantity.WEIGHT: "#A0B6DE",
    Quantity.PREDICTION: "#41E999",
    Quantity.ERROR: "#ED4B87",
    Quantity.GRADIENT: "#D39839",
    Quantity.UPDATE: "#9F7EE6",
    Quantity.RATE: "#FDE134",
}

LIGHT = Theme(
    name="light",
    label=QT_TR_NOOP("Light"),
    ground="#FFFFFF",
    backdrop="#F3F4F8",
    ink="#1B2430",
    soft_ink="#5A6675",
    line="#D9DEE5",
    field_line="#858E9D",
    grid="#EDF0F3",
    field="#F3F4F9",
    on_primary="#FFFFFF",
    hover="#F0F2F7",
    pressed="#E2E6EF",
    primary_hover="#4A54E0",
    primary_pressed="#3A43C4",
    selection="#DFE2FD",
    quantities=_ON_LIGHT,
)
PROJECTOR = replace(
    LIGHT,
    name="projector",
    label=QT_TR_NOOP("Projector"),
    backdrop="#FFFFFF",
    line_width=3.0,
    zoom=1.25,
)
DARK = Theme(
    name="dark",
    label=QT_TR_NOOP("Dark"),
    ground="#14181F",
    backdrop="#0E1116",
    ink="#E8ECF1",
    soft_ink="#9AA7B8",
    line="#2B333F",
    field_line="#667283",
    grid="#20262F",
    field="#0E1116",
    on_primary="#14181F",
    hover="#1E242E",
    pressed="#2A323E",
    primary_hover="#B4C6E6",
    primary_pressed="#8CA3CE",
    selection="#2C3B57",
    quantities=_ON_DARK,
    stable="#16332B",
    edge="#3A3413",
    unstable="#41201F",
    is_dark=True,
)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PROJECTOR)}
