"""The base of every plot: quiet axes, grid and texts in the program's look."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gdsim.views.shared.look import Look

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)

TICK_PIXELS = 11.0


class Axis(pg.AxisItem):
    """An axis whose numbers have a true minus and whose ticks are grid lines."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """pyqtgraph's strings with U+2212."""
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


class Plot(pg.PlotWidget):
    """A plot in the program's look. Wheel zooms, right drag zooms, double click shows all again.

    Signals:
        hovered: position in data coordinates, or None when the pointer leaves.
        clicked: position in data coordinates of a left click that was no drag.
    """

    hovered = Signal(object)
    clicked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.look = look
        axes = {side: Axis(orientation=side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes)
        self.plot_item: pg.PlotItem = self.getPlotItem()
        self.view_box: pg.ViewBox = self.plot_item.getViewBox()
        self.plot_item.setMenuEnabled(False)
        self.plot_item.hideButtons()
        self.view_box.setDefaultPadding(0.0)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.scene().sigMouseClicked.connect(self._on_mouse_clicked)
        self.restyle()

    def restyle(self) -> None:
        """Take over the look."""
        theme = self.look.theme
        self.setBackground(theme.ground)
        font = self.look.text_font(TICK_PIXELS)
        for side in ("left", "bottom"):
            axis = self.plot_item.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setZValue(-1)  # the grid belongs under the curves
            axis.setTickPen(pg.mkPen(theme.grid))
            axis.setTextPen(pg.mkPen(theme.soft_ink))
            axis.setTickFont(font)
            axis.setStyle(maxTickLevel=0, tickTextOffset=round(self.look.px(6)), hideOverlappingLabels=True)
            axis.setGrid(255)

    def _on_mouse_moved(self, position: QPointF) -> None:
        if self.view_box.sceneBoundingRect().contains(position):
            self.hovered.emit(self.view_box.mapSceneToView(position))
        else:
            self.hovered.emit(None)

    def _on_mouse_clicked(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not event.double():  # type: ignore[attr-defined]
            self.clicked.emit(self.view_box.mapSceneToView(event.scenePos()))  # type: ignore[attr-defined]
