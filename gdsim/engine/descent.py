"""A run of gradient descent: where it is, where it has been, and why it stopped."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from gdsim.engine.array import Array, Records, frozen
from gdsim.engine.history import History
from gdsim.engine.memory import Memory
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import is_same_error
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rule import Situation
from gdsim.engine.shuffle import Shuffle
from gdsim.engine.state_log import States
from gdsim.engine.stop import STOP_RULES, Outcome, StopRules

__all__ = ["Descent", "Outcome", "StopRules"]

# E grown by this factor is taken for divergence: far beyond any plot, far before overflow.
DIVERGENCE_FACTOR = 1e12


class Descent:
    """A position on an objective, the way there, and the rule that leads on.

    The row of the present position is always measured on the present objective. Stepping back
    restores weights, the rule's state and the shuffler's position of the row before exactly.

    Where E or ∇E is not finite at the start itself, or becomes so by an edit, the outcome is DIVERGED
    and no step is taken; the row then holds what was measured. Weights are finite in every row, and so
    are E and ∇E in every row that a step added.

    Attributes:
        history: rows for steps 0 … step_number.
        outcome: why the last step or run ended here, or None.
    """

    history: History
    outcome: Outcome | None

    def __init__(
        self,
        objective: Objective,
        optimizer: Optimizer,
        start: ArrayLike,
        stop_rules: StopRules = STOP_RULES,
    ) -> None:
        """Begin at the start weights (d,).

        Raises:
            GdsimError: wrong number of weights, or one that is not finite.
        """
        self._start = frozen(start)
        _check_start(self._start, objective.weight_names)
        self._objective = objective
        self._optimizer = optimizer
        self._stop_rules = stop_rules
        self._shuffle = Shuffle()
        self.reset()

    @classmethod
    def resumed(cls, memory: Memory, stop_rules: StopRules = STOP_RULES) -> Descent:
        """Go on from what another descent remembered, to the last bit."""
        versions = memory.history.versions
        objective, optimizer = memory.settings[versions[-1]]
        descent = cls(objective, optimizer, memory.history.weights[0], stop_rules)
        descent.history = memory.history.copy()
        descent._versions, descent._version = list(memory.settings), int(versions[-1])
        descent._states = States.of(memory.states, len(descent.start))
        descent._arrive(measure=True)
        descent.outcome = descent.outcome or memory.outcome
        return descent

    def memory(self) -> Memory:
        """All that this descent has been through."""
        return Memory(self.history.copy(), tuple(self._versions), self._states.past(), self.outcome)

    # The position

    @property
    def objective(self) -> Objective:
        """What is descended."""
        return self._objective

    @property
    def optimizer(self) -> Optimizer:
        """The rule in force."""
        return self._optimizer

    @property
    def stop_rules(self) -> StopRules:
        """When run() stops."""
        return self._stop_rules

    @property
    def start(self) -> Array:
        """(d,), the weights of step 0."""
        return self._start

    @property
    def step_number(self) -> int:
        """k, 0 at the start."""
        return len(self.history) - 1

    @property
    def weights(self) -> Array:
        """(d,), read-only."""
        return self._weights

    @property
    def error(self) -> float:
        """E of all the data at the weights."""
        return self._error

    @property
    def gradient(self) -> Array:
        """∇E of all the data at the weights, (d,), read-only."""
        return self._gradient

    @property
    def state(self) -> Array:
        """The rule's state (s, d) before the next update, read-only; rows as in rule.state_names."""
        return frozen(self._states.last)

    @property
    def rule_step(self) -> int:
        """Number of the next update since the rule's state was empty, 1 at the first."""
        return self._states.rule_step

    @property
    def edits(self) -> list[int]:
        """Step numbers at which the objective or optimizer was changed, ascending."""
        versions = self.history.versions
        return [int(k) for k in np.flatnonzero(versions[1:] != versions[:-1]) + 1]

    # The next update

    def batch_records(self) -> Records | None:
        """Record numbers (0-based, ascending) that the next update sees, or None for all of them."""
        size, count = self._optimizer.batch, self._objective.batch_size_limit()
        if size is None or size >= count:
            return None
        return self._shuffle.batch(self.step_number, size, count, self._optimizer.seed)

    def batch_objective(self) -> Objective:
        """The objective whose gradient the next update uses: the batch's, or the whole."""
        records = self.batch_records()
        return self._objective if records is None else self._objective.batch(records)

    def batch_gradient(self) -> Array:
        """The gradient that the next update uses, (d,); not the right one where a mistake is made on purpose."""
        return self._gradient_used(self.batch_objective())

    def situation(self) -> Situation:
        """What the rule reads when it makes the next update."""
        source = self.batch_objective()
        return Situation(
            self._weights,
            self._gradient_used(source),
            self._optimizer.rate(self.step_number),
            self.rule_step,
            self._optimizer.settings,
            partial(source.hessian, self._weights),
        )

    def next_update_and_state(self) -> tuple[Array, Array]:
        """Δw of the next step, (d,), and the rule's state after it, (s, d), without taking it.

        Raises:
            GdsimError: the rule refuses (Newton's at a singular or not positive Hessian).
        """
        with np.errstate(all="ignore"):
            return self._optimizer.update(self.situation(), self._states.last)

    def next_update(self) -> Array:
        """Δw of the next step, (d,), without taking it.

        Raises:
            GdsimError: the rule refuses.
        """
        return self.next_update_and_state()[0]

    # Moving

    def step(self) -> bool:
        """Apply one update and add its row. False, and outcome DIVERGED, where E or a weight left the finite.

        Raises:
            GdsimError: the rule refuses the step; nothing has changed.
        """
        if self.outcome is Outcome.DIVERGED:
            return False
        with np.errstate(all="ignore"):
            update, state = self.next_update_and_state()
            weights = self._weights + update
            error, gradient = self._objective.error_and_gradient(weights)
            finite = _all_finite(weights, error, gradient)
        if not finite:
            self.outcome = Outcome.DIVERGED
            return False
        before = abs(self._error)
        self.history.append(weights, error, gradient, self._version)
        self._states.append(state)
        self._take_position(weights, error, gradient)
        # An error beyond the limit that falls is on its way back, after an edit.
        self.outcome = Outcome.DIVERGED if abs(error) > max(self._divergence_limit, before) else None
        return True

    def step_back(self) -> bool:
        """Return to the row before, exactly. False at the start.

        Edits are not undone: a row that was measured on another objective is measured anew.
        """
        if self.step_number == 0:
            return False
        self.history.drop_last()
        self._states.cut(self.step_number)
        self._arrive()
        return True

    def reset(self) -> None:
        """Return to the start; nothing of the way is kept."""
        self.history = History(len(self._start))
        self._versions = [(self._objective, self._optimizer)]
        self._version = 0
        self._states = States(self._optimizer.rule, len(self._start))
        error, gradient = self._objective.error_and_gradient(self._start)
        self.history.append(self._start, error, gradient)
        self._take_position(self._start, error, gradient)
        self._look_for_divergence()
        self._set_limit()

    def run(self, steps: int | None = None) -> Outcome | None:
        """Take exactly ``steps`` steps, or with None run until a stop rule.

        Returns:
            The outcome: STEPS or DIVERGED for a number of steps, else the stop rule that applied.

        Raises:
            GdsimError: the rule refuses a step; the steps before it are taken.
        """
        if steps is not None:
            for _ in range(steps):
                if not self.step():
                    break
            if self.outcome is not Outcome.DIVERGED:
                self.outcome = Outcome.STEPS
            return self.outcome
        while not self.advance(1000):
            pass
        return self.outcome

    def advance(self, steps: int) -> bool:
        """Take up to ``steps`` steps towards the end; True when a stop rule applies (see outcome).

        Raises:
            GdsimError: the rule refuses a step; the steps before it are taken.
        """
        for _ in range(steps):
            if self._at_end():
                return True
            self.step()
        return self._at_end()

    # Editing

    def change(
        self,
        objective: Objective | None = None,
        optimizer: Optimizer | None = None,
        stop_rules: StopRules | None = None,
    ) -> None:
        """Go on from here with other settings: the weights stay, later steps use the new ones.

        Rows measured on another objective become stale, and the present one is measured anew; going
        back to an earlier objective makes its rows good again. The rule's state is kept while the rule
        stays the same, and found again when a change of rule is taken back before a step, else it
        starts empty.

        Raises:
            GdsimError: the objective has another number of weights.
        """
        objective = objective or self._objective
        optimizer = optimizer or self._optimizer
        if len(objective.weight_names) != len(self._start):
            raise GdsimError(Message(QT_TR_NOOP("Another number of weights needs a new descent.")))
        self._stop_rules = stop_rules or self._stop_rules
        moved = not is_same_error(objective, self._objective)
        if not moved and optimizer == self._optimizer:
            self._objective = objective
            return
        if optimizer.rule is not self._optimizer.rule:
            self._states.switch(optimizer.rule, self.step_number)
        self._objective, self._optimizer = objective, optimizer
        self._number_versions()
        self._arrive(measure=moved)
        if moved:
            self._set_limit()

    # Inside: measurements

    def _gradient_used(self, source: Objective) -> Array:
        gradient = self._gradient if source is self._objective else source.gradient(self._weights)
        mistake = self._optimizer.mistake
        return gradient if mistake is None else mistake.gradient(source, self._weights, gradient)

    def _arrive(self, measure: bool = False) -> None:
        """Take the last row as the position, under the present settings; measure it anew where it must be."""
        history = self.history
        weights = frozen(history.weights[-1])
        if measure or history.stale[-1]:
            error, gradient = self._objective.error_and_gradient(weights)
        else:
            error, gradient = float(history.errors[-1]), history.gradients[-1]
        history.rewrite_last(weights, error, gradient, self._version)
        self._take_position(weights, error, gradient)
        self._look_for_divergence()

    def _take_position(self, weights: Array, error: float, gradient: Array) -> None:
        weights.flags.writeable = False
        self._weights, self._error, self._gradient = weights, error, frozen(gradient)

    def _look_for_divergence(self) -> None:
        """Where E or its gradient is not finite, there is no step to take."""
        with np.errstate(all="ignore"):
            finite = _all_finite(self._weights, self._error, self._gradient)
        self.outcome = None if finite else Outcome.DIVERGED

    def _set_limit(self) -> None:
        """The |E| beyond which this is divergence, for the present objective."""
        sizes = [
            abs(self._objective.error(self.history.weights[0])),
            abs(self._objective.error(np.zeros(len(self._start)))),
        ]
        self._divergence_limit = DIVERGENCE_FACTOR * max([1.0, *(s for s in sizes if math.isfinite(s))])

    # Inside: what was in force when

    def _number_versions(self) -> None:
        """Number the settings that rows were measured under, and forget those that no row needs."""
        now = (self._objective, self._optimizer)
        before = self.history.versions[:-1]
        needed = np.bincount(before, minlength=len(self._versions)) > 0
        kept = [pair for pair, need in zip(self._versions, needed, strict=True) if need]
        numbers = np.where(needed, np.cumsum(needed) - 1, 0).astype(np.int32)
        stale = np.array([not is_same_error(pair[0], now[0]) for pair in self._versions])
        self.history.renumber(numbers, stale)
        alike = (i for i, pair in enumerate(kept) if is_same_error(pair[0], now[0]) and pair[1] == now[1])
        self._version = next(alike, len(kept))
        self._versions = kept if self._version < len(kept) else [*kept, now]

    # Inside: stopping

    def _at_end(self) -> bool:
        if self.outcome is Outcome.DIVERGED:
            return True
        self.outcome = self._stop_reason()
        return self.outcome is not None

    def _stop_reason(self) -> Outcome | None:
        rules = self._stop_rules
        if math.hypot(*self._gradient.tolist()) <= rules.gradient_tolerance:
            return Outcome.GRADIENT
        if rules.error_tolerance > 0 and self.step_number > 0 and not self.history.stale[-2]:
            if abs(self._error - float(self.history.errors[-2])) <= rules.error_tolerance:
                return Outcome.ERROR
        if self.step_number >= rules.max_steps:
            return Outcome.LIMIT
        return None


def _check_start(start: Array, names: tuple[str, ...]) -> None:
    if start.shape != (len(names),):
        raise GdsimError(
            Message(
                QT_TR_NOOP("{count} start weights are needed ({names}), {found} were given."),
                count=len(names),
                names=", ".join(names),
                found=start.size,
            )
        )
    if not np.isfinite(start).all():
        raise GdsimError(Message(QT_TR_NOOP("The start weights must be finite numbers.")))


def _all_finite(weights: Array, error: float, gradient: Array) -> bool:
    """Whether all of them are; to be called where overflow is ignored."""
    # A product of two arrays is finite only if both are: one cheap look. Where it overflows, look closely.
    if math.isfinite(error) and math.isfinite(weights.dot(gradient)):
        return True
    return bool(math.isfinite(error) and np.isfinite(weights).all() and np.isfinite(gradient).all())
