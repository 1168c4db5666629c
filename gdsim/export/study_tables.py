"""Comparisons, studies of the learning rate and maps of starts, as text, CSV and JSON.

In CSV a number has the digits that read back to it, ``inf`` where a descent diverged; JSON has null there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from tabulate import tabulate

from gdsim.engine.analysis import finite_or_none
from gdsim.engine.comparison import cost, state, steps_to
from gdsim.engine.descent import Descent
from gdsim.engine.rate_study import RateMarks, RateStudy
from gdsim.engine.starts_map import DIVERGED, MOVING, StartsMap
from gdsim.export.tables import csv_text
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr

_NONE = "–"

# Several descents


def compared_text(descents: Sequence[Descent], target: float) -> str:
    """A row a descent, as the window's table has it, below the error to reach."""
    head = [tr(name) for name in ("rule", "η", "k", "E", "reached at", "cost", "state")]
    rows = []
    for descent in descents:
        reached = steps_to(descent, target)
        rows.append(
            [
                rule_text(descent),
                exact_text(descent.optimizer.learning_rate),
                str(descent.step_number),
                number_text(descent.error),
                _NONE if reached is None else str(reached),
                _NONE if reached is None else str(cost(descent, reached)),
                tr(state(descent)[0]),
            ]
        )
    sides = ("left", "right", "right", "right", "right", "right", "left")
    table = tabulate(rows, head, tablefmt="simple", disable_numparse=True, colalign=sides)
    return f"{tr('error to reach')}: {exact_text(target)}\n\n{table}\n"


def rule_text(descent: Descent) -> str:
    """The rule as people read it, with what is made wrong on purpose."""
    optimizer = descent.optimizer
    name = tr(optimizer.rule.label)
    if optimizer.mistake is None:
        return name
    return tr("{rule}, {mistake}").format(rule=name, mistake=tr(optimizer.mistake.label))


def compared_csv(descents: Sequence[Descent], target: float) -> str:
    """E over the steps, a column a descent; nothing where it had ended before."""
    errors = [descent.history.errors.tolist() for descent in descents]
    rows = ([step, *row] for step, row in enumerate(zip_longest(*errors, fillvalue="")))
    return csv_text(["step", *_columns(descents)], rows)


def _columns(descents: Sequence[Descent]) -> list[str]:
    """Names of the rules; the second of a name has _2 after it, and so on."""
    names: list[str] = []
    for descent in descents:
        name = descent.optimizer.rule.name
        before = sum(d.optimizer.rule.name == name for d in descents[: len(names)])
        names.append(name if before == 0 else f"{name}_{before + 1}")
    return names


def compared_json(descents: Sequence[Descent], target: float) -> str:
    """All numbers of each, and every E."""
    document = {"error_to_reach": target, "descents": [_descent_json(d, target) for d in descents]}
    return _json(document)


def _descent_json(descent: Descent, target: float) -> dict[str, Any]:
    optimizer, reached = descent.optimizer, steps_to(descent, target)
    return {
        "optimizer": optimizer.rule.name,
        "learning_rate": optimizer.learning_rate,
        "mistake": None if optimizer.mistake is None else optimizer.mistake.name,
        "stopped": None if descent.outcome is None else str(descent.outcome),
        "steps": descent.step_number,
        "weights": descent.weights.tolist(),
        "error": finite_or_none(descent.error),
        "steps_to_reach": reached,
        "cost": None if reached is None else cost(descent, reached),
        "errors": [finite_or_none(error) for error in descent.history.errors.tolist()],
    }


# Learning rates


def rates_csv(study: RateStudy) -> str:
    """E after K steps for each rate."""
    return csv_text(["learning_rate", "error"], zip(study.rates.tolist(), study.errors.tolist(), strict=True))


def rates_json(study: RateStudy, marks: RateMarks) -> str:
    """The same, with the best rate and those that the curvature singles out."""
    best = None if study.best is None else {"learning_rate": study.best, "error": study.best_error}
    return _json(
        {
            "steps": study.steps,
            "start_error": finite_or_none(study.start_error),
            "best": best,
            "inverse_curvature": marks.inverse.tolist(),
            "largest_stable_learning_rate": marks.limit,
            "best_learning_rate": marks.best,
            "rates": [
                {"learning_rate": rate, "error": finite_or_none(error), "diverged": diverged}
                for rate, error, diverged in zip(
                    study.rates.tolist(), study.errors.tolist(), study.diverged.tolist(), strict=True
                )
            ],
        }
    )


# Starts


def starts_csv(found: StartsMap) -> str:
    """A row a start, the second weight running fastest; ``place`` counts from 1, the lowest first."""
    names = [found.weight_names[index] for index in found.varied]
    rows = (
        [*start, steps, error, outcome, "" if place is None else place]
        for start, steps, error, outcome, place in _starts(found)
    )
    return csv_text([*names, "steps", "error", "outcome", "place"], rows)


def starts_json(found: StartsMap) -> str:
    """The same, with the places where descents end."""
    return _json(
        {
            "weights": [found.weight_names[index] for index in found.varied],
            "limit": found.limit,
            "places": [
                {"weights": place.weights.tolist(), "error": place.error, "minimum": place.is_minimum}
                for place in found.places
            ],
            "starts": [
                {
                    "start": start,
                    "steps": steps,
                    "error": finite_or_none(error),
                    "outcome": outcome,
                    "place": place,
                }
                for start, steps, error, outcome, place in _starts(found)
            ],
        }
    )


def _starts(found: StartsMap) -> Iterable[tuple[list[float], int, float, str, int | None]]:
    """Start, steps, E, what became of it, and the number of the place, or None."""
    for column, x in enumerate(found.x.tolist()):
        for row, y in enumerate(found.y.tolist()):
            reached = int(found.reached[row, column])
            outcome = {DIVERGED: "diverged", MOVING: "moving"}.get(reached, "converged")
            yield (
                [x, y][: len(found.varied)],
                int(found.steps[row, column]),
                float(found.errors[row, column]),
                outcome,
                reached + 1 if reached >= 0 else None,
            )


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"
