r"""The derivation of ∂E/∂w_i by the chain rule, in stages that can be opened one by one.

Each stage has the three forms of a formula, for the chosen record and one weight, and names the column of the
data table whose numbers it makes. Beside them stands a check of the result by differences of E alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.engine.registry import by_name
from gdsim.lesson.blocks import Derivation
from gdsim.lesson.context import Context
from gdsim.lesson.formulas import Forms, Writer, record_error
from gdsim.lesson.secret import Secret
from gdsim.lesson.station import Station

# ∂E_μ/∂ŷ without the factor before the sum, by error measure.
_OUTER = {
    "absolute": r"-\mathrm{sign}(y - \hat{y})",
    "residuals": "-1",
    "huber": r"-\max(-1, \min(1, y - \hat{y}))",
    "log_loss": r"-\frac{y - \hat{y}}{\hat{y}\,(1 - \hat{y})}",
}
_SQUARES = {"½": "", "1": "2 ", "1/N": r"\frac{2}{N} ", "1/2N": r"\frac{1}{N} "}


@dataclass(frozen=True)
class DerivationStage:
    """One stage.

    Attributes:
        name: in code.
        label: what a person reads; translatable.
        note: one sentence on what happens; translatable.
        write: the three forms.
        column: key of the data table's column whose numbers it makes, given the weight's index; "" for none.
        whole: it is about all records, so it belongs to the column's footer.
    """

    name: str
    label: str
    note: str
    write: Callable[[Writer], Forms]
    column: Callable[[Context, int], str]
    whole: bool = False


@dataclass(frozen=True)
class Shown:
    """A stage at a position.

    Attributes:
        stage: which.
        forms: symbols, numbers plugged in, result; numbers marked with their quantity.
        column: key of the data table's column, "" for none.
    """

    stage: DerivationStage
    forms: Forms
    column: str


def derivation(context: Context, index: int = 0, secrets: Collection[Secret] = ()) -> tuple[Shown, ...]:
    """The stages for the chosen record and the weight ``index``; none for a surface."""
    if not _has(context, index):
        return ()
    writer = Writer(context, index, secrets)
    return tuple(_shown(stage, writer) for stage in DERIVATION.values())


def numeric_check(context: Context, index: int = 0, secrets: Collection[Secret] = ()) -> Shown | None:
    """The slope by differences of E alone, which stands beside the derivation; None for a surface."""
    return _shown(CHECK, Writer(context, index, secrets)) if _has(context, index) else None


def line_column(station: Station, context: Context, number: int) -> str | None:
    """Key of the column to which a line of the station's derivation, counted from 0, is tied; None for none."""
    weight = next((block.weight for block in station.text.blocks if isinstance(block, Derivation)), 0)
    lines = derivation(context, weight)
    return lines[number].column or None if lines else None


def agreement(context: Context, index: int = 0) -> Message:
    """How well check and derivation agree."""
    limit, slope = float(context.gradient_numeric[index]), float(context.gradient[index])
    return Message(
        QT_TR_NOOP(
            "As ε shrinks, this comes to {limit}. The chain rule gives {slope}; the difference is {off}."
        ),
        limit=limit,
        slope=slope,
        off=abs(limit - slope),
    )


def _has(context: Context, index: int) -> bool:
    neuron = context.neuron
    return (
        neuron is not None and context.record < neuron.dataset.record_count and index < len(context.weights)
    )


def _shown(stage: DerivationStage, writer: Writer) -> Shown:
    return Shown(stage, stage.write(writer), stage.column(writer.context, writer.index))


# The forms


def _record_error(writer: Writer) -> Forms:
    assert writer.neuron is not None
    symbols, numbers, result = record_error(writer)
    return rf"E = \sum_\mu E_\mu, \; {symbols}", numbers, result


def _chain(writer: Writer) -> Forms:
    weight = writer.symbol
    left = rf"\frac{{\partial E_\mu}}{{\partial {weight}}}"
    factors = r" \cdot ".join([writer.factor("outer"), writer.factor("slope"), _input(writer)])
    return (
        rf"{left} = \frac{{\partial E_\mu}}{{\partial \hat{{y}}}} \cdot \frac{{\partial \hat{{y}}}}{{\partial h}} "
        rf"\cdot \frac{{\partial h}}{{\partial {weight}}}",
        rf"{left} = {factors}",
        rf"{left} = {writer.number(f'contribution{writer.index + 1}')}",
    )


def _outer(writer: Writer) -> Forms:
    assert writer.neuron is not None
    measure = writer.neuron.error_measure
    left = r"\frac{\partial E_\mu}{\partial \hat{y}}"
    result = f"{left} = {writer.number('outer')}"
    if not measure.quadratic:
        return f"{left} = {_OUTER[measure.name]}", result, result
    front = _SQUARES[measure.factor_name]
    symbols = rf"{left} = -{front}(y - \hat{{y}})"
    count = str(writer.neuron.dataset.record_count)
    inside = f"({writer.number('y')} - {writer.factor('prediction')})"
    return symbols, f"{left} = -{front.replace('N', count)}{inside}", result


def _slope(writer: Writer) -> Forms:
    assert writer.neuron is not None
    left = r"\frac{\partial \hat{y}}{\partial h}"
    inside = writer.number("h")
    return (
        rf"{left} = f'(h) = {writer.neuron.activation.slope_formula}",
        rf"{left} = f'({inside})",
        rf"{left} = {writer.number('slope')}",
    )


def _inner(writer: Writer) -> Forms:
    left = rf"\frac{{\partial h}}{{\partial {writer.symbol}}}"
    result = f"{left} = {_input(writer)}"
    return f"{left} = {_input_symbol(writer)}", result, result


def _delta(writer: Writer) -> Forms:
    left = r"\delta = -\frac{\partial E_\mu}{\partial \hat{y}} \cdot f'(h)"
    return (
        left,
        rf"\delta = -{writer.factor('outer')} \cdot {writer.factor('slope')}",
        rf"\delta = {writer.number('delta')}",
    )


def _contribution(writer: Writer) -> Forms:
    left = rf"\frac{{\partial E_\mu}}{{\partial {writer.symbol}}}"
    return (
        rf"{left} = -\delta \cdot {_input_symbol(writer)}",
        rf"{left} = -{writer.factor('delta')} \cdot {_input(writer)}",
        rf"{left} = {writer.number(f'contribution{writer.index + 1}')}",
    )


def _sum(writer: Writer) -> Forms:
    left = writer.slope_symbol
    return (
        rf"{left} = \sum_\mu \frac{{\partial E_\mu}}{{\partial {writer.symbol}}}",
        f"{left} = {writer.parts()}",
        f"{left} = {writer.number(f'gradient{writer.index + 1}')}",
    )


def _check(writer: Writer) -> Forms:
    weight, left = writer.symbol, writer.slope_symbol
    number = writer.index + 1
    above, below = writer.number(f"E_above{number}"), writer.factor(f"E_below{number}")
    quotient = rf"\frac{{{above} - {below}}}{{2 \cdot {writer.number(f'epsilon{number}')}}}"
    result = rf"{left} \approx {writer.number(f'quotient{number}')}"
    return (
        rf"{left} \approx \frac{{ E({weight} + \varepsilon) - E({weight} - \varepsilon)}}{{2 \varepsilon}}",
        rf"{left} \approx {quotient}",
        result,
    )


def _is_bias(writer: Writer) -> bool:
    return writer.neuron is not None and writer.index >= writer.neuron.dataset.input_count


def _input(writer: Writer) -> str:
    return "1" if _is_bias(writer) else writer.factor(f"x{writer.index + 1}")


def _input_symbol(writer: Writer) -> str:
    assert writer.neuron is not None
    return "1" if _is_bias(writer) else f"x_{{{writer.index + 1}}}"


# The columns


def _column(key: str) -> Callable[[Context, int], str]:
    return lambda context, index: key


def _slope_column(context: Context, index: int) -> str:
    """The table has no column f′ where f is the identity."""
    shaped = context.neuron is not None and context.neuron.activation.name != "identity"
    return "activation_slope" if shaped else ""


def _input_column(context: Context, index: int) -> str:
    has_column = context.neuron is not None and index < context.neuron.dataset.input_count
    return f"input:{index}" if has_column else ""


def _contribution_column(context: Context, index: int) -> str:
    return f"contribution:{index}"


DERIVATION = by_name(
    [
        DerivationStage(
            "record_error",
            QT_TR_NOOP("one record"),
            QT_TR_NOOP(
                "E is a sum over the records, so its slope is the sum of their slopes. Take one record."
            ),
            _record_error,
            _column("loss"),
        ),
        DerivationStage(
            "chain",
            QT_TR_NOOP("chain rule"),
            QT_TR_NOOP(
                "The weight changes h, h changes ŷ, ŷ changes the error: the three slopes are multiplied."
            ),
            _chain,
            _column(""),
        ),
        DerivationStage(
            "outer",
            QT_TR_NOOP("error by prediction"),
            QT_TR_NOOP("How the record's error changes with its prediction; the minus comes from − ŷ."),
            _outer,
            _column("residual"),
        ),
        DerivationStage(
            "slope",
            QT_TR_NOOP("prediction by weighted sum"),
            QT_TR_NOOP("How the prediction changes with h: the slope of the activation."),
            _slope,
            _slope_column,
        ),
        DerivationStage(
            "inner",
            QT_TR_NOOP("weighted sum by weight"),
            QT_TR_NOOP("How h changes with the weight: by the input that the weight multiplies."),
            _inner,
            _input_column,
        ),
        DerivationStage(
            "delta",
            QT_TR_NOOP("error term"),
            QT_TR_NOOP(
                "The first two factors are the same for every weight; with a minus they are called δ."
            ),
            _delta,
            _column("error_term"),
        ),
        DerivationStage(
            "contribution",
            QT_TR_NOOP("the record's part"),
            QT_TR_NOOP("The three factors multiplied: what this record adds to the slope."),
            _contribution,
            _contribution_column,
        ),
        DerivationStage(
            "sum",
            QT_TR_NOOP("sum over the records"),
            QT_TR_NOOP("All records together: the slope of E along this weight."),
            _sum,
            _contribution_column,
            whole=True,
        ),
    ]
)

CHECK = DerivationStage(
    "check",
    QT_TR_NOOP("numeric check"),
    QT_TR_NOOP("Without any calculus: move the weight a little both ways and see how much E changes."),
    _check,
    _contribution_column,
    whole=True,
)
