"""A mistake that is made on purpose as lines of the numpy script: it repeats what the engine does, to the last bit."""

from __future__ import annotations

import textwrap

from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.export.script_parts import factor_code

_FUNCTION = """

def wrong_gradient(w, X, y):
    factor = {factor}
    {chosen}h = weighted_sum(w, X)
    p = {activation}
    s = {slope}
    delta = factor * ({error_term})
    return (-delta * X).sum(axis=-1)
"""


def wrong_function(neuron: Neuron, optimizer: Optimizer) -> str:
    """The gradient with f′ left out, or of the last record; empty where no such mistake is made."""
    mistake, activation = optimizer.mistake, neuron.activation
    if mistake is None or mistake.is_negated or not mistake.spoils_gradient(neuron):
        return ""
    return _FUNCTION.format(
        factor=factor_code(neuron, optimizer),
        chosen="X, y = X[:, -1:], y[-1:]\n    " if mistake.is_of_last_record else "",
        activation=activation.code,
        slope="np.ones_like(h)" if mistake.leaves_slope_out else activation.slope_code,
        error_term=neuron.error_measure.error_term_code,
    )


def wrong_gradient_lines(objective: Objective, optimizer: Optimizer, arguments: str) -> list[str]:
    """What is done to g after it was made right; nothing where it stays right."""
    mistake = optimizer.mistake
    if mistake is None or not mistake.spoils_gradient(objective):
        return []
    wrong = "-g" if mistake.is_negated else f"wrong_gradient({arguments})"
    return [f"g = {wrong}  # the mistake: {mistake.label}"]


def update_code(optimizer: Optimizer, rate: str) -> str:
    """Lines that make η, of this expression, and the update."""
    mistake, code = optimizer.mistake, optimizer.rule.code
    if mistake is None or not mistake.is_rate_on_weights:
        lines = f"eta = {rate}\n{code}"
    else:
        wrong = f"update = (on_weights - 1.0) * w + update  # the mistake: {mistake.label}"
        lines = f"on_weights = {rate}\neta = 1.0\n{code}\n{wrong}"
    return textwrap.indent(lines, "    ")
