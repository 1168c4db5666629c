"""Descents that move together: each as if it were alone, and back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.comparison import Comparison, cost, refusal, steps_to
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, Surface

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3], [-1.0, 0.8], [0.2, 2.0]], [0.9, 0.2, 0.6, 0.35, 0.95])
LINEAR = Neuron(DATA)
START = [0.7, -0.4]
RULES_STOP = StopRules(max_steps=60, gradient_tolerance=1e-3)


def descent(rule="gradient_descent", rate=0.1, objective=LINEAR, **optimizer):
    return Descent(objective, Optimizer(RULES[rule], rate, **optimizer), START, RULES_STOP)


def comparison(*others):
    return Comparison([descent(), *others])


def all_rules():
    """Newton's ends after a step, a large η diverges, a small one meets the limit."""
    return comparison(
        descent("newton", 1.0), descent(rate=3.0), descent(rate=1e-4), descent("adam"), descent(batch=2)
    )


def snapshot(together):
    return [(d.step_number, d.weights.tolist(), d.state.tolist()) for d in together.descents]


def test_each_goes_as_it_would_alone():
    together = all_rules()
    for _ in range(5):
        together.step()
    for member in together.descents:
        alone = Descent(LINEAR, member.optimizer, START, RULES_STOP)
        for _ in range(member.step_number):
            alone.step()
        assert member.weights.tolist() == alone.weights.tolist()


def test_to_the_end_each_ends_as_it_would_alone():
    together = all_rules()
    while not together.advance(7):
        pass
    alone = [Descent(LINEAR, d.optimizer, START, RULES_STOP) for d in together.descents]
    outcomes = [d.run() for d in alone]
    assert [d.outcome for d in together.descents] == outcomes
    assert {Outcome.GRADIENT, Outcome.DIVERGED, Outcome.LIMIT} <= set(outcomes)
    assert [d.step_number for d in together.descents] == [d.step_number for d in alone]
    assert together.step_number == 60


@given(st.lists(st.sampled_from(["step", "back", "advance"]), max_size=25))
def test_back_is_exactly_the_way_there(moves):
    together = all_rules()
    seen = {0: snapshot(together)}
    for move in moves:
        if move == "back":
            together.step_back()
        elif move == "step":
            together.step()
        else:
            together.advance(1)
        k = together.step_number
        assert seen.setdefault(k, snapshot(together)) == snapshot(together)


def test_those_that_ended_rest_until_the_way_back_reaches_them():
    together = comparison(descent("newton", 1.0))
    for _ in range(4):
        together.step()
    assert [d.step_number for d in together.descents] == [4, 1]
    for expected in ([3, 1], [2, 1], [1, 1], [0, 0]):
        assert together.step_back()
        assert [d.step_number for d in together.descents] == expected
    assert not together.step_back()


def test_by_hand_one_may_go_beyond_the_end():
    together = comparison(descent("newton", 1.0))
    while not together.advance(50):
        pass
    k = together.step_number
    together.step()
    assert [d.step_number for d in together.descents] == [k + 1, 1]


def test_a_rule_that_refuses_rests_and_says_why():
    saddle = Surface(SURFACES["saddle"])
    together = Comparison([descent(objective=saddle), descent("newton", objective=saddle)])
    assert together.step()
    assert [d.step_number for d in together.descents] == [1, 0]
    assert "curves downwards" in str(refusal(together.descents[1]))
    assert refusal(together.descents[0]) is None
    assert not Comparison([descent("newton", objective=saddle)]).step()
    assert Comparison([descent("newton", objective=saddle)]).advance(3)


def test_reset_and_stop_rules_are_for_all():
    together = all_rules()
    together.advance(9)
    together.change(StopRules(max_steps=3))
    together.reset()
    assert {d.step_number for d in together.descents} == {0}
    together.advance(9)
    assert together.step_number == 3


def test_steps_to_an_error_are_the_first_ones_there():
    member = descent()
    member.run(30)
    errors = member.history.errors
    assert steps_to(member, float(errors[7])) == 7
    assert steps_to(member, float(errors[0])) == 0
    assert steps_to(member, float(errors[-1]) - 1e-9) is None


def test_rows_of_before_an_edit_do_not_count():
    member = descent()
    member.run(5)
    member.change(objective=Neuron(DATA.with_value(0, 0, 9.0)))
    assert steps_to(member, float(member.history.errors[4])) is None


@pytest.mark.parametrize(
    ("optimizer", "steps", "expected"),
    [
        ({}, 3, 15),  # 3 × 5 records
        ({"batch": 2}, 3, 5),  # 2 + 2 + 1: the last batch of an epoch is short
        ({"batch": 2}, 4, 7),
        ({"batch": 9}, 2, 10),
        ({"rule": "newton"}, 2, 30),  # gradient and two columns of the Hessian
        ({}, 0, 0),
    ],
)
def test_cost_counts_derivatives_of_records(optimizer, steps, expected):
    assert cost(descent(**optimizer), steps) == expected


def test_without_records_a_gradient_costs_one():
    assert cost(descent(objective=Surface(SURFACES["booth"])), 4) == 4
