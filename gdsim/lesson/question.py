"""A question: predict, then see. The answer is committed before anything is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.lesson.secret import Secret, panels_to_cover
from gdsim.lesson.slip import SLIPS, Slip

# A choice by its name, or a number.
Answer = str | float


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from.

    Attributes:
        name: in code.
        text: what a person reads.
    """

    name: str
    text: Message


@dataclass(frozen=True)
class Feedback:
    """What is shown once an answer is committed.

    Attributes:
        correct: whether it was right.
        slip: what a wrong answer looks like, None where it looks like nothing known.
        explanation: the worked step, a sentence or line each.
    """

    correct: bool
    slip: Slip | None
    explanation: tuple[Message, ...]


@dataclass(frozen=True)
class Question:
    """A question about one position, with its answer. It is stale once the descent has moved.

    Attributes:
        kind: name of its kind.
        prompt: what is asked.
        solution: the right answer: a choice's name or a number.
        explanation: the worked step.
        secrets: what must not be seen while it is open. Nor may a step be taken.
        choices: to choose from; none where a number is asked for.
        tolerance: how far a number may be off; the prompt states it.
        slips: names of slips with the answer that each leads to, the likelier first.
    """

    kind: str
    prompt: Message
    solution: Answer
    explanation: tuple[Message, ...]
    secrets: frozenset[Secret]
    choices: tuple[Choice, ...] = ()
    tolerance: float = 0.0
    slips: tuple[tuple[str, Answer], ...] = ()

    @property
    def is_numeric(self) -> bool:
        """It asks for a number."""
        return not self.choices

    @property
    def covered_panels(self) -> frozenset[str]:
        """Panels that would give the answer away, to be covered whole while it is open."""
        return panels_to_cover(self.secrets)

    def answer(self, given: Answer) -> Feedback:
        """What is to be said to this answer.

        Raises:
            GdsimError: it is none of the choices, or no finite number.
        """
        self._check(given)
        if self._same(given, self.solution):
            return Feedback(True, None, self.explanation)
        return Feedback(False, self._slip(given), self.explanation)

    def _slip(self, given: Answer) -> Slip | None:
        """The one that leads nearest to what was given."""
        alike = [
            (self._off(given, answer), SLIPS[name])
            for name, answer in self.slips
            if self._same(given, answer)
        ]
        return min(alike, key=lambda found: found[0])[1] if alike else None

    def _check(self, given: Answer) -> None:
        if self.is_numeric:
            if isinstance(given, str) or not math.isfinite(given):
                raise GdsimError(Message(QT_TR_NOOP("The answer is a number.")))
        elif given not in [choice.name for choice in self.choices]:
            raise GdsimError(Message(QT_TR_NOOP("Choose one of the answers.")))

    def _same(self, one: Answer, other: Answer) -> bool:
        return self._off(one, other) <= self.tolerance

    @staticmethod
    def _off(one: Answer, other: Answer) -> float:
        if isinstance(one, str) or isinstance(other, str):
            return 0.0 if one == other else math.inf
        return abs(one - other)


def tolerance_for(size: float, floor: float) -> float:
    """How far an answer may be off that is worked out by hand: 2 % of what is to be found, rounded to one digit.

    Args:
        size: of the number that decides the answer.
        floor: for where the size is 0.
    """
    wanted = 0.02 * abs(size)
    if not wanted > floor:
        return floor
    return float(f"{wanted:.0e}")
