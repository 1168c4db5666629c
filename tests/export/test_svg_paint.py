"""SVG: what another program makes of it is what Qt paints."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from gdsim.export.svg_paint import SvgDevice, png_bytes
from gdsim.views.shared.fonts import math_font, text_font

SIZE = QSize(200, 150)


def lines(painter):
    """Cosmetic in coordinates that are stretched unevenly, as in every plot; dashes; and lines that scale."""
    painter.save()
    painter.scale(200.0, 0.5)
    pen = QPen(QColor("#CE3382"), 3.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(0.1, 20), QPointF(0.5, 280), QPointF(0.9, 40)])
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(0.05, 150), QPointF(0.95, 150))
    painter.restore()
    painter.scale(2.0, 2.0)
    painter.setPen(QPen(QColor("#095849"), 2.0))
    painter.drawEllipse(QRectF(20, 10, 50, 40))


def shapes(painter):
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(91, 101, 243, 120))
    painter.drawRect(QRectF(10, 10, 80, 60))
    painter.setOpacity(0.5)
    painter.fillRect(QRectF(50, 40, 100, 80), QColor("#8C6E29"))
    painter.setOpacity(1.0)
    gradient = QLinearGradient(QPointF(120, 0), QPointF(190, 0))
    gradient.setColorAt(0, QColor("white"))
    gradient.setColorAt(1, QColor("black"))
    painter.fillRect(QRectF(120, 20, 70, 40), gradient)
    ring = QPainterPath()
    ring.addEllipse(QRectF(20, 80, 60, 60))
    ring.addEllipse(QRectF(35, 95, 30, 30))
    painter.fillPath(ring, QColor("#1B2430"))


def clips(painter):
    """One within the other, under different coordinates, and gone again after restore."""
    painter.translate(20, 20)
    painter.setClipRect(QRect(0, 0, 100, 80))
    painter.save()
    circle = QPainterPath()
    circle.addEllipse(QRectF(40, 20, 100, 100))
    painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(-50, -50, 400, 400), QColor("#5B65F3"))
    painter.restore()
    painter.fillRect(QRectF(0, 0, 30, 200), QColor("#CE3382"))
    painter.setClipping(False)
    painter.fillRect(QRectF(150, 90, 20, 20), QColor("#095849"))


def image(painter):
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("#D39839"))
    picture.setPixelColor(0, 0, QColor("#1B2430"))
    painter.translate(40, 30)
    painter.scale(2, 1)
    painter.drawImage(QRectF(0, 0, 40, 60), picture)


def unhinted(font):
    """With its own outlines: moved to the pixels of a screen they are a whole pixel away from the picture's."""
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def texts(painter):
    painter.setPen(QColor("#1B2430"))
    painter.setFont(unhinted(text_font(26)))
    painter.drawText(10, 40, "E = −28.038")
    painter.setFont(unhinted(math_font(26)))
    painter.drawText(10, 80, "∂E/∂w")
    painter.rotate(-10)
    painter.setFont(unhinted(text_font(24, bold=True)))
    painter.drawText(0, 130, "梯度下降 η")


def painted(draw, device):
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()


@pytest.mark.parametrize("draw", [lines, shapes, clips, image, texts])
def test_another_program_shows_what_qt_paints(qapp, tool, pixels, tmp_path, draw):
    wanted = QImage(SIZE, QImage.Format.Format_RGB32)
    wanted.fill(Qt.GlobalColor.white)
    painted(draw, wanted)
    device = SvgDevice(SIZE)
    painted(draw, device)
    (tmp_path / "a.svg").write_text(device.text())
    tool("rsvg-convert", "-b", "white", tmp_path / "a.svg", "-o", tmp_path / "a.png")
    difference = np.abs(pixels(wanted) - pixels(tmp_path / "a.png")).mean(axis=2)
    drawn = (pixels(wanted) < 0.98).any(axis=2).sum()
    assert drawn > 500
    # Edges are smoothed differently; nothing is elsewhere, missing or thicker.
    assert (difference > 0.5).sum() < 0.02 * drawn
    assert difference.sum() < 0.12 * drawn


def test_texts_need_no_font_of_the_reader(qapp):
    device = SvgDevice(SIZE)
    painted(texts, device)
    assert "<text" not in device.text()
    assert "font" not in device.text()


def test_a_page_states_its_size_and_what_it_shows(qapp):
    device = SvgDevice(SIZE, 2.0, "Error & weight", "E < 1")
    root = ElementTree.fromstring(device.text().encode())
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("100", "75", "0 0 200 150")
    assert [child.text for child in root] == ["Error & weight", "E < 1"]


def test_what_is_clipped_away_is_not_written(qapp):
    device = SvgDevice(SIZE)

    def draw(painter):
        painter.setClipRect(QRect(0, 0, 10, 10))
        painter.fillRect(QRectF(100, 100, 10, 10), QColor("red"))

    painted(draw, device)
    assert "<path" not in device.text()


def test_png_bytes_are_a_png(qapp):
    picture = QImage(3, 2, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    back = QImage.fromData(png_bytes(picture))
    assert (back.width(), back.height(), back.pixelColor(2, 1).name()) == (3, 2, "#123456")
