"""What stands at the present weights on a plot of E, with names and the bar that states the gradient's scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gdsim.views.shared.arrows import round_length
from gdsim.views.shared.ball_labels import BallLabels
from gdsim.views.shared.ball_marks import BALL, BallMarks
from gdsim.views.shared.labels import Label
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity

# Lengths in pixels of the drawing.
_SCALE_BAR = 48.0
_REACH = 5.0


class PlotMarks(BallMarks):
    """The base of what draws a point on a plot. Coordinates are pixels of the view box."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot.view_box, plot.look)
        self._plot = plot
        self._slope_per_pixel = 0.0  # of the gradient's arrow
        self._scale_bar = QGraphicsPathItem(plot.view_box)

    def quantity_at(self, pixel: QPointF) -> Quantity | None:
        """The quantity whose mark is here."""
        reach = self._look.px(_REACH)
        if self.ball.is_near(pixel, self._look.px(BALL) + reach):
            return Quantity.WEIGHT
        for arrow, quantity in (
            (self.update_arrow, Quantity.UPDATE),
            (self.gradient_arrow, Quantity.GRADIENT),
        ):
            if arrow.is_near(pixel, reach):
                return quantity
        return None

    def _stack(self, *below: QGraphicsItem, above: tuple[QGraphicsItem, ...] = ()) -> None:
        super()._stack(*below, above=(*above, self._scale_bar))

    def _style(self, highlight: str | None) -> None:
        super()._style(highlight)
        self._scale_bar.setPen(self._look.pen(Quantity.GRADIENT, 0.6))

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
        return round_length(self._slope_per_pixel, self._look.px(_SCALE_BAR))

    def _draw_scale_bar(self) -> None:
        """Where its label has found a place."""
        box, path, look = self.labels.box("scale"), QPainterPath(), self._look
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
