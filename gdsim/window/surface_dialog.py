"""Asks which landscape without data to descend: one of the classic ones, or a formula that is typed."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.analysis import curvature, largest_stable_learning_rate
from gdsim.engine.array import Array
from gdsim.engine.formula import CONSTANTS, FUNCTIONS, FormulaError
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface, SurfaceEntry
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.session import Session
from gdsim.session.kept_weights import kept_weights
from gdsim.views.shared.formula import FormulaLabel
from gdsim.views.shared.look import Look
from gdsim.views.shared.surface_preview import SurfacePreview
from gdsim.views.shared.symbols import plain_name

_LIST_WIDTH, _PAGE_WIDTH = 230, 430
_FORMULA_HEIGHT = 64


class SurfaceDialog(QDialog):
    """A list of the classic surfaces beside a formula that can be changed; nothing happens until it is taken.

    The list's first line stands for a formula of one's own, and gives back the last one that was typed.

    Signals:
        chosen: the Scenario with this surface.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("surface_dialog")
        self._session = session
        self._look = look
        self._surface: FormulaSurface | None = None
        self._own = ""
        self._problem: FormulaError | None = None
        self.names = QListWidget(self)
        self.names.setObjectName("surface_names")
        self.field = QLineEdit(self)
        self.field.setObjectName("surface_formula")
        self._mark, self._note, self._facts = QLabel(self), QLabel(self), QLabel(self)
        self._mark.setObjectName("surface_problem")
        self._facts.setObjectName("surface_facts")
        self._formula = FormulaLabel(look, 16.0, self, wraps=True)
        self.preview = SurfacePreview(look, self)
        self._build()
        self._connect()
        self._begin()

    def _build(self) -> None:
        look = self._look
        self.setWindowTitle(tr("Choose a surface"))
        self.names.setAccessibleName(tr("Surfaces"))
        self.names.setFixedWidth(round(look.px(_LIST_WIDTH)))
        QListWidgetItem(tr("a formula of your own"), self.names)
        for entry in SURFACES.values():
            item = QListWidgetItem(tr(entry.label), self.names)
            item.setToolTip(tr(entry.note))
        for label in (self._mark, self._note, self._facts):
            label.setWordWrap(True)
        self._note.setProperty("role", "soft")
        self._formula.setMinimumHeight(round(look.px(_FORMULA_HEIGHT)))
        self._note.setMinimumHeight(2 * self._note.fontMetrics().lineSpacing())
        self.field.setPlaceholderText("(w1 - 1)^2 + 3 w2^2")
        form = QFormLayout()
        form.addRow(tr("&E ="), self.field)
        page = QVBoxLayout()
        for widget in (self._mark, self._formula, self._note):
            page.addWidget(widget)
        page.insertLayout(0, form)
        page.addWidget(self.preview, 1)
        page.addWidget(self._facts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = buttons.addButton(tr("&Descend here"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("surface_ok")
        self._ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addLayout(page, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(row, 1)
        whole.addWidget(buttons)
        self.resize(round(look.px(_LIST_WIDTH + _PAGE_WIDTH)), round(look.px(520)))

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(self._on_named)
        self.names.itemActivated.connect(self.accept)
        self.field.textChanged.connect(self._show)

    def _begin(self) -> None:
        """With the surface that is descended now, or the first."""
        present = self._session.scenario.objective
        if isinstance(present, Surface):
            self.names.setCurrentRow(1 + list(SURFACES).index(present.entry.name))
        elif isinstance(present, FormulaSurface):
            self.field.setText(present.text)
        else:
            self.names.setCurrentRow(1)

    # What is asked for

    def scenario(self) -> Scenario | None:
        """The session's, on this surface; None while there is none."""
        surface, present = self._surface, self._session.scenario
        if surface is None or surface == present.objective:
            return None
        title, note = surface.text, ""
        if isinstance(surface, Surface):
            title, note = tr(surface.entry.label), tr(surface.entry.note)
        new = replace(present, objective=surface).called(title, note)
        return new.with_start(self._start(surface))

    def _start(self, surface: FormulaSurface) -> Array:
        if isinstance(surface, Surface):
            return np.array(surface.entry.start)
        return kept_weights(self._session.scenario.objective, self._session.weights, surface)

    def _on_named(self, row: int) -> None:
        texts = [self._own, *(entry.text for entry in SURFACES.values())]
        self.field.setText(texts[row])

    def _show(self) -> None:
        text = self.field.text()
        known = next((entry for entry in SURFACES.values() if entry.text == text), None)
        self._surface, self._problem = None, None
        try:
            self._surface = Surface(known) if known is not None else FormulaSurface(text)
        except FormulaError as error:
            self._problem = error
        if known is None:
            self._own = text
        self._show_row(known)
        self._show_words(text, known)
        self._formula.set_formula("" if self._surface is None else f"E = {self._surface.latex}", text)
        self._formula.setVisible(self._surface is not None)
        self._ok.setEnabled(self._surface is not None)
        self._show_start()

    def _show_row(self, known: SurfaceEntry | None) -> None:
        blocked = self.names.blockSignals(True)
        self.names.setCurrentRow(0 if known is None else 1 + list(SURFACES).index(known.name))
        self.names.blockSignals(blocked)

    def _show_words(self, text: str, known: SurfaceEntry | None) -> None:
        """What is wrong, and what it teaches; of a formula of one's own, what may stand in it."""
        is_wrong = self._problem is not None and bool(text.strip())
        self._mark.setText(_pointed_out(text, self._problem, self._look) if is_wrong else "")
        self._mark.setVisible(is_wrong)
        self._note.setText(tr(known.note) if known is not None else _known_names())

    def _show_start(self) -> None:
        surface = self._surface
        if surface is None:
            self.preview.clear()
            self._facts.clear()
            return
        start = self._start(surface)
        self.preview.show_surface(surface, start)
        error, gradient = surface.error_and_gradient(start)
        names = [plain_name(name) for name in surface.weight_names]
        at = tr(", ").join(f"{name} = {number_text(float(w))}" for name, w in zip(names, start, strict=True))
        slopes = tr(", ").join(
            f"∂E/∂{name} = {number_text(float(g))}" for name, g in zip(names, gradient, strict=True)
        )
        here = tr("Start at {weights}: E = {error}, {slopes}.")
        here = here.format(weights=at, error=number_text(error), slopes=slopes)
        self._facts.setText(in_a_row(here, self._rate_text(surface, start), _minima_text(surface)))

    def _rate_text(self, surface: FormulaSurface, start: Array) -> str:
        """The learning rate is kept, and may be much too large here."""
        optimizer = self._session.scenario.optimizer
        limit = largest_stable_learning_rate(optimizer, curvature(surface, start))
        if limit is None:
            return tr("η = {rate}.").format(rate=exact_text(optimizer.learning_rate))
        text = tr("η = {rate}; by the curvature there, it is stable below {limit}.")
        return text.format(rate=exact_text(optimizer.learning_rate), limit=number_text(limit))

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """A formula of one's own is typed at once."""
        super().showEvent(event)
        (self.names if self.names.currentRow() > 0 else self.field).setFocus()

    def accept(self) -> None:
        """Take it, or go to the character where it cannot be read."""
        if self._surface is None:
            self.field.setFocus()
            if self._problem is not None:
                self.field.setSelection(self._problem.position, 1)
            return
        new = self.scenario()
        super().accept()
        if new is not None:
            self.chosen.emit(new)


def _known_names() -> str:
    text = tr("Weights are w, or w1, w2, …; known besides are {names}.")
    return text.format(names=", ".join([*FUNCTIONS, *CONSTANTS]))


def _minima_text(surface: FormulaSurface) -> str:
    minima = surface.minima
    if len(minima) == 0:
        return tr("No minimum is known.")
    places = tr(", ").join("(" + ", ".join(number_text(float(w)) for w in point) + ")" for point in minima)
    lowest = number_text(surface.error(minima[0]))
    if len(minima) == 1:
        return tr("Minimum at {place}: E = {error}.").format(place=places, error=lowest)
    return tr("Minima at {places}: E = {error}.").format(places=places, error=lowest)


def _pointed_out(text: str, error: FormulaError | None, look: Look) -> str:
    """The formula with the character marked where it went wrong, and why."""
    if error is None:
        return ""
    wrong = error.position
    before, at, after = text[:wrong], text[wrong : wrong + 1] or "␣", text[wrong + 1 :]
    mark = f'<span style="background:{look.theme.unstable}; text-decoration:underline"><b>{escape(at)}</b></span>'
    return f"<p>{escape(before)}{mark}{escape(after)}</p><p>{escape(say(error.message))}</p>"
