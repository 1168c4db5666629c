"""The second half of a long film is drawn by a process of its own, while this one draws the first."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

import numpy as np

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.export.animation import Film, Frame, frames_of
from gdsim.export.picture import Canvas
from gdsim.scenario import save
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.window.film_process import own_command

# Below, a second process would not have started before this one is through.
_LONG = 50  # frames
# The part drawn here: the other process starts a little later.
_OWN = 0.53
_LENGTH = 4  # bytes that tell how many follow for a frame


def halves(film: Film, frames: int) -> tuple[Film, Film | None]:
    """What is drawn here and what beside it, where that pays; the second begins where the first ends.

    The same on every machine: what begins anew, such as the range of a plot, does so at the same frame.
    """
    if frames < _LONG or film.last - film.first < 2:
        return film, None
    middle = film.first + max(1, round(_OWN * (film.last - film.first)))
    return replace(film, last=middle), replace(film, first=middle)


def send_frames(canvas: Canvas, session: Session, film: Film, stream: IO[bytes]) -> None:
    """In the other process: write the frames to a stream, each as what differs from the one before.

    The first, which is drawn twice, is left out.
    """
    before: Frame = b""
    for index, frame in enumerate(frames_of(canvas, session, film)):
        if session.step_number < film.first:
            return  # the run ended in the other half
        if index > 0:
            packed = _difference(frame, before) if before else frame
            stream.write(len(packed).to_bytes(_LENGTH) + packed)
            stream.flush()
            before = frame


def _difference(frame: Frame, before: Frame) -> bytes:
    """Where a frame is not as the one before, and what it is there: of each a number for a pixel."""
    here, there = np.frombuffer(frame, np.uint32), np.frombuffer(before, np.uint32)
    places = np.flatnonzero(here != there)
    if len(places) == 0:
        places = np.zeros(1, np.intp)  # no length is 0: that is the end
    return places.astype(np.uint32).tobytes() + here[places].tobytes()


def _changed(before: Frame, difference: bytes) -> Frame:
    """The frame that differs so from the one before."""
    places, pixels = np.frombuffer(difference, np.uint32).reshape(2, -1)
    frame = np.frombuffer(before, np.uint32).copy()
    frame[places] = pixels
    return frame.tobytes()


@contextmanager
def drawn_beside(scenario: Scenario, options: Sequence[str]) -> Iterator[Iterator[Frame]]:
    """Frames that another process draws; it ends with the block.

    Args:
        scenario: with everything that differs from its file.
        options: of ``render``, but for the scenario and the output.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        source = Path(folder) / "film.gdsim.json"
        save(replace(scenario, csv=None), source)
        command = [*own_command(), "render", str(source), *options, "--share", "-o", os.devnull]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        # Of its own session: Ctrl+C on the terminal means this process, which ends the other.
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=said, env=environment, start_new_session=True
        ) as process:
            assert process.stdout is not None
            try:
                yield _or_the_reason(received(process.stdout), process, said)
            finally:
                process.kill()


def received(stream: IO[bytes]) -> Iterator[Frame]:
    """The frames that another process sends; they are taken as they come, so that it never waits."""
    packed: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read, args=(stream, packed), daemon=True).start()
    return _unpacked(packed)


def _read(stream: IO[bytes], packed: SimpleQueue[bytes]) -> None:
    while length := int.from_bytes(stream.read(_LENGTH)):
        packed.put(stream.read(length))
    packed.put(b"")


def _unpacked(packed: SimpleQueue[bytes]) -> Iterator[Frame]:
    frame: Frame = b""
    while data := packed.get():
        frame = _changed(frame, data) if frame else data
        yield frame


def _or_the_reason(
    frames: Iterator[Frame], process: subprocess.Popen[bytes], said: IO[bytes]
) -> Iterator[Frame]:
    """All frames of a process.

    Raises:
        GdsimError: it could not draw all.
    """
    yield from frames
    if process.wait() != 0:
        said.seek(0)
        reason = said.read().decode(errors="replace").strip().removeprefix("gdsim: ")
        raise GdsimError(
            Message(
                QT_TR_NOOP("The animation could not be made: {reason}"),
                reason=reason or str(process.returncode),
            )
        )
