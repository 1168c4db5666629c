"""Many points and many descents at once: each as if it were alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.many import ManyDescents, errors_and_gradients
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import FAST_FROM, Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, Surface

RANDOM = np.random.default_rng(5)
DATA = Dataset(RANDOM.normal(size=(7, 2)), RANDOM.uniform(size=7))
SIGMOID = Neuron(DATA, ACTIVATIONS["sigmoid"], bias=True)
POINTS = RANDOM.normal(size=(9, 3))
PAIRS = [
    (activation, measure)
    for activation in ACTIVATIONS
    for measure in ERROR_MEASURES.values()
    if not measure.activations or activation in measure.activations
]


class Bare:
    """An objective that can only be asked at one point."""

    def __init__(self, inner):
        self._inner = inner
        self.weight_names = inner.weight_names

    def errors(self, weights):
        return self._inner.errors(weights)

    def gradient(self, weights):
        return self._inner.gradient(weights)


class TestPoints:
    @pytest.mark.parametrize(
        ("activation", "measure"), PAIRS, ids=lambda value: getattr(value, "name", value)
    )
    def test_a_neuron_s_to_the_last_bit(self, activation, measure):
        neuron = Neuron(DATA, ACTIVATIONS[activation], measure, bias=True)
        errors, gradients = errors_and_gradients(neuron, POINTS)
        assert errors.tolist() == [neuron.error(w) for w in POINTS]
        assert gradients.tolist() == [neuron.gradient(w).tolist() for w in POINTS]

    @pytest.mark.parametrize("name", list(SURFACES))
    def test_a_surface_s_to_the_last_bit(self, name):
        surface = Surface(SURFACES[name])
        points = RANDOM.normal(size=(5, len(surface.weight_names)))
        errors, gradients = errors_and_gradients(surface, points)
        assert errors.tolist() == [surface.error(w) for w in points]
        assert gradients.tolist() == [surface.gradient(w).tolist() for w in points]

    @pytest.mark.parametrize("activation", ["identity", "sigmoid"])
    def test_those_of_much_data_to_rounding(self, activation):
        data = Dataset(RANDOM.normal(size=(FAST_FROM, 2)), RANDOM.uniform(size=FAST_FROM))
        neuron = Neuron(data, ACTIVATIONS[activation])
        errors, gradients = errors_and_gradients(neuron, POINTS[:, :2])
        np.testing.assert_allclose(errors, [neuron.error(w) for w in POINTS[:, :2]], rtol=1e-12)
        np.testing.assert_allclose(gradients, [neuron.gradient(w) for w in POINTS[:, :2]], rtol=1e-11)

    def test_any_other_objective_s_one_by_one(self):
        errors, gradients = errors_and_gradients(Bare(SIGMOID), POINTS)
        assert errors.tolist() == SIGMOID.errors(POINTS).tolist()
        assert gradients.tolist() == errors_and_gradients(SIGMOID, POINTS)[1].tolist()

    def test_of_no_point_nothing(self):
        for objective in (SIGMOID, Bare(SIGMOID)):
            errors, gradients = errors_and_gradients(objective, np.empty((0, 3)))
            assert (errors.shape, gradients.shape) == ((0,), (0, 3))


def agree(many, descents):
    assert many.weights.tolist() == [d.weights.tolist() for d in descents]
    assert many.errors.tolist() == [d.error for d in descents]
    assert many.steps.tolist() == [d.step_number for d in descents]
    assert many.diverged.tolist() == [d.outcome is Outcome.DIVERGED for d in descents]


optimizers = st.builds(
    lambda rule, rate, batch, shape, mistake: Optimizer(
        RULES[rule],
        rate,
        batch=batch,
        seed=2,
        schedule=Schedule(SCHEDULES[shape], 2, total=9),
        mistake=mistake,
    ),
    st.sampled_from([name for name in RULES if name != "newton"]),
    st.sampled_from([0.01, 0.3, 40.0]),
    st.sampled_from([None, 1, 3]),
    st.sampled_from(list(SCHEDULES)),
    st.sampled_from([None, MISTAKES["wrong_sign"], MISTAKES["rate_on_weights"]]),
)


class TestDescents:
    @given(optimizers, st.sampled_from(["identity", "sigmoid", "relu"]))
    def test_each_goes_as_it_would_alone_to_the_last_bit(self, optimizer, activation):
        neuron = Neuron(DATA, ACTIVATIONS[activation], bias=True)
        many = ManyDescents(neuron, optimizer, POINTS)
        descents = [Descent(neuron, optimizer, start) for start in POINTS]
        for _ in range(12):
            many.step()
            for descent in descents:
                descent.step()
        agree(many, descents)

    @pytest.mark.parametrize("name", ["no_slope", "last_record"])
    def test_so_do_those_that_sum_wrongly_but_for_rounding(self, name):
        optimizer = Optimizer(mistake=MISTAKES[name])
        many = ManyDescents(SIGMOID, optimizer, POINTS)
        descents = [Descent(SIGMOID, optimizer, start) for start in POINTS]
        for _ in range(12):
            many.step()
            for descent in descents:
                descent.step()
        np.testing.assert_allclose(many.weights, [d.weights for d in descents], rtol=1e-12)

    def test_each_may_have_its_own_learning_rate(self):
        rates = [0.01, 0.1, 1.0]
        many = ManyDescents(SIGMOID, Optimizer(RULES["adam"]), np.tile(POINTS[0], (3, 1)), rates)
        descents = [Descent(SIGMOID, Optimizer(RULES["adam"], rate), POINTS[0]) for rate in rates]
        for _ in range(20):
            many.step()
            for descent in descents:
                descent.step()
        agree(many, descents)

    def test_the_diverged_rest_with_every_number_finite(self):
        neuron = Neuron(DATA)
        many = ManyDescents(neuron, Optimizer(), np.ones((2, 2)), [0.01, 10.0])
        for _ in range(50):
            many.step()
        assert many.diverged.tolist() == [False, True]
        assert many.steps[0] == 50 > many.steps[1]
        assert np.isfinite(many.errors).all()

    def test_the_converged_rest_where_the_stop_rule_ends_a_run(self):
        neuron = Neuron(DATA)
        starts = RANDOM.normal(size=(4, 2))
        many = ManyDescents(neuron, Optimizer(), starts, gradient_tolerance=1e-6)
        while many.moving.any():
            many.step()
        descents = [Descent(neuron, Optimizer(), s, StopRules(gradient_tolerance=1e-6)) for s in starts]
        for descent in descents:
            assert descent.run() is Outcome.GRADIENT
        agree(many, descents)

    def test_newton_s_rule_and_where_it_refuses(self):
        bowl = Surface(SURFACES["himmelblau"])
        starts = np.array([[3.5, 2.5], [0.0, 0.0]])  # in a bowl, on a hill
        many = ManyDescents(bowl, Optimizer(RULES["newton"], 1.0), starts)
        many.step()
        descent = Descent(bowl, Optimizer(RULES["newton"], 1.0), starts[0])
        descent.step()
        assert many.weights.tolist() == [descent.weights.tolist(), [0.0, 0.0]]
        assert many.moving.tolist() == [True, False]

    def test_one_refused_by_a_rule_does_not_stop_the_others(self):
        # AdaGrad with ε = 0 divides 0 by 0 where a slope was always 0.
        optimizer = Optimizer(RULES["adagrad"], settings={"epsilon": 0.0})
        many = ManyDescents(Surface(SURFACES["elliptic_bowl"]), optimizer, [[1.0, 1.0], [0.0, 1.0]])
        many.step()
        assert many.moving.tolist() == [True, False]
        assert many.weights[1].tolist() == [0.0, 1.0]
        assert many.weights[0].tolist() == [0.9, 0.9]
