"""The trails of several descents on one landscape: a map over two weights, a curve over one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QWidget

from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.landscape import Grid, Slice, error_range
from gdsim.session import Session
from gdsim.views.shared.curve_source import CurveSource
from gdsim.views.shared.labels import Label, LabelLayer, Side, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.map_image import MapImage
from gdsim.views.shared.map_source import MapSource
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.series_item import Series, SeriesItem
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.start_range import StartRange
from gdsim.views.shared.symbols import math_html, name_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import steps_to_show

# Of the two plots beside each other: fewer numbers than on a wide one.
_TICKS = 1.0
_REACH = 10.0
# Drawn no further out than this many widths of the plot: painters fail at astronomic numbers.
_FARTHEST = 1e3


class CompareLandscape(Plot):
    """Drawn for the session's pair of weights, or its one weight; the others are held as they are now.

    Signals:
        pointed: the place of the descent under the pointer, or None.
        chosen: the place of the descent that was clicked.
    """

    pointed = Signal(object)
    chosen = Signal(int)

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setObjectName("compare_landscape")
        self._session = session
        self.view_box.disableAutoRange()
        self._image = MapImage(self)
        self._curve = pg.PlotCurveItem(connect="finite")
        self.view_box.addItem(self._curve, ignoreBounds=True)
        self._minima = pg.ScatterPlotItem(symbol="+")
        self.view_box.addItem(self._minima, ignoreBounds=True)
        self.series = SeriesItem(self, 0.7)
        self._labels = LabelLayer(self.view_box, look)
        self._maps, self._curves = MapSource(session.background, self), CurveSource(session.background, self)
        self._maps.arrived.connect(self._on_map)
        self._curves.arrived.connect(self._on_curve)
        self._place = StartRange(session)
        # As drawn last:
        self._varied: tuple[int, ...] = (0,)
        self._weight_names: tuple[str, ...] = ()
        self._descents: Sequence[Descent] = ()
        self._chosen: int | None = None
        self._by_hand = self._is_ranging = False
        self.moved_by_hand.connect(self._on_moved_by_hand)
        self.whole_wanted.connect(self.show_whole)
        self.hovered.connect(self._on_hovered)
        self.clicked.connect(self._on_clicked)
        self.view_box.sigRangeChanged.connect(self._on_view_changed)
        self.view_box.sigResized.connect(self._on_view_changed)

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        super().restyle()
        self.plot_item.getAxis("bottom").setTickDensity(_TICKS)
        if not hasattr(self, "series"):
            return  # called by the base before there is anything of this
        self._image.restyle()
        self._curve.setPen(self.look.pen(Quantity.ERROR))
        self.series.restyle()
        self._minima.setPen(self.look.pen(width=0.8))
        self._minima.setSize(self.look.px(11.0))

    def draw(self) -> None:
        """Landscape, minima, names; the trails come by ``draw_trails``."""
        self._varied = self._session.selected_pair or (self._session.selected_weight,)
        self._weight_names = self._session.scenario.objective.weight_names
        self._descents = ()
        if self._place.follow(self._varied):
            self._by_hand = False
        if not self._by_hand:
            ranges = dict(zip(("xRange", "yRange"), self._place.ranges, strict=False))
            self._set_range(**ranges)
        self._ask()
        self._draw_minima()
        self._draw_names()

    def draw_trails(self, descents: Sequence[Descent], chosen: int | None) -> None:
        """The trail of each, a marker where it is."""
        if len(descents[0].weights) > 2:
            self._ask()  # the weights that are held have moved
        self._descents, self._chosen = descents, chosen
        steps = {k: np.append(steps_to_show(k), k) for k in {descent.step_number for descent in descents}}
        lines = [self._trail(descent, steps[descent.step_number]) for descent in descents]
        self.series.show_series([Series(line, line[-1:]) for line in lines], chosen)

    def _trail(self, descent: Descent, steps: NDArray[np.intp]) -> Array:
        history = descent.history
        steps = steps[~history.stale[steps]]
        right, *up = self._varied
        heights = history.weights[steps, up[0]] if up else history.errors[steps]
        points = np.column_stack([history.weights[steps, right], heights])
        (left, right_end), (bottom, top) = self.view_box.viewRange()
        far = _FARTHEST * np.array([right_end - left, top - bottom])
        middle = np.array([0.5 * (left + right_end), 0.5 * (bottom + top)])
        return np.clip(points, middle - far, middle + far)

    def _draw_minima(self) -> None:
        minimum, varied = self._session.derived.minimum, self._varied
        points: list[tuple[float, float]] = []
        if minimum is not None:
            for weights in (minimum.weights, *minimum.others):
                up = weights[varied[1]] if len(varied) > 1 else minimum.error
                points.append((float(weights[varied[0]]), float(up)))
        self._minima.setData(x=[x for x, _ in points], y=[y for _, y in points])

    def _draw_names(self) -> None:
        names, look, varied = self._session.scenario.objective.weight_names, self.look, self._varied
        up = math_html("E", look, Quantity.ERROR)
        if len(varied) > 1:
            up = name_html(names[varied[1]], look, Quantity.WEIGHT)
        right = name_html(names[varied[0]], look, Quantity.WEIGHT)
        labels = [
            Label("right", right, around(self.area.bottomRight(), Side.ABOVE_LEFT), 3.0, False, pixels=14.0),
            Label("up", up, around(self.area.topLeft(), Side.BELOW_RIGHT), 3.0, False, pixels=14.0),
        ]
        self._labels.show(labels)

    # The landscape

    def _ask(self) -> None:
        session, varied = self._session, self._varied
        x_range, y_range = (self._range(axis) for axis in (0, 1))
        objective = session.scenario.objective
        if len(varied) > 1:
            self._maps.request(objective, session.weights, (varied[0], varied[1]), x_range, y_range)
        else:
            self._curves.request(objective, session.weights, varied[0], *x_range)

    def _on_map(self, found: Grid) -> None:
        if len(self._varied) < 2:
            return  # asked for before the number of weights changed
        self._curve.setData([], [])
        self._image.set_visible(True)
        if found is not self._image.grid:
            minimum = self._session.derived.minimum
            whole = len(self._session.weights) == 2
            self._image.show(found, minimum.error if minimum is not None and whole else None)

    def _on_curve(self, found: Slice) -> None:
        if len(self._varied) > 1:
            return  # asked for before the number of weights changed
        wanted = error_range(found.errors, self._session.descent.history.errors[:1])
        if not self._by_hand and not may_stay(self._range(1), wanted):
            self._set_range(yRange=wanted)
        self._image.set_visible(False)
        bottom, top = self._range(1)
        self._curve.setData(
            np.array(found.positions), np.clip(found.errors, bottom, top + 10.0 * (top - bottom))
        )

    # What is in sight

    def show_whole(self) -> None:
        """Bowl, start and minimum."""
        self._place.forget()
        self.draw()

    def _set_range(self, **ranges: Range) -> None:
        self._is_ranging = True
        self.setRange(**ranges, padding=0)
        self._is_ranging = False

    def _range(self, axis: int) -> Range:
        low, high = self.view_box.viewRange()[axis]
        return low, high

    def _on_view_changed(self) -> None:
        is_drawn = self._weight_names == self._session.scenario.objective.weight_names
        if self.isVisible() and not self._is_ranging and is_drawn:
            self._ask()
            self._draw_names()
            if self._descents:
                self.draw_trails(self._descents, self._chosen)

    def _on_moved_by_hand(self) -> None:
        self._by_hand = True

    # Pointing

    def _on_hovered(self, position: QPointF | None) -> None:
        self.pointed.emit(None if position is None else self._at(position))

    def _on_clicked(self, position: QPointF) -> None:
        place = self._at(position)
        if place is not None:
            self.chosen.emit(place)

    def _at(self, position: QPointF) -> int | None:
        return self.series.place_near(self.pixel(position.x(), position.y()), self.look.px(_REACH))
