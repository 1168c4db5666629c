"""The commands of the studies: rules compared, the learning rate, the starts."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gdsim.cli.argument import add_steps, number_argument
from gdsim.cli.axis import RATE, add_weights, rate_axis, weight_axes
from gdsim.cli.output import Progress, add_output, write
from gdsim.cli.overridden import overridden_scenario
from gdsim.cli.parser import Command, UsageError, add_scenario
from gdsim.engine.analysis import curvature, exact_minimum
from gdsim.engine.comparison import Comparison, error_to_reach
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.rate_study import rate_marks, rate_range, rate_study
from gdsim.engine.registry import find
from gdsim.engine.starts_map import starts_map
from gdsim.export.study_tables import (
    compared_csv,
    compared_json,
    compared_text,
    rates_csv,
    rates_json,
    starts_csv,
    starts_json,
)
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import tr

_RATE_STEPS, _RATES = 20, 161
_MOST_STEPS = 1000
_AT_A_TIME = 100  # steps between two looks at the clock


def _compare(options: argparse.Namespace) -> int:
    scenario = overridden_scenario(options)
    rivals = [*scenario.rivals, *(_rival(scenario, text) for text in options.rivals)]
    if not rivals:
        raise UsageError(
            tr("There is nothing to compare with: the scenario names no rivals, and --with none either.")
        )
    start, rules = scenario.start_weights(), scenario.stop_rules
    together = Comparison(
        [Descent(scenario.objective, rule, start, rules) for rule in (scenario.optimizer, *rivals)]
    )
    steps = rules.max_steps if options.steps is None else options.steps
    with Progress(tr("steps")) as progress:
        for done in range(0, steps, _AT_A_TIME):
            if together.advance(min(_AT_A_TIME, steps - done)):
                break
            progress(done, steps)
    target = options.to_error
    if target is None:
        minimum = exact_minimum(scenario.objective)
        begin = float(together.descents[0].history.errors[0])
        target = error_to_reach(begin, None if minimum is None else minimum.error)
    writer = {"text": compared_text, "csv": compared_csv, "json": compared_json}[options.format]
    write(writer(together.descents, target), options.output)
    return 0


def _rival(scenario: Scenario, text: str) -> Optimizer:
    """A rule from ``NAME`` or ``NAME:RATE``; what is not said is the scenario's."""
    name, _, rate = text.partition(":")
    optimizer = replace(scenario.optimizer.with_rule(find(name, RULES)), mistake=None)
    return replace(optimizer, learning_rate=parse_number(rate)) if rate else optimizer


def _rates(options: argparse.Namespace) -> int:
    scenario = overridden_scenario(options)
    objective, optimizer, start = scenario.objective, scenario.optimizer, scenario.start_weights()
    here = curvature(objective, start)
    low, high, count = (
        (*rate_range(here, optimizer.learning_rate), _RATES)
        if options.rate is None
        else rate_axis(options.rate)
    )
    with Progress(tr("learning rates")) as progress:
        cancelled = _told(progress, 5 * options.steps)  # three passes and what refines the best
        *_, study = rate_study(
            objective, optimizer, start, np.geomspace(low, high, count), options.steps, cancelled
        )
    if options.format == "json":
        write(rates_json(study, rate_marks(here, optimizer)), options.output)
    else:
        write(rates_csv(study), options.output)
    return 0


def _starts(options: argparse.Namespace) -> int:
    scenario = overridden_scenario(options)
    axes = weight_axes(options.weight, scenario.objective.weight_names)
    with Progress(tr("starts")) as progress:
        *_, found = starts_map(
            scenario.objective,
            scenario.optimizer,
            scenario.start_weights(),
            tuple(axis.index for axis in axes),
            tuple(axis.span for axis in axes),
            tuple(axis.count for axis in axes),
            options.steps,
            scenario.stop_rules.gradient_tolerance,
            _told(progress, options.steps),
        )
    write({"csv": starts_csv, "json": starts_json}[options.format](found), options.output)
    return 0


def _told(progress: Progress, steps: int) -> Callable[[], bool]:
    """What a study asks at every step: it is never cancelled, and the steps are shown."""
    counted = itertools.count(1)
    return lambda: not progress(min(next(counted), steps), steps)


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    parser.add_argument(
        "--with",
        dest="rivals",
        metavar="NAME[:RATE]",
        action="append",
        default=[],
        help=tr("one more rule to compare with, and its learning rate; may be given several times"),
    )
    add_steps(parser, tr("take at most K steps; else up to the stop rules"))
    parser.add_argument(
        "--to-error",
        metavar="E",
        type=number_argument,
        help=tr("count steps and cost until E is no larger than this"),
    )
    add_output(parser, ("text", "csv", "json"))


def _rates_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    text = tr("steps that each learning rate is given; else {steps}")
    add_steps(parser, text.format(steps=_RATE_STEPS), _RATE_STEPS)
    parser.add_argument(
        "--rate",
        metavar=RATE,
        help=tr("learning rates at even ratios; else from creeping to diverging"),
    )
    add_output(parser, ("csv", "json"))


def _starts_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    add_weights(parser, tr("one weight or two that vary, the others beginning at the start"))
    text = tr("steps after which a descent is given up; else {steps}")
    add_steps(parser, text.format(steps=_MOST_STEPS), _MOST_STEPS)
    add_output(parser, ("csv", "json"))


STUDIES = (
    Command(
        "compare", QT_TR_NOOP("several rules from one start, side by side"), _compare_arguments, _compare
    ),
    Command("rates", QT_TR_NOOP("the error after K steps for many learning rates"), _rates_arguments, _rates),
    Command(
        "starts", QT_TR_NOOP("where descents from many starts end, and when"), _starts_arguments, _starts
    ),
)
