"""Update rules as pure (init, update) pairs.

Conventions:
    d weights. A rule's state is an array (s, d), one row for each name in ``state_names``; step
    counts updates since the state was empty, 1 at the first. ``update`` returns the change of the
    weights Δw (d,) and the next state; it changes nothing it is given.

A new rule is one entry in RULES; menus, files and commands take it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.registry import by_name


class Situation(NamedTuple):
    """What a rule may read when it makes one update.

    Attributes:
        weights: (d,) before the update.
        gradient: (d,) of the batch at the weights.
        learning_rate: η of this update, the schedule applied.
        step: 1 for the first update since the state was empty.
        settings: the rule's own numbers by name.
        hessian: called only by rules that need it: (d, d) of the batch at the weights.
    """

    weights: Array
    gradient: Array
    learning_rate: float
    step: int
    settings: Mapping[str, float]
    hessian: Callable[[], Array]


Update = Callable[[Situation, Array], tuple[Array, Array]]


@dataclass(frozen=True)
class Rule:
    """One update rule.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        formula: Δw as LaTeX.
        update: the pure function, see the module's conventions.
        settings: the rule's own numbers with their defaults.
        state_names: one name for each row of the state.
        learning_rate: the rule's usual η, a sensible first value.
        state_symbols: LaTeX symbols of the state's rows.
        stability: for rules with a stability limit on a quadratic, a function of the settings that
            gives c in η < c / λmax; None where the rule scales itself and has none.
        note: one sentence on what it does; translatable.
        code: numpy lines that make ``update`` from g, eta, w, t, the settings and the state's names.
    """

    name: str
    label: str
    formula: str
    update: Update
    settings: Mapping[str, float] = field(default_factory=dict)
    state_names: tuple[str, ...] = ()
    state_symbols: tuple[str, ...] = ()
    stability: Callable[[Mapping[str, float]], float] | None = None
    note: str = ""
    code: str = ""

    def init(self, weight_count: int) -> Array:
        """The empty state (s, d)."""
        return np.zeros((len(self.state_names), weight_count))


def _gradient_descent(now: Situation, state: Array) -> tuple[Array, Array]:
    return -now.learning_rate * now.gradient, state


RULES = by_name(
    [
        Rule(
            "gradient_descent",
            QT_TR_NOOP("gradient descent"),
            r"-\eta \frac{\partial E}{\partial w_i}",
            _gradient_descent,
            stability=lambda settings: 2.0,
            note=QT_TR_NOOP("Each weight moves against its slope, η times as far."),
            code="update = -eta * g",
        ),
    ]
)


@dataclass(frozen=True)
class Optimizer:
    """A rule with its numbers: what a scenario says of how weights are changed.

    Attributes:
        rule: the update rule.
        learning_rate: η, positive and finite.
        settings: the rule's numbers; those not given have the rule's defaults.
        batch: records an update sees; None for all of them.
        seed: of the shuffling.
    """

    rule: Rule = RULES["gradient_descent"]
    learning_rate: float = 0.1
    settings: Mapping[str, float] = field(default_factory=dict)
    batch: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        """Fill in the rule's defaults."""
        merged = {**self.rule.settings, **self.settings}
        object.__setattr__(self, "settings", MappingProxyType(merged))

    def rate(self, step: int) -> float:
        """η of the update from this step number on to the next."""
        return self.learning_rate
