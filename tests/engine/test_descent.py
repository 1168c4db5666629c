"""A descent: steps, ways back, edits on the way, and why it stops."""

import copy
import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import DIVERGENCE_FACTOR, Descent, Outcome, StopRules
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule

# One record with x = 1 and y = 0: E = w²/2, g = w.
BOWL = Neuron(Dataset([[1.0]], [0.0]))
DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3], [-1.0, 0.8], [0.2, 2.0]], [0.9, 0.2, 0.6, 0.35, 0.95])
LINEAR = Neuron(DATA)
SIGMOID = Neuron(DATA, ACTIVATIONS["sigmoid"])


@dataclass(frozen=True)
class Surface:
    """E of one weight without data, whatever the two functions say."""

    value: object
    slope: object
    weight_names: tuple = ("w1",)

    def error(self, weights):
        return float(self.value(weights[0]))

    def gradient(self, weights):
        return np.array([float(self.slope(weights[0]))])

    def error_and_gradient(self, weights):
        return self.error(weights), self.gradient(weights)

    def errors(self, weights):
        return np.array([self.error(w) for w in weights])

    def hessian(self, weights):
        return np.array([[1.0]])

    def batch_size_limit(self):
        return 0

    def batch(self, records):
        return self


def snapshot(descent):
    """Everything that later numbers depend on, as bits."""
    return (
        descent.step_number,
        descent.weights.tobytes(),
        np.float64(descent.error).tobytes(),
        descent.gradient.tobytes(),
        descent.state.tobytes(),
        descent.rule_step,
        descent.next_update().tobytes(),
        descent.history.weights.tobytes(),
        descent.history.errors.tobytes(),
        descent.history.gradients.tobytes(),
        tuple(descent.history.stale),
    )


optimizers = st.builds(
    lambda rule, rate, batch, seed, shape, warmup: Optimizer(
        RULES[rule],
        rate,
        batch=batch,
        seed=seed,
        schedule=Schedule(SCHEDULES[shape], warmup, every=3, factor=0.5, total=8),
    ),
    st.sampled_from(list(RULES)),
    st.floats(0.001, 0.2),
    st.sampled_from([None, 1, 2, 3, 5, 7]),
    st.integers(0, 3),
    st.sampled_from(list(SCHEDULES)),
    st.integers(0, 4),
)


# Every batch of these has a bowl, so that Newton's rule takes its steps.
BOWLS = Neuron(Dataset([[1.0], [0.5], [2.0], [1.5], [-1.0]], DATA.targets))


class TestSteps:
    def test_one_step_by_hand(self):
        # g = 2, Δw = −0.1·2, then E = ½·1.8²
        descent = Descent(BOWL, Optimizer(), [2.0])
        assert (descent.step_number, descent.error, descent.gradient.tolist()) == (0, 2.0, [2.0])
        assert descent.next_update().tolist() == [-0.2]
        assert descent.step()
        assert (descent.step_number, descent.weights.tolist()) == (1, [1.8])
        assert descent.error == 0.5 * 1.8 * 1.8

    def test_the_history_has_a_row_for_each_step_measured_on_all_the_data(self):
        descent = Descent(SIGMOID, Optimizer(batch=2), [0.1, 0.2])
        descent.run(7)
        history = descent.history
        assert len(history) == 8
        assert history.errors.tolist() == [SIGMOID.error(w) for w in history.weights]
        assert history.gradients.tolist() == [SIGMOID.gradient(w).tolist() for w in history.weights]

    def test_looking_at_the_next_update_changes_nothing(self):
        descent = Descent(SIGMOID, Optimizer(RULES["adam"], batch=2), [0.1, 0.2])
        descent.run(3)
        before = snapshot(descent)
        assert snapshot(descent) == before
        after = descent.weights + descent.next_update()
        descent.step()
        assert descent.weights.tolist() == after.tolist()

    def test_an_update_uses_the_batchs_gradient_and_an_epoch_uses_every_record_once(self):
        descent = Descent(LINEAR, Optimizer(batch=2, seed=3), [0.1, 0.2])
        seen = []
        for _ in range(3):
            records = descent.batch_records()
            expected = LINEAR.batch(records).gradient(descent.weights)
            assert descent.batch_gradient().tolist() == expected.tolist()
            assert descent.next_update().tolist() == (-0.1 * expected).tolist()
            seen.append(records)
            descent.step()
        assert [len(records) for records in seen] == [2, 2, 1]
        assert sorted(np.concatenate(seen).tolist()) == [0, 1, 2, 3, 4]

    def test_a_batch_as_large_as_the_data_is_all_of_them(self):
        for size in (None, 5, 9):
            descent = Descent(LINEAR, Optimizer(batch=size), [0.1, 0.2])
            assert descent.batch_records() is None
            assert descent.batch_objective() is LINEAR

    def test_the_schedule_scales_the_update(self):
        halving = Schedule(SCHEDULES["step"], every=1, factor=0.5)
        descent = Descent(BOWL, Optimizer(learning_rate=0.4, schedule=halving), [1.0])
        descent.run(2)
        # 1 − 0.4; 0.6 − 0.2·0.6
        assert descent.weights[0] == pytest.approx(0.48, rel=1e-15)

    @given(rate=st.floats(0.01, 0.99), seed=st.integers(0, 1000), d=st.integers(1, 4))
    @settings(max_examples=40)
    def test_below_the_stable_limit_no_step_raises_a_parabola(self, rate, seed, d):
        rng = np.random.default_rng(seed)
        neuron = Neuron(Dataset(rng.normal(size=(6, d)), rng.normal(size=6)))
        largest = np.linalg.eigvalsh(neuron.hessian(np.zeros(d)))[-1]
        descent = Descent(neuron, Optimizer(learning_rate=rate * 2.0 / largest), rng.normal(size=d))
        descent.run(60)
        errors = descent.history.errors
        assert (np.diff(errors) <= 1e-14 * errors[0]).all()

    @pytest.mark.parametrize(
        ("start", "words"),
        [
            ([1.0], "2 start weights are needed \\(w1, w2\\), 1 were given"),
            ([1.0, math.nan], "must be finite"),
            ([1.0, math.inf], "must be finite"),
        ],
    )
    def test_a_start_that_does_not_fit_is_refused(self, start, words):
        with pytest.raises(GdsimError, match=words):
            Descent(LINEAR, Optimizer(), start)


class TestStepBack:
    @settings(max_examples=120)
    @given(optimizers, st.integers(1, 12), st.integers(1, 12))
    def test_back_and_forth_is_the_identity_bit_for_bit(self, optimizer, there, back):
        objective = BOWLS if optimizer.rule.uses_hessian else SIGMOID
        descent = Descent(objective, optimizer, [0.3, -0.4][: len(objective.weight_names)])
        way = [snapshot(descent)]
        for _ in range(there):
            descent.step()
            way.append(snapshot(descent))
        back = min(back, there)
        for k in range(back):
            assert descent.step_back()
            assert snapshot(descent) == way[there - 1 - k]
        for k in range(back):
            descent.step()
            assert snapshot(descent) == way[there - back + 1 + k]

    def test_the_start_has_nothing_before_it(self):
        descent = Descent(BOWL, Optimizer(), [1.0])
        assert not descent.step_back()
        assert descent.step_number == 0

    def test_reset_is_a_new_beginning(self):
        descent = Descent(SIGMOID, Optimizer(RULES["adam"], batch=2), [0.3, -0.4])
        begin = snapshot(descent)
        descent.run(9)
        descent.reset()
        assert snapshot(descent) == begin
        assert descent.outcome is None

    def test_arrays_handed_out_never_change(self):
        descent = Descent(SIGMOID, Optimizer(RULES["momentum"]), [0.3, -0.4])
        descent.run(3)
        held = descent.weights, descent.gradient, descent.state
        kept = copy.deepcopy(held)
        descent.step_back()
        descent.step_back()
        descent.change(LINEAR)
        descent.run(5)
        for array, copied in zip(held, kept, strict=True):
            assert array.tolist() == copied.tolist()
            assert not array.flags.writeable


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


class TestEditing:
    def test_the_weights_stay_and_the_present_row_is_measured_anew(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(3)
        weights = descent.weights
        descent.change(SIGMOID)
        assert descent.weights.tolist() == weights.tolist()
        assert descent.error == SIGMOID.error(weights)
        assert descent.gradient.tolist() == SIGMOID.gradient(weights).tolist()
        assert descent.history.stale.tolist() == [True, True, True, False]
        assert descent.edits == [3]

    def test_stepping_back_over_an_edit_measures_the_row_on_the_present_objective(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(3)
        before = descent.history.weights[2].tolist()
        descent.change(SIGMOID)
        descent.step_back()
        assert descent.weights.tolist() == before
        assert descent.error == SIGMOID.error(descent.weights)
        assert descent.history.stale.tolist() == [True, True, False]

    def test_taking_an_edit_back_makes_its_rows_good_again(self):
        descent = Descent(LINEAR, Optimizer(RULES["adam"]), [0.3, -0.4])
        descent.run(3)
        before = snapshot(descent)
        for _ in range(3):
            descent.change(SIGMOID)
            descent.change(Neuron(DATA.with_value(0, 0, 7.0)))
            descent.change(LINEAR)
        assert snapshot(descent) == before
        assert descent.edits == []

    def test_rows_of_each_objective_are_told_apart(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        descent.change(SIGMOID)
        descent.run(2)
        descent.change(LINEAR)
        descent.run(1)
        assert descent.edits == [2, 4]
        assert descent.history.stale.tolist() == [False, False, True, True, False, False]
        for weights, error, stale in zip(
            descent.history.weights, descent.history.errors, descent.history.stale, strict=True
        ):
            assert error == (SIGMOID if stale else LINEAR).error(weights)

    def test_objectives_that_no_row_needs_are_forgotten(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        for value in np.linspace(0.0, 1.0, 50):
            descent.change(Neuron(DATA.with_value(0, 0, float(value))))
        assert len(descent._versions) == 2

    def test_another_rate_is_an_edit_that_leaves_the_rows_good(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        descent.change(optimizer=replace(descent.optimizer, learning_rate=0.2))
        assert descent.edits == [2]
        assert not descent.history.stale.any()

    def test_an_edit_at_the_start_is_no_mark(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.change(SIGMOID)
        descent.run(2)
        assert descent.edits == []

    def test_the_same_settings_again_are_no_edit(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        descent.change(Neuron(Dataset(DATA.inputs, DATA.targets)), Optimizer())
        assert descent.edits == []
        assert descent.outcome is Outcome.STEPS

    def test_the_names_of_columns_are_no_part_of_what_was_measured(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        renamed = Neuron(DATA.renamed(0, "length"))
        descent.change(renamed)
        assert descent.edits == []
        assert not descent.history.stale.any()
        assert descent.objective is renamed
        descent.change(renamed, replace(descent.optimizer, learning_rate=0.2))
        assert descent.edits == [2]
        assert not descent.history.stale.any()

    def test_the_rules_state_is_kept_while_the_rule_stays(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"]), [0.3, -0.4])
        descent.run(4)
        state = descent.state.tolist()
        descent.change(SIGMOID, Optimizer(RULES["momentum"], 0.01, {"momentum": 0.5}))
        assert descent.state.tolist() == state
        assert descent.rule_step == 5

    def test_another_rule_starts_empty(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
        descent.run(4)
        descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
        assert descent.state.tolist() == [[0.0, 0.0], [0.0, 0.0]]
        assert descent.rule_step == 1
        descent.run(2)
        assert descent.rule_step == 3
        for _ in range(4):
            descent.step_back()
        # the rule was changed since this row
        assert descent.step_number == 2
        assert descent.rule_step == 1
        assert not descent.state.any()

    def test_a_change_of_rule_taken_back_before_a_step_finds_the_state_again(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
        descent.run(4)
        before = snapshot(descent)
        for name in ("adam", "nesterov", "adam"):
            descent.change(optimizer=Optimizer(RULES[name], 0.01))
        descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
        assert snapshot(descent) == before

    def test_a_change_of_rule_taken_back_after_stepping_back_finds_that_rows_state(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
        descent.run(2)
        before = snapshot(descent)
        descent.run(2)
        descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
        descent.run(3)
        for _ in range(5):
            descent.step_back()
        descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
        assert snapshot(descent) == before

    def test_a_rule_taken_up_again_after_steps_of_another_starts_empty(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"], 0.01), [0.3, -0.4])
        descent.run(4)
        descent.change(optimizer=Optimizer(RULES["adam"], 0.01))
        descent.run(1)
        descent.change(optimizer=Optimizer(RULES["momentum"], 0.01))
        assert descent.rule_step == 1
        assert not descent.state.any()

    def test_another_number_of_weights_is_refused_and_changes_nothing(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        with pytest.raises(GdsimError, match="new descent"):
            descent.change(BOWL, Optimizer(learning_rate=0.5))
        assert descent.objective is LINEAR
        assert descent.optimizer == Optimizer()

    def test_an_edit_into_the_infinite_is_divergence_and_taking_it_back_goes_on(self):
        descent = Descent(LINEAR, Optimizer(), [0.3, -0.4])
        descent.run(2)
        descent.change(Neuron(DATA.with_value(0, 0, 1e200)))
        assert descent.outcome is Outcome.DIVERGED
        descent.change(LINEAR)
        assert descent.outcome is None
        assert descent.step()


class TestMemory:
    def test_a_million_steps_of_two_weights_with_a_velocity_take_less_than_90_megabytes(self):
        descent = Descent(LINEAR, Optimizer(RULES["momentum"], 1e-3), [0.3, -0.4])
        row = np.zeros(2)
        # The arrays are what a step leaves behind; a million real ones would take the test half a minute.
        for _ in range(1_000_000):
            descent.history.append(row, 0.0, row, 0)
        for _ in range(1_000_000):
            descent._states.append(row[None])
        assert descent.history.nbytes + descent._states.nbytes < 90e6


def test_where_e_is_not_finite_at_the_start_and_at_zero_the_limit_is_the_least_one():
    descent = Descent(Surface(lambda w: math.inf, lambda w: 0.0), Optimizer(), [2.0])
    assert descent.outcome is Outcome.DIVERGED
    assert descent._divergence_limit == DIVERGENCE_FACTOR
