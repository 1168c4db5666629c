"""Checks a scenario document against the schema, and says in words what is wrong and where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.hint import hint
from gdsim.scenario.json_text import Path, at
from gdsim.scenario.schema import FORMAT, VERSION, rules_with, schema

_LONGEST_FOUND = 60


def problems(document: Any) -> list[Message]:
    """Everything that the schema refuses, by path. Empty: all is well.

    A file of another kind or of a newer version has just that one problem.
    """
    kind = _kind_problem(document)
    if kind is not None:
        return [kind]
    found = sorted(
        _validator().iter_errors(document), key=lambda error: [str(p) for p in error.absolute_path]
    )
    messages = [message for error in found for message in _messages(error)]
    return messages + list(_subject_problems(document))


def check(document: Any) -> None:
    """Refuse a document that the schema refuses.

    Raises:
        GdsimError: the first problem.
    """
    for message in problems(document):
        raise GdsimError(message)


def refresh() -> None:
    """Allow the names that the registries have got since the schema was made."""
    schema.cache_clear()
    _validator.cache_clear()


@cache
def _validator() -> Any:
    # Imported only here: it takes 0.15 s, a third of the program's start.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def _kind_problem(document: Any) -> Message | None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return Message(
            QT_TR_NOOP("This is not a gdsim scenario: it does not say {marker}."),
            marker=f'"format": "{FORMAT}"',
        )
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        return at(
            "version",
            Message(
                QT_TR_NOOP(
                    "this file is of version {found}, and this gdsim reads up to version {known}; "
                    "a newer gdsim is needed."
                ),
                found=version,
                known=VERSION,
            ),
        )
    return None


def _subject_problems(document: Mapping[str, Any]) -> Iterator[Message]:
    """What the schema could say only in riddles: data or a surface, not both, not neither."""
    if "data" not in document and "surface" not in document:
        yield Message(QT_TR_NOOP("A subject is missing: “data” or “surface” is needed."))
    if "surface" not in document:
        return
    for name in ("data", "model", "error"):
        if name in document:
            yield at(name, Message(QT_TR_NOOP("this does not go with “surface”, which has no records.")))


def _messages(error: Any) -> Iterator[Message]:
    """An error of the schema library in words; several where it tells of several fields at once."""
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", ["en", "zh_CN"]))
        patterns = list(error.schema.get("patternProperties", ()))
        for name in error.instance:
            if name not in known and not any(re.search(pattern, name) for pattern in patterns):
                yield at((*path, name), _unknown_field(name, path, known))
    elif error.validator == "required":
        name = next(name for name in error.validator_value if error.message.startswith(repr(name)))
        yield at((*path, name), Message(QT_TR_NOOP("this field is missing.")))
    else:
        yield at(path, _not_allowed(error))


def _unknown_field(name: str, path: Path, known: list[str]) -> Message:
    owners = rules_with(name) if path == ("optimizer",) else []
    if owners:
        return Message(
            QT_TR_NOOP("this field belongs to {owners}, not to the optimizer named here."),
            owners=", ".join(owners),
        )
    return Message(QT_TR_NOOP("this field is not known; {hint}"), hint=hint(name, known))


def _not_allowed(error: Any) -> Message:
    found = found_text(error.instance)
    if error.validator == "enum":
        named = error.instance if isinstance(error.instance, str) else ""
        return Message(
            QT_TR_NOOP("found {found}; {hint}"), found=found, hint=hint(named, error.validator_value)
        )
    if error.validator == "maxProperties":
        return Message(QT_TR_NOOP("only one of {allowed} is allowed."), allowed=", ".join(error.instance))
    if error.validator == "minProperties":
        allowed = ", ".join(error.schema["properties"])
        return Message(QT_TR_NOOP("one of {allowed} is needed."), allowed=allowed)
    if error.validator == "minItems":
        return Message(QT_TR_NOOP("this list is empty; at least one entry is needed."))
    return Message(
        QT_TR_NOOP("found {found}, {allowed} is allowed."),
        found=found,
        allowed=Message(error.schema["description"]),
    )


def found_text(value: Any) -> str:
    """What was found, as it stands in the file, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_FOUND else text[:_LONGEST_FOUND] + "…"
