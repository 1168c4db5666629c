"""The command ``render``: pictures and animations without a screen."""

from __future__ import annotations

import argparse
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gdsim.cli.argument import count_argument
from gdsim.cli.output import Progress, add_progress_lines, output_paths, write_each
from gdsim.cli.overridden import overridden_scenario
from gdsim.cli.parser import THEMES, Command, UsageError, add_scenario
from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import language, tr

if TYPE_CHECKING:
    from gdsim.export.animation import Film
    from gdsim.export.picture import Canvas
    from gdsim.session import Session

FORMATS = ("png", "svg", "pdf", "gif", "mp4")

_MOVING = (".gif", ".mp4")
# Steps of an animation of a run that does not end by itself before.
_MOST_STEPS = 100


def _render(options: argparse.Namespace) -> int:
    paths = output_paths(options.scenarios, options.output, f".{options.format}")
    progress = Progress(tr("pictures"), options.progress_lines)
    return write_each(options.scenarios, paths, progress, partial(_render_one, options))


def _render_one(options: argparse.Namespace, name: str, path: Path) -> None:
    from gdsim.cli.hidden import hidden_session
    from gdsim.export.animation import FRAMES_PER_SECOND, Film
    from gdsim.export.picture import PICTURE_SUFFIXES, unknown_suffix
    from gdsim.views.shared.theme import THEMES as ALL_THEMES
    from gdsim.window.offscreen import offscreen

    scenario = overridden_scenario(options, name)
    suffix = ".mp4" if options.share else path.suffix.lower()
    if suffix not in (*PICTURE_SUFFIXES, *_MOVING):
        raise unknown_suffix(path.suffix, (*PICTURE_SUFFIXES, *_MOVING))
    film = None
    if suffix in _MOVING:
        last = _last_step(scenario) if options.step is None else options.step
        film = Film(options.first, last, options.fps or FRAMES_PER_SECOND, options.sub_steps)
    with hidden_session(scenario) as session:
        theme = ALL_THEMES[options.theme]
        canvas = offscreen(session, theme, options.view, options.size, options.scale, suffix)
        if film is not None:
            _render_film(scenario, canvas, session, film, path, options)
        else:
            _render_still(canvas, session, path, options.step or 0)


def _render_still(canvas: AbstractContextManager[Canvas], session: Session, path: Path, step: int) -> None:
    from gdsim.export.animation import reach

    with canvas as drawn:
        reach(session, step)
        if session.step_number < step:
            raise UsageError(
                tr("There is no step {step}: the descent diverged at step {last}.").format(
                    step=step, last=session.step_number
                )
            )
        drawn.settle()
        drawn.save(path)


def _render_film(
    scenario: Scenario,
    canvas: AbstractContextManager[Canvas],
    session: Session,
    film: Film,
    path: Path,
    options: argparse.Namespace,
) -> None:
    from gdsim.cli.film_share import drawn_beside, halves, send_frames
    from gdsim.export.animation import Cancelled, save_animation

    if options.share:
        with canvas as drawn:
            send_frames(drawn, session, film, sys.stdout.buffer)
        return
    count = film.frame_count(session)
    own, other = halves(film, count)
    with (
        Progress(path.name, options.progress_lines and len(options.scenarios) == 1) as progress,
        # Before the canvas: both processes get ready at once.
        drawn_beside(scenario, _share_options(other, options)) if other else nullcontext(()) as rest,
        canvas as drawn,
    ):
        try:
            with _interruptions() as asked:
                save_animation(
                    drawn, session, own, path, lambda *done: progress(*done) and not asked, rest, count
                )
        except Cancelled:
            raise KeyboardInterrupt from None


@contextmanager
def _interruptions() -> Iterator[list[int]]:
    """Ctrl+C as an entry in a list: an exception in the middle of Qt's drawing would end the process."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield asked  # only there signals arrive
        return
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _share_options(film: Film, options: argparse.Namespace) -> list[str]:
    """What a process must be told that draws this part of a film."""
    told = {
        "--from": film.first,
        "--step": film.last,
        "--view": options.view,
        "--scale": options.scale,
        "--theme": options.theme,
        "--lang": language(),
    }
    if options.size is not None:
        told["--size"] = f"{options.size.width()}x{options.size.height()}"
    flags = ["--sub-steps"] if options.sub_steps else []
    return [*(str(part) for pair in told.items() for part in pair), *flags]


def _last_step(scenario: Scenario) -> int:
    descent = scenario.descent()
    descent.advance(_MOST_STEPS)
    return descent.step_number


def _size(text: str) -> object:
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(
            tr("WIDTHxHEIGHT is needed, as in 800x600, not {found}").format(found=text)
        )
    from PySide6.QtCore import QSize

    return QSize(int(match[1]), int(match[2]))


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.25 <= scale <= 8.0:
        raise argparse.ArgumentTypeError(
            tr("a number from 0.25 to 8 is needed, not {found}").format(found=text)
        )
    return scale


def _rate(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tr("{found} is not a number").format(found=text)) from None


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser, several=True)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.png|svg|pdf|gif|mp4",
        required=True,
        help=tr("the picture; with several scenarios a folder, or a name with {name} in it"),
    )
    parser.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], help=tr("form of pictures in a folder")
    )
    parser.add_argument(
        "--step",
        metavar="K",
        type=count_argument,
        help=tr("the step shown, else 0; the last of an animation"),
    )
    parser.add_argument("--view", metavar="NAME", default="window", help=tr("one view, such as error_map"))
    parser.add_argument("--size", metavar="WxH", type=_size, help=tr("in pixels, before --scale"))
    parser.add_argument(
        "--scale", type=_scale, default=1.0, metavar="S", help=tr("enlargement of everything")
    )
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0], help=tr("colours"))
    group = parser.add_argument_group(tr("of an animation"))
    group.add_argument(
        "--from", dest="first", metavar="A", type=count_argument, default=0, help=tr("the first step shown")
    )
    group.add_argument("--fps", metavar="N", type=_rate, help=tr("frames a second"))
    group.add_argument("--sub-steps", action="store_true", help=tr("show each part of a step"))
    add_progress_lines(group)
    # For the command itself, which shares the work.
    group.add_argument("--share", action="store_true", help=argparse.SUPPRESS)


RENDER = Command("render", QT_TR_NOOP("pictures and animations; needs no display"), _arguments, _render)
