"""What to say after a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.engine.registry import nearest


def hint(found: str, allowed: Iterable[str]) -> Message:
    """The nearest name, where one is near, and all that are allowed; to follow a semicolon."""
    names = list(allowed)
    guess = nearest(found, names)
    listed = ", ".join(names)
    if guess is None:
        return Message(QT_TR_NOOP("allowed are: {allowed}."), allowed=listed)
    return Message(QT_TR_NOOP("did you mean “{guess}”? Allowed are: {allowed}."), guess=guess, allowed=listed)
