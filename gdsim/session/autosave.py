"""Keeps unsaved work in a folder of the program's own, to be found again after a crash or a kill."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.file import save
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.whole_file import write_atomically
from gdsim.session.background import Cancelled, Result
from gdsim.session.session import Session

# Seconds of work that a crash may cost.
INTERVAL = 3.0

# The work; its lock; the path of the scenario file that it belongs to.
_ENDING, _LOCK, _FILE = ".gdsim.json", ".lock", ".file"
_KIND = "autosave"


def autosave_folder() -> Path:
    """Where the program keeps the user's unsaved work."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "gdsim" / "autosave"


def lost_work(folder: Path) -> list[Path]:
    """Scenario files left by programs that ended without closing their Autosave, the latest first."""
    files = [path for path in folder.glob(f"*{_ENDING}") if _is_abandoned(path)]
    return sorted(files, key=_changed, reverse=True)


def file_of(path: Path) -> Path | None:
    """The scenario file that lost work is the newer state of; None where it was never saved."""
    try:
        return Path(_beside(path, _FILE).read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return None


def discard(path: Path) -> None:
    """Remove lost work that is recovered or not wanted."""
    for part in (path, _beside(path, _LOCK), _beside(path, _FILE)):
        part.unlink(missing_ok=True)


class Autosave(QObject):
    """Writes the session's scenario beside the GUI, a few seconds after an edit, while it is unsaved.

    Saved or undone work is removed from the folder. Work that is set aside for a while stays there in the place
    of what the session shows meanwhile. Each running program has a file of its own, locked for as long as it
    runs. That writing fails is told once by ``session.problem``, until it works again.

    To recover: ``session.load(load(path), saved=False)``, ``write_now()``, ``discard(path)``, for a path
    of ``lost_work(folder)``.

    Attributes:
        belongs_to: the scenario file that the session's work is to be saved in, or None; kept with the work.
    """

    def __init__(self, session: Session, folder: Path, interval: float = INTERVAL) -> None:
        """Begin to keep the session's work; the folder is made when it is needed."""
        super().__init__(session)
        self.belongs_to: Path | None = None
        self._session = session
        self._file = _WorkFile(folder)
        self._aside: Scenario | None = None
        self._aside_belongs_to: Path | None = None
        self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * interval))
        self._timer.timeout.connect(self._write)
        session.scenario_changed.connect(self._on_changed)
        session.undo_stack.cleanChanged.connect(self._on_changed)
        session.background.result.connect(self._on_result)

    @property
    def path(self) -> Path:
        """Where the work lies while it is unsaved."""
        return self._file.path

    def set_aside(self, scenario: Scenario | None) -> None:
        """Unsaved work that the session does not show for a while, such as during a lesson; None: it does again."""
        if scenario is not self._aside:
            self._aside, self._aside_belongs_to = scenario, self.belongs_to
            self._on_changed()

    def leave_behind(self) -> bool:
        """Leave what is set aside as lost work, for it does not come back; False where nothing is.

        Raises:
            GdsimError: it cannot be written.
        """
        if self._aside is None:
            return False
        file = _WorkFile(self._file.path.parent)
        file.write(self._aside, self._aside_belongs_to)
        file.close()
        self.set_aside(None)
        return True

    @property
    def work(self) -> Scenario | None:
        """What would be lost without being kept, or None."""
        if self._aside is not None:
            return self._aside
        return self._session.scenario if self._session.is_dirty else None

    def write_now(self) -> None:
        """Write without waiting.

        Raises:
            GdsimError: it cannot be written.
        """
        self._file.write(self.work or self._session.scenario, self._work_belongs_to())

    def close(self) -> None:
        """Keep nothing any more: the work is saved, or not wanted."""
        self._session.scenario_changed.disconnect(self._on_changed)
        self._session.undo_stack.cleanChanged.disconnect(self._on_changed)
        self._forget()
        self._file.close()

    def _work_belongs_to(self) -> Path | None:
        return self.belongs_to if self._aside is None else self._aside_belongs_to

    def _on_changed(self) -> None:
        if self.work is None:
            self._forget()
        elif not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._timer.stop()
        self._session.background.cancel(_KIND)
        self._file.remove()

    def _write(self) -> None:
        work = self.work
        if work is not None:
            self._session.background.request(_KIND, _writing(self._file, work, self._work_belongs_to()))

    def _on_result(self, result: Result) -> None:
        if result.kind != _KIND or result.finished:
            return
        if result.value is not None and not self._failing:
            self._session.problem.emit(result.value)
        self._failing = result.value is not None


def _writing(
    file: _WorkFile, scenario: Scenario, belongs_to: Path | None
) -> Callable[[Cancelled], Iterator[object]]:
    """A job that yields None, or the Message that says why it could not write."""

    def job(cancelled: Cancelled) -> Iterator[object]:
        try:
            file.write(scenario, belongs_to, cancelled)
        except GdsimError as error:
            yield error.message
        else:
            yield None

    return job


class _WorkFile:
    """One program's file and its lock. May be written in one thread and removed in another."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / (secrets.token_hex(8) + _ENDING)
        self._lock = _lock_of(self.path)
        self._turn = threading.Lock()

    def write(
        self, scenario: Scenario, belongs_to: Path | None, cancelled: Cancelled = lambda: False
    ) -> None:
        with self._turn:
            if cancelled():
                return
            self._take_lock()
            self._note(belongs_to)
            save(scenario, self.path)

    def remove(self) -> None:
        with self._turn:
            if self._lock.isLocked():
                self.path.unlink(missing_ok=True)
                self._note(None)

    def close(self) -> None:
        with self._turn:
            self._lock.unlock()

    def _note(self, belongs_to: Path | None) -> None:
        note = _beside(self.path, _FILE)
        if belongs_to is None:
            note.unlink(missing_ok=True)
        else:
            write_atomically(note, str(belongs_to).encode("utf-8", "surrogateescape"))

    def _take_lock(self) -> None:
        if self._lock.isLocked():
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            locked = self._lock.tryLock(0)
        except OSError:
            locked = False
        if not locked:
            raise GdsimError(
                Message(QT_TR_NOOP("Unsaved work cannot be kept in {folder}."), folder=str(self.path.parent))
            )


def _beside(path: Path, ending: str) -> Path:
    """What lies beside a file of work."""
    return path.with_name(path.name.removesuffix(_ENDING) + ending)


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(_beside(path, _LOCK)))
    # However old: whether the program that holds it still runs is what counts.
    lock.setStaleLockTime(0)
    return lock


def _is_abandoned(path: Path) -> bool:
    """No running program holds the file."""
    lock = _lock_of(path)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another program has just removed it
        return 0.0
