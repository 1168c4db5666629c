"""What is drawn of a study of learning rates: E over η, the marks of the curvature, η in force and the best one."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsLineItem

from gdsim.engine.array import Array
from gdsim.engine.message import Count
from gdsim.engine.rate_study import RateMarks, RateStudy
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Label, LabelLayer, Side, around, points_along
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.symbols import math_html, value_html
from gdsim.views.shared.theme import Quantity

# More lines 1/λ than these would be a grey band.
_MOST_LINES = 24
_BEST, _HERE = 13.0, 12.0
# The curve is drawn as far above the plot as this many of its heights.
_FAR = 10.0


class Mark(NamedTuple):
    """A learning rate that the curvature singles out."""

    key: str
    html: str
    rate: float
    tip: str


def named_marks(marks: RateMarks) -> list[Mark]:
    """Those that have a name."""
    if marks.limit is None:
        return []
    if len(marks.inverse) == 0:
        return [Mark("limit", tr("limit"), marks.limit, tr("Above it this rule diverges."))]
    found = [Mark("limit", f"2/{_lambda('max')}", marks.limit, tr("Above it plain descent diverges."))]
    if len(marks.inverse) == 1:
        tip = tr("Plain descent reaches the bottom in one step.")
        return [*found, Mark("first", f"1/{_lambda('')}", float(marks.inverse[0]), tip)]
    first, last = float(marks.inverse[0]), float(marks.inverse[-1])
    tip = tr("Up to it plain descent never jumps across the valley.")
    found.append(Mark("first", f"1/{_lambda('max')}", first, tip))
    tip = tr("One step with it goes to the bottom along the flattest direction.")
    found.append(Mark("last", f"1/{_lambda('min')}", last, tip))
    if marks.best is not None:
        text = f"2/({_lambda('min')} + {_lambda('max')})"
        found.append(Mark("long", text, marks.best, tr("Plain descent's fastest in the long run.")))
    return found


def _lambda(name: str) -> str:
    return f"<i>λ</i><sub>{name}</sub>" if name else "<i>λ</i>"


class RateCurve:
    """Draws on a plot whose axis to the right is the power of ten of η.

    Attributes:
        logarithmic: E is drawn by its power of ten.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.logarithmic = False
        self._worse = pg.PlotCurveItem()
        self._lines, self._start = pg.PlotCurveItem(connect="pairs"), pg.PlotCurveItem()
        self._curve = pg.PlotCurveItem(connect="finite")
        self._best, self._here = pg.ScatterPlotItem(symbol="d"), pg.ScatterPlotItem(symbol="o")
        for item in (self._worse, self._lines, self._start, self._curve, self._best, self._here):
            plot.addItem(item)
        self._rate_line = QGraphicsLineItem(plot.view_box)
        self._labels = LabelLayer(plot.view_box, plot.look)

    def restyle(self) -> None:
        """Pens and sizes of the look."""
        look = self._plot.look
        quiet = look.pen(width=0.5)
        quiet.setColor(look.soft())
        quiet.setDashPattern([4.0, 3.0])
        self._lines.setPen(quiet)
        self._start.setPen(quiet)
        self._rate_line.setPen(look.pen(Quantity.RATE, 0.7))
        self._worse.setPen(pg.mkPen(None))
        self._worse.setBrush(pg.mkBrush(look.theme.unstable))
        for item, pixels in ((self._best, _BEST), (self._here, _HERE)):
            item.setBrush(look.color(Quantity.RATE))
            item.setPen(pg.mkPen(look.theme.ground, width=look.px(1.2)))
            item.setSize(look.px(pixels))

    # Between numbers and places

    def heights(self, errors: Array) -> Array:
        """Where E is drawn; NaN where it is infinite."""
        with np.errstate(all="ignore"):
            heights = np.log10(errors) if self.logarithmic else np.array(errors)
        return np.where(np.isfinite(heights), heights, np.nan)

    def height(self, error: float) -> float:
        """Where one E is drawn."""
        return float(self.heights(np.array([error]))[0])

    def x(self, rate: float) -> float:
        """Pixels of the view box."""
        return self._plot.pixel(math.log10(rate), 0.0).x()

    def is_on_best(self, pixel: QPointF) -> bool:
        """This place, in pixels, is on the mark of the best rate."""
        return any(box.contains(pixel) for box in self._boxes(self._best))

    @property
    def label_boxes(self) -> list[QRectF]:
        """Where labels stand, in pixels."""
        return self._labels.boxes

    def text(self, key: str) -> str:
        """What a label says; empty where it is not shown."""
        return self._labels.text(key)

    # Drawing

    def draw(self, study: RateStudy, marks: RateMarks, rate: float, error: float, lit: bool) -> None:
        """All of it, η in force being this rate, with this E after K steps."""
        bottom, top = self._plot.view_box.viewRange()[1]
        heights = np.minimum(self.heights(study.errors), top + _FAR * (top - bottom))
        self._curve.setPen(self._plot.look.pen(Quantity.ERROR, 1.6 if lit else 1.0))
        self._curve.setData(np.log10(study.rates), heights)
        self._draw_worse(study, bottom, top)
        start = self.height(study.start_error)
        self._start.setData(np.log10(study.rates[[0, -1]]), [start, start])
        self._draw_lines(marks, bottom, top)
        self._set(self._best, study.best, study.best_error)
        self._set(self._here, rate, error)
        area, x = self._plot.area, self.x(rate)
        self._rate_line.setLine(x, area.top(), x, area.bottom())
        self._rate_line.setVisible(area.left() <= x <= area.right())
        self._draw_labels(study, marks, rate, start)

    def _draw_worse(self, study: RateStudy, bottom: float, top: float) -> None:
        """The part of the range where E ends higher than it began, or diverges."""
        worse = study.errors > study.start_error
        x = np.log10(study.rates)
        edges = np.concatenate([x[:1], 0.5 * (x[1:] + x[:-1]), x[-1:]])
        self._worse.setFillLevel(bottom)
        self._worse.setData(np.repeat(edges, 2)[1:-1], np.repeat(np.where(worse, top, bottom), 2))

    def _draw_lines(self, marks: RateMarks, bottom: float, top: float) -> None:
        inverse = marks.inverse if len(marks.inverse) <= _MOST_LINES else marks.inverse[[0, -1]]
        rates = np.unique([*inverse, *(mark.rate for mark in named_marks(marks))])
        self._lines.setData(np.repeat(np.log10(rates), 2), np.tile([bottom, top], len(rates)))

    def _set(self, item: pg.ScatterPlotItem, rate: float | None, error: float) -> None:
        height = math.nan if rate is None else self.height(error)
        shown = [] if rate is None or math.isnan(height) else [(math.log10(rate), height)]
        item.setData(x=[x for x, _ in shown], y=[y for _, y in shown])

    def _boxes(self, *items: pg.ScatterPlotItem) -> list[QRectF]:
        half = self._plot.look.px(_BEST / 2)
        places = [self._plot.pixel(x, y) for item in items for x, y in zip(*item.getData(), strict=True)]
        return [QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half) for place in places]

    # Labels

    def _draw_labels(self, study: RateStudy, marks: RateMarks, rate: float, start: float) -> None:
        look, area = self._plot.look, self._plot.area
        error, symbol = math_html("E", look, Quantity.ERROR), math_html("η", look, Quantity.RATE)
        corner = around(area.bottomRight(), Side.ABOVE_LEFT)
        labels = [
            Label("error", error, around(area.topLeft(), Side.BELOW_RIGHT), 3.0, False, pixels=14.0),
            Label("rate", symbol, corner, 3.0, False, pixels=14.0),
            *self._best_label(study),
            self._here_label(rate),
            *self._mark_labels(marks),
            *self._worse_label(study),
            self._start_label(start),
        ]
        curve = points_along(self._plot.pixels(np.column_stack(self._curve.getData())), area)
        self._labels.show(labels, self._boxes(self._best, self._here), curve)

    def _here_label(self, rate: float) -> Label:
        look, area, x = self._plot.look, self._plot.area, self.x(rate)
        html = math_html("η", look, Quantity.RATE) + value_html(f" = {exact_text(rate)}", look, Quantity.RATE)
        spots = [
            (QPointF(x, area.bottom() - row * look.px(20.0)), side)
            for row in range(1, 9)
            for side in (Side.RIGHT, Side.LEFT)
        ]
        return Label("here", html, tuple(spots), look.px(5.0))

    def _best_label(self, study: RateStudy) -> list[Label]:
        if study.best is None:
            return []
        look = self._plot.look
        rate = value_html(f" = {number_text(study.best)}", look, Quantity.RATE)
        error = value_html(f" = {number_text(study.best_error)}", look, Quantity.ERROR, bold=False)
        text = tr("best constant {rate}").format(rate=math_html("η", look, Quantity.RATE) + rate)
        html = f"{text}, {math_html('E', look, Quantity.ERROR)}{error}"
        place = self._plot.pixel(math.log10(study.best), self.height(study.best_error))
        sides = around(place, Side.ABOVE_LEFT, Side.BELOW_LEFT, Side.LEFT, *ALL_SIDES)
        tip = tr("Of all learning rates that stay the same, it leaves the lowest E after {steps:step|steps}.")
        return [Label("best", html, sides, look.px(9.0), tooltip=tip.format(steps=Count(study.steps)))]

    def _mark_labels(self, marks: RateMarks) -> list[Label]:
        """At the top of their lines."""
        labels, px, area = [], self._plot.look.px, self._plot.area
        for mark in named_marks(marks):
            x = self.x(mark.rate)
            if not area.left() <= x <= area.right():
                continue
            spots = [
                (QPointF(x, area.top() + row * px(17.0)), side)
                for side in (Side.BELOW_RIGHT, Side.BELOW_LEFT)  # one side, so that it is clear whose it is
                for row in range(5)
            ]
            tip = f"{number_text(mark.rate)}. {mark.tip}"
            if not marks.exact:
                tip = in_a_row(tip, tr("By the curvature at the start; elsewhere it is another."))
            labels.append(
                Label(mark.key, mark.html, tuple(spots), 3.0, False, tooltip=tip, pixels=NOTE_PIXELS)
            )
        return labels

    def _worse_label(self, study: RateStudy) -> list[Label]:
        worse = np.flatnonzero(study.errors > study.start_error)
        if len(worse) == 0:
            return []
        tip = tr("Here E ends higher than it began, or diverges.")
        area, px = self._plot.area, self._plot.look.px
        left, right = (self.x(float(study.rates[i])) for i in (worse[0], worse[-1]))
        middle = 0.5 * (max(left, area.left()) + min(right, area.right()))
        spots = [(QPointF(middle, area.center().y() + row * px(18.0)), Side.ON) for row in (0, 1, 2, -1, -2)]
        ground = self._plot.look.theme.unstable
        return [
            Label(
                "worse",
                tr("E rises"),
                tuple(spots),
                0.0,
                False,
                tooltip=tip,
                pixels=NOTE_PIXELS,
                ground=ground,
            )
        ]

    def _start_label(self, start: float) -> Label:
        place = QPointF(self._plot.area.left(), self._plot.pixel(0.0, start).y())
        sides = around(place, Side.ABOVE_RIGHT, Side.BELOW_RIGHT)
        return Label("start", tr("E at the start"), sides, 3.0, False, pixels=NOTE_PIXELS)
