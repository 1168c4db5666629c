"""What is refused before an edit is made: for a change that fails halfway stays on the undo stack."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.descent import StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.objective import Objective
from gdsim.scenario.scenario import RandomStart, Scenario


def check_finite(objective: Objective, weights: Array) -> None:
    """Refuse a place where E or its gradient cannot be computed.

    Raises:
        GdsimError: says so.
    """
    with np.errstate(all="ignore"):
        error, gradient = objective.error_and_gradient(weights)
    if math.isfinite(error) and np.isfinite(gradient).all():
        return
    raise GdsimError(Message(QT_TR_NOOP("E or its gradient would not be a finite number at these weights.")))


def check_settings(scenario: Scenario) -> None:
    """Refuse numbers that no run and no random start can use.

    Raises:
        GdsimError: names the number.
    """
    _check_stop_rules(scenario.stop_rules)
    if isinstance(scenario.start, RandomStart):
        _check_random_start(scenario.start)


def _check_stop_rules(rules: StopRules) -> None:
    if rules.max_steps < 1:
        raise GdsimError(Message(QT_TR_NOOP("The step limit is at least 1.")))
    if not (0 <= rules.gradient_tolerance < math.inf and 0 <= rules.error_tolerance < math.inf):
        raise GdsimError(Message(QT_TR_NOOP("A tolerance is zero or a positive number.")))


def _check_random_start(start: RandomStart) -> None:
    if start.seed < 0:
        raise GdsimError(Message(QT_TR_NOOP("A seed is a whole number, zero or larger.")))
    if not (math.isfinite(start.high - start.low) and start.low < start.high):
        raise GdsimError(
            Message(QT_TR_NOOP("A random start needs a range from a smaller to a larger finite number."))
        )
