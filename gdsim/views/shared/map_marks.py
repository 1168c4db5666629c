"""What is drawn on a map at the present weights: ball, both arrows, minimum, trail numbers, and their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from gdsim.engine.array import Array
from gdsim.views.shared.arrows import fit_arrow
from gdsim.views.shared.labels import NOTHING, Label, LabelLayer, points_along
from gdsim.views.shared.map_image import MapImage
from gdsim.views.shared.map_labels import MapLabels
from gdsim.views.shared.pair import Lowest, PairPoint
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.plot_marks import PlotMarks, dashed
from gdsim.views.shared.trail import Trail

# Lengths in pixels of the drawing.
_SLOPE_LENGTH = 72.0  # of the gradient's arrow at a typical slope
_SHORTEST = 34.0
_SHORTEST_STEP = 16.0
_LONGEST_PART = 0.3  # of the plot's smaller side, for the gradient's arrow
_CROSS = 6.0


class MapMarks(PlotMarks):
    """Draws a PairPoint on a plot. Coordinates are pixels of the view box."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot)
        self._valley = QGraphicsLineItem(plot.view_box)
        self._crosses = QGraphicsPathItem(plot.view_box)
        self.levels = LabelLayer(plot.view_box, plot.look, depth=8.0)
        self._levels_of: object = None
        self._cross_boxes: list[QRectF] = []
        self._stack(self._valley, self._crosses)

    @property
    def crosses(self) -> list[QRectF]:
        """Boxes of the minima drawn, in pixels."""
        return list(self._cross_boxes)

    @property
    def valley(self) -> QLineF | None:
        """The line of minima drawn, in pixels."""
        return self._valley.line() if self._valley.isVisible() else None

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
            *self._labels_at_ball(texts),
            *self._draw_lowest(point.lowest, texts),
            *more,
            *texts.numbers(trail.numbers(point.step_number)),
        ]
        lines = np.concatenate([trail.pixels, avoid, self._points_on_valley()])
        obstacles = self._obstacles()
        self.labels.show(labels, obstacles, lines)
        self._draw_scale_bar()
        self._draw_levels(texts, image)
        self.levels.give_way([*self.labels.boxes, *obstacles])

    def _style(self, highlight: str | None) -> None:
        super()._style(highlight)
        look = self._plot.look
        self._crosses.setPen(look.pen(width=1.0))
        self._valley.setPen(dashed(look.pen(width=0.75), 5.0, 3.5))

    # Arrows

    def _draw_arrows(self, point: PairPoint, typical: float) -> None:
        look, area = self._plot.look, self._plot.area
        self._slope_per_pixel = typical / look.px(_SLOPE_LENGTH)
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
        return [*super()._obstacles(), *self._cross_boxes]


def _points(line: QLineF, area: QRectF) -> Array:
    ends = np.array([[line.x1(), line.y1()], [line.x2(), line.y2()]])
    return points_along(ends, area)
