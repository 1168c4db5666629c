"""Drawn data: what the recipe states, the same each time."""

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario.generate import OUTLIER_DISTANCE, SHAPES, Recipe, generate, recipe_text


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_recipe_gives_the_same_data_and_another_seed_other_data(shape: str) -> None:
    recipe = Recipe(shape, outliers=2)
    assert generate(recipe) == generate(Recipe(shape, outliers=2))
    assert generate(recipe) != generate(Recipe(shape, outliers=2, seed=2))


def test_without_noise_every_record_lies_on_the_line() -> None:
    data = generate(Recipe("line", count=50, low=-2.0, high=3.0, slope=2.0, intercept=-1.0, noise=0.0))
    x = data.columns[0]
    assert data.record_count == 50
    assert x.min() >= -2.0
    assert x.max() < 3.0
    assert np.array_equal(data.targets, 2.0 * x - 1.0)


def test_without_noise_every_record_lies_on_the_curve() -> None:
    data = generate(Recipe("curve", formula="exp(x/10) + max(x, 2)", noise=0.0))
    x = data.columns[0]
    np.testing.assert_allclose(data.targets, np.exp(x / 10) + np.maximum(x, 2.0), rtol=1e-15)


def test_the_noise_has_the_stated_standard_deviation() -> None:
    data = generate(Recipe("line", count=100_000, slope=1.0, noise=0.25))
    residuals = data.targets - data.columns[0]
    # The standard error of a standard deviation from N draws is σ / √(2N) = 0.00056.
    assert np.std(residuals) == pytest.approx(0.25, abs=4 * 0.00056)
    assert np.mean(residuals) == pytest.approx(0.0, abs=4 * 0.25 / np.sqrt(100_000))


def test_classes_lie_at_the_stated_distance_half_of_the_records_in_each() -> None:
    data = generate(Recipe("classes", count=101, distance=3.0, noise=0.0))
    assert np.count_nonzero(data.targets == 0.0) == 51
    assert np.array_equal(data.columns[0], np.where(data.targets == 1.0, 1.5, -1.5))


def test_so_many_outliers_are_so_far_off() -> None:
    data = generate(Recipe("line", count=40, slope=0.5, noise=0.1, outliers=3))
    off = np.abs(data.targets - 0.5 * data.columns[0])
    np.testing.assert_allclose(np.sort(off)[-3:], OUTLIER_DISTANCE * 0.1, rtol=1e-12)
    assert np.sort(off)[-4] < 0.5
    data = generate(Recipe("classes", count=40, noise=0.0, outliers=3))
    assert np.count_nonzero((data.columns[0] > 0.0) != (data.targets == 1.0)) == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": 0}, "records"),
        ({"low": 1.0, "high": 1.0}, "range"),
        ({"noise": -1.0}, "Noise"),
        ({"outliers": 31}, "Outliers"),
        ({"seed": -1}, "seed"),
        ({"slope": float("inf")}, "too large"),
        ({"slope": float("nan")}, "too large"),
        ({"formula": "2 +"}, "character"),
        ({"formula": "sin(w)"}, "character 5"),
        ({"shape": "lime"}, "line"),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(GdsimError, match=words):
        Recipe(**wrong)  # type: ignore[arg-type]


def test_a_formula_without_a_value_somewhere_is_refused_with_the_place() -> None:
    with pytest.raises(GdsimError, match="no finite value at x = -"):
        generate(Recipe("curve", low=-5.0, high=5.0, formula="ln(x)"))


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (
            Recipe("line", count=12, slope=-2.5, outliers=2, seed=7),
            "Drawn from a line of slope −2.5 and intercept 0, x from 0 to 10. "
            "Noise: 0.5; outliers: 2; records: 12; seed: 7.",
        ),
        (Recipe("curve", formula="x^2"), "Drawn from the curve y = x^2, x from 0 to 10. Noise: 0.5"),
        (Recipe("classes", distance=1e-5), "with their centres 1×10⁻⁵ apart"),
    ],
)
def test_how_data_were_drawn_is_said_with_every_number(recipe: Recipe, words: str) -> None:
    assert words in recipe_text(recipe)


@pytest.mark.parametrize("shape", ["line", "curve", "classes"])
def test_what_is_drawn_has_few_digits_so_that_it_can_be_checked_by_hand(shape: str) -> None:
    data = generate(Recipe(shape, low=-0.3, high=0.9, noise=0.02))
    assert max(len(repr(abs(value))) for value in data.table().ravel().tolist()) <= len("0.1234")


def test_ranges_and_noise_of_any_size_can_be_drawn() -> None:
    for size in (5e-324, 1e-300, 1e-9, 1e9, 1e140):
        data = generate(Recipe("line", count=5, low=0.0, high=size, slope=1.0, noise=size))
        assert np.isfinite(data.table()).all()
