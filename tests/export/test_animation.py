"""Animations as other programs see them: frames, sizes, times; cancelled ones leave nothing."""

import json
import sys

import pytest
from PIL import Image
from PySide6.QtCore import QSize

from gdsim.engine.message import GdsimError
from gdsim.export import animation
from gdsim.export.animation import Cancelled, Film, reach, save_animation
from gdsim.export.picture import Canvas
from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.fit import Fit
from gdsim.views.shared.look import Look

SIZE = QSize(160, 120)


@pytest.fixture
def film_of(qtbot):
    """Save a film of the fit; returns the session."""

    def make(path, film, scenario="first_steps", size=SIZE, progress=None):
        look = Look()
        session = Session(load(scenario))
        view = Fit(session, look)
        qtbot.addWidget(view)
        save_animation(Canvas(view, look, session.background, size), session, film, path, progress)
        return session

    return make


def probed(tool, path):
    """The film's first stream, its frames counted."""
    options = ("-v", "error", "-count_frames", "-of", "json", "-show_streams")
    return json.loads(tool("ffprobe", *options, path))["streams"][0]


def durations(path):
    """Of each frame, in milliseconds."""
    found = []
    with Image.open(path) as picture:
        for frame in range(picture.n_frames):
            picture.seek(frame)
            found.append(picture.info["duration"])
    return found


def test_a_gif_has_a_frame_a_step(film_of, tool, tmp_path):
    film_of(tmp_path / "a.gif", Film(2, 6, 20.0))
    stream = probed(tool, tmp_path / "a.gif")
    assert (stream["width"], stream["height"], stream["nb_read_frames"]) == (160, 120, "5")


def test_a_gif_stands_as_long_as_asked_for_and_longer_at_its_end(film_of, tmp_path):
    film_of(tmp_path / "a.gif", Film(0, 3, 20.0))
    assert durations(tmp_path / "a.gif") == [50, 50, 50, 1500]
    with Image.open(tmp_path / "a.gif") as picture:
        assert picture.info["loop"] == 0  # for ever


def test_the_frames_of_a_gif_differ_by_what_moves(film_of, tmp_path):
    film_of(tmp_path / "a.gif", Film(0, 2))
    with Image.open(tmp_path / "a.gif") as picture:
        frames = []
        for frame in range(3):
            picture.seek(frame)
            frames.append(picture.convert("RGB").tobytes())
    assert len(set(frames)) == 3


@pytest.mark.parametrize(("size", "even"), [(QSize(160, 120), (160, 120)), (QSize(161, 121), (162, 122))])
def test_an_mp4_has_a_frame_a_step_and_even_sides(film_of, tool, tmp_path, size, even):
    tool("ffmpeg", "-version")
    film_of(tmp_path / "a.mp4", Film(0, 9, 25.0), size=size)
    stream = probed(tool, tmp_path / "a.mp4")
    assert (stream["width"], stream["height"]) == even
    assert (stream["nb_read_frames"], stream["r_frame_rate"], stream["codec_name"]) == ("10", "25/1", "h264")
    assert stream["pix_fmt"] == "yuv420p"  # what every player takes
    tool("ffmpeg", "-v", "error", "-i", tmp_path / "a.mp4", "-frames:v", 1, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.getpixel((even[0] - 1, even[1] - 1)) == pytest.approx((255, 255, 255), abs=3)


def test_sub_steps_have_frames_of_their_own(film_of, tmp_path):
    told = []
    film = Film(1, 3, sub_steps=True)
    session = film_of(tmp_path / "a.gif", film, progress=lambda *state: told.append(state) or True)
    # The start and, for each of two steps, six stages: predict, residuals, sum, gradient, scale, move.
    assert told == [(done, 13) for done in range(1, 14)]
    assert session.step_number == 3
    # Frames that look alike are one that stands longer.
    assert sum(durations(tmp_path / "a.gif")) == 12 * 200 + 1500


def test_a_run_that_diverges_ends_the_film(film_of, tool, tmp_path):
    session = film_of(tmp_path / "a.gif", Film(0, 500), scenario="diverging")
    assert 5 < session.step_number < 500
    assert probed(tool, tmp_path / "a.gif")["nb_read_frames"] == str(session.step_number + 1)


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
def test_a_cancelled_film_leaves_what_was_there(film_of, tool, tmp_path, name):
    tool("ffmpeg", "-version")
    (tmp_path / name).write_bytes(b"an older film")
    with pytest.raises(Cancelled):
        film_of(tmp_path / name, Film(0, 50), progress=lambda done, count: done < 3)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"an older film"


def test_without_ffmpeg_the_way_out_is_named(film_of, tmp_path, monkeypatch):
    monkeypatch.setattr(animation.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(GdsimError, match=r"pip install gdsim\[video\]"):
        film_of(tmp_path / "a.mp4", Film(0, 2))
    assert list(tmp_path.iterdir()) == []


def test_what_ffmpeg_says_is_told(film_of, tmp_path, monkeypatch):
    false = tmp_path / "ffmpeg"
    false.write_text("#!/bin/sh\necho no such codec >&2\nexit 1\n")
    false.chmod(0o755)
    monkeypatch.setattr(animation.shutil, "which", lambda name: str(false))
    with pytest.raises(GdsimError, match="no such codec"):
        film_of(tmp_path / "a.mp4", Film(0, 2))
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize(("film", "said"), [((5, 2), "step 5 to step 2"), ((0, 2, 0.0), "frames a second")])
def test_a_film_that_cannot_be_is_refused_in_words(film, said):
    with pytest.raises(GdsimError, match=said):
        Film(*film)


def test_a_picture_is_no_film(film_of, tmp_path):
    with pytest.raises(GdsimError, match=r"\.png"):
        film_of(tmp_path / "a.png", Film(0, 2))


def test_reach_goes_there_from_anywhere(qapp):
    session = Session(load("first_steps"))
    reach(session, 7)
    assert session.step_number == 7
    weights = session.weights.copy()
    reach(session, 9)
    reach(session, 7)
    assert session.step_number == 7
    assert (session.weights == weights).all()
