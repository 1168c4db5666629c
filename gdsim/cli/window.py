"""Opens the window. The only command that needs a display."""

from __future__ import annotations

import argparse
from pathlib import Path

from gdsim.engine.message import GdsimError
from gdsim.scenario import load
from gdsim.scenario.file import is_table
from gdsim.scenario.presets import FIRST_SCENARIO


def open_window(options: argparse.Namespace) -> int:
    """Start the program and stay until its window is closed; a table is looked at before it is taken."""
    source = options.scenario
    table = Path(source) if source and is_table(Path(source)) else None
    if table is not None:
        source = None
    scenario = load(source or FIRST_SCENARIO)
    from gdsim.window.display import display_missing

    missing = display_missing()
    if missing is not None:
        raise GdsimError(missing)
    from gdsim.window.application import Options, start

    return start(
        scenario, Options(options.lang, options.theme, options.lecture, options.lesson, source, table)
    )
