"""What is descended and how: activation, error measure, rule with its settings, batch, bias, random start.

Of a surface: which it is, in place of what only a neuron has.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import RULES
from gdsim.engine.surface import FormulaSurface, Surface
from gdsim.lesson.secret import HIDDEN, Secret
from gdsim.scenario.scenario import RandomStart
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.choice import Choice
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField, parse_whole
from gdsim.views.shared.optimizer_settings import OptimizerSettings
from gdsim.views.shared.reason import Reason
from gdsim.views.shared.view import View

_THIN_SPACE = "\u2009"
_SETTINGS_WIDTH, _SURFACE_WIDTH = 22.0, 190.0
_SPACE, _CAPTION_PIXELS, _VALUE_PIXELS = 6.0, 11.0, 13.0


class ModelControls(View):
    """A row of small names with the chosen values under them.

    A choice that is refused goes back to what is in force, and the reason stands beside it.
    """

    object_name = "model_controls"

    def __init__(
        self,
        session: Session,
        look: Look,
        random_start: QAction,
        choose_surface: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, look, parent)
        self._random_start, self._choose_surface = random_start, choose_surface
        self.surface = QToolButton(self)
        self.activation = Choice(look, "activation", self)
        self.error_measure = Choice(look, "error_measure", self)
        self.optimizer = Choice(look, "optimizer", self)
        self.settings_button = QToolButton(self)
        self.batch = NumberField(look, self, parse=parse_batch, text_of=batch_text, figures=3)
        self.bias = QCheckBox(self)
        self.random_start = QToolButton(self)
        self._captions = [QLabel(self) for _ in range(7)]
        self._reasons = {
            control: Reason(control, look)
            for control in (self.activation, self.error_measure, self.optimizer, self.bias)
        }
        self._popup: OptimizerSettings | None = None
        self._name_parts()
        self._lay_out()
        self._connect()
        self.restyle()
        self.retranslate()

    def title(self) -> str:
        """Name for screen readers."""
        return tr("Model and rule")

    def refresh(self) -> None:
        """Show what is in force, and send nothing back."""
        scenario = self.session.scenario
        neuron, optimizer = scenario.neuron, scenario.optimizer
        self._show_kind(neuron is None)
        self.activation.show_entry(neuron.activation.name if neuron else None)
        self.error_measure.show_entry(neuron.error_measure.name if neuron else None)
        self.optimizer.show_entry(optimizer.rule.name)
        self.batch.show_value(optimizer.batch)
        self.bias.blockSignals(True)
        self.bias.setChecked(neuron is not None and neuron.bias)
        self.bias.blockSignals(False)
        self._show_start()
        self._show_tooltips()
        for reason in self._reasons.values():
            reason.clear()
        if self._popup is not None:
            self._popup.refresh()

    def refresh_step(self) -> None:
        """A step changes nothing here."""

    def refresh_selection(self) -> None:
        """Neither does pointing."""

    def restyle(self) -> None:
        """Sizes of the look."""
        px = self.look.px
        for caption in self._captions:
            caption.setFont(self.look.text_font(_CAPTION_PIXELS))
            caption.setIndent(round(px(4)))
        buttons = (self.surface, self.random_start, self.settings_button)
        for control in (*self._choices(), self.batch, self.bias, *buttons):
            control.setFont(self.look.text_font(_VALUE_PIXELS))
        self.settings_button.setFixedWidth(round(px(_SETTINGS_WIDTH)))
        for choice in self._choices():
            choice.restyle()
        self._grid.setHorizontalSpacing(round(px(_SPACE)))
        self._grid.setVerticalSpacing(0)
        self._show_surface()
        if self._popup is not None:
            self._popup.restyle()

    def retranslate(self) -> None:
        """Words of the language."""
        names = (tr("activation"), tr("error"), tr("rule"), tr("batch"), tr("bias"), tr("start"))
        for caption, name in zip(self._captions, (tr("surface"), *names), strict=True):
            caption.setText(name)
        controls = (*self._choices(), self.batch, self.bias)
        for control, name in zip(controls, names, strict=False):
            control.setAccessibleName(name)
        self.activation.set_entries([(a.name, tr(a.label), tr(a.label)) for a in ACTIVATIONS.values()])
        self.error_measure.set_entries(
            [
                (m.name, f"{m.plain}    {tr(m.label)}", m.plain.replace(" ", _THIN_SPACE))
                for m in ERROR_MEASURES.values()
            ]
        )
        self.optimizer.set_entries([(r.name, tr(r.label), tr(r.label)) for r in RULES.values()])
        self.settings_button.setAccessibleName(tr("settings of the rule"))
        self._show_start()
        self._show_surface()
        self._show_tooltips()
        if self._popup is not None:
            self._popup.retranslate()

    def describe(self) -> str:
        """What is chosen, in a sentence."""
        surface = self.session.scenario.objective
        if isinstance(surface, FormulaSurface):
            name, formula = self._surface_words(surface)
            text = tr("Surface {name}, E = {formula}, rule {rule}.")
            return text.format(name=name, formula=formula, rule=self.optimizer.short_text())
        return tr("Activation {activation}, error {error}, rule {rule}, batch {batch}.").format(
            activation=self.activation.short_text(),
            error=self.error_measure.currentText() or "–",
            rule=self.optimizer.short_text(),
            batch=batch_text(self.session.scenario.optimizer.batch),
        )

    # Inside

    def _choices(self) -> tuple[Choice, ...]:
        return (self.activation, self.error_measure, self.optimizer)

    def _name_parts(self) -> None:
        self.batch.setObjectName("batch")
        self.batch.setProperty("quiet", True)
        self.bias.setObjectName("bias")
        self.bias.setProperty("bare", True)
        self.random_start.setObjectName("random_start")
        self.surface.setObjectName("surface")
        self.settings_button.setObjectName("optimizer_settings_button")
        self.settings_button.setText("…")
        for button in (self.surface, self.random_start, self.settings_button):
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for caption in self._captions:
            caption.setProperty("role", "caption")

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        rule = QWidget(self)
        row = QHBoxLayout(rule)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.optimizer, 1)
        row.addWidget(self.settings_button)
        of_neuron = (self.activation, self.error_measure)
        controls = (self.surface, *of_neuron, rule, self.batch, self.bias, self.random_start)
        buddies = (self.surface, *self._choices(), self.batch, self.bias, self.random_start)
        for column, (caption, control) in enumerate(zip(self._captions, controls, strict=True)):
            grid.addWidget(caption, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(control, 1, column, Qt.AlignmentFlag.AlignVCenter)
            caption.setBuddy(buddies[column])
            caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid.setAlignment(self.bias, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        # In a row of its own too the fields stay together.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _connect(self) -> None:
        self.activation.activated.connect(self._on_activation)
        self.error_measure.activated.connect(self._on_error_measure)
        self.optimizer.activated.connect(self._on_optimizer)
        self.batch.entered.connect(self._on_batch)
        self.bias.clicked.connect(self._on_bias)
        self.settings_button.clicked.connect(self._on_settings)
        self.surface.clicked.connect(self._choose_surface.trigger)
        self.random_start.clicked.connect(self._random_start.trigger)
        self._random_start.changed.connect(self._show_start)
        self._choose_surface.changed.connect(self._show_surface)
        self.session.withheld_changed.connect(self._show_surface)

    def _show_start(self) -> None:
        start = self.session.scenario.start
        drawn = tr("seed {seed}").format(seed=start.seed) if isinstance(start, RandomStart) else tr("draw")
        self.random_start.setText(drawn)
        self.random_start.setEnabled(self._random_start.isEnabled())
        self.random_start.setToolTip(self._random_start.toolTip())
        name = tr("random start")
        self.random_start.setAccessibleName(f"{name}, {drawn}")

    def _show_kind(self, is_surface: bool) -> None:
        """What a neuron has, or which surface it is."""
        of_neuron = (self.activation, self.error_measure, self.batch, self.bias)
        for caption in self._captions:
            control = caption.buddy()
            if control in of_neuron or control is self.surface:
                for widget in (caption, control):
                    widget.setVisible((control is self.surface) == is_surface)
        self._show_surface()

    def _show_surface(self) -> None:
        """Its name or its formula, which is shortened where it is long."""
        surface = self.session.scenario.objective
        self.surface.setEnabled(self._choose_surface.isEnabled())
        if not isinstance(surface, FormulaSurface):
            return
        name, formula = self._surface_words(surface)
        room = round(self.look.px(_SURFACE_WIDTH))
        shown = self.surface.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.surface.setText(shown.replace("&", "&&"))
        self.surface.setAccessibleName(f"{tr('surface')}, {name}")
        self.surface.setToolTip(f"E = {formula}\n{self._choose_surface.toolTip()}")

    def _surface_words(self, surface: FormulaSurface) -> tuple[str, str]:
        """Name and formula; neither of a landscape that is hidden."""
        if Secret.CURVE in self.session.withheld:
            return f"E = {HIDDEN}", HIDDEN
        return surface_name(surface), surface.text

    def _show_tooltips(self) -> None:
        scenario = self.session.scenario
        neuron, rule = scenario.neuron, scenario.optimizer.rule
        if neuron is not None:
            text = tr("f in ŷ = f(h): {name}").format(name=tr(neuron.activation.label))
            self.activation.setToolTip(text)
            measure = neuron.error_measure
            self.error_measure.setToolTip(f"E = {measure.plain}: {tr(measure.label)}")
        self.bias.setToolTip(tr("Adds a weight b with the input 1."))
        self.optimizer.setToolTip(tr("{rule}: {note}").format(rule=tr(rule.label), note=tr(rule.note)))
        self.settings_button.setToolTip(tr("Settings of the rule, schedule of η, seed of the batches"))
        self.batch.setToolTip(tr("Records that one step sees: “full” for all, or a number."))

    def _try(self, control: Any, change: Any, *arguments: Any) -> None:
        """Change it, or say beside the control why not, and show again what is in force."""
        try:
            change(*arguments)
        except GdsimError as error:
            self.refresh()
            self._reasons[control].say(error.message)

    def _on_activation(self, index: int) -> None:
        chosen = ACTIVATIONS[self.activation.itemData(index)]
        self._try(self.activation, self.session.set_activation, chosen)

    def _on_error_measure(self, index: int) -> None:
        chosen = ERROR_MEASURES[self.error_measure.itemData(index)]
        self._try(self.error_measure, self.session.set_error_measure, chosen)

    def _on_optimizer(self, index: int) -> None:
        rule, optimizer = RULES[self.optimizer.itemData(index)], self.session.scenario.optimizer
        if rule is not optimizer.rule:
            text = tr("Choose rule")
            self._try(self.optimizer, self.session.set_optimizer, optimizer.with_rule(rule), text)

    def _on_bias(self, on: bool) -> None:
        self._try(self.bias, self.session.set_bias, on)

    def _on_batch(self, size: int | None) -> None:
        with self.batch.refusals():
            optimizer = replace(self.session.scenario.optimizer, batch=size)
            self.session.set_optimizer(optimizer, tr("Change batch"))

    def _on_settings(self) -> None:
        if self._popup is None:
            self._popup = OptimizerSettings(self.session, self.look, self)
        self._popup.open_under(self.settings_button)


def surface_name(surface: FormulaSurface) -> str:
    """What a person calls it: its name where it is a classic one, else the formula."""
    return tr(surface.entry.label) if isinstance(surface, Surface) else f"E = {surface.text}"


def batch_text(size: int | None) -> str:
    """A batch's size, or "full"."""
    return tr("full") if size is None else str(size)


def parse_batch(text: str) -> int | None:
    """The batch's size that a person typed; None for all records.

    Raises:
        GdsimError: it is no whole number.
    """
    bare = text.strip().casefold()
    return None if bare in ("", "full", "all", tr("full").casefold()) else parse_whole(text)
