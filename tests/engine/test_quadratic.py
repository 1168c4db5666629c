"""The closed form of a parabola against sums over the records."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import FAST_FROM, Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.quadratic import Quadratic, quadratic


def exact_error(columns, targets, factor, weights):
    """As fractions: no rounding."""
    total = Fraction(0)
    for record, target in zip(columns.T.tolist(), targets.tolist(), strict=True):
        h = sum(Fraction(w) * Fraction(x) for w, x in zip(weights.tolist(), record, strict=True))
        total += (Fraction(target) - h) ** 2
    return float(Fraction(factor) * total)


@st.composite
def problems(draw):
    d, n = draw(st.integers(1, 4)), draw(st.integers(8, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    scales = 10.0 ** rng.uniform(-3, 3, size=(d, 1))
    # Columns far from 0, as a year is: there a sum of products loses its digits.
    shifts = draw(st.sampled_from([0.0, 10.0, 2000.0]))
    columns = scales * (rng.normal(size=(d, n)) + shifts)
    if draw(st.booleans()):
        columns[-1] = 1.0
    weights = rng.normal(size=d) / scales[:, 0]
    targets = weights @ columns + draw(st.sampled_from([0.01, 1.0])) * rng.normal(size=n)
    near = weights * (1.0 + draw(st.sampled_from([1e-3, 0.1, 1.0])) * rng.normal(size=d))
    return columns, targets, draw(st.sampled_from([0.5, 1.0, 0.01])), near


@settings(max_examples=60)
@given(problems())
def test_error_agrees_with_exact_arithmetic(problem):
    columns, targets, factor, weights = problem
    parabola = quadratic(columns, targets, factor)
    exact = exact_error(columns, targets, factor, weights)
    # Rounding in h = Σ w x is of the size of its terms, which is what a sum over the records gives too.
    terms = np.abs(weights[:, None] * columns).sum(axis=0) + np.abs(targets)
    rounding = 4.0 * factor * np.finfo(float).eps * (np.sqrt(exact / factor) * np.linalg.norm(terms))
    assert parabola.error(weights) == pytest.approx(exact, rel=1e-12, abs=20.0 * rounding)
    assert parabola.errors(weights[None])[0] == pytest.approx(parabola.error(weights), rel=1e-12)


@settings(max_examples=60)
@given(problems())
def test_gradient_and_hessian_agree_with_sums_over_the_records(problem):
    columns, targets, factor, weights = problem
    parabola = quadratic(columns, targets, factor)
    contributions = -2.0 * factor * (targets - weights @ columns) * columns
    sizes = 2.0 * factor * np.abs(columns) @ (np.abs(weights) @ np.abs(columns) + np.abs(targets))
    assert (np.abs(parabola.gradient(weights) - contributions.sum(axis=-1)) <= 1e-13 * sizes).all()
    hessian = 2.0 * factor * columns @ columns.T
    lengths = np.sqrt(np.diag(hessian))
    assert (np.abs(parabola.hessian() - hessian) <= 1e-13 * np.outer(lengths, lengths)).all()


def test_by_hand():
    # Records (1 | 1) and (2 | 5), factor ½: minimum at w = 11/5, E there ½ (36/25 + 9/25) = 0.9, ∂²E = 5
    parabola = quadratic(np.array([[1.0, 2.0]]), np.array([1.0, 5.0]), 0.5)
    assert parabola.centre[0] == pytest.approx(2.2, rel=1e-15)
    assert parabola.lowest == pytest.approx(0.9, rel=1e-15)
    assert parabola.error(np.array([0.0])) == pytest.approx(13.0, rel=1e-15)
    assert parabola.gradient(np.array([0.0]))[0] == pytest.approx(-11.0, rel=1e-15)
    assert parabola.hessian().tolist() == [[pytest.approx(5.0, rel=1e-15)]]


@pytest.mark.parametrize("weights", [[0.0, 0.0], [3.0, -1.0], [0.2, 0.2]])
def test_dependent_columns_are_no_obstacle(weights):
    columns = np.array([[1.0, 2.0, 3.0, 4.0]] * 2)
    targets = np.array([1.0, 0.5, 2.0, 2.5])
    parabola = quadratic(columns, targets, 0.5)
    w = np.array(weights)
    assert parabola.error(w) == pytest.approx(exact_error(columns, targets, 0.5, w), rel=1e-13)


def test_a_column_of_zeros_is_no_obstacle():
    columns = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    parabola = quadratic(columns, np.array([1.0, 2.0, 4.0]), 0.5)
    assert parabola.error(np.array([1.0, 77.0])) == pytest.approx(0.5, rel=1e-13)


def test_numbers_that_overflow_give_no_parabola():
    assert quadratic(np.array([[1e200, 1e200]]), np.array([1e308, -1e308]), 0.5) is None
    assert quadratic(np.array([[1.7e308, 1.7e308]]), np.array([1.0, 2.0]), 0.5) is None


@pytest.fixture(scope="module")
def many():
    rng = np.random.default_rng(5)
    n = 3 * FAST_FROM
    inputs = rng.normal(size=(n, 2)) + np.array([0.5, -1.0])
    return Dataset(inputs, inputs @ [1.5, -0.7] + 0.3 + 0.1 * rng.normal(size=n))


@pytest.mark.parametrize("measure", ["sse", "squares", "mse", "half_mse"])
def test_a_neuron_with_many_records_is_that_parabola(many, measure):
    neuron = Neuron(many, error_measure=ERROR_MEASURES[measure], bias=True)
    points = np.array([[1.5, -0.7, 0.3], [0.0, 0.0, 0.0], [-20.0, 3.0, 1.0]])
    assert isinstance(neuron._parabola, Quadratic)
    sums = [neuron.factor * float(neuron.terms(w).loss.sum()) for w in points]
    np.testing.assert_allclose(neuron.errors(points), sums, rtol=1e-12)
    for w in points:
        contribution = neuron.terms(w).contribution
        sizes = np.abs(contribution).sum(axis=-1)
        assert (np.abs(neuron.gradient(w) - contribution.sum(axis=-1)) <= 1e-12 * sizes).all()


def test_a_descent_over_many_records_ends_at_the_least_squares_solution(many):
    descent = Descent(Neuron(many, error_measure=ERROR_MEASURES["mse"], bias=True), Optimizer(), [0.0] * 3)
    descent.run()
    design = np.column_stack([many.inputs, np.ones(many.record_count)])
    solution = np.linalg.lstsq(design, many.targets, rcond=None)[0]
    np.testing.assert_allclose(descent.weights, solution, rtol=1e-8)


def test_fewer_records_keep_the_plain_sums():
    rng = np.random.default_rng(0)
    neuron = Neuron(Dataset(rng.normal(size=(FAST_FROM - 1, 1)), rng.normal(size=FAST_FROM - 1)))
    assert neuron._parabola is None
