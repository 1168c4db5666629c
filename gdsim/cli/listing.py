"""The command ``list``: the names by which files and commands know things, each with a word on what it is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gdsim.cli.parser import Command, UsageError
from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.optimizer import RULES
from gdsim.engine.registry import find
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.surface import SURFACES
from gdsim.lesson.action import ACTIONS
from gdsim.lesson.challenge import CHALLENGES
from gdsim.lesson.exercise import QUESTIONS
from gdsim.lesson.shipped import claims_table, shipped_lessons
from gdsim.scenario import load
from gdsim.scenario.presets import DATASETS, shipped_scenarios
from gdsim.scenario.words import localized, tr

# A name, and what it is.
Entries = Iterable[tuple[str, str]]


def _scenarios(*folders: str) -> Entries:
    return [(name, localized(load(path).title)) for name, path in shipped_scenarios(*folders)]


def _errors() -> Entries:
    return [(measure.name, f"{measure.plain}   {tr(measure.label)}") for measure in ERROR_MEASURES.values()]


def _labelled(registry: Mapping[str, Any], text: str = "label") -> Callable[[], Entries]:
    """The entries of a registry with this text of theirs."""
    return lambda: [(entry.name, tr(getattr(entry, text))) for entry in registry.values()]


# What commands and scenario files name, then what lesson.toml does.
LISTS: dict[str, Callable[[], Entries]] = {
    "scenarios": _scenarios,
    "datasets": lambda: _scenarios(DATASETS),
    "optimizers": _labelled(RULES),
    "schedules": _labelled(SCHEDULES),
    "mistakes": _labelled(MISTAKES),
    "activations": _labelled(ACTIVATIONS),
    "errors": _errors,
    "surfaces": _labelled(SURFACES),
    "lessons": lambda: [(lesson.name, lesson.title) for lesson in shipped_lessons()],
    "questions": _labelled(QUESTIONS),
    "challenges": _labelled(CHALLENGES),
    "actions": _labelled(ACTIONS, "about"),
}


def _list(options: argparse.Namespace) -> int:
    if options.claims:
        return _list_claims(options)
    if options.what is not None:
        _print(find(options.what, LISTS)())
        return 0
    for what, entries in LISTS.items():
        print(f"{what}:")
        _print(entries(), "  ")
    return 0


def _print(entries: Entries, indent: str = "") -> None:
    entries = list(entries)
    width = max((len(name) for name, _ in entries), default=0)
    for name, label in entries:
        print(f"{indent}{name:<{width}}   {label}")


def _list_claims(options: argparse.Namespace) -> int:
    """A statement of the argument a line, and the stations that show it."""
    if options.what not in (None, "lessons"):
        raise UsageError(tr("--claims belongs to “gdsim list lessons”."))
    for claim, stations in claims_table().items():
        print(f"{claim:>2}   {'  '.join(stations) or '–'}")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        help=tr("what to list, all without it: {names}").format(names=", ".join(LISTS)),
    )
    parser.add_argument(
        "--claims",
        action="store_true",
        help=tr("for each statement of the argument, the stations of lessons that show it"),
    )


LIST = Command("list", QT_TR_NOOP("what there is to choose from"), _arguments, _list)
