"""The bases of views that are one plot: what is in sight follows the session until the user zooms or pans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gdsim.session import Session
from gdsim.views.shared.ball import Ball
from gdsim.views.shared.labels import ALL_SIDES, Label, LabelLayer, around
from gdsim.views.shared.look import Look
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.view import View

_GRAB = 14.0  # pixels of the drawing, from a ball's middle


class PlotView(View):
    """A subclass makes ``plot`` and calls ``watch_plot`` once; the methods that raise here are its own.

    Attributes:
        plot: what is hovered, zoomed and panned.
    """

    plot: Plot
    _readout: LabelLayer

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._by_hand = self._is_ranging = False
        self._pointer: QPointF | None = None

    def watch_plot(self) -> None:
        """Hear of the pointer, of zooms and pans, and of other sizes."""
        plot = self.plot
        plot.hovered.connect(self._on_hovered)
        plot.whole_wanted.connect(self.show_whole)
        plot.moved_by_hand.connect(self._on_moved_by_hand)
        plot.view_box.sigRangeChanged.connect(self._on_view_changed)
        plot.view_box.sigResized.connect(self._on_view_changed)

    def show_whole(self) -> None:
        """Back to what the view shows by itself."""
        raise NotImplementedError

    def _on_hovered(self, position: QPointF | None) -> None:
        raise NotImplementedError

    def _on_view_changed(self) -> None:
        raise NotImplementedError

    def _on_moved_by_hand(self) -> None:
        self._by_hand = True

    def _framed(self, html: str, place: QPointF) -> Label:
        """What is read at the pointer."""
        return Label("readout", html, around(place, *ALL_SIDES), self.look.px(12.0), framed=True)

    def _show_reading(
        self, html: str, pixel: QPointF, names: Sequence[QRectF], obstacles: Sequence[QRectF] = ()
    ) -> None:
        """What is read at the pointer, beside what is written on the plot; over it only where there is no room."""
        label, avoid = self._framed(html, pixel), np.array([[pixel.x(), pixel.y()]])
        self._readout.show([label], [*obstacles, *names], avoid)
        if self._readout.box(label.key) is None:
            self._readout.show([label], obstacles, avoid)


class BallView(PlotView):
    """One whose ball is the present weights: taken hold of it moves them, and so do keys."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._mover = Mover(session, self)

    @property
    def ball(self) -> Ball:
        """What is taken hold of."""
        raise NotImplementedError

    def watch_plot(self) -> None:
        """Hear of the ball too."""
        super().watch_plot()
        self.plot.grabbed.connect(self._on_grabbed)
        self.plot.dragged.connect(self._on_dragged)
        self.plot.released.connect(self._on_released)
        self.plot.left.connect(self.end_key_run)
        self.session.stepped.connect(self.end_key_run)

    def is_grip(self, position: QPointF) -> bool:
        """The ball is taken hold of at this place in data coordinates."""
        return self.ball.is_near(self.plot.pixel(position.x(), position.y()), self.look.px(_GRAB))

    def end_key_run(self) -> None:
        """The next key press is an undo entry of its own."""
        if not self.plot.is_holding:
            self._mover.release()

    def _on_grabbed(self) -> None:
        self._mover.grab()

    def _on_dragged(self, position: QPointF) -> None:
        raise NotImplementedError

    def _on_released(self) -> None:
        self._mover.release()
        self.refresh()
