"""The learning rate as a thing to study: E after K steps against η, of which each can be taken by a click."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsLineItem, QVBoxLayout, QWidget

from gdsim.engine.analysis import curvature
from gdsim.engine.message import Count, GdsimError
from gdsim.engine.rate_study import RateMarks, rate_marks, rate_range
from gdsim.engine.rate_study import RateStudy as Study
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.session import Session
from gdsim.views.shared.arrow_keys import arrow_key
from gdsim.views.shared.labels import LabelLayer
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import GripPlot
from gdsim.views.shared.plot_view import PlotView
from gdsim.views.shared.rate_curve import RateCurve
from gdsim.views.shared.rate_sight import RateSight
from gdsim.views.shared.rate_source import RateSource
from gdsim.views.shared.rate_track import stepped
from gdsim.views.shared.steps_row import StepsRow
from gdsim.views.shared.symbols import math_html, value_html
from gdsim.views.shared.theme import Quantity

_FIRST_STEPS = 20
# Digits of a rate taken by the mouse: to be read and checked.
_DIGITS = 2
_REACH = 8.0
# Free above the start's E and below the lowest, as parts of the height between.
_ABOVE, _BELOW = 0.30, 0.08
# A logarithmic axis shows no more decades than this below the start.
_MOST_DECADES = 16.0


class RateStudy(PlotView):
    """E after K steps from the start, for every η of a logarithmic range; the η in force is dragged along it."""

    object_name = "rate_study"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.plot = GripPlot(look, self, self.is_grip)
        self.plot.setObjectName("rate_study_plot")
        self.plot.plot_item.getAxis("bottom").setLogMode(x=True)
        self.plot.view_box.disableAutoRange()
        self.setFocusProxy(self.plot)
        self.curve = RateCurve(self.plot)
        self._cross = QGraphicsLineItem(self.plot.view_box)
        self._readout = LabelLayer(self.plot.view_box, look, depth=60.0)
        self._row = StepsRow(look, self, figures=4)
        self.field, self.scale = self._row.field, self._row.choice
        self.field.setObjectName("rate_study_steps")
        self.scale.setObjectName("rate_study_scale")
        self.scale.setCurrentIndex(1)
        self._source = RateSource(session.background, self)
        self._study: Study | None = None
        self._marks = RateMarks(np.empty(0), None, None, False)
        self._steps = _FIRST_STEPS
        self._sight = RateSight()
        self._merge: object = None
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._row)
        layout.addWidget(self.plot, 1)

    def _connect(self) -> None:
        self.watch_plot()
        plot = self.plot
        plot.clicked.connect(self._on_clicked)
        plot.grabbed.connect(self._on_grabbed)
        plot.dragged.connect(self._on_dragged)
        plot.released.connect(self._on_released)
        plot.left.connect(self.end_key_run)
        self.field.entered.connect(self.set_steps)
        self.scale.currentIndexChanged.connect(self.show_whole)
        self._source.arrived.connect(self._on_study)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Learning rates")

    def hint(self) -> str:
        """What can be done."""
        return tr("click to take a learning rate · hover for values")

    @property
    def steps(self) -> int:
        """K."""
        return self._steps

    def set_steps(self, steps: int) -> None:
        """Study E after so many steps."""
        if steps != self._steps:
            self._steps = steps
            self.refresh()

    # Drawing

    def refresh(self) -> None:
        """Ask for the study of what is in force, and draw it."""
        self.field.show_value(self._steps)
        optimizer, descent = self.session.scenario.optimizer, self.session.descent
        here = curvature(descent.objective, descent.start)
        self._marks = rate_marks(here, optimizer)
        if self._sight.follow(rate_range(here, optimizer.learning_rate), self.plot.is_holding):
            self._by_hand = False
        assert self._sight.rates is not None
        self._source.request(descent.objective, optimizer, descent.start, self._sight.rates, self._steps)
        self._draw()

    def refresh_step(self) -> None:
        """A step changes nothing here, since all is counted from the start; it ends a run of keys."""
        self.end_key_run()

    def refresh_selection(self) -> None:
        """Only the highlight."""
        self._draw()

    def restyle(self) -> None:
        """Pens and fonts of the look."""
        look = self.look
        self.plot.restyle()
        self._row.restyle()
        self.scale.setFixedWidth(
            round(self.scale.fontMetrics().horizontalAdvance(tr("logarithmic")) + look.px(40.0))
        )
        quiet = look.pen(width=0.5)
        quiet.setColor(look.soft())
        self._cross.setPen(quiet)
        self.curve.restyle()

    def retranslate(self) -> None:
        """Words of the language."""
        self._row.set_words(
            tr("E after {steps} steps"),
            tr("Number of steps K"),
            tr("How many steps each learning rate is given, from the start."),
        )
        self._row.set_choices((tr("linear"), tr("logarithmic")), tr("Scale of the error axis"))

    def describe(self) -> str:
        """The study in a sentence."""
        study = self._study
        if study is None:
            return ""
        now = tr("At η = {rate} the error after {steps:step|steps} is {error}.").format(
            rate=exact_text(self._rate),
            steps=Count(study.steps),
            error=number_text(self._error_at(self._rate)),
        )
        if study.best is None:
            return in_a_row(now, tr("Every learning rate of the range diverges."))
        best = tr("The best is {rate}, with {error}.").format(
            rate=number_text(study.best), error=number_text(study.best_error)
        )
        return in_a_row(now, best)

    @property
    def _rate(self) -> float:
        return self.session.scenario.optimizer.learning_rate

    @property
    def _logarithmic(self) -> bool:
        """Asked for, and possible: no E at or below 0."""
        study = self._study
        positive = study is None or bool((study.errors > 0.0).all() and study.start_error > 0.0)
        return self.scale.currentIndex() == 1 and positive

    def _on_study(self, found: Study) -> None:
        self._study = found
        if not self.plot.is_holding and self._sight.widen(found):
            self.refresh()
            return
        self._look_around()
        self._draw()

    def _draw(self) -> None:
        study = self._study
        if study is not None:
            lit = self.session.highlight == Quantity.ERROR
            self.curve.draw(study, self._marks, self._rate, self._error_at(self._rate), lit)
            self._show_pointer()

    # What is in sight

    def show_whole(self) -> None:
        """All rates, and E from the lowest to what is above the start."""
        self._by_hand = False
        self._look_around()
        self._draw()

    def _look_around(self) -> None:
        study = self._study
        if study is None or self._by_hand or self.plot.is_holding:
            return
        self.curve.logarithmic = self._logarithmic
        self.plot.set_logarithmic(self._logarithmic)
        errors = study.errors[np.isfinite(study.errors)]
        low = min([study.start_error, study.best_error, *errors])
        bottom, top = self.curve.heights(np.array([low, study.start_error]))
        if self._logarithmic:
            bottom = max(bottom, top - _MOST_DECADES)
        size = top - bottom or max(1e-3, abs(top))
        self._is_ranging = True
        x = np.log10(self._sight.shown(study, self._rate, self._marks.limit or 0.0))
        self.plot.setRange(xRange=tuple(x), yRange=(bottom - _BELOW * size, top + _ABOVE * size), padding=0)
        self._is_ranging = False

    def _error_at(self, rate: float) -> float:
        """E after K steps with this η, read off the study."""
        study = self._study
        if study is None or not study.rates[0] <= rate <= study.rates[-1]:
            return math.nan
        place = int(np.searchsorted(study.rates, rate))
        left = max(0, place - 1)
        if not np.isfinite(study.errors[[left, place]]).all():
            return math.inf
        return float(np.interp(math.log(rate), np.log(study.rates), study.errors))

    def _on_view_changed(self) -> None:
        if not self._is_ranging:
            self._draw()

    # Taking a rate

    def is_grip(self, position: QPointF) -> bool:
        """The line of η is taken hold of at this place in data coordinates."""
        pixel = self.plot.pixel(position.x(), position.y())
        return abs(pixel.x() - self.curve.x(self._rate)) <= self.look.px(_REACH)

    def _on_clicked(self, position: QPointF) -> None:
        self._merge = None
        study = self._study
        if study is not None and study.best is not None and self._is_on_best(position):
            self._take_best(study.best)
        else:
            self._take_at(position)

    def _take_best(self, best: float) -> None:
        """A rate that was worked out has a digit more than one taken by the mouse."""
        self._merge = None
        self._take(float(f"{best:.{_DIGITS + 1}g}"))

    def _is_on_best(self, position: QPointF) -> bool:
        return self.curve.is_on_best(self.plot.pixel(position.x(), position.y()))

    def _on_grabbed(self) -> None:
        self._merge = object()

    def _on_dragged(self, position: QPointF) -> None:
        self._pointer = position
        self._take_at(position)

    def _on_released(self) -> None:
        self._merge = None
        self.refresh()

    def end_key_run(self) -> None:
        """The next key press is an undo entry of its own."""
        if not self.plot.is_holding:
            self._merge = None

    def _take_at(self, position: QPointF) -> None:
        low, high = self.plot.view_box.viewRange()[0]
        self._take(float(f"{10.0 ** min(max(position.x(), low), high):.{_DIGITS}g}"))

    def _take(self, rate: float) -> None:
        try:
            self.session.set_learning_rate(rate, self._merge)
        except GdsimError as error:
            self._readout.show([self._framed(say(error.message), self.plot.area.center())])

    def _on_hovered(self, position: QPointF | None) -> None:
        self._pointer = position
        over = position is not None and self.is_grip(position)
        self.plot.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.CrossCursor)
        self.session.set_highlight(Quantity.RATE if over else None)
        self._show_pointer()

    def _show_pointer(self) -> None:
        """A line at the pointer, and E there."""
        study, area = self._study, self.plot.area
        if self._pointer is None or study is None:
            self._cross.setVisible(False)
            self._readout.show([])
            return
        pixel = self.plot.pixel(self._pointer.x(), self._pointer.y())
        self._cross.setVisible(not self.plot.is_holding)
        self._cross.setLine(pixel.x(), area.top(), pixel.x(), area.bottom())
        self._show_reading(self._reading(study), pixel, self.curve.label_boxes)

    def _reading(self, study: Study) -> str:
        """η at the pointer and what it comes to."""
        assert self._pointer is not None
        look, rate = self.look, 10.0 ** self._pointer.x()
        if study.best is not None and self._is_on_best(self._pointer):
            rate = study.best
        error = self._error_at(rate)
        head = (
            f"{math_html('η', look, Quantity.RATE)} = {value_html(number_text(rate), look, Quantity.RATE)}: "
        )
        if math.isinf(error):
            return head + tr("diverges")
        return (
            head
            + f"{math_html('E', look, Quantity.ERROR)} = {value_html(number_text(error), look, Quantity.ERROR)}"
        )

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right change η by one in its second digit, Enter takes the best one."""
        study = self._study
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and study is not None
            and study.best is not None
        ):
            self._take_best(study.best)
            return
        move = arrow_key(event, axes=1)
        if move is None:
            super().keyPressEvent(event)
            return
        if self._merge is None:
            self._merge = object()
        self._take(stepped(self._rate, move[1]))
