"""What is drawn on an error curve at the present weight: ball, tangent, both arrows, minimum, and their labels."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from gdsim.engine.array import Array
from gdsim.views.shared.arrows import Arrow, Span, fit_arrow, round_length
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.curve_labels import CurveLabels, CurvePoint
from gdsim.views.shared.labels import (
    NOTHING,
    Label,
    LabelLayer,
    points_along,
)
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

# Lengths in pixels of the drawing.
_BALL = 8.0
_TANGENT = 88.0  # from the ball to each end
_SLOPE_LENGTH = 64.0  # of the gradient's arrow where the tangent rises at 45° on the screen
_SHORTEST = 28.0
_LONGEST_PART = 0.4  # of the plot's width, for the gradient's arrow
_SHAFT = 3.0
_ASIDE = 9.0  # of each arrow where both point the same way
_TICK = 18.0
_SCALE_BAR = 48.0
_STRONGER = 1.6  # what is pointed at


class CurveMarks:
    """Draws a CurvePoint on a plot. Coordinates are pixels of the view box."""

    def __init__(self, plot: Plot) -> None:
        box = plot.view_box
        self._plot = plot
        self._left_out: frozenset[str] = frozenset()
        self._valley, self._drop, self._tangent = (QGraphicsLineItem(box) for _ in range(3))
        self._ticks, self._scale_bar = QGraphicsPathItem(box), QGraphicsPathItem(box)
        self.gradient_arrow = Arrow(box, hollow=True)
        self.update_arrow = Arrow(box, hollow=False)
        self.ball = Ball(box)
        self.labels = LabelLayer(box, plot.look)
        layers = (
            self._valley,
            self._drop,
            self._ticks,
            self._tangent,
            self.gradient_arrow,
            self.update_arrow,
        )
        for depth, item in enumerate((*layers, self.ball, self._scale_bar)):
            item.setZValue(10.0 + depth)
        self._valley.setZValue(-0.5)  # where the curve is the line of minima, the curve is seen

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
        point: CurvePoint,
        trail: Trail,
        slopes: Array,
        lines: Array,
        highlight: str | None,
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        """Draw everything anew.

        Args:
            point: what to draw.
            trail: already drawn; its numbers are added.
            slopes: (k+1,), ∂E/∂w of each step: a number stands outside of the bowl.
            lines: (n, 2), pixels on the curve, which labels avoid.
            highlight: name of the quantity pointed at.
            left_out: marks that are not drawn: "gradient", "update", "minimum".
        """
        self._left_out = left_out
        self._style(highlight)
        area = self._plot.area
        here = self._plot.pixel(point.weight, point.error)
        self.ball.show_at(here, area)
        self._draw_lines(point, here)
        self._draw_arrows(point, here)
        tick = self._draw_minima(point)
        texts = CurveLabels(point, self._plot.look, area)
        labels = [
            *texts.names(),
            *([] if tick is None else [texts.minimum(*tick)]),
            *self._labels_at_ball(texts),
            *texts.numbers(trail.numbers(point.step_number), slopes),
        ]
        avoid = np.concatenate([lines, trail.pixels, self._points_on_tangent()])
        self.labels.show(labels, self._obstacles(), avoid)
        self._draw_scale_bar()

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
        self._tangent.setPen(look.pen(Quantity.GRADIENT, 0.75))
        self._drop.setPen(_dashed(look.pen(Quantity.WEIGHT, 0.5), 2.5, 2.5))
        soft = look.pen(width=0.5)
        soft.setColor(look.soft())
        self._ticks.setPen(soft)
        self._valley.setPen(_dashed(soft, 6.0, 4.0))
        self._scale_bar.setPen(look.pen(Quantity.GRADIENT, 0.6))

    # Lines and arrows

    def _draw_lines(self, point: CurvePoint, here: QPointF) -> None:
        area = self._plot.area
        inside = self.ball.is_inside
        self._drop.setVisible(inside)
        has_tangent = math.isfinite(point.slope) and "gradient" not in self._left_out
        self._tangent.setVisible(inside and has_tangent)
        if not inside:
            return
        foot = min(max(self._plot.pixel(point.weight, 0.0).y(), here.y()), area.bottom())
        # To the axis: the line E = 0 where that is in sight below the ball, else the plot's edge.
        bottom = self._plot.view_box.viewRange()[1][0]
        self._drop.setLine(
            here.x(), here.y(), here.x(), area.bottom() if bottom > 0 or point.error < 0 else foot
        )
        across, up = self._plot.pixel_size()
        if has_tangent:
            rise = point.slope * across / up
            reach = self._plot.look.px(_TANGENT) / math.hypot(1.0, rise)
            along = QPointF(reach, -rise * reach)
            self._tangent.setLine(*_xy(here - along), *_xy(here + along))

    def _points_on_tangent(self) -> Array:
        if not self._tangent.isVisible():
            return NOTHING
        line = self._tangent.line()
        return points_along(np.array([_xy(line.p1()), _xy(line.p2())]), self._plot.area)

    def _draw_arrows(self, point: CurvePoint, here: QPointF) -> None:
        look, area = self._plot.look, self._plot.area
        across, up = self._plot.pixel_size()
        steepness = point.slope * across / up
        update = point.update or 0.0
        aside = look.px(_ASIDE) if steepness * update > 0 else 0.0
        inset = look.px(4.0)
        bounds = area.adjusted(inset, inset, -inset, -inset)
        shortest, longest = look.px(_SHORTEST), _LONGEST_PART * area.width()
        gradient = fit_arrow(
            here, QPointF(steepness * look.px(_SLOPE_LENGTH), 0.0), bounds, shortest, longest
        )
        step = fit_arrow(here, QPointF(update / across, 0.0), bounds, shortest)
        left_out = self._left_out
        self.gradient_arrow.show_span(None if "gradient" in left_out else _moved(gradient, -aside))
        self.update_arrow.show_span(None if "update" in left_out else _moved(step, aside))

    def _draw_minima(self, point: CurvePoint) -> tuple[QPointF, QPointF] | None:
        """Ticks at the lowest points; the nearest one's ends, lower and upper, where it is in sight."""
        area, path = self._plot.area, QPainterPath()
        minima = () if "minimum" in self._left_out else point.minima
        feet = [self._plot.pixel(*minimum) for minimum in minima]
        ticks = [
            (foot, QPointF(foot.x(), max(foot.y() - self._plot.look.px(_TICK), area.top()))) for foot in feet
        ]
        inside = [tick for tick in ticks if area.contains(tick[0])]
        self._valley.setVisible(point.is_valley and bool(inside))
        if point.is_valley and inside:
            height = inside[0][0].y()
            self._valley.setLine(area.left(), height, area.right(), height)
        else:
            for foot, end in inside:
                path.moveTo(foot)
                path.lineTo(end)
        self._ticks.setPath(path)
        return ticks[0] if ticks and area.contains(ticks[0][0]) else None

    # Labels

    def _labels_at_ball(self, texts: CurveLabels) -> list[Label]:
        if not self.ball.is_inside:
            return [texts.away(self.ball)]
        place, gradient, step = self.ball.place, self.gradient_arrow.span, self.update_arrow.span
        labels = [] if "gradient" in self._left_out else [texts.gradient(place, gradient)]
        labels += [] if "update" in self._left_out else texts.update(place, step)
        if gradient is not None:
            is_broken = not all(span.to_scale for span in (gradient, step) if span is not None)
            labels += texts.scale(*self._scale(), is_broken)
        return labels

    def _obstacles(self) -> list[QRectF]:
        return [self.ball.box, *self.gradient_arrow.boxes, *self.update_arrow.boxes]

    # The scale of the gradient's arrow

    def _scale(self) -> tuple[float, float]:
        """A round slope, and how long its arrow is."""
        look = self._plot.look
        across, up = self._plot.pixel_size()
        return round_length(up / across / look.px(_SLOPE_LENGTH), look.px(_SCALE_BAR))

    def _draw_scale_bar(self) -> None:
        box, path = self.labels.box("scale"), QPainterPath()
        if box is not None:
            length, y, half = self._scale()[1], box.center().y(), self._plot.look.px(3.0)
            for x in (box.left(), box.left() + length):
                path.moveTo(x, y - half)
                path.lineTo(x, y + half)
            path.moveTo(box.left(), y)
            path.lineTo(box.left() + length, y)
        self._scale_bar.setPath(path)


def _dashed(pen: QPen, dash: float, gap: float) -> QPen:
    pen = QPen(pen)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash, gap])
    return pen


def _moved(span: Span | None, down: float) -> Span | None:
    return None if span is None else span.moved(QPointF(0.0, down))


def _xy(point: QPointF) -> tuple[float, float]:
    return point.x(), point.y()
