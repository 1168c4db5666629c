"""Several descents from one start, side by side: trails on one landscape, errors over steps, a table."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from gdsim.engine.comparison import error_to_reach, steps_to
from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.number_text import exact_text, number_text, parse_number, short_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.comparison import MOST_COMPARED
from gdsim.views.shared.compare_errors import CompareErrors, target_pen
from gdsim.views.shared.compare_landscape import CompareLandscape
from gdsim.views.shared.compare_model import CompareModel
from gdsim.views.shared.compare_table import CompareTable
from gdsim.views.shared.labels import NOTE_PIXELS
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.optimizer_settings import OptimizerSettings
from gdsim.views.shared.reason import Reason
from gdsim.views.shared.view import View

# The table takes no more of the height, so that the plots can be read.
_MOST_TABLE = 0.55
# While it runs, the table's numbers stand still so long, that they can be read.
_RUNNING_MS = 100


class Compare(View):
    """Compares while it is seen: Step, Run, Back and Reset then move all descents together.

    Which rules are compared is part of the scenario; each edit here is one undo entry.
    """

    object_name = "compare"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.landscape = CompareLandscape(session, look, self)
        self.errors = CompareErrors(look, self)
        self.model = CompareModel(session, self)
        self.table = CompareTable(look, self.model, self)
        self.setFocusProxy(self.table)
        self._buttons = {name: QToolButton(self) for name in ("add", "remove", "settings")}
        self._word = QLabel(self)
        self._dashes = _Dashes(look, self)
        self.field = NumberField(look, self, parse=parse_number, figures=10)
        self.field.setObjectName("compare_target")
        self._reason = Reason(self._buttons["add"], look)
        self._popup: OptimizerSettings | None = None
        self._target: float | None = None
        self._table_height, self._split_by_hand = 0, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._told = 0  # place whose words were found last while running
        self._actions = {
            "add": self._action("add", "_add", "Ins"),
            "remove": self._action("remove", "_remove", "Del"),
            "settings": self._action("settings", "_open_settings", "Ctrl+Return"),
        }
        self._lay_out()
        self._connect()
        self.retranslate()

    def _action(self, name: str, slot: str, key: str) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action_compare_{name}")
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(getattr(self, slot))
        self.addAction(action)
        button = self._buttons[name]
        button.setObjectName(f"compare_{name}")
        button.setDefaultAction(action)
        button.setProperty("quiet", True)
        return action

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for button in self._buttons.values():
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self._dashes)
        self._row.addWidget(self._word)
        self._row.addWidget(self.field)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self.table, 1)
        plots = QSplitter(Qt.Orientation.Horizontal, self)
        plots.addWidget(self.landscape)
        plots.addWidget(self.errors)
        self._whole = whole = QSplitter(Qt.Orientation.Vertical, self)
        whole.addWidget(plots)
        whole.addWidget(below)
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 0)
        for splitter in (plots, whole):
            splitter.setChildrenCollapsible(False)
        plots.setSizes([1, 1])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def _connect(self) -> None:
        for plot in (self.landscape, self.errors):
            plot.pointed.connect(self.table.point_at)
            plot.chosen.connect(self.table.choose)
        self.errors.target_chosen.connect(self.set_target)
        self._whole.splitterMoved.connect(self._on_split)
        self.field.entered.connect(self.set_target)
        self.table.place_chosen.connect(self._on_place)
        self.session.player.running_changed.connect(self._on_changed)
        self.session.comparison.active_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Compare")

    def hint(self) -> str:
        """What can be done."""
        return tr("type a rule or η into the table · drag the error to reach")

    # The error to reach

    @property
    def target(self) -> float:
        """The error to reach: as chosen, else near the minimum."""
        if self._target is not None:
            return self._target
        minimum = self.session.derived.minimum
        begin = float(self.session.descent.history.errors[0])
        return error_to_reach(begin, None if minimum is None else minimum.error)

    def set_target(self, error: float) -> None:
        """Count the steps to this error."""
        if error != self._target:
            self._target = float(error)
            self.refresh()

    # Drawing

    def refresh(self) -> None:
        """All of it."""
        self.field.show_value(self.target)
        self.landscape.draw()
        self.model.update(self.target)
        self._fit_table()
        count = len(self.session.comparison.optimizers)
        self._actions["add"].setEnabled(count < MOST_COMPARED)
        self._enable()
        if self._popup is not None and self._popup.isVisible():
            self._popup.refresh()
        self._draw()

    def refresh_step(self) -> None:
        """Trails and errors at every step; while it runs, numbers as often as they can be read, and the words of
        one descent after the other.
        """
        if not self.session.player.running:
            self._tell(None)
        elif not self._pause.isActive():
            self._pause.start(_RUNNING_MS)
            self._told += 1
            self._tell((self._told % len(self.session.comparison.descents),))
        self._draw()

    def _tell(self, told: Collection[int] | None) -> None:
        """Numbers of all, words of these."""
        self.model.update(self.target, told)
        self.table.fit_columns()

    def refresh_selection(self) -> None:
        """Another pair of weights is another map."""
        self.landscape.draw()
        self._draw()

    def _fit_table(self) -> None:
        """Give the table the height of its rows, unless a person has chosen another."""
        self.table.fit_columns()
        needed = self.table.sizeHint().height() + self._row.sizeHint().height()
        needed = min(needed, round(_MOST_TABLE * self.height()))
        if needed != self._table_height and not self._split_by_hand:
            self._table_height = needed
            self._whole.setSizes([max(1, self.height() - needed), needed])

    def _on_split(self) -> None:
        self._split_by_hand = True

    def _draw(self) -> None:
        descents, chosen = self.session.comparison.descents, self.table.place
        self.landscape.draw_trails(descents, chosen)
        self.errors.draw(descents, self._names(), chosen, self.target)

    def _names(self) -> list[str]:
        """Short ones for the plot: the rule, or what is particular where a rule is there several times."""
        optimizers = self.session.comparison.optimizers
        rules = [optimizer.rule for optimizer in optimizers]
        return [tr(o.rule.label) if rules.count(o.rule) == 1 else _particular(o) for o in optimizers]

    def restyle(self) -> None:
        """Sizes of the look."""
        look = self.look
        self.landscape.restyle()
        self.errors.restyle()
        self.table.restyle()
        for button in self._buttons.values():
            button.setFont(look.text_font(12.0))
        self._word.setFont(look.text_font(NOTE_PIXELS))
        self.field.setFont(look.text_font(12.5))
        margin = round(look.px(8.0))
        self._row.setContentsMargins(margin, round(look.px(2.0)), margin, round(look.px(2.0)))
        self._row.setSpacing(round(look.px(6.0)))
        if self._popup is not None:
            self._popup.restyle()

    def retranslate(self) -> None:
        """Words of the language."""
        words = {
            "add": (tr("Add a rule"), tr("Compare one more rule.")),
            "remove": (tr("Remove"), tr("Compare the chosen one no longer.")),
            "settings": (tr("Settings…"), tr("The chosen rule's own numbers, and the schedule of η.")),
        }
        for name, (text, tip) in words.items():
            action = self._actions[name]
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{tip} ({key})")
        self._word.setText(tr("error to reach"))
        self._word.setProperty("role", "soft")
        self.field.setAccessibleName(tr("error to reach"))
        self.field.setToolTip(
            tr("Steps and cost are counted until E is no larger. Drag its line in the plot, or type.")
        )
        self.table.setAccessibleName(tr("Compared descents"))
        if self._popup is not None:
            self._popup.retranslate()

    def tell_readers(self) -> None:
        """Not at every step of a run: a dozen sentences that nobody could hear out."""
        if not self.session.player.running:
            super().tell_readers()

    def describe(self) -> str:
        """Each descent in a sentence."""
        sentences = []
        for row in self.model.rows:
            reached = steps_to(self.session.comparison.descents[row.place], self.target)
            text = tr("{rule}, η = {rate}: step {k}, error {error}, {state}.").format(
                rule=row.name,
                rate=exact_text(row.rate),
                k=row.step_number,
                error=number_text(row.error),
                state=row.state,
            )
            if reached is not None:
                text += " " + tr("It reached {target} at step {k}.").format(
                    target=number_text(self.target), k=reached
                )
            sentences.append(text)
        return " ".join(sentences)

    # Editing

    def _on_place(self) -> None:
        self._enable()
        self._draw()

    def _enable(self) -> None:
        place = self.table.place
        self._actions["remove"].setEnabled(bool(place))
        self._actions["settings"].setEnabled(place is not None)

    def _add(self) -> None:
        try:
            self.session.comparison.add()
        except GdsimError as error:
            self._reason.say(error.message)
            return
        self.table.choose(len(self.session.comparison.optimizers) - 1)

    def _remove(self) -> None:
        place = self.table.place
        if place:
            self.session.comparison.remove(place)
            self.table.choose(min(place, len(self.session.comparison.optimizers) - 1))

    def _open_settings(self) -> None:
        if self.table.place is None:
            return
        if self._popup is None:
            self._popup = OptimizerSettings(self.session, self.look, self)
        self._popup.open_under(self._buttons["settings"], self.table.place)

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to compare."""
        super().showEvent(event)
        self.session.comparison.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """End it, unless it is the whole window that is out of sight for a while."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.session.comparison.set_active(False)


class _Dashes(QWidget):
    """A sample of the line of the error to reach, before its field."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(round(self._look.px(26.0)), round(self._look.px(12.0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(target_pen(self._look))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        painter.end()


def _particular(optimizer: Optimizer) -> str:
    text = short_text(optimizer.learning_rate)
    rate = f"η {text.replace('≈', '≈ ')}" if text.startswith("≈") else f"η = {text}"
    return rate if optimizer.mistake is None else f"{rate}, {tr(optimizer.mistake.label)}"
