"""Several lines painted in one go: the nearest is found, names do not cover each other, points are few."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.series import series_color
from gdsim.views.shared.series_item import Series, SeriesItem, pushed_apart, thinned


@pytest.fixture
def item(qtbot):
    plot = Plot(Look())
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.setRange(xRange=(0.0, 10.0), yRange=(0.0, 10.0), padding=0)
    return SeriesItem(plot)


def line(*points):
    return np.array(points, dtype=np.float64)


def test_the_nearest_line_within_reach_is_found(item):
    across = Series(line((0, 2), (10, 2)), line((10, 2)))
    up = Series(line((5, 4), (5, 10)), line((5, 10)))
    item.show_series([across, up], None)
    plot = item._plot
    assert item.place_near(plot.pixel(3.0, 2.05), 10.0) == 0
    assert item.place_near(plot.pixel(5.05, 7.0), 10.0) == 1
    assert item.place_near(plot.pixel(1.0, 8.0), 10.0) is None
    item.show_series([], None)
    assert item.place_near(QPointF(1.0, 1.0), 10.0) is None


def test_ends_in_sight_come_from_above(item):
    ends = [line((0, 1), (5, y)) for y in (2.0, 9.0, 50.0, math.nan)]
    item.show_series([Series(end, end[-1:], "name") for end in ends], None)
    assert [place for place, _ in item.ends()] == [1, 0]
    assert item.names_width() > 20.0


def test_all_is_painted_the_chosen_one_on_top(item):
    item.show_series([Series(line((0, 5), (10, 5)), line((5, 5)), str(i)) for i in range(12)], 11)
    image = item._plot.grab().toImage()
    x, y = item._plot.pixel(3.0, 5.0).toTuple()
    place = item._plot.mapFromScene(item._plot.view_box.mapToScene(QPointF(x, y)))
    color, wanted = image.pixelColor(place), series_color(item._plot.look, 11)
    assert max(abs(a - b) for a, b in zip(color.getRgb()[:3], wanted.getRgb()[:3], strict=True)) < 60


@given(st.lists(st.floats(0.0, 300.0), max_size=12))
def test_names_are_pushed_apart_and_keep_their_order(heights):
    moved = pushed_apart(sorted(heights), 15.0, 300.0)
    gaps = np.diff(moved)
    assert (gaps >= 15.0 - 1e-9).all()
    assert all(height <= 300.0 - 7.5 + 1e-9 for height in moved)


def test_names_with_room_stay_at_their_lines():
    assert pushed_apart([10.0, 50.0, 90.0], 15.0, 300.0) == [10.0, 50.0, 90.0]


def test_a_line_is_thinned_to_what_is_seen():
    x = np.linspace(0.0, 100.0, 100_001)
    thin = thinned(np.column_stack([x, np.zeros_like(x)]))
    assert len(thin) < 60
    assert thin[0].tolist() == [0.0, 0.0]
    assert thin[-1].tolist() == [100.0, 0.0]


def test_thinning_keeps_a_break():
    broken = np.array([[0.0, 0.0], [0.1, 0.1], [np.nan, np.nan], [0.2, 0.2], [30.0, 0.0]])
    assert np.isnan(thinned(broken)).any()
