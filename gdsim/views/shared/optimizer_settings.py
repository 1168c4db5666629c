"""A sheet that opens under its button: the rule's own numbers, the schedule of η, the seed of the batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.step_formula import step_formulas
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.choice import Choice
from gdsim.views.shared.formula import FormulaLabel
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField, parse_whole

_WIDTH = 300.0
_FIELD_LABELS = {
    "warmup": QT_TR_NOOP("steps of warm-up"),  # 预热步数
    "every": QT_TR_NOOP("steps between cuts"),
    "factor": QT_TR_NOOP("factor of a cut"),
    "total": QT_TR_NOOP("steps until η is 0"),
}


class OptimizerSettings(QFrame):
    """What belongs to the rule in force, or to one that is compared with it (``place``, 0 is the one in force).

    Each change is one undo entry and takes effect at once.
    """

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("optimizer_settings")
        self._session, self._look = session, look
        self._place = 0
        self._name = QLabel(self)
        self._formula = FormulaLabel(look, parent=self)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._note.setProperty("role", "soft")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._schedule = Choice(look, "schedule", self)
        self._schedule.setProperty("quiet", False)
        self._schedule_label = QLabel(self)
        self._schedule.activated.connect(self._on_schedule)
        self._fields: dict[tuple[str, str], _Row] = {}
        self._column = column = QVBoxLayout(self)
        for widget in (self._name, self._formula, self._note):
            column.addWidget(widget)
        column.addLayout(self._grid)
        self.restyle()
        self.retranslate()

    @property
    def _optimizer(self) -> Optimizer:
        return self._session.comparison.optimizers[self._place]

    def open_under(self, button: QWidget, place: int = 0) -> None:
        """Show it below the button, on the screen."""
        self._place = place
        self._fields_changed()
        self.refresh()
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, button.height() + 2))
        screen = button.screen().availableGeometry()
        x = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        self.move(x, max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.show()
        first = next((row.field for row in self._fields.values()), None)
        (first or self._schedule).setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Show what is in force, and send nothing back."""
        optimizer = self._optimizer
        rule, schedule = optimizer.rule, optimizer.schedule
        name = tr(rule.label)
        if optimizer.mistake is not None:
            name = tr("{rule}, {mistake}").format(rule=name, mistake=tr(optimizer.mistake.label))
        self._name.setText(name)
        self._formula.set_formula(step_formulas(optimizer, self._session.scenario.objective).line)
        self._formula.setMinimumHeight(self._formula.sizeHint().height())
        self._note.setText(tr(rule.note))
        wanted = [("setting", name) for name in rule.settings]
        wanted += [("schedule", name) for name in ("warmup", *schedule.shape.fields)]
        if optimizer.batch is not None:
            wanted.append(("seed", "seed"))
        if list(self._fields) != wanted:
            self._make_rows(wanted)
        for (kind, name), row in self._fields.items():
            source = {"setting": optimizer.settings.get(name), "seed": optimizer.seed}
            value = getattr(schedule, name) if kind == "schedule" else source[kind]
            row.field.show_value(value)
        self._schedule.show_entry(schedule.shape.name)

    def restyle(self) -> None:
        """Sizes of the look."""
        margin = round(self._look.px(12))
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(round(self._look.px(8)))
        self._name.setFont(self._look.text_font(bold=True))
        for label in (self._note, self._schedule_label):
            label.setFont(self._look.text_font(12.5))
        self._schedule.setFont(self._look.text_font())
        self._schedule.restyle()
        self._formula.restyle()
        for row in self._fields.values():
            row.restyle(self._look)
        self.setFixedWidth(round(self._look.px(_WIDTH)))

    def retranslate(self) -> None:
        """Words of the language."""
        self._schedule.set_entries([(s.name, tr(s.label), tr(s.label)) for s in SCHEDULES.values()])
        self._schedule_label.setText(tr("schedule of η"))
        self._schedule.setAccessibleName(tr("schedule of η"))
        self._fields_changed()
        self.refresh()

    def _fields_changed(self) -> None:
        """Forget the rows, so that refresh makes them anew."""
        for row in self._fields.values():
            row.remove()
        self._fields = {}

    def _make_rows(self, wanted: list[tuple[str, str]]) -> None:
        self._fields_changed()
        line = 0
        for kind, name in wanted:
            if kind != "setting" and line == sum(k == "setting" for k, _ in wanted):
                self._put(line, self._schedule_label, self._schedule)
                line += 1
            row = _Row(self, name, self._label(kind, name), *self._reader(kind, name))
            row.field.entered.connect(getattr(self, f"_on_{kind}_entered"))
            row.restyle(self._look)
            self._put(line, row.label, row.field)
            self._fields[kind, name] = row
            line += 1
        self.adjustSize()

    def _put(self, line: int, label: QLabel, field: QWidget) -> None:
        self._grid.addWidget(label, line, 0)
        self._grid.addWidget(field, line, 1)
        label.setBuddy(field)
        label.show()
        field.show()

    def _label(self, kind: str, name: str) -> str:
        if kind == "setting":
            setting = self._optimizer.rule.settings[name]
            return f"{_plain(setting.symbol)}   {tr(setting.label)}"
        return tr("seed of the batches") if kind == "seed" else tr(_FIELD_LABELS[name])

    def _reader(self, kind: str, name: str) -> tuple[Any, ...]:
        whole = kind == "seed" or (kind == "schedule" and name != "factor")
        return (parse_whole, str) if whole else ()

    def _entered_name(self) -> tuple[NumberField, str]:
        field = self.sender()
        assert isinstance(field, NumberField)
        return field, field.objectName()

    def _on_setting_entered(self, value: float) -> None:
        field, name = self._entered_name()
        self._change(field, lambda now: now.with_settings(**{name: value}))

    def _on_seed_entered(self, value: int) -> None:
        field, _ = self._entered_name()
        self._change(field, lambda now: replace(now, seed=value))

    def _on_schedule_entered(self, value: float) -> None:
        field, name = self._entered_name()
        self._change(field, lambda now: replace(now, schedule=replace(now.schedule, **{name: value})))

    def _on_schedule(self, index: int) -> None:
        shape = SCHEDULES[self._schedule.itemData(index)]
        optimizer = self._optimizer
        changed = replace(optimizer, schedule=optimizer.schedule.with_shape(shape))
        self._session.comparison.set_optimizer(self._place, changed, tr("Choose schedule"))

    def _change(self, field: NumberField, change: Callable[[Any], Any]) -> None:
        with field.refusals():
            optimizer = change(self._optimizer)
            self._session.comparison.set_optimizer(self._place, optimizer, tr("Change settings of the rule"))


class _Row:
    """A name and its number."""

    def __init__(self, sheet: OptimizerSettings, name: str, text: str, *reader: Any) -> None:
        parse_and_text = dict(zip(("parse", "text_of"), reader, strict=False))
        self.label = QLabel(text, sheet)
        self.label.setWordWrap(True)
        self.field = NumberField(sheet._look, sheet, **parse_and_text)
        self.field.setObjectName(name)
        self.field.setAccessibleName(text)

    def restyle(self, look: Look) -> None:
        """Sizes of the look."""
        self.label.setFont(look.text_font(12.5))
        self.field.setFont(look.text_font())

    def remove(self) -> None:
        """No longer wanted."""
        for widget in (self.label, self.field):
            widget.hide()
            widget.deleteLater()


_GREEK = {"mu": "μ", "nu": "ν", "beta": "β", "alpha": "α", "gamma": "γ", "epsilon": "ε"}


def _plain(symbol: str) -> str:
    r"""A setting's LaTeX symbol in plain characters: \beta_1 → β₁."""
    name, _, number = symbol.removeprefix("\\").partition("_")
    return _GREEK.get(name, name) + number.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
