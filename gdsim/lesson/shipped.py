"""The lessons that come with the program, and which station shows which statement of the argument."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.lesson.lesson import CLAIMS, SETTINGS_FILE, Lesson, load_lesson, not_among
from gdsim.scenario.resource import resource_path

# The order in which they are best met; others follow by name.
_ORDER = ("gradient_descent", "learning_rate", "when_it_goes_wrong")


# Folders of lessons that other packages bring, by the lesson's name.
_added: dict[str, Path] = {}


def shipped_names() -> tuple[str, ...]:
    """Names of the lessons that come with the program, then of those that other packages bring."""
    names = {path.parent.name for path in resource_path("lessons").glob(f"*/{SETTINGS_FILE}")}
    return (*(name for name in _ORDER if name in names), *sorted(names.difference(_ORDER)), *_added)


def add_lesson(folder: Path) -> None:
    """Have the lesson in a folder stand among those that come with the program.

    Raises:
        GdsimError: there is one of this name, or this is none.
    """
    lesson = load_lesson(folder)
    if lesson.name in shipped_names():
        raise GdsimError(Message(QT_TR_NOOP("There is a “{name}” already."), name=lesson.name))
    _added[lesson.name] = folder


@cache
def shipped_lesson(name: str) -> Lesson:
    """The shipped lesson of this name, read once."""
    return load_lesson(_added.get(name) or resource_path("lessons", name))


def shipped_lessons() -> tuple[Lesson, ...]:
    """All of them, in the order in which they are best met."""
    return tuple(shipped_lesson(name) for name in shipped_names())


def lesson_by_name(name: str) -> Lesson:
    """The shipped lesson of this name, else the one in the folder of this name.

    Raises:
        GdsimError: there is neither; the message names the nearest and all others.
    """
    if name in shipped_names():
        return shipped_lesson(name)
    if (Path(name) / SETTINGS_FILE).is_file():
        return load_lesson(name)
    raise GdsimError(not_among(name, shipped_names()))


def claims_table() -> dict[int, tuple[str, ...]]:
    """For each statement of the argument the stations of shipped lessons that show it, "lesson:station"."""
    table: dict[int, tuple[str, ...]] = dict.fromkeys(CLAIMS, ())
    for lesson in shipped_lessons():
        for station in lesson.stations:
            for claim in station.claims:
                table[claim] = (*table[claim], f"{lesson.name}:{station.name}")
    return table
