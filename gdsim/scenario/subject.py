"""The subject of a scenario file: a neuron's records, stated or in a table beside it, or a surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.scenario.json_text import at, number_json
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.schema import LARGEST_VALUE
from gdsim.scenario.validate import found_text

DEFAULT_TARGET = "y"


def build(document: Mapping[str, Any], folder: Path | None) -> tuple[Objective, str | None]:
    """The objective of a document that the schema accepts, and the name of its table if it has one.

    Raises:
        GdsimError: rows, names, targets or the table do not fit; the path inside the file is told.
    """
    data = document["data"]
    dataset = _inline_dataset(data)
    return _neuron(document, dataset), None


def to_json(scenario: Scenario, folder: Path | None) -> dict[str, Any]:
    """The fields of the document that state the subject.

    Raises:
        GdsimError: files cannot hold this kind of objective.
    """
    neuron = scenario.neuron
    if neuron is None:
        raise GdsimError(Message(QT_TR_NOOP("This kind of subject cannot be written to a file.")))
    return {
        "data": _inline_json(neuron.dataset),
        "model": {"activation": neuron.activation.name, "bias": neuron.bias},
        "error": {"name": neuron.error_measure.name},
    }


def _neuron(document: Mapping[str, Any], dataset: Dataset) -> Neuron:
    default = Neuron(dataset)
    model, error = document.get("model", {}), document.get("error", {})
    try:
        return Neuron(
            dataset,
            ACTIVATIONS[model.get("activation", default.activation.name)],
            ERROR_MEASURES[error.get("name", default.error_measure.name)],
            model.get("bias", default.bias),
        )
    except GdsimError as problem:
        raise GdsimError(at("error.name", problem.message)) from None


def _inline_dataset(data: Mapping[str, Any]) -> Dataset:
    names, target = data["inputs"], data.get("target", DEFAULT_TARGET)
    table = _numbers(data["rows"], [*names, target])
    try:
        return Dataset(table[:, :-1], table[:, -1], names, target)
    except GdsimError as problem:
        raise GdsimError(at("data", problem.message)) from None


def _inline_json(dataset: Dataset) -> dict[str, Any]:
    rows = [[number_json(value) for value in row] for row in dataset.table().tolist()]
    return {"inputs": list(dataset.input_names), "target": dataset.target_name, "rows": rows}


def _numbers(rows: list[Any], names: Sequence[str]) -> Array:
    """(N, c) from the rows as they stand in the file; a million rows in about a second."""
    if not _is_table(rows, len(names)):
        raise GdsimError(at("data.rows", _row_problem(rows, names)))
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))


def _is_table(rows: list[Any], width: int) -> bool:
    if set(map(type, rows)) - {list} or set(map(len, rows)) - {width}:
        return False
    if set(map(type, chain.from_iterable(rows))) - {int, float}:
        return False
    return max(map(abs, chain.from_iterable(rows)), default=0) <= LARGEST_VALUE


def _row_problem(rows: list[Any], names: Sequence[str]) -> Message:
    """The first thing wrong in rows that are no table; rows are counted from 1, as on screen."""
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list):
            return Message(QT_TR_NOOP("row {row} is not a list of numbers."), row=number)
        if len(row) != len(names):
            return Message(
                QT_TR_NOOP("row {row}: numbers found: {found}; needed: {count} ({names})."),
                row=number,
                found=len(row),
                count=len(names),
                names=", ".join(names),
            )
        for name, value in zip(names, row, strict=True):
            problem = _cell_problem(value)
            if problem is not None:
                return Message(
                    QT_TR_NOOP("row {row}, column “{column}”: {problem}"),
                    row=number,
                    column=name,
                    problem=problem,
                )
    raise AssertionError("no row is wrong")


def _cell_problem(value: Any) -> Message | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Message(QT_TR_NOOP("found {found}, a number is allowed."), found=found_text(value))
    if abs(value) > LARGEST_VALUE:
        return Message(
            QT_TR_NOOP("{found} is too large: its square could not be computed."), found=found_text(value)
        )
    return None
