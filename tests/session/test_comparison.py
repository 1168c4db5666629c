"""Descents that move with the session's own: in step, through edits, saved and undone."""

from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.file import from_json, to_json
from gdsim.session import Session
from gdsim.session.comparison import MOST_COMPARED


@pytest.fixture
def compared(session: Session) -> Session:
    """Plain descent at η 0.05, with Adam and plain descent at η 0.01 beside it, active."""
    session.comparison.add(Optimizer(RULES["adam"], 0.1))
    session.comparison.add(Optimizer(learning_rate=0.01))
    session.comparison.set_active(True)
    return session


def steps(session: Session) -> list[int]:
    return [descent.step_number for descent in session.comparison.descents]


def assert_as_alone(session: Session) -> None:
    """Each rival is where a descent of its own from the same start is."""
    for rival in session.comparison.descents[1:]:
        alone = Descent(session.scenario.objective, rival.optimizer, session.descent.start, rival.stop_rules)
        for _ in range(rival.step_number):
            alone.step()
        assert rival.weights.tolist() == alone.weights.tolist()


def test_step_back_and_reset_move_all_together(compared):
    for _ in range(3):
        compared.step()
    assert steps(compared) == [3, 3, 3]
    assert_as_alone(compared)
    compared.step_back()
    assert steps(compared) == [2, 2, 2]
    compared.reset()
    assert steps(compared) == [0, 0, 0]


def test_the_walk_through_a_step_moves_all_too(compared):
    while compared.step_number == 0:
        compared.next_stage()
    assert steps(compared) == [1, 1, 1]
    compared.previous_stage()
    assert steps(compared) == [0, 0, 0]


def test_a_run_ends_once_all_have_ended(compared):
    compared.advance(None, 60.0)
    assert {descent.outcome for descent in compared.comparison.descents} <= {Outcome.GRADIENT, Outcome.LIMIT}
    assert steps(compared)[0] < max(steps(compared))
    assert compared.can_step_back


def test_while_it_is_not_active_only_the_session_s_own_moves(session):
    session.comparison.add()
    session.step()
    assert steps(session) == [1]
    session.comparison.set_active(True)
    assert steps(session) == [1, 1]
    session.comparison.set_active(False)
    session.step()
    assert steps(session) == [2]


def test_beginning_and_ending_is_told_once(session, qtbot):
    with qtbot.waitSignal(session.comparison.active_changed, check_params_cb=bool):
        session.comparison.set_active(True)
    with qtbot.assertNotEmitted(session.comparison.active_changed):
        session.comparison.set_active(True)


def test_one_added_on_the_way_is_brought_to_the_same_step(compared):
    for _ in range(4):
        compared.step()
    compared.comparison.add(Optimizer(RULES["momentum"], 0.02))
    assert steps(compared) == [4, 4, 4, 4]
    assert_as_alone(compared)


def test_an_edited_rule_goes_the_whole_way_anew_and_the_others_stay(compared):
    for _ in range(4):
        compared.step()
    adam = compared.comparison.descents[1]
    compared.comparison.set_optimizer(2, Optimizer(learning_rate=0.02))
    assert compared.comparison.descents[1] is adam
    assert steps(compared) == [4, 4, 4]
    assert_as_alone(compared)


def test_number_zero_is_the_session_s_own(compared):
    compared.comparison.set_optimizer(0, Optimizer(learning_rate=0.07))
    assert compared.scenario.optimizer.learning_rate == 0.07


def test_an_edit_of_the_data_reaches_all_and_marks_it(compared):
    compared.step()
    compared.edit_data(compared.scenario.dataset.with_value(0, 0, 3.0))
    for descent in compared.comparison.descents:
        assert descent.objective == compared.scenario.objective
        assert descent.edits == [1]


def test_another_start_is_one_for_all_and_so_is_its_undo(compared):
    for _ in range(3):
        compared.step()
    compared.set_weights(np.array([1.0, 2.0]))
    assert [d.weights.tolist() for d in compared.comparison.descents] == [[1.0, 2.0]] * 3
    compared.undo_stack.undo()
    assert steps(compared) == [3, 3, 3]
    assert_as_alone(compared)


def test_another_number_of_weights_begins_all_anew(compared):
    compared.step()
    compared.set_bias(True)
    assert {len(d.weights) for d in compared.comparison.descents} == {3}


def test_adding_removing_and_editing_is_undone(compared):
    before = compared.scenario.rivals
    compared.comparison.remove(1)
    assert compared.scenario.rivals == before[1:]
    assert len(compared.comparison.descents) == 2
    compared.undo_stack.undo()
    assert compared.scenario.rivals == before
    assert [d.optimizer for d in compared.comparison.descents[1:]] == list(before)
    compared.undo_stack.redo()
    assert compared.scenario.rivals == before[1:]


def test_what_is_compared_is_saved_with_the_scenario(compared):
    assert from_json(to_json(compared.scenario)).rivals == compared.scenario.rivals


def test_another_scenario_brings_its_own_rivals(compared):
    rivals = (Optimizer(RULES["rmsprop"], 0.01),)
    compared.load(replace(compared.scenario, rivals=rivals))
    assert [d.optimizer for d in compared.comparison.descents[1:]] == list(rivals)
    assert steps(compared) == [0, 0]


def test_without_being_told_it_adds_a_rule_that_is_not_there_yet(session):
    for _ in range(MOST_COMPARED - 1):
        session.comparison.add()
    rules = [optimizer.rule for optimizer in session.comparison.optimizers]
    assert set(rules) == set(RULES.values())
    assert len(set(session.comparison.optimizers)) == MOST_COMPARED
    with pytest.raises(GdsimError, match="No more than 12"):
        session.comparison.add()


def test_where_one_may_take_no_more_steps_a_run_allows_all_as_many_again(compared):
    compared.set_stop_rules(replace(compared.scenario.stop_rules, max_steps=5))
    assert compared.advance(None, 60.0)
    assert steps(compared) == [5, 5, 5]
    compared.extend_limit()
    compared.advance(3)
    assert steps(compared) == [8, 8, 8]
    compared.reset()
    compared.advance(None, 60.0)
    assert steps(compared) == [5, 5, 5]
