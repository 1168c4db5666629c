"""What stands at the present weights, whatever shows E: the ball and both arrows."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from gdsim.views.shared.arrows import Arrow
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import LabelLayer
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

# Lengths in pixels of the drawing.
BALL = 8.0
_SHAFT = 3.0
_STRONGER, _BIGGER = 1.6, 1.3  # what is pointed at


class BallMarks:
    """The base of what draws a point of a landscape. Coordinates are pixels of the parent.

    Attributes:
        ball: the present weights.
        gradient_arrow, update_arrow: uphill, and the next step.
        labels: all that is written.
    """

    def __init__(self, parent: QGraphicsItem, look: Look) -> None:
        self._look = look
        self.gradient_arrow = Arrow(parent, hollow=True)
        self.update_arrow = Arrow(parent, hollow=False)
        self.ball = Ball(parent)
        self.labels = LabelLayer(parent, look)

    def _stack(self, *below: QGraphicsItem, above: tuple[QGraphicsItem, ...] = ()) -> None:
        """The ball lies over the arrows, and these over all that is below."""
        items = (*below, self.gradient_arrow, self.update_arrow, self.ball, *above)
        for depth, item in enumerate(items):
            item.setZValue(10.0 + depth)

    def _style(self, highlight: str | None) -> None:
        """Colours of the look; what is pointed at is stronger."""
        look, ground = self._look, QColor(self._look.theme.ground)
        for arrow, quantity in (
            (self.gradient_arrow, Quantity.GRADIENT),
            (self.update_arrow, Quantity.UPDATE),
        ):
            width = look.line_width(_STRONGER if highlight == quantity else 1.0)
            arrow.set_look(look.color(quantity), ground, _SHAFT / 2.0 * width)  # of the theme's line width
        bigger = _BIGGER if highlight == Quantity.WEIGHT else 1.0
        self.ball.set_look(look.color(Quantity.WEIGHT), ground, look.px(BALL) * bigger)
