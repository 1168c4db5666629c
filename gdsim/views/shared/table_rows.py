"""The columns of the data table: inputs and target, then every number on the way to E and ∇E."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html, name_html, plain_name
from gdsim.views.shared.table_column import WORD_PIXELS, Column, formula_html, large_html
from gdsim.views.shared.theme import Quantity

# Names of up to so many characters are set as symbols, longer ones as words.
_LONGEST_SYMBOL = 3


class Rows:
    """The records of a neuron at some weights, with their terms, computed when one is first looked at.

    Attributes:
        neuron: the records and what is measured on them.
        weights: (d,)
    """

    def __init__(self, neuron: Neuron, weights: Array) -> None:
        self.neuron = neuron
        self.weights = weights

    @cached_property
    def terms(self) -> RecordTerms:
        """Every record's numbers."""
        return self.neuron.terms(self.weights)

    @cached_property
    def share(self) -> Array:
        """(N,), what each record adds to E, over the sum of the sizes of all; with its sign."""
        loss = self.terms.loss
        whole = float(np.abs(loss).sum())
        return loss / whole if whole > 0 and np.isfinite(whole) else np.zeros_like(loss)

    @property
    def error(self) -> float:
        """E: the factor times the sum over the records."""
        return self.neuron.factor * float(self.terms.loss.sum())


def columns_of(neuron: Neuron) -> tuple[Column, ...]:
    """The columns that this neuron needs: no h and f′ where f is the identity."""
    return (*_given(neuron), *_computed(neuron))


def _given(neuron: Neuron) -> Iterator[Column]:
    for i, name in enumerate(neuron.dataset.input_names):
        term = tr("input {name}").format(name=plain_name(name))
        tip = tr("Input {name}: what the neuron is given.").format(name=plain_name(name))
        yield _given_column(f"input:{i}", name, term, tip, _input_values(i))
    name = neuron.dataset.target_name
    term = tr("target {name}").format(name=plain_name(name))
    tip = tr("Target {name}: the answer that is known to be right.").format(name=plain_name(name))
    yield _given_column("target", name, term, tip, _targets)


def _given_column(key: str, name: str, term: str, tip: str, values: Callable[[Rows], Array]) -> Column:
    def heads(look: Look) -> tuple[str, ...]:
        html = name_html(name, look)
        if len(name) > _LONGEST_SYMBOL:
            html = f'<span style="font-size:{round(look.px(WORD_PIXELS))}px">{html}</span>'
        return (html,)

    return Column(key, plain_name(name), term, tip, values, heads, editable=True, exact=True)


def _computed(neuron: Neuron) -> Iterator[Column]:
    shaped = neuron.activation.name != "identity"
    if shaped:
        tip = tr("Weighted sum h: the inputs times their weights, added.")
        yield _term("weighted_sum", "h", tr("weighted sum"), tip)
    tip = tr("Prediction ŷ = f(h): what the neuron answers.")
    yield _term("prediction", "ŷ", tr("prediction"), tip, Quantity.PREDICTION)
    tip = tr("Residual, target minus prediction: negative where the prediction is too high.")
    yield _term("residual", "y − ŷ", tr("residual"), tip, Quantity.ERROR, _residual_sum)
    if record_formula(neuron) != "(y − ŷ)":
        yield _loss(neuron)
    if shaped:
        tip = tr("Slope f′(h) of the activation at the weighted sum.")
        yield _term("activation_slope", "f′(h)", tr("slope of the activation"), tip)
    tip = tr("Error term δ = −∂E_μ/∂h: how strongly, and which way, the record pulls at the weighted sum.")
    yield _term("error_term", "δ", tr("error term"), tip)
    yield _share(neuron)
    for i, weight in enumerate(neuron.weight_names):
        yield _contribution(neuron, i, weight)


def record_formula(neuron: Neuron) -> str:
    """What is summed over the records, without the factor, in plain characters: "(y − ŷ)²"."""
    factor, _, formula = neuron.error_measure.plain.partition("Σ ")
    return "−" + formula if factor.startswith("−") else formula


def _term(
    name: str,
    symbol: str,
    term: str,
    tip: str,
    quantity: Quantity | None = None,
    total: Callable[[Rows], str] | None = None,
) -> Column:
    """A column with the record terms of this name."""

    def values(rows: Rows) -> Array:
        return np.asarray(getattr(rows.terms, name))

    def heads(look: Look) -> tuple[str, ...]:
        return (formula_html(symbol, look, quantity),)

    return Column(name, symbol, term, tip, values, heads, total, quantity)


def _loss(neuron: Neuron) -> Column:
    formula = record_formula(neuron)
    squared = formula == "(y − ŷ)²"
    term = tr("squared residual") if squared else tr("error of the record")
    if squared:
        tip = tr("Squared residual: signs no longer cancel, large residuals count most.")
    else:
        tip = tr("What the record adds to E: {formula}").format(formula=formula)
    # E_μ takes less room, and is the same thing where nothing stands before the sum.
    short = ("E_μ",) if neuron.error_measure.factor_name == "1" and not squared else ()

    def heads(look: Look) -> tuple[str, ...]:
        return tuple(formula_html(form, look, Quantity.ERROR) for form in (formula, *short))

    return Column("loss", formula, term, tip, _losses, heads, _loss_sum, Quantity.ERROR)


def _share(neuron: Neuron) -> Column:
    def heads(look: Look) -> tuple[str, ...]:
        symbol = large_html(math_html("E", look, Quantity.ERROR), look)
        words = tr("share of {symbol}").format(symbol=symbol)
        size = round(look.px(WORD_PIXELS))
        long = f'<span style="color:{look.theme.soft_ink}; font-size:{size}px">{words}</span>'
        return (long,) if signed else (long, formula_html("E_μ/E", look, Quantity.ERROR))

    signed = record_formula(neuron) == "(y − ŷ)"
    factor = neuron.error_measure.factor_name
    front = ("" if factor == "1" else factor + (" " if "/" in factor else "")) + "Σ"

    def total(rows: Rows) -> str:
        return f"{front} = E = {number_text(rows.error)}"

    tip = tr("The record's share of E: a full bar is all of it. Bars to the left count negative.")
    return Column(
        "share",
        tr("share of {symbol}").format(symbol="E"),
        tr("share of the error"),
        tip,
        _shares,
        heads,
        total,
        Quantity.ERROR,
        bar=True,
        signed=signed,
    )


def _contribution(neuron: Neuron, weight: int, name: str) -> Column:
    inputs = neuron.dataset.input_names
    factor = inputs[weight] if weight < len(inputs) else ""
    symbol = f"∂E_μ/∂{plain_name(name)}"
    product = f"−δ {plain_name(factor)}".rstrip()

    def values(rows: Rows) -> Array:
        return rows.terms.contribution[weight]

    def heads(look: Look) -> tuple[str, ...]:
        grad = Quantity.GRADIENT
        short = formula_html("∂E_μ/∂", look, grad) + name_html(name, look, grad)
        product_html = formula_html(" = −δ ", look, grad) + (name_html(factor, look, grad) if factor else "")
        return (short + product_html, short)

    def total(rows: Rows) -> str:
        return number_text(float(rows.terms.contribution.sum(axis=-1)[weight]))

    term = tr("contribution to the gradient of {weight}").format(weight=plain_name(name))
    tip = tr("The record's part of the gradient: {symbol} = {product}. Their sum is ∂E/∂{weight}.").format(
        symbol=symbol, product=product, weight=plain_name(name)
    )
    return Column(f"contribution:{weight}", symbol, term, tip, values, heads, total, Quantity.GRADIENT)


def _input_values(column: int) -> Callable[[Rows], Array]:
    def values(rows: Rows) -> Array:
        return rows.neuron.dataset.columns[column]

    return values


def _targets(rows: Rows) -> Array:
    return rows.neuron.dataset.targets


def _losses(rows: Rows) -> Array:
    return rows.terms.loss


def _shares(rows: Rows) -> Array:
    return rows.share


def _residual_sum(rows: Rows) -> str:
    residual = rows.terms.residual
    # Where signs cancel, what is left is rounding.
    return number_text(float(residual.sum()), scale=float(np.abs(residual).sum()))


def _loss_sum(rows: Rows) -> str:
    return number_text(float(rows.terms.loss.sum()))
