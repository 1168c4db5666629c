"""What other people's packages add, by Python entry points.

An entry point names one thing, in the group of its kind:

- ``gdsim.optimizers``: a Rule; ``gdsim.activations``: an Activation; ``gdsim.errors``: an ErrorMeasure;
- ``gdsim.surfaces``: a SurfaceEntry;
- ``gdsim.lessons``: the path of a lesson's folder; ``gdsim.datasets``: that of a scenario file.

Each is tried before it is added; a broken one is named and left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import gdsim.lesson as lessons
from gdsim.engine.activation import ACTIVATIONS, Activation
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES, ErrorMeasure
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer, Rule
from gdsim.engine.surface import SURFACES, Surface, SurfaceEntry
from gdsim.scenario.file import load
from gdsim.scenario.presets import add_dataset
from gdsim.scenario.validate import refresh

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_TRIAL = Dataset([[1.0], [2.0]], [0.0, 1.0])


def _add_optimizer(rule: Any) -> None:
    _require(rule, Rule)
    Descent(Neuron(_TRIAL), Optimizer(rule, 0.01), [0.5]).run(2)
    RULES.add(rule)


def _add_activation(activation: Any) -> None:
    _require(activation, Activation)
    _try(Neuron(_TRIAL, activation))
    ACTIVATIONS.add(activation)


def _add_error(measure: Any) -> None:
    _require(measure, ErrorMeasure)
    _try(Neuron(_TRIAL, ACTIVATIONS["sigmoid"], measure))
    ERROR_MEASURES.add(measure)


def _add_surface(entry: Any) -> None:
    _require(entry, SurfaceEntry)
    surface = Surface(entry)
    surface.error_and_gradient(np.array(entry.start))
    SURFACES.add(entry)


def _add_dataset(path: Any) -> None:
    load(Path(path)).descent()
    add_dataset(Path(path))


def _add_lesson(path: Any) -> None:
    lessons.add_lesson(Path(path))


ADDERS: Mapping[str, Callable[[Any], None]] = {
    "gdsim.optimizers": _add_optimizer,
    "gdsim.activations": _add_activation,
    "gdsim.errors": _add_error,
    "gdsim.surfaces": _add_surface,
    "gdsim.datasets": _add_dataset,
    "gdsim.lessons": _add_lesson,
}


@cache
def load_plugins() -> tuple[Message, ...]:
    """Add what is installed, once; a Message for each that was left out."""
    if not _may_be_some():
        return ()
    # Only here: it takes 0.08 s, a sixth of the program's start.
    from importlib.metadata import entry_points

    found = [(point, add) for group, add in ADDERS.items() for point in entry_points(group=group)]
    return tuple(problem for point, add in found if (problem := _problem(point, add)) is not None)


def _problem(point: EntryPoint, add: Callable[[Any], None]) -> Message | None:
    """Why it was left out, None where it was added."""
    try:
        add(point.load())
        refresh()
    except Exception as error:  # whatever another's code does, the program starts
        reason: object = (
            error.message if isinstance(error, GdsimError) else f"{type(error).__name__}: {error}"
        )
        return Message(
            QT_TR_NOOP("“{name}” ({group}) from the package {package} was left out: {reason}"),
            name=point.name,
            group=point.group,
            package=point.dist.name if point.dist is not None else "?",
            reason=reason,
        )
    return None


def _may_be_some() -> bool:
    """Whether an installed package's list of entry points speaks of gdsim."""
    lists = (file for folder in sys.path for file in Path(folder).glob("*-info/entry_points.txt"))
    return any(b"[gdsim." in file.read_bytes() for file in lists)


def _require(entry: object, kind: type) -> None:
    if not isinstance(entry, kind):
        raise GdsimError(
            Message(
                QT_TR_NOOP("it is of type {found}, and {needed} is needed."),
                found=type(entry).__name__,
                needed=kind.__name__,
            )
        )


def _try(neuron: Neuron) -> None:
    """Raises what the entry raises."""
    neuron.error_and_gradient(np.array([0.5]))
    neuron.hessian(np.array([0.5]))
