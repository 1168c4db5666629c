"""How data come into the window: from a file or the clipboard, generated, or painted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.generate import Recipe, recipe_text
from gdsim.scenario.sheet import TABLES
from gdsim.scenario.table import source_note
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.fit import Fit
from gdsim.views.shared.look import Look
from gdsim.window.documents import Documents
from gdsim.window.generate_dialog import GenerateDialog
from gdsim.window.import_dialog import ImportDialog, Source, file_source, text_source
from gdsim.window.panel import Panel


class Imports(QObject):
    """Takes tables, and files of any kind that are dropped.

    Signals:
        told: a Message for the person, where something could not be done.
    """

    told = Signal(object)

    def __init__(self, session: Session, look: Look, settings: Settings, documents: Documents) -> None:
        super().__init__(documents)
        self._session = session
        self._look = look
        self._settings = settings
        self._documents = documents
        self._window = documents.window
        self._recipe = Recipe()
        self._title = self._source = ""

    def import_data(self) -> None:
        """Ask for a table, take its records."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Import data"),
            self._settings.last_folder,
            tr("Tables") + f" ({' '.join(f'*{ending}' for ending in TABLES)})",
        )
        if path:
            self.import_table(Path(path))

    def import_table(self, path: Path) -> None:
        """Show what a table holds, and ask what to take of it."""
        self._settings.last_folder = str(path.absolute().parent)
        self._look_at(file_source(path), path.stem)

    def import_clipboard(self) -> None:
        """Show what was copied in another program, and ask what to take of it."""
        copied = QGuiApplication.clipboard().mimeData()
        path = dropped_file(copied)
        if path is not None:
            self.take(path)
        elif copied.text().strip():
            self._look_at(text_source(tr("Clipboard"), copied.text()), tr("Data from the clipboard"))
        else:
            self.told.emit(Message(QT_TR_NOOP("There is no table on the clipboard.")))

    def paint_records(self, on: bool) -> None:
        """Mouse and keys paint on the fit, which comes to the front for it; or no longer."""
        fit = self._window.findChild(Fit)
        assert fit is not None
        panel = next((p for p in self._window.findChildren(Panel) if fit in p.views), None)
        if on and panel is not None:
            panel.show()
            panel.raise_()
        fit.set_painting(on)

    def generate_data(self) -> None:
        """Ask what to draw; the same as the last time is offered first."""
        dialog = GenerateDialog(self._look, self._recipe, self._window)
        dialog.chosen.connect(self._take_generated)
        dialog.open()

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

    def _look_at(self, source: Source, title: str) -> None:
        self._title, self._source = title, source.name
        dialog = ImportDialog(self._session, self._look, source, self._window)
        dialog.chosen.connect(self._take_records)
        dialog.open()

    def _take_records(self, dataset: Dataset) -> None:
        self._put(dataset, tr("Import data"), self._title, source_note(self._source))

    def _take_generated(self, dataset: Dataset) -> None:
        dialog = self.sender()
        if isinstance(dialog, GenerateDialog):
            self._recipe = dialog.recipe
        self._put(dataset, tr("Generate data"), tr("Generated data"), recipe_text(self._recipe))

    def _put(self, dataset: Dataset, text: str, title: str, note: str) -> None:
        """One undo entry; title and notes told of the data that go."""
        try:
            self._session.edit(self._session.scenario.with_data(dataset).called(title, note), text)
        except GdsimError as error:
            self.told.emit(error.message)

    def _take_dropped(self) -> None:
        self.take(self._dropped)


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is dragged, or None."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
