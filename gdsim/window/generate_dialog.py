"""Asks what data to draw, and says in numbers what that is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError
from gdsim.scenario.generate import SHAPES, Recipe, generate
from gdsim.scenario.words import say, tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField, parse_whole

_FIELDS = (
    ("count", QT_TR_NOOP("&Records")),
    ("low", QT_TR_NOOP("x &from")),
    ("high", QT_TR_NOOP("x &to")),
    ("slope", QT_TR_NOOP("&Slope")),
    ("intercept", QT_TR_NOOP("&Intercept")),
    ("formula", QT_TR_NOOP("&y =")),
    ("distance", QT_TR_NOOP("&Distance of the classes")),
    ("noise", QT_TR_NOOP("&Noise (standard deviation)")),
    ("outliers", QT_TR_NOOP("&Outliers")),
    ("seed", QT_TR_NOOP("S&eed")),
)


class GenerateDialog(QDialog):
    """One field for each number of the recipe; those that the shape does not use are hidden.

    Signals:
        chosen: the Dataset, when the person has said yes.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, recipe: Recipe, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("generate_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Generate data"))
        self.recipe = recipe
        self._build(look)
        self._show()

    def _build(self, look: Look) -> None:
        self._form = QFormLayout()
        self._shape = QComboBox(self)
        self._shape.setObjectName("generate_shape")
        for shape in SHAPES.values():
            self._shape.addItem(tr(shape.label), shape.name)
        self._shape.activated.connect(self._on_shape)
        self._form.addRow(tr("D&raw from"), self._shape)
        self._fields = {name: self._field(look, name) for name, _ in _FIELDS}
        for name, label in _FIELDS:
            self._form.addRow(tr(label), self._fields[name])
        self._verdict = QLabel(self)
        self._verdict.setObjectName("generate_verdict")
        self._verdict.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = buttons.addButton(tr("&Generate"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("generate_ok")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(self._form)
        layout.addWidget(self._verdict)
        layout.addWidget(buttons)

    def _field(self, look: Look, name: str) -> NumberField:
        kind = type(getattr(self.recipe, name))
        if kind is float:
            field = NumberField(look, self)
        elif kind is int:
            field = NumberField(look, self, parse_whole, str)
        else:
            field = NumberField(look, self, str, str, figures=24)
        field.setObjectName(f"generate_{name}")
        field.entered.connect(self._on_entered)
        return field

    def _show(self) -> None:
        settings = {name for shape in SHAPES.values() for name in shape.settings}
        used = SHAPES[self.recipe.shape].settings
        self._shape.setCurrentIndex(self._shape.findData(self.recipe.shape))
        for name, field in self._fields.items():
            field.show_value(getattr(self.recipe, name))
            self._form.setRowVisible(field, name not in settings or name in used)
        self._dataset: Dataset | None = None
        try:
            self._dataset = generate(self.recipe)
            self._verdict.setText("")
        except GdsimError as error:
            self._verdict.setText(say(error.message))
        self._ok.setEnabled(self._dataset is not None)

    def _on_shape(self) -> None:
        self.recipe = replace(self.recipe, shape=self._shape.currentData())
        self._show()

    def _on_entered(self, value: object) -> None:
        field = self.sender()
        assert isinstance(field, NumberField)
        with field.refusals():
            changes: dict[str, Any] = {field.objectName().removeprefix("generate_"): value}
            self.recipe = replace(self.recipe, **changes)
            self._show()

    # Qt's own

    def done(self, result: int) -> None:
        """Tell what was chosen."""
        super().done(result)
        if result == QDialog.DialogCode.Accepted and self._dataset is not None:
            self.chosen.emit(self._dataset)
