"""Why a descent ended, in words, with the numbers and what to try."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.analysis import Curvature, best_learning_rate, curvature, largest_stable_learning_rate
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.message import QT_TR_NOOP, Message

# E that grew by less was cut off by a step into the infinite.
_GROWN = 1e6


def outcome_message(descent: Descent) -> Message | None:
    """Why the descent stopped here, None while it has not."""
    rules, errors, step = descent.stop_rules, descent.history.errors, descent.step_number
    match descent.outcome:
        case Outcome.STEPS:
            return Message(QT_TR_NOOP("Stopped at step {step}, as asked."), step=step)
        case Outcome.GRADIENT:
            return Message(
                QT_TR_NOOP("Stopped at step {step}: |∇E| = {slope} is not above the tolerance {tolerance}."),
                step=step,
                slope=float(np.linalg.norm(descent.gradient)),
                tolerance=rules.gradient_tolerance,
            )
        case Outcome.ERROR:
            return Message(
                QT_TR_NOOP(
                    "Stopped at step {step}: it changed E by {change}, not above the tolerance {tolerance}."
                ),
                step=step,
                change=float(abs(errors[-1] - errors[-2])),
                tolerance=rules.error_tolerance,
            )
        case Outcome.LIMIT:
            return Message(
                QT_TR_NOOP("Stopped at step {step}, the step limit; |∇E| is still {slope}."),
                step=step,
                slope=float(np.linalg.norm(descent.gradient)),
            )
        case Outcome.DIVERGED:
            return divergence_message(descent)
    return None


def divergence_message(descent: Descent) -> Message:
    """What happened, at which η, the largest stable one, and what to try."""
    if not (math.isfinite(descent.error) and np.isfinite(descent.gradient).all()):
        return Message(
            QT_TR_NOOP("At step {step} E or its gradient is not a finite number: start from other weights."),
            step=descent.step_number,
        )
    return Message(QT_TR_NOOP("{event} {reason}"), event=_event(descent), reason=_reason(descent))


def _event(descent: Descent) -> Message:
    errors, step = descent.history.errors, descent.step_number
    # Rows before an edit were measured on other data.
    first, last = float(errors[int(np.argmin(descent.history.stale))]), float(errors[-1])
    if last < 0.0 and last < first:
        return Message(
            QT_TR_NOOP("The descent fell without end: E went from {first} to {last} in {step} steps."),
            first=first,
            last=last,
            step=step,
        )
    if abs(last) > _GROWN * max(1.0, abs(first)):
        return Message(
            QT_TR_NOOP("The descent diverged: E grew from {first} to {last} in {step} steps."),
            first=first,
            last=last,
            step=step,
        )
    return Message(
        QT_TR_NOOP("The descent diverged: the step from {step} leads to numbers too large to compute with."),
        step=step,
    )


def _reason(descent: Descent) -> Message:
    rate = descent.optimizer.rate(descent.step_number)
    here = curvature(descent.objective, descent.start)
    limit = largest_stable_learning_rate(descent.optimizer, here)
    if descent.optimizer.mistake is not None:
        return Message(
            QT_TR_NOOP("A mistake is made on purpose ({mistake}): switch it off."),
            mistake=Message(descent.optimizer.mistake.label),
        )
    if descent.optimizer.rule.stability is None:
        return Message(
            QT_TR_NOOP(
                "η = {rate}. This rule scales its own steps, so no largest stable η is known: try a tenth."
            ),
            rate=rate,
        )
    if limit is None or here is None:
        return _no_limit(rate, here is not None and here.exact)
    if rate <= limit:
        return _other_reason(rate, limit, here)
    numbers = {
        "rate": rate,
        "limit": limit,
        "good": (best_learning_rate(here) if here.exact else None) or 0.5 * limit,
    }
    if here.exact:
        template = QT_TR_NOOP("η = {rate} is above {limit}, the largest stable one for this E. Try {good}.")
    else:
        template = QT_TR_NOOP(
            "η = {rate} is above {limit}, the largest stable one by the curvature at the start (elsewhere it "
            "may be another). Try {good} or less."
        )
    return Message(template, **numbers)


def _no_limit(rate: float, exact: bool) -> Message:
    if exact:
        return Message(QT_TR_NOOP("E does not curve upwards, so it has no minimum and no η is stable."))
    return Message(
        QT_TR_NOOP(
            "η = {rate}. E does not curve upwards at the start, so no largest stable η is known there: try {good}."
        ),
        rate=rate,
        good=0.1 * rate,
    )


def _other_reason(rate: float, limit: float, here: Curvature) -> Message:
    if here.exact and here.smallest < 0.0:
        return Message(
            QT_TR_NOOP("E curves down along one direction (λ = {low}), so it has no minimum, whatever η is."),
            low=here.smallest,
        )
    if here.exact:
        return Message(
            QT_TR_NOOP(
                "η = {rate} is below {limit}, the largest stable one for all the data, but not for each batch alone: "
                "try a smaller η."
            ),
            rate=rate,
            limit=limit,
        )
    return Message(
        QT_TR_NOOP(
            "η = {rate} would be stable by the curvature at the start (up to {limit}), but E is steeper "
            "elsewhere: try a smaller η."
        ),
        rate=rate,
        limit=limit,
    )
