"""A scenario as an exercise on paper: data, formulas, and what is to be worked out, blank and with answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.step_formula import USED_SLOPE, of_weight, step_formulas
from gdsim.engine.surface import FormulaSurface
from gdsim.engine.worked_step import WorkedStep, worked_step
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import in_a_row, localized, tr
from gdsim.views.shared.symbols import plain_name

STEPS = 3

_MOST_ROWS = 400
_MOST_COLUMNS = 16


@dataclass(frozen=True)
class Answer:
    """What is to be found: a number's text, or nothing where the cell stays empty in both sets."""

    text: str


@dataclass(frozen=True)
class Symbol:
    """Mathematics, as LaTeX."""

    latex: str


Part = str | Symbol | Answer


@dataclass(frozen=True)
class Heading:
    """Words that begin a section; on the first page they are larger."""

    text: str
    is_title: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Sentences."""

    text: str


@dataclass(frozen=True)
class Line:
    """Words, mathematics and gaps to be filled, side by side."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells under heads; the last row is a sum where ``has_sum`` says so."""

    heads: tuple[Part, ...]
    rows: tuple[tuple[Part, ...], ...]
    has_sum: bool


Block = Heading | Paragraph | Line | Table


def worksheet(scenario: Scenario, steps: int = STEPS) -> list[Block]:
    """What stands on the sheet, top to bottom. Fewer steps where the descent ends sooner.

    Raises:
        GdsimError: too many records or weights for paper, or the rule refuses the first step.
    """
    _check_size(scenario, steps)
    descent = scenario.descent()
    blocks = _opening(scenario, descent)
    for _ in range(steps):
        step = worked_step(descent)
        blocks += _step_blocks(step, descent.optimizer)
        if not descent.step():
            break
    names = descent.objective.weight_names
    blocks.append(Heading(tr("After the last step")))
    blocks.append(Line((*_place(names, descent.weights), Symbol("E ="), Answer(number_text(descent.error)))))
    return blocks


def _check_size(scenario: Scenario, steps: int) -> None:
    neuron = scenario.neuron
    if steps < 1:
        raise GdsimError(Message(QT_TR_NOOP("A work sheet has at least one step.")))
    records = 0 if neuron is None else neuron.dataset.record_count
    records = min(records, scenario.optimizer.batch or records)
    columns = 0 if neuron is None else len(_columns(neuron)) + 2 + neuron.dataset.input_count
    if records * steps > _MOST_ROWS or columns > _MOST_COLUMNS or scenario.weight_count > _MOST_COLUMNS:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "This is too much for paper: {rows:row|rows} and {columns:column|columns}; at most {most_rows} and "
                    "{most_columns} are written."
                ),
                rows=records * steps,
                columns=max(columns, scenario.weight_count),
                most_rows=_MOST_ROWS,
                most_columns=_MOST_COLUMNS,
            )
        )


# The beginning


def _opening(scenario: Scenario, descent: Descent) -> list[Block]:
    title = localized(scenario.title)
    blocks: list[Block] = [
        Heading(tr("Gradient descent by hand"), is_title=True),
        Line((tr("Name"), Answer(""), tr("Date"), Answer(""))),
    ]
    if title:
        blocks.append(Heading(title))
    objective, optimizer = scenario.objective, scenario.optimizer
    if isinstance(objective, Neuron):
        blocks += _model(objective)
    elif isinstance(objective, FormulaSurface):
        blocks.append(Paragraph(tr("The error is a function of the weights:")))
        blocks.append(Line((Symbol(f"E = {objective.latex}"),)))
    blocks.append(Paragraph(tr("The rule: {name}.").format(name=tr(optimizer.rule.label))))
    formulas = step_formulas(optimizer, objective)
    if optimizer.mistake is not None:
        text = tr("A mistake is made on purpose: {mistake}.").format(mistake=tr(optimizer.mistake.label))
        note = tr(optimizer.mistake.note) if formulas.is_wrong else tr("Here the mistake changes nothing.")
        blocks.append(Paragraph(in_a_row(text, note)))
    if formulas.slope:
        blocks.append(Line((Symbol(f"{USED_SLOPE} = {formulas.slope}"),)))
    blocks += [Line((Symbol(latex),)) for latex in formulas.where]
    blocks.append(Line((Symbol(rf"\Delta w_i = {formulas.update} , \quad w_i \leftarrow w_i + \Delta w_i"),)))
    blocks.append(Paragraph(_start_text(descent)))
    return blocks


def _model(neuron: Neuron) -> list[Block]:
    bias = " + b" if neuron.bias else ""
    count = neuron.dataset.input_count
    terms = [f"w_{{{i + 1}}} x_{{{i + 1}}}" for i in range(count)]
    total = " + ".join(terms) if count <= 4 else r"\sum_i w_i x_i"
    activation, measure = neuron.activation, neuron.error_measure
    plain = activation.name == "identity"
    model = rf"\hat{{y}} = {total}{bias}"
    if not plain:
        model = rf"h = {total}{bias} , \quad \hat{{y}} = f(h) = {activation.formula}"
    blocks: list[Block] = [Paragraph(tr("The neuron predicts"))]
    blocks.append(Line((Symbol(model),)))
    if not plain:
        blocks.append(Line((Symbol(rf"f'(h) = {activation.slope_formula}"),)))
    names = _column_names(neuron.dataset)
    if names:
        blocks.append(Paragraph(names))
    blocks.append(Paragraph(tr("and is measured by the error ({name})").format(name=tr(measure.label))))
    blocks.append(Line((Symbol(f"E = {measure.formula}"),)))
    return blocks


def _column_names(dataset: Dataset) -> str:
    """What the letters at the head of the table stand for, where the data say so."""
    letters = [*(f"x{i + 1}" for i in range(dataset.input_count)), "y"]
    names = (*dataset.input_names, dataset.target_name)
    named = zip(letters, names, strict=True)
    return ", ".join(f"{plain_name(letter)}: {name}" for letter, name in named if name != letter)


def _start_text(descent: Descent) -> str:
    optimizer = descent.optimizer
    start = ", ".join(
        f"{plain_name(name)} = {exact_text(float(value))}"
        for name, value in zip(descent.objective.weight_names, descent.start, strict=True)
    )
    numbers = ", ".join(
        [f"η = {exact_text(optimizer.learning_rate)}"]
        + [f"{_setting_symbol(name)} = {exact_text(value)}" for name, value in optimizer.settings.items()]
    )
    return tr(
        "Start at {start}, with {numbers}. Fill in what is missing, to {digits} decimals or more."
    ).format(start=start, numbers=numbers, digits=_digits())


def _digits() -> int:
    return len(number_text(1.0).partition(".")[2])


def _setting_symbol(name: str) -> str:
    """The letter that stands for a setting in the rules' formulas."""
    return {
        "momentum": "μ",
        "decay": "α",
        "epsilon": "ε",
        "beta1": "β₁",
        "beta2": "β₂",
        "weight_decay": "γ",
        "nu": "ν",
        "nu1": "ν₁",
        "nu2": "ν₂",
    }.get(name, name)


# A step


def _step_blocks(step: WorkedStep, optimizer: Optimizer) -> list[Block]:
    blocks: list[Block] = [Heading(tr("Step {k}").format(k=step.step + 1))]
    blocks.append(Line(_place(step.weight_names, step.weights, given=step.step == 0)))
    if step.is_batch:
        records = ", ".join(str(number + 1) for number in step.record_numbers)
        blocks.append(Paragraph(tr("Of the records, this step sees {records}.").format(records=records)))
    if step.neuron is not None and step.terms is not None:
        blocks.append(_table(step, step.neuron, step.terms))
        blocks.append(Line(_error_line(step, step.neuron, step.terms)))
    else:
        blocks.append(Line((Symbol("E ="), Answer(number_text(step.error)))))
    blocks += [Line(_weight_line(step, optimizer, index)) for index in range(len(step.weight_names))]
    return blocks


def _place(names: Sequence[str], weights: Array, given: bool = False) -> tuple[Part, ...]:
    """Where the weights are; ``given`` where that need not be found."""
    parts: list[Part] = []
    for name, value in zip(names, weights.tolist(), strict=True):
        parts.append(Symbol(f"{_latex_name(name)} ="))
        parts.append(exact_text(value) if given else Answer(number_text(value)))
    return tuple(parts)


@dataclass(frozen=True)
class _Column:
    """A column to be filled in.

    Attributes:
        latex: its head.
        values: of the record terms.
        total: whether its sum is wanted.
    """

    latex: str
    values: str
    total: bool = False


def _columns(neuron: Neuron) -> list[_Column]:
    """What is to be worked out for each record, as far as it differs from what stands there already."""
    plain = neuron.activation.name == "identity"
    measure = neuron.error_measure
    columns = [] if plain else [_Column("h", "weighted_sum")]
    columns += [
        _Column(r"\hat{y}", "prediction"),
        _Column(r"y-\hat{y}", "residual", measure.name == "residuals"),
    ]
    if measure.quadratic:
        columns.append(_Column(r"(y-\hat{y})^2", "squared", True))
    elif measure.name == "absolute":
        columns.append(_Column(r"|y-\hat{y}|", "loss", True))
    elif measure.name != "residuals":
        columns.append(_Column(r"e_\mu", "loss", True))
    if not plain:
        columns.append(_Column("f'(h)", "activation_slope"))
    if not (plain and measure.name == "sse"):
        columns.append(_Column(r"\delta", "error_term"))
    return columns


def _table(step: WorkedStep, neuron: Neuron, terms: RecordTerms) -> Table:
    dataset, columns = neuron.dataset, _columns(neuron)
    heads: list[Part] = [Symbol(r"\mu")]
    heads += [Symbol(f"x_{{{i + 1}}}") for i in range(dataset.input_count)]
    heads.append(Symbol("y"))
    heads += [Symbol(column.latex) for column in columns]
    heads += [
        Symbol(rf"\frac{{\partial E_\mu}}{{\partial {_latex_name(name)}}}") for name in step.weight_names
    ]
    rows: list[tuple[Part, ...]] = []
    for row, number in enumerate(step.record_numbers):
        given = [exact_text(float(x)) for x in (*dataset.inputs[row], dataset.targets[row])]
        found = [float(getattr(terms, column.values)[row]) for column in columns]
        found += [float(value) for value in terms.contribution[:, row]]
        rows.append((str(number + 1), *given, *(Answer(number_text(value)) for value in found)))
    totals: list[Part] = [Symbol(r"\sum"), *[""] * (dataset.input_count + 1)]
    totals += [
        Answer(number_text(float(getattr(terms, column.values).sum()))) if column.total else ""
        for column in columns
    ]
    totals += [Answer(number_text(float(value))) for value in terms.contribution.sum(axis=1)]
    return Table(tuple(heads), (*rows, tuple(totals)), has_sum=True)


def _error_line(step: WorkedStep, neuron: Neuron, terms: RecordTerms) -> tuple[Part, ...]:
    """E from the sum in the table and the number before it."""
    count = neuron.dataset.record_count
    factor = {
        "1": "",
        "½": r"\frac{1}{2} \times",
        "1/N": rf"\frac{{1}}{{{count}}} \times",
        "1/2N": rf"\frac{{1}}{{{2 * count}}} \times",
    }[neuron.error_measure.factor_name]
    total = Answer(number_text(float(terms.loss.sum())))
    result = Answer(number_text(step.error))
    return (Symbol(f"E = {factor}"), total, Symbol("="), result) if factor else (Symbol("E ="), result)


def _weight_line(step: WorkedStep, optimizer: Optimizer, index: int) -> tuple[Part, ...]:
    """From the slope along one weight to its next value."""
    name = _latex_name(step.weight_names[index])
    parts: list[Part] = [
        Symbol(rf"\frac{{\partial E}}{{\partial {name}}} ="),
        Answer(number_text(float(step.gradient[index]))),
    ]
    if step.formulas.slope:
        used = of_weight(USED_SLOPE, step.weight_names[index])
        parts += [Symbol(f"{used} ="), Answer(number_text(float(step.used_gradient[index])))]
    for symbol, row in zip(optimizer.rule.state_symbols, step.next_state, strict=True):
        parts += [Symbol(f"{symbol} ="), Answer(number_text(float(row[index])))]
    parts += [
        Symbol(rf"\Delta {name} ="),
        Answer(number_text(float(step.update[index]), signed=True)),
        Symbol(rf"{name} \leftarrow"),
        Answer(number_text(float(step.next_weights[index]))),
    ]
    return tuple(parts)


def _latex_name(name: str) -> str:
    return f"{name[0]}_{{{name[1:]}}}" if name[1:].isdigit() else name
