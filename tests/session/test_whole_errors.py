"""An error in what Qt calls back reaches whoever has caused it; the interpreter lives."""

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QWidget

import gdsim.session  # noqa: F401 - for its effect on the classes below


class Broken(QWidget):
    """Its errors are the interpreter's own, of which PySide alone would die before Python 3.12."""

    def resizeEvent(self, event):
        iter(5)


class BrokenItem(QGraphicsItem):
    def boundingRect(self):
        return QRectF(0, 0, 10, 10)

    def paint(self, painter, option, widget=None):
        1 / 0  # noqa: B018


def test_an_error_in_an_event_reaches_the_caller(qtbot):
    widget = Broken()
    qtbot.addWidget(widget)
    with pytest.raises(TypeError, match="not iterable"):
        widget.grab()
    assert widget.resizeEvent.__name__ == "resizeEvent"


def test_an_error_in_an_items_painting_reaches_the_caller(qapp):
    scene = QGraphicsScene()
    scene.addItem(BrokenItem())
    image = QImage(QSize(10, 10), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with pytest.raises(ZeroDivisionError):
        scene.render(painter)
    painter.end()
