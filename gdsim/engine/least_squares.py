"""Linear least squares with as many digits as the data hold, and every solution where there are many."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.array import Array
from gdsim.engine.quadratic import Quadratic, quadratic

# float64 or long double.
Wide = NDArray[np.floating[Any]]

# More records are first reduced to a triangle of d rows, in one pass; fewer are refined in extended precision.
_REDUCE_FROM = 100_000
_REFINEMENTS = 3


def solve(columns: Array, targets: Array, has_constant: bool) -> tuple[Array, Array]:
    """The w of least norm that makes |y − Σ w_i x_i|² smallest, and the directions along which it stays so.

    The columns are centred (where there is a constant one) and scaled for the solution only, and its
    residual is taken in extended precision and solved for again: Longley's data give 13 digits instead of 7.
    Method: Björck, Numerical Methods for Least Squares Problems (1996), 2.9.

    Args:
        columns: (d, N), the inputs; with has_constant the last row is all ones.
        targets: (N,)
        has_constant: whether the last weight is a bias.

    Returns:
        weights (d,), flat directions (k, d), orthonormal.
    """
    count, records = columns.shape
    if records == 0:
        return np.zeros(count), np.eye(count)
    reduced = quadratic(columns, targets, 0.5) if records > max(count, _REDUCE_FROM) else None
    if reduced is not None:
        return _solve_reduced(reduced)
    x: Wide = columns.astype(np.longdouble)
    y: Wide = targets.astype(np.longdouble)
    centre: Wide = x.mean(axis=1) if has_constant else np.zeros(count, dtype=np.longdouble)
    if has_constant:
        centre[-1] = 0.0
    centred = x - centre[:, None]
    scale = _scales(columns, centred)
    invert = _Inverse((centred / scale[:, None]).T.astype(np.float64))
    solution: Wide = np.zeros(count, dtype=np.longdouble)
    for _ in range(1 + _REFINEMENTS):
        residual: Wide = y - solution @ centred
        solution = solution + invert(residual.astype(np.float64)) / scale
    if has_constant:
        solution[-1] -= solution[:-1] @ centre[:-1]
    flat = invert.null / scale.astype(np.float64)
    if has_constant:
        flat[:, -1] -= flat[:, :-1] @ centre[:-1].astype(np.float64)
    return _least_norm(solution.astype(np.float64), flat)


def gram_eigen(columns: Array) -> tuple[Array, Array]:
    """Eigenvalues of XᵀX for columns (d, N), ascending, noise an exact 0; eigenvectors (d, d) as columns.

    From X's singular values: XᵀX itself would lose half of the digits of the small ones.
    """
    if len(columns) == 1:
        return (columns * columns).sum(axis=1), np.ones((1, 1))
    count, records = columns.shape
    reduced = quadratic(columns, np.zeros(records), 0.5) if records > max(count, _REDUCE_FROM) else None
    _, singular, directions = _decomposed(columns.T if reduced is None else reduced.triangle)
    return np.square(singular[::-1]), directions[::-1].T


def _solve_reduced(reduced: Quadratic) -> tuple[Array, Array]:
    lengths = np.linalg.norm(reduced.triangle, axis=0)
    lengths[lengths == 0.0] = 1.0
    flat = _Inverse(reduced.triangle / lengths).null / lengths
    return _least_norm(reduced.centre, flat)


def _scales(columns: Array, centred: Wide) -> Wide:
    """Length of each centred column; a column that is constant but for rounding is made 0, its scale 1."""
    lengths: Wide = np.sqrt((centred * centred).sum(axis=1))
    raw = np.sqrt(np.square(columns).sum(axis=1))
    constant = lengths <= 8 * np.finfo(np.float64).eps * raw
    centred[constant] = 0.0
    return np.asarray(np.where(constant, 1.0, lengths))


def _decomposed(matrix: Array) -> tuple[Array, Array, Array]:
    """U (N, d), singular values (d,) descending with noise set to 0, Vᵀ (d, d), also where N < d."""
    records, count = matrix.shape
    padded = np.vstack([matrix, np.zeros((max(0, count - records), count))])
    q, r = np.linalg.qr(padded)
    u, singular, vt = np.linalg.svd(r)
    noise = max(records, count) * np.finfo(np.float64).eps * singular[0]
    return (q @ u)[:records], np.where(singular <= noise, 0.0, singular), vt


class _Inverse:
    """The pseudo-inverse of a matrix, applied without being formed."""

    def __init__(self, matrix: Array) -> None:
        self._u, singular, self._vt = _decomposed(matrix)
        self._rank = int((singular > 0.0).sum())
        self._singular = singular

    @property
    def null(self) -> Array:
        """(k, d), directions that the matrix maps to 0."""
        return self._vt[self._rank :]

    def __call__(self, right: Array) -> Array:
        k = self._rank
        return np.asarray(self._vt[:k].T @ ((self._u[:, :k].T @ right) / self._singular[:k]))


def _least_norm(weights: Array, flat: Array) -> tuple[Array, Array]:
    """The point nearest to 0 on weights + span(flat), and an orthonormal basis of the span."""
    if len(flat) == 0:
        return weights, flat
    basis = np.linalg.qr(flat.T)[0].T
    basis[np.abs(basis) < 1e-14] = 0.0
    return weights - basis.T @ (basis @ weights), basis
