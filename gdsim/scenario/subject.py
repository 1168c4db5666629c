"""The subject of a scenario file: a neuron's records, stated or in a table beside it, or a surface."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path, PureWindowsPath
from typing import Any

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.json_text import at, number_json
from gdsim.scenario.scenario import LARGEST_VALUE, Scenario
from gdsim.scenario.table import dataset_from_table, read_table
from gdsim.scenario.validate import found_text

DEFAULT_TARGET = "y"


def build(document: Mapping[str, Any], folder: Path | None) -> tuple[Objective, str | None]:
    """The objective of a document that the schema accepts, and the name of its table if it has one.

    Raises:
        GdsimError: rows, names, targets or the table do not fit; the path inside the file is told.
    """
    if "surface" in document:
        return _surface(document["surface"]), None
    data = document["data"]
    if "csv" in data:
        return _neuron(document, _table_dataset(data, folder)), data["csv"]
    return _neuron(document, _inline_dataset(data)), None


def to_json(scenario: Scenario, folder: Path | None) -> dict[str, Any]:
    """The fields of the document that state the subject.

    Raises:
        GdsimError: files cannot hold this kind of objective.
    """
    objective = scenario.objective
    if isinstance(objective, Surface):
        return {"surface": {"name": objective.entry.name}}
    if isinstance(objective, FormulaSurface):
        return {"surface": {"formula": objective.text}}
    if not isinstance(objective, Neuron):
        raise GdsimError(Message(QT_TR_NOOP("This kind of subject cannot be written to a file.")))
    return {
        "data": _table_json(scenario, folder) or _inline_json(objective.dataset),
        "model": {"activation": objective.activation.name, "bias": objective.bias},
        "error": {"name": objective.error_measure.name},
    }


def _surface(stated: Mapping[str, str]) -> FormulaSurface:
    if "name" in stated:
        return Surface(SURFACES[stated["name"]])
    try:
        return FormulaSurface(stated["formula"])
    except GdsimError as problem:
        raise GdsimError(at("surface.formula", problem.message)) from None


def _table_dataset(data: Mapping[str, Any], folder: Path | None) -> Dataset:
    """The records in the table that the file names."""
    try:
        return dataset_from_table(read_table(_table_path(data["csv"], folder)), data.get("target"))
    except GdsimError as problem:
        raise GdsimError(at("data.csv", problem.message)) from None


def _table_path(name: str, folder: Path | None) -> Path:
    """Where a table named in a file lies: beside it or below, never elsewhere.

    Raises:
        GdsimError: the name leads elsewhere, by .. or a link or from the root, or to no file.
    """
    if folder is None:
        raise GdsimError(
            Message(QT_TR_NOOP("a table beside the file is named, but this text is in no file."))
        )
    path, home = Path(os.path.realpath(folder / name)), Path(os.path.realpath(folder))
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or ".." in windows.parts or not path.is_relative_to(home):
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” is not beside this file; a table in the same folder is allowed."),
                name=name,
            )
        )
    if not path.is_file():
        raise GdsimError(Message(QT_TR_NOOP("there is no file “{name}” beside this one."), name=name))
    return path


def _table_json(scenario: Scenario, folder: Path | None) -> dict[str, Any] | None:
    """The table's name, where one lies in the folder that holds just the scenario's records."""
    dataset = scenario.dataset
    if scenario.csv is None or dataset is None or folder is None:
        return None
    named = {"csv": scenario.csv, "target": dataset.target_name}
    try:
        return named if _table_dataset(named, folder) == dataset else None
    except GdsimError:  # gone, or no table any more: the records are written instead
        return None


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
