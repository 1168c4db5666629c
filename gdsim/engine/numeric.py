"""Derivatives from values of E alone: the independent check beside the gradient."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective

# Step widths in the weight's natural unit; for each, differences at widths shrinking by _SHRINK are
# extrapolated to width 0, and of all the results the one that changed least is taken.
_WIDTHS = (1.0, 1e-2, 1e-4)
_SHRINK = 1.6
_LEVELS = 8
_FEW_LEVELS = 4
# On big data a difference costs a pass over all records.
_FEW_RECORDS = 100_000


def natural_unit(objective: Objective, index: int) -> float:
    """The change of a weight that changes the weighted sum by about 1: 1 / rms of its input, 1 without one."""
    if not isinstance(objective, Neuron) or objective.columns.shape[1] == 0:
        return 1.0
    with np.errstate(all="ignore"):
        size = float(np.sqrt(np.mean(np.square(objective.columns[index]))))
    return 1.0 / size if 0.0 < size < math.inf else 1.0


def gradient_numeric(objective: Objective, weights: Array) -> Array:
    """∂E/∂w_i by central differences, extrapolated to width 0: (d,), good to about 1e-9 of its size.

    Method: C. Ridders, Accurate computation of F′(x) and F′(x)F″(x), Adv. Eng. Software 4 (1982).
    """
    few = objective.batch_size_limit() <= _FEW_RECORDS
    widths, levels = (_WIDTHS, _LEVELS) if few else (_WIDTHS[1:2], _FEW_LEVELS)
    with np.errstate(all="ignore"):
        slopes = [_slope(objective, np.asarray(weights), i, widths, levels) for i in range(len(weights))]
    return frozen(slopes)


def _slope(objective: Objective, weights: Array, index: int, widths: tuple[float, ...], levels: int) -> float:
    # Not so short that w ± width is rounded away.
    size = max(natural_unit(objective, index), 1e-3 * abs(float(weights[index])))
    candidates = [_ridders(objective, weights, index, width * size, levels) for width in widths]
    return min(candidates)[1]


def _ridders(
    objective: Objective, weights: Array, index: int, width: float, levels: int
) -> tuple[float, float]:
    """(estimated error, slope); the error is inf where a value is not finite."""
    steps = width / _SHRINK ** np.arange(levels)
    points = np.tile(weights, (2 * levels, 1))
    points[:levels, index] += steps
    points[levels:, index] -= steps
    # What was added, not what was meant: w + s − w differs from s by rounding.
    spread = points[:levels, index] - points[levels:, index]
    errors = objective.errors(points)
    row = (errors[:levels] - errors[levels:]) / spread
    best = (float("inf"), float(row[-1]))
    factor = 1.0
    while len(row) > 1:
        factor *= _SHRINK**2
        finer = row[1:] + (row[1:] - row[:-1]) / (factor - 1.0)
        doubt = np.maximum(np.abs(finer - row[1:]), np.abs(finer - row[:-1]))
        doubt = np.where(np.isfinite(doubt), doubt, np.inf)
        k = int(np.argmin(doubt))
        best = min(best, (float(doubt[k]), float(finer[k])))
        row = finer
    return best
