"""Challenges: reach the minimum in the fewest steps, and find the minimum of a hidden landscape by slopes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.registry import by_name
from gdsim.engine.surface import FormulaSurface
from gdsim.lesson.context import Context
from gdsim.lesson.rate_questions import ARRIVED, steps_needed
from gdsim.lesson.secret import Secret
from gdsim.scenario.scenario import Scenario

# Learning rates tried to find what can be reached with one that stays, as shares of 2/λmax.
_TRIED = np.linspace(0.02, 0.98, 49)
# In the hidden landscape this near, as a share of the width in which the minimum is drawn, is found.
_FOUND = 0.01
_HIDDEN_RANGE = 5.0
# Two slopes give the line they lie on, and its zero is the third place to look.
_HIDDEN_PAR = 3


@dataclass(frozen=True)
class Words:
    """What is said of a score, with its count and par; translatable.

    Attributes:
        so_far: while the goal is not reached.
        reached: with more than a good answer needs.
        good: with no more.
    """

    so_far: str
    reached: str
    good: str


_STEPS_REACHED = QT_TR_NOOP("Reached in {count:step|steps}; the best η that stays needs {par}.")
_STEPS = Words(
    QT_TR_NOOP("{count:step|steps} so far; the best η that stays needs {par}."),
    _STEPS_REACHED,
    _STEPS_REACHED,  # changing η may do better still
)
_PLACES = Words(
    QT_TR_NOOP("{count:place|places} looked at; {par} would do."),
    QT_TR_NOOP("Found with {count:place|places}; {par} would do."),
    QT_TR_NOOP("Found with {count:place|places}: it cannot be told from fewer."),
)


@dataclass(frozen=True)
class Score:
    """How a challenge stands.

    Attributes:
        done: the goal is reached.
        valid: False where the challenge's start, data or rule was changed: then it does not count.
        count: steps or places used so far.
        par: what a good answer needs, None where it is not known.
        words: how it is said.
    """

    done: bool
    valid: bool
    count: int
    par: int | None
    words: Words = _STEPS

    @property
    def message(self) -> Message:
        """How it stands, in a sentence."""
        if not self.valid:
            return Message(
                QT_TR_NOOP("The start or the data were changed; restore the station to try again.")
            )
        numbers = {"count": self.count, "par": self.par if self.par is not None else "–"}
        if not self.done:
            return Message(self.words.so_far, **numbers)
        is_good = self.par is not None and self.count <= self.par
        return Message(self.words.good if is_good else self.words.reached, **numbers)


@dataclass(frozen=True)
class Challenge:
    """One kind of challenge.

    Attributes:
        name: as in lesson.toml.
        label: what a person reads; translatable.
        goal: what is to be reached; translatable.
        secrets: what stays hidden until it is done.
        score: how it stands, given the scenario it began with and the present position.
    """

    name: str
    label: str
    goal: str
    secrets: frozenset[Secret]
    score: Callable[[Scenario, Context], Score]


def hidden_scenario(seed: int) -> Scenario:
    """A bowl of one weight whose minimum and width are drawn with this seed, begun at 0."""
    random = np.random.default_rng(seed)
    place = round(float(random.uniform(-_HIDDEN_RANGE, _HIDDEN_RANGE)), 2)
    curve = round(float(random.uniform(0.2, 2.0)), 2)
    surface = FormulaSurface(f"{curve} (w - {place})^2" if place >= 0 else f"{curve} (w + {-place})^2")
    return Scenario(surface, Optimizer(learning_rate=0.1), start=(0.0,))


def _fewest_steps(begun: Scenario, context: Context) -> Score:
    descent, minimum = context.descent, context.minimum
    valid = (
        descent.objective == begun.objective
        and np.array_equal(descent.start, begun.start_weights())
        and descent.optimizer.rule is begun.optimizer.rule
        and not descent.history.stale.any()
    )
    if minimum is None or descent.objective != begun.objective:
        return Score(False, valid, descent.step_number, None)
    goal = ARRIVED * minimum.distance(begun.start_weights())
    arrived = [k for k, weights in enumerate(descent.history.weights) if minimum.distance(weights) <= goal]
    count = arrived[0] if arrived else descent.step_number
    return Score(bool(arrived), valid, count, fewest_with_one_rate(begun))


def fewest_with_one_rate(scenario: Scenario) -> int | None:
    """The fewest steps that one learning rate, kept all the way, can do it in; None where none arrives."""
    return _fewest(cast(Hashable, scenario.objective), scenario.optimizer, tuple(scenario.start_weights()))


@lru_cache(maxsize=16)  # half a hundred runs
def _fewest(objective: Any, optimizer: Optimizer, start: tuple[float, ...]) -> int | None:
    descent = Descent(objective, optimizer, start)
    here = Context(descent).curvature
    if here is None or not here.exact or here.largest <= 0.0:
        return None
    rates = [*(2.0 / here.largest * _TRIED), 2.0 / (here.smallest + here.largest)]
    steps = min(steps_needed(descent, float(rate)) for rate in rates)
    return int(steps) if np.isfinite(steps) else None


def _hidden_minimum(begun: Scenario, context: Context) -> Score:
    return hunt_score(begun.objective, context.objective, (context.weights,))


@dataclass(frozen=True)
class Hunt:
    """A search in a hidden landscape: the places looked at, by hand or by steps.

    Attributes:
        begun: the landscape.
        places: weights looked at, in order, each once.
    """

    begun: Scenario
    places: tuple[tuple[float, ...], ...] = ()

    def visit(self, weights: Array) -> Hunt:
        """Look at the slope there; a place seen before costs nothing."""
        place = tuple(float(weight) for weight in weights)
        return self if place in self.places else replace(self, places=(*self.places, place))

    def score(self, objective: Objective) -> Score:
        """How it stands."""
        return hunt_score(self.begun.objective, objective, self.places)


def hunt_score(begun: Objective, objective: Objective, places: tuple) -> Score:
    """How a search stands: one of the places must be near the minimum."""
    minimum = Context(Scenario(begun).descent()).minimum
    near = _FOUND * 2.0 * _HIDDEN_RANGE
    found = [
        k for k, place in enumerate(places, 1) if minimum and minimum.distance(np.asarray(place)) <= near
    ]
    return Score(bool(found), begun == objective, found[0] if found else len(places), _HIDDEN_PAR, _PLACES)


CHALLENGES = by_name(
    [
        Challenge(
            "fewest_steps",
            QT_TR_NOOP("The fewest steps"),
            QT_TR_NOOP(
                "Come within a hundredth of the distance to the minimum in as few steps as you can. You may "
                "choose η anew before each step, but nothing else."
            ),
            frozenset({Secret.RATES}),
            _fewest_steps,
        ),
        Challenge(
            "hidden_minimum",
            QT_TR_NOOP("The hidden landscape"),
            QT_TR_NOOP(
                "The error is hidden; only the slope where you stand is shown. Find the minimum by setting the "
                "weight, and look at as few places as you can."
            ),
            frozenset(
                {Secret.CURVE, Secret.MINIMUM, Secret.ERROR, Secret.RATES, Secret.REGIME, Secret.UPDATE}
            ),
            _hidden_minimum,
        ),
    ]
)
