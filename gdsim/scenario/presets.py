"""The scenarios that come with the program."""

from __future__ import annotations

from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import nearest
from gdsim.scenario.resource import resource_path

SUFFIX = ".gdsim.json"

# What the first start opens.
FIRST_SCENARIO = "first_steps"


def shipped_scenarios() -> list[tuple[str, Path]]:
    """Name and path of each, by name, the first-start scenario before all others."""
    paths = resource_path("scenarios").glob(f"*{SUFFIX}")
    found = [(path.name.removesuffix(SUFFIX), path) for path in paths]
    return sorted(found, key=lambda entry: (entry[0] != FIRST_SCENARIO, entry[0]))


def shipped_path(name: str) -> Path:
    """Path of the shipped scenario called ``name``.

    Raises:
        GdsimError: there is none; the message names the nearest and all others.
    """
    known = dict(shipped_scenarios())
    if name in known:
        return known[name]
    guess = nearest(name, known)
    if guess is None:
        raise GdsimError(
            Message(
                QT_TR_NOOP("There is no file and no shipped scenario “{name}”; shipped are: {allowed}."),
                name=name,
                allowed=", ".join(known),
            )
        )
    raise GdsimError(
        Message(
            QT_TR_NOOP(
                "There is no file and no shipped scenario “{name}”; did you mean “{guess}”? "
                "Shipped are: {allowed}."
            ),
            name=name,
            guess=guess,
            allowed=", ".join(known),
        )
    )
