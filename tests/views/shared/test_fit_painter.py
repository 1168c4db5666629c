"""Records painted on the fit: at the stated spacing, one entry a stroke, by mouse and by keys."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.scenario import load
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.fit import Fit
from gdsim.views.shared.look import Look

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def painting(qtbot):
    """Opens the fit on a scenario and begins to paint."""

    def make(scenario="first_steps", axes=0):
        scenario = load(scenario) if isinstance(scenario, str) else scenario
        view = Fit(Session(scenario), Look())
        qtbot.addWidget(view)
        view.resize(440, 320)
        with qtbot.waitExposed(view):
            view.show()
        view.choose_axes(axes)
        view.set_painting(True)
        QCoreApplication.processEvents()
        return view

    return make


def pixel(view, x, y):
    return view.plot.mapFromScene(view.plot.view_box.mapViewToScene(QPointF(x, y)))


def stroke(qtbot, view, start, end, button=LEFT, modifier=PLAIN):
    """Between two places in data coordinates, with moves between as a mouse makes them."""
    viewport, first, last = view.plot.viewport(), pixel(view, *start), pixel(view, *end)
    qtbot.mousePress(viewport, button, modifier, first)
    for i in range(1, 8):
        qtbot.mouseMove(viewport, first + (last - first) * i / 7)
    qtbot.mouseRelease(viewport, button, modifier, last)


def table(view):
    return view.session.scenario.dataset.table()


def test_a_click_puts_a_record_there_and_chooses_it(painting, qtbot):
    view = painting()
    stroke(qtbot, view, (2.5, 1.0), (2.5, 1.0))
    width, height = view.plot.pixel_size()
    assert len(table(view)) == 6
    assert table(view)[5] == pytest.approx([2.5, 1.0], abs=2 * max(width, height))
    assert view.session.selected_record == 5
    assert view.session.undo_stack.undoText() == "Paint records"


@pytest.mark.parametrize("spacing", [20, 55])
def test_a_drag_paints_at_the_stated_spacing_and_is_one_entry(painting, qtbot, spacing):
    view = painting()
    view.painter.set_spacing(spacing)
    before = table(view)
    stroke(qtbot, view, (0.4, 4.0), (2.9, 1.0))
    painted = table(view)[5:]
    assert np.array_equal(table(view)[:5], before)
    steps = np.hypot(*np.diff(view.plot.pixels(painted), axis=0).T)
    assert len(painted) > 4
    assert steps == pytest.approx(np.full(len(steps), spacing), abs=1.5)
    assert view.session.undo_stack.count() == 1
    view.session.undo_stack.undo()
    assert np.array_equal(table(view), before)


@pytest.mark.parametrize(("button", "modifier"), [(RIGHT, PLAIN), (LEFT, SHIFT)])
def test_right_button_and_shift_erase_what_the_stroke_comes_upon(painting, qtbot, button, modifier):
    view = painting()
    stroke(qtbot, view, (1.0, 1.4), (1.5, 2.6), button, modifier)
    assert table(view)[:, 0].tolist() == [0.5, 2.2, 3.0]
    assert view.session.undo_stack.count() == 1


def test_the_last_record_can_be_erased_and_the_first_painted(painting, qtbot):
    view = painting("one_record")
    record = tuple(table(view)[0])
    stroke(qtbot, view, record, record, RIGHT)
    assert len(table(view)) == 0
    stroke(qtbot, view, record, record)
    assert table(view)[0] == pytest.approx(record, abs=0.05)


def test_on_request_targets_become_classes(painting, qtbot):
    sigmoid = Scenario(Neuron(Dataset([[0.0], [1.0]], [0.0, 1.0])))
    view = painting(sigmoid)
    qtbot.mouseClick(view.paint_bar.snaps, LEFT)
    stroke(qtbot, view, (0.1, 0.9), (0.9, 0.1))
    targets = table(view)[2:, 1]
    assert set(targets) == {0.0, 1.0}
    assert (np.diff(targets) <= 0.0).all()


def test_the_keyboard_paints_erases_and_leaves(painting, qtbot):
    view = painting()
    plot = view.plot
    assert plot.hasFocus()
    x, y = view.painter.cursor.x(), view.painter.cursor.y()
    for _ in range(3):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    right, down = table(view)[5]
    assert right > x
    assert down < y
    # The cross stands on round places, which are what is painted.
    assert right == round(right, 2)
    qtbot.keyClick(plot, Qt.Key.Key_Delete)
    assert len(table(view)) == 5
    assert view.session.undo_stack.count() == 2
    with qtbot.waitSignal(view.painting_changed) as told:
        qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert told.args == [False]
    assert not view.paint_bar.isVisible()


def test_the_cross_stays_in_sight(painting, qtbot):
    view = painting()
    for _ in range(30):
        qtbot.keyClick(view.plot, Qt.Key.Key_Left, SHIFT)
    assert view.painter.cursor.x() == pytest.approx(view.plot.view_box.viewRange()[0][0])


def test_the_ground_does_not_move_under_the_brush(painting, qtbot):
    view = painting()
    before = view.plot.view_box.viewRange()
    stroke(qtbot, view, (0.1, -0.2), (0.4, -0.3))
    assert view.plot.view_box.viewRange() == before
    qtbot.mouseClick(view.paint_bar.done, LEFT)
    assert view.plot.view_box.viewRange() != before


def test_over_the_prediction_of_several_inputs_it_is_refused_with_the_reason(painting, qtbot):
    view = Fit(Session(load("three_inputs")), Look())
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    with qtbot.waitSignal(view.session.problem) as told:
        view.set_painting(True)
    assert "3 inputs" in str(told.args[0])
    assert not view.paint_bar.isVisible()


def test_over_a_chosen_input_the_others_are_those_of_the_chosen_record(painting, qtbot):
    view = painting("three_inputs", axes=2)
    view.session.select_record(1)
    x = float(np.mean(view.plot.view_box.viewRange()[0]))
    stroke(qtbot, view, (x, 0.5), (x, 0.5))
    chosen, painted = table(view)[1], table(view)[-1]
    assert painted[[0, 2]].tolist() == chosen[[0, 2]].tolist()
    assert painted[1] == pytest.approx(x, abs=0.05)


def test_a_surface_ends_it(painting):
    view = painting()
    view.session.load(load("rosenbrock"))
    assert not view.painter.is_on


def test_a_spacing_that_cannot_be_is_refused_beside_the_field(painting, qtbot):
    view = painting()
    field = view.paint_bar.spacing
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "From 2 to 200" in field.reason
    assert view.painter.spacing == 20
    with pytest.raises(GdsimError):
        view.painter.set_spacing(201)
