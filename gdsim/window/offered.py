"""Which views suit the scenario: what is offered in the panels, and what comes to the front of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdsim.views.shared.view import View
    from gdsim.window.main_window import MainWindow

# By the number of weights, the most telling one first; more weights are as three.
_LANDSCAPES = {
    1: ("error_curve",),
    2: ("error_map", "error_surface", "error_slices", "error_curve"),
    3: ("error_slices", "error_map", "error_surface", "error_curve"),
}


class Offered:
    """Follows the scenario of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._landscapes: tuple[View, ...] = ()
        self._has_data = True

    def follow(self) -> None:
        """Another number of weights brings the most telling landscape to the front, and no data the history."""
        panels, scenario = self._window.panels, self._window.session.scenario
        names = _LANDSCAPES[min(scenario.weight_count, max(_LANDSCAPES))]
        views = tuple(view for view in map(panels.landscape.view, names) if view is not None)
        if views != self._landscapes:
            self._landscapes = views
            self.show()
            panels.landscape.show_view(views[0])
        has_data = scenario.neuron is not None
        if has_data != self._has_data:
            self._has_data = has_data
            panels.data.show_view(panels.data.views[0 if has_data else -1])
            panels.data.offer(panels.data.views)

    def show(self) -> None:
        """Offer the landscapes that suit, and the study that was asked for."""
        self._window.panels.landscape.offer((*self._landscapes, *self._window.studies.asked))
