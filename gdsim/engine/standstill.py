"""Places away from a minimum where a descent hardly moves: dead neurons, saturation, plateaus, saddles."""

from __future__ import annotations

import numpy as np

from gdsim.engine.activation import Activation
from gdsim.engine.analysis import Curvature
from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.landscape import base_range
from gdsim.engine.neuron import Neuron
from gdsim.engine.sample import thinned

# Less than this share of the residuals' pull gets through f′: saturated.
_SATURATED = 0.05
# A mean residual beyond this share of f's range is no good fit.
_BAD_FIT = 0.1
# A saddle this near, in units of the way come, is reached.
_NEAR = 0.1
# |∇E| × the width in sight below this share of E's range in sight is level ground …
_LEVEL = 0.02
# … unless E is within this share of the lowest in sight.
_LOW = 0.05
_SCATTER = 400

_TYPICAL_SUMS = np.linspace(-8.0, 8.0, 161)


def is_dead(descent: Descent) -> bool:
    """Every f′(h) is exactly 0, so the gradient is, although the predictions are wrong."""
    neuron = descent.objective
    if not isinstance(neuron, Neuron) or neuron.dataset.record_count == 0 or descent.gradient.any():
        return False
    terms = neuron.terms(descent.weights)
    return not terms.activation_slope.any() and bool(terms.residual.any())


def saturation(descent: Descent) -> float | None:
    """The share of the residuals' pull that f′ lets through, where that is small and the fit bad; else None."""
    neuron, _ = thinned(descent.objective)
    if not isinstance(neuron, Neuron) or neuron.activation.name == "identity":
        return None
    f, measure, targets = neuron.activation, neuron.error_measure, neuron.dataset.targets
    terms = neuron.terms(descent.weights)
    steepest = float(f.slope(_TYPICAL_SUMS).max())
    free = measure.error_term(
        targets, terms.prediction, terms.weighted_sum, np.full_like(targets, steepest or 1.0)
    )
    felt = measure.error_term(targets, terms.prediction, terms.weighted_sum, terms.activation_slope)
    total = float(np.abs(free).sum())
    if total == 0.0 or float(np.abs(terms.residual).mean()) <= _BAD_FIT * min(1.0, _reach(f)):
        return None
    share = float(np.abs(felt).sum()) / total
    return share if share < _SATURATED else None


def near_saddle(here: Curvature, gradient: Array, scale: float) -> bool:
    """E curves up one way and down another, and the point between is within a tenth of the way come."""
    if here.smallest >= 0.0:
        return False
    bends = here.eigenvalues != 0.0
    pull = here.eigenvectors.T @ gradient
    if np.abs(pull[~bends]).max(initial=0.0) > _NEAR * np.linalg.norm(gradient):
        return False
    return float(np.linalg.norm(pull[bends] / here.eigenvalues[bends])) <= _NEAR * scale


def on_plateau(descent: Descent, slope: float) -> bool:
    """Level ground, judged by how E ranges over the part worth showing. Surfaces only."""
    objective = descent.objective
    if isinstance(objective, Neuron):
        return False
    ranges = np.array([base_range(objective, descent.start, i) for i in range(len(objective.weight_names))])
    width = ranges[:, 1] - ranges[:, 0]
    # Any spread of points will do; with its own seed it is the same each time.
    points = np.random.default_rng(0).random((_SCATTER, len(width))) * width + ranges[:, 0]
    errors = objective.errors(points)
    errors = errors[np.isfinite(errors)]
    if errors.size == 0:
        return False
    span = float(errors.max() - errors.min())
    level = slope * float(width.max()) < _LEVEL * span
    return level and descent.error - float(errors.min()) > _LOW * span


def _reach(f: Activation) -> float:
    values = f.value(_TYPICAL_SUMS)
    return float(values.max() - values.min())
