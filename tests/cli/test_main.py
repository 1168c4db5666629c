"""Which command is called, and in which language it speaks."""

import os
import subprocess
import sys

import pytest

from gdsim.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "activations", "--lang", "zh_CN"],
        ["--lang", "zh_CN", "list", "activations"],
        ["--lang=zh_CN", "list", "activations"],
    ],
)
def test_the_language_may_be_said_before_and_after_the_command(capsys, arguments):
    assert main(arguments) == 0
    assert "恒等" in capsys.readouterr().out


def test_the_environment_chooses_the_language_and_no_qt_is_needed_for_it():
    program = (
        "import sys; from gdsim.cli import main; main(['list', 'optimizers']); "
        "sys.exit('PySide6' in sys.modules)"
    )
    environment = {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split() == ["gradient_descent", "梯度下降"]


def test_a_scenario_called_like_an_option_s_value_is_no_command(capsys):
    assert main(["--theme", "list"]) == 2
    assert "--theme" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "meant"), [("explan", "explain"), ("lst", "list"), ("Render", "render")])
def test_a_misspelt_command_is_refused_with_the_one_that_is_meant(capsys, typed, meant):
    assert main([typed, "first_steps"]) == 2
    assert f"“{typed}” is no command; did you mean “{meant}”?" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["first_stepz", "check.json", "momentun"])
def test_a_misspelt_scenario_is_not_taken_for_a_command(capsys, typed):
    assert main([typed]) == 2
    assert "command" not in capsys.readouterr().err
