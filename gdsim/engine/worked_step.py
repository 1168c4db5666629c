"""One update taken apart into every number that leads from the weights to the next weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.analysis import finite_or_none
from gdsim.engine.array import Array, frozen
from gdsim.engine.descent import Descent
from gdsim.engine.mistake import Mistake
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.engine.step_formula import StepFormulas, step_formulas


@dataclass(frozen=True, eq=False)
class WorkedStep:
    """The step from k to k+1 in numbers.

    With mini-batches ``error``, ``gradient``, ``terms`` and ``neuron`` are those of the batch, the
    measure applied to the batch alone, and ``is_batch`` says so.

    Attributes:
        step: k.
        rule_step: t, the number of the update since the rule's state was empty, 1 at the first.
        weight_names: d names.
        weights: (d,) before the update.
        learning_rate: η of this update, the schedule applied.
        is_batch: the update sees some of the records only.
        record_numbers: (n,) 0-based numbers of the records that the update sees; empty without data.
        neuron: the objective on these records, None for a surface.
        terms: every record's numbers, None for a surface.
        error, gradient: E and ∇E of these records, the sums of their terms.
        mistake: what is got wrong on purpose; None for nothing.
        used_gradient: what the update takes for the gradient: the same, unless a mistake spoils it.
        formulas: by which the update is made, right or wrong.
        full_error, full_gradient: E and ∇E of all the data.
        state: (s, d) of the rule before the update; rows as in the rule's state_names.
        next_state: (s, d) after it, what the update is made of.
        hessian: (d, d) that the update uses; None for rules that use none.
        update: Δw (d,).
        next_weights: (d,), exactly those of the next row.
    """

    step: int
    rule_step: int
    weight_names: tuple[str, ...]
    weights: Array
    learning_rate: float
    is_batch: bool
    record_numbers: NDArray[np.intp]
    neuron: Neuron | None
    terms: RecordTerms | None
    error: float
    gradient: Array
    mistake: Mistake | None
    used_gradient: Array
    formulas: StepFormulas
    full_error: float
    full_gradient: Array
    state: Array
    next_state: Array
    hessian: Array | None
    update: Array
    next_weights: Array

    def to_json(self) -> dict[str, Any]:
        """What ``gdsim explain --format json`` writes; numbers that are not finite are None.

        With mini-batches ``batch`` lists the record numbers (1-based) that the update sees; ``hessian`` has
        the rows of the matrix for a rule that uses one. Where a mistake is made on purpose, ``mistake`` names
        it and ``used_gradient`` is what the update takes for the gradient.
        """
        batch = {"batch": [int(n) + 1 for n in self.record_numbers]} if self.is_batch else {}
        mistake = (
            {"mistake": self.mistake.name, "used_gradient": _numbers(self.used_gradient)}
            if self.mistake
            else {}
        )
        return {
            "step": self.step,
            "learning_rate": self.learning_rate,
            "weights": _numbers(self.weights),
            **batch,
            "records": self._records_json(),
            "error": finite_or_none(self.error),
            "gradient": _numbers(self.gradient),
            **mistake,
            **({} if self.hessian is None else {"hessian": [_numbers(row) for row in self.hessian]}),
            "update": _numbers(self.update),
            "next_weights": _numbers(self.next_weights),
        }

    def _records_json(self) -> list[dict[str, Any]]:
        if self.neuron is None or self.terms is None:
            return []
        dataset, terms = self.neuron.dataset, self.terms
        return [
            {
                "record": int(number) + 1,
                "inputs": _numbers(dataset.inputs[row]),
                "target": float(dataset.targets[row]),
                "weighted_sum": finite_or_none(terms.weighted_sum[row]),
                "prediction": finite_or_none(terms.prediction[row]),
                "residual": finite_or_none(terms.residual[row]),
                "squared": finite_or_none(terms.squared[row]),
                "activation_slope": finite_or_none(terms.activation_slope[row]),
                "error_term": finite_or_none(terms.error_term[row]),
                "contribution": _numbers(terms.contribution[:, row]),
            }
            for row, number in enumerate(self.record_numbers)
        ]


def worked_step(descent: Descent) -> WorkedStep:
    """The next update from the present position, without taking it.

    For a step that lies behind, hand over a descent replayed to it.

    Raises:
        GdsimError: the rule refuses the step.
    """
    weights, source = descent.weights, descent.batch_objective()
    neuron = source if isinstance(source, Neuron) else None
    is_batch = source is not descent.objective
    gradient = source.gradient(weights) if is_batch else descent.gradient
    rate = descent.optimizer.rate(descent.step_number)
    update, next_state = descent.next_update_and_state()
    with np.errstate(all="ignore"):
        next_weights = weights + update
    return WorkedStep(
        step=descent.step_number,
        rule_step=descent.rule_step,
        weight_names=descent.objective.weight_names,
        weights=weights,
        learning_rate=rate,
        is_batch=is_batch,
        record_numbers=_record_numbers(descent),
        neuron=neuron,
        terms=None if neuron is None else neuron.terms(weights),
        error=source.error(weights) if is_batch else descent.error,
        gradient=frozen(gradient),
        mistake=descent.optimizer.mistake,
        used_gradient=frozen(descent.batch_gradient()),
        formulas=step_formulas(descent.optimizer, source),
        full_error=descent.error,
        full_gradient=descent.gradient,
        state=frozen(descent.state),
        next_state=frozen(next_state),
        hessian=frozen(descent.situation().hessian()) if descent.optimizer.rule.uses_hessian else None,
        update=frozen(update),
        next_weights=frozen(next_weights),
    )


def _record_numbers(descent: Descent) -> NDArray[np.intp]:
    records = descent.batch_records()
    if records is None:
        return np.arange(descent.objective.batch_size_limit())
    return np.asarray(records, dtype=np.intp)


def _numbers(values: Array) -> list[float | None]:
    return [finite_or_none(value) for value in values]
