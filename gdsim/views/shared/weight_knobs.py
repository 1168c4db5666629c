"""A knob for each weight of an objective that has no neuron."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gdsim.session import Session
from gdsim.views.shared.knob import Knob, in_place_of
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import name_html, plain_name
from gdsim.views.shared.theme import Quantity

_KNOB_WIDTH, _KNOB_HEIGHT = 92.0, 32.0
_SPACE = 8.0


class WeightKnobs(QWidget):
    """The weights side by side, each with its name below."""

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._look = session, look
        self._knobs: list[Knob] = []
        self._names: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def refresh(self) -> None:
        """Show the present weights."""
        names = self._session.scenario.objective.weight_names
        if len(names) != len(self._knobs):
            self._make(len(names))
        for index, name in enumerate(names):
            self._names[index].setText(name_html(name, self._look, Quantity.WEIGHT))
            self._knobs[index].show_value(plain_name(name), float(self._session.weights[index]))

    def restyle(self) -> None:
        """Sizes of the look."""
        px = self._look.px
        self._grid.setHorizontalSpacing(round(px(3 * _SPACE)))
        self._grid.setVerticalSpacing(round(px(_SPACE / 2)))
        for knob, name in zip(self._knobs, self._names, strict=True):
            knob.restyle(self._look)
            knob.setFixedSize(round(px(_KNOB_WIDTH)), round(px(_KNOB_HEIGHT)))
            name.setFont(self._look.text_font(13))

    def _make(self, count: int) -> None:
        self._knobs = in_place_of(self._knobs, self._names, count, self._session, self)
        self._names = [QLabel(self) for _ in range(count)]
        for column, (knob, name) in enumerate(zip(self._knobs, self._names, strict=True)):
            self._grid.addWidget(knob, 0, column)
            self._grid.addWidget(name, 1, column, Qt.AlignmentFlag.AlignCenter)
        self.restyle()
