import json

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rule import RULES
from gdsim.engine.surface import SURFACES, Surface
from gdsim.engine.worked_step import worked_step

# Two records, two weights, identity, SSE, all by hand: ŷ = 1·0.5 + 2·(−1) = −1.5 and 3·0.5 − 1 = 0.5;
# residuals 2.5 and 0.5; ∂E/∂w = (−2.5·1 − 0.5·3, −2.5·2 − 0.5·1) = (−4, −5.5); η = 0.1.
HAND = Neuron(Dataset([[1.0, 2.0], [3.0, 1.0]], [1.0, 1.0]))


def test_every_number_of_a_step_by_hand():
    step = worked_step(Descent(HAND, Optimizer(learning_rate=0.1), np.array([0.5, -1.0]))).to_json()
    assert step == {
        "step": 0,
        "learning_rate": 0.1,
        "weights": [0.5, -1.0],
        "records": [
            {
                "record": 1,
                "inputs": [1.0, 2.0],
                "target": 1.0,
                "weighted_sum": -1.5,
                "prediction": -1.5,
                "residual": 2.5,
                "squared": 6.25,
                "activation_slope": 1.0,
                "error_term": 2.5,
                "contribution": [-2.5, -5.0],
            },
            {
                "record": 2,
                "inputs": [3.0, 1.0],
                "target": 1.0,
                "weighted_sum": 0.5,
                "prediction": 0.5,
                "residual": 0.5,
                "squared": 0.25,
                "activation_slope": 1.0,
                "error_term": 0.5,
                "contribution": [-1.5, -0.5],
            },
        ],
        "error": 3.25,
        "gradient": [-4.0, -5.5],
        "update": [0.4, 0.55],
        "next_weights": [0.9, pytest.approx(-0.45)],
    }


def test_a_sigmoid_step_with_bias_by_hand():
    # h = 0 gives f = ½ and f′ = ¼; r = ½, δ = ⅛; the bias has the input 1.
    neuron = Neuron(Dataset([[2.0]], [1.0]), ACTIVATIONS["sigmoid"], bias=True)
    step = worked_step(Descent(neuron, Optimizer(learning_rate=2.0), np.zeros(2))).to_json()
    (record,) = step["records"]
    assert (record["prediction"], record["activation_slope"], record["error_term"]) == (0.5, 0.25, 0.125)
    assert record["inputs"] == [2.0]
    assert record["contribution"] == [-0.25, -0.125]
    assert step["next_weights"] == [0.5, 0.25]


@pytest.mark.parametrize("rule", RULES)
def test_next_weights_are_exactly_those_of_the_next_row(rule):
    descent = Descent(HAND, Optimizer(RULES[rule], learning_rate=0.01), np.array([0.5, -1.0]))
    descent.run(3)
    step = worked_step(descent)
    np.testing.assert_array_equal(step.state, descent.state)
    descent.step()
    np.testing.assert_array_equal(step.next_weights, descent.weights)
    np.testing.assert_array_equal(step.next_state, descent.state)
    assert step.step == 3


def test_with_batches_it_shows_the_batch_and_says_so():
    rng = np.random.default_rng(0)
    neuron = Neuron(Dataset(rng.normal(size=(7, 2)), rng.normal(size=7)), error_measure=ERROR_MEASURES["mse"])
    descent = Descent(neuron, Optimizer(learning_rate=0.1, batch=3, seed=5), np.zeros(2))
    step = worked_step(descent)
    numbers = descent.batch_records()
    assert step.is_batch
    assert step.to_json()["batch"] == [n + 1 for n in numbers]
    assert [r["record"] for r in step.to_json()["records"]] == [n + 1 for n in numbers]
    y = neuron.dataset.targets[numbers]
    assert step.error == pytest.approx(np.mean(y * y))  # at zero weights; 1/N is 1/3
    assert step.full_error == descent.error
    np.testing.assert_allclose(step.update, -0.1 * step.gradient)
    np.testing.assert_allclose(step.terms.contribution.sum(axis=1), step.gradient)


def test_a_surface_has_no_records():
    step = worked_step(Descent(Surface(SURFACES["booth"]), Optimizer(learning_rate=0.01), np.zeros(2)))
    json_step = step.to_json()
    assert json_step["records"] == []
    assert json_step["gradient"] == [-34.0, -38.0]  # 2(−7) + 4(−5), 4(−7) + 2(−5)
    assert json_step["next_weights"] == [pytest.approx(0.34), pytest.approx(0.38)]


def test_no_records_at_all_move_nothing():
    step = worked_step(Descent(Neuron(Dataset(np.empty((0, 1)), [])), Optimizer(), np.array([2.0])))
    assert step.to_json()["records"] == []
    assert step.to_json()["next_weights"] == [2.0]


def test_json_holds_no_number_that_json_does_not_know():
    neuron = Neuron(Dataset([[1e200]], [0.0]))
    step = worked_step(Descent(neuron, Optimizer(learning_rate=1.0), np.array([1.0]))).to_json()
    assert step["error"] is None
    json.dumps(step, allow_nan=False)


def test_newton_s_hessian_is_the_one_its_update_uses_and_is_written():
    # Rosenbrock's at its start: H = [[1330, 480], [480, 200]].
    step = worked_step(Descent(Surface(SURFACES["rosenbrock"]), Optimizer(RULES["newton"], 0.5), [-1.2, 1.0]))
    assert step.hessian is not None
    assert np.allclose(step.hessian, [[1330.0, 480.0], [480.0, 200.0]], rtol=1e-14)
    assert np.allclose(step.hessian @ step.update, -0.5 * step.gradient, rtol=1e-12)
    assert step.to_json()["hessian"] == step.hessian.tolist()


def test_a_rule_without_a_hessian_has_none():
    step = worked_step(Descent(HAND, Optimizer(), [0.5, -1.0]))
    assert step.hessian is None
    assert "hessian" not in step.to_json()
