"""Weights moved by hand: rounded, one undo entry a drag or run of keys, refused where E is not finite."""

import pytest
from PySide6.QtWidgets import QWidget

from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.mover import Mover


@pytest.fixture
def session(qapp):
    return Session(Scenario(FormulaSurface("1 / w1 + w2^2"), Optimizer(), (1.0, 1.0)))


@pytest.fixture
def mover(session, qtbot):
    view = QWidget()
    qtbot.addWidget(view)
    return Mover(session, view)


def test_a_drag_is_one_undo_entry_and_its_values_are_rounded_to_the_grain(session, mover):
    mover.grab()
    assert mover.is_holding
    for value in (1.234567, 2.345678):
        mover.move({0: value, 1: -value}, {0: 0.013, 1: 0.4})
    assert session.weights.tolist() == [2.35, -2.3]
    mover.release()
    mover.move({1: 5.0}, {1: 1.0})
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.weights.tolist() == [1.0, 1.0]


def test_keys_go_to_the_next_round_value_and_a_run_of_them_is_one_entry(session, mover):
    mover.turn(1, 1, (0.0, 25.0))  # a hundredth of the axis is 0.25: steps of 0.2
    mover.turn(1, 1, (0.0, 25.0))
    assert session.weights[1] == pytest.approx(1.4)
    mover.turn(1, -1, (0.0, 25.0))
    assert session.weights[1] == pytest.approx(1.2)
    assert session.undo_stack.count() == 1


def test_ten_presses_at_once_go_as_far_as_ten(session, mover):
    mover.move({1: 1.07}, {1: 0.01})
    mover.turn(1, -10, (0.0, 25.0))  # the first press goes to 1.0
    assert session.weights[1] == pytest.approx(-0.8)
    mover.turn(1, 10, (0.0, 25.0))
    assert session.weights[1] == pytest.approx(1.2)


def test_where_e_is_not_finite_the_weights_stay_and_it_says_why(session, mover):
    mover.move({0: 0.0}, {0: 0.1})
    assert session.weights.tolist() == [1.0, 1.0]
    assert "finite" in mover.refusal
    mover.move({0: 2.0}, {0: 0.1})
    assert mover.refusal == ""
