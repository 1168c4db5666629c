"""What a plot shows by itself, and when that has to change: seldom, so that nothing jumps at every step."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[float, float]

# A range shown may be this many times wider or narrower than the best one before it is changed.
_TOLERANCE = 2.5
# Half a ball, as a part of the axis.
_ROOM = 0.03


def may_stay(shown: Range, wanted: Range, needed: Iterable[float] = ()) -> bool:
    """Whether what is shown is still good enough, though something else would be a little better.

    Args:
        shown: low and high end of the axis now.
        wanted: the best range.
        needed: values that must be on the axis, with room for a ball; those that have none on ``wanted``
            either do not count.
    """
    ratio = (wanted[1] - wanted[0]) / (shown[1] - shown[0])
    return 1 / _TOLERANCE <= ratio <= _TOLERANCE and all(
        _holds(shown, value) for value in needed if _holds(wanted, value)
    )


def _holds(shown: Range, value: float) -> bool:
    """It is far enough from both ends that a ball there is not cut."""
    room = _ROOM * (shown[1] - shown[0])
    return shown[0] + room <= value <= shown[1] - room
