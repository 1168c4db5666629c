"""Descents side by side on the screen."""

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.compare import Compare
from gdsim.views.shared.compare_model import COLUMNS, RULE
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES

ONE = Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3])
TWO = Dataset([[1.0, 0.5], [0.5, 1.5], [1.0, -1.0]], [1.0, 0.0, 0.5])
RIVALS = (Optimizer(RULES["momentum"], 0.02), Optimizer(learning_rate=0.15), Optimizer(RULES["adam"], 0.3))


@pytest.fixture
def opened(qtbot):
    """Opens the view on a scenario with three rivals after some steps."""
    sessions = []

    def make(objective=None, steps=8, rivals=RIVALS, start=(-0.35,), theme="light", size=(900, 600)):
        scenario = Scenario(
            objective or Neuron(ONE), Optimizer(learning_rate=0.03), rivals=rivals, start=start
        )
        session = Session(scenario)
        sessions.append(session)
        view = Compare(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        for _ in range(steps):
            session.step()
        QCoreApplication.processEvents()
        return view

    yield make
    for session in sessions:
        session.background.close()


def cells(view, row):
    return [view.model.index(row, column).data() for column in range(len(COLUMNS))]


def edit(qtbot, view, row, column):
    """The field or list that Enter opens in a cell."""
    view.table.setCurrentIndex(view.model.index(row, column))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    kind = QComboBox if column == RULE else QLineEdit
    return view.table.viewport().findChild(kind)


def pixel(plot, x, y):
    """In the plot's viewport."""
    place = plot.pixel(x, y)
    return plot.mapFromScene(plot.view_box.mapToScene(QPointF(place.x(), place.y())))
