"""The neuron's E, gradient and Hessian against hand calculation, finite differences and each other."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import FAST_FROM, Neuron
from gdsim.engine.objective import Objective

PAIRS = [
    (activation, measure)
    for activation in ACTIVATIONS.values()
    for measure in ERROR_MEASURES.values()
    if not measure.activations or activation.name in measure.activations
]
each_pair = pytest.mark.parametrize(
    ("activation", "measure"), PAIRS, ids=[f"{a.name}-{m.name}" for a, m in PAIRS]
)

# At W no record lies on a kink: no h and no residual is 0, and no |residual| 1.
DATA = Dataset([[0.5, -1.2], [1.3, 0.4], [-0.7, 2.1], [0.9, 0.8]], [0.85, 0.1, 0.65, 0.3])
W = np.array([0.8, -0.45, 0.35])


def neurons(largest_count=40):
    @st.composite
    def draw_one(draw):
        activation, measure = draw(st.sampled_from(PAIRS))
        d, n = draw(st.integers(1, 9)), draw(st.integers(0, largest_count))
        rng = np.random.default_rng(draw(st.integers(0, 2**32)))
        data = Dataset(3.0 * rng.normal(size=(n, d)), rng.uniform(size=n))
        neuron = Neuron(data, activation, measure, draw(st.booleans()))
        return neuron, rng.normal(size=(draw(st.integers(1, 12)), len(neuron.weight_names)))

    return draw_one()


def central(function, at, step):
    """Rows ∂function/∂at_i."""
    rows = []
    for unit in np.eye(len(at)):
        rows.append((function(at + step * unit) - function(at - step * unit)) / (2.0 * step))
    return np.array(rows)


def test_one_record_by_hand():
    # h = 0.5·2 = 1, r = 3 − 1 = 2, E = ½·4 = 2, ∂E/∂w = −2·2 = −4, ∂²E/∂w² = 2² = 4
    neuron = Neuron(Dataset([[2.0]], [3.0]))
    w = np.array([0.5])
    assert neuron.error(w) == 2.0
    assert neuron.gradient(w).tolist() == [-4.0]
    assert neuron.hessian(w).tolist() == [[4.0]]


def test_two_records_two_weights_and_a_bias_by_hand():
    # w = (1, −1), b = ½. Records (1, 2 | 1): h = 1 − 2 + ½ = −½, r = 3/2; (3, 0 | 2): h = 3½, r = −3/2.
    # E = ½ (9/4 + 9/4) = 9/4; ∂E/∂w1 = −(3/2·1 − 3/2·3) = 3; ∂w2: −(3/2·2 − 0) = −3; ∂b: −(3/2 − 3/2) = 0
    neuron = Neuron(Dataset([[1.0, 2.0], [3.0, 0.0]], [1.0, 2.0]), bias=True)
    w = np.array([1.0, -1.0, 0.5])
    assert neuron.error(w) == 2.25
    assert neuron.gradient(w).tolist() == [3.0, -3.0, 0.0]
    assert neuron.hessian(w).tolist() == [[10.0, 2.0, 4.0], [2.0, 4.0, 2.0], [4.0, 2.0, 2.0]]


def test_a_sigmoid_neuron_by_hand():
    # h = ln 3: ŷ = 3/4, f′ = 3/16; y = ¼: r = −½, E = 1/8, δ = −½·3/16 = −3/32, ∂E/∂w = −δ·x
    x = 2.0
    neuron = Neuron(Dataset([[x]], [0.25]), ACTIVATIONS["sigmoid"])
    w = np.array([np.log(3.0) / x])
    assert neuron.error(w) == pytest.approx(0.125, rel=1e-15)
    assert neuron.gradient(w)[0] == pytest.approx(3.0 / 16.0, rel=1e-15)


@each_pair
@pytest.mark.parametrize("bias", [False, True])
def test_gradient_and_hessian_are_the_derivatives(activation, measure, bias):
    neuron = Neuron(DATA, activation, measure, bias)
    w = W[: len(neuron.weight_names)]
    step = 1e-5
    np.testing.assert_allclose(neuron.gradient(w), central(neuron.error, w, step), rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(neuron.hessian(w), central(neuron.gradient, w, step), rtol=1e-7, atol=1e-8)


@settings(max_examples=150)
@given(neurons())
def test_error_is_the_same_bits_alone_among_others_with_the_gradient_and_as_a_sum_of_terms(case):
    neuron, points = case
    errors = neuron.errors(points)
    for w, among_others in zip(points, errors, strict=True):
        error, gradient = neuron.error_and_gradient(w)
        terms = neuron.terms(w)
        assert error == neuron.error(w) == among_others == neuron.factor * terms.loss.sum(axis=-1)
        np.testing.assert_array_equal(gradient, neuron.gradient(w))
        np.testing.assert_array_equal(gradient, terms.contribution.sum(axis=-1))


def test_the_same_bits_up_to_the_last_count_before_the_fast_forms():
    rng = np.random.default_rng(3)
    n = FAST_FROM - 1
    for activation in ("identity", "sigmoid"):
        neuron = Neuron(Dataset(rng.normal(size=(n, 3)), rng.uniform(size=n)), ACTIVATIONS[activation])
        points = rng.normal(size=(40, 3))
        assert neuron.errors(points).tolist() == [neuron.error(w) for w in points]


@settings(max_examples=50)
@given(neurons(), st.randoms())
def test_the_order_of_records_matters_only_to_rounding(case, random):
    neuron, points = case
    order = list(range(neuron.dataset.record_count))
    random.shuffle(order)
    shuffled = neuron.batch(np.array(order, dtype=np.intp))
    terms = neuron.terms(points[0])
    size = np.abs(terms.loss).sum() * neuron.factor
    assert shuffled.error(points[0]) == pytest.approx(neuron.error(points[0]), rel=1e-12, abs=1e-12 * size)
    sizes = np.abs(terms.contribution).sum(axis=-1)
    assert (np.abs(shuffled.gradient(points[0]) - neuron.gradient(points[0])) <= 1e-12 * sizes).all()


def test_terms_are_every_number_on_the_way():
    neuron = Neuron(Dataset([[2.0], [1.0]], [3.0, 0.0]), error_measure=ERROR_MEASURES["mse"])
    terms = neuron.terms(np.array([0.5]))
    assert terms.weighted_sum.tolist() == terms.prediction.tolist() == [1.0, 0.5]
    assert terms.residual.tolist() == [2.0, -0.5]
    assert terms.squared.tolist() == terms.loss.tolist() == [4.0, 0.25]
    assert terms.activation_slope.tolist() == [1.0, 1.0]
    # δ holds the factor: ½ (the mean of two) · 2 r
    assert terms.error_term.tolist() == [2.0, -0.5]
    assert terms.contribution.tolist() == [[-4.0, 0.5]]


def test_the_batch_is_measured_as_such():
    neuron = Neuron(DATA, error_measure=ERROR_MEASURES["mse"])
    w = W[:2]
    halves = [neuron.batch(np.array(part)) for part in ([0, 3], [1, 2])]
    assert halves[0].factor == 0.5
    assert np.mean([half.error(w) for half in halves]) == pytest.approx(neuron.error(w), rel=1e-14)
    np.testing.assert_allclose(np.mean([half.gradient(w) for half in halves], axis=0), neuron.gradient(w))


def test_the_prediction_for_other_inputs():
    neuron = Neuron(DATA, ACTIVATIONS["relu"], bias=True)
    assert neuron.predict(np.array([[1.0, 1.0], [-2.0, 0.0]]), np.array([2.0, -1.0, 0.5])).tolist() == [
        1.5,
        0.0,
    ]


def test_without_records_the_error_is_0_everywhere():
    neuron = Neuron(Dataset(np.empty((0, 2)), []), error_measure=ERROR_MEASURES["mse"])
    w = np.array([1.0, 2.0])
    assert neuron.error(w) == 0.0
    assert neuron.gradient(w).tolist() == [0.0, 0.0]
    assert neuron.errors(np.ones((3, 2))).tolist() == [0.0, 0.0, 0.0]
    assert neuron.errors(np.empty((0, 2))).shape == (0,)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_overflow_is_a_value_and_no_warning(name):
    neuron = Neuron(Dataset([[1e200], [-1e200]], [1.0, 0.0]), ACTIVATIONS[name])
    w = np.array([1e200])
    error, gradient = neuron.error_and_gradient(w)
    assert not np.isfinite(error) or np.isfinite(gradient).all()
    neuron.hessian(w)
    neuron.errors(w[None])
    neuron.terms(w)


def test_names_of_weights_and_the_kind_of_objective():
    neuron = Neuron(DATA, bias=True)
    assert neuron.weight_names == ("w1", "w2", "b")
    assert isinstance(neuron, Objective)
    assert neuron.is_quadratic
    assert not Neuron(DATA, ACTIVATIONS["tanh"]).is_quadratic
    assert not Neuron(DATA, error_measure=ERROR_MEASURES["huber"]).is_quadratic
    assert neuron.batch_size_limit() == 4


def test_neurons_are_values():
    again = Neuron(Dataset(DATA.inputs, DATA.targets), bias=True)
    assert Neuron(DATA, bias=True) == again
    assert Neuron(DATA) != again
    assert hash(Neuron(DATA, bias=True)) == hash(again)


def test_log_loss_is_refused_where_it_means_nothing():
    log_loss = ERROR_MEASURES["log_loss"]
    with pytest.raises(GdsimError, match="needs the activation sigmoid, not tanh"):
        Neuron(DATA, ACTIVATIONS["tanh"], log_loss)
    with pytest.raises(GdsimError, match=r"record 2 has 1\.5"):
        Neuron(Dataset([[1.0], [2.0]], [1.0, 1.5]), ACTIVATIONS["sigmoid"], log_loss)


# From FAST_FROM records on


@each_pair
def test_the_fast_forms_agree_with_an_exact_sum(activation, measure):
    rng = np.random.default_rng(11)
    n = FAST_FROM
    neuron = Neuron(Dataset(rng.normal(size=(n, 2)), rng.uniform(size=n)), activation, measure, bias=True)
    w = np.array([0.7, -0.4, 0.2])
    terms = neuron.terms(w)
    # fsum is the sum without any rounding, rounded once.
    exact = neuron.factor * math.fsum(terms.loss.tolist())
    size = neuron.factor * np.abs(terms.loss).sum()
    error, gradient = neuron.error_and_gradient(w)
    assert error == pytest.approx(exact, rel=1e-12, abs=1e-12 * size)
    assert neuron.error(w) == pytest.approx(exact, rel=1e-12, abs=1e-12 * size)
    assert neuron.errors(w[None])[0] == pytest.approx(exact, rel=1e-12, abs=1e-12 * size)
    for index, row in enumerate(terms.contribution):
        total = math.fsum(row.tolist())
        assert gradient[index] == pytest.approx(total, rel=1e-12, abs=1e-12 * np.abs(row).sum())


@pytest.mark.parametrize("name", ["sse", "log_loss"])
def test_many_records_are_summed_in_parts_without_losing_one(name):
    rng = np.random.default_rng(12)
    n = 40_001
    neuron = Neuron(
        Dataset(rng.normal(size=(n, 2)), rng.uniform(size=n)), ACTIVATIONS["sigmoid"], ERROR_MEASURES[name]
    )
    points = rng.normal(size=(35, 2))
    sums = [neuron.factor * neuron.terms(w).loss.sum() for w in points]
    np.testing.assert_allclose(neuron.errors(points), sums, rtol=1e-12)
    for w, total in zip(points[:3], sums, strict=False):
        error, gradient = neuron.error_and_gradient(w)
        assert error == pytest.approx(total, rel=1e-12)
        assert neuron.error(w) == pytest.approx(total, rel=1e-12)
        contribution = neuron.terms(w).contribution
        size = np.abs(contribution).sum(axis=-1)
        assert (np.abs(gradient - contribution.sum(axis=-1)) <= 1e-12 * size).all()
