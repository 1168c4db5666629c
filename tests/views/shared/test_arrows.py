"""Arrows are to scale or say that they are not; the gradient's head is hollow, the update's filled."""

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from gdsim.views.shared.arrows import Arrow, Span, fit_arrow, round_length

BOUNDS = QRectF(0, 0, 300, 200)
lengths = st.floats(-1e4, 1e4)


def test_an_arrow_that_fits_is_to_scale():
    span = fit_arrow(QPointF(100, 100), QPointF(60, 0), BOUNDS, shortest=20)
    assert span == Span(QPointF(100, 100), QPointF(160, 100), to_scale=True)


@pytest.mark.parametrize(("offset", "tip"), [(1e-9, 120), (1e9, 300), (-1e9, 0), (-3, 80)])
def test_too_short_too_long_is_drawn_readable_and_marked(offset, tip):
    span = fit_arrow(QPointF(100, 100), QPointF(offset, 0), BOUNDS, shortest=20)
    assert span.tip.x() == pytest.approx(tip)
    assert not span.to_scale


def test_the_longest_is_kept():
    span = fit_arrow(QPointF(100, 100), QPointF(150, 0), BOUNDS, shortest=20, longest=80)
    assert span.length == pytest.approx(80)
    assert not span.to_scale


@pytest.mark.parametrize("offset", [QPointF(0, 0), QPointF(math.nan, 0), QPointF(math.inf, 0)])
def test_no_length_no_arrow(offset):
    assert fit_arrow(QPointF(100, 100), offset, BOUNDS, shortest=20) is None


def test_no_arrow_from_outside_or_without_room():
    assert fit_arrow(QPointF(-5, 100), QPointF(60, 0), BOUNDS, shortest=20) is None
    assert fit_arrow(QPointF(295, 100), QPointF(60, 0), BOUNDS, shortest=20) is None


@given(st.floats(0, 300), st.floats(0, 200), lengths, lengths)
def test_an_arrow_keeps_its_direction_and_its_tip_within(x, y, right, down):
    start, offset = QPointF(x, y), QPointF(right, down)
    span = fit_arrow(start, offset, BOUNDS, shortest=20)
    if span is None:
        return
    assert BOUNDS.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(span.tip)
    length = math.hypot(right, down)
    assert span.direction.x() == pytest.approx(right / length, abs=1e-9)
    assert span.direction.y() == pytest.approx(down / length, abs=1e-9)
    assert not span.to_scale or span.length == pytest.approx(length)


@given(st.floats(1e-12, 1e12))
def test_a_scale_bar_has_a_round_value_and_about_the_wanted_length(value_per_pixel):
    value, pixels = round_length(value_per_pixel, 50.0)
    assert value / value_per_pixel == pytest.approx(pixels)
    assert 19.0 <= pixels <= 50.0 + 1e-6
    mantissa = value / 10.0 ** math.floor(math.log10(value) + 1e-9)
    assert min(abs(mantissa - m) for m in (1, 2, 5, 10)) < 1e-6


def drawn(hollow: bool, span: Span) -> QImage:
    scene = QGraphicsScene(BOUNDS)
    sheet = QGraphicsRectItem(BOUNDS)
    scene.addItem(sheet)
    arrow = Arrow(sheet, hollow)
    arrow.set_look(QColor("#aa0000"), QColor("#ffffff"), 4.0)
    arrow.show_span(span)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    scene.render(painter, BOUNDS, BOUNDS)
    painter.end()
    scene.clear()
    return image


def test_the_heads_tell_the_two_arrows_apart(qapp):
    span = Span(QPointF(50, 100), QPointF(150, 100))
    inside_head = (150 - 9, 100)
    assert drawn(True, span).pixelColor(*inside_head) == QColor("#ffffff")
    assert drawn(False, span).pixelColor(*inside_head) == QColor("#aa0000")


def test_an_arrow_not_to_scale_has_a_broken_shaft(qapp):
    whole = drawn(False, Span(QPointF(50, 100), QPointF(150, 100)))
    broken = drawn(False, Span(QPointF(50, 100), QPointF(150, 100), to_scale=False))
    ground = QColor("#ffffff")
    assert not [x for x in range(55, 130) if whole.pixelColor(x, 100) == ground]
    assert [x for x in range(55, 130) if broken.pixelColor(x, 100) == ground]


def test_an_arrow_is_found_near_its_shaft_only(qapp):
    scene = QGraphicsScene()
    sheet = QGraphicsRectItem(BOUNDS)
    scene.addItem(sheet)
    arrow = Arrow(sheet, hollow=True)
    assert not arrow.is_near(QPointF(100, 100), 5)
    arrow.show_span(Span(QPointF(50, 100), QPointF(150, 100)))
    assert arrow.is_near(QPointF(100, 103), 5)
    assert not arrow.is_near(QPointF(100, 120), 5)
    assert not arrow.is_near(QPointF(200, 100), 5)
    scene.clear()
