"""A long row of numbers with few points: the lowest and the highest of each stretch, so that no peak is lost."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Array


def peaks(values: Array, stretches: int, first: int = 0) -> tuple[Array, Array]:
    """Positions and values that look like the row on so many pixels.

    Args:
        values: (n,); NaN where there is nothing to draw.
        stretches: all values are kept where there are not more than four times as many.
        first: position of values[0].

    Returns:
        x (m,) ascending, y (m,), fresh arrays.
    """
    count = len(values)
    if count <= 4 * stretches:
        return np.arange(first, first + count, dtype=np.float64), np.array(values)
    size = -(-count // stretches)
    # Stretches begin at multiples of their size: a step more leaves the others as they are.
    head = min(-first % size, count)
    tail = count - (count - head) % size
    block = values[head:tail].reshape(-1, size)
    # Of numbers and NaN these take the numbers.
    low, high = np.fmin.reduce(block, axis=1), np.fmax.reduce(block, axis=1)
    middles = np.arange(head, tail, size, dtype=np.float64) + 0.5 * (size - 1)
    x = np.concatenate([np.arange(head), np.repeat(middles, 2), np.arange(tail, count)])
    y = np.concatenate([values[:head], np.column_stack([low, high]).ravel(), values[tail:]])
    return x + first, y
