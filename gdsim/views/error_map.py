"""The error map: E over two weights as colours and contour lines, the present weights as a ball on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.engine.landscape import Grid
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.arrow_keys import arrow_key
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import LabelLayer
from gdsim.views.shared.look import Look
from gdsim.views.shared.map_extras import MapExtras
from gdsim.views.shared.map_image import MapImage
from gdsim.views.shared.map_marks import MapMarks
from gdsim.views.shared.map_options import BATCH, EQUAL, MapOptions
from gdsim.views.shared.map_source import MapSource
from gdsim.views.shared.pair import PairPoint, describe_point, pair_point
from gdsim.views.shared.pair_range import PairRange, Ranges
from gdsim.views.shared.plot import GripPlot
from gdsim.views.shared.plot_view import BallView
from gdsim.views.shared.symbols import math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

# Pixels of the drawing.
_REACH = 8.0

_FEW_RECORDS = 10_000  # of so many E is computed anew wherever the pointer is; of more it is read off the map


class ErrorMap(BallView):
    """E over ``session.selected_pair``, the other weights held at the present ones.

    A click, a drag of the ball or an arrow key sets the two weights; each begins a new descent.
    """

    object_name = "error_map"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = GripPlot(look, self, self.is_grip)
        self.plot.double_click_is_whole = False  # a click sets the weights
        self.plot.setObjectName("error_map_plot")
        self.setFocusProxy(self.plot)
        self.plot.view_box.disableAutoRange()
        self.image = MapImage(self.plot)
        self.extras = MapExtras(self.plot)
        self.trail = Trail(self.plot, line=True)
        self.marks = MapMarks(self.plot)
        self.options = MapOptions(look, self)
        self._readout = LabelLayer(self.plot.view_box, look, depth=60.0)
        self._source = MapSource(session.background, self)
        self._range = PairRange(session)
        self._shown: Ranges | None = None
        self._point: PairPoint | None = None
        self._is_asking = self._next_batch = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.options)
        layout.addWidget(self.plot, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.watch_plot()
        self.plot.clicked.connect(self._on_clicked)
        self.options.pair_chosen.connect(self.session.select_pair)
        self.options.toggled.connect(self.show_option)
        self.options.whole_wanted.connect(self.show_whole)
        self._source.arrived.connect(self._on_map)
        self.session.stage_changed.connect(self._on_changed)
        self.session.withheld_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Map")

    def hint(self) -> str:
        """What can be done."""
        return tr("click or drag the ball · hover for values")

    # Drawing

    def refresh(self) -> None:
        """Draw everything."""
        pair = self.session.selected_pair
        if pair is None:
            self._point = None
            return
        names = self.session.scenario.objective.weight_names
        self.options.show_pair([plain_name(name) for name in names], pair)
        self._point = pair_point(self.session, pair, self._next_batch)
        self._look_around(self._point)
        self._ask_for_map()
        self._draw()

    def refresh_selection(self) -> None:
        """Another pair is another map; a highlight only changes the marks."""
        if self._point is not None and self._point.pair == self.session.selected_pair:
            self._draw()
        else:
            self.refresh()

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        self.plot.restyle()
        self.image.restyle()
        self.options.restyle()
        self.options.setVisible(not self.look.for_hall)

    def retranslate(self) -> None:
        """The options' words."""
        self.options.retranslate()

    def describe(self) -> str:
        """The numbers in a sentence."""
        if self._point is None:
            return tr("A map needs two weights.")
        return describe_point(self._point, self.session)

    def show_option(self, name: str, on: bool) -> None:
        """Draw one of OPTIONS, or not."""
        if name == EQUAL:
            self.plot.view_box.setAspectLocked(on, ratio=1.0)
            self.show_whole()
        elif name == BATCH:
            self._next_batch = on
        elif on:
            self.extras.shown.add(name)
        else:
            self.extras.shown.discard(name)
        self.refresh()

    def _draw(self) -> None:
        """Everything but range and landscape: trail, marks, labels, read-out."""
        point, image = self._point, self.image
        if point is None:
            return
        image.show_level_through(*point.weights)
        self.trail.show(self.session.descent.history, *point.pair)
        levels = np.empty(0) if image.heights is None else image.heights.levels
        self.extras.draw(point, levels)
        self.marks.draw(
            point, image, self.trail, self.session.highlight, self.extras.labels, self.extras.avoid
        )
        self._show_pointer()

    def _on_map(self, found: Grid) -> None:
        if found is not self.image.grid and self._point is not None:
            lowest = self._point.lowest
            self.image.show(found, None if lowest is None else lowest.error)
            if not self._is_asking:
                self._draw()

    def _ask_for_map(self) -> None:
        """Have what is in sight sampled; of quick ones the map arrives before this returns."""
        point = self._point
        if point is None:
            return
        x_range, y_range = (tuple(axis) for axis in self.plot.view_box.viewRange())
        self._is_asking = True
        self._source.request(point.objective, point.all_weights, point.pair, x_range, y_range)
        self._is_asking = False

    def _on_view_changed(self) -> None:
        if self.isVisible() and self._point is not None and not self._is_ranging:
            self._ask_for_map()
            self._draw()

    # What is in sight

    def show_whole(self) -> None:
        """Back to the range that shows bowl, ball, trail and minimum."""
        self._by_hand = False
        self._range.forget()
        self._shown = None
        self.refresh()

    def _look_around(self, point: PairPoint) -> None:
        """Choose the range, where what is shown is no longer good enough."""
        if self._range.is_other(point):
            self._by_hand = False
        elif self._by_hand or self.plot.is_holding:
            return
        ranges = self._range.follow(point)
        if ranges != self._shown:
            self._shown = ranges
            self._is_ranging = True
            self.plot.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)
            self._is_ranging = False

    def _on_moved_by_hand(self) -> None:
        self._by_hand, self._shown = True, None

    # Pointing

    def _on_hovered(self, position: QPointF | None) -> None:
        self._pointer = position
        self._mover.refusal = ""
        quantity = None
        if position is not None:
            quantity = self.marks.quantity_at(self.plot.pixel(position.x(), position.y()))
            hand = quantity is Quantity.WEIGHT
            self.plot.viewport().setCursor(
                Qt.CursorShape.OpenHandCursor if hand else Qt.CursorShape.CrossCursor
            )
        self.session.set_highlight(quantity)
        self._show_pointer()

    def _show_pointer(self) -> None:
        """What is read at the pointer."""
        refusal = self._mover.refusal
        if self._pointer is None or self._point is None:
            centre = self.plot.area.center()
            self._readout.show([self._framed(refusal, centre)] if refusal else [])
            return
        pixel = self.plot.pixel(self._pointer.x(), self._pointer.y())
        html, names = refusal or self._reading(pixel), self.marks.labels.boxes
        self._show_reading(html, pixel, names, [self.marks.ball.box])

    def _reading(self, pixel: QPointF) -> str:
        """The two weights and E here; on the trail those of the step."""
        point, history, look = self._point, self.session.descent.history, self.look
        assert point is not None
        assert self._pointer is not None
        step = self.trail.step_near(pixel, look.px(_REACH))
        if self.marks.ball.is_inside and self.marks.ball.is_near(pixel, look.px(_REACH)):
            step = point.step_number
        if step is None:
            weights = np.array([self._pointer.x(), self._pointer.y()])
            return self._values(weights, self._error_at(weights))
        head = tr("step {step}") if not history.stale[step] else tr("step {step}, before the edit")
        weights = history.weights[step][list(point.pair)]
        return head.format(step=step) + ": " + self._values(weights, float(history.errors[step]))

    def _values(self, weights: np.ndarray, error: float) -> str:
        assert self._point is not None
        look = self.look
        parts = [
            f"{name_html(name, look, Quantity.WEIGHT)} = {value_html(number_text(float(value)), look, Quantity.WEIGHT)}"
            for name, value in zip(self._point.names, weights, strict=True)
        ]
        height = value_html(number_text(error), look, Quantity.ERROR)
        return ", ".join([*parts, f"{math_html('E', look, Quantity.ERROR)} = {height}"])

    def _error_at(self, weights: np.ndarray) -> float:
        """E of the landscape shown: exactly on few records, else read off the map."""
        assert self._point is not None
        objective = self._point.objective
        if objective.batch_size_limit() > _FEW_RECORDS:
            return self.image.error_at(*weights)
        return objective.error(self._point.moved(weights))

    # Moving the ball

    @property
    def ball(self) -> Ball:
        """The present weights."""
        return self.marks.ball

    def _on_dragged(self, position: QPointF) -> None:
        (left, right), (bottom, top) = self.plot.view_box.viewRange()
        self._pointer = position
        inside = QPointF(min(max(position.x(), left), right), min(max(position.y(), bottom), top))
        self._set_weights(inside)

    def _on_clicked(self, position: QPointF) -> None:
        (left, right), (bottom, top) = self.plot.view_box.viewRange()
        if left <= position.x() <= right and bottom <= position.y() <= top:
            self._mover.release()
            self._set_weights(position)

    def _set_weights(self, position: QPointF) -> None:
        pair = self.session.selected_pair
        if pair is None:
            return
        grains = dict(zip(pair, self.plot.pixel_size(), strict=True))
        self._mover.move({pair[0]: position.x(), pair[1]: position.y()}, grains)
        if self._mover.refusal:
            self._show_pointer()

    def _turn(self, axis: int, presses: int) -> None:
        pair = self.session.selected_pair
        if pair is not None:
            low, high = self.plot.view_box.viewRange()[axis]
            self._mover.turn(pair[axis], presses, (low, high))
            if self._mover.refusal:
                self._show_pointer()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the ball."""
        move = arrow_key(event)
        if move is None:
            super().keyPressEvent(event)
        else:
            self._turn(*move)
