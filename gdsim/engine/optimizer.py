"""An update rule with its numbers, the learning rate, its schedule and the batch."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.mistake import Mistake
from gdsim.engine.registry import find
from gdsim.engine.rule import RULES, Rule, Situation
from gdsim.engine.schedule import CONSTANT, Schedule
from gdsim.engine.setting import Setting

__all__ = ["RULES", "Optimizer", "Rule", "Setting", "Situation"]


@dataclass(frozen=True)
class Optimizer:
    """What a scenario says of how weights are changed. Immutable, compared by value.

    Attributes:
        rule: the update rule.
        learning_rate: η, positive and finite.
        settings: the rule's own numbers, all of them; those not given have the rule's defaults.
        batch: records an update sees; None for all of them.
        seed: of the shuffling.
        schedule: which fraction of η each step uses.
        mistake: what is got wrong on purpose; None for nothing.
    """

    rule: Rule = RULES["gradient_descent"]
    learning_rate: float = 0.1
    settings: Mapping[str, float] = field(default_factory=dict)
    batch: int | None = None
    seed: int = 0
    schedule: Schedule = CONSTANT
    mistake: Mistake | None = None

    def __post_init__(self) -> None:
        """Fill in the rule's defaults.

        Raises:
            GdsimError: a number is out of range, or a setting is not the rule's.
        """
        rate = float(self.learning_rate)
        if not 0.0 < rate < math.inf:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("The learning rate must be a finite number greater than 0, not {value}."),
                    value=rate,
                )
            )
        object.__setattr__(self, "learning_rate", rate)
        object.__setattr__(self, "settings", MappingProxyType(_checked(self.rule, self.settings)))
        if self.batch is not None:
            object.__setattr__(self, "batch", _whole("batch", self.batch, 1))
        object.__setattr__(self, "seed", _whole("seed", self.seed, 0))

    def __hash__(self) -> int:
        settings = tuple(self.settings.items())
        return hash(
            (self.rule, self.learning_rate, settings, self.batch, self.seed, self.schedule, self.mistake)
        )

    def rate(self, step: int) -> float:
        """η of the update from this step number on to the next, the schedule applied."""
        return self.learning_rate * self.schedule.fraction(step)

    def update(self, now: Situation, state: Array) -> tuple[Array, Array]:
        """Δw (d,) and the rule's next state (s, d); wrong where a mistake is made on purpose.

        Raises:
            GdsimError: the rule refuses the step.
        """
        if self.mistake is None:
            return self.rule.update(now, state)
        return self.mistake.update(self.rule, now, state)

    def carried(self, now: Situation, state: Array) -> Array | None:
        """The part of Δw (d,) that earlier slopes make: what it would be if the slope were 0 now.

        None for rules that remember nothing with a direction, and where the rule refuses.
        """
        if not self.rule.state_names:
            return None
        try:
            change, _ = self.rule.update(now._replace(gradient=np.zeros_like(now.gradient)), state)
        except GdsimError:
            return None
        return change if change.any() else None

    def with_rule(self, rule: Rule) -> Optimizer:
        """Another rule with its defaults; learning rate, batch, seed, schedule and mistake stay."""
        return replace(self, rule=rule, settings={})

    def with_settings(self, **settings: float) -> Optimizer:
        """Some of the rule's own numbers replaced."""
        return replace(self, settings={**self.settings, **settings})


def _checked(rule: Rule, given: Mapping[str, float]) -> dict[str, float]:
    """All settings of the rule in its order, as Python floats."""
    for name in given:
        if not rule.settings:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("The rule “{rule}” has no settings of its own, so no “{name}” either."),
                    rule=rule.name,
                    name=name,
                )
            )
        find(name, rule.settings)
    return {name: _in_range(setting, given) for name, setting in rule.settings.items()}


def _in_range(setting: Setting, given: Mapping[str, float]) -> float:
    value = float(given.get(setting.name, setting.default))
    if not setting.allows(value):
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” must be {allowed}, not {value}."),
                name=setting.name,
                allowed=setting.allowed,
                value=value,
            )
        )
    return value


def _whole(name: str, given: int, low: int) -> int:
    try:
        value = operator.index(given)
    except TypeError:
        value = low - 1
    if value < low:
        raise GdsimError(
            Message(
                QT_TR_NOOP("“{name}” must be a whole number from {low} on, not {value}."),
                name=name,
                low=low,
                value=given,
            )
        )
    return value
