"""Tables as CSV, with the digits that read back to the same floats: records, a step's numbers, landscapes."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from gdsim.engine.dataset import Dataset
from gdsim.engine.landscape import Grid, Slice
from gdsim.engine.worked_step import WorkedStep
from gdsim.lesson.secret import Secret, hidden_column

_TERMS = (
    "weighted_sum",
    "prediction",
    "residual",
    "squared",
    "loss",
    "activation_slope",
    "error_term",
)


def data_csv(dataset: Dataset) -> str:
    """The records as ``gdsim run --data`` reads them."""
    return csv_text(dataset.column_names, dataset.table().tolist())


def record_csv(step: WorkedStep, secrets: Collection[Secret] = ()) -> str:
    """Each record's numbers on the way to E and ∇E; no rows without data. Names as in the code.

    In place of what is secret stand question marks.
    """
    if step.neuron is None or step.terms is None:
        return csv_text(["record"], [])
    dataset, terms = step.neuron.dataset, step.terms
    slopes = [f"g{name.removeprefix('w')}" for name in step.weight_names]
    computed = [(name, getattr(terms, name)) for name in _TERMS]
    computed += [("contribution", of_weight) for of_weight in terms.contribution]
    columns: list[Sequence[float | str]] = [
        [number + 1 for number in step.record_numbers.tolist()],
        *dataset.table().T.tolist(),
        *(hidden_column(name, len(values), secrets) or values.tolist() for name, values in computed),
    ]
    return csv_text(["record", *dataset.column_names, *_TERMS, *slopes], zip(*columns, strict=True))


def slice_csv(name: str, sampled: Slice) -> str:
    """E along one weight."""
    return csv_text([name, "error"], np.column_stack([sampled.positions, sampled.errors]).tolist())


def grid_csv(names: tuple[str, str], sampled: Grid) -> str:
    """E over two weights, the second running fastest."""
    x, y = np.meshgrid(sampled.x, sampled.y, indexing="ij")
    rows = np.column_stack([x.ravel(), y.ravel(), sampled.errors.T.ravel()])
    return csv_text([*names, "error"], rows.tolist())


def csv_text(header: Sequence[str], rows: Iterable[Sequence[float | str]]) -> str:
    """A table with a header; floats by repr."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
