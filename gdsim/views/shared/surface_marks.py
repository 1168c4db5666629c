"""What is drawn on a surface in space: ball, trail, minimum, both arrows in the plane below, axes and labels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from gdsim.engine.array import Array
from gdsim.engine.history import History
from gdsim.scenario.words import tr
from gdsim.views.shared.arrows import Span, fit_arrow
from gdsim.views.shared.ball_labels import sides_towards
from gdsim.views.shared.ball_marks import BallMarks
from gdsim.views.shared.labels import (
    ALL_SIDES,
    NOTE_PIXELS,
    NOTHING,
    Label,
    Side,
    around,
    points_along,
)
from gdsim.views.shared.look import Look
from gdsim.views.shared.map_labels import MapLabels
from gdsim.views.shared.pair import PairPoint
from gdsim.views.shared.plot import round_text
from gdsim.views.shared.surface_painter import FLOOR, Box, Camera, ticks
from gdsim.views.shared.symbols import math_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import numbered_steps, steps_to_show

# Lengths in pixels of the drawing.
_POINT = 3.5
_CROSS = 5.0
_SHORTEST_STEP = 16.0
_GRADIENT = 0.55  # length of the gradient's arrow, half the plane's side being 1
_MANY = 40
_STEEP = 0.25  # seen from so far above, E has no axis
_SYMBOL_PIXELS = 14.0


class SurfaceMarks(BallMarks):
    """Draws a PairPoint into a Box. Coordinates are pixels of the parent."""

    def __init__(self, parent: QGraphicsItem, look: Look) -> None:
        super().__init__(parent, look)
        self._parent = parent
        self._lines = [QGraphicsPathItem(parent) for _ in range(4)]
        self._axes, self._drop, self._trail, self._crosses = self._lines
        self._points = _Points(parent)
        self._stack(*self._lines, self._points)

    def draw(
        self, point: PairPoint, history: History, box: Box, camera: Camera, highlight: str | None
    ) -> None:
        """Draw everything anew."""
        self._style(highlight)
        texts = MapLabels(point, self._look, QRectF(self._parent.boundingRect()))
        axis_labels = self._draw_axes(point, box, camera)
        number_labels = self._draw_trail(history, point, box, camera)
        labels = [
            *self._draw_ball(point, box, camera, texts),
            *self._draw_lowest(point, box, camera, texts),
            *axis_labels,
            *texts.note(),
            self._note(),
            *number_labels,
        ]
        self.labels.show(labels, self._obstacles(), self._shafts())

    def _style(self, highlight: str | None) -> None:
        super()._style(highlight)
        look = self._look
        soft = look.pen(width=0.5)
        soft.setColor(look.soft())
        self._axes.setPen(soft)
        drop = look.pen(Quantity.WEIGHT, 0.6)
        drop.setDashPattern([2.5, 2.5])
        self._drop.setPen(drop)
        self._trail.setPen(look.pen(Quantity.WEIGHT, 0.6))
        self._crosses.setPen(look.pen(width=1.0))

    def _obstacles(self) -> list[QRectF]:
        boxes = [self.ball.box] if self.ball.isVisible() else []
        for arrow in (self.gradient_arrow, self.update_arrow):
            if arrow.span is not None:
                half = arrow.head_length / 2
                tip = arrow.span.tip
                boxes.append(QRectF(tip.x() - half, tip.y() - half, 2 * half, 2 * half))
        return boxes

    def _shafts(self) -> Array:
        """Points along both arrows and the line below the ball, which a label would make unreadable."""
        spans = [arrow.span for arrow in (self.gradient_arrow, self.update_arrow)]
        ends = [np.array([span.start.toTuple(), span.tip.toTuple()]) for span in spans if span is not None]
        drop = self._drop.path()
        corners = map(drop.elementAt, range(drop.elementCount()))
        ends.append(np.reshape([(corner.x, corner.y) for corner in corners], (-1, 2)))
        area = self._parent.boundingRect()
        return np.concatenate([NOTHING, *(points_along(line, area) for line in ends)])

    # Ball and arrows

    def _draw_ball(self, point: PairPoint, box: Box, camera: Camera, texts: MapLabels) -> list[Label]:
        path = QPainterPath()
        inside = bool(box.is_inside(point.weights[None, :])[0])
        self.ball.setVisible(inside)
        for arrow in (self.gradient_arrow, self.update_arrow):
            arrow.show_span(None)
        if not inside:
            self._drop.setPath(path)
            return [self._away(texts)]
        place = camera.pixel(*box.points(point.weights[None, :], np.array([point.error]))[0])
        foot = camera.pixel(*box.plane(point.weights[None, :])[0], FLOOR)
        path.moveTo(place)
        path.lineTo(foot)
        self._drop.setPath(path)
        self.ball.show_at(place, self._parent.boundingRect())
        return self._draw_arrows(point, box, camera, foot, texts)

    def _away(self, texts: MapLabels) -> Label:
        """Where the ball is, while that is beyond the plane shown."""
        label = texts.away(self.ball)
        corner = QPointF(self._parent.boundingRect().left(), self._parent.boundingRect().top())
        return replace(label, anchors=around(corner, Side.BELOW_RIGHT))

    def _draw_arrows(
        self, point: PairPoint, box: Box, camera: Camera, foot: QPointF, texts: MapLabels
    ) -> list[Label]:
        area, shortest = self._parent.boundingRect(), self._look.px(_SHORTEST_STEP)
        away = box.plane(point.weights + np.array([point.gradient])) - box.plane(point.weights[None, :])
        length = float(np.hypot(*away[0]))
        gradient = None
        if 0.0 < length < math.inf and point.shows_slope:
            gradient = self._span(point, box, camera, away[0] * (_GRADIENT / length), foot, area, shortest)
        step = None
        if point.update is not None:
            change = box.plane(point.weights + np.array([point.update])) - box.plane(point.weights[None, :])
            step = self._span(point, box, camera, change[0], foot, area, shortest)
        self.gradient_arrow.show_span(gradient)
        self.update_arrow.show_span(step)
        tip = tr("The gradient's direction, that of the steepest rise. It lies in the plane of the weights.")
        uphill = [replace(label, tooltip=tip) for label in texts.gradient(foot, gradient)]
        return [*uphill, *texts.update(foot, step)]

    def _span(
        self,
        point: PairPoint,
        box: Box,
        camera: Camera,
        change: Array,
        foot: QPointF,
        area: QRectF,
        shortest: float,
    ) -> Span | None:
        """An arrow in the plane, from the ball's foot over a change of the box's coordinates."""
        here = box.plane(point.weights[None, :])[0]
        tip = camera.pixel(*(here + change), FLOOR)
        return fit_arrow(foot, tip - foot, area, shortest)

    def _note(self) -> Label:
        area = self._parent.boundingRect()
        text = tr("arrows: in the plane of the weights")
        corners = ((QPointF(area.left(), area.bottom()), Side.ABOVE_RIGHT),)
        return Label("plane", text, corners, 3.0, may_move=False, may_cover=False, pixels=NOTE_PIXELS)

    # Minima and trail

    def _draw_lowest(self, point: PairPoint, box: Box, camera: Camera, texts: MapLabels) -> list[Label]:
        path, labels, lowest = QPainterPath(), [], point.lowest
        if lowest is not None and not lowest.is_everywhere:
            half = self._look.px(_CROSS)
            inside = box.is_inside(lowest.points)
            for i in np.flatnonzero(inside):
                place = camera.pixel(*box.points(lowest.points[i : i + 1], np.array([lowest.error]))[0])
                for slant in (1.0, -1.0):
                    path.moveTo(place - QPointF(half, slant * half))
                    path.lineTo(place + QPointF(half, slant * half))
                if i == 0:
                    labels.append(texts.minimum(place))
            if lowest.direction is not None:
                self._add_valley(path, lowest.points[0], lowest.direction, lowest.error, box, camera)
        self._crosses.setPath(path)
        return labels

    def _add_valley(
        self, path: QPainterPath, middle: Array, direction: Array, error: float, box: Box, camera: Camera
    ) -> None:
        reach = float(np.hypot(box.grid.x[-1] - box.grid.x[0], box.grid.y[-1] - box.grid.y[0]))
        reach += float(np.hypot(*middle))
        line = middle + np.linspace(-reach, reach, 400)[:, None] * direction
        line = line[box.is_inside(line)]
        for i, pixel in enumerate(camera.project(box.points(line, np.full(len(line), error)))[0]):
            (path.lineTo if i else path.moveTo)(QPointF(*pixel))

    def _draw_trail(self, history: History, point: PairPoint, box: Box, camera: Camera) -> list[Label]:
        steps = steps_to_show(len(history) - 1)
        steps = steps[~history.stale[steps]]
        weights = history.weights[steps][:, list(point.pair)]
        inside = box.is_inside(weights)
        steps, weights = steps[inside], weights[inside]
        pixels = camera.project(box.points(weights, history.errors[steps]))[0]
        places = [QPointF(*pixel) for pixel in pixels.tolist()]
        path = QPainterPath()
        ends = [*places, self.ball_place(point, box, camera)]
        for i, place in enumerate(end for end in ends if end is not None):
            (path.lineTo if i else path.moveTo)(place)
        self._trail.setPath(path)
        radius = self._look.px(_POINT) * (0.6 if len(places) > _MANY else 1.0)
        self._points.show_points(
            places, self._look.color(Quantity.WEIGHT), QColor(self._look.theme.ground), radius
        )
        by_step = dict(zip(steps.tolist(), places, strict=True))
        wanted = [(step, by_step[step]) for step in numbered_steps(point.step_number)[:1] if step in by_step]
        return [
            Label(
                f"step {step}", str(step), around(place, *ALL_SIDES), 4.0, may_move=False, pixels=NOTE_PIXELS
            )
            for step, place in wanted
        ]

    def ball_place(self, point: PairPoint, box: Box, camera: Camera) -> QPointF | None:
        """Pixels of the ball, None where it is beyond the plane shown."""
        if not box.is_inside(point.weights[None, :])[0]:
            return None
        return camera.pixel(*box.points(point.weights[None, :], np.array([point.error]))[0])

    # Axes

    def _draw_axes(self, point: PairPoint, box: Box, camera: Camera) -> list[Label]:
        """The two nearer edges of the plane, and E at the leftmost corner; numbers and names."""
        path = QPainterPath()
        labels: list[Label] = []
        texts = MapLabels(point, self._look, self._parent.boundingRect())
        for axis, values in enumerate((box.grid.x, box.grid.y)):
            near = self._nearer(axis, camera)
            ends = [np.insert([near, FLOOR], axis, end) for end in (-1.0, 1.0)]
            outwards = camera.pixel(*np.insert([1.15 * near, FLOOR], axis, 0.0))
            outwards -= camera.pixel(*np.insert([near, FLOOR], axis, 0.0))
            self._add_line(path, ends, camera)
            span = float(values[-1] - values[0])
            for value in ticks(float(values[0]), float(values[-1])):
                part = 2.0 * (value - float(values[0])) / span - 1.0
                place = camera.pixel(*np.insert([near, FLOOR], axis, part))
                labels.append(self._tick(f"tick {axis} {value!r}", value, place, outwards))
            place = camera.pixel(*np.insert([1.3 * near, FLOOR], axis, 0.0))
            name = Label(
                f"name {axis}",
                texts.weight(axis),
                around(place, Side.ON, *sides_towards(outwards)[:3]),
                2.0,
                pixels=_SYMBOL_PIXELS,
            )
            labels.insert(0, name)
        labels += self._draw_error_axis(path, box, camera)
        self._axes.setPath(path)
        return labels

    def _nearer(self, axis: int, camera: Camera) -> float:
        """Which edge along this axis is nearer: at −1 or at 1 of the other one."""
        depths = camera.project(np.array([np.insert([end, FLOOR], axis, 0.0) for end in (-1.0, 1.0)]))[1]
        return -1.0 if depths[0] <= depths[1] else 1.0

    def _draw_error_axis(self, path: QPainterPath, box: Box, camera: Camera) -> list[Label]:
        if math.cos(math.radians(camera.elevation)) < _STEEP:
            return []
        corners = np.array([[x, y, 0.0] for x in (-1.0, 1.0) for y in (-1.0, 1.0)])
        x, y, _ = corners[np.argmin(camera.project(corners)[0][:, 0])]
        self._add_line(path, [np.array([x, y, 0.0]), np.array([x, y, 1.0])], camera)
        low, top = box.e_range
        left = QPointF(-1.0, 0.0)
        labels = []
        for value in ticks(low, top):
            place = camera.pixel(x, y, (value - low) / (top - low))
            labels.append(self._tick(f"tick E {value!r}", value, place, left))
        name = around(camera.pixel(x, y, 1.0), Side.ABOVE, Side.ABOVE_RIGHT, Side.RIGHT)
        error = math_html("E", self._look, Quantity.ERROR)
        return [Label("name E", error, name, 3.0, pixels=_SYMBOL_PIXELS), *labels]

    def _tick(self, key: str, value: float, place: QPointF, outwards: QPointF) -> Label:
        sides = sides_towards(outwards)[:3]
        return Label(
            key,
            round_text(value),
            around(place, *sides),
            4.0,
            may_move=False,
            may_cover=True,
            pixels=NOTE_PIXELS,
        )

    def _add_line(self, path: QPainterPath, ends: list[Array], camera: Camera) -> None:
        path.moveTo(camera.pixel(*ends[0]))
        path.lineTo(camera.pixel(*ends[1]))


class _Points(QGraphicsItem):
    """Hollow points."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._places: list[QPointF] = []
        self._color, self._ground, self._radius = QColor(), QColor(), 1.0

    def show_points(self, places: list[QPointF], color: QColor, ground: QColor, radius: float) -> None:
        """Draw them here."""
        self.prepareGeometryChange()
        self._places, self._color, self._ground, self._radius = places, color, ground, radius
        self.update()

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self.parentItem().boundingRect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._color)
        painter.setBrush(self._ground)
        for place in self._places:
            painter.drawEllipse(place, self._radius, self._radius)
