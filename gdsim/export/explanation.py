"""One step taken apart, as plain text, Markdown and LaTeX, with the digits of the screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tabulate import tabulate

from gdsim.engine.array import Array
from gdsim.engine.mistake import Mistake
from gdsim.engine.neuron import RecordTerms
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.step_formula import USED_SLOPE, of_weight
from gdsim.engine.worked_step import WorkedStep
from gdsim.lesson.secret import Secret, hidden_column
from gdsim.scenario import words
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.plugged import Numbers, latex_number
from gdsim.views.shared.worked_curvature import rule_lines
from gdsim.views.shared.worked_text import bare_latex, plain_formula

FORMATS = ("text", "markdown", "latex")

_TABLE_FORMATS = {"text": "simple", "markdown": "pipe", "latex": "latex_raw"}
_LATEX = {
    "μ": r"$\mu$",
    "ŷ": r"$\hat{y}$",
    "y − ŷ": r"$y-\hat{y}$",
    "(y − ŷ)²": r"$(y-\hat{y})^2$",
    "f′(h)": r"$f'(h)$",
    "δ": r"$\delta$",
    "h": "$h$",
    "Σ": r"$\Sigma$",
}
_LATEX_SIGNS = str.maketrans(
    {
        "−": "-",
        "×": r"\times ",
        "·": r"\cdot ",
        "∂": r"\partial ",
        "Δ": r"\Delta ",
        "η": r"\eta ",
        "←": r"\leftarrow ",
        "Σ": r"\sum ",
        "ŷ": r"\hat{y}",
        "½": r"\tfrac12 ",
        "²": "^2",
        "′": "'",
        "μ": r"\mu",
        "_": r"\_",
    }
)
_SIGNS = re.compile(f"[{''.join(map(chr, _LATEX_SIGNS))}]+".replace("_", ""))
_SUPERSCRIPT = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{2,}|(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_DIGITS_ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# What means something to LaTeX, in a column's name.
_ESCAPED = {sign: rf"\{sign}" for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_ESCAPED))}]")
# The bias has no input to be multiplied by.
_BIAS_INPUT = r" \, x_{b}"
_PLAIN_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def explanation(step: WorkedStep, optimizer: Optimizer, form: str) -> str:
    """The step as text in one of FORMATS."""
    blocks = [_heading(step, optimizer, form)]
    if form == "latex":
        blocks.insert(0, _preamble())
    if optimizer.mistake is not None:
        said = _mistake_words(step, optimizer.mistake)
        blocks.append(_latex_words(said) if form == "latex" else said)
    if step.is_batch:
        blocks.append(
            tr("Gradient of a batch: records {records}.").format(
                records=", ".join(str(n + 1) for n in step.record_numbers)
            )
        )
    if step.neuron is not None:
        blocks.append(record_table(step, form))
    lines = [_written(line, form) for line in _lines(step, optimizer)]
    blocks.append(("\n\n" if form == "markdown" else "\n").join(lines))
    return "\n\n".join(blocks) + "\n"


def _preamble() -> str:
    """What the document needs that takes this in."""
    packages = "amsmath" if words.language() == "en" else "amsmath,ctex"
    return rf"% \usepackage{{{packages}}}"


def _heading(step: WorkedStep, optimizer: Optimizer, form: str) -> str:
    text = tr("Step {k} to {next}: {rule}, η = {rate}").format(
        k=step.step,
        next=step.step + 1,
        rule=tr(optimizer.rule.label),
        rate=exact_text(step.learning_rate),
    )
    if form == "markdown":
        return f"## {text}"
    if form == "latex":
        said, _, rate = text.rpartition("η = ")
        return f"\\subsection*{{{said}$\\eta = {_latex_math(rate)}$}}"
    return text


def _mistake_words(step: WorkedStep, mistake: Mistake) -> str:
    """Which one, and what it does."""
    name = tr("A mistake is made on purpose: {mistake}.").format(mistake=tr(mistake.label))
    is_wrong = step.formulas.is_wrong
    return in_a_row(name, tr(mistake.note) if is_wrong else tr("Here the mistake changes nothing."))


def _latex_math(text: str) -> str:
    """The text as it stands between dollar signs."""
    text = _SUPERSCRIPT.sub(lambda match: f"^{{{match[0].translate(_PLAIN_DIGITS)}}}", text)
    return text.replace("ln", r"\ln ").translate(_LATEX_SIGNS)


def _latex_words(text: str) -> str:
    """Words with mathematical signs in them."""
    return _SIGNS.sub(lambda match: f"${_latex_math(match[0]).strip()}$", text)


def record_table(step: WorkedStep, form: str, secrets: Collection[Secret] = ()) -> str:
    """Each record's numbers on the way to E and ∇E, and their sums, in one of FORMATS; empty without data.

    In place of what is secret stand question marks.
    """
    if step.neuron is None or step.terms is None:
        return ""
    dataset, terms = step.neuron.dataset, step.terms
    slopes = [f"∂E/∂{name}" for name in step.weight_names]
    head = ["μ", *dataset.column_names, "h", "ŷ", "y − ŷ", "(y − ŷ)²", "f′(h)", "δ", *slopes]
    given = [[exact_text(x) for x in column.tolist()] for column in (*dataset.columns, dataset.targets)]
    columns = [
        [*(str(n + 1) for n in step.record_numbers), "Σ"],
        *([*texts, ""] for texts in given),
        *(
            hidden_column(name, len(values) + 1, secrets) or [*_texts(values), total]
            for name, values, total in _computed_columns(terms, step.gradient)
        ),
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    if form == "latex":
        head = [_LATEX.get(name, _latex_name(name)) for name in head]
        rows = [[_LATEX.get(cell, f"${_latex_math(cell)}$") if cell else "" for cell in row] for row in rows]
    return tabulate(rows, head, tablefmt=_TABLE_FORMATS[form], disable_numparse=True, stralign="right")


def _computed_columns(terms: RecordTerms, gradient: Array) -> Iterator[tuple[str, Array, str]]:
    """Name, numbers and what stands below them."""
    yield "weighted_sum", terms.weighted_sum, ""
    yield "prediction", terms.prediction, ""
    yield "residual", terms.residual, number_text(float(terms.residual.sum()))
    yield "squared", terms.squared, number_text(float(terms.squared.sum()))
    yield "activation_slope", terms.activation_slope, ""
    yield "error_term", terms.error_term, ""
    for values, slope in zip(terms.contribution, gradient, strict=True):
        yield "contribution", values, number_text(float(slope))


def _latex_name(name: str) -> str:
    if name.startswith("∂E/∂"):
        return rf"$\partial E/\partial {_subscript(name.removeprefix('∂E/∂'))}$"
    is_symbol = len(name) == 1 or _subscript(name) != name
    return f"${_subscript(name)}$" if is_symbol else _SPECIAL.sub(lambda sign: _ESCAPED[sign[0]], name)


def _subscript(name: str) -> str:
    letter, number = name[:1], name[1:]
    return f"{letter}_{{{number}}}" if number.isdigit() else name


@dataclass(frozen=True)
class _Typeset:
    """A line that is LaTeX already."""

    latex: str


_Line = str | _Typeset


def _written(line: _Line, form: str) -> str:
    """A line in one of FORMATS."""
    if isinstance(line, str):
        return rf"\[ {_latex_math(line)} \]" if form == "latex" else line
    latex = bare_latex(line.latex)
    return rf"\[ {latex} \]" if form == "latex" else plain_formula(latex).translate(_DIGITS_ON_THE_LINE)


def _lines(step: WorkedStep, optimizer: Optimizer) -> list[_Line]:
    """E, and for each weight the slope, the update and the new weight, with the numbers in."""
    lines: list[_Line] = [_error_line(step), *_hessian_lines(step)]
    rate = exact_text(step.learning_rate)
    for index, name in enumerate(step.weight_names):
        weight, slope = _subscript(name), number_text(float(step.gradient[index]))
        update = number_text(float(step.update[index]), signed=True)
        lines.append(_Typeset(rf"\frac{{\partial E}}{{\partial {weight}}} = {latex_number(slope)}"))
        lines += _used_line(step, index)
        lines += _rule_lines(Numbers(step, optimizer, index, rate), update)
        before, after = _weight(step.weights, index), _weight(step.next_weights, index)
        move = rf"{weight} \leftarrow {weight} + \Delta {weight}"
        lines.append(_Typeset(f"{move} = {before} {_added(update)} = {after}"))
    return lines


def _added(update: str) -> str:
    """A number with its sign as what is added to another."""
    sign = "-" if update.startswith("−") else "+"
    return f"{sign} {latex_number(update.lstrip('−+'))}"


def _used_line(step: WorkedStep, index: int) -> Iterator[_Line]:
    """What a mistake takes for the slope; nothing where the right one is taken."""
    if step.formulas.slope:
        used = latex_number(number_text(float(step.used_gradient[index])))
        line = of_weight(f"{USED_SLOPE} = {step.formulas.slope}", step.weight_names[index])
        yield _Typeset(f"{line.removesuffix(_BIAS_INPUT)} = {used}")


def _rule_lines(numbers: Numbers, update: str) -> Iterator[_Line]:
    """The rule's formulas in the order of the work, with the numbers in."""
    for formula, with_numbers, result in rule_lines(numbers):
        yield _Typeset(" ".join([formula, with_numbers, f"= {latex_number(result or update)}"]))


def _error_line(step: WorkedStep) -> str:
    error = number_text(step.error)
    neuron, terms = step.neuron, step.terms
    if neuron is None or terms is None:
        return f"E = {error}"
    measure = neuron.error_measure
    if measure.factor_name == "1":
        return f"E = {measure.plain} = {error}"
    total = number_text(float(terms.loss.sum()))
    return f"E = {measure.plain} = {measure.factor_name} · {total} = {error}"


def _hessian_lines(step: WorkedStep) -> list[_Line]:
    """H and its inverse, for a rule that uses them."""
    if step.hessian is None:
        return []
    inverse = np.asarray(np.linalg.inv(step.hessian), dtype=np.float64)
    return [_Typeset(f"H = {_matrix(step.hessian)}"), _Typeset(f"H^{{-1}} = {_matrix(inverse)}")]


def _matrix(values: Array) -> str:
    scale = float(np.abs(values).max())
    rows = [" & ".join(latex_number(number_text(x, scale)) for x in row) for row in values.tolist()]
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


def _weight(weights: Array, index: int) -> str:
    return latex_number(number_text(float(weights[index])))


def _texts(values: Array) -> Sequence[str]:
    return [number_text(value) for value in values.tolist()]
