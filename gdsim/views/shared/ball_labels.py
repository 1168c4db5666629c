"""What is written at the ball and its arrows on a plot of E."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.arrows import Span
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Anchors, Label, Side, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html, name_html, value_html
from gdsim.views.shared.theme import Quantity

SYMBOL_PIXELS = 14.0

# Smaller plots have no room for words beside the symbols.
_WIDE, _HIGH = 330.0, 190.0

# Round the compass by eighths, beginning at the right.
_COMPASS = (
    Side.RIGHT,
    Side.BELOW_RIGHT,
    Side.BELOW,
    Side.BELOW_LEFT,
    Side.LEFT,
    Side.ABOVE_LEFT,
    Side.ABOVE,
    Side.ABOVE_RIGHT,
)


def sides_towards(direction: QPointF) -> tuple[Side, ...]:
    """All sides, those in this direction (in pixels, down is positive) first."""
    eighth = round(4.0 * math.atan2(direction.y(), direction.x()) / math.pi)
    return tuple(_COMPASS[(eighth + turn) % 8] for turn in (0, 1, -1, 2, -2, 3, -3, 4))


class BallLabels(ABC):
    """The base of the labels for one point on a plot's area."""

    def __init__(self, look: Look, area: QRectF) -> None:
        self._look = look
        self._area = area

    @property
    def is_small(self) -> bool:
        """There is no room for words beside the symbols."""
        return self._area.width() < self._look.px(_WIDE) or self._area.height() < self._look.px(_HIGH)

    @abstractmethod
    def gradient(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the gradient's arrow, where that may be seen."""

    @abstractmethod
    def update(self, ball: QPointF, span: Span | None) -> list[Label]:
        """At the next step's arrow, where there is a next step."""

    @abstractmethod
    def away(self, ball: Ball) -> Label:
        """At the sign that points at a ball out of sight: where it is."""

    @abstractmethod
    def scale(self, value: float, length: float, is_broken: bool) -> list[Label]:
        """Beside a bar of this length: the slope whose arrow is as long."""

    def _away(self, ball: Ball, names: Sequence[str], weights: Sequence[float], error: float) -> Label:
        look = self._look
        parts = [
            name_html(name, look, Quantity.WEIGHT)
            + value_html(f" = {number_text(float(value))}", look, Quantity.WEIGHT, bold=False)
            for name, value in zip(names, weights, strict=True)
        ]
        height = value_html(f" = {number_text(error)}", look, Quantity.ERROR, bold=False)
        parts.append(math_html("E", look, Quantity.ERROR) + height)
        separator = "<br>" if self.is_small else ", "
        sides = sides_towards(QPointF(-ball.direction.x(), -ball.direction.y()))
        return Label("away", separator.join(parts), around(ball.place, *sides), look.px(12.0))

    def _at_arrow(
        self, key: str, html: str, ball: QPointF, span: Span | None, anchors: Anchors, tip: str
    ) -> Label:
        """At the arrow; at the ball where there is none: where both are 0 they stand one above the other."""
        if span is None:
            side = Side.ABOVE if key == "gradient" else Side.BELOW
            return Label(key, html, around(ball, side, *ALL_SIDES), self._look.px(14.0), tooltip=tip)
        if not span.to_scale:
            tip = in_a_row(tip, tr("It is drawn broken because its length here is not to scale."))
        return Label(key, html, anchors, self._look.px(6.0), tooltip=tip)

    def _scale(
        self, text: str, length: float, is_broken: bool, corners: Anchors, tip: str, may_cover: bool = True
    ) -> list[Label]:
        if self.is_small:
            return []
        if is_broken:
            text += " · " + tr("broken arrow: not to scale")
        lead = length + self._look.px(8.0)
        return [
            Label(
                "scale",
                text,
                corners,
                gap=3.0,
                may_move=False,
                may_cover=may_cover,
                tooltip=tip,
                pixels=NOTE_PIXELS,
                lead=lead,
            )
        ]

    def _number(self, step: int, place: QPointF, sides: Sequence[Side], gap: float) -> Label:
        """Of a step, at the trail; the start's may stand on a line."""
        return Label(
            f"step {step}",
            str(step),
            around(place, *sides),
            self._look.px(gap),
            may_move=False,
            may_cover=step == 0,
            pixels=NOTE_PIXELS,
        )
