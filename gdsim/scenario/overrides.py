"""A scenario with some of its settings replaced: what the commands' options do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.array import Array, frozen
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.registry import find
from gdsim.engine.schedule import SCHEDULES
from gdsim.scenario.json_text import at
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.scenario import RandomStart, Scenario
from gdsim.scenario.sheet import read_sheet, sheet_dataset
from gdsim.scenario.table import dataset_from_table, position, read_table, source_note, target_position

Result = TypeVar("Result")


def override(
    scenario: Scenario,
    *,
    learning_rate: float | None = None,
    optimizer: str | None = None,
    activation: str | None = None,
    error: str | None = None,
    batch: str | None = None,
    schedule: str | None = None,
    start: str | None = None,
    seed: int | None = None,
    data: str | Path | None = None,
    inputs: str | None = None,
    target: str | None = None,
    mistake: str | None = None,
) -> Scenario:
    """The scenario with the given settings replaced; None leaves a setting as it is.

    Args:
        scenario: left as it is.
        learning_rate: η.
        optimizer: name of the update rule; it comes with its own defaults, but η, batch, seed and schedule stay.
        activation: name of f.
        error: name of the error measure.
        batch: "full" or a number of records.
        schedule: name of the learning-rate schedule; the scenario's numbers for schedules stay.
        start: the start weights, "0.5,-0.5".
        seed: of everything that is drawn: the order of the batches and, where the scenario (and not
            ``start``) draws one, the random start.
        data: a table's file. The column named like the scenario's target, else the last, is the target, all
            others are inputs. Where their number differs from the scenario's, ``start`` must be given.
        inputs: names of the table's columns that are inputs, "x1,x2"; what the others hold does not matter.
        target: name of the table's column that is the target.
        mistake: name of a mistake that the update makes on purpose.

    Raises:
        GdsimError: says which setting, what was found, and what is allowed.
    """
    changed = replace(
        scenario,
        objective=_objective(scenario, activation, error, _records(scenario, data, inputs, target)),
        optimizer=_optimizer(scenario.optimizer, learning_rate, optimizer, batch, schedule, seed, mistake),
        csv=scenario.csv if data is None else None,
    )
    if data is not None:
        changed = changed.called(Path(data).stem, source_note(Path(data).name))
    if seed is not None and isinstance(scenario.start, RandomStart):
        changed = replace(changed, start=replace(scenario.start, seed=seed))
    if start is not None:
        return _at("start", changed.with_start, _start(start, changed.objective.weight_names))
    if changed.weight_count != scenario.weight_count:
        raise GdsimError(
            at(
                "data",
                Message(
                    QT_TR_NOOP(
                        "inputs in these data: {found}; in the scenario's: {count}. So start weights are "
                        "needed: --start {example}."
                    ),
                    found=_input_count(changed),
                    count=_input_count(scenario),
                    example=",".join(changed.objective.weight_names),
                ),
            )
        )
    return changed


def _records(
    scenario: Scenario, data: str | Path | None, inputs: str | None, target: str | None
) -> Dataset | None:
    """The records of the table, where one is given."""
    if data is None:
        for name, value in (("inputs", inputs), ("target", target)):
            if value is not None:
                raise GdsimError(at(name, Message(QT_TR_NOOP("this names a column of the table of --data."))))
        return None
    if scenario.neuron is None:
        raise GdsimError(_no_records("data"))
    return _at("data", _dataset, Path(data), scenario.dataset, inputs, target)


def _dataset(path: Path, like: Dataset | None, inputs: str | None, target: str | None) -> Dataset:
    if inputs is None and target is None:
        return dataset_from_table(read_table(path), like=like)
    sheet = read_sheet(path)
    place = target_position(sheet.names, target, like)
    if inputs is None:
        return sheet_dataset(sheet, [i for i in range(len(sheet.names)) if i != place], place)
    return sheet_dataset(sheet, [position(sheet.names, name.strip()) for name in inputs.split(",")], place)


def _no_records(name: str) -> Message:
    return at(name, Message(QT_TR_NOOP("this scenario is a surface, which has no records.")))


def _objective(
    scenario: Scenario, activation: str | None, error: str | None, dataset: Dataset | None
) -> Objective:
    given = {"error": error, "data": dataset, "activation": activation}
    named = [name for name, value in given.items() if value is not None]
    neuron = scenario.neuron
    if not named:
        return scenario.objective
    if neuron is None:
        raise GdsimError(_no_records(named[0]))
    function = neuron.activation if activation is None else _at("activation", find, activation, ACTIVATIONS)
    measure = neuron.error_measure if error is None else _at("error", find, error, ERROR_MEASURES)
    return _at(named[0], Neuron, dataset or neuron.dataset, function, measure, neuron.bias)


def _optimizer(
    optimizer: Optimizer,
    learning_rate: float | None,
    rule: str | None,
    batch: str | None,
    schedule: str | None,
    seed: int | None,
    mistake: str | None,
) -> Optimizer:
    if rule is not None and rule != optimizer.rule.name:
        optimizer = optimizer.with_rule(_at("optimizer", find, rule, RULES))
    if schedule is not None:
        shape = _at("schedule", find, schedule, SCHEDULES)
        optimizer = replace(optimizer, schedule=_at("schedule", optimizer.schedule.with_shape, shape))
    if batch is not None:
        optimizer = replace(optimizer, batch=_batch(batch))
    if learning_rate is not None:
        optimizer = _at("learning_rate", replace, optimizer, learning_rate=learning_rate)
    if mistake is not None:
        optimizer = replace(optimizer, mistake=_at("mistake", find, mistake, MISTAKES))
    return optimizer if seed is None else _at("seed", replace, optimizer, seed=seed)


def _batch(text: str) -> int | None:
    if text == "full":
        return None
    if re.fullmatch("[0-9]{1,18}", text) and int(text) > 0:
        return int(text)
    raise GdsimError(
        at(
            "batch",
            Message(
                QT_TR_NOOP("found “{found}”; “full” or a whole number from 1 on is allowed."), found=text
            ),
        )
    )


def _start(text: str, names: tuple[str, ...]) -> Array:
    parts = re.split("[,;]", text) if re.search("[,;]", text) else text.split()
    if len(parts) != len(names):
        raise GdsimError(
            at(
                "start",
                Message(
                    QT_TR_NOOP("numbers found: {found}; needed: {count} ({names})."),
                    found=len(parts),
                    count=len(names),
                    names=", ".join(names),
                ),
            )
        )
    return frozen([_at("start", parse_number, part) for part in parts])


def _input_count(scenario: Scenario) -> int:
    return scenario.dataset.input_count if scenario.dataset is not None else 0


def _at(name: str, call: Callable[..., Result], *args: object, **kwargs: object) -> Result:
    """The call's result; what it refuses is told with the setting's name before it."""
    try:
        return call(*args, **kwargs)
    except GdsimError as problem:
        raise GdsimError(at(name, problem.message)) from None
