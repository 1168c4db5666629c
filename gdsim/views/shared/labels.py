"""Texts that stand at the thing they name, and move aside rather than cover each other."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QGraphicsTextItem, QStyleOptionGraphicsItem, QWidget

from gdsim.engine.array import Array
from gdsim.views.shared.look import Look

LABEL_PIXELS = 12.0
NOTE_PIXELS = 11.0

# Left free between two labels, and between a label and the plot's edge.
_SPACE = 2.0
# Places tried along each direction where no wished one is clear.
_GRID = 40
# The cheapest are looked at first, so many at a time.
_AT_A_TIME = 32
# Costs of a place in pixels: that it is not the first wish, none of the wishes, on a line.
_NEXT_SPOT, _ELSEWHERE, _ON_A_LINE = 6.0, 40.0, 120.0

Choice = NDArray[np.bool_]
Edges = tuple[float, float, float, float]  # left, top, right, bottom

NOTHING: Array = np.empty((0, 2))


class Side(enum.Enum):
    """Where a label stands, seen from its anchor: (right, down)."""

    RIGHT = (1, 0)
    LEFT = (-1, 0)
    ABOVE = (0, -1)
    BELOW = (0, 1)
    ABOVE_RIGHT = (1, -1)
    ABOVE_LEFT = (-1, -1)
    BELOW_RIGHT = (1, 1)
    BELOW_LEFT = (-1, 1)
    ON = (0, 0)


# Where a label would like to stand: at these points, on these sides of them.
Anchors = tuple[tuple[QPointF, Side], ...]

ALL_SIDES = tuple(side for side in Side if side is not Side.ON)


@dataclass(frozen=True)
class Request:
    """A label's size and where it would like to stand.

    Attributes:
        size: width and height in pixels.
        spots: centres, the most wished first.
        may_move: where no spot is free, anywhere else will do; otherwise the label is left out.
        may_cover: where no clear spot is free, one on a line will do.
    """

    size: QSizeF
    spots: tuple[QPointF, ...]
    may_move: bool = True
    may_cover: bool = True


def place(
    requests: Sequence[Request], bounds: QRectF, obstacles: Iterable[QRectF] = (), avoid: Array = NOTHING
) -> list[QRectF | None]:
    """A place for each label: within the bounds, on no obstacle and on no other label, or None.

    Labels are placed in order, so that an earlier one never gives way to a later one, and equal requests
    always stand at equal places. Each takes its cheapest place: a wished spot, or a clear place near by,
    or a spot on a line, or anywhere.

    Args:
        requests: in order of importance.
        bounds: no label leaves these.
        obstacles: no label covers these.
        avoid: (n, 2), points of lines that a label covers only where all else is far away.
    """
    taken = [_edges(rect) for rect in obstacles]
    places: list[QRectF | None] = []
    for request in requests:
        found = _place_one(request, bounds, taken, avoid)
        places.append(found)
        if found is not None:
            taken.append(_edges(found))
    return places


def _place_one(request: Request, bounds: QRectF, taken: list[Edges], avoid: Array) -> QRectF | None:
    width, height = request.size.toTuple()
    # Whole pixels keep the text sharp.
    spots = [(round(spot.x() - width / 2), round(spot.y() - height / 2)) for spot in request.spots]
    best = _wished(spots, (width, height), _edges(bounds), taken, avoid)
    if request.may_move and (best is None or best[1] >= _ON_A_LINE):
        size = np.array([width, height])
        corners, away = _others(np.array(spots), size, bounds, np.reshape(np.array(taken, float), (-1, 4)))
        other = _cheapest_of_free(corners, _ELSEWHERE + away, size, avoid)
        if best is None or (other is not None and other[1] < best[1]):
            best = other
    if best is None or (best[1] >= _ON_A_LINE and not request.may_cover):
        return None
    return QRectF(QPointF(*best[0]), request.size)


def _wished(
    spots: Sequence[tuple[float, float]],
    size: tuple[float, float],
    bounds: Edges,
    taken: list[Edges],
    avoid: Array,
) -> tuple[Sequence[float], float] | None:
    """The free one of these top left corners that costs least, and its cost: mostly the first."""
    best = None
    for number, corner in enumerate(spots):
        cost = number * _NEXT_SPOT
        if best is not None and cost >= best[1]:
            break
        box = (*corner, corner[0] + size[0], corner[1] + size[1])
        if not _is_within(box, bounds) or any(_touch(box, other) for other in taken):
            continue
        if len(avoid) == 0 or _is_clear(np.array([corner]), np.array(size), avoid)[0]:
            return corner, cost
        best = best or (corner, cost + _ON_A_LINE)
    return best


def _is_within(box: Edges, bounds: Edges) -> bool:
    return box[0] >= bounds[0] and box[1] >= bounds[1] and box[2] <= bounds[2] and box[3] <= bounds[3]


def _touch(box: Edges, other: Edges) -> bool:
    """They cover each other, or are nearer than the space between two."""
    return (
        box[0] < other[2] + _SPACE
        and box[2] > other[0] - _SPACE
        and box[1] < other[3] + _SPACE
        and box[3] > other[1] - _SPACE
    )


def _cheapest_of_free(
    corners: Array, costs: Array, size: Array, avoid: Array
) -> tuple[Sequence[float], float] | None:
    """Of free top left corners (n, 2) that which costs least, and its cost."""
    if len(corners) == 0:
        return None
    order = np.argsort(costs, kind="stable")
    corners, costs = corners[order], costs[order]
    for start in range(0, len(corners), _AT_A_TIME):
        if costs[start] >= costs[0] + _ON_A_LINE:
            break
        clear = np.flatnonzero(_is_clear(corners[start : start + _AT_A_TIME], size, avoid))
        if len(clear):
            best = start + int(clear[0])
            return corners[best].tolist(), float(costs[best])
    return corners[0].tolist(), float(costs[0]) + _ON_A_LINE


def _covers(starts: Array, length: float, low: Array, high: Array) -> Choice:
    """(n, m), which of the stretches that begin here come too near to which of those from low to high."""
    return np.asarray((starts[:, None] < high + _SPACE) & (starts[:, None] + length > low - _SPACE))


def _is_clear(corners: Array, size: Array, avoid: Array) -> Choice:
    """Which of the places cover none of the points."""
    (x, y), (along, down) = (corners[:, :1], corners[:, 1:]), avoid.T
    covers = (along >= x) & (along <= x + size[0]) & (down >= y) & (down <= y + size[1])
    return np.asarray(~covers.any(axis=1))


def _others(spots: Array, size: Array, bounds: QRectF, taken: Array) -> tuple[Array, Array]:
    """Free top left corners (n, 2) all over the bounds, and how far each is from the next spot (n,).

    Rows and columns are looked at by themselves: 40 and 40 instead of 1,600.
    """
    left, top = math.ceil(bounds.left()), math.ceil(bounds.top())
    x = np.floor(np.linspace(left, max(left, bounds.right() - size[0]), _GRID))
    y = np.floor(np.linspace(top, max(top, bounds.bottom() - size[1]), _GRID))
    across = _covers(x, size[0], taken[:, 0], taken[:, 2]).astype(np.float32)
    down = _covers(y, size[1], taken[:, 1], taken[:, 3]).astype(np.float32)
    row, column = np.nonzero(down @ across.T == 0.0)
    squares = ((y[:, None] - spots[:, 1]) ** 2)[row] + ((x[:, None] - spots[:, 0]) ** 2)[column]
    inside = (x[column] + size[0] <= bounds.right()) & (y[row] + size[1] <= bounds.bottom())
    corners = np.column_stack([x[column], y[row]])
    return corners[inside], np.sqrt(squares.min(axis=1))[inside]


def _edges(rect: QRectF) -> Edges:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def points_along(points: Array, bounds: QRectF, spacing: float = 6.0) -> Array:
    """Points (n, 2) every few pixels along a line (m, 2), the part within the bounds; for ``avoid``."""
    points = points[np.all(np.isfinite(points), axis=1)]
    if len(points) < 2:
        return NOTHING
    # Far outside nothing is covered, and there must not be a million points on the way.
    low = np.array([bounds.left() - bounds.width(), bounds.top() - bounds.height()])
    points = np.clip(points, low, low + 3 * np.array([bounds.width(), bounds.height()]))
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    even = np.arange(0.0, way[-1] + spacing, spacing)
    along = np.column_stack([np.interp(even, way, points[:, i]) for i in (0, 1)])
    inside = (along >= [bounds.left(), bounds.top()]) & (along <= [bounds.right(), bounds.bottom()])
    return np.asarray(along[np.all(inside, axis=1)])


@dataclass(frozen=True)
class Label:
    """A text and the thing it names.

    Attributes:
        key: one a label; ``LabelLayer.box`` finds it.
        html: rich text.
        anchors: where it would like to stand, in pixels of the view box, the most wished first.
        gap: distance from the anchor in pixels.
        may_move, may_cover: see Request.
        tooltip: what to say on longer pointing.
        pixels: size of the text.
        lead: width kept free at its left, for a sign that the caller draws.
        framed: on a sheet of its own, with a border.
        ground: colour of the veil behind it, "#rrggbb"; the theme's ground where empty.
    """

    key: str
    html: str
    anchors: Anchors
    gap: float = 4.0
    may_move: bool = True
    may_cover: bool = True
    tooltip: str = ""
    pixels: float = LABEL_PIXELS
    lead: float = 0.0
    framed: bool = False
    ground: str = ""


def around(anchor: QPointF, *sides: Side) -> Anchors:
    """One anchor with several sides, the most wished first."""
    return tuple((anchor, side) for side in sides)


class LabelLayer:
    """The labels of one plot. Coordinates are pixels of its view box, on which the texts lie."""

    def __init__(self, view_box: QGraphicsItem, look: Look, depth: float = 50.0) -> None:
        self._view_box = view_box
        self._look = look
        self._depth = depth
        self._items: dict[str, _LabelItem] = {}
        self._boxes: dict[str, QRectF] = {}

    @property
    def boxes(self) -> list[QRectF]:
        """Where labels stand now."""
        return list(self._boxes.values())

    def box(self, key: str) -> QRectF | None:
        """Where this label stands, or None where there was no place."""
        return self._boxes.get(key)

    def text(self, key: str) -> str:
        """What this label says, without its marks; empty where it is not shown."""
        return self._items[key].toPlainText() if key in self._boxes else ""

    def show(self, labels: Sequence[Label], obstacles: Iterable[QRectF] = (), avoid: Array = NOTHING) -> None:
        """Show these labels and no others, the most important first."""
        shown = [self._item(label) for label in labels]
        requests = [_request(label, item.size()) for label, item in zip(labels, shown, strict=True)]
        edge = _SPACE
        bounds = self._view_box.boundingRect().adjusted(edge, edge, -edge, -edge)
        places = place(requests, bounds, obstacles, avoid)
        for item in self._items.values():
            item.setVisible(False)
        self._boxes = {}
        for label, item, box in zip(labels, shown, places, strict=True):
            if box is not None:
                item.setPos(box.topLeft() + QPointF(label.lead, 0.0))
                item.setVisible(True)
                self._boxes[label.key] = box

    def give_way(self, boxes: Sequence[QRectF]) -> None:
        """Hide for now the labels that would stand on these; ``show`` need not be called anew."""
        for key, box in self._boxes.items():
            self._items[key].setVisible(not any(box.intersects(other) for other in boxes))

    def _item(self, label: Label) -> _LabelItem:
        item = self._items.get(label.key)
        if item is None:
            item = self._items[label.key] = _LabelItem(self._view_box)
            item.setZValue(self._depth)
        item.take(label, self._look)
        return item


def _request(label: Label, size: QSizeF) -> Request:
    size = QSizeF(size.width() + label.lead, size.height())
    spots = tuple(
        anchor
        + QPointF(
            side.value[0] * (size.width() / 2 + label.gap), side.value[1] * (size.height() / 2 + label.gap)
        )
        for anchor, side in label.anchors
    )
    return Request(size, spots, label.may_move, label.may_cover)


class _LabelItem(QGraphicsTextItem):
    """A text on a veil of the ground, so that grid and curve do not run through it."""

    _VEIL = 0.8

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self.document().setDefaultTextOption(option)
        self._html = ""
        self._shown: tuple[object, ...] = ()
        self._border: QColor | None = None
        self._ground = QColor()

    def take(self, label: Label, look: Look) -> None:
        """Show the label's text in this look; nothing to do where both are as before."""
        shown = (
            label.html,
            label.tooltip,
            label.pixels,
            label.framed,
            label.ground,
            look.theme,
            look.px(1.0),
        )
        if shown == self._shown:
            return
        self._shown = shown
        font = look.text_font(label.pixels)
        margin = look.px(5.0 if label.framed else 1.0)
        ground, color = QColor(label.ground or look.theme.ground), look.soft()
        if not label.framed:
            ground.setAlphaF(self._VEIL)
        self._border = look.line_color() if label.framed else None
        self._ground = ground
        if font != self.font():
            self.setFont(font)
        if margin != self.document().documentMargin():
            self.document().setDocumentMargin(margin)
        if color != self.defaultTextColor():
            self.setDefaultTextColor(color)
        if label.html != self._html:
            self._html = label.html
            self.setHtml(label.html)
        self.setToolTip(label.tooltip)
        self.update()

    def size(self) -> QSizeF:
        """Of the text with its margin."""
        return self.document().size()

    # Qt's own

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen if self._border is None else self._border)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(QPointF(0.0, 0.0), self.size()), 3.0, 3.0)
        super().paint(painter, option, widget)  # type: ignore[arg-type]
