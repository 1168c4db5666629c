"""What is written on a map of two weights, and where it would like to stand."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gdsim.engine.array import Array, Records
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.arrows import Span
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.ball_labels import SYMBOL_PIXELS, BallLabels, sides_towards
from gdsim.views.shared.colormap import Heights
from gdsim.views.shared.contours import Lines
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Anchors, Label, Side, around, points_along
from gdsim.views.shared.look import Look
from gdsim.views.shared.pair import PairPoint
from gdsim.views.shared.plot import round_text
from gdsim.views.shared.symbols import math_html, name_html, value_html
from gdsim.views.shared.theme import Quantity

_LEVEL_PIXELS = 10.5
_SPOTS = 24  # tried along a contour line for its value
_SHORTEST_LINE = 90.0  # pixels: a shorter contour line has no value on it
_MOST_LEVELS = 5


class MapLabels(BallLabels):
    """The labels for one PairPoint on an area of pixels."""

    def __init__(self, point: PairPoint, look: Look, area: QRectF) -> None:
        super().__init__(look, area)
        self._point = point

    def names(self) -> list[Label]:
        """Of the axes."""
        area = self._area
        right = ((QPointF(area.right(), area.bottom()), Side.ABOVE_LEFT),)
        up = ((QPointF(area.left(), area.top()), Side.BELOW_RIGHT),)
        return [
            Label(
                f"name {key}",
                self.weight(i),
                anchors,
                3.0,
                may_move=False,
                pixels=SYMBOL_PIXELS,
                tooltip=tip,
            )
            for i, (key, anchors, tip) in enumerate(
                (("right", right, tr("The weight to the right")), ("up", up, tr("The weight upwards")))
            )
        ]

    def weight(self, i: int) -> str:
        """The name of the first or second weight."""
        return name_html(self._point.names[i], self._look, Quantity.WEIGHT)

    def note(self) -> list[Label]:
        """What this landscape is, where that is not E of all weights and all data."""
        point = self._point
        if point.batch is not None:
            text = self._batch_text(point.batch)
        elif not point.is_whole:
            text = tr("the other weights held")
        else:
            return []
        area = self._area
        anchors = (
            (QPointF(area.right(), area.top()), Side.BELOW_LEFT),
            (QPointF(area.left(), area.bottom()), Side.ABOVE_RIGHT),
        )
        return [Label("note", text, anchors, 3.0, pixels=NOTE_PIXELS)]

    def _batch_text(self, records: Records) -> str:
        if len(records) == 1:
            return tr("E of the next batch: record {record}").format(record=int(records[0]) + 1)
        return tr("E of the next batch: {count} records").format(count=len(records))

    def minimum(self, place: QPointF) -> Label:
        """At the nearest minimum."""
        lowest = self._point.lowest
        assert lowest is not None
        if lowest.direction is not None:
            text, tip = tr("least weights"), tr("Of all these minima the one nearest to zero.")  # 最小范数
        elif not lowest.is_global:
            text, tip = tr("lowest here"), tr("E is lowest here while the other weights are held.")
        elif len(lowest.points) > 1:
            text, tip = tr("nearest minimum"), tr("There are several minima, all as low.")
        else:
            text, tip = tr("minimum"), tr("E is lowest here.")
        if not self.is_small:
            text += " " + pair_text(lowest.points[0])
        return Label("minimum", text, around(place, *ALL_SIDES), self._look.px(9.0), tooltip=tip)

    def valley(self, line: Array) -> Label:
        """Along the line of minima, which is (n, 2) pixels in sight."""
        spots = line[np.argsort(np.abs(np.linspace(-1.0, 1.0, len(line)) - 0.55), kind="stable")][:40:4]
        anchors = tuple(
            (QPointF(*spot), side)
            for spot in spots
            for side in (Side.ABOVE_RIGHT, Side.BELOW_LEFT, Side.ABOVE_LEFT, Side.BELOW_RIGHT)
        )
        tip = tr("E is as low all along this line.")
        return Label("valley", tr("valley of minima"), anchors, self._look.px(5.0), tooltip=tip)

    def everywhere(self) -> Label:
        """Where the whole plane is a minimum."""
        place = QPointF(self._area.center().x(), self._area.bottom())
        return Label("valley", tr("every point is a minimum"), around(place, Side.ABOVE), self._look.px(20.0))

    def gradient(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the gradient's arrow, where that may be seen."""
        look, point = self._look, self._point
        if not point.shows_slope:
            return []
        symbol = value_html("|", look, Quantity.GRADIENT, bold=False)
        html = symbol + math_html("∇E", look, Quantity.GRADIENT) + symbol
        html += value_html(f" = {number_text(point.slope)}", look, Quantity.GRADIENT, bold=False)
        tip = tr(
            "The gradient: the direction of the steepest rise in the plane of the weights, {parts}. "
            "Its length has units of its own: a bar states the scale."
        ).format(parts=pair_text(point.gradient))
        if not point.is_whole:
            tip = in_a_row(tip, tr("Only the parts of these two weights are shown."))
        return [self._at_arrow("gradient", html, ball, span, _ahead(span), tip)]

    def update(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the next step's arrow, where there is a next step."""
        look, point = self._look, self._point
        if point.update is None:
            return []
        html = value_html("Δ", look, Quantity.UPDATE, bold=False) + math_html("w", look, Quantity.UPDATE)
        text = f" = {pair_text(point.update, signed=True)}"
        html += value_html(text, look, Quantity.UPDATE, bold=False)
        tip = tr("The next step. Its arrow ends at the next weights.")
        return [self._at_arrow("update", html, ball, span, _ahead(span), tip)]

    def away(self, ball: Ball) -> Label:
        """At the sign that points at a ball out of sight: where it is."""
        point = self._point
        return self._away(ball, point.names, point.weights.tolist(), point.error)

    def scale(self, value: float, length: float, is_broken: bool) -> list[Label]:
        """In a corner, beside a bar of this length: the slope whose arrow is as long."""
        area, number = self._area, round_text(value)
        corners = (
            (QPointF(area.left(), area.bottom()), Side.ABOVE_RIGHT),
            (QPointF(area.left(), area.bottom() - self._look.px(24.0)), Side.ABOVE_RIGHT),
            (QPointF(area.right(), area.top()), Side.BELOW_LEFT),
        )
        text = tr("gradient {value}").format(value=number)
        tip = tr("The gradient's arrow is as long as this bar where the slope is {value}.").format(
            value=number
        )
        return self._scale(text, length, is_broken, corners, tip)

    def numbers(self, places: Iterable[tuple[int, QPointF]]) -> list[Label]:
        """Step numbers at the trail."""
        return [self._number(step, place, ALL_SIDES, 4.0) for step, place in places]

    def levels(self, heights: Heights, lines: list[Lines]) -> list[Label]:
        """Values on contour lines, the lines in pixels, about every second one."""
        levels = heights.levels
        long = [i for i in range(len(levels)) if self._length(lines[i]) >= self._look.px(_SHORTEST_LINE)]
        stride = max(1, math.ceil(len(long) / _MOST_LEVELS))
        spots = {i: self._spots(lines[i]) for i in long[::-1][::stride]}
        return [self._level(float(levels[i]), heights, spots[i]) for i in spots if len(spots[i])]

    def _length(self, lines: Lines) -> float:
        return sum(len(points_along(line, self._area)) for line in lines) * 6.0

    def _spots(self, lines: Lines) -> Array:
        """Pixels on a contour line where its value may stand, the most wished first: (n, 2)."""
        inset = self._look.px(14.0)
        inner = self._area.adjusted(inset, inset, -inset, -inset)
        spots = np.concatenate([points_along(line, inner, 18.0) for line in lines])
        # Values of different lines like to stand on one slanting line, from the middle up to the right.
        centre = self._area.center()
        right = (spots[:, 0] - centre.x()) / self._area.width()
        down = (spots[:, 1] - centre.y()) / self._area.height()
        order = np.argsort(np.abs(right + down) + np.where(right < 0.0, 1.0, 0.0), kind="stable")
        return np.asarray(spots[order[:_SPOTS]])

    def _level(self, level: float, heights: Heights, spots: Array) -> Label:
        anchors = tuple((QPointF(*spot), Side.ON) for spot in spots)
        return Label(
            f"level {level!r}",
            round_text(level),
            anchors,
            may_move=False,
            may_cover=False,
            pixels=_LEVEL_PIXELS,
            ground=heights.color(level, self._look.theme).name(),
        )


def _ahead(span: Span | None) -> Anchors:
    return () if span is None else around(span.tip, *sides_towards(span.direction))


def pair_text(values: Array, signed: bool = False) -> str:
    """Two numbers in brackets."""
    first, second = (number_text(float(value), signed=signed) for value in values)
    return f"({first}, {second})"
