"""The landscape under a map of starts, in thin ink: contour lines over two weights, the curve over one."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal

from gdsim.engine.array import Array
from gdsim.engine.landscape import Grid, Slice, error_range
from gdsim.engine.objective import Objective
from gdsim.session.background import Background
from gdsim.views.shared.colormap import Heights
from gdsim.views.shared.contours import contour_lines, joined
from gdsim.views.shared.curve_source import CurveSource
from gdsim.views.shared.map_source import MapSource
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.sight import Range

_LINE_ALPHA = 0.38


class StartsGround(QObject):
    """Samples E for what is in sight, and draws its lines.

    Signals:
        height_wanted: range of E worth showing, where E is the axis upwards.
    """

    height_wanted = Signal(object)

    def __init__(self, plot: Plot, background: Background) -> None:
        super().__init__(plot)
        self._plot = plot
        self._lines = pg.PlotCurveItem(connect="finite")
        plot.view_box.addItem(self._lines, ignoreBounds=True)
        self._lines.setZValue(-0.8)
        self._maps, self._curves = MapSource(background, self), CurveSource(background, self)
        self._maps.arrived.connect(self._on_map)
        self._curves.arrived.connect(self._on_curve)
        self._marks: list[float] = []

    def restyle(self) -> None:
        """Colour of the look."""
        pen = self._plot.look.pen(width=0.45)
        pen.setColor(self._plot.look.color(alpha=_LINE_ALPHA))
        self._lines.setPen(pen)

    def request(
        self, objective: Objective, weights: Array, varied: tuple[int, ...], marks: list[float]
    ) -> None:
        """Draw E for what is in sight, and for one weight these values of E in any case."""
        self._marks = marks
        x_range, y_range = (self._range(axis) for axis in (0, 1))
        if len(varied) == 2:
            self._maps.request(objective, weights, (varied[0], varied[1]), x_range, y_range)
        else:
            self._curves.request(objective, weights, varied[0], *x_range)

    def _range(self, axis: int) -> Range:
        low, high = self._plot.view_box.viewRange()[axis]
        return low, high

    def _on_map(self, found: Grid) -> None:
        line = joined(contour_lines(found, Heights(found).levels))
        self._lines.setData(line[:, 0].copy(), line[:, 1].copy())

    def _on_curve(self, found: Slice) -> None:
        self.height_wanted.emit(error_range(found.errors, self._marks))
        bottom, top = self._range(1)
        self._lines.setData(
            np.array(found.positions), np.clip(found.errors, bottom, top + 10.0 * (top - bottom))
        )
