"""Numbers of steps: typed by a person, and on an axis."""

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


def steps_end(step_number: int) -> int:
    """Right end of an axis of steps that holds this one: it grows in jumps, 10, 20, 50, 100, …"""
    end = 10
    while end < step_number:
        end = end * 5 // 2 if str(end).startswith("2") else end * 2
    return end
