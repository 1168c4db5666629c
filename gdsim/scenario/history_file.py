"""The history file beside a scenario's: the way of a descent, to be gone on from at its last step.

JSON, UTF-8, ``*.gdsim-history.json``: the settings that were in force, a row for each step (number of the
settings, E, weights, gradient), and the rules' states. Every number reads back to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.history import History
from gdsim.engine.memory import Memory
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.state_log import PastStates
from gdsim.scenario import subject
from gdsim.scenario.file import from_json, optimizer_json, read_text
from gdsim.scenario.json_text import decode, encode
from gdsim.scenario.presets import SUFFIX
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.schema import FORMAT as SCENARIO_FORMAT
from gdsim.scenario.schema import VERSION as SCENARIO_VERSION
from gdsim.scenario.whole_file import write_atomically

FORMAT = "gdsim-history"
VERSION = 1

_ENDING = ".gdsim-history.json"


def history_path(scenario_path: Path) -> Path:
    """Where the history of a scenario's file lies."""
    return scenario_path.with_name(scenario_path.name.removesuffix(SUFFIX) + _ENDING)


def save_history(scenario: Scenario, descent: Descent, path: Path) -> None:
    """Write the way of the scenario's descent, whole or not at all.

    Raises:
        GdsimError: it cannot be written, or a number in it is not finite.
    """
    document = _to_json(scenario, descent.memory())
    write_atomically(path, encode(document).encode("utf-8"))


def load_history(scenario: Scenario, path: Path) -> Descent:
    """The descent of this scenario, where it was when its history was written.

    Raises:
        GdsimError: the file cannot be read, or tells of another scenario than this.
    """
    document = decode(read_text(path))
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise GdsimError(
            Message(
                QT_TR_NOOP("This is not a gdsim history: it does not say {marker}."),
                marker=f'"format": "{FORMAT}"',
            )
        )
    if document.get("version") != VERSION:
        raise GdsimError(
            Message(
                QT_TR_NOOP("This history is of version {found}; this gdsim reads version {known}."),
                found=str(document.get("version")),
                known=VERSION,
            )
        )
    try:
        memory = _memory(document)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        if isinstance(error, GdsimError):
            raise
        raise GdsimError(Message(QT_TR_NOOP("This history is damaged: it does not fit together."))) from error
    _check_same(scenario, memory)
    return Descent.resumed(memory, scenario.stop_rules)


def _check_same(scenario: Scenario, memory: Memory) -> None:
    now = memory.settings[memory.history.versions[-1]]
    start = scenario.start_weights()
    if now != (scenario.objective, scenario.optimizer) or not np.array_equal(
        memory.history.weights[0], start
    ):
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "The history beside this scenario is of another version of it: its data, model, rule or "
                    "start differ."
                )
            )
        )


# Writing


def _to_json(scenario: Scenario, memory: Memory) -> dict[str, Any]:
    history = memory.history
    numbers = np.column_stack([history.errors, history.weights, history.gradients])
    if not np.isfinite(numbers).all():
        raise GdsimError(
            Message(QT_TR_NOOP("This history cannot be kept: E or its gradient is not finite in it."))
        )
    subjects: list[Objective] = []
    settings = []
    for objective, optimizer in memory.settings:
        if objective not in subjects:
            subjects.append(objective)
        settings.append({"subject": subjects.index(objective), "optimizer": optimizer_json(optimizer)})
    return {
        "format": FORMAT,
        "version": VERSION,
        "outcome": memory.outcome,
        "subjects": [subject.to_json(replace(scenario, objective=o, csv=None), None) for o in subjects],
        "settings": settings,
        "rows": [
            [version, *row] for version, row in zip(history.versions.tolist(), numbers.tolist(), strict=True)
        ],
        "states": [
            {
                "rule": past.rule.name,
                "first": past.first,
                "count": len(past.states),
                # One row a step, the state's rows one after the other; none where the rule has no state.
                "states": past.states.reshape(len(past.states), -1).tolist() if past.states.size else [],
            }
            for past in memory.states
        ],
    }


# Reading. What does not fit together raises one of the exceptions that ``load_history`` catches.


def _memory(document: Mapping[str, Any]) -> Memory:
    subjects = [_scenario(**stated).objective for stated in document["subjects"]]
    settings = tuple(
        (subjects[stated["subject"]], _optimizer(stated["optimizer"])) for stated in document["settings"]
    )
    weight_count = len(settings[0][0].weight_names)
    history = _history(document["rows"], settings, weight_count)
    states = tuple(_past_states(stated, weight_count) for stated in document["states"])
    last = states[-1]
    in_force = settings[history.versions[-1]][1].rule
    _require(last.rule is in_force and last.first + len(last.states) == len(history))
    outcome = document["outcome"]
    return Memory(history, settings, states, None if outcome is None else Outcome(outcome))


def _history(
    rows: list[list[float]], settings: tuple[tuple[Objective, Optimizer], ...], weight_count: int
) -> History:
    table = _numbers(rows)
    _require(len(table) > 0 and table.shape[1] == 2 + 2 * weight_count)
    versions = table[:, 0].astype(np.int32)
    _require(bool((versions == table[:, 0]).all() and (versions >= 0).all()))
    now = settings[versions[-1]][0]
    other = np.array([objective != now for objective, _ in settings])
    weights, gradients = table[:, 2 : 2 + weight_count], table[:, 2 + weight_count :]
    return History.of(weights, table[:, 1], gradients, versions, other[versions])


def _past_states(stated: Mapping[str, Any], weight_count: int) -> PastStates:
    rule, first = RULES[stated["rule"]], stated["first"]
    count = stated["count"]
    _require(type(first) is int and first >= 0 and type(count) is int and count > 0)
    empty = rule.init(weight_count)
    states = _numbers(stated["states"]) if empty.size else np.empty(0)
    return PastStates(rule, first, states.reshape(count, *empty.shape))


def _numbers(values: Any) -> Array:
    """Rows of numbers, of equal length."""
    array = np.array(values)
    _require(array.ndim == 2 and array.dtype.kind in "if")
    return array.astype(np.float64)


def _scenario(**stated: Any) -> Scenario:
    return from_json({"format": SCENARIO_FORMAT, "version": SCENARIO_VERSION, **stated})


def _optimizer(stated: Mapping[str, Any]) -> Optimizer:
    """Read and checked as in a scenario's file, where it needs some subject."""
    return _scenario(surface={"formula": "w^2"}, optimizer=stated).optimizer


def _require(fits: bool) -> None:
    if not fits:
        raise ValueError
