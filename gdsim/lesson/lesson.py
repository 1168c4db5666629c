"""A lesson: stations in order, in several languages, read from a folder.

The folder holds ``lesson.toml`` (order and settings of the stations), one text a language (``en.md``,
``zh_CN.md``), and scenario files where it brings its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import find, nearest
from gdsim.lesson.action import read_action
from gdsim.lesson.blocks import Paragraph, Text
from gdsim.lesson.challenge import CHALLENGES
from gdsim.lesson.exercise import QUESTIONS
from gdsim.lesson.markdown import Writing, read_writing
from gdsim.lesson.reading import LessonError, read_text
from gdsim.lesson.station import OPTIONS, PANELS, Asked, Station
from gdsim.scenario.file import load
from gdsim.scenario.overrides import override
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized

SETTINGS_FILE = "lesson.toml"
CLAIMS = range(1, 22)

Result = TypeVar("Result")

_FIELDS = (
    "id", "claims", "scenario", "set", "panels", "do", "question", "sub_steps", "by_record", "options", "challenge",
)  # fmt: skip
_SETTABLE = (
    "learning_rate", "optimizer", "activation", "error", "batch", "schedule", "start", "seed", "bias", "max_steps",
)  # fmt: skip


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Attributes:
        name: of its folder.
        stations: in order.
        titles: by language code.
        about: a few words on it, by language code.
    """

    name: str
    stations: tuple[Station, ...]
    titles: Mapping[str, str]
    about: Mapping[str, tuple[Paragraph, ...]]

    @property
    def title(self) -> str:
        """In the language spoken."""
        return localized(self.titles)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages it is written in."""
        return tuple(self.titles)

    def station(self, name: str) -> Station:
        """The station of this id.

        Raises:
            GdsimError: there is none; the message names the nearest and all others.
        """
        return self.stations[self.index(name)]

    def index(self, name: str) -> int:
        """The 0-based place of the station of this id, or of this number counted from 1.

        Raises:
            GdsimError: as for station.
        """
        names = [station.name for station in self.stations]
        if name.isdecimal() and 1 <= int(name) <= len(names):
            return int(name) - 1
        if name in names:
            return names.index(name)
        raise GdsimError(not_among(name, names))


def not_among(name: str, allowed: list[str] | tuple[str, ...]) -> Message:
    """There is no such name, but perhaps one like it."""
    guess, listed = nearest(name, allowed), ", ".join(allowed)
    if guess is None:
        return Message(
            QT_TR_NOOP("“{name}” is not known; allowed are: {allowed}."), name=name, allowed=listed
        )
    return Message(
        QT_TR_NOOP("“{name}” is not known; did you mean “{guess}”? Allowed are: {allowed}."),
        name=name,
        guess=guess,
        allowed=listed,
    )


def load_lesson(folder: str | Path) -> Lesson:
    """The lesson in a folder.

    Raises:
        GdsimError: something is missing or has no meaning; a LessonError where file and line can be told.
    """
    return _Reader(Path(folder)).read()


class _Reader:
    """Reads one folder. Lines of lesson.toml are found by their text: the TOML reader does not tell them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / SETTINGS_FILE
        self._lines: list[str] = []

    def read(self) -> Lesson:
        document = self._settings()
        stated = document.get("station", [])
        writings = {path.stem: read_writing(path) for path in sorted(self._folder.glob("*.md"))}
        if not writings:
            raise self._fault(1, Message(QT_TR_NOOP("there is no text beside it, such as en.md.")))
        if not stated:
            raise self._fault(
                1, Message(QT_TR_NOOP("there is no station: it needs [[station]] at least once."))
            )
        names = [self._id(index, station) for index, station in enumerate(stated)]
        self._check_writings(names, writings)
        stations = tuple(
            self._station(
                index, station, {code: text.stations[names[index]] for code, text in writings.items()}
            )
            for index, station in enumerate(stated)
        )
        titles = {code: writing.title for code, writing in writings.items()}
        about = {code: writing.about for code, writing in writings.items()}
        return Lesson(self._folder.resolve().name, stations, titles, about)

    def _settings(self) -> dict[str, Any]:
        text = read_text(self._path)
        self._lines = text.splitlines()
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"\(at line (\d+)", str(error))
            line = int(found[1]) if found else len(self._lines)
            reason = str(error).partition(" (at ")[0]
            raise self._fault(
                line, Message(QT_TR_NOOP("this is not TOML: {reason}."), reason=reason)
            ) from None

    def _id(self, index: int, stated: Mapping[str, Any]) -> str:
        name = stated.get("id")
        if not isinstance(name, str) or not re.fullmatch(r"[\w-]+", name):
            raise self._fault(self._line(index), Message(QT_TR_NOOP("the station needs an “id”, one word.")))
        return name

    def _check_writings(self, names: list[str], writings: Mapping[str, Writing]) -> None:
        for index, name in enumerate(names):
            if names.index(name) != index:
                raise self._fault(
                    self._line(index), Message(QT_TR_NOOP("the station “{name}” is here twice."), name=name)
                )
        for code, writing in writings.items():
            path = self._folder / f"{code}.md"
            for name in names:
                if name not in writing.stations:
                    template = QT_TR_NOOP("the station “{name}” of lesson.toml has no text here.")
                    raise LessonError(path, 1, Message(template, name=name))
            for name, text in writing.stations.items():
                if name not in names:
                    raise LessonError(path, text.line, not_among(name, names))

    def _station(self, index: int, stated: Mapping[str, Any], texts: Mapping[str, Text]) -> Station:
        for name in stated:
            self._at(index, name, _check_known, name, _FIELDS)
        claims = self._at(index, "claims", _claims, stated.get("claims", []))
        panels = self._at(index, "panels", _names, stated.get("panels", []), PANELS)
        options = self._at(index, "options", _names, stated.get("options", []), tuple(OPTIONS))
        actions = self._at(index, "do", _list_of_tables, stated.get("do", []))
        return Station(
            name=stated["id"],
            scenario=self._scenario(index, stated),
            texts=texts,
            claims=claims,
            panels=panels,
            actions=tuple(self._at(index, "do", read_action, action) for action in actions),
            question=self._at(index, "question", _question, stated.get("question")),
            sub_steps=bool(stated.get("sub_steps", False) or stated.get("by_record", False)),
            by_record=bool(stated.get("by_record", False)),
            options=frozenset(options),
            challenge=self._at(index, "challenge", _challenge, stated.get("challenge", "")),
        )

    def _scenario(self, index: int, stated: Mapping[str, Any]) -> Scenario:
        source = stated.get("scenario")
        if not isinstance(source, str):
            template = QT_TR_NOOP(
                "the station needs a “scenario”: a shipped one's name, or a file beside it."
            )
            raise self._fault(self._line(index), Message(template))
        beside = self._folder / source
        scenario = self._at(index, "scenario", load, beside if beside.is_file() else source)
        return self._at(index, "set", _with_settings, scenario, stated.get("set", {}))

    def _at(self, index: int, key: str, read: Callable[..., Result], *arguments: Any) -> Result:
        """What ``read`` makes of it; what it refuses is told with file and line."""
        try:
            return read(*arguments)
        except LessonError:
            raise
        except GdsimError as problem:
            raise self._fault(self._line(index, key), problem.message) from None

    def _line(self, index: int, key: str = "id") -> int:
        """Where the key of the station stands, else where the station begins."""
        starts = [i for i, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*station\s*\]\]", line)]
        if index >= len(starts):
            return 1
        end = starts[index + 1] if index + 1 < len(starts) else len(self._lines)
        pattern = re.compile(rf"\s*(?:\[+station\.)?{re.escape(key)}\s*[=.\]]")
        lines = (i for i in range(starts[index] + 1, end) if pattern.match(self._lines[i]))
        return next(lines, starts[index]) + 1

    def _fault(self, line: int, problem: Message) -> LessonError:
        return LessonError(self._path, line, problem)


# What a station's fields may hold


def _check_known(name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise GdsimError(not_among(name, allowed))


def _names(found: Any, allowed: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise GdsimError(Message(QT_TR_NOOP("a list of names is needed here.")))
    for name in found:
        _check_known(name, allowed)
    return tuple(found)


def _claims(found: Any) -> tuple[int, ...]:
    if not isinstance(found, list) or not all(type(claim) is int and claim in CLAIMS for claim in found):
        raise GdsimError(
            Message(QT_TR_NOOP("a list of whole numbers from 1 to {most} is needed here."), most=CLAIMS[-1])
        )
    return tuple(found)


def _list_of_tables(found: Any) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise GdsimError(
            Message(
                QT_TR_NOOP("a list of actions is needed here, as in {example}."), example="[{ step = 1 }]"
            )
        )
    return found


def _question(found: Any) -> Asked | None:
    if found is None:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
        raise GdsimError(
            Message(
                QT_TR_NOOP("a question needs its kind, as in {example}."), example='{ kind = "next_weight" }'
            )
        )
    options = {name: value for name, value in found.items() if name not in ("kind", "after")}
    kind = find(found["kind"], QUESTIONS)
    for name in options:
        _check_known(name, kind.options)
    return Asked(found["kind"], options, bool(found.get("after", False)))


def _challenge(found: Any) -> str:
    return find(str(found), CHALLENGES).name if found else ""


def _with_settings(scenario: Scenario, settings: Any) -> Scenario:
    if not isinstance(settings, dict):
        raise GdsimError(
            Message(
                QT_TR_NOOP("settings are needed here, as in {example}."), example="{ learning_rate = 0.1 }"
            )
        )
    for name in settings:
        _check_known(name, _SETTABLE)
    given = dict(settings)
    bias, start, steps = (given.pop(name, None) for name in ("bias", "start", "max_steps"))
    if bias is not None:
        scenario = replace(scenario.with_neuron(bias=bool(bias)), start=None)
    scenario = override(scenario, **given)
    if start is not None:
        numbers = start if isinstance(start, list) else [start]
        scenario = override(scenario, start=",".join(str(number) for number in numbers))
    if steps is not None:
        scenario = replace(scenario, stop_rules=replace(scenario.stop_rules, max_steps=int(steps)))
    return scenario
