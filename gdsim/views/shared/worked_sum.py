"""Sums over the records with their terms written out: E, and the slope along a weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.error import ErrorMeasure
from gdsim.engine.neuron import BIAS_NAME, Neuron, RecordTerms
from gdsim.scenario.number_text import MINUS, exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_parts import Block, FormulaLine, NumberLine, Piece, Sentence

# Longer sums show their beginning and their end until all terms are asked for.
MOST_TERMS, _FIRST_TERMS, _MOST_EXPANDED = 6, 4, 200
_NBSP = "\u00a0"

_FACTORS = {"1": "", "½": "½", "1/N": "1/{n}", "1/2N": "1/{n2}"}
# 2 × the factor, which the derivative of the square brings.
_SLOPE_FACTORS = {"1": "2", "½": "", "1/N": "2/{n}", "1/2N": "1/{n}"}
_SLOPE_FACTORS_LATEX = {"1": "2", "½": "", "1/N": r"\frac{2}{N} ", "1/2N": r"\frac{1}{N} "}


def error_sum(neuron: Neuron, terms: RecordTerms, expanded: bool) -> NumberLine:
    """E: the number in front, and what each record costs."""
    losses, factor = terms.loss, _with_n(_FACTORS[neuron.error_measure.factor_name], neuron)
    return _sum_line(
        factor, len(losses), lambda i: (Piece(_signed(float(losses[i])), Quantity.ERROR),), expanded
    )


@dataclass(frozen=True, eq=False)
class SlopeSum:
    """−Σ δ x along one weight; where E is a square, with its residuals, else with the error terms δ.

    Attributes:
        neuron: of the records that the update sees.
        terms: their numbers.
        index: of the weight.
        front: LaTeX of what the sum is.
        with_slope: f′(h) is a factor; left out by mistake.
        last_only: the last record alone, by mistake.
    """

    neuron: Neuron
    terms: RecordTerms
    index: int
    front: str
    with_slope: bool = True
    last_only: bool = False

    def blocks(self, expanded: bool) -> Iterator[Block]:
        """The formula, and the terms with their numbers."""
        yield FormulaLine(f"{self.front} = {self._latex()}")
        if not self._is_square:
            text = (
                tr("δ = −∂E/∂h, a record's error term: a column of the table.")
                if self.with_slope
                else tr("δ is the record's error term as if f′(h) were 1.")
            )
            yield Sentence(text, soft=True)
        factor = _with_n(_SLOPE_FACTORS[self._measure.factor_name], self.neuron) if self._is_square else ""
        count = self.neuron.dataset.record_count
        first = count - 1 if self.last_only else 0
        yield _sum_line(MINUS + factor, count - first, lambda i: self._term(first + i), expanded)

    @property
    def _measure(self) -> ErrorMeasure:
        return self.neuron.error_measure

    @property
    def _is_square(self) -> bool:
        return self._measure.quadratic

    @property
    def _input(self) -> Array | None:
        """(N,), None for the bias."""
        return None if self.neuron.weight_names[self.index] == BIAS_NAME else self.neuron.columns[self.index]

    def _latex(self) -> str:
        record = "_N" if self.last_only else ""
        x = "" if self._input is None else rf"\, {_input_latex(self.neuron, self.index)}"
        total = "" if self.last_only else r"\sum_\mu "
        if not self._is_square:
            return rf"-{total}\delta{record}{x}"
        factor = _SLOPE_FACTORS_LATEX[self._measure.factor_name]
        slope = rf"\, f'(h{record})" if self.with_slope else ""
        return rf"-{factor}{total}(y{record}-\hat{{y}}{record}){slope}{x}"

    def _term(self, record: int) -> tuple[Piece, ...]:
        others = []
        if self._is_square:
            first = self.terms.residual[record]
            if self.with_slope:
                others.append(_factor(_plain_one(float(self.terms.activation_slope[record]))))
        else:
            first = self._error_term(record)
        if self._input is not None:
            others.append(_factor(exact_text(float(self._input[record]))))
        rest = "".join(f"·{other}" for other in others)
        front = Piece(_signed(float(first)), Quantity.ERROR)
        return (front, Piece(rest)) if rest else (front,)

    def _error_term(self, record: int) -> float:
        if self.with_slope:
            return float(self.terms.error_term[record])
        neuron, terms, one = self.neuron, self.terms, slice(record, record + 1)
        target, prediction, h = neuron.dataset.targets[one], terms.prediction[one], terms.weighted_sum[one]
        return float(neuron.factor * self._measure.error_term(target, prediction, h, np.ones(1))[0])


# Bits of text


def latex_name(name: str) -> str:
    """w1 → w_{1}; b."""
    match = re.fullmatch(r"([A-Za-z])(\d+)", name)
    return f"{match[1]}_{{{match[2]}}}" if match else name


def _input_latex(neuron: Neuron, index: int) -> str:
    name = neuron.dataset.input_names[index]
    return latex_name(name) if re.fullmatch(r"[A-Za-z]\d*", name) else f"x_{{{index + 1}}}"


def _with_n(factor: str, neuron: Neuron) -> str:
    count = neuron.dataset.record_count
    return factor.format(n=count, n2=2 * count)


def _signed(value: float) -> str:
    """A term of a sum: in brackets where it is negative."""
    return _factor(number_text(value))


def _factor(text: str) -> str:
    return f"({text})" if text.startswith(MINUS) else text


def _plain_one(value: float) -> str:
    """A slope that is 0 or 1 by definition needs no decimals."""
    return exact_text(value) if value in (0.0, 1.0) else number_text(value)


def _sum_line(front: str, count: int, term: Callable[[int], tuple[Piece, ...]], expanded: bool) -> NumberLine:
    """= front (a + b + … + z), the brackets only where they are needed.

    Args:
        front: the factor before the sum.
        count: terms of the sum.
        term: the text of one; only those shown are asked for, of a million records too.
        expanded: show more of them.
    """
    most = _MOST_EXPANDED if expanded else MOST_TERMS
    hidden, first = 0, count
    if count > most:
        first = most - 2 if expanded else _FIRST_TERMS
        hidden = count - first - 1
    shown = [term(i) for i in range(first)]
    if hidden:
        shown += [(Piece("…"),), term(count - 1)]
    if not shown:
        return NumberLine(((Piece(f"={_NBSP}0"),),))
    brackets = front and (len(shown) > 1 or front != MINUS)
    space = _NBSP if front and front != MINUS else ""
    opening = Piece(f"={_NBSP}{front}{space}{'(' if brackets else ''}")
    groups = [(opening, *shown[0])] + [(Piece(f"+{_NBSP}"), *term) for term in shown[1:]]
    if brackets:
        groups[-1] = (*groups[-1], Piece(")"))
    return NumberLine(tuple(groups), hidden)
