"""What a descent's present position and its last steps show: the facts that a regime is judged by."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from gdsim.engine.analysis import Curvature, Minimum, curvature, exact_minimum
from gdsim.engine.array import Array, frozen
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError, Message
from gdsim.engine.sample import thinned
from gdsim.engine.standstill import is_dead

# Steps that are looked back at.
_WINDOW = 8


class Look:
    """What the descent's present position shows, computed once and when needed."""

    def __init__(self, descent: Descent) -> None:
        self.descent = descent
        self.weights = descent.weights
        self.gradient = descent.gradient
        self.refusal: Message | None = None  # why there is no update
        self.slope = float(np.linalg.norm(self.gradient))
        self.rate = descent.optimizer.rate(descent.step_number)
        optimizer = descent.optimizer
        is_right = optimizer.mistake is None and descent.batch_records() is None
        self.is_plain = optimizer.rule.name == "gradient_descent" and is_right

    @cached_property
    def curvature(self) -> Curvature | None:
        """At the position; on big data that is no parabola, judged by some of the records."""
        objective = self.descent.objective
        if getattr(objective, "is_quadratic", False):
            return curvature(objective, self.weights)
        few, scale = thinned(objective)
        here = curvature(few, self.weights)
        if here is None or scale == 1.0:
            return here
        return Curvature(frozen(scale * here.eigenvalues), here.eigenvectors, exact=False)

    @cached_property
    def minimum(self) -> Minimum | None:
        """Where it is known exactly."""
        return exact_minimum(self.descent.objective)

    @cached_property
    def update(self) -> Array | None:
        """The next Δw, None where the rule refuses."""
        try:
            return self.descent.next_update()
        except GdsimError as error:
            self.refusal = error.message
            return None

    @cached_property
    def at_minimum(self) -> bool:
        """No lower than the known minimum, but for rounding."""
        if self.minimum is None:
            return False
        size = max(abs(self.minimum.error), abs(self.descent.objective.error(self.descent.start)))
        return self.descent.error - self.minimum.error <= 1e-9 * size

    @property
    def stands_still(self) -> bool:
        """The gradient is within the stop rule, or the next update is lost in the weights' rounding."""
        if self.slope <= self.descent.stop_rules.gradient_tolerance:
            return True
        if self.update is None or self.descent.step_number == 0:
            return False
        size = max(float(np.linalg.norm(self.weights)), 1e-300)
        return float(np.linalg.norm(self.update)) <= 2 * math.ulp(1.0) * size and not is_dead(self.descent)

    @property
    def scale(self) -> float:
        """A length to measure distances by: how far the descent has come, at first a tenth of |w|."""
        come = float(np.linalg.norm(self.weights - self.descent.start))
        return come or 0.1 * max(1.0, float(np.linalg.norm(self.weights)))


def recent(descent: Descent) -> tuple[Array, Array]:
    """E and weights of the last rows that were measured on the present objective.

    Where a mistake is made on purpose, of those since it is: right steps say nothing about it.
    """
    wanted = ~descent.history.stale[-_WINDOW - 1 :]
    if descent.optimizer.mistake is not None:
        versions = descent.history.versions[-_WINDOW - 1 :]
        wanted &= versions == versions[-1]
    fresh = np.flatnonzero(wanted)
    first = int(fresh[0]) if len(fresh) else 0
    return (
        descent.history.errors[-_WINDOW - 1 :][first:],
        descent.history.weights[-_WINDOW - 1 :][first:],
    )


def turn_count(updates: Array) -> int:
    """How often an update goes against the one before."""
    return int((np.einsum("ki,ki->k", updates[1:], updates[:-1]) < 0.0).sum())


def climbs(descent: Descent) -> bool:
    """E rose in each of the last three steps, above where it started."""
    errors, _ = recent(descent)
    if len(errors) < 4 or not (np.diff(errors[-4:]) > 0.0).all():
        return False
    stale = descent.history.stale
    return float(errors[-1]) > float(descent.history.errors[int(np.argmin(stale))])
