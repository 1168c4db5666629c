"""How a descent behaves, in words: one list of regimes, and why each is what is seen now."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, Message


@dataclass(frozen=True)
class Regime:
    """What a descent is doing.

    Attributes:
        name: one of REGIMES.
        message: what it does and why, with the numbers.
    """

    name: str
    message: Message


def regime(descent: Descent) -> Regime:
    """What the descent is doing at its present position."""
    return Regime("monotone", Message(QT_TR_NOOP("going down steadily")))


def divergence_message(descent: Descent) -> Message:
    """What happened, this η, the largest stable one here, and what to try."""
    return Message(QT_TR_NOOP("The descent diverges."))


def outcome_message(descent: Descent) -> Message | None:
    """Why the descent stopped here, None while it has not."""
    return None if descent.outcome is None else Message(QT_TR_NOOP("Stopped."))
