"""E(w) where it is exactly a parabola of the weights: a step costs the same however many the records."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.engine.array import Array

# Records factorised at once: small enough for the cache, which makes it as fast as XᵀX.
_BLOCK = 8192


@dataclass(frozen=True, eq=False)
class Quadratic:
    """E(w) = E₀ + g₀·δ + ½ |A δ|² with δ = w − w₀, expanded about the minimum as closely as it was found.

    The triangular factor A of AᵀA = ∂²E stands in for XᵀX: multiplied out, XᵀX loses half of the digits
    where columns are nearly dependent or far from zero. E₀ and g₀ come from one pass over the residuals
    at w₀, so the expansion is exact wherever w₀ lies; near the minimum no large numbers cancel.

    Attributes:
        centre: w₀ (d,), a least-squares solution.
        lowest: E₀ = E(w₀).
        slope: g₀ = ∇E(w₀) (d,), of the size of rounding.
        triangle: A (d, d).
    """

    centre: Array
    lowest: float
    slope: Array
    triangle: Array

    def error(self, weights: Array) -> float:
        """E at weights (d,)."""
        return self.error_and_gradient(weights)[0]

    def gradient(self, weights: Array) -> Array:
        """∇E at weights (d,): (d,)."""
        return self.error_and_gradient(weights)[1]

    def error_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """Both at weights (d,)."""
        offset = weights - self.centre
        bent = self.triangle.dot(offset)
        error = self.lowest + self.slope.dot(offset) + 0.5 * bent.dot(bent)
        return float(error), self.slope + bent.dot(self.triangle)

    def errors(self, weights: Array) -> Array:
        """E at K points, weights (K, d): (K,)."""
        offset = weights - self.centre
        bent = offset @ self.triangle.T
        return np.asarray(self.lowest + offset @ self.slope + 0.5 * (bent * bent).sum(axis=-1))

    def errors_and_gradients(self, weights: Array) -> tuple[Array, Array]:
        """Both at K points, weights (K, d): (K,) and (K, d)."""
        bent = (weights - self.centre) @ self.triangle.T
        return self.errors(weights), self.slope + bent @ self.triangle

    def hessian(self) -> Array:
        """∂²E/∂w_i∂w_j, the same everywhere: (d, d)."""
        return np.asarray(self.triangle.T @ self.triangle)


def quadratic(columns: Array, targets: Array, factor: float) -> Quadratic | None:
    """factor · Σ (y − Σ w_i x_i)² as a Quadratic, or None where its numbers overflow.

    Args:
        columns: (d, N).
        targets: (N,).
        factor: the number in front of the sum.
    """
    with np.errstate(all="ignore"):
        triangle = _triangle(np.vstack([columns, targets]))
        if not np.isfinite(triangle).all():
            return None
        root, rotated = triangle[:-1, :-1], triangle[:-1, -1]
        # Columns of one length, so that a small column is not taken for a dependent one.
        lengths = np.linalg.norm(root, axis=0)
        lengths[lengths == 0.0] = 1.0
        centre = np.linalg.lstsq(root / lengths, rotated, rcond=None)[0] / lengths
        residuals = targets - centre @ columns
        lowest = float(factor * residuals.dot(residuals))
        slope = -2.0 * factor * (columns @ residuals)
        if not (np.isfinite(lowest) and np.isfinite(slope).all()):
            return None
        return Quadratic(centre, lowest, slope, np.sqrt(2.0 * factor) * root)


def _triangle(rows: Array) -> Array:
    """R of the QR factorisation of the transposed (N, m) with N ≥ m, block by block: (m, m)."""
    blocks = [np.linalg.qr(rows[:, i : i + _BLOCK].T, mode="r") for i in range(0, rows.shape[1], _BLOCK)]
    return np.asarray(np.linalg.qr(np.vstack(blocks), mode="r"))
