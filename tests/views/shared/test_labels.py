"""Labels stand at what they name, within the plot, and on nothing."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from gdsim.views.shared.labels import Label, LabelLayer, Request, Side, around, place, points_along
from gdsim.views.shared.look import Look

BOUNDS = QRectF(0, 0, 300, 200)
SIZE = QSizeF(80, 16)


def request_at(x: float, y: float, **options: bool) -> Request:
    return Request(SIZE, (QPointF(x, y),), **options)


def overlap(one: QRectF, other: QRectF) -> bool:
    common = one.intersected(other)
    return common.width() > 1e-9 and common.height() > 1e-9


numbers = st.floats(-50, 350)
sizes = st.builds(QSizeF, st.floats(5, 150), st.floats(8, 30))
points = st.builds(QPointF, numbers, numbers)
requests = st.lists(
    st.builds(
        Request, sizes, st.lists(points, min_size=1, max_size=4).map(tuple), st.booleans(), st.booleans()
    ),
    max_size=9,
)
obstacles = st.lists(st.builds(QRectF, points, sizes), max_size=5)
lines = st.lists(st.tuples(numbers, numbers), max_size=30).map(
    lambda rows: np.reshape(np.array(rows, float), (-1, 2))
)


@given(requests, obstacles, lines)
def test_whatever_is_asked_for_no_label_leaves_the_plot_or_covers_an_obstacle_or_another(
    wanted, things, line
):
    boxes = [box for box in place(wanted, BOUNDS, things, line) if box is not None]
    for i, box in enumerate(boxes):
        assert BOUNDS.contains(box)
        assert not any(overlap(box, other) for other in boxes[:i])
        assert not any(overlap(box, thing) for thing in things)


@given(requests, obstacles, lines)
def test_equal_requests_stand_at_equal_places(wanted, things, line):
    assert place(wanted, BOUNDS, things, line) == place(wanted, BOUNDS, things, line)


@given(st.lists(st.builds(Request, st.just(QSizeF(60, 16)), points.map(lambda p: (p,))), max_size=6))
def test_where_there_is_room_every_label_that_may_move_finds_a_place(wanted):
    assert None not in place(wanted, BOUNDS)


def test_a_free_label_stands_where_it_wishes():
    (box,) = place([request_at(150, 100)], BOUNDS)
    assert box == QRectF(110, 92, 80, 16)


def test_the_later_label_moves_aside_and_stays_near():
    first, second = place([request_at(150, 100), request_at(150, 100)], BOUNDS)
    assert first == QRectF(110, 92, 80, 16)
    assert abs(second.center().y() - 100) < 30


def test_a_label_that_may_not_move_is_left_out_instead():
    boxes = place([request_at(150, 100), request_at(160, 105, may_move=False)], BOUNDS)
    assert boxes[1] is None


def test_a_label_goes_round_a_line_but_not_far():
    line = np.column_stack([np.arange(0, 300, 4.0), np.full(75, 100.0)])
    (box,) = place([request_at(150, 100)], BOUNDS, avoid=line)
    assert not box.contains(QPointF(152, 100))
    assert abs(box.center().y() - 100) < 40


def test_where_lines_are_everywhere_a_label_covers_one_unless_it_must_not():
    grid = np.stack(np.meshgrid(np.arange(0, 301, 6.0), np.arange(0, 201, 6.0)), -1).reshape(-1, 2)
    covering, left_out = place(
        [request_at(150, 100), request_at(150, 50, may_cover=False)], BOUNDS, avoid=grid
    )
    assert covering == QRectF(110, 92, 80, 16)
    assert left_out is None


def test_points_along_a_line_are_near_each_other_and_within_the_bounds():
    steep = points_along(np.array([[10.0, -1e6], [20.0, 1e6]]), BOUNDS, spacing=6.0)
    assert len(steep) > 20
    assert (steep >= 0).all()
    assert (steep <= [300, 200]).all()
    assert np.hypot(*np.diff(steep, axis=0).T).max() <= 6.0 + 1e-9


def test_points_along_leave_out_what_is_not_finite():
    assert np.isfinite(points_along(np.array([[0, 0], [50, np.nan], [100, 100]]), BOUNDS)).all()
    assert len(points_along(np.array([[0.0, np.inf]]), BOUNDS)) == 0


@pytest.fixture
def layer(qapp):
    scene = QGraphicsScene()
    sheet = QGraphicsRectItem(BOUNDS)
    scene.addItem(sheet)
    made = LabelLayer(sheet, Look())
    yield made
    scene.clear()


def test_a_layer_shows_the_labels_it_is_given_and_no_others(layer):
    layer.show([Label("a", "<i>E</i> = 3", around(QPointF(100, 100), Side.RIGHT), tooltip="why")])
    assert layer.text("a") == "E = 3"
    assert layer.box("a").left() >= 100
    layer.show([Label("b", "other", around(QPointF(100, 100), Side.LEFT))])
    assert layer.text("a") == ""
    assert layer.box("a") is None
    assert layer.box("b").right() <= 100


def test_a_label_keeps_room_for_the_callers_sign(layer):
    label = Label("a", "10", around(QPointF(150, 100), Side.ON))
    layer.show([label])
    bare = layer.box("a").width()
    layer.show([Label("a", "10", around(QPointF(150, 100), Side.ON), lead=40.0)])
    assert layer.box("a").width() == pytest.approx(bare + 40)
