"""What a descent has been through: one row a step, in arrays that grow."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gdsim.engine.array import Array

_FIRST_CAPACITY = 64

_Kind = TypeVar("_Kind", bound=np.generic)


class History:
    """Rows (weights, E, ∇E, under which settings) for steps 0 … k.

    A row of d weights costs 8 (2d + 1) + 5 bytes, so a million steps of two weights take 47 MB.
    Rows are only ever added, rewritten or dropped at the end.
    """

    def __init__(self, weight_count: int) -> None:
        self._count = 0
        self._weights = np.empty((_FIRST_CAPACITY, weight_count))
        self._errors = np.empty(_FIRST_CAPACITY)
        self._gradients = np.empty((_FIRST_CAPACITY, weight_count))
        self._versions = np.empty(_FIRST_CAPACITY, dtype=np.int32)
        self._stale = np.empty(_FIRST_CAPACITY, dtype=np.bool_)

    @classmethod
    def of(
        cls,
        weights: Array,
        errors: Array,
        gradients: Array,
        versions: NDArray[np.int32],
        stale: NDArray[np.bool_],
    ) -> History:
        """One that has these rows, (k+1, d), (k+1,) and so on, of which there is at least one."""
        history = cls(weights.shape[1])
        for name, values in zip(_ARRAYS, (weights, errors, gradients, versions, stale), strict=True):
            setattr(history, name, np.array(values, dtype=getattr(history, name).dtype))
        history._count = len(errors)
        return history

    def copy(self) -> History:
        """The same rows, which stay as they are when these change."""
        return History.of(self.weights, self.errors, self.gradients, self.versions, self.stale)

    def __len__(self) -> int:
        return self._count

    @property
    def nbytes(self) -> int:
        """Memory held, in bytes."""
        return sum(getattr(self, name).nbytes for name in _ARRAYS)

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
    def versions(self) -> NDArray[np.int32]:
        """(k+1,), number of the settings under which the row was measured; read-only view."""
        return _locked(self._versions[: self._count])

    @property
    def stale(self) -> NDArray[np.bool_]:
        """(k+1,), True where the row was measured on another objective than the present one."""
        return _locked(self._stale[: self._count])

    def append(self, weights: Array, error: float, gradient: Array, version: int = 0) -> None:
        """Add the row of the next step."""
        if self._count == len(self._errors):
            for name in _ARRAYS:
                setattr(self, name, grown(getattr(self, name)))
        self._count += 1
        self.rewrite_last(weights, error, gradient, version)

    def rewrite_last(self, weights: Array, error: float, gradient: Array, version: int = 0) -> None:
        """Measure the last row anew."""
        last = self._count - 1
        self._weights[last] = weights
        self._errors[last] = error
        self._gradients[last] = gradient
        self._versions[last] = version
        self._stale[last] = False

    def drop_last(self) -> None:
        """Forget the last row."""
        self._count -= 1

    def renumber(self, versions: NDArray[np.int32], stale: NDArray[np.bool_]) -> None:
        """Give settings other numbers, and say which of them have another objective.

        Args:
            versions: the new number of each old one.
            stale: of each old number, whether its rows were measured on another objective.
        """
        old = self._versions[: self._count].copy()
        self._versions[: self._count] = versions[old]
        self._stale[: self._count] = stale[old]


_ARRAYS = ("_weights", "_errors", "_gradients", "_versions", "_stale")


def grown(array: NDArray[_Kind]) -> NDArray[_Kind]:
    """The same rows with room for as many again."""
    new = np.empty((2 * len(array), *array.shape[1:]), dtype=array.dtype)
    new[: len(array)] = array
    return new


def _locked(view: NDArray[_Kind]) -> NDArray[_Kind]:
    view.flags.writeable = False
    return view
