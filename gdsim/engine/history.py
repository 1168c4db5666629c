"""What a descent has been through: one row a step, in arrays that grow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.array import Array

_FIRST_CAPACITY = 64


class History:
    """Rows (weights, E, ∇E, was it measured on the present objective) for steps 0 … k.

    A row of d weights costs 8 (2d + 1) + 1 bytes, so a million steps of two weights take 41 MB
    at most twice over. Rows are only ever added, rewritten or dropped at the end.
    """

    def __init__(self, weight_count: int) -> None:
        self._count = 0
        self._weights = np.empty((_FIRST_CAPACITY, weight_count))
        self._errors = np.empty(_FIRST_CAPACITY)
        self._gradients = np.empty((_FIRST_CAPACITY, weight_count))
        self._stale = np.zeros(_FIRST_CAPACITY, dtype=np.bool_)

    def __len__(self) -> int:
        return self._count

    @property
    def weights(self) -> Array:
        """(k+1, d), read-only view."""
        return _locked(self._weights[: self._count])

    @property
    def errors(self) -> Array:
        """(k+1,), read-only view. E of all the data."""
        return _locked(self._errors[: self._count])

    @property
    def gradients(self) -> Array:
        """(k+1, d), read-only view. ∇E of all the data."""
        return _locked(self._gradients[: self._count])

    @property
    def stale(self) -> NDArray[np.bool_]:
        """(k+1,), True where the row was measured before the objective was edited."""
        view = self._stale[: self._count]
        view.flags.writeable = False
        return view

    def append(self, weights: Array, error: float, gradient: Array) -> None:
        """Add the row of the next step."""
        if self._count == len(self._errors):
            self._grow()
        self._count += 1
        self.rewrite_last(weights, error, gradient)

    def rewrite_last(self, weights: Array, error: float, gradient: Array) -> None:
        """Measure the last row anew."""
        last = self._count - 1
        self._weights[last] = weights
        self._errors[last] = error
        self._gradients[last] = gradient
        self._stale[last] = False

    def drop_last(self) -> None:
        """Forget the last row."""
        self._count -= 1

    def mark_stale(self) -> None:
        """Say of every row that it was measured on another objective."""
        self._stale[: self._count] = True

    def _grow(self) -> None:
        for name in ("_weights", "_errors", "_gradients", "_stale"):
            old = getattr(self, name)
            new = np.empty((2 * len(old), *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)


def _locked(view: Array) -> Array:
    view.flags.writeable = False
    return view
