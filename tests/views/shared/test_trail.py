"""The trail shows where the descent has been, in no more points than can be told apart."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from PySide6.QtCore import QPointF

from gdsim.engine.history import History
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.trail import Trail, numbered_steps, steps_to_show


def history_of(weights: list[float], stale: int = 0) -> History:
    """Rows of E = w², the first ones measured on another objective."""
    history = History(1)
    for i, w in enumerate(weights):
        history.append(np.array([w]), w * w, np.array([2 * w]), version=int(i >= stale))
    if stale:
        history.renumber(np.arange(2, dtype=np.int32), np.array([True, False]))
    return history


@pytest.fixture
def plot(qtbot):
    made = Plot(Look())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.setRange(xRange=(-2, 2), yRange=(0, 4), padding=0)
    return made


@given(st.integers(0, 5_000_000))
def test_the_steps_shown_are_few_ascending_and_hold_the_start_and_the_last(k):
    steps = steps_to_show(k)
    assert len(steps) <= 600
    assert (np.diff(steps) > 0).all()
    assert (steps < k).all()
    if k:
        assert steps[0] == 0
        assert steps[-1] == k - 1


@given(st.integers(700, 100_000))
def test_a_step_more_leaves_most_points_where_they_are(k):
    before, after = set(steps_to_show(k)), set(steps_to_show(k + 1))
    doubled = len(after) < len(before) - 50
    assert doubled or len(before - after) <= 2


def test_the_start_and_the_last_and_first_few_are_numbered():
    assert numbered_steps(0) == []
    assert numbered_steps(1) == [0]
    assert numbered_steps(20) == [0, 19, 18, 17, 1, 2, 3]


def test_former_positions_are_drawn_and_the_present_one_is_not(plot):
    trail = Trail(plot)
    trail.show(history_of([-1.5, -1.0, 0.5]), 0, None)
    assert list(trail.position(0)) == [-1.5, 2.25]
    assert list(trail.position(1)) == [-1.0, 1.0]
    assert trail.position(2) is None


def test_points_that_would_lie_on_each_other_become_one(plot):
    trail = Trail(plot)
    trail.show(history_of([-1.5, *np.linspace(1.0, 1.001, 50), 1.0]), 0, None)
    assert len(trail.pixels) == 2
    assert trail.position(0) is not None


def test_what_was_measured_before_an_edit_is_drawn_apart_in_grey(plot):
    trail = Trail(plot)
    trail.show(history_of([-1.5, -1.0, 0.0, 0.5], stale=2), 0, None)
    assert list(trail._old.getData()[0]) == [-1.5, -1.0]
    assert list(trail._fresh.getData()[0]) == [0.0]
    assert trail._old.opts["pen"].color() == plot.look.soft()


def test_the_step_under_the_pointer_is_found(plot):
    trail = Trail(plot)
    trail.show(history_of([-1.5, -1.0, 0.5]), 0, None)
    there = plot.pixel(-1.0, 1.0)
    assert trail.step_near(there + QPointF(3, 0), 8) == 1
    assert trail.step_near(there + QPointF(40, 0), 8) is None


def test_positions_beyond_all_measure_are_left_out(plot):
    trail = Trail(plot)
    trail.show(history_of([1.0, 1e200, 2.0]), 0, None)
    assert trail.position(1) is None
    assert trail.position(0) is not None


def test_a_line_goes_through_all_fresh_points_to_the_present_one(plot):
    trail = Trail(plot, line=True)
    trail.show(history_of([-1.5, -1.0, 0.5]), 0, None)
    x, y = trail._line.getData()
    assert list(x) == [-1.5, -1.0, 0.5]
    assert list(y) == [2.25, 1.0, 0.25]
