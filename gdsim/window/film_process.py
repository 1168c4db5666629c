"""Has an animation made beside the window, by the program's own command."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.scenario import save
from gdsim.scenario.scenario import Scenario

_PROGRESS = re.compile(r"(\d+)/(\d+)")
_WAIT = 3000  # milliseconds for a process that was told to end


class FilmProcess(QObject):
    """One animation in the making.

    Signals:
        progress: frames done, of how many.
        finished: None, or a Message that says why there is no animation.
    """

    progress = Signal(int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._cancelled = False
        self._said = ""
        self._process = QProcess(self)
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
        self._cancelled, self._said = False, ""
        source = Path(self._folder.name) / "film.gdsim.json"
        save(replace(scenario, csv=None), source)
        command = ["render", str(source), "-o", str(path), "--progress-lines", *options]
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        # What it was writing when it was told to end goes with the folder.
        for name in ("TMPDIR", "TEMP", "TMP"):
            environment.insert(name, self._folder.name)
        self._process.setProcessEnvironment(environment)
        program, *first = own_command()
        self._process.start(program, [*first, *command])

    def cancel(self) -> None:
        """Let it be; nothing is written."""
        self._cancelled = True
        self._process.kill()
        self._process.waitForFinished(_WAIT)

    def _read(self) -> None:
        for line in bytes(self._process.readAllStandardError().data()).decode(errors="replace").splitlines():
            match = _PROGRESS.fullmatch(line)
            if match:
                self.progress.emit(int(match[1]), int(match[2]))
            elif line:
                self._said = line.removeprefix("gdsim: ")

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._clean()
        if self._cancelled:
            self.finished.emit(Message(QT_TR_NOOP("Cancelled; nothing was written.")))
        elif code != 0 or status != QProcess.ExitStatus.NormalExit:
            self.finished.emit(
                Message(
                    QT_TR_NOOP("The animation could not be made: {reason}"), reason=self._said or str(code)
                )
            )
        else:
            self.finished.emit(None)

    def _fail(self, error: QProcess.ProcessError) -> None:
        """Of other errors, ``finished`` tells too."""
        if error == QProcess.ProcessError.FailedToStart:
            self._clean()
            reason = self._process.errorString()
            self.finished.emit(
                Message(QT_TR_NOOP("The animation could not be made: {reason}"), reason=reason)
            )

    def _clean(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def own_command() -> list[str]:
    """How the running program is called; in a bundle there is no Python around it."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "gdsim"]
