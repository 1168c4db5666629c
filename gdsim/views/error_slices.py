"""The error slices: E along each weight through the present point, side by side on one E axis."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gdsim.engine.array import Array
from gdsim.engine.landscape import Slice, error_range
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.curve_source import SMALL, CurveSource
from gdsim.views.shared.look import Look
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.pair import next_update, rounded_gradient
from gdsim.views.shared.sight import Range, may_stay
from gdsim.views.shared.slice_plot import SlicePlot, SlicePoint
from gdsim.views.shared.view import View
from gdsim.views.shared.weight_range import WeightRange

# Pixels of the drawing: the smallest plot that is scrolled to, and the space between two.
_WIDTH, _HEIGHT, _SPACE = 150.0, 156.0, 8.0
_LEAST_HEIGHT = 128.0  # rather than that some are out of sight


class ErrorSlices(View):
    """One small plot a weight, the others held at the present ones; each ball is a knob."""

    object_name = "error_slices"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._mover = Mover(session, self)
        self._names: tuple[str, ...] = ()
        self._slices: list[_SliceOf] = []
        self._e_range: Range | None = None
        self._experiment = session.experiment
        self._is_asking = False
        self._table = _Table(look)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidget(self._table)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.watch(self.scroll_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll_area)
        session.stepped.connect(self._on_released)
        session.stage_changed.connect(self._on_selected)
        session.withheld_changed.connect(self._on_selected)

    @property
    def plots(self) -> list[SlicePlot]:
        """One a weight."""
        return [one.plot for one in self._slices]

    def title(self) -> str:
        """Name of the panel."""
        return tr("Slices")

    def hint(self) -> str:
        """What can be done."""
        return tr("drag a ball · hover for values")

    def describe(self) -> str:
        """Each weight and its slope."""
        parts = [plot.describe() for plot in self.plots]
        return "; ".join([*parts, tr("error {value}").format(value=number_text(self.session.error))])

    # Drawing

    def refresh(self) -> None:
        """Draw everything."""
        self._make_plots()
        self._is_asking = True
        objective, weights = self.session.scenario.objective, self.session.weights
        minimum = self.session.derived.minimum
        for one in self._slices:
            before = one.axis.shown
            if before is None or not self._mover.is_holding:
                one.axis.follow(minimum)
            assert one.axis.shown is not None
            one.source.request(objective, weights, one.axis.index, *one.axis.shown, SMALL)
        self._is_asking = False
        self._draw()

    def refresh_selection(self) -> None:
        """Another chosen weight or highlight."""
        if self._names == self.session.scenario.objective.weight_names:
            self._draw()

    def restyle(self) -> None:
        """Fonts and sizes of the look."""
        for plot in self.plots:
            plot.restyle()
        self._table.arrange()

    def _draw(self) -> None:
        session = self.session
        self._look_up_and_down()
        left_out = session.left_out
        gradient = None if "gradient" in left_out else rounded_gradient(session)
        update = None if "update" in left_out else next_update(session)
        for one in self._slices:
            index = one.axis.index
            assert one.axis.shown is not None
            assert self._e_range is not None
            one.plot.show_point(
                SlicePoint(
                    index=index,
                    name=self._names[index],
                    weight=float(session.weights[index]),
                    error=session.error,
                    slope=None if gradient is None else float(gradient[index]),
                    update=None if update is None else float(update[index]),
                    left_out=left_out,
                    curve=one.curve,
                    x_range=one.axis.shown,
                    e_range=self._e_range,
                    is_selected=index == session.selected_weight,
                    highlight=session.highlight,
                )
            )

    def _look_up_and_down(self) -> None:
        """Choose the range of E for all of the curves."""
        session = self.session
        curves = [one.curve.errors for one in self._slices if one.curve is not None]
        start = session.scenario.objective.error(session.descent.start)
        errors: Array = np.concatenate([*curves, [session.error]])
        wanted = error_range(errors, [session.error, start])
        needed = [session.error, float(np.nanmin(errors))]
        if self._e_range is not None and self._mover.is_holding:
            return
        if self._e_range is None or not may_stay(self._e_range, wanted, needed):
            self._e_range = wanted

    def _make_plots(self) -> None:
        """One a weight, where there are not those already; another experiment gets other heights."""
        if self._experiment != self.session.experiment:
            self._experiment, self._e_range = self.session.experiment, None
        names = self.session.scenario.objective.weight_names
        if names == self._names:
            return
        for one in self._slices:
            one.close()
        self._names, self._e_range = names, None
        self._slices = [_SliceOf(self, i, self._table) for i in range(len(names))]
        self._table.show_plots(self.plots)

    def on_curve(self) -> None:
        """Of one weight a curve has come."""
        if not self._is_asking:
            self._draw()

    # Moving a ball

    def connect_plot(self, plot: SlicePlot) -> None:
        """Listen to a new plot."""
        plot.chosen.connect(self.session.select_weight)
        plot.pointed.connect(self.session.set_highlight)
        plot.grabbed.connect(self._mover.grab)
        plot.dragged.connect(self._on_dragged)
        plot.turned.connect(self._on_turned)
        plot.released.connect(self._on_released)

    def _on_dragged(self, index: int, value: float) -> None:
        low, high = self._shown(index)
        self._mover.move({index: value}, {index: (high - low) / max(self.plots[index].area.width(), 1.0)})
        self.plots[index].setToolTip(self._mover.refusal)

    def _on_turned(self, index: int, presses: int) -> None:
        self._mover.turn(index, presses, self._shown(index))
        self.plots[index].setToolTip(self._mover.refusal)

    def _on_released(self) -> None:
        held = self._mover.is_holding
        self._mover.release()
        if held:
            self.refresh()

    def _shown(self, index: int) -> Range:
        shown = self._slices[index].axis.shown
        assert shown is not None
        return shown


class _SliceOf:
    """One weight's plot, range and curve."""

    def __init__(self, view: ErrorSlices, index: int, parent: QWidget) -> None:
        self._view = view
        self.plot = SlicePlot(view.look, index, parent)
        self.axis = WeightRange(view.session, index)
        self.source = CurveSource(view.session.background, self.plot)
        self.curve: Slice | None = None
        self.source.arrived.connect(self._on_curve)
        view.connect_plot(self.plot)

    def close(self) -> None:
        """It is another weight's turn: nothing more is told, not even that the pointer leaves."""
        self.plot.blockSignals(True)
        self.source.arrived.disconnect(self._on_curve)
        self.plot.hide()
        self.plot.deleteLater()

    def _on_curve(self, found: Slice) -> None:
        if found is not self.curve:
            self.curve = found
            self._view.on_curve()


class _Table(QWidget):
    """Plots in rows, each as wide as the others; as high as there is room for, or scrolled."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._plots: list[SlicePlot] = []
        self._scroll: QScrollArea | None = None

    def watch(self, scroll: QScrollArea) -> None:
        """The area in which it is scrolled."""
        self._scroll = scroll

    def show_plots(self, plots: list[SlicePlot]) -> None:
        """These and no others."""
        self._plots = plots
        self.arrange()
        for plot in plots:
            plot.show()

    def arrange(self) -> None:
        """Place the plots, whatever the size."""
        if not self._plots or self._scroll is None:
            return
        space = round(self._look.px(_SPACE))
        columns, rows = self._shape()
        width, high = self._room((columns, rows))
        if high < self._look.px(_LEAST_HEIGHT):
            high = self._look.px(_HEIGHT)  # scrolled, so there is no need to be small
        for i, plot in enumerate(self._plots):
            row, column = divmod(i, columns)
            left, top = space + column * (width + space), space + row * (high + space)
            plot.setGeometry(round(left), round(top), round(width), round(high))
        self.setMinimumHeight(round(rows * (high + space) + space))

    def _shape(self) -> tuple[int, int]:
        """Columns and rows: all in sight and as square as can be; else as many in a row as there is room for."""
        count = len(self._plots)
        in_sight = [
            shape
            for shape in self._even_shapes(count)
            if self._room(shape)[1] >= self._look.px(_LEAST_HEIGHT)
        ]
        shapes = in_sight or self._even_shapes(count)[:1]
        return max(shapes, key=lambda shape: min(self._room(shape)))

    def _even_shapes(self, count: int) -> list[tuple[int, int]]:
        """Those wide enough, the widest first; each spreads the plots evenly over its rows."""
        space = self._look.px(_SPACE)
        most = max(1, int((self.width() - space) // (self._look.px(_WIDTH) + space)))
        rows = range(-(-count // most), count + 1)
        return [(-(-count // each), each) for each in rows]

    def _room(self, shape: tuple[int, int]) -> tuple[float, float]:
        """Width and height of a plot where all are in sight."""
        space = self._look.px(_SPACE)
        assert self._scroll is not None
        sides = (self.width(), self._scroll.viewport().height())
        width, height = ((side - space * (n + 1)) / n for side, n in zip(sides, shape, strict=True))
        return width, height

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())
