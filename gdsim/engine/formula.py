"""A typed formula E(w): read character by character, never run as code; with exact derivatives."""

from __future__ import annotations

import math
import re
from functools import cached_property
from typing import NamedTuple, NoReturn

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.expression import NUMBER, WEIGHT, Graph
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.operation import KINKED, OPERATIONS
from gdsim.engine.registry import nearest

LONGEST = 500
DEEPEST = 50
MOST_WEIGHTS = 10

FUNCTIONS = tuple(name for name, operation in OPERATIONS.items() if operation.is_function)
CONSTANTS = {"pi": math.pi, "π": math.pi, "e": math.e}

# Signs that mean a function of another name.
_ALIASES = {"log": "ln", "√": "sqrt"}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_")
_OPERATORS = {"−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "÷": "/", "**": "^"}
_BINARY = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[½¼¾])
      | (?P<name>[A-Za-z]+(?:_?[0-9₀-₉]+)?|π|√)
      | (?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<sign>\*\*|[-+*/^(),−–·⋅×÷])""",
    re.VERBOSE,
)
# Points evaluated at once: keeps what is in between within a core's cache.
_BLOCK = 1 << 14


class FormulaError(GdsimError):
    """A formula that cannot be read.

    Attributes:
        position: 0-based index of the character where it went wrong; len(text) at its end.
        problem: what is wrong there.
    """

    def __init__(self, position: int, problem: Message) -> None:
        super().__init__(
            Message(
                QT_TR_NOOP("Formula, character {position}: {problem}"), position=position + 1, problem=problem
            )
        )
        self.position = position
        self.problem = problem


class Formula:
    """E(w) from a text such as ``(1 − w1)² + 100 (w2 − w1²)²``.

    Weights are w, or w1, w2, …; numbers, + − * / ^ and parentheses as usual, ** · × ² ½ π too;
    products without a sign where they can be read in one way only: 2w1, 3(w + 1). ``log`` is ln.

    Attributes:
        text: as typed.
        weight_count: d.
        is_quadratic: E is exactly a parabola of the weights.
    """

    def __init__(self, text: str) -> None:
        """Read the text.

        Raises:
            FormulaError: it cannot be read, with the character.
        """
        self.text = text
        self._graph = Graph()
        self._root, self.weight_count = _Reader(text, self._graph).read()
        self._value_plan = self._graph.reachable([self._root])
        self._slopes = [self._graph.derivative(self._root, i) for i in range(self.weight_count)]
        self._slope_plan = self._graph.reachable([self._root, *self._slopes])

    def values(self, points: Array) -> Array:
        """E at points (K, d): (K,)."""
        points = np.asarray(points, dtype=np.float64)
        result = np.empty(len(points))
        for start in range(0, len(points), _BLOCK):
            block = np.ascontiguousarray(points[start : start + _BLOCK].T)
            result[start : start + _BLOCK] = self._graph.evaluate(self._value_plan, [self._root], block)[0]
        return result

    def values_and_gradients(self, points: Array) -> tuple[Array, Array]:
        """E and ∂E/∂w_i at points (K, d): (K,) and (K, d)."""
        points = np.asarray(points, dtype=np.float64)
        found = np.empty((1 + self.weight_count, len(points)))
        for start in range(0, len(points), _BLOCK):
            block = np.ascontiguousarray(points[start : start + _BLOCK].T)
            roots = [self._root, *self._slopes]
            found[:, start : start + _BLOCK] = self._graph.evaluate(self._slope_plan, roots, block)
        return found[0], np.ascontiguousarray(found[1:].T)

    def value_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """E and ∂E/∂w_i at weights (d,)."""
        results = self._at(self._slope_plan, [self._root, *self._slopes], weights)
        return float(results[0]), results[1:]

    def hessian(self, weights: Array) -> Array:
        """∂²E/∂w_i∂w_j at weights (d,): (d, d)."""
        roots, plan = self._bends
        result = np.empty((self.weight_count, self.weight_count))
        rows, columns = np.triu_indices(self.weight_count)
        result[rows, columns] = result[columns, rows] = self._at(plan, roots, weights)
        return result

    @cached_property
    def is_quadratic(self) -> bool:
        """All second derivatives are numbers, and there is no kink."""
        smooth = all(self._graph.nodes[node].operation not in KINKED for node in self._value_plan)
        return smooth and all(self._graph.constant(root) is not None for root in self._bends[0])

    @property
    def latex(self) -> str:
        """The formula as LaTeX; the text itself where that is too long."""
        return self._graph.latex(self._root, self._names) or self.text

    def slope_latex(self, index: int) -> str | None:
        """∂E/∂w_index as LaTeX, None where it is too long to be shown."""
        return self._graph.latex(self._slopes[index], self._names, written=set(self._value_plan))

    def code(self) -> list[str]:
        """numpy assignments of E and g1 … gd from w1 … wd, arrays of shape (1,), to the last bit."""
        names = [f"w{i + 1}" for i in range(self.weight_count)]
        results = ["E", *(f"g{i + 1}" for i in range(self.weight_count))]
        return self._graph.code([self._root, *self._slopes], results, names)

    def hessian_code(self) -> list[str]:
        """numpy assignments of h11, h12, … hdd, the upper triangle of ∂²E/∂w_i∂w_j, to the last bit."""
        names = [f"w{i + 1}" for i in range(self.weight_count)]
        rows, columns = np.triu_indices(self.weight_count)
        results = [f"h{i + 1}{j + 1}" for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]
        return self._graph.code(self._bends[0], results, names)

    @cached_property
    def _bends(self) -> tuple[list[int], list[int]]:
        rows, columns = np.triu_indices(self.weight_count)
        roots = [
            self._graph.derivative(self._slopes[i], j)
            for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
        return roots, self._graph.reachable(roots)

    @property
    def _names(self) -> list[str]:
        return ["w"] if self.weight_count == 1 else [f"w{i + 1}" for i in range(self.weight_count)]

    def _at(self, plan: list[int], roots: list[int], weights: Array) -> Array:
        point = np.ascontiguousarray(np.asarray(weights, dtype=np.float64)[:, None])
        return np.concatenate(self._graph.evaluate(plan, roots, point))


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(
                position, Message(QT_TR_NOOP("“{sign}” has no meaning here."), sign=text[position])
            )
        kind, found = str(match.lastgroup), match.group()
        if kind == "sign":
            kind = found = _OPERATORS.get(found, found)
        if kind != "space":
            tokens.append(_Token(kind, found, position))
        position = match.end()
    return [*tokens, _Token("end", "", len(text))]


class _Reader:
    """Recursive descent over the tokens; each method reads one rule of the grammar.

    sum = product (("+" | "-") product)*
    product = signed (("*" | "/" | nothing) signed)*
    signed = ("+" | "-") signed | power
    power = atom superscript? ("^" signed)?
    atom = number | weight | constant | function "(" sum ("," sum)* ")" | "(" sum ")"
    """

    def __init__(self, text: str, graph: Graph) -> None:
        if len(text) > LONGEST:
            raise FormulaError(
                LONGEST, Message(QT_TR_NOOP("A formula may have {most} characters."), most=LONGEST)
            )
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0
        self._graph = graph
        self._plain_weight: bool | None = None

    def read(self) -> tuple[int, int]:
        """The formula's node and the number of weights."""
        root = self._sum()
        if self._token.kind != "end":
            self._fail(QT_TR_NOOP("an operator or the end is expected, not “{found}”."))
        weights = [node.arguments[0] for node in self._graph.nodes if node.operation == WEIGHT]
        if not weights:
            raise FormulaError(0, Message(QT_TR_NOOP("the formula has no weight: use w, or w1, w2, …")))
        return root, max(weights) + 1

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *kinds: str) -> _Token | None:
        token = self._token
        if token.kind not in kinds:
            return None
        self._next += 1
        return token

    def _sum(self) -> int:
        left = self._product()
        while sign := self._take("+", "-"):
            left = self._apply(sign, _BINARY[sign.kind], left, self._product())
        return left

    def _product(self) -> int:
        left = self._signed()
        divided = False
        while True:
            if sign := self._take("*", "/"):
                divided = sign.kind == "/"
                left = self._apply(sign, _BINARY[sign.kind], left, self._signed())
            elif self._token.kind in ("name", "("):
                if divided:
                    self._fail(QT_TR_NOOP("a/bc can be read in two ways: put a * or parentheses."))
                left = self._apply(self._token, "multiply", left, self._power())
            else:
                return left

    def _signed(self) -> int:
        sign = self._take("+", "-")
        if sign is None:
            return self._power()
        self._deeper(sign)
        inner = self._signed()
        self._depth -= 1
        if sign.kind == "+":
            return inner
        number = self._graph.nodes[inner]
        return (
            self._graph.number(-number.value)
            if number.operation == NUMBER
            else self._apply(sign, "negate", inner)
        )

    def _power(self) -> int:
        base = self._atom()
        if raised := self._take("superscript"):
            exponent = self._graph.number(float(raised.text.translate(_SUPERSCRIPTS)))
            base = self._apply(raised, "power", base, exponent)
        if sign := self._take("^"):
            self._deeper(sign)
            base = self._apply(sign, "power", base, self._signed())
            self._depth -= 1
        return base

    def _atom(self) -> int:
        if token := self._take("number"):
            return self._number(token)
        if token := self._take("name"):
            return self._named(token)
        if token := self._take("("):
            self._deeper(token)
            inner = self._sum()
            self._close()
            return inner
        if self._token.kind == "end":
            self._fail(QT_TR_NOOP("the formula ends where a number, a weight or “(” is expected."))
        return self._fail(QT_TR_NOOP("a number, a weight or “(” is expected, not “{found}”."))

    def _number(self, token: _Token) -> int:
        value = _FRACTIONS.get(token.text)
        value = float(token.text) if value is None else value
        if math.isinf(value):
            raise FormulaError(token.position, Message(QT_TR_NOOP("{found} is too large."), found=token.text))
        if value == 0.0 and re.match("[^eE]*[1-9]", token.text):
            problem = Message(QT_TR_NOOP("“{found}” is so small that it would become 0."), found=token.text)
            raise FormulaError(token.position, problem)
        return self._graph.number(value)

    def _named(self, token: _Token) -> int:
        name = token.text.translate(_SUBSCRIPTS)
        name = _ALIASES.get(name, name)
        if re.fullmatch(r"w\d*", name):
            return self._weight(token, name)
        if name in CONSTANTS:
            return self._graph.number(CONSTANTS[name])
        if name in FUNCTIONS:
            return self._call(token, name)
        raise FormulaError(token.position, _unknown(token.text))

    def _weight(self, token: _Token, name: str) -> int:
        plain = name == "w"
        if self._plain_weight not in (None, plain):
            problem = Message(QT_TR_NOOP("w and w1, w2, … cannot be mixed."))
            raise FormulaError(token.position, problem)
        self._plain_weight = plain
        number = 1 if plain else int(name[1:])
        if not 1 <= number <= MOST_WEIGHTS:
            problem = Message(
                QT_TR_NOOP("weights are w1 to w{most}, not {found}."), most=MOST_WEIGHTS, found=name
            )
            raise FormulaError(token.position, problem)
        return self._graph.weight(number - 1)

    def _call(self, token: _Token, name: str) -> int:
        opening = self._take("(")
        if opening is None:
            problem = Message(QT_TR_NOOP("“(” is expected after {name}."), name=token.text)
            raise FormulaError(self._token.position, problem)
        self._deeper(opening)
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        many = OPERATIONS[name].many
        if many and len(arguments) < 2:
            self._fail(QT_TR_NOOP("{name} needs two arguments or more, with a comma between."), name=name)
        if not many and len(arguments) > 1:
            problem = Message(
                QT_TR_NOOP("{name} takes one argument; decimals have a point."), name=token.text
            )
            raise FormulaError(token.position, problem)
        self._close()
        result = self._apply(token, name, *arguments[: 2 if many else 1])
        for argument in arguments[2:]:
            result = self._apply(token, name, result, argument)
        return result

    def _close(self) -> None:
        if self._take(")") is None:
            self._fail(
                QT_TR_NOOP("“)” is missing.")
                if self._token.kind == "end"
                else QT_TR_NOOP("“)” or an operator is expected, not “{found}”.")
            )
        self._depth -= 1

    def _apply(self, token: _Token, name: str, *arguments: int) -> int:
        node = self._graph.keep(name, *arguments)
        value = self._graph.constant(node)
        if value is not None and not math.isfinite(value):
            raise FormulaError(token.position, Message(QT_TR_NOOP("this part is not a finite number.")))
        return node

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            problem = Message(QT_TR_NOOP("nested more than {most} deep."), most=DEEPEST)
            raise FormulaError(token.position, problem)

    def _fail(self, problem: str, **values: str) -> NoReturn:
        raise FormulaError(self._token.position, Message(problem, found=self._token.text, **values))


def _unknown(name: str) -> Message:
    allowed = ["w", "w1", "w2", *FUNCTIONS, "log", "pi", "e"]
    guess = nearest(name, allowed)
    if guess is None:
        return Message(
            QT_TR_NOOP("“{name}” is not known; allowed are: {allowed}."),
            name=name,
            allowed=", ".join(allowed),
        )
    return Message(QT_TR_NOOP("“{name}” is not known; did you mean “{guess}”?"), name=name, guess=guess)
