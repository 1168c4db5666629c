"""A widget as a picture: PNG, SVG or PDF, with a screen or without.

What is drawn is a widget of its own, made for the picture and never seen: it may have another size, theme
and scale than what is on the screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyqtgraph import AxisItem
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QEventLoop,
    QIODevice,
    QMarginsF,
    QPoint,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPicture
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QGraphicsView, QScrollBar, QWidget

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.export.svg_paint import SvgDevice, png_bytes
from gdsim.scenario.whole_file import write_atomically
from gdsim.session.background import Background, Result
from gdsim.views.shared.look import Look

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PICTURE_SUFFIXES = (".png", ".svg", ".pdf")
PAGE_SUFFIXES = (".svg", ".pdf")  # drawn as shapes

LARGEST_SIDE = 16_384

_DOTS_PER_INCH = 96
_POINTS = 72 / _DOTS_PER_INCH
# Turns that a job waits with which all others go first; they have a handful each.
_PATIENCE = 32
_ROUNDS = 8
# What would have to be scrolled is made smaller, as long as it can be read.
_SMALLEST_SHARE = 0.5
_SHRINK_AT_ONCE = 0.8


class Canvas:
    """A widget that is shown to nobody and drawn into files.

    Attributes:
        widget: what is drawn.
    """

    def __init__(
        self,
        widget: QWidget,
        look: Look,
        background: Background,
        size: QSize | None = None,
        detail: float = 1.0,
        shrinks: bool = False,
    ) -> None:
        """Take hold of a widget.

        Args:
            widget: has no parent; the caller deletes it.
            look: that of the widget and of the application: theme and size, scale and detail included.
            background: that of the widget's session.
            size: in the widget's pixels; None for its own.
            detail: the widget's pixels to a pixel of an SVG or PDF page. What a widget keeps as pixels, such
                as a formula among words, is so much finer there.
            shrinks: the look's zoom becomes smaller where something would have to be scrolled to be seen.

        Raises:
            GdsimError: the size is one that no picture can have.
        """
        self.widget = widget
        self._look = look
        self._background = background
        self._detail = detail
        self._shrinks = shrinks
        size = size or widget.size()
        if not 1 <= min(size.toTuple()) <= max(size.toTuple()) <= LARGEST_SIDE:
            raise GdsimError(
                Message(
                    QT_TR_NOOP("A picture of {width}×{height}: sides from 1 to {most} pixels are possible."),
                    width=size.width(),
                    height=size.height(),
                    most=LARGEST_SIDE,
                )
            )
        widget.setMinimumSize(0, 0)
        widget.setFixedSize(size)
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.show()
        # Drawn when a picture is wanted, and not for a screen besides.
        widget.setUpdatesEnabled(False)
        self.settle()
        self._shrink()

    @property
    def size(self) -> QSize:
        """In pixels."""
        return self.widget.size()

    def settle(self) -> None:
        """Wait until everything is drawn that is computed beside the window, and laid out."""
        for _ in range(_ROUNDS):
            # Else left to an event loop that may not come. Panels get their last places when the objects that
            # moved them to the first ones are gone.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            if not self._background.has_work or not _others_go_first(self._background):
                return

    def image(self) -> QImage:
        """The picture in pixels."""
        image = QImage(self.size, QImage.Format.Format_RGB32)
        for _ in range(_ROUNDS):
            image.fill(self._look.theme.ground)
            sizes = self._axis_sizes()
            self._paint(QPainter(image))
            # An axis learns how much room its numbers take when it is drawn.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            if self._axis_sizes() == sizes:
                break
        return image

    def png(self) -> bytes:
        """The picture as a PNG file."""
        return png_bytes(self.image())

    def svg(self) -> bytes:
        """The picture as an SVG file; texts are outlines, and need no font."""
        device = SvgDevice(self.size, self._detail, self._title, self.widget.accessibleDescription())
        self._paint_lines(QPainter(device))
        return device.text().encode()

    def pdf(self) -> bytes:
        """The picture as a PDF page of its size, 96 pixels an inch; fonts are in it."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setCreator("gdsim")
        writer.setTitle(self._title)
        writer.setResolution(round(_DOTS_PER_INCH * self._detail))
        page = QSizeF(self.size) * (_POINTS / self._detail)
        writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._paint_lines(QPainter(writer))
        buffer.close()
        return bytes(data.data())

    def print(self, printer: QPrinter | QPdfWriter) -> None:
        """Put the picture in the middle of a page, as large as fits.

        Raises:
            GdsimError: the printer takes nothing.
        """
        # Straight on a printer, Qt would draw the widget as one image.
        picture = QPicture()
        self._paint_lines(QPainter(picture))
        inches = printer.pageLayout().paintRect(QPageLayout.Unit.Inch).size()
        # A dot is a pixel where the printer can: the widths of a plot's lines are counted in dots.
        width, height = self.size.toTuple()
        printer.setResolution(math.ceil(max(width / inches.width(), height / inches.height())))
        painter = QPainter()
        if not painter.begin(printer):
            raise GdsimError(Message(QT_TR_NOOP("The printer takes nothing.")))
        page = painter.viewport()
        scale = min(page.width() / width, page.height() / height)
        painter.translate(page.center())
        painter.scale(scale, scale)
        painter.translate(-width / 2, -height / 2)
        # The picture comes as large in inches as it was.
        inch = picture.logicalDpiX() / printer.logicalDpiX()
        painter.scale(inch, inch)
        picture.play(painter)
        painter.end()

    def save(self, path: Path) -> None:
        """Write the picture, whole or not at all, in the form that the name's ending says.

        Raises:
            GdsimError: the ending is none of PICTURE_SUFFIXES, or the file cannot be written.
        """
        write_atomically(path, self.content(path.suffix))

    def content(self, suffix: str) -> bytes:
        """The file of this ending."""
        writers = {".png": self.png, ".svg": self.svg, ".pdf": self.pdf}
        if suffix.lower() not in writers:
            raise unknown_suffix(suffix, PICTURE_SUFFIXES)
        self._shrink()
        return writers[suffix.lower()]()

    def _shrink(self) -> None:
        """Everything smaller until nothing has to be scrolled. A table may go on below, but not aside."""
        if not self._shrinks:
            return
        least = self._look.zoom * _SMALLEST_SHARE
        for direction in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            before = self._look.zoom
            while (share := self._share_in_sight(direction)) < 1.0:
                zoom = self._look.zoom * max(share, _SHRINK_AT_ONCE)
                # Lines half as high and half as long take a quarter of the place.
                if zoom < least or share < _SMALLEST_SHARE**2:
                    self._set_zoom(before)
                    break
                self._set_zoom(zoom)

    def _share_in_sight(self, direction: Qt.Orientation) -> float:
        """The smallest of all parts that scroll; 1 where all is in sight."""
        areas = self.widget.findChildren(QAbstractScrollArea)
        bars = [
            bar
            for area in areas
            if area.isVisible() and not isinstance(area, QGraphicsView)
            for bar in area.findChildren(QScrollBar)
            if bar.orientation() == direction and bar.maximum() > 0
        ]
        return min((bar.pageStep() / (bar.pageStep() + bar.maximum()) for bar in bars), default=1.0)

    def _set_zoom(self, zoom: float) -> None:
        self._look.set_all(self._look.theme, zoom, self._look.for_hall)
        self.settle()

    @property
    def _title(self) -> str:
        return self.widget.windowTitle().replace("[*]", "")

    def _paint_lines(self, painter: QPainter) -> None:
        """Draw as shapes what a screen gets as pixels: backgrounds that are cached, small symbols."""
        self.image()
        for view in self.widget.findChildren(QGraphicsView):
            view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        items = list(self._plot_items())
        for item in items:
            item.setExportMode(True, {"antialias": True})
        self._paint(painter)
        for item in items:
            item.setExportMode(False)

    @cached_property
    def _axes(self) -> list[AxisItem]:
        return [item for item in self._plot_items() if isinstance(item, AxisItem)]

    def _axis_sizes(self) -> list[tuple[float, float]]:
        return [(axis.width(), axis.height()) for axis in self._axes]

    def _paint(self, painter: QPainter) -> None:
        self.widget.setUpdatesEnabled(True)
        self.widget.render(painter, QPoint())
        self.widget.setUpdatesEnabled(False)
        painter.end()

    def _plot_items(self) -> Iterator:
        for view in self.widget.findChildren(QGraphicsView):
            yield from (item for item in view.scene().items() if hasattr(item, "setExportMode"))


def unknown_suffix(suffix: str, allowed: tuple[str, ...]) -> GdsimError:
    """What to say of a file name whose ending means nothing."""
    return GdsimError(
        Message(
            QT_TR_NOOP("“{suffix}” is no ending of a picture's name; possible are {allowed}."),
            suffix=suffix,
            allowed=", ".join(allowed),
        )
    )


def scaled(size: QSize, scale: float) -> QSize:
    """A size in pixels times the scale."""
    return QSize(math.ceil(size.width() * scale), math.ceil(size.height() * scale))


def _others_go_first(background: Background) -> bool:
    """Wait for all that is asked for; whether there was anything."""
    kind = ("picture", id(background))
    loop = QEventLoop()
    arrived = 0

    def count(result: Result) -> None:
        nonlocal arrived
        if result.kind != kind:
            arrived += 1
        elif result.finished:
            loop.quit()

    background.result.connect(count)
    background.request(kind, lambda cancelled: iter([None] * _PATIENCE))
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    background.result.disconnect(count)
    return arrived > 0
