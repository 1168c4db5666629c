"""Expressions in the weights as a graph: values, exact derivatives, LaTeX and numpy code.

Conventions:
    A node is known by its index; its arguments have smaller indices, so that every walk is a loop
    over indices and no depth of nesting can exhaust the stack. Equal nodes are one node: derivatives
    share their parts, and stay small where their written-out text would not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.operation import ATOM, OPERATIONS, PRODUCT, SIGN, SUM
from gdsim.engine.product_text import number_latex, plain_number, product_latex

NUMBER, WEIGHT = "number", "weight"
_PRODUCTS = ("multiply", "divide", "negate", "sqrt_slope")

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

    def latex(self, root: int, names: Sequence[str], written: Container[int] | None = None) -> str | None:
        """The expression as LaTeX with these weight names, None where it would fill more than a page.

        Args:
            root: its node.
            names: of the weights.
            written: nodes that are shown as they were written; all others are put as a person would put
                them, not as they are computed. None for all of them.
        """
        texts: dict[int, tuple[str, int]] = {}
        for index in self.reachable([root]):
            tidy = written is not None and index not in written
            texts[index] = self._latex_of(index, texts, names, tidy)
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
                texts[index] = f"t{len(lines)}", ATOM
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
        if first is not None and second is not None:
            return None
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
            case "multiply":
                return self._simpler_product(*a)
            case "add" | "subtract":
                return self._simpler_sum(name, *a)
            case "negate":
                return self._simpler_negative(a[0])
        return None

    def _factored(self, node: int) -> tuple[float, int]:
        """A constant factor and the rest; −1 where the node is a negative."""
        name, arguments, value = self.nodes[node]
        if name == NUMBER and value < 0.0:
            return -1.0, self.number(-value)
        if name == "negate":
            factor, rest = self._factored(arguments[0])
            return -factor, rest
        first = self.constant(arguments[0]) if name == "multiply" else None
        return (1.0, node) if first is None else (first, arguments[1])

    def _simpler_product(self, one: int, other: int) -> int | None:
        """One number in front, and the sign with it: 3 (cos x · 2) is 6 cos x."""
        if self.constant(other) is not None:
            one, other = other, one
        elif self.constant(one) is None:
            (first, one), (second, other) = self._factored(one), self._factored(other)
            if first == second == 1.0:
                return None
            return self.apply("multiply", self.number(first * second), self.apply("multiply", one, other))
        value, (factor, rest) = self.constant(one), self._factored(other)
        if value is not None and factor != 1.0:
            return self.apply("multiply", self.number(value * factor), rest)
        return self.keep("multiply", one, other)

    def _simpler_sum(self, name: str, one: int, other: int) -> int | None:
        """No sign behind another: a + −b is a − b, a − −b is a + b."""
        factor, rest = self._factored(other)
        if factor < 0.0:
            opposite = "subtract" if name == "add" else "add"
            return self.apply(opposite, one, self.apply("multiply", self.number(-factor), rest))
        factor, rest = self._factored(one)
        if factor < 0.0 and name == "add":
            return self.apply("subtract", other, self.apply("multiply", self.number(-factor), rest))
        return None

    def _simpler_negative(self, node: int) -> int | None:
        """The sign goes into a number in front, and turns a difference round."""
        name, arguments, _ = self.nodes[node]
        factor, rest = self._factored(node)
        if factor != 1.0:
            return self.apply("multiply", self.number(-factor), rest)
        if name == "subtract":
            return self.apply("subtract", arguments[1], arguments[0])
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
        self, index: int, texts: dict[int, tuple[str, int]], names: Sequence[str], tidy: bool
    ) -> tuple[str, int]:
        name, arguments, value = self.nodes[index]
        if name == NUMBER:
            text = number_latex(value) if tidy else plain_number(value)
            return text, ATOM if value >= 0 else SIGN
        if name == WEIGHT:
            return _latex_name(names[arguments[0]]), ATOM
        if tidy and name in _PRODUCTS and self.constant(index) is None:
            return product_latex(self, index, texts)
        operation = OPERATIONS[name]
        needs = operation.latex_needs or operation.needs
        if name == "multiply" and not texts[arguments[1]][0].startswith("-"):
            needs = (PRODUCT, PRODUCT)  # a (b c) reads as a b c
        if name in ("add", "subtract") and texts[arguments[1]][0].startswith("-"):
            needs = (SUM, ATOM)
        parts = _parted(arguments, needs, texts)
        template = operation.latex
        if name == "multiply" and (parts[1][0].isdigit() or parts[1].startswith(r"\frac")):
            template = template.replace(r"\,", r"\cdot")
        return template.format(*parts), operation.level

    def _code_of(
        self, index: int, texts: dict[int, tuple[str, int]], names: Sequence[str]
    ) -> tuple[str, int]:
        name, arguments, value = self.nodes[index]
        if name == NUMBER:
            return repr(float(value)), ATOM if value >= 0 else SIGN
        if name == WEIGHT:
            return names[arguments[0]], ATOM
        operation = OPERATIONS[name]
        needs = (ATOM,) if name == "sigmoid" else operation.needs
        return operation.code.format(*_parted(arguments, needs, texts)), operation.level


def _parted(arguments: Sequence[int], needs: Sequence[int], texts: dict[int, tuple[str, int]]) -> list[str]:
    """The arguments' texts, in parentheses where they hold together less than needed."""
    parts = []
    for argument, need in zip(arguments, needs, strict=True):
        text, level = texts[argument]
        parts.append(f"({text})" if level < need else text)
    return parts


def _latex_name(name: str) -> str:
    return f"w_{{{name[1:]}}}" if name[1:].isdigit() else name
