"""The error map: E over two weights as colours and contour lines, the present weights as a ball on it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.engine.landscape import base_range
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.trail import Trail
from gdsim.views.shared.view import View


class ErrorMap(View):
    """E over two weights, the others held at the present ones."""

    object_name = "error_map"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = Plot(look, self)
        self.trail = Trail(self.plot, line=True)
        self.ball = Ball(self.plot.view_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Map")

    def refresh(self) -> None:
        """Draw everything."""
        session = self.session
        if session.scenario.weight_count < 2:
            return
        ranges = [
            base_range(session.scenario.objective, session.descent.start, index, session.derived.minimum)
            for index in (0, 1)
        ]
        self.plot.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)
        self.trail.show(session.descent.history, 0, 1)
        self.ball.set_look(self.look.color(Quantity.WEIGHT), self.look.color(), self.look.px(8.0))
        self.ball.show_at(self.plot.pixel(*session.weights[:2]), self.plot.area)

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        self.plot.restyle()

    def describe(self) -> str:
        """The numbers in a sentence."""
        return tr("error {value}").format(value=number_text(self.session.error))
