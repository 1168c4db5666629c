"""What stands at the present weights on a plot of E: the ball, both arrows, the bar that states their scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gdsim.views.shared.arrows import Arrow, round_length
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.ball_labels import BallLabels
from gdsim.views.shared.labels import Label, LabelLayer
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity

# Lengths in pixels of the drawing.
_BALL = 8.0
_SHAFT = 3.0
_SCALE_BAR = 48.0
_REACH = 5.0
_STRONGER, _BIGGER = 1.6, 1.3  # what is pointed at


class BallMarks:
    """The base of what draws a point on a plot. Coordinates are pixels of the view box.

    Attributes:
        ball: the present weights.
        gradient_arrow, update_arrow: uphill, and the next step.
        labels: all that is written.
    """

    def __init__(self, plot: Plot) -> None:
        box = plot.view_box
        self._plot = plot
        self._slope_per_pixel = 0.0  # of the gradient's arrow
        self._scale_bar = QGraphicsPathItem(box)
        self.gradient_arrow = Arrow(box, hollow=True)
        self.update_arrow = Arrow(box, hollow=False)
        self.ball = Ball(box)
        self.labels = LabelLayer(box, plot.look)

    def quantity_at(self, pixel: QPointF) -> Quantity | None:
        """The quantity whose mark is here."""
        reach = self._plot.look.px(_REACH)
        if self.ball.is_near(pixel, self._plot.look.px(_BALL) + reach):
            return Quantity.WEIGHT
        for arrow, quantity in (
            (self.update_arrow, Quantity.UPDATE),
            (self.gradient_arrow, Quantity.GRADIENT),
        ):
            if arrow.is_near(pixel, reach):
                return quantity
        return None

    def _stack(self, *below: QGraphicsItem) -> None:
        """The ball lies over the arrows, and these over all else."""
        items = (*below, self.gradient_arrow, self.update_arrow, self.ball, self._scale_bar)
        for depth, item in enumerate(items):
            item.setZValue(10.0 + depth)

    def _style(self, highlight: str | None) -> None:
        """Colours of the look; what is pointed at is stronger."""
        look, ground = self._plot.look, QColor(self._plot.look.theme.ground)
        for arrow, quantity in (
            (self.gradient_arrow, Quantity.GRADIENT),
            (self.update_arrow, Quantity.UPDATE),
        ):
            width = look.line_width(_STRONGER if highlight == quantity else 1.0)
            arrow.set_look(look.color(quantity), ground, _SHAFT / 2.0 * width)  # of the theme's line width
        bigger = _BIGGER if highlight == Quantity.WEIGHT else 1.0
        self.ball.set_look(look.color(Quantity.WEIGHT), ground, look.px(_BALL) * bigger)
        self._scale_bar.setPen(look.pen(Quantity.GRADIENT, 0.6))

    def _labels_at_ball(self, texts: BallLabels) -> list[Label]:
        if not self.ball.is_inside:
            return [texts.away(self.ball)]
        place, gradient, step = self.ball.place, self.gradient_arrow.span, self.update_arrow.span
        labels = [*texts.gradient(place, gradient), *texts.update(place, step)]
        if gradient is not None:
            is_broken = not all(span.to_scale for span in (gradient, step) if span is not None)
            labels += texts.scale(*self._scale(), is_broken)
        return labels

    def _obstacles(self) -> list[QRectF]:
        return [self.ball.box, *self.gradient_arrow.boxes, *self.update_arrow.boxes]

    def _scale(self) -> tuple[float, float]:
        """A round slope, and how long its arrow is."""
        return round_length(self._slope_per_pixel, self._plot.look.px(_SCALE_BAR))

    def _draw_scale_bar(self) -> None:
        """Where its label has found a place."""
        box, path, look = self.labels.box("scale"), QPainterPath(), self._plot.look
        if box is not None:
            length, y, half = self._scale()[1], box.center().y(), look.px(3.0)
            left = box.left() + look.px(3.0)
            for x in (left, left + length):
                path.moveTo(x, y - half)
                path.lineTo(x, y + half)
            path.moveTo(left, y)
            path.lineTo(left + length, y)
        self._scale_bar.setPath(path)


def dashed(pen: QPen, dash: float, gap: float) -> QPen:
    """The pen with dashes and gaps, in its widths."""
    pen = QPen(pen)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash, gap])
    return pen
