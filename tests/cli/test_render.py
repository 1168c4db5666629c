"""Pictures, films and work sheets from the command line, without a display."""

import json
import os
import pty
import subprocess
import sys
import termios

import pytest
from PIL import Image

from gdsim.cli import main

# One input, two records, w = 1, η = 0.1: ŷ = 1, 2; y − ŷ = 1, 3; ∂E/∂w = −(1·1 + 3·2) = −7.
BY_HAND = {
    "format": "gdsim-scenario",
    "version": 1,
    "data": {"inputs": ["x1"], "target": "y", "rows": [[1, 2], [2, 5]]},
    "start": {"weights": [1]},
}
SMALL = ("--size", "200x150")


@pytest.fixture
def by_hand(tmp_path):
    path = tmp_path / "by_hand.gdsim.json"
    path.write_text(json.dumps(BY_HAND))
    return str(path)


def size_of(path):
    with Image.open(path) as picture:
        return picture.size


def test_a_view_in_the_size_asked_for(qapp, tmp_path):
    path = tmp_path / "fit.png"
    assert main(["render", "first_steps", "--view", "fit", *SMALL, "--step", "3", "-o", str(path)]) == 0
    assert size_of(path) == (200, 150)


def test_the_scale_multiplies_the_size(qapp, tmp_path):
    path = tmp_path / "fit.png"
    assert main(["render", "first_steps", "--view", "fit", *SMALL, "--scale", "2", "-o", str(path)]) == 0
    assert size_of(path) == (400, 300)


def test_the_whole_window_is_what_is_shown_without_view(qapp, tmp_path):
    path = tmp_path / "window.png"
    assert main(["render", "first_steps", "-o", str(path)]) == 0
    assert size_of(path) == (1280, 800)


@pytest.mark.parametrize("name", ["learning_rate", "pace", "status"])
def test_every_control_has_a_picture_of_its_own_size(qapp, tmp_path, name):
    path = tmp_path / "control.png"
    assert main(["render", "first_steps", "--view", name, "-o", str(path)]) == 0
    width, height = size_of(path)
    assert 10 < height < 100
    assert 10 < width <= 1280


@pytest.mark.parametrize(
    "name", ["data_table", "error_map", "error_surface", "error_slices", "error_history", "worked_step"],
)  # fmt: skip
def test_every_view_has_a_picture(qapp, tmp_path, name):
    path = tmp_path / "view.png"
    # In less, a table and slices would be made smaller again and again until they fit.
    size = SMALL if name == "worked_step" else ("--size", "640x480")
    assert main(["render", "three_inputs", "--view", name, *size, "--step", "1", "-o", str(path)]) == 0
    with Image.open(path) as picture:
        assert len(picture.getcolors(1 << 19)) > 10


def test_overrides_change_the_picture(qapp, tmp_path):
    pictures = []
    for rate in ("0.01", "0.05"):
        path = tmp_path / f"{rate}.png"
        arguments = ["render", "first_steps", "--view", "fit", *SMALL, "--step", "1", "--learning-rate", rate]
        assert main([*arguments, "-o", str(path)]) == 0
        pictures.append(path.read_bytes())
    assert pictures[0] != pictures[1]


def test_many_scenarios_go_to_a_folder_or_by_name(qapp, tmp_path, by_hand):
    arguments = ["render", "first_steps", by_hand, "--view", "fit", *SMALL]
    assert main([*arguments, "-o", f"{tmp_path}/all/", "--format", "svg"]) == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["by_hand.svg", "first_steps.svg"]
    assert main([*arguments, "-o", str(tmp_path / "fit of {name}.png")]) == 0
    assert (tmp_path / "fit of by_hand.png").exists()


def test_one_bad_scenario_does_not_keep_the_others(qapp, tmp_path, capsys):
    arguments = ["render", "no_such", "first_steps", "--view", "fit", *SMALL, "-o", str(tmp_path)]
    assert main(arguments) == 2
    assert "no_such" in capsys.readouterr().err
    assert (tmp_path / "first_steps.png").exists()


@pytest.mark.parametrize("suffix", ["gif", "mp4"])
def test_an_animation_shows_steps_0_to_k(qapp, tool, tmp_path, suffix):
    tool("ffmpeg", "-version")
    path = tmp_path / f"a.{suffix}"
    arguments = ["render", "first_steps", "--view", "fit", *SMALL, "--step", "4", "--fps", "10"]
    assert main([*arguments, "-o", str(path)]) == 0
    shown = tool("ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_streams", path)
    assert json.loads(shown)["streams"][0]["nb_read_frames"] == "5"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--view", "fitt", "-o", "{folder}/a.png"], "fit"),
        (["--view", "lesson", "-o", "{folder}/a.png"], "no lesson"),
        (["--view", "error_map", "-o", "{folder}/a.png"], "two weights"),
        (["-o", "{folder}/a.bmp"], ".bmp"),
        (["--size", "800", "-o", "{folder}/a.png"], "800x600"),
        (["--size", "99999x10", "-o", "{folder}/a.png"], "99999"),
        (["--scale", "0", "-o", "{folder}/a.png"], "0.25"),
        (["--from", "5", "--step", "2", "-o", "{folder}/a.gif"], "step 5 to step 2"),
        (["--fps", "x", "-o", "{folder}/a.gif"], "number"),
        (["--step", "100000", "--learning-rate", "5", "-o", "{folder}/a.png"], "diverged"),
        (["-o", "{folder}/missing/a.png"], "missing"),
        ([], "-o"),
    ],
)
def test_bad_input_is_refused_in_words(qapp, tmp_path, check_refused, arguments, said):
    check_refused(["render", "first_steps", *(part.format(folder=tmp_path) for part in arguments)], said)
    assert list(tmp_path.iterdir()) == []


def test_several_scenarios_to_one_file_are_refused(capsys, tmp_path):
    assert main(["render", "first_steps", "rosenbrock", "-o", str(tmp_path / "a.png")]) == 2
    assert "{name}" in capsys.readouterr().err


def bare_environment():
    """No display, and nobody who said what platform to take."""
    kept = ("PATH", "HOME", "LC_ALL", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {name: os.environ[name] for name in kept if name in os.environ}


def test_no_display_is_needed_and_nothing_is_said(tmp_path):
    path = tmp_path / "a.png"
    done = subprocess.run(
        [sys.executable, "-m", "gdsim", "render", "first_steps", *SMALL, "--view", "fit", "-o", str(path)],
        capture_output=True, text=True, timeout=60, env=bare_environment(),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert size_of(path) == (200, 150)


def test_a_terminal_sees_how_far_a_film_is(tmp_path):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = ["render", "first_steps", *SMALL, "--view", "fit", "--step", "5", "-o", str(tmp_path / "a.gif")]
    with subprocess.Popen(
        [sys.executable, "-m", "gdsim", *command], stderr=theirs, env=bare_environment()
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:  # Linux tells the end of a terminal so
            pass
        os.close(ours)
    assert process.returncode == 0
    assert b"6/6" in said


def test_a_work_sheet_is_written(qapp, tool, tmp_path, by_hand):
    path = tmp_path / "sheet.pdf"
    assert main(["worksheet", by_hand, "--steps", "2", "-o", str(path)]) == 0
    text = tool("pdftotext", "-layout", path, "-")
    assert "−7.000" in text
    assert "Step 2" in text
    assert "Step 3" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["-o", "a.txt"], ".pdf"), (["--steps", "0", "-o", "{folder}/a.pdf"], "at least one")],
)
def test_a_work_sheet_that_cannot_be_is_refused(qapp, tmp_path, capsys, arguments, said):
    assert main(["worksheet", "first_steps", *(part.format(folder=tmp_path) for part in arguments)]) == 2
    assert said in capsys.readouterr().err


def test_of_many_work_sheets_those_that_can_be_are_written_and_the_others_named(tmp_path, capsys):
    names = ["one_record", "breast_tumours", "saddle"]
    assert main(["worksheet", *names, "--steps", "1", "--progress-lines", "-o", f"{tmp_path}/"]) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"one_record.pdf", "saddle.pdf"}
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line[0].isdigit()] == ["1/3", "2/3", "3/3"]
    assert any(line.startswith("gdsim: breast_tumours: This is too much for paper") for line in said)
