"""Walking through one update: the stages, record by record, and what ends the walk."""

from collections.abc import Callable

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from tests.session.conftest import Bowl, Ear, descend

MakeSession = Callable[[Scenario], Session]
NAMES = ["predict", "residuals", "square_and_sum", "gradient", "scale", "move"]


def place(session: Session) -> tuple[str | None, int | None]:
    return session.stage.name if session.stage else None, session.stage_record


def walk(session: Session, count: int) -> list[tuple[str | None, int | None]]:
    places = []
    for _ in range(count):
        session.next_stage()
        places.append(place(session))
    return places


def test_six_stages_make_one_step_and_the_next_begins_anew(session: Session, ear: Ear) -> None:
    assert [stage.name for stage in session.stages] == NAMES
    assert walk(session, 5) == [(name, None) for name in NAMES[:5]]
    assert session.step_number == 0
    assert walk(session, 2) == [("move", None), ("predict", None)]
    assert session.step_number == 1
    assert ear.take() == {"stage_changed": 7, "stepped": 1}


def test_the_move_is_the_step_bit_for_bit(session: Session) -> None:
    walk(session, 6)
    walked = session.weights.tolist()
    session.reset()
    session.step()
    assert session.weights.tolist() == walked


def test_back_goes_the_same_way_and_from_the_move_takes_the_step_back(session: Session, ear: Ear) -> None:
    walk(session, 6)
    ear.take()
    back = []
    for _ in range(6):
        session.previous_stage()
        back.append(place(session)[0])
    assert back == ["scale", "gradient", "square_and_sum", "residuals", "predict", None]
    assert session.step_number == 0
    assert ear.take() == {"stage_changed": 6, "stepped": 1}
    session.previous_stage()
    assert ear.take() == {}


def test_the_first_three_stages_can_be_walked_a_record_at_a_time(session: Session) -> None:
    session.set_stage_by_record(True)
    records = [(name, record) for name in NAMES[:3] for record in range(3)]
    assert walk(session, 10) == [*records, ("gradient", None)]
    session.previous_stage()
    session.previous_stage()
    assert place(session) == ("square_and_sum", 1)
    session.set_stage_by_record(False)
    assert place(session) == ("square_and_sum", None)
    assert walk(session, 1) == [("gradient", None)]


def test_a_batch_walks_its_own_records(session: Session) -> None:
    session.set_optimizer(Optimizer(batch=2, seed=4))
    session.set_stage_by_record(True)
    batch = session.descent.batch_records()
    assert batch is not None
    assert [record for _, record in walk(session, 3)] == [*batch.tolist(), batch[0]]


def test_no_records_leave_nothing_to_walk_one_at_a_time(make_session: MakeSession) -> None:
    session = make_session(Scenario(Neuron(Dataset(np.empty((0, 1)), []))))
    session.set_stage_by_record(True)
    assert walk(session, 6) == [(name, None) for name in NAMES]


def test_a_surface_begins_with_the_gradient(make_session: MakeSession) -> None:
    session = make_session(Scenario(Bowl(), start=(1.0, 1.0)))
    assert walk(session, 4) == [(name, None) for name in [*NAMES[3:], "gradient"]]


@pytest.mark.parametrize(
    "leave",
    [
        lambda session: session.step(),
        lambda session: session.reset(),
        lambda session: session.advance(1),
        lambda session: session.leave_stages(),
        lambda session: session.set_weights(np.array([1.0, 1.0])),
    ],
)
def test_moving_otherwise_ends_the_walk(session: Session, ear: Ear, leave: Callable[[Session], None]) -> None:
    walk(session, 2)
    ear.take()
    leave(session)
    assert session.stage is None
    assert ear.take()["stage_changed"] == 1


def test_an_edit_keeps_the_stage_but_not_a_move_made_before_it(session: Session) -> None:
    walk(session, 4)
    session.set_learning_rate(0.01)
    assert place(session) == ("gradient", None)
    walk(session, 2)
    session.set_learning_rate(0.02)
    assert place(session) == (None, None)


def test_a_record_that_is_deleted_gives_the_whole_stage(session: Session, dataset: Dataset) -> None:
    session.set_stage_by_record(True)
    walk(session, 3)
    session.edit_data(dataset.without_records([2]))
    assert place(session) == ("predict", None)
    assert walk(session, 1) == [("residuals", 0)]


def test_a_stage_that_is_no_more_is_left(session: Session) -> None:
    walk(session, 1)
    descend(session, Bowl())
    assert session.stage is None


def test_a_refused_move_stays_before_it(make_session: MakeSession) -> None:
    flat = Neuron(Dataset([[1.0, 1.0], [2.0, 2.0]], [1.0, 2.0]))
    session = make_session(Scenario(flat, Optimizer(RULES["newton"], learning_rate=1.0)))
    walk(session, 5)
    with pytest.raises(GdsimError):
        session.next_stage()
    assert place(session) == ("scale", None)
    assert session.step_number == 0


def test_a_move_out_of_the_finite_ends_the_walk(session: Session) -> None:
    session.set_learning_rate(1e300)
    walk(session, 5)
    session.next_stage()
    assert place(session) == (None, None)
    assert session.step_number == 0
