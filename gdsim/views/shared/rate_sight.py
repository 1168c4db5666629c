"""Which learning rates are studied, and which part of them is worth showing."""

from __future__ import annotations

import math

import numpy as np

from gdsim.engine.rate_study import RateStudy
from gdsim.views.shared.sight import Range

# The ends of the range move in these parts of a decade, so that they stand still while data change a little.
_NOTCHES = 4
# Where the best rate is the highest studied, ten times as high ones are studied too, so many times.
_MOST_DECADES_MORE = 4
# Shown beyond the last rate with which E does not rise, as a factor.
_BEYOND = 4.0


class RateSight:
    """Follows what is studied.

    Attributes:
        rates: the range studied last; None before the first.
    """

    def __init__(self) -> None:
        self._base: Range | None = None
        self._decades_more = 0
        self.rates: Range | None = None

    def follow(self, wanted: Range, holding: bool) -> bool:
        """Study these rates, the ends rounded away to round places; while one is held, no fewer than before.

        Returns:
            Whether it is another range.
        """
        low, high = (
            10.0 ** (rounding(_NOTCHES * math.log10(rate)) / _NOTCHES)
            for rate, rounding in zip(wanted, (math.floor, math.ceil), strict=True)
        )
        if (low, high) != self._base and not holding:
            self._base, self._decades_more = (low, high), 0
        rates = low, high * 10.0**self._decades_more
        if holding and self.rates is not None:
            rates = min(low, self.rates[0]), max(high, self.rates[1])
        is_new, self.rates = rates != self.rates, rates
        return is_new

    def widen(self, study: RateStudy) -> bool:
        """Where the best rate is the last one studied, the best of all lies beyond: study more from now on."""
        at_end = study.best is not None and study.best >= study.rates[-2]
        if at_end and self._decades_more < _MOST_DECADES_MORE:
            self._decades_more += 1
            return True
        return False

    @staticmethod
    def shown(study: RateStudy, *seen: float) -> Range:
        """From the lowest rate to where E only rises; these rates are in sight in any case."""
        low, high = float(study.rates[0]), float(study.rates[-1])
        good = np.flatnonzero(study.errors <= study.start_error)
        if len(good):
            high = min(high, max(_BEYOND * float(study.rates[good[-1]]), *(1.5 * rate for rate in seen)))
        return low, high
