"""The gradient that a step uses against differences of E: is it right, and if not, what has been got wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.array import Array, frozen
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.mistake import MISTAKES, Mistake
from gdsim.engine.numeric import gradient_numeric, natural_unit
from gdsim.engine.objective import Objective
from gdsim.engine.rule import Update

# Two gradients are the same within this part of their size …
_ALIKE = 1e-6
# … and within what differences of E leave undecided: this part of E, and of what E changes by curving, over
# the weight's natural unit.
_BLUR = 1e-9


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """What the check found. Everything is of the batch that the next update sees.

    Attributes:
        used: (d,), the gradient that the update uses.
        numeric: (d,), the gradient by differences of E alone.
        agrees: of each weight, whether the two are the same.
        update: Δw (d,) of the next step; None where the rule refuses it.
        update_agrees: Δw is what the rule makes of the gradient used.
        found: the mistakes that explain the numbers; empty where all agrees.
    """

    used: Array
    numeric: Array
    agrees: tuple[bool, ...]
    update: Array | None
    update_agrees: bool
    found: tuple[Mistake, ...]

    @property
    def is_right(self) -> bool:
        """Nothing is wrong."""
        return all(self.agrees) and self.update_agrees

    @property
    def message(self) -> Message:
        """The finding in a sentence."""
        if self.is_right:
            return Message(
                QT_TR_NOOP("The gradient agrees with the differences of E, and the step is made of it.")
            )
        if not self.found:
            return Message(QT_TR_NOOP("Something is wrong that none of the mistakes listed here explains."))
        if all(self.agrees):
            template = QT_TR_NOOP(
                "The gradient is right, but the step is not made of it. This explains the numbers: {mistakes}."
            )
        else:
            template = QT_TR_NOOP("The gradient is wrong. This explains the numbers: {mistakes}.")
        names = " / ".join(f"{{{mistake.name}}}" for mistake in self.found)
        labels = {mistake.name: Message(mistake.label) for mistake in self.found}
        return Message(template, mistakes=Message(names, **labels))


def gradient_check(descent: Descent) -> GradientCheck:
    """Check the next update. It does not ask which mistake is switched on, but recognises it."""
    source, weights = descent.batch_objective(), descent.weights
    used, numeric = frozen(descent.batch_gradient()), gradient_numeric(source, weights)
    blur = _blur(source, weights)
    agrees = _same(used, numeric, blur)
    update, right = _made(descent, descent.optimizer.update), _made(descent, descent.optimizer.rule.update)
    update_agrees = update is None or right is None or bool(_same(update, right).all())
    found: list[Mistake] = []
    if not agrees.all():
        found = [
            m for m in MISTAKES.values() if _same(used, m.gradient(source, weights, numeric), blur).all()
        ]
    elif update is not None and not update_agrees:
        wrong = {m: _made(descent, partial(m.update, descent.optimizer.rule)) for m in MISTAKES.values()}
        found = [m for m, made in wrong.items() if made is not None and _same(update, made).all()]
    return GradientCheck(used, numeric, tuple(agrees.tolist()), update, update_agrees, tuple(found))


def _blur(objective: Objective, weights: Array) -> Array:
    units = np.array([natural_unit(objective, i) for i in range(len(weights))])
    bends = np.abs(np.diagonal(objective.hessian(weights))) * units * units
    return np.asarray(_BLUR * (abs(objective.error(weights)) + bends) / units)


def _same(one: Array, other: Array, blur: Array | float = 0.0) -> NDArray[np.bool_]:
    size = max(float(np.abs(one).max(initial=0.0)), float(np.abs(other).max(initial=0.0)))
    return np.asarray(np.abs(one - other) <= _ALIKE * size + blur)


def _made(descent: Descent, update: Update) -> Array | None:
    """Δw that this makes of the gradient in use, None where it refuses."""
    try:
        with np.errstate(all="ignore"):
            return frozen(update(descent.situation(), descent.state)[0])
    except GdsimError:
        return None
