"""The ball is where it is, or a sign at the edge points at it."""

import math

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from gdsim.views.shared.ball import Ball

BOUNDS = QRectF(0, 0, 300, 200)


@pytest.fixture
def ball(qapp):
    scene = QGraphicsScene(BOUNDS)
    sheet = QGraphicsRectItem(BOUNDS)
    scene.addItem(sheet)
    made = Ball(sheet)
    made.set_look(QColor("#0000ff"), QColor("#ffffff"), 8.0)
    yield made
    scene.clear()


def test_within_the_plot_it_is_drawn_where_it_is(ball):
    ball.show_at(QPointF(100, 50), BOUNDS)
    assert ball.is_inside
    assert ball.place == QPointF(100, 50)
    assert ball.direction == QPointF(0, 0)
    assert ball.box.contains(QRectF(92, 42, 16, 16))


@pytest.mark.parametrize(
    ("place", "direction"),
    [((1e300, 100), (1, 0)), ((-400, 100), (-1, 0)), ((150, -1e12), (0, -1)), ((150, math.inf), (0, 1))],
)
def test_beyond_the_edge_a_sign_points_at_it(ball, place, direction):
    ball.show_at(QPointF(*place), BOUNDS)
    assert not ball.is_inside
    assert BOUNDS.contains(ball.place)
    assert (ball.direction.x(), ball.direction.y()) == pytest.approx(direction, abs=1e-6)


def test_it_is_taken_hold_of_within_reach(ball):
    ball.show_at(QPointF(100, 50), BOUNDS)
    assert ball.is_near(QPointF(110, 50), 14)
    assert not ball.is_near(QPointF(120, 50), 14)


@pytest.mark.parametrize("place", [QPointF(100, 50), QPointF(500, 50)])
def test_both_are_painted_in_its_colour(ball, place):
    ball.show_at(place, BOUNDS)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#cccccc"))
    painter = QPainter(image)
    ball.scene().render(painter, BOUNDS, BOUNDS)
    painter.end()
    assert image.pixelColor(ball.place.toPoint()) == QColor("#0000ff")
