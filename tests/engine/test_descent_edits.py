"""A descent that is edited on its way: where the weights stay, which rows still hold, what a rule remembers."""

from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from tests.engine.descents import BOWL, DATA, LINEAR, SIGMOID, snapshot


def test_the_weights_stay_and_the_present_row_is_measured_anew():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(3)
    weights = descent.weights
    descent.change(SIGMOID)
    assert descent.weights.tolist() == weights.tolist()
    assert descent.error == SIGMOID.error(weights)
    assert descent.gradient.tolist() == SIGMOID.gradient(weights).tolist()
    assert descent.history.stale.tolist() == [True, True, True, False]
    assert descent.edits == [3]


def test_stepping_back_over_an_edit_measures_the_row_on_the_present_objective():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(3)
    before = descent.history.weights[2].tolist()
    descent.change(SIGMOID)
    descent.step_back()
    assert descent.weights.tolist() == before
    assert descent.error == SIGMOID.error(descent.weights)
    assert descent.history.stale.tolist() == [True, True, False]


def test_taking_an_edit_back_makes_its_rows_good_again():
    descent = Descent(LINEAR, Optimizer(RULES["adam"]), [0.3, -0.4])
    descent.run(3)
    before = snapshot(descent)
    for _ in range(3):
        descent.change(SIGMOID)
        descent.change(Neuron(DATA.with_value(0, 0, 7.0)))
        descent.change(LINEAR)
    assert snapshot(descent) == before
    assert descent.edits == []


def test_rows_of_each_objective_are_told_apart():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    descent.change(SIGMOID)
    descent.run(2)
    descent.change(LINEAR)
    descent.run(1)
    assert descent.edits == [2, 4]
    assert descent.history.stale.tolist() == [False, False, True, True, False, False]
    for weights, error, stale in zip(
        descent.history.weights, descent.history.errors, descent.history.stale, strict=True
    ):
        assert error == (SIGMOID if stale else LINEAR).error(weights)


def test_objectives_that_no_row_needs_are_forgotten():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    for value in np.linspace(0.0, 1.0, 50):
        descent.change(Neuron(DATA.with_value(0, 0, float(value))))
    assert len(descent._versions) == 2


def test_another_rate_is_an_edit_that_leaves_the_rows_good():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    descent.change(optimizer=replace(descent.optimizer, learning_rate=0.2))
    assert descent.edits == [2]
    assert not descent.history.stale.any()


def test_an_edit_at_the_start_is_no_mark():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.change(SIGMOID)
    descent.run(2)
    assert descent.edits == []


def test_the_same_settings_again_are_no_edit():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    descent.change(Neuron(Dataset(DATA.inputs, DATA.targets)), Optimizer())
    assert descent.edits == []
    assert descent.outcome is Outcome.STEPS


def test_the_names_of_columns_are_no_part_of_what_was_measured():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    renamed = Neuron(DATA.renamed(0, "length"))
    descent.change(renamed)
    assert descent.edits == []
    assert not descent.history.stale.any()
    assert descent.objective is renamed
    descent.change(renamed, replace(descent.optimizer, learning_rate=0.2))
    assert descent.edits == [2]
    assert not descent.history.stale.any()


def test_the_rules_state_is_kept_while_the_rule_stays():
    descent = Descent(LINEAR, Optimizer(RULES["momentum"]), [0.3, -0.4])
    descent.run(4)
    state = descent.state.tolist()
    descent.change(SIGMOID, Optimizer(RULES["momentum"], 0.01, {"momentum": 0.5}))
    assert descent.state.tolist() == state
    assert descent.rule_step == 5


def test_another_rule_starts_empty():
    descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
    descent.run(4)
    descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
    assert descent.state.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert descent.rule_step == 1
    descent.run(2)
    assert descent.rule_step == 3
    for _ in range(4):
        descent.step_back()
    # the rule was changed since this row
    assert descent.step_number == 2
    assert descent.rule_step == 1
    assert not descent.state.any()


def test_a_change_of_rule_taken_back_before_a_step_finds_the_state_again():
    descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
    descent.run(4)
    before = snapshot(descent)
    for name in ("adam", "nesterov", "adam"):
        descent.change(optimizer=Optimizer(RULES[name], 0.01))
    descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
    assert snapshot(descent) == before


def test_a_change_of_rule_taken_back_after_stepping_back_finds_that_rows_state():
    descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
    descent.run(2)
    before = snapshot(descent)
    descent.run(2)
    descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
    descent.run(3)
    for _ in range(5):
        descent.step_back()
    descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
    assert snapshot(descent) == before


def test_a_rule_taken_up_again_after_steps_of_another_starts_empty():
    descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
    descent.run(4)
    descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
    descent.run(1)
    descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
    assert descent.rule_step == 1
    assert not descent.state.any()


def test_another_number_of_weights_is_refused_and_changes_nothing():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    with pytest.raises(GdsimError, match="new descent"):
        descent.change(BOWL, Optimizer(learning_rate=0.5))
    assert descent.objective is LINEAR
    assert descent.optimizer == Optimizer()


def test_an_edit_into_the_infinite_is_divergence_and_taking_it_back_goes_on():
    descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
    descent.run(2)
    descent.change(Neuron(DATA.with_value(0, 0, 1e200)))
    assert descent.outcome is Outcome.DIVERGED
    descent.change(LINEAR)
    assert descent.outcome is None
    assert descent.step()
