"""The error over the steps: E at step k, linear or logarithmic, with marks where something was edited."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QComboBox, QGraphicsLineItem, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.labels import ALL_SIDES, NOTE_PIXELS, Label, LabelLayer, Side, around, points_along
from gdsim.views.shared.look import Look
from gdsim.views.shared.peaks import peaks
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.sight import Range
from gdsim.views.shared.step_count import steps_end
from gdsim.views.shared.symbols import math_html, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# Up to so many points each is a dot; from so many on the line is thin, which draws faster.
_MOST_DOTS, _THIN_FROM = 60, 2_000
_EDIT_LABELS = 12
_HERE, _REACH = 11.0, 10.0
_OLD_ALPHA = 0.6
# Free at the axes, as a part of the range. Where E changes by less than that of itself, 0 is left out.
_BELOW, _ABOVE, _LEFT, _FLAT = 0.04, 0.05, 0.03, 0.1
# A logarithmic axis shows no more decades than this below the highest.
_MOST_DECADES = 40.0


class ErrorHistory(View):
    """E of all the data at every step, the present one larger, grey what was measured before an edit."""

    object_name = "error_history"
    lag = 100

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = Plot(look, self)
        self.plot.setObjectName("error_history_plot")
        self.setFocusProxy(self.plot)
        self._edits = pg.PlotCurveItem(connect="pairs")
        self._old, self._fresh = pg.PlotCurveItem(connect="finite"), pg.PlotCurveItem(connect="finite")
        self._dots, self._here = pg.ScatterPlotItem(), pg.ScatterPlotItem()
        for item in (self._edits, self._old, self._fresh, self._dots, self._here):
            self.plot.addItem(item)
        self.plot.view_box.disableAutoRange()
        self._cross = QGraphicsLineItem(self.plot.view_box)
        self._labels = LabelLayer(self.plot.view_box, look)
        self._readout = LabelLayer(self.plot.view_box, look, depth=60.0)
        self.scale = QComboBox(self)
        self.scale.setObjectName("error_scale")
        self.scale.setProperty("quiet", True)
        self.scale.addItems(["", ""])
        self._logarithmic = False
        self._by_hand = False
        self._is_ranging = False
        self._seen_steps = 0
        self._pointer: QPointF | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.plot, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.scale.currentIndexChanged.connect(self._on_scale_chosen)
        self.plot.hovered.connect(self._on_hovered)
        self.plot.whole_wanted.connect(self.show_whole)
        self.plot.moved_by_hand.connect(self._on_moved_by_hand)
        self.plot.view_box.sigRangeChanged.connect(self._on_view_changed)
        self.plot.view_box.sigResized.connect(self._on_view_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Error over the steps")

    @property
    def logarithmic(self) -> bool:
        """E is drawn by its power of ten."""
        return self._logarithmic

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Draw E by its power of ten, or as it is."""
        if logarithmic != self._logarithmic:
            self._logarithmic = logarithmic
            self._by_hand = False
            self.plot.set_logarithmic(logarithmic)
            self.refresh()

    # Drawing

    def refresh(self) -> None:
        """Draw everything."""
        self._show_scale()
        self._look_around()
        self._draw()

    def refresh_selection(self) -> None:
        """Only the highlight is drawn here."""
        self._draw_lines()

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        look = self.look
        self.plot.restyle()
        self.scale.setFont(look.text_font(NOTE_PIXELS))
        self.scale.setVisible(not look.for_hall)
        quiet = look.pen(width=0.5)
        quiet.setColor(look.soft())
        quiet.setWidthF(0.7 * quiet.widthF())
        self._cross.setPen(quiet)
        dashed = look.pen(width=0.5)
        dashed.setColor(look.soft())
        dashed.setDashPattern([4.0, 3.0])
        self._edits.setPen(dashed)
        self._here.setPen(look.pen(Quantity.ERROR, 0.5))
        self._here.setBrush(look.color(Quantity.ERROR))
        self._here.setSize(look.px(_HERE))
        self._dots.setPen(None)
        self._dots.setBrush(look.color(Quantity.ERROR))
        self._dots.setSize(look.px(5.0))

    def retranslate(self) -> None:
        """The chooser's words."""
        self.scale.setItemText(0, tr("linear"))
        self.scale.setItemText(1, tr("logarithmic"))
        self.scale.setAccessibleName(tr("Scale of the error axis"))
        self.scale.setToolTip(tr("Scale of the error axis"))

    def describe(self) -> str:
        """How E has gone, in a sentence."""
        history, k = self.session.descent.history, self.session.step_number
        if k == 0:
            return tr("Step 0, error {error}.").format(error=number_text(self.session.error))
        return tr("Step {k}: the error went from {first} to {error}.").format(
            k=k, first=number_text(float(history.errors[0])), error=number_text(self.session.error)
        )

    def _show_scale(self) -> None:
        """The chooser, as wide as its word; the list that it opens as wide as the widest."""
        scale, look = self.scale, self.look
        scale.blockSignals(True)
        scale.setCurrentIndex(int(self._logarithmic))
        scale.blockSignals(False)
        scale.setFixedWidth(round(scale.fontMetrics().horizontalAdvance(scale.currentText()) + look.px(40.0)))
        scale.view().setMinimumWidth(scale.sizeHint().width() + round(look.px(16.0)))

    def _draw(self) -> None:
        self._draw_lines()
        history = self.session.descent.history
        heights = self._heights(history.errors[-1:])
        finite = np.flatnonzero(np.isfinite(heights))
        self._here.setData(x=finite + float(len(history) - 1), y=heights[finite])
        bottom, top = self._shown(1)
        edits = np.repeat(np.array(self.session.descent.edits, dtype=np.float64), 2)
        self._edits.setData(edits, np.tile([bottom, top], len(edits) // 2))
        self._draw_labels()
        self._show_pointer()

    def _draw_lines(self) -> None:
        """Both parts of the history, as many points as the pixels can show."""
        history, look = self.session.descent.history, self.look
        low, high = self._shown(0)
        first, last = max(0, math.floor(low) - 1), min(len(history) - 1, math.ceil(high) + 1)
        thin = last - first > _THIN_FROM
        stronger = 1.6 if self.session.highlight == Quantity.ERROR else 1.0
        pen = look.pen(Quantity.ERROR, stronger)
        grey = look.pen()
        soft = look.soft()
        soft.setAlphaF(_OLD_ALPHA)
        grey.setColor(soft)
        for p in (pen, grey):
            if thin:
                p.setWidthF(1.0)
        self._old.setPen(grey)
        self._fresh.setPen(pen)
        stale, errors = history.stale[first : last + 1], history.errors[first : last + 1]
        self._set_line(self._old, first, np.where(stale, errors, np.nan))
        x, y = self._set_line(self._fresh, first, np.where(stale, np.nan, errors))
        few = len(x) <= _MOST_DOTS
        self._dots.setData(x=x[few & np.isfinite(y)], y=y[few & np.isfinite(y)])

    def _set_line(self, item: pg.PlotCurveItem, first: int, errors: Array) -> tuple[Array, Array]:
        """Draw the errors (n,) of the steps from ``first`` on; a gap where they are NaN."""
        x, y = peaks(errors, max(1, round(self.plot.area.width())), first)
        y = self._heights(y)
        # A line of gaps alone would be an outline of nothing, at which readers of a PDF stumble.
        item.setVisible(bool(np.isfinite(y).any()))
        item.setData(x, y)
        return x, y

    def _heights(self, errors: Array) -> Array:
        """Where E is drawn: as it is, or by its power of ten; NaN where that is none."""
        if not self._logarithmic:
            return np.array(errors)
        with np.errstate(all="ignore"):
            return np.where(errors > 0, np.log10(errors), np.nan)

    def _draw_labels(self) -> None:
        look, area = self.look, self.plot.area
        error, step = math_html("E", look, Quantity.ERROR), math_html("k", look)
        top = tuple(
            (QPointF(x * area.width(), area.top()), Side.BELOW_RIGHT) for x in (0.0, 0.1, 0.2, 0.35, 0.5)
        )
        corner = around(QPointF(area.right(), area.bottom()), Side.ABOVE_LEFT)
        corner += around(QPointF(area.right(), area.bottom() - look.px(24.0)), Side.ABOVE_LEFT)
        labels = [
            Label("error", error, top, 3.0, may_move=False, pixels=14.0),
            Label("step", tr("step {k}").format(k=step), corner, 3.0, may_move=False),
            *self._not_drawn(),
            *self._edit_labels(),
        ]
        self._labels.show(labels, self._here_boxes(), self._line_pixels())

    def _here_boxes(self) -> list[QRectF]:
        x, y = self._here.getData()
        half = self.look.px(_HERE) / 2 + 1.0
        corner = QPointF(half, half)
        return [QRectF(place - corner, place + corner) for place in map(self.plot.pixel, x, y)]

    def _line_pixels(self) -> Array:
        lines = [
            np.column_stack(item.getData())
            for item in (self._old, self._fresh)
            if item.getData()[0] is not None
        ]
        return np.concatenate([points_along(self.plot.pixels(line), self.plot.area) for line in lines])

    def _edit_labels(self) -> list[Label]:
        """A word at the latest marks in sight."""
        area, look = self.plot.area, self.look
        low, high = self._shown(0)
        seen = [k for k in self.session.descent.edits if low <= k <= high][-_EDIT_LABELS:]
        labels = []
        for k in reversed(seen):
            top = QPointF(self.plot.pixel(k, 0.0).x(), area.top() + look.px(4.0))
            sides = around(top, Side.BELOW_RIGHT, Side.BELOW_LEFT)
            labels.append(Label(f"edit {k}", tr("edit"), sides, 3.0, False, False, pixels=NOTE_PIXELS))
        return labels

    def _not_drawn(self) -> list[Label]:
        """That a logarithmic axis has no place for E ≤ 0."""
        if not self._logarithmic:
            return []
        count = int(np.count_nonzero(~(self.session.descent.history.errors > 0)))
        if count == 0:
            return []
        text = tr("not drawn: {count} with E ≤ 0").format(count=count)
        place = QPointF(self.plot.area.center().x(), self.plot.area.bottom())
        return [Label("not_drawn", text, around(place, Side.ABOVE), 3.0, pixels=NOTE_PIXELS)]

    # What is in sight

    def show_whole(self) -> None:
        """All steps and all errors."""
        self._by_hand = False
        self.refresh()

    def _look_around(self) -> None:
        """Ranges grow in jumps; they are the user's as long as the user moved them by hand."""
        k = self.session.step_number
        if k < self._seen_steps:
            self._by_hand = False
        self._seen_steps = k
        if not self._by_hand:
            end = steps_end(k)
            self._set_range((-_LEFT * end, (1.0 + _LEFT) * end), self._wanted_heights())

    def _wanted_heights(self) -> Range:
        errors = self.session.descent.history.errors
        errors = errors[errors > 0] if self._logarithmic else errors
        if len(errors) == 0:
            return (-1.0, 1.0) if self._logarithmic else (0.0, 1.0)
        low, high = float(errors.min()), float(errors.max())
        if self._logarithmic:
            top, bottom = math.log10(high), math.log10(low)
            low, high = math.floor(max(bottom, top - _MOST_DECADES) - 0.05), math.ceil(top + 0.05)
        elif low >= 0.0 and (high - low >= _FLAT * high or low == high):
            low, high = 0.0, _rounded_up(high)
        size = high - low or 1.0
        return low - _BELOW * size, high + _ABOVE * size

    def _set_range(self, steps: Range, heights: Range) -> None:
        self._is_ranging = True
        self.plot.setRange(xRange=steps, yRange=heights, padding=0)
        self._is_ranging = False

    def _shown(self, axis: int) -> Range:
        low, high = self.plot.view_box.viewRange()[axis]
        return low, high

    def _on_view_changed(self) -> None:
        if self.isVisible() and not self._is_ranging:
            self._draw()

    def _on_moved_by_hand(self) -> None:
        self._by_hand = True

    def _on_scale_chosen(self, index: int) -> None:
        self.set_logarithmic(index == 1)

    # Pointing

    def _on_hovered(self, position: QPointF | None) -> None:
        self._pointer = position
        place = None if position is None else self._place_of(round(position.x()))
        if position is not None and place is not None:
            away = place.y() - self.plot.pixel(position.x(), position.y()).y()
            place = place if abs(away) <= self.look.px(_REACH) else None
        self.session.set_highlight(None if place is None else Quantity.ERROR)
        self._show_pointer()

    def _place_of(self, k: int) -> QPointF | None:
        """In pixels, where step k is drawn; at the bottom where it cannot be."""
        history = self.session.descent.history
        if not 0 <= k < len(history):
            return None
        height = float(self._heights(history.errors[k : k + 1])[0])
        return self.plot.pixel(k, height if math.isfinite(height) else self._shown(1)[0])

    def _show_pointer(self) -> None:
        """A line at the nearest step, and what was there."""
        area, history = self.plot.area, self.session.descent.history
        k = -1 if self._pointer is None else round(self._pointer.x())
        place = self._place_of(k)
        if place is None:
            self._cross.setVisible(False)
            self._readout.show([])
            return
        error = float(history.errors[k])
        self._cross.setVisible(True)
        self._cross.setLine(place.x(), area.top(), place.x(), area.bottom())
        text = (
            f"{math_html('k', self.look)} = {k}, "
            f"{math_html('E', self.look, Quantity.ERROR)} = {value_html(number_text(error), self.look, Quantity.ERROR)}"
        )
        if history.stale[k]:
            text += ", " + tr("before the edit")
        label = Label("readout", text, around(place, *ALL_SIDES), self.look.px(10.0), framed=True)
        self._readout.show([label], avoid=self._line_pixels())


def _rounded_up(value: float) -> float:
    """To half a power of ten: an axis that ends there does not grow at every step."""
    if value <= 0.0:
        return 1.0
    half = 0.5 * 10.0 ** math.floor(math.log10(value))
    return half * math.ceil(value / half)
