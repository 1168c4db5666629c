"""Error measures against finite differences along h, known values and their own code."""

import math

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES

PAIRS = [
    (measure, activation)
    for measure in ERROR_MEASURES.values()
    for activation in ACTIVATIONS.values()
    if not measure.activations or activation.name in measure.activations
]
each_pair = pytest.mark.parametrize(
    ("measure", "activation"), PAIRS, ids=[f"{m.name}-{a.name}" for m, a in PAIRS]
)
each = pytest.mark.parametrize("measure", ERROR_MEASURES.values(), ids=lambda m: m.name)

# No residual lies on a kink: of |r| at 0, of Huber's error at ±1, of an activation at h = 0.
H = np.array([-3.0, -1.1, -0.3, 0.4, 0.9, 2.2])
Y = np.array([0.9, 0.15, 0.75, 0.05, 0.35, 0.2])


@each_pair
def test_error_term_and_curvature_are_the_derivatives_along_h(measure, activation):
    step = 1e-5

    def loss(h):
        return measure.loss(Y, activation.value(h), h)

    def term(h):
        return measure.error_term(Y, activation.value(h), h, activation.slope(h))

    slope = (loss(H + step) - loss(H - step)) / (2.0 * step)
    np.testing.assert_allclose(term(H), -slope, rtol=1e-7, atol=1e-9)
    bend = -(term(H + step) - term(H - step)) / (2.0 * step)
    curvature = measure.curvature(Y, activation.value(H), H, activation.slope(H), activation.curvature(H))
    np.testing.assert_allclose(curvature, bend, rtol=1e-7, atol=1e-9)


@each_pair
def test_the_code_gives_the_same_bits(measure, activation):
    h = np.concatenate([H, [-800.0, -0.0, 0.0, 800.0]])
    y = np.concatenate([Y, [0.0, 1.0, 0.5, 1.0]])
    p, s = activation.value_and_slope(h)
    names = {"np": np, "y": y, "p": p, "h": h, "s": s}
    np.testing.assert_array_equal(eval(measure.code, names), measure.loss(y, p, h))
    np.testing.assert_array_equal(eval(measure.error_term_code, names), measure.error_term(y, p, h, s))


# Residuals 0.5 and −3 of targets (1, 0) and predictions (0.5, 3), by hand.
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sse", 0.5 * (0.25 + 9.0)),
        ("squares", 9.25),
        ("mse", 9.25 / 2),
        ("half_mse", 9.25 / 4),
        ("absolute", 3.5),
        ("residuals", -2.5),
        ("huber", 0.125 + 2.5),
    ],
)
def test_values_by_hand(name, expected):
    measure = ERROR_MEASURES[name]
    y, p = np.array([1.0, 0.0]), np.array([0.5, 3.0])
    assert measure.factor(2) * measure.loss(y, p, p).sum() == expected


def test_log_loss_is_the_cross_entropy():
    measure = ERROR_MEASURES["log_loss"]
    h = np.array([0.3, -1.2])
    y = np.array([1.0, 0.25])
    p = 1.0 / (1.0 + np.exp(-h))
    expected = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    np.testing.assert_allclose(measure.loss(y, p, h), expected, rtol=1e-14)


def test_log_loss_stays_exact_where_the_sigmoid_saturates():
    measure, sigmoid = ERROR_MEASURES["log_loss"], ACTIVATIONS["sigmoid"]
    h = np.array([800.0, -800.0, 800.0, -800.0, 40.0])
    y = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    # Wrong by far costs |h|; right by far costs e^−|h|.
    np.testing.assert_allclose(
        measure.loss(y, sigmoid.value(h), h), [800.0, 800.0, 0.0, 0.0, math.exp(-40.0)], rtol=1e-12, atol=0
    )
    np.testing.assert_array_equal(
        measure.error_term(y, sigmoid.value(h), h, sigmoid.slope(h)), [-1.0, 1.0, 0.0, 0.0, 0.0]
    )


def test_the_slope_of_the_absolute_error_is_0_at_0():
    one, zero = np.array([1.0]), np.array([0.0])
    assert ERROR_MEASURES["absolute"].error_term(one, one, one, one).tolist() == [0.0]
    assert ERROR_MEASURES["absolute"].loss(zero, zero, zero).tolist() == [0.0]


@each
def test_without_records_the_factor_is_still_a_number(measure):
    assert math.isfinite(measure.factor(0))


@each
def test_the_factor_is_the_one_it_names(measure):
    named = {"1": 1.0, "½": 0.5, "1/N": 0.25, "1/2N": 0.125}
    assert measure.factor(4) == named[measure.factor_name]


def test_the_required_measures_are_there():
    assert list(ERROR_MEASURES) == [
        "sse",
        "squares",
        "mse",
        "half_mse",
        "absolute",
        "residuals",
        "huber",
        "log_loss",
    ]
