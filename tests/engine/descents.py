"""What descents are tried on, small enough to follow by hand, and all that there is of one."""

from dataclasses import dataclass

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron

# One record with x = 1 and y = 0: E = w²/2, g = w.
BOWL = Neuron(Dataset([[1.0]], [0.0]))
DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3], [-1.0, 0.8], [0.2, 2.0]], [0.9, 0.2, 0.6, 0.35, 0.95])
LINEAR = Neuron(DATA)
SIGMOID = Neuron(DATA, ACTIVATIONS["sigmoid"])


@dataclass(frozen=True)
class Surface:
    """E of one weight without data, whatever the two functions say."""

    value: object
    slope: object
    weight_names: tuple = ("w1",)

    def error(self, weights):
        return float(self.value(weights[0]))

    def gradient(self, weights):
        return np.array([float(self.slope(weights[0]))])

    def error_and_gradient(self, weights):
        return self.error(weights), self.gradient(weights)

    def errors(self, weights):
        return np.array([self.error(w) for w in weights])

    def hessian(self, weights):
        return np.array([[1.0]])

    def batch_size_limit(self):
        return 0

    def batch(self, records):
        return self


def snapshot(descent):
    """Everything that later numbers depend on, as bits."""
    return (
        descent.step_number,
        descent.weights.tobytes(),
        np.float64(descent.error).tobytes(),
        descent.gradient.tobytes(),
        descent.state.tobytes(),
        descent.rule_step,
        descent.next_update().tobytes(),
        descent.history.weights.tobytes(),
        descent.history.errors.tobytes(),
        descent.history.gradients.tobytes(),
        tuple(descent.history.stale),
    )
