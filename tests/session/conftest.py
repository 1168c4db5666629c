"""Sessions to test with, and an ear for their signals."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session


def descend(session: Session, objective: Objective, **changes: Any) -> None:
    """Let it descend another objective, as the window does where a surface is chosen."""
    session.edit(replace(session.scenario, objective=objective, **changes), "Choose surface")


class Ear:
    """Counts a session's signals."""

    def __init__(self, session: Session) -> None:
        self.counts: Counter[str] = Counter()
        session.scenario_changed.connect(self._edit)
        session.stepped.connect(self._step)
        session.selection_changed.connect(self._selection)
        session.stage_changed.connect(self._stage)

    def take(self) -> dict[str, int]:
        """What was heard since the last time."""
        heard = dict(self.counts)
        self.counts.clear()
        return heard

    def _edit(self) -> None:
        self.counts["scenario_changed"] += 1

    def _step(self) -> None:
        self.counts["stepped"] += 1

    def _selection(self) -> None:
        self.counts["selection_changed"] += 1

    def _stage(self) -> None:
        self.counts["stage_changed"] += 1


@pytest.fixture
def make_session(qtbot: QtBot) -> Iterator[Callable[[Scenario], Session]]:
    """Sessions that end with the test."""
    made: list[Session] = []

    def make(scenario: Scenario) -> Session:
        made.append(Session(scenario))
        return made[-1]

    yield make
    for session in made:
        session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dataset() -> Dataset:
    return Dataset([[1.0, 2.0], [2.0, 0.5], [3.0, 1.0]], [1.0, 0.0, 1.0])


@pytest.fixture
def session(make_session: Callable[[Scenario], Session], dataset: Dataset) -> Session:
    """Two weights, identity, SSE, η 0.05, from zero."""
    return make_session(Scenario(Neuron(dataset), Optimizer(learning_rate=0.05)))


@pytest.fixture
def ear(session: Session) -> Ear:
    return Ear(session)


class Bowl:
    """E = ½ |w|²: an objective without data."""

    weight_names = ("w1", "w2")

    def error(self, weights: Array) -> float:
        return float(0.5 * weights @ weights)

    def gradient(self, weights: Array) -> Array:
        return np.array(weights)

    def error_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.error(weights), self.gradient(weights)

    def errors(self, weights: Array) -> Array:
        return np.asarray(0.5 * (weights * weights).sum(axis=-1))

    def hessian(self, weights: Array) -> Array:
        return np.eye(2)

    def batch_size_limit(self) -> int:
        return 0

    def batch(self, records: Array) -> Objective:
        return self
