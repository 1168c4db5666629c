"""A run as a short PyTorch script: the same E, its gradient by autograd, the rule by torch.optim.

It prints what the numpy script prints, to about twelve digits: PyTorch adds in another order.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

import numpy as np

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
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

# What PyTorch calls them: its own functions have derivatives that are right everywhere.
_ACTIVATIONS = {
    "identity": "h",
    "sigmoid": "torch.sigmoid(h)",
    "tanh": "torch.tanh(h)",
    "relu": "torch.relu(h)",
    "leaky_relu": "torch.nn.functional.leaky_relu(h, 0.01)",
    "softplus": "torch.logaddexp(h, torch.zeros_like(h))",
    "step": "torch.where(h >= 0, 1.0, 0.0) + 0.0 * h",
}
_LOSSES = {
    "sse": "(y - p) ** 2",
    "squares": "(y - p) ** 2",
    "mse": "(y - p) ** 2",
    "half_mse": "(y - p) ** 2",
    "absolute": "torch.abs(y - p)",
    "residuals": "y - p",
    "huber": 'torch.nn.functional.huber_loss(p, y, reduction="none")',
    "log_loss": 'torch.nn.functional.binary_cross_entropy_with_logits(h, y, reduction="none")',
}
_OPTIMIZERS = {
    "gradient_descent": "SGD([w], lr=learning_rate)",
    "momentum": "SGD([w], lr=learning_rate, momentum=momentum)",
    "nesterov": "SGD([w], lr=learning_rate, momentum=momentum, nesterov=True)",
    "adagrad": "Adagrad([w], lr=learning_rate, eps=epsilon)",
    "rmsprop": "RMSprop([w], lr=learning_rate, alpha=decay, eps=epsilon)",
    "adam": "Adam([w], lr=learning_rate, betas=(beta1, beta2), eps=epsilon)",
    "adamw": "AdamW([w], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)",
}

_NEURON = """\
def error(w, X, y):
    h = X @ w
    p = {activation}
    return {factor} * ({loss}).sum()
"""

# PyTorch takes the smaller of two tensors, not of a tensor and a number.
_PAIRS = """\
def minimum(a, b):
    return torch.minimum(torch.as_tensor(a), torch.as_tensor(b))


def maximum(a, b):
    return torch.maximum(torch.as_tensor(a), torch.as_tensor(b))


"""

_SURFACE = """\
def error(w):
    {names} = w
{lines}
    return E
"""

_MAIN = """

def error_and_gradient(w, *records):
    E = error(w, *records)
    (g,) = torch.autograd.grad(E, w)
    return E.item(), g


def row(k, w, E, g):
    print(",".join([str(k), repr(E), *map(repr, w.tolist()), *map(repr, g.tolist())]))


k = 0
E, all_g = error_and_gradient(w{data})
limit = {divergence} * max(1.0, abs(E), abs(error(torch.zeros_like(w){data}).item()))
print("{header}")
row(k, w, E, all_g)
while k < {max_steps} and all_g.norm().item() > {gradient_tolerance!r}:
    {batch}
{count}{update}
    new_E, new_g = error_and_gradient(w{data})
    if not (math.isfinite(new_E) and w.isfinite().all() and new_g.isfinite().all()):
        break  # it diverged: this step does not count
    before, E, all_g = E, new_E, new_g
    k = k + 1
    row(k, w, E, all_g)
    if abs(E) > max(limit, abs(before)){tolerance}:
        break
"""


def torch_script(scenario: Scenario) -> str:
    """The script's text.

    Raises:
        GdsimError: the scenario cannot be written as a script; a mistake is made on purpose, which torch.optim
            makes none of; or PyTorch's name of its activation or error measure is not known.
    """
    mistake = scenario.optimizer.mistake
    if mistake is not None:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "A PyTorch script repeats no mistake that is made on purpose ({mistake}): the numpy script does."
                ),
                mistake=Message(mistake.label),
            )
        )
    objective, optimizer = subject(scenario), scenario.optimizer
    function = _neuron(objective, optimizer) if isinstance(objective, Neuron) else _surface(objective)
    return "".join([_head(scenario, objective), function, _main(scenario, objective)])


def _head(scenario: Scenario, objective: Neuron | FormulaSurface) -> str:
    optimizer = scenario.optimizer
    batches = chosen_lines(objective, optimizer) is not None
    lines = ["import math", "", *(["import numpy as np"] if batches else []), "import torch", ""]
    lines += ["torch.set_default_dtype(torch.float64)", ""]
    if isinstance(objective, Neuron):
        lines.append("# One row a record, one column an input.")
        lines.append(array_line("X", np.ascontiguousarray(objective.columns.T), "torch.tensor"))
        lines.append(array_line("y", objective.dataset.targets, "torch.tensor"))
    lines += [array_line("w", scenario.start_weights(), "torch.tensor"), "w.requires_grad_()"]
    lines += setting_lines(optimizer)
    if optimizer.rule.name in _OPTIMIZERS:
        lines.append(f"optimizer = torch.optim.{_OPTIMIZERS[optimizer.rule.name]}")
    else:
        lines += [f"{name} = torch.zeros_like(w)" for name in optimizer.rule.state_names]
    needs = "PyTorch and numpy" if batches else "PyTorch"
    return opening(scenario, needs) + "\n".join(lines) + "\n\n\n"


def _neuron(neuron: Neuron, optimizer: Optimizer) -> str:
    return _NEURON.format(
        activation=_torch_name(neuron.activation.name, _ACTIVATIONS),
        loss=_torch_name(neuron.error_measure.name, _LOSSES),
        factor=factor_code(neuron, optimizer),
    )


def _torch_name(name: str, known: Mapping[str, str]) -> str:
    if name not in known:
        raise GdsimError(
            Message(QT_TR_NOOP("What “{name}” is called in PyTorch is not known; no script."), name=name)
        )
    return known[name]


def _surface(surface: FormulaSurface) -> str:
    names = surface.weight_names
    lines = "\n".join(_needed(surface.formula.code()))
    for pair in ("minimum", "maximum"):
        lines = lines.replace(f"np.{pair}", pair)
    text = _SURFACE.format(
        names=", ".join(names) + ("," if len(names) == 1 else ""),
        lines=textwrap.indent(lines.replace("np.", "torch."), "    "),
    )
    return (_PAIRS if re.search(r"\b(?:minimum|maximum)\(", lines) else "") + text


def _needed(lines: list[str]) -> list[str]:
    """Those of the assignments that E is made of: autograd finds the slopes itself."""
    wanted, kept = {"E"}, list[str]()
    for line in reversed(lines):
        name, _, expression = line.partition(" = ")
        if name in wanted:
            kept.append(line)
            wanted.update(re.findall(r"\bt\d+\b", expression))
    return kept[::-1]


def _main(scenario: Scenario, objective: Neuron | FormulaSurface) -> str:
    stop = scenario.stop_rules
    update = textwrap.indent(_update(objective, scenario.optimizer), "    ")
    return _MAIN.format(
        data=", X, y" if isinstance(objective, Neuron) else "",
        divergence=divergence_limit(),
        header=header(objective.weight_names),
        max_steps=stop.max_steps,
        gradient_tolerance=stop.gradient_tolerance,
        tolerance=tolerance(stop),
        batch="\n    ".join(_batch(objective, scenario.optimizer)),
        count=count_line(update),
        update=update,
    )


def _batch(objective: Neuron | FormulaSurface, optimizer: Optimizer) -> list[str]:
    chosen = chosen_lines(objective, optimizer)
    if chosen is None:
        return ["g = all_g"]
    return [*chosen, "batch = (X[chosen], y[chosen])", "_, g = error_and_gradient(w, *batch)"]


def _update(objective: Neuron | FormulaSurface, optimizer: Optimizer) -> str:
    rule = optimizer.rule
    part = fraction(optimizer).replace("np.", "math.")
    rate = "learning_rate" if part == "1.0" else f"learning_rate * {part}"
    if rule.name in _OPTIMIZERS:
        scheduled = [] if part == "1.0" else [f'optimizer.param_groups[0]["lr"] = {rate}']
        return "\n".join([*scheduled, "w.grad = g", "optimizer.step()"])
    lines = [f"eta = {rate}", *rule.code.replace("np.", "torch.").splitlines()]
    if rule.uses_hessian:
        batches = chosen_lines(objective, optimizer) is not None
        records = ", *batch" if batches else ", X, y" if isinstance(objective, Neuron) else ""
        lines[:0] = [
            f"H = torch.autograd.functional.hessian(lambda v: error(v{records}), w.detach())",
            "curvatures = torch.linalg.eigvalsh(H) if H.isfinite().all() else torch.zeros(1)",
            "if not curvatures[0] > len(H) * torch.finfo(float).eps * abs(curvatures[-1]):",
            f"    raise SystemExit({refusal()!r})",
        ]
    return "\n".join([*lines, "with torch.no_grad():", "    w += update"])
