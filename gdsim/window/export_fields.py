"""What the export dialog asks: what is taken out, of which scenarios, in which form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from gdsim.export.animation import ANIMATION_SUFFIXES, FRAMES_PER_SECOND
from gdsim.export.picture import LARGEST_SIDE, PICTURE_SUFFIXES
from gdsim.export.worksheet import STEPS
from gdsim.scenario import words
from gdsim.scenario.presets import DATASETS, SCENARIOS, shipped_scenarios
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.theme import LIGHT, THEMES
from gdsim.views.shared.view import View
from gdsim.window.documents import scenario_kinds
from gdsim.window.export_texts import TEXT_EXPORTS, TextForm
from gdsim.window.offscreen import VIEW_SIZE, WINDOW, WINDOW_SIZE

_MOST_STEPS = 9999
_MOST_SHEET_STEPS = 50
_MOST_IN_SIGHT = 30
_SHEET = "work_sheet"
_THIS, _SHIPPED, _FILES = "this", "shipped", "files"
_Number = TypeVar("_Number", QSpinBox, QDoubleSpinBox)


class ExportFields(QWidget):
    """Shows of its fields those that mean something for what is chosen.

    Signals:
        changed: other fields are shown.
    """

    changed = Signal()

    def __init__(self, session: Session, views: Sequence[View], parent: QWidget) -> None:
        """``views`` are those that can be chosen besides the whole window."""
        super().__init__(parent)
        self._files: list[str] = []
        self._build_choices(views)
        self._build_numbers(session)
        self._lay_out()
        self._show_forms()
        self.what.currentIndexChanged.connect(self._on_what)
        self.scenarios.activated.connect(self._on_scenarios)
        self.form.currentIndexChanged.connect(self._show_fitting)

    # Building

    def _build_choices(self, views: Sequence[View]) -> None:
        self.what = self._choice("export_what", [(WINDOW, tr("Whole window"))])
        for view in views:
            self.what.addItem(view.title(), view.objectName())
        self.what.setMaxVisibleItems(_MOST_IN_SIGHT)
        self.what.insertSeparator(self.what.count())
        self.what.addItem(tr("Work sheet, blank and with answers"), _SHEET)
        for name, export in TEXT_EXPORTS.items():
            self.what.addItem(tr(export.label), name)
        self.scenarios = self._choice(
            "export_scenarios",
            [
                (_THIS, tr("This scenario")),
                (_SHIPPED, tr("All that come with gdsim")),
                (_FILES, tr("Scenario files…")),
            ],
        )
        self.form = self._choice("export_form", [])
        self.theme = self._choice(
            "export_theme", [(theme.name, tr(theme.label)) for theme in THEMES.values()]
        )
        self.theme.setCurrentIndex(self.theme.findData(LIGHT.name))

    def _build_numbers(self, session: Session) -> None:
        self.width_field = self._number(QSpinBox, "export_width", 16, LARGEST_SIDE, WINDOW_SIZE.width())
        self.height_field = self._number(QSpinBox, "export_height", 16, LARGEST_SIDE, WINDOW_SIZE.height())
        self.scale = self._number(QDoubleSpinBox, "export_scale", 0.25, 8.0, 1.0)
        self.scale.setSingleStep(0.5)
        self.step = self._number(QSpinBox, "export_step", 0, _MOST_STEPS, session.step_number)
        self.sheet_steps = self._number(QSpinBox, "export_sheet_steps", 1, _MOST_SHEET_STEPS, STEPS)
        self.first = self._number(QSpinBox, "export_first", 0, _MOST_STEPS, 0)
        self.last = self._number(QSpinBox, "export_last", 0, _MOST_STEPS, max(session.step_number, 20))
        self.rate = self._number(QDoubleSpinBox, "export_rate", 0.1, 100.0, FRAMES_PER_SECOND)
        self.rate.setDecimals(1)
        self.sub_steps = QCheckBox(tr("Each part of a step"), self)
        self.sub_steps.setObjectName("export_sub_steps")

    def _lay_out(self) -> None:
        rows = self._rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self._size = _row(self.width_field, QLabel("×", self), self.height_field)
        self._steps = _row(self.first, QLabel("–", self), self.last)
        rows.addRow(tr("&What"), self.what)
        rows.addRow(tr("Of"), self.scenarios)
        rows.addRow(tr("Form"), self.form)
        rows.addRow(tr("Colours"), self.theme)
        rows.addRow(tr("Size in pixels"), self._size)
        rows.addRow(tr("Enlarged"), self.scale)
        rows.addRow(tr("At step"), self.step)
        rows.addRow(tr("Steps"), self._steps)
        rows.addRow(tr("Steps"), self.sheet_steps)
        rows.addRow(tr("Frames a second"), self.rate)
        rows.addRow("", self.sub_steps)

    def _choice(self, name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        for data, text in entries:
            choice.addItem(text, data)
        return choice

    def _number(self, kind: type[_Number], name: str, low: Any, high: Any, value: Any) -> _Number:
        """Whole numbers or decimals, as the kind of field has them."""
        field = kind(self)
        field.setObjectName(name)
        field.setRange(low, high)
        field.setValue(value)
        field.setKeyboardTracking(False)
        return field

    # What they say

    @property
    def name(self) -> str:
        """Of the window, a view, the work sheet or one of TEXT_EXPORTS."""
        return str(self.what.currentData())

    @property
    def text_form(self) -> TextForm | None:
        """What is written as text; None for a picture, a film and a work sheet."""
        export = TEXT_EXPORTS.get(self.name)
        return None if export is None else export.forms[self.form.currentIndex()]

    @property
    def panel(self) -> str:
        """Name of the view that shows the same as what is written; "" where none does."""
        export = TEXT_EXPORTS.get(self.name)
        return "" if export is None else export.panel

    @property
    def suffix(self) -> str:
        """Ending of the file."""
        return str(self.form.currentData()) if self.text_form is None else self.text_form.suffix

    @property
    def is_sheet(self) -> bool:
        """A work sheet is wanted."""
        return self.name == _SHEET

    @property
    def is_animation(self) -> bool:
        """Several frames are wanted."""
        return self.suffix in ANIMATION_SUFFIXES

    @property
    def is_picture(self) -> bool:
        """A still picture is wanted."""
        return not (self.is_sheet or self.is_animation or self.text_form is not None)

    @property
    def is_of_many(self) -> bool:
        """Of many scenarios."""
        return self.text_form is None and self.scenarios.currentData() != _THIS

    @property
    def size_wanted(self) -> QSize:
        """In pixels, before the enlargement."""
        return QSize(self.width_field.value(), self.height_field.value())

    def film_options(self) -> list[str]:
        """Of ``gdsim render``, for one film or many."""
        flags = ["--sub-steps"] if self.sub_steps.isChecked() else []
        steps = ["--from", str(self.first.value()), "--step", str(self.last.value())]
        return [*self._picture_options(), *steps, "--fps", str(self.rate.value()), *flags]

    def command_of_many(self, folder: Path) -> list[str]:
        """The command of gdsim that writes a file for each scenario into this folder."""
        end = ["-o", f"{folder}/", *self._many_scenarios()]
        if self.is_sheet:
            steps = str(self.sheet_steps.value())
            return ["worksheet", "--steps", steps, "--lang", words.language(), *end]
        still = [*self._picture_options(), "--step", str(self.step.value())]
        options = self.film_options() if self.is_animation else still
        return ["render", *options, "--format", self.suffix.removeprefix("."), *end]

    def _picture_options(self) -> list[str]:
        size = self.size_wanted
        options = {
            "--view": self.name,
            "--size": f"{size.width()}x{size.height()}",
            "--scale": self.scale.value(),
            "--theme": self.theme.currentData(),
            "--lang": words.language(),
        }
        return [str(part) for pair in options.items() for part in pair]

    def _many_scenarios(self) -> list[str]:
        if self.scenarios.currentData() == _FILES:
            return self._files
        return [name for folder in (SCENARIOS, DATASETS) for name, _ in shipped_scenarios(folder)]

    # What is shown

    def _on_what(self) -> None:
        size = WINDOW_SIZE if self.name == WINDOW else VIEW_SIZE
        self.width_field.setValue(size.width())
        self.height_field.setValue(size.height())
        self._show_forms()

    def _show_forms(self) -> None:
        """The forms of what is chosen, the same as before where it has it."""
        before = self.form.currentData()
        self.form.blockSignals(True)
        self.form.clear()
        export = TEXT_EXPORTS.get(self.name)
        pictures = (".pdf",) if self.is_sheet else (*PICTURE_SUFFIXES, *ANIMATION_SUFFIXES)
        for suffix in pictures if export is None else ():
            self.form.addItem(suffix[1:].upper(), suffix)
        for form in () if export is None else export.forms:
            self.form.addItem(form.name, form.name)
        self.form.setCurrentIndex(max(0, self.form.findData(before)))
        self.form.blockSignals(False)
        self._show_fitting()

    def _show_fitting(self) -> None:
        is_seen = self.is_picture or self.is_animation
        for look in (self.theme, self._size, self.scale):
            self._rows.setRowVisible(look, is_seen)
        for time in (self._steps, self.rate, self.sub_steps):
            self._rows.setRowVisible(time, self.is_animation)
        self._rows.setRowVisible(self.scenarios, self.text_form is None)
        self._rows.setRowVisible(self.sheet_steps, self.is_sheet)
        self._rows.setRowVisible(self.step, self.is_picture and self.is_of_many)
        self.changed.emit()

    def _on_scenarios(self) -> None:
        if self.scenarios.currentData() == _FILES:
            self._files, _ = QFileDialog.getOpenFileNames(
                self, tr("Scenario files…"), filter=scenario_kinds()
            )
            index = self.scenarios.findData(_FILES)
            if self._files:
                self.scenarios.setItemText(
                    index, tr("Scenario files: {count}").format(count=len(self._files))
                )
            else:
                self.scenarios.setItemText(index, tr("Scenario files…"))
                self.scenarios.setCurrentIndex(self.scenarios.findData(_THIS))
        self._show_fitting()


def _row(*widgets: QWidget) -> QHBoxLayout:
    """Side by side."""
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return row
