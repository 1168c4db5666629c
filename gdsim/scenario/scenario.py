"""A Scenario: everything an experiment is, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer

Localized = Mapping[str, str]

# The largest number taken for data and weights: its square, and the sum of many, is still finite.
LARGEST_VALUE = 1e150


@dataclass(frozen=True)
class RandomStart:
    """Start weights drawn evenly from [low, high) with numpy's default generator and this seed."""

    seed: int
    low: float = -1.0
    high: float = 1.0

    def draw(self, weight_count: int) -> Array:
        """(d,)"""
        return frozen(np.random.default_rng(self.seed).uniform(self.low, self.high, weight_count))


@dataclass(frozen=True)
class Scenario:
    """What is descended, how, and from where.

    Attributes:
        objective: a Neuron on its data, or a surface without data.
        optimizer: the update rule with its numbers.
        rivals: rules that are compared with the optimizer, each from the same start.
        start: the start weights as numbers, a RandomStart, or None for zeros.
        stop_rules: when a run to the end stops.
        title, notes: by language code; under "" a text whose language is not stated.
        view: how it is best shown; kept as it stands in the file.
        csv: name of the table beside the file that the records were read from, or None. It plays no
            part in what the experiment is; saving keeps it while that table still holds these records.
    """

    objective: Objective
    optimizer: Optimizer = field(default_factory=Optimizer)
    rivals: tuple[Optimizer, ...] = field(default=(), kw_only=True)
    start: tuple[float, ...] | RandomStart | None = None
    stop_rules: StopRules = field(default_factory=StopRules)
    title: Localized = field(default_factory=dict)
    notes: Localized = field(default_factory=dict)
    view: Mapping[str, Any] = field(default_factory=dict)
    csv: str | None = field(default=None, compare=False)

    @property
    def weight_count(self) -> int:
        """d, or d+1 with the bias."""
        return len(self.objective.weight_names)

    @property
    def neuron(self) -> Neuron | None:
        """The objective where it has data."""
        return self.objective if isinstance(self.objective, Neuron) else None

    @property
    def dataset(self) -> Dataset | None:
        """The records, where there are some."""
        return self.objective.dataset if isinstance(self.objective, Neuron) else None

    def start_weights(self) -> Array:
        """(d,)"""
        if self.start is None:
            return frozen(np.zeros(self.weight_count))
        if isinstance(self.start, RandomStart):
            return self.start.draw(self.weight_count)
        return frozen(self.start)

    def descent(self) -> Descent:
        """A new descent at the start.

        Raises:
            GdsimError: the number of start weights does not fit.
        """
        return Descent(self.objective, self.optimizer, self.start_weights(), self.stop_rules)

    def with_start(self, weights: Array) -> Scenario:
        """Starting at these weights.

        Raises:
            GdsimError: one is larger than LARGEST_VALUE; a scenario's file would refuse it.
        """
        for name, weight in zip(self.objective.weight_names, weights, strict=False):
            if not abs(weight) <= LARGEST_VALUE:
                raise GdsimError(
                    Message(QT_TR_NOOP("{name}: {problem}"), name=name, problem=_too_large(weight))
                )
        return replace(self, start=tuple(float(w) for w in weights))

    def with_neuron(self, **changes: Any) -> Scenario:
        """The neuron's dataset, activation, error_measure or bias replaced.

        Raises:
            GdsimError: they do not go together, or a number in the data is larger than LARGEST_VALUE.
        """
        if "dataset" in changes:
            _check_size(changes["dataset"])
        return replace(self, objective=replace(self.objective, **changes))  # type: ignore[type-var]

    def with_data(self, dataset: Dataset) -> Scenario:
        """On other records; where there were none but a surface, a neuron takes its place.

        Raises:
            GdsimError: as for with_neuron.
        """
        scenario = self if self.neuron is not None else replace(self, objective=Neuron(dataset))
        return scenario.with_neuron(dataset=dataset)

    def called(self, title: str, note: str) -> Scenario:
        """Under another title and note, where those it had tell of other data; in the language spoken."""
        return replace(self, title={"": title}, notes={"": note} if note else {})


def _check_size(dataset: Dataset) -> None:
    if all(np.abs(values).max(initial=0.0) <= LARGEST_VALUE for values in (dataset.columns, dataset.targets)):
        return
    record, column = (int(index) for index in np.argwhere(np.abs(dataset.table()) > LARGEST_VALUE)[0])
    raise GdsimError(
        Message(
            QT_TR_NOOP("Record {record}, column “{column}”: {problem}"),
            record=record + 1,
            column=dataset.column_names[column],
            problem=_too_large(dataset.value(record, column)),
        )
    )


def _too_large(value: float) -> Message:
    return Message(QT_TR_NOOP("{found} is too large: its square could not be computed."), found=float(value))
