"""A descent: steps, ways back, and what they take."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from tests.engine.descents import BOWL, DATA, LINEAR, SIGMOID, snapshot

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
