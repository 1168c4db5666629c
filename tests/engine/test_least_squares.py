"""The data and certified values of the NIST Statistical Reference Datasets, linear regression:
https://www.itl.nist.gov/div898/strd/lls/lls.shtml. Longley's table as shipped by statsmodels, Norris's by scipy.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gdsim.engine.least_squares import gram_eigen, solve

NIST = Path(__file__).parent / "nist"

# β1 … βk, then β0 (the bias).
LONGLEY = [
    15.0618722713733,
    -0.358191792925910e-01,
    -2.02022980381683,
    -1.03322686717359,
    -0.511041056535807e-01,
    1829.15146461355,
    -3482258.63459582,
]
NORRIS = [1.00211681802045, -0.262323073774029]


def table(name):
    return np.loadtxt(NIST / f"{name}.csv", delimiter=",", skiprows=1)


def digits(found, certified):
    """The smallest number of correct significant digits (LRE), as NIST counts them."""
    error = np.abs(np.asarray(found) - certified) / np.abs(certified)
    return -np.log10(np.maximum(error, 1e-16)).min()


def with_bias(inputs):
    return np.vstack([np.atleast_2d(inputs), np.ones(np.shape(inputs)[-1])])


def exact_solution(columns, targets):
    """The normal equations in rational arithmetic: no rounding at all."""
    rows = [[Fraction(v) for v in column] for column in columns.tolist()]
    y = [Fraction(v) for v in targets.tolist()]
    system = [
        [sum(a * b for a, b in zip(r, c, strict=True)) for c in rows]
        + [sum(a * b for a, b in zip(r, y, strict=True))]
        for r in rows
    ]
    size = len(rows)
    for i in range(size):
        pivot = next(k for k in range(i, size) if system[k][i])
        system[i], system[pivot] = system[pivot], system[i]
        for k in range(size):
            if k != i:
                factor = system[k][i] / system[i][i]
                system[k] = [a - factor * b for a, b in zip(system[k], system[i], strict=True)]
    return np.array([float(system[i][-1] / system[i][i]) for i in range(size)])


def test_longley_keeps_twelve_certified_digits():
    data = table("longley")
    weights, flat = solve(with_bias(data[:, 1:].T), data[:, 0], has_constant=True)
    assert digits(weights, LONGLEY) >= 12
    assert len(flat) == 0


def test_longley_agrees_with_rational_arithmetic():
    data = table("longley")
    columns = with_bias(data[:, 1:].T)
    weights, _ = solve(columns, data[:, 0], has_constant=True)
    assert digits(weights, exact_solution(columns, data[:, 0])) >= 12


def test_norris_keeps_twelve_certified_digits():
    data = table("norris")
    weights, _ = solve(with_bias(data[:, 0]), data[:, 1], has_constant=True)
    assert digits(weights, NORRIS) >= 12


@pytest.mark.parametrize(
    ("coefficients", "needed"),
    [([1.0] * 6, 8), ([1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001], 11)],
    ids=["wampler1", "wampler2"],
)
def test_wampler_polynomials_of_degree_five(coefficients, needed):
    x = np.arange(21.0)
    columns = np.vstack([*(x**k for k in range(1, 6)), np.ones(21)])
    targets = sum(b * x**k for k, b in enumerate(coefficients))
    weights, _ = solve(columns, targets, has_constant=True)
    assert digits(weights, [*coefficients[1:], coefficients[0]]) >= needed


def test_a_constant_column_beside_the_bias_leaves_a_line_of_solutions():
    columns = np.array([[0.1, 0.1, 0.1], [1.0, 1.0, 1.0]])
    weights, flat = solve(columns, np.array([1.0, 2.0, 3.0]), has_constant=True)
    expected = np.linalg.lstsq(columns.T, [1.0, 2.0, 3.0], rcond=None)[0]
    np.testing.assert_allclose(weights, expected, rtol=1e-12)
    np.testing.assert_allclose(np.abs(flat), [[10 / np.sqrt(101), 1 / np.sqrt(101)]], rtol=1e-12)


def test_more_weights_than_records_gives_the_least_norm_solution():
    columns = np.array([[1.0], [2.0], [2.0]])
    weights, flat = solve(columns, np.array([9.0]), has_constant=False)
    np.testing.assert_allclose(weights, [1.0, 2.0, 2.0], rtol=1e-14)
    assert flat.shape == (2, 3)
    np.testing.assert_allclose(flat @ columns, 0.0, atol=1e-14)


def test_no_records_leave_every_direction_free():
    weights, flat = solve(np.empty((2, 0)), np.empty(0), has_constant=False)
    np.testing.assert_array_equal(weights, 0.0)
    np.testing.assert_array_equal(flat, np.eye(2))


def test_many_records_are_reduced_and_still_solved():
    rng = np.random.default_rng(1)
    columns = np.vstack([rng.normal(size=(2, 120_000)), np.ones(120_000)])
    columns[1] = 2.0 * columns[0]
    targets = 3.0 * columns[0] + 1.0
    weights, flat = solve(columns, targets, has_constant=True)
    np.testing.assert_allclose(weights, [0.6, 1.2, 1.0], rtol=1e-10)
    np.testing.assert_allclose(np.abs(flat), [[2 / np.sqrt(5), 1 / np.sqrt(5), 0.0]], atol=1e-12)
    eigenvalues, _ = gram_eigen(columns)
    assert eigenvalues[0] == 0.0
    np.testing.assert_allclose(eigenvalues, np.linalg.eigvalsh(columns @ columns.T), rtol=1e-9, atol=1e-6)


@given(
    hnp.arrays(
        np.float64,
        st.tuples(st.integers(1, 4), st.integers(1, 8)),
        elements=st.floats(-100, 100).map(lambda v: round(v, 3)),
    ),
    st.booleans(),
)
def test_fits_as_well_as_lstsq_and_with_the_least_norm(inputs, bias):
    columns = with_bias(inputs) if bias else inputs
    targets = np.sin(np.arange(inputs.shape[1]))
    weights, flat = solve(columns, targets, has_constant=bias)
    expected = np.linalg.lstsq(columns.T, targets, rcond=None)[0]
    fit, best = (np.sum((targets - w @ columns) ** 2) for w in (weights, expected))
    assert fit <= best + 1e-9
    np.testing.assert_allclose(flat @ flat.T, np.eye(len(flat)), atol=1e-12)
    np.testing.assert_allclose(flat @ weights, 0.0, atol=1e-9 * max(1.0, np.abs(weights).max()))


def test_gram_eigenvalues_keep_the_digits_that_the_gram_matrix_loses():
    columns = np.array([[1.0, 1.0, 1.0], [1.0, 1.0 + 1e-9, 1.0 - 1e-9]])
    eigenvalues, vectors = gram_eigen(columns)
    np.testing.assert_allclose(eigenvalues, [1e-18, 6.0], rtol=1e-5)
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(2), atol=1e-14)


def test_one_column_has_the_plain_sum_of_squares():
    eigenvalues, _ = gram_eigen(np.array([[0.5, 1.0, 1.5, 2.2, 3.0]]))
    assert eigenvalues[0] == pytest.approx(17.34, rel=1e-15)
