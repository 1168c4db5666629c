"""Reads the command line, calls the command, and turns refusals into a message and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gdsim.cli.commands import COMMANDS
from gdsim.cli.parser import Command, UsageError, command_parser, language_asked, window_parser
from gdsim.engine.message import GdsimError
from gdsim.engine.registry import nearest
from gdsim.lesson.plugins import load_plugins
from gdsim.scenario import words
from gdsim.scenario.presets import shipped_scenarios
from gdsim.scenario.words import say, tr

BAD_INPUT = 2
_BROKEN_PIPE = 141  # as a shell reports a program ended by SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run gdsim with these arguments (those of the process with None); the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words.set_language(language_asked(arguments) or words.system_language())
    for problem in load_plugins():
        _complain(say(problem))
    try:
        return _run(arguments)
    except GdsimError as error:
        _complain(say(error.message))
        return BAD_INPUT
    except UsageError as error:
        _complain(str(error))
        return BAD_INPUT
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # The reader has gone (head, less): not a failure of ours, and nothing more can be said there.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - stays open until the process ends
            return _BROKEN_PIPE
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        _complain(tr("interrupted"))
        return 130


def _run(arguments: list[str]) -> int:
    command, rest = _command(arguments)
    if command is not None:
        return command.run(command_parser(command).parse_args(rest))
    _refuse_misspelt(arguments)
    options = window_parser(COMMANDS.values()).parse_args(arguments)
    from gdsim.cli.window import open_window

    return open_window(options)


def _command(arguments: list[str]) -> tuple[Command | None, list[str]]:
    """The command, None where there is none, and what is said to it; only --lang may stand before it."""
    place = 0
    if arguments and arguments[0].partition("=")[0] == "--lang":
        place = 1 if "=" in arguments[0] else 2
    if len(arguments) <= place or arguments[place] not in COMMANDS:
        return None, arguments
    return COMMANDS[arguments[place]], arguments[:place] + arguments[place + 1 :]


def _refuse_misspelt(arguments: list[str]) -> None:
    """A word that is neither file nor scenario and most like a command is meant as one.

    Raises:
        UsageError: names the command.
    """
    word = next(iter(arguments), "")
    guess = nearest(word, [*COMMANDS, *dict(shipped_scenarios())])
    if guess in COMMANDS and word.isalpha() and not Path(word).exists():
        raise UsageError(tr("“{name}” is no command; did you mean “{guess}”?").format(name=word, guess=guess))


def _complain(text: str) -> None:
    print(f"gdsim: {text}", file=sys.stderr)
