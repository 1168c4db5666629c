"""Scenario files as the window sees them: which one is open, is it saved, and the dialogs that ask."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdsim import scenario as scenarios
from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.neuron import Neuron
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.table import dataset_from_table, read_table
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.settings import Settings

SUFFIX = ".gdsim.json"


class Documents(QObject):
    """The open scenario file.

    Signals:
        file_changed: another file is open, or none.
        told: a Message for the person, where something could not be done.
    """

    file_changed = Signal()
    told = Signal(object)

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._window = window
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The open file, or None for what was never saved and for shipped scenarios."""
        return self._path

    def name(self) -> str:
        """The open file's name without its ending, or nothing."""
        return self._path.name.removesuffix(SUFFIX) if self._path else ""

    def new(self) -> None:
        """One record, one weight: a table to be filled."""
        if self.may_discard():
            self._load(Scenario(Neuron(Dataset([[1.0]], [1.0]))), None)

    def choose_and_open(self) -> None:
        """Ask for a file, open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open scenario"), self._settings.last_folder, self._filter()
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
            return
        path = Path(source)
        is_file = path.suffix == ".json"
        self._load(scenario, path if is_file else None)
        if is_file:
            self._remember(path)

    def save(self) -> bool:
        """Write the open file, or ask where to. False where nothing was written."""
        return self._write(self._path) if self._path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to, and write."""
        suggestion = str(Path(self._settings.last_folder) / f"{self.name() or tr('Untitled')}{SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(self._window, tr("Save scenario"), suggestion, self._filter())
        if not path:
            return False
        if not path.endswith(".json"):
            path += SUFFIX
        return self._write(Path(path))

    def choose_and_import(self) -> None:
        """Ask for a table, take its records."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import data"), self._settings.last_folder, tr("Tables") + " (*.csv *.tsv *.txt)"
        )
        if path:
            self.import_table(path)

    def import_table(self, path: str | Path) -> None:
        """Take the records of a table; one undo entry."""
        present = self._session.scenario.dataset
        try:
            dataset = dataset_from_table(read_table(path), like=present)
            self._session.edit_data(dataset, tr("Import data"))
        except GdsimError as error:
            self.told.emit(error.message)
            return
        self._remember(Path(path))

    def export_picture(self, widget: QWidget) -> None:
        """Ask where to, and write what the widget shows."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export picture"), self._settings.last_folder, "PNG (*.png)"
        )
        if not path:
            return
        if not path.endswith(".png"):
            path += ".png"
        if not widget.grab().save(path):
            self.told.emit(Message(QT_TR_NOOP("“{path}” could not be written."), path=path))

    def may_discard(self) -> bool:
        """True where nothing is unsaved, or the person saved it or lets it go."""
        if self._session.undo_stack.isClean():
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            tr("Unsaved changes"),
            tr("Save the changes to “{name}”?").format(name=self.name() or tr("Untitled")),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _load(self, scenario: Scenario, path: Path | None) -> None:
        self._session.load(scenario)
        self._path = path
        self.file_changed.emit()

    def _write(self, path: Path) -> bool:
        try:
            scenarios.save(self._session.scenario, path)
        except GdsimError as error:
            self.told.emit(error.message)
            return False
        self._path = path
        self._session.undo_stack.setClean()
        self._remember(path)
        self.file_changed.emit()
        return True

    def _remember(self, path: Path) -> None:
        self._settings.last_folder = str(path.parent)

    def _filter(self) -> str:
        return tr("Scenarios") + f" (*{SUFFIX} *.json)"
