"""The command ``worksheet``: a scenario as an exercise on paper."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from gdsim.cli.argument import add_steps
from gdsim.cli.output import Progress, add_progress_lines, output_paths, write_each
from gdsim.cli.overridden import overridden_scenario
from gdsim.cli.parser import Command, UsageError, add_scenario
from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.whole_file import write_atomically
from gdsim.scenario.words import localized, tr

_SUFFIX = ".pdf"


def _worksheet(options: argparse.Namespace) -> int:
    from gdsim.cli.hidden import hidden_application

    paths = output_paths(options.scenarios, options.output, _SUFFIX)
    for path in paths:
        if path.suffix.lower() != _SUFFIX:
            raise UsageError(tr("A work sheet is a PDF: {path} must end in .pdf.").format(path=path))
    with hidden_application():
        progress = Progress(tr("work sheets"), options.progress_lines)
        return write_each(options.scenarios, paths, progress, partial(_write_one, options))


def _write_one(options: argparse.Namespace, name: str, path: Path) -> None:
    from gdsim.export.worksheet import STEPS, worksheet
    from gdsim.export.worksheet_pages import worksheet_pdf

    scenario = overridden_scenario(options, name)
    steps = STEPS if options.steps is None else options.steps
    write_atomically(path, worksheet_pdf(worksheet(scenario, steps), localized(scenario.title)))


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser, several=True)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.pdf",
        required=True,
        help=tr("the sheet; with several scenarios a folder, or a name with {name} in it"),
    )
    add_steps(parser, tr("steps to be worked out, else 3"))
    add_progress_lines(parser)


WORKSHEET = Command("worksheet", QT_TR_NOOP("a PDF to fill in, and with answers"), _arguments, _worksheet)
