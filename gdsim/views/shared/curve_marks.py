"""What is drawn on an error curve at the present weight: ball, tangent, both arrows, minimum, and their labels."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from gdsim.engine.array import Array
from gdsim.views.shared.arrows import Span, fit_arrow
from gdsim.views.shared.curve_labels import CurveLabels, CurvePoint
from gdsim.views.shared.labels import (
    NOTHING,
    points_along,
)
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.plot_marks import PlotMarks, dashed
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail

# Lengths in pixels of the drawing.
_TANGENT = 88.0  # from the ball to each end
_SLOPE_LENGTH = 64.0  # of the gradient's arrow where the tangent rises at 45° on the screen
_SHORTEST = 28.0
_LONGEST_PART = 0.4  # of the plot's width, for the gradient's arrow
_ASIDE = 9.0  # of each arrow where both point the same way
_TICK = 18.0


class CurveMarks(PlotMarks):
    """Draws a CurvePoint on a plot. Coordinates are pixels of the view box."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot)
        box = plot.view_box
        self._valley, self._drop, self._tangent = (QGraphicsLineItem(box) for _ in range(3))
        self._ticks = QGraphicsPathItem(box)
        self._stack(self._valley, self._drop, self._ticks, self._tangent)
        self._valley.setZValue(-0.5)  # where the curve is the line of minima, the curve is seen

    def draw(
        self,
        point: CurvePoint,
        trail: Trail,
        slopes: Array,
        lines: Array,
        highlight: str | None,
    ) -> None:
        """Draw everything anew.

        Args:
            point: what to draw.
            trail: already drawn; its numbers are added.
            slopes: (k+1,), ∂E/∂w of each step: a number stands outside of the bowl.
            lines: (n, 2), pixels on the curve, which labels avoid.
            highlight: name of the quantity pointed at.
        """
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
        super()._style(highlight)
        look = self._plot.look
        self._tangent.setPen(look.pen(Quantity.GRADIENT, 0.75))
        self._drop.setPen(dashed(look.pen(Quantity.WEIGHT, 0.5), 2.5, 2.5))
        soft = look.pen(width=0.5)
        soft.setColor(look.soft())
        self._ticks.setPen(soft)
        self._valley.setPen(dashed(soft, 6.0, 4.0))

    # Lines and arrows

    def _draw_lines(self, point: CurvePoint, here: QPointF) -> None:
        area = self._plot.area
        inside = self.ball.is_inside
        self._drop.setVisible(inside)
        has_tangent = math.isfinite(point.slope) and point.shows_slope
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
        self._slope_per_pixel = up / across / look.px(_SLOPE_LENGTH)
        steepness = point.slope * across / up if point.shows_slope else 0.0
        update = point.update or 0.0
        aside = look.px(_ASIDE) if steepness * update > 0 else 0.0
        inset = look.px(4.0)
        bounds = area.adjusted(inset, inset, -inset, -inset)
        shortest, longest = look.px(_SHORTEST), _LONGEST_PART * area.width()
        gradient = fit_arrow(
            here, QPointF(steepness * look.px(_SLOPE_LENGTH), 0.0), bounds, shortest, longest
        )
        step = fit_arrow(here, QPointF(update / across, 0.0), bounds, shortest)
        self.gradient_arrow.show_span(_moved(gradient, -aside))
        self.update_arrow.show_span(_moved(step, aside))

    def _draw_minima(self, point: CurvePoint) -> tuple[QPointF, QPointF] | None:
        """Ticks at the lowest points; the nearest one's ends, lower and upper, where it is in sight."""
        area, path = self._plot.area, QPainterPath()
        feet = [self._plot.pixel(*minimum) for minimum in point.minima]
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


def _moved(span: Span | None, down: float) -> Span | None:
    return None if span is None else span.moved(QPointF(0.0, down))


def _xy(point: QPointF) -> tuple[float, float]:
    return point.x(), point.y()
