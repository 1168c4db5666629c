"""Where no window can be shown it is said in a sentence, not by Qt's abort."""

import socket
import subprocess
import sys

import pytest

from gdsim.window.display import display_missing

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland are Linux's")


@pytest.fixture
def environment(monkeypatch):
    """Sets these variables, and none of the others that name a display."""

    def put(**values):
        for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))

    return put


@pytest.fixture
def compositor(tmp_path):
    """The folder of a socket ``wayland-7`` on which somebody listens."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        yield tmp_path


def test_no_display_at_all_is_said(environment):
    environment()
    assert "There is no display for a window here" in str(display_missing())


@pytest.mark.parametrize(
    "names", [{"DISPLAY": ":4711"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "wayland-7"}]
)
def test_a_display_that_does_not_answer_is_named(environment, tmp_path, names):
    environment(XDG_RUNTIME_DIR=tmp_path, **names)
    ((name, value),) = names.items()
    assert f"No display answers at {name}={value}" in str(display_missing())


def test_one_of_two_that_answers_is_enough(environment, compositor):
    environment(XDG_RUNTIME_DIR=compositor, DISPLAY=":4711", WAYLAND_DISPLAY="wayland-7")
    assert display_missing() is None
    environment(XDG_RUNTIME_DIR=compositor, WAYLAND_DISPLAY=compositor / "wayland-7")
    assert display_missing() is None


def test_the_platform_that_is_asked_for_counts(environment, compositor):
    names = {"XDG_RUNTIME_DIR": compositor, "DISPLAY": ":4711", "WAYLAND_DISPLAY": "wayland-7"}
    environment(QT_QPA_PLATFORM="xcb", **names)
    assert "DISPLAY=:4711:" in str(display_missing())
    environment(QT_QPA_PLATFORM="offscreen")
    assert display_missing() is None


def test_the_program_ends_with_the_sentence_in_the_language_asked_for(environment):
    environment(DISPLAY=":4711")
    ended = subprocess.run(
        [sys.executable, "-m", "gdsim", "--lang", "en"], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("gdsim: No display answers at DISPLAY=:4711")
    assert len(ended.stderr.splitlines()) == 1
