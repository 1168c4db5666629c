"""The PyTorch script: it compiles, asks torch.optim for the rule, and computes with the scenario's numbers.

That it prints the same numbers was seen by running it with PyTorch 2.13, which is too large to be installed for tests.
"""

from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.export.torch_code import torch_script
from gdsim.scenario import Scenario

DATA = Dataset([[0.5, 1.0], [1.0, -2.0], [0.25, 3.0]], [0.0, 1.0, 1.0])
START = (0.3, -0.2, 0.1)


def scenario_with(neuron=None, **settings):
    optimizer = Optimizer(**{"learning_rate": 0.05, **settings})
    return Scenario(neuron or Neuron(DATA, bias=True), optimizer, START, StopRules(max_steps=40))


def compiled(scenario):
    text = torch_script(scenario)
    compile(text, "script.py", "exec")
    return text


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule(name):
    text = compiled(scenario_with(rule=RULES[name]))
    in_torch = name not in ("qhm", "qhadam", "newton")
    assert ("torch.optim." in text) == in_torch
    assert "np." not in text
    for setting, value in Optimizer(RULES[name]).settings.items():
        assert f"{setting} = {value!r}" in text


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_every_activation(name):
    compiled(scenario_with(Neuron(DATA, ACTIVATIONS[name], bias=True)))


@pytest.mark.parametrize("name", list(ERROR_MEASURES))
@pytest.mark.parametrize("batch", [None, 2])
def test_every_error_measure(name, batch):
    neuron = Neuron(DATA, ACTIVATIONS["sigmoid"], ERROR_MEASURES[name], bias=True)
    text = compiled(scenario_with(neuron, batch=batch))
    assert ("default_rng" in text) == (batch is not None)


@pytest.mark.parametrize("name", list(SCHEDULES))
def test_every_schedule_sets_the_rate_of_each_step(name):
    text = compiled(scenario_with(schedule=Schedule(SCHEDULES[name], warmup=3, total=30)))
    assert "if k < warmup else" in text
    assert "np." not in text


@pytest.mark.parametrize("name", list(SURFACES))
def test_every_surface_is_written_without_its_slopes(name):
    text = compiled(replace(scenario_with(), objective=Surface(SURFACES[name]), start=SURFACES[name].start))
    assert "np." not in text
    assert "g1 =" not in text


def test_the_smaller_of_a_weight_and_a_number_is_something_that_torch_takes():
    text = compiled(replace(scenario_with(), objective=FormulaSurface("min(w, 2) + w^2"), start=(1.0,)))
    assert "minimum(w1, 2.0)" in text
    assert "torch.as_tensor(b)" in text


def test_every_number_of_the_data_reads_back_to_itself():
    values = np.random.default_rng(5).normal(size=(40, 2))
    text = compiled(scenario_with(Neuron(Dataset(values, values[:, 0]), bias=True)))
    assert all(repr(value) in text for value in values.ravel().tolist())


def test_what_pytorch_has_no_name_for_is_refused_by_name():
    unknown = replace(ACTIVATIONS["tanh"], name="swish")
    with pytest.raises(GdsimError, match="swish"):
        torch_script(scenario_with(Neuron(DATA, unknown, bias=True)))


def test_a_mistake_made_on_purpose_is_refused_in_words_that_name_the_way_out():
    with pytest.raises(GdsimError, match=r"on purpose \(wrong sign\): the numpy script does"):
        torch_script(scenario_with(mistake=MISTAKES["wrong_sign"]))
