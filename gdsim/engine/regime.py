"""How a descent behaves, in words: one list of regimes, and why each is what is seen now.

For plain descent on all data the reason is 1 − ηλ: what one step does to the distance from the minimum
along a direction of curvature λ. For other rules and for batches it is what the last steps did.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdsim.engine.analysis import (
    CREEPING_FACTOR,
    Curvature,
    largest_stable_learning_rate,
)
from gdsim.engine.array import Array
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.look import Look, climbs, recent, turn_count
from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.engine.outcome import divergence_message, outcome_message
from gdsim.engine.registry import by_name
from gdsim.engine.standstill import is_dead, near_saddle, on_plateau, saturation

# The last two are told here as well, since who asks what a descent does asks why it ended.
__all__ = ["REGIMES", "Kind", "Regime", "divergence_message", "outcome_message", "regime"]

# 1 − ηλ within this of −1 is on the edge: 230 steps to a tenth of the distance, or to ten times it.
_EDGE = 0.01


@dataclass(frozen=True)
class Kind:
    """One regime: its name in code and the words that people read."""

    name: str
    label: str


REGIMES = by_name(
    [
        Kind("ready", QT_TR_NOOP("not started")),
        Kind("creeping", QT_TR_NOOP("creeping")),
        Kind("monotone", QT_TR_NOOP("going down steadily")),
        Kind("oscillating", QT_TR_NOOP("oscillating")),
        Kind("on_the_edge", QT_TR_NOOP("on the edge")),
        Kind("diverging", QT_TR_NOOP("diverging")),
        Kind("converged", QT_TR_NOOP("converged")),
        Kind("plateau", QT_TR_NOOP("on a plateau")),
        Kind("saddle", QT_TR_NOOP("at a saddle")),
        Kind("flat_valley", QT_TR_NOOP("in a flat valley")),
        Kind("stopped", QT_TR_NOOP("stopped")),
    ]
)


@dataclass(frozen=True)
class Regime:
    """What a descent is doing.

    Attributes:
        name: one of REGIMES.
        message: what it does and why, with the numbers.
    """

    name: str
    message: Message

    @property
    def label(self) -> str:
        """The regime in a word or three; translatable."""
        return REGIMES[self.name].label


def regime(descent: Descent) -> Regime:
    """What the descent is doing at its present position; at step 0, what it is about to do."""
    found, mistake = _regime(descent), descent.optimizer.mistake
    if mistake is None:
        return found
    template = QT_TR_NOOP("mistake on purpose ({mistake}): {message}")
    return Regime(found.name, Message(template, mistake=Message(mistake.label), message=found.message))


def _regime(descent: Descent) -> Regime:
    if descent.outcome is Outcome.DIVERGED:
        return Regime("diverging", divergence_message(descent))
    look = Look(descent)
    found = _resting(look)
    if found is None and descent.outcome is Outcome.LIMIT:
        found = Regime("stopped", outcome_message(descent) or Message(""))
    return found or _slowed(look) or _moving(look)


# Where nothing pulls


def _resting(look: Look) -> Regime | None:
    descent, here = look.descent, look.curvature
    if is_dead(descent):
        return _dead(descent)
    if not look.stands_still:
        return None
    if look.minimum is not None and len(look.minimum.flat_directions):
        return _valley(look, len(look.minimum.flat_directions))
    if here is None or look.at_minimum:
        return _converged(look)
    if here.smallest < 0.0:
        return _saddle(here, look.slope)
    if here.largest <= 0.0:
        message = Message(
            QT_TR_NOOP("on a plateau: the gradient is {slope} and E does not curve, so nothing pulls."),
            slope=look.slope,
        )
        return Regime("plateau", message)
    return _converged(look) if here.smallest > 0.0 else _valley(look, int((here.eigenvalues == 0.0).sum()))


def _dead(descent: Descent) -> Regime:
    neuron = descent.objective
    message = Message(
        QT_TR_NOOP(
            "on a plateau: the gradient is exactly 0, because f′(h) = 0 in all records ({count}) although "
            "E = {error}. No step can leave it: start from other weights."
        ),
        count=neuron.batch_size_limit(),
        error=descent.error,
    )
    return Regime("plateau", message)


def _valley(look: Look, count: int) -> Regime:
    message = Message(
        QT_TR_NOOP(
            "in a flat valley: E = {error} is the lowest here, and stays the same along "
            "{count:direction|directions}, so there is no single best w."
        ),
        error=look.descent.error,
        count=count,
    )
    return Regime("flat_valley", message)


def _converged(look: Look) -> Regime:
    descent, minimum = look.descent, look.minimum
    numbers = {"slope": look.slope, "error": descent.error}
    if (
        minimum is not None
        and not look.at_minimum
        and look.curvature is not None
        and not look.curvature.exact
    ):
        template = QT_TR_NOOP(
            "converged: |∇E| = {slope}. A local minimum, E = {error}; the lowest is E = {lowest}."
        )
        return Regime("converged", Message(template, **numbers, lowest=minimum.error))
    template = QT_TR_NOOP("converged: |∇E| = {slope}, E = {error}.")
    return Regime("converged", Message(template, **numbers))


def _saddle(here: Curvature, slope: float) -> Regime:
    if here.largest <= 0.0:
        template = QT_TR_NOOP(
            "at a saddle or hilltop: |∇E| = {slope}, and E curves down every way (λmax = {high})."
        )
    else:
        template = QT_TR_NOOP(
            "at a saddle: |∇E| = {slope}, yet E curves up one way (λ = {high}) and down another (λ = {low})."
        )
    return Regime("saddle", Message(template, slope=slope, low=here.smallest, high=here.largest))


# Where little pulls


def _slowed(look: Look) -> Regime | None:
    here = look.curvature
    if here is None:
        return None
    if near_saddle(here, look.gradient, look.scale):
        return _saddle(here, look.slope)
    share = saturation(look.descent)
    if share is not None:
        template = QT_TR_NOOP(
            "on a plateau: f is saturated, f′(h) lets only {share} of the residuals' pull through, so |∇E| is "
            "only {slope} although E = {error}."
        )
        numbers = {"share": share, "slope": look.slope, "error": look.descent.error}
        return Regime("plateau", Message(template, **numbers))
    if here.smallest <= 0.0 and on_plateau(look.descent, look.slope):
        template = QT_TR_NOOP(
            "on a plateau: |∇E| is only {slope} although E = {error} is far from the lowest in sight."
        )
        return Regime("plateau", Message(template, slope=look.slope, error=look.descent.error))
    return None


# Where it moves


def _moving(look: Look) -> Regime:
    if look.is_plain and look.curvature is not None:
        found = _from_curvature(look, look.curvature)
    elif look.descent.step_number == 0:
        return _ahead(look)
    elif len(recent(look.descent)[0]) < 2 and look.update is not None:
        return _untried(look, look.update)
    else:
        return _from_steps(look)
    if look.descent.step_number == 0:
        return Regime(found.name, Message(QT_TR_NOOP("to come: {message}"), message=found.message))
    return found


def _from_curvature(look: Look, here: Curvature) -> Regime:
    """Plain descent: 1 − ηλ along the present step, and along the steepest direction."""
    steepest = 1.0 - look.rate * here.largest
    pull = here.eigenvectors.T @ (look.gradient / look.slope)
    along = 1.0 - look.rate * float(pull @ (here.eigenvalues * pull))
    limit = largest_stable_learning_rate(look.descent.optimizer, here)
    numbers = {"rate": look.rate, "limit": limit, "factor": steepest}
    if here.exact and steepest < -1.0 - 1e-9 and pull[-1] != 0.0:
        template = QT_TR_NOOP(
            "diverging: η = {rate} is above {limit} = 2/λmax; each step multiplies the distance along the "
            "steepest direction by {factor}."
        )
        return Regime("diverging", Message(template, **numbers))
    if here.exact and steepest <= -1.0 + _EDGE and abs(pull[-1]) >= 0.5:
        template = QT_TR_NOOP(
            "on the edge: η = {rate} is all but {limit} = 2/λmax; each step multiplies the distance to the "
            "minimum by {factor}, from side to side."
        )
        return Regime("on_the_edge", Message(template, **numbers))
    if not here.exact and climbs(look.descent):
        return _seen_diverging(look.descent)
    if not here.eigenvalues.any():
        return _straight(look)
    if along < 0.0:
        return _oscillating(along, here.exact)
    if along > CREEPING_FACTOR and not (along >= 1.0 and _drops_well(look)):
        return _creeping(look, along, here.exact)
    return _steady(look, along, here.exact)


def _straight(look: Look) -> Regime:
    """E has no curvature here, as with absolute errors: what was seen tells more."""
    _, weights = recent(look.descent)
    if len(weights) > 2 and turn_count(np.diff(weights[-3:], axis=0)):
        template = QT_TR_NOOP(
            "oscillating: E is straight here, so the steps do not get shorter, and turn back: each is "
            "{length} long."
        )
        length = float(np.linalg.norm(weights[-1] - weights[-2]))
        return Regime("oscillating", Message(template, length=length))
    template = QT_TR_NOOP("going down a straight slope: |∇E| = {slope} does not change along it.")
    return Regime("monotone", Message(template, slope=look.slope))


def _oscillating(along: float, exact: bool) -> Regime:
    template = (
        QT_TR_NOOP("oscillating: each step jumps across the valley; 1 − ηλ = {factor} along it.")
        if exact
        else QT_TR_NOOP("oscillating: each step jumps across the valley; 1 − ηλ = {factor} along it, here.")
    )
    return Regime("oscillating", Message(template, factor=along))


def _creeping(look: Look, along: float, exact: bool) -> Regime:
    if along > 1.0:
        template = QT_TR_NOOP(
            "creeping: a step lowers E = {error} by about {drop} only; the slope is small here, and gets "
            "steeper ahead (λ = {bend} along it)."
        )
        drop = look.rate * look.slope * look.slope
        return Regime(
            "creeping", Message(template, error=look.descent.error, drop=drop, bend=_bend(look, along))
        )
    steps = max(1, round(math.log(0.1) / math.log(along))) if along < 1.0 else 0
    template = (
        QT_TR_NOOP(
            "creeping: a step takes {share} of the way that is left; a tenth is left after {steps:step|steps}."
        )
        if exact
        else QT_TR_NOOP(
            "creeping: a step takes {share} of the way that is left, judged by the curvature here."
        )
    )
    return Regime("creeping", Message(template, share=1.0 - along, steps=steps))


def _steady(look: Look, along: float, exact: bool) -> Regime:
    if look.minimum is not None and exact and look.update is not None:
        before = look.minimum.distance(look.weights)
        after = look.minimum.distance(look.weights + look.update)
        template = QT_TR_NOOP(
            "going down steadily: each step shortens the distance to the minimum by the factor {factor}."
        )
        return Regime("monotone", Message(template, factor=after / before if before else 0.0))
    if along >= 1.0:
        template = QT_TR_NOOP("going down: the slope gets steeper ahead (λ = {bend} along it).")
        return Regime("monotone", Message(template, bend=_bend(look, along)))
    template = QT_TR_NOOP(
        "going down steadily: by the curvature here, a step leaves {factor} of the way that is left."
    )
    return Regime("monotone", Message(template, factor=along))


def _bend(look: Look, along: float) -> float:
    """λ along the step, from 1 − ηλ."""
    return (1.0 - along) / look.rate


def _drops_well(look: Look) -> bool:
    """To first order a step takes at least some thousandth of E, where E counts from 0."""
    drop = look.rate * look.slope * look.slope
    return drop >= (1.0 - CREEPING_FACTOR) / 10.0 * abs(look.descent.error)


# What was seen: other rules, batches


def _ahead(look: Look) -> Regime:
    optimizer = look.descent.optimizer
    limit = largest_stable_learning_rate(optimizer, look.curvature)
    exact = look.curvature is not None and look.curvature.exact
    if limit is not None and exact and optimizer.batch is None and look.rate > limit:
        template = QT_TR_NOOP(
            "to come: it diverges, since η = {rate} is above {limit}, the largest stable one."
        )
        return Regime("diverging", Message(template, rate=look.rate, limit=limit))
    if look.update is None:
        why = look.refusal or Message("")
        return Regime("ready", Message(QT_TR_NOOP("not started: {message}"), message=why))
    length = float(np.linalg.norm(look.update))
    return Regime(
        "ready", Message(QT_TR_NOOP("not started: the first step is {length} long."), length=length)
    )


def _untried(look: Look, update: Array) -> Regime:
    """What was seen, other settings have done."""
    descent = look.descent
    return Regime(
        "ready",
        Message(
            QT_TR_NOOP("not tried yet: the next step takes E from {now} to {next}."),
            now=descent.error,
            next=descent.objective.error(look.weights + update),
        ),
    )


def _from_steps(look: Look) -> Regime:
    descent = look.descent
    errors, weights = recent(descent)
    if climbs(descent):
        return _seen_diverging(descent)
    turns = turn_count(np.diff(weights, axis=0))
    rises = int((np.diff(errors) > 0.0).sum())
    if turns == 0 and rises == len(errors) - 1:
        template = (
            QT_TR_NOOP("oscillating: running past the lowest; E rose in all of the last {count:step|steps}.")
            if rises > 1
            else QT_TR_NOOP("oscillating: running past the lowest; E rose in the last step.")
        )
        return Regime("oscillating", Message(template, count=rises))
    if 2 * turns > max(1, len(errors) - 2) or 3 * rises > len(errors) - 1:
        template = QT_TR_NOOP(
            "oscillating: of the last {count:step|steps} {turns} turned back and {rises} raised E."
        )
        if turns == 0:
            template = QT_TR_NOOP("oscillating: {rises} of the last {count:step|steps} raised E.")
        numbers = {"count": len(errors) - 1, "turns": turns, "rises": rises}
        return Regime("oscillating", Message(template, **numbers))
    left = _left_a_step(look, errors)
    if left > CREEPING_FACTOR**2:  # E goes with the distance's square
        template = QT_TR_NOOP("creeping: a step takes {share} of what E is above the lowest known.")
        return Regime("creeping", Message(template, share=1.0 - left))
    template = QT_TR_NOOP("going down steadily: a step leaves {factor} of what E is above the lowest known.")
    return Regime("monotone", Message(template, factor=left))


def _seen_diverging(descent: Descent) -> Regime:
    errors, _ = recent(descent)
    template = QT_TR_NOOP("diverging: E rose in each of the last steps, from {before} to {now}.")
    return Regime("diverging", Message(template, before=float(errors[-4]), now=float(errors[-1])))


def _left_a_step(look: Look, errors: Array) -> float:
    """The mean factor a step leaves of E above the lowest known: the minimum, else 0 or the trail's lowest."""
    lowest = look.minimum.error if look.minimum is not None else min(0.0, float(errors.min()))
    above = errors - lowest
    if len(errors) < 2 or above[0] <= 0.0 or above[-1] <= 0.0:
        return 0.0
    return float((above[-1] / above[0]) ** (1.0 / (len(errors) - 1)))
