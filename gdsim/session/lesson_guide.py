"""The guide through a lesson: which station it is, what was done there, what is asked, what stays secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

import gdsim.lesson as lessons
from gdsim.lesson.progress import Progress, progress_from_data
from gdsim.lesson.secret import Secret, panels_to_cover
from gdsim.scenario.scenario import Scenario
from gdsim.session.quiz import Quiz
from gdsim.session.session import Session
from gdsim.session.settings import Settings
from gdsim.session.sub_step import MOVE

if TYPE_CHECKING:
    from gdsim.lesson.challenge import Challenge, Hunt, Score
    from gdsim.lesson.context import Context
    from gdsim.lesson.lesson import Lesson
    from gdsim.lesson.station import Station

_HUNT = "hidden_minimum"
# Actions that begin a new descent.
_RESTARTS = ("weights", "random_start", "reset", "uphill", "bias")


class LessonGuide(QObject):
    """Leads the session through a lesson's stations, one at a time.

    Entering a station loads its scenario. What stood in the session before the lesson comes back when the lesson
    is left. Progress is kept in the settings, by the lesson's name.

    Signals:
        entered: a station, or the same one anew: its panels are to be shown.
        left: the lesson.
        set_aside: the unsaved scenario that waits for the lesson's end, or None: none does.
        changed: anything that the lesson's page shows: station, question, challenge.

    Attributes:
        quiz: what is asked, at a station or on request.
    """

    entered = Signal()
    left = Signal()
    set_aside = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.quiz = Quiz(session, self)
        self._lesson: Lesson | None = None
        self._index = 0
        self._progress = Progress()
        self._kept: tuple[Scenario, bool] | None = None
        self._is_touched = self._is_loading = False
        self._done = 0
        self._has_asked = False
        self._hunt: Hunt | None = None
        self.quiz.changed.connect(self._on_quiz)
        session.scenario_changed.connect(self._on_moved)
        session.stepped.connect(self._on_moved)

    # Where one is

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is on, or None."""
        return self._lesson

    @property
    def index(self) -> int:
        """0-based place of the station."""
        return self._index

    @property
    def station(self) -> Station | None:
        """Where one is; None without a lesson."""
        return None if self._lesson is None else self._lesson.stations[self._index]

    @property
    def count(self) -> int:
        """How many stations the lesson has."""
        return 0 if self._lesson is None else len(self._lesson.stations)

    @property
    def progress(self) -> Progress:
        """What was seen and answered in this lesson."""
        return self._progress

    @property
    def is_done(self) -> bool:
        """What there is to do here has been done, by hand, by ``do_it`` or piece by piece by ``forward``."""
        station = self.station
        if station is None or not self._is_touched:
            return False
        if self._done:
            return self._done == len(station.actions)
        ended = self._session.outcome is not None  # a descent that diverges takes no more steps
        return ended or self._session.step_number >= _steps_at_end(station)

    # Moving

    def open(self, lesson: Lesson, station: str = "") -> None:
        """Begin a lesson at this station (its id or number), by default where one was the last time.

        Raises:
            GdsimError: it has no such station.
        """
        progress = progress_from_data(self._settings.lesson_progress.get(lesson.name))
        index = lesson.index(station) if station else progress.index(lesson)
        if self._lesson is None:
            self._kept = self._session.scenario, self._session.is_dirty
            self.set_aside.emit(self.kept_work)
        self._lesson, self._progress = lesson, progress
        self.go_to(index)

    @property
    def kept_work(self) -> Scenario | None:
        """The unsaved scenario that comes back when the lesson is left; None where there is none."""
        return self._kept[0] if self._kept is not None and self._kept[1] else None

    def leave(self) -> None:
        """End the lesson; the scenario from before it comes back."""
        if self._lesson is None or self._kept is None:
            return
        scenario, was_dirty = self._kept
        self._lesson = None
        self._load(scenario, saved=not was_dirty)
        self.end()

    def end(self) -> None:
        """End the lesson and keep what the session shows now."""
        self._lesson = self._kept = self._hunt = None
        self.quiz.drop()
        self._withhold()
        self.set_aside.emit(None)
        self.left.emit()
        self.changed.emit()

    def go_to(self, index: int) -> None:
        """Enter the station of this 0-based number."""
        assert self._lesson is not None
        self._index = min(max(index, 0), self.count - 1)
        self.restore()
        self._keep(self._progress.at(self._lesson.stations[self._index].name))

    def restore(self) -> None:
        """Begin the station anew: its scenario, nothing done, its question open."""
        station = self.station
        if station is None:
            return
        self._load(station.scenario)
        self._has_asked = False
        self._session.set_stage_by_record(station.by_record)
        self._hunt = None
        if station.challenge == _HUNT:
            self._hunt = lessons.Hunt(station.scenario).visit(self._session.weights)
        self._is_touched, self._done = False, 0
        self._look()
        self.entered.emit()
        self.changed.emit()

    def next_station(self) -> None:
        """The one after; after the last one nothing."""
        if self._index + 1 < self.count:
            self.go_to(self._index + 1)

    def previous_station(self) -> None:
        """The one before; before the first one nothing."""
        if self._lesson is not None and self._index > 0:
            self.go_to(self._index - 1)

    def do_it(self) -> None:
        """Do what there is to do, from the station's beginning. An answer given before stays to be read.

        Raises:
            GdsimError: it cannot be done.
        """
        station = self.station
        if station is None or self.quiz.is_open:
            return
        self._done = 0
        self._begin_anew(station)
        station.perform(self._session)
        self._has_done(len(station.actions))

    def _do_next(self, station: Station) -> None:
        """The next of the things to do, so that what each of them leads to is seen; the first from the beginning."""
        if self._done == 0:
            self._begin_anew(station)
        try:
            station.actions[self._done].perform(self._session)
        finally:  # what is refused after edits by hand does not stop the way
            self._has_done(self._done + 1)

    def _begin_anew(self, station: Station) -> None:
        """Back to the station's beginning; where one is there already, its pictures stand still."""
        session = self._session
        session.player.pause()
        if session.scenario != station.scenario or session.step_number or session.stage is not None:
            self._load(station.scenario, keeps_answer=True)

    def _has_done(self, count: int) -> None:
        self._is_touched, self._done = True, count
        self._look()
        self.changed.emit()

    # One key, as on a clicker

    def forward(self) -> None:
        """The next thing: the answer, a part of the step, one of the things to do, the next station.

        Raises:
            GdsimError: the rule refuses a step.
        """
        station = self.station
        if station is None:
            self._session.next_stage()
        elif self.quiz.is_open:
            self.quiz.reveal()
        elif self._is_walking(station):
            self._session.next_stage()
        elif self.has_more:
            self._do_next(station)
        else:
            self.next_station()

    @property
    def has_more(self) -> bool:
        """The next thing is one of this station."""
        station = self.station
        if station is None or self.quiz.is_open or self._is_walking(station):
            return True
        return bool(station.actions) and not self.is_done

    def _is_walking(self, station: Station) -> bool:
        """A step is walked through here in parts, and its end is not yet reached."""
        stage = self._session.stage
        return station.sub_steps and stage is not MOVE and (stage is not None or not self.is_done)

    def backward(self) -> None:
        """The part of the step before, else the station before."""
        if self._session.stage is not None or self.station is None:
            self._session.previous_stage()
        else:
            self.previous_station()

    # What must not be seen

    @property
    def has_to_answer(self) -> bool:
        """A question is open, the station's is still to be asked, or its challenge is not yet met."""
        station = self.station
        if self.quiz.is_open or (self.challenge is not None and not self._is_met()):
            return True
        return station is not None and station.question is not None and not self._has_asked

    @property
    def secrets(self) -> frozenset[Secret]:
        """Of the open question, or of the challenge that is not yet met."""
        challenge = self.challenge
        hidden = self.quiz.secrets
        if challenge is not None and not self._is_met():
            hidden |= challenge.secrets
        return hidden

    @property
    def covered_panels(self) -> frozenset[str]:
        """Names of the views that would tell a secret."""
        return panels_to_cover(self.secrets)

    # Challenges

    @property
    def challenge(self) -> Challenge | None:
        """Of the station, or None."""
        station = self.station
        return lessons.CHALLENGES[station.challenge] if station is not None and station.challenge else None

    @property
    def score(self) -> Score | None:
        """How the challenge stands, or None."""
        challenge, station = self.challenge, self.station
        if challenge is None or station is None or self._is_loading:  # the session is not yet at the station
            return None
        if self._hunt is not None:
            return self._hunt.score(self._session.scenario.objective)
        return challenge.score(station.scenario, self.context())

    @property
    def is_hunting(self) -> bool:
        """A minimum is looked for in a hidden landscape, place by place."""
        return self._hunt is not None

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Of the hunt: weights looked at, each with its slope."""
        objective = self._session.scenario.objective
        places = () if self._hunt is None else self._hunt.places
        return tuple((place[0], float(objective.gradient(np.array(place))[0])) for place in places)

    def look_at(self, weight: float) -> None:
        """Look at the slope there.

        Raises:
            GdsimError: the weight cannot be set.
        """
        self._session.set_weights(np.array([weight]))

    def context(self) -> Context:
        """Where the numbers of the lesson's text come from now."""
        return lessons.Context(self._session.descent, self._session.selected_record)

    def _is_met(self) -> bool:
        score = self.score
        return score is not None and score.valid and score.done

    # Inside

    def _load(self, scenario: Scenario, saved: bool = True, keeps_answer: bool = False) -> None:
        """Whatever was asked was asked of another scenario, but where the station's own begins anew."""
        self._is_loading = True
        self._session.player.pause()
        if not keeps_answer:
            self.quiz.drop()
        self._session.load(scenario, saved)
        self._is_loading = False

    def _on_moved(self) -> None:
        """Something was edited or a step taken."""
        if self._is_loading or self._lesson is None:
            return
        self._is_touched = True
        if self._hunt is not None:
            self._hunt = self._hunt.visit(self._session.weights)
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        """Ask the station's question when its time has come; hide what has to be hidden."""
        station = self.station
        if station is not None and station.question is not None and not self._has_asked:
            if self.is_done or not station.question.after:
                self._has_asked = True
                self.quiz.ask(station.question.kind, station.question.options)
        self._withhold()

    def _on_quiz(self) -> None:
        if self._is_loading:
            return
        feedback, station = self.quiz.feedback, self.station
        is_own = station is not None and station.question is not None and self._has_asked
        if feedback is not None and self.quiz.given is not None and station is not None and is_own:
            self._keep(self._progress.with_answer(station.name, feedback.correct))
        self._withhold()
        self.changed.emit()

    def _withhold(self) -> None:
        self._session.withhold(self.secrets)

    def _keep(self, progress: Progress) -> None:
        assert self._lesson is not None
        self._progress = progress
        kept = dict(self._settings.lesson_progress)
        self._settings.lesson_progress = {**kept, self._lesson.name: progress.to_data()}


def _steps_at_end(station: Station) -> int:
    """The step number that the station's actions lead to."""
    steps = 0
    for action in station.actions:
        if action.kind.name == "step":
            steps += action.argument
        elif action.kind.name in _RESTARTS:
            steps = 0
    return steps
