"""The error curve on the screen, and the pointer on it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import move_to

INPUTS, TARGETS = [0.5, 1, 1.5, 2.2, 3], [0.9, 1.4, 2.6, 2.9, 4.3]
MINIMUM = float(np.dot(INPUTS, TARGETS) / np.dot(INPUTS, INPUTS))  # of one weight without bias


def scenario(
    inputs=INPUTS,
    targets=TARGETS,
    start=(-0.35,),
    rate=0.03,
    activation="identity",
    measure="sse",
    rule="gradient_descent",
):
    columns = np.array(inputs, dtype=float).reshape(len(targets), -1)
    names = tuple(f"x{i + 1}" for i in range(columns.shape[1]))
    neuron = Neuron(
        Dataset(columns, np.array(targets, dtype=float), names, "y"),
        ACTIVATIONS[activation],
        ERROR_MEASURES[measure],
    )
    return Scenario(neuron, Optimizer(RULES[rule], rate), tuple(start))


@pytest.fixture
def opened(show):
    """Opens the view on a scenario after some steps."""

    def make(scene=None, steps=0, theme="light", zoom=1.0, size=(520, 400)):
        session = Session(scene or scenario())
        return show(ErrorCurve(session, Look(THEMES[theme], zoom)), size, steps)

    return make


def on_screen(view: ErrorCurve, pixel: QPointF) -> QPoint:
    """Pixels of the view box as pixels of the viewport."""
    return view.plot.mapFromScene(view.plot.view_box.mapToScene(pixel))


def ball_in_data(view: ErrorCurve) -> tuple[float, float]:
    box = view.plot.view_box
    place = box.mapSceneToView(box.mapToScene(view.marks.ball.place))
    return place.x(), place.y()


def hover(view, qtbot, x, y):
    move_to(qtbot, view.plot, on_screen(view, view.plot.pixel(x, y)))


def reading(view: ErrorCurve) -> str:
    return view._readout.text("readout").replace("\xa0", " ")
