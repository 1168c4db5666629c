"""An update taken apart, as a list of headings, formulas, lines of numbers and sentences.

What is built here is drawn on a page and copied as text: both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gdsim.engine.descent import Descent
from gdsim.engine.message import Count, GdsimError
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.step_formula import USED_SLOPE, of_weight
from gdsim.engine.worked_step import WorkedStep, worked_step
from gdsim.scenario.number_text import MINUS, exact_text, number_text
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.views.shared.plugged import Numbers, plugged
from gdsim.views.shared.symbols import plain_name
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_curvature import curvature_blocks, refused_blocks, rule_lines
from gdsim.views.shared.worked_parts import (
    Block,
    FormulaLine,
    Heading,
    NumberLine,
    Piece,
    Sentence,
    WeightHeading,
)
from gdsim.views.shared.worked_sum import SlopeSum, error_sum, latex_name

_MOST_RECORD_NUMBERS = 12
_NBSP = "\u00a0"


@dataclass(frozen=True, eq=False)
class Work:
    """An update with what it was made by."""

    step: WorkedStep
    objective: Objective
    optimizer: Optimizer


def taken_apart(descent: Descent) -> Work:
    """The next update.

    Raises:
        GdsimError: the rule refuses it.
    """
    return Work(worked_step(descent), descent.objective, descent.optimizer)


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
    result = [*_mistake(work), *_batch(work), *_schedule(work), *_error(work, expanded), *_curvature(work)]
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


def _mistake(work: Work) -> Iterator[Block]:
    """Plainly, before all else: these are not the numbers of a right step."""
    mistake = work.step.mistake
    if mistake is not None:
        yield Sentence(tr("A mistake is on: {mistake}.").format(mistake=tr(mistake.label)), warns=True)
        is_wrong = work.step.formulas.is_wrong
        yield Sentence(tr(mistake.note) if is_wrong else tr("Here the mistake changes nothing."))


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
        text = text.format(rate=number_text(rate), fraction=fraction, whole=exact_text(whole))
        yield Sentence(text, stage="scale")


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
        yield error_sum(step.neuron, step.terms, expanded)
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
    yield from _update(work, index, expanded)
    yield Heading(tr("move"), "move")
    yield from _move(work.step, index)
    step = work.step
    is_wrong = step.formulas.is_wrong
    yield Sentence(direction(float(step.gradient[index]), float(step.update[index]), is_wrong))


def _gradient(work: Work, index: int, expanded: bool) -> Iterator[Block]:
    step, name = work.step, latex_name(work.step.weight_names[index])
    front = rf"\frac{{\partial E}}{{\partial {name}}}"
    if step.neuron is None or step.terms is None:
        slope = work.objective.formula.slope_latex(index)  # type: ignore[attr-defined]
        yield FormulaLine(f"{front} = {slope}" if slope else front)
    else:
        yield from SlopeSum(step.neuron, step.terms, index, front).blocks(expanded)
    yield _result(number_text(float(step.gradient[index])), Quantity.GRADIENT)


def _used_gradient(work: Work, index: int, expanded: bool) -> Iterator[Block]:
    """What the step takes for the gradient by mistake; nothing where it takes the right one."""
    step, mistake, slope = work.step, work.step.mistake, work.step.formulas.slope
    if mistake is None or not slope:
        return
    name = step.weight_names[index]
    front = of_weight(USED_SLOPE, name)
    yield Sentence(tr("By mistake, the step takes g for the gradient:"), warns=True)
    if mistake.is_negated or step.neuron is None or step.terms is None:
        line = f"{USED_SLOPE} = {slope}"
        yield FormulaLine(of_weight(line, name))
        yield FormulaLine(plugged(line, _numbers(work, index))[0])
    else:
        left_out, last_only = mistake.leaves_slope_out, mistake.is_of_last_record
        yield from SlopeSum(step.neuron, step.terms, index, front, not left_out, last_only).blocks(expanded)
    yield _result(number_text(float(step.used_gradient[index])), None)


def _update(work: Work, index: int, expanded: bool) -> Iterator[Block]:
    step = work.step
    name, gradient = latex_name(step.weight_names[index]), number_text(float(step.gradient[index]))
    yield from _used_gradient(work, index, expanded)
    if work.optimizer.rule.name == "gradient_descent" and not step.formulas.is_wrong:
        yield FormulaLine(rf"\Delta {name} = -\eta \cdot \frac{{\partial E}}{{\partial {name}}}")
        rate = Piece(MINUS + rate_text(work), Quantity.RATE)
        times = (Piece(f"×{_NBSP}"), *_bracketed(gradient, Quantity.GRADIENT))
        yield NumberLine(((Piece(f"={_NBSP}"), rate), times))
    else:
        yield from _other_rule(work, index)
    yield _result(number_text(float(step.update[index]), signed=True), Quantity.UPDATE)


def _numbers(work: Work, index: int) -> Numbers:
    return Numbers(work.step, work.optimizer, index, rate_text(work))


def _other_rule(work: Work, index: int) -> Iterator[Block]:
    """The formulas in the order of the work, each with its numbers."""
    for formula, with_numbers, result in rule_lines(_numbers(work, index)):
        yield FormulaLine(formula)
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


def direction(gradient: float, update: float, is_wrong: bool = False) -> str:
    """What the two signs mean; ``is_wrong`` where a mistake is made on purpose."""
    if gradient == 0.0 and update == 0.0:
        return tr("The slope here is 0: along this weight nothing pulls, and the step does not move it.")
    if gradient == 0.0 and not is_wrong:
        return tr("The slope here is 0; earlier slopes carry the step on.")
    if gradient == 0.0:
        return tr("The slope here is 0: it is the mistake that moves this weight.")
    slope = (
        tr("The slope here is negative: to the right it goes down.")
        if gradient < 0.0
        else tr("The slope here is positive: to the right it goes up.")
    )
    return in_a_row(slope, _step_words(gradient, update, is_wrong))


def _step_words(gradient: float, update: float, is_wrong: bool) -> str:
    if update == 0.0:
        return tr("The step does not move this weight.")
    if (update > 0.0) == (gradient > 0.0) and is_wrong:
        return (
            tr("The step goes to the right, with the gradient: a mistake is on.")
            if update > 0.0
            else tr("The step goes to the left, with the gradient: a mistake is on.")
        )
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


def rate_text(work: Work) -> str:
    """η as given; where a schedule changes it, that of this step."""
    rate = work.step.learning_rate
    return exact_text(rate) if rate == work.optimizer.learning_rate else number_text(rate)


def _bracketed(text: str, quantity: Quantity) -> tuple[Piece, ...]:
    if text.startswith(MINUS):
        return (Piece("("), Piece(text, quantity), Piece(")"))
    return (Piece(text, quantity),)


def _result(text: str, quantity: Quantity | None) -> NumberLine:
    return NumberLine(((Piece(f"={_NBSP}"), Piece(text, quantity, bold=True)),))
