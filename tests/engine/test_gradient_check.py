"""The check beside the gradient: it sees that something is wrong, and recognises what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.gradient_check import gradient_check
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, Surface

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3]], [0.9, 0.2, 0.6])
SIGMOID = Neuron(DATA, ACTIVATIONS["sigmoid"])
weights = st.lists(st.floats(-2.0, 2.0), min_size=2, max_size=2)


def check(start, mistake=None, objective=SIGMOID, **optimizer):
    wrong = None if mistake is None else MISTAKES[mistake]
    return gradient_check(Descent(objective, Optimizer(mistake=wrong, **optimizer), start))


@given(weights, st.sampled_from(list(MISTAKES)))
def test_each_mistake_is_recognised_by_its_numbers(start, name):
    found = check(start, name)
    assert not found.is_right
    assert MISTAKES[name] in found.found


@given(weights, st.sampled_from([name for name in RULES if name != "newton"]), st.sampled_from([None, 1, 2]))
def test_what_is_right_is_called_right(start, rule, batch):
    found = check(start, rule=RULES[rule], batch=batch)
    assert found.is_right
    assert found.found == ()
    assert all(found.agrees)


@pytest.mark.parametrize("name", list(SURFACES))
def test_surfaces_are_right_at_start_and_minimum(name):
    surface = Surface(SURFACES[name])
    for point in [SURFACES[name].start, *surface.minima]:
        if name != "ackley" or np.any(point):  # a tip, where E has no gradient
            assert check(point, objective=surface).is_right


def test_the_sentence_names_the_mistake():
    found = check([0.3, -0.4], "no_slope")
    assert str(found.message) == "The gradient is wrong. This explains the numbers: f′ left out."
    found = check([0.3, -0.4], "rate_on_weights")
    assert str(found.message).startswith("The gradient is right, but the step is not made of it.")
    assert str(found.message).endswith("η on the wrong term.")


def test_a_mistake_that_makes_no_difference_is_not_found():
    assert check([0.3, -0.4], "no_slope", Neuron(DATA)).is_right
    assert check([0.3, -0.4], "last_record", Surface(SURFACES["booth"])).is_right


def test_a_rule_that_refuses_has_its_gradient_checked_all_the_same():
    found = check([0.0, 0.001], objective=Surface(SURFACES["saddle"]), rule=RULES["newton"])
    assert found.update is None
    assert found.is_right
