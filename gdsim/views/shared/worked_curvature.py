"""The Hessian that a rule uses, in numbers: the matrix, its inverse, and what is there where a step is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.step_formula import of_weight
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import in_a_row, tr
from gdsim.views.shared.plugged import INVERSE, SUM_OF_INVERSE, Numbers, latex_number, plugged
from gdsim.views.shared.worked_parts import Block, FormulaLine, Sentence

_HESSIAN = "H_{ij} = "
# Of more weights than these, the first ones and the last are shown.
_MOST_COLUMNS = 4


def rule_lines(numbers: Numbers) -> Iterator[tuple[str, str, str]]:
    """The formulas by which a weight's update is made, in the order of the work, as LaTeX.

    Each is the formula, the same with its numbers and the number it works out; the last two may be empty.
    """
    step, formulas = numbers.step, numbers.step.formulas
    name = step.weight_names[numbers.index]
    for line in (*formulas.where, formulas.update):
        if not is_about_curvature(line):
            front = r"\Delta w_i = " if line == formulas.update else ""
            line = alone(line) if len(step.weights) == 1 else line
            yield of_weight(f"{front}{line}", name), *plugged(line, numbers)


def is_about_curvature(line: str) -> bool:
    """A rule's line that says what H is: shown once, not for each weight."""
    return line.startswith(_HESSIAN)


def alone(line: str) -> str:
    """A rule's line where there is one weight only: nothing to sum over."""
    return line.replace(SUM_OF_INVERSE, INVERSE).replace("_j", "_i")


def curvature_blocks(hessian: Array, weight: str) -> Iterator[Block]:
    """H and its inverse.

    Args:
        hessian: (d, d).
        weight: LaTeX of the first weight, shown where it is the only one.
    """
    yield from hessian_blocks(hessian, weight)
    if len(hessian) == 1:
        value = float(hessian[0, 0])
        front = rf"{INVERSE} = \frac{{1}}{{{latex_number(number_text(value))}}}"
        yield FormulaLine(rf"{front} = {latex_number(number_text(1.0 / value))}")
    else:
        yield FormulaLine(f"{INVERSE} = {matrix(np.asarray(np.linalg.inv(hessian), dtype=np.float64))}")


def hessian_blocks(hessian: Array, weight: str) -> Iterator[Block]:
    """What H is, with its numbers."""
    if len(hessian) == 1:
        value = latex_number(number_text(float(hessian[0, 0])))
        yield FormulaLine(rf"H = \frac{{\partial^2 E}}{{\partial {weight}^2}} = {value}")
    else:
        yield FormulaLine(rf"{_HESSIAN}\frac{{\partial^2 E}}{{\partial w_i \partial w_j}}")
        yield FormulaLine(f"H = {matrix(hessian)}")


def matrix(values: Array) -> str:
    """LaTeX of a square matrix; of a large one the first rows and columns and the last."""
    size, scale = len(values), float(np.abs(values).max())
    shown = list(range(size))
    if size > _MOST_COLUMNS:
        shown = [*shown[: _MOST_COLUMNS - 1], size - 1]
    rows = [[latex_number(number_text(float(values[i, j]), scale)) for j in shown] for i in shown]
    if size > _MOST_COLUMNS:
        rows = [[*row[:-1], r"\cdots", row[-1]] for row in rows]
        rows.insert(-1, [r"\vdots"] * (len(shown) - 1) + [r"\ddots", r"\vdots"])
    return rf"\begin{{pmatrix}} {_rows(rows)} \end{{pmatrix}}"


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return r" \\ ".join(" & ".join(row) for row in rows)


def refused_blocks(descent: Descent, weight: str) -> Iterator[Block]:
    """Why a rule that needs a bowl finds none here: H, its curvatures, and where a step would lead."""
    now = descent.situation()
    hessian = now.hessian()
    if not np.isfinite(hessian).all():
        return
    yield from hessian_blocks(hessian, weight)
    curvatures = np.asarray(np.linalg.eigvalsh(hessian), dtype=np.float64)
    yield Sentence(_curvature_words(curvatures))
    size = np.abs(curvatures)
    if size.min() > 1e-12 * size.max():
        end = now.weights - np.linalg.solve(hessian, now.gradient)
        yield Sentence(_end_words(end, bool(curvatures[-1] < 0.0)))
    if now.gradient.any():
        yield Sentence(tr("Rules without a Hessian, such as gradient descent, go down from here."), soft=True)


def _curvature_words(curvatures: Array) -> str:
    texts = ", ".join(number_text(float(value), float(np.abs(curvatures).max())) for value in curvatures)
    if len(curvatures) == 1:
        return tr("The curvature is λ = {values}; a bowl has λ > 0.").format(values=texts)
    return in_a_row(
        tr("Its curvatures are λ = {values}.").format(values=texts),
        tr("A bowl has all of them above 0."),
    )


def _end_words(end: Array, is_top: bool) -> str:
    """Where the step would lead."""
    text = (
        tr("The jump would end at ({place}), where slope and curvature predict a hilltop, not a bottom.")
        if is_top
        else tr("The jump would end at ({place}), where slope and curvature predict a saddle, not a bottom.")
    )
    return text.format(place=", ".join(number_text(float(value)) for value in end))
