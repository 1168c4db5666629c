"""Curves arrive at once where that is quick, and beside the GUI where it is not."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.session.background import Background
from gdsim.views.shared.curve_source import CurveSource


def neuron(records: int, activation: str = "sigmoid") -> Neuron:
    inputs = np.linspace(-1, 1, 2 * records).reshape(records, 2)
    return Neuron(Dataset(inputs, inputs.sum(axis=1), ("x1", "x2"), "y"), ACTIVATIONS[activation])


@pytest.fixture
def source(qapp):
    """A source, with the slices that have arrived."""
    owner = QObject()
    background = Background(owner)
    made = CurveSource(background, owner)
    arrived = []
    made.arrived.connect(arrived.append)
    yield made, arrived
    background.close()


def check(found, objective, weights, index):
    place = len(found.positions) // 3
    point = np.array(weights)
    point[index] = found.positions[place]
    assert found.errors[place] == pytest.approx(objective.error(point), rel=1e-9)


def test_of_few_records_the_curve_is_there_at_once(source):
    made, arrived = source
    objective, weights = neuron(5), np.array([0.5, -1.0])
    made.request(objective, weights, 1, -2.0, 2.0)
    assert len(arrived) == 1
    assert (arrived[0].positions[0], arrived[0].positions[-1]) == (-2.0, 2.0)
    check(arrived[0], objective, weights, 1)


def test_the_same_curve_is_not_sampled_twice(source):
    made, arrived = source
    objective = neuron(5)
    made.request(objective, np.array([0.5, -1.0]), 1, -2.0, 2.0)
    made.request(objective, np.array([0.5, 7.0]), 1, -2.0, 2.0)
    assert arrived[1] is arrived[0], "the weight along which it runs does not matter"
    made.request(objective, np.array([0.6, 7.0]), 1, -2.0, 2.0)
    assert arrived[2] is not arrived[0]


def test_of_many_records_it_comes_later_and_ends_fine(source, qtbot):
    made, arrived = source
    objective, weights = neuron(40_000), np.array([0.5, -1.0])
    made.request(objective, weights, 0, -2.0, 2.0)
    assert not arrived
    qtbot.waitUntil(lambda: bool(arrived) and len(arrived[-1].positions) == 193, timeout=20_000)
    check(arrived[-1], objective, weights, 0)
    counts = [len(found.positions) for found in arrived]
    assert counts == sorted(counts)


def test_a_parabola_is_there_at_once_however_many_records(source):
    made, arrived = source
    objective, weights = neuron(40_000, "identity"), np.array([0.5, -1.0])
    made.request(objective, weights, 0, -2.0, 2.0)
    assert len(arrived) == 1
    check(arrived[0], objective, weights, 0)


def test_a_newer_request_is_answered_last(source, qtbot):
    made, arrived = source
    objective = neuron(40_000)
    for weight in (0.1, 0.2, 0.3):
        made.request(objective, np.array([0.5, weight]), 0, -2.0, 2.0)
    last = np.array([0.5, 0.3])
    qtbot.waitUntil(lambda: bool(arrived) and len(arrived[-1].positions) == 193, timeout=20_000)
    check(arrived[-1], objective, last, 0)
