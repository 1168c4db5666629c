"""Pointing: told once, only when it is new, and always within the data."""

import numpy as np

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from tests.session.conftest import Ear


def test_pointing_tells_once_and_only_when_it_is_new(session: Session, ear: Ear) -> None:
    for _ in range(2):
        session.select_record(1)
        session.select_weight(1)
        session.set_highlight("weight")
    assert (session.selected_record, session.selected_weight, session.highlight) == (1, 1, "weight")
    assert ear.take() == {"selection_changed": 3}


def test_the_selection_stays_within_the_data(session: Session, dataset: Dataset) -> None:
    session.select_record(2)
    session.select_weight(1)
    session.edit_data(dataset.without_records([1, 2]).without_input(1))
    assert (session.selected_record, session.selected_weight) == (0, 0)
    session.undo_stack.undo()
    assert (session.selected_record, session.selected_weight) == (2, 1)


def _with_inputs(count: int) -> Scenario:
    return Scenario(Neuron(Dataset(np.eye(count), np.ones(count))), Optimizer())


def test_the_pair_follows_the_selected_weight_until_two_are_chosen(session: Session, ear: Ear) -> None:
    session.load(_with_inputs(4))
    ear.take()
    assert session.selected_pair == (0, 1)
    session.select_weight(1)
    assert session.selected_pair == (1, 2)
    session.select_weight(3)
    assert session.selected_pair == (2, 3)
    session.select_pair(3, 0)
    session.select_pair(3, 0)
    session.select_weight(1)
    assert session.selected_pair == (3, 0)
    assert ear.take() == {"selection_changed": 4}


def test_the_pair_stays_within_the_weights_and_another_experiment_begins_anew(session: Session) -> None:
    session.load(_with_inputs(4))
    session.select_pair(3, 1)
    session.edit(_with_inputs(2), "fewer")
    assert session.selected_pair == (0, 1)
    session.undo_stack.undo()
    assert session.selected_pair == (3, 1)
    session.load(_with_inputs(4))
    assert session.selected_pair == (0, 1)
    session.load(_with_inputs(1))
    assert session.selected_pair is None
