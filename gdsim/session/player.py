"""The player: takes steps by itself, at a pace or as fast as it goes, until a stop rule applies."""

from __future__ import annotations

import math
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message

if TYPE_CHECKING:
    from gdsim.session.session import Session

# A screen shows 60 pictures a second: to tick more often would draw what nobody sees.
_SHORTEST_TICK = 1 / 60
# Seconds of a tick spent on steps: as long as all else takes (to draw a large window takes long), from
# the first to the second; and seconds always left for drawing and for the person.
_TICK_BUDGET, _LONGEST_BUDGET = 0.008, 0.05
_SHORTEST_BREAK = 0.004
# Seconds of delay that are made up for: more would be a leap where a pace was asked for.
_CATCH_UP = 0.1


class Player(QObject):
    """Runs the session's descent from a timer in the GUI thread, so that the window stays responsive.

    *Run* takes steps at the pace; *Run to the end* takes them as fast as it goes, whatever the pace.
    Both pause at the same stop rules: the gradient or the change of the error is small, the step limit,
    divergence; then ``session.outcome`` says which. A run that begins past the step limit may take as
    many steps again. Where the gradient is small already, a run ends before its first step; a step by
    hand is still possible there. Both pause too where the rule refuses a step, and ``session.problem``
    says why.

    Edits of data, model or rule do not pause: the next step uses them. A step, a step back, a reset
    by hand and the beginning of a new descent (weights by hand, random start, another number of
    weights, undo of one of these) do, since then the person has taken over the position.

    Signals:
        running_changed: it runs, or no longer.
        pace_changed: steps per second.
    """

    SLOWEST = 0.5
    FASTEST = math.inf
    DEFAULT_PACE = 2.0

    running_changed = Signal(bool)
    pace_changed = Signal(float)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pace = self.DEFAULT_PACE
        self._running = False
        self._to_end = False
        # Steps due by the pace, and the time up to which they were counted.
        self._owed = 0.0
        self._counted = 0.0
        # When the tick before began, and how long it was to take steps.
        self._ticked, self._budget = 0.0, _TICK_BUDGET
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Steps are being taken."""
        return self._running

    @property
    def running_to_end(self) -> bool:
        """Steps are being taken as fast as it goes, whatever the pace."""
        return self._running and self._to_end

    @property
    def pace(self) -> float:
        """Steps per second, from SLOWEST to FASTEST."""
        return self._pace

    @pace.setter
    def pace(self, pace: float) -> None:
        """Take effect at once, running or not.

        Raises:
            GdsimError: slower than SLOWEST.
        """
        if not pace >= self.SLOWEST:
            raise GdsimError(
                Message(QT_TR_NOOP("The pace is at least {slowest} steps a second."), slowest=self.SLOWEST)
            )
        if pace == self._pace:
            return
        self._count()
        self._pace = float(pace)
        if self._timer.isActive():
            self._schedule()
        self.pace_changed.emit(self._pace)

    def run(self) -> None:
        """Take steps at the pace; the first one at once."""
        self._begin(to_end=False)

    def run_to_end(self) -> None:
        """Take steps as fast as it goes."""
        self._begin(to_end=True)

    def pause(self) -> None:
        """Take no more steps."""
        if self._running:
            self._running = False
            self._timer.stop()
            self.running_changed.emit(False)

    def toggle(self) -> None:
        """Pause where it runs, else run."""
        if self._running:
            self.pause()
        else:
            self.run()

    def _begin(self, to_end: bool) -> None:
        started = not self._running
        self._to_end = to_end
        if started:
            self._session.extend_limit()
            self._running = True
            self.running_changed.emit(True)
        self._owed = 1.0
        self._counted = self._ticked = perf_counter()
        self._budget = _TICK_BUDGET
        self._tick()

    @property
    def _flat_out(self) -> bool:
        return self._to_end or math.isinf(self._pace)

    def _tick(self) -> None:
        if not self._running:
            return
        begin = perf_counter()
        others = begin - self._ticked - self._budget
        self._ticked, self._budget = begin, min(max(others, _TICK_BUDGET), _LONGEST_BUDGET)
        steps = None if self._flat_out else self._due()
        try:
            ended = self._session.advance(steps, self._budget)
        except GdsimError as error:
            self.pause()
            self._session.problem.emit(error.message)
            return
        if ended:
            self.pause()
        if self._running:
            self._schedule(perf_counter() - begin)

    def _due(self) -> int:
        """Steps to take now by the pace."""
        self._count()
        steps = max(1, min(round(self._owed), round(self._pace * _CATCH_UP)))
        self._owed = min(self._owed - steps, 0.5)
        return steps

    def _count(self) -> None:
        now = perf_counter()
        if not self._flat_out:
            self._owed += self._pace * (now - self._counted)
        self._counted = now

    def _schedule(self, used: float = 0.0) -> None:
        """Set the timer, after a tick that used this many seconds."""
        self._count()
        wait = max(_SHORTEST_TICK - used, _SHORTEST_BREAK)
        if not self._flat_out:
            wait = max(wait, (1 - self._owed) / self._pace)
        self._timer.start(round(1000 * wait))
