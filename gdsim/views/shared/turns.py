"""Who draws when: while a hand moves something, what is in hand at once, the other views in turn."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from gdsim.session import Session

if TYPE_CHECKING:
    from gdsim.views.shared.view import View

# Seconds from a turn to the next: a picture of the screen, and how often as long as the turn itself took.
_PICTURE, _REST = 1 / 60, 2.0


class Turns(QObject):
    """The views of one session that wait to be drawn, and the hands that make them wait.

    A view waits at least for its lag; then that is drawn which has waited longest, one a turn.
    Between turns there is time for what is in hand, which so follows at the screen's pace however
    much else is in sight. When the last hand lets go, and when a run pauses, all are drawn at once.
    """

    @classmethod
    def of(cls, session: Session) -> Turns:
        """Those of this session."""
        return session.findChild(cls) or cls(session)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._player = session.player
        self._hands: list[object] = []
        self._waiting: dict[View, float] = {}  # and when each may be drawn, in seconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._serve)
        self._player.running_changed.connect(self._on_running)

    @property
    def is_held(self) -> bool:
        """A hand moves something."""
        return bool(self._hands)

    def take_hold(self, hand: object) -> None:
        """This hand begins to move something."""
        self._hands.append(hand)

    def let_go(self, hand: object) -> None:
        """It no longer does; of a hand that held nothing, nothing changes."""
        if hand in self._hands:
            self._hands.remove(hand)
            self._finish()

    def wait(self, view: View) -> None:
        """The view is to be drawn in its turn."""
        self._waiting.setdefault(view, perf_counter() + view.lag / 1000.0)
        if not self._timer.isActive():
            self._plan(0.0)

    def _plan(self, rest: float) -> None:
        """The next turn, when a view is due, after so many seconds at the earliest."""
        if self._waiting:
            seconds = max(rest, min(self._waiting.values()) - perf_counter())
            self._timer.start(round(1000.0 * seconds))

    def _serve(self) -> None:
        """One turn."""
        if not self._waiting:
            return
        start = perf_counter()
        view = min(self._waiting, key=self._waiting.__getitem__)
        del self._waiting[view]
        view.catch_up()
        self._plan(max(_PICTURE, _REST * (perf_counter() - start)))

    def _on_running(self, running: bool) -> None:
        if not running:
            self._finish()

    def _finish(self) -> None:
        """All that wait, now."""
        if self._hands or self._player.running:
            return
        views = list(self._waiting)
        self._waiting.clear()
        for view in views:
            view.catch_up()
