"""What the exported scripts, for numpy and for PyTorch, have in common."""

from __future__ import annotations

import re
import textwrap

from gdsim.engine.array import Array
from gdsim.engine.descent import DIVERGENCE_FACTOR, StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized, tr

_LONGEST_LINE = 100


def subject(scenario: Scenario) -> Neuron | FormulaSurface:
    """The objective of a scenario that can be written as a script.

    Raises:
        GdsimError: nothing is known of the objective that could be written.
    """
    if not isinstance(scenario.objective, (Neuron, FormulaSurface)):
        raise GdsimError(Message(QT_TR_NOOP("This kind of subject cannot be written as a script.")))
    return scenario.objective


def opening(scenario: Scenario, needs: str) -> str:
    """The script's own description."""
    title = localized(scenario.title).replace("\\", " ").replace('"', "'") or "gdsim"
    mistake = scenario.optimizer.mistake
    warning = "" if mistake is None else f"\n\nA mistake is made on purpose: {mistake.label}.\n"
    return f'"""{title}. Written by gdsim; needs {needs} alone.{warning}"""\n\n'


def refusal() -> str:
    """What a script of Newton's method says where it takes no step, as the rule takes none."""
    return tr("Newton's step cannot be taken: there is no bowl here that curves upwards.")


def array_line(name: str, values: Array, maker: str) -> str:
    """An assignment, wrapped where it is long; every number with the digits that read back to it."""
    text = repr(values.tolist())
    line = f"{name} = {maker}({text})"
    if len(line) <= _LONGEST_LINE:
        return line
    body = textwrap.fill(text[1:-1], _LONGEST_LINE - 4, break_on_hyphens=False, break_long_words=False)
    return f"{name} = {maker}([\n{textwrap.indent(body, '    ')}\n])"


def setting_lines(optimizer: Optimizer) -> list[str]:
    """Assignments of η, the rule's own numbers and the schedule's."""
    lines = [f"learning_rate = {optimizer.learning_rate!r}"]
    lines += [f"{name} = {value!r}" for name, value in optimizer.settings.items()]
    schedule = optimizer.schedule
    if fraction(optimizer) != "1.0":
        lines.append(f"warmup = {schedule.warmup}")
        lines += [f"{name} = {getattr(schedule, name)!r}" for name in schedule.shape.fields]
    return lines


def fraction(optimizer: Optimizer) -> str:
    """The part of η that the update from step k on uses, as an expression."""
    schedule = optimizer.schedule
    code = schedule.shape.code
    return code if schedule.warmup == 0 else f"((k + 1) / warmup if k < warmup else {code})"


def count_line(update: str) -> str:
    """The assignment of t, the number of this update from 1, where the update's lines need it."""
    return "    t = k + 1\n" if re.search(r"\bt\b", update) else ""


def factor_code(neuron: Neuron, optimizer: Optimizer) -> str:
    """The number before the sum over records; with batches an expression of how many there are."""
    if optimizer.batch is None:
        return repr(neuron.factor)
    return {"1": "1.0", "½": "0.5", "1/N": "(1.0 / len(y))", "1/2N": "(0.5 / len(y))"}[
        neuron.error_measure.factor_name
    ]


def header(names: tuple[str, ...]) -> str:
    """The first line of what the script prints."""
    return ",".join(["step", "error", *names, *(f"g{name.removeprefix('w')}" for name in names)])


def divergence_limit() -> str:
    """How many times as large as at the start |E| may become."""
    return f"{DIVERGENCE_FACTOR:.0e}".replace("+", "")


def tolerance(stop: StopRules) -> str:
    """The stop rule on E's change as the end of a condition; empty where it is off."""
    return f" or abs(E - before) <= {stop.error_tolerance!r}" if stop.error_tolerance > 0 else ""


def chosen_lines(objective: Neuron | FormulaSurface, optimizer: Optimizer) -> list[str] | None:
    """Assignments of ``chosen``, the records of a batch; None where an update sees them all."""
    size, count = optimizer.batch, objective.batch_size_limit()
    if size is None or size >= count:
        return None
    return [
        f"epoch, index = divmod(k, {-(-count // size)})",
        f"order = np.random.default_rng([{optimizer.seed}, epoch]).permutation({count})",
        f"chosen = np.sort(order[index * {size} : (index + 1) * {size}])",
    ]
