"""The neuron: the chosen record's numbers on its wires, and a knob for every weight; of a surface the knobs alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.neuron_drawing import NeuronDrawing
from gdsim.views.shared.view import View
from gdsim.views.shared.weight_knobs import WeightKnobs


class NeuronView(View):
    """Inputs → weights → Σ → f → ŷ beside y, for the record chosen in the table or the fit."""

    object_name = "neuron"
    lag = 40

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._drawing = NeuronDrawing(session, look, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to the knobs
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(self._drawing)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._weights = WeightKnobs(session, look, self)
        for widget in (self._scroll, self._weights, self._empty):
            layout.addWidget(widget, 1)
        session.stage_changed.connect(self._on_changed)
        session.withheld_changed.connect(self._on_changed)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Neuron")

    def hint(self) -> str:
        """What can be done."""
        return tr("turn a weight: drag, wheel, type")

    def refresh(self) -> None:
        """Draw everything."""
        neuron = self.session.scenario.neuron
        self._scroll.setVisible(neuron is not None)
        self._weights.setVisible(neuron is None)
        self._empty.setVisible(neuron is None)
        if neuron is None:
            self._weights.refresh()
            self._empty.setText(tr("A surface has no neuron: these are its weights by themselves."))
            return
        self._drawing.show_neuron(neuron)

    def restyle(self) -> None:
        """Sizes of the look."""
        self._empty.setFont(self.look.text_font())
        self._drawing.restyle()
        self._weights.restyle()

    def describe(self) -> str:
        """The numbers on the wires, in a sentence."""
        record = self.session.selected_record
        neuron = self.session.scenario.neuron
        if record is None or neuron is None:
            return ""
        terms = self.session.derived.terms
        if terms is None:
            return ""
        return tr("Record {record}: weighted sum {h}, prediction {prediction}, target {target}.").format(
            record=record + 1,
            h=number_text(float(terms.weighted_sum[record])),
            prediction=number_text(float(terms.prediction[record])),
            target=exact_text(float(neuron.dataset.targets[record])),
        )

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape may have room for the read-out elsewhere."""
        super().resizeEvent(event)
        self._drawing.fit_into(event.size(), is_alone=self.isWindow())
