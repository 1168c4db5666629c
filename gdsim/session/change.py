"""One undoable edit: from one state of the program to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple
from weakref import WeakMethod

from PySide6.QtGui import QUndoCommand, QUndoStack

from gdsim.engine.descent import Descent
from gdsim.scenario.scenario import Scenario


class State(NamedTuple):
    """A scenario, and the descent that belongs to it.

    An edit that keeps the weights keeps the Descent object too; one that begins a new descent has
    another, so that undo finds the old one with its history and position.
    """

    scenario: Scenario
    descent: Descent


class Change(QUndoCommand):
    """Shows the new state on redo, the old one on undo. Changes with one merge key become one entry.

    ``show`` is a method, held weakly: the undo stack keeps the change, and must not keep the session.
    """

    def __init__(
        self, show: Callable[[State], None], old: State, new: State, text: str, merge: Hashable
    ) -> None:
        super().__init__(text)
        self._show = WeakMethod(show)
        self._old = old
        self._new = new
        self._merge = merge

    def redo(self) -> None:
        """Show the new state."""
        self._show_state(self._new)

    def undo(self) -> None:
        """Show the old state."""
        self._show_state(self._old)

    def id(self) -> int:
        """One id for all that may merge; -1 forbids it."""
        return -1 if self._merge is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over the other's new state where it is part of the same drag; vanish if nothing is left."""
        if not isinstance(other, Change) or other._merge != self._merge:
            return False
        self._new = other._new
        self.setObsolete(self._new == self._old)
        return True

    def _show_state(self, state: State) -> None:
        show = self._show()
        if show is not None:
            show(state)


def forget(stack: QUndoStack) -> None:
    """Empty a stack whose session is just going, while both are whole, and without a word.

    A stack that is deleted tells of becoming empty, which nobody can read any more. And Python's
    collector may delete the commands of a forgotten stack first, so that the stack deletes them a second
    time and crashes: to be held by the session's ``destroyed`` keeps them until then.
    """
    stack.blockSignals(True)
    stack.clear()
