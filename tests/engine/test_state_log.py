"""States of a rule, one a step."""

import numpy as np

from gdsim.engine.rule import RULES
from gdsim.engine.state_log import StateLog, States


def test_it_begins_with_the_rules_empty_state():
    log = StateLog(RULES["adam"], 3, first=7)
    assert log.last.tolist() == [[0.0] * 3] * 2
    assert (len(log), log.first, log.last_step) == (1, 7, 7)


def test_states_are_kept_however_many_and_cut_back():
    log = StateLog(RULES["momentum"], 1, first=5)
    for k in range(1, 500):
        log.append(np.array([[float(k)]]))
    assert (log.last_step, log.last.tolist()) == (504, [[499.0]])
    log.cut(8)
    assert (log.last_step, log.last.tolist(), len(log)) == (8, [[3.0]], 4)
    log.cut(100)
    assert len(log) == 4


def test_a_rule_without_a_state_costs_nothing():
    log = StateLog(RULES["gradient_descent"], 2, first=0)
    for _ in range(1000):
        log.append(np.empty((0, 2)))
    assert log.nbytes == 0
    assert log.last.shape == (0, 2)


def test_a_switch_taken_back_at_once_finds_the_state_again_and_leaves_nothing_behind():
    states = States(RULES["momentum"], 1)
    states.append(np.array([[1.0]]))
    for name in ("adam", "nesterov", "momentum"):
        states.switch(RULES[name], 1)
    assert (states.rule_step, states.last.tolist()) == (2, [[1.0]])
    assert len(states._logs) == 1


def test_going_back_before_a_switch_leaves_the_rule_in_force_with_an_empty_state():
    states = States(RULES["momentum"], 1)
    states.append(np.array([[1.0]]))
    states.append(np.array([[2.0]]))
    states.switch(RULES["adam"], 2)
    states.append(np.array([[3.0], [4.0]]))
    states.cut(1)
    assert (states.rule_step, states.last.tolist()) == (1, [[0.0], [0.0]])
    states.switch(RULES["momentum"], 1)
    assert (states.rule_step, states.last.tolist()) == (2, [[1.0]])
