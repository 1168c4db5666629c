"""What a station's page shows: the station, where its numbers come from, and how far one is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdsim.lesson.challenge import Challenge, Score
    from gdsim.lesson.context import Context
    from gdsim.lesson.question import Answer, Feedback
    from gdsim.lesson.secret import Secret
    from gdsim.lesson.station import Station
    from gdsim.session.sub_step import Stage

FORMS = 3


@dataclass(frozen=True)
class LessonContent:
    """What a station's page shows now.

    Attributes:
        station: whose text it is; None where something was asked without a lesson.
        context: where its numbers come from.
        secrets: which of them are question marks.
        form: of the formulas: 0 symbols, 1 numbers, 2 result; for a hall how many of them, 0 being all.
        opened: how many stages of the derivation are open.
        to_answer: a question waits for its answer, and what to notice waits with it.
        feedback: to the answer given.
        given: the answer, None where the right one was only shown.
        challenge, score: of the station.
        formulas_only: for a hall: the words are the lecturer's.
        places: weights looked at in a hidden landscape, each with its slope.
        stage: the part of an update that is walked through.
        stage_record: 0-based number of the record gone through in it, None for all at once.
        weight: 0-based number of the chosen weight.
    """

    station: Station | None
    context: Context
    secrets: Collection[Secret] = frozenset()
    form: int = 0
    opened: int = 1
    to_answer: bool = False
    feedback: Feedback | None = None
    given: Answer | None = None
    challenge: Challenge | None = None
    score: Score | None = None
    formulas_only: bool = False
    places: tuple[tuple[float, float], ...] = ()
    stage: Stage | None = None
    stage_record: int | None = None
    weight: int = 0
