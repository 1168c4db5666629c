"""The fit: records, predictions, and the residuals between them as segments and literal squares."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.engine.message import GdsimError
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes, axes_for
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.symbols import math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# Beyond these many records single marks say nothing and cost much.
MOST_POINTS = 5_000
MOST_SEGMENTS = 2_000
MOST_SQUARES = 60

_CURVE_POINTS = 300
_REACH = 12.0  # pixels within which a record is taken hold of
_KEY_STEP = 0.01  # of the visible height
_MARGIN = 0.08


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
        self.plot = Plot(look, self)
        self.plot.setObjectName("fit_plot")
        self.plot.installEventFilter(self)
        self.plot.viewport().installEventFilter(self)
        self._squares = QGraphicsPathItem()
        self._segments = pg.PlotCurveItem(connect="pairs")
        self._line = pg.PlotCurveItem()
        self._predictions = pg.ScatterPlotItem()
        self._records = pg.ScatterPlotItem()
        self._chosen = pg.ScatterPlotItem()
        for item in (
            self._squares,
            self._segments,
            self._line,
            self._predictions,
            self._records,
            self._chosen,
        ):
            self.plot.addItem(item)
        self._names = [QLabel(self.plot) for _ in range(3)]
        for label in self._names:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._y_name, self._x_name, self._line_name = self._names
        self._readout = QLabel(self)
        self._readout.setObjectName("readout")
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choices = _Choices(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._choices)
        self._layout.addWidget(self._empty, 1)
        self._layout.addWidget(self.plot, 1)
        self._layout.addWidget(self._readout)
        self.plot.view_box.sigRangeChanged.connect(self._on_range_changed)
        self.plot.hovered.connect(self._on_hovered)
        self.retranslate()

    def title(self) -> str:
        """Name of the panel."""
        return tr("Data and prediction")

    def hint(self) -> str:
        """What can be done."""
        return tr("drag a record")

    @property
    def axes(self) -> FitAxes:
        """What the plot is drawn over."""
        choices = axes_for(self.session.scenario.neuron)
        index = 0 if self._axes_index is None else self._axes_index
        return choices[min(index, len(choices) - 1)]

    def choose_axes(self, index: int) -> None:
        """Draw over another of the axes offered."""
        self._axes_index = index
        self.refresh()
        self._show_all()

    def refresh(self) -> None:
        """Draw everything."""
        neuron = self.session.scenario.neuron
        for widget in (self.plot, self._choices, self._readout):
            widget.setVisible(neuron is not None)
        self._empty.setVisible(neuron is None)
        if neuron is None:
            self._empty.setText(tr("A surface has no data; E is a formula of the weights."))
            return
        self._choices.show_axes(axes_for(neuron), self.axes)
        self._draw_records()
        self._draw_prediction()
        self._keep_in_sight()
        self._name_axes()
        self._show_readout(None)

    def refresh_step(self) -> None:
        """The records stay, the prediction moves."""
        if self.session.scenario.neuron is None:
            return
        if self.axes.moves_with_prediction:
            self._draw_records()
        self._draw_prediction()
        self._show_readout(None)

    def restyle(self) -> None:
        """Pens, brushes and fonts of the look."""
        look = self.look
        self.plot.restyle()
        error, prediction = look.pen(Quantity.ERROR), look.pen(Quantity.PREDICTION, 1.2)
        self._segments.setPen(error)
        self._line.setPen(prediction)
        self._squares.setBrush(look.color(Quantity.ERROR, 0.10))
        outline = look.pen(Quantity.ERROR, 0.5)
        outline.setColor(look.color(Quantity.ERROR, 0.4))
        self._squares.setPen(outline)
        self._records.setPen(None)
        self._records.setBrush(look.color())
        self._records.setSize(look.px(9))
        self._predictions.setPen(look.pen(Quantity.PREDICTION, 0.8))
        self._predictions.setBrush(look.theme.ground)
        self._predictions.setSize(look.px(7))
        self._chosen.setPen(look.pen(Quantity.WEIGHT, 1.5))
        self._chosen.setBrush(None)
        self._chosen.setSize(look.px(14))
        for label in self._names:
            label.setFont(look.text_font(12))
        self._readout.setFont(look.text_font(11))
        self._empty.setFont(look.text_font())
        self._readout.setContentsMargins(round(look.px(12)), 0, round(look.px(12)), round(look.px(6)))
        self._choices.restyle(look)

    def describe(self) -> str:
        """What is to be seen, in a sentence."""
        dataset = self.session.scenario.dataset
        record = self.session.selected_record
        if dataset is None or record is None:
            return ""
        terms = self.session.derived.terms
        return tr(
            "{count} records; record {record}: target {target}, prediction {prediction}, residual {residual}."
        ).format(
            count=dataset.record_count,
            record=record + 1,
            target=exact_text(float(dataset.targets[record])),
            prediction=number_text(float(terms.prediction[record])),
            residual=number_text(float(terms.residual[record])),
        )

    # Drawing

    def _positions(self) -> tuple[Array, Array, Array]:
        """x, y of the records and the predictions' y, (N,) each."""
        return self.axes.positions(self.session.scenario.neuron, self.session.derived.terms)

    def _draw_records(self) -> None:
        x, y, _ = self._positions()
        shown = slice(None) if len(x) <= MOST_POINTS else slice(None, None, -(-len(x) // MOST_POINTS))
        self._records.setData(x=x[shown], y=y[shown])

    def _draw_prediction(self) -> None:
        x, y, predicted = self._positions()
        few = len(x) <= MOST_SEGMENTS
        ends = np.column_stack([y, predicted]).ravel() if few else np.empty(0)
        self._segments.setData(np.repeat(x, 2) if few else np.empty(0), ends)
        line = self.axes.line(
            self.session.scenario.neuron,
            self.session.weights,
            *self.plot.view_box.viewRange()[0],
            _CURVE_POINTS,
        )
        self._line.setData(*(line if line is not None else (np.empty(0), np.empty(0))))
        self._predictions.setData(x=x, y=predicted) if line is None and few else self._predictions.setData(
            [], []
        )
        self._draw_squares()
        self._draw_chosen()
        self._place_line_name()

    def _draw_squares(self) -> None:
        """Squares on the screen: as wide in pixels as the residual is high."""
        path = QPainterPath()
        x, y, predicted = self._positions()
        pixel = self.plot.view_box.viewPixelSize()
        if len(x) <= MOST_SQUARES and pixel[1] > 0:
            widths = np.abs(y - predicted) / pixel[1] * pixel[0]
            for left, bottom, width, height in zip(
                x - widths, np.minimum(y, predicted), widths, np.abs(y - predicted), strict=True
            ):
                path.addRect(QRectF(float(left), float(bottom), float(width), float(height)))
        self._squares.setPath(path)

    def _draw_chosen(self) -> None:
        record = self.session.selected_record
        x, y, _ = self._positions()
        here = [] if record is None else [record]
        self._chosen.setData(x=x[here], y=y[here])

    def refresh_selection(self) -> None:
        """Only the ring moves."""
        if self.session.scenario.neuron is not None:
            self._draw_chosen()
            self._show_readout(None)

    # The range

    def _show_all(self) -> None:
        x, y, predicted = self._positions()
        if len(x) == 0:
            return
        values = y if self.axes.moves_with_prediction else np.concatenate([y, predicted])
        spans = [self._span(x, self.axes.has_line), self._span(values, True)]
        self.plot.setRange(xRange=spans[0], yRange=spans[1], padding=0)

    @staticmethod
    def _span(values: Array, with_zero: bool) -> tuple[float, float]:
        """A range with a margin; zero belongs to it where it is near."""
        low, high = float(np.min(values)), float(np.max(values))
        size = max(high - low, abs(high) * 0.1, 1e-9)
        if with_zero and low > 0 and low < size:
            return 0.0, high + _MARGIN * size
        return low - _MARGIN * size, high + _MARGIN * size

    def _keep_in_sight(self) -> None:
        """Show everything anew where a record lies outside of what is shown, or all of it is a small part."""
        x, y, _ = self._positions()
        (left, right), (bottom, top) = self.plot.view_box.viewRange()
        outside = (x < left) | (x > right) | (y < bottom) | (y > top)
        if self._dragged is None and (self._seen_shape != self._shape() or outside.any()):
            self._seen_shape = self._shape()
            self._show_all()

    _seen_shape: object = None

    def _shape(self) -> object:
        dataset = self.session.scenario.dataset
        return None if dataset is None else (dataset.column_names, dataset.record_count, self._axes_index)

    def _on_range_changed(self) -> None:
        if self.session.scenario.neuron is not None and self.isVisible():
            self._draw_prediction()

    # Names and read-out

    def _name_axes(self) -> None:
        look, dataset = self.look, self.session.scenario.dataset
        assert dataset is not None
        hat = math_html("ŷ", look, Quantity.PREDICTION)
        self._y_name.setText(f"{name_html(dataset.target_name, look)}, {hat}")
        axes = self.axes
        self._x_name.setText(
            hat if axes.moves_with_prediction else name_html(dataset.input_names[axes.column], look)
        )
        for label in self._names:
            label.adjustSize()
        self._place_names()

    def _place_names(self) -> None:
        box = self.plot.view_box.sceneBoundingRect().toRect()
        gap = round(self.look.px(6))
        self._y_name.move(box.left() + gap, box.top() + gap)
        self._x_name.move(
            box.right() - self._x_name.width() - gap, box.bottom() - self._x_name.height() - gap
        )

    def _place_line_name(self) -> None:
        """The line's formula stands under its right end, where the residuals' squares are not."""
        look, neuron = self.look, self.session.scenario.neuron
        assert neuron is not None
        self._line_name.setVisible(self.axes.has_line and neuron.activation.name == "identity")
        if self._line_name.isHidden():
            return
        weights = self.session.weights
        dataset = neuron.dataset
        text = (
            math_html("ŷ", look, Quantity.PREDICTION)
            + value_html(f" = {number_text(float(weights[0]))} ", look, Quantity.PREDICTION, bold=False)
            + name_html(dataset.input_names[0], look, Quantity.PREDICTION)
        )
        if neuron.bias:
            sign = "−" if weights[1] < 0 else "+"
            text += value_html(
                f" {sign} {number_text(abs(float(weights[1])))}", look, Quantity.PREDICTION, bold=False
            )
        self._line_name.setText(text)
        self._line_name.adjustSize()
        x_high = self.plot.view_box.viewRange()[0][1]
        predicted = float(neuron.predict(np.array([[x_high]]), weights)[0])
        end = self.plot.mapFromScene(self.plot.view_box.mapViewToScene(QPointF(x_high, predicted)))
        box = self.plot.view_box.sceneBoundingRect().toRect()
        top = min(
            max(end.y() + round(look.px(24)), box.top()),
            box.bottom() - self._line_name.height() - self._x_name.height() - round(look.px(8)),
        )
        self._line_name.move(box.right() - self._line_name.width() - round(look.px(8)), top)

    def _show_readout(self, record: int | None) -> None:
        """The numbers of the record under the pointer, else of the chosen one."""
        record = self.session.selected_record if record is None else record
        dataset = self.session.scenario.dataset
        if dataset is None or record is None:
            self._readout.setText(tr("No records yet: add one in the table."))
            return
        terms, look = self.session.derived.terms, self.look
        parts = [
            f"μ = {record + 1}",
            f"{name_html(dataset.target_name, look)} = {exact_text(float(dataset.targets[record]))}",
            f"{math_html('ŷ', look, Quantity.PREDICTION)} = "
            + value_html(number_text(float(terms.prediction[record])), look, Quantity.PREDICTION),
            f"{math_html('y − ŷ', look, Quantity.ERROR)} = "
            + value_html(number_text(float(terms.residual[record])), look, Quantity.ERROR),
        ]
        self._readout.setText(" &nbsp; ".join(parts))

    def _on_hovered(self, position: QPointF | None) -> None:
        if self.session.scenario.neuron is not None and self._dragged is None:
            self._show_readout(None if position is None else self._record_at(position))

    # Mouse and keys

    def _record_at(self, position: QPointF) -> int | None:
        """Number of the record within reach of this position in data coordinates."""
        x, y, _ = self._positions()
        if len(x) == 0:
            return None
        width, height = self.plot.view_box.viewPixelSize()
        distance = np.hypot((x - position.x()) / width, (y - position.y()) / height)
        nearest = int(np.argmin(distance))
        return nearest if distance[nearest] <= self.look.px(_REACH) else None

    def _press(self, position: QPointF) -> bool:
        record = self._record_at(position)
        if record is None:
            return False
        self.session.select_record(record)
        self._dragged, self._drag_key = record, object()
        return True

    def _move(self, position: QPointF) -> None:
        assert self._dragged is not None
        dataset = self.session.scenario.dataset
        assert dataset is not None
        cells = self.axes.cells(self._dragged, dataset, self._rounded(position))
        self._edit(lambda: dataset.with_values(cells), self._drag_key)

    def _rounded(self, position: QPointF) -> tuple[float, float]:
        """To the nearest number as coarse as a pixel: dragged data are to be read and checked, too."""
        sizes = self.plot.view_box.viewPixelSize()
        decimals = [max(0, -int(np.floor(np.log10(size)))) for size in sizes]
        return round(position.x(), decimals[0]), round(position.y(), decimals[1])

    def _edit(self, edited: object, key: object) -> None:
        try:
            self.session.edit_data(edited(), tr("Move record"), merge=key)  # type: ignore[operator]
        except GdsimError as error:
            self._readout.setText(say(error.message))

    def _key(self, event: QKeyEvent) -> bool:
        record, dataset = self.session.selected_record, self.session.scenario.dataset
        if dataset is None or record is None:
            return False
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if turn is not None:
            self.session.select_record((record + turn) % dataset.record_count)
            return True
        shift = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}.get(Qt.Key(event.key()))
        if shift is not None:
            bottom, top = self.plot.view_box.viewRange()[1]
            step = 10.0 ** np.floor(np.log10((top - bottom) * _KEY_STEP))
            target = float(np.round((dataset.targets[record] + shift * step) / step) * step)
            target = round(target, max(0, -int(np.floor(np.log10(step)))))
            column = dataset.input_count
            self._edit(lambda: dataset.with_value(record, column, target), ("keys", record))
            return True
        if event.key() == Qt.Key.Key_Home:
            self._show_all()
            return True
        return False

    # Qt's own

    def eventFilter(self, watched: object, event: object) -> bool:
        """Records are taken hold of before the plot pans."""
        kind = event.type()  # type: ignore[attr-defined]
        if watched is self.plot and kind == event.Type.KeyPress:  # type: ignore[attr-defined]
            return self._key(event)  # type: ignore[arg-type]
        if watched is not self.plot.viewport():
            return False
        if kind == event.Type.Resize:  # type: ignore[attr-defined]
            self._place_names()
            return False
        if kind == event.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return self._press(self._in_data(event))
        if kind == event.Type.MouseMove and self._dragged is not None:  # type: ignore[attr-defined]
            self._move(self._in_data(event))
            return True
        if kind == event.Type.MouseButtonRelease and self._dragged is not None:  # type: ignore[attr-defined]
            self._dragged = None
            self._keep_in_sight()
            return True
        if kind == event.Type.MouseButtonDblClick:  # type: ignore[attr-defined]
            self._show_all()
            return True
        return False

    def _in_data(self, event: object) -> QPointF:
        scene = self.plot.mapToScene(event.position().toPoint())  # type: ignore[attr-defined]
        return QPointF(self.plot.view_box.mapSceneToView(scene))


class _Choices(QWidget):
    """Which axis the records are drawn over; hidden where there is no choice."""

    def __init__(self, fit: Fit) -> None:
        super().__init__(fit)
        self._fit = fit
        self._layout = QHBoxLayout(self)
        self._label = QLabel(self)
        self._layout.addWidget(self._label)
        self._layout.addStretch(1)
        self._buttons: list[QToolButton] = []

    def show_axes(self, choices: tuple[FitAxes, ...], current: FitAxes) -> None:
        """Offer these."""
        self._label.setText(tr("over"))
        self.setVisible(len(choices) > 1)
        while len(self._buttons) < len(choices):
            button = QToolButton(self)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            self._layout.insertWidget(self._layout.count() - 1, button)
        for button, axes in zip(self._buttons, choices, strict=False):
            button.setText(plain_name(axes.name))
            button.setChecked(axes == current)
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(choices))

    def restyle(self, look: Look) -> None:
        """Sizes of the look."""
        self._layout.setContentsMargins(round(look.px(12)), 0, round(look.px(12)), 0)
        self._layout.setSpacing(round(look.px(4)))
        self._label.setFont(look.text_font(11))

    def _on_clicked(self) -> None:
        self._fit.choose_axes(self._buttons.index(self.sender()))  # type: ignore[arg-type]
