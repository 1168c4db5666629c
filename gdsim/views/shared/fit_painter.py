"""Records painted on the fit: a stroke of the mouse, or one press of a key, is one undo entry."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Signal

from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.fit_plot import FitPlot, decimals_of
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity

CLOSEST, FARTHEST = 2, 200  # between two records of a stroke, in pixels of the drawing
_SPACING = 20
_KEY_PART = 0.02  # of the visible range, a press of an arrow key


class RecordPainter(QObject):
    """A brush on the plot of the fit, and a cross that arrow keys move.

    A click paints a record, a drag one at each spacing along its way; the right button, or Shift, erases
    what it comes upon. A record is put down as coarsely as a pixel, as one that is dragged. Inputs that are
    not drawn over are taken from the chosen record.

    Signals:
        changed: on or off, another cursor, other settings.
    """

    changed = Signal()

    def __init__(
        self, session: Session, look: Look, plot: FitPlot, axes: Callable[[], FitAxes], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._look, self._plot, self._axes = session, look, plot, axes
        self._is_on = self._snaps = self._erases = False
        self._spacing = _SPACING
        self._stroke: object = None
        self._last = QPointF()
        self._cursor = QPointF()
        self._cross = pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0)
        for line in self._cross:
            line.setZValue(-0.5)
            line.hide()
            plot.addItem(line, ignoreBounds=True)
        plot.stroke_begun.connect(self._on_begun)
        plot.stroke_moved.connect(self._on_moved)
        plot.stroke_ended.connect(self._on_ended)
        plot.cursor_pushed.connect(self._on_pushed)
        plot.cursor_used.connect(self._on_used)
        plot.painting_left.connect(self.leave)

    # What there is to read, and to choose

    @property
    def is_on(self) -> bool:
        """Mouse and keys paint."""
        return self._is_on

    @property
    def cursor(self) -> QPointF:
        """Where a key would paint, in data coordinates."""
        return self._cursor

    @property
    def spacing(self) -> int:
        """Between two records of a stroke, in pixels of the drawing."""
        return self._spacing

    @property
    def snaps(self) -> bool:
        """Targets become 0 or 1, whichever is nearer: classes."""
        return self._snaps

    def set_spacing(self, pixels: int) -> None:
        """Paint more or less densely.

        Raises:
            GdsimError: too close, or too far apart.
        """
        if not CLOSEST <= pixels <= FARTHEST:
            raise GdsimError(
                Message(QT_TR_NOOP("From {least} to {most} pixels."), least=CLOSEST, most=FARTHEST)
            )
        self._spacing = pixels
        self.changed.emit()

    def set_snaps(self, snaps: bool) -> None:
        """Whether targets become 0 or 1."""
        self._snaps = snaps
        self.changed.emit()

    def refusal(self) -> Message | None:
        """Why nothing can be painted now, or None."""
        dataset = self._session.scenario.dataset
        if dataset is None:
            return Message(QT_TR_NOOP("A surface has no data: there is nothing to paint on."))
        if self._axes().moves_with_prediction:
            return Message(
                QT_TR_NOOP(
                    "These records have {count} inputs: choose above the plot over which of them to paint."
                ),
                count=dataset.input_count,
            )
        return None

    def enter(self) -> None:
        """Begin to paint, or say why not."""
        refused = self.refusal()
        if refused is not None:
            self._session.problem.emit(refused)
        self._set_on(refused is None)

    def leave(self) -> None:
        """Paint no more."""
        self._set_on(False)

    def restyle(self) -> None:
        """The cross in the look's colours."""
        for line in self._cross:
            line.setPen(self._look.pen(Quantity.WEIGHT, 0.6))

    def _set_on(self, is_on: bool) -> None:
        if is_on and not self._is_on:
            (left, right), (bottom, top) = self._plot.view_box.viewRange()
            self._cursor = QPointF((left + right) / 2, (bottom + top) / 2)
            self._plot.setFocus()
        self._is_on = is_on
        self._plot.set_painting(is_on)
        self._show_cross()
        self.changed.emit()

    def _show_cross(self) -> None:
        for line, place in zip(self._cross, (self._cursor.x(), self._cursor.y()), strict=True):
            line.setValue(place)
            line.setVisible(self._is_on)

    # Mouse

    def _on_begun(self, position: QPointF, erases: bool) -> None:
        self._stroke, self._erases, self._last = object(), erases, position
        if erases:
            self._erase(position, position)
        else:
            self._paint([(position.x(), position.y())])

    def _on_moved(self, position: QPointF) -> None:
        if self._stroke is None:
            return
        if self._erases:
            self._erase(self._last, position)
            self._last = position
            return
        width, height = self._plot.pixel_size()
        way = position - self._last
        length = math.hypot(way.x() / width, way.y() / height)
        step = self._look.px(self._spacing)
        places = [self._last + way * (n * step / length) for n in range(1, int(length // step) + 1)]
        if places:
            self._last = places[-1]
            self._paint([(place.x(), place.y()) for place in places])

    def _on_ended(self) -> None:
        self._stroke = None

    # Keys

    def _on_pushed(self, right: int, up: int) -> None:
        """To the next round place, within sight."""
        ranges = self._plot.view_box.viewRange()
        places = (self._cursor.x(), self._cursor.y())
        x, y = (_pushed(p, by, *shown) for p, by, shown in zip(places, (right, up), ranges, strict=True))
        self._cursor = QPointF(x, y)
        self._show_cross()
        self.changed.emit()

    def _on_used(self, erases: bool) -> None:
        self._stroke = object()
        if erases:
            self._erase(self._cursor, self._cursor)
        else:
            self._paint([(self._cursor.x(), self._cursor.y())])
        self._stroke = None

    # The data

    def _paint(self, places: Sequence[tuple[float, float]]) -> None:
        dataset = self._session.scenario.dataset
        if dataset is None:
            return
        others = self._others(dataset)
        rows = np.array([self._row(others, *place) for place in places])
        if self._edit(dataset.with_records(rows), tr("Paint records")):
            self._session.select_record(dataset.record_count + len(rows) - 1)
            self._cursor = QPointF(*places[-1])
            self._show_cross()
            self.changed.emit()

    def _others(self, dataset: Dataset) -> Array:
        """(d+1,), what the chosen record has in its columns; zeros where there is none."""
        record = self._session.selected_record
        return np.zeros(dataset.input_count + 1) if record is None else dataset.table()[record]

    def _row(self, others: Array, x: float, y: float) -> Array:
        width, height = self._plot.pixel_size()
        row = others.copy()
        row[self._axes().column] = round(x, decimals_of(width))
        row[-1] = float(y >= 0.5) if self._snaps else round(y, decimals_of(height))
        return row

    def _erase(self, start: QPointF, end: QPointF) -> None:
        dataset, found = self._session.scenario.dataset, self._plot.records_along(start, end)
        if dataset is not None and found:
            self._edit(dataset.without_records(found), tr("Erase records"))

    def _edit(self, dataset: Dataset, text: str) -> bool:
        try:
            self._session.edit_data(dataset, text, merge=self._stroke)
        except GdsimError as error:
            self._stroke = None  # told once, not at every move
            self._session.problem.emit(error.message)
            return False
        return True


def _pushed(place: float, by: int, low: float, high: float) -> float:
    """The next round place in a direction; where it is not pushed, the same."""
    if not by:
        return place
    part = (high - low) * _KEY_PART
    step = 10.0 ** math.floor(math.log10(part))
    step *= max(m for m in (1.0, 2.0, 5.0) if m * step <= part)
    steps = place / step
    steps = math.floor(steps + 1e-6) + by if by > 0 else math.ceil(steps - 1e-6) + by
    return min(max(round(steps * step, decimals_of(step)), low), high)
