"""Data drawn with a stated noise and seed: from a line, a curve or two classes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from gdsim.engine.array import Array, Records
from gdsim.engine.dataset import Dataset
from gdsim.engine.formula import Formula, FormulaError
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import by_name, find
from gdsim.scenario.number_text import exact_text
from gdsim.scenario.scenario import LARGEST_VALUE
from gdsim.scenario.words import in_a_row, tr

MOST_RECORDS = 1_000_000

# What is drawn has so many digits: of the range of x, and of the noise. More could not be checked by hand.
_DIGITS_OF_RANGE, _DIGITS_OF_NOISE = 4, 3
_SMALLEST_SIZE = 1e-200

# An outlier's y lies so many standard deviations of the noise off; without noise, of the targets' own.
OUTLIER_DISTANCE = 8.0

_X = re.compile("(?<![A-Za-z])x(?![A-Za-z0-9_₀-₉])")
_W = re.compile("(?<![A-Za-z])w")


@dataclass(frozen=True)
class Recipe:
    """What is drawn. The same recipe always gives the same data.

    Attributes:
        shape: a key of SHAPES.
        count: N.
        low, high: the inputs of a line or curve are drawn evenly from here.
        slope, intercept: of the line.
        formula: of the curve, y from x.
        distance: between the centres of the two classes, which lie on both sides of 0.
        noise: standard deviation; of y about the line or curve, of x about its class's centre.
        outliers: how many records are far off: y by 8 standard deviations of the noise up or down, or the
            class that it is not.
        seed: of numpy's default generator.
    """

    shape: str = "line"
    count: int = 30
    low: float = 0.0
    high: float = 10.0
    slope: float = 0.5
    intercept: float = 0.0
    formula: str = "2 sin(x)"
    distance: float = 3.0
    noise: float = 0.5
    outliers: int = 0
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn.

        Raises:
            GdsimError: names what.
        """
        find(self.shape, SHAPES)
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, float) and not abs(value) <= LARGEST_VALUE:
                raise GdsimError(Message(QT_TR_NOOP("{value} is too large."), value=value))
        if not 1 <= self.count <= MOST_RECORDS:
            raise GdsimError(Message(QT_TR_NOOP("From 1 to {most} records."), most=MOST_RECORDS))
        if self.low >= self.high:
            raise GdsimError(Message(QT_TR_NOOP("The range of x goes from a smaller to a larger number.")))
        if self.noise < 0.0:
            raise GdsimError(Message(QT_TR_NOOP("Noise is 0 or more.")))
        if not 0 <= self.outliers <= self.count:
            raise GdsimError(Message(QT_TR_NOOP("Outliers: from 0 to as many as there are records.")))
        if self.seed < 0:
            raise GdsimError(Message(QT_TR_NOOP("A seed is a whole number, zero or larger.")))
        curve(self.formula)


def recipe_text(recipe: Recipe) -> str:
    """How data were drawn, in words and with all numbers that it takes to draw them again."""
    values = {
        field.name: exact_text(value) if isinstance(value, float) else value
        for field in fields(recipe)
        for value in [getattr(recipe, field.name)]
    }
    drawn = tr(SHAPES[recipe.shape].drawn).format(**values)
    rest = tr("Noise: {noise}; outliers: {outliers}; records: {count}; seed: {seed}.").format(**values)
    return in_a_row(drawn, rest)


def generate(recipe: Recipe) -> Dataset:
    """The data of a recipe.

    Raises:
        GdsimError: the curve's formula has no finite value somewhere in the range.
    """
    random = np.random.default_rng(recipe.seed)
    x, y = SHAPES[recipe.shape].draw(recipe, random)
    return Dataset(x[:, None], y, ["x"], "y")


def curve(formula: str) -> Callable[[Array], Array]:
    """y from x, both (N,), for a typed formula of x.

    Raises:
        FormulaError: it cannot be read, with the character.
    """
    other = _W.search(formula)
    if other:
        raise FormulaError(other.start(), Message(QT_TR_NOOP("here it is x that y depends on.")))
    # The reader knows weights only; x stands for one. As long, so that positions stay.
    read = Formula(_X.sub("w", formula))
    return lambda x: read.values(x[:, None])


@dataclass(frozen=True)
class Shape:
    """A way to draw.

    Attributes:
        name: as in a recipe.
        label: what a person reads; translatable.
        drawn: a sentence on how it was drawn, with the recipe's fields in braces; translatable.
        settings: names of the recipe's fields that only some shapes have.
        draw: gives inputs (N,) and targets (N,).
    """

    name: str
    label: str
    drawn: str
    settings: tuple[str, ...]
    draw: Callable[[Recipe, np.random.Generator], tuple[Array, Array]]


def _draw_line(recipe: Recipe, random: np.random.Generator) -> tuple[Array, Array]:
    return _draw_about(lambda x: recipe.slope * x + recipe.intercept, recipe, random)


def _draw_curve(recipe: Recipe, random: np.random.Generator) -> tuple[Array, Array]:
    return _draw_about(curve(recipe.formula), recipe, random)


def _draw_about(
    of_x: Callable[[Array], Array], recipe: Recipe, random: np.random.Generator
) -> tuple[Array, Array]:
    x = _rounded(
        random.uniform(recipe.low, recipe.high, recipe.count), recipe.high - recipe.low, _DIGITS_OF_RANGE
    )
    with np.errstate(all="ignore"):
        exact = of_x(x)
    bad = np.flatnonzero(~(np.abs(exact) <= LARGEST_VALUE))
    if bad.size:
        raise GdsimError(
            Message(QT_TR_NOOP("The formula has no finite value at x = {x}."), x=float(x[bad[0]]))
        )
    y = exact + recipe.noise * random.standard_normal(recipe.count)
    far = _outliers(recipe, random)
    unit = recipe.noise or float(np.std(exact)) or 1.0
    y[far] = exact[far] + OUTLIER_DISTANCE * unit * random.choice([-1.0, 1.0], len(far))
    return x, _rounded(y, recipe.noise, _DIGITS_OF_NOISE)


def _draw_classes(recipe: Recipe, random: np.random.Generator) -> tuple[Array, Array]:
    """Half of the records are of class 0, below; the larger half where their number is odd."""
    y = (np.arange(recipe.count) >= math.ceil(recipe.count / 2)).astype(np.float64)
    x = recipe.distance * (y - 0.5) + recipe.noise * random.standard_normal(recipe.count)
    far = _outliers(recipe, random)
    y[far] = 1.0 - y[far]
    return _rounded(x, recipe.noise, _DIGITS_OF_NOISE), y


def _rounded(values: Array, size: float, digits: int) -> Array:
    """Values (N,) to so many digits of a number of this size; as they are where it is next to nothing."""
    if size < _SMALLEST_SIZE:
        return values
    return np.round(values, digits - 1 - math.floor(math.log10(size)))


def _outliers(recipe: Recipe, random: np.random.Generator) -> Records:
    return random.choice(recipe.count, recipe.outliers, replace=False)


SHAPES = by_name(
    (
        Shape(
            "line",
            QT_TR_NOOP("Line"),
            QT_TR_NOOP(
                "Drawn from a line of slope {slope} and intercept {intercept}, x from {low} to {high}."
            ),
            ("low", "high", "slope", "intercept"),
            _draw_line,
        ),
        Shape(
            "curve",
            QT_TR_NOOP("Curve"),
            QT_TR_NOOP("Drawn from the curve y = {formula}, x from {low} to {high}."),
            ("low", "high", "formula"),
            _draw_curve,
        ),
        Shape(
            "classes",
            QT_TR_NOOP("Two classes"),
            QT_TR_NOOP("Drawn from two classes, 0 and 1, with their centres {distance} apart."),
            ("distance",),
            _draw_classes,
        ),
    )
)
