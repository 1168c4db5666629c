"""Several descents from one start on one objective, each by its own rule, that move together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.regime import regime

# Parts of the way down that an error to reach leaves.
_LEFT, _LEFT_UNKNOWN = 0.01, 0.1


class Comparison:
    """Descents in step. It holds no rule and no history of its own: the descents do.

    All stand at step k but those that ended before: these rest at their last step, until the way back
    reaches it. A descent ends where its stop rule applies, where it diverges and where its rule refuses.

    Attributes:
        descents: those compared.
    """

    def __init__(self, descents: Sequence[Descent]) -> None:
        self.descents = tuple(descents)

    @property
    def step_number(self) -> int:
        """k, of those that have come furthest."""
        return max(descent.step_number for descent in self.descents)

    def step(self) -> bool:
        """One update of each that has not ended, the step limit apart; where all have, of those at step k.

        Returns:
            Whether the first one moved.
        """
        k, before = self.step_number, self.descents[0].step_number
        moving = [d for d in self.descents if not d.advance(0) or d.outcome is Outcome.LIMIT]
        if not sum(_step(descent) for descent in moving):
            for descent in self.descents:
                if descent.step_number == k:
                    _step(descent)
        return self.descents[0].step_number > before

    def step_back(self) -> bool:
        """All that stand at k return to the row before, exactly. False where all are at the start."""
        k = self.step_number
        return sum(d.step_back() for d in self.descents if d.step_number == k) > 0

    def reset(self) -> None:
        """All return to the start."""
        for descent in self.descents:
            descent.reset()

    def advance(self, steps: int) -> bool:
        """Up to ``steps`` updates of each towards its end; True when all have ended."""
        for _ in range(steps):
            moved = [_step(descent) for descent in self.descents if not descent.advance(0)]
            if not any(moved):
                return True
        return all(descent.advance(0) for descent in self.descents)

    def change(self, stop_rules: StopRules) -> None:
        """Other stop rules for all."""
        for descent in self.descents:
            descent.change(stop_rules=stop_rules)


def _step(descent: Descent) -> bool:
    """Take a step; False where the rule refuses, or where it diverges without one."""
    try:
        return descent.step()
    except GdsimError:
        return False


def refusal(descent: Descent) -> Message | None:
    """Why the rule takes no step from here; None where it does."""
    try:
        descent.next_update()
    except GdsimError as error:
        return error.message
    return None


def state(descent: Descent) -> tuple[str, Message]:
    """What it does: in a word or three, translatable, and in a sentence."""
    why = refusal(descent) if descent.outcome is not Outcome.DIVERGED else None
    if why is not None:
        return QT_TR_NOOP("refuses"), why
    found = regime(descent)
    return found.label, found.message


def error_to_reach(start_error: float, minimum_error: float | None) -> float:
    """An error worth counting the steps to: most of the way from the start to the minimum, where it is known.

    Rounded to three digits; 0 where E overflows.
    """
    lowest = min(0.0, start_error) if minimum_error is None else minimum_error
    error = lowest + (_LEFT_UNKNOWN if minimum_error is None else _LEFT) * (start_error - lowest)
    return float(f"{error:.3g}") if math.isfinite(error) else 0.0


def steps_to(descent: Descent, error: float) -> int | None:
    """The first step at which E was no larger than this; None where it never was. Rows of before an edit do
    not count.
    """
    history = descent.history
    reached = np.flatnonzero((history.errors <= error) & ~history.stale)
    return int(reached[0]) if len(reached) else None


def cost(descent: Descent, steps: int) -> int:
    """Derivatives of single records worked out in so many steps, by the rule in force.

    A step costs the records that it sees, once; a rule that needs the Hessian, once more for each weight.
    Without records a gradient counts as one.
    """
    optimizer, count = descent.optimizer, max(1, descent.objective.batch_size_limit())
    size = count if optimizer.batch is None else min(optimizer.batch, count)
    epochs, rest = divmod(steps, -(-count // size))
    seen = epochs * count + min(rest * size, count)
    return seen * (1 + len(descent.weights) if optimizer.rule.uses_hessian else 1)
