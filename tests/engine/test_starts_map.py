"""The map of starts: each point as its own descent ends."""

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.starts_map import DIVERGED, ELSEWHERE, MOVING, starts_map
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface


def last(objective, optimizer, ranges, side=9, limit=400, weights=None, pair=None, **named):
    weights = np.zeros(len(objective.weight_names)) if weights is None else np.asarray(weights)
    pair = tuple(range(len(ranges))) if pair is None else pair
    return list(
        starts_map(objective, optimizer, weights, pair, ranges, (side,) * len(pair), limit, 1e-6, **named)
    )[-1]


HIMMELBLAU = Surface(SURFACES["himmelblau"])


def test_every_start_takes_the_steps_and_ends_where_its_descent_does():
    optimizer = Optimizer(learning_rate=0.012)
    found = last(HIMMELBLAU, optimizer, ((-5.0, 5.0), (-4.0, 5.0)))
    rules = StopRules(max_steps=400, gradient_tolerance=1e-6)
    for row, y in enumerate(found.y):
        for column, x in enumerate(found.x):
            descent = Descent(HIMMELBLAU, optimizer, [x, y], rules)
            outcome = descent.run()
            reached = found.reached[row, column]
            assert found.steps[row, column] == descent.step_number
            assert (reached == DIVERGED) == (outcome is Outcome.DIVERGED)
            if outcome is Outcome.GRADIENT:
                np.testing.assert_allclose(found.places[reached].weights, descent.weights, atol=1e-5)


def test_the_places_are_the_four_published_minima():
    found = last(HIMMELBLAU, Optimizer(learning_rate=0.01), ((-5.0, 5.0), (-5.0, 5.0)), side=12)
    minima = [place.weights.tolist() for place in found.places if place.is_minimum]
    expected = SURFACES["himmelblau"].minima
    assert len(minima) == 4
    for point in expected:
        assert min(np.abs(np.subtract(point, m)).max() for m in minima) < 1e-4


def test_a_saddle_that_is_reached_is_no_minimum():
    found = last(
        Surface(SURFACES["saddle"]), Optimizer(learning_rate=0.1), ((-1.0, 1.0), (-1.0, 1.0)), side=9
    )
    middle = found.reached[4]  # w2 = 0: straight to the saddle
    assert (middle == middle[0]).all()
    assert not found.places[middle[0]].is_minimum
    assert (found.reached[[0, -1]] == DIVERGED).all()


def test_along_a_flat_valley_all_is_one_place():
    neuron = Neuron(Dataset([[1.0, 1.0], [2.0, 2.0]], [1.0, 2.0]))
    found = last(neuron, Optimizer(learning_rate=0.05), ((-2.0, 2.0), (-2.0, 2.0)))
    assert len(found.places) == 1
    assert found.places[0].is_minimum
    assert (found.reached == 0).all()


def test_on_level_ground_the_gradient_ends_it_elsewhere():
    found = last(Surface(SURFACES["plateau"]), Optimizer(), ((-20.0, 20.0), (-20.0, 20.0)))
    assert (found.reached[[0, 0, -1, -1], [0, -1, 0, -1]] == ELSEWHERE).all()
    assert found.steps[0, 0] == 0


def test_what_is_given_up_is_still_moving():
    found = last(HIMMELBLAU, Optimizer(learning_rate=1e-6), ((-1.0, 1.0), (-1.0, 1.0)), limit=5)
    assert (found.reached == MOVING).all()
    assert (found.steps == 5).all()


def test_one_weight_has_one_row():
    two_wells = FormulaSurface("w^4/4 - w^2/2")
    found = last(two_wells, Optimizer(), ((-2.0, 2.0),), side=21)
    assert found.reached.shape == (1, 21)
    sides = [found.places[r].weights[0] for r in found.reached[0, [0, -1]]]
    np.testing.assert_allclose(sorted(sides), [-1.0, 1.0], atol=1e-4)


def test_other_weights_begin_where_they_are():
    neuron = Neuron(Dataset(np.eye(3), [1.0, 2.0, 3.0]), ACTIVATIONS["identity"])
    found = last(
        neuron, Optimizer(learning_rate=0.5), ((0.0, 4.0), (0.0, 4.0)), weights=[7.0, 7.0, 7.0], pair=(0, 2)
    )
    descent = Descent(neuron, Optimizer(learning_rate=0.5), [0.0, 7.0, 0.0], StopRules(400, 1e-6))
    descent.run()
    assert found.steps[0, 0] == descent.step_number


def test_coarse_comes_before_fine_and_cancelling_ends_it():
    arguments = (
        HIMMELBLAU,
        Optimizer(learning_rate=0.01),
        np.zeros(2),
        (0, 1),
        ((-5.0, 5.0),) * 2,
        (64, 64),
        50,
        1e-6,
    )
    sizes = [found.reached.size for found in starts_map(*arguments)]
    assert sizes == sorted(sizes)
    assert sizes[0] < 400
    assert sizes[-1] == 64 * 64
    assert list(starts_map(*arguments, cancelled=lambda: True)) == []


@pytest.mark.parametrize("rule", ["adam", "newton"])
def test_any_rule_will_do(rule):
    found = last(HIMMELBLAU, Optimizer(RULES[rule], 0.5), ((-5.0, 5.0), (-5.0, 5.0)), side=5, limit=60)
    descent = Descent(HIMMELBLAU, Optimizer(RULES[rule], 0.5), [5.0, 5.0], StopRules(60, 1e-6))
    descent.run()
    assert found.steps[-1, -1] == descent.step_number


def test_the_errors_are_those_where_each_has_come_to():
    optimizer = Optimizer(learning_rate=0.001)
    found = last(HIMMELBLAU, optimizer, ((-5.0, 5.0), (-4.0, 5.0)), side=5, limit=30)
    descent = Descent(HIMMELBLAU, optimizer, [float(found.x[1]), float(found.y[3])], StopRules(30, 1e-6))
    descent.run()
    assert found.errors[3, 1] == descent.error


def test_of_a_parabola_what_is_only_level_enough_is_no_minimum():
    tiny = Neuron(Dataset([[1e-7, 2e-7], [3e-7, 1e-7]], [3e-7, 4e-7]))
    found = last(tiny, Optimizer(), ((-5.0, 5.0), (-5.0, 5.0)), side=9)
    assert (found.reached == ELSEWHERE).all()
