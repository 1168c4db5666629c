"""What a learner has seen and answered, as plain data that settings can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdsim.lesson.lesson import Lesson


@dataclass(frozen=True)
class Progress:
    """The way through one lesson. Immutable.

    Attributes:
        station: id of the station where one is, "" before the first.
        visited: ids of the stations seen.
        answered: by id of the station, whether its question was answered rightly the last time.
    """

    station: str = ""
    visited: frozenset[str] = frozenset()
    answered: Mapping[str, bool] = field(default_factory=dict)

    def at(self, station: str) -> Progress:
        """Now at this station."""
        return replace(self, station=station, visited=self.visited | {station})

    def with_answer(self, station: str, correct: bool) -> Progress:
        """The station's question has been answered."""
        return replace(self, answered={**self.answered, station: correct})

    def share(self, lesson: Lesson) -> float:
        """Which part of the lesson's stations has been seen, 0 to 1."""
        return sum(station.name in self.visited for station in lesson.stations) / len(lesson.stations)

    def index(self, lesson: Lesson) -> int:
        """The 0-based place of the station where one is; the first where it is no longer there."""
        names = [station.name for station in lesson.stations]
        return names.index(self.station) if self.station in names else 0

    def to_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"station": self.station, "visited": sorted(self.visited), "answered": dict(self.answered)}


def progress_from_data(data: object) -> Progress:
    """What ``to_data`` gave; what cannot be read is as if nothing had been done."""
    if not isinstance(data, dict):
        return Progress()
    station, visited, answered = (data.get(name) for name in ("station", "visited", "answered"))
    return Progress(
        station if isinstance(station, str) else "",
        frozenset(name for name in visited if isinstance(name, str))
        if isinstance(visited, list)
        else frozenset(),
        {name: right for name, right in answered.items() if isinstance(right, bool)}
        if isinstance(answered, dict)
        else {},
    )
