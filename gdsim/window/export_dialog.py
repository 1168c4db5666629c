"""The dialog that takes a picture or an animation out of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.message import GdsimError, Message
from gdsim.export.animation import ANIMATION_SUFFIXES, FRAMES_PER_SECOND
from gdsim.export.picture import LARGEST_SIDE, PICTURE_SUFFIXES, Canvas
from gdsim.scenario import words
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.shared.theme import LIGHT, THEMES
from gdsim.views.shared.view import View
from gdsim.window.film_process import FilmProcess
from gdsim.window.offscreen import VIEW_SIZE, WINDOW, WINDOW_SIZE, offscreen
from gdsim.window.print_dialog import PrintDialog
from gdsim.window.save_path import ask_save_path

_MOST_STEPS = 9999


class ExportDialog(QDialog):
    """Choose what, how large and in which form; save it, or copy it.

    A still picture shows the session as it stands. An animation begins at the scenario's start and is made
    beside the window, which can be used meanwhile.

    Attributes:
        film: the animation in the making.
    """

    def __init__(
        self, session: Session, settings: Settings, views: Sequence[View], parent: QWidget | None = None
    ) -> None:
        """``views`` are those that can be chosen besides the whole window."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(tr("Export picture"))
        self._session, self._settings = session, settings
        self.film = FilmProcess(self)
        self.film.progress.connect(self._show_progress)
        self.film.finished.connect(self._film_finished)
        self._build_fields(views)
        self._build_foot()
        self._lay_out()
        self._show_fitting()
        self.what.currentIndexChanged.connect(self._show_usual_size)
        self.form.currentIndexChanged.connect(self._show_fitting)

    # Building

    def _build_fields(self, views: Sequence[View]) -> None:
        self.what = self._choice("export_what", [(WINDOW, tr("Whole window"))])
        for view in views:
            self.what.addItem(view.title(), view.objectName())
        suffixes = (*PICTURE_SUFFIXES, *ANIMATION_SUFFIXES)
        self.form = self._choice("export_form", [(suffix, suffix[1:].upper()) for suffix in suffixes])
        self.theme = self._choice(
            "export_theme", [(theme.name, tr(theme.label)) for theme in THEMES.values()]
        )
        self.theme.setCurrentIndex(self.theme.findData(LIGHT.name))
        self.width_field = self._number("export_width", 16, LARGEST_SIDE, WINDOW_SIZE.width())
        self.height_field = self._number("export_height", 16, LARGEST_SIDE, WINDOW_SIZE.height())
        self.scale = QDoubleSpinBox(self)
        self.scale.setObjectName("export_scale")
        self.scale.setRange(0.25, 8.0)
        self.scale.setSingleStep(0.5)
        self.scale.setValue(1.0)
        self.scale.setKeyboardTracking(False)
        self.first = self._number("export_first", 0, _MOST_STEPS, 0)
        self.last = self._number("export_last", 0, _MOST_STEPS, max(self._session.step_number, 20))
        self.rate = QDoubleSpinBox(self)
        self.rate.setObjectName("export_rate")
        self.rate.setRange(0.1, 100.0)
        self.rate.setDecimals(1)
        self.rate.setValue(FRAMES_PER_SECOND)
        self.rate.setKeyboardTracking(False)
        self.sub_steps = QCheckBox(tr("Each part of a step"), self)
        self.sub_steps.setObjectName("export_sub_steps")

    def _build_foot(self) -> None:
        self.note = QLabel(self)
        self.note.setObjectName("export_note")
        self.note.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("export_progress")
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.save_button = self._button("export_save", tr("Save…"), self.ask_and_save)
        self.save_button.setProperty("primary", True)
        self.copy_button = self._button("export_copy", tr("Copy"), self.copy)
        self.print_button = self._button("export_print", tr("Print…"), self.print)
        self.cancel_button = self._button("export_cancel", tr("Close"), self.cancel)

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.addRow(tr("Show"), self.what)
        fields.addRow(tr("Form"), self.form)
        fields.addRow(tr("Colours"), self.theme)
        fields.addRow(tr("Size in pixels"), _row(self.width_field, QLabel("×", self), self.height_field))
        fields.addRow(tr("Enlarged"), self.scale)
        self._steps = _row(self.first, QLabel("–", self), self.last)
        fields.addRow(tr("Steps"), self._steps)
        fields.addRow(tr("Frames a second"), self.rate)
        fields.addRow("", self.sub_steps)
        self._fields = fields
        layout = QVBoxLayout(self)
        layout.addLayout(fields)
        layout.addWidget(self.note)
        layout.addWidget(self.bar)
        layout.addLayout(
            _row(self.copy_button, self.print_button, None, self.cancel_button, self.save_button)
        )

    def _choice(self, name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        for data, text in entries:
            choice.addItem(text, data)
        return choice

    def _number(self, name: str, low: int, high: int, value: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setObjectName(name)
        field.setRange(low, high)
        field.setValue(value)
        field.setKeyboardTracking(False)
        return field

    def _button(self, name: str, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    # What the fields say

    @property
    def suffix(self) -> str:
        """Ending of the file."""
        return str(self.form.currentData())

    @property
    def is_animation(self) -> bool:
        """Several frames are wanted."""
        return self.suffix in ANIMATION_SUFFIXES

    @property
    def size_wanted(self) -> QSize:
        """In pixels, before the enlargement."""
        return QSize(self.width_field.value(), self.height_field.value())

    # What the buttons do

    def ask_and_save(self) -> None:
        """Ask where to, and write."""
        name = str(Path(self._settings.last_folder) / f"{self.what.currentText()}{self.suffix}")
        kinds = f"{self.form.currentText()} (*{self.suffix})"
        path = ask_save_path(self, self.windowTitle(), name, kinds, self.suffix)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the picture, or begin to make the animation."""
        self._settings.last_folder = str(path.parent)
        try:
            if self.is_animation:
                self.film.start(self._session.scenario, path, self._film_options())
                self._show_running(True)
                return
            with self._canvas() as canvas:
                canvas.save(path)
        except GdsimError as error:
            self._tell(error.message)
            return
        self.note.setText(tr("{file} is written.").format(file=path.name))

    def copy(self) -> None:
        """Put the picture on the clipboard, as pixels."""
        try:
            with self._canvas() as canvas:
                QGuiApplication.clipboard().setImage(canvas.image())
        except GdsimError as error:
            self._tell(error.message)
            return
        self.note.setText(tr("Copied."))

    def print(self) -> None:
        """Ask for a printer; the page has the colours of paper."""
        dialog = PrintDialog(self._session, self, str(self.what.currentData()), self.size_wanted)
        dialog.told.connect(self._tell)
        dialog.show()

    def cancel(self) -> None:
        """End the animation in the making; else close."""
        if self.film.is_running:
            self.film.cancel()
        else:
            self.close()

    # Inside

    def _canvas(self) -> AbstractContextManager[Canvas]:
        return offscreen(
            self._session,
            THEMES[self.theme.currentData()],
            str(self.what.currentData()),
            self.size_wanted,
            self.scale.value(),
            self.suffix,
        )

    def _film_options(self) -> list[str]:
        size = self.size_wanted
        options = {
            "--from": self.first.value(),
            "--step": self.last.value(),
            "--fps": self.rate.value(),
            "--view": self.what.currentData(),
            "--size": f"{size.width()}x{size.height()}",
            "--scale": self.scale.value(),
            "--theme": self.theme.currentData(),
            "--lang": words.language(),
        }
        flags = ["--sub-steps"] if self.sub_steps.isChecked() else []
        return [*(str(part) for pair in options.items() for part in pair), *flags]

    def _show_usual_size(self) -> None:
        size = WINDOW_SIZE if self.what.currentData() == WINDOW else VIEW_SIZE
        self.width_field.setValue(size.width())
        self.height_field.setValue(size.height())

    def _show_fitting(self) -> None:
        """Only the fields that mean something for this form."""
        for field in (self._steps, self.rate, self.sub_steps):
            self._fields.setRowVisible(field, self.is_animation)
        for button in (self.copy_button, self.print_button):
            button.setVisible(not self.is_animation)
        self.note.setText(
            tr("From the start of the scenario, with the settings as they are now.")
            if self.is_animation
            else ""
        )

    def _show_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        if running:
            self.bar.setRange(0, 0)  # until the first frame tells how many there are
        self.save_button.setEnabled(not running)
        self.cancel_button.setText(tr("Cancel") if running else tr("Close"))

    def _show_progress(self, done: int, count: int) -> None:
        self.bar.setRange(0, count)
        self.bar.setValue(done)

    def _film_finished(self, problem: Message | None) -> None:
        self._show_running(False)
        if problem is not None:
            self._tell(problem)
        else:
            self.note.setText(tr("Written."))

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
