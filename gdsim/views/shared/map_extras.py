"""What a map shows on request: the local quadratic picture, Newton's jump, curvature's directions, the rule's state."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from gdsim.engine.array import Array, frozen
from gdsim.engine.landscape import Grid
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.arrows import Arrow, fit_arrow
from gdsim.views.shared.ball_labels import sides_towards
from gdsim.views.shared.contours import contour_lines, joined
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, NOTHING, Label, Side, around, points_along
from gdsim.views.shared.map_labels import pair_text
from gdsim.views.shared.pair import PairPoint, newton_jump
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.symbols import math_html
from gdsim.views.shared.theme import Quantity

QUADRATIC, NEWTON, DIRECTIONS, CARRIED = "quadratic", "newton", "directions", "carried"

_SIDE = 65  # points of the predicted bowl along each axis
_DIAMOND = 6.0
_SHORTEST, _SHAFT = 24.0, 1.6  # of the state's arrow
_AXIS = 92.0  # pixels from the ball to each end of a direction


class MapExtras:
    """Draws on a plot what is asked for of QUADRATIC, NEWTON, DIRECTIONS and CARRIED.

    Attributes:
        shown: which of them.
        labels: what belongs to them.
        avoid: (n, 2), pixels that labels rather do not cover.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.shown: set[str] = set()
        self.labels: list[Label] = []
        self.avoid: Array = NOTHING
        self.bowl = pg.PlotCurveItem(connect="finite")
        plot.view_box.addItem(self.bowl, ignoreBounds=True)
        self._axes, self._jump = QGraphicsPathItem(plot.view_box), QGraphicsPathItem(plot.view_box)
        self.carried = Arrow(plot.view_box, hollow=True)
        self.carried.setZValue(12.0)
        self._axes.setZValue(9.0)
        self._jump.setZValue(9.5)

    def draw(self, point: PairPoint, levels: Array) -> None:
        """Draw them anew.

        Args:
            point: the present position.
            levels: of the landscape's contour lines; the predicted bowl has the same.
        """
        self.labels, self.avoid = [], NOTHING
        self._style()
        self._draw_bowl(point, levels)
        self._draw_axes(point)
        self._draw_jump(point)
        self._draw_carried(point)

    def _style(self) -> None:
        look = self._plot.look
        dashed = look.pen(width=0.7)
        dashed.setDashPattern([5.0, 4.0])
        self.bowl.setPen(dashed)
        self._axes.setPen(look.pen(width=0.7))
        dotted = look.pen(width=0.9)
        dotted.setDashPattern([1.5, 2.5])
        self._jump.setPen(dotted)

    # The bowl that gradient and curvature predict

    def _draw_bowl(self, point: PairPoint, levels: Array) -> None:
        shown = QUADRATIC in self.shown and point.shows_slope
        self.bowl.setVisible(shown)
        if not shown:
            return
        bowl = self._bowl(point)
        line = joined(contour_lines(bowl, levels))
        self.bowl.setData(line[:, 0].copy(), line[:, 1].copy())
        text = tr("dashed: the bowl that gradient and curvature here predict")
        if self._plot.area.width() < self._plot.look.px(420.0):
            text = tr("dashed: predicted bowl")
        place = QPointF(self._plot.area.center().x(), self._plot.area.top())
        label = Label("quadratic", text, around(place, Side.BELOW), 3.0, pixels=NOTE_PIXELS)
        self.labels.append(label)

    def _bowl(self, point: PairPoint) -> Grid:
        (left, right), (bottom, top) = self._plot.view_box.viewRange()
        x, y = np.linspace(left, right, _SIDE), np.linspace(bottom, top, _SIDE)
        away = np.stack(np.meshgrid(x - point.weights[0], y - point.weights[1]), axis=-1)
        with np.errstate(all="ignore"):
            bend = ((away @ point.hessian()) * away).sum(axis=-1)
            errors = point.error + away @ point.gradient + 0.5 * bend
        return Grid(frozen(x), frozen(y), frozen(errors))

    # The directions in which the curvature is largest and smallest

    def _draw_axes(self, point: PairPoint) -> None:
        path = QPainterPath()
        if DIRECTIONS in self.shown and np.isfinite(hessian := point.hessian()).all():
            values, vectors = np.linalg.eigh(hessian)
            values[np.abs(values) <= 1e-12 * np.abs(values).max()] = 0.0
            for value, vector in zip(values, vectors.T, strict=True):
                self._add_axis(path, point, float(value), vector)
        self._axes.setPath(path)

    def _add_axis(self, path: QPainterPath, point: PairPoint, value: float, vector: Array) -> None:
        across, up = self._plot.pixel_size()
        along = QPointF(vector[0] / across, -vector[1] / up)
        along *= self._plot.look.px(_AXIS) / math.hypot(along.x(), along.y())
        here = self._plot.pixel(*point.weights)
        path.moveTo(here - along)
        path.lineTo(here + along)
        ends = np.array([[p.x(), p.y()] for p in (here - along, here + along)])
        self.avoid = np.concatenate([self.avoid, points_along(ends, self._plot.area)])
        anchors = tuple((here + end, side) for end in (along, -along) for side in sides_towards(end)[:3])
        tip = tr("A direction of the curvature: steps along it keep {eta} from 2/λ on from settling.")
        self.labels.append(
            Label(
                f"direction {len(self.labels)}",
                self._axis_text(value),
                anchors,
                self._plot.look.px(4.0),
                tooltip=tip.format(eta="η"),
                pixels=NOTE_PIXELS,
            )
        )

    def _axis_text(self, value: float) -> str:
        look = self._plot.look
        head = math_html("λ", look) + f" = {number_text(value)}"
        if value > 0.0:
            rate = math_html("η", look, Quantity.RATE)
            return (
                head + ": " + tr("stable below {limit}").format(limit=f"{rate} = {number_text(2.0 / value)}")
            )
        return head + ": " + (tr("flat") if value == 0.0 else tr("bends down"))

    # Newton's jump

    def _draw_jump(self, point: PairPoint) -> None:
        path = QPainterPath()
        if NEWTON in self.shown and point.shows_slope:
            jump = newton_jump(point)
            area = self._plot.area
            place = None if jump is None else self._plot.pixel(*jump)
            if place is not None and area.contains(place):
                self._add_jump(path, self._plot.pixel(*point.weights), place)
                anchors = around(place, *ALL_SIDES)
            else:
                anchors = around(QPointF(area.left(), area.top()), Side.BELOW_RIGHT)
            self.labels.append(
                Label(
                    "newton",
                    self._jump_text(point, jump),
                    anchors,
                    self._plot.look.px(9.0),
                    pixels=NOTE_PIXELS,
                )
            )
        self._jump.setPath(path)

    def _add_jump(self, path: QPainterPath, here: QPointF, place: QPointF) -> None:
        path.moveTo(here)
        path.lineTo(place)
        half = self._plot.look.px(_DIAMOND)
        corners = [(half, 0.0), (0.0, half), (-half, 0.0), (0.0, -half), (half, 0.0)]
        path.moveTo(place + QPointF(*corners[0]))
        for corner in corners[1:]:
            path.lineTo(place + QPointF(*corner))
        ends = np.array([[here.x(), here.y()], [place.x(), place.y()]])
        self.avoid = np.concatenate([self.avoid, points_along(ends, QRectF(self._plot.area))])

    def _jump_text(self, point: PairPoint, jump: Array | None) -> str:
        if jump is None:
            return tr("no Newton jump: the curvature is 0 in one direction")
        curvatures = np.linalg.eigvalsh(point.hessian())
        text = tr("Newton's jump {place}").format(place=pair_text(jump))
        if curvatures[0] >= 0.0:
            return text
        return text + ": " + (tr("a hilltop") if curvatures[1] < 0.0 else tr("a saddle"))

    # What the rule's state makes of the step alone

    def _draw_carried(self, point: PairPoint) -> None:
        look, area, here = self._plot.look, self._plot.area, self._plot.pixel(*point.weights)
        span = None
        if CARRIED in self.shown and point.carried is not None and area.contains(here):
            across, up = self._plot.pixel_size()
            offset = QPointF(float(point.carried[0]) / across, -float(point.carried[1]) / up)
            span = fit_arrow(here, offset, area, look.px(_SHORTEST))
        self.carried.set_look(look.color(Quantity.UPDATE), QColor(look.theme.ground), look.px(_SHAFT))
        self.carried.show_span(span)
        if span is not None and point.carried is not None:
            ends = np.array([[p.x(), p.y()] for p in (span.start, span.tip)])
            self.avoid = np.concatenate([self.avoid, points_along(ends, QRectF(area))])
            text = tr("carried on {change}").format(change=pair_text(point.carried, signed=True))
            tip = tr(
                "What the rule remembers of earlier slopes makes this of the step: Δw if the slope were 0."
            )
            anchors = tuple((span.tip, side) for side in sides_towards(span.tip - span.start))
            color = look.theme.color(Quantity.UPDATE)
            html = f'<span style="color:{color}">{text}</span>'
            self.labels.append(Label("carried", html, anchors, look.px(6.0), tooltip=tip, pixels=NOTE_PIXELS))
