"""The usual mistakes in a program of gradient descent, made on purpose: each changes the step and nothing else.

Conventions:
    Only what the update uses is wrong. E and ∇E that a descent records stay right, so that the
    damage can be seen. A new mistake is one entry in MISTAKES.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.registry import by_name
from gdsim.engine.rule import Rule, Situation

Gradient = Callable[[Objective, Array, Array], Array]
WrongUpdate = Callable[[Rule, Situation, Array], tuple[Array, Array]]


def _right_gradient(objective: Objective, weights: Array, gradient: Array) -> Array:
    return gradient


def _right_update(rule: Rule, now: Situation, state: Array) -> tuple[Array, Array]:
    return rule.update(now, state)


@dataclass(frozen=True, eq=False, repr=False)
class Mistake:
    """One mistake. Compared by identity: there is one of each.

    Attributes:
        name: as in files.
        label: what a person reads; translatable.
        note: what is wrong and what comes of it, in a sentence; translatable.
        formula: the wrong step of plain descent as LaTeX.
        gradient: the gradient that the step uses, made of (objective of the batch, weights (…, d), its right
            gradient (…, d)).
        update: (Δw, next state), made of (rule, situation, state); the situation holds that gradient.
    """

    name: str
    label: str
    note: str
    formula: str
    gradient: Gradient = _right_gradient
    update: WrongUpdate = _right_update

    def __repr__(self) -> str:
        return f"MISTAKES[{self.name!r}]"


def _wrong_sign(objective: Objective, weights: Array, gradient: Array) -> Array:
    return -gradient


def _without_slope(objective: Objective, weights: Array, gradient: Array) -> Array:
    """As if f′(h) were 1 in every record."""
    if not isinstance(objective, Neuron):
        return gradient
    with np.errstate(all="ignore"):
        h = objective.weighted_sum(weights)
        prediction, ones = objective.activation.value(h), np.ones_like(h)
        delta = objective.error_measure.error_term(objective.dataset.targets, prediction, h, ones)
        return np.asarray(-objective.factor * (delta @ objective.columns.T))


def _last_record(objective: Objective, weights: Array, gradient: Array) -> Array:
    """As if each record's contribution replaced the one before instead of being added."""
    if not isinstance(objective, Neuron) or objective.dataset.record_count < 2:
        return gradient
    with np.errstate(all="ignore"):
        column = objective.columns[:, -1]
        h = np.asarray(weights @ column)
        prediction, slope = objective.activation.value_and_slope(h)
        delta = objective.error_measure.error_term(objective.dataset.targets[-1:], prediction, h, slope)
        return np.asarray(-objective.factor * (np.reshape(delta, h.shape)[..., None] * column))


def _rate_on_weights(rule: Rule, now: Situation, state: Array) -> tuple[Array, Array]:
    """w ← η w + (what the rule makes of the gradient with η = 1)."""
    update, state = rule.update(now._replace(learning_rate=1.0), state)
    return (now.learning_rate - 1.0) * now.weights + update, state


_G = r"\frac{\partial E}{\partial w_i}"

MISTAKES = by_name(
    [
        Mistake(
            "wrong_sign",
            QT_TR_NOOP("wrong sign"),
            QT_TR_NOOP("The gradient is added instead of subtracted, so each step goes uphill."),
            rf"w_i \leftarrow w_i + \eta {_G}",
            _wrong_sign,
        ),
        Mistake(
            "no_slope",
            QT_TR_NOOP("f′ left out"),
            QT_TR_NOOP(
                "The error term is taken without f′(h): each record pulls, but not as much as it should, so "
                "the step points elsewhere."
            ),
            r"w_i \leftarrow w_i - \eta \sum_\mu \frac{\partial E_\mu}{\partial \hat{y}} x_i",
            _without_slope,
        ),
        Mistake(
            "rate_on_weights",
            QT_TR_NOOP("η on the wrong term"),
            QT_TR_NOOP(
                "η multiplies the weight instead of the gradient: weights shrink, and steps are too long."
            ),
            rf"w_i \leftarrow \eta w_i - {_G}",
            update=_rate_on_weights,
        ),
        Mistake(
            "last_record",
            QT_TR_NOOP("missing sum"),
            QT_TR_NOOP(
                "The records' contributions are not added up: each replaces the one before, and only the "
                "last one counts."
            ),
            r"w_i \leftarrow w_i - \eta \frac{\partial E_N}{\partial w_i}",
            _last_record,
        ),
    ]
)
