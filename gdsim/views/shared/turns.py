"""Who draws when: while a hand moves something, what is in hand at once, the other views in turn."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gdsim.session import Session

if TYPE_CHECKING:
    from gdsim.views.shared.view import View

# Seconds of a picture of the screen, and of the shortest turn; one view may take longer.
_PICTURE, _TURN = 1 / 60, 0.003
# How much the last picture says of what the next will take: it varies.
_LATEST = 0.2
_SLOW = 4.0  # steps per second
_SPOKEN = 250  # milliseconds: while things move, what is read out need not be newer
# Of the time: what the views that wait have at least, however long what is in hand takes, and what all have at most.
_LEAST_SHARE, _ALL = 0.1, 0.9


class Turns(QObject):
    """The views of one session that wait to be drawn, and the hands that make them wait.

    A view waits at least for its lag; then those are drawn that have waited longest, in short turns.
    They have the time that what is in hand leaves of each picture, so that it follows at the screen's pace
    however much else is in sight. When the last hand lets go, and when a run pauses, all are drawn at once.
    What is read out is told in its own time.
    """

    @classmethod
    def of(cls, session: Session) -> Turns:
        """Those of this session."""
        return session.findChild(cls) or cls(session)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._player = session.player
        self._hands: list[QWidget] = []
        self._begun = 0.0  # when what is in hand was last drawn
        self._in_hand = 0.0  # how many seconds that takes
        self._hand_painted = QTimer(self)
        self._hand_painted.setSingleShot(True)
        self._hand_painted.timeout.connect(self._on_hand_painted)
        self._waiting: dict[View, float] = {}  # and when each may be drawn, in seconds
        self._turn_begun, self._rested = 0.0, 0.0  # when the last turn began, and when the next one may
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(self._on_turn_painted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._serve)
        self._untold: set[View] = set()
        self._teller = QTimer(self)
        self._teller.setSingleShot(True)
        self._teller.setInterval(_SPOKEN)
        self._teller.timeout.connect(self._tell)
        self._player.running_changed.connect(self._on_running)

    @property
    def is_held(self) -> bool:
        """A hand moves something."""
        self._hands = [hand for hand in self._hands if isValid(hand)]  # it may be gone with its window
        return bool(self._hands)

    def is_in_hand(self, view: QWidget) -> bool:
        """What is moved is in this view."""
        return self.is_held and any(view is hand or view.isAncestorOf(hand) for hand in self._hands)

    def take_hold(self, hand: QWidget) -> None:
        """Something in this widget begins to be moved."""
        self._hands.append(hand)

    def let_go(self, hand: QWidget) -> None:
        """No longer; where nothing was held, nothing changes."""
        if hand in self._hands:
            self._hands.remove(hand)
            self._finish()

    @property
    def is_moving(self) -> bool:
        """What is shown is another thing soon: a hand moves something, or a run is faster than one can listen."""
        return self.is_held or (self._player.running and self._player.pace > _SLOW)

    def draw_in_hand(self, draw: Callable[[], None]) -> None:
        """Draw what is in hand; the time until it is painted is not there for the others."""
        self._begun = perf_counter()
        draw()
        self._hand_painted.start(0)  # comes when nothing else is to be done

    def _on_hand_painted(self) -> None:
        self._in_hand += _LATEST * (perf_counter() - self._begun - self._in_hand)

    def wait(self, view: View, lag: float) -> None:
        """The view is to catch up in its turn, after so many milliseconds at the earliest."""
        due = perf_counter() + lag / 1000.0
        self._waiting[view] = min(self._waiting.get(view, due), due)
        self._plan()

    def tell_later(self, view: View) -> None:
        """The view has something new to be read out."""
        self._untold.add(view)
        if not self._teller.isActive():
            self._teller.start()

    def _plan(self) -> None:
        """The next turn: when a view is due, and the last turn was long enough ago."""
        if self._waiting and not self._painted.isActive():
            start = max(self._rested, min(self._waiting.values()))
            self._timer.start(max(0, math.ceil(1000.0 * (start - perf_counter()))))

    def _serve(self) -> None:
        """One turn."""
        self._turn_begun = now = perf_counter()
        while self._waiting and now - self._turn_begun < _TURN:
            view = min(self._waiting, key=self._waiting.__getitem__)
            if self._waiting[view] > now:
                break
            self._draw(view)
            now = perf_counter()
        self._painted.start(0)

    def _on_turn_painted(self) -> None:
        """Rest for so long that a turn has no more than the share that the hand leaves."""
        now = perf_counter()
        taken = self._in_hand / _PICTURE if self.is_held else 0.0
        share = max(_LEAST_SHARE, _ALL - taken)
        self._rested = now + (now - self._turn_begun) * (1.0 - share) / share
        self._plan()

    def _on_running(self, running: bool) -> None:
        if not running:
            self._finish()

    def _finish(self) -> None:
        """All that wait, now. The next hand may be another view's."""
        if self.is_held or self._player.running:
            return
        for view in list(self._waiting):
            self._draw(view)
        self._tell()

    def _draw(self, view: View) -> None:
        self._waiting.pop(view, None)
        if isValid(view):  # it may be gone with its window
            view.catch_up()

    def _tell(self) -> None:
        untold, self._untold = self._untold, set()
        for view in untold:
            if isValid(view):
                view.tell_readers()
