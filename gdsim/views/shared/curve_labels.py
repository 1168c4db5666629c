"""What is written on an error curve, and where it would like to stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from gdsim.engine.array import Array
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.arrows import Span
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.ball_labels import SYMBOL_PIXELS, BallLabels
from gdsim.views.shared.labels import Anchors, Label, Side, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import round_text
from gdsim.views.shared.symbols import gradient_html, math_html, name_html, update_html, value_html
from gdsim.views.shared.theme import Quantity

# Where the error's name may stand along the top, and the weight's above the right end of the axis.
_NAME_PARTS = tuple(0.08 * i for i in range(9))
_NAME_RISES = (0.0, 22.0, 44.0)
_MINIMUM_RISES = (0.0, 10.0, 20.0)

# Of step numbers, left and right of the bowl.
_LEFT_SIDES = (Side.LEFT, Side.BELOW_LEFT, Side.ABOVE_LEFT, Side.BELOW)
_RIGHT_SIDES = (Side.RIGHT, Side.BELOW_RIGHT, Side.ABOVE_RIGHT, Side.BELOW)


@dataclass(frozen=True)
class CurvePoint:
    """The present position on an error curve.

    Attributes:
        name: of the weight along which the curve runs.
        weight, error, slope: w, E and ∂E/∂w.
        update: Δw of the next step, None where there is none or it is not to be seen.
        step_number: k.
        minima: (w, E) of the lowest points, the nearest first; empty where none is known.
        is_valley: every value of this weight is as low as the minimum.
        error_name: what E is, in words.
        shows_slope: the gradient, and what follows from it, may be seen.
    """

    name: str
    weight: float
    error: float
    slope: float
    update: float | None
    step_number: int
    minima: tuple[tuple[float, float], ...]
    is_valley: bool
    error_name: str
    shows_slope: bool = True


class CurveLabels(BallLabels):
    """The labels for one CurvePoint on a plot's area."""

    def __init__(self, point: CurvePoint, look: Look, area: QRectF) -> None:
        super().__init__(look, area)
        self._point = point

    def names(self) -> list[Label]:
        """Of the axes."""
        look, area, point = self._look, self._area, self._point
        error = math_html("E", look, Quantity.ERROR)
        if not self.is_small:
            error += f" {point.error_name}"
        weight = name_html(point.name, look, Quantity.WEIGHT)
        corners = tuple(
            (QPointF(area.right(), area.bottom() - look.px(rise)), Side.ABOVE_LEFT) for rise in _NAME_RISES
        )
        return [
            Label("weight", weight, corners, 3.0, may_move=False, pixels=SYMBOL_PIXELS),
            Label("error", error, self._along_top(0.0), 3.0, may_move=False, tooltip=point.error_name),
        ]

    def _along_top(self, down: float) -> tuple[tuple[QPointF, Side], ...]:
        area = self._area
        top = area.top() + self._look.px(down)
        return tuple((QPointF(part * area.width(), top), Side.BELOW_RIGHT) for part in _NAME_PARTS)

    def minimum(self, foot: QPointF, tick: QPointF) -> Label:
        """At the nearest minimum's tick, from foot to its upper end."""
        value = number_text(self._point.minima[0][0])
        if self._point.is_valley:
            text = tr("every value is a minimum")
        elif len(self._point.minima) > 1:
            text = tr("nearest minimum {value}").format(value=value)
        else:
            text = tr("minimum {value}").format(value=value)
        # A narrow bowl is wider farther up.
        above = tuple((tick - QPointF(0.0, self._look.px(rise)), Side.ABOVE) for rise in _MINIMUM_RISES)
        beside = around(tick, Side.ABOVE_RIGHT, Side.ABOVE_LEFT, Side.RIGHT, Side.LEFT)
        below = around(foot, Side.BELOW)
        return Label("minimum", text, (*above, *beside, *below), self._look.px(2.0))

    def gradient(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the gradient's arrow, where that may be seen."""
        look, point = self._look, self._point
        if not point.shows_slope:
            return []
        value = value_html(f" = {number_text(point.slope)}", look, Quantity.GRADIENT, bold=False)
        tip = tr(
            "The slope of E here. Its arrow points uphill and has units of its own: a bar states its scale."
        )
        side = Side.LEFT if point.slope < 0 else Side.RIGHT
        html = gradient_html(point.name, look) + value
        return [self._at_arrow("gradient", html, ball, span, _along(span, side), tip)]

    def update(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the next step's arrow, where there is a next step."""
        look, point = self._look, self._point
        if point.update is None:
            return []
        value = f" = {number_text(point.update, signed=True)}"
        html = update_html(point.name, look) + value_html(value, look, Quantity.UPDATE, bold=False)
        side = Side.LEFT if point.update < 0 else Side.RIGHT
        tip = tr("The next step. Its arrow ends at the next weight.")
        return [self._at_arrow("update", html, ball, span, _along(span, side), tip)]

    def away(self, ball: Ball) -> Label:
        """At the sign that points at a ball out of sight: where it is."""
        point = self._point
        return self._away(ball, (point.name,), (point.weight,), point.error)

    def scale(self, value: float, length: float, is_broken: bool) -> list[Label]:
        """In a corner, beside a bar of this length: the slope whose arrow is as long."""
        area, number = self._area, round_text(value)
        corners = (
            (QPointF(area.left(), area.bottom()), Side.ABOVE_RIGHT),
            (QPointF(area.right(), area.top()), Side.BELOW_LEFT),
            *self._along_top(0.0),
            *self._along_top(22.0),
        )
        text = tr("slope {value}").format(value=number)
        tip = tr("The gradient's arrow is as long as this bar where the slope is {value}.").format(
            value=number
        )
        return self._scale(text, length, is_broken, corners, tip, may_cover=False)

    def numbers(self, places: Iterable[tuple[int, QPointF]], slopes: Array) -> list[Label]:
        """Step numbers at the trail, outside of the bowl."""
        return [
            self._number(step, place, _LEFT_SIDES if slopes[step] < 0 else _RIGHT_SIDES, 6.0)
            for step, place in places
        ]


def _along(span: Span | None, side: Side) -> Anchors:
    """At the arrow's tip, else beside its shaft."""
    if span is None:
        return ()
    middle = (span.start + span.tip) / 2
    aside = [(place, where) for where in (Side.ABOVE, Side.BELOW) for place in (middle, span.tip)]
    return ((span.tip, side), *aside)
