"""What a plot shows by itself, and when that has to change: seldom, so that nothing jumps at every step."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[float, float]

# A range shown may be this many times wider or narrower than the best one before it is changed.
_TOLERANCE = 2.5


def may_stay(shown: Range, wanted: Range, needed: Iterable[float] = ()) -> bool:
    """Whether what is shown is still good enough, though something else would be a little better.

    Args:
        shown: low and high end of the axis now.
        wanted: the best range.
        needed: values that must be on the axis; those outside of ``wanted`` too do not count.
    """
    ratio = (wanted[1] - wanted[0]) / (shown[1] - shown[0])
    return 1 / _TOLERANCE <= ratio <= _TOLERANCE and all(
        shown[0] <= value <= shown[1] for value in needed if wanted[0] <= value <= wanted[1]
    )
