"""Scenario files as the window sees them: which one is open, is it saved, and the dialogs that ask."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdsim import scenario as scenarios
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.scenario.history_file import history_path, load_history, save_history
from gdsim.scenario.line import from_line, to_line
from gdsim.scenario.presets import SUFFIX, is_shipped
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized, tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.window.save_path import ask_save_path

# What no system, or not every one, has in the names of its files.
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')


class Documents(QObject):
    """The open scenario file.

    Signals:
        file_changed: another file is open, or none.
        told: a Message for the person: what was done, or could not be.
        offered: a Message, and the names of the actions that answer it.
    """

    file_changed = Signal()
    told = Signal(object)
    offered = Signal(object, object)

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._window = window
        self._path: Path | None = None
        self._loaded = session.scenario

    @property
    def window(self) -> QWidget:
        """Over which dialogs appear."""
        return self._window

    @property
    def path(self) -> Path | None:
        """The open file, or None for what was never saved and for shipped scenarios."""
        return self._path

    def name(self) -> str:
        """The open file's name without its ending, or nothing."""
        return self._path.name.removesuffix(SUFFIX) if self._path else ""

    def title(self) -> str:
        """What the open scenario is called: its file's name, else its own title."""
        return self.name() or localized(self._session.scenario.title) or tr("Untitled")

    # Opening

    def new(self) -> None:
        """One record, one weight: a table to be filled."""
        if self.may_discard():
            self.show(Scenario(Neuron(Dataset([[1.0]], [1.0]))))

    def choose_and_open(self) -> None:
        """Ask for a file, open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open scenario"), self._settings.last_folder, scenario_kinds()
        )
        if path:
            self.open(path)

    def open(self, source: str | Path) -> None:
        """Open a file, or a shipped scenario by its name."""
        if not self.may_discard():
            return
        try:
            scenario = scenarios.load(source)
        except GdsimError as error:
            self.told.emit(error.message)
            if not Path(source).exists():
                self._settings.forget_recent_file(Path(source))
            return
        self.show(scenario, own_file(source))
        self.offer_history()

    def show(self, scenario: Scenario, path: Path | None = None, saved: bool = True) -> None:
        """Have this scenario open, as it stands in this file; ``saved`` False: as it stands in none."""
        self._session.load(scenario, saved)
        self.has_opened(path)

    def has_opened(self, path: Path | None) -> None:
        """What the session shows was read from this file, or from none."""
        self._loaded = self._session.scenario
        self._path = path
        if path is not None:
            self._remember(path)
        self.file_changed.emit()

    def revert(self) -> None:
        """Show what the file holds now, or what was loaded where there is none; one undo entry."""
        try:
            scenario = scenarios.load(self._path) if self._path else self._loaded
            self._session.edit(scenario, tr("Revert"))
        except GdsimError as error:
            self.told.emit(error.message)
            return
        self._session.undo_stack.setClean()

    def has_history(self) -> bool:
        """A history lies beside the open file."""
        return self._path is not None and history_path(self._path).exists()

    def offer_history(self) -> None:
        """Where a history lies beside the open file, ask whether to go on there."""
        if self.has_history():
            message = Message(QT_TR_NOOP("The steps that were taken are kept with this scenario."))
            self.offered.emit(message, ("action_resume",))

    def resume(self) -> None:
        """Go on where the history beside the open file ends; the scenario is shown as the file has it."""
        if self._path is None or not self.may_discard():
            return
        try:
            scenario = scenarios.load(self._path)
            descent = load_history(scenario, history_path(self._path))
        except GdsimError as error:
            self.told.emit(error.message)
            return
        self._session.load(scenario, descent=descent)
        self.has_opened(self._path)

    # Saving

    def save(self) -> bool:
        """Write the open file, or ask where to. False where nothing was written."""
        return self._write(self._path) if self._path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to, and write."""
        name = _NOT_IN_NAMES.sub("-", self.title())
        suggestion = str(Path(self._settings.last_folder) / f"{name}{SUFFIX}")
        title = tr("Save scenario")
        path = ask_save_path(self._window, title, suggestion, scenario_kinds(), SUFFIX, ".json")
        return path is not None and self._write(path)

    def save_history(self) -> None:
        """Save the scenario, and beside it the way of its descent."""
        if (self._session.is_dirty or self._path is None) and not self.save():
            return
        assert self._path is not None
        path = history_path(self._path)
        try:
            save_history(self._session.scenario, self._session.descent, path)
        except GdsimError as error:
            self.told.emit(error.message)
            return
        self.told.emit(
            Message(
                QT_TR_NOOP("Saved in {file}: {steps:step|steps}, to be resumed when the scenario is opened."),
                file=path.name,
                steps=self._session.step_number,
            )
        )

    # As a line of text

    def copy_line(self) -> None:
        """Put the scenario on the clipboard, in one line."""
        try:
            line = to_line(self._session.scenario)
        except GdsimError as error:
            self.told.emit(error.message)
            return
        QGuiApplication.clipboard().setText(line)
        message = Message(QT_TR_NOOP("Copied as a line of {count:character|characters}."), count=len(line))
        self.told.emit(message)

    def paste_line(self) -> None:
        """Show the scenario whose line is on the clipboard; no file holds it."""
        try:
            scenario = from_line(QGuiApplication.clipboard().text())
        except GdsimError as error:
            self.told.emit(error.message)
            return
        if self.may_discard():
            self.show(scenario, saved=False)

    def may_discard(self) -> bool:
        """True where nothing is unsaved, or the person saved it or lets it go."""
        if not self._session.is_dirty:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            tr("Unsaved changes"),
            tr("Save the changes to “{name}”?").format(name=self.title()),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    # Inside

    def _write(self, path: Path) -> bool:
        try:
            scenarios.save(self._session.scenario, path)
        except GdsimError as error:
            self.told.emit(error.message)
            return False
        self._session.undo_stack.setClean()
        self.has_opened(path)
        return True

    def _remember(self, path: Path) -> None:
        self._settings.last_folder = str(path.absolute().parent)
        self._settings.add_recent_file(path)


def own_file(source: str | Path) -> Path | None:
    """The file to save to what was loaded from here; a shipped scenario has none."""
    path = Path(source)
    return path.absolute() if path.suffix and not is_shipped(path) else None


def scenario_kinds() -> str:
    """The filter of a dialog: scenarios apart from what else is JSON, such as the histories beside them."""
    return tr("Scenarios") + f" (*{SUFFIX});;JSON (*.json)"
