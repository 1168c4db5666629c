"""The fit: records, predictions, and the residuals between them as segments and literal squares."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.engine.message import Count
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes, axes_for
from gdsim.views.shared.fit_choices import FitChoices
from gdsim.views.shared.fit_hand import RecordHand
from gdsim.views.shared.fit_labels import names_of
from gdsim.views.shared.fit_marks import MOST_SEGMENTS, FitMarks
from gdsim.views.shared.fit_paint_bar import PaintBar
from gdsim.views.shared.fit_painter import RecordPainter
from gdsim.views.shared.fit_plot import FitPlot
from gdsim.views.shared.fit_range import RangeKeeper
from gdsim.views.shared.fit_readout import FitReadout
from gdsim.views.shared.fit_sums import FitSums, sum_of
from gdsim.views.shared.labels import LabelLayer
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# Beyond these many records single marks say nothing and cost much.
MOST_POINTS = 5_000
# Of more, residuals are thin lines and labels cannot keep off them.
_MOST_THICK = 200

_CURVE_POINTS = 300
_RECORD = 9.0  # a record's diameter

# Heights of the drawing from which on there is room for help, read-out and choices, and the least of all.
_WITH_HELP, _WITH_READOUT, _WITH_CHOICES, _LOWEST = 220.0, 130.0, 96.0, 50.0

NOTHING = np.empty(0)


class Fit(View):
    """Records over one input or over the prediction, with what the neuron says of them.

    A record is chosen by a click, moved by the mouse, or by the arrow keys: left and right choose, up and
    down move its target. While one paints, mouse and keys add and erase records.

    Signals:
        painting_changed: whether one paints now.
    """

    object_name = "fit"
    lag = 40

    painting_changed = Signal(bool)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._axes_index: int | None = None
        self.plot = FitPlot(look, self)
        self.plot.setObjectName("fit_plot")
        self.marks = FitMarks(self.plot)
        self._range = RangeKeeper(self.plot)
        self._line = pg.PlotCurveItem()
        self._predictions = pg.ScatterPlotItem()
        self._records = pg.ScatterPlotItem()
        self._chosen = pg.ScatterPlotItem()
        for depth, item in enumerate((self._line, self._predictions, self._records, self._chosen)):
            item.setZValue(depth)
            self.plot.addItem(item)
        self._hand = RecordHand(session, self.plot, self._axes_now, self)
        self.painter = RecordPainter(session, look, self.plot, self._axes_now, self)
        self._labels = LabelLayer(self.plot.view_box, look)
        self._readout = FitReadout(look, self)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choices = FitChoices(self)
        self.paint_bar = PaintBar(look, self.painter, self)
        self.sums = FitSums(look, self)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choices)
        layout.addWidget(self.paint_bar)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.sums)
        layout.addWidget(self._readout)
        self._connect()

    def _connect(self) -> None:
        plot = self.plot
        plot.view_box.sigRangeChanged.connect(self._on_range_changed)
        plot.view_box.sigResized.connect(self._on_range_changed)
        plot.hovered.connect(self._on_hovered)
        plot.whole_wanted.connect(self.show_all)
        plot.moved_by_hand.connect(self._range.leave_to_hand)
        self._hand.released.connect(self._on_released)
        self.painter.changed.connect(self._on_painter_changed)
        self.choices.axes_chosen.connect(self.choose_axes)
        self.choices.switched.connect(self._on_changed)
        self.session.stage_changed.connect(self._on_changed)
        self.session.withheld_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Data and prediction")

    def hint(self) -> str:
        """What can be done."""
        if self.choices.draws_lengths:
            return tr("drag a record · lines are the residuals, to scale")
        return tr("drag a record · squares are the errors, to scale") if self._empty.isHidden() else ""

    @property
    def axes(self) -> FitAxes:
        """What the plot is drawn over."""
        return self._axes_now()

    def _axes_now(self) -> FitAxes:
        choices = axes_for(self._neuron)
        return choices[min(self._axes_index or 0, len(choices) - 1)]

    def set_painting(self, painting: bool) -> None:
        """Paint records with mouse and keys, or no longer; why it cannot be is told."""
        if painting:
            self.painter.enter()
        else:
            self.painter.leave()

    def set_options(self, options: frozenset[str]) -> None:
        """What a station wants to be seen besides: names of a station's options."""
        self.choices.sums.setChecked("squares" in options)
        self.choices.absolute.setChecked(False)
        self.choices.best.setChecked("best_fit" in options)

    def choose_axes(self, index: int) -> None:
        """Draw over another of the axes offered."""
        self._axes_index = index
        self.refresh()

    def refresh(self) -> None:
        """Draw everything."""
        neuron = self.session.scenario.neuron
        if self.painter.is_on and self.painter.refusal() is not None:
            self.painter.leave()
        self.plot.setVisible(neuron is not None)
        self._empty.setVisible(neuron is None)
        self._share_out_height()
        self.choices.show_axes(axes_for(neuron), None if neuron is None else self.axes)
        if neuron is None:
            self.sums.show_sums((), None)
            self._empty.setText(tr("A surface has no data; E is a formula of the weights."))
            return
        self._keep_in_sight()
        self._draw()

    def refresh_step(self) -> None:
        """The records stay, the prediction moves."""
        if self.session.scenario.neuron is not None:
            self._keep_in_sight()
            self._draw()

    def refresh_selection(self) -> None:
        """Only the ring moves."""
        if self.session.scenario.neuron is not None:
            self._light_up()
            self._draw_chosen()
            self._draw_sums()
            self._show_readout(None)

    def restyle(self) -> None:
        """Pens, brushes and fonts of the look."""
        look = self.look
        self.plot.restyle()
        self.marks.restyle(look)
        self.sums.restyle()
        self.painter.restyle()
        self.paint_bar.restyle()
        self._light_up()
        self._records.setPen(None)
        self._records.setBrush(look.color())
        self._records.setSize(look.px(_RECORD))
        self._predictions.setPen(look.pen(Quantity.PREDICTION, 0.8))
        self._predictions.setBrush(look.theme.ground)
        self._predictions.setSize(look.px(7))
        self._chosen.setPen(look.pen(Quantity.WEIGHT, 1.5))
        self._chosen.setBrush(None)
        self._chosen.setSize(look.px(14))
        self._readout.restyle()
        self._empty.setFont(look.text_font())
        self.choices.restyle(look)

    def describe(self) -> str:
        """What is to be seen, in a sentence."""
        dataset, terms = self.session.scenario.dataset, self.session.derived.terms
        record = self.session.selected_record
        if dataset is None or terms is None or record is None:
            return ""
        if "residual" in self.session.left_out:
            sentence = tr("{count:record|records}; the residuals are not shown now.")
            return sentence.format(count=Count(dataset.record_count))
        return tr(
            "{count:record|records}; record {record}: target {target}, prediction {prediction}, residual {residual}."
        ).format(
            count=Count(dataset.record_count),
            record=record + 1,
            target=exact_text(float(dataset.targets[record])),
            prediction=number_text(float(terms.prediction[record])),
            residual=number_text(float(terms.residual[record])),
        )

    # What there is to draw

    @property
    def _neuron(self) -> Neuron:
        neuron = self.session.scenario.neuron
        assert neuron is not None
        return neuron

    @property
    def _terms(self) -> RecordTerms:
        terms = self.session.derived.terms
        assert terms is not None
        return terms

    def _positions(self) -> tuple[Array, Array, Array]:
        """x, y of the records and the predictions' y, (N,) each."""
        return self.axes.positions(self._neuron, self._terms)

    # Drawing

    def _draw(self) -> None:
        x, y, predicted = self._positions()
        self.choices.show_switches(self._neuron, self.session.derived.minimum is not None)
        self.plot.set_records(x, y)
        stride = max(1, -(-len(x) // MOST_POINTS))
        self._records.setData(x=x[::stride], y=y[::stride])
        few = len(x) <= MOST_SEGMENTS
        self._light_up()
        self.marks.draw_segments(x, y, predicted, self._reached("residual"))
        self._draw_line(x if few else NOTHING, predicted if few else NOTHING)
        drawn = self._reached("square") & (not self.choices.draws_lengths)
        self.marks.draw_squares(x[drawn], y[drawn], predicted[drawn])
        self._draw_best()
        self._draw_chosen()
        self._draw_sums()
        self._name_things()
        self._show_readout(None)

    def _reached(self, mark: str) -> NDArray[np.bool_]:
        """(N,), the records whose residual or square is drawn: all, unless an update is walked through."""
        count = self._neuron.dataset.record_count
        if mark in self.session.left_out:
            return np.zeros(count, dtype=bool)
        reached = np.ones(count, dtype=bool)
        reached[self.session.records_left_out(mark)] = False
        return reached

    def _draw_best(self) -> None:
        """The exact minimum's line and squares, where they are wanted and known."""
        minimum, terms = self.session.derived.minimum, self._best_terms()
        if minimum is None or terms is None or self.axes.moves_with_prediction:
            self.marks.draw_best(None, None)
            return
        low, high = self.plot.view_box.viewRange()[0]
        line = self.axes.line(self._neuron, minimum.nearest(self.session.weights), low, high, _CURVE_POINTS)
        squares = None if self.choices.draws_lengths else self.axes.positions(self._neuron, terms)
        self.marks.draw_best(line, squares)

    def _best_terms(self) -> RecordTerms | None:
        minimum = self.session.derived.minimum
        hidden = self.session.left_out & {"minimum", "residual"}
        if minimum is None or hidden or not self.choices.best.isChecked():
            return None
        return self._neuron.terms(minimum.nearest(self.session.weights))

    def _draw_sums(self) -> None:
        """The bars: of one's own residuals, and of the best."""
        wanted = self.choices.sums.isChecked() and "square" not in self.session.left_out
        if not wanted:
            self.sums.show_sums((), None)
            return
        absolute, best = self.choices.draws_lengths, self._best_terms()
        sums = [sum_of(np.where(self._reached("square"), self._terms.residual, 0.0), absolute, self.look)]
        if best is not None:
            sums.append(sum_of(best.residual, absolute, self.look, is_own=False))
        self.sums.show_sums(sums, self.session.selected_record, may_shrink=not self._turns.is_held)

    def _draw_line(self, x: Array, predicted: Array) -> None:
        """The curve of the prediction; where there is none, a mark a record."""
        low, high = self.plot.view_box.viewRange()[0]
        line = self.axes.line(self._neuron, self.session.weights, low, high, _CURVE_POINTS)
        self._line.setData(*(line or (NOTHING, NOTHING)))
        self._predictions.setData(*((NOTHING, NOTHING) if line else (x, predicted)))

    def _light_up(self) -> None:
        """What is pointed at is drawn stronger. Absolute values are the segments themselves: they always are."""
        lit, absolute = self.session.highlight, self.choices.draws_lengths
        self._line.setPen(self.look.pen(Quantity.PREDICTION, 2.4 if lit == Quantity.PREDICTION else 1.2))
        wide = absolute or lit == Quantity.ERROR
        residuals = self.look.pen(Quantity.ERROR, 2.0 if wide else 1.0)
        dataset = self.session.scenario.dataset
        if dataset is not None and dataset.record_count > _MOST_THICK:
            residuals.setWidthF(1.0)  # drawn twenty times as fast
        self.marks.segments.setPen(residuals)

    def _draw_chosen(self) -> None:
        record = self.session.selected_record
        x, y, _ = self._positions()
        here = [] if record is None else [record]
        self._chosen.setData(x=x[here], y=y[here])

    def _name_things(self) -> None:
        """Axes and line; no label covers a record, as long as there are few of them."""
        x, y, _ = self._positions()
        records = np.column_stack([x, y]) if len(x) <= _MOST_THICK else np.empty((0, 2))
        labels, avoid = names_of(
            self._neuron, self.session.weights, self.axes, self.plot, self._line.getData(), self.look
        )
        covered = self.plot.edges(records, self.look.px(_RECORD) / 2)
        drawn = self.plot.pixels(self.marks.points()), avoid
        self._labels.show(labels, avoid=np.concatenate([covered, *drawn]))

    # The range

    def show_all(self) -> None:
        """Choose the range that shows every record and the predictions."""
        self._range.show_all(self.axes, *self._positions())

    def _keep_in_sight(self) -> None:
        """Change the range where other data are shown, or where it is no longer good enough."""
        dataset = self._neuron.dataset
        if not self._hand.is_holding and dataset.record_count:
            shape = (dataset.column_names, dataset.record_count, self.axes)
            self._range.keep(shape, self.axes, self._positions(), is_held=self.painter.is_on)

    def _on_range_changed(self) -> None:
        if self.session.scenario.neuron is not None and self.isVisible():
            self._draw()

    # The read-out

    def _show_readout(self, record: int | None) -> None:
        """Of the record under the pointer, else of the chosen one; of the cross, while one paints."""
        if self.painter.is_on and record is None:
            self._readout.show_place(self._neuron.dataset, self.axes, self.painter.cursor)
        else:
            self._readout.show_record(self.session, record)

    def _on_hovered(self, position: QPointF | None) -> None:
        if self.session.scenario.neuron is not None and not self._hand.is_holding:
            self._show_readout(None if position is None else self.plot.record_at(position))

    # By hand

    def _on_released(self) -> None:
        if self.session.scenario.neuron is not None:
            self._keep_in_sight()

    def _on_painter_changed(self) -> None:
        self.painting_changed.emit(self.painter.is_on)
        self._share_out_height()
        if self.session.scenario.neuron is not None:
            self._keep_in_sight()
            self._show_readout(None)

    # Room

    def _share_out_height(self) -> None:
        """In a low panel what stands around the plot gives way to it: the read-out, then the choices."""
        room, px = self.height(), self.look.px
        neuron = self.session.scenario.neuron is not None
        painting = neuron and self.painter.is_on
        self._readout.setVisible(neuron and room >= px(_WITH_READOUT))
        # One who paints has to choose over what, and needs the room for the rest.
        wanted = self._neuron.dataset.input_count > 1 if painting else neuron
        self.choices.setVisible(wanted and room >= px(_WITH_CHOICES) and not self.look.for_hall)
        self.paint_bar.setVisible(painting)
        self.paint_bar.show_painter(with_help=room >= px(_WITH_HELP))

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Of the plot alone."""
        return QSize(super().minimumSizeHint().width(), round(self.look.px(_LOWEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less around the plot."""
        super().resizeEvent(event)
        self._share_out_height()
