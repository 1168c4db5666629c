"""The learning rate's track: places, labels, keys and mouse."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from gdsim.engine.analysis import Zone
from gdsim.views.shared.look import Look
from gdsim.views.shared.rate_track import RateTrack, stepped

ZONES = (
    Zone("creeping", 0.0, 0.001, "creeps"),
    Zone("monotone", 0.001, 0.0577, "steady"),
    Zone("oscillating", 0.0577, 0.1153, "oscillates"),
    Zone("diverging", 0.1153, math.inf, "diverges"),
)


@pytest.fixture
def track(qtbot):
    track = RateTrack(Look())
    qtbot.addWidget(track)
    track.resize(200, 44)
    track.show_zones(ZONES)
    track.show_rate(0.03, 1e-4, 0.3)
    track.heard = []
    track.chosen.connect(track.heard.append)
    track.show()
    return track


def test_showing_sends_nothing(track):
    track.show_rate(0.123456789, 1e-4, 1.0)
    assert track.heard == []


@pytest.mark.parametrize("rate", [1e-4, 0.00123, 0.03, 0.1, 0.234, 0.3])
def test_a_place_and_its_rate_belong_together(track, rate):
    # A place gives two digits.
    assert track.rate_at(track.x_of(rate)) == float(f"{rate:.2g}")


@pytest.mark.parametrize("width", [90, 120, 160, 200, 300, 600])
@pytest.mark.parametrize("rate", [0.0005, 0.03, 0.08, 0.2])
def test_labels_are_never_cut_and_never_overlap(track, width, rate):
    track.resize(width, 44)
    track.show_rate(rate, 1e-4, 0.3)
    placed = track.placed_labels()
    for number, (_, place) in enumerate(placed):
        assert place.left() >= 0
        assert place.right() <= width
        assert place.top() >= 0
        assert place.bottom() <= track.height() + 1
        assert not any(place.intersects(other) for _, other in placed[number + 1 :])


def test_the_limit_is_the_last_label_to_go(track):
    track.resize(200, 44)
    assert any("0.115" in label.text for label, _ in track.placed_labels())
    track.resize(90, 44)
    assert next(label.text for label, _ in track.placed_labels()) == "diverges"


def test_with_room_every_zone_has_its_label(track):
    track.resize(600, 44)
    assert {label.short for label, _ in track.placed_labels()} == {
        "creeps",
        "steady",
        "oscillates",
        "diverges",
    }


def test_a_label_stands_at_its_zone(track):
    track.resize(600, 44)
    for label, place in track.placed_labels():
        low, high = track.x_of(max(label.low, 1e-4)), track.x_of(min(label.high, 0.3))
        assert place.center().x() == pytest.approx((low + high) / 2, abs=60)


def test_where_the_rule_scales_itself_it_says_so(track):
    track.show_zones((), "scales its own steps: no limit")
    assert [label.text for label, _ in track.placed_labels()] == ["scales its own steps: no limit"]
    assert track.zone() is None


def test_a_local_limit_says_that_it_is_one(track):
    track.show_zones(ZONES, local=True)
    track.resize(600, 44)
    assert any(label.text.endswith("here") for label, _ in track.placed_labels())


@pytest.mark.parametrize(
    ("key", "rate"),
    [
        (Qt.Key.Key_Right, 0.031),
        (Qt.Key.Key_Up, 0.031),
        (Qt.Key.Key_Left, 0.029),
        (Qt.Key.Key_PageUp, 0.04),
        (Qt.Key.Key_PageDown, 0.02),
        (Qt.Key.Key_Home, 1e-4),
        (Qt.Key.Key_End, 0.3),
    ],
)
def test_keys(qtbot, track, key, rate):
    qtbot.keyClick(track, key)
    assert track.heard == [pytest.approx(rate, rel=1e-12)]


@pytest.mark.parametrize(
    ("rate", "steps", "result"),
    [
        (0.1, -1, 0.099),
        (0.099, 1, 0.1),
        (0.1, 1, 0.11),
        (0.0123456, 1, 0.013),
        (0.0123456, -1, 0.012),
        (1.0, -1, 0.99),
    ],
)
def test_a_step_is_one_in_the_second_digit(rate, steps, result):
    assert stepped(rate, steps) == result


@given(st.floats(1e-8, 1e8), st.integers(-30, 30))
def test_steps_go_their_way_and_stay_positive(rate, steps):
    result = stepped(rate, steps)
    assert result > 0
    assert (result > rate) == (steps > 0)
    assert (result < rate) == (steps < 0)


def test_a_click_brings_the_knob_to_the_pointer(qtbot, track):
    x = round(track.x_of(0.1))
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(x, 22))
    assert track.heard == [pytest.approx(0.1, rel=0.05)]


def test_a_drag_begins_and_ends(qtbot, track):
    heard = []
    track.grabbed.connect(lambda: heard.append("grabbed"))
    track.released.connect(lambda: heard.append("released"))
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(60, 22))
    qtbot.mouseMove(track, QPoint(100, 22))
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(100, 22))
    assert heard == ["grabbed", "released"]
