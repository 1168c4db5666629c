"""Questions on the learning rate: will it converge, and which of three is fastest?"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gdsim.engine.analysis import largest_stable_learning_rate
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.lesson.context import Context
from gdsim.lesson.question import Choice, Question
from gdsim.lesson.secret import Secret
from gdsim.scenario.number_text import exact_text

STEADY, ACROSS, DIVERGES = "steady", "across", "diverges"

# This near 2/λmax nobody can tell by eye, nor by hand.
_TOO_NEAR = 1e-3
# A descent has arrived when this share of the distance is left.
ARRIVED = 0.01
_MOST_STEPS = 2000
# As shares of 1/λmax: creeping, best for one weight, just stable.
_SHARES = (0.1, 1.0, 1.9)

# The arrow Δw reaches past the minimum, or does not: it would tell.
_SECRETS = frozenset({Secret.RATES, Secret.REGIME, Secret.UPDATE})


def converges(context: Context, options: Mapping[str, Any]) -> Question:
    """Whether the descent arrives with this η, on a parabola."""
    largest = _largest_curvature(context)
    product = context.rate * largest
    limit = largest_stable_learning_rate(context.descent.optimizer, context.curvature)
    if min(abs(product - 1.0), abs(product - 2.0)) < _TOO_NEAR:
        raise GdsimError(Message(QT_TR_NOOP("This η is too near a limit to be asked about.")))
    solution = STEADY if product < 1.0 else ACROSS if product < 2.0 else DIVERGES
    slips = {ACROSS: (("overshoot_is_divergence", DIVERGES),), DIVERGES: (("not_yet_divergence", ACROSS),)}
    return Question(
        "converges",
        Message(
            QT_TR_NOOP("η is {rate}. What will the descent do from here?"), rate=exact_text(context.rate)
        ),
        solution,
        (
            Message(
                QT_TR_NOOP(
                    "The curvature is λ = {curvature}, so each step multiplies the distance by 1 − ηλ = {factor}."
                ),
                curvature=largest,
                factor=1.0 - product,
            ),
            Message(
                QT_TR_NOOP("The largest stable learning rate is 2/λ = {limit}."), limit=float(limit or 0.0)
            ),
        ),
        _SECRETS,
        (
            Choice(STEADY, Message(QT_TR_NOOP("it goes down steadily to the minimum"))),
            Choice(ACROSS, Message(QT_TR_NOOP("it jumps from side to side, and still arrives"))),
            Choice(DIVERGES, Message(QT_TR_NOOP("it leaves for ever: it diverges"))),
        ),
        slips=slips.get(solution, ()),
    )


def order_rates(context: Context, options: Mapping[str, Any]) -> Question:
    """Three η by the number of steps they need, fastest first."""
    largest = _largest_curvature(context)
    rates = [float(rate) for rate in options.get("rates", [float(f"{s / largest:.1g}") for s in _SHARES])]
    steps = {rate: steps_needed(context.descent, rate) for rate in rates}
    if len(set(steps.values())) < len(rates):
        raise GdsimError(Message(QT_TR_NOOP("Two of these learning rates are equally fast here.")))
    order = sorted(rates, key=steps.__getitem__)
    names = _name(order), _name(sorted(rates, reverse=True))
    return Question(
        "order_rates",
        Message(QT_TR_NOOP("Which order is right, the fastest first?")),
        names[0],
        tuple(_needed(rate, steps[rate]) for rate in order),
        _SECRETS,
        tuple(
            Choice(_name(rates), Message(QT_TR_NOOP("{first}, {second}, {third}"), **_words(rates)))
            for rates in itertools.permutations(sorted(rates))
        ),
        slips=() if names[0] == names[1] else (("larger_is_faster", names[1]),),
    )


def steps_needed(descent: Descent, rate: float) -> float:
    """Steps from here until a hundredth of the distance to the minimum is left; inf where it diverges."""
    context = Context(descent)
    if context.minimum is None:
        raise GdsimError(Message(QT_TR_NOOP("Without a known minimum this cannot be asked.")))
    trial = Descent(descent.objective, replace(descent.optimizer, learning_rate=rate), descent.weights)
    goal = ARRIVED * context.minimum.distance(descent.weights)
    while context.minimum.distance(trial.weights) > goal:
        if not trial.step() or trial.outcome is Outcome.DIVERGED or trial.step_number >= _MOST_STEPS:
            return math.inf
    return trial.step_number


def _largest_curvature(context: Context) -> float:
    here = context.curvature
    plain = (
        context.descent.optimizer.rule.name == "gradient_descent" and context.descent.optimizer.batch is None
    )
    if here is None or not here.exact or here.smallest < 0.0 or here.largest <= 0.0 or not plain:
        raise GdsimError(Message(QT_TR_NOOP("This is asked of plain descent on a bowl only.")))
    if not np.any(context.gradient):
        raise GdsimError(Message(QT_TR_NOOP("There is no next step here.")))
    return here.largest


def _needed(rate: float, steps: float) -> Message:
    if math.isinf(steps):
        return Message(QT_TR_NOOP("η = {rate}: it does not arrive."), rate=exact_text(rate))
    return Message(
        QT_TR_NOOP("η = {rate}: {steps:step|steps} until a hundredth of the distance is left."),
        rate=exact_text(rate),
        steps=int(steps),
    )


def _name(rates: Sequence[float]) -> str:
    return ",".join(repr(rate) for rate in rates)


def _words(rates: Sequence[float]) -> dict[str, str]:
    return dict(zip(("first", "second", "third"), map(exact_text, rates), strict=True))
