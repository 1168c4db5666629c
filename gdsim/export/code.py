"""A run as a short numpy script that prints the CSV of ``gdsim run``.

The script repeats the engine's expressions, so below 10,000 records it agrees to the last bit.
"""

from __future__ import annotations

import textwrap

from gdsim.engine.array import Array
from gdsim.engine.descent import DIVERGENCE_FACTOR, StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized

_HELPERS = """\
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

_MAIN = """

def row(k, w, E, g):
    print(",".join([str(k), repr(E), *map(repr, w.tolist()), *map(repr, g.tolist())]))


np.seterr(all="ignore")
k, t = 0, 1
E, all_g = error(w, X, y), gradient(w, X, y)
limit = {divergence!r} * max(1.0, abs(E), abs(error(np.zeros_like(w), X, y)))
print({header!r})
row(k, w, E, all_g)
while {condition}:
    {batch}
    {hessian}eta = learning_rate * {fraction}
{update}
    new_w = w + update
    new_E, new_g = error(new_w, X, y), gradient(new_w, X, y)
    if not (np.isfinite(new_E) and np.isfinite(new_w).all() and np.isfinite(new_g).all()):
        break
    before, E, w, all_g = E, new_E, new_w, new_g
    k, t = k + 1, t + 1
    row(k, w, E, all_g)
    if abs(E) > max(limit, abs(before)){tolerance}:
        break
"""


def script(scenario: Scenario) -> str:
    """The script's text.

    Raises:
        GdsimError: the scenario has no data: a surface's formula is not turned into code yet; or a mistake is
            made on purpose, which no script repeats.
    """
    neuron = scenario.neuron
    if neuron is None:
        raise GdsimError(Message(QT_TR_NOOP("A script is written for a neuron on data, not for a surface.")))
    optimizer = scenario.optimizer
    if optimizer.mistake is not None:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "A script repeats no mistake that is made on purpose ({mistake}): switch it off first."
                ),
                mistake=Message(optimizer.mistake.label),
            )
        )
    activation, measure = neuron.activation, neuron.error_measure
    template = _HELPERS + (_HESSIAN if optimizer.rule.uses_hessian else "")
    helpers = template.format(
        activation=activation.code,
        slope=activation.slope_code,
        curvature=activation.curvature_code,
        factor=repr(neuron.factor) if optimizer.batch is None else _factor_code(neuron),
        loss=measure.code,
        error_term=measure.error_term_code,
        error_curvature=measure.curvature_code,
    )
    return "".join(
        [
            _opening(scenario),
            _data(neuron, scenario.start_weights(), optimizer),
            helpers,
            _main(neuron, optimizer, scenario.stop_rules),
        ]
    )


def _opening(scenario: Scenario) -> str:
    title = localized(scenario.title).replace("\\", " ").replace('"', "'") or "gdsim"
    return f'"""{title}. Written by gdsim; needs numpy alone."""\n\nimport numpy as np\n\n'


def _data(neuron: Neuron, start: Array, optimizer: Optimizer) -> str:
    lines = ["# One row an input, one column a record."]
    lines.append(_array("X", neuron.columns))
    lines.append(_array("y", neuron.dataset.targets))
    lines.append(_array("w", start))
    lines.append(f"learning_rate = {optimizer.learning_rate!r}")
    lines += [f"{name} = {value!r}" for name, value in optimizer.settings.items()]
    lines += [f"{name} = np.zeros_like(w)" for name in optimizer.rule.state_names]
    schedule = optimizer.schedule
    if _fraction(optimizer) != "1.0":
        lines.append(f"warmup = {schedule.warmup}")
        lines += [f"{name} = {getattr(schedule, name)!r}" for name in schedule.shape.fields]
    return "\n".join(lines) + "\n\n\n"


def _array(name: str, values: Array) -> str:
    text = repr(values.tolist())
    line = f"{name} = np.array({text})"
    if len(line) <= 100:
        return line
    body = textwrap.fill(text[1:-1], 96, break_on_hyphens=False, break_long_words=False)
    return f"{name} = np.array([\n{textwrap.indent(body, '    ')}\n])"


def _factor_code(neuron: Neuron) -> str:
    """The factor as an expression of the number of records, which differs from batch to batch."""
    return {"1": "1.0", "½": "0.5", "1/N": "(1.0 / len(y))", "1/2N": "(0.5 / len(y))"}[
        neuron.error_measure.factor_name
    ]


def _fraction(optimizer: Optimizer) -> str:
    schedule = optimizer.schedule
    code = schedule.shape.code
    if schedule.warmup == 0:
        return code
    return f"((k + 1) / warmup if k < warmup else {code})"


def _main(neuron: Neuron, optimizer: Optimizer, stop: StopRules) -> str:
    names = neuron.weight_names
    header = ",".join(["step", "error", *names, *(f"g{name.removeprefix('w')}" for name in names)])
    condition = f"k < {stop.max_steps} and np.linalg.norm(all_g) > {stop.gradient_tolerance!r}"
    tolerance = f" or abs(E - before) <= {stop.error_tolerance!r}" if stop.error_tolerance > 0 else ""
    fraction = _fraction(optimizer)
    text = _MAIN.format(
        divergence=DIVERGENCE_FACTOR,
        header=header,
        condition=condition,
        tolerance=tolerance,
        batch=_batch(neuron, optimizer),
        hessian="H = hessian(w, *batch)\n    " if optimizer.rule.uses_hessian else "",
        fraction=fraction,
        update=textwrap.indent(optimizer.rule.code, "    "),
    )
    return text.replace(" * 1.0\n", "\n", 1) if fraction == "1.0" else text


def _batch(neuron: Neuron, optimizer: Optimizer) -> str:
    size, count = optimizer.batch, neuron.dataset.record_count
    if size is None or size >= count:
        lines = ["g = all_g"]
        if optimizer.rule.uses_hessian:
            lines.append("batch = (X, y)")
    else:
        lines = [
            f"epoch, index = divmod(k, {-(-count // size)})",
            f"order = np.random.default_rng([{optimizer.seed}, epoch]).permutation({count})",
            f"chosen = np.sort(order[index * {size} : (index + 1) * {size}])",
            "batch = (np.ascontiguousarray(X[:, chosen]), y[chosen])",
            "g = gradient(w, *batch)",
        ]
    return "\n    ".join(lines)
