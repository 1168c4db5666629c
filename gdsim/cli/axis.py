"""Ranges typed on the command line: of a weight, of the learning rate."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from gdsim.cli.parser import UsageError
from gdsim.engine.message import GdsimError
from gdsim.engine.registry import find
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.words import say, tr

_WEIGHT, RATE = "NAME:LOW:HIGH:COUNT", "LOW:HIGH:COUNT"


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


def add_weights(parser: argparse.ArgumentParser, text: str) -> None:
    """--weight, once or twice; ``text`` says what for."""
    parser.add_argument("--weight", metavar=_WEIGHT, action="append", required=True, help=text)


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
    needed = tr("LOW:HIGH:COUNT is needed, LOW above 0 and below HIGH, COUNT at least 2.")
    span = _span(f"--rate {text}", text.split(":"), needed)
    if span[0] <= 0.0:
        raise UsageError(f"--rate {text}: {needed}")
    return span


def _weight_axis(text: str, names: tuple[str, ...]) -> WeightAxis:
    name, *parts = text.split(":")
    needed = tr("NAME:LOW:HIGH:COUNT is needed, LOW below HIGH, COUNT at least 2.")
    span = _span(f"--weight {text}", parts, needed)
    find(name, dict.fromkeys(names))
    return WeightAxis(name, names.index(name), *span)


def _span(option: str, parts: list[str], needed: str) -> tuple[float, float, int]:
    """LOW, HIGH and COUNT.

    Raises:
        UsageError: the parts are no such: what is needed, or what is the matter with one of the numbers.
    """
    if len(parts) != 3 or not parts[2].isdecimal():
        raise UsageError(f"{option}: {needed}")
    try:
        low, high = parse_number(parts[0]), parse_number(parts[1])
    except GdsimError as error:
        raise UsageError(f"{option}: {say(error.message)}") from None
    count = int(parts[2])
    if low >= high or count < 2:
        raise UsageError(f"{option}: {needed}")
    return low, high, count
