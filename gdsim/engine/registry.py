"""Finding a named entry, and naming the nearest one when it does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message


class Named(Protocol):
    """Anything with a name that files and commands know it by."""

    @property
    def name(self) -> str:
        """The entry's name."""
        ...


Entry = TypeVar("Entry", bound=Named)
Value = TypeVar("Value")


class Registry(Mapping[str, Entry]):
    """Entries under their names, in the order given. They never change; others' packages may add some."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.name: entry for entry in entries}

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> None:
        """Put an entry after the others.

        Raises:
            GdsimError: there is one of this name.
        """
        if entry.name in self._entries:
            raise GdsimError(Message(QT_TR_NOOP("There is a “{name}” already."), name=entry.name))
        self._entries[entry.name] = entry


def by_name(entries: Iterable[Entry]) -> Registry[Entry]:
    """The registry of these entries."""
    return Registry(entries)


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name most like ``name``, or None when none is like it."""
    matches = difflib.get_close_matches(name, list(allowed), n=1, cutoff=0.5)
    return matches[0] if matches else None


def find(name: str, entries: Mapping[str, Value]) -> Value:
    """The entry called ``name``.

    Raises:
        GdsimError: there is none; the message names the nearest and all allowed ones.
    """
    if name in entries:
        return entries[name]
    guess = nearest(name, entries)
    allowed = ", ".join(entries)
    if guess is None:
        raise GdsimError(
            Message(QT_TR_NOOP("“{name}” is not known; allowed are: {allowed}."), name=name, allowed=allowed)
        )
    raise GdsimError(
        Message(
            QT_TR_NOOP("“{name}” is not known; did you mean “{guess}”? Allowed are: {allowed}."),
            name=name,
            guess=guess,
            allowed=allowed,
        )
    )
