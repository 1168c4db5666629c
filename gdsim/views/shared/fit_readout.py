"""The line of numbers under the fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QLabel, QWidget

from gdsim.engine.dataset import Dataset
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html, name_html, value_html
from gdsim.views.shared.theme import Quantity


class FitReadout(QLabel):
    """Target, prediction and residual of a record, or the coordinates of a place."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self._look = look

    def show_record(self, session: Session, record: int | None) -> None:
        """This record, else the chosen one."""
        record = session.selected_record if record is None else record
        dataset, terms = session.scenario.dataset, session.derived.terms
        if record is None or dataset is None or terms is None:
            self.setText(tr("No records yet: add one in the table."))
            return
        look = self._look
        parts = [
            f"μ = {record + 1}",
            f"{name_html(dataset.target_name, look)} = {exact_text(float(dataset.targets[record]))}",
            f"{math_html('ŷ', look, Quantity.PREDICTION)} = "
            + value_html(number_text(float(terms.prediction[record])), look, Quantity.PREDICTION),
        ]
        if "residual" not in session.left_out:
            residual = value_html(number_text(float(terms.residual[record])), look, Quantity.ERROR)
            parts.append(f"{math_html('y − ŷ', look, Quantity.ERROR)} = {residual}")
        self.setText(" &nbsp; ".join(parts))

    def show_place(self, dataset: Dataset, axes: FitAxes, place: QPointF) -> None:
        """Where the cross is."""
        names = dataset.input_names[axes.column], dataset.target_name
        coordinates = zip(names, (place.x(), place.y()), strict=True)
        self.setText(
            " &nbsp; ".join(f"{name_html(name, self._look)} = {number_text(at)}" for name, at in coordinates)
        )

    def restyle(self) -> None:
        """Sizes of the look."""
        px = self._look.px
        self.setFont(self._look.text_font(11))
        self.setContentsMargins(round(px(12)), round(px(2)), round(px(12)), round(px(6)))
