"""Frames a second of the landscapes over two and more weights.

Counted in the processor's time that this process has used, over the quicker half of the frames, since other
programs may be busy too.
"""

from time import process_time

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_map import ErrorMap
from gdsim.views.error_slices import ErrorSlices
from gdsim.views.error_surface import ErrorSurface
from gdsim.views.shared.look import Look

pytestmark = pytest.mark.benchmark

_FRAMES = 60


def opened(qtbot, view_class, weights, activation, size=(530, 420)):
    inputs = np.random.default_rng(0).normal(size=(1000, weights))
    neuron = Neuron(Dataset(inputs, 0.5 + 0.5 * np.tanh(inputs.sum(axis=1))), ACTIVATIONS[activation])
    session = Session(Scenario(neuron, Optimizer(learning_rate=1e-4), (0.0,) * weights))
    view = view_class(session, Look())
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    qtbot.wait(1500)  # the fine map
    return view


def frames_per_second(move):
    seconds = []
    for i in range(_FRAMES):
        begin = process_time()
        move(i)
        QCoreApplication.processEvents()
        seconds.append(process_time() - begin)
    return 1.0 / np.quantile(seconds, 0.25)


@pytest.mark.parametrize("activation", ["identity", "sigmoid"])
def test_dragging_the_ball_over_the_map(qtbot, activation):
    view = opened(qtbot, ErrorMap, 2, activation)
    viewport, plot = view.plot.viewport(), view.plot
    begin = plot.mapFromScene(plot.view_box.mapToScene(view.marks.ball.place))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)

    def move(i):
        turn = 2.0 * np.pi * i / _FRAMES
        target = begin + (np.cos(turn) * begin * 0.3) + (np.sin(turn) * begin * 0.1)
        qtbot.mouseMove(viewport, target)

    rate = frames_per_second(move)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton)
    assert view.session.undo_stack.count() == 1
    assert rate >= 60, f"{rate:.0f} frames/s"


@pytest.mark.parametrize("activation", ["identity", "sigmoid"])
def test_ten_slices_while_one_weight_moves(qtbot, activation):
    view = opened(qtbot, ErrorSlices, 10, activation, (1000, 420))

    def move(i):
        weights = np.array(view.session.weights)
        weights[3] = 0.01 * (i + 1)
        view.session.set_weights(weights, merge="drag")

    rate = frames_per_second(move)
    assert rate >= 30, f"{rate:.0f} frames/s"


def test_turning_the_surface(qtbot):
    view = opened(qtbot, ErrorSurface, 2, "identity")
    rate = frames_per_second(lambda i: view.turn(3.0, 0.0))
    assert rate >= 25, f"{rate:.0f} frames/s"
