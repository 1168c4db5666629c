"""A question that is being asked: the answer is committed before anything is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

import gdsim.lesson as lessons
from gdsim.engine.message import GdsimError
from gdsim.lesson.secret import Secret
from gdsim.session.session import Session

if TYPE_CHECKING:
    from gdsim.lesson.context import Context
    from gdsim.lesson.question import Answer, Feedback, Question


class Quiz(QObject):
    """At most one question, open or answered. An open one follows edits of data and weights.

    Signals:
        changed: another question, or its answer.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question: Question | None = None
        self._feedback: Feedback | None = None
        self._given: Answer | None = None
        self._asked: tuple[str, Mapping[str, Any]] = ("", {})
        self._last_kind = ""
        session.scenario_changed.connect(self._follow)
        session.stepped.connect(self._follow)

    @property
    def question(self) -> Question | None:
        """What is asked, or None."""
        return self._question

    @property
    def feedback(self) -> Feedback | None:
        """What is to be said to the answer; None before it was committed."""
        return self._feedback

    @property
    def given(self) -> Answer | None:
        """The committed answer; None before, and where the answer was only shown."""
        return self._given

    @property
    def is_open(self) -> bool:
        """An answer is waited for: nothing moves, and what would tell it is not shown."""
        return self._question is not None and self._feedback is None

    @property
    def secrets(self) -> frozenset[Secret]:
        """What must not be seen now."""
        return self._question.secrets if self._question is not None and self.is_open else frozenset()

    def ask(self, kind: str, options: Mapping[str, Any] | None = None) -> None:
        """Ask about the present position.

        Raises:
            GdsimError: this cannot be asked here.
        """
        self._session.player.pause()
        question = lessons.ask(kind, self._context(), options)
        self._asked, self._last_kind = (kind, options or {}), kind
        self._show(question)

    def ask_another(self) -> bool:
        """Ask what can be asked here, another kind each time; False where nothing can be."""
        names = [kind.name for kind in lessons.askable(self._context())]
        if not names:
            return False
        place = names.index(self._last_kind) + 1 if self._last_kind in names else 0
        self.ask(names[place % len(names)])
        return True

    def commit(self, answer: Answer) -> Feedback:
        """Answer the open question; it cannot be taken back.

        Raises:
            GdsimError: it is no answer; the question stays open.
        """
        assert self._question is not None
        feedback = self._question.answer(answer)
        self._feedback, self._given = feedback, answer
        self.changed.emit()
        return feedback

    def reveal(self) -> None:
        """Show the answer without one of one's own: a hall has answered by show of hands."""
        if self._question is not None and self.is_open:
            self._feedback = self._question.answer(self._question.solution)
            self.changed.emit()

    def drop(self) -> None:
        """Ask no longer."""
        if self._question is not None:
            self._show(None)

    def _show(self, question: Question | None) -> None:
        self._question, self._feedback, self._given = question, None, None
        self.changed.emit()

    def _context(self) -> Context:
        return lessons.Context(self._session.descent, self._session.selected_record)

    def _follow(self) -> None:
        """Somewhere else the question has another answer, or cannot be asked."""
        if not self.is_open:
            return
        kind, options = self._asked
        try:
            self._show(lessons.ask(kind, self._context(), options))
        except GdsimError:
            self._show(None)
