"""What the program remembers of its user, in one place. A broken value reads as its default."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QByteArray, QSettings

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_text import DEFAULT_DIGITS
from gdsim.scenario.words import LANGUAGES

RECENT_FILES = 10
ZOOMS = (0.5, 4.0)
DIGITS = (1, 15)

T = TypeVar("T")


class Setting(Generic[T]):
    """One remembered value: an attribute of Settings.

    A value is kept as text: what an ini file makes of other types differs between Qt's versions.
    """

    def __init__(self, default: T, read: Callable[[str], T], write: Callable[[T], str]) -> None:
        """Take how the value is read, raising ValueError for what it cannot be, and how it is written."""
        self._default = default
        self._read = read
        self._write = write

    def __set_name__(self, owner: type[Settings], name: str) -> None:
        self._key = name

    @overload
    def __get__(self, settings: None, owner: type[Settings]) -> Setting[T]: ...

    @overload
    def __get__(self, settings: Settings, owner: type[Settings]) -> T: ...

    def __get__(self, settings: Settings | None, owner: type[Settings]) -> T | Setting[T]:
        if settings is None:
            return self
        text = settings.store.value(self._key)
        try:
            return self._read(text) if isinstance(text, str) else self._default
        except (ValueError, TypeError):
            return self._default

    def __set__(self, settings: Settings, value: T) -> None:
        settings.store.setValue(self._key, self._write(value))


def _one_of(allowed: Any) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _within(number: Callable[[str], T], low: float, high: float) -> Callable[[str], T]:
    def read(text: str) -> T:
        value = number(text)
        if not low <= value <= high:  # type: ignore[operator]
            raise ValueError(text)
        return value

    return read


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[_one_of(("true", "false"))(text)]


def _paths(text: str) -> tuple[str, ...]:
    paths = json.loads(text)
    if not (isinstance(paths, list) and all(isinstance(path, str) for path in paths)):
        raise ValueError(text)
    return tuple(paths)


def _progress(text: str) -> Mapping[str, Mapping[str, Any]]:
    lessons = json.loads(text)
    if not (isinstance(lessons, dict) and all(isinstance(data, dict) for data in lessons.values())):
        raise ValueError(text)
    return MappingProxyType(lessons)


def _bytes_text(data: bytes) -> str:
    return bytes(QByteArray(data).toBase64().data()).decode()


def _text_bytes(text: str) -> bytes:
    return bytes(QByteArray.fromBase64(QByteArray(text.encode())).data())


def _states(text: str) -> Mapping[str, bytes]:
    states = json.loads(text)
    if not (isinstance(states, dict) and all(isinstance(state, str) for state in states.values())):
        raise ValueError(text)
    return MappingProxyType({name: _text_bytes(state) for name, state in states.items()})


def _states_text(states: Mapping[str, bytes]) -> str:
    return json.dumps({name: _bytes_text(state) for name, state in states.items()})


class Settings:
    """The user's settings, read and written as attributes.

    Attributes:
        store: Qt's own; written to disk by and by, and by ``save()``.
        language: a key of LANGUAGES; empty where the user has not chosen.
        theme: name of a theme; empty where the user has not chosen.
        digits: decimals of computed numbers.
        zoom: enlargement of the whole interface.
        pace: of the player, steps per second; inf for as fast as it goes.
        lecture_mode: whether it was on.
        recent_files: absolute paths, the latest first.
        last_folder: where a file was last opened or saved; empty at first.
        geometry: of the main window, as Qt gives it; empty at first.
        panel_states: how the panels stand in the rooms of these names, as Qt gives it.
        lesson_progress: by the lesson's name, what its Progress gives as data.
    """

    language = Setting("", _one_of(("", *LANGUAGES)), str)
    theme = Setting("", str, str)
    digits = Setting(DEFAULT_DIGITS, _within(int, *DIGITS), str)
    zoom = Setting(1.0, _within(float, *ZOOMS), repr)
    pace = Setting(2.0, _within(float, 0.5, math.inf), repr)
    lecture_mode = Setting(False, _flag, lambda on: "true" if on else "false")
    recent_files: Setting[tuple[str, ...]] = Setting((), _paths, json.dumps)
    last_folder = Setting("", str, str)
    geometry = Setting(b"", _text_bytes, _bytes_text)
    panel_states: Setting[Mapping[str, bytes]] = Setting(MappingProxyType({}), _states, _states_text)
    lesson_progress: Setting[Mapping[str, Mapping[str, Any]]] = Setting(
        MappingProxyType({}), _progress, lambda lessons: json.dumps(dict(lessons))
    )

    def __init__(self, path: Path | None = None) -> None:
        """Those in this file; by default the user's own."""
        if path is None:
            ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
            self.store = QSettings(ini, user, "gdsim", "gdsim")
        else:
            self.store = QSettings(str(path), QSettings.Format.IniFormat)

    def add_recent_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        name = str(path.absolute())
        others = [other for other in self.recent_files if other != name]
        self.recent_files = (name, *others)[:RECENT_FILES]

    def forget_recent_file(self, path: Path) -> None:
        """Take a file from the recent ones."""
        name = str(path.absolute())
        self.recent_files = tuple(other for other in self.recent_files if other != name)

    def save(self) -> None:
        """Write to disk now.

        Raises:
            GdsimError: names the file that could not be written.
        """
        self.store.sync()
        if self.store.status() is not QSettings.Status.NoError:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("The settings could not be written to {path}."), path=self.store.fileName()
                )
            )
