"""Sub-steps: one update walked through at the user's pace, and a record at a time if wanted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.neuron import Neuron
from gdsim.engine.registry import by_name


@dataclass(frozen=True)
class Stage:
    """One part of an update.

    Attributes:
        name: in code.
        label: what a person reads; translatable.
        note: one sentence on what happens; translatable.
        quantities: names of the quantities whose numbers it makes, as in ``session.highlight``.
        by_record: it can be walked a record at a time.
    """

    name: str
    label: str
    note: str
    quantities: tuple[str, ...]
    by_record: bool = False


STAGES = by_name(
    [
        Stage(
            "predict",
            QT_TR_NOOP("predict"),
            QT_TR_NOOP(
                "The inputs, times the weights and added, go through the activation: the prediction ŷ."
            ),
            ("weight", "prediction"),
            by_record=True,
        ),
        Stage(
            "residuals",
            QT_TR_NOOP("residuals"),
            QT_TR_NOOP("Target minus prediction, y − ŷ: negative where the prediction is too high."),
            ("prediction", "error"),
            by_record=True,
        ),
        Stage(
            "square_and_sum",
            QT_TR_NOOP("square and sum"),
            QT_TR_NOOP("What each record costs, added over the records: the error E."),
            ("error",),
            by_record=True,
        ),
        Stage(
            "gradient",
            QT_TR_NOOP("gradient"),
            QT_TR_NOOP("How E changes with each weight: the gradient points uphill."),
            ("gradient",),
        ),
        Stage(
            "scale",
            QT_TR_NOOP("scale by −η"),
            QT_TR_NOOP("The learning rate and the minus sign turn the gradient into the update, downhill."),
            ("learning_rate", "update"),
        ),
        Stage(
            "move",
            QT_TR_NOOP("move"),
            QT_TR_NOOP("The update is added to the weights: this is one step."),
            ("weight", "update"),
        ),
    ]
)

MOVE = STAGES["move"]


@dataclass(frozen=True)
class Place:
    """Where in an update one is.

    Attributes:
        stage: the part of it; None outside of any.
        record: 0-based number of the last record gone through, or None for all at once.
    """

    stage: Stage | None = None
    record: int | None = None


NOWHERE = Place()


def stages(descent: Descent) -> tuple[Stage, ...]:
    """The parts of the next update; without data it begins with the gradient."""
    if isinstance(descent.objective, Neuron):
        return tuple(STAGES.values())
    return tuple(STAGES[name] for name in ("gradient", "scale", "move"))


# Marks on the plots, and the part of an update with which each appears.
_MARKS = {"residual": "residuals", "square": "square_and_sum", "gradient": "gradient", "update": "scale"}


def marks_to_come(place: Place) -> frozenset[str]:
    """Names of the marks that belong to later parts of the update; none outside of a walk."""
    if place.stage is None:
        return frozenset()
    order = list(STAGES)
    here = order.index(place.stage.name)
    return frozenset(mark for mark, stage in _MARKS.items() if order.index(stage) > here)


def records_to_come(place: Place, mark: str, descent: Descent) -> NDArray[np.intp]:
    """0-based numbers of the records whose mark has not been drawn yet in the present stage."""
    if place.stage is None or place.record is None or place.stage.name != _MARKS[mark]:
        return np.empty(0, dtype=np.intp)
    records = _records(descent)
    return records[records > place.record]


def after(place: Place, descent: Descent, by_record: bool) -> Place:
    """The next place: the first one from nowhere and after a move."""
    way = stages(descent)
    if place.stage is None or place.stage is MOVE:
        return _entered(way[0], descent, by_record, end=0)
    if by_record and place.record is not None:
        later = _records(descent)
        later = later[later > place.record]
        if later.size:
            return Place(place.stage, int(later[0]))
    return _entered(way[way.index(place.stage) + 1], descent, by_record, end=0)


def before(place: Place, descent: Descent, by_record: bool) -> Place:
    """The place before: nowhere before the first one."""
    if place.stage is None:
        return NOWHERE
    if by_record and place.record is not None:
        earlier = _records(descent)
        earlier = earlier[earlier < place.record]
        if earlier.size:
            return Place(place.stage, int(earlier[-1]))
    way = stages(descent)
    index = way.index(place.stage)
    return _entered(way[index - 1], descent, by_record, end=-1) if index else NOWHERE


def _entered(stage: Stage, descent: Descent, by_record: bool, end: int) -> Place:
    """The stage at its first (end 0) or last (end -1) record where records are walked, else as a whole."""
    if not (by_record and stage.by_record):
        return Place(stage)
    records = _records(descent)
    return Place(stage, int(records[end])) if records.size else Place(stage)


def _records(descent: Descent) -> NDArray[np.intp]:
    """0-based numbers, ascending, of the records that the next update sees."""
    batch = descent.batch_records()
    numbers = np.arange(descent.objective.batch_size_limit()) if batch is None else batch
    return np.asarray(numbers, dtype=np.intp)
