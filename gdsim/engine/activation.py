"""Activations f with their first and second derivative. A new one is one entry in ACTIVATIONS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.registry import by_name

LEAKY_SLOPE = 0.01  # torch.nn.LeakyReLU's default

Function = Callable[[Array], Array]


@dataclass(frozen=True)
class Activation:
    """f, f′ and f″ of the weighted sum h, elementwise on arrays of any shape.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        formula: f(h) as LaTeX.
        slope_formula: f′(h) as LaTeX.
        code: f(h) as a numpy expression in ``h``, the one that ``value`` evaluates.
        slope_code: f′(h) likewise.
        curvature_code: f″(h) likewise, with f′ as ``s``.
        value: f; an activation never gives NaN for a finite h.
        slope: f′; where f has a kink, the value stated in the entry's comment.
        curvature: f″; 0 at a kink.
        both: f and f′ together, the same bits, where they share costly work.
    """

    name: str
    label: str
    formula: str
    slope_formula: str
    code: str
    slope_code: str
    value: Function
    slope: Function
    curvature: Function
    both: Callable[[Array], tuple[Array, Array]] | None = None
    curvature_code: str = "np.zeros_like(h)"

    def value_and_slope(self, h: Array) -> tuple[Array, Array]:
        """f and f′, the same bits as apart."""
        return self.both(h) if self.both is not None else (self.value(h), self.slope(h))


def _sigmoid(h: Array) -> Array:
    # exp of a negative number only: exp(-h) would overflow for h < -709.
    e = np.exp(-np.abs(h))
    return np.where(h >= 0, 1.0, e) / (1.0 + e)


def _sigmoid_slope(h: Array) -> Array:
    e = np.exp(-np.abs(h))
    return e / ((1.0 + e) * (1.0 + e))


def _sigmoid_both(h: Array) -> tuple[Array, Array]:
    e = np.exp(-np.abs(h))
    more = 1.0 + e
    return np.where(h >= 0, 1.0, e) / more, e / (more * more)


def _sigmoid_curvature(h: Array) -> Array:
    return _sigmoid_slope(h) * -np.tanh(0.5 * h)


def _tanh_slope(h: Array) -> Array:
    # 1 - tanh² cancels for large |h|; 4 f'(2h) of the sigmoid does not.
    return 4.0 * _sigmoid_slope(2.0 * h)


ACTIVATIONS = by_name(
    [
        Activation(
            "identity",
            QT_TR_NOOP("identity"),
            "h",
            "1",
            "h",
            "np.ones_like(h)",
            lambda h: h,
            np.ones_like,
            np.zeros_like,
        ),
        Activation(
            "sigmoid",
            QT_TR_NOOP("sigmoid"),
            r"\frac{1}{1+e^{-h}}",
            r"f(h)\,(1-f(h))",
            "np.where(h >= 0, 1.0, np.exp(-np.abs(h))) / (1.0 + np.exp(-np.abs(h)))",
            "np.exp(-np.abs(h)) / ((1.0 + np.exp(-np.abs(h))) * (1.0 + np.exp(-np.abs(h))))",
            _sigmoid,
            _sigmoid_slope,
            _sigmoid_curvature,
            _sigmoid_both,
            "s * -np.tanh(0.5 * h)",
        ),
        Activation(
            "tanh",
            QT_TR_NOOP("tanh"),
            r"\tanh h",
            r"1-\tanh^2 h",
            "np.tanh(h)",
            "4.0 * (np.exp(-np.abs(2.0 * h))"
            " / ((1.0 + np.exp(-np.abs(2.0 * h))) * (1.0 + np.exp(-np.abs(2.0 * h)))))",
            np.tanh,
            _tanh_slope,
            lambda h: -2.0 * np.tanh(h) * _tanh_slope(h),
            curvature_code="-2.0 * np.tanh(h) * s",
        ),
        Activation(  # slope 0 at the kink, as torch has it
            "relu",
            QT_TR_NOOP("ReLU"),
            r"\max(0, h)",
            r"1 \; (h>0), \; 0 \; (h \leq 0)",
            "np.maximum(h, 0.0)",
            "np.where(h > 0, 1.0, 0.0)",
            lambda h: np.maximum(h, 0.0),
            lambda h: np.where(h > 0, 1.0, 0.0),
            np.zeros_like,
        ),
        Activation(  # slope 0.01 at the kink, as torch has it
            "leaky_relu",
            QT_TR_NOOP("leaky ReLU"),
            r"h \; (h>0), \; 0.01\,h \; (h \leq 0)",
            r"1 \; (h>0), \; 0.01 \; (h \leq 0)",
            f"np.where(h > 0, h, {LEAKY_SLOPE} * h)",
            f"np.where(h > 0, 1.0, {LEAKY_SLOPE})",
            lambda h: np.where(h > 0, h, LEAKY_SLOPE * h),
            lambda h: np.where(h > 0, 1.0, LEAKY_SLOPE),
            np.zeros_like,
        ),
        Activation(
            "softplus",
            QT_TR_NOOP("softplus"),
            r"\ln(1+e^{h})",
            r"\frac{1}{1+e^{-h}}",
            "np.logaddexp(0.0, h)",
            "np.where(h >= 0, 1.0, np.exp(-np.abs(h))) / (1.0 + np.exp(-np.abs(h)))",
            lambda h: np.logaddexp(0.0, h),
            _sigmoid,
            _sigmoid_slope,
            curvature_code="np.exp(-np.abs(h)) / ((1.0 + np.exp(-np.abs(h))) * (1.0 + np.exp(-np.abs(h))))",
        ),
        Activation(  # for looking at: its slope is 0 everywhere, so nothing descends
            "step",
            QT_TR_NOOP("step function"),  # 阶跃函数
            r"1 \; (h \geq 0), \; 0 \; (h<0)",
            "0",
            "np.where(h >= 0, 1.0, 0.0)",
            "np.zeros_like(h)",
            lambda h: np.where(h >= 0, 1.0, 0.0),
            np.zeros_like,
            np.zeros_like,
        ),
    ]
)
