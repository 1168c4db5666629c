"""Predict, then see: every kind of question there is. A new one is one entry in QUESTIONS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gdsim.engine.message import QT_TR_NOOP, GdsimError
from gdsim.engine.registry import by_name, find
from gdsim.lesson import rate_questions, step_questions
from gdsim.lesson.context import Context
from gdsim.lesson.question import Question


@dataclass(frozen=True)
class QuestionKind:
    """One kind.

    Attributes:
        name: as in lesson.toml.
        label: what a person reads; translatable.
        make: the question at a position; raises GdsimError where it cannot be asked.
        options: names of what lesson.toml may state besides.
    """

    name: str
    label: str
    make: Callable[[Context, Mapping[str, Any]], Question]
    options: tuple[str, ...] = ()


QUESTIONS = by_name(
    [
        QuestionKind("residual", QT_TR_NOOP("the residual"), step_questions.residual, ("record",)),
        QuestionKind(
            "largest_share", QT_TR_NOOP("the record with most of the error"), step_questions.largest_share
        ),
        QuestionKind("gradient", QT_TR_NOOP("the slope"), step_questions.gradient, ("weight",)),
        QuestionKind(
            "largest_pull",
            QT_TR_NOOP("the record that pulls hardest"),
            step_questions.largest_pull,
            ("weight",),
        ),
        QuestionKind(
            "update_sign", QT_TR_NOOP("the sign of the update"), step_questions.update_sign, ("weight",)
        ),
        QuestionKind("next_weight", QT_TR_NOOP("the next weight"), step_questions.next_weight, ("weight",)),
        QuestionKind("next_length", QT_TR_NOOP("the length of the next step"), step_questions.next_length),
        QuestionKind("converges", QT_TR_NOOP("whether it converges"), rate_questions.converges),
        QuestionKind(
            "order_rates", QT_TR_NOOP("three learning rates by speed"), rate_questions.order_rates, ("rates",)
        ),
    ]
)


def ask(kind: str, context: Context, options: Mapping[str, Any] | None = None) -> Question:
    """A question about the present position.

    Raises:
        GdsimError: there is no such kind, or it cannot be asked here; the message says why.
    """
    return find(kind, QUESTIONS).make(context, options or {})


def askable(context: Context) -> tuple[QuestionKind, ...]:
    """The kinds that can be asked at this position."""
    return tuple(kind for kind in QUESTIONS.values() if _can_ask(kind, context))


def _can_ask(kind: QuestionKind, context: Context) -> bool:
    try:
        kind.make(context, {})
    except GdsimError:
        return False
    return True
