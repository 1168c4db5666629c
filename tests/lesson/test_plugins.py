"""Packages of other people: a toy one is taken, a broken one named and left out.

Each is installed in a folder of its own as an installer would leave it, and met by a program of its own: the
registries are for the whole process.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdsim.lesson import plugins
from gdsim.scenario import load, save

CODE = """
from pathlib import Path

import numpy as np

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.rule import Rule
from gdsim.engine.surface import SurfaceEntry
from dataclasses import replace

HERE = Path(__file__).parent


def half(now, state):
    return -0.5 * now.learning_rate * now.gradient, state


RULE = Rule("half_descent", "half descent", r"-\\frac{1}{2}\\eta g", half, code="update = -0.5 * eta * g")
ACTIVATION = replace(ACTIVATIONS["tanh"], name="my_tanh", label="my tanh")
ERROR = replace(ERROR_MEASURES["sse"], name="my_sse", label="my sse")
SURFACE = SurfaceEntry("my_bowl", "my bowl", "w1^2 + 3 w2^2", ((-1.0, 1.0), (-1.0, 1.0)), (0.5, 0.5))
LESSON = HERE / "toy_lesson"
DATASET = HERE / "toy_data.gdsim.json"


def fail(now, state):
    raise RuntimeError("out of order")


FAILS = Rule("fails", "fails", "", fail)
TWICE = Rule("momentum", "momentum", "", half)
"""

ENTRY_POINTS = """
[gdsim.optimizers]
half = toy:RULE
[gdsim.activations]
mine = toy:ACTIVATION
[gdsim.errors]
mine = toy:ERROR
[gdsim.surfaces]
mine = toy:SURFACE
[gdsim.lessons]
mine = toy:LESSON
[gdsim.datasets]
mine = toy:DATASET
"""

BROKEN = """
[gdsim.optimizers]
gone = nowhere_to_be_found:RULE
absent = toy:NOTHING
wrong_kind = toy:SURFACE
fails = toy:FAILS
twice = toy:TWICE
[gdsim.lessons]
gone = toy:HERE
[gdsim.datasets]
gone = toy:LESSON
"""

LESSON = """
[[station]]
id = "one"
scenario = "first_steps"
panels = ["error_curve"]
do = [{ step = 1 }]
"""

TEXT = """# A toy lesson

It has one station.

## one: The only one

Nothing happens here.

### do

Take a step.

### notice

It was taken.
"""


@pytest.fixture
def installed(tmp_path):
    """Install the toy package with these entry points; the folder to be put on the path."""

    def install(entry_points):
        (tmp_path / "toy").mkdir()
        (tmp_path / "toy" / "__init__.py").write_text(CODE)
        save(load("creeping"), tmp_path / "toy" / "toy_data.gdsim.json")
        lesson = tmp_path / "toy" / "toy_lesson"
        lesson.mkdir()
        (lesson / "lesson.toml").write_text(LESSON)
        (lesson / "en.md").write_text(TEXT)
        info = tmp_path / "toy-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(entry_points)
        return tmp_path

    return install


def gdsim(folder, *arguments):
    """Run the command with the folder on the path."""
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "gdsim", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        timeout=60,
    )


def test_each_kind_of_thing_is_listed_among_the_programs_own(installed):
    done = gdsim(installed(ENTRY_POINTS), "list")
    assert (done.returncode, done.stderr) == (0, "")
    listed = done.stdout.split()
    names = ("half_descent", "my_tanh", "my_sse", "my_bowl", "toy_lesson", "toy_data")
    assert [name for name in names if name not in listed] == []


def test_a_scenario_file_may_name_what_a_package_adds_and_runs_with_it(installed, tmp_path):
    folder = installed(ENTRY_POINTS)
    scenario = {
        "format": "gdsim-scenario",
        "version": 1,
        "data": {"inputs": ["x"], "rows": [[1, 2]]},
        "error": {"name": "my_sse"},
        "optimizer": {"name": "half_descent", "learning_rate": 0.5},
    }
    file = tmp_path / "mine.gdsim.json"
    file.write_text(json.dumps(scenario))
    done = gdsim(folder, "run", str(file), "--steps", "1")
    assert (done.returncode, done.stderr) == (0, "")
    # By hand: g = −(2 − 0) · 1 = −2, Δw = −½ · 0.5 · (−2) = 0.5.
    # And E = ½ (2 − 0.5)² = 1.125, g = −1.5.
    assert done.stdout.splitlines()[-1] == "1,1.125,0.5,-1.5"


def test_a_broken_one_is_named_and_left_out_and_the_program_works(installed):
    done = gdsim(installed(BROKEN), "list", "optimizers")
    assert done.returncode == 0
    assert "momentum" in done.stdout
    assert "fails" not in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == 7
    assert all("from the package toy was left out" in line for line in lines)
    for part in (
        "“gone” (gdsim.optimizers)",
        "ModuleNotFoundError",
        "“absent”",
        "it is of type SurfaceEntry, and Rule is needed",
        "RuntimeError: out of order",
        "There is a “momentum” already",
        "“gone” (gdsim.lessons)",
        "“gone” (gdsim.datasets)",
    ):
        assert part in done.stderr


def test_where_nothing_is_installed_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)  # importing it would fail
    assert plugins.load_plugins.__wrapped__() == ()
