"""Opens the window. The only command that needs a display."""

from __future__ import annotations

import argparse
import sys

from gdsim.scenario import load
from gdsim.scenario.presets import FIRST_SCENARIO
from gdsim.scenario.words import say


def open_window(options: argparse.Namespace) -> int:
    """Start the program and stay until its window is closed."""
    scenario = load(options.scenario or FIRST_SCENARIO)
    from gdsim.window.application import Options, display_missing, start

    missing = display_missing()
    if missing is not None:
        print(f"gdsim: {say(missing)}", file=sys.stderr)
        return 2
    return start(
        scenario, Options(options.lang, options.theme, options.lecture, options.lesson, options.scenario)
    )
