"""Numbers typed on the command line, for argparse."""

from __future__ import annotations

import argparse

from gdsim.engine.message import GdsimError
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.words import say, tr


def count_argument(text: str) -> int:
    """A whole number from 0 on."""
    try:
        count = int(text)
    except ValueError:
        count = -1
    if count < 0:
        raise argparse.ArgumentTypeError(
            tr("a whole number from 0 on is needed, not {found}").format(found=text)
        )
    return count


def add_steps(parser: argparse._ActionsContainer, text: str, default: int | None = None) -> None:
    """--steps, how many; ``text`` says of what."""
    parser.add_argument("--steps", metavar="K", type=count_argument, default=default, help=text)


def number_argument(text: str) -> float:
    """A finite number, in every way people write numbers."""
    try:
        return parse_number(text)
    except GdsimError as error:
        raise argparse.ArgumentTypeError(say(error.message)) from None
