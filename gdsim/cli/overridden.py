"""The scenario a command is about: read, then changed by the options."""

from __future__ import annotations

import argparse

from gdsim.scenario import Scenario, load
from gdsim.scenario.overrides import override


def overridden_scenario(options: argparse.Namespace, name: str | None = None) -> Scenario:
    """The scenario named, or the one of this name, with the options in place of what it says."""
    return override(
        load(name or options.scenario),
        learning_rate=options.learning_rate,
        optimizer=options.optimizer,
        activation=options.activation,
        error=options.error,
        batch=options.batch,
        schedule=options.schedule,
        start=options.start,
        seed=options.seed,
        mistake=options.mistake,
        data=options.data,
        inputs=options.inputs,
        target=options.target,
    )
