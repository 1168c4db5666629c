"""Sentences for people, kept apart from their numbers so that another layer can translate them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def QT_TR_NOOP(text: str) -> str:  # noqa: N802 - the name that Qt's lupdate looks for
    """Mark a text for translation and return it unchanged."""
    return text


class Count(int):
    """How many there are. In a text ``{count:record|records}`` is "1 record" or "5 records".

    A language without plural has ``{count}`` alone, and its word beside it.
    """

    def __format__(self, spec: str) -> str:
        """The number, with the word that fits it where the text has two."""
        number = str(int(self)).replace("-", "\u2212")
        one, mark, many = spec.partition("|")
        return f"{number} {one if self == 1 else many}" if mark else number


class Message:
    """A sentence template and the values that go into it.

    Attributes:
        template: English text with ``{name}`` fields; the key of its translation.
        values: what the fields stand for; numbers stay numbers, so that the
            reader's digits and signs can be applied when it is shown. A value
            may itself be a Message.
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, **values: Any) -> None:
        self.template = template
        self.values: Mapping[str, Any] = MappingProxyType(values)

    def __str__(self) -> str:
        return self.template.format(**{name: _countable(value) for name, value in self.values.items()})

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self.template == other.template and dict(self.values) == dict(other.values)

    def __hash__(self) -> int:
        return hash(self.template)


def _countable(value: Any) -> Any:
    return Count(value) if isinstance(value, int) and not isinstance(value, bool) else value


class GdsimError(ValueError):
    """Something a person asked for that cannot be done, said in a Message.

    Attributes:
        message: what was found, where, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
