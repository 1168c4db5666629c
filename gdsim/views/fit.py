"""The fit: records, predictions, and the residuals between them as segments and literal squares."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QLabel, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes, axes_for
from gdsim.views.shared.fit_plot import FitChoices, FitPlot
from gdsim.views.shared.fit_sums import FitSums, Sum
from gdsim.views.shared.labels import Label, LabelLayer, Side, around, points_along
from gdsim.views.shared.look import Look
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.symbols import math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# Beyond these many records single marks say nothing and cost much.
MOST_POINTS = 5_000
MOST_SEGMENTS = 2_000
MOST_SQUARES = 60

_CURVE_POINTS = 300
_RECORD = 9.0  # a record's diameter
_KEY_STEP = 0.01  # of the visible height
_MARGIN = 0.08
# Along the visible part of the line, where its formula may stand; the most wished first.
_LABEL_PARTS = (1.0, 0.8, 0.6, 0.4, 0.2)
# A prediction is kept in sight this many heights of the targets away from them.
_FARTHEST = 3.0

NOTHING = np.empty(0)


class Fit(View):
    """Records over one input or over the prediction, with what the neuron says of them.

    A record is chosen by a click, moved by the mouse, or by the arrow keys: left and right choose, up and
    down move its target.
    """

    object_name = "fit"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._axes_index: int | None = None
        self._dragged: int | None = None
        self._drag_key: object = None
        self._grip = self._origin = QPointF()
        self._shown_shape: object = None
        self._by_hand = False
        self.plot = FitPlot(look, self)
        self.plot.setObjectName("fit_plot")
        self._squares, self._best_squares = QGraphicsPathItem(), QGraphicsPathItem()
        self._best_line = pg.PlotCurveItem()
        self._segments = pg.PlotCurveItem(connect="pairs")
        self._line = pg.PlotCurveItem()
        self._predictions = pg.ScatterPlotItem()
        self._records = pg.ScatterPlotItem()
        self._chosen = pg.ScatterPlotItem()
        for depth, item in enumerate(
            (
                *(self._best_squares, self._squares, self._segments, self._best_line),
                *(self._line, self._predictions, self._records, self._chosen),
            )
        ):
            item.setZValue(depth)
            self.plot.addItem(item)
        self._labels = LabelLayer(self.plot.view_box, look)
        self._readout = QLabel(self)
        self._readout.setObjectName("readout")
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choices = FitChoices(self)
        self.sums = FitSums(look, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._choices)
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
        plot.grabbed.connect(self._on_grabbed)
        plot.dragged.connect(self._on_dragged)
        plot.released.connect(self._on_released)
        plot.whole_wanted.connect(self.show_all)
        plot.moved_by_hand.connect(self._on_moved_by_hand)
        plot.turned.connect(self._on_turned)
        plot.lifted.connect(self._on_lifted)
        self._choices.axes_chosen.connect(self.choose_axes)
        self._choices.switched.connect(self._on_changed)
        self.session.stage_changed.connect(self._on_changed)
        self.session.withheld_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Data and prediction")

    def hint(self) -> str:
        """What can be done."""
        return tr("drag a record · squares are the errors, to scale")

    @property
    def axes(self) -> FitAxes:
        """What the plot is drawn over."""
        choices = axes_for(self._neuron)
        return choices[min(self._axes_index or 0, len(choices) - 1)]

    def set_options(self, options: frozenset[str]) -> None:
        """What a station wants to be seen besides: names of a station's options."""
        self._choices.sums.setChecked("squares" in options)
        self._choices.absolute.setChecked(False)
        self._choices.best.setChecked("best_fit" in options)

    def choose_axes(self, index: int) -> None:
        """Draw over another of the axes offered."""
        self._axes_index = index
        self.refresh()

    def refresh(self) -> None:
        """Draw everything."""
        neuron = self.session.scenario.neuron
        for widget in (self.plot, self._readout):
            widget.setVisible(neuron is not None)
        self._empty.setVisible(neuron is None)
        self._choices.setVisible(neuron is not None)
        self._choices.show_axes(axes_for(neuron), None if neuron is None else self.axes)
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
            self._draw_chosen()
            self._draw_sums()
            self._show_readout(None)

    def restyle(self) -> None:
        """Pens, brushes and fonts of the look."""
        look = self.look
        self.plot.restyle()
        self._line.setPen(look.pen(Quantity.PREDICTION, 1.2))
        self._squares.setBrush(look.color(Quantity.ERROR, 0.10))
        outline = look.pen(Quantity.ERROR, 0.5)
        outline.setColor(look.color(Quantity.ERROR, 0.4))
        self._squares.setPen(outline)
        best = look.pen(width=0.6)
        best.setColor(look.soft())
        self._best_squares.setPen(best)
        dashed = look.pen(width=0.9)
        dashed.setColor(look.soft())
        dashed.setDashPattern([6.0, 4.0])
        self._best_line.setPen(dashed)
        self.sums.restyle()
        self._records.setPen(None)
        self._records.setBrush(look.color())
        self._records.setSize(look.px(_RECORD))
        self._predictions.setPen(look.pen(Quantity.PREDICTION, 0.8))
        self._predictions.setBrush(look.theme.ground)
        self._predictions.setSize(look.px(7))
        self._chosen.setPen(look.pen(Quantity.WEIGHT, 1.5))
        self._chosen.setBrush(None)
        self._chosen.setSize(look.px(14))
        self._readout.setFont(look.text_font(11))
        self._empty.setFont(look.text_font())
        margin = round(look.px(12))
        self._readout.setContentsMargins(margin, round(look.px(2)), margin, round(look.px(6)))
        self._choices.restyle(look)

    def describe(self) -> str:
        """What is to be seen, in a sentence."""
        dataset, terms = self.session.scenario.dataset, self.session.derived.terms
        record = self.session.selected_record
        if dataset is None or terms is None or record is None:
            return ""
        return tr(
            "{count} records; record {record}: target {target}, prediction {prediction}, residual {residual}."
        ).format(
            count=dataset.record_count,
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
        self.plot.set_records(x, y)
        stride = max(1, -(-len(x) // MOST_POINTS))
        self._records.setData(x=x[::stride], y=y[::stride])
        few = len(x) <= MOST_SEGMENTS
        self._draw_segments(x, y, predicted)
        self._draw_line(x if few else NOTHING, predicted if few else NOTHING)
        squared = not self._choices.absolute.isChecked()
        drawn = self._reached("square") if squared else np.zeros(len(x), dtype=bool)
        self._squares.setPath(self._path_of_squares(x[drawn], y[drawn], predicted[drawn]))
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

    def _draw_segments(self, x: Array, y: Array, predicted: Array) -> None:
        drawn = self._reached("residual")
        if len(x) > MOST_SEGMENTS:
            drawn[:] = False
        ends = np.column_stack([y[drawn], predicted[drawn]]).ravel()
        # Absolute values are the segments themselves: then they are what is to be seen.
        self._segments.setPen(
            self.look.pen(Quantity.ERROR, 2.0 if self._choices.absolute.isChecked() else 1.0)
        )
        self._segments.setData(np.repeat(x[drawn], 2), ends)

    def _draw_best(self) -> None:
        """The exact minimum's line and squares, where they are wanted and known."""
        minimum = self.session.derived.minimum
        self._choices.show_switches(minimum is not None)
        terms = self._best_terms()
        if minimum is None or terms is None:
            self._best_line.setData(NOTHING, NOTHING)
            self._best_squares.setPath(QPainterPath())
            return
        low, high = self.plot.view_box.viewRange()[0]
        weights = minimum.nearest(self.session.weights)
        line = self.axes.line(self._neuron, weights, low, high, _CURVE_POINTS)
        moves = self.axes.moves_with_prediction
        self._best_line.setData(*(line if line and not moves else (NOTHING, NOTHING)))
        x, y, predicted = self.axes.positions(self._neuron, terms)
        wanted = not self._choices.absolute.isChecked() and not moves
        self._best_squares.setPath(self._path_of_squares(x, y, predicted) if wanted else QPainterPath())

    def _best_terms(self) -> RecordTerms | None:
        minimum = self.session.derived.minimum
        hidden = self.session.left_out & {"minimum", "residual"}
        if minimum is None or hidden or not self._choices.best.isChecked():
            return None
        return self._neuron.terms(minimum.nearest(self.session.weights))

    def _draw_sums(self) -> None:
        """The bars: of one's own residuals, and of the best."""
        wanted = self._choices.sums.isChecked() and "square" not in self.session.left_out
        if not wanted:
            self.sums.show_sums((), None)
            return
        sums = [self._sum(self._terms, self._reached("square"), True)]
        best = self._best_terms()
        if best is not None:
            sums.append(self._sum(best, np.ones(len(best.residual), dtype=bool), False))
        self.sums.show_sums(sums, self.session.selected_record)

    def _sum(self, terms: RecordTerms, drawn: NDArray[np.bool_], is_own: bool) -> Sum:
        absolute = self._choices.absolute.isChecked()
        sizes = np.abs(terms.residual)
        parts = np.where(drawn, sizes if absolute else sizes**2, 0.0)
        symbol = "Σ |y − ŷ|" if absolute else "Σ (y − ŷ)²"
        quantity = Quantity.ERROR if is_own else None
        name = math_html(symbol, self.look, quantity)
        text = f"{name} = {value_html(number_text(float(parts.sum())), self.look, quantity)}"
        if not is_own:
            best = tr("best")
            text = f"{text} ({best})"
        return Sum(text, parts, is_own)

    def _draw_line(self, x: Array, predicted: Array) -> None:
        """The curve of the prediction; where there is none, a mark a record."""
        low, high = self.plot.view_box.viewRange()[0]
        line = self.axes.line(self._neuron, self.session.weights, low, high, _CURVE_POINTS)
        self._line.setData(*(line or (NOTHING, NOTHING)))
        self._predictions.setData(*((NOTHING, NOTHING) if line else (x, predicted)))

    def _path_of_squares(self, x: Array, y: Array, predicted: Array) -> QPainterPath:
        """Squares on the screen: as wide in pixels as the residual is high. One larger than the plot says nothing."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if len(x) <= MOST_SQUARES:
            width, height = self.plot.pixel_size()
            sizes = np.abs(y - predicted)
            widths = sizes / height * width
            squares = np.column_stack([x - widths, np.minimum(y, predicted), widths, sizes])
            for corner in squares[sizes < self.plot.area.height() * height].tolist():
                path.addRect(QRectF(*corner))
        return path

    def _draw_chosen(self) -> None:
        record = self.session.selected_record
        x, y, _ = self._positions()
        here = [] if record is None else [record]
        self._chosen.setData(x=x[here], y=y[here])

    def _name_things(self) -> None:
        """The axes' names in their corners, the line's formula under its right end."""
        look, area, plot = self.look, self.plot.area, self.plot
        hat = math_html("ŷ", look, Quantity.PREDICTION)
        target = name_html(self._neuron.dataset.target_name, look)
        x_name = (
            hat
            if self.axes.moves_with_prediction
            else name_html(self._neuron.dataset.input_names[self.axes.column], look)
        )
        labels = [
            Label("y", f"{target}, {hat}", around(area.topLeft(), Side.BELOW_RIGHT)),
            Label("x", x_name, around(area.bottomRight(), Side.ABOVE_LEFT)),
        ]
        formula = self._formula()
        x, y, _ = self._positions()
        avoid = [self._edges_of_records(x, y)] if len(x) <= MOST_SEGMENTS else []
        if formula:
            line = points_along(plot.pixels(np.column_stack(self._line.getData())), area)
            labels.append(Label("line", formula, _along(line), gap=8.0))
            avoid.append(line)
        self._labels.show(labels, avoid=np.concatenate(avoid) if avoid else np.empty((0, 2)))

    def _edges_of_records(self, x: Array, y: Array) -> Array:
        """Points (5 N, 2) in pixels that no label may cover if a record is to be seen whole."""
        radius = self.look.px(_RECORD) / 2
        cross = np.array([(0, 0), (radius, 0), (-radius, 0), (0, radius), (0, -radius)])
        return (self.plot.pixels(np.column_stack([x, y]))[:, None] + cross).reshape(-1, 2)

    def _formula(self) -> str:
        """ŷ = 0.583 x₁ + 0.2, where the prediction is a line."""
        neuron, look, weights = self._neuron, self.look, self.session.weights
        if self.axes.moves_with_prediction or not self.axes.has_line or neuron.activation.name != "identity":
            return ""
        name = neuron.dataset.input_names[0]
        times = " " if plain_name(name) != name else " · "
        text = (
            math_html("ŷ", look, Quantity.PREDICTION)
            + value_html(f" = {number_text(float(weights[0]))}{times}", look, Quantity.PREDICTION, bold=False)
            + name_html(name, look, Quantity.PREDICTION)
        )
        if neuron.bias:
            sign = "−" if weights[1] < 0 else "+"
            text += value_html(
                f" {sign} {number_text(abs(float(weights[1])))}", look, Quantity.PREDICTION, bold=False
            )
        return text

    # The range

    def show_all(self) -> None:
        """Choose the range that shows every record and the predictions."""
        self._by_hand = False
        if self._neuron.dataset.record_count:
            across, up = self._wanted_ranges()
            self.plot.setRange(xRange=across, yRange=up, padding=0)

    def _wanted_ranges(self) -> tuple[Range, Range]:
        """Of both axes: records and predictions. A prediction far off (it diverges) does not count."""
        x, y, predicted = self._positions()
        low, high = _span(y, self.axes.has_line)
        far = _FARTHEST * max(high - low, abs(low), abs(high))  # zero, where many a neuron starts, is near
        near = predicted[(predicted > low - far) & (predicted < high + far)]
        heights = np.concatenate([y, near])
        # Over the prediction both axes are of one kind, and the line at 45° is seen as such.
        across = heights if self.axes.moves_with_prediction else x
        return _span(across, self.axes.has_line), _span(heights, self.axes.has_line)

    def _keep_in_sight(self) -> None:
        """Change the range where other data are shown, or where it is no longer good enough."""
        dataset = self._neuron.dataset
        if self._dragged is not None or dataset.record_count == 0:
            return
        shape = (dataset.column_names, dataset.record_count, self.axes)
        if shape != self._shown_shape:
            self._shown_shape = shape
            self.show_all()
        elif not self._by_hand:
            _, y, predicted = self._positions()
            needed = (y.min(), y.max(), predicted.min(), predicted.max())
            ranges = zip(self.plot.view_box.viewRange(), self._wanted_ranges(), strict=True)
            if not all(may_stay((low, high), wanted, needed) for (low, high), wanted in ranges):
                self.show_all()

    def _on_moved_by_hand(self) -> None:
        self._by_hand = True

    def _on_range_changed(self) -> None:
        if self.session.scenario.neuron is not None and self.isVisible():
            self._draw()

    # The read-out

    def _show_readout(self, record: int | None) -> None:
        """The numbers of the record under the pointer, else of the chosen one."""
        record = self.session.selected_record if record is None else record
        if record is None:
            self._readout.setText(tr("No records yet: add one in the table."))
            return
        dataset, terms, look = self._neuron.dataset, self._terms, self.look
        parts = (
            f"μ = {record + 1}",
            f"{name_html(dataset.target_name, look)} = {exact_text(float(dataset.targets[record]))}",
            f"{math_html('ŷ', look, Quantity.PREDICTION)} = "
            + value_html(number_text(float(terms.prediction[record])), look, Quantity.PREDICTION),
            f"{math_html('y − ŷ', look, Quantity.ERROR)} = "
            + value_html(number_text(float(terms.residual[record])), look, Quantity.ERROR),
        )
        self._readout.setText(" &nbsp; ".join(parts))

    def _on_hovered(self, position: QPointF | None) -> None:
        if self.session.scenario.neuron is not None and self._dragged is None:
            self._show_readout(None if position is None else self.plot.record_at(position))

    # Mouse and keys

    def _on_grabbed(self, position: QPointF) -> None:
        record = self.plot.record_at(position)
        if record is not None:
            self.session.select_record(record)
            self._dragged, self._drag_key = record, object()
            x, y, _ = self._positions()
            self._grip, self._origin = position, QPointF(float(x[record]), float(y[record]))

    def _on_dragged(self, position: QPointF) -> None:
        if self._dragged is None:
            return
        moved, (width, height) = position - self._grip, self.plot.pixel_size()
        place = _moved(self._origin.x(), moved.x(), width), _moved(self._origin.y(), moved.y(), height)
        dataset = self._neuron.dataset
        self._edit(dataset.with_values(self.axes.cells(self._dragged, dataset, place)), self._drag_key)

    def _on_released(self) -> None:
        self._dragged = None
        if self.session.scenario.neuron is not None:
            self._keep_in_sight()

    def _on_turned(self, by: int) -> None:
        record, dataset = self.session.selected_record, self.session.scenario.dataset
        if record is not None and dataset is not None:
            self.session.select_record((record + by) % dataset.record_count)

    def _on_lifted(self, by: int) -> None:
        record, dataset = self.session.selected_record, self.session.scenario.dataset
        if record is None or dataset is None:
            return
        bottom, top = self.plot.view_box.viewRange()[1]
        step = 10.0 ** np.floor(np.log10((top - bottom) * _KEY_STEP))
        target = round(float(dataset.targets[record]) + by * step, _decimals(step))
        self._edit(dataset.with_value(record, dataset.input_count, target), ("lift", record))

    def _edit(self, dataset: Dataset, key: object) -> None:
        try:
            self.session.edit_data(dataset, tr("Move record"), merge=key)
        except GdsimError as error:
            self.session.problem.emit(error.message)


def _span(values: Array, with_zero: bool) -> tuple[float, float]:
    """A range with a margin; zero belongs to it where it is near."""
    low, high = float(np.min(values)), float(np.max(values))
    if low == high:  # a single value stands in the middle between zero and its double
        return min(0.0, 2.0 * low), max(0.0, 2.0 * low) or 1.0
    size = max(high - low, abs(high) * 0.1, 1e-9)
    if with_zero and 0 < low < size:
        return 0.0, high + _MARGIN * size
    return low - _MARGIN * size, high + _MARGIN * size


def _along(line: Array) -> tuple[tuple[QPointF, Side], ...]:
    """Where a line's label may stand: under or over its right end, else further back along it."""
    if len(line) == 0:
        return around(QPointF(), Side.ON)
    end, *others = (QPointF(*line[int(part * (len(line) - 1))].tolist()) for part in _LABEL_PARTS)
    sides = (Side.BELOW_RIGHT, Side.ABOVE_LEFT, Side.BELOW_LEFT, Side.ABOVE_RIGHT)
    places = around(end, Side.BELOW_LEFT, Side.ABOVE_LEFT)
    return places + tuple(place for other in others for place in around(other, *sides))


def _moved(origin: float, by: float, pixel: float) -> float:
    """The nearest number as coarse as a pixel, as dragged data are to be read and checked, too.

    What the mouse did not move stays to the last bit, so that a drag straight up changes the target alone.
    """
    return origin if abs(by) < pixel / 2 else round(origin + by, _decimals(pixel))


def _decimals(size: float) -> int:
    """Decimals that tell apart what differs by this much."""
    return max(0, -int(np.floor(np.log10(size))))
