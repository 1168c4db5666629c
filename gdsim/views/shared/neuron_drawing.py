"""A neuron drawn: the chosen record's numbers on its wires, a knob for every weight, the read-out at its end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gdsim.engine.neuron import BIAS_NAME, Neuron
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fitted import fitted
from gdsim.views.shared.knob import Knob, in_place_of, is_lit_up
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import lit_html, math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity

# Of the drawing, in its pixels.
_ROW = 50.0
_INPUT_WIDTH, _INPUT_HEIGHT = 54.0, 32.0
_KNOB_WIDTH, _KNOB_HEIGHT = 74.0, 32.0
_SUM_SIZE = 38.0
_BOX_WIDTH, _BOX_HEIGHT = 62.0, 32.0
_CAPTION = 17.0
_OUTPUT_WIDTH, _OUTPUT_HEIGHT = 116.0, 60.0
_SHORTEST_WIRE, _LONGEST_WIRE = 8.0, 40.0
_MARGIN = 10.0
# From Σ’s middle to the right to h, which stands below it: wires come from the left only.
_SUM_LEFT = 3.0
# From Σ's middle to the end of what stands below it.
_READ_OUT_BELOW = _SUM_SIZE / 2 + _CAPTION + _OUTPUT_HEIGHT
# The read-out below Σ needs all the room there is, and begins a little to the left.
_INDENT = 10.0
# Of "h = " and "y − ŷ = ".
_SUM_NAME, _RESIDUAL_NAME = 24.0, 46.0
# Up to the box, and with the read-out beside it.
_STACKED_WIDTH = _INPUT_WIDTH + _KNOB_WIDTH + _SUM_SIZE + _BOX_WIDTH + 3 * _SHORTEST_WIRE + 2 * _MARGIN
_SMALLEST_WIDTH = _STACKED_WIDTH + _SHORTEST_WIRE + _OUTPUT_WIDTH
_LARGE = 1e6
# Where there is less room all shrinks, so far and no further; where there is more all grows.
_SMALLEST_SCALE, _LARGEST_SCALE, _LARGEST_ALONE = 0.7, 1.5, 6.0
# It grows as long as its four wires are longer by this than the shortest.
_AIR = 16.0


@dataclass(frozen=True)
class _Places:
    """Where the parts stand; centres in pixels."""

    input_x: float
    knob_x: float
    sum_x: float
    box_x: float
    output_x: float
    rows: tuple[float, ...]
    middle: float


class NeuronDrawing(QWidget):
    """Wires and shapes painted, knobs and texts as widgets on them."""

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._look = session, look
        self._neuron: Neuron | None = None
        self._room, self._is_stacked, self._is_alone = QSize(), False, False
        self._knobs: list[Knob] = []
        self._captions: list[QLabel] = []
        self._inputs: list[str] = []
        self._results: list[str] = []
        self._sum = self._label()
        self._sum.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._activation = self._label()
        self._output = self._label()
        self._output.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._output.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self._output.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        # Later: another text while the label looks at its links would pull them away under it.
        self._output.linkHovered.connect(self._on_pointed, Qt.ConnectionType.QueuedConnection)

    def show_neuron(self, neuron: Neuron) -> None:
        """Take over the numbers."""
        count = len(neuron.weight_names)
        shape_changed = self._neuron is None or self._neuron.weight_names != neuron.weight_names
        self._neuron = neuron
        if shape_changed:
            self._make_rows(count)
        self._show_numbers()
        if shape_changed:
            self.restyle()
        self._place()
        self.update()

    def restyle(self) -> None:
        """Sizes of the look."""
        look = self._look
        for knob in self._knobs:
            knob.restyle(look)
        self.fit_into(self._room, self._is_alone)

    def fit_into(self, room: QSize, is_alone: bool = False) -> None:
        """Ask for no more than the rows need in a panel of this size: what has no room beside stands below.

        Where it is ``is_alone``, a picture of its own, it may be larger than beside other panels.
        """
        self._room, self._is_alone = room, is_alone
        px = self._look.px
        least = px(_SMALLEST_SCALE)
        is_narrow = room.width() < _SMALLEST_WIDTH * least
        self._is_stacked = is_narrow and room.height() >= px(self._height(is_stacked=True))
        width = (_STACKED_WIDTH if self._is_stacked else _SMALLEST_WIDTH) * least
        captions = self._captions_in_height(self._is_stacked)
        parts = (self._height(self._is_stacked) - captions) * _SMALLEST_SCALE
        height = max(px(parts + captions), px(_OUTPUT_HEIGHT))
        self.setMinimumSize(round(width), round(height))
        self._place()
        self.update()

    def _height(self, is_stacked: bool) -> float:
        """What the rows need, with the read-out below or beside them, in the drawing's pixels."""
        rows = _ROW * max(1, len(self._knobs))
        if is_stacked:
            return rows / 2 + max(rows / 2, _READ_OUT_BELOW) + _MARGIN
        return max(rows, _OUTPUT_HEIGHT) + _MARGIN

    def _captions_in_height(self, is_stacked: bool) -> float:
        """How much of the height is texts between the rows, which do not shrink."""
        count = max(1, len(self._knobs))
        if is_stacked:
            return _CAPTION * count * (1.0 if _ROW * count > 2 * _READ_OUT_BELOW else 0.5)
        return _CAPTION * count if _ROW * count > _OUTPUT_HEIGHT else 0.0

    def _scale(self) -> float:
        """What the panel has room for."""
        px = self._look.px
        width = _STACKED_WIDTH if self._is_stacked else _SMALLEST_WIDTH
        whole, height = self._height(self._is_stacked), self.height() / px(1.0)
        captions = 0.0 if height > whole else self._captions_in_height(self._is_stacked)
        high = (height - captions) / (whole - captions)
        scale = min(self.width() / px(width), high)
        if scale > 1.0:
            most = _LARGEST_ALONE if self._is_alone else _LARGEST_SCALE
            scale = max(1.0, min(self.width() / px(width + 4 * _AIR), high, most))
        return max(scale, _SMALLEST_SCALE)

    def _px(self, pixels: float) -> float:
        """A length of the drawing, at its scale."""
        return self._look.px(pixels) * self._scale()

    def _across(self, pixels: float) -> float:
        """A width of what holds a number, which shrinks only where the panel is too narrow."""
        px = self._look.px
        width = px(_STACKED_WIDTH if self._is_stacked else _SMALLEST_WIDTH)
        return px(pixels) * max(self._scale(), min(1.0, self.width() / width))

    def _sizes(self, *pixels: float) -> tuple[float, ...]:
        """Sizes of a text, which grows with the drawing and does not shrink with it."""
        return tuple(size * max(1.0, self._scale()) for size in pixels)

    def _text_px(self, pixels: float) -> float:
        """A length of a text."""
        return self._look.px(self._sizes(pixels)[0])

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _make_rows(self, count: int) -> None:
        self._knobs = in_place_of(self._knobs, self._captions, count, self._session, self)
        self._captions = [self._label() for _ in range(2 * count)]
        for widget in (*self._knobs, *self._captions):
            widget.show()

    def _show_numbers(self) -> None:
        assert self._neuron is not None
        neuron, session, look = self._neuron, self._session, self._look
        record = session.selected_record
        terms = session.derived.terms
        assert terms is not None  # a neuron has records, if none
        columns = neuron.columns
        self._inputs = (
            ["" if record is None else _input_text(float(x)) for x in columns[:, record or 0]]
            if (columns.shape[1])
            else [""] * len(self._knobs)
        )
        for index, name in enumerate(neuron.weight_names):
            is_bias = name == BIAS_NAME
            input_name = "1" if is_bias else neuron.dataset.input_names[index]
            self._captions[2 * index].setText("" if is_bias else name_html(input_name, look))
            self._captions[2 * index + 1].setText(name_html(name, look, Quantity.WEIGHT))
            self._knobs[index].show_value(plain_name(name), float(session.weights[index]))
        self._activation.setText(tr(neuron.activation.label))
        self._results = (
            []
            if record is None
            else [
                number_text(float(terms.weighted_sum[record])),
                number_text(float(terms.prediction[record])),
                exact_text(float(neuron.dataset.targets[record])),
                number_text(float(terms.residual[record])),
            ]
        )

    def _write_results(self) -> None:
        """The name of f, and h, ŷ, y and the residual, as they fit into their labels."""
        look = self._look
        _, font = fitted(
            [self._activation.text()], self._activation.width() - 4, look, self._sizes(12, 11, 10, 9)
        )
        self._activation.setFont(font)
        if not self._results:
            self._sum.setText("")
            self._output.setText("")
            return
        h, *output = self._results
        (h,), font = fitted([h], self._sum.width() - self._text_px(_SUM_NAME), look, self._sizes(12, 11, 10))
        self._sum.setFont(font)
        self._sum.setText(f"{math_html('h', look)} = {h}")
        room = self._output.width() - self._text_px(_RESIDUAL_NAME)
        # Many digits typed into y make nothing else small.
        output[1:2] = fitted(output[1:2], room, look, self._sizes(13), bold=True)[0]
        output, font = fitted(output, room, look, self._sizes(13, 12, 11, 10), bold=True)
        font.setWeight(QFont.Weight.Normal)  # the computed ones are bold by themselves
        self._output.setFont(font)
        prediction, target, residual = output
        is_to_come = "residual" in self._session.left_out
        lines = (
            self._pointable("ŷ", prediction, Quantity.PREDICTION),
            f"{math_html('y', look)} = {target}",
            "&nbsp;" if is_to_come else self._pointable("y − ŷ", residual, Quantity.ERROR),
        )
        self._output.setText("<br>".join(lines))

    def _pointable(self, symbol: str, number: str, quantity: Quantity) -> str:
        """A line that lights up its quantity when it is pointed at, and with it."""
        look = self._look
        is_lit = is_lit_up(self._session, quantity)
        line = f"{math_html(symbol, look, quantity)} = {value_html(number, look, quantity)}"
        line = lit_html(line, look, quantity) if is_lit else line
        color = look.theme.color(quantity)
        return f'<a href="{quantity}" style="color:{color}; text-decoration:none">{line}</a>'

    def _on_pointed(self, quantity: str) -> None:
        self._session.set_highlight(quantity or None)

    def _places(self) -> _Places:
        px = self._px
        width, height = self.width(), self.height()
        count = len(self._knobs)
        row = px(_ROW - _CAPTION) + self._text_px(_CAPTION)
        top = (height - self._block(row * count)) / 2
        rows = tuple(top + row * i + px(_INPUT_HEIGHT) / 2 for i in range(count))
        # The parts keep their sizes; what is left over goes evenly into the wires.
        beside = 0.0 if self._is_stacked else _OUTPUT_WIDTH
        input_width, knob_width = self._across(_INPUT_WIDTH), self._across(_KNOB_WIDTH)
        parts = input_width + knob_width + px(_SUM_SIZE + _BOX_WIDTH + beside)
        wires = 3 if self._is_stacked else 4
        wire = max(px(_SHORTEST_WIRE), min(px(_LONGEST_WIRE), (width - parts - 2 * px(_MARGIN)) / wires))
        left = max(px(_MARGIN), (width - parts - wires * wire) / 2)
        input_x = left + input_width / 2
        knob_x = input_x + (input_width + knob_width) / 2 + wire
        sum_x = knob_x + knob_width / 2 + px(_SUM_SIZE / 2) + wire
        box_x = sum_x + px(_SUM_SIZE / 2 + _BOX_WIDTH / 2) + wire
        output_x = box_x + px(_BOX_WIDTH / 2) + (0.0 if self._is_stacked else wire)
        return _Places(input_x, knob_x, sum_x, box_x, output_x, rows, sum(rows) / len(rows))

    def _block(self, rows: float) -> float:
        """Height of the rows with what stands below them."""
        below = self._px(_SUM_SIZE / 2) + self._text_px(_CAPTION + _OUTPUT_HEIGHT)
        return rows / 2 + max(rows / 2, below) if self._is_stacked else rows

    def _place(self) -> None:
        if self._neuron is None:
            return
        px, high = self._px, self._text_px(_CAPTION)
        places = self._places()
        for index, (knob, y) in enumerate(zip(self._knobs, places.rows, strict=True)):
            knob.setGeometry(_around(places.knob_x, y, self._across(_KNOB_WIDTH), px(_KNOB_HEIGHT)).toRect())
            of_input, of_weight = self._captions[2 * index : 2 * index + 2]
            below = y + px(_INPUT_HEIGHT / 2) + high / 2
            for label in (of_input, of_weight):
                label.setFont(self._look.text_font(self._sizes(12)[0]))
            wide = of_input.sizeHint().width()  # a long name is not cut: it begins at the edge
            x = max(places.input_x, wide / 2)
            of_input.setGeometry(_around(x, below, wide, high).toRect())
            of_weight.setGeometry(_around(places.knob_x, below, self._across(_KNOB_WIDTH), high).toRect())
        under = places.middle + px(_SUM_SIZE / 2)
        # From under Σ to the right: the wires come from the left.
        left = places.sum_x + px(_SUM_LEFT)
        self._sum.setGeometry(QRectF(left, under, places.output_x - left, high).toRect())
        self._activation.setGeometry(
            _around(places.box_x, places.middle, px(_BOX_WIDTH), px(_BOX_HEIGHT)).toRect()
        )
        results = self._text_px(_OUTPUT_HEIGHT)
        beside = places.output_x + px(6), max(0.0, places.middle - results / 2)
        under_sum = places.sum_x - px(_INDENT), under + high
        left, top = under_sum if self._is_stacked else beside
        self._output.setGeometry(QRectF(left, top, self.width() - left, results).toRect())
        for knob in self._knobs:
            knob.set_scale(max(1.0, self._scale()))
        self._write_results()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts follow the size."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Wires first, shapes over them."""
        if self._neuron is None:
            return
        look, px = self._look, self._px
        places = self._places()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wire = look.pen(None, 0.6)
        wire.setColor(look.soft())
        painter.setPen(wire)
        middle = QPointF(places.sum_x, places.middle)
        for y in places.rows:
            painter.drawLine(
                QPointF(places.input_x, y), QPointF(places.knob_x + self._across(_KNOB_WIDTH) / 2, y)
            )
            painter.drawLine(QPointF(places.knob_x + self._across(_KNOB_WIDTH) / 2, y), middle)
        painter.drawLine(middle, QPointF(places.output_x, places.middle))
        painter.setBrush(look.theme.ground)
        painter.setPen(look.pen(None, 0.6))
        inputs, font = fitted(
            self._inputs, self._across(_INPUT_WIDTH) - self._look.px(8), look, self._sizes(12, 11, 10, 9)
        )
        painter.setFont(font)
        for text, y in zip(inputs, places.rows, strict=True):
            shape = _around(places.input_x, y, self._across(_INPUT_WIDTH), px(_INPUT_HEIGHT))
            painter.drawRoundedRect(shape, px(_INPUT_HEIGHT) / 2, px(_INPUT_HEIGHT) / 2)
            painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, text)
        circle = _around(places.sum_x, places.middle, px(_SUM_SIZE), px(_SUM_SIZE))
        painter.drawEllipse(circle)
        painter.drawRoundedRect(
            _around(places.box_x, places.middle, px(_BOX_WIDTH), px(_BOX_HEIGHT)), px(6), px(6)
        )
        painter.setFont(look.text_font(self._sizes(18)[0]))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "Σ")
        painter.end()


def _input_text(value: float) -> str:
    """As typed; a large number, which has no decimals to leave out, as a power of ten."""
    return exact_text(value) if abs(value) < _LARGE else number_text(value)


def _around(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x - width / 2, y - height / 2, width, height)
