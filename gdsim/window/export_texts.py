"""What can be taken out as text: scripts, tables and the step in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gdsim.engine.array import Array
from gdsim.engine.landscape import grid, slice_along
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.worked_step import WorkedStep
from gdsim.export.code import script
from gdsim.export.explanation import explanation, record_table
from gdsim.export.run_table import run_csv, run_json
from gdsim.export.tables import data_csv, grid_csv, record_csv, slice_csv
from gdsim.export.torch_code import torch_script
from gdsim.session import Session
from gdsim.views.shared.weight_range import WeightRange

# Points of a landscape: along one weight, and along each of two; fewer where the records are many.
_ALONG, _EACH, _EACH_OF_MANY = 201, 61, 21
_MANY = 100_000  # records


class TextForm(NamedTuple):
    """One form in which something is written.

    Attributes:
        name: shown as it is: that of a format or a program.
        suffix: of the file.
        write: makes the content; GdsimError where this session has none.
    """

    name: str
    suffix: str
    write: Callable[[Session], str]


class TextExport(NamedTuple):
    """One thing that can be written.

    Attributes:
        label: what a person reads; translatable.
        panel: name of the view that shows the same; "" where it tells what no view shows yet.
        forms: to choose from.
    """

    label: str
    panel: str
    forms: tuple[TextForm, ...]


def _step_in(form: str) -> Callable[[Session], str]:
    def write(session: Session) -> str:
        return explanation(_step(session), session.scenario.optimizer, form)

    return write


def _records_in(form: str) -> Callable[[Session], str]:
    def write(session: Session) -> str:
        _neuron(session)
        return record_table(_step(session), form, session.withheld) + "\n"

    return write


def _records_csv(session: Session) -> str:
    _neuron(session)
    return record_csv(_step(session), session.withheld)


def _step(session: Session) -> WorkedStep:
    step = session.derived.worked_step
    if step is None:
        raise GdsimError(session.derived.refusal or Message(QT_TR_NOOP("There is no next step.")))
    return step


def _neuron(session: Session) -> Neuron:
    neuron = session.scenario.neuron
    if neuron is None:
        raise GdsimError(Message(QT_TR_NOOP("A surface has no data.")))
    return neuron


def _landscape(session: Session) -> str:
    """E along the weight chosen, or over the two chosen, in the range that the plots show by themselves."""
    objective, weights = session.scenario.objective, session.weights
    pair, names = session.selected_pair, objective.weight_names
    if pair is None:
        low, high = _range(session, session.selected_weight)
        sampled = slice_along(objective, weights, session.selected_weight, low, high, _ALONG)
        return slice_csv(names[session.selected_weight], sampled)
    return _over_two(session, objective, weights, pair)


def _over_two(session: Session, objective: Objective, weights: Array, pair: tuple[int, int]) -> str:
    count = _EACH_OF_MANY if objective.batch_size_limit() > _MANY else _EACH
    right, up = (_range(session, index) for index in pair)
    names = (objective.weight_names[pair[0]], objective.weight_names[pair[1]])
    return grid_csv(names, grid(objective, weights, pair, right, up, (count, count)))


def _range(session: Session, index: int) -> tuple[float, float]:
    return WeightRange(session, index).follow(session.derived.minimum)


TEXT_EXPORTS = {
    "script": TextExport(
        QT_TR_NOOP("Script that repeats the run"),
        "",
        (
            TextForm("numpy", ".py", lambda session: script(session.scenario)),
            TextForm("PyTorch", ".py", lambda session: torch_script(session.scenario)),
        ),
    ),
    "history": TextExport(
        QT_TR_NOOP("History of the steps, as a table"),
        "history_table",
        (
            TextForm("CSV", ".csv", lambda session: run_csv(session.descent)),
            TextForm("JSON", ".json", lambda session: run_json(session.descent)),
        ),
    ),
    "step": TextExport(
        QT_TR_NOOP("The next step, in writing"),
        "worked_step",
        (
            TextForm("Markdown", ".md", _step_in("markdown")),
            TextForm("LaTeX", ".tex", _step_in("latex")),
            TextForm("TXT", ".txt", _step_in("text")),
        ),
    ),
    "records": TextExport(
        QT_TR_NOOP("Records with their numbers, as a table"),
        "data_table",
        (
            TextForm("CSV", ".csv", _records_csv),
            TextForm("Markdown", ".md", _records_in("markdown")),
            TextForm("LaTeX", ".tex", _records_in("latex")),
            TextForm("TXT", ".txt", _records_in("text")),
        ),
    ),
    "data": TextExport(
        QT_TR_NOOP("Data, as a table"),
        "data_table",
        (TextForm("CSV", ".csv", lambda session: data_csv(_neuron(session).dataset)),),
    ),
    "landscape": TextExport(
        QT_TR_NOOP("Error landscape, as a table"), "error_curve", (TextForm("CSV", ".csv", _landscape),)
    ),
}
