r"""A rule's formula with its numbers put in: \eta v_i becomes 0.03 · (−23.2).

Numbers that have a colour carry their quantity's name as one, ``{\color{gradient} 1.5}``; see formula.colored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.step_formula import USED_SLOPE
from gdsim.engine.worked_step import WorkedStep
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.views.shared.theme import Quantity

_GRADIENT = r"\frac{\partial E}{\partial w_i}"
# Of a rule that uses the Hessian H.
INVERSE, SUM_OF_INVERSE = "H^{-1}", r"\sum_j (H^{-1})_{ij}"
# Longer sums show their beginning and their end.
_MOST_TERMS, _FIRST_TERMS = 6, 4
_HAT = re.compile(r"\\hat\{(\w)\}_i = \\frac\{\1_i\}\{1-(\\\w+)\^t\}")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SLOPE_J = r"\frac{\partial E}{\partial w_j}"
# The gradient, or what a mistake puts in its place.
_SLOPES_J = (_SLOPE_J, "g_j")
_COLORS = {
    _GRADIENT: Quantity.GRADIENT,
    _SLOPE_J: Quantity.GRADIENT,
    "w_i": Quantity.WEIGHT,
    r"\eta": Quantity.RATE,
}
# Stand for numbers while the signs between them are found: characters that no formula has.
_FIRST_MARK = 0xE000
_MARK = "[\ue000-\uf8ff]"
# Two factors side by side, now that they are numbers, need a sign between them.
_FACTORS_MEET = re.compile(rf"((?:{_MARK}|\)|(?<=\}})\}}|{_MARK}\}}))\s*(?={_MARK}|\(|\\frac)")


@dataclass(frozen=True, eq=False)
class Numbers:
    """What the symbols stand for, for one weight.

    Attributes:
        step: the update.
        optimizer: its rule and settings.
        index: of the weight.
        rate: η as it is shown.
    """

    step: WorkedStep
    optimizer: Optimizer
    index: int
    rate: str

    def symbols(self, before: bool) -> dict[str, str]:
        """LaTeX symbols and number texts; the state before the update, or after it."""
        step, rule, index = self.step, self.optimizer.rule, self.index
        result = {
            _GRADIENT: number_text(float(step.gradient[index])),
            USED_SLOPE: number_text(float(step.used_gradient[index])),
            "w_i": number_text(float(step.weights[index])),
            r"\eta": self.rate,
            "^t": f"^{{{self.step.rule_step}}}",
        }
        for setting in rule.settings.values():
            result[setting.symbol] = exact_text(self.optimizer.settings[setting.name])
        state = step.state if before else step.next_state
        for symbol, row in zip(rule.state_symbols, state, strict=True):
            result[f"{symbol}_i"] = number_text(float(row[index]))
        if not before:
            result.update(self._hats())
        if len(inverse := self.inverse()) == 1:
            result[INVERSE] = number_text(float(inverse[0]))
        return result

    def result(self, symbol: str) -> str:
        """The number that a line works out."""
        return self.symbols(before=False)[symbol]

    def inverse(self) -> Array:
        """The row of H⁻¹ that belongs to the weight, (d,); empty where the rule has no H."""
        hessian = self.step.hessian
        return np.empty(0) if hessian is None else np.asarray(np.linalg.inv(hessian)[self.index])

    def sum_terms(self) -> list[dict[str, str]]:
        """What the symbols of a sum over the weights j stand for, term by term; those left out are empty."""
        used, inverse = self.step.used_gradient, self.inverse()
        scale = float(np.abs(inverse).max())
        terms = [
            {
                r"(H^{-1})_{ij}": number_text(float(h), scale),
                **dict.fromkeys(_SLOPES_J, number_text(float(g))),
            }
            for h, g in zip(inverse, used, strict=True)
        ]
        return terms if len(terms) <= _MOST_TERMS else [*terms[:_FIRST_TERMS], {}, terms[-1]]

    def _hats(self) -> dict[str, str]:
        r"""Averages corrected for their start at 0, as the rule's own line says: m / (1 − β^t)."""
        rule, found = self.optimizer.rule, {}
        for match in filter(None, map(_HAT.fullmatch, rule.where)):
            row = rule.state_symbols.index(match[1])
            setting = next(s for s in rule.settings.values() if s.symbol == match[2])
            left = 1.0 - self.optimizer.settings[setting.name] ** self.step.rule_step
            value = float(self.step.next_state[row][self.index]) / left
            found[rf"\hat{{{match[1]}}}_i"] = number_text(value)
        return found


def plugged(latex: str, numbers: Numbers) -> tuple[str, str]:
    """``= numbers`` for a formula's right-hand side, and the number that it works out.

    The first is empty where putting numbers in says nothing, the second where the formula has no left-hand side.
    """
    left, sign, right = _split(latex)
    if SUM_OF_INVERSE in right:
        return _summed(right, numbers), ""
    if r"\sum" in right or (sign and left not in numbers.symbols(before=False)):
        return "", ""
    text = f"= {_put_in(right, numbers.symbols(before=sign == '←'))}"
    return text, numbers.result(left) if sign else ""


def _summed(latex: str, numbers: Numbers) -> str:
    """The sum over the weights written out."""
    front, _, term = latex.partition(r"\sum_j ")
    terms = [_put_in(term, symbols) if symbols else r"\cdots" for symbols in numbers.sum_terms()]
    front = _put_in(front, numbers.symbols(before=False)).rstrip()
    times = "" if front.endswith("-") else r" \cdot"
    return rf"= {front}{times} ({' + '.join(terms)})"


def latex_number(text: str) -> str:
    """A number's text as LaTeX."""
    # In braces it is a sign, not an operation, and stands close to its number.
    mantissa, times, exponent = text.replace("−", "{-}").partition("×10")
    if not times:
        return mantissa.replace("∞", r"\infty ")
    return rf"{mantissa} \times 10^{{{exponent.translate(_SUPERSCRIPTS)}}}"


def _split(latex: str) -> tuple[str, str, str]:
    for sign, latex_sign in (("←", r"\leftarrow"), ("=", "=")):
        left, found, right = latex.partition(f" {latex_sign} ")
        if found:
            return left, sign, right
    return "", "", latex


def _put_in(latex: str, symbols: dict[str, str]) -> str:
    names = sorted(symbols, key=len, reverse=True)
    marks = {chr(_FIRST_MARK + number): name for number, name in enumerate(names)}
    for mark, name in marks.items():
        if name == "^t":
            latex = latex.replace(name, symbols[name])
        else:
            latex = re.sub(re.escape(name) + r"(?![A-Za-z0-9])", mark, latex)
    latex = _FACTORS_MEET.sub(r"\1 \\cdot ", latex)
    for mark, name in marks.items():
        bare = latex_number(symbols[name])
        number = rf"{{\color{{{_COLORS[name]}}} {bare}}}" if name in _COLORS else bare
        latex = latex.replace(f"({mark})", f"({number})").replace(f"{{{mark}}}", f"{{{number}}}")
        latex = latex.replace(mark, f"({number})" if bare.startswith("{-}") else number)
    return latex
