"""Has animations, and files of many scenarios, made beside the window, by the program's own commands."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment, Signal

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.scenario import save
from gdsim.scenario.scenario import Scenario

# Why something is not there: a command failed, or was cancelled; for one animation, for many files.
_ONE = (
    QT_TR_NOOP("The animation could not be made: {reason}"),
    QT_TR_NOOP("Cancelled; nothing was written."),
)
_MANY = (
    QT_TR_NOOP("Not all could be written: {reason}"),
    QT_TR_NOOP("Cancelled; what was written before stays."),
)
_MOST_REASONS = 4

_PROGRESS = re.compile(r"(\d+)/(\d+)")
_WAIT = 3000  # milliseconds for a process that was told to end


class FilmProcess(QObject):
    """One animation in the making, or files of many scenarios.

    Signals:
        progress: frames or files done, of how many.
        finished: None, or a Message that says why something is not there.
    """

    progress = Signal(int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._cancelled = False
        self._failed_words, self._cancelled_words = _ONE
        self._said: list[str] = []
        self._process = QProcess(self)
        self._process.setReadChannel(QProcess.ProcessChannel.StandardError)
        self._process.readyReadStandardError.connect(self._read)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail)

    @property
    def is_running(self) -> bool:
        """It is being made."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, scenario: Scenario, path: Path, options: Sequence[str]) -> None:
        """Make the animation of this scenario, with these options of ``gdsim render``.

        Raises:
            GdsimError: the scenario could not be handed over.
        """
        self._folder = tempfile.TemporaryDirectory()
        source = Path(self._folder.name) / "film.gdsim.json"
        save(replace(scenario, csv=None), source)
        self._failed_words, self._cancelled_words = _ONE
        self._run(["render", str(source), "-o", str(path), *options])

    def start_many(self, command: Sequence[str]) -> None:
        """Have the files of many scenarios made, by this command of gdsim."""
        self._folder = tempfile.TemporaryDirectory()
        self._failed_words, self._cancelled_words = _MANY
        self._run(command)

    def _run(self, command: Sequence[str]) -> None:
        assert self._folder is not None
        self._cancelled, self._said = False, []
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        # What it was writing when it was told to end goes with the folder.
        for name in ("TMPDIR", "TEMP", "TMP"):
            environment.insert(name, self._folder.name)
        self._process.setProcessEnvironment(environment)
        program, *first = own_command()
        self._process.start(program, [*first, *command, "--progress-lines"])

    def cancel(self) -> None:
        """Let it be: nothing more is written."""
        self._cancelled = True
        self._process.kill()
        self._process.waitForFinished(_WAIT)

    def _read(self) -> None:
        while self._process.canReadLine():
            self._take(self._process.readLine())

    def _take(self, data: QByteArray) -> None:
        """A line: how far it is, or what it says."""
        line = bytes(data.data()).decode(errors="replace").strip()
        match = _PROGRESS.fullmatch(line)
        if match:
            self.progress.emit(int(match[1]), int(match[2]))
        elif line:
            self._said.append(line.removeprefix("gdsim: "))

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._take(self._process.readAll())
        self._clean()
        if self._cancelled:
            self.finished.emit(Message(self._cancelled_words))
        elif code != 0 or status != QProcess.ExitStatus.NormalExit:
            self._tell_failure("\n".join(self._said[-_MOST_REASONS:]) or str(code))
        else:
            self.finished.emit(None)

    def _tell_failure(self, reason: str) -> None:
        self.finished.emit(Message(self._failed_words, reason=reason))

    def _fail(self, error: QProcess.ProcessError) -> None:
        """Of other errors, ``finished`` tells too."""
        if error == QProcess.ProcessError.FailedToStart:
            self._clean()
            self._tell_failure(self._process.errorString())

    def _clean(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def own_command() -> list[str]:
    """How the running program is called; in a bundle there is no Python around it.

    A folder "gdsim" where the user stands, such as that of a clone, is not the program: -P.
    """
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "gdsim"]
