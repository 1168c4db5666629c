"""Optimizer: what it refuses, and that it is a value."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import RULES, Optimizer, Situation
from gdsim.engine.schedule import SCHEDULES, Schedule


@pytest.mark.parametrize("rate", [0.0, -0.1, math.inf, -math.inf, math.nan])
def test_a_learning_rate_that_is_not_finite_and_positive_is_refused(rate):
    with pytest.raises(GdsimError, match="learning rate must be a finite number greater than 0"):
        Optimizer(learning_rate=rate)


@pytest.mark.parametrize(
    ("rule", "settings", "words"),
    [
        ("momentum", {"momentum": 1.0}, "“momentum” must be at least 0 and less than 1, not 1.0"),
        ("momentum", {"momentum": -0.1}, "“momentum”"),
        ("adam", {"beta2": math.nan}, "“beta2”"),
        ("adam", {"epsilon": -1e-9}, "“epsilon” must be a finite number from 0 on"),
        ("adam", {"epsilon": math.inf}, "“epsilon”"),
        ("qhm", {"nu": 1.5}, "“nu” must be from 0 to 1"),
        ("rmsprop", {"decay": 1.0}, "“decay”"),
        ("adamw", {"weight_decay": -1.0}, "“weight_decay”"),
    ],
)
def test_a_setting_out_of_range_is_refused_by_name(rule, settings, words):
    with pytest.raises(GdsimError, match=words):
        Optimizer(RULES[rule], settings=settings)


def test_the_ends_of_a_range_are_allowed_where_they_mean_something():
    assert Optimizer(RULES["qhm"], settings={"nu": 1.0, "momentum": 0.0}).settings["nu"] == 1.0
    assert Optimizer(RULES["adam"], settings={"epsilon": 0.0}).settings["epsilon"] == 0.0


def test_an_unknown_setting_is_refused_with_the_nearest_name():
    with pytest.raises(GdsimError, match="did you mean “momentum”"):
        Optimizer(RULES["momentum"], settings={"momentun": 0.5})


def test_a_setting_for_a_rule_without_any_is_refused():
    with pytest.raises(GdsimError, match="“gradient_descent” has no settings of its own, so no “momentum”"):
        Optimizer(settings={"momentum": 0.5})


@pytest.mark.parametrize("batch", [0, -3, 1.5, "full"])
def test_a_batch_that_is_no_size_is_refused(batch):
    with pytest.raises(GdsimError, match="“batch” must be a whole number from 1 on"):
        Optimizer(batch=batch)


@pytest.mark.parametrize("seed", [-1, 0.5])
def test_a_seed_that_is_none_is_refused(seed):
    with pytest.raises(GdsimError, match="“seed” must be a whole number from 0 on"):
        Optimizer(seed=seed)


def test_settings_not_given_have_the_rules_defaults_and_all_are_python_floats():
    settings = Optimizer(RULES["adam"], settings={"beta1": np.float64(0.5)}).settings
    assert dict(settings) == {"beta1": 0.5, "beta2": 0.999, "epsilon": 1e-8}
    assert all(type(value) is float for value in settings.values())


def test_optimizers_with_the_same_numbers_are_equal_and_hash_alike():
    plain = Optimizer(RULES["adam"], 0.2)
    spelled_out = Optimizer(RULES["adam"], 0.2, {"epsilon": 1e-8, "beta1": 0.9})
    assert plain == spelled_out
    assert hash(plain) == hash(spelled_out)
    other = [
        replace(plain, learning_rate=0.3),
        plain.with_settings(beta1=0.8),
        plain.with_rule(RULES["qhadam"]),
        replace(plain, batch=3),
        replace(plain, seed=1),
        replace(plain, schedule=Schedule(SCHEDULES["cosine"])),
    ]
    assert len({plain, *other}) == 7


def test_settings_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        Optimizer(RULES["adam"]).settings["beta1"] = 0.1


def test_another_rule_does_not_inherit_the_old_ones_settings():
    momentum = Optimizer(RULES["momentum"], 0.3, {"momentum": 0.5}, batch=2, seed=7)
    nesterov = momentum.with_rule(RULES["nesterov"])
    assert nesterov == Optimizer(RULES["nesterov"], 0.3, batch=2, seed=7)
    assert nesterov.settings["momentum"] == 0.9


def test_the_rate_of_a_step_is_the_learning_rate_times_the_schedules_fraction():
    halving = Schedule(SCHEDULES["step"], every=2, factor=0.5)
    optimizer = Optimizer(learning_rate=0.8, schedule=halving)
    assert [optimizer.rate(k) for k in range(6)] == [0.8, 0.8, 0.4, 0.4, 0.2, 0.2]
    assert Optimizer(learning_rate=0.3).rate(10**6) == 0.3


def test_what_momentum_carries_on_is_the_step_without_the_slope():
    now = Situation(np.array([1.0]), np.array([5.0]), 0.1, 3, {"momentum": 0.9}, lambda: np.eye(1))
    carried = Optimizer(RULES["momentum"]).carried(now, np.array([[2.0]]))
    assert carried == pytest.approx([-0.1 * 0.9 * 2.0])


@pytest.mark.parametrize("rule", ["gradient_descent", "adagrad", "rmsprop", "newton"])
def test_a_rule_that_remembers_no_direction_carries_nothing_on(rule):
    optimizer = Optimizer(RULES[rule])
    state = np.ones_like(RULES[rule].init(1))
    now = Situation(np.array([1.0]), np.array([5.0]), 0.1, 3, optimizer.settings, lambda: np.eye(1))
    assert optimizer.carried(now, state) is None
