"""A rule's states, one a step, so that stepping back finds each of them again."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.history import grown
from gdsim.engine.rule import Rule

_FIRST_CAPACITY = 64


class StateLog:
    """States of one rule before its updates from step ``first``, ``first`` + 1, …; the first is empty.

    A state of s rows costs 8 s d bytes, so a million steps of momentum on two weights take 17 MB,
    and a rule without a state nothing.

    Attributes:
        rule: whose states these are.
        first: the step number at which its state was empty.
    """

    def __init__(self, rule: Rule, weight_count: int, first: int) -> None:
        self.rule = rule
        self.first = first
        empty = rule.init(weight_count)
        self._states = np.empty((_FIRST_CAPACITY, *empty.shape))
        self._states[0] = empty
        self._count = 1

    def __len__(self) -> int:
        return self._count

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return self._states.nbytes

    @property
    def last_step(self) -> int:
        """The step number of the last state."""
        return self.first + self._count - 1

    @property
    def last(self) -> Array:
        """(s, d), the state before the next update: a view, overwritten once it is dropped."""
        state: Array = self._states[self._count - 1]
        return state

    def append(self, state: Array) -> None:
        """Add the state that an update left behind."""
        if self._count == len(self._states):
            self._states = grown(self._states)
        self._states[self._count] = state
        self._count += 1

    def cut(self, step: int) -> None:
        """Forget what came after this step, which is not before the first."""
        self._count = min(self._count, step - self.first + 1)
