"""An update taken apart, as a list of headings, formulas, lines of numbers and sentences.

What is built here is drawn on a page and copied as text: both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gdsim.engine.descent import Descent
from gdsim.engine.message import Count, GdsimError
from gdsim.engine.neuron import BIAS_NAME, Neuron
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.worked_step import WorkedStep, worked_step
from gdsim.scenario.number_text import MINUS, exact_text, number_text
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.views.shared.plugged import Numbers, plugged
from gdsim.views.shared.symbols import plain_name
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_curvature import alone, curvature_blocks, is_about_curvature, refused_blocks
from gdsim.views.shared.worked_parts import (
    Block,
    FormulaLine,
    Heading,
    NumberLine,
    Piece,
    Sentence,
    WeightHeading,
)

# Longer sums show their beginning and their end until all terms are asked for.
MOST_TERMS, _FIRST_TERMS, _MOST_EXPANDED = 6, 4, 200
_MOST_RECORD_NUMBERS = 12
_NBSP = "\u00a0"

_FACTORS = {"1": "", "½": "½", "1/N": "1/{n}", "1/2N": "1/{n2}"}
# 2 × the factor, which the derivative of the square brings.
_SLOPE_FACTORS = {"1": "2", "½": "", "1/N": "2/{n}", "1/2N": "1/{n}"}
_SLOPE_FACTORS_LATEX = {"1": "2", "½": "", "1/N": r"\frac{2}{N}", "1/2N": r"\frac{1}{N}"}


@dataclass(frozen=True, eq=False)
class Work:
    """An update with what it was made by."""

    step: WorkedStep
    objective: Objective
    optimizer: Optimizer
    rule_step: int


def taken_apart(descent: Descent) -> Work:
    """The next update.

    Raises:
        GdsimError: the rule refuses it.
    """
    return Work(worked_step(descent), descent.objective, descent.optimizer, descent.rule_step)


def blocks(work: Work, first_weight: int, expanded: bool = False, most_weights: int = 0) -> list[Block]:
    """Everything, the chosen weight first.

    Args:
        work: the update.
        first_weight: 0-based.
        expanded: all terms of the sums.
        most_weights: no more weights than these; 0 for all.
    """
    count = len(work.step.weight_names)
    order = [first_weight, *(i for i in range(count) if i != first_weight)]
    shown = order[:most_weights] if most_weights else order
    result = [*_batch(work), *_schedule(work), *_error(work, expanded), *_curvature(work)]
    for index in shown:
        if count > 1:
            result.append(WeightHeading(index, plain_name(work.step.weight_names[index])))
        result += _weight(work, index, expanded)
    if len(shown) < count:
        text = tr("The other weights, {count} more, are shown when the run pauses.")
        result.append(Sentence(text.format(count=count - len(shown)), soft=True))
    return result


def refused(descent: Descent, error: GdsimError) -> list[Block]:
    """Why there is no step from here, with the numbers that say so."""
    result: list[Block] = [Heading(tr("no step from here")), Sentence(say(error.message))]
    if descent.optimizer.rule.uses_hessian:
        result += refused_blocks(descent, latex_name(descent.objective.weight_names[0]))
    return result


def _batch(work: Work) -> Iterator[Block]:
    step = work.step
    if not step.is_batch:
        return
    numbers = [str(int(n) + 1) for n in step.record_numbers[:_MOST_RECORD_NUMBERS]]
    more = ", …" if len(step.record_numbers) > len(numbers) else ""
    text = tr(
        "This step sees a batch of {count:record|records} (μ = {records}): E and the gradient here are the "
        "batch's. Of all the data, E = {error}."
    )
    yield Sentence(
        text.format(
            count=Count(len(step.record_numbers)),
            records=", ".join(numbers) + more,
            error=number_text(step.full_error),
        )
    )


def _schedule(work: Work) -> Iterator[Block]:
    """Where a schedule changes η: to what, and which part of it."""
    rate, whole = work.step.learning_rate, work.optimizer.learning_rate
    if rate != whole:
        text = tr("The schedule gives this step η = {rate}: {fraction} of {whole}.")
        fraction = number_text(rate / whole)
        yield Sentence(text.format(rate=number_text(rate), fraction=fraction, whole=exact_text(whole)))


# E


def _error(work: Work, expanded: bool) -> Iterator[Block]:
    step = work.step
    yield Heading(tr("error"), "square_and_sum")
    if step.neuron is None or step.terms is None:
        yield FormulaLine(f"E = {work.objective.latex}")  # type: ignore[attr-defined]
    else:
        measure = step.neuron.error_measure
        for number, part in enumerate(measure.formula.split(r", \;\; ")):
            yield FormulaLine(f"E = {part}" if number == 0 else part)
        losses = step.terms.loss
        factor = _with_n(_FACTORS[measure.factor_name], step.neuron)
        yield _sum_line(
            factor, len(losses), lambda i: (Piece(_signed(float(losses[i])), Quantity.ERROR),), expanded
        )
    yield _result(number_text(step.error), Quantity.ERROR)


def _curvature(work: Work) -> Iterator[Block]:
    step = work.step
    if step.hessian is not None:
        yield Heading(tr("curvature"), "scale")
        yield from curvature_blocks(step.hessian, latex_name(step.weight_names[0]))


# One weight


def _weight(work: Work, index: int, expanded: bool) -> Iterator[Block]:
    yield Heading(tr("gradient"), "gradient")
    yield from _gradient(work, index, expanded)
    yield Heading(tr("update"), "scale")
    yield from _update(work, index)
    yield Heading(tr("move"), "move")
    yield from _move(work.step, index)
    yield Sentence(direction(float(work.step.gradient[index]), float(work.step.update[index])))


def _gradient(work: Work, index: int, expanded: bool) -> Iterator[Block]:
    step, name = work.step, latex_name(work.step.weight_names[index])
    front = rf"\frac{{\partial E}}{{\partial {name}}}"
    if step.neuron is None:
        slope = work.objective.formula.slope_latex(index)  # type: ignore[attr-defined]
        yield FormulaLine(f"{front} = {slope}" if slope else front)
    else:
        yield from _record_sum(step, index, front, expanded)
    yield _result(number_text(float(step.gradient[index])), Quantity.GRADIENT)


def _record_sum(step: WorkedStep, index: int, front: str, expanded: bool) -> Iterator[Block]:
    """−Σ over the records; where E is a square, with its residuals, else with the error terms δ."""
    neuron, terms = step.neuron, step.terms
    assert neuron is not None
    assert terms is not None
    measure, is_bias = neuron.error_measure, step.weight_names[index] == BIAS_NAME
    x = "" if is_bias else rf"\, {_input_latex(neuron, index)}"
    column = None if is_bias else neuron.columns[index]

    def factor_of_input(record: int) -> str:
        return "" if column is None else _factor(exact_text(float(column[record])))

    if measure.quadratic:
        factor_latex = _SLOPE_FACTORS_LATEX[measure.factor_name]
        yield FormulaLine(rf"{front} = -{factor_latex}\sum_\mu (y-\hat{{y}})\, f'(h){x}")
        factor = _with_n(_SLOPE_FACTORS[measure.factor_name], neuron)
        firsts, slopes = terms.residual, terms.activation_slope
    else:
        yield FormulaLine(rf"{front} = -\sum_\mu \delta{x}")
        yield Sentence(tr("δ = −∂E/∂h, a record's error term: a column of the table."), soft=True)
        factor, firsts, slopes = "", terms.error_term, None

    def product(record: int) -> tuple[Piece, ...]:
        slope = "" if slopes is None else _factor(_plain_one(float(slopes[record])))
        return _product(_signed(float(firsts[record])), slope, factor_of_input(record))

    yield _sum_line(MINUS + factor, len(firsts), product, expanded)


def _product(first: str, *others: str) -> tuple[Piece, ...]:
    rest = "".join(f"·{other}" for other in others if other)
    return (Piece(first, Quantity.ERROR), Piece(rest)) if rest else (Piece(first, Quantity.ERROR),)


def _update(work: Work, index: int) -> Iterator[Block]:
    step, rule = work.step, work.optimizer.rule
    name, gradient = latex_name(step.weight_names[index]), number_text(float(step.gradient[index]))
    if rule.name == "gradient_descent":
        yield FormulaLine(rf"\Delta {name} = -\eta \cdot \frac{{\partial E}}{{\partial {name}}}")
        rate = Piece(MINUS + rate_text(work), Quantity.RATE)
        times = (Piece(f"×{_NBSP}"), *_bracketed(gradient, Quantity.GRADIENT))
        yield NumberLine(((Piece(f"={_NBSP}"), rate), times))
    else:
        yield from _other_rule(work, index)
    yield _result(number_text(float(step.update[index]), signed=True), Quantity.UPDATE)


def _other_rule(work: Work, index: int) -> Iterator[Block]:
    """The rule's own formulas in the order of the work, each with its numbers."""
    step, rule = work.step, work.optimizer.rule
    name = step.weight_names[index]
    numbers = Numbers(step, work.optimizer, work.rule_step, index, rate_text(work))
    for line in (*rule.where, rule.formula):
        if is_about_curvature(line):
            continue
        line = alone(line) if len(step.weights) == 1 else line
        shown = line if line in rule.where else rf"\Delta w_i = {line}"
        yield FormulaLine(of_weight(shown, name))
        with_numbers, result = plugged(line, numbers)
        if with_numbers:
            yield FormulaLine(with_numbers)
        if result:
            yield _result(result, None)


def _move(step: WorkedStep, index: int) -> Iterator[Block]:
    name = latex_name(step.weight_names[index])
    yield FormulaLine(rf"{name} \leftarrow {name} + \Delta {name}")
    weight, update = number_text(float(step.weights[index])), float(step.update[index])
    sign = MINUS if update < 0 else "+"
    size = Piece(number_text(abs(update)), Quantity.UPDATE)
    begin = (Piece(f"={_NBSP}"), Piece(weight, Quantity.WEIGHT))
    yield NumberLine((begin, (Piece(f"{sign}{_NBSP}"), size)))
    yield _result(number_text(float(step.next_weights[index])), Quantity.WEIGHT)


def direction(gradient: float, update: float) -> str:
    """What the two signs mean."""
    if gradient == 0.0 and update == 0.0:
        return tr("The slope here is 0: along this weight nothing pulls, and the step does not move it.")
    if gradient == 0.0:
        return tr("The slope here is 0; earlier slopes carry the step on.")
    slope = (
        tr("The slope here is negative: to the right it goes down.")
        if gradient < 0.0
        else tr("The slope here is positive: to the right it goes up.")
    )
    return in_a_row(slope, _step_words(gradient, update))


def _step_words(gradient: float, update: float) -> str:
    if update == 0.0:
        return tr("The step does not move this weight.")
    if (update > 0.0) == (gradient > 0.0):
        return (
            tr("The step goes to the right, with the gradient: not this slope alone decides.")
            if update > 0.0
            else tr("The step goes to the left, with the gradient: not this slope alone decides.")
        )
    return (
        tr("The step goes to the right, against the gradient.")
        if update > 0.0
        else tr("The step goes to the left, against the gradient.")
    )


# Bits of text


def latex_name(name: str) -> str:
    """w1 → w_{1}; b."""
    match = re.fullmatch(r"([A-Za-z])(\d+)", name)
    return f"{match[1]}_{{{match[2]}}}" if match else name


def of_weight(latex: str, name: str) -> str:
    """A rule's formula for this weight in place of weight i."""
    index = _index_of(name)
    latex = latex.replace("w_i", latex_name(name)).replace("_{ij}", f"_{{{index}j}}")
    return latex.replace("_i", f"_{{{index}}}")


def rate_text(work: Work) -> str:
    """η as given; where a schedule changes it, that of this step."""
    rate = work.step.learning_rate
    return exact_text(rate) if rate == work.optimizer.learning_rate else number_text(rate)


def _index_of(name: str) -> str:
    return name.lstrip("w") or name


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


def _bracketed(text: str, quantity: Quantity) -> tuple[Piece, ...]:
    if text.startswith(MINUS):
        return (Piece("("), Piece(text, quantity), Piece(")"))
    return (Piece(text, quantity),)


def _result(text: str, quantity: Quantity | None) -> NumberLine:
    return NumberLine(((Piece(f"={_NBSP}"), Piece(text, quantity, bold=True)),))


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
