"""Maps arrive at once where that is quick, and beside the GUI where it is not."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.landscape import grid
from gdsim.engine.neuron import Neuron
from gdsim.engine.surface import FormulaSurface
from gdsim.session.background import Background
from gdsim.views.shared.map_source import FINE, MapSource, parabola_grid
from gdsim.views.shared.source import line_errors

WEIGHTS = np.array([0.5, -1.0, 0.25])
WHERE = ((-2.0, 2.0), (-1.0, 3.0))


def neuron(records, activation="sigmoid"):
    inputs = np.random.default_rng(3).normal(size=(records, 3))
    return Neuron(Dataset(inputs, inputs.sum(axis=1)), ACTIVATIONS[activation])


@pytest.fixture
def source(qapp):
    """A source, with the grids that have arrived."""
    owner = QObject()
    background = Background(owner)
    made = MapSource(background, owner)
    arrived = []
    made.arrived.connect(arrived.append)
    yield made, arrived
    background.close()


def check(found, objective, pair, weights=WEIGHTS):
    exact = grid(objective, weights, pair, *WHERE, found.errors.shape[::-1])
    assert found.errors == pytest.approx(exact.errors, rel=1e-9)


@pytest.mark.parametrize(
    "objective", [neuron(1000, "identity"), neuron(2, "identity"), FormulaSurface("w1^2 + w1 w2 - w3^2 + w2")]
)
@pytest.mark.parametrize("pair", [(0, 1), (2, 0)])
def test_a_parabola_by_its_formula_equals_the_sampled_one(objective, pair):
    found = parabola_grid(objective, WEIGHTS, pair, *WHERE, 9)
    exact = grid(objective, WEIGHTS, pair, *WHERE, (9, 9))
    scale = np.abs(exact.errors).max()
    assert found.errors == pytest.approx(exact.errors, rel=1e-11, abs=1e-11 * scale)
    assert parabola_grid(neuron(5), WEIGHTS, pair, *WHERE, 9) is None


def test_along_one_weight_the_quick_sums_equal_the_sampled_ones():
    for activation in ("sigmoid", "relu", "identity"):
        objective, positions = neuron(50, activation), np.linspace(-3, 3, 11)
        points = np.tile(WEIGHTS, (11, 1))
        points[:, 1] = positions
        assert line_errors(objective, WEIGHTS, 1, positions) == pytest.approx(
            objective.errors(points), rel=1e-12
        )
    assert line_errors(FormulaSurface("w1^2 + w2"), WEIGHTS[:2], 1, positions) is None


def test_of_a_parabola_and_of_few_records_the_map_is_there_at_once(source):
    made, arrived = source
    for objective in (neuron(1000, "identity"), neuron(5)):
        made.request(objective, WEIGHTS, (0, 2), *WHERE)
        check(arrived[-1], objective, (0, 2))
    assert len(arrived) == 2


def test_the_same_map_is_not_sampled_twice_wherever_the_ball_is(source):
    made, arrived = source
    objective = neuron(5)
    made.request(objective, WEIGHTS, (0, 1), *WHERE)
    made.request(objective, np.array([9.0, 9.0, 0.25]), (0, 1), *WHERE)
    assert arrived[1] is arrived[0]
    made.request(objective, np.array([9.0, 9.0, 0.5]), (0, 1), *WHERE)
    assert arrived[2] is not arrived[0]
    made.request(objective, np.array([9.0, 9.0, 0.5]), (1, 0), *WHERE)
    assert arrived[3] is not arrived[2]


def test_of_many_records_a_coarse_map_comes_first_and_the_call_does_not_wait(source, qtbot):
    made, arrived = source
    objective = neuron(1500)
    made.request(objective, WEIGHTS, (0, 1), *WHERE)
    assert not arrived
    qtbot.waitUntil(lambda: bool(arrived) and arrived[-1].errors.shape == (FINE, FINE), timeout=20_000)
    sides = [len(found.x) for found in arrived]
    assert sides == sorted(sides)
    assert sides[0] <= 25
    check(arrived[-1], objective, (0, 1))
