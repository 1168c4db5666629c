"""Mistakes made on purpose: each spoils the step just as it says, and nothing that is recorded."""

from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import Message
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.outcome import divergence_message
from gdsim.engine.regime import regime
from gdsim.engine.surface import SURFACES, Surface
from gdsim.engine.worked_step import worked_step

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3]], [0.9, 0.2, 0.6])
SIGMOID = Neuron(DATA, ACTIVATIONS["sigmoid"])
START = [0.3, -0.4]


def wrong(name, objective=SIGMOID, **optimizer):
    return Descent(objective, Optimizer(mistake=MISTAKES[name], **optimizer), START)


def right(objective=SIGMOID, **optimizer):
    return Descent(objective, Optimizer(**optimizer), START)


def by_records(measure="sse"):
    """y − ŷ, f′(h), x of each record, in plain Python."""
    for x, y in zip(DATA.inputs.tolist(), DATA.targets.tolist(), strict=True):
        h = sum(w * v for w, v in zip(START, x, strict=True))
        prediction = 1.0 / (1.0 + np.exp(-h))
        yield y - prediction, prediction * (1.0 - prediction), np.array(x)


class TestTheStep:
    def test_the_wrong_sign_goes_the_opposite_way(self):
        assert wrong("wrong_sign").next_update().tolist() == (-right().next_update()).tolist()

    def test_without_the_slope_each_residual_pulls_as_if_f_were_the_identity(self):
        expected = 0.1 * sum(residual * x for residual, _, x in by_records())
        np.testing.assert_allclose(wrong("no_slope").next_update(), expected, rtol=1e-14)

    def test_eta_on_the_weight_shrinks_it_and_takes_the_whole_gradient(self):
        descent = wrong("rate_on_weights")
        expected = 0.1 * descent.weights - descent.gradient
        np.testing.assert_allclose(descent.weights + descent.next_update(), expected, rtol=1e-14)

    def test_without_the_sum_only_the_last_record_counts(self):
        *_, (residual, slope, x) = by_records()
        np.testing.assert_allclose(wrong("last_record").next_update(), 0.1 * residual * slope * x, rtol=1e-14)

    def test_without_the_sum_the_factor_in_front_stays(self):
        mean = replace(SIGMOID, error_measure=ERROR_MEASURES["mse"])
        *_, (residual, slope, x) = by_records()
        expected = 0.1 * 2.0 / 3.0 * residual * slope * x
        np.testing.assert_allclose(wrong("last_record", mean).next_update(), expected, rtol=1e-14)

    @pytest.mark.parametrize("name", list(MISTAKES))
    def test_one_and_many_points_give_the_same(self, name):
        points = np.array([START, [1.0, 2.0], [-0.5, 0.1]])
        gradients = np.array([SIGMOID.gradient(point) for point in points])
        together = MISTAKES[name].gradient(SIGMOID, points, gradients)
        alone = [MISTAKES[name].gradient(SIGMOID, p, g) for p, g in zip(points, gradients, strict=True)]
        np.testing.assert_allclose(together, alone, rtol=1e-13)

    def test_where_f_is_the_identity_its_slope_is_not_missed(self):
        np.testing.assert_allclose(
            wrong("no_slope", Neuron(DATA)).next_update(), right(Neuron(DATA)).next_update(), rtol=1e-14
        )

    @pytest.mark.parametrize("name", ["no_slope", "last_record"])
    def test_a_surface_has_no_records_to_get_wrong(self, name):
        bowl = Surface(SURFACES["elliptic_bowl"])
        assert wrong(name, bowl).next_update().tolist() == right(bowl).next_update().tolist()

    @pytest.mark.parametrize("name", list(MISTAKES))
    def test_a_batch_is_spoilt_alike(self, name):
        descent = wrong(name, batch=2, seed=3)
        batch = descent.batch_objective()
        alone = Descent(batch, Optimizer(mistake=MISTAKES[name]), START)
        np.testing.assert_allclose(descent.next_update(), alone.next_update(), rtol=1e-13)


class TestWhatIsRecorded:
    @pytest.mark.parametrize("rule", [name for name in RULES if name != "newton"])
    @pytest.mark.parametrize("name", list(MISTAKES))
    def test_error_and_gradient_stay_right(self, name, rule):
        descent = wrong(name, rule=RULES[rule], learning_rate=0.01)
        descent.run(5)
        history = descent.history
        assert history.errors.tolist() == [SIGMOID.error(w) for w in history.weights]
        assert history.gradients.tolist() == [SIGMOID.gradient(w).tolist() for w in history.weights]

    @pytest.mark.parametrize("name", list(MISTAKES))
    def test_back_and_forth_is_exact(self, name):
        descent = wrong(name, rule=RULES["adam"])
        descent.run(6)
        weights = descent.history.weights.tolist()
        for _ in range(4):
            descent.step_back()
        descent.run(4)
        assert descent.history.weights.tolist() == weights

    def test_the_worked_step_is_that_of_the_descent(self):
        descent = wrong("no_slope")
        worked = worked_step(descent)
        descent.step()
        assert worked.next_weights.tolist() == descent.weights.tolist()
        assert worked.gradient.tolist() == worked.full_gradient.tolist()
        assert worked.used_gradient.tolist() != worked.gradient.tolist()

    def test_switching_it_on_is_an_edit_of_the_rule(self):
        descent = right()
        descent.run(2)
        descent.change(optimizer=replace(descent.optimizer, mistake=MISTAKES["wrong_sign"]))
        descent.step()
        assert descent.edits == [2]
        assert descent.error > descent.history.errors[2]


class TestWords:
    def test_the_regime_names_the_mistake_before_all_else(self):
        found = regime(wrong("wrong_sign"))
        assert str(found.message).startswith("mistake on purpose (wrong sign): ")

    def test_divergence_is_blamed_on_the_mistake_not_on_eta(self):
        descent = wrong("wrong_sign", Neuron(DATA), learning_rate=0.3)
        assert descent.run() is Outcome.DIVERGED
        assert "(wrong sign): switch it off." in str(divergence_message(descent))

    @pytest.mark.parametrize("mistake", MISTAKES.values(), ids=str)
    def test_each_has_words_and_a_formula(self, mistake):
        assert mistake.label
        assert mistake.note.endswith(".")
        assert "leftarrow" in mistake.formula
        assert Message(mistake.label) == Message(mistake.label)
