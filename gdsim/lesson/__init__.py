"""The lesson's content: stations, their texts and numbers, questions. No Qt.

What is named here is read from its module when it is first asked for, so that a start without a lesson pays nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdsim.lesson.challenge import CHALLENGES, Hunt
    from gdsim.lesson.context import Context
    from gdsim.lesson.derivation import DERIVATION, line_column
    from gdsim.lesson.exercise import ask, askable
    from gdsim.lesson.lesson import Lesson, load_lesson
    from gdsim.lesson.shipped import add_lesson, claims_table, lesson_by_name, shipped_lessons
    from gdsim.lesson.station import Station

__all__ = [
    "CHALLENGES",
    "DERIVATION",
    "Context",
    "Hunt",
    "Lesson",
    "Station",
    "add_lesson",
    "ask",
    "askable",
    "claims_table",
    "lesson_by_name",
    "line_column",
    "load_lesson",
    "shipped_lessons",
]

_MODULES = {
    "CHALLENGES": "challenge",
    "DERIVATION": "derivation",
    "Context": "context",
    "Hunt": "challenge",
    "Lesson": "lesson",
    "Station": "station",
    "add_lesson": "shipped",
    "ask": "exercise",
    "askable": "exercise",
    "claims_table": "shipped",
    "lesson_by_name": "shipped",
    "line_column": "derivation",
    "load_lesson": "lesson",
    "shipped_lessons": "shipped",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
