"""The history table: a row a step, always as the descent is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.history_table import HistoryTable
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_column import Column


@pytest.fixture
def session(qapp):
    inputs = [[0.5], [1.0], [1.5], [2.2], [3.0]]
    neuron = Neuron(Dataset(inputs, [0.9, 1.4, 2.6, 2.9, 4.3]))
    return Session(Scenario(neuron, Optimizer(learning_rate=0.03), start=(-0.35,)))


@pytest.fixture
def view(qtbot, session):
    view = HistoryTable(session, Look())
    qtbot.addWidget(view)
    view.resize(420, 200)
    view.show()
    QApplication.processEvents()
    return view


def row(view, number):
    return [view.model.index(number, column).data() for column in range(view.model.columnCount())]


def test_each_step_is_a_row_of_hand_calculated_numbers(view, session):
    session.step()
    assert row(view, 0) == ["0", "28.038", "−0.350", "−31.099"]
    assert row(view, 1) == ["1", "6.570", "0.583", "−14.921"]
    session.step_back()
    assert view.model.rowCount() == 1
    session.step()
    session.reset()
    assert view.model.rowCount() == 1


def test_rows_measured_before_an_edit_are_grey_and_a_line_marks_it(view, session):
    for _ in range(2):
        session.step()
    session.edit_data(session.scenario.dataset.with_value(0, 0, 2.0))
    session.step()
    assert [view.table.cells.faded(k) for k in range(4)] == [True, True, False, False]
    assert [view.table.cells.ruled(k) for k in range(4)] == [False, False, True, False]
    spoken = view.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "step 0, measured before an edit, error, 28.038"


def test_the_present_step_stays_in_sight_unless_one_scrolls_up(view, session):
    bar = view.table.verticalScrollBar()
    for _ in range(40):
        session.step()
    QApplication.processEvents()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(3)
    session.step()
    QApplication.processEvents()
    assert bar.value() == 3
    bar.setValue(bar.maximum())
    session.step()
    QApplication.processEvents()
    assert bar.value() == bar.maximum()


def test_a_long_history_is_read_in_sight_only(view, session, monkeypatch):
    session.advance(5_000)
    reads = []
    original = Column.cell_text
    monkeypatch.setattr(Column, "cell_text", lambda *args: reads.append(1) or original(*args))
    session.step()
    QApplication.processEvents()
    assert 0 < len(reads) < 500


def test_copied_rows_have_all_digits(qtbot, view, session):
    session.step()
    view.table.selectAll()
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(view.table, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [float(text) for text in lines[1]] == [1, session.error, session.weights[0], session.gradient[0]]


def test_another_objective_brings_its_own_columns(view, session):
    session.load(Scenario(Surface(SURFACES["rosenbrock"])))
    heads = [view.model.headerData(i, Qt.Orientation.Horizontal) for i in range(view.model.columnCount())]
    assert heads == ["k", "E", "w₁", "w₂", "∂E/∂w₁", "∂E/∂w₂"]
    assert view.model.rowCount() == 1


def test_the_model_is_sound_and_native_while_it_grows_and_shrinks(view, session):
    tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(3):
        session.step()
    session.step_back()
    session.set_bias(True)
    session.undo_stack.undo()
    session.random_start(7)
    assert tester.model() is view.model
    assert view.model.rowCount() == 1
    assert type(view.model.index(0, 0).data()) is str
    assert type(view.model.index(0, 1).data(Qt.ItemDataRole.EditRole)) is float
