"""The bundle that `.ci/bundle` builds: the program runs with no Python and no library of the system's around it."""

import os
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.x11.conftest import SECONDS_TO_WAIT, Program
from tests.x11.test_window import FEWEST_COLOURS, colours

# Named by .ci/run, which has just built it: one that lies about may be an old one.
BUNDLE = os.environ.get("GDSIM_BUNDLE")

pytestmark = [
    pytest.mark.x11,
    pytest.mark.skipif(BUNDLE is None, reason="no bundle was built: see .ci/bundle"),
]


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment with no path to any program, and a home with nothing in it."""
    return {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": ""}


def output(bare: dict[str, str], *arguments: str) -> str:
    """Run the bundle; it has nothing to complain of."""
    done = subprocess.run(
        [os.path.abspath(BUNDLE or ""), *arguments],
        env=bare,
        cwd=bare["HOME"],
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_WAIT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_tells_its_version_and_runs_a_descent(bare):
    from gdsim import __version__

    assert output(bare, "--version").split() == ["gdsim", __version__]
    assert len(output(bare, "run", "first_steps", "--steps", "3").splitlines()) == 5


def test_it_reads_parquet(bare, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"x": [1.0], "y": [2.0]}), tmp_path / "table.parquet")
    assert "0.5,1.125" not in output(bare, "run", "first_steps", "--data", "table.parquet", "--steps", "0")


def test_it_renders_without_a_display(bare, tmp_path):
    for language in ("en", "zh_CN"):
        output(bare, "render", "first_steps", "--lang", language, "-o", f"{language}.png")
        picture = QImage(str(tmp_path / f"{language}.png"))
        assert picture.size().toTuple() == (1280, 800)
        seen = {picture.pixel(x, y) for x in range(0, 1280, 2) for y in range(0, 800, 2)}
        assert len(seen) >= FEWEST_COLOURS


def test_programs_that_it_starts_have_the_libraries_of_the_system(bare, tmp_path):
    ffmpeg = tmp_path / "ffmpeg"
    ffmpeg.write_text('#!/bin/sh\necho "${LD_LIBRARY_PATH-none}" >"$HOME/libraries"\nexit 1\n')
    ffmpeg.chmod(0o755)
    subprocess.run(
        [os.path.abspath(BUNDLE or ""), "render", "first_steps", "--step", "0", "-o", "film.mp4"],
        env={**bare, "PATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        timeout=SECONDS_TO_WAIT,
        check=False,
    )
    assert (tmp_path / "libraries").read_text() == "none\n"


def test_its_window_opens_paints_and_closes(bare, display, tmp_path):
    environment = {**os.environ, "DISPLAY": display}
    program = Program(
        environment,
        tmp_path / "log",
        command=[os.path.abspath(BUNDLE or "")],
        own={**bare, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
    )
    try:
        program.wait_until("a painted window", lambda picture: colours(picture) >= FEWEST_COLOURS)
        assert program.close() == 0
        assert program.messages() == ""
    finally:
        program.end()
