"""A number of steps that a person types: how far something is to be followed."""

from __future__ import annotations

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.views.shared.number_field import parse_whole

MOST_STEPS = 100_000


def parse_steps(text: str) -> int:
    """The number.

    Raises:
        GdsimError: it is none, or larger than can be waited for.
    """
    steps = parse_whole(text)
    if not 1 <= steps <= MOST_STEPS:
        raise GdsimError(
            Message(QT_TR_NOOP("A whole number from {low} to {high} is needed here."), low=1, high=MOST_STEPS)
        )
    return steps
