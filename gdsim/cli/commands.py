"""The commands: each reads a scenario, computes, writes. A new one is one entry in COMMANDS."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gdsim.cli.argument import add_steps, count_argument
from gdsim.cli.axis import add_weights, weight_axes
from gdsim.cli.listing import LIST
from gdsim.cli.output import Progress, add_output, tell, write
from gdsim.cli.overridden import overridden_scenario
from gdsim.cli.parser import Command, UsageError, add_scenario
from gdsim.cli.render import RENDER
from gdsim.cli.studies import STUDIES
from gdsim.cli.worksheet import WORKSHEET
from gdsim.engine.analysis import analyze
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.landscape import grid, slice_along
from gdsim.engine.message import QT_TR_NOOP, GdsimError
from gdsim.engine.regime import outcome_message
from gdsim.engine.worked_step import worked_step
from gdsim.export.analysis_text import analysis_text
from gdsim.export.code import script
from gdsim.export.explanation import FORMATS, explanation
from gdsim.export.run_table import run_csv, run_json
from gdsim.export.tables import grid_csv, slice_csv
from gdsim.export.torch_code import torch_script
from gdsim.scenario.check import check_file
from gdsim.scenario.words import say, tr

FOUND_FAULTS = 1

_AT_A_TIME = 100  # steps between two looks at the clock


def _run(options: argparse.Namespace) -> int:
    descent = overridden_scenario(options).descent()
    refusal: GdsimError | None = None
    try:
        outcome = _taken(descent, options.steps)
    except GdsimError as error:  # of the rule: the steps before are a result all the same
        outcome, refusal = None, error
    writer = {"csv": run_csv, "json": run_json}[options.format]
    write(writer(descent), options.output)
    if refusal is not None:
        raise refusal
    if outcome is not Outcome.STEPS:
        message = outcome_message(descent)
        if message is not None:
            tell(say(message))
    return 0


def _taken(descent: Descent, steps: int | None) -> Outcome | None:
    """The outcome of so many steps, or with None of those up to a stop rule."""
    with Progress(tr("steps")) as progress:
        if steps is None:
            while not descent.advance(_AT_A_TIME):
                progress(descent.step_number, descent.stop_rules.max_steps)
            return descent.outcome
        for done in range(_AT_A_TIME, steps, _AT_A_TIME):
            if descent.run(_AT_A_TIME) is Outcome.DIVERGED:
                return descent.outcome
            progress(done, steps)
        return descent.run(steps - descent.step_number)


def _explain(options: argparse.Namespace) -> int:
    descent = overridden_scenario(options).descent()
    descent.run(options.step)
    if descent.step_number < options.step:
        raise UsageError(
            tr("There is no step {step}: the descent diverged at step {last}.").format(
                step=options.step, last=descent.step_number
            )
        )
    step = worked_step(descent)
    if options.format == "json":
        write(json.dumps(step.to_json(), ensure_ascii=False, allow_nan=False) + "\n", options.output)
    else:
        write(explanation(step, descent.optimizer, options.format), options.output)
    return 0


def _analyze(options: argparse.Namespace) -> int:
    scenario = overridden_scenario(options)
    analysis = analyze(scenario.objective, scenario.start_weights(), scenario.optimizer)
    if options.format == "json":
        write(json.dumps(analysis.to_json(), allow_nan=False) + "\n", options.output)
    else:
        write(analysis_text(analysis, scenario.objective.weight_names), options.output)
    return 0


def _landscape(options: argparse.Namespace) -> int:
    scenario = overridden_scenario(options)
    objective, weights = scenario.objective, scenario.start_weights()
    x, *more = weight_axes(options.weight, objective.weight_names)
    if not more:
        write(
            slice_csv(x.name, slice_along(objective, weights, x.index, x.low, x.high, x.count)),
            options.output,
        )
        return 0
    (y,) = more
    sampled = grid(objective, weights, (x.index, y.index), x.span, y.span, (x.count, y.count))
    write(grid_csv((x.name, y.name), sampled), options.output)
    return 0


def _code(options: argparse.Namespace) -> int:
    writer = torch_script if options.torch else script
    write(writer(overridden_scenario(options)), options.output)
    return 0


def _check(options: argparse.Namespace) -> int:
    found = False
    for file in options.files:
        messages = check_file(Path(file))
        found = found or bool(messages)
        for message in messages:
            print(f"{file}: {say(message)}")
        if not messages:
            tell(tr("{file}: nothing to complain about").format(file=file))
    return FOUND_FAULTS if found else 0


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    how_far = parser.add_mutually_exclusive_group()
    add_steps(how_far, tr("take exactly K steps"))
    how_far.add_argument(
        "--to-end", action="store_true", help=tr("run until a stop rule (as without --steps)")
    )
    add_output(parser, ("csv", "json"))


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    parser.add_argument(
        "--step", metavar="K", type=count_argument, default=0, help=tr("the step from K to K + 1")
    )
    add_output(parser, (*FORMATS, "json"))


def _analyze_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    add_output(parser, ("text", "json"))


def _landscape_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    add_weights(parser, tr("one weight or two to sample E over, the others held at the start"))
    add_output(parser, ())


def _code_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    parser.add_argument("--torch", action="store_true", help=tr("a PyTorch script, the rule by torch.optim"))
    add_output(parser, ())


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help=tr("scenario or table"))


COMMANDS = {
    command.name: command
    for command in (
        Command("run", QT_TR_NOOP("run a descent, write every step"), _run_arguments, _run),
        Command("explain", QT_TR_NOOP("take one step apart into every number"), _explain_arguments, _explain),
        Command(
            "analyze",
            QT_TR_NOOP("exact minimum, curvature, stable learning rates"),
            _analyze_arguments,
            _analyze,
        ),
        Command("landscape", QT_TR_NOOP("sample E over one weight or two"), _landscape_arguments, _landscape),
        *STUDIES,
        Command("code", QT_TR_NOOP("a numpy or PyTorch script that repeats the run"), _code_arguments, _code),
        RENDER,
        WORKSHEET,
        Command("check", QT_TR_NOOP("say what is wrong with a file, and where"), _check_arguments, _check),
        LIST,
    )
}
