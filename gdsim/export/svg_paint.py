"""A paint device that writes SVG: every text as its outlines, every line in its width on paper.

Qt's own generator leaves texts to whatever fonts the reader has, loses clipping, and counts on a rule for line
widths that few programs know. Here shapes are written where they end up, so that nothing is left to the reader.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QImageWriter,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QPolygonF,
    QTextItem,
    QTransform,
)

_DOTS_PER_INCH = 96
_MILLIMETRES = 25.4 / _DOTS_PER_INCH
# Dots to a pixel where a pattern or a gradient is written as an image.
_FILL_SCALE = 3

_CAPS = {
    Qt.PenCapStyle.FlatCap: "butt",
    Qt.PenCapStyle.SquareCap: "square",
    Qt.PenCapStyle.RoundCap: "round",
}
_JOINS = {Qt.PenJoinStyle.RoundJoin: "round", Qt.PenJoinStyle.BevelJoin: "bevel"}


class SvgDevice(QPaintDevice):
    """Paint on it with a QPainter, then read ``text()``."""

    def __init__(self, size: QSize, detail: float = 1.0, title: str = "", description: str = "") -> None:
        """Begin a page.

        Args:
            size: in the painter's pixels.
            detail: the painter's pixels to one of the page.
            title, description: what a screen reader says.
        """
        super().__init__()
        self._size = size
        self._detail = detail
        self._title = title
        self._description = description
        self._engine = _SvgEngine()

    def text(self) -> str:
        """The SVG document."""
        width, height = self._size.width(), self._size.height()
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{_number(width / self._detail)}" height="{_number(height / self._detail)}" '
            f'viewBox="0 0 {width} {height}">'
        )
        words = [("title", self._title), ("desc", self._description)]
        about = [f"<{name}>{escape(text)}</{name}>" for name, text in words if text]
        clips = [
            f'<clipPath id="{name}"><path d="{d}"/></clipPath>' for d, name in self._engine.clips.items()
        ]
        defs = ["<defs>", *clips, "</defs>"] if clips else []
        return "\n".join([head, *about, *defs, *self._engine.elements, "</svg>", ""])

    # Qt's own

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        """What a QPainter draws with."""
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        """Size and resolution: that of a screen, so that texts are as large as there."""
        metrics = QPaintDevice.PaintDeviceMetric
        found = {
            metrics.PdmWidth: self._size.width(),
            metrics.PdmHeight: self._size.height(),
            metrics.PdmWidthMM: round(self._size.width() * _MILLIMETRES),
            metrics.PdmHeightMM: round(self._size.height() * _MILLIMETRES),
            metrics.PdmDpiX: _DOTS_PER_INCH,
            metrics.PdmDpiY: _DOTS_PER_INCH,
            metrics.PdmPhysicalDpiX: _DOTS_PER_INCH,
            metrics.PdmPhysicalDpiY: _DOTS_PER_INCH,
            metrics.PdmNumColors: 2**31 - 1,
            metrics.PdmDepth: 32,
            metrics.PdmDevicePixelRatio: 1,
            metrics.PdmDevicePixelRatioScaled: 1 << 16,
        }.get(metric)
        return super().metric(metric) if found is None else found


class _SvgEngine(QPaintEngine):
    """Writes what a painter draws. Anything that Qt can say as a path comes as one."""

    def __init__(self) -> None:
        gradients = QPaintEngine.PaintEngineFeature.ObjectBoundingModeGradients
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures & ~gradients)
        self.elements: list[str] = []
        self.clips: dict[str, str] = {}
        self._pen, self._brush = QPen(), QBrush()
        self._place, self._opacity = QTransform(), 1.0
        self._clip: QPainterPath | None = None
        self._clips = True

    # Qt's own

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:  # noqa: N802
        self._pen, self._brush = QPen(state.pen()), QBrush(state.brush())
        self._place, self._opacity = QTransform(state.transform()), state.opacity()
        flags = QPaintEngine.DirtyFlag
        if state.state() & flags.DirtyClipEnabled:
            self._clips = state.isClipEnabled()
        if state.state() & flags.DirtyClipPath:
            self._cut(state.clipOperation(), QPainterPath(state.clipPath()))
        if state.state() & flags.DirtyClipRegion:
            path = QPainterPath()
            path.addRegion(state.clipRegion())
            self._cut(state.clipOperation(), path)

    def drawPath(self, path: QPainterPath) -> None:  # noqa: N802
        self._fill(path)
        self._stroke(path)

    def drawPolygon(self, points: Iterable[QPointF], mode: QPaintEngine.PolygonDrawMode) -> None:  # noqa: N802
        modes = QPaintEngine.PolygonDrawMode
        path = QPainterPath()
        path.addPolygon(QPolygonF(list(points)))
        if mode != modes.PolylineMode:
            path.closeSubpath()
            path.setFillRule(
                Qt.FillRule.OddEvenFill if mode == modes.OddEvenMode else Qt.FillRule.WindingFill
            )
            self._fill(path)
        self._stroke(path)

    def drawTextItem(self, point: QPointF, item: QTextItem) -> None:  # type: ignore[override]  # noqa: N802
        outlines = QPainterPath()
        outlines.setFillRule(Qt.FillRule.WindingFill)
        outlines.addText(point, item.font(), item.text())
        self._write(self._place.map(outlines), _fill_style(self._pen.color()))

    def drawPixmap(  # type: ignore[override]  # noqa: N802
        self, target: QRectF, pixmap: QPixmap, source: QRectF
    ) -> None:
        self._picture(target, pixmap.copy(source.toRect()).toImage())

    def drawImage(  # type: ignore[override]  # noqa: N802
        self, target: QRectF, image: QImage, source: QRectF, flags: Qt.ImageConversionFlag | None = None
    ) -> None:
        self._picture(target, image.copy(source.toRect()))

    # Inside

    def _cut(self, operation: Qt.ClipOperation, path: QPainterPath) -> None:
        path = self._place.map(path)
        if operation == Qt.ClipOperation.NoClip:
            self._clip = None
        elif operation == Qt.ClipOperation.ReplaceClip or self._clip is None:
            self._clip = path
        else:
            self._clip = _common(self._clip, path)

    def _fill(self, path: QPainterPath) -> None:
        if self._brush.style() == Qt.BrushStyle.NoBrush:
            return
        if self._brush.style() == Qt.BrushStyle.SolidPattern:
            self._write(self._place.map(path), _fill_style(self._brush.color()))
            return
        area = path.boundingRect()
        image = QImage(
            (self._place.mapRect(area).size() * _FILL_SCALE).toSize().expandedTo(QSize(1, 1)),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(image.width() / area.width(), image.height() / area.height())
        painter.translate(-area.topLeft())
        painter.fillPath(path, self._brush)
        painter.end()
        self._picture(area, image)

    def _stroke(self, path: QPainterPath) -> None:
        pen = self._pen
        if pen.style() == Qt.PenStyle.NoPen or path.isEmpty():
            return
        width = pen.widthF()
        if pen.isCosmetic() or width == 0.0:
            self._write(self._place.map(path), _stroke_style(pen, width or 1.0))
        elif _is_even(self._place):
            self._write(
                self._place.map(path),
                _stroke_style(pen, width * math.sqrt(abs(self._place.determinant()))),
            )
        else:
            outline = QPainterPathStroker(pen).createStroke(path)
            self._write(self._place.map(outline), _fill_style(pen.color()))

    def _write(self, path: QPainterPath, style: str) -> None:
        """A path in its final place."""
        if path.isEmpty():
            return
        clip = self._clip_attribute(path.boundingRect())
        if clip is not None:
            self.elements.append(f'<path d="{_path_text(path)}" {style}{self._opacity_attribute()}{clip}/>')

    def _picture(self, target: QRectF, image: QImage) -> None:
        clip = self._clip_attribute(self._place.mapRect(target))
        if image.isNull() or target.isEmpty() or clip is None:
            return
        t = self._place
        numbers = (t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy())
        matrix = "" if t.isIdentity() else f' transform="matrix({",".join(map(_number, numbers))})"'
        box = {"x": target.x(), "y": target.y(), "width": target.width(), "height": target.height()}
        place = " ".join(f'{name}="{_number(value)}"' for name, value in box.items())
        # The clip is in the document's coordinates, so it is put around the image, not on it.
        self.elements.append(
            f'<g{clip}><image {place} preserveAspectRatio="none"{matrix}{self._opacity_attribute()} '
            f'xlink:href="data:image/png;base64,{_png_base64(image)}"/></g>'
        )

    def _opacity_attribute(self) -> str:
        return "" if self._opacity >= 1.0 else f' opacity="{_number(self._opacity)}"'

    def _clip_attribute(self, bounds: QRectF) -> str | None:
        """The attribute that clips a shape; empty where nothing is cut off, None where all is."""
        clip = self._clip if self._clips else None
        region = self.systemClip()
        if not region.isEmpty():
            widget = QPainterPath()
            widget.addRegion(region)
            clip = widget if clip is None else _common(clip, widget)
        if clip is None:
            return ""
        whole = _rectangle(clip)
        if whole is not None and whole.contains(bounds.adjusted(-3, -3, 3, 3)):
            return ""
        if not clip.boundingRect().intersects(bounds.adjusted(-1, -1, 1, 1)):
            return None
        name = self.clips.setdefault(_path_text(clip), f"c{len(self.clips) + 1}")
        return f' clip-path="url(#{name})"'


def _common(one: QPainterPath, other: QPainterPath) -> QPainterPath:
    """What two clips have in common; of rectangles without the rounding of a general cut."""
    first, second = _rectangle(one), _rectangle(other)
    if first is None or second is None:
        return one.intersected(other)
    path = QPainterPath()
    path.addRect(first.intersected(second))
    return path


def _rectangle(path: QPainterPath) -> QRectF | None:
    """The path as a rectangle, None where it is something else."""
    if path.isEmpty():
        return QRectF()
    if path.elementCount() != 5:
        return None
    points = [(path.elementAt(i).x, path.elementAt(i).y) for i in range(5)]
    bounds = path.boundingRect()
    corners = {(x, y) for x in (bounds.left(), bounds.right()) for y in (bounds.top(), bounds.bottom())}
    return bounds if set(points) == corners else None


def _is_even(transform: QTransform) -> bool:
    """Whether it scales alike in all directions, so that a line stays as wide everywhere."""
    along = math.hypot(transform.m11(), transform.m12())
    across = math.hypot(transform.m21(), transform.m22())
    skew = transform.m11() * transform.m21() + transform.m12() * transform.m22()
    return abs(along - across) <= 1e-6 * along and abs(skew) <= 1e-6 * along * across


def _path_text(path: QPainterPath) -> str:
    """SVG's d attribute."""
    kinds = QPainterPath.ElementType
    parts, curve = [], 0
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        if element.type == kinds.MoveToElement:
            letter = "M"
        elif element.type == kinds.LineToElement:
            letter = "L"
        elif element.type == kinds.CurveToElement:
            letter = "C"
        else:
            letter = ""
        curve = 0 if letter else curve + 1
        parts.append(f"{letter or ' '}{_number(element.x)} {_number(element.y)}")
    rule = "" if path.fillRule() == Qt.FillRule.WindingFill else '" fill-rule="evenodd'
    return "".join(parts) + rule


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _fill_style(color: QColor) -> str:
    return f'fill="{color.name()}"{_alpha("fill", color)}'


def _stroke_style(pen: QPen, width: float) -> str:
    color = pen.brush().color() if pen.brush().style() != Qt.BrushStyle.NoBrush else pen.color()
    style = f'fill="none" stroke="{color.name()}"{_alpha("stroke", color)} stroke-width="{_number(width)}"'
    style += f' stroke-linecap="{_CAPS.get(pen.capStyle(), "square")}"'
    style += f' stroke-linejoin="{_JOINS.get(pen.joinStyle(), "miter")}"'
    if pen.style() != Qt.PenStyle.SolidLine:
        dashes = ",".join(_number(length * max(width, 1.0)) for length in pen.dashPattern())
        style += f' stroke-dasharray="{dashes}"'
    return style


def _alpha(what: str, color: QColor) -> str:
    return "" if color.alpha() == 255 else f' {what}-opacity="{_number(color.alphaF())}"'


def _png_base64(image: QImage) -> str:
    return base64.b64encode(png_bytes(image)).decode()


def png_bytes(image: QImage) -> bytes:
    """The image as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())
