"""A run as a short numpy script that prints the CSV of ``gdsim run``.

The script repeats the engine's expressions, so below 10,000 records it agrees to the last bit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.export.mistake_code import update_code, wrong_function, wrong_gradient_lines
from gdsim.export.script_parts import (
    array_line,
    chosen_lines,
    count_line,
    divergence_limit,
    factor_code,
    fraction,
    header,
    opening,
    refusal,
    setting_lines,
    subject,
    tolerance,
)
from gdsim.scenario.scenario import Scenario

_NEURON = """\
def weighted_sum(w, X):
    return (w[:, None] * X).sum(axis=0)


def error(w, X, y):
    h = weighted_sum(w, X)
    p = {activation}
    return float({factor} * ({loss}).sum(axis=-1))


def gradient(w, X, y):
    h = weighted_sum(w, X)
    p = {activation}
    s = {slope}
    delta = {factor} * ({error_term})
    return (-delta * X).sum(axis=-1)
"""

_HESSIAN = """

def hessian(w, X, y):
    h = weighted_sum(w, X)
    p = {activation}
    s = {slope}
    c = {curvature}
    return (X * ({factor} * ({error_curvature}))) @ X.T
"""

_SURFACE_HESSIAN = """

def hessian(w):
    {names} = w[:, None]
{lines}
    return np.array([[np.ravel(h)[0] for h in row] for row in ({rows},)])
"""

# What the rule refuses, the script refuses too.
_CHECK = """

def check(H):
    finite = np.isfinite(H).all()
    curvatures = np.linalg.eigvalsh(H) if finite else [0.0]
    if not curvatures[0] > len(H) * np.finfo(float).eps * abs(curvatures[-1]):
        raise SystemExit({refusal!r})
"""

_SURFACE = """\
def error_and_gradient(w):
    {names} = w[:, None]
{lines}
    return float(np.ravel(E)[0]), np.array([np.ravel(g)[0] for g in ({slopes},)])


def error(w):
    return error_and_gradient(w)[0]


def gradient(w):
    return error_and_gradient(w)[1]
"""

_MAIN = """

def row(k, w, E, g):
    print(",".join([str(k), repr(E), *map(repr, w.tolist()), *map(repr, g.tolist())]))


np.seterr(all="ignore")  # a descent may diverge
k = 0
E, all_g = error(w{data}), gradient(w{data})
limit = {divergence} * max(1.0, abs(E), abs(error(np.zeros_like(w){data})))
print("{header}")
row(k, w, E, all_g)
while k < {max_steps} and np.linalg.norm(all_g) > {gradient_tolerance!r}:
    {batch}
{hessian}{count}{update}
    new_w = w + update
    new_E, new_g = error(new_w{data}), gradient(new_w{data})
    if not (np.isfinite(new_E) and np.isfinite(new_w).all() and np.isfinite(new_g).all()):
        break  # it diverged: this step does not count
    before, E, w, all_g = E, new_E, new_w, new_g
    k = k + 1
    row(k, w, E, all_g)
    if abs(E) > max(limit, abs(before)){tolerance}:
        break
"""


def script(scenario: Scenario) -> str:
    """The script's text.

    Raises:
        GdsimError: the scenario's objective cannot be written as a script.
    """
    objective, optimizer = subject(scenario), scenario.optimizer
    if isinstance(objective, Neuron):
        functions = _neuron(objective, optimizer) + wrong_function(objective, optimizer)
    else:
        functions = _surface(objective, optimizer)
    if optimizer.rule.uses_hessian:
        functions += _CHECK.format(refusal=refusal())
    head = f"{opening(scenario, 'numpy')}import numpy as np\n\n"
    return "".join([head, _data(scenario, objective), functions, _main(scenario, objective)])


def _data(scenario: Scenario, objective: Neuron | FormulaSurface) -> str:
    optimizer, lines = scenario.optimizer, []
    if isinstance(objective, Neuron):
        lines.append("# One row an input, one column a record.")
        lines.append(array_line("X", objective.columns, "np.array"))
        lines.append(array_line("y", objective.dataset.targets, "np.array"))
    lines.append(array_line("w", scenario.start_weights(), "np.array"))
    lines += setting_lines(optimizer)
    lines += [f"{name} = np.zeros_like(w)" for name in optimizer.rule.state_names]
    return "\n".join(lines) + "\n\n\n"


def _neuron(neuron: Neuron, optimizer: Optimizer) -> str:
    activation, measure = neuron.activation, neuron.error_measure
    template = _NEURON + (_HESSIAN if optimizer.rule.uses_hessian else "")
    return template.format(
        activation=activation.code,
        slope=activation.slope_code,
        curvature=activation.curvature_code,
        factor=factor_code(neuron, optimizer),
        loss=measure.code,
        error_term=measure.error_term_code,
        error_curvature=measure.curvature_code,
    )


def _surface(surface: FormulaSurface, optimizer: Optimizer) -> str:
    numbers = range(1, len(surface.weight_names) + 1)
    names = _tuple([f"w{number}" for number in numbers])
    text = _SURFACE.format(
        names=names,
        lines=_indented(surface.formula.code()),
        slopes=", ".join(f"g{number}" for number in numbers),
    )
    if not optimizer.rule.uses_hessian:
        return text
    rows = [_tuple([f"h{min(i, j)}{max(i, j)}" for j in numbers]) for i in numbers]
    return text + _SURFACE_HESSIAN.format(
        names=names,
        lines=_indented(surface.formula.hessian_code()),
        rows=", ".join(f"({row})" for row in rows),
    )


def _tuple(names: Sequence[str]) -> str:
    return ", ".join(names) + ("," if len(names) == 1 else "")


def _indented(lines: Sequence[str]) -> str:
    return textwrap.indent("\n".join(lines), "    ")


def _main(scenario: Scenario, objective: Neuron | FormulaSurface) -> str:
    optimizer, stop = scenario.optimizer, scenario.stop_rules
    part = fraction(optimizer)
    rate = "learning_rate" if part == "1.0" else f"learning_rate * {part}"
    update = update_code(optimizer, rate)
    return _MAIN.format(
        data=", X, y" if isinstance(objective, Neuron) else "",
        divergence=divergence_limit(),
        header=header(objective.weight_names),
        max_steps=stop.max_steps,
        gradient_tolerance=stop.gradient_tolerance,
        tolerance=tolerance(stop),
        batch="\n    ".join(_batch(objective, optimizer)),
        hessian=_hessian_lines(objective) if optimizer.rule.uses_hessian else "",
        count=count_line(update),
        update=update,
    )


def _hessian_lines(objective: Neuron | FormulaSurface) -> str:
    records = ", *batch" if isinstance(objective, Neuron) else ""
    return f"    H = hessian(w{records})\n    check(H)\n"


def _batch(objective: Neuron | FormulaSurface, optimizer: Optimizer) -> list[str]:
    chosen = chosen_lines(objective, optimizer)
    if chosen is None:
        needed = optimizer.rule.uses_hessian and isinstance(objective, Neuron)
        wrong = wrong_gradient_lines(objective, optimizer, "w, X, y")
        return ["g = all_g", *wrong, *(["batch = (X, y)"] if needed else [])]
    return [
        *chosen,
        "batch = (np.ascontiguousarray(X[:, chosen]), y[chosen])",
        "g = gradient(w, *batch)",
        *wrong_gradient_lines(objective, optimizer, "w, *batch"),
    ]
