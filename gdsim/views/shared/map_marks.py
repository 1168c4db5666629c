"""What is drawn on a map at the present weights: ball, both arrows, minimum, trail numbers, and their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from gdsim.engine.array import Array
from gdsim.views.shared.arrows import Arrow, fit_arrow, round_length
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import NOTHING, Label, LabelLayer, points_along
from gdsim.views.shared.map_image import MapImage
from gdsim.views.shared.map_labels import MapLabels
from gdsim.views.shared.pair import Lowest, PairPoint
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

# Lengths in pixels of the drawing.
_BALL = 8.0
_SLOPE_LENGTH = 72.0  # of the gradient's arrow at a typical slope
_SHORTEST = 34.0
_SHORTEST_STEP = 16.0
_LONGEST_PART = 0.3  # of the plot's smaller side, for the gradient's arrow
_SHAFT = 3.0
_CROSS = 6.0
_SCALE_BAR = 48.0
_STRONGER = 1.6  # what is pointed at


class MapMarks:
    """Draws a PairPoint on a plot. Coordinates are pixels of the view box."""

    def __init__(self, plot: Plot) -> None:
        box = plot.view_box
        self._plot = plot
        self._valley = QGraphicsLineItem(box)
        self._crosses, self._scale_bar = QGraphicsPathItem(box), QGraphicsPathItem(box)
        self.gradient_arrow = Arrow(box, hollow=True)
        self.update_arrow = Arrow(box, hollow=False)
        self.ball = Ball(box)
        self.labels = LabelLayer(box, plot.look)
        self.levels = LabelLayer(box, plot.look, depth=8.0)
        self._levels_of: object = None
        self._cross_boxes: list[QRectF] = []
        layers = (self._valley, self._crosses, self.gradient_arrow, self.update_arrow)
        for depth, item in enumerate((*layers, self.ball, self._scale_bar)):
            item.setZValue(10.0 + depth)

    @property
    def crosses(self) -> list[QRectF]:
        """Boxes of the minima drawn, in pixels."""
        return list(self._cross_boxes)

    @property
    def valley(self) -> QLineF | None:
        """The line of minima drawn, in pixels."""
        return self._valley.line() if self._valley.isVisible() else None

    def quantity_at(self, pixel: QPointF) -> Quantity | None:
        """The quantity whose mark is here."""
        reach = self._plot.look.px(5.0)
        if self.ball.is_near(pixel, self._plot.look.px(_BALL) + reach):
            return Quantity.WEIGHT
        for arrow, quantity in (
            (self.update_arrow, Quantity.UPDATE),
            (self.gradient_arrow, Quantity.GRADIENT),
        ):
            if arrow.is_near(pixel, reach):
                return quantity
        return None

    def draw(
        self,
        point: PairPoint,
        image: MapImage,
        trail: Trail,
        highlight: str | None,
        more: Sequence[Label] = (),
        avoid: Array = NOTHING,
    ) -> None:
        """Draw everything anew.

        Args:
            point: what to draw.
            image: already drawn; values are written on its contour lines.
            trail: already drawn; its numbers are added.
            highlight: name of the quantity pointed at.
            more: further labels.
            avoid: (n, 2), pixels that labels rather do not cover.
        """
        self._style(highlight)
        area = self._plot.area
        texts = MapLabels(point, self._plot.look, area)
        self.ball.show_at(self._plot.pixel(*point.weights), area)
        self._draw_arrows(point, image.typical_slope)
        labels = [
            *texts.names(),
            *texts.note(),
            *self._labels_at_ball(texts, image.typical_slope),
            *self._draw_lowest(point.lowest, texts),
            *more,
            *texts.numbers(trail.numbers(point.step_number)),
        ]
        lines = np.concatenate([trail.pixels, avoid, self._points_on_valley()])
        obstacles = self._obstacles()
        self.labels.show(labels, obstacles, lines)
        self._draw_scale_bar(image.typical_slope)
        self._draw_levels(texts, image)
        self.levels.give_way([*self.labels.boxes, *obstacles])

    def _style(self, highlight: str | None) -> None:
        look = self._plot.look
        ground = QColor(look.theme.ground)

        def width(quantity: Quantity) -> float:
            return look.pen(width=_STRONGER if highlight == quantity else 1.0).widthF()

        scale = _SHAFT / 2.0  # of the theme's line width
        self.gradient_arrow.set_look(look.color(Quantity.GRADIENT), ground, scale * width(Quantity.GRADIENT))
        self.update_arrow.set_look(look.color(Quantity.UPDATE), ground, scale * width(Quantity.UPDATE))
        bigger = 1.3 if highlight == Quantity.WEIGHT else 1.0
        self.ball.set_look(look.color(Quantity.WEIGHT), ground, look.px(_BALL) * bigger)
        self._crosses.setPen(look.pen(width=1.0))
        self._valley.setPen(_dashed(look.pen(width=0.75), 5.0, 3.5))
        self._scale_bar.setPen(look.pen(Quantity.GRADIENT, 0.6))

    # Arrows

    def _draw_arrows(self, point: PairPoint, typical: float) -> None:
        look, area = self._plot.look, self._plot.area
        inset = look.px(4.0)
        bounds = area.adjusted(inset, inset, -inset, -inset)
        longest = _LONGEST_PART * min(area.width(), area.height())
        here = self.ball.place
        gradient = None
        if typical > 0.0 and point.shows_slope:
            direction = self._direction(point.gradient)
            length = point.slope / typical * look.px(_SLOPE_LENGTH)
            gradient = fit_arrow(here, direction * length, bounds, look.px(_SHORTEST), longest)
        step = None
        if point.update is not None:
            offset = self._offset(point.update)
            step = fit_arrow(here, offset, bounds, look.px(_SHORTEST_STEP))
        inside = self.ball.is_inside
        self.gradient_arrow.show_span(gradient if inside else None)
        self.update_arrow.show_span(step if inside else None)

    def _offset(self, change: Array) -> QPointF:
        """Pixels for a change of the two weights."""
        across, up = self._plot.pixel_size()
        return QPointF(float(change[0]) / across, -float(change[1]) / up)

    def _direction(self, change: Array) -> QPointF:
        """Of length 1, in pixels; (0, 0) of none."""
        offset = self._offset(change)
        length = math.hypot(offset.x(), offset.y())
        return offset / length if 0.0 < length < math.inf else QPointF(0.0, 0.0)

    # Minima

    def _draw_lowest(self, lowest: Lowest | None, texts: MapLabels) -> list[Label]:
        """Crosses and the line of minima; their labels."""
        self._cross_boxes = []
        path = QPainterPath()
        self._valley.setVisible(False)
        if lowest is None:
            self._crosses.setPath(path)
            return []
        labels = [texts.everywhere()] if lowest.is_everywhere else []
        area = self._plot.area
        places = [QPointF(*place) for place in self._plot.pixels(lowest.points)]
        for place in places if not lowest.is_everywhere else []:
            if area.contains(place):
                self._add_cross(path, place)
        self._crosses.setPath(path)
        if lowest.direction is not None:
            labels += self._draw_valley(lowest, texts)
        if not lowest.is_everywhere and area.contains(places[0]):
            labels.append(texts.minimum(places[0]))
        return labels

    def _add_cross(self, path: QPainterPath, place: QPointF) -> None:
        half = self._plot.look.px(_CROSS)
        for slant in (1.0, -1.0):
            path.moveTo(place - QPointF(half, slant * half))
            path.lineTo(place + QPointF(half, slant * half))
        self._cross_boxes.append(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))

    def _draw_valley(self, lowest: Lowest, texts: MapLabels) -> list[Label]:
        assert lowest.direction is not None
        middle = self._plot.pixel(*lowest.points[0])
        along = self._direction(lowest.direction)
        area = self._plot.area
        reach = math.hypot(
            area.width() + abs(middle.x() - area.center().x()),
            area.height() + abs(middle.y() - area.center().y()),
        )
        line = QLineF(middle - along * reach, middle + along * reach)
        self._valley.setLine(line)
        self._valley.setVisible(True)
        points = self._points_on_valley()
        return [texts.valley(points)] if len(points) else []

    def _points_on_valley(self) -> Array:
        if not self._valley.isVisible():
            return NOTHING
        return _points(self._valley.line(), self._plot.area)

    # Labels

    def _labels_at_ball(self, texts: MapLabels, typical: float) -> list[Label]:
        if not self.ball.is_inside:
            return [texts.away(self.ball)]
        place, gradient, step = self.ball.place, self.gradient_arrow.span, self.update_arrow.span
        labels = [*texts.gradient(place, gradient), *texts.update(place, step)]
        if gradient is not None:
            is_broken = not all(span.to_scale for span in (gradient, step) if span is not None)
            labels += texts.scale(*self._scale(typical), is_broken)
        return labels

    def _draw_levels(self, texts: MapLabels, image: MapImage) -> None:
        """Values on the contour lines: placed anew only where these are others, or lie elsewhere."""
        look, area = self._plot.look, self._plot.area
        view = [tuple(axis) for axis in self._plot.view_box.viewRange()]
        levels_of = image.grid, view, area, look.theme, look.px(1.0)
        if image.heights is not None and levels_of != self._levels_of:
            self._levels_of = levels_of
            lines = [tuple(self._plot.pixels(line) for line in level) for level in image.lines]
            self.levels.show(texts.levels(image.heights, lines))

    def _obstacles(self) -> list[QRectF]:
        arrows = self.gradient_arrow, self.update_arrow
        return [self.ball.box, *self._cross_boxes, *(box for arrow in arrows for box in arrow.boxes)]

    # The scale of the gradient's arrow

    def _scale(self, typical: float) -> tuple[float, float]:
        """A round slope, and how long its arrow is."""
        look = self._plot.look
        return round_length(typical / look.px(_SLOPE_LENGTH), look.px(_SCALE_BAR))

    def _draw_scale_bar(self, typical: float) -> None:
        box, path = self.labels.box("scale"), QPainterPath()
        if box is not None:
            length, y, half = self._scale(typical)[1], box.center().y(), self._plot.look.px(3.0)
            left = box.left() + self._plot.look.px(3.0)
            for x in (left, left + length):
                path.moveTo(x, y - half)
                path.lineTo(x, y + half)
            path.moveTo(left, y)
            path.lineTo(left + length, y)
        self._scale_bar.setPath(path)


def _points(line: QLineF, area: QRectF) -> Array:
    ends = np.array([[line.x1(), line.y1()], [line.x2(), line.y2()]])
    return points_along(ends, area)


def _dashed(pen: QPen, dash: float, gap: float) -> QPen:
    pen = QPen(pen)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash, gap])
    return pen
