"""The error curve: E over the chosen weight, the present weight as a ball on it, both arrows, the trail."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsLineItem, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.engine.landscape import Slice
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.views.shared.arrow_keys import arrow_key
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.curve_labels import CurvePoint
from gdsim.views.shared.curve_marks import CurveMarks
from gdsim.views.shared.curve_range import CurveRange
from gdsim.views.shared.curve_source import CurveSource
from gdsim.views.shared.labels import NOTHING, LabelLayer, points_along
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import GripPlot
from gdsim.views.shared.plot_view import BallView
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.symbols import math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

# Pixels of the drawing.
_REACH = 8.0

# Drawn no further out than this many heights of the plot: painters fail at astronomic numbers.
_FARTHEST = 1e4


class ErrorCurve(BallView):
    """E along ``session.selected_weight``, the other weights held at the present ones.

    The ball is dragged by the mouse or moved by the left and right keys; both begin a new descent.
    """

    object_name = "error_curve"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = GripPlot(look, self, self.is_grip)
        self.plot.setObjectName("error_curve_plot")
        self.setFocusProxy(self.plot)
        self._curve = pg.PlotCurveItem(connect="finite")
        self.plot.addItem(self._curve)
        self.plot.view_box.disableAutoRange()
        self.trail = Trail(self.plot)
        self.marks = CurveMarks(self.plot)
        self._cross = QGraphicsLineItem(self.plot.view_box)
        self._cross.setZValue(9.0)
        self._readout = LabelLayer(self.plot.view_box, look, depth=60.0)
        self._source = CurveSource(session.background, self)
        self._slice: Slice | None = None
        self._line = NOTHING  # pixels along the curve
        self._range = CurveRange(session)
        self._fit_height = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self._connect()

    def _connect(self) -> None:
        self.watch_plot()
        self._source.arrived.connect(self._on_curve)
        self.session.stage_changed.connect(self._on_selected)
        self.session.withheld_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Error over the weight")

    def hint(self) -> str:
        """What can be done."""
        return tr("drag the ball · hover for values")

    # Drawing

    def refresh(self) -> None:
        """Draw everything."""
        self._look_around()
        self._ask_for_curve()

    def refresh_selection(self) -> None:
        """Another weight is another curve; a highlight only changes the marks."""
        if self._range.index != self.session.selected_weight:
            self.refresh()
        else:
            self._draw()

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        self.plot.restyle()
        cross = self.look.pen(width=0.35)
        cross.setColor(self.look.soft())
        self._cross.setPen(cross)

    def point(self) -> CurvePoint:
        """The present position in numbers."""
        session = self.session
        index, left_out = session.selected_weight, session.left_out
        return CurvePoint(
            name=session.scenario.objective.weight_names[index],
            weight=float(session.weights[index]),
            error=session.error,
            slope=float(session.gradient[index]),
            update=None if "update" in left_out else self._update_of(index),
            step_number=session.step_number,
            minima=() if "minimum" in left_out else self._range.minima,
            is_valley=self._range.is_valley,
            error_name=self._error_name(),
            shows_slope="gradient" not in left_out,
        )

    def describe(self) -> str:
        """The numbers in a sentence."""
        point = self.point()
        clauses = [
            tr("Weight {name} {value}").format(name=plain_name(point.name), value=number_text(point.weight)),
            tr("error {value}").format(value=number_text(point.error)),
        ]
        if point.shows_slope:
            clauses.append(tr("slope {value}").format(value=number_text(point.slope)))
        if point.update is not None:
            clauses.append(_step_clause(point.update))
        elif self.session.derived.refusal is not None:
            clauses.append(say(self.session.derived.refusal))
        if point.minima:
            clauses.append(tr("minimum at {value}").format(value=number_text(point.minima[0][0])))
        return tr(", ").join(clauses)

    def _draw(self) -> None:
        """Everything but the range: curve, trail, marks, labels, read-out."""
        if self._slice is None:
            return
        session, plot = self.session, self.plot
        pen = self.look.pen(Quantity.ERROR, 1.6 if session.highlight == Quantity.ERROR else 1.0)
        self._curve.setPen(pen)
        self._curve.setData(self._slice.positions, self._drawable(self._slice.errors))
        history, index = session.descent.history, session.selected_weight
        self.trail.show(history, index, None)
        curve = np.column_stack([self._slice.positions, self._drawable(self._slice.errors)])
        self._line = points_along(plot.pixels(curve), plot.area)
        slopes = history.gradients[:, index]
        self.marks.draw(self.point(), self.trail, slopes, self._line, session.highlight)
        self._show_pointer()

    def _drawable(self, errors: Array) -> Array:
        bottom, top = self.plot.view_box.viewRange()[1]
        far = _FARTHEST * (top - bottom)
        return np.clip(errors, bottom - far, top + far)

    def _on_curve(self, found: Slice) -> None:
        self._slice = found
        self._look_up_and_down()
        self._draw()

    def _on_view_changed(self) -> None:
        if self.isVisible() and self._slice is not None and not self._is_ranging:
            self._ask_for_curve()

    def _ask_for_curve(self) -> None:
        low, high = self.plot.view_box.viewRange()[0]
        session = self.session
        self._source.request(session.scenario.objective, session.weights, session.selected_weight, low, high)

    # What the numbers are

    def _update_of(self, index: int) -> float | None:
        step = self.session.derived.worked_step
        if step is None or self.session.outcome == "diverged" or not math.isfinite(step.update[index]):
            return None
        return float(step.update[index])

    def _error_name(self) -> str:
        neuron = self.session.scenario.neuron
        return tr("height of the surface") if neuron is None else tr(neuron.error_measure.label)

    # What is in sight

    def show_whole(self) -> None:
        """Back to the range that shows bowl, ball, trail and minimum."""
        self._range.forget()
        self.refresh()

    def _look_around(self) -> None:
        """Choose the range of the weight, where what is shown is no longer good enough."""
        is_new = self._range.follow()
        if is_new:
            self._by_hand = False
        if self._by_hand or self.plot.is_holding:
            return
        wanted = self._range.wanted_weights()
        if is_new or wanted != self._shown(0):
            self._fit_height = True
            self._set_range(xRange=wanted)

    def _look_up_and_down(self) -> None:
        """Choose the range of E for the curve that has arrived."""
        if self._by_hand or self.plot.is_holding or self._slice is None:
            return
        wanted = self._range.wanted_errors(self._slice.errors)
        needed = [self.session.error, float(np.nanmin(self._slice.errors, initial=math.inf))]
        if self._fit_height or not may_stay(self._shown(1), wanted, needed):
            self._fit_height = False
            self._set_range(yRange=wanted)

    def _shown(self, axis: int) -> Range:
        low, high = self.plot.view_box.viewRange()[axis]
        return low, high

    def _set_range(self, **ranges: Range) -> None:
        self._is_ranging = True
        self.plot.setRange(**ranges, padding=0)
        self._is_ranging = False

    # Pointing

    def _on_hovered(self, position: QPointF | None) -> None:
        self._pointer = position
        self._mover.refusal = ""
        quantity = None
        if position is not None:
            pixel = self.plot.pixel(position.x(), position.y())
            quantity = self.marks.quantity_at(pixel) or (Quantity.ERROR if self._is_on_curve(pixel) else None)
            hand = quantity is Quantity.WEIGHT
            self.plot.viewport().setCursor(
                Qt.CursorShape.SizeHorCursor if hand else Qt.CursorShape.ArrowCursor
            )
        self.session.set_highlight(quantity)
        self._show_pointer()

    def _is_on_curve(self, pixel: QPointF) -> bool:
        distance = np.hypot(*(self._line - [pixel.x(), pixel.y()]).T)
        return bool(distance.min(initial=math.inf) <= self.look.px(_REACH))

    def _show_pointer(self) -> None:
        """The cross-line and what is read there."""
        area = self.plot.area
        if self._pointer is None or self._slice is None:
            self._cross.setVisible(False)
            refusal = self._mover.refusal
            self._readout.show([self._framed(refusal, area.center())] if refusal else [])
            return
        pixel = self.plot.pixel(self._pointer.x(), self._pointer.y())
        self._cross.setLine(pixel.x(), area.top(), pixel.x(), area.bottom())
        self._cross.setVisible(not self.plot.is_holding)
        html, names = self._mover.refusal or self._reading(pixel), self.marks.labels.boxes
        self._show_reading(html, pixel, names, [self.marks.ball.box])

    def _reading(self, pixel: QPointF) -> str:
        """Weight and E here; on the trail those of the step."""
        session, look = self.session, self.look
        index = session.selected_weight
        step = self.trail.step_near(pixel, look.px(_REACH))
        head = ""
        if self.marks.ball.is_inside and self.marks.ball.is_near(pixel, look.px(_REACH)):
            step = session.step_number
        if step is not None:
            history = session.descent.history
            weight, error = float(history.weights[step, index]), float(history.errors[step])
            head = tr("step {step}").format(step=step) + ": "
            if history.stale[step]:
                head = tr("step {step}, before the edit").format(step=step) + ": "
        else:
            assert self._pointer is not None
            weight = self._pointer.x()
            error = self._error_at(weight)
        name = session.scenario.objective.weight_names[index]
        return (
            head
            + f"{name_html(name, look, Quantity.WEIGHT)} = {value_html(number_text(weight), look, Quantity.WEIGHT)}, "
            + f"{math_html('E', look, Quantity.ERROR)} = {value_html(number_text(error), look, Quantity.ERROR)}"
        )

    def _error_at(self, weight: float) -> float:
        """E of the curve at a weight: exactly on few records, else read off the curve drawn."""
        objective = self.session.scenario.objective
        if objective.batch_size_limit() > 10_000:
            assert self._slice is not None
            return float(np.interp(weight, self._slice.positions, self._slice.errors))
        weights = np.array(self.session.weights)
        weights[self.session.selected_weight] = weight
        return objective.error(weights)

    # Moving the ball

    @property
    def ball(self) -> Ball:
        """The present weight."""
        return self.marks.ball

    def _on_dragged(self, position: QPointF) -> None:
        low, high = self._shown(0)
        self._pointer = position
        self._set_weight(min(max(position.x(), low), high))

    def _set_weight(self, value: float) -> None:
        index = self.session.selected_weight
        self._mover.move({index: value}, {index: self.plot.pixel_size()[0]})
        if self._mover.refusal:
            self._show_pointer()

    def _turn(self, presses: int) -> None:
        self._mover.turn(self.session.selected_weight, presses, self._shown(0))
        if self._mover.refusal:
            self._show_pointer()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the ball."""
        move = arrow_key(event, axes=1)
        if move is None:
            super().keyPressEvent(event)
        else:
            self._turn(move[1])


def _step_clause(update: float) -> str:
    value = number_text(update, signed=True)
    if update == 0.0:
        return tr("next step 0")
    if update > 0:
        return tr("next step {value} to the right").format(value=value)
    return tr("next step {value} to the left").format(value=value)
