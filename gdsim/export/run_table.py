"""A run as CSV and as JSON."""

from __future__ import annotations

import json

import numpy as np

from gdsim.engine.descent import Descent


def run_csv(descent: Descent) -> str:
    """Header and one row a step from 0 on; the shortest digits that read back to the same float."""
    names = descent.objective.weight_names
    header = ["step", "error", *names, *(f"g{name.removeprefix('w')}" for name in names)]
    history = descent.history
    rows = np.column_stack([history.errors, history.weights, history.gradients]).tolist()
    lines = [",".join(header)]
    lines += [f"{step},{','.join(map(repr, row))}" for step, row in enumerate(rows)]
    return "\n".join(lines) + "\n"


def run_json(descent: Descent) -> str:
    """Where and why it stopped, and every row."""
    history = descent.history
    rows = zip(history.errors.tolist(), history.weights.tolist(), history.gradients.tolist(), strict=True)
    document = {
        "stopped": None if descent.outcome is None else str(descent.outcome),
        "steps": descent.step_number,
        "weights": descent.weights.tolist(),
        "error": descent.error,
        "gradient": descent.gradient.tolist(),
        "history": [
            {"step": step, "error": error, "weights": weights, "gradient": gradient}
            for step, (error, weights, gradient) in enumerate(rows)
        ],
    }
    return json.dumps(document) + "\n"
