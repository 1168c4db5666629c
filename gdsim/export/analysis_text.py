"""What is known of E at a place, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate

from gdsim.engine.analysis import Analysis
from gdsim.engine.array import Array
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr


def analysis_text(analysis: Analysis, names: Sequence[str]) -> str:
    """One fact a line, names at the left."""
    minimum = analysis.minimum
    curvature = analysis.curvature
    rows = [
        (tr("error"), number_text(analysis.error)),
        (tr("gradient"), _vector(names, analysis.gradient)),
        (tr("gradient, numerically"), _vector(names, analysis.gradient_numeric)),
        (tr("curvature"), "–" if curvature is None else ", ".join(map(number_text, curvature.eigenvalues))),
        (tr("condition number"), _maybe(None if curvature is None else curvature.condition_number)),
        (tr("largest stable learning rate"), _maybe(analysis.largest_stable_learning_rate)),
        (tr("best learning rate"), _maybe(analysis.best_learning_rate)),
    ]
    if minimum is None:
        rows.append((tr("minimum"), tr("not known exactly")))
    else:
        rows.append((tr("minimum"), _vector(names, minimum.weights)))
        rows.append((tr("error there"), number_text(minimum.error)))
        rows.append((tr("unique"), tr("yes") if minimum.unique else tr("no: a flat valley of minima")))
    return tabulate(rows, tablefmt="plain", disable_numparse=True) + "\n"


def _vector(names: Sequence[str], values: Array) -> str:
    return ", ".join(
        f"{name} = {number_text(float(value))}" for name, value in zip(names, values, strict=True)
    )


def _maybe(value: float | None) -> str:
    return "–" if value is None else number_text(value)
