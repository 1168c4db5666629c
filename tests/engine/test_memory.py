"""A descent that is gone on from what another one remembered: as if there had been one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3], [-1.0, 0.8], [0.2, 2.0]], [0.9, 0.2, 0.6, 0.35, 0.95])
NEURON = Neuron(DATA)
OTHER = Neuron(DATA.with_value(0, 0, 0.7))


def resumed(descent: Descent) -> Descent:
    return Descent.resumed(descent.memory(), descent.stop_rules)


def bits(descent: Descent) -> tuple:
    """Everything that there is to be read, to the last bit."""
    history = descent.history
    return (
        descent.step_number,
        descent.weights.tobytes(),
        descent.gradient.tobytes(),
        np.float64(descent.error).tobytes(),
        descent.state.tobytes(),
        descent.rule_step,
        descent.outcome,
        history.weights.tobytes(),
        history.errors.tobytes(),
        history.gradients.tobytes(),
        tuple(history.stale),
        tuple(descent.edits),
    )


def assert_same_ever_after(one: Descent, other: Descent) -> None:
    """The same forwards, backwards to the start, and forwards again."""
    moves = ["step"] * 7 + ["step_back"] * (one.step_number + 8) + ["step"] * 5
    for move in moves:
        assert bits(one) == bits(other)
        getattr(one, move)()
        getattr(other, move)()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
@pytest.mark.parametrize("batch", [None, 3])
def test_it_goes_on_forwards_and_backwards_to_the_last_bit(rule, batch):
    descent = Descent(NEURON, Optimizer(rule, 0.05, batch=batch, seed=3), [0.1, -0.2])
    descent.run(9)
    assert_same_ever_after(descent, resumed(descent))


EDITS = {
    "data": {"objective": OTHER},
    "data back": {"objective": NEURON},
    "rate": {"optimizer": Optimizer(RULES["momentum"], 0.01)},
    "rule": {"optimizer": Optimizer(RULES["adam"], 0.05)},
}


@given(st.lists(st.sampled_from([*EDITS, "step", "step", "back"]), max_size=25))
def test_it_remembers_edits_and_the_states_of_rules_in_force_before(moves):
    descent = Descent(NEURON, Optimizer(RULES["momentum"], 0.05), [0.1, -0.2])
    for move in moves:
        if move in EDITS:
            descent.change(**EDITS[move])
        else:
            descent.step() if move == "step" else descent.step_back()
    other = resumed(descent)
    # What was undone is found again in both: the data and rule of before.
    for change in (EDITS["data back"], EDITS["rule"]):
        assert bits(descent) == bits(other)
        descent.change(**change)
        other.change(**change)
    descent.outcome = other.outcome = None
    assert_same_ever_after(descent, other)


def test_what_is_remembered_does_not_change_when_the_descent_goes_on():
    descent = Descent(NEURON, Optimizer(), [0.1, -0.2])
    descent.run(3)
    memory = descent.memory()
    descent.run(5)
    assert Descent.resumed(memory).step_number == 3
    assert Descent.resumed(memory).step_number == 3


def test_a_descent_that_diverged_takes_no_step_when_resumed():
    descent = Descent(NEURON, Optimizer(learning_rate=100.0), [0.1, -0.2])
    descent.run()
    other = resumed(descent)
    assert other.outcome is Outcome.DIVERGED
    assert not other.step()


def test_the_stop_rules_are_those_given():
    descent = Descent(NEURON, replace(Optimizer(), learning_rate=0.01), [0.1, -0.2])
    descent.run(3)
    other = Descent.resumed(descent.memory(), StopRules(max_steps=5))
    other.run()
    assert other.step_number == 5
