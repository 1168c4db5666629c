"""Mini-batches: which records an update sees."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Records


class Shuffle:
    """Records in an order drawn anew each epoch, cut into batches; the last of an epoch may be short.

    The order depends on the seed and the epoch's number alone: there is no generator whose state would
    have to be saved, and stepping back cannot get it wrong. The last order is kept, to be cheap.
    """

    def __init__(self) -> None:
        self._drawn: tuple[int, int, int] | None = None
        self._order = np.empty(0, dtype=np.intp)

    def batch(self, step: int, size: int, count: int, seed: int) -> Records:
        """Record numbers (0-based, ascending) of the update from this step number on."""
        epoch, index = divmod(step, -(-count // size))
        if self._drawn != (seed, epoch, count):
            self._drawn = (seed, epoch, count)
            self._order = np.random.default_rng([seed, epoch]).permutation(count)
        return np.sort(self._order[index * size : (index + 1) * size])
