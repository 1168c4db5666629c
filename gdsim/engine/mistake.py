"""The usual mistakes in a program of gradient descent, made on purpose: each changes the step and nothing else.

Conventions:
    Only what the update uses is wrong. E and ∇E that a descent records stay right, so that the
    damage can be seen. What the step takes in place of ∂E/∂w_i is called g_i. A new mistake is one
    entry in MISTAKES.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.neuron import FAST_FROM, Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.registry import by_name
from gdsim.engine.rule import Rule, Situation

_G = r"\frac{\partial E}{\partial w_i}"


@dataclass(frozen=True, eq=False, repr=False)
class Mistake:
    """One mistake. Compared by identity: there is one of each.

    Attributes:
        name: as in files.
        label: what a person reads; translatable.
        note: what is wrong and what comes of it, in a sentence; translatable.
        formula: the wrong step of plain descent as LaTeX.
        slope: g_i as LaTeX; empty where the gradient is not touched.
        is_negated: g has the wrong sign.
        leaves_slope_out: g is made as if f′(h) were 1 in every record.
        is_of_last_record: g is the last record's contribution, the others are not added.
        is_rate_on_weights: w_i ← η w_i + (what the rule makes of the gradient with η = 1).
    """

    name: str
    label: str
    note: str
    formula: str
    slope: str = ""
    is_negated: bool = False
    leaves_slope_out: bool = False
    is_of_last_record: bool = False
    is_rate_on_weights: bool = False

    def __repr__(self) -> str:
        return f"MISTAKES[{self.name!r}]"

    def spoils_gradient(self, objective: Objective) -> bool:
        """g is made in another way than ∂E/∂w, on this objective."""
        if self.is_negated:
            return True
        if not isinstance(objective, Neuron):
            return False
        if self.is_of_last_record:
            return objective.dataset.record_count > 1
        return self.leaves_slope_out and objective.has_slope

    def gradient(self, objective: Objective, weights: Array, gradient: Array) -> Array:
        """g (…, d) at weights (…, d), where ``gradient`` (…, d) is the right one of the objective."""
        if not self.spoils_gradient(objective):
            return gradient
        if self.is_negated or not isinstance(objective, Neuron):
            return -gradient
        return self._of_records(objective, weights)

    def update(self, rule: Rule, now: Situation, state: Array) -> tuple[Array, Array]:
        """Δw (d,) and the rule's next state, made of a situation that holds g.

        Raises:
            GdsimError: the rule refuses the step.
        """
        if not self.is_rate_on_weights:
            return rule.update(now, state)
        update, state = rule.update(now._replace(learning_rate=1.0), state)
        return (now.learning_rate - 1.0) * now.weights + update, state

    def _of_records(self, neuron: Neuron, weights: Array) -> Array:
        """−Σ δ x_i of the records that are added, f′(h) in δ or not; the factor is that of all of them."""
        chosen = slice(-1, None) if self.is_of_last_record else slice(None)
        columns, targets = neuron.columns[:, chosen], neuron.dataset.targets[chosen]
        with np.errstate(all="ignore"):
            h = neuron.weighted_sum(weights)[..., chosen]
            prediction, slope = neuron.activation.value_and_slope(h)
            slope = np.ones_like(h) if self.leaves_slope_out else slope
            delta = neuron.factor * neuron.error_measure.error_term(targets, prediction, h, slope)
            if neuron.dataset.record_count >= FAST_FROM:
                return np.asarray(-(delta @ columns.T))
            return np.asarray(np.add.reduce(-delta[..., None, :] * columns, axis=-1))


MISTAKES = by_name(
    [
        Mistake(
            "wrong_sign",
            QT_TR_NOOP("wrong sign"),
            QT_TR_NOOP("The gradient is added instead of subtracted, so each step goes uphill."),
            rf"w_i \leftarrow w_i + \eta {_G}",
            rf"-{_G}",
            is_negated=True,
        ),
        Mistake(
            "no_slope",
            QT_TR_NOOP("f′ left out"),
            QT_TR_NOOP(
                "The error term is taken without f′(h): each record pulls, but not as much as it should, so "
                "the step points elsewhere."
            ),
            r"w_i \leftarrow w_i - \eta \sum_\mu \frac{\partial E_\mu}{\partial \hat{y}} x_i",
            r"\sum_\mu \frac{\partial E_\mu}{\partial \hat{y}} \, x_i",
            leaves_slope_out=True,
        ),
        Mistake(
            "rate_on_weights",
            QT_TR_NOOP("η on the wrong term"),
            QT_TR_NOOP(
                "η multiplies the weight instead of the gradient: weights shrink, and steps are too long."
            ),
            rf"w_i \leftarrow \eta w_i - {_G}",
            is_rate_on_weights=True,
        ),
        Mistake(
            "last_record",
            QT_TR_NOOP("missing sum"),
            QT_TR_NOOP(
                "The records' contributions are not added up: each replaces the one before, and only the "
                "last one counts."
            ),
            r"w_i \leftarrow w_i - \eta \frac{\partial E_N}{\partial w_i}",
            r"\frac{\partial E_N}{\partial w_i}",
            is_of_last_record=True,
        ),
    ]
)
