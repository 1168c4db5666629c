"""How data come into the window: from a file that is chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gdsim.engine.message import GdsimError
from gdsim.scenario.table import dataset_from_table, read_table
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.window.documents import Documents


class Imports(QObject):
    """Takes tables, and files of any kind that are dropped.

    Signals:
        told: a Message for the person, where something could not be done.
    """

    told = Signal(object)

    def __init__(self, session: Session, settings: Settings, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._documents = documents
        self._window = window

    def import_data(self) -> None:
        """Ask for a table, take its records."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import data"), self._settings.last_folder, tr("Tables") + " (*.csv *.tsv *.txt)"
        )
        if path:
            self.import_table(Path(path))

    def import_table(self, path: Path) -> None:
        """Take the records of a table; one undo entry."""
        present = self._session.scenario.dataset
        try:
            dataset = dataset_from_table(read_table(path), like=present)
            self._session.edit_data(dataset, tr("Import data"))
        except GdsimError as error:
            self.told.emit(error.message)
            return
        self._settings.last_folder = str(path.absolute().parent)

    def take_later(self, path: Path) -> None:
        """As ``take``, when the present event is done: a question must not hold up who is dragging."""
        self._dropped = path
        QTimer.singleShot(0, self._take_dropped)

    def take(self, path: Path) -> None:
        """A file that was dropped: a scenario is opened, anything else is a table."""
        if path.suffix.lower() == ".json":
            self._documents.open(path)
        else:
            self.import_table(path)

    def _take_dropped(self) -> None:
        self.take(self._dropped)


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is dragged, or None."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
