"""Every live number there is. A new one is one entry in LIVE_NUMBERS.

``{{w1}}`` is the first weight, ``{{gradient2}}`` the slope along the second, ``{{residual}}`` the chosen
record's residual, ``{{residual(3)}}`` record 3's, ``{{contribution1(3)}}`` its part of the slope along w1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np

from gdsim.engine.analysis import best_learning_rate, largest_stable_learning_rate, monotone_learning_rate
from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.engine.numeric import natural_unit
from gdsim.engine.registry import by_name, nearest
from gdsim.lesson.context import Context
from gdsim.lesson.live_number import LiveNumber, Reference
from gdsim.lesson.quantity import ERROR, GRADIENT, PREDICTION, RATE, UPDATE, WEIGHT
from gdsim.lesson.secret import Secret

Value = Callable[[Context, int, int], float]

_REFERENCE = re.compile(r"([A-Za-z_]+)(\d*)(?:\((\d+)\))?")


def reference(text: str) -> Reference:
    """The live number that a text names.

    Raises:
        GdsimError: there is none of that name; the message names the nearest.
    """
    match = _REFERENCE.fullmatch(text.strip())
    number = LIVE_NUMBERS.get(match[1]) if match else None
    if match is None or number is None:
        raise GdsimError(_unknown(text, match[1] if match else text))
    if bool(match[2]) != number.indexed:
        template = (
            QT_TR_NOOP("“{name}” needs the number of a weight, as in {name}1.")
            if number.indexed
            else QT_TR_NOOP("“{name}” takes no number after its name.")
        )
        raise GdsimError(Message(template, name=number.name))
    if match[3] and not number.of_record:
        raise GdsimError(Message(QT_TR_NOOP("“{name}” does not belong to a record."), name=number.name))
    index, record = int(match[2] or 1) - 1, int(match[3] or 1) - 1
    if index < 0 or record < 0:
        raise GdsimError(Message(QT_TR_NOOP("“{name}”: weights and records count from 1."), name=text))
    return Reference(text.strip(), number, index, record if match[3] else None)


def _unknown(text: str, name: str) -> Message:
    guess = nearest(name, LIVE_NUMBERS)
    if guess is None:
        return Message(
            QT_TR_NOOP("there is no live number “{name}”; there are: {allowed}."),
            name=text,
            allowed=", ".join(LIVE_NUMBERS),
        )
    return Message(
        QT_TR_NOOP("there is no live number “{name}”; did you mean “{guess}”?"), name=text, guess=guess
    )


# Kinds of entries


def _plain(read: Callable[[Context], float | None]) -> Value:
    def value(context: Context, index: int, record: int) -> float:
        found = read(context)
        return math.nan if found is None else float(found)

    return value


def _number(
    name: str,
    about: str,
    read: Callable[[Context], float | None],
    quantity: str | None = None,
    tells: Secret | None = None,
    **kind: bool,
) -> LiveNumber:
    """One number of the whole; None where there is none."""
    return LiveNumber(name, about, _plain(read), quantity, tells, **kind)


def _of_weight(
    name: str, about: str, read: Callable[[Context], Array], quantity: str | None, tells: Secret | None = None
) -> LiveNumber:
    """A component of a vector (d,)."""
    return LiveNumber(name, about, lambda c, i, r: float(read(c)[i]), quantity, tells, indexed=True)


def _of_record(
    name: str,
    about: str,
    read: Callable[[RecordTerms], Array],
    quantity: str | None = None,
    tells: Secret | None = None,
) -> LiveNumber:
    """A record's entry of an array (N,)."""

    def value(context: Context, index: int, record: int) -> float:
        return math.nan if context.terms is None else float(read(context.terms)[record])

    return LiveNumber(name, about, value, quantity, tells, of_record=True)


def _sum(name: str, about: str, read: Callable[[RecordTerms], Array]) -> LiveNumber:
    """The sum over the records of an array (N,)."""

    def total(context: Context) -> float | None:
        return None if context.terms is None else float(np.sum(read(context.terms)))

    return _number(name, about, total, ERROR, Secret.ERROR)


def _in_data(read: Callable[[Neuron, int, int], float]) -> Value:
    def value(context: Context, index: int, record: int) -> float:
        return math.nan if context.neuron is None else float(read(context.neuron, index, record))

    return value


def _of_curvature(name: str, about: str, attribute: str) -> LiveNumber:
    def read(context: Context) -> float | None:
        return None if context.curvature is None else getattr(context.curvature, attribute)

    return _number(name, about, read, None, Secret.RATES)


# What the engine is asked for


def _percent(sizes: Array) -> Array:
    total = float(sizes.sum())
    return 100.0 * sizes / total if total else np.full_like(sizes, np.nan)


def _contribution(context: Context, index: int, record: int) -> float:
    return math.nan if context.terms is None else float(context.terms.contribution[index, record])


def _outer(context: Context, index: int, record: int) -> float:
    """∂E_μ/∂ŷ: the error term with f′ set to 1; of the log loss δ itself is y − ŷ, so f′ is divided out."""
    neuron, terms = context.neuron, context.terms
    if neuron is None or terms is None:
        return math.nan
    y, p, h = (a[record : record + 1] for a in (neuron.dataset.targets, terms.prediction, terms.weighted_sum))
    if neuron.error_measure.activations:
        slope = float(terms.activation_slope[record])
        return -float(terms.error_term[record]) / slope if slope else math.nan
    return -neuron.factor * float(neuron.error_measure.error_term(y, p, h, np.ones(1))[0])


def _record_error(context: Context, index: int, record: int) -> float:
    if context.neuron is None or context.terms is None:
        return math.nan
    return context.neuron.factor * float(context.terms.loss[record])


def _epsilon(context: Context, index: int, record: int = 0) -> float:
    """A tenth of the weight's natural unit, as a power of ten: so large that E changes in sight."""
    if index >= len(context.weights):
        return math.nan
    return 10.0 ** (round(math.log10(natural_unit(context.objective, index))) - 1)


def _moved(sign: float) -> Value:
    """E where one weight is larger or smaller by ε."""

    def value(context: Context, index: int, record: int) -> float:
        weights = np.array(context.weights)
        weights[index] += sign * _epsilon(context, index)
        return _error_at(context, weights)

    return value


_above, _below = _moved(1.0), _moved(-1.0)


def _quotient(context: Context, index: int, record: int) -> float:
    """(E(w + ε) − E(w − ε)) / 2ε."""
    return (_above(context, index, record) - _below(context, index, record)) / (
        2.0 * _epsilon(context, index)
    )


def _wrong_way(context: Context) -> Array:
    """The weights after a step with the wrong sign, w + η ∇E."""
    return np.asarray(context.weights + context.rate * context.gradient)


def _error_at(context: Context, weights: Array) -> float:
    return context.objective.error(weights) if np.isfinite(weights).all() else math.nan


def _error_before(context: Context) -> float | None:
    errors = context.descent.history.errors
    return float(errors[-2]) if len(errors) > 1 else None


def _distance(context: Context) -> float | None:
    return None if context.minimum is None else context.minimum.distance(context.weights)


def _angle(context: Context) -> float | None:
    """Between −∇E and the way to the minimum, degrees."""
    way = context.minimum_weights - context.weights
    size = float(np.linalg.norm(way) * np.linalg.norm(context.gradient))
    if not 0.0 < size < math.inf:
        return None
    return math.degrees(math.acos(np.clip(float(-context.gradient @ way) / size, -1.0, 1.0)))


def without_slope(context: Context) -> Array:
    """The gradient of a squared error with f′ forgotten: −2 · factor · Σ (y − ŷ) x_i, (d,)."""
    neuron, terms = context.neuron, context.terms
    if neuron is None or terms is None or not neuron.error_measure.quadratic:
        return np.full(len(context.weights), np.nan)
    return np.asarray(-2.0 * neuron.factor * (neuron.columns * terms.residual).sum(axis=1))


def _factor(context: Context, attribute: str) -> float | None:
    found = None if context.curvature is None else getattr(context.curvature, attribute)
    return None if found is None else 1.0 - context.rate * found


def _drop(context: Context) -> float:
    return context.descent.error - _error_at(context, context.next_weights)


def _first_order_drop(context: Context) -> float:
    """What the tangent promises: −∇E · Δw."""
    return float(-context.gradient @ context.update)


_R, _E, _G, _U, _M = Secret.RESIDUAL, Secret.ERROR, Secret.GRADIENT, Secret.UPDATE, Secret.MINIMUM

LIVE_NUMBERS = by_name(
    [
        # The data
        LiveNumber(
            "x",
            "an input of a record",
            _in_data(lambda neuron, index, record: neuron.dataset.columns[index, record]),
            indexed=True,
            of_record=True,
            given=True,
        ),
        LiveNumber(
            "y",
            "the target of a record",
            _in_data(lambda neuron, index, record: neuron.dataset.targets[record]),
            of_record=True,
            given=True,
        ),
        LiveNumber("record", "number of the chosen record", lambda c, i, r: r + 1, whole=True),
        _number(
            "N",
            "number of records",
            lambda c: None if c.neuron is None else c.neuron.dataset.record_count,
            whole=True,
        ),
        # From weights to E
        _of_weight("w", "a weight", lambda c: c.weights, WEIGHT),
        _of_weight("start_w", "a weight at the start", lambda c: c.descent.start, WEIGHT),
        _of_record("h", "weighted sum", lambda t: t.weighted_sum),
        _of_record("prediction", "ŷ", lambda t: t.prediction, PREDICTION),
        _of_record("residual", "y − ŷ", lambda t: t.residual, ERROR, _R),
        _of_record("squared", "(y − ŷ)²", lambda t: t.squared, ERROR, _R),
        _of_record("absolute", "|y − ŷ|", lambda t: np.abs(t.residual), ERROR, _R),
        _of_record("share", "share of E, per cent", lambda t: _percent(t.loss), ERROR, _E),
        _of_record(
            "share_squares", "share of Σ (y − ŷ)², per cent", lambda t: _percent(t.squared), ERROR, _E
        ),
        _of_record(
            "share_absolute",
            "share of Σ |y − ŷ|, per cent",
            lambda t: _percent(np.abs(t.residual)),
            ERROR,
            _E,
        ),
        LiveNumber("record_error", "E_μ", _record_error, ERROR, _E, of_record=True),
        _sum("sum_residuals", "Σ (y − ŷ)", lambda t: t.residual),
        _sum("sum_squares", "Σ (y − ŷ)²", lambda t: t.squared),
        _sum("sum_absolute", "Σ |y − ŷ|", lambda t: np.abs(t.residual)),
        _number("E", "E by the measure in force", lambda c: c.descent.error, ERROR, _E),
        _number("E_sse", "½ Σ (y − ŷ)²", lambda c: c.error_by("sse"), ERROR, _E),
        _number("E_start", "E at the start", lambda c: _error_at(c, c.descent.start), ERROR, _E),
        _number("E_before", "E one step ago", _error_before, ERROR, _E),
        _number("E_next", "E after the next step", lambda c: _error_at(c, c.next_weights), ERROR, _E),
        _number("E_zero", "E where all weights are 0", lambda c: _error_at(c, 0.0 * c.weights), ERROR, _E),
        # The gradient
        _of_record("slope", "f′(h)", lambda t: t.activation_slope),
        LiveNumber("outer", "∂E_μ/∂ŷ", _outer, of_record=True, tells=_G),
        _of_record("delta", "error term δ", lambda t: t.error_term, tells=_G),
        LiveNumber("contribution", "∂E_μ/∂w_i", _contribution, GRADIENT, _G, indexed=True, of_record=True),
        _of_weight("gradient", "∂E/∂w_i", lambda c: c.gradient, GRADIENT, _G),
        _of_weight("gradient_numeric", "∂E/∂w_i by differences", lambda c: c.gradient_numeric, GRADIENT, _G),
        LiveNumber("epsilon", "ε: by how much the check moves a weight", _epsilon, indexed=True, given=True),
        LiveNumber("E_above", "E at w_i + ε", _above, ERROR, _G, indexed=True),
        LiveNumber("E_below", "E at w_i − ε", _below, ERROR, _G, indexed=True),
        LiveNumber("quotient", "(E(w_i + ε) − E(w_i − ε)) / 2ε", _quotient, GRADIENT, _G, indexed=True),
        _of_weight("gradient_without_slope", "∂E/∂w_i with f′ forgotten", without_slope, GRADIENT, _G),
        _number("gradient_length", "|∇E|", lambda c: float(np.linalg.norm(c.gradient)), GRADIENT, _G),
        # The step
        _number("eta", "learning rate of the next step", lambda c: c.rate, RATE, given=True),
        _of_weight("update", "Δw_i", lambda c: c.update, UPDATE, _U),
        _of_weight("next_w", "a weight after the next step", lambda c: c.next_weights, WEIGHT, _U),
        _of_weight("wrong_w", "a weight after w + η ∂E/∂w, the wrong sign", _wrong_way, WEIGHT, _U),
        _number("E_wrong", "E there", lambda c: _error_at(c, _wrong_way(c)), ERROR, _U),
        _number("step_length", "|Δw|", lambda c: float(np.linalg.norm(c.update)), UPDATE, _U),
        _number("k", "step number", lambda c: c.descent.step_number, whole=True),
        _number("drop", "by how much the next step lowers E", _drop, ERROR, _U),
        _number("first_order_drop", "what the tangent promises of it", _first_order_drop, ERROR, _U),
        # The minimum
        _of_weight("minimum_w", "a weight at the minimum", lambda c: c.minimum_weights, WEIGHT, _M),
        _number("E_minimum", "E at the minimum", lambda c: c.minimum.error if c.minimum else None, ERROR, _M),
        _number("distance", "how far away the minimum is", _distance, WEIGHT, _M),
        _number("angle", "between downhill and the way to the minimum, degrees", _angle, None, _M),
        # Curvature and learning rates
        _of_curvature("curvature_largest", "λmax", "largest"),
        _of_curvature("curvature_smallest", "λmin", "smallest"),
        _of_curvature("condition", "κ = λmax/λmin", "condition_number"),
        _number(
            "eta_max",
            "largest stable learning rate",
            lambda c: largest_stable_learning_rate(c.descent.optimizer, c.curvature),
            RATE,
            Secret.RATES,
        ),
        _number(
            "eta_best",
            "2/(λmin + λmax)",
            lambda c: best_learning_rate(c.curvature),
            RATE,
            Secret.RATES,
        ),
        _number("eta_monotone", "1/λmax", lambda c: monotone_learning_rate(c.curvature), RATE, Secret.RATES),
        _number("factor", "1 − η λmax", lambda c: _factor(c, "largest"), None, Secret.RATES),
        _number("factor_slow", "1 − η λmin", lambda c: _factor(c, "smallest"), None, Secret.RATES),
    ]
)
