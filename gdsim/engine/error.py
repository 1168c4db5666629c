"""Error measures: what one record's prediction costs, and by which factor the records are summed.

Conventions:
    y is the target, p the prediction ŷ = f(h), r = y − p the residual, s = f′(h) and
    c = f″(h). All are arrays of one shape (…, N). A measure is

        E = factor(N) · Σ_μ loss(y, p, h)

    and its other two functions are derivatives of the loss along h, with the sign of
    the error term δ:

        error_term = −∂loss/∂h            (for ½r²: r · s)
        curvature  =  ∂²loss/∂h²          (for ½r²: s² − r · c)

A new measure is one entry in ERROR_MEASURES.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.registry import by_name

HUBER_THRESHOLD = 1.0


@dataclass(frozen=True)
class ErrorMeasure:
    """One error measure. See the module's conventions.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        formula: E as LaTeX.
        plain: E in plain characters, for menus and tables.
        factor_name: "1", "½", "1/N" or "1/2N".
        factor: the number in front of the sum, from N.
        loss: loss(y, p, h), without the factor.
        error_term: error_term(y, p, h, s), without the factor.
        curvature: curvature(y, p, h, s, c), without the factor.
        quadratic: the loss is a multiple of r², so E is a parabola under the identity.
        activations: names of the activations it is defined for; empty means all.
        target_range: smallest and largest target it is defined for, or None.
        code: the loss as a numpy expression in y, p, h.
        error_term_code: the error term as a numpy expression in y, p, h, s.
        curvature_code: the curvature as a numpy expression in y, p, h, s, c.
    """

    name: str
    label: str
    formula: str
    plain: str
    factor_name: str
    factor: Callable[[int], float]
    loss: Callable[[Array, Array, Array], Array]
    error_term: Callable[[Array, Array, Array, Array], Array]
    curvature: Callable[[Array, Array, Array, Array, Array], Array]
    code: str
    error_term_code: str
    curvature_code: str
    quadratic: bool = False
    activations: tuple[str, ...] = ()
    target_range: tuple[float, float] | None = None


def _one(_: int) -> float:
    return 1.0


def _half(_: int) -> float:
    return 0.5


def _mean(n: int) -> float:
    return 1.0 / n if n else 1.0


def _half_mean(n: int) -> float:
    return 0.5 / n if n else 0.5


def _square(y: Array, p: Array, h: Array) -> Array:
    r = y - p
    return r * r


def _square_term(y: Array, p: Array, h: Array, s: Array) -> Array:
    return 2.0 * (y - p) * s


def _square_curvature(y: Array, p: Array, h: Array, s: Array, c: Array) -> Array:
    return 2.0 * (s * s - (y - p) * c)


def _squares(
    name: str, label: str, formula: str, plain: str, factor_name: str, factor: Callable[[int], float]
) -> ErrorMeasure:
    """The four measures that differ only in the number before Σ r²."""
    return ErrorMeasure(
        name,
        label,
        formula,
        plain,
        factor_name,
        factor,
        _square,
        _square_term,
        _square_curvature,
        "(y - p) * (y - p)",
        "2.0 * (y - p) * s",
        "2.0 * (s * s - (y - p) * c)",
        quadratic=True,
    )


def _huber(y: Array, p: Array, h: Array) -> Array:
    r = np.abs(y - p)
    return np.where(r <= HUBER_THRESHOLD, 0.5 * r * r, HUBER_THRESHOLD * (r - 0.5 * HUBER_THRESHOLD))


def _huber_curvature(y: Array, p: Array, h: Array, s: Array, c: Array) -> Array:
    r = y - p
    inside = np.where(np.abs(r) <= HUBER_THRESHOLD, 1.0, 0.0)
    return inside * s * s - np.clip(r, -HUBER_THRESHOLD, HUBER_THRESHOLD) * c


ERROR_MEASURES = by_name(
    [
        _squares(
            "sse",
            QT_TR_NOOP("sum of squared errors"),
            r"\frac{1}{2} \sum_\mu (y-\hat{y})^2",
            "½ Σ (y − ŷ)²",
            "½",
            _half,
        ),
        _squares(
            "squares",
            QT_TR_NOOP("sum of squares, without ½"),
            r"\sum_\mu (y-\hat{y})^2",
            "Σ (y − ŷ)²",
            "1",
            _one,
        ),
        _squares(
            "mse",
            QT_TR_NOOP("mean squared error"),
            r"\frac{1}{N} \sum_\mu (y-\hat{y})^2",
            "1/N Σ (y − ŷ)²",
            "1/N",
            _mean,
        ),
        _squares(
            "half_mse",
            QT_TR_NOOP("half the mean squared error"),
            r"\frac{1}{2N} \sum_\mu (y-\hat{y})^2",
            "1/2N Σ (y − ŷ)²",
            "1/2N",
            _half_mean,
        ),
        ErrorMeasure(  # slope 0 at the kink
            "absolute",
            QT_TR_NOOP("sum of absolute errors"),
            r"\sum_\mu |y-\hat{y}|",
            "Σ |y − ŷ|",
            "1",
            _one,
            lambda y, p, h: np.abs(y - p),
            lambda y, p, h, s: np.sign(y - p) * s,
            lambda y, p, h, s, c: -np.sign(y - p) * c,
            "np.abs(y - p)",
            "np.sign(y - p) * s",
            "-np.sign(y - p) * c",
        ),
        ErrorMeasure(  # signs cancel: unbounded below, and that is the point
            "residuals",
            QT_TR_NOOP("sum of residuals"),
            r"\sum_\mu (y-\hat{y})",
            "Σ (y − ŷ)",
            "1",
            _one,
            lambda y, p, h: y - p,
            lambda y, p, h, s: s + 0.0 * p,
            lambda y, p, h, s, c: -c + 0.0 * p,
            "y - p",
            "s + 0.0 * p",
            "-c + 0.0 * p",
        ),
        ErrorMeasure(
            "huber",
            QT_TR_NOOP("Huber error"),
            r"\sum_\mu \rho(y-\hat{y}), \;\; "
            r"\rho(r) = \frac{1}{2} r^2 \; (|r| \leq 1), \; |r|-\frac{1}{2} \; (|r|>1)",
            "Σ ρ(y − ŷ)",
            "1",
            _one,
            _huber,
            lambda y, p, h, s: np.clip(y - p, -HUBER_THRESHOLD, HUBER_THRESHOLD) * s,
            _huber_curvature,
            "np.where(np.abs(y - p) <= 1.0, 0.5 * np.abs(y - p) * np.abs(y - p), np.abs(y - p) - 0.5)",
            "np.clip(y - p, -1.0, 1.0) * s",
            "np.where(np.abs(y - p) <= 1.0, 1.0, 0.0) * s * s - np.clip(y - p, -1.0, 1.0) * c",
        ),
        ErrorMeasure(
            # −(y ln ŷ + (1−y) ln(1−ŷ)) with ŷ = σ(h) is ln(1+e^h) − y h: no ln 0, however far h goes. Taken
            # apart at max(h, 0), so that a small loss is not what is left of two large numbers.
            "log_loss",
            QT_TR_NOOP("log loss (cross-entropy)"),
            r"-\sum_\mu (y \ln \hat{y} + (1-y) \ln (1-\hat{y}))",
            "−Σ (y ln ŷ + (1−y) ln(1−ŷ))",
            "1",
            _one,
            lambda y, p, h: np.maximum(h, 0.0) - y * h + np.log1p(np.exp(-np.abs(h))),
            lambda y, p, h, s: y - p,
            lambda y, p, h, s, c: s,
            "np.maximum(h, 0.0) - y * h + np.log1p(np.exp(-np.abs(h)))",
            "y - p",
            "s",
            activations=("sigmoid",),
            target_range=(0.0, 1.0),
        ),
    ]
)
