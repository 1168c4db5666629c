"""The position over two weights: where E is lowest there, and Newton's jump, against hand calculation."""

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.pair import describe_point, lowest_over, newton_jump, pair_point


def surface(text):
    return FormulaSurface(text)


def test_of_two_weights_the_lowest_point_is_the_minimum_of_all():
    lowest = lowest_over(surface("(w1 - 1)^2 + 3 (w2 + 2)^2 + 5"), np.zeros(2), (1, 0))
    assert lowest.points == pytest.approx(np.array([[-2.0, 1.0]])), "in the order of the pair"
    assert lowest.error == pytest.approx(5.0)
    assert lowest.is_global


def test_with_a_third_weight_held_the_lowest_point_is_that_of_the_plane():
    # ∂E/∂w1 = 2 w1 + w3 = 0, ∂E/∂w2 = 2 w2 − 4 = 0 at w3 = 3
    objective = surface("w1^2 + w1 w3 + w2^2 - 4 w2 + w3^2")
    lowest = lowest_over(objective, np.array([7.0, 7.0, 3.0]), (0, 1))
    assert lowest.points == pytest.approx(np.array([[-1.5, 2.0]]))
    assert lowest.error == pytest.approx(-9 / 4 - 4 + 9)
    assert not lowest.is_global


def test_several_minima_come_nearest_first():
    objective = Surface(SURFACES["himmelblau"])
    lowest = lowest_over(objective, np.array([-2.0, 3.0]), (0, 1))
    assert len(lowest.points) == 4
    assert lowest.points[0] == pytest.approx([-2.805118, 3.131312], abs=1e-6)


def test_a_flat_valley_is_a_line_through_its_least_weights():
    # Every record says w1 + 2 w2 = 5: the least-norm solution is (1, 2).
    objective = Neuron(Dataset([[1.0, 2.0], [2.0, 4.0]], [5.0, 10.0]))
    lowest = lowest_over(objective, np.zeros(2), (0, 1))
    assert lowest.points == pytest.approx(np.array([[1.0, 2.0]]))
    assert abs(lowest.direction @ [1.0, 2.0]) < 1e-12
    plane = lowest_over(surface("(w1 + 2 w2 - 5)^2 + w3^2 + w3"), np.array([9.0, 9.0, 1.0]), (0, 1))
    assert plane.points == pytest.approx(np.array([[1.0, 2.0]]))
    assert abs(plane.direction @ [1.0, 2.0]) < 1e-9


def test_a_plane_without_slope_is_lowest_everywhere_and_a_saddle_nowhere():
    zeros = Neuron(Dataset([[0.0, 0.0]], [1.0]))
    assert lowest_over(zeros, np.ones(2), (0, 1)).is_everywhere
    assert lowest_over(surface("w1^2 - w2^2 + w3^2"), np.ones(3), (0, 1)) is None
    assert lowest_over(Surface(SURFACES["saddle"]), np.ones(2), (0, 1)) is None


@pytest.fixture
def session(qapp):
    """Two records, three weights, one record at a time."""
    dataset = Dataset([[1.0, 2.0, 0.5], [2.0, 0.5, -1.0]], [1.0, -1.0])
    scenario = Scenario(
        Neuron(dataset, ACTIVATIONS["tanh"]),
        Optimizer(RULES["gradient_descent"], 0.1, batch=1),
        (0.5, 0.25, -1.0),
    )
    return Session(scenario)


def test_a_pair_point_holds_the_parts_of_the_two_weights(session):
    point = pair_point(session, (2, 0))
    assert point.names == ("w3", "w1")
    assert point.weights.tolist() == [-1.0, 0.5]
    assert point.gradient == pytest.approx(session.gradient[[2, 0]])
    assert point.update == pytest.approx(session.derived.worked_step.update[[2, 0]])
    assert point.moved(np.array([8.0, 9.0])).tolist() == [9.0, 0.25, 8.0]
    assert not point.is_whole


def test_of_the_next_batch_error_and_gradient_are_those_of_its_records(session):
    point = pair_point(session, (0, 1), next_batch=True)
    batch = session.descent.batch_records()
    alone = session.scenario.objective.batch(batch)
    assert point.batch.tolist() == batch.tolist()
    assert point.error == pytest.approx(alone.error(session.weights))
    assert point.gradient == pytest.approx(alone.gradient(session.weights)[:2])
    assert point.update == pytest.approx(-0.1 * point.gradient)
    assert "the next batch" in describe_point(point, session)


def test_newtons_jump_ends_at_the_minimum_of_a_parabola_and_fails_where_it_is_flat(qapp):
    def jump(text, start):
        return newton_jump(pair_point(Session(Scenario(surface(text), Optimizer(), start)), (0, 1)))

    assert jump("(w1 - 1)^2 + 3 (w2 + 2)^2 + w1 w2", (5.0, 5.0)) == pytest.approx(
        np.linalg.solve([[2, 1], [1, 6]], [2, -12])
    )
    assert jump("(w1 + w2)^2", (1.0, 2.0)) is None
