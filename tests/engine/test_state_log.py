"""States of a rule, one a step."""

import numpy as np

from gdsim.engine.rule import RULES
from gdsim.engine.state_log import StateLog


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
