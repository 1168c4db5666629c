"""The neuron: the chosen record's numbers on its wires, and a knob a weight."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.neuron import NeuronView
from gdsim.views.shared.knob import Knob
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import PROJECTOR


@pytest.fixture
def opened(qtbot):
    def make(name="first_steps", size=(440, 160)):
        view = NeuronView(Session(load(name)), Look())
        qtbot.addWidget(view)
        view.resize(*size)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return make


def knobs(view):
    return [knob for knob in view.findChildren(Knob) if knob.isVisible()]


def move_over(widget, spot):
    """The pointer comes to a place in a widget."""
    kind, none = QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, spot, widget.mapToGlobal(spot), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def texts(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_the_numbers_are_those_of_the_chosen_record(opened):
    view = opened()
    view.session.step()
    view.session.select_record(3)
    # h = 2.2 · 0.58297 = 1.282534; r = 2.9 − 1.282534
    for number in ("1.283", "2.9", "1.617"):
        assert number in texts(view)
    assert "prediction 1.283" in view.describe()


@pytest.mark.parametrize(("scenario", "count"), [("first_steps", 1), ("three_inputs", 3), ("tanh_neuron", 2)])
def test_there_is_a_knob_for_every_weight(opened, scenario, count):
    view = opened(scenario)
    assert len(knobs(view)) == count == view.session.scenario.weight_count


def test_the_knobs_follow_the_number_of_weights(opened):
    view = opened()
    view.session.set_bias(True)
    assert [knob.accessibleName() for knob in knobs(view)] == ["w₁", "b"]
    view.session.undo_stack.undo()
    assert len(knobs(view)) == 1


def test_dragging_a_knob_turns_the_weight_as_one_entry(opened, qtbot):
    view = opened()
    knob = knobs(view)[0]
    middle = knob.rect().center()
    qtbot.mousePress(knob, Qt.MouseButton.LeftButton, pos=middle)
    for by in (10, 20, 30):
        qtbot.mouseMove(knob, middle + QPoint(by, 0))
    qtbot.mouseRelease(knob, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 0))
    assert view.session.weights[0] == pytest.approx(-0.35 + 0.3)
    assert view.session.step_number == 0
    assert view.session.undo_stack.count() == 1


def test_arrow_keys_turn_it_and_shift_turns_it_further(opened, qtbot):
    view = opened()
    knob = knobs(view)[0]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Up)
    assert view.session.weights[0] == pytest.approx(-0.34)
    qtbot.keyClick(knob, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.session.weights[0] == pytest.approx(-0.24)


@pytest.mark.parametrize(("typed", "weight"), [("1.25", 1.25), ("−0,5", -0.5), ("1e-3", 0.001)])
def test_a_weight_is_typed(opened, qtbot, typed, weight):
    view = opened()
    knob = knobs(view)[0]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    editor = knob.findChild(QLineEdit)
    assert editor.text() == "−0.35"
    editor.setText(typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert view.session.weights[0] == weight
    wait_for_no_editor(qtbot, knob)


def wait_for_no_editor(qtbot, knob) -> None:
    """The knob's editor is closed, and the same key does not open another."""
    qtbot.waitUntil(lambda: knob.findChild(QLineEdit) is None)


def test_escape_leaves_a_weight_as_it_was_and_going_elsewhere_takes_it_over(opened, qtbot):
    view = opened("two_weights")
    first, second = knobs(view)
    before = view.session.weights[0]
    type_into(qtbot, first, "2")
    qtbot.keyClick(first.findChild(QLineEdit), Qt.Key.Key_Escape)
    wait_for_no_editor(qtbot, first)
    assert view.session.weights[0] == before
    assert first.hasFocus()
    type_into(qtbot, first, "2")
    second.setFocus()
    wait_for_no_editor(qtbot, first)
    assert view.session.weights[0] == 2
    assert second.hasFocus()


def type_into(qtbot, knob, text: str) -> None:
    """Open the knob's editor and type over what is there."""
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    qtbot.keyClicks(knob.findChild(QLineEdit), text)


def test_a_knob_is_dragged_upwards_too_and_turned_by_the_wheel(opened, qtbot):
    view = opened()
    knob = knobs(view)[0]
    middle = knob.rect().center()
    qtbot.mousePress(knob, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(knob, middle - QPoint(0, 20))
    qtbot.mouseRelease(knob, Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 20))
    assert view.session.weights[0] == pytest.approx(-0.15)
    turn_wheel(knob, notches=2)
    assert view.session.weights[0] == pytest.approx(-0.05)


def turn_wheel(knob, notches: int) -> None:
    """Turn the mouse's wheel over a knob, up."""
    place = QPointF(knob.rect().center())
    event = QWheelEvent(
        place,
        knob.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(knob, event)


@pytest.mark.parametrize("typed", ["", "abc", "inf", "1e999"])
def test_what_is_no_number_is_refused_with_a_reason(opened, qtbot, typed):
    view = opened()
    knob = knobs(view)[0]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    editor = knob.findChild(QLineEdit)
    editor.setText(typed)
    with qtbot.waitSignal(view.session.problem):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert view.session.weights[0] == -0.35


def test_every_part_is_inside_at_the_sizes_of_the_panels(opened):
    for size in ((330, 120), (440, 160)):
        view = opened(size=size)
        for widget in (*knobs(view), *(label for label in view.findChildren(QLabel) if label.isVisible())):
            corner = widget.mapTo(view, QPoint(0, 0))
            assert corner.x() >= 0, widget
            assert corner.x() + widget.width() <= view.width() + 1, widget


def test_pointing_at_a_part_lights_up_its_quantity_and_the_reverse(opened, qtbot):
    view = opened()
    session = view.session
    dark = view.grab().toImage()
    for quantity in ("prediction", "error", "weight"):
        session.set_highlight(quantity)
        assert view.grab().toImage() != dark, quantity
    session.set_highlight(None)
    assert view.grab().toImage() == dark
    output = next(label for label in view.findChildren(QLabel) if "y − ŷ" in label.text())
    center = output.rect().center().y()
    spots = {}
    for y in (center - 18, center, center + 18):  # ŷ, y, y − ŷ
        move_over(output, QPointF(12, y))
        QApplication.processEvents()
        spots[y] = session.highlight
    assert list(spots.values()) == ["prediction", None, "error"]


def test_each_part_of_an_update_lights_up_what_it_makes_and_the_residual_comes_with_its_own(opened):
    view = opened()
    session = view.session
    seen = []
    for _ in range(3):
        session.next_stage()
        lit = [line for line in texts(view).split("<br>") if "background-color" in line]
        seen.append(("y − ŷ" in texts(view), sum("y − ŷ" in line for line in lit), len(lit)))
    # predict: ŷ; residuals: ŷ and y − ŷ; square and sum: y − ŷ
    assert seen == [(False, 0, 1), (True, 1, 2), (True, 1, 1)]


def test_a_surface_has_no_neuron_but_its_weights_can_be_turned_and_typed(opened, qtbot):
    view = opened("rosenbrock")
    assert "no neuron" in texts(view)
    first, second = view.findChildren(Knob)
    qtbot.keyClick(second, Qt.Key.Key_Return)
    qtbot.keyClicks(second.findChild(QLineEdit), "0.25")
    qtbot.keyClick(second.findChild(QLineEdit), Qt.Key.Key_Return)
    assert view.session.weights.tolist() == [-1.2, 0.25]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert view.session.weights[0] == pytest.approx(-1.19)


def test_turning_begins_a_new_descent_and_undo_returns_to_the_old(opened, qtbot):
    view = opened()
    view.session.step()
    reached = view.session.weights
    knob = knobs(view)[0]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Down)
    assert view.session.step_number == 0
    view.session.undo_stack.undo()
    assert view.session.step_number == 1
    assert np.array_equal(view.session.weights, reached)


@pytest.mark.parametrize("steps", [8, 14, 16])
@pytest.mark.parametrize("size", [(380, 160), (440, 160), (800, 300)])
def test_huge_numbers_are_not_cut(opened, steps, size):
    view = opened(size=size)
    view.session.set_learning_rate(0.2)
    for _ in range(steps):
        view.session.step()
    view.grab()
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.sizeHint().width() <= label.width() + 1, label.text()


def test_three_rows_fit_into_the_panel_of_the_first_arrangement(opened):
    view = opened("three_inputs", size=(436, 140))
    for knob in knobs(view):
        assert knob.mapTo(view, knob.rect().bottomLeft()).y() < view.height()
    view.session.step()
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.sizeHint().width() <= label.width() + 1, label.text()
    assert view._drawing._output.height() >= view._drawing._output.sizeHint().height()


def read_out(view):
    return next(label for label in view.findChildren(QLabel) if "ŷ" in label.text())


@pytest.mark.parametrize("scenario", ["one_record", "two_weights", "three_inputs"])
def test_where_there_is_no_room_beside_it_the_read_out_stands_below(opened, scenario):
    """As before a hall on a screen of 1024 × 768: large letters, half of the width."""
    view = opened(scenario, size=(594, 568))
    beside = read_out(view).y()
    view.look.set_all(PROJECTOR, 1.9, for_hall=True)
    view.grab()
    label = read_out(view)
    assert label.y() > beside
    assert label.sizeHint().width() <= label.width()
    assert label.geometry().bottom() <= view.height()
    assert label.mapTo(view, QPoint(label.width(), 0)).x() <= view.width()


def test_in_a_large_panel_the_neuron_is_large(opened):
    small, large = opened(), opened(size=(900, 400))
    assert knobs(large)[0].width() > 1.3 * knobs(small)[0].width()
    assert read_out(large).font().pixelSize() > read_out(small).font().pixelSize()
    # A picture of its own is filled.
    picture = opened("longley", size=(800, 600))
    assert picture._drawing._captions[-1].geometry().bottom() > 0.95 * 600


def test_a_large_input_is_a_power_of_ten_and_many_typed_digits_make_nothing_small(opened):
    view = opened()
    dataset = view.session.scenario.dataset
    view.session.edit_data(dataset.with_value(0, 0, 5e8).with_value(0, 1, 0.4894076202150), "Type")
    assert view._drawing._inputs == ["5.00×10⁸"]
    view.session.edit_data(dataset.with_value(0, 1, 0.4894076202150), "Type")
    view.grab()
    assert view._drawing._output.font().pixelSize() >= view.look.px(13)


@pytest.mark.parametrize("scenario", ["first_steps", "sigmoid_neuron", "three_inputs", "longley"])
def test_no_wire_runs_through_h(opened, scenario):
    view = opened(scenario)
    drawing = view._drawing
    places, label = drawing._places(), drawing._sum.geometry()
    middle = QPointF(places.sum_x, places.middle)
    for y in places.rows:
        start = QPointF(places.knob_x, y)
        for part in np.linspace(0, 1, 200):
            assert not label.contains((start + (middle - start) * float(part)).toPoint())
