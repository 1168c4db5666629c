"""Read-only float arrays: what passes between the parts of the program."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Records = NDArray[np.intp]  # record numbers, 0-based


def frozen(values: ArrayLike) -> Array:
    """A read-only float64 copy of ``values``, in C order.

    Shared arrays must not change under a view or a plot that keeps them.
    """
    array = np.array(values, dtype=np.float64, order="C")
    array.flags.writeable = False
    return array
