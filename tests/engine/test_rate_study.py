"""E after K steps against η: as each descent alone gives it, and at the rates that theory singles out."""

import contextlib

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.analysis import curvature
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.rate_study import rate_marks, rate_range, rate_study
from gdsim.engine.surface import SURFACES, Surface

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3], [-1.0, 0.8]], [0.9, 0.2, 0.6, 0.35])
LINEAR, SIGMOID = Neuron(DATA), Neuron(DATA, ACTIVATIONS["sigmoid"])
BOWL = Surface(SURFACES["elliptic_bowl"])  # λ = 1 and 10
RATES = np.geomspace(1e-3, 10.0, 41)
START = [0.7, -0.4]


def last(*arguments, **named):
    return list(rate_study(*arguments, **named))[-1]


def one_by_one(objective, optimizer, steps):
    errors = []
    for rate in RATES:
        descent = Descent(objective, Optimizer(optimizer.rule, float(rate), batch=optimizer.batch), START)
        with contextlib.suppress(GdsimError):  # a rule that refuses stays where it is
            descent.run(steps)
        errors.append(np.inf if descent.outcome is Outcome.DIVERGED else descent.error)
    return errors


@pytest.mark.parametrize("rule", list(RULES))
@pytest.mark.parametrize("objective", [LINEAR, SIGMOID, BOWL], ids=["linear", "sigmoid", "bowl"])
def test_each_rate_gives_what_its_descent_gives(objective, rule):
    optimizer = Optimizer(RULES[rule])
    study = last(objective, optimizer, START, RATES, 15)
    np.testing.assert_allclose(study.errors, one_by_one(objective, optimizer, 15), rtol=1e-9, atol=1e-14)


def test_a_rule_that_refuses_leaves_e_where_it_was():
    saddle = Surface(SURFACES["saddle"])
    study = last(saddle, Optimizer(RULES["newton"]), START, RATES, 5)
    assert study.errors.tolist() == [saddle.error(np.array(START))] * len(RATES)


def test_batches_are_those_of_the_descent():
    optimizer = Optimizer(batch=2)
    study = last(SIGMOID, optimizer, START, RATES, 15)
    np.testing.assert_allclose(study.errors, one_by_one(SIGMOID, optimizer, 15), rtol=1e-12)


def test_the_closed_form_holds_for_a_hundred_thousand_steps():
    study = last(BOWL, Optimizer(), [1.0, 1.0], [1e-5], 100_000)
    expected = 0.5 * (1 - 1e-5) ** 200_000 + 5.0 * (1 - 1e-4) ** 200_000
    np.testing.assert_allclose(study.errors, [expected], rtol=1e-9)


def test_two_over_the_largest_curvature_parts_stable_from_diverging():
    study = last(BOWL, Optimizer(), [1.0, 1.0], [0.199, 0.201], 10_000)
    assert study.diverged.tolist() == [False, True]


def test_the_best_rate_in_the_long_run_is_two_over_the_sum():
    # From equal pulls both directions shrink alike at 2/(1 + 10).
    study = last(BOWL, Optimizer(), [1.0, 0.1], RATES, 200)
    assert study.best == pytest.approx(2.0 / 11.0, rel=2e-2)
    assert study.best_error <= study.errors.min()


def test_in_one_step_of_one_direction_the_best_rate_is_one_over_its_curvature():
    study = last(BOWL, Optimizer(), [0.0, 2.0], RATES, 1)
    assert study.best == pytest.approx(0.1, rel=1e-3)
    assert study.best_error < 1e-5


def test_of_marks_there_are_those_of_the_curvature():
    marks = rate_marks(curvature(BOWL, np.zeros(2)), Optimizer())
    assert marks.inverse.tolist() == [0.1, 1.0]
    assert (marks.limit, marks.best, marks.exact) == (0.2, 2.0 / 11.0, True)
    nowhere = rate_marks(curvature(Surface(SURFACES["saddle"]), np.zeros(2)), Optimizer())
    assert (nowhere.inverse.tolist(), nowhere.limit, nowhere.best) == ([1.0], 2.0, None)
    assert rate_marks(None, Optimizer()).limit is None


def test_of_momentum_the_limit_is_known_and_of_a_rule_that_scales_itself_nothing():
    here = curvature(BOWL, np.zeros(2))
    momentum = rate_marks(here, Optimizer(RULES["momentum"], settings={"momentum": 0.5}))
    assert momentum.limit == pytest.approx(2 * 1.5 / 10)
    assert momentum.inverse.size == 0
    assert rate_marks(here, Optimizer(RULES["adam"])).limit is None


def test_the_range_holds_the_marks_and_the_rates_asked_for():
    low, high = rate_range(curvature(BOWL, np.zeros(2)), 1e-9, 5.0)
    assert low < 1e-9
    assert high > 5.0
    assert rate_range(None, 0.1)[0] < rate_range(None, 0.1)[1]


def test_coarse_comes_before_fine_and_cancelling_ends_it():
    studies = list(rate_study(SIGMOID, Optimizer(), START, RATES, 5))
    counts = [len(study.rates) for study in studies]
    assert counts == sorted(counts)
    assert counts[-1] == len(RATES)
    assert list(rate_study(SIGMOID, Optimizer(), START, RATES, 5, cancelled=lambda: True)) == []


def test_where_all_diverges_there_is_no_best():
    study = last(BOWL, Optimizer(), [1.0, 1.0], [5.0, 9.0], 100)
    assert study.best is None
    assert np.isinf(study.errors).all()
