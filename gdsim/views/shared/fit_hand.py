"""Records of the fit chosen and moved by hand: a drag, or a run of key presses, is one undo entry."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.fit_plot import FitPlot, decimals_of, moved_by
from gdsim.views.shared.turns import Turns

_KEY_STEP = 0.01  # of the visible height


class RecordHand(QObject):
    """Asks the session for records elsewhere, as mouse and keys on the plot say.

    Signals:
        released: a drag is over.
    """

    released = Signal()

    def __init__(self, session: Session, plot: FitPlot, axes: Callable[[], FitAxes], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._plot, self._axes = session, plot, axes
        self._record: int | None = None
        self._key: object = None
        self._grip = self._origin = QPointF()
        plot.grabbed.connect(self._on_grabbed)
        plot.dragged.connect(self._on_dragged)
        plot.released.connect(self._on_released)
        plot.turned.connect(self._on_turned)
        plot.lifted.connect(self._on_lifted)

    @property
    def is_holding(self) -> bool:
        """In the middle of a drag."""
        return self._record is not None

    def _on_grabbed(self, position: QPointF) -> None:
        record, neuron = self._plot.record_at(position), self._session.scenario.neuron
        terms = self._session.derived.terms
        if record is None or neuron is None or terms is None:
            return
        self._session.select_record(record)
        self._record, self._key = record, object()
        Turns.of(self._session).take_hold(self._plot)
        x, y, _ = self._axes().positions(neuron, terms)
        self._grip, self._origin = position, QPointF(float(x[record]), float(y[record]))

    def _on_dragged(self, position: QPointF) -> None:
        dataset = self._session.scenario.dataset
        if self._record is None or dataset is None:
            return
        moved, (width, height) = position - self._grip, self._plot.pixel_size()
        place = moved_by(self._origin.x(), moved.x(), width), moved_by(self._origin.y(), moved.y(), height)
        self._edit(dataset.with_values(self._axes().cells(self._record, dataset, place)), self._key)

    def _on_released(self) -> None:
        self._record = None
        Turns.of(self._session).let_go(self._plot)
        self.released.emit()

    def _on_turned(self, by: int) -> None:
        record, dataset = self._session.selected_record, self._session.scenario.dataset
        if record is not None and dataset is not None:
            self._session.select_record((record + by) % dataset.record_count)

    def _on_lifted(self, by: int) -> None:
        record, dataset = self._session.selected_record, self._session.scenario.dataset
        if record is None or dataset is None:
            return
        bottom, top = self._plot.view_box.viewRange()[1]
        step = 10.0 ** np.floor(np.log10((top - bottom) * _KEY_STEP))
        target = round(float(dataset.targets[record]) + by * step, decimals_of(step))
        self._edit(dataset.with_value(record, dataset.input_count, target), ("lift", record))

    def _edit(self, dataset: Dataset, key: object) -> None:
        try:
            self._session.edit_data(dataset, tr("Move record"), merge=key)
        except GdsimError as error:
            self._session.problem.emit(error.message)
