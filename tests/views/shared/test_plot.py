"""Plots: numbers on the axes, what keys and mouse do, and where data are in pixels."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF

from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import TICK_PIXELS, Axis, Plot, log_ticks, round_text
from gdsim.views.shared.theme import Quantity


class PlotToGrab(Plot):
    """Everything at the left of x = 0.5 can be taken hold of."""

    def can_grab(self, position: QPointF) -> bool:
        return position.x() < 0.5


@pytest.fixture
def plot(qtbot):
    made = PlotToGrab(Look())
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.setRange(xRange=(0, 1), yRange=(-10, 10), padding=0)
    made.show()
    made.grab()
    qtbot.wait(1)
    return made


def at(plot: Plot, x: float, y: float) -> QPoint:
    return plot.mapFromScene(plot.view_box.mapToScene(plot.pixel(x, y)))


def test_pixels_are_those_of_the_view_box(plot):
    area = plot.area
    assert plot.pixel(0, 10) == QPointF(0, 0)
    assert plot.pixel(1, -10) == QPointF(area.width(), area.height())
    there = plot.view_box.mapFromView(QPointF(0.3, 4))
    assert (plot.pixel(0.3, 4) - there).manhattanLength() < 1e-6
    assert plot.pixel_size() == pytest.approx((1 / area.width(), 20 / area.height()))


def test_numbers_have_a_true_minus(qapp):
    axis = Axis("bottom")
    assert axis.tickStrings([-1.0, 0.0, 1.0], 1.0, 1.0) == ["−1", "0", "1"]


def test_astronomic_and_tiny_numbers_are_written_with_a_power(qapp):
    axis = Axis("bottom")
    assert axis.tickStrings([0.0, 1e13, -2e13], 1.0, 1e13) == ["0", "1×10¹³", "−2×10¹³"]
    assert axis.tickStrings([0.0, 5e-6, 1e-5], 1.0, 5e-6) == ["0", "5×10⁻⁶", "1×10⁻⁵"]
    assert axis.tickStrings([1e6, 1.0001e6], 1.0, 100.0) == ["1×10⁶", "1.0001×10⁶"]


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-1.1, 2.1, ["0.1", "1", "10", "100"]),
        (-8.2, -4.9, ["10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵"]),
        (-0.1, 1.1, ["1", "2", "5", "10"]),
        (0.31, 0.47, ["2.2", "2.4", "2.6", "2.8"]),
    ],
)
def test_a_logarithmic_axis_writes_powers_of_ten_or_what_lies_between(qapp, low, high, texts):
    axis = Axis("left")
    axis.setLogMode(y=True)
    ticks = axis.tickValues(low, high, 200.0)[0][1]
    assert all(low <= tick <= high for tick in ticks)
    assert axis.tickStrings(ticks, 1.0, 1.0)[: len(texts)] == texts


def test_many_decades_are_thinned_to_the_room_there_is():
    assert len(log_ticks(-300.0, 300.0, 200.0)) <= 6
    assert len(log_ticks(12.6, 14.4, 80.0)) == 3  # of 5, 10, 20, 50, 100 and 200 times 10¹²


def test_a_drag_moves_what_was_taken_hold_of_and_nothing_else(plot, qtbot):
    told = []
    for signal in (plot.grabbed, plot.dragged):
        signal.connect(told.append)
    before, viewport = plot.view_box.viewRange(), plot.viewport()
    with qtbot.waitSignal(plot.released):
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(plot, 0.2, 0))
        qtbot.mouseMove(viewport, at(plot, 0.4, 0))
        assert plot.is_holding
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(plot, 0.4, 0))
    assert not plot.is_holding
    assert told[0].x() == pytest.approx(0.2, abs=0.01)
    assert told[-1].x() == pytest.approx(0.4, abs=0.01)
    assert plot.view_box.viewRange() == before


def test_keys_zoom_and_ask_for_the_whole(plot, qtbot):
    before = plot.view_box.viewRange()[0]
    with qtbot.waitSignal(plot.moved_by_hand):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    inner = plot.view_box.viewRange()[0]
    assert before[0] < inner[0] < inner[1] < before[1]
    for key in (Qt.Key.Key_0, Qt.Key.Key_Home):
        with qtbot.waitSignal(plot.whole_wanted):
            qtbot.keyClick(plot, key)
    with qtbot.waitSignal(plot.whole_wanted):
        qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at(plot, 0.7, 0))
    # A double click of pytest-qt does not let go of the button, for the next test either.
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=at(plot, 0.7, 0))


def test_keys_with_control_belong_to_the_window(plot, qtbot):
    with qtbot.assertNotEmitted(plot.whole_wanted):
        qtbot.keyClick(plot, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)


def test_reached_by_key_it_shows_that_it_has_the_focus(plot, qtbot):
    frame = plot.look.color(Quantity.WEIGHT)
    plot.activateWindow()
    plot.clearFocus()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    assert plot.view_box.border.color() == frame
    plot.clearFocus()
    assert plot.view_box.border.style() == Qt.PenStyle.NoPen
    plot.setFocus(Qt.FocusReason.MouseFocusReason)
    assert plot.view_box.border.style() == Qt.PenStyle.NoPen


def test_round_numbers_are_written_exactly_and_never_as_a_row_of_zeros():
    texts = [round_text(value) for value in (0.0, 0.25, -250000.0, 5e12, -2.5e7, 3e-11, 8 * 1e23)]
    assert texts == ["0", "0.25", "−250000", "5×10¹²", "−2.5×10⁷", "3×10⁻¹¹", "8×10²³"]


def test_where_a_step_of_two_is_too_narrow_and_one_of_ten_too_wide_there_is_that_of_five(qapp):
    axis = Axis("bottom")
    axis.setTickFont(Look().text_font(TICK_PIXELS))
    spacing, values = axis.tickValues(-85000.0, 85000.0, 200.0)[0]
    assert spacing == 50000.0
    assert 0.0 in values


def test_where_two_numbers_have_no_room_there_is_one(qapp):
    axis, font = Axis("bottom"), Look().text_font(TICK_PIXELS)
    axis.setTickFont(font)
    spacing, values = axis.tickValues(1.73483756308385, 1.73483756308387, 130.0)[0]
    assert len(values) == 1
    assert QFontMetricsF(font).horizontalAdvance(axis.tickStrings(values, 1.0, spacing)[0]) < 130.0


@pytest.mark.parametrize("scale", [1.0, 1e12, 1e-12])
def test_the_numbers_below_a_plot_do_not_touch_however_long_they_are(qtbot, scale):
    plot = Plot(Look())
    qtbot.addWidget(plot)
    plot.resize(420, 300)
    plot.show()
    axis = plot.plot_item.getAxis("bottom")
    width = axis.boundingRect().width()
    for low, high in ((-1.87, 4.2), (0.013, 0.021), (-30.0, 47.0), (-8.5, 8.5)):
        spacing, values = axis.tickValues(low * scale, high * scale, width)[0]
        assert len(values) >= 2
        metrics = QFontMetricsF(axis.style["tickFont"])
        places = [(value / scale - low) / (high - low) * width for value in values]
        halves = [metrics.horizontalAdvance(text) / 2 for text in axis.tickStrings(values, 1.0, spacing)]
        ends = [place + half for place, half in zip(places, halves, strict=True)]
        begins = [place - half for place, half in zip(places, halves, strict=True)]
        assert all(end < begin for end, begin in zip(ends, begins[1:], strict=False))
