"""Ranges typed on the command line: of a weight, of the learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gdsim.cli.parser import UsageError
from gdsim.engine.registry import find
from gdsim.scenario.words import tr

WEIGHT, RATE = "NAME:LOW:HIGH:COUNT", "LOW:HIGH:COUNT"


@dataclass(frozen=True)
class WeightAxis:
    """A weight by name and number, and the values that it takes."""

    name: str
    index: int
    low: float
    high: float
    count: int

    @property
    def span(self) -> tuple[float, float]:
        """Both ends."""
        return self.low, self.high


def weight_axes(texts: list[str], names: tuple[str, ...]) -> list[WeightAxis]:
    """One weight or two, each as ``NAME:LOW:HIGH:COUNT``.

    Raises:
        UsageError: they are not written so, or are not one or two different ones.
        GdsimError: there is no weight of this name.
    """
    axes = [_weight_axis(text, names) for text in texts]
    if not 1 <= len(axes) <= 2 or len({axis.index for axis in axes}) < len(axes):
        raise UsageError(tr("--weight is given once or twice, for different weights."))
    return axes


def rate_axis(text: str) -> tuple[float, float, int]:
    """Lowest and highest learning rate and how many, from ``LOW:HIGH:COUNT``.

    Raises:
        UsageError: it is not written so.
    """
    span = _span(text.split(":"))
    if span is None or span[0] <= 0.0:
        raise UsageError(
            tr(
                "--rate {text}: LOW:HIGH:COUNT is needed, LOW above 0 and below HIGH, COUNT at least 2."
            ).format(text=text)
        )
    return span


def _weight_axis(text: str, names: tuple[str, ...]) -> WeightAxis:
    name, *parts = text.split(":")
    span = _span(parts)
    if span is None:
        raise UsageError(
            tr("--weight {text}: NAME:LOW:HIGH:COUNT is needed, LOW below HIGH, COUNT at least 2.").format(
                text=text
            )
        )
    find(name, dict.fromkeys(names))
    return WeightAxis(name, names.index(name), *span)


def _span(parts: list[str]) -> tuple[float, float, int] | None:
    """LOW, HIGH and COUNT; None where the parts are no such."""
    try:
        low, high, count = float(parts[0]), float(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    good = len(parts) == 3 and math.isfinite(low) and math.isfinite(high) and low < high and count >= 2
    return (low, high, count) if good else None
