"""Parsers of the command line, in the language spoken."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from gdsim import __version__
from gdsim.cli.argument import count_argument, number_argument
from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.optimizer import RULES
from gdsim.engine.schedule import SCHEDULES
from gdsim.scenario import words
from gdsim.scenario.words import tr

THEMES = ("light", "dark", "projector")

# argparse asks gettext for its own words. Here it asks tr; they stand in a list to be collected with ours.
_ARGPARSE_WORDS = (
    QT_TR_NOOP("usage: "),
    QT_TR_NOOP("argument %(argument_name)s: %(message)s"),
    QT_TR_NOOP("the following arguments are required: %s"),
    QT_TR_NOOP("unrecognized arguments: %s"),
    QT_TR_NOOP("expected one argument"),
    QT_TR_NOOP("expected at least one argument"),
    QT_TR_NOOP("ignored explicit argument %r"),
    QT_TR_NOOP("not allowed with argument %s"),
    QT_TR_NOOP("invalid choice: %(value)r (choose from %(choices)s)"),
    QT_TR_NOOP("invalid %(type)s value: %(value)r"),
)
argparse._ = tr  # type: ignore[attr-defined]


class UsageError(Exception):
    """The arguments are not what the command takes; the text says which."""


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: as typed.
        summary: one line for the list of commands; translatable.
        add_arguments: gives a parser its arguments.
        run: does it; the exit status.
    """

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """argparse raising UsageError instead of leaving the process."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **settings,
        )
        self._positionals.title = tr("arguments")
        self._optionals.title = tr("options")
        self.add_argument("-h", "--help", action="help", help=tr("show this and stop"))
        self.add_argument(
            "--version",
            action="version",
            version=f"gdsim {__version__}",
            help=tr("show the version and stop"),
        )
        self.add_argument(
            "--lang", choices=list(words.LANGUAGES), help=tr("language; else that of the system")
        )

    def error(self, message: str) -> NoReturn:
        """Say it with the usage, as an exception."""
        raise UsageError(f"{message}\n{self.format_usage().rstrip()}")


def language_asked(arguments: Sequence[str]) -> str | None:
    """The language after ``--lang``, found before the parsers are built: their help is to be in it."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in words.LANGUAGES:
            return value
    return None


def window_parser(commands: Iterable[Command]) -> Parser:
    """gdsim without a command: opens the window."""
    head = tr("commands:")
    lines = "\n".join(f"  gdsim {command.name:<10} {tr(command.summary)}" for command in commands)
    parser = Parser(
        prog="gdsim",
        description=tr("A gradient-descent laboratory: opens the window, on SCENARIO where one is named."),
        epilog=f"{head}\n{lines}",
    )
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=tr(SCENARIO_HELP))
    parser.add_argument("--theme", choices=THEMES, help=tr("colours"))
    parser.add_argument("--lecture", action="store_true", help=tr("start in lecture mode"))
    parser.add_argument("--lesson", metavar="NAME[:STATION]", help=tr("open this lesson"))
    return parser


def command_parser(command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(prog=f"gdsim {command.name}", description=tr(command.summary))
    command.add_arguments(parser)
    return parser


SCENARIO_HELP = QT_TR_NOOP(
    "a scenario file, or the name of a shipped one (gdsim list scenarios) or of a surface (gdsim list surfaces)"
)


def add_scenario(parser: argparse.ArgumentParser, several: bool = False) -> None:
    """SCENARIO, or several of them as ``scenarios``, and what may be said instead of the file."""
    if several:
        parser.add_argument("scenarios", metavar="SCENARIO", nargs="+", help=tr(SCENARIO_HELP))
    else:
        parser.add_argument("scenario", metavar="SCENARIO", help=tr(SCENARIO_HELP))
    group = parser.add_argument_group(tr("instead of what the scenario says"))
    group.add_argument("--data", metavar="FILE.csv", help=tr("records of this table"))
    group.add_argument(
        "--inputs", metavar="x1,x2,…", help=tr("columns of --data that are inputs; else all others")
    )
    group.add_argument(
        "--target",
        metavar="NAME",
        help=tr("column of --data that is the target; else of the same name, or the last"),
    )
    group.add_argument("--learning-rate", metavar="η", type=number_argument, help=tr("learning rate"))
    group.add_argument("--optimizer", metavar="NAME", help=_names(RULES))
    group.add_argument("--activation", metavar="NAME", help=_names(ACTIVATIONS))
    group.add_argument("--error", metavar="NAME", help=_names(ERROR_MEASURES))
    group.add_argument("--batch", metavar="full|SIZE", help=tr("records an update sees"))
    group.add_argument("--schedule", metavar="NAME", help=_names(SCHEDULES))
    group.add_argument("--start", metavar="w1,w2,…", help=tr("start weights"))
    group.add_argument("--mistake", metavar="NAME", help=_names(MISTAKES))
    group.add_argument("--seed", metavar="S", type=count_argument, help=tr("seed of what is drawn"))


def _names(entries: Iterable[str]) -> str:
    return ", ".join(entries)
