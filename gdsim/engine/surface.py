"""Objectives without data: the classic test functions, and a typed formula.

A new surface is one entry in SURFACES; menus, files and commands take it from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from gdsim.engine.array import Array, Records, frozen
from gdsim.engine.formula import Formula
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.registry import by_name

Range = tuple[float, float]

# Newton's method doubles the digits: from five published ones, three times are enough.
_POLISHING_STEPS = 4


@dataclass(frozen=True)
class SurfaceEntry:
    """One test function.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        text: E(w), see Formula.
        domain: (low, high) of each weight to show.
        start: weights from which a descent has something to show.
        minima: the lowest points with the digits published; empty where E has no minimum.
        note: one sentence on what it is good for; translatable.
        formula: E as LaTeX where that of the text is not the usual one.
    """

    name: str
    label: str
    text: str
    domain: tuple[Range, ...]
    start: tuple[float, ...]
    minima: tuple[tuple[float, ...], ...] = ()
    note: str = ""
    formula: str = ""


@dataclass(frozen=True)
class FormulaSurface:
    """E(w) as typed. Two are equal when their texts are.

    Attributes:
        text: the formula.
        formula: what was read of it.
    """

    text: str
    formula: Formula = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the text.

        Raises:
            FormulaError: it cannot be read, with the character.
        """
        object.__setattr__(self, "formula", Formula(self.text))

    @property
    def weight_names(self) -> tuple[str, ...]:
        """w1 … wd."""
        return tuple(f"w{i + 1}" for i in range(self.formula.weight_count))

    @property
    def latex(self) -> str:
        """E as LaTeX."""
        return self.formula.latex

    @property
    def is_quadratic(self) -> bool:
        """E is exactly a parabola of the weights."""
        return self.formula.is_quadratic

    @property
    def domain(self) -> tuple[Range, ...]:
        """(low, high) of each weight to show; nothing is known of a typed formula."""
        return ()

    @property
    def minima(self) -> Array:
        """(m, d), the lowest points; known for a bowl-shaped parabola only."""
        origin = np.zeros(self.formula.weight_count)
        if not self.is_quadratic or np.linalg.eigvalsh(self.hessian(origin))[0] <= 0.0:
            return frozen(np.empty((0, len(origin))))
        return frozen(self._polished(origin)[None, :])

    def error(self, weights: Array) -> float:
        """E at weights (d,)."""
        return float(self.formula.values(np.asarray(weights)[None, :])[0])

    def errors(self, weights: Array) -> Array:
        """E at K points, weights (K, d): (K,)."""
        return self.formula.values(weights)

    def gradient(self, weights: Array) -> Array:
        """∂E/∂w_i at weights (d,)."""
        return self.formula.value_and_gradient(weights)[1]

    def error_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """Both at once; the same bits as error() and gradient()."""
        return self.formula.value_and_gradient(weights)

    def errors_and_gradients(self, weights: Array) -> tuple[Array, Array]:
        """E and ∇E at each of K points, weights (K, d): (K,) and (K, d)."""
        return self.formula.values_and_gradients(weights)

    def hessian(self, weights: Array) -> Array:
        """∂²E/∂w_i∂w_j at weights (d,): (d, d). Kinks count as flat."""
        return self.formula.hessian(weights)

    def batch_size_limit(self) -> int:
        """0: there are no records."""
        return 0

    def batch(self, records: Records) -> FormulaSurface:
        """The surface itself."""
        return self

    def _polished(self, weights: Array) -> Array:
        """A minimum with all its digits, from a few, by Newton's method."""
        for _ in range(_POLISHING_STEPS):
            hessian = self.hessian(weights)
            if not np.isfinite(hessian).all() or np.linalg.eigvalsh(hessian)[0] <= 0.0:
                return weights
            weights = weights - np.linalg.solve(hessian, self.gradient(weights))
        return weights


@dataclass(frozen=True, init=False)
class Surface(FormulaSurface):
    """A classic test function: a formula that knows its domain, start and minima.

    Attributes:
        entry: where it comes from.
    """

    entry: SurfaceEntry

    def __init__(self, entry: SurfaceEntry) -> None:
        object.__setattr__(self, "entry", entry)
        object.__setattr__(self, "text", entry.text)
        self.__post_init__()

    @property
    def latex(self) -> str:
        """E as LaTeX."""
        return self.entry.formula or self.formula.latex

    @property
    def domain(self) -> tuple[Range, ...]:
        """(low, high) of each weight to show."""
        return self.entry.domain

    @property
    def minima(self) -> Array:
        """(m, d), the lowest points; m may be 0."""
        count = self.formula.weight_count
        points = [self._polished(np.array(point)) for point in self.entry.minima]
        return frozen(np.array(points).reshape(-1, count))


# Formulas, domains and minima marked VLSE: S. Surjanovic and D. Bingham, Virtual Library of Simulation
# Experiments: Test Functions and Datasets, Simon Fraser University (2013), optimization test problems.
SURFACES = by_name(
    [
        SurfaceEntry(
            "elliptic_bowl",
            QT_TR_NOOP("elliptic bowl"),
            "(w1^2 + 10 w2^2) / 2",
            ((-3.0, 3.0), (-3.0, 3.0)),
            (-2.5, 1.0),
            ((0.0, 0.0),),  # κ = 10 by construction
            QT_TR_NOOP("Ten times steeper one way than the other: plain descent zigzags."),
        ),
        SurfaceEntry(
            "saddle",
            QT_TR_NOOP("saddle"),
            "(w1^2 - w2^2) / 2",
            ((-2.0, 2.0), (-2.0, 2.0)),
            (-1.5, 0.001),
            (),  # unbounded below along w2
            QT_TR_NOOP(
                "Up one way, down the other: the descent lingers at the middle, then falls without end."
            ),
        ),
        SurfaceEntry(
            "plateau",
            QT_TR_NOOP("plateau"),
            "1 - exp(-(w1^2 + w2^2) / 2)",
            ((-5.0, 5.0), (-5.0, 5.0)),
            (-3.5, 2.0),
            ((0.0, 0.0),),  # a bell turned over: lowest in its middle
            QT_TR_NOOP("A hollow in a plain: far from it there is hardly a slope to follow."),
        ),
        SurfaceEntry(
            "hills",
            QT_TR_NOOP("hills"),
            "sin(w1) sin(w2) + (w1^2 + w2^2) / 40",
            ((-6.0, 6.0), (-6.0, 6.0)),
            (0.3, 0.1),
            # ∂E = 0 on w2 = −w1: sin 2w1 = w1/10.
            ((1.4957282, -1.4957282), (-1.4957282, 1.4957282)),
            QT_TR_NOOP("Hills and hollows: where the descent ends depends on where it begins."),
        ),
        SurfaceEntry(
            "local_and_global",
            QT_TR_NOOP("a local and a global minimum"),
            "w1^4 / 4 - w1^2 / 2 + w1 / 10 + w2^2 / 2",
            ((-2.0, 2.0), (-1.5, 1.5)),
            (1.6, 1.2),
            ((-1.0466805, 0.0),),  # the lowest root of w³ − w + 0.1 = 0
            QT_TR_NOOP("Two hollows, one deeper: descent finds the nearer one, not the deeper."),
        ),
        SurfaceEntry(  # H. H. Rosenbrock, The Computer Journal 3 (1960) 175
            "rosenbrock",
            QT_TR_NOOP("Rosenbrock's valley"),
            "(1 - w1)^2 + 100 (w2 - w1^2)^2",
            ((-2.0, 2.0), (-1.0, 3.0)),
            (-1.2, 1.0),  # Rosenbrock's own
            ((1.0, 1.0),),
            QT_TR_NOOP("A narrow, bent valley with a nearly level floor."),
        ),
        SurfaceEntry(  # VLSE
            "beale",
            QT_TR_NOOP("Beale's function"),
            "(1.5 - w1 + w1 w2)^2 + (2.25 - w1 + w1 w2^2)^2 + (2.625 - w1 + w1 w2^3)^2",
            ((-4.5, 4.5), (-4.5, 4.5)),
            (1.0, 1.0),
            ((3.0, 0.5),),
            QT_TR_NOOP("Almost level in the middle, with steep walls at the corners."),
        ),
        SurfaceEntry(  # VLSE
            "booth",
            QT_TR_NOOP("Booth's function"),
            "(w1 + 2 w2 - 7)^2 + (2 w1 + w2 - 5)^2",
            ((-10.0, 10.0), (-10.0, 10.0)),
            (-8.0, -5.0),
            ((1.0, 3.0),),
            QT_TR_NOOP("A slanting bowl: exactly quadratic, its axes are not those of the weights."),
        ),
        SurfaceEntry(  # D. M. Himmelblau, Applied Nonlinear Programming (1972)
            "himmelblau",
            QT_TR_NOOP("Himmelblau's function"),
            "(w1^2 + w2 - 11)^2 + (w1 + w2^2 - 7)^2",
            ((-5.0, 5.0), (-5.0, 5.0)),
            (0.0, 0.0),
            (
                (3.0, 2.0),
                (-2.805118, 3.131312),
                (-3.779310, -3.283186),
                (3.584428, -1.848126),
            ),
            QT_TR_NOOP("Four minima, all equally deep."),
        ),
        SurfaceEntry(  # VLSE
            "styblinski_tang",
            QT_TR_NOOP("Styblinski and Tang's function"),
            "(w1^4 - 16 w1^2 + 5 w1 + w2^4 - 16 w2^2 + 5 w2) / 2",
            ((-5.0, 5.0), (-5.0, 5.0)),
            (0.5, -4.5),
            ((-2.903534, -2.903534),),
            QT_TR_NOOP("Four hollows, one of them the deepest."),
        ),
        SurfaceEntry(  # VLSE
            "rastrigin",
            QT_TR_NOOP("Rastrigin's function"),
            "20 + w1^2 - 10 cos(2 pi w1) + w2^2 - 10 cos(2 pi w2)",
            ((-5.12, 5.12), (-5.12, 5.12)),
            (1.3, -2.3),
            ((0.0, 0.0),),
            QT_TR_NOOP("A bowl full of dents, in each of which a descent ends."),
        ),
        SurfaceEntry(  # VLSE, with a = 20, b = 0.2, c = 2π
            "ackley",
            QT_TR_NOOP("Ackley's function"),
            "20 + e - 20 exp(-0.2 sqrt((w1^2 + w2^2) / 2)) - exp((cos(2 pi w1) + cos(2 pi w2)) / 2)",
            ((-5.0, 5.0), (-5.0, 5.0)),
            (2.2, -1.3),
            ((0.0, 0.0),),  # a tip: the gradient jumps there
            QT_TR_NOOP("A nearly level, dented plain around a narrow hole."),
        ),
        SurfaceEntry(  # VLSE
            "mccormick",
            QT_TR_NOOP("McCormick's function"),
            "sin(w1 + w2) + (w1 - w2)^2 - 1.5 w1 + 2.5 w2 + 1",
            ((-1.5, 4.0), (-3.0, 4.0)),
            (3.0, 3.5),
            ((-0.5471976, -1.5471976),),  # ½ − π/3 and −½ − π/3, the lowest of its domain
            QT_TR_NOOP("A valley with waves along it."),
        ),
        SurfaceEntry(
            "double_well",
            QT_TR_NOOP("two wells"),
            "w^4 / 4 - w^2 / 2",
            ((-1.8, 1.8),),
            (0.2,),
            ((-1.0,), (1.0,)),  # w³ − w = 0
            QT_TR_NOOP("One weight, two equal minima and a hilltop between."),
        ),
        SurfaceEntry(
            "waves",
            QT_TR_NOOP("waves on a bowl"),
            "w^2 / 10 + sin(3 w)",
            ((-6.0, 6.0),),
            (4.5,),
            ((-0.5122140,),),  # the root of w/5 + 3 cos 3w = 0 next to −π/6
            QT_TR_NOOP(
                "One weight, many local minima: the learning rate decides in which one the descent ends."
            ),
        ),
    ]
)
