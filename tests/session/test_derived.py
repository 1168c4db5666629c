"""Derived: computed once for a position, and never of another one."""

from gdsim.session import Session


def test_derived_values_are_computed_once_for_a_position(session: Session) -> None:
    derived = session.derived
    assert derived.analysis is session.derived.analysis
    assert derived.terms is session.derived.terms
    session.step()
    assert session.derived is not derived


def test_derived_values_follow_steps_edits_and_undo(session: Session) -> None:
    def consistent() -> bool:
        derived, scenario = session.derived, session.scenario
        worked, terms = derived.worked_step, derived.terms
        assert worked is not None
        assert terms is not None
        return (
            derived.analysis.error == session.error
            and terms.loss.sum() * scenario.objective.factor == session.error
            and worked.weights.tolist() == session.weights.tolist()
            and worked.learning_rate == scenario.optimizer.learning_rate
        )

    moves = [session.step, session.step, lambda: session.set_learning_rate(0.01), session.step_back]
    moves += [lambda: session.set_bias(True), session.undo_stack.undo, session.undo_stack.undo, session.reset]
    for move in moves:
        move()
        assert consistent()
