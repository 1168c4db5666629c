"""Learning-rate schedules: which fraction of η each step uses. A new one is one entry in SCHEDULES.

Conventions:
    k is the step number before the update, 0 at the start. While k < warmup the fraction climbs in
    equal parts, (k + 1) / warmup; after that it is the shape's, which counts from the end of the
    warm-up, except ``inverse_sqrt``, which is defined from step 0 on.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import by_name


@dataclass(frozen=True)
class Shape:
    """How η goes on after the warm-up.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        formula: the fraction of η as LaTeX: T₀ stands for warmup, n for every, q for factor, T for total.
        fraction: the fraction at step k, which is not below the warm-up.
        code: the same as a Python expression in k, warmup, every, factor and total, with numpy as np.
        fields: those of every, factor and total that it uses.
        ends: it reaches 0 at ``total``, which must then lie beyond the warm-up.
    """

    name: str
    label: str
    formula: str
    fraction: Callable[[Schedule, int], float]
    code: str
    fields: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True)
class Schedule:
    """A shape with its numbers.

    Attributes:
        shape: an entry of SCHEDULES.
        warmup: steps in which η climbs to its full value.
        every: steps between two cuts (step).
        factor: what each cut multiplies η by (step).
        total: step number at which η has come down to 0 (cosine, linear), the warm-up included.
    """

    shape: Shape
    warmup: int = 0
    every: int = 100
    factor: float = 0.5
    total: int = 1000

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing.

        Raises:
            GdsimError: names the number and what is allowed.
        """
        _at_least(self, "warmup", 0)
        _at_least(self, "every", 1)
        _at_least(self, "total", 1)
        factor = float(self.factor)
        if not 0.0 < factor < np.inf:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("The schedule's “factor” must be greater than 0, not {value}."), value=factor
                )
            )
        object.__setattr__(self, "factor", factor)
        if self.shape.ends and self.total <= self.warmup:
            raise GdsimError(
                Message(
                    QT_TR_NOOP(
                        "The schedule's “total”, {total}, must be greater than its “warmup”, {warmup}."
                    ),
                    total=self.total,
                    warmup=self.warmup,
                )
            )

    @property
    def name(self) -> str:
        """The shape's name, as in files and commands."""
        return self.shape.name

    def fraction(self, step: int) -> float:
        """The part of η that the update from this step number on uses."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        return self.shape.fraction(self, step)

    def with_shape(self, shape: Shape) -> Schedule:
        """The same numbers with another shape."""
        return replace(self, shape=shape)


def _at_least(schedule: Schedule, name: str, low: int) -> None:
    """Make a field a Python int, and refuse one that is too small or no whole number."""
    given = getattr(schedule, name)
    try:
        value = operator.index(given)
    except TypeError:
        value = None
    if value is None or value < low:
        raise GdsimError(
            Message(
                QT_TR_NOOP("The schedule's “{name}” must be a whole number from {low} on, not {value}."),
                name=name,
                low=low,
                value=given,
            )
        )
    object.__setattr__(schedule, name, value)


def _constant(schedule: Schedule, step: int) -> float:
    return 1.0


def _step(schedule: Schedule, step: int) -> float:
    """factor^⌊k / every⌋, as torch's StepLR."""
    return schedule.factor ** ((step - schedule.warmup) // schedule.every)


def _cosine(schedule: Schedule, step: int) -> float:
    """½ (1 + cos(π k / total)), as torch's CosineAnnealingLR down to 0; there it stays."""
    done = min((step - schedule.warmup) / (schedule.total - schedule.warmup), 1.0)
    return float(0.5 * (1.0 + np.cos(np.pi * done)))


def _linear(schedule: Schedule, step: int) -> float:
    """1 − k / total, as torch's LinearLR from 1 to 0; there it stays."""
    return 1.0 - min((step - schedule.warmup) / (schedule.total - schedule.warmup), 1.0)


def _inverse_sqrt(schedule: Schedule, step: int) -> float:
    """√(warmup / (k + 1)), or 1 / √(k + 1) without warm-up (Vaswani et al. 2017, section 5.3)."""
    return float(np.sqrt(max(schedule.warmup, 1) / (step + 1)))


SCHEDULES = by_name(
    [
        Shape("constant", QT_TR_NOOP("constant"), "1", _constant, "1.0"),
        Shape(
            "step",
            QT_TR_NOOP("in steps"),  # 阶梯
            r"q^{\lfloor (k - T_0)/n \rfloor}",
            _step,
            "factor ** ((k - warmup) // every)",
            ("every", "factor"),
        ),
        Shape(
            "cosine",
            QT_TR_NOOP("cosine"),
            r"\frac{1}{2} (1 + \cos (\pi \frac{k - T_0}{T - T_0}))",
            _cosine,
            "float(0.5 * (1.0 + np.cos(np.pi * min((k - warmup) / (total - warmup), 1.0))))",
            ("total",),
            ends=True,
        ),
        Shape(
            "linear",
            QT_TR_NOOP("linear"),
            r"1 - \frac{k - T_0}{T - T_0}",
            _linear,
            "1.0 - min((k - warmup) / (total - warmup), 1.0)",
            ("total",),
            ends=True,
        ),
        Shape(
            "inverse_sqrt",
            QT_TR_NOOP("inverse square root"),
            r"\sqrt{\frac{\max(1, T_0)}{k + 1}}",
            _inverse_sqrt,
            "float(np.sqrt(max(warmup, 1) / (k + 1)))",
        ),
    ]
)

CONSTANT = Schedule(SCHEDULES["constant"])
