"""The present position over two of the weights: what a map and a surface draw."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdsim.engine.analysis import Minimum, exact_minimum
from gdsim.engine.array import Array, Records
from gdsim.engine.objective import Objective
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.views.shared.symbols import plain_name

Pair = tuple[int, int]

_ALONG = 1e-9  # a direction with less than this part in the plane does not lie in it


@dataclass(frozen=True, eq=False)
class Lowest:
    """Where E is lowest over the two weights.

    Attributes:
        points: (m, 2), the nearest first; of a valley the point nearest to the origin.
        error: E there.
        direction: (2,) of the line of minima, of length 1; None where they are separate points.
        is_everywhere: E is the same all over the plane.
        is_global: of all weights; else only while the others are held.
    """

    points: Array
    error: float
    direction: Array | None = None
    is_everywhere: bool = False
    is_global: bool = True


@dataclass(frozen=True, eq=False)
class PairPoint:
    """The present position over two weights.

    Attributes:
        pair: numbers of the weights to the right and upwards.
        names: their names.
        objective: whose E is shown: of all data, or of the next batch.
        all_weights: (d,), the present ones.
        weights, gradient: (2,), the parts of the two.
        update: (2,), Δw of the next step, or None where there is none or it is not to be seen.
        carried: (2,), the part of it that the rule's state makes alone, or None.
        error: E here.
        step_number: k.
        lowest: None where it is not known.
        shows_slope: the gradient, and what follows from it, may be seen.
        batch: numbers of the next batch's records from 0 where its E is shown, else None.
    """

    pair: Pair
    names: tuple[str, str]
    objective: Objective
    all_weights: Array
    weights: Array
    error: float
    gradient: Array
    update: Array | None
    step_number: int
    lowest: Lowest | None
    shows_slope: bool = True
    batch: Records | None = None
    carried: Array | None = None

    @property
    def slope(self) -> float:
        """|∇E|, of the two parts."""
        return float(np.hypot(*self.gradient))

    @property
    def is_whole(self) -> bool:
        """There are no other weights."""
        return len(self.all_weights) == 2

    def moved(self, weights: Array) -> Array:
        """All weights, the two being these: (d,)."""
        moved = np.array(self.all_weights)
        moved[list(self.pair)] = weights
        return moved

    def hessian(self) -> Array:
        """∂²E of the two weights here: (2, 2)."""
        return np.asarray(self.objective.hessian(self.all_weights))[np.ix_(self.pair, self.pair)]


def pair_point(session: Session, pair: Pair, next_batch: bool = False) -> PairPoint:
    """The session's position; on the next batch alone where asked for, and where there is one."""
    objective, places = session.scenario.objective, list(pair)
    error, gradient = session.error, rounded_gradient(session)
    batch = session.descent.batch_records() if next_batch else None
    if batch is not None:
        objective = objective.batch(batch)
        error, gradient = objective.error_and_gradient(session.weights)
    names = session.scenario.objective.weight_names
    update = None if "update" in session.left_out else next_update(session)
    carried = None if update is None else carried_on(session)
    return PairPoint(
        pair=pair,
        names=(names[pair[0]], names[pair[1]]),
        objective=objective,
        all_weights=session.weights,
        weights=session.weights[places],
        error=error,
        gradient=gradient[places],
        update=None if update is None else update[places],
        step_number=session.step_number,
        lowest=lowest_over(objective, session.weights, pair),
        shows_slope="gradient" not in session.left_out,
        batch=batch,
        carried=None if carried is None else carried[places],
    )


def carried_on(session: Session) -> Array | None:
    """What the rule's state alone would make of the next step, (d,); None where there is nothing."""
    descent = session.descent
    with np.errstate(all="ignore"):
        carried = descent.optimizer.carried(descent.situation(), descent.state)
    return carried if carried is not None and np.isfinite(carried).all() else None


def lowest_over(objective: Objective, weights: Array, pair: Pair) -> Lowest | None:
    """Where E is lowest over the pair, the other weights held; None where that is not known exactly."""
    if len(weights) == 2:
        minimum = exact_minimum(objective)
        return None if minimum is None else _turned(_of_all(minimum, weights), pair)
    return _of_parabola(objective, weights, pair) if getattr(objective, "is_quadratic", False) else None


def describe_point(point: PairPoint, session: Session) -> str:
    """Its numbers in a sentence."""
    right, up = (plain_name(name) for name in point.names)
    first, second = (number_text(value) for value in point.weights)
    clauses = [
        tr("Weights {right} {first} and {up} {second}").format(
            right=right, first=first, up=up, second=second
        ),
        tr("error {value}").format(value=number_text(point.error)),
    ]
    if point.shows_slope:
        right, up = (number_text(float(part)) for part in point.gradient)
        text = tr("gradient {right} and {up}, length {length}")
        clauses.append(text.format(right=right, up=up, length=number_text(point.slope)))
    if point.update is not None:
        right, up = (number_text(float(part), signed=True) for part in point.update)
        clauses.append(tr("next step {right} and {up}").format(right=right, up=up))
    elif session.derived.refusal is not None:
        clauses.append(say(session.derived.refusal))
    clauses += _describe_lowest(point.lowest)
    if point.batch is not None:
        clauses.append(tr("the landscape is that of the next batch"))
    return tr(", ").join(clauses)


def _describe_lowest(lowest: Lowest | None) -> list[str]:
    if lowest is None:
        return []
    if lowest.is_everywhere:
        return [tr("every point is a minimum")]
    first, second = (number_text(float(value)) for value in lowest.points[0])
    if lowest.direction is not None:
        text = tr("a valley of minima, the least of them at {first} and {second}")
    elif not lowest.is_global:
        text = tr("lowest with the other weights held at {first} and {second}")
    elif len(lowest.points) > 1:
        text = tr("nearest of several minima at {first} and {second}")
    else:
        text = tr("minimum at {first} and {second}")
    return [text.format(first=first, second=second)]


def rounded_gradient(session: Session) -> Array:
    """∇E of all the data (d,); what is below the rounding of the records' contributions is 0."""
    terms = session.derived.terms
    if terms is None:
        return session.gradient
    scales = np.abs(terms.contribution).sum(axis=1)
    parts = zip(session.gradient, scales, strict=True)
    return np.array([0.0 if number_text(float(g), float(s)) == "0" else float(g) for g, s in parts])


def next_update(session: Session) -> Array | None:
    """Δw of the next step (d,), what is below the weights' rounding being 0; None where there is none."""
    step = session.derived.worked_step
    if step is None or session.outcome == "diverged" or not np.isfinite(step.update).all():
        return None
    parts = zip(step.update, step.weights, strict=True)
    return np.array([0.0 if number_text(float(u), abs(float(w))) == "0" else float(u) for u, w in parts])


def _of_all(minimum: Minimum, weights: Array) -> Lowest:
    flat = minimum.flat_directions
    if len(flat) == 2:
        return Lowest(minimum.weights[None, :], minimum.error, is_everywhere=True)
    if len(flat) == 1:
        return Lowest(minimum.weights[None, :], minimum.error, direction=np.asarray(flat[0]))
    points = np.vstack([minimum.weights, minimum.others])
    order = np.argsort(np.linalg.norm(points - weights, axis=1), kind="stable")
    return Lowest(points[order], minimum.error)


def _turned(lowest: Lowest, pair: Pair) -> Lowest:
    """Its coordinates in the order of the pair."""
    places = list(pair)
    direction = None if lowest.direction is None else lowest.direction[places]
    return Lowest(lowest.points[:, places], lowest.error, direction, lowest.is_everywhere, lowest.is_global)


def _of_parabola(objective: Objective, weights: Array, pair: Pair) -> Lowest | None:
    places = list(pair)
    values, vectors = np.linalg.eigh(objective.hessian(weights)[np.ix_(places, places)])
    if not np.isfinite(values).all() or values[0] < -_ALONG * max(values[1], 0.0):
        return None
    gradient = objective.gradient(weights)[places]
    bent = values > _ALONG * max(values[1], 0.0)
    if not bent.any():
        return Lowest(weights[None, places], objective.error(weights), is_everywhere=True, is_global=False)
    parts = np.where(bent, -(vectors.T @ gradient) / np.where(bent, values, 1.0), 0.0)
    point = weights[places] + vectors @ parts
    direction = None if bent.all() else np.asarray(vectors[:, 0])
    if direction is not None:
        point = point - direction * (direction @ point)
    lowest = np.array(weights)
    lowest[places] = point
    return Lowest(point[None, :], objective.error(lowest), direction, is_global=False)


def newton_jump(point: PairPoint) -> Array | None:
    """Where Newton's method would jump over the two weights, −H⁻¹∇E from here: (2,); None where H is singular."""
    hessian = point.hessian()
    if not np.isfinite(hessian).all():
        return None
    values = np.abs(np.linalg.eigvalsh(hessian))
    if values.min() <= 1e-12 * values.max() or not math.isfinite(point.slope):
        return None
    jump = point.weights - np.linalg.solve(hessian, point.gradient)
    return jump if np.isfinite(jump).all() else None
