"""What can be said of an objective before a step is taken: its minimum, its curvature, the η it bears."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

import numpy as np

from gdsim.engine.array import Array, frozen
from gdsim.engine.least_absolute import lowest_ends
from gdsim.engine.least_squares import gram_eigen, solve
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.neuron import Neuron
from gdsim.engine.numeric import gradient_numeric
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer

# An eigenvalue this small beside the largest is the rounding of a zero.
_ZERO = 64 * np.finfo(np.float64).eps
# Slower than this factor a step, a descent creeps: 114 steps to a tenth of the distance.
CREEPING_FACTOR = 0.98


@runtime_checkable
class HasMinima(Protocol):
    """An objective that knows its lowest points."""

    @property
    def minima(self) -> Array:
        """(m, d), all equally low; empty where none is known."""
        ...


@dataclass(frozen=True, eq=False)
class Minimum:
    """The lowest point of E.

    Attributes:
        weights: (d,); where many points are lowest, the one nearest to zero.
        error: E there.
        unique: no other point is as low.
        flat_directions: (k, d) orthonormal; E is the same all along these from the minimum.
        others: (m, d) further separate points that are as low.
    """

    weights: Array
    error: float
    unique: bool
    flat_directions: Array
    others: Array

    def nearest(self, weights: Array) -> Array:
        """The lowest point nearest to these weights, (d,)."""
        away = np.asarray(weights) - self.weights
        along = self.flat_directions.T @ (self.flat_directions @ away)
        points = np.vstack([self.weights + along, self.others])
        return frozen(points[np.argmin(np.linalg.norm(points - weights, axis=1))])

    def distance(self, weights: Array) -> float:
        """Euclidean distance to the nearest lowest point."""
        return float(np.linalg.norm(np.asarray(weights) - self.nearest(weights)))


@dataclass(frozen=True, eq=False)
class Curvature:
    """The Hessian's eigenvalues at a point: how steeply E bends, and along which directions.

    Attributes:
        eigenvalues: (d,) ascending; rounding noise is an exact 0.
        eigenvectors: (d, d), column i belongs to eigenvalues[i].
        exact: E is a parabola, so this holds everywhere; else it is that of one point.
    """

    eigenvalues: Array
    eigenvectors: Array
    exact: bool

    @property
    def largest(self) -> float:
        """λmax."""
        return float(self.eigenvalues[-1])

    @property
    def smallest(self) -> float:
        """λmin."""
        return float(self.eigenvalues[0])

    @property
    def smallest_positive(self) -> float | None:
        """The slowest direction that is not flat, None where none curves upwards."""
        positive = self.eigenvalues[self.eigenvalues > 0.0]
        return float(positive[0]) if positive.size else None

    @property
    def condition_number(self) -> float | None:
        """κ = λmax / λmin, None where λmin ≤ 0."""
        return self.largest / self.smallest if self.smallest > 0.0 else None


@dataclass(frozen=True)
class Zone:
    """A part of the range of η and how plain descent behaves there.

    Attributes:
        name: creeping, monotone, oscillating or diverging: names of REGIMES.
        low, high: η from low to high; the last one's high is inf.
        label: what a person reads; translatable.
    """

    name: str
    low: float
    high: float
    label: str


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything known of a scenario at a point.

    Attributes:
        minimum: where it is known exactly, else None.
        curvature: at the point, None where the Hessian is not finite.
        largest_stable_learning_rate: of the rule in force, None where it has none.
        best_learning_rate: 2/(λmin + λmax), plain descent's fastest, None where λmin ≤ 0.
        monotone_learning_rate: 1/λmax: above it the steepest direction oscillates.
        zones: of η, see ``learning_rate_zones``.
        distance_to_minimum: Euclidean, None where no minimum is known.
        error, gradient: at the point.
        gradient_numeric: the same by differences of E alone, as a check.
    """

    minimum: Minimum | None
    curvature: Curvature | None
    largest_stable_learning_rate: float | None
    best_learning_rate: float | None
    monotone_learning_rate: float | None
    zones: tuple[Zone, ...]
    distance_to_minimum: float | None
    error: float
    gradient: Array
    gradient_numeric: Array

    @property
    def exact(self) -> bool:
        """The rates hold everywhere; else near this point only."""
        return self.curvature is not None and self.curvature.exact

    def to_json(self) -> dict[str, Any]:
        """What ``gdsim analyze --format json`` writes; numbers that are not finite are None."""
        return {
            "minimum": _minimum_json(self.minimum),
            "curvature": None if self.curvature is None else self.curvature.eigenvalues.tolist(),
            "condition_number": None if self.curvature is None else self.curvature.condition_number,
            "largest_stable_learning_rate": self.largest_stable_learning_rate,
            "best_learning_rate": self.best_learning_rate,
            "error": finite_or_none(self.error),
            "gradient": [finite_or_none(g) for g in self.gradient],
            "gradient_numeric": [finite_or_none(g) for g in self.gradient_numeric],
        }


def analyze(objective: Objective, weights: Array, optimizer: Optimizer) -> Analysis:
    """Everything known of E at these weights, and of the rule's learning rate there."""
    minimum = exact_minimum(objective)
    here = curvature(objective, weights)
    return Analysis(
        minimum=minimum,
        curvature=here,
        largest_stable_learning_rate=largest_stable_learning_rate(optimizer, here),
        best_learning_rate=best_learning_rate(here),
        monotone_learning_rate=monotone_learning_rate(here),
        zones=learning_rate_zones(optimizer, here),
        distance_to_minimum=None if minimum is None else minimum.distance(weights),
        error=objective.error(weights),
        gradient=frozen(objective.gradient(weights)),
        gradient_numeric=gradient_numeric(objective, weights),
    )


# Asked by several views after each step; kept as long as the objective itself.
_minima: WeakKeyDictionary[Objective, Minimum | None] = WeakKeyDictionary()
_curvatures: WeakKeyDictionary[Objective, Curvature] = WeakKeyDictionary()


def exact_minimum(objective: Objective) -> Minimum | None:
    """The lowest point where it is known exactly.

    Of linear least squares, of the sum of absolute residuals of one weight, and of surfaces that know theirs.
    """
    if objective not in _minima:
        _minima[objective] = _find_minimum(objective)
    return _minima[objective]


def _find_minimum(objective: Objective) -> Minimum | None:
    if isinstance(objective, Neuron):
        return _least_squares(objective) if objective.is_quadratic else _least_absolute(objective)
    if isinstance(objective, HasMinima) and len(objective.minima):
        return _listed(objective, objective.minima)
    return None


def curvature(objective: Objective, weights: Array) -> Curvature | None:
    """Eigenvalues and directions of the Hessian at weights (d,); None where it is not finite."""
    if isinstance(objective, Neuron) and objective.is_quadratic:
        if objective not in _curvatures:
            values, vectors = gram_eigen(objective.columns)  # E = factor · |y − Xw|²
            _curvatures[objective] = Curvature(
                frozen(2.0 * objective.factor * values), frozen(vectors), exact=True
            )
        return _curvatures[objective]
    hessian = objective.hessian(weights)
    if not np.isfinite(hessian).all():
        return None
    values, vectors = np.linalg.eigh(0.5 * (hessian + hessian.T))
    values = np.where(np.abs(values) <= _ZERO * np.abs(values).max(initial=0.0), 0.0, values)
    return Curvature(frozen(values), frozen(vectors), exact=bool(getattr(objective, "is_quadratic", False)))


def largest_stable_learning_rate(optimizer: Optimizer, here: Curvature | None) -> float | None:
    """The rule's c / λmax, None for rules that scale themselves, where nothing curves upwards, and where a
    mistake is made on purpose.
    """
    if here is None or optimizer.rule.stability is None or optimizer.mistake is not None:
        return None
    return _ratio(optimizer.rule.stability(optimizer.settings), here.largest)


def best_learning_rate(here: Curvature | None) -> float | None:
    """2 / (λmin + λmax): plain descent's slowest direction shrinks fastest; None where λmin ≤ 0."""
    return None if here is None or here.smallest <= 0.0 else _ratio(2.0, here.smallest + here.largest)


def monotone_learning_rate(here: Curvature | None) -> float | None:
    """1 / λmax: plain descent below it never jumps across the valley."""
    return None if here is None else _ratio(1.0, here.largest)


def learning_rate_zones(optimizer: Optimizer, here: Curvature | None) -> tuple[Zone, ...]:
    """The range of η in parts, ascending from 0 to inf.

    Plain descent creeps, then shrinks every direction without jumping across the valley (η < 1/λmax),
    then oscillates, then diverges (from 2/λmax). Of other rules only the limit is known, where there is
    one. Empty where nothing is known.
    """
    limit = largest_stable_learning_rate(optimizer, here)
    if limit is None or here is None:
        return ()
    diverging = Zone("diverging", limit, math.inf, QT_TR_NOOP("diverges"))
    if optimizer.rule.name != "gradient_descent":
        return Zone("monotone", 0.0, limit, QT_TR_NOOP("stable")), diverging
    border, slowest = 1.0 / here.largest, here.smallest_positive or here.largest
    creep = min((1.0 - CREEPING_FACTOR) / slowest, border)
    zones = (
        Zone("creeping", 0.0, creep, QT_TR_NOOP("creeps")),
        Zone("monotone", creep, border, QT_TR_NOOP("steady")),
        Zone("oscillating", border, limit, QT_TR_NOOP("oscillates")),
        diverging,
    )
    return tuple(zone for zone in zones if zone.low < zone.high)


def finite_or_none(value: float) -> float | None:
    """For JSON, which knows no inf or NaN."""
    return float(value) if math.isfinite(value) else None


def _least_squares(neuron: Neuron) -> Minimum:
    weights, flat = solve(neuron.columns, neuron.dataset.targets, has_constant=neuron.bias)
    return Minimum(
        weights=frozen(weights),
        error=neuron.error(weights),
        unique=len(flat) == 0,
        flat_directions=frozen(flat),
        others=frozen(np.empty((0, len(weights)))),
    )


def _least_absolute(neuron: Neuron) -> Minimum | None:
    kind = neuron.error_measure.name, neuron.activation.name, len(neuron.columns)
    if kind != ("absolute", "identity", 1):
        return None
    ends = lowest_ends(neuron.columns[0], neuron.dataset.targets)
    nearest_first = ends[np.argsort(np.abs(ends), kind="stable")]
    return _listed(neuron, nearest_first[:, None]) if len(ends) else None


def _listed(objective: Objective, minima: Array) -> Minimum:
    return Minimum(
        weights=frozen(minima[0]),
        error=objective.error(minima[0]),
        unique=len(minima) == 1,
        flat_directions=frozen(np.empty((0, minima.shape[1]))),
        others=frozen(minima[1:]),
    )


def _minimum_json(minimum: Minimum | None) -> dict[str, Any] | None:
    if minimum is None:
        return None
    return {
        "weights": minimum.weights.tolist(),
        "error": finite_or_none(minimum.error),
        "unique": minimum.unique,
    }


def _ratio(above: float, below: float) -> float | None:
    return finite_or_none(above / below) if below > 0.0 else None
