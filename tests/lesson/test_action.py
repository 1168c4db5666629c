"""Actions: each does what it says, and refuses what it cannot mean."""

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.lesson.action import ACTIONS, read_action
from gdsim.scenario import load

EXAMPLES = {
    "step": (3, lambda bench: bench.descent.step_number == 3),
    "sub_steps": (4, lambda bench: bench.stages == 4),
    "run": (True, lambda bench: bench.descent.outcome == "gradient"),
    "reset": (True, lambda bench: bench.descent.step_number == 0),
    "record": (2, lambda bench: bench.record == 1),
    "weights": ({"w1": 2}, lambda bench: bench.descent.weights.tolist() == [2.0]),
    "mistake": ("wrong_sign", lambda bench: bench.scenario.optimizer.mistake.is_negated),
    "uphill": (1, lambda bench: bench.descent.weights[0] == pytest.approx(-0.35 - 0.03 * 31.099)),
    "random_start": (7, lambda bench: bench.descent.weights[0] == np.random.default_rng(7).uniform(-1, 1)),
    "cell": ({"record": 1, "column": "y", "value": 4}, lambda bench: bench.scenario.dataset.targets[0] == 4),
    "learning_rate": (0.2, lambda bench: bench.descent.optimizer.learning_rate == 0.2),
    "activation": ("tanh", lambda bench: bench.scenario.neuron.activation.name == "tanh"),
    "error": ("mse", lambda bench: bench.scenario.neuron.error_measure.name == "mse"),
    "optimizer": ("adam", lambda bench: bench.scenario.optimizer.rule.name == "adam"),
    "batch": (2, lambda bench: bench.scenario.optimizer.batch == 2),
    "bias": (True, lambda bench: bench.scenario.weight_count == 2),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_does_what_it_says(name, driver):
    argument, done = EXAMPLES[name]
    bench = driver(load("first_steps"))
    read_action({name: argument}).perform(bench)
    assert done(bench)


@pytest.mark.parametrize(
    "stated",
    [
        {"step": -1},
        {"step": True},
        {"step": 1.5},
        {"run": False},
        {"weights": {}},
        {"weights": {"w1": "x"}},
        {"cell": {"record": 1}},
        {"learning_rate": 0},
        {"error": "sum"},
        {"jump": 1},
        {"step": 1, "run": True},
        {},
    ],
)
def test_an_action_that_means_nothing_is_refused(stated):
    with pytest.raises(GdsimError):
        read_action(stated)


@pytest.mark.parametrize(
    "stated",
    [
        {"weights": {"w2": 1}},
        {"cell": {"record": 9, "column": "y", "value": 1}},
        {"cell": {"record": 1, "column": "z", "value": 1}},
    ],
)
def test_an_action_that_does_not_fit_the_scenario_says_so(stated, driver):
    with pytest.raises(GdsimError):
        read_action(stated).perform(driver(load("first_steps")))


def test_a_surface_has_no_cells(driver):
    with pytest.raises(GdsimError):
        read_action({"cell": {"record": 1, "column": "y", "value": 1}}).perform(driver(load("saddle")))
