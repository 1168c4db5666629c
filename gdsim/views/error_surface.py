"""The error surface: E over two weights in space, with the same ball, trail and arrows as the map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.landscape import Grid
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.map_source import MapSource
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.pair import PairPoint, describe_point, pair_point
from gdsim.views.shared.pair_range import PairRange, Ranges
from gdsim.views.shared.surface_marks import SurfaceMarks
from gdsim.views.shared.surface_painter import Box, Camera, paint_floor, paint_surface
from gdsim.views.shared.surface_pick import weights_at
from gdsim.views.shared.view import View

_SIDE = 53  # points a side; while turning every second one
_REST = 160  # milliseconds after the last turn until all points are drawn
_KEY_TURN, _PIXEL_TURN = 5.0, 0.5  # degrees
_ZOOM = 1.15
_REACH = 14.0  # of the pointer to the ball, in pixels of the drawing
# Free at the edges, in pixels of the drawing: names and numbers stand there.
_MARGINS = (34.0, 22.0, 34.0, 30.0)


class ErrorSurface(View):
    """E over ``session.selected_pair`` in space; a drag turns it, or moves the ball.

    Attributes:
        camera: from where it is seen.
    """

    object_name = "error_surface"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.camera = Camera()
        self.canvas = _Canvas(self)
        self.setFocusProxy(self.canvas)
        self.marks = SurfaceMarks(self.canvas.sheet, look)
        self._source = MapSource(session.background, self)
        self._range = PairRange(session)
        self._point: PairPoint | None = None
        self._grid: Grid | None = None
        self._box: Box | None = None
        self._mover = Mover(session, self)
        self._held: Ranges | None = None  # while the ball is held nothing else moves
        self._is_turning = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._on_rest)
        self._source.arrived.connect(self._on_grid)
        session.stage_changed.connect(self._on_changed)
        session.withheld_changed.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)

    def title(self) -> str:
        """Name of the panel."""
        return tr("Surface")

    def hint(self) -> str:
        """What can be done."""
        return tr("drag the ball · drag to turn")

    @property
    def box(self) -> Box | None:
        """Where weights and E lie in space; None before the first landscape."""
        return self._box

    # Drawing

    def refresh(self) -> None:
        """Draw everything."""
        pair = self.session.selected_pair
        if pair is None:
            self._point = self._grid = self._box = None
            return
        self._point = pair_point(self.session, pair)
        ranges = self._held or self._range.follow(self._point)
        self._source.request(self._point.objective, self.session.weights, pair, *ranges, _SIDE)
        self._draw()

    def restyle(self) -> None:
        """The ground."""
        self.canvas.setBackgroundBrush(self.look.color(None, 0.0))

    def describe(self) -> str:
        """The numbers in a sentence."""
        if self._point is None:
            return tr("A surface needs two weights.")
        return describe_point(self._point, self.session)

    def paint(self, painter: QPainter) -> None:
        """The surface and the plane below it."""
        if self._box is not None:
            paint_floor(painter, self.camera, self._box, self.look)
            stride = 2 if self._is_turning else 1
            paint_surface(painter, self.camera, self._box, self.look, stride)

    def _on_grid(self, found: Grid) -> None:
        if found is not self._grid:
            self._grid, self._box = found, None
            self._draw()

    def _draw(self) -> None:
        if self._point is None or self._grid is None:
            return
        if self._box is None:
            lowest = self._point.lowest
            errors = self.session.descent.history.errors
            self._box = Box(self._grid, None if lowest is None else lowest.error, np.array([errors[0]]))
        self._place_camera()
        highlight = self.session.highlight
        self.marks.draw(self._point, self.session.descent.history, self._box, self.camera, highlight)
        self.canvas.sheet.update()

    def _place_camera(self) -> None:
        left, top, right, bottom = (self.look.px(margin) for margin in _MARGINS)
        self.camera.area = self.canvas.sheet.boundingRect().adjusted(left, top, -right, -bottom)

    def on_resized(self) -> None:
        """The canvas has another size."""
        self._draw()

    # The ball

    def is_on_ball(self, pixel: QPointF) -> bool:
        """What is pressed here is taken hold of."""
        ball = self.marks.ball
        return self._box is not None and ball.isVisible() and ball.is_near(pixel, self.look.px(_REACH))

    def take_hold(self) -> None:
        """The ball is taken hold of."""
        if self._point is not None:
            self._held = self._range.follow(self._point)
            self._mover.grab()

    def drag(self, pixel: QPointF) -> None:
        """Begin where the surface is seen at this pixel."""
        point, box = self._point, self._box
        if point is None or box is None:
            return
        weights = weights_at(pixel, box, self.camera, point.weights)
        sizes = box.weights(np.array([1.0, 1.0])) - box.weights(np.array([-1.0, -1.0]))
        grains = sizes / (2.0 * self.camera.scale)
        self._mover.move(
            dict(zip(point.pair, weights.tolist(), strict=True)),
            dict(zip(point.pair, grains.tolist(), strict=True)),
        )
        self.canvas.setToolTip(self._mover.refusal)

    def let_go(self) -> None:
        """The ball is let go."""
        self._held = None
        self._mover.release()
        self.canvas.setToolTip("")
        self.refresh()

    # Turning

    def turn(self, azimuth: float, elevation: float) -> None:
        """By so many degrees; drawn coarsely until it rests."""
        self.camera.turn(azimuth, elevation)
        self._move()

    def come_nearer(self, factor: float) -> None:
        """Zoom."""
        self.camera.come_nearer(factor)
        self._move()

    def reset(self) -> None:
        """See it as at first."""
        self.camera = Camera()
        self._draw()

    def _move(self) -> None:
        self._is_turning = True
        self._rest.start()
        self._draw()

    def _on_rest(self) -> None:
        self._is_turning = False
        self.canvas.sheet.update()


class _Canvas(QGraphicsView):
    """A sheet of pixels that fills the view; mouse and keys turn what is on it."""

    def __init__(self, view: ErrorSurface) -> None:
        super().__init__(view)
        self.setObjectName("error_surface_canvas")
        self._view = view
        self._pressed: QPointF | None = None
        self._holds, self._offset = False, QPointF()
        self.setMouseTracking(True)
        scene = QGraphicsScene(self)
        self.setScene(scene)
        self.sheet = _Sheet(view)
        scene.addItem(self.sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.viewport().rect()
        self.sheet.set_size(QRectF(size))
        self.setSceneRect(QRectF(size))
        self._view.on_resized()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._holds = left and self._view.is_on_ball(event.position())
        if self._holds:
            self._offset = self._view.marks.ball.place - event.position()
            self._view.take_hold()
        self._pressed = event.position()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._holds:
            self._view.drag(event.position() + self._offset)
        elif self._pressed is not None:
            moved, self._pressed = event.position() - self._pressed, event.position()
            self._view.turn(_PIXEL_TURN * moved.x(), _PIXEL_TURN * moved.y())
        else:
            shapes = Qt.CursorShape
            over = self._view.is_on_ball(event.position())
            self.viewport().setCursor(shapes.PointingHandCursor if over else shapes.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._holds:
            self._view.let_go()
        self._pressed, self._holds = None, False
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._view.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.come_nearer(_ZOOM ** (event.angleDelta().y() / 120.0))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_Left: (-_KEY_TURN, 0.0),
            Qt.Key.Key_Right: (_KEY_TURN, 0.0),
            Qt.Key.Key_Up: (0.0, _KEY_TURN),
            Qt.Key.Key_Down: (0.0, -_KEY_TURN),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in turns:
            self._view.turn(*turns[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self._view.reset()
        elif event.text() in ("+", "-"):
            self._view.come_nearer(_ZOOM if event.text() == "+" else 1.0 / _ZOOM)
        else:
            event.ignore()


class _Sheet(QGraphicsItem):
    """All of the canvas; what the view paints, with the marks as its children."""

    def __init__(self, view: ErrorSurface) -> None:
        super().__init__()
        self._view = view
        self._size = QRectF()

    def set_size(self, size: QRectF) -> None:
        """In pixels."""
        self.prepareGeometryChange()
        self._size = size

    # Qt's own

    def boundingRect(self) -> QRectF:
        return self._size

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self._view.paint(painter)
