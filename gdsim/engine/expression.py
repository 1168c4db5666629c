"""Expressions in the weights as a graph: values, exact derivatives, LaTeX and numpy code.

Conventions:
    A node is known by its index; its arguments have smaller indices, so that every walk is a loop
    over indices and no depth of nesting can exhaust the stack. Equal nodes are one node: derivatives
    share their parts, and stay small where their written-out text would not.

A new function is one entry in OPERATIONS.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.array import Array
from gdsim.engine.registry import by_name

NUMBER, WEIGHT = "number", "weight"

# How tightly a written expression holds together: sums, products, signs, powers, everything else.
_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)
_LONGEST_LATEX = 1500


class Node(NamedTuple):
    """A number, a weight or an operation.

    Attributes:
        operation: NUMBER, WEIGHT, or a name in OPERATIONS.
        arguments: nodes; of a weight its 0-based index.
        value: of a number.
    """

    operation: str
    arguments: tuple[int, ...] = ()
    value: float = 0.0


# ∂result/∂argument as a node, from the graph, the arguments and the result.
Partial = Callable[["Graph", Sequence[int], int], int]


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
    level: int = _ATOM
    needs: tuple[int, ...] = (_SUM,)
    latex_needs: tuple[int, ...] | None = None
    is_function: bool = True
    many: bool = False


def _function(name: str, value: Callable[..., Any], partial: Partial, code: str, latex: str) -> Operation:
    return Operation(name, value, (partial,), code, latex)


def _power(base: Any, exponent: Any) -> Any:
    return base**exponent


def _power_slope(g: Graph, a: Sequence[int], _: int) -> int:
    lower = g.apply("subtract", a[1], g.number(1.0))
    return g.apply("multiply", a[1], g.apply("power", a[0], lower))


def _times(factor: float, name: str) -> Partial:
    """The partial derivative that is a multiple of a function of the argument."""
    return lambda g, a, r: g.apply("multiply", g.number(factor), g.apply(name, a[0]))


def _one_plus_square(sign: str) -> Partial:
    return lambda g, a, r: g.apply(sign, g.number(1.0), g.apply("multiply", r, r))


def _constant(value: float) -> Partial:
    return lambda g, a, r: g.number(value)


def _rest(g: Graph, node: int) -> int:
    return g.apply("subtract", g.number(1.0), node)


def _sigmoid_slope(g: Graph, a: Sequence[int], result: int) -> int:
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
            _SUM,
            (_SUM, _PRODUCT),
            is_function=False,
        ),
        Operation(
            "subtract",
            lambda a, b: a - b,
            (_constant(1.0), _constant(-1.0)),
            "{0} - {1}",
            "{0} - {1}",
            _SUM,
            (_SUM, _PRODUCT),
            is_function=False,
        ),
        Operation(
            "multiply",
            lambda a, b: a * b,
            (lambda g, a, r: a[1], lambda g, a, r: a[0]),
            "{0} * {1}",
            r"{0} \, {1}",
            _PRODUCT,
            (_PRODUCT, _POWER),
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
            _PRODUCT,
            (_PRODUCT, _POWER),
            latex_needs=(_SUM, _SUM),
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
            _POWER,
            (_ATOM, _ATOM),
            latex_needs=(_ATOM, _SUM),
            is_function=False,
        ),
        Operation(
            "negate", lambda a: -a, (_constant(-1.0),), "-{0}", "-{0}", _SIGN, (_POWER,), is_function=False
        ),
        Operation(  # the slope of min and max; itself flat
            "at_most",
            lambda a, b: np.where(a <= b, 1.0, 0.0),
            (_constant(0.0), _constant(0.0)),
            "np.where({0} <= {1}, 1.0, 0.0)",
            r"[{0} \leq {1}]",
            needs=(_SUM, _SUM),
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
            needs=(_SUM, _SUM),
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
            needs=(_SUM, _SUM),
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
            latex_needs=(_POWER,),
            is_function=False,
        ),
        _function("abs", np.abs, _times(1.0, "sign"), "np.abs({0})", r"|{0}|"),  # slope 0 at the kink
        _function("sign", np.sign, _constant(0.0), "np.sign({0})", r"\mathrm{{sign}}({0})"),
        _function("tanh", np.tanh, _one_plus_square("subtract"), "np.tanh({0})", r"\tanh({0})"),
        _function(
            "sigmoid",
            _sigmoid.value,
            _sigmoid_slope,
            _sigmoid.code.replace("h", "{0}").replace("np.w{0}ere", "np.where"),
            r"\sigma({0})",
        ),
    ]
)

# Their second derivative is 0 beside the kink, which says nothing of the kink.
KINKED = ("abs", "sign", "min", "max")


class Graph:
    """Nodes in order; grows only.

    Attributes:
        nodes: every node at its index.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._index: dict[Node, int] = {}
        self._constants: dict[int, float] = {}
        self._derivatives: dict[tuple[int, int], int] = {}

    def number(self, value: float) -> int:
        """The node of a number."""
        index = self._add(Node(NUMBER, value=value))
        self._constants[index] = value
        return index

    def weight(self, index: int) -> int:
        """The node of a weight, 0-based."""
        return self._add(Node(WEIGHT, (index,)))

    def constant(self, node: int) -> float | None:
        """The node's value where it does not depend on the weights."""
        return self._constants.get(node)

    def apply(self, name: str, *arguments: int) -> int:
        """The node of an operation, simplified: constants are computed, what adds nothing is left out."""
        simpler = self._simpler(name, arguments)
        if simpler is not None:
            return simpler
        index = self.keep(name, *arguments)
        value = self.constant(index)
        return index if value is None else self.number(value)

    def keep(self, name: str, *arguments: int) -> int:
        """The node of an operation as it was written."""
        index = self._add(Node(name, arguments))
        values = [self._constants.get(a) for a in arguments]
        if index not in self._constants and None not in values:
            with np.errstate(all="ignore"):
                self._constants[index] = float(OPERATIONS[name].value(*(np.float64(v) for v in values)))
        return index

    def derivative(self, root: int, weight: int) -> int:
        """The node of ∂root/∂w_weight."""
        for node in self.reachable([root]):
            if (node, weight) not in self._derivatives:
                self._derivatives[node, weight] = self._differentiate(node, weight)
        return self._derivatives[root, weight]

    def reachable(self, roots: Iterable[int]) -> list[int]:
        """The roots and all that they are made of, arguments first."""
        found, waiting = set[int](), list(roots)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self._parts(node))
        return sorted(found)

    def evaluate(self, plan: Sequence[int], roots: Sequence[int], weights: Array) -> list[Array]:
        """Values of the roots at K points, weights (d, K) in C order; plan is ``reachable(roots)``."""
        values: dict[int, Any] = {}
        with np.errstate(all="ignore"):
            for index in plan:
                name, arguments, _ = self.nodes[index]
                if index in self._constants:
                    # A Python number: array ** 2.0 is then the array's square, as in exported code.
                    values[index] = self._constants[index]
                elif name == WEIGHT:
                    values[index] = weights[arguments[0]]
                else:
                    values[index] = OPERATIONS[name].value(*[values[a] for a in arguments])
        shape = weights.shape[1:]
        return [np.broadcast_to(np.asarray(values[root], dtype=np.float64), shape) for root in roots]

    # As text

    def latex(self, root: int, names: Sequence[str]) -> str | None:
        """The expression as LaTeX with these weight names, None where it would fill more than a page."""
        texts: dict[int, tuple[str, int]] = {}
        for index in self.reachable([root]):
            texts[index] = self._latex_of(index, texts, names)
            if len(texts[index][0]) > _LONGEST_LATEX:
                return None
        return texts[root][0]

    def code(self, roots: Sequence[int], results: Sequence[str], names: Sequence[str]) -> list[str]:
        """Assignments in numpy that give the roots under the names ``results``, to the last bit."""
        plan = self.reachable(roots)
        uses = Counter(part for node in plan for part in self._parts(node))
        lines, texts = list[str](), dict[int, tuple[str, int]]()
        for index in plan:
            texts[index] = self._code_of(index, texts, names)
            shared = uses[index] > 1 and self.nodes[index].operation not in (NUMBER, WEIGHT)
            if shared:
                lines.append(f"t{len(lines) + 1} = {texts[index][0]}")
                texts[index] = f"t{len(lines)}", _ATOM
        return lines + [f"{name} = {texts[root][0]}" for name, root in zip(results, roots, strict=True)]

    # Inside

    def _add(self, node: Node) -> int:
        if node not in self._index:
            self._index[node] = len(self.nodes)
            self.nodes.append(node)
        return self._index[node]

    def _parts(self, index: int) -> tuple[int, ...]:
        node = self.nodes[index]
        return () if node.operation in (NUMBER, WEIGHT) else node.arguments

    def _simpler(self, name: str, a: Sequence[int]) -> int | None:
        first, second = self.constant(a[0]), self.constant(a[-1])
        match name:
            case "add" if first == 0.0:
                return a[1]
            case "add" | "subtract" if second == 0.0:
                return a[0]
            case "subtract" if first == 0.0:
                return self.apply("negate", a[1])
            case "multiply" if first == 0.0 or second == 0.0:
                return self.number(0.0)
            case "multiply" if first == 1.0:
                return a[1]
            case "multiply" | "divide" | "power" if second == 1.0:
                return a[0]
            case "multiply" if first == -1.0 or second == -1.0:
                return self.apply("negate", a[1] if first == -1.0 else a[0])
            case "divide" if first == 0.0:
                return self.number(0.0)
            case "power" if second == 0.0:
                return self.number(1.0)
            case "negate" if self.nodes[a[0]].operation == "negate":
                return self.nodes[a[0]].arguments[0]
        return None

    def _differentiate(self, index: int, weight: int) -> int:
        name, arguments, _ = self.nodes[index]
        if name == WEIGHT:
            return self.number(1.0 if arguments[0] == weight else 0.0)
        total = self.number(0.0)
        for partial, argument in zip(OPERATIONS[name].partials if arguments else (), arguments, strict=True):
            inner = self._derivatives[argument, weight]
            if self.constant(inner) != 0.0:
                outer = partial(self, arguments, index)
                total = self.apply("add", total, self.apply("multiply", outer, inner))
        return total

    def _latex_of(
        self, index: int, texts: dict[int, tuple[str, int]], names: Sequence[str]
    ) -> tuple[str, int]:
        name, arguments, value = self.nodes[index]
        if name == NUMBER:
            return _latex_number(value), _ATOM if value >= 0 else _SIGN
        if name == WEIGHT:
            return _latex_name(names[arguments[0]]), _ATOM
        operation = OPERATIONS[name]
        needs = operation.latex_needs or operation.needs
        return operation.latex.format(*_parted(arguments, needs, texts)), operation.level

    def _code_of(
        self, index: int, texts: dict[int, tuple[str, int]], names: Sequence[str]
    ) -> tuple[str, int]:
        name, arguments, value = self.nodes[index]
        if name == NUMBER:
            return repr(float(value)), _ATOM if value >= 0 else _SIGN
        if name == WEIGHT:
            return names[arguments[0]], _ATOM
        operation = OPERATIONS[name]
        needs = (_ATOM,) if name == "sigmoid" else operation.needs
        return operation.code.format(*_parted(arguments, needs, texts)), operation.level


def _parted(arguments: Sequence[int], needs: Sequence[int], texts: dict[int, tuple[str, int]]) -> list[str]:
    """The arguments' texts, in parentheses where they hold together less than needed."""
    parts = []
    for argument, need in zip(arguments, needs, strict=True):
        text, level = texts[argument]
        parts.append(f"({text})" if level < need else text)
    return parts


def _latex_number(value: float) -> str:
    if value == math.pi:
        return r"\pi"
    if value == math.e:
        return "e"
    mantissa, _, exponent = repr(float(value)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _latex_name(name: str) -> str:
    return f"w_{{{name[1:]}}}" if name[1:].isdigit() else name
