"""The best line through the origin by the sum of absolute residuals."""

from __future__ import annotations

import numpy as np

from gdsim.engine.array import Array


def lowest_ends(column: Array, targets: Array) -> Array:
    """The w at which Σ |y − w x| is smallest: one, or both ends of the stretch along which it is, ascending.

    The sum is convex and straight between the ratios y / x, so that it is lowest at their weighted median,
    each ratio counting |x|. Source: Bloomfield and Steiger, Least Absolute Deviations (1983), chapter 1.

    Args:
        column: (N,), x; zeros do not matter.
        targets: (N,), y.

    Returns:
        (1,) or (2,); (0,) where every x is zero.
    """
    present = column != 0.0
    with np.errstate(over="ignore"):
        ratios, counts = targets[present] / column[present], np.abs(column[present])
    if not len(ratios) or not np.isfinite(ratios).all():
        return np.empty(0)
    order = np.argsort(ratios, kind="stable")
    ratios, up_to = ratios[order], np.cumsum(counts[order])
    half = 0.5 * up_to[-1]
    first = int(np.searchsorted(up_to, half))
    last = min(int(np.searchsorted(up_to, half, side="right")), len(ratios) - 1)
    return np.unique(ratios[[first, last]])
