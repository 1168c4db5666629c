"""A bench without a window: what the session does to a scenario and a descent, and no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdsim.scenario.scenario import RandomStart, Scenario


class Driver:
    """Performs a station's actions on a scenario and its descent."""

    def __init__(self, scenario: Scenario) -> None:
        self.load(scenario)
        self.record = 0
        self.stages = 0

    def load(self, scenario):
        self.scenario, self.descent = scenario, scenario.descent()

    def step(self):
        self.descent.step()

    def reset(self):
        self.descent.reset()

    def advance(self, steps):
        if steps is not None:
            return self.descent.advance(steps)
        self.descent.run()
        return True

    def next_stage(self):
        self.stages += 1

    def select_record(self, record):
        self.record = record

    def set_weights(self, weights):
        if not np.array_equal(weights, self.descent.weights):
            self.load(self.scenario.with_start(weights))

    def random_start(self, seed):
        self.load(replace(self.scenario, start=RandomStart(seed)))

    def edit_data(self, dataset):
        self._change(self.scenario.with_neuron(dataset=dataset))

    def set_activation(self, activation):
        self._change(self.scenario.with_neuron(activation=activation))

    def set_error_measure(self, measure):
        self._change(self.scenario.with_neuron(error_measure=measure))

    def set_bias(self, bias):
        self.load(replace(self.scenario.with_neuron(bias=bias), start=None))

    def set_learning_rate(self, rate):
        self.set_optimizer(replace(self.scenario.optimizer, learning_rate=rate))

    def set_optimizer(self, optimizer):
        self._change(replace(self.scenario, optimizer=optimizer))

    def _change(self, scenario):
        self.scenario = scenario
        self.descent.change(scenario.objective, scenario.optimizer)


@pytest.fixture
def driver():
    """Make a bench from a scenario."""
    return Driver
