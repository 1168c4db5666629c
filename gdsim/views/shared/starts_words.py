"""What a map of starts says: where descents end, what its colours mean, what becomes of one start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.engine.message import Count
from gdsim.engine.starts_map import DIVERGED, ELSEWHERE, MOVING, Place, StartsMap
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.legend import Entry
from gdsim.views.shared.look import Look
from gdsim.views.shared.starts_image import (
    diverged_color,
    moving_alike,
    moving_color,
    moving_range,
    place_color,
    place_letter,
    step_range,
    steps_color,
)
from gdsim.views.shared.symbols import plain_name

_SHADES = 5
# A weight that is this small beside the map's width is 0 but for the steps that were not taken any more.
_ZERO = 1e-6
_MOST_PLACES_TOLD = 5


@dataclass(frozen=True, eq=False)
class StartsWords:
    """The words for one map.

    Attributes:
        found: the map.
    """

    found: StartsMap

    def place(self, number: int) -> str:
        """Where descents end."""
        place = self.found.places[number]
        kind = tr("minimum") if place.is_minimum else tr("level point")  # 驻点
        names = [plain_name(self.found.weight_names[index]) for index in self.found.varied]
        parts = [f"{name} = {self._value(place, i)}" for i, name in enumerate(names)]
        text = f"{kind} {tr(', ').join(parts)}"
        return f"{place_letter(number)}: {text}" if len(self.found.places) > 1 else text

    def _value(self, place: Place, axis: int) -> str:
        grid = (self.found.x, self.found.y)[axis]
        value = float(place.weights[self.found.varied[axis]])
        return number_text(0.0 if abs(value) < _ZERO * float(np.ptp(grid)) else value)

    def fate(self, x: float, y: float) -> str:
        """What becomes of the start nearest to this one."""
        found = self.found
        column = int(np.argmin(np.abs(found.x - x)))
        row = int(np.argmin(np.abs(found.y - y))) if len(found.y) > 1 else 0
        steps, reached = Count(found.steps[row, column]), int(found.reached[row, column])
        if reached == DIVERGED:
            return tr("diverges after {steps:step|steps}").format(steps=steps)
        if reached == MOVING:
            error = number_text(float(found.errors[row, column]))
            return tr("still moving after {steps:step|steps}, E = {error}").format(steps=steps, error=error)
        if reached == ELSEWHERE:
            return tr("level ground after {steps:step|steps}").format(steps=steps)
        return tr("{steps:step|steps} to {place}").format(steps=steps, place=self.place(reached))

    def summary(self) -> str:
        """What becomes of all of them."""
        reached = self.found.reached
        converged = np.count_nonzero((reached >= 0) | (reached == ELSEWHERE))
        clauses = [
            tr("{part} of {count} starts converge").format(part=converged, count=reached.size),
            tr("{part} diverge").format(part=np.count_nonzero(reached == DIVERGED)),
        ]
        if (reached >= 0).any():
            low, high = step_range(self.found)
            clauses.append(tr("in {low} to {high} steps").format(low=low, high=high))
        clauses += [self.place(i) for i in range(min(len(self.found.places), _MOST_PLACES_TOLD))]
        return tr(", ").join(clauses)

    def entries(self, look: Look, by_place: bool) -> list[Entry]:
        """The meanings of the colours that are on the map."""
        found, entries = self.found, []
        if by_place:
            told = range(min(len(found.places), _MOST_PLACES_TOLD))
            entries = [Entry((place_color(look, i),), self.place(i)) for i in told]
            if len(found.places) > len(told):
                more = tr("… {count} more").format(count=len(found.places) - len(told))
                entries.append(Entry((), more))
        elif (found.reached >= 0).any():
            shades = tuple(steps_color(look, i / (_SHADES - 1)) for i in range(_SHADES))
            low, high = step_range(found)
            entries = [Entry(shades, str(low), tr("{high} steps").format(high=high))]
        if (found.reached == MOVING).any():
            least, most = map(number_text, moving_range(found))
            text = tr("still moving, E = {error}").format(error=least)
            if moving_alike(found):
                entries.append(Entry((moving_color(look, 0.0),), text))
            else:
                shades = tuple(moving_color(look, i / (_SHADES - 1)) for i in range(_SHADES))
                entries.append(Entry(shades, text, most))
        others = (
            (DIVERGED, diverged_color(look), tr("diverges")),
            (ELSEWHERE, look.color(alpha=0.0), tr("ends on level ground")),
        )
        return entries + [
            Entry((color,), text) for outcome, color, text in others if (found.reached == outcome).any()
        ]
