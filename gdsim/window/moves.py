"""What moves along the descent, and through the edits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gdsim.engine.message import GdsimError
from gdsim.scenario.scenario import RandomStart
from gdsim.session import Session


class Moves(QObject):
    """What the actions of the descent do; each is called by the action of its name.

    Signals:
        told: a Message: a rule refuses its step, and why.
    """

    told = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def step(self) -> None:
        """One update."""
        self._try(self._session.step)

    def step_back(self) -> None:
        """One update less."""
        self._session.step_back()

    def run(self) -> None:
        """Run, or pause."""
        self._session.player.toggle()

    def run_to_end(self) -> None:
        """Run until a stop rule."""
        self._session.player.run_to_end()

    def reset(self) -> None:
        """Back to the start."""
        self._session.reset()

    def random_start(self) -> None:
        """New start weights from the next seed."""
        start = self._session.scenario.start
        seed, low, high = (
            (start.seed + 1, start.low, start.high) if isinstance(start, RandomStart) else (1, -1.0, 1.0)
        )
        self._session.random_start(seed, low, high)

    def sub_step(self) -> None:
        """The next part of the step."""
        self._try(self._session.next_stage)

    def sub_step_back(self) -> None:
        """The part before."""
        self._session.previous_stage()

    def undo(self) -> None:
        """Undo the last edit."""
        self._session.undo_stack.undo()

    def redo(self) -> None:
        """Redo it."""
        self._session.undo_stack.redo()

    def _try(self, move: Callable[[], None]) -> None:
        try:
            move()
        except GdsimError as error:
            self.told.emit(error.message)
