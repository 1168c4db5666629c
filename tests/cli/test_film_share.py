"""A long film drawn by two processes: the same frames as by one, ended with it, and heard when it fails."""

import io
import os
import signal
import subprocess
import sys
import zlib

import pytest
from PySide6.QtCore import QSize

from gdsim.cli import film_share
from gdsim.cli.film_share import _changed, _difference, drawn_beside, halves, received, send_frames
from gdsim.engine.message import GdsimError
from gdsim.export.animation import Film, frames_of
from gdsim.export.picture import Canvas
from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.shared.look import Look


@pytest.fixture
def canvas_of(qtbot):
    def make(session):
        view = ErrorCurve(session, Look())
        qtbot.addWidget(view)
        return Canvas(view, Look(), session.background, QSize(160, 120))

    return make


def sent(session, canvas, film):
    """Frames that come from another process."""
    stream = io.BytesIO()
    send_frames(canvas, session, film, stream)
    stream.seek(0)
    return list(received(stream))


def test_only_a_long_film_is_halved_and_the_second_half_begins_where_the_first_ends():
    assert halves(Film(0, 20), 21) == (Film(0, 20), None)
    own, other = halves(Film(10, 110, 25.0, True), 601)
    assert other is not None
    assert own.first == 10
    assert own.last == other.first
    assert other.last == 110
    assert other.sub_steps


def test_the_halves_make_the_whole(canvas_of):
    whole, first, second = (Session(load("first_steps")) for _ in range(3))
    expected = list(frames_of(canvas_of(whole), whole, Film(0, 5)))
    begun = list(frames_of(canvas_of(first), first, Film(0, 2)))
    begun += sent(second, canvas_of(second), Film(2, 5))
    # By a sum of each: pytest would print millions of pixels.
    assert list(map(zlib.crc32, begun)) == list(map(zlib.crc32, expected))


def test_a_frame_like_the_one_before_arrives_too():
    frame, other = b"abcd" * 6, b"abcd" * 5 + b"wxyz"
    for after in (frame, other, b"wxyz" * 6):
        assert _changed(frame, _difference(frame=after, before=frame)) == after
        assert _difference(after, frame)


def test_a_run_that_ends_in_the_first_half_has_no_second(canvas_of):
    session = Session(load("diverging"))
    assert sent(session, canvas_of(session), Film(5000, 6000)) == []
    assert session.step_number < 5000


def test_a_process_that_fails_is_heard(monkeypatch):
    monkeypatch.setattr(
        film_share, "own_command", lambda: [sys.executable, "-c", "raise SystemExit('why not')"]
    )
    with drawn_beside(load("first_steps"), []) as frames, pytest.raises(GdsimError, match="why not"):
        next(frames)


def test_another_process_draws_frames_wherever_the_user_stands(qapp, tmp_path, monkeypatch):
    (tmp_path / "gdsim").mkdir()
    monkeypatch.chdir(tmp_path)
    options = ["--from", "1", "--step", "3", "--view", "fit", "--size", "160x120"]
    with drawn_beside(load("first_steps"), options) as frames:
        assert [len(frame) for frame in frames] == [4 * 160 * 120] * 2


def test_ctrl_c_ends_a_film_in_order(tmp_path):
    """Not in the middle of Qt's drawing, which would end the process with a fault.

    A terminal tells all that it has started: those that draw and pack beside it must not end before it.
    """
    path = tmp_path / "a.mp4"
    command = [sys.executable, "-m", "gdsim", "render", "first_steps", "--view", "fit", "--step", "60"]
    options = ["--size", "160x120", "--progress-lines", "-o", str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, *options], stderr=pipe, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the first frame is drawn
        os.killpg(process.pid, signal.SIGINT)
        assert "interrupted" in process.stderr.read()
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []
