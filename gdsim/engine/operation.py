"""What can be done with expressions: sums, products, powers and functions, each with its derivatives.

A new function is one entry in OPERATIONS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.registry import by_name

# How tightly a written expression holds together: sums, products, signs, powers, everything else.
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)


class Builder(Protocol):
    """What a derivative is made with; nodes are numbered."""

    def number(self, value: float) -> int:
        """The node of a number."""
        ...

    def apply(self, name: str, *arguments: int) -> int:
        """The node of an operation."""
        ...


# ∂result/∂argument as a node, from the graph, the arguments and the result.
Partial = Callable[["Builder", Sequence[int], int], int]


@dataclass(frozen=True)
class Operation:
    """What can be done with expressions.

    Attributes:
        name: as typed, for functions.
        value: numpy function of the arguments' values.
        partials: one for each argument.
        code, latex: templates of the arguments {0}, {1}.
        level: how tightly the result holds together.
        needs: the level that each argument must have, or be put in parentheses.
        is_function: can be typed as name(…).
        many: name(…) takes two or more arguments, applied pair by pair.
    """

    name: str
    value: Callable[..., Any]
    partials: tuple[Partial, ...]
    code: str
    latex: str
    level: int = ATOM
    needs: tuple[int, ...] = (SUM,)
    latex_needs: tuple[int, ...] | None = None
    is_function: bool = True
    many: bool = False


def _function(name: str, value: Callable[..., Any], partial: Partial, code: str, latex: str) -> Operation:
    return Operation(name, value, (partial,), code, latex)


def _power(base: Any, exponent: Any) -> Any:
    return base**exponent


def _power_slope(g: Builder, a: Sequence[int], _: int) -> int:
    lower = g.apply("subtract", a[1], g.number(1.0))
    return g.apply("multiply", a[1], g.apply("power", a[0], lower))


def _times(factor: float, name: str) -> Partial:
    """The partial derivative that is a multiple of a function of the argument."""
    return lambda g, a, r: g.apply("multiply", g.number(factor), g.apply(name, a[0]))


def _one_plus_square(sign: str) -> Partial:
    return lambda g, a, r: g.apply(sign, g.number(1.0), g.apply("multiply", r, r))


def _constant(value: float) -> Partial:
    return lambda g, a, r: g.number(value)


def _rest(g: Builder, node: int) -> int:
    return g.apply("subtract", g.number(1.0), node)


def _sigmoid_slope(g: Builder, a: Sequence[int], result: int) -> int:
    # σ(x) σ(−x): 1 − σ(x) would cancel for large x.
    return g.apply("multiply", result, g.apply("sigmoid", g.apply("negate", a[0])))


_sigmoid = ACTIVATIONS["sigmoid"]

OPERATIONS = by_name(
    [
        Operation(
            "add",
            lambda a, b: a + b,
            (_constant(1.0), _constant(1.0)),
            "{0} + {1}",
            "{0} + {1}",
            SUM,
            (SUM, PRODUCT),
            is_function=False,
        ),
        Operation(
            "subtract",
            lambda a, b: a - b,
            (_constant(1.0), _constant(-1.0)),
            "{0} - {1}",
            "{0} - {1}",
            SUM,
            (SUM, PRODUCT),
            is_function=False,
        ),
        Operation(
            "multiply",
            lambda a, b: a * b,
            (lambda g, a, r: a[1], lambda g, a, r: a[0]),
            "{0} * {1}",
            r"{0} \, {1}",
            PRODUCT,
            (PRODUCT, POWER),
            is_function=False,
        ),
        Operation(
            "divide",
            lambda a, b: a / b,
            (
                lambda g, a, r: g.apply("divide", g.number(1.0), a[1]),
                lambda g, a, r: g.apply("negate", g.apply("divide", r, a[1])),
            ),
            "{0} / {1}",
            r"\frac{{{0}}}{{{1}}}",
            PRODUCT,
            (PRODUCT, POWER),
            latex_needs=(SUM, SUM),
            is_function=False,
        ),
        Operation(
            "power",
            _power,
            (
                _power_slope,
                lambda g, a, r: g.apply("multiply", r, g.apply("ln", a[0])),
            ),
            "{0} ** {1}",
            "{0}^{{{1}}}",
            POWER,
            (ATOM, ATOM),
            latex_needs=(ATOM, SUM),
            is_function=False,
        ),
        Operation(
            "negate", lambda a: -a, (_constant(-1.0),), "-{0}", "-{0}", SIGN, (POWER,), is_function=False
        ),
        Operation(  # the slope of min and max; itself flat
            "at_most",
            lambda a, b: np.where(a <= b, 1.0, 0.0),
            (_constant(0.0), _constant(0.0)),
            "np.where({0} <= {1}, 1.0, 0.0)",
            r"[{0} \leq {1}]",
            needs=(SUM, SUM),
            is_function=False,
        ),
        Operation(  # where both are equal, the slope of the first
            "min",
            np.minimum,
            (
                lambda g, a, r: g.apply("at_most", a[0], a[1]),
                lambda g, a, r: _rest(g, g.apply("at_most", a[0], a[1])),
            ),
            "np.minimum({0}, {1})",
            r"\min({0}, {1})",
            needs=(SUM, SUM),
            many=True,
        ),
        Operation(
            "max",
            np.maximum,
            (
                lambda g, a, r: g.apply("at_most", a[1], a[0]),
                lambda g, a, r: _rest(g, g.apply("at_most", a[1], a[0])),
            ),
            "np.maximum({0}, {1})",
            r"\max({0}, {1})",
            needs=(SUM, SUM),
            many=True,
        ),
        _function("sin", np.sin, _times(1.0, "cos"), "np.sin({0})", r"\sin({0})"),
        _function("cos", np.cos, _times(-1.0, "sin"), "np.cos({0})", r"\cos({0})"),
        _function("tan", np.tan, _one_plus_square("add"), "np.tan({0})", r"\tan({0})"),
        _function("exp", np.exp, lambda g, a, r: r, "np.exp({0})", r"\exp({0})"),
        _function(
            "ln",
            np.log,
            lambda g, a, r: g.apply("divide", g.number(1.0), a[0]),
            "np.log({0})",
            r"\ln({0})",
        ),
        _function(
            "sqrt",
            np.sqrt,
            lambda g, a, r: g.apply("sqrt_slope", r),
            "np.sqrt({0})",
            r"\sqrt{{{0}}}",
        ),
        Operation(  # from the root; 0 at 0, which is right for the tip of a cone √(w1² + w2²)
            "sqrt_slope",
            lambda r: np.where(r > 0.0, 0.5 / np.where(r > 0.0, r, 1.0), 0.0),
            (lambda g, a, r: g.apply("multiply", g.number(-2.0), g.apply("multiply", r, r)),),
            "np.where({0} > 0.0, 0.5 / np.where({0} > 0.0, {0}, 1.0), 0.0)",
            r"\frac{{1}}{{2 \, {0}}}",
            latex_needs=(POWER,),
            is_function=False,
        ),
        _function("abs", np.abs, _times(1.0, "sign"), "np.abs({0})", r"|{0}|"),  # slope 0 at the kink
        _function("sign", np.sign, _constant(0.0), "np.sign({0})", r"\mathrm{{sign}}({0})"),
        _function("tanh", np.tanh, _one_plus_square("subtract"), "np.tanh({0})", r"\tanh({0})"),
        _function(
            "sigmoid",
            _sigmoid.value,
            _sigmoid_slope,
            "(" + _sigmoid.code.replace("h", "{0}").replace("np.w{0}ere", "np.where") + ")",
            r"\sigma({0})",
        ),
    ]
)

# Their second derivative is 0 beside the kink, which says nothing of the kink.
KINKED = ("abs", "sign", "min", "max")
