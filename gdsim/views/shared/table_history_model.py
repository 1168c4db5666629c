"""The history table's model: reads the descent's history, a row a step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from gdsim.engine.array import Array
from gdsim.engine.history import History
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import gradient_html, math_html, name_html, plain_name
from gdsim.views.shared.table_column import Column
from gdsim.views.shared.table_model import TableModel
from gdsim.views.shared.theme import Quantity


class HistoryModel(TableModel):
    """Step number, E, weights and gradient of every step so far."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names: tuple[str, ...] = ()
        self._edits: frozenset[int] = frozenset()
        self.update()

    def update(self) -> None:
        """Show the descent as it stands."""
        descent = self._session.descent
        names = descent.objective.weight_names
        columns = self._columns if names == self._names else _columns(names)
        self._names = names
        self._edits = frozenset(descent.edits)
        self.show(descent.history, columns, len(descent.history))

    def retranslate(self) -> None:
        """Say the columns in another language."""
        self._names = ()
        self.update()

    def is_stale(self, row: int) -> bool:
        """The row was measured on another objective than the present one."""
        return bool(self._source.stale[row])

    def is_edited(self, row: int) -> bool:
        """Before this row was measured, the objective or the rule was edited."""
        return row in self._edits

    def row_name(self, row: int) -> str:
        """The step, and whether its numbers are those of an objective that is no more."""
        if self.is_stale(row):
            return tr("step {step}, measured before an edit").format(step=row)
        return tr("step {step}").format(step=row)


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    step = Column(
        "step", "k", tr("step"), tr("Step number k: 0 is the start."), _steps, _symbol("k"), whole=True
    )
    tip = tr("Error E of all the data at this step's weights.")
    error = Column(
        "error", "E", tr("error"), tip, _errors, _symbol("E", Quantity.ERROR), quantity=Quantity.ERROR
    )
    weights = [_weight(i, name) for i, name in enumerate(names)]
    gradients = [_gradient(i, name) for i, name in enumerate(names)]
    return (step, error, *weights, *gradients)


def _weight(weight: int, name: str) -> Column:
    def values(history: History) -> Array:
        return history.weights[:, weight]

    def heads(look: Look) -> tuple[str, ...]:
        return (name_html(name, look, Quantity.WEIGHT),)

    plain = plain_name(name)
    term = tr("weight {weight}").format(weight=plain)
    tip = tr("Weight {weight} at this step.").format(weight=plain)
    return Column(f"weight:{name}", plain, term, tip, values, heads, quantity=Quantity.WEIGHT)


def _gradient(weight: int, name: str) -> Column:
    def values(history: History) -> Array:
        return history.gradients[:, weight]

    def heads(look: Look) -> tuple[str, ...]:
        return (gradient_html(name, look),)

    symbol = f"∂E/∂{plain_name(name)}"
    term = tr("gradient of {weight}").format(weight=plain_name(name))
    tip = tr("Gradient {symbol} of all the data at this step's weights.").format(symbol=symbol)
    return Column(f"gradient:{name}", symbol, term, tip, values, heads, quantity=Quantity.GRADIENT)


def _symbol(symbol: str, quantity: Quantity | None = None) -> Callable[[Look], tuple[str, ...]]:
    def heads(look: Look) -> tuple[str, ...]:
        return (math_html(symbol, look, quantity),)

    return heads


def _steps(history: History) -> Array:
    return np.arange(len(history), dtype=np.float64)


def _errors(history: History) -> Array:
    return history.errors
