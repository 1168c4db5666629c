"""What a station asks a person to do, as data: a test, a clicker or the person's own hand can do it.

A new kind of action is one entry in ACTIONS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from gdsim.engine.activation import ACTIVATIONS, Activation
from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES, ErrorMeasure
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.registry import by_name, find
from gdsim.scenario.scenario import Scenario


class Bench(Protocol):
    """What an action works on; the program's session is one."""

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        ...

    @property
    def descent(self) -> Descent:
        """The run."""
        ...

    def step(self) -> None:
        """One update."""

    def reset(self) -> None:
        """Back to the start."""

    def advance(self, steps: int | None) -> bool:
        """Towards the end."""
        ...

    def next_stage(self) -> None:
        """The next part of the update."""

    def select_record(self, record: int) -> None:
        """Choose a record."""

    def set_weights(self, weights: Array) -> None:
        """A new descent at these weights."""

    def random_start(self, seed: int) -> None:
        """A new descent at weights drawn with this seed."""

    def edit_data(self, dataset: Dataset) -> None:
        """Other records."""

    def set_activation(self, activation: Activation) -> None:
        """Another f."""

    def set_error_measure(self, measure: ErrorMeasure) -> None:
        """Another E."""

    def set_bias(self, bias: bool) -> None:
        """With or without b."""

    def set_learning_rate(self, rate: float) -> None:
        """Another η."""

    def set_optimizer(self, optimizer: Optimizer) -> None:
        """Another rule."""


@dataclass(frozen=True)
class Kind:
    """A kind of action.

    Attributes:
        name: as in lesson.toml.
        about: what its argument is; for authors.
        fits: whether an argument is of the right kind.
        perform: does it.
    """

    name: str
    about: str
    fits: Callable[[Any], bool]
    perform: Callable[[Bench, Any], None]


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        kind: what.
        argument: with what; see the kind.
    """

    kind: Kind
    argument: Any

    def perform(self, bench: Bench) -> None:
        """Do it.

        Raises:
            GdsimError: it cannot be done here.
        """
        self.kind.perform(bench, self.argument)


def read_action(stated: Mapping[str, Any]) -> Action:
    """The action that ``{ step = 3 }`` states.

    Raises:
        GdsimError: no such action, or its argument is of another kind.
    """
    if len(stated) != 1:
        raise GdsimError(
            Message(QT_TR_NOOP("an action has one name, as in {example}."), example="{ step = 1 }")
        )
    [(name, argument)] = stated.items()
    kind = find(name, ACTIONS)
    if not kind.fits(argument):
        raise GdsimError(Message(QT_TR_NOOP("“{name}” needs {about}."), name=name, about=Message(kind.about)))
    return Action(kind, argument)


# What fits


def _is_count(argument: Any) -> bool:
    return type(argument) is int and argument >= 0


def _is_number(argument: Any) -> bool:
    return type(argument) in (int, float) and bool(np.isfinite(argument))


def _is_true(argument: Any) -> bool:
    return argument is True


def _is_flag(argument: Any) -> bool:
    return type(argument) is bool


def _are_weights(argument: Any) -> bool:
    return isinstance(argument, dict) and bool(argument) and all(map(_is_number, argument.values()))


def _is_cell(argument: Any) -> bool:
    return (
        isinstance(argument, dict)
        and set(argument) == {"record", "column", "value"}
        and _is_count(argument["record"])
        and _is_number(argument["value"])
    )


def _among(names: Mapping[str, Any]) -> Callable[[Any], bool]:
    return lambda argument: argument in names


# What is done


def _step(bench: Bench, count: int) -> None:
    """All told as one move; where a stop rule applies on the way, the rest one by one."""
    end = bench.descent.step_number + count
    bench.advance(count)
    for _ in range(end - bench.descent.step_number):
        bench.step()


def _run(bench: Bench) -> None:
    bench.advance(None)


def _sub_steps(bench: Bench, count: int) -> None:
    for _ in range(count):
        bench.next_stage()


def _set_weights(bench: Bench, weights: Mapping[str, float]) -> None:
    names = {name: index for index, name in enumerate(bench.descent.objective.weight_names)}
    changed = np.array(bench.descent.weights)
    for name, value in weights.items():
        changed[names[_known(name, names)]] = value
    bench.set_weights(changed)


def _uphill(bench: Bench, count: int) -> None:
    """Against the rule: the update with the wrong sign, as if typed by hand."""
    for _ in range(count):
        descent = bench.descent
        bench.set_weights(descent.weights + descent.optimizer.rate(0) * descent.gradient)


def _edit_cell(bench: Bench, cell: Mapping[str, Any]) -> None:
    dataset = bench.scenario.dataset
    if dataset is None:
        raise GdsimError(Message(QT_TR_NOOP("A surface has no records.")))
    column = _known(cell["column"], dataset.column_names)
    index = dataset.column_names.index(column)
    if not 1 <= cell["record"] <= dataset.record_count:
        raise GdsimError(
            Message(
                QT_TR_NOOP("Record {record}: the data have {count:record|records}."),
                record=cell["record"],
                count=dataset.record_count,
            )
        )
    bench.edit_data(dataset.with_value(cell["record"] - 1, index, float(cell["value"])))


def _known(name: str, names: Any) -> str:
    if name not in names:
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” is not known; allowed are: {allowed}."),
                name=name,
                allowed=", ".join(names),
            )
        )
    return name


def _set_rule(bench: Bench, name: str) -> None:
    bench.set_optimizer(bench.scenario.optimizer.with_rule(RULES[name]))


def _set_batch(bench: Bench, size: int) -> None:
    bench.set_optimizer(replace(bench.scenario.optimizer, batch=size or None))


def _make_mistake(bench: Bench, name: str) -> None:
    bench.set_optimizer(replace(bench.scenario.optimizer, mistake=MISTAKES[name]))


_COUNT = QT_TR_NOOP("a whole number, not negative")

ACTIONS = by_name(
    [
        Kind("step", _COUNT, _is_count, _step),
        Kind("sub_steps", _COUNT, _is_count, _sub_steps),
        Kind("run", QT_TR_NOOP("“true”"), _is_true, lambda bench, _: _run(bench)),
        Kind("reset", QT_TR_NOOP("“true”"), _is_true, lambda bench, _: bench.reset()),
        Kind("record", _COUNT, _is_count, lambda bench, record: bench.select_record(record - 1)),
        Kind("weights", QT_TR_NOOP("weights by name, as in { w1 = 0.5 }"), _are_weights, _set_weights),
        Kind("uphill", _COUNT, _is_count, _uphill),
        Kind("random_start", _COUNT, _is_count, lambda bench, seed: bench.random_start(seed)),
        Kind(
            "cell",
            QT_TR_NOOP('a cell, as in { record = 2, column = "y", value = 1.5 }'),
            _is_cell,
            _edit_cell,
        ),
        Kind(
            "learning_rate",
            QT_TR_NOOP("a number greater than 0"),
            lambda rate: _is_number(rate) and rate > 0,
            lambda bench, rate: bench.set_learning_rate(float(rate)),
        ),
        Kind(
            "activation",
            QT_TR_NOOP("the name of an activation"),
            _among(ACTIVATIONS),
            lambda bench, name: bench.set_activation(ACTIVATIONS[name]),
        ),
        Kind(
            "error",
            QT_TR_NOOP("the name of an error measure"),
            _among(ERROR_MEASURES),
            lambda bench, name: bench.set_error_measure(ERROR_MEASURES[name]),
        ),
        Kind("optimizer", QT_TR_NOOP("the name of an update rule"), _among(RULES), _set_rule),
        Kind("mistake", QT_TR_NOOP("the name of a mistake made on purpose"), _among(MISTAKES), _make_mistake),
        Kind("batch", QT_TR_NOOP("a number of records, 0 for all of them"), _is_count, _set_batch),
        Kind("bias", QT_TR_NOOP("“true” or “false”"), _is_flag, lambda bench, bias: bench.set_bias(bias)),
    ]
)
