"""JSON text, read strictly and written to be read by people.

Python's own reader takes NaN, Infinity, 1e400, 1e-400 and a key given twice without a word; here they are
faults, told with their place in the file.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_style import PLAIN, holds, shortened

Path = tuple[str | int, ...]

_INDENT = "  "
# Whole numbers that stay such, of however many digits; all others become floats.
_COUNTED = frozenset(("seed", "batch", "max_steps", "warmup", "every", "total"))
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _Fault:
    """Stands where something in the text cannot be, until its place is known."""

    def __init__(self, message: Message) -> None:
        self.message = message


class _Faults:
    """What the JSON reader calls for each number and object; notes whether there was a fault."""

    def __init__(self) -> None:
        self.found = False

    def number(self, digits: str) -> float | _Fault:
        value = float(digits)
        problem = None if value != 0.0 and math.isfinite(value) else PLAIN.change(digits)
        return value if problem is None else self._fault(problem)

    def integer(self, digits: str) -> float | _Fault:
        if math.isinf(float(digits)):
            return self.number(digits)
        whole = int(digits)
        self.found = self.found or not holds(whole)
        return whole

    def not_finite(self, digits: str) -> _Fault:
        return self._fault(Message(QT_TR_NOOP("{found} is not a finite number."), found=shortened(digits)))

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            members[twice] = self._fault(Message(QT_TR_NOOP("this field is given twice.")))
        return members

    def _fault(self, message: Message) -> _Fault:
        self.found = True
        return _Fault(message)


def decode(text: str) -> Any:
    """What the JSON text says.

    Raises:
        GdsimError: it is not JSON (line and column are told), or it holds a number that no float holds,
            a key given twice or half a character (the path inside the file is told).
    """
    faults = _Faults()
    try:
        document = json.loads(
            text,
            parse_float=faults.number,
            parse_int=faults.integer,
            parse_constant=faults.not_finite,
            object_pairs_hook=faults.members,
        )
    except json.JSONDecodeError as error:
        raise GdsimError(_syntax_message(error)) from None
    except RecursionError:
        raise GdsimError(Message(QT_TR_NOOP("This is nested too deeply to be read."))) from None
    if faults.found or "\\u" in text:
        _raise_first_fault(document)
    return document


def at(path: Path | str, problem: Message) -> Message:
    """The problem, with its place in the file before it."""
    place = path if isinstance(path, str) else path_text(path)
    return Message(QT_TR_NOOP("{path}: {problem}"), path=place, problem=problem) if place else problem


def path_text(path: Path) -> str:
    """A place in a file as programs write it: ``start.weights[1]`` is the second weight."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def encode(document: Any) -> str:
    """JSON text: fields on lines of their own, a list of numbers or words on one line."""
    return "".join(_pieces(document, "\n")) + "\n"


def number_json(value: float) -> float | int:
    """A float as it is best written: 2 rather than 2.0, with no bit lost on reading back."""
    whole = value.is_integer() and abs(value) < 1e15 and (value != 0.0 or math.copysign(1.0, value) > 0)
    return int(value) if whole else value


def _syntax_message(error: json.JSONDecodeError) -> Message:
    return Message(
        QT_TR_NOOP("Line {line}, column {column}: this is not JSON ({reason})."),
        line=error.lineno,
        column=error.colno,
        reason=error.msg,
    )


def _raise_first_fault(document: Any) -> None:
    for path, value in _walk(document, ()):
        if isinstance(value, _Fault):
            raise GdsimError(at(path, value.message))
        if type(value) is int and _COUNTED.isdisjoint(path[-1:]) and (problem := PLAIN.change(str(value))):
            raise GdsimError(at(path, problem))
        if isinstance(value, str) and _LONE_SURROGATE.search(value):
            raise GdsimError(
                at(path, Message(QT_TR_NOOP("this text holds half a character (\\ud800 to \\udfff).")))
            )


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Everything in a document with its place; names of fields too."""
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield path, name
            yield from _walk(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _walk(member, (*path, index))


def _pieces(value: Any, line: str) -> Iterator[str]:
    inner = line + _INDENT
    if isinstance(value, dict) and value:
        yield "{"
        for index, (name, member) in enumerate(value.items()):
            yield f"{',' if index else ''}{inner}{_plain(name)}: "
            yield from _pieces(member, inner)
        yield line + "}"
    elif isinstance(value, list) and _is_nested(value):
        yield "["
        for index, member in enumerate(value):
            yield ("," if index else "") + inner
            if isinstance(member, list) and not _is_nested(member):
                yield _plain(member)  # a row, of which there may be a million
            else:
                yield from _pieces(member, inner)
        yield line + "]"
    else:
        yield _plain(value)


def _is_nested(values: list[Any]) -> bool:
    return not {dict, list}.isdisjoint(map(type, values))


_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
