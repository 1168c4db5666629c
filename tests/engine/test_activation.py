"""Activations against finite differences, known values and their own code."""

import math

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS

# Away from the kinks at 0, on both sides, and where exp would overflow.
SMOOTH = np.array([-30.0, -4.0, -1.3, -0.2, 0.1, 0.7, 2.5, 12.0])
FAR = np.array([-1e300, -1e5, -800.0, -40.0, -1e-300, -0.0, 0.0, 1e-300, 40.0, 800.0, 1e5, 1e300])

each = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)


def difference(function, h):
    """Central difference; its error is about 1e-10 relative to the function's size."""
    step = 1e-5 * np.maximum(1.0, np.abs(h))
    return (function(h + step) - function(h - step)) / (2.0 * step)


@each
def test_slope_and_curvature_are_the_derivatives(activation):
    np.testing.assert_allclose(
        activation.slope(SMOOTH), difference(activation.value, SMOOTH), rtol=1e-6, atol=1e-9
    )
    np.testing.assert_allclose(
        activation.curvature(SMOOTH), difference(activation.slope, SMOOTH), rtol=1e-6, atol=1e-9
    )


@each
def test_nothing_overflows_into_nan_and_nothing_warns(activation):
    for function in (activation.value, activation.slope, activation.curvature):
        assert np.isfinite(function(FAR)).all()


@each
def test_the_code_gives_the_same_bits(activation):
    h = np.concatenate([SMOOTH, FAR])
    names = {"np": np, "h": h}
    np.testing.assert_array_equal(eval(activation.code, names), activation.value(h))
    np.testing.assert_array_equal(eval(activation.slope_code, names), activation.slope(h))


@each
def test_value_and_slope_together_are_the_same_bits(activation):
    h = np.concatenate([SMOOTH, FAR])
    value, slope = activation.value_and_slope(h)
    np.testing.assert_array_equal(value, activation.value(h))
    np.testing.assert_array_equal(slope, activation.slope(h))


@each
def test_every_shape_comes_back_with_its_shape(activation):
    for shape in ((), (0,), (2, 3)):
        for function in (activation.value, activation.slope, activation.curvature):
            assert np.shape(function(np.ones(shape))) == shape


@pytest.mark.parametrize(
    ("name", "h", "value", "slope"),
    [
        ("identity", -2.0, -2.0, 1.0),
        ("sigmoid", 0.0, 0.5, 0.25),
        ("sigmoid", math.log(3.0), 0.75, 0.1875),  # e^h = 3: 3/4, and 3/4 · 1/4
        ("tanh", 0.5 * math.log(3.0), 0.5, 0.75),  # (3 − 1)/(3 + 1), and 1 − ½²
        ("relu", -1.0, 0.0, 0.0),
        ("relu", 0.0, 0.0, 0.0),
        ("relu", 2.0, 2.0, 1.0),
        ("leaky_relu", -2.0, -0.02, 0.01),
        ("leaky_relu", 0.0, 0.0, 0.01),
        ("softplus", 0.0, math.log(2.0), 0.5),
        ("softplus", math.log(3.0), math.log(4.0), 0.75),
        ("step", -0.1, 0.0, 0.0),
        ("step", 0.0, 1.0, 0.0),
    ],
)
def test_known_values(name, h, value, slope):
    activation = ACTIVATIONS[name]
    assert activation.value(np.array([h]))[0] == pytest.approx(value, rel=1e-15)
    assert activation.slope(np.array([h]))[0] == pytest.approx(slope, rel=1e-15)


def test_the_sigmoids_slope_keeps_its_digits_where_the_value_is_one():
    # 1 − σ(h) has no digits left at h = 50, σ′(50) = e^−50 nearly.
    assert ACTIVATIONS["sigmoid"].slope(np.array([50.0]))[0] == pytest.approx(math.exp(-50.0), rel=1e-14)
    assert ACTIVATIONS["tanh"].slope(np.array([25.0]))[0] == pytest.approx(4.0 * math.exp(-50.0), rel=1e-14)


def test_the_required_activations_are_there():
    assert list(ACTIVATIONS) == ["identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "step"]
