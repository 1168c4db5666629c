"""The session: what edits, moves and refusals do to state, undo stack and signals."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Outcome, StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import RandomStart, Scenario
from gdsim.session import Session
from tests.session.conftest import Bowl, Ear, descend

MakeSession = Callable[[Scenario], Session]


def position(session: Session) -> tuple[object, ...]:
    """Everything that an undo of a restart must bring back."""
    history = session.descent.history
    return (
        session.scenario,
        session.step_number,
        history.weights.tolist(),
        history.errors.tolist(),
        history.gradients.tolist(),
        history.stale.tolist(),
    )


def walk(session: Session, steps: int) -> None:
    for _ in range(steps):
        session.step()


# Moving


def test_a_step_is_the_update_by_hand_and_tells_once(session: Session, ear: Ear) -> None:
    # ∇E(0) = −Σ y x = −((1, 2) + (3, 1)) = (−4, −3); w = 0.05 · (4, 3)
    session.step()
    assert session.weights.tolist() == pytest.approx([0.2, 0.15])
    assert ear.take() == {"stepped": 1}


def test_step_back_and_reset_return_and_tell(session: Session, ear: Ear) -> None:
    start = position(session)
    walk(session, 3)
    session.step_back()
    assert session.step_number == 2
    session.reset()
    assert position(session) == start
    assert ear.take() == {"stepped": 5}


def test_at_the_start_there_is_no_way_back(session: Session, ear: Ear) -> None:
    assert not session.can_step_back
    session.step_back()
    assert ear.take() == {}
    session.step()
    assert session.can_step_back


def test_a_step_after_divergence_moves_nothing_and_is_told(session: Session, ear: Ear) -> None:
    session.set_learning_rate(1e6)
    while session.outcome is not Outcome.DIVERGED:
        session.step()
    ear.take()
    before = position(session)
    session.step()
    assert position(session) == before
    assert ear.take() == {"stepped": 1}


def test_a_refused_step_reaches_the_caller_and_changes_nothing(make_session: MakeSession) -> None:
    # Two equal columns: the Hessian is singular, and Newton's rule says no.
    flat = Neuron(Dataset([[1.0, 1.0], [2.0, 2.0]], [1.0, 2.0]))
    session = make_session(Scenario(flat, Optimizer(RULES["newton"], learning_rate=1.0)))
    ear, before = Ear(session), position(session)
    for move in (session.step, lambda: session.advance(5)):
        with pytest.raises(GdsimError):
            move()
        assert position(session) == before
    assert session.derived.worked_step is None
    assert session.derived.refusal is not None
    assert ear.take().get("stepped", 0) <= 1


def test_advance_takes_many_steps_and_tells_once(session: Session, ear: Ear) -> None:
    assert session.advance(100) is False
    assert session.step_number == 100
    assert ear.take() == {"stepped": 1}


def test_advance_stops_at_a_stop_rule(session: Session) -> None:
    session.set_stop_rules(StopRules(max_steps=7))
    assert session.advance(None) is True
    assert (session.step_number, session.outcome) == (7, Outcome.LIMIT)


def test_past_the_step_limit_as_many_steps_again_can_be_allowed(session: Session) -> None:
    session.set_stop_rules(StopRules(max_steps=7))
    session.advance(None)
    session.extend_limit()
    assert session.advance(None) is True
    assert session.step_number == 14
    session.reset()
    session.advance(None)
    assert session.step_number == 7


def test_advance_keeps_to_its_time(session: Session) -> None:
    session.set_learning_rate(1e-12)
    session.advance(None, seconds=0.0)
    assert session.step_number == 1


# Editing


def test_an_edit_keeps_the_position_and_so_does_its_undo(
    session: Session, dataset: Dataset, ear: Ear
) -> None:
    walk(session, 4)
    ear.take()
    weights, error = session.weights, session.error
    session.edit_data(dataset.with_value(0, 2, 5.0))
    assert ear.take() == {"scenario_changed": 1}
    assert (session.step_number, session.weights.tolist()) == (4, weights.tolist())
    assert session.error != error
    session.step()
    session.undo_stack.undo()
    assert session.step_number == 5
    assert session.scenario.dataset == dataset
    session.step_back()
    assert (session.weights.tolist(), session.error) == (weights.tolist(), error)


def test_a_renamed_column_greys_nothing_and_its_undo_neither(session: Session, dataset: Dataset) -> None:
    walk(session, 4)
    session.edit_data(dataset.renamed(0, "length"))
    assert session.scenario.dataset is not None
    assert session.descent.objective == session.scenario.objective
    assert not session.descent.history.stale.any()
    assert session.descent.edits == []
    session.undo_stack.undo()
    assert session.descent.objective == session.scenario.objective
    assert not session.descent.history.stale.any()


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: session.set_activation(ACTIVATIONS["tanh"]),
        lambda session: session.set_error_measure(ERROR_MEASURES["mse"]),
        lambda session: session.set_bias(True),
        lambda session: session.set_optimizer(Optimizer(RULES["momentum"])),
        lambda session: session.set_learning_rate(0.2),
        lambda session: session.set_stop_rules(StopRules(max_steps=3)),
        lambda session: session.set_weights(np.array([0.5, -0.5])),
        lambda session: session.random_start(3),
        lambda session: descend(session, Neuron(Dataset([[1.0, 2.0]], [1.0]))),
        lambda session: descend(session, Neuron(Dataset([[1.0]], [1.0])), start=(2.0,)),
        lambda session: session.edit(replace(session.scenario, title={"en": "Mine"}), "Title"),
    ],
)
def test_every_edit_is_one_entry_and_one_signal_and_none_the_second_time(
    session: Session, ear: Ear, edit: Callable[[Session], None]
) -> None:
    walk(session, 2)
    ear.take()
    before = position(session)
    edit(session)
    assert session.undo_stack.count() == 1
    assert ear.take() == {"scenario_changed": 1}
    after = position(session)
    assert after != before
    edit(session)
    assert session.undo_stack.count() == 1
    assert ear.take() == {}
    session.undo_stack.undo()
    assert position(session) == before
    session.undo_stack.redo()
    assert position(session) == after


def test_a_drag_is_one_entry(session: Session, ear: Ear) -> None:
    walk(session, 3)
    before = position(session)
    drag = object()
    for x in (0.1, 0.2, 0.3):
        session.set_weights(np.array([x, 0.0]), merge=drag)
    assert session.undo_stack.count() == 1
    assert session.scenario.start == (0.3, 0.0)
    session.set_weights(np.array([0.4, 0.0]), merge=object())
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert position(session) == before


def test_a_drag_back_to_where_it_began_leaves_no_entry(session: Session) -> None:
    drag = object()
    session.set_learning_rate(0.2, merge=drag)
    session.set_learning_rate(0.05, merge=drag)
    assert session.undo_stack.count() == 0
    assert not session.is_dirty


def test_weights_by_hand_begin_a_new_descent_there(session: Session) -> None:
    walk(session, 3)
    session.set_weights(np.array([2.0, 1.0]))
    assert (session.step_number, session.weights.tolist()) == (0, [2.0, 1.0])
    walk(session, 2)
    session.reset()
    assert session.weights.tolist() == [2.0, 1.0]


def test_undo_of_a_restart_brings_back_history_and_position_and_redo_the_new_ones(session: Session) -> None:
    walk(session, 3)
    old = position(session)
    session.random_start(7)
    walk(session, 2)
    new = position(session)
    session.undo_stack.undo()
    assert position(session) == old
    session.undo_stack.redo()
    assert position(session) == new
    assert session.scenario.start == RandomStart(7)


def test_an_edit_before_a_restart_is_undone_on_the_old_descent(session: Session, dataset: Dataset) -> None:
    walk(session, 2)
    before = position(session)
    session.set_activation(ACTIVATIONS["tanh"])
    session.set_weights(np.array([1.0, 1.0]))
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert position(session) == before


def test_columns_keep_their_own_weight(session: Session, dataset: Dataset) -> None:
    session.set_weights(np.array([0.25, 0.75]))
    session.set_bias(True)
    session.edit_data(dataset.with_input("new", at=0))
    assert session.weights.tolist() == [0.0, 0.25, 0.75, 0.0]
    session.edit_data(dataset.without_input(0))
    assert session.weights.tolist() == [0.75, 0.0]
    assert session.step_number == 0


def test_a_surface_can_take_the_place_of_the_neuron_and_data_that_of_the_surface(
    session: Session, dataset: Dataset
) -> None:
    descend(session, Bowl())
    assert session.selected_record is None
    assert session.derived.terms is None
    with pytest.raises(GdsimError):
        session.set_activation(ACTIVATIONS["tanh"])
    session.edit_data(dataset)
    assert session.scenario.objective == Neuron(dataset)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: session.set_error_measure(ERROR_MEASURES["log_loss"]),
        lambda session: session.set_learning_rate(0.0),
        lambda session: session.set_learning_rate(float("nan")),
        lambda session: session.set_weights(np.array([1.0])),
        lambda session: session.set_weights(np.array([np.nan, 0.0])),
        lambda session: session.set_weights(np.array([1e308, 0.0])),
        lambda session: session.random_start(-1),
        lambda session: session.random_start(1, low=1.0, high=1.0),
        lambda session: session.random_start(1, low=0.0, high=float("inf")),
        lambda session: session.set_stop_rules(StopRules(max_steps=0)),
        lambda session: session.set_stop_rules(StopRules(gradient_tolerance=-1.0)),
        lambda session: descend(session, Neuron(Dataset([[1.0, 2.0]], [1e300]))),
        lambda session: session.edit(
            replace(session.scenario, objective=Neuron(Dataset([[1.0]], [1.0])), start=(1.0, 2.0)), "Odd"
        ),
    ],
)
def test_a_refused_edit_changes_nothing(session: Session, ear: Ear, edit: Callable[[Session], None]) -> None:
    walk(session, 2)
    session.set_learning_rate(0.04)
    session.undo_stack.undo()
    ear.take()
    before = position(session)
    with pytest.raises(GdsimError):
        edit(session)
    assert position(session) == before
    assert (session.undo_stack.count(), session.undo_stack.index()) == (1, 0)
    assert ear.take() == {}


def test_data_that_no_longer_suit_log_loss_are_refused_with_the_record(
    session: Session, dataset: Dataset
) -> None:
    session.set_activation(ACTIVATIONS["sigmoid"])
    session.set_error_measure(ERROR_MEASURES["log_loss"])
    with pytest.raises(GdsimError) as refused:
        session.edit_data(dataset.with_value(1, 2, 1.5))
    assert refused.value.message.values["record"] == 2
    with pytest.raises(GdsimError):
        session.set_activation(ACTIVATIONS["identity"])
    assert session.scenario.dataset == dataset


def test_dirty_means_not_as_saved(session: Session) -> None:
    assert not session.is_dirty
    session.set_learning_rate(0.2)
    assert session.is_dirty
    session.undo_stack.setClean()
    session.step()
    assert not session.is_dirty
    session.undo_stack.undo()
    assert session.is_dirty


def test_whoever_hears_of_an_edit_finds_the_undo_stack_up_to_date(session: Session) -> None:
    heard: list[tuple[bool, int]] = []
    session.scenario_changed.connect(lambda: heard.append((session.is_dirty, session.undo_stack.index())))
    session.set_learning_rate(0.2)
    session.set_learning_rate(0.3)
    session.undo_stack.setIndex(0)
    session.undo_stack.redo()
    session.load(session.scenario)
    assert heard == [(True, 1), (True, 2), (False, 0), (True, 1), (False, 0)]


def test_loading_forgets_undo_selection_and_stage(session: Session, ear: Ear) -> None:
    session.select_record(2)
    session.next_stage()
    session.set_learning_rate(0.2)
    ear.take()
    other = Scenario(Neuron(Dataset([[1.0], [2.0]], [1.0, 2.0])))
    session.load(other)
    assert session.scenario == other
    assert session.undo_stack.count() == 0
    assert (session.selected_record, session.stage, session.is_dirty) == (0, None, False)
    assert ear.take() == {"scenario_changed": 1, "stage_changed": 1}
    session.load(other, saved=False)
    assert session.is_dirty
    session.load(other)
    assert not session.is_dirty


def test_a_scenario_that_cannot_begin_is_not_loaded(session: Session) -> None:
    session.set_learning_rate(0.2)
    before = position(session)
    with pytest.raises(GdsimError):
        session.load(replace(session.scenario, start=(1.0,)))
    assert position(session) == before
    assert session.undo_stack.count() == 1


def test_a_forgotten_session_is_collected_with_its_undo_stack(qtbot: QtBot) -> None:
    session = Session(Scenario(Neuron(Dataset([[1.0]], [1.0]))))
    session.set_learning_rate(0.3)
    session.step()
    gone = weakref.ref(session)
    del session
    gc.collect()
    assert gone() is None
