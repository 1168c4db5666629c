"""The rules' states, one a step, so that stepping back finds each of them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.history import grown
from gdsim.engine.rule import Rule

_FIRST_CAPACITY = 64


class PastStates(NamedTuple):
    """The states of one rule while it was in force: (n, s, d), before its updates from step ``first`` on."""

    rule: Rule
    first: int
    states: Array


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

    @classmethod
    def of(cls, past: PastStates, weight_count: int) -> StateLog:
        """One that has these states, of which there is at least one."""
        log = cls(past.rule, weight_count, past.first)
        log._states = np.array(past.states)
        log._count = len(past.states)
        return log

    def past(self) -> PastStates:
        """A copy of its states."""
        return PastStates(self.rule, self.first, frozen(self._states[: self._count]))

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


class States:
    """The states along a descent, a log for each rule that was in force, the present one last."""

    def __init__(self, rule: Rule, weight_count: int) -> None:
        self._weight_count = weight_count
        self._logs = [StateLog(rule, weight_count, 0)]

    @classmethod
    def of(cls, past: Sequence[PastStates], weight_count: int) -> States:
        """Those of a descent that goes on; the last rule is the one in force."""
        states = cls(past[-1].rule, weight_count)
        states._logs = [StateLog.of(log, weight_count) for log in past]
        return states

    def past(self) -> tuple[PastStates, ...]:
        """A copy of all states."""
        return tuple(log.past() for log in self._logs)

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return sum(log.nbytes for log in self._logs)

    @property
    def last(self) -> Array:
        """(s, d), the present rule's state before the next update: a view, overwritten once dropped."""
        return self._logs[-1].last

    @property
    def rule_step(self) -> int:
        """Number of the next update since the state was empty, 1 at the first."""
        return len(self._logs[-1])

    def append(self, state: Array) -> None:
        """Add the state that an update left behind."""
        self._logs[-1].append(state)

    def switch(self, rule: Rule, step: int) -> None:
        """Put another rule in force: its state is empty, or its own where a change is taken back at once."""
        if len(self._logs) > 1 and len(self._logs[-1]) == 1:
            self._logs.pop()
        if self._logs[-1].rule is not rule or self._logs[-1].last_step != step:
            self._logs.append(StateLog(rule, self._weight_count, step))

    def cut(self, step: int) -> None:
        """Forget what came after this step; a rule put in force after it has an empty state there."""
        *older, present = self._logs
        if present.first > step:
            present = StateLog(present.rule, self._weight_count, step)
        self._logs = [*(log for log in older if log.first <= step), present]
        for log in self._logs:
            log.cut(step)
