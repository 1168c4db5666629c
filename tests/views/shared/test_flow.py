"""A row that wraps: nothing is cut or overlaps at any width."""

import gc
import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gdsim.views.shared.flow import Flow


class Block(QWidget):
    """Wishes 100 pixels, can do with 60."""

    def sizeHint(self) -> QSize:
        return QSize(100, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)


@pytest.fixture
def flow(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    window.flow = Flow(window)
    window.flow.set_spacing(10)
    window.blocks = [Block(window.flow) for _ in range(3)]
    for block in window.blocks:
        window.flow.add(block)
    column.addWidget(window.flow)
    column.addStretch()
    window.show()
    return window


def lay_out(qtbot, window, width):
    window.resize(width, 300)
    qtbot.waitUntil(lambda: window.flow.width() == width)
    qtbot.wait(1)
    return [block.geometry() for block in window.flow.widgets()]


def test_with_room_each_has_its_wish_in_one_row(qtbot, flow):
    places = lay_out(qtbot, flow, 400)
    assert [place.width() for place in places] == [100, 100, 100]
    assert len({place.y() for place in places}) == 1
    assert flow.flow.height() == 20


def test_what_is_left_goes_to_one_that_can_grow_as_far_as_it_can(qtbot, flow):
    flow.blocks[1].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    flow.blocks[1].setMaximumWidth(150)
    assert [place.width() for place in lay_out(qtbot, flow, 350)] == [100, 130, 100]
    assert [place.width() for place in lay_out(qtbot, flow, 500)] == [100, 150, 100]


def test_with_less_room_all_shrink_evenly(qtbot, flow):
    places = lay_out(qtbot, flow, 260)
    assert [place.width() for place in places] == [80, 80, 80]
    assert flow.flow.height() == 20


@pytest.mark.parametrize("width", [70, 120, 150, 180, 199, 201, 250, 330])
def test_nothing_is_cut_and_nothing_overlaps(qtbot, flow, width):
    places = lay_out(qtbot, flow, width)
    for place in places:
        assert place.width() >= 60
        assert place.right() < width
        assert place.bottom() < flow.flow.height()
    for one, other in itertools.pairwise(places):
        assert not one.intersects(other)


def test_hidden_widgets_take_no_room(qtbot, flow):
    flow.blocks[1].hide()
    places = lay_out(qtbot, flow, 210)
    assert places[2].x() == 110


def test_one_that_is_taken_out_leaves_its_place_to_the_others(qtbot, flow):
    first = flow.blocks[0]
    first.setParent(None)
    first.deleteLater()
    places = lay_out(qtbot, flow, 400)
    assert flow.flow.widgets() == flow.blocks[1:]
    assert [place.x() for place in places] == [0, 110]


def test_filled_and_emptied_again_and_again_it_holds_what_is_in_it(qtbot, flow):
    for round_ in range(200):
        for widget in flow.flow.widgets():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        flow.blocks = [Block(flow.flow) for _ in range(3)]
        for block in flow.blocks:
            flow.flow.add(block)
            block.show()
        if round_ % 20 == 0:
            gc.collect()
            qtbot.wait(1)
    assert [place.x() for place in lay_out(qtbot, flow, 400)] == [0, 110, 220]
