"""Why a descent stops: a stop rule, or divergence."""

import math

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import DIVERGENCE_FACTOR, Descent, Outcome, StopRules
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from tests.engine.descents import BOWL, Surface


class TestStopping:
    def test_the_gradient(self):
        descent = Descent(BOWL, Optimizer(learning_rate=0.5), [1.0], StopRules(gradient_tolerance=0.1))
        # 1, ½, ¼, ⅛, 1/16
        assert descent.run() is Outcome.GRADIENT
        assert descent.step_number == 4

    def test_a_start_in_the_minimum_takes_no_step(self):
        descent = Descent(BOWL, Optimizer(), [0.0])
        assert descent.run() is Outcome.GRADIENT
        assert descent.step_number == 0

    def test_the_change_of_the_error(self):
        rules = StopRules(gradient_tolerance=0.0, error_tolerance=0.1)
        descent = Descent(BOWL, Optimizer(learning_rate=0.5), [1.0], rules)
        # E: 1/2, 1/8, 1/32: changes 3/8, 3/32
        assert descent.run() is Outcome.ERROR
        assert descent.step_number == 2

    def test_an_edit_is_no_change_of_the_error(self):
        rules = StopRules(gradient_tolerance=0.0, error_tolerance=1e9)
        descent = Descent(BOWL, Optimizer(), [1.0], rules)
        descent.run(1)
        descent.change(Neuron(Dataset([[2.0]], [0.0])))
        descent.advance(1)
        assert descent.step_number == 2

    def test_the_limit(self):
        descent = Descent(BOWL, Optimizer(learning_rate=0.01), [1.0], StopRules(max_steps=12))
        assert descent.run() is Outcome.LIMIT
        assert descent.step_number == 12
        assert descent.run() is Outcome.LIMIT
        descent.change(stop_rules=StopRules(max_steps=15))
        assert descent.run() is Outcome.LIMIT
        assert descent.step_number == 15

    def test_a_number_of_steps_is_taken_whatever_the_stop_rules(self):
        descent = Descent(BOWL, Optimizer(learning_rate=1.0), [1.0], StopRules(max_steps=2))
        assert descent.run(5) is Outcome.STEPS
        assert descent.step_number == 5

    def test_advance_takes_no_more_than_it_is_asked(self):
        descent = Descent(BOWL, Optimizer(), [1.0])
        assert not descent.advance(10)
        assert descent.step_number == 10
        assert descent.outcome is None
        assert descent.advance(10_000)
        assert descent.outcome is Outcome.GRADIENT

    def test_a_tiny_gradient_is_not_taken_for_none(self):
        # its square is 0
        surface = Surface(lambda w: 1e-170 * w, lambda w: 1e-170)
        rules = StopRules(gradient_tolerance=0.0, max_steps=3)
        assert Descent(surface, Optimizer(), [0.0], rules).run() is Outcome.LIMIT


class TestDivergence:
    def test_an_error_beyond_the_limit_ends_it_with_every_row_finite(self):
        descent = Descent(BOWL, Optimizer(learning_rate=11.0), [1.0])
        assert descent.run() is Outcome.DIVERGED
        # w is multiplied by −10, E by 100: beyond 10¹² after seven steps
        assert descent.step_number == 7
        assert descent.error == 0.5e14
        assert not descent.step()
        assert descent.step_number == 7

    def test_weights_beyond_the_finite_never_enter_the_history(self):
        descent = Descent(BOWL, Optimizer(learning_rate=1e308), [3.0])
        assert not descent.step()
        assert descent.outcome is Outcome.DIVERGED
        assert descent.history.weights.tolist() == [[3.0]]

    def test_an_overflowing_error_ends_it_at_the_last_finite_row(self):
        descent = Descent(BOWL, Optimizer(learning_rate=1e200), [3.0])
        assert descent.run(4) is Outcome.DIVERGED
        assert np.isfinite(descent.history.errors).all()
        assert descent.step_number == 0

    def test_the_limit_counts_from_the_start_and_from_zero_weights(self):
        # At 1e5 a step from E = 5e9 is judged by that E; zero weights alone are judged by theirs.
        assert Descent(BOWL, Optimizer(), [1e5])._divergence_limit == DIVERGENCE_FACTOR * 5e9
        far = Neuron(Dataset([[1.0]], [1e5]))
        assert Descent(far, Optimizer(), [1e5])._divergence_limit == DIVERGENCE_FACTOR * 5e9
        assert Descent(BOWL, Optimizer(), [0.5])._divergence_limit == DIVERGENCE_FACTOR

    def test_an_error_that_falls_below_all_bounds_is_divergence_too(self):
        surface = Surface(lambda w: -(w**4), lambda w: -4.0 * w**3)
        descent = Descent(surface, Optimizer(), [1.0])
        assert descent.run() is Outcome.DIVERGED
        assert np.isfinite(descent.history.errors).all()

    def test_a_huge_error_that_falls_is_not_divergence(self):
        descent = Descent(BOWL, Optimizer(learning_rate=11.0), [1.0])
        descent.run()
        descent.change(optimizer=Optimizer(learning_rate=0.5))
        assert descent.outcome is None
        assert descent.step()
        assert descent.error > DIVERGENCE_FACTOR
        assert descent.outcome is None
        assert descent.run() is Outcome.GRADIENT

    def test_a_smaller_rate_goes_on_from_the_last_finite_row(self):
        descent = Descent(BOWL, Optimizer(learning_rate=1e308), [3.0])
        descent.step()
        descent.change(optimizer=Optimizer(learning_rate=0.5))
        assert descent.outcome is None
        assert descent.step()
        assert descent.weights.tolist() == [1.5]

    def test_stepping_back_takes_the_verdict_back(self):
        descent = Descent(BOWL, Optimizer(learning_rate=11.0), [1.0])
        descent.run()
        descent.step_back()
        assert descent.outcome is None
        descent.step()
        assert descent.outcome is Outcome.DIVERGED

    @pytest.mark.parametrize(
        "surface",
        [
            Surface(lambda w: math.inf, lambda w: 1.0),
            Surface(lambda w: math.nan, lambda w: 1.0),
            Surface(lambda w: 1.0, lambda w: math.inf),
            Neuron(Dataset([[1e200]], [0.0])),
        ],
    )
    def test_a_start_without_a_finite_error_has_diverged_at_once(self, surface):
        descent = Descent(surface, Optimizer(), [1.0])
        assert descent.outcome is Outcome.DIVERGED
        assert descent.step_number == 0
        assert not descent.step()
        assert descent.run() is Outcome.DIVERGED
        assert descent.run(3) is Outcome.DIVERGED
        assert descent.advance(3)
        descent.change(optimizer=Optimizer(learning_rate=1e-3))
        assert descent.outcome is Outcome.DIVERGED
        descent.reset()
        assert descent.outcome is Outcome.DIVERGED
        descent.change(BOWL)
        assert descent.outcome is None
        assert descent.step()

    def test_finite_numbers_whose_product_overflows_are_finite(self):
        surface = Surface(lambda w: 1.0, lambda w: 1e-200 if w > 0 else 1e200)
        descent = Descent(surface, Optimizer(learning_rate=1e-10), [1e200])
        assert descent.outcome is None
        assert descent.step()
        steep = Surface(lambda w: 1.0, lambda w: 1e200)
        assert Descent(steep, Optimizer(learning_rate=1e-300), [1e200]).outcome is None


def test_where_e_is_not_finite_at_the_start_and_at_zero_the_limit_is_the_least_one():
    descent = Descent(Surface(lambda w: math.inf, lambda w: 0.0), Optimizer(), [2.0])
    assert descent.outcome is Outcome.DIVERGED
    assert descent._divergence_limit == DIVERGENCE_FACTOR
