"""The formulas of an update as it is made: the rule's own, or what a mistake on purpose makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer

# What the step takes for ∂E/∂w_i where a mistake spoils it.
USED_SLOPE = "g_i"
_SLOPE = r"\frac{{\partial E}}{{\partial w_{0}}}"


@dataclass(frozen=True)
class StepFormulas:
    """LaTeX of one update, in the order of the work.

    Attributes:
        slope: g_i, which the step takes for ∂E/∂w_i by mistake; empty where it takes the right one.
        where: how the symbols in the update come about.
        update: Δw_i.
        is_wrong: a mistake on purpose makes the update another one.
    """

    slope: str
    where: tuple[str, ...]
    update: str
    is_wrong: bool = False

    @property
    def line(self) -> str:
        """Δw_i, and g_i where it stands in it."""
        used = rf" , \quad {USED_SLOPE} = {self.slope}" if self.slope else ""
        return rf"\Delta w_i = {self.update}{used}"


def step_formulas(optimizer: Optimizer, objective: Objective) -> StepFormulas:
    """The formulas by which this optimizer makes an update on this objective (the batch's)."""
    rule, mistake = optimizer.rule, optimizer.mistake
    if mistake is None:
        return StepFormulas("", rule.where, rule.formula)
    where, update = rule.where, rule.formula
    if mistake.is_rate_on_weights:
        update = rf"(\eta - 1) w_i {_without_rate(update)}"
    if not mistake.spoils_gradient(objective):
        return StepFormulas("", where, update, mistake.is_rate_on_weights)
    return StepFormulas(mistake.slope, tuple(map(_of_used, where)), _of_used(update), is_wrong=True)


def _without_rate(update: str) -> str:
    """Δw_i with η = 1, as a term to be added."""
    return update.replace(r"-\eta ", "- ").replace(r"-\frac{\eta}", r"- \frac{1}")


def _of_used(latex: str) -> str:
    """The same made of g instead of the gradient."""
    for index in "ij":
        latex = latex.replace(_SLOPE.format(index), f"g_{index}")
    return latex


def of_weight(latex: str, name: str) -> str:
    """A formula for this weight in place of weight i."""
    index = name.lstrip("w") or name
    latex = latex.replace("w_i", re.sub(r"(?<=[A-Za-z])(\d+)$", r"_{\1}", name))
    return latex.replace("_{ij}", f"_{{{index}j}}").replace("_i", f"_{{{index}}}")
