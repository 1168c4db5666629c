"""The dialog that takes things out: pictures, films, work sheets, scripts and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.message import GdsimError, Message
from gdsim.export.picture import Canvas
from gdsim.export.worksheet import worksheet
from gdsim.export.worksheet_pages import worksheet_pdf
from gdsim.lesson.secret import check_may_tell
from gdsim.scenario.whole_file import write_atomically
from gdsim.scenario.words import localized, say, tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.shared.theme import THEMES
from gdsim.views.shared.view import View
from gdsim.window.export_fields import ExportFields
from gdsim.window.film_process import FilmProcess
from gdsim.window.offscreen import offscreen
from gdsim.window.print_dialog import PrintDialog
from gdsim.window.save_path import ask_save_path


class ExportDialog(QDialog):
    """Choose what, of which scenarios and in which form; save it, or copy it.

    A still picture, a table and the step show the session as it stands. An animation begins at the scenario's
    start. It, and all that is made of many scenarios, is made beside the window, which can be used meanwhile.

    Attributes:
        fields: what is chosen.
        film: what is in the making.
    """

    def __init__(
        self, session: Session, settings: Settings, views: Sequence[View], parent: QWidget | None = None
    ) -> None:
        """``views`` are those that can be chosen besides the whole window."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(tr("Export"))
        self._session, self._settings = session, settings
        self._done_words = ""
        self.film = FilmProcess(self)
        self.film.progress.connect(self._show_progress)
        self.film.finished.connect(self._film_finished)
        self.fields = ExportFields(session, views, self)
        self._build_foot()
        layout = QVBoxLayout(self)
        layout.addWidget(self.fields)
        layout.addWidget(self.note)
        layout.addWidget(self.bar)
        layout.addLayout(
            _row(self.copy_button, self.print_button, None, self.cancel_button, self.save_button)
        )
        self._show_fitting()
        self.fields.changed.connect(self._show_fitting)

    def _build_foot(self) -> None:
        self.note = QLabel(self)
        self.note.setObjectName("export_note")
        self.note.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("export_progress")
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.copy_button = self._button("export_copy", tr("&Copy"), self.copy)
        self.print_button = self._button("export_print", tr("&Print…"), self.print)
        self.cancel_button = self._button("export_cancel", tr("Close"), self.cancel)
        self.save_button = self._button("export_save", tr("&Save…"), self.ask_and_save)
        self.save_button.setDefault(True)
        self.save_button.setProperty("primary", True)

    def _button(self, name: str, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    # What the buttons do

    def ask_and_save(self) -> None:
        """Ask where to, and write."""
        fields = self.fields
        if fields.is_of_many:
            folder = QFileDialog.getExistingDirectory(
                self, tr("Folder for the files"), self._settings.last_folder
            )
            if folder:
                self.save_many(Path(folder))
            return
        suffix = fields.suffix
        is_seen = fields.is_picture or fields.is_animation
        name = f"{fields.what.currentText() if is_seen else fields.name}{suffix}"
        suggestion = str(Path(self._settings.last_folder) / name)
        kinds = f"{fields.form.currentText()} (*{suffix})"
        path = ask_save_path(self, self.windowTitle(), suggestion, kinds, suffix)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the file, or begin to make the animation."""
        self._settings.last_folder = str(path.parent)
        try:
            self._check_may_tell()
            if self.fields.is_animation:
                self._done_words = tr("{file} is written.").format(file=path.name)
                self.film.start(self._session.scenario, path, self.fields.film_options())
                self._show_running(True)
                return
            self._write(path)
        except GdsimError as error:
            self._tell(error.message)
            return
        self.note.setText(tr("{file} is written.").format(file=path.name))

    def save_many(self, folder: Path) -> None:
        """Begin to write a file for each scenario."""
        self._settings.last_folder = str(folder)
        self._done_words = tr("The files are in {folder}.").format(folder=folder)
        self.film.start_many(self.fields.command_of_many(folder))
        self._show_running(True)

    def _write(self, path: Path) -> None:
        fields, scenario = self.fields, self._session.scenario
        if fields.text_form is not None:
            write_atomically(path, fields.text_form.write(self._session).encode())
        elif fields.is_sheet:
            blocks = worksheet(scenario, fields.sheet_steps.value())
            write_atomically(path, worksheet_pdf(blocks, localized(scenario.title)))
        else:
            with self._canvas() as canvas:
                canvas.save(path)

    def _check_may_tell(self) -> None:
        """A picture shows what the screen shows; the rest is looked at before it is made."""
        if not self.fields.is_picture:
            check_may_tell(self.fields.panel, self._session.withheld)

    def copy(self) -> None:
        """Put the text, or the picture's pixels, on the clipboard."""
        form = self.fields.text_form
        try:
            self._check_may_tell()
            if form is not None:
                QGuiApplication.clipboard().setText(form.write(self._session))
            else:
                with self._canvas() as canvas:
                    QGuiApplication.clipboard().setImage(canvas.image())
        except GdsimError as error:
            self._tell(error.message)
            return
        self.note.setText(tr("Copied."))

    def print(self) -> None:
        """Ask for a printer; the page has the colours of paper."""
        dialog = PrintDialog(self._session, self, self.fields.name, self.fields.size_wanted)
        dialog.told.connect(self._tell)
        dialog.show()

    def cancel(self) -> None:
        """End what is in the making; else close."""
        if self.film.is_running:
            self.film.cancel()
        else:
            self.close()

    # Inside

    def _canvas(self) -> AbstractContextManager[Canvas]:
        fields = self.fields
        theme = THEMES[fields.theme.currentData()]
        return offscreen(
            self._session, theme, fields.name, fields.size_wanted, fields.scale.value(), fields.suffix
        )

    def _show_fitting(self) -> None:
        """Only the buttons that mean something."""
        fields = self.fields
        self.copy_button.setVisible(
            fields.text_form is not None or (fields.is_picture and not fields.is_of_many)
        )
        self.print_button.setVisible(fields.is_picture and not fields.is_of_many)
        self.note.setText(
            tr("From the start of the scenario, with the settings as they are now.")
            if fields.is_animation and not fields.is_of_many
            else ""
        )
        self.adjustSize()

    def _show_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        if running:
            self.note.clear()
            self.bar.setRange(0, 0)  # until the first frame tells how many there are
        self.fields.setEnabled(not running)
        self.save_button.setEnabled(not running)
        self.cancel_button.setText(tr("Cancel") if running else tr("Close"))

    def _show_progress(self, done: int, count: int) -> None:
        self.bar.setRange(0, count)
        self.bar.setValue(done)
        self.note.setText(tr("{done} of {count}").format(done=done, count=count))

    def _film_finished(self, problem: Message | None) -> None:
        self._show_running(False)
        if problem is not None:
            self._tell(problem)
        else:
            self.note.setText(self._done_words)

    def _tell(self, message: Message) -> None:
        self.note.setText(say(message))

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is in the making."""
        if self.film.is_running:
            self.film.cancel()
        super().closeEvent(event)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Side by side; None is a gap that takes what is left."""
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
