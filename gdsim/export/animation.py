"""A run as a moving picture: GIF or MP4, a frame a step, or a frame a part of a step."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.export.picture import Canvas, unknown_suffix
from gdsim.scenario.whole_file import write_atomically
from gdsim.session import Session

ANIMATION_SUFFIXES = (".gif", ".mp4")
FRAMES_PER_SECOND = 5.0

# Pixels, line after line, of four bytes each: blue, green, red and one that means nothing.
Frame = bytes

# Told how many frames are done, of how many; answers whether to go on.
Progress = Callable[[int, int], bool]

# How long a GIF's last frame stays: a run that begins anew at once cannot be read.
_LAST_SECONDS = 1.5
_COLORS = 255
# Frames from which the palette of all is made.
_PALETTE_FRAMES = 6
# A GIF counts in hundredths of a second, and players take less than two of them for ten.
_SHORTEST = 2


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The person wants no animation any more; nothing was written."""


@dataclass(frozen=True)
class Film:
    """Which frames there are, and how fast they go.

    Attributes:
        first, last: step numbers; the run may end before the last.
        frames_per_second: how fast.
        sub_steps: a frame for each part of a step too.
    """

    first: int
    last: int
    frames_per_second: float = FRAMES_PER_SECOND
    sub_steps: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be shown.

        Raises:
            GdsimError: steps the wrong way round, or no frames a second.
        """
        if not 0 <= self.first <= self.last:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("An animation from step {first} to step {last} is not possible."),
                    first=self.first,
                    last=self.last,
                )
            )
        if not 0.1 <= self.frames_per_second <= 100.0:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("From 0.1 to 100 frames a second are possible, not {found}."),
                    found=float(self.frames_per_second),
                )
            )

    def frame_count(self, session: Session) -> int:
        """Frames of a run that does not end before the last step."""
        per_step = len(session.stages) if self.sub_steps else 1
        return 1 + (self.last - self.first) * per_step


def save_animation(
    canvas: Canvas,
    session: Session,
    film: Film,
    path: Path,
    progress: Progress | None = None,
    rest: Iterable[Frame] = (),
    count: int | None = None,
) -> None:
    """Write the run, whole or not at all, in the form that the name's ending says.

    The session is moved. The run ends early where the descent diverges.

    Args:
        canvas: shows the session.
        session: at any step.
        film: which frames.
        path: of the file.
        progress: told of each frame.
        rest: frames that follow, drawn elsewhere.
        count: of all frames, told to the progress; None where there is no rest.

    Raises:
        GdsimError: the ending is none of ANIMATION_SUFFIXES, a frame cannot be made, or the file written.
        Cancelled: the progress said so.
    """
    writers = {".gif": _gif, ".mp4": _mp4}
    suffix = path.suffix.lower()
    if suffix not in writers:
        raise unknown_suffix(path.suffix, ANIMATION_SUFFIXES)
    frames = _counted(
        chain(frames_of(canvas, session, film), rest), count or film.frame_count(session), progress
    )
    write_atomically(path, writers[suffix](frames, canvas.size, film.frames_per_second))


def reach(session: Session, step: int) -> None:
    """Bring a session to this step number, or as far as its descent goes.

    Raises:
        GdsimError: the rule refuses a step on the way.
    """
    if session.step_number > step:
        session.reset()
    before = -1
    while before < session.step_number < step:
        before = session.step_number
        # Nobody sees those on the way.
        told = session.blockSignals(before < step - 1)
        try:
            session.step()
        finally:
            session.blockSignals(told)
    if before == session.step_number:
        session.stepped.emit()  # ended on the way


def ffmpeg_program() -> str:
    """The program that makes films: the system's, or the one of the package imageio-ffmpeg.

    Raises:
        GdsimError: there is neither.
    """
    found = shutil.which("ffmpeg")
    if found:
        return found
    with contextlib.suppress(ImportError, RuntimeError):
        import imageio_ffmpeg

        return imageio_ffmpeg.get_ffmpeg_exe()
    raise GdsimError(
        Message(
            QT_TR_NOOP(
                "An MP4 needs the program ffmpeg: install it, or “pip install gdsim[video]”. A GIF needs neither."
            )
        )
    )


def frames_of(canvas: Canvas, session: Session, film: Film) -> Iterator[Frame]:
    """Draw the frames one by one; the session is moved."""
    reach(session, film.first)
    while True:
        canvas.settle()
        image = canvas.image()
        yield bytes(image.constBits())
        if session.step_number >= film.last or not _moved(session, film.sub_steps):
            break
    # A part of a step that was begun ends where it began.
    session.leave_stages()


def _moved(session: Session, sub_steps: bool) -> bool:
    """Go on by one frame; False where the descent has ended."""
    before = session.step_number
    if not sub_steps:
        session.step()
        return session.step_number > before
    session.next_stage()
    return session.stage is not None


def _counted(frames: Iterator[Frame], count: int, progress: Progress | None) -> Iterator[Frame]:
    for done, frame in enumerate(frames, start=1):
        yield frame
        if progress is not None and not progress(done, count):
            raise Cancelled


def _gif(frames: Iterator[Frame], size: QSize, rate: float) -> bytes:
    pictures = [Image.frombytes("RGB", size.toTuple(), frame, "raw", "BGRX") for frame in frames]
    palette = _palette(pictures)
    indexed = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    pause = max(_SHORTEST, round(100 / rate)) * 10
    pauses = [pause] * (len(indexed) - 1) + [max(pause, round(1000 * _LAST_SECONDS))]
    file = BytesIO()
    indexed[0].save(file, "GIF", save_all=True, append_images=indexed[1:], duration=pauses, loop=0)
    return file.getvalue()


def _palette(pictures: list[Image.Image]) -> Image.Image:
    """One palette for all: colours that do not flicker, and a fifth of the time."""
    stride = max(1, (len(pictures) - 1) // (_PALETTE_FRAMES - 1))
    chosen = pictures[::stride]
    width, height = chosen[0].size
    sheet = Image.new("RGB", (width, height * len(chosen)))
    for index, picture in enumerate(chosen):
        sheet.paste(picture, (0, index * height))
    return sheet.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _mp4(frames: Iterator[Frame], size: QSize, rate: float) -> bytes:
    program = ffmpeg_program()
    # A film needs even sides: the last pixels are there twice where they are odd.
    right, bottom = size.width() % 2, size.height() % 2
    even = f"pad=iw+{right}:ih+{bottom},fillborders=right={right}:bottom={bottom}:mode=smear"
    # An index at its beginning lets it play while it loads.
    command = [
        *(
            program,
            "-v",
            "error",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "bgr0",
            "-s",
            f"{size.width()}x{size.height()}",
        ),
        *("-r", repr(rate), "-i", "-", "-vf", even, "-c:v", "libx264", "-preset", "veryfast"),
        *("-crf", "18", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-y"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "film.mp4"
        with (
            tempfile.TemporaryFile() as said,
            # Of its own session: Ctrl+C on the terminal means this program, which ends the other.
            subprocess.Popen(
                [*command, str(file)], stdin=subprocess.PIPE, stderr=said, start_new_session=True
            ) as process,
        ):
            assert process.stdin is not None
            try:
                with contextlib.suppress(BrokenPipeError):
                    for frame in frames:
                        process.stdin.write(frame)
            except BaseException:
                process.kill()
                raise
            finally:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
            process.wait()
            said.seek(0, os.SEEK_SET)
            problem = said.read().decode(errors="replace").strip()
        if process.returncode != 0:
            raise GdsimError(Message(QT_TR_NOOP("ffmpeg could not make the film: {reason}"), reason=problem))
        return file.read_bytes()
