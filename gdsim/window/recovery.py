"""Unsaved work kept beside the window, and what a program that was killed has left, offered again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from gdsim import scenario as scenarios
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized, tr
from gdsim.session import Session
from gdsim.session.autosave import Autosave, discard, file_of, lost_work
from gdsim.window.documents import Documents

_ANSWERS = ("action_recover_work", "action_discard_lost_work")


class Recovery(QObject):
    """Keeps the session's unsaved work from ``begin`` to ``close``.

    Signals:
        offered: a Message, and the names of the actions that answer it.
        told: a Message: something could not be done.
    """

    offered = Signal(object, object)
    told = Signal(object)

    def __init__(self, session: Session, documents: Documents) -> None:
        super().__init__(documents)
        self._session = session
        self._documents = documents
        self._folder: Path | None = None
        self._autosave: Autosave | None = None
        self._aside: Scenario | None = None
        documents.file_changed.connect(self._on_file)

    def begin(self, folder: Path) -> None:
        """Keep the work there from now on, and offer what was lost."""
        self._folder = folder
        self._autosave = Autosave(self._session, folder)
        self._on_file()
        self._autosave.set_aside(self._aside)
        self._offer()

    def lost(self) -> list[Path]:
        """What programs that were killed have left, the latest first."""
        return lost_work(self._folder) if self._folder else []

    def recover_work(self) -> None:
        """Show the latest lost work, still unsaved; what was open may be saved before."""
        lost = self.lost()
        if not lost or not self._documents.may_discard():
            return
        try:
            self._documents.show(scenarios.load(lost[0]), file_of(lost[0]), saved=False)
        except GdsimError as error:
            self.told.emit(error.message)
            return
        if self.keep_now():  # only then it lies there twice
            discard(lost[0])
        self._offer()

    def discard_lost_work(self) -> None:
        """Let the latest lost work go for good, if that is what the person means."""
        for path in self.lost()[:1]:
            if self._may_go(path):
                discard(path)
                self.told.emit(Message(QT_TR_NOOP("The lost work is gone.")))
        self._offer()

    def _may_go(self, path: Path) -> bool:
        """A slip must not cost the work."""
        buttons = QMessageBox.StandardButton
        time = QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime))
        text = tr("Let the unsaved work on “{name}” of {time} go for good?").format(
            name=_name_of(path),
            time=QLocale().toString(time, QLocale.FormatType.ShortFormat),
        )
        window = self._documents.window
        choices = buttons.Discard | buttons.Cancel
        answer = QMessageBox.question(window, tr("Lost work"), text, choices, buttons.Cancel)
        return answer == buttons.Discard

    def set_aside(self, scenario: Scenario | None) -> None:
        """Keep this unsaved work while the session shows something else, None: it does no longer."""
        self._aside = scenario
        if self._autosave is not None:
            self._autosave.set_aside(scenario)

    def leave_behind(self) -> None:
        """What is set aside does not come back: it is offered as lost work is."""
        try:
            left = self._autosave is not None and self._autosave.leave_behind()
        except GdsimError as error:
            self.told.emit(error.message)
            return
        if left:  # once what is said of a newly opened file has been said
            QTimer.singleShot(0, self, self._offer_left)

    def _offer_left(self) -> None:
        message = Message(QT_TR_NOOP("Your unsaved work from before the lesson is kept."))
        self.offered.emit(message, _ANSWERS)

    def keep_now(self) -> bool:
        """Keep unsaved work without waiting; False where that cannot be."""
        if self._autosave is None:
            return False
        try:
            if self._autosave.work is not None:
                self._autosave.write_now()
        except GdsimError as error:
            self.told.emit(error.message)
            return False
        return True

    def close(self) -> None:
        """Nothing need be kept any more."""
        if self._autosave is not None:
            self._autosave.close()
            self._autosave = None

    def _on_file(self) -> None:
        if self._autosave is not None:
            self._autosave.belongs_to = self._documents.path

    def _offer(self) -> None:
        count = len(self.lost())
        if count:
            message = Message(
                QT_TR_NOOP("Unsaved work from a program that did not end as it should: {count}."), count=count
            )
            self.offered.emit(message, _ANSWERS)


def _name_of(path: Path) -> str:
    """What lost work is called: its file's name, else its own title."""
    file = file_of(path)
    if file is not None:
        return file.name
    try:
        title = localized(scenarios.load(path).title)
    except GdsimError:
        title = ""
    return title or tr("Untitled")
