"""Where a command's results and messages go."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from gdsim.cli.parser import UsageError
from gdsim.engine.message import GdsimError
from gdsim.scenario.presets import SUFFIX
from gdsim.scenario.whole_file import write_atomically
from gdsim.scenario.words import say, tr

_NAME_FIELD = "{name}"
_BAD_INPUT = 2
_DELAY = 0.5  # seconds that need no bar


def add_progress_lines(parser: argparse._ActionsContainer) -> None:
    """For the window, which has much work done by these commands, and reads how far they are."""
    parser.add_argument("--progress-lines", action="store_true", help=argparse.SUPPRESS)


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """--format where there is a choice, and -o."""
    if formats:
        parser.add_argument("--format", choices=formats, default=formats[0], help=tr("form of the output"))
    parser.add_argument("-o", "--output", metavar="FILE", help=tr("write to FILE, not to standard output"))


def write(text: str, path: str | None) -> None:
    """Write to the file, whole or not at all, or to standard output with None."""
    if path is None:
        sys.stdout.write(text)
    else:
        write_atomically(Path(path), text.encode())


def tell(text: str) -> None:
    """Say something beside the results."""
    print(text, file=sys.stderr)


def output_paths(scenarios: Sequence[str], output: str, suffix: str) -> list[Path]:
    """A file for each scenario: in the folder named, or the path with the scenario's name for {name}.

    Raises:
        UsageError: several scenarios would go to one file.
    """
    names = [Path(scenario).name.removesuffix(SUFFIX).removesuffix(".json") for scenario in scenarios]
    if Path(output).is_dir() or output.endswith("/"):
        Path(output).mkdir(parents=True, exist_ok=True)
        paths = [Path(output) / f"{name}{suffix}" for name in names]
    else:
        paths = [Path(output.replace(_NAME_FIELD, name)) for name in names]
    for path in paths:
        if paths.count(path) > 1:
            raise UsageError(
                tr(
                    "Several scenarios would be written to {path}; name a folder, or put {field} into the name."
                ).format(path=path, field=_NAME_FIELD)
            )
    return paths


def write_each(
    scenarios: Sequence[str],
    paths: Sequence[Path],
    progress: Progress,
    write_one: Callable[[str, Path], None],
) -> int:
    """Write a file for each scenario; of several, those that can be written. The exit status.

    Raises:
        GdsimError, UsageError: the only one cannot be written.
    """
    failed = False
    with progress:
        for done, (name, path) in enumerate(zip(scenarios, paths, strict=True), start=1):
            try:
                write_one(name, path)
            except (GdsimError, UsageError) as error:
                if len(paths) == 1:
                    raise
                failed = True
                tell(f"gdsim: {name}: {say(error.message) if isinstance(error, GdsimError) else error}")
            if len(paths) > 1:
                progress(done, len(paths))
    return _BAD_INPUT if failed else 0


class Progress:
    """A bar on standard error where that is a terminal, else nothing, or lines that a program can read."""

    def __init__(self, text: str, as_lines: bool = False) -> None:
        self._text = text
        self._as_lines = as_lines
        self._close: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._close is not None:
            self._close()

    def __call__(self, done: int, count: int) -> bool:
        """Show how many are done, of how many; always true: on a terminal, Ctrl+C cancels."""
        if self._as_lines:
            print(f"{done}/{count}", file=sys.stderr, flush=True)
        elif sys.stderr.isatty():
            self._show(done, count)
        return True

    def _show(self, done: int, count: int) -> None:
        if self._close is None:
            from tqdm import tqdm  # only where it is seen

            self._bar = tqdm(total=count, desc=self._text, file=sys.stderr, leave=False, delay=_DELAY)
            self._close = self._bar.close
        self._bar.n = done
        self._bar.refresh()
