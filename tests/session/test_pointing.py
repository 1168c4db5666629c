"""Pointing: told once, only when it is new, and always within the data."""

from gdsim.engine.dataset import Dataset
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
