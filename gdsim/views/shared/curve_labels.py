"""What is written on an error curve, and where it would like to stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from gdsim.engine.array import Array
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.arrows import Span
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Label, Side, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import round_text
from gdsim.views.shared.symbols import gradient_html, math_html, name_html, update_html, value_html
from gdsim.views.shared.theme import Quantity

# Smaller plots have no room for words beside the symbols.
_WIDE, _HIGH = 330.0, 190.0
_SYMBOL_PIXELS = 14.0

# Where the error's name may stand along the top, and the weight's above the right end of the axis.
_NAME_PARTS = tuple(0.08 * i for i in range(9))
_NAME_RISES = (0.0, 22.0, 44.0)
_MINIMUM_RISES = (0.0, 10.0, 20.0)


@dataclass(frozen=True)
class CurvePoint:
    """The present position on an error curve.

    Attributes:
        name: of the weight along which the curve runs.
        weight, error, slope: w, E and ∂E/∂w.
        update: Δw of the next step, None where there is none.
        step_number: k.
        minima: (w, E) of the lowest points, the nearest first; empty where none is known.
        is_valley: every value of this weight is as low as the minimum.
        error_name: what E is, in words.
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


class CurveLabels:
    """The labels for one CurvePoint on a plot's area."""

    def __init__(self, point: CurvePoint, look: Look, area: QRectF) -> None:
        self._point = point
        self._look = look
        self._area = area

    @property
    def is_small(self) -> bool:
        """There is no room for words beside the symbols."""
        return self._area.width() < self._look.px(_WIDE) or self._area.height() < self._look.px(_HIGH)

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
            Label("weight", weight, corners, 3.0, may_move=False, pixels=_SYMBOL_PIXELS),
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

    def gradient(self, ball: QPointF, span: Span | None) -> Label:
        """At the gradient's arrow."""
        look, point = self._look, self._point
        value = value_html(f" = {number_text(point.slope)}", look, Quantity.GRADIENT, bold=False)
        tip = tr(
            "The slope of E here. Its arrow points uphill and has units of its own: a bar states its scale."
        )
        side = Side.LEFT if point.slope < 0 else Side.RIGHT
        return self._at_arrow("gradient", gradient_html(point.name, look) + value, ball, span, side, tip)

    def update(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the next step's arrow, where there is a next step."""
        look, point = self._look, self._point
        if point.update is None:
            return []
        value = f" = {number_text(point.update, signed=True)}"
        html = update_html(point.name, look) + value_html(value, look, Quantity.UPDATE, bold=False)
        side = Side.LEFT if point.update < 0 else Side.RIGHT
        tip = tr("The next step. Its arrow ends at the next weight.")
        return [self._at_arrow("update", html, ball, span, side, tip)]

    def _at_arrow(self, key: str, html: str, ball: QPointF, span: Span | None, side: Side, tip: str) -> Label:
        """At the arrow's tip, else beside its shaft; at the ball where there is no arrow."""
        if span is None:
            # Where both are 0 they stand one above the other.
            first = Side.ABOVE if key == "gradient" else Side.BELOW
            return Label(key, html, around(ball, first, *ALL_SIDES), self._look.px(14.0), tooltip=tip)
        if not span.to_scale:
            tip = in_a_row(tip, tr("It is drawn broken because its length here is not to scale."))
        middle = (span.start + span.tip) / 2
        aside = [(place, where) for where in (Side.ABOVE, Side.BELOW) for place in (middle, span.tip)]
        return Label(key, html, ((span.tip, side), *aside), self._look.px(7.0), tooltip=tip)

    def away(self, ball: Ball) -> Label:
        """At the sign that points at a ball out of sight: where it is."""
        look, point = self._look, self._point
        text = (
            name_html(point.name, look, Quantity.WEIGHT)
            + value_html(f" = {number_text(point.weight)}", look, Quantity.WEIGHT, bold=False)
            + ", "
            + math_html("E", look, Quantity.ERROR)
            + value_html(f" = {number_text(point.error)}", look, Quantity.ERROR, bold=False)
        )
        return Label("away", text, around(ball.place, *ALL_SIDES), look.px(12.0))

    def scale(self, value: float, length: float, is_broken: bool) -> list[Label]:
        """In a corner, beside a bar of this length: the slope whose arrow is as long."""
        look, area = self._look, self._area
        if self.is_small:
            return []
        text = tr("slope {value}").format(value=round_text(value))
        if is_broken:
            text += " · " + tr("broken arrow: not to scale")
        corners = (
            (QPointF(area.left(), area.bottom()), Side.ABOVE_RIGHT),
            (QPointF(area.right(), area.top()), Side.BELOW_LEFT),
            *self._along_top(0.0),
            *self._along_top(22.0),
        )
        tip = tr("The gradient's arrow is as long as this bar where the slope is {value}.")
        return [
            Label(
                "scale",
                text,
                corners,
                gap=3.0,
                may_move=False,
                may_cover=False,
                tooltip=tip.format(value=round_text(value)),
                pixels=NOTE_PIXELS,
                lead=length + look.px(8.0),
            )
        ]

    def numbers(self, places: Iterable[tuple[int, QPointF]], slopes: Array) -> list[Label]:
        """Step numbers at the trail, outside of the bowl."""
        return [self._number(step, place, slopes[step] < 0) for step, place in places]

    def _number(self, step: int, place: QPointF, is_left_side: bool) -> Label:
        sides = (Side.LEFT, Side.BELOW_LEFT, Side.ABOVE_LEFT, Side.BELOW)
        if not is_left_side:
            sides = (Side.RIGHT, Side.BELOW_RIGHT, Side.ABOVE_RIGHT, Side.BELOW)
        return Label(
            f"step {step}",
            str(step),
            around(place, *sides),
            self._look.px(6.0),
            may_move=False,
            may_cover=step == 0,
            pixels=NOTE_PIXELS,
        )
