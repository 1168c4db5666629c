"""What the fit is drawn over, and what is drawn besides: a row of switches."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gdsim.engine.neuron import Neuron
from gdsim.scenario.words import tr
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import plain_name


class FitChoices(QWidget):
    """What the records are drawn over, where there is a choice, and what is drawn besides.

    Attributes:
        draws_lengths: residuals are drawn as lengths and summed as such, because the measure has no squares, or
            because that is wanted.

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
        self._has_squares = True
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
            button.setToolTip(tr("Draws the records over {name}.").format(name=plain_name(axes.name)))
            button.setChecked(axes == current)
        for index, button in enumerate(self._buttons):
            button.setVisible(1 < len(choices) > index)

    @property
    def draws_lengths(self) -> bool:
        """See above."""
        return self.absolute.isChecked() or not self._has_squares

    def show_switches(self, neuron: Neuron, has_best: bool) -> None:
        """Name the switches; the best fit is offered where it is known exactly, lengths instead of squares."""
        has_squares = self._has_squares = neuron.error_measure.quadratic
        self.sums.setText(tr("sum"))
        self.sums.setToolTip(
            tr("The sum of the squares as a bar, a part for each record.")
            if has_squares
            else tr("The sum of the lengths as a bar, a part for each record.")
        )
        self.absolute.setVisible(has_squares)
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
