"""The learning rate η: an exact field, and a track that shows what its range means for these data."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gdsim.engine.analysis import Curvature, curvature, learning_rate_zones
from gdsim.lesson.secret import Secret
from gdsim.scenario.number_text import exact_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.rate_track import RateTrack
from gdsim.views.shared.symbols import math_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# Ends of the range as parts of 1/λmax; without curvature, in η itself.
_LOWEST, _HIGHEST = 3e-3, 4.0
_PLAIN_RANGE = (1e-4, 1.0)
# The track takes so much more where there is room.
_SPARE = 120.0


class LearningRate(View):
    """η in its colour, a field for it, and its track."""

    object_name = "learning_rate"
    lag = 100

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._symbol = QLabel(self)
        self.field = NumberField(look, self, figures=6)
        self.field.setObjectName("learning_rate_field")
        self.track = RateTrack(look, self)
        self.track.setObjectName("learning_rate_track")
        self._symbol.setBuddy(self.field)
        self._drag: object | None = None
        self._curvature: Curvature | None = None
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._symbol)
        row.addWidget(self.field)
        row.addWidget(self.track, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.field.entered.connect(self._on_entered)
        self.track.chosen.connect(self._on_chosen)
        self.track.grabbed.connect(self._on_grabbed)
        self.track.released.connect(self._on_released)
        session.player.running_changed.connect(self._on_changed)
        session.withheld_changed.connect(self._on_changed)
        self.restyle()
        self.retranslate()

    def title(self) -> str:
        """Name for screen readers."""
        return tr("Learning rate")

    def refresh(self) -> None:
        """η, its range and what that means."""
        self._curvature = curvature(self.session.scenario.objective, self.session.weights)
        self._show_symbol()
        self._show_zones()
        self._show_rate()

    def refresh_step(self) -> None:
        """Elsewhere the curvature is another one, unless E is a parabola."""
        if self._curvature is None or not self._curvature.exact:
            self.refresh()

    def refresh_selection(self) -> None:
        """Light up the symbol."""
        self._show_symbol()

    def restyle(self) -> None:
        """Sizes of the look."""
        gap = round(self.look.px(8))
        self._row.setSpacing(gap)
        self._row.setContentsMargins(gap // 2, 0, gap // 2, 0)
        self.field.setFont(self.look.text_font(14))
        self._show_symbol()
        self.track.updateGeometry()
        self.setMaximumWidth(self.sizeHint().width() + round(self.look.px(_SPARE)))
        self.updateGeometry()

    def retranslate(self) -> None:
        """Words of the language."""
        for widget in (self, self.field, self.track):
            widget.setAccessibleName(tr("learning rate η"))
        tip = tr("The learning rate η scales each step: Δw = −η ∂E/∂w. Type it, or drag along the track.")
        self._symbol.setToolTip(tip)
        self.field.setToolTip(tip)

    def describe(self) -> str:
        """η and what it means here."""
        zone = self.track.zone()
        return " ".join(
            part for part in (exact_text(self._rate), tr(zone.label) if zone else "", self._note()) if part
        )

    def readers(self) -> list[QWidget]:
        """The track: it shows what η means."""
        return [self.track]

    @property
    def _rate(self) -> float:
        return self.session.scenario.optimizer.learning_rate

    def _show_symbol(self) -> None:
        lit = self.session.highlight == Quantity.RATE
        self._symbol.setText(math_html("η", self.look, Quantity.RATE))
        self._symbol.setFont(self.look.text_font(20, bold=lit))

    def _show_rate(self) -> None:
        rate = self._rate
        self.field.show_value(rate)
        low, high = self.track.range if self._drag is not None else self._range()
        self.track.show_rate(rate, min(low, rate), max(high, rate))

    def _show_zones(self) -> None:
        if Secret.RATES in self.session.withheld:
            self.track.show_zones(())
            return
        here = self._curvature
        zones = learning_rate_zones(self.session.scenario.optimizer, here)
        local = here is not None and not here.exact
        self.track.show_zones(zones, "" if zones else self._note(), local)

    def _note(self) -> str:
        """Why there are no zones; empty where there are some."""
        optimizer, here = self.session.scenario.optimizer, self._curvature
        if optimizer.rule.stability is None:
            return tr("scales its own steps: no limit")
        if here is None:
            return tr("no curvature here")
        return "" if here.largest > 0.0 else tr("E does not curve upwards here")

    def _range(self) -> tuple[float, float]:
        """Round ends, which stand still while the curvature changes a little."""
        here, rate = self._curvature, self._rate
        low, high = _PLAIN_RANGE
        if here is not None and here.largest > 0.0 and math.isfinite(1.0 / here.largest):
            low, high = _LOWEST / here.largest, _HIGHEST / here.largest
            zones = learning_rate_zones(self.session.scenario.optimizer, here)
            high = max(high, 2.0 * zones[-1].low) if zones else high
        return _below(min(low, rate)), _above(max(high, rate))

    def _set(self, rate: float, merge: object = None) -> None:
        with self.field.refusals():
            self.session.set_learning_rate(rate, merge)

    def _on_entered(self, rate: float) -> None:
        self._set(rate)

    def _on_grabbed(self) -> None:
        self._drag = object()
        self._turns.take_hold(self.track)

    def _on_chosen(self, rate: float) -> None:
        self._set(rate, self._drag)

    def _on_released(self) -> None:
        self._drag = None
        self._turns.let_go(self.track)
        self._show_rate()


def _below(rate: float) -> float:
    """The largest of 1, 2, 5 × 10ⁿ that is not above this η."""
    size = 10.0 ** math.floor(math.log10(rate))
    return max((_round(part * size) for part in (1, 2, 5) if part * size <= rate), default=_round(size))


def _above(rate: float) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that is not below this η."""
    size = 10.0 ** math.floor(math.log10(rate))
    return min(_round(part * size) for part in (1, 2, 5, 10) if part * size >= rate * (1 - 1e-12))


def _round(rate: float) -> float:
    return float(f"{rate:.1g}")
