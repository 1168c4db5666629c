"""The whole window while the ball is dragged over the map of 1,000 records.

Counted in the processor's time of this process, over the quicker half of the frames, since other programs may be busy
too. On two cores of 2.5 GHz without a graphics card.
"""

from time import process_time

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared import style
from gdsim.views.shared.look import Look
from gdsim.window import MainWindow

pytestmark = pytest.mark.benchmark

_FRAMES = 60


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
    seconds = []
    for i in range(_FRAMES):
        turn = 2.0 * np.pi * i / _FRAMES
        start = process_time()
        qtbot.mouseMove(viewport, begin + QPoint(round(90 * np.cos(turn)), round(60 * np.sin(turn))))
        QCoreApplication.processEvents()
        seconds.append(process_time() - start)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton)
    rate = 1.0 / np.quantile(seconds, 0.25)
    print(f"\n{rate:.0f} frames/s")  # noqa: T201
    window.session.undo_stack.setClean()
    window.close()
    assert rate >= 60, f"{rate:.0f} frames/s"
