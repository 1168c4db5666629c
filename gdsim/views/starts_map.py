"""The map of starts: how many steps a descent takes from each, or where it ends. A click takes that start."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.engine.starts_map import StartsMap as Found
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.arrow_keys import arrow_key
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Label, LabelLayer, Side, around
from gdsim.views.shared.legend import Legend
from gdsim.views.shared.look import Look
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.plot_view import PlotView
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.start_range import StartRange
from gdsim.views.shared.starts_ground import StartsGround
from gdsim.views.shared.starts_image import (
    StartsPicture,
    borders,
    place_colors,
    place_letter,
    step_colors,
)
from gdsim.views.shared.starts_source import StartsSource, WantedStarts
from gdsim.views.shared.starts_words import StartsWords
from gdsim.views.shared.steps_row import StepsRow
from gdsim.views.shared.symbols import math_html, name_html, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

_FIRST_LIMIT = 1000
_STEPS, _PLACES = 0, 1
# With more places than this they have letters alone, with more than that the first ones.
_MOST_LABELS, _MOST_LETTERS = 10, 120


class StartsMap(PlotView):
    """Over two weights a map, over one the curve of E on coloured ground; other weights begin as they do now."""

    object_name = "starts_map"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = Plot(look, self)
        self.plot.double_click_is_whole = False  # a click begins somewhere
        self.plot.setObjectName("starts_map_plot")
        self.plot.view_box.disableAutoRange()
        self.setFocusProxy(self.plot)
        self._picture = StartsPicture()
        self.plot.view_box.addItem(self._picture, ignoreBounds=True)
        self._ground = StartsGround(self.plot, session.background)
        self._trail = Trail(self.plot, line=True)
        self._ends = pg.ScatterPlotItem(symbol="d")
        self.plot.addItem(self._ends)
        self._ball = Ball(self.plot.view_box)
        self._labels = LabelLayer(self.plot.view_box, look)
        self._readout = LabelLayer(self.plot.view_box, look, depth=60.0)
        self._row = StepsRow(look, self, figures=5)
        self.field, self.coloring = self._row.field, self._row.choice
        self.field.setObjectName("starts_map_limit")
        self.coloring.setObjectName("starts_map_coloring")
        self.legend = Legend(look, self)
        self._source = StartsSource(session.background, self)
        self._mover = Mover(session, self)
        self._limit = _FIRST_LIMIT
        self._found: Found | None = None
        self._chosen = False
        self._place = StartRange(session)
        self._varied: tuple[int, ...] = (0,)  # as drawn last
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._row)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.legend)

    def _connect(self) -> None:
        self.watch_plot()
        self.plot.clicked.connect(self._on_clicked)
        self.plot.left.connect(self.end_key_run)
        self.coloring.activated.connect(self._on_coloring)
        self.field.entered.connect(self._on_limit)
        self._source.arrived.connect(self._on_found)
        self._ground.height_wanted.connect(self._on_height)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Map of starts")

    def hint(self) -> str:
        """What can be done."""
        return tr("click to begin there · hover for values")

    @property
    def _wanted_pair(self) -> tuple[int, ...]:
        return self.session.selected_pair or (self.session.selected_weight,)

    # Drawing

    def refresh(self) -> None:
        """Ask for what is in sight, and draw what is there."""
        self._varied = self._wanted_pair
        self.field.show_value(self._limit)
        self._look_around()
        self._ask()
        self._draw()

    def refresh_step(self) -> None:
        """Only trail and ball move; a run of keys ends."""
        self._mover.release()
        self._draw_marks()

    def refresh_selection(self) -> None:
        """Another pair is another map."""
        if self._varied != self._wanted_pair:
            self.refresh()

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        look = self.look
        self.plot.restyle()
        self._ground.restyle()
        self.legend.restyle()
        self._row.restyle()
        self._ends.setPen(look.pen(width=0.8))
        self._ends.setBrush(pg.mkBrush(look.theme.ground))

    def retranslate(self) -> None:
        """Words of the language."""
        self._row.set_words(
            tr("at most {steps} steps"), tr("Most steps"), tr("Steps after which a descent is given up.")
        )
        self._row.set_choices((tr("steps needed"), tr("where it ends")), tr("What the colours say"))

    def describe(self) -> str:
        """What becomes of the starts, in a sentence."""
        found = self._found
        if found is None:
            return tr("The map of starts is being worked out.")
        return StartsWords(found).summary()

    def _on_found(self, found: Found) -> None:
        names = self.session.scenario.objective.weight_names
        if self._outdated or (found.weight_names, found.varied) != (names, self._varied):
            return  # asked for before the weights were others
        self._found = found
        if not self._chosen:
            minima = sum(place.is_minimum for place in found.places)
            self.coloring.setCurrentIndex(_PLACES if minima > 1 else _STEPS)
        self._draw()
        self.setAccessibleDescription(self.describe())

    def _draw(self) -> None:
        found = self._found
        self._picture.setVisible(found is not None)
        if found is not None:
            by_place = self.coloring.currentIndex() == _PLACES
            colors = (place_colors if by_place else step_colors)(found, self.look)
            heights = (float(found.y[0]), float(found.y[-1]))
            if len(found.y) == 1:
                bottom, top = self._range(1)
                heights = (bottom - 10.0 * (top - bottom), top + 10.0 * (top - bottom))
            self._picture.show_colors(colors, found.x, heights)
            self._picture.show_borders(borders(found) if by_place else np.empty((0, 4)), self.look)
            self.legend.show_entries(StartsWords(found).entries(self.look, by_place))
        self._draw_marks()

    def _draw_marks(self) -> None:
        """Trail, ball, ends, labels."""
        session, varied = self.session, self._varied
        up = varied[1] if len(varied) > 1 else None
        self._trail.show(session.descent.history, varied[0], up)
        place = [session.weights[varied[0]], session.error if up is None else session.weights[up]]
        self._ball.set_look(self.look.color(Quantity.WEIGHT), self.look.color(), self.look.px(7.0))
        self._ball.show_at(self.plot.pixel(*place), self.plot.area)
        ends = self._end_points()
        self._ends.setSize(self.look.px(11.0 if len(ends) <= _MOST_LABELS else 6.0))
        self._ends.setData(x=ends[:, 0], y=ends[:, 1])
        self._draw_labels(ends)
        self._show_pointer()

    def _end_points(self) -> np.ndarray:
        """(n, 2), where the places are drawn."""
        places = [] if self._found is None else self._found.places
        varied = self._varied
        points = [
            (place.weights[varied[0]], place.weights[varied[1]] if len(varied) > 1 else place.error)
            for place in places
        ]
        return np.reshape(np.array(points, dtype=np.float64), (-1, 2))

    def _draw_labels(self, ends: np.ndarray) -> None:
        look, area, varied = self.look, self.plot.area, self._varied
        names = self.session.scenario.objective.weight_names
        right = name_html(names[varied[0]], look, Quantity.WEIGHT)
        up = name_html(names[varied[1]], look, Quantity.WEIGHT) if len(varied) > 1 else None
        top = around(area.topLeft(), Side.BELOW_RIGHT)
        labels = [
            Label("right", right, around(area.bottomRight(), Side.ABOVE_LEFT), 3.0, False, pixels=14.0),
            Label("up", up or math_html("E", look, Quantity.ERROR), top, 3.0, False, pixels=14.0),
        ]
        few = len(ends) <= _MOST_LABELS
        for number, point in enumerate(ends[:_MOST_LETTERS]):
            sides = around(self.plot.pixel(*point), *ALL_SIDES)
            text = self._place_html(number, with_error=few)
            gap = look.px(8.0 if few else 3.0)
            labels.append(Label(f"end {number}", text, sides, gap, False, False, pixels=NOTE_PIXELS))
        self._labels.show(labels, [self._ball.box])

    def _place_html(self, number: int, with_error: bool) -> str:
        """Letter, where there are several; and E there, where there is room."""
        assert self._found is not None
        places = self._found.places
        letter = value_html(place_letter(number), self.look, None) if len(places) > 1 else ""
        if not with_error:
            return letter
        text = number_text(places[number].error, scale=float(self.session.descent.history.errors[0]))
        error = value_html(f" = {text}", self.look, Quantity.ERROR, bold=False)
        return f"{letter} {math_html('E', self.look, Quantity.ERROR)}{error}".strip()

    # What is in sight

    def show_whole(self) -> None:
        """Back to the range that shows the landscape and the start."""
        self._place.forget()
        self.refresh()

    def _look_around(self) -> None:
        """Choose the ranges, where what is shown is no longer good enough."""
        if self._place.follow(self._varied):
            self._by_hand, self._found = False, None
        if not self._by_hand:
            names = ("xRange", "yRange")
            self._set_range(**dict(zip(names, self._place.ranges, strict=False)))

    def _set_range(self, **ranges: Range) -> None:
        self._is_ranging = True
        self.plot.setRange(**ranges, padding=0)
        self._is_ranging = False

    def _range(self, axis: int) -> Range:
        low, high = self.plot.view_box.viewRange()[axis]
        return low, high

    def _ask(self) -> None:
        """Have what is in sight worked out."""
        session, varied = self.session, self._varied
        scenario, start = session.scenario, session.descent.start
        ranges = tuple(self._range(axis) for axis in range(len(varied)))
        rules = scenario.stop_rules
        self._ground.request(scenario.objective, start, varied, [session.descent.history.errors[0]])
        self._source.ask(
            WantedStarts(
                *(scenario.objective, scenario.optimizer, start, varied, ranges, self._limit),
                rules.gradient_tolerance,
            )
        )

    def _on_height(self, wanted: Range) -> None:
        """Of one weight: E is the axis upwards."""
        if not self._by_hand and not may_stay(self._range(1), wanted):
            self._set_range(yRange=wanted)

    def _on_view_changed(self) -> None:
        if self.isVisible() and not self._is_ranging and not self._outdated:
            self._ask()
            self._draw()

    def _on_coloring(self) -> None:
        self._chosen = True
        self._draw()

    def _on_limit(self, limit: int) -> None:
        self._limit = limit
        self.refresh()

    # Pointing and choosing

    def _on_hovered(self, position: QPointF | None) -> None:
        self._pointer = position
        self._mover.refusal = ""
        self.plot.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._show_pointer()

    def _show_pointer(self) -> None:
        """The start at the pointer, and what becomes of it."""
        refusal = self._mover.refusal
        if self._pointer is None:
            self._readout.show([self._framed(refusal, self.plot.area.center())] if refusal else [])
            return
        pixel = self.plot.pixel(self._pointer.x(), self._pointer.y())
        html = refusal or self._reading(self._pointer)
        self._show_reading(html, pixel, self._labels.boxes if len(self._end_points()) <= _MOST_LABELS else ())

    def _reading(self, position: QPointF) -> str:
        names, look = self.session.scenario.objective.weight_names, self.look
        values = (position.x(), position.y())
        weights = [
            f"{name_html(names[index], look, Quantity.WEIGHT)} = "
            f"{value_html(number_text(value), look, Quantity.WEIGHT)}"
            for index, value in zip(self._varied, values, strict=False)
        ]
        if self._found is None:
            return ", ".join(weights)
        return f"{', '.join(weights)}<br>{StartsWords(self._found).fate(*values)}"

    def _on_clicked(self, position: QPointF) -> None:
        self._mover.release()
        grains = dict(zip(self._varied, self.plot.pixel_size(), strict=False))
        values = dict(zip(self._varied, (position.x(), position.y()), strict=False))
        self._mover.move(values, grains)
        self._show_pointer()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the start."""
        move = arrow_key(event, axes=len(self._varied))
        if move is None:
            super().keyPressEvent(event)
        else:
            axis, presses = move
            self._mover.turn(self._varied[axis], presses, self._range(axis))

    def end_key_run(self) -> None:
        """The next key press is an undo entry of its own."""
        self._mover.release()
