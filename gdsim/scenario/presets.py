"""The scenarios that come with the program."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.surface import SURFACES
from gdsim.scenario.hint import hint
from gdsim.scenario.resource import resource_path

SUFFIX = ".gdsim.json"

# Made to show one thing each; and real data, small and free, with their source in the notes.
SCENARIOS, DATASETS = "scenarios", "datasets"
FOLDERS = (SCENARIOS, DATASETS)

# Brought by other packages; they are checked when they are added.
_added: list[Path] = []

# What the first start opens.
FIRST_SCENARIO = "first_steps"


def shipped_scenarios(*folders: str) -> list[tuple[str, Path]]:
    """Name and path of each, in the order in which they are best met: that of "order" in their "view".

    Args:
        folders: of FOLDERS; all where none is named.
    """
    folders = folders or FOLDERS
    paths = sorted(path for name in folders for path in resource_path(name).glob(f"*{SUFFIX}"))
    if DATASETS in folders:
        paths += _added
    return [(path.name.removesuffix(SUFFIX), path) for path in sorted(paths, key=_order)]


def add_dataset(path: Path) -> None:
    """Have a scenario file that another package brings stand among the data sets.

    Raises:
        GdsimError: there is one of this name.
    """
    name = path.name.removesuffix(SUFFIX)
    if name in dict(shipped_scenarios()):
        raise GdsimError(Message(QT_TR_NOOP("There is a “{name}” already."), name=name))
    _added.append(path)


def is_shipped(path: Path) -> bool:
    """Whether a file is one that comes with the program."""
    return path in _added or path.parent in [resource_path(folder) for folder in FOLDERS]


def shipped_path(name: str) -> Path:
    """Path of the shipped scenario called ``name``.

    Raises:
        GdsimError: there is none; the message names the nearest and all others, surfaces too.
    """
    for path in (*(resource_path(folder, f"{name}{SUFFIX}") for folder in FOLDERS), *_added):
        if re.fullmatch(r"\w+", name) and path.name == f"{name}{SUFFIX}" and path.is_file():
            return path
    known = dict.fromkeys([*(name for name, _ in shipped_scenarios()), *SURFACES])
    raise GdsimError(
        Message(
            QT_TR_NOOP("There is no file, no shipped scenario and no surface “{name}”; {hint}"),
            name=name,
            hint=hint(name, known),
        )
    )


def _order(path: Path) -> float:
    with path.open(encoding="utf-8") as file:
        return float(json.load(file).get("view", {}).get("order", math.inf))
