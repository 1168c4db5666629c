"""What part of an error curve is worth seeing."""

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.landscape import slice_along
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.curve_range import CurveRange


def session_of(inputs, targets, start, rate=0.03) -> Session:
    columns = np.array(inputs, dtype=float).reshape(len(targets), -1)
    names = tuple(f"x{i + 1}" for i in range(columns.shape[1]))
    neuron = Neuron(Dataset(columns, np.array(targets, dtype=float), names, "y"))
    return Session(Scenario(neuron, Optimizer(learning_rate=rate), start))


def test_start_and_minimum_are_within_and_there_is_room_at_the_start(qapp):
    session = session_of([1, 2], [2, 4], (0.0,))
    chosen = CurveRange(session)
    assert chosen.follow()
    low, high = chosen.wanted_weights()
    assert chosen.minima[0][0] == pytest.approx(2.0)
    assert low < 0.0 - 0.1 * (high - low)
    assert high > 2.0
    found = slice_along(session.scenario.objective, session.weights, 0, low, high)
    bottom, top = chosen.wanted_errors(found.errors)
    assert bottom < 0.0 < session.error < top < 1.5 * session.error


def test_it_is_another_curve_only_for_another_weight_or_subject(qapp):
    session = session_of([[1, 2], [2, 1]], [1, 2], (0.0, 0.0))
    chosen = CurveRange(session)
    assert chosen.follow()
    session.step()
    assert not chosen.follow()
    session.edit_data(session.scenario.dataset.with_value(0, 0, 1.5))
    assert not chosen.follow()
    session.select_weight(1)
    assert chosen.follow()
    session.set_bias(True)
    assert chosen.follow()
    chosen.forget()
    assert chosen.follow()


def test_a_ball_moved_within_sight_rolls_along_a_still_curve(qapp):
    """Near the bottom all is flat: a picture that zoomed in there would look as steep as before."""
    session = session_of([1, 2], [2, 4], (0.0,))
    chosen = CurveRange(session)
    chosen.follow()
    before = chosen.wanted_weights()
    session.set_weights(np.array([1.99]))
    assert not chosen.follow()
    assert chosen.wanted_weights() == before
    chosen.forget()
    chosen.follow()
    low, high = chosen.wanted_weights()
    assert high - low < 0.1 * (before[1] - before[0])
    session.set_weights(np.array([9.0]))
    chosen.follow()
    assert chosen.wanted_weights()[1] > 9.0


def test_a_valley_along_the_weight_is_known_and_one_across_is_not(qapp):
    along = CurveRange(session_of([[1, 0], [2, 0]], [2, 4], (0.0, 5.0)))
    along._session.select_weight(1)
    along.follow()
    assert along.is_valley
    across = CurveRange(session_of([[1, 1], [2, 2]], [2, 4], (0.0, 5.0)))
    across.follow()
    assert not across.is_valley
    assert across.minima[0][0] == pytest.approx(-1.5)  # nearest to (0, 5) on w1 + w2 = 2


def test_of_several_minima_the_nearest_comes_first(qapp):
    surface = Surface(SURFACES["himmelblau"])
    session = Session(Scenario(surface, Optimizer(), (-3.0, 3.0)))
    chosen = CurveRange(session)
    chosen.follow()
    assert len(chosen.minima) == 4
    assert chosen.minima[0][0] == pytest.approx(-2.805118, abs=1e-5)
