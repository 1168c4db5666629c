"""The whole window while the ball is dragged over the map of 1,000 records.

A hand moves sixty times a second of the processor's time of the window's thread, since other programs may be busy too;
counted is how often the map is painted, and that the other views come along. On two cores of 2.5 GHz without a
graphics card.
"""

from time import thread_time

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.views.shared.neuron_drawing import NeuronDrawing
from gdsim.window import MainWindow

pytestmark = pytest.mark.benchmark

_SECONDS, _RATE = 3, 60


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def paints_of(widget):
    counter = Paints(widget)
    widget.installEventFilter(counter)
    return counter


def test_the_whole_window_follows_a_ball_dragged_over_the_map(qtbot):
    inputs = np.random.default_rng(0).normal(size=(1000, 2))
    neuron = Neuron(Dataset(inputs, 0.5 + 0.5 * np.tanh(inputs.sum(axis=1))), ACTIVATIONS["sigmoid"])
    look = Look()
    style.apply(look)
    window = MainWindow(Session(Scenario(neuron, Optimizer(learning_rate=1e-4), (0.0, 0.0))), look)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.wait(2000)  # the fine map
    view = window.error_map
    viewport, plot = view.plot.viewport(), view.plot
    begin = plot.mapFromScene(plot.view_box.mapToScene(view.marks.ball.place))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    neuron = window.panels.neuron.current.findChild(NeuronDrawing)
    others = [window.fit.plot.viewport(), window.data_table.table.viewport(), window.panels.history, neuron]
    shown, *beside = [paints_of(widget) for widget in (viewport, *others)]
    start = thread_time()
    for i in range(_SECONDS * _RATE):
        turn = 2.0 * np.pi * i / _RATE
        qtbot.mouseMove(viewport, begin + QPoint(round(90 * np.cos(turn)), round(60 * np.sin(turn))))
        QCoreApplication.processEvents()
        while thread_time() < start + (i + 1) / _RATE:
            QCoreApplication.processEvents()
    rate = shown.count / (thread_time() - start)
    print(f"\n{rate:.0f} frames/s, the others {[round(each.count / _SECONDS) for each in beside]}")  # noqa: T201
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton)
    window.session.undo_stack.setClean()
    window.close()
    assert rate >= 0.97 * _RATE, f"{rate:.0f} frames/s"
    assert min(each.count for each in beside) >= 2 * _SECONDS
