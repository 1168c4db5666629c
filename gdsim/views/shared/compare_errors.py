"""E over the steps for several descents, and the error that they are to reach as a line that can be dragged.

What the line means stands at the field where it is typed: here names and lines are close together as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.history import History
from gdsim.scenario.words import language, tr
from gdsim.views.shared.labels import Label, LabelLayer, Side, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.peaks import peaks
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.series_item import Series, SeriesItem, in_parts
from gdsim.views.shared.sight import Range
from gdsim.views.shared.step_count import steps_end
from gdsim.views.shared.symbols import math_html
from gdsim.views.shared.theme import Quantity

# Of the two plots beside each other: fewer numbers than on a wide one.
_TICKS = 1.0
_REACH = 8.0
# Markers on a line, about.
_MARKERS = 7
# What climbs is followed this far above where all began; a logarithmic axis shows no more decades than these.
_ABOVE, _MOST_DECADES = 1e3, 18.0
# Free above and below: a part of the height, at least so much that no marker is cut.
_MARGIN, _FREE = 0.05, 8.0
# Names take no more than this part of the width; at the left there is room for the name of the axis.
_MOST_ROOM, _LEFT_ROOM = 0.45, 20.0


class CompareErrors(Plot):
    """E of each descent by its power of ten, with an E of 0 at the bottom; or as it is where some E is negative.

    Signals:
        pointed: the place of the descent under the pointer, or None.
        chosen: the place of the descent that was clicked.
        target_chosen: E at which the line of the error to reach was put.
    """

    pointed = Signal(object)
    chosen = Signal(int)
    target_chosen = Signal(float)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setObjectName("compare_errors")
        self.view_box.disableAutoRange()
        self._line = pg.PlotCurveItem()
        self.view_box.addItem(self._line, ignoreBounds=True)
        self.series = SeriesItem(self)
        self._labels = LabelLayer(self.view_box, look)
        self._descents: Sequence[Descent] = ()
        self._names: Sequence[str] = ()
        self._chosen: int | None = None
        self._target = math.nan
        self._labelled: object = None
        self._logarithmic, self._bottom = True, 0.0
        self._by_hand = self._is_ranging = False
        self.moved_by_hand.connect(self._on_moved_by_hand)
        self.whole_wanted.connect(self.show_whole)
        self.hovered.connect(self._on_hovered)
        self.clicked.connect(self._on_clicked)
        self.dragged.connect(self._on_dragged)
        self.view_box.sigRangeChanged.connect(self._on_view_changed)
        self.view_box.sigResized.connect(self._on_view_changed)

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        super().restyle()
        self.plot_item.getAxis("bottom").setTickDensity(_TICKS)
        if not hasattr(self, "series"):
            return  # called by the base before there is anything of this
        self.series.restyle()
        self._line.setPen(target_pen(self.look))

    def draw(
        self, descents: Sequence[Descent], names: Sequence[str], chosen: int | None, target: float
    ) -> None:
        """All lines, named so, and the error to reach."""
        self._descents, self._names, self._chosen, self._target = descents, names, chosen, target
        self._look_around()
        self._draw()

    def _draw(self) -> None:
        if not self._descents:
            return
        lines = self._lines()
        names = self._names if len(lines) > 1 else [""]
        series = [Series(line, self._marked(i, line), names[i]) for i, line in enumerate(lines)]
        self.series.show_series(series, self._chosen)
        height = float(self._heights(np.array([self._target]))[0])
        left, right = self._range(0)
        self._line.setData([left, right], [height, height])
        self._draw_labels()

    def _lines(self) -> list[Array]:
        """Of each descent (n, 2), as many points as the pixels can show."""
        stretches = max(1, round(self.area.width()))
        pairs = [self._errors(descent, stretches) for descent in self._descents]
        steps, errors = (np.concatenate(part) for part in zip(*pairs, strict=True))
        points = np.column_stack([steps, self._heights(errors)])
        return in_parts(points, [steps for steps, _ in pairs])

    def _errors(self, descent: Descent, stretches: int) -> tuple[Array, Array]:
        """Steps and E, (n,) each."""
        history = descent.history
        low, high = self._range(0)
        first = max(int(np.argmin(history.stale)), math.floor(low) - 1, 0)
        last = min(len(history) - 1, math.ceil(high) + 1)
        if first > last:
            return np.empty(0), np.empty(0)
        return peaks(history.errors[first : last + 1], stretches, first)

    def _marked(self, place: int, line: Array) -> Array:
        """Points of the line at round steps, each descent's at others, and its end."""
        low, high = self._range(0)
        stride = max(1, round((high - low) / _MARKERS))
        at = (line[:, 0] % stride) == ((place * stride) // max(1, len(self._descents))) % stride
        if len(line):
            at[-1] = True
        return line[at]

    def _heights(self, errors: Array) -> Array:
        if not self._logarithmic:
            return np.array(errors)
        with np.errstate(all="ignore"):
            return np.where(errors > 0, np.log10(errors), self._bottom)

    # Labels

    def _draw_labels(self) -> None:
        look, area = self.look, self.area
        state = (area.width(), area.height(), look.zoom, look.theme, language())
        if state == self._labelled:
            return
        self._labelled = state
        error = math_html("E", look, Quantity.ERROR)
        step = tr("step {k}").format(k=math_html("k", look))
        labels = [
            Label("error", error, around(area.topLeft(), Side.BELOW_RIGHT), 3.0, False, pixels=14.0),
            Label("step", step, around(area.bottomRight(), Side.ABOVE_LEFT), 3.0, False, False),
        ]
        self._labels.show(labels)

    # What is in sight

    def show_whole(self) -> None:
        """All steps, and the errors from the lowest to a little above where all began."""
        self._by_hand = False
        self._look_around()
        self._draw()

    def _look_around(self) -> None:
        if not self._descents or self._by_hand or self.is_holding:
            return
        shown = np.append([e for d in self._descents for e in _extremes(d.history)], self._target)
        self._logarithmic = bool((shown >= 0.0).all() and (shown > 0.0).any())
        self.set_logarithmic(self._logarithmic)
        if self._logarithmic:
            shown = shown[shown > 0.0]
        begin = max(abs(float(self._descents[0].history.errors[0])), 1e-300)
        top = min(float(shown.max()), _ABOVE * begin if self._logarithmic else 2.0 * begin)
        low, high = self._heights(np.array([float(shown.min()), top]))
        if self._logarithmic:
            low = max(low, high - _MOST_DECADES)
        size = high - low or max(1e-3, abs(high))
        width = max(1.0, self.area.width())
        last = steps_end(max(descent.step_number for descent in self._descents)) * (1.0 + _MARGIN)
        names = min(self.series.names_width() / width, _MOST_ROOM)
        free = self.look.px(_LEFT_ROOM) / width
        whole = last / (1.0 - names - free)
        steps = (-free * whole, last + names * whole)
        self._bottom = low
        free = self.look.px(_FREE) / max(1.0, self.area.height() - 2 * self.look.px(_FREE))
        margin = max(_MARGIN, free) * size
        self._is_ranging = True
        self.setRange(xRange=steps, yRange=(low - margin, high + margin), padding=0)
        self._is_ranging = False

    def _range(self, axis: int) -> Range:
        low, high = self.view_box.viewRange()[axis]
        return low, high

    def _on_view_changed(self) -> None:
        if self.isVisible() and not self._is_ranging:
            self._draw()

    def _on_moved_by_hand(self) -> None:
        self._by_hand = True

    # Pointing

    def can_grab(self, position: QPointF) -> bool:
        """On the line of the error to reach."""
        height = float(self._heights(np.array([self._target]))[0])
        if not math.isfinite(height):
            return False
        pixel = self.pixel(position.x(), position.y())
        return abs(pixel.y() - self.pixel(0.0, height).y()) <= self.look.px(_REACH)

    def _on_dragged(self, position: QPointF) -> None:
        bottom, top = self._range(1)
        height = min(max(position.y(), bottom), top)
        error = 10.0**height if self._logarithmic else height
        self.target_chosen.emit(float(f"{error:.2g}"))

    def _on_hovered(self, position: QPointF | None) -> None:
        over = position is not None and self.can_grab(position)
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if over else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(None if position is None or over else self._at(position))

    def _on_clicked(self, position: QPointF) -> None:
        place = self._at(position)
        if place is not None:
            self.chosen.emit(place)

    def _at(self, position: QPointF) -> int | None:
        return self.series.place_near(self.pixel(position.x(), position.y()), self.look.px(_REACH))


def _extremes(history: History) -> list[float]:
    """The smallest E and the largest, and the smallest above 0, of what is worth drawing."""
    errors = history.errors[int(np.argmin(history.stale)) :]
    low, high = float(errors.min()), float(errors.max())
    if low > 0.0 and high < math.inf:
        return [low, high]
    errors = errors[np.isfinite(errors)]
    above = errors[errors > 0.0]
    return [float(e) for part in (errors, above) if len(part) for e in (part.min(), part.max())]


def target_pen(look: Look) -> QPen:
    """Of the line of the error to reach."""
    pen = look.pen(Quantity.ERROR, 0.6)
    pen.setDashPattern([4.0, 3.0])
    return pen
