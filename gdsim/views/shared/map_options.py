"""The quiet row over a map: which two weights, and what to show besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.words import tr
from gdsim.views.shared.labels import NOTE_PIXELS
from gdsim.views.shared.look import Look
from gdsim.views.shared.map_extras import CARRIED, DIRECTIONS, NEWTON, QUADRATIC
from gdsim.views.shared.pair import Pair

EQUAL, BATCH = "equal", "batch"


@dataclass(frozen=True)
class Option:
    """Something that can be shown or not."""

    name: str
    text: str
    key: str
    note: str


OPTIONS = (
    Option(
        EQUAL,
        QT_TR_NOOP("Equal scales"),
        "A",
        QT_TR_NOOP(
            "One unit is as long upwards as to the right: the gradient stands at right angles to the contour."
        ),
    ),
    Option(
        QUADRATIC,
        QT_TR_NOOP("Predicted bowl"),
        "Q",
        QT_TR_NOOP("Contour lines of the bowl that gradient and curvature at the ball predict."),
    ),
    Option(
        NEWTON,
        QT_TR_NOOP("Newton's jump"),
        "J",
        QT_TR_NOOP("The point at which the predicted bowl is level."),
    ),
    Option(
        DIRECTIONS,
        QT_TR_NOOP("Directions of curvature"),
        "V",
        QT_TR_NOOP("Where E bends most and least, and the learning rate that each direction bears."),
    ),
    Option(
        CARRIED,
        QT_TR_NOOP("What the rule carries on"),
        "M",
        QT_TR_NOOP(
            "An arrow: the part of the next step that earlier slopes make, the velocity or average alone."
        ),
    ),
    Option(
        BATCH,
        QT_TR_NOOP("Landscape of the next batch"),
        "T",
        QT_TR_NOOP("E of the records that the next step sees, instead of E of all."),
    ),
)


class MapOptions(QWidget):
    """Choice of the pair at the left where there are more than two weights, a menu of options at the right.

    Signals:
        pair_chosen: numbers of the two weights.
        toggled: name of an option, and whether it is on.
        whole_wanted: show everything again.
    """

    pair_chosen = Signal(int, int)
    toggled = Signal(str, bool)
    whole_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._pair: Pair = (0, 1)
        self.right, self.up = self._combo("map_right"), self._combo("map_up")
        self.right.activated.connect(self._on_right)
        self.up.activated.connect(self._on_up)
        self.button = QToolButton(self)
        self.button.setObjectName("map_options")
        self.button.setProperty("quiet", True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self._group.setExclusive(False)
        self._group.triggered.connect(self._on_triggered)
        self.actions_by_name = {option.name: self._action(option, parent) for option in OPTIONS}
        self.menu.addSeparator()
        self.whole = self.menu.addAction("")
        self.whole.triggered.connect(self.whole_wanted)
        self.button.setMenu(self.menu)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.right)
        row.addWidget(self.up)
        row.addStretch(1)
        row.addWidget(self.button)

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setProperty("quiet", True)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return combo

    def _action(self, option: Option, view: QWidget) -> QAction:
        """In the menu, and its key where the view or a part of it has the focus."""
        action = QAction(self)
        action.setObjectName(f"map_{option.name}")
        action.setCheckable(True)
        action.setShortcut(QKeySequence(option.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setData(option.name)
        self._group.addAction(action)
        view.addAction(action)
        self.menu.addAction(action)
        return action

    def show_pair(self, names: Sequence[str], pair: Pair) -> None:
        """Offer these weights, and show the two chosen; nothing to choose of two."""
        self._pair = pair
        for combo, mark, index in ((self.right, "→", pair[0]), (self.up, "↑", pair[1])):
            combo.blockSignals(True)
            texts = [f"{mark} {name}" for name in names]
            if [combo.itemText(i) for i in range(combo.count())] != texts:
                combo.clear()
                combo.addItems(texts)
            combo.setCurrentIndex(index)
            combo.blockSignals(False)
            combo.setVisible(len(names) > 2)

    def restyle(self) -> None:
        """Sizes of the look."""
        for widget in (self.right, self.up, self.button):
            widget.setFont(self._look.text_font(NOTE_PIXELS))
        margin = round(self._look.px(8.0))
        self._row.setContentsMargins(margin, 0, margin, 0)

    def retranslate(self) -> None:
        """Words."""
        self.button.setText(tr("Show"))
        self.button.setToolTip(tr("What to draw besides"))
        self.whole.setText(tr("Whole map") + "\t0")
        for option in OPTIONS:
            action = self.actions_by_name[option.name]
            action.setText(tr(option.text))
            action.setToolTip(f"{tr(option.note)} ({option.key})")
        for combo, name in ((self.right, tr("Weight to the right")), (self.up, tr("Weight upwards"))):
            combo.setAccessibleName(name)
            combo.setToolTip(name)

    def _on_right(self, index: int) -> None:
        right, up = self._pair
        self.pair_chosen.emit(index, right if index == up else up)  # two equal ones change places

    def _on_up(self, index: int) -> None:
        right, up = self._pair
        self.pair_chosen.emit(up if index == right else right, index)

    def _on_triggered(self, action: QAction) -> None:
        self.toggled.emit(action.data(), action.isChecked())
