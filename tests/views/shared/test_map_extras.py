"""What the rule carries on: an arrow to scale, where the rule remembers something that has a direction."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt

from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_map import ErrorMap
from gdsim.views.shared.look import Look


@pytest.fixture
def opened(qtbot):
    """The map of a bowl after two steps, with the arrow asked for by key."""
    sessions = []

    def make(rule, steps=2):
        session = Session(Scenario(FormulaSurface("w1^2 + 2 w2^2"), Optimizer(RULES[rule], 0.1), (1.0, 1.0)))
        sessions.append(session)
        view = ErrorMap(session, Look())
        qtbot.addWidget(view)
        view.resize(700, 500)
        view.show()
        for _ in range(steps):
            session.step()
        view.grab()
        QCoreApplication.processEvents()
        qtbot.keyClick(view.plot, Qt.Key.Key_M)
        QCoreApplication.processEvents()
        return view

    yield make
    for session in sessions:
        session.background.close()


def test_momentum_s_arrow_is_the_velocity_times_eta_and_mu(opened, qtbot):
    """By hand: v = (2, 4), then 0.9 (2, 4) + (1.6, 2.4) = (3.4, 6); carried on is −0.1 · 0.9 v = (−0.306, −0.54)."""
    view = opened("momentum")
    assert view.marks.labels.text("carried") == "carried on (−0.306, −0.540)"
    span, (across, up) = view.extras.carried.span, view.plot.pixel_size()
    assert span.to_scale
    offset = span.tip - span.start
    assert (offset.x() * across, -offset.y() * up) == pytest.approx((-0.306, -0.54))
    qtbot.keyClick(view.plot, Qt.Key.Key_M)
    QCoreApplication.processEvents()
    assert view.extras.carried.span is None


@pytest.mark.parametrize("rule", list(RULES))
def test_it_is_there_for_every_rule_that_remembers_a_direction_and_points_against_its_state(opened, rule):
    view = opened(rule)
    span = view.extras.carried.span
    if not {"velocity", "average", "first_moment"} & set(RULES[rule].state_names):
        assert span is None
        return
    # Both weights came down from (1, 1), so the state points up and right, what is carried on down and left.
    assert (view.session.descent.state[0] > 0.0).all()
    offset = span.tip - span.start
    assert offset.x() < 0.0
    assert offset.y() > 0.0


def test_at_the_start_nothing_is_carried_on(opened):
    view = opened("adam", steps=0)
    assert view.extras.carried.span is None
    assert np.array_equal(view.session.descent.state, np.zeros((2, 2)))
