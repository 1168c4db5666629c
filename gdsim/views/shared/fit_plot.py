"""The fit's plot, on which records are taken hold of, and the quiet switches above it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gdsim.engine.array import Array
from gdsim.scenario.words import tr
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.symbols import plain_name

_REACH = 12.0  # pixels within which a record is taken hold of


class FitPlot(Plot):
    """The plot of the fit: records can be taken hold of, arrow keys choose and move them.

    Signals:
        turned: another record is wanted, by this many.
        lifted: the chosen record's target is to be moved by this many steps.
    """

    turned = Signal(int)
    lifted = Signal(int)

    _TURNS: ClassVar = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    _LIFTS: ClassVar = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._x, self._y = np.empty(0), np.empty(0)
        super().__init__(look, parent)

    def set_records(self, x: Array, y: Array) -> None:
        """Where the records stand, (N,) each."""
        self._x, self._y = x, y

    def record_at(self, position: QPointF) -> int | None:
        """Number of the record within reach of this position in data coordinates."""
        if len(self._x) == 0:
            return None
        width, height = self.pixel_size()
        distance = np.hypot((self._x - position.x()) / width, (self._y - position.y()) / height)
        nearest = int(np.argmin(distance))
        return nearest if distance[nearest] <= self.look.px(_REACH) else None

    def can_grab(self, position: QPointF) -> bool:
        """A record."""
        return self.record_at(position) is not None

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self._TURNS:
            self.turned.emit(self._TURNS[key])
        elif key in self._LIFTS:
            self.lifted.emit(self._LIFTS[key])
        else:
            super().keyPressEvent(event)


class FitChoices(QWidget):
    """What the records are drawn over, where there is a choice, and what is drawn besides.

    Signals:
        axes_chosen: another axis, by its place among those offered.
        switched: something is to be shown besides, or no longer.
    """

    axes_chosen = Signal(int)
    switched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._label = QLabel(self)
        self._layout.addWidget(self._label)
        self._layout.addStretch(1)
        self._buttons: list[QToolButton] = []
        self.sums, self.absolute, self.best = (self._switch(name) for name in ("sums", "absolute", "best"))

    def _switch(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("choice")
        button.setAccessibleIdentifier(f"fit_{name}")
        button.setCheckable(True)
        button.toggled.connect(self._on_switched)
        self._layout.addWidget(button)
        return button

    def show_axes(self, choices: tuple[FitAxes, ...], current: FitAxes | None) -> None:
        """Offer these."""
        self._label.setText(tr("over"))
        self._label.setVisible(len(choices) > 1)
        while len(self._buttons) < len(choices):
            button = QToolButton(self)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.clicked.connect(self._on_clicked)
            self._layout.insertWidget(1 + len(self._buttons), button)
            self._buttons.append(button)
        for button, axes in zip(self._buttons, choices, strict=False):
            button.setText(plain_name(axes.name))
            button.setChecked(axes == current)
        for index, button in enumerate(self._buttons):
            button.setVisible(1 < len(choices) > index)

    def show_switches(self, has_best: bool) -> None:
        """Name the switches; the best fit is offered where it is known exactly."""
        self.sums.setText(tr("sum"))
        self.sums.setToolTip(tr("The sum of the squares as a bar, a part for each record."))
        self.absolute.setText(tr("|y − ŷ|"))
        self.absolute.setToolTip(tr("Absolute values in place of squares."))
        self.best.setText(tr("best fit"))
        self.best.setToolTip(
            tr("The exact minimum of E, beside one's own.")
            if has_best
            else tr("Where the minimum of E is known exactly only: here it is not.")
        )
        self.best.setEnabled(has_best)

    def restyle(self, look: Look) -> None:
        """Sizes of the look."""
        self._layout.setContentsMargins(round(look.px(12)), 0, round(look.px(8)), 0)
        self._layout.setSpacing(round(look.px(4)))
        self._label.setFont(look.text_font(11))
        for button in (*self._buttons, self.sums, self.absolute, self.best):
            button.setFont(look.text_font(11))

    def _on_clicked(self) -> None:
        self.axes_chosen.emit(self._buttons.index(self.sender()))  # type: ignore[arg-type]

    def _on_switched(self) -> None:
        self.switched.emit()


def moved_by(origin: float, by: float, pixel: float) -> float:
    """The nearest number as coarse as a pixel, as dragged data are to be read and checked, too.

    What the mouse did not move stays to the last bit, so that a drag straight up changes the target alone.
    """
    return origin if abs(by) < pixel / 2 else round(origin + by, decimals_of(pixel))


def decimals_of(size: float) -> int:
    """Decimals that tell apart what differs by this much."""
    return max(0, -int(np.floor(np.log10(size))))
