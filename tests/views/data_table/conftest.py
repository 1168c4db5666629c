"""A data table on the screen, and a person's hands on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.data_table import DataTable
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES

INPUTS = [[0.5], [1.0], [1.5], [2.2], [3.0]]
TARGETS = [0.9, 1.4, 2.6, 2.9, 4.3]
EDIT, SPOKEN = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole


def make_session(inputs=INPUTS, targets=TARGETS, start=None, batch=None, names=(), **model):
    neuron = Neuron(Dataset(inputs, targets, names), **model)
    optimizer = Optimizer(learning_rate=0.03, batch=batch)
    return Session(Scenario(neuron, optimizer, start=start or (-0.35,) * len(neuron.weight_names)))


@pytest.fixture
def open_table(qtbot):
    """Show a session's data table in a window that has the focus."""

    def build(session, size=(640, 250), theme="light"):
        view = DataTable(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        view.table.setFocus()
        qtbot.waitUntil(view.isVisible)
        QApplication.processEvents()
        return view

    return build


@pytest.fixture
def session(qapp):
    return make_session()


@pytest.fixture
def view(open_table, session):
    return open_table(session)


def go(view, row, column):
    view.table.enter(row, column)


def column_of(view, key):
    return [column.key for column in view.model.columns].index(key)


def shown(view, key):
    column = column_of(view, key)
    return [view.model.index(row, column).data() for row in range(view.model.rowCount())]


def total(view, key):
    return view.model.total(column_of(view, key))


def field(view):
    """The field open in the current cell, or None."""
    return view.table.indexWidget(view.table.currentIndex())


def type_text(qtbot, view, text, end=Qt.Key.Key_Return):
    """Type over the current cell as a person does, and leave it with a key."""
    qtbot.keyClicks(view.table, text[:1])
    editor = field(view)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, end)


def press(qtbot, view, key, *modifiers):
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(view.table, key, held)
    # Let go: else Qt takes Ctrl and Shift for held down in what comes next.
    qtbot.keyRelease(view.table, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reason(view):
    return view.bubble.text() if view.bubble.isVisible() else ""


def paste(qtbot, view, text):
    QGuiApplication.clipboard().setText(text)
    press(qtbot, view, Qt.Key.Key_V, CONTROL)
