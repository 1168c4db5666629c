"""Questions on one step: the residual, the slope, the update's sign, the next weight, the record that pulls most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import RecordTerms
from gdsim.lesson.context import Context
from gdsim.lesson.live_numbers import without_slope
from gdsim.lesson.question import Answer, Choice, Question, tolerance_for
from gdsim.lesson.secret import Secret
from gdsim.scenario.number_text import exact_text

Options = Mapping[str, Any]
Slips = tuple[tuple[str, Answer], ...]

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MOST_CHOICES = 8
_MOST_EXPLAINED = 4
_FLOOR = 1e-3
# Smaller numbers are lost in the three decimals by which they are worked out.
_SMALLEST = 0.02
# Two numbers of the engine that ought to be equal may differ by rounding.
_ROUNDING = 1e-9

UP, DOWN, STAYS = "up", "down", "stays"
LONGER, SHORTER, SAME = "longer", "shorter", "same"


def residual(context: Context, options: Options) -> Question:
    """The chosen record's y − ŷ, from ŷ."""
    neuron, terms = _data(context)
    record = _record(context, options)
    target, prediction = float(neuron.dataset.targets[record]), float(terms.prediction[record])
    solution = float(terms.residual[record])
    numbers = {"y": exact_text(target), "prediction": _factor(prediction), "residual": solution}
    return Question(
        "residual",
        Message(
            QT_TR_NOOP(
                "Record {record}: the target is {y}, the prediction {prediction}. What is the residual, with its "
                "sign? An answer within {tolerance} counts."
            ),
            record=record + 1,
            tolerance=exact_text(tolerance_for(solution, _FLOOR)),
            y=exact_text(target),
            prediction=prediction,
        ),
        solution,
        (Message(QT_TR_NOOP("y − ŷ = {y} − {prediction} = {residual}"), **numbers),),
        frozenset({Secret.RESIDUAL, Secret.ERROR, Secret.GRADIENT, Secret.UPDATE}),
        tolerance=tolerance_for(solution, _FLOOR),
        slips=_apart(solution, [("swapped", -solution)], tolerance_for(solution, _FLOOR)),
    )


def gradient(context: Context, options: Options) -> Question:
    """∂E/∂w_i from the columns of the table."""
    _, terms = _data(context)
    index, name = _weight(context, options)
    solution = float(context.gradient[index])
    _check_large(solution)
    tolerance = tolerance_for(solution, _FLOOR)
    wrong = [*_wrong_gradients(context, terms, index)]
    return Question(
        "gradient",
        Message(
            QT_TR_NOOP("What is ∂E/∂{weight} here? An answer within {tolerance} counts."),
            weight=name,
            tolerance=exact_text(tolerance),
        ),
        solution,
        _gradient_explained(context, terms, index, name),
        frozenset({Secret.GRADIENT, Secret.UPDATE}),
        tolerance=tolerance,
        slips=_apart(solution, wrong, tolerance),
    )


def update_sign(context: Context, options: Options) -> Question:
    """Whether the next step makes the weight larger or smaller."""
    index, name = _weight(context, options)
    update, slope = _update(context, index), float(context.gradient[index])
    solution = UP if update > 0 else DOWN if update < 0 else STAYS
    choices = (
        Choice(UP, Message(QT_TR_NOOP("{weight} gets larger"), weight=name)),
        Choice(DOWN, Message(QT_TR_NOOP("{weight} gets smaller"), weight=name)),
        Choice(STAYS, Message(QT_TR_NOOP("{weight} stays"), weight=name)),
    )
    opposite = {UP: DOWN, DOWN: UP}
    return Question(
        "update_sign",
        Message(QT_TR_NOOP("What will the next step do to {weight}?"), weight=name),
        solution,
        (
            Message(
                QT_TR_NOOP("∂E/∂{weight} = {slope}: E rises with {weight} where this is positive."),
                weight=name,
                slope=slope,
            ),
            Message(
                QT_TR_NOOP("The step goes the other way: Δ{weight} = {update}."), weight=name, update=update
            ),
        ),
        frozenset({Secret.GRADIENT, Secret.UPDATE, Secret.REGIME}),
        choices,
        slips=(("sign", opposite[solution]),) if solution in opposite else (),
    )


def next_weight(context: Context, options: Options) -> Question:
    """w_i + Δw_i, worked out by hand."""
    index, name = _weight(context, options)
    weight, update = float(context.weights[index]), _update(context, index)
    _check_large(update)
    solution, tolerance = weight + update, tolerance_for(update, _FLOOR)
    return Question(
        "next_weight",
        Message(
            QT_TR_NOOP(
                "{weight} is {now}, η is {rate}. What will {weight} be after the next step? An answer within "
                "{tolerance} counts."
            ),
            weight=name,
            now=weight,
            rate=exact_text(context.rate),
            tolerance=exact_text(tolerance),
        ),
        solution,
        _step_explained(context, index, name),
        frozenset({Secret.UPDATE}),
        tolerance=tolerance,
        slips=_apart(solution, _wrong_weights(context, index), tolerance),
    )


def largest_pull(context: Context, options: Options) -> Question:
    """Which record adds most to the slope along a weight."""
    neuron, terms = _data(context)
    index, name = _weight(context, options)
    sizes = np.abs(terms.contribution[index])
    return Question(
        "largest_pull",
        Message(QT_TR_NOOP("Which record pulls hardest at {weight}?"), weight=name),
        str(_only_largest(sizes) + 1),
        (
            Message(
                QT_TR_NOOP("Record {record} adds {part} to ∂E/∂{weight} = {slope}: −δ x = −{delta} × {x}."),
                record=int(np.argmax(sizes)) + 1,
                part=float(terms.contribution[index][np.argmax(sizes)]),
                weight=name,
                slope=float(context.gradient[index]),
                delta=_factor(float(terms.error_term[np.argmax(sizes)])),
                x=_factor(float(neuron.columns[index][np.argmax(sizes)]), exact_text),
            ),
        ),
        frozenset({Secret.GRADIENT, Secret.UPDATE}),
        _record_choices(sizes),
        slips=_wrong_records(context, terms, index),
    )


def largest_share(context: Context, options: Options) -> Question:
    """Which record makes most of E."""
    _, terms = _data(context)
    sizes = np.abs(terms.loss)
    largest = _only_largest(sizes)
    return Question(
        "largest_share",
        Message(QT_TR_NOOP("Which record makes the largest part of the error?")),
        str(largest + 1),
        (
            Message(
                QT_TR_NOOP("Record {record}: its residual is {residual}, which makes {share} % of E."),
                record=largest + 1,
                residual=float(terms.residual[largest]),
                share=100.0 * float(sizes[largest] / sizes.sum()),
            ),
        ),
        frozenset({Secret.RESIDUAL, Secret.ERROR, Secret.GRADIENT}),
        _record_choices(sizes),
    )


def next_length(context: Context, options: Options) -> Question:
    """Whether the next step is longer or shorter than the one before."""
    rows = context.descent.history.weights
    if len(rows) < 2:
        raise GdsimError(Message(QT_TR_NOOP("This can be asked after a step.")))
    before = float(np.linalg.norm(rows[-1] - rows[-2]))
    after = float(np.linalg.norm(context.update))
    same = abs(after - before) <= _ROUNDING * max(after, before)
    solution = SAME if same else LONGER if after > before else SHORTER
    return Question(
        "next_length",
        Message(QT_TR_NOOP("η stays as it is. Will the next step be longer or shorter than the last one?")),
        solution,
        (
            Message(
                QT_TR_NOOP(
                    "The last step was {before} long, the next one is {after}: η times the slope here."
                ),
                before=before,
                after=after,
            ),
        ),
        frozenset({Secret.GRADIENT, Secret.UPDATE, Secret.REGIME, Secret.RATES}),
        (
            Choice(LONGER, Message(QT_TR_NOOP("longer"))),
            Choice(SHORTER, Message(QT_TR_NOOP("shorter"))),
            Choice(SAME, Message(QT_TR_NOOP("as long"))),
        ),
        slips=() if solution == SAME else (("rate_is_not_step", SAME),),
    )


# What wrong ways lead to


def _wrong_gradients(context: Context, terms: RecordTerms, index: int) -> Iterator[tuple[str, float]]:
    solution = float(context.gradient[index])
    yield "swapped", -solution
    if not np.all(terms.activation_slope == 1.0):
        forgotten = float(without_slope(context)[index])
        yield "slope", forgotten
    yield "half", 0.5 * solution
    if context.neuron is not None and "2" in context.neuron.error_measure.factor_name.replace("½", "2"):
        yield "double", 2.0 * solution
    yield "input", -float(terms.error_term.sum())
    for part in terms.contribution[index]:
        yield "one_record", float(part)


def _wrong_weights(context: Context, index: int) -> list[tuple[str, float]]:
    weight, update = float(context.weights[index]), _update(context, index)
    slope, rate = float(context.gradient[index]), context.rate
    wrong = [
        ("sign", weight - update),
        ("rate", weight - slope),
        ("rate", weight + slope),
        ("only_update", update),
    ]
    terms = context.terms
    if terms is not None and context.descent.optimizer.rule.name == "gradient_descent":
        names = {"swapped": "sign"}  # in the next weight both look alike
        wrong += [
            (names.get(name, name), weight - rate * value)
            for name, value in _wrong_gradients(context, terms, index)
        ]
    return wrong


def _wrong_records(context: Context, terms: RecordTerms, index: int) -> Slips:
    neuron = context.neuron
    assert neuron is not None
    right = int(np.argmax(np.abs(terms.contribution[index])))
    guesses = [
        ("slope", np.abs(terms.residual * neuron.columns[index])),
        ("residual_alone", np.abs(terms.residual)),
        ("residual_alone", np.abs(terms.error_term)),
    ]
    return tuple(
        (name, str(int(np.argmax(sizes)) + 1)) for name, sizes in guesses if int(np.argmax(sizes)) != right
    )


def _apart(solution: float, wrong: list[tuple[str, float]], tolerance: float) -> Slips:
    """The wrong answers that can be told from the right one."""
    return tuple((name, value) for name, value in wrong if abs(value - solution) > 2.0 * tolerance)


# What is shown afterwards


def _gradient_explained(context: Context, terms: RecordTerms, index: int, name: str) -> tuple[Message, ...]:
    """The hardest pulling records' parts in the order of the table, then the sum."""
    neuron, parts = context.neuron, terms.contribution[index]
    assert neuron is not None
    records = sorted(int(record) for record in np.argsort(np.abs(parts))[-_MOST_EXPLAINED:])
    lines = [
        Message(
            QT_TR_NOOP("Record {record} adds −δ x = −{delta} × {x} = {part}."),
            record=record + 1,
            delta=_factor(float(terms.error_term[record])),
            x=_factor(float(neuron.columns[index][record]), exact_text),
            part=float(parts[record]),
        )
        for record in records
    ]
    total = Message(
        QT_TR_NOOP("The sum over all records, {count} of them, is ∂E/∂{weight} = {slope}."),
        count=len(parts),
        weight=name,
        slope=float(context.gradient[index]),
    )
    return (*lines, total) if len(parts) > 1 else tuple(lines)


def _step_explained(context: Context, index: int, name: str) -> tuple[Message, ...]:
    update = _update(context, index)
    numbers = {"weight": name, "update": update, "rate": exact_text(context.rate)}
    if context.descent.optimizer.rule.name == "gradient_descent":
        slope = float(context.step.gradient[index]) if context.step else 0.0
        first = Message(
            QT_TR_NOOP("Δ{weight} = −η ∂E/∂{weight} = −{rate} × {slope} = {update}"),
            slope=_factor(slope),
            **numbers,
        )
    else:
        first = Message(QT_TR_NOOP("By this rule Δ{weight} = {update}"), **numbers)
    second = Message(
        QT_TR_NOOP("{weight} + Δ{weight} = {now} + {update} = {next}"),
        weight=name,
        now=float(context.weights[index]),
        update=_factor(update),
        next=float(context.next_weights[index]),
    )
    return first, second


def _factor(number: float, text: Callable[[float], str] | None = None) -> Message | float | str:
    """A number as a factor or a term: in parentheses where it has a sign."""
    shown = number if text is None else text(number)
    return Message("({number})", number=shown) if number < 0 else shown


# What is asked about


def _data(context: Context):
    if context.neuron is None or context.terms is None or not len(context.terms.residual):
        raise GdsimError(Message(QT_TR_NOOP("Without records this cannot be asked.")))
    return context.neuron, context.terms


def _weight(context: Context, options: Options) -> tuple[int, str]:
    """The 0-based number of the weight, and its name as it is read."""
    names = context.objective.weight_names
    index = min(int(options.get("weight", 1)), len(names)) - 1
    return index, names[index].translate(_SUBSCRIPTS)


def _record(context: Context, options: Options) -> int:
    neuron, _ = _data(context)
    return min(int(options.get("record", context.record + 1)), neuron.dataset.record_count) - 1


def _update(context: Context, index: int) -> float:
    update = float(context.update[index])
    if not np.isfinite(update):
        raise GdsimError(Message(QT_TR_NOOP("There is no next step here.")))
    return update


def _check_large(number: float) -> None:
    if abs(number) < _SMALLEST:
        raise GdsimError(Message(QT_TR_NOOP("The slope or the step is too small here to be asked about.")))


def _only_largest(sizes: np.ndarray) -> int:
    """The largest entry's place.

    Raises:
        GdsimError: two are as large, or there is but one, so there is nothing to ask.
    """
    order = np.argsort(sizes)
    if len(sizes) < 2 or not sizes[order[-1]] > sizes[order[-2]] * (1.0 + _ROUNDING):
        raise GdsimError(Message(QT_TR_NOOP("No record stands out here.")))
    return int(order[-1])


def _record_choices(sizes: np.ndarray) -> tuple[Choice, ...]:
    """The records, or where they are many the largest of them, in the order of the table."""
    records = sorted(int(record) for record in np.argsort(sizes)[-_MOST_CHOICES:])
    return tuple(
        Choice(str(record + 1), Message(QT_TR_NOOP("record {record}"), record=record + 1))
        for record in records
    )
