r"""Formulas that the engine writes, since they depend on the data, the activation and the error measure.

``[[error]]`` in a lesson's text is such a formula; ``[[update2]]`` is that of the second weight. Each has three
forms: symbols, numbers plugged in, result. A new one is one entry in FORMULAS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.engine.registry import by_name, find
from gdsim.engine.step_formula import of_weight, step_formulas
from gdsim.engine.surface import FormulaSurface
from gdsim.lesson.context import Context
from gdsim.lesson.formula import in_parentheses, marked
from gdsim.lesson.live_numbers import reference
from gdsim.lesson.secret import Secret

Forms = tuple[str, str, str]

# More terms than this are not written out.
_MOST_TERMS = 6
_NAME = re.compile(r"([a-z_]+)(\d*)")


@dataclass(frozen=True)
class Writer:
    """Puts numbers into formulas: one position, one weight, what is secret.

    Attributes:
        context: where the numbers come from.
        index: 0-based number of the weight.
        secrets: kinds of numbers shown as question marks.
    """

    context: Context
    index: int = 0
    secrets: Collection[Secret] = ()

    @property
    def neuron(self) -> Neuron | None:
        """The objective where it has data."""
        return self.context.neuron

    @property
    def symbol(self) -> str:
        """The weight as LaTeX: w_1, b."""
        return weight_symbols(self.context)[self.index]

    @property
    def slope_symbol(self) -> str:
        """∂E/∂w as LaTeX."""
        return rf"\frac{{\partial E}}{{\partial {self.symbol}}}"

    def number(self, name: str) -> str:
        """A live number, marked."""
        found = reference(name)
        return marked(found.shown(self.context, self.secrets), found.quantity)

    def factor(self, name: str) -> str:
        """The same as a factor or a term: in parentheses where it has a sign."""
        found = reference(name)
        return in_parentheses(found.shown(self.context, self.secrets), found.quantity)

    def parts(self) -> str:
        """The records' parts of this weight's slope, added."""
        name = f"contribution{self.index + 1}"
        return self.records(lambda record: (self.number if record == 1 else self.factor)(f"{name}({record})"))

    def of_weight(self, name: str) -> str:
        """The live number of this weight, as a factor."""
        return self.factor(f"{name}{self.index + 1}")

    def records(self, write: Callable[[int], str], joined: str = " + ") -> str:
        """A sum with a term for each record, 1-based; the middle of a long one is left out."""
        count = 0 if self.neuron is None else self.neuron.dataset.record_count
        if count == 0:
            return "0"
        if count <= _MOST_TERMS:
            return joined.join(write(record) for record in range(1, count + 1))
        return joined.join([write(1), write(2), r"\cdots", write(count)])


@dataclass(frozen=True)
class NamedFormula:
    """One entry.

    Attributes:
        name: as in a lesson's text.
        about: what it is; for authors.
        write: its three forms.
        indexed: its name may be followed by the number of a weight.
        needs_data: there is none for a surface.
    """

    name: str
    about: str
    write: Callable[[Writer], Forms]
    indexed: bool = False
    needs_data: bool = True


def named_formula(name: str) -> tuple[NamedFormula, int]:
    """The entry that ``error`` or ``update2`` names, and the 0-based number of the weight.

    Raises:
        GdsimError: there is none; the message names the nearest.
    """
    match = _NAME.fullmatch(name)
    formula = find(match[1] if match else name, FORMULAS)
    if match is not None and match[2] and not formula.indexed:
        raise GdsimError(Message(QT_TR_NOOP("“{name}” takes no number after its name."), name=formula.name))
    return formula, int(match[2] or 1) - 1 if match else 0


def formula_forms(name: str, context: Context, secrets: Collection[Secret] = ()) -> Forms | None:
    r"""LaTeX of the three forms, numbers marked with ``\q``; None where there is no such formula here."""
    formula, index = named_formula(name)
    if (formula.needs_data and not _has_record(context)) or index >= len(context.weights):
        return None
    return formula.write(Writer(context, index, secrets))


def weight_symbols(context: Context) -> tuple[str, ...]:
    """The weights as LaTeX: w_1 …, b, as everywhere on the screen."""
    return tuple(re.sub(r"(\d+)", r"_{\1}", name) for name in context.objective.weight_names)


def _has_record(context: Context) -> bool:
    return context.neuron is not None and context.record < context.neuron.dataset.record_count


def _input_symbols(neuron: Neuron) -> list[str]:
    return [f"x_{{{i + 1}}}" for i in range(neuron.dataset.input_count)]


def _function(neuron: Neuron, inside: str) -> str:
    return inside if neuron.activation.name == "identity" else rf"f({inside})"


def _of_records(neuron: Neuron, latex: str) -> str:
    """A formula with a sum over the records; of one record without it."""
    return latex.replace(r"\sum_\mu ", "") if neuron.dataset.record_count == 1 else latex


def _sum_terms(writer: Writer, of_numbers: bool) -> str:
    """Σ w_i x_i (+ b) in symbols or numbers."""
    neuron = writer.neuron
    assert neuron is not None
    inputs, weights = _input_symbols(neuron), weight_symbols(writer.context)
    if of_numbers:
        terms = [
            rf"{writer.factor(f'w{i + 1}')} \cdot {writer.factor(f'x{i + 1}')}" for i in range(len(inputs))
        ]
        bias = [writer.factor(f"w{len(weights)}")] if neuron.bias else []
    else:
        terms = [rf"{weight} {x}" for weight, x in zip(weights, inputs, strict=False)]
        bias = ["b"] if neuron.bias else []
    parts = terms + bias
    if len(parts) > _MOST_TERMS:
        parts = [parts[0], parts[1], r"\cdots", parts[-1]]
    return " + ".join(parts)


def _weighted_sum(writer: Writer) -> Forms:
    return (
        f"h = {_sum_terms(writer, False)}",
        f"h = {_sum_terms(writer, True)}",
        f"h = {writer.number('h')}",
    )


def _prediction(writer: Writer) -> Forms:
    neuron = writer.neuron
    assert neuron is not None
    return (
        rf"\hat{{y}} = {_function(neuron, _sum_terms(writer, False))}",
        rf"\hat{{y}} = {_function(neuron, _sum_terms(writer, True))}",
        rf"\hat{{y}} = {writer.number('prediction')}",
    )


def _residual(writer: Writer) -> Forms:
    return (
        r"r = y - \hat{y}",
        f"r = {writer.number('y')} - {writer.factor('prediction')}",
        f"r = {writer.number('residual')}",
    )


def _activation(writer: Writer) -> Forms:
    neuron = writer.neuron
    assert neuron is not None
    formula = neuron.activation.formula
    inside = writer.number("h")
    return (
        f"f(h) = {formula}",
        f"f({inside}) = {writer.number('prediction')}",
        rf"f = {writer.number('prediction')}",
    )


_FRONT = {"1": "", "½": r"\frac{1}{2} ", "1/N": r"\frac{1}{N} ", "1/2N": r"\frac{1}{2N} "}


def _front(neuron: Neuron, of_numbers: bool) -> str:
    front = _FRONT[neuron.error_measure.factor_name]
    return front.replace("N", str(neuron.dataset.record_count)) if of_numbers else front


_RECORD_ERROR = {"absolute": ("|", "|"), "residuals": ("(", ")")}


def record_error(writer: Writer) -> Forms:
    """E_μ: what the chosen record adds to E."""
    neuron = writer.neuron
    assert neuron is not None
    measure = neuron.error_measure
    symbols = rf"E_\mu = {measure.formula}".replace(r"\sum_\mu ", "")
    result = rf"E_\mu = {writer.number('record_error')}"
    if not measure.quadratic and measure.name not in _RECORD_ERROR:
        return symbols, result, result
    left, right = _RECORD_ERROR.get(measure.name, ("(", ")^2"))
    inside = f"{writer.number('y')} - {writer.factor('prediction')}"
    return symbols, rf"E_\mu = {_front(neuron, True)}{left}{inside}{right}", result


def _error(writer: Writer) -> Forms:
    neuron = writer.neuron
    assert neuron is not None
    measure = neuron.error_measure
    symbols, result = f"E = {_of_records(neuron, measure.formula)}", f"E = {writer.number('E')}"
    if not measure.quadratic and measure.name not in _RECORD_ERROR:
        return symbols, result, result
    left, right = _RECORD_ERROR.get(measure.name, ("(", ")^2"))

    def term(record: int) -> str:
        prediction = writer.factor(f"prediction({record})")
        return f"{left}{writer.number(f'y({record})')} - {prediction}{right}"

    front, sum_text = _front(neuron, True), writer.records(term)
    whole = f"{front}({sum_text})" if front and neuron.dataset.record_count > 1 else f"{front}{sum_text}"
    return symbols, f"E = {whole}", result


def _as_term(neuron: Neuron, prediction: str) -> str:
    """What stands after a minus: a bare sum in parentheses."""
    is_bare_sum = neuron.activation.name == "identity" and len(neuron.weight_names) > 1
    return f"({prediction})" if is_bare_sum else prediction


def _error_of_weights(writer: Writer) -> Forms:
    """E with ŷ written out: what it depends on."""
    neuron = writer.neuron
    assert neuron is not None
    inside = _as_term(neuron, _function(neuron, _sum_terms(writer, False)))
    symbols = "E = " + _of_records(neuron, neuron.error_measure.formula).replace(r"\hat{y}", inside)
    if not neuron.error_measure.quadratic:
        return symbols, f"E = {writer.number('E')}", f"E = {writer.number('E')}"
    weights = weight_symbols(writer.context)

    def term(record: int) -> str:
        inputs = range(neuron.dataset.input_count)
        parts = [f"{writer.factor(f'x{i + 1}({record})')} {weights[i]}" for i in inputs]
        inside = _as_term(neuron, _function(neuron, " + ".join([*parts, "b"] if neuron.bias else parts)))
        return f"({writer.number(f'y({record})')} - {inside})^2"

    front, sum_text = _front(neuron, True), writer.records(term)
    whole = f"{front}({sum_text})" if front and neuron.dataset.record_count > 1 else f"{front}{sum_text}"
    return symbols, f"E = {whole}", f"E = {writer.number('E')}"


_DELTA = {"½": "", "1": "2 ", "1/N": r"\frac{2}{N} ", "1/2N": r"\frac{1}{N} "}


def _gradient(writer: Writer) -> Forms:
    neuron = writer.neuron
    assert neuron is not None
    symbol = writer.slope_symbol
    bias = neuron.bias and writer.index == len(writer.context.weights) - 1
    factor = "" if bias else " " + _input_symbols(neuron)[writer.index]
    if neuron.error_measure.quadratic:
        slope = "" if neuron.activation.name == "identity" else " f'(h)"
        front = _DELTA[neuron.error_measure.factor_name]
        right = rf"-{front}\sum_\mu (y - \hat{{y}}){slope}{factor}"
    else:
        right = rf"-\sum_\mu \delta{factor}"
    is_single = neuron.error_measure.quadratic and neuron.dataset.record_count == 1
    return (
        f"{symbol} = {_of_records(neuron, right)}",
        f"{symbol} = {_single_slope(writer, neuron, bias) if is_single else writer.parts()}",
        f"{symbol} = {writer.number(f'gradient{writer.index + 1}')}",
    )


def _single_slope(writer: Writer, neuron: Neuron, bias: bool) -> str:
    """The slope of the only record, factor by factor."""
    front = _DELTA[neuron.error_measure.factor_name].replace("N", "1")
    factors = [f"({writer.number('y(1)')} - {writer.factor('prediction(1)')})"]
    if neuron.activation.name != "identity":
        factors.append(writer.factor("slope(1)"))
    if not bias:
        factors.append(writer.factor(f"x{writer.index + 1}(1)"))
    return f"-{front}" + r" \cdot ".join(factors)


def _update(writer: Writer) -> Forms:
    """Plain descent's; another rule, a batch or a mistake has its own formula and no plugged-in form."""
    descent = writer.context.descent
    left, source = rf"\Delta {writer.symbol}", descent.batch_objective()
    formulas = step_formulas(descent.optimizer, source)
    result = f"{left} = {writer.number(f'update{writer.index + 1}')}"
    is_plain = descent.optimizer.rule.name == "gradient_descent" and not formulas.is_wrong
    if not is_plain or source is not descent.objective:
        name = descent.objective.weight_names[writer.index]
        return of_weight(formulas.line, name), result, result
    numbers = rf"{left} = -{writer.number('eta')} \cdot {writer.of_weight('gradient')}"
    return rf"{left} = -\eta \, {writer.slope_symbol}", numbers, result


def _move(writer: Writer) -> Forms:
    symbol = writer.symbol
    return (
        rf"{symbol} \leftarrow {symbol} + \Delta {symbol}",
        rf"{symbol} \leftarrow {writer.number(f'w{writer.index + 1}')} + {writer.of_weight('update')}",
        rf"{symbol} \leftarrow {writer.number(f'next_w{writer.index + 1}')}",
    )


def _surface(writer: Writer) -> Forms:
    result = f"E = {writer.number('E')}"
    objective = writer.context.objective
    return (f"E = {objective.latex}" if isinstance(objective, FormulaSurface) else "E = E(w)"), result, result


FORMULAS = by_name(
    [
        NamedFormula("weighted_sum", "h of the chosen record", _weighted_sum),
        NamedFormula("activation", "f of the chosen record's h", _activation),
        NamedFormula("prediction", "ŷ of the chosen record", _prediction),
        NamedFormula("residual", "y − ŷ of the chosen record", _residual),
        NamedFormula("record_error", "E_μ of the chosen record", record_error),
        NamedFormula("error", "E by the measure in force", _error),
        NamedFormula("error_of_weights", "E with ŷ written out", _error_of_weights),
        NamedFormula("gradient", "∂E/∂w_i as a sum over records", _gradient, indexed=True),
        NamedFormula("update", "Δw_i", _update, indexed=True, needs_data=False),
        NamedFormula("move", "w_i ← w_i + Δw_i", _move, indexed=True, needs_data=False),
        NamedFormula("surface", "E of a surface", _surface, needs_data=False),
    ]
)
