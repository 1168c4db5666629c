"""A run of gradient descent: where it is, where it has been, and why it stopped."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.history import History
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer, Situation

# E grown by this factor is taken for divergence: far beyond any plot, far before overflow.
DIVERGENCE_FACTOR = 1e12


class Outcome(enum.StrEnum):
    """Why a run stopped; the words of the run command's output."""

    STEPS = "steps"
    GRADIENT = "gradient"
    ERROR = "error"
    DIVERGED = "diverged"
    LIMIT = "limit"


@dataclass(frozen=True)
class StopRules:
    """When a run to the end stops.

    Attributes:
        max_steps: step number at which it stops at the latest.
        gradient_tolerance: it stops where the Euclidean norm of ∇E is not larger.
        error_tolerance: it stops where a step changed E by no more; 0 switches this off.
    """

    max_steps: int = 10_000
    gradient_tolerance: float = 1e-9
    error_tolerance: float = 0.0


class Descent:
    """A position on an objective, the way there, and the rule that leads on.

    The row of the present position is always measured on the present objective. Stepping back
    restores weights, the rule's state and the shuffler's position of the row before exactly.

    Attributes:
        history: rows for steps 0 … step_number.
        outcome: why the last step or run ended here, or None.
        edits: step numbers at which the objective or optimizer was changed, ascending.
    """

    def __init__(
        self,
        objective: Objective,
        optimizer: Optimizer,
        start: Array,
        stop_rules: StopRules = StopRules(),  # noqa: B008 - immutable
    ) -> None:
        """Begin at the start weights (d,).

        Raises:
            GdsimError: wrong number of weights, or one that is not finite.
        """
        self._start = frozen(start)
        if self._start.shape != (len(objective.weight_names),):
            raise GdsimError(
                Message(
                    QT_TR_NOOP("{count} start weights are needed ({names}), {found} were given."),
                    count=len(objective.weight_names),
                    names=", ".join(objective.weight_names),
                    found=self._start.size,
                )
            )
        if not np.isfinite(self._start).all():
            raise GdsimError(Message(QT_TR_NOOP("The start weights must be finite numbers.")))
        self._objective = objective
        self._optimizer = optimizer
        self._stop_rules = stop_rules
        self.reset()

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
        return frozen(self.history.weights[-1])

    @property
    def error(self) -> float:
        """E of all the data at the weights."""
        return float(self.history.errors[-1])

    @property
    def gradient(self) -> Array:
        """∇E of all the data at the weights, (d,), read-only."""
        return frozen(self.history.gradients[-1])

    @property
    def state(self) -> Array:
        """The rule's state (s, d) before the next update; rows as in rule.state_names."""
        return self._states[-1]

    @property
    def rule_step(self) -> int:
        """Number of the next update since the rule's state was empty, 1 at the first."""
        return len(self._states)

    # The next update

    def batch_records(self) -> Array | None:
        """Record numbers (0-based, ascending) that the next update sees, or None for all of them.

        The order of an epoch depends on the seed and the epoch's number alone: so the shuffler has
        no state to be saved, and stepping back cannot get it wrong.
        """
        size, count = self._optimizer.batch, self._objective.batch_size_limit()
        if size is None or size >= count:
            return None
        batches = -(-count // size)
        epoch, index = divmod(self.step_number, batches)
        order = np.random.default_rng([self._optimizer.seed, epoch]).permutation(count)
        return np.sort(order[index * size : (index + 1) * size])

    def batch_objective(self) -> Objective:
        """The objective whose gradient the next update uses: the batch's, or the whole."""
        records = self.batch_records()
        return self._objective if records is None else self._objective.batch(records)

    def batch_gradient(self) -> Array:
        """The gradient that the next update uses, (d,)."""
        records = self.batch_records()
        if records is None:
            return self.gradient
        return self._objective.batch(records).gradient(self.weights)

    def next_update(self) -> Array:
        """Δw of the next step, (d,), without taking it.

        Raises:
            GdsimError: the rule refuses (Newton's at a singular or not positive Hessian).
        """
        return self._updated()[0]

    # Moving

    def step(self) -> bool:
        """Apply one update and add its row. False, and outcome DIVERGED, where E or a weight left the finite.

        Raises:
            GdsimError: the rule refuses the step; nothing has changed.
        """
        if self.outcome is Outcome.DIVERGED:
            return False
        before = abs(self.error)
        with np.errstate(all="ignore"):
            update, state = self._updated()
            weights = self.history.weights[-1] + update
            error, gradient = self._measure(weights)
        self.outcome = None
        if not (np.isfinite(error) and np.isfinite(weights).all() and np.isfinite(gradient).all()):
            self.outcome = Outcome.DIVERGED
            return False
        self.history.append(weights, error, gradient)
        self._states.append(state)
        if abs(error) > max(self._divergence_limit, before):
            self.outcome = Outcome.DIVERGED
        return True

    def step_back(self) -> bool:
        """Return to the row before, exactly. False at the start.

        Edits are not undone: a row that was measured on another objective is measured anew.
        """
        if self.step_number == 0:
            return False
        self.history.drop_last()
        if len(self._states) > 1:
            self._states.pop()
        if self.history.stale[-1]:
            self._measure_last()
        self.edits = [k for k in self.edits if k <= self.step_number]
        self.outcome = None
        return True

    def reset(self) -> None:
        """Return to the start; nothing of the way is kept."""
        self.history = History(len(self._start))
        self.outcome: Outcome | None = None
        self.edits: list[int] = []
        self._forget_state()
        error, gradient = self._measure(self._start)
        self.history.append(self._start, error, gradient)
        self._set_limit()

    def run(self, steps: int | None = None) -> Outcome | None:
        """Take exactly ``steps`` steps, or with None run until a stop rule.

        Returns:
            The outcome: STEPS or DIVERGED for a number of steps, else the stop rule that applied.
        """
        if steps is not None:
            for _ in range(steps):
                if self.outcome is Outcome.DIVERGED or not self.step():
                    break
            if self.outcome is not Outcome.DIVERGED:
                self.outcome = Outcome.STEPS
            return self.outcome
        while not self.advance(1000):
            pass
        return self.outcome

    def advance(self, steps: int) -> bool:
        """Take up to ``steps`` steps towards the end; True when a stop rule applies (see outcome)."""
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

        Rows measured on another objective become stale, and the present one is measured anew.
        The rule's state is kept while the rule stays the same, else it starts empty.

        Raises:
            GdsimError: the objective has another number of weights.
        """
        objective = objective or self._objective
        optimizer = optimizer or self._optimizer
        if len(objective.weight_names) != len(self._start):
            raise GdsimError(Message(QT_TR_NOOP("Another number of weights needs a new descent.")))
        edited = objective != self._objective or optimizer != self._optimizer
        if optimizer.rule.name != self._optimizer.rule.name:
            self._optimizer = optimizer
            self._forget_state()
        self._optimizer = optimizer
        self._stop_rules = stop_rules or self._stop_rules
        if objective != self._objective:
            self._objective = objective
            self.history.mark_stale()
            self._measure_last()
            self._set_limit()
        if edited:
            self.outcome = None
            if self.step_number and self.step_number not in self.edits:
                self.edits = [*self.edits, self.step_number]

    # Inside

    def _updated(self) -> tuple[Array, Array]:
        weights = self.weights
        source = self.batch_objective()
        gradient = self.gradient if source is self._objective else source.gradient(weights)
        situation = Situation(
            weights=weights,
            gradient=gradient,
            learning_rate=self._optimizer.rate(self.step_number),
            step=self.rule_step,
            settings=self._optimizer.settings,
            hessian=lambda: source.hessian(weights),
        )
        return self._optimizer.rule.update(situation, self.state)

    def _measure(self, weights: Array) -> tuple[float, Array]:
        return self._objective.error(weights), self._objective.gradient(weights)

    def _measure_last(self) -> None:
        weights = self.weights
        self.history.rewrite_last(weights, *self._measure(weights))

    def _forget_state(self) -> None:
        self._states = [self._optimizer.rule.init(len(self._start))]

    def _set_limit(self) -> None:
        """The |E| beyond which this is divergence, for the present objective."""
        sizes = [
            abs(self._objective.error(self.history.weights[0])),
            abs(self._objective.error(np.zeros(len(self._start)))),
        ]
        self._divergence_limit = DIVERGENCE_FACTOR * max(1.0, *(s for s in sizes if np.isfinite(s)))

    def _at_end(self) -> bool:
        if self.outcome is Outcome.DIVERGED:
            return True
        self.outcome = self._stop_reason()
        return self.outcome is not None

    def _stop_reason(self) -> Outcome | None:
        rules, errors = self._stop_rules, self.history.errors
        if float(np.linalg.norm(self.history.gradients[-1])) <= rules.gradient_tolerance:
            return Outcome.GRADIENT
        if rules.error_tolerance > 0 and len(errors) > 1 and not self.history.stale[-2]:
            if abs(errors[-1] - errors[-2]) <= rules.error_tolerance:
                return Outcome.ERROR
        if self.step_number >= rules.max_steps:
            return Outcome.LIMIT
        return None
