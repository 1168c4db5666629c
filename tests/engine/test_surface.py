import math

import numpy as np
import pytest

from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.formula import FormulaError
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface

# The lowest value of each as published (VLSE and the sources in the table of surfaces), or by hand.
LOWEST = {
    "elliptic_bowl": 0.0,
    "plateau": 0.0,
    "rosenbrock": 0.0,
    "beale": 0.0,
    "booth": 0.0,
    "himmelblau": 0.0,
    "styblinski_tang": -39.16616570377142 * 2,
    "rastrigin": 0.0,
    "ackley": 0.0,
    "mccormick": -1.913222954981037,
    "double_well": -0.25,
}

# E at a point where it can be worked out by hand.
BY_HAND = {
    "elliptic_bowl": ((2.0, 1.0), 7.0),
    "saddle": ((3.0, 1.0), 4.0),
    "plateau": ((1.0, 1.0), 1 - math.exp(-1)),
    "hills": ((math.pi / 2, math.pi / 2), 1 + math.pi**2 / 80),
    "local_and_global": ((1.0, 1.0), 0.35),
    "rosenbrock": ((-1.2, 1.0), 24.2),
    "beale": ((0.0, 0.0), 1.5**2 + 2.25**2 + 2.625**2),
    "booth": ((0.0, 0.0), 74.0),
    "himmelblau": ((0.0, 0.0), 170.0),
    "styblinski_tang": ((1.0, 0.0), -5.0),
    "rastrigin": ((0.5, 0.5), 40.5),
    "ackley": ((1.0, 1.0), 20 - 20 * math.exp(-0.2)),
    "mccormick": ((0.0, 0.0), 1.0),
    "double_well": ((2.0,), 2.0),
    "waves": ((math.pi / 2,), math.pi**2 / 40 - 1),
}

ALL = pytest.mark.parametrize("name", SURFACES)


@ALL
def test_value_by_hand(name):
    point, expected = BY_HAND[name]
    assert Surface(SURFACES[name]).error(np.array(point)) == pytest.approx(expected, rel=1e-13)


@ALL
def test_entry_is_whole(name):
    entry, surface = SURFACES[name], Surface(SURFACES[name])
    assert isinstance(surface, Objective)
    assert len(entry.domain) == len(entry.start) == len(surface.weight_names)
    assert all(low <= w <= high for (low, high), w in zip(entry.domain, entry.start, strict=True))
    assert all(low <= w <= high for m in entry.minima for (low, high), w in zip(entry.domain, m, strict=True))
    assert entry.note
    assert np.isfinite(surface.gradient(np.array(entry.start))).all()


@ALL
def test_minima_are_stationary_bowls_with_the_published_value(name):
    surface = Surface(SURFACES[name])
    for published, found in zip(SURFACES[name].minima, surface.minima, strict=True):
        np.testing.assert_allclose(found, published, atol=6e-6)
        np.testing.assert_allclose(surface.gradient(found), 0.0, atol=1e-12)
        assert np.linalg.eigvalsh(surface.hessian(found))[0] > 0.0
        if name in LOWEST:
            assert surface.error(found) == pytest.approx(LOWEST[name], abs=1e-13)


@pytest.mark.parametrize("name", [name for name, entry in SURFACES.items() if entry.minima])
def test_nothing_in_the_domain_is_lower_than_the_minima(name):
    surface, entry = Surface(SURFACES[name]), SURFACES[name]
    sides = [np.linspace(low, high, 301 if len(entry.domain) == 2 else 20_001) for low, high in entry.domain]
    points = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, len(sides))
    assert surface.errors(points).min() >= surface.error(surface.minima[0]) - 1e-12


@ALL
def test_derivatives_agree_with_differences(name):
    surface = Surface(SURFACES[name])
    rng = np.random.default_rng(5)
    low, high = np.array(SURFACES[name].domain).T
    for point in rng.uniform(low, high, (5, len(low))):
        step = 1e-5
        for i, unit in enumerate(np.eye(len(low))):
            slope = (surface.error(point + step * unit) - surface.error(point - step * unit)) / (2 * step)
            bend = (surface.gradient(point + step * unit) - surface.gradient(point - step * unit)) / (
                2 * step
            )
            scale = 1.0 + abs(surface.error(point))
            assert surface.gradient(point)[i] == pytest.approx(slope, rel=1e-6, abs=1e-8 * scale)
            np.testing.assert_allclose(surface.hessian(point)[i], bend, rtol=1e-6, atol=1e-6 * scale)


@ALL
def test_alone_together_and_among_many_are_the_same_bits(name):
    surface = Surface(SURFACES[name])
    low, high = np.array(SURFACES[name].domain).T
    points = np.random.default_rng(6).uniform(low, high, (50, len(low)))
    many = surface.errors(points)
    for point, error in zip(points, many, strict=True):
        assert surface.error(point) == error
        together = surface.error_and_gradient(point)
        assert together[0] == error
        np.testing.assert_array_equal(together[1], surface.gradient(point))


def test_two_surfaces_at_least_have_one_weight_and_several_hollows():
    single = [Surface(e) for e in SURFACES.values() if len(e.domain) == 1]
    assert len(single) >= 2
    for surface in single:
        errors = surface.errors(np.linspace(*surface.domain[0], 2001)[:, None])
        hollows = (errors[1:-1] < errors[:-2]) & (errors[1:-1] < errors[2:])
        assert hollows.sum() >= 2


def test_surfaces_are_values():
    assert Surface(SURFACES["booth"]) == Surface(SURFACES["booth"])
    assert hash(Surface(SURFACES["booth"])) == hash(Surface(SURFACES["booth"]))
    assert Surface(SURFACES["booth"]) != Surface(SURFACES["beale"])
    assert FormulaSurface("w^2") == FormulaSurface("w^2")
    assert FormulaSurface("w^2") != FormulaSurface("w^4")
    assert FormulaSurface(SURFACES["booth"].text) != Surface(SURFACES["booth"])
    with pytest.raises(AttributeError):
        FormulaSurface("w^2").text = "w^3"


def test_a_typed_formula_is_descended():
    descent = Descent(
        FormulaSurface("(w - 3)^2"), Optimizer(learning_rate=0.25), np.array([0.0]), StopRules()
    )
    assert descent.run() is Outcome.GRADIENT
    assert descent.weights[0] == pytest.approx(3.0, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "minima"),
    [("(w - 3)^2 + 1", [[3.0]]), ("w1^2 - w2^2", []), ("w1^2 + 0 w2", []), ("w^4", []), ("w1 + w2", [])],
)
def test_the_minimum_of_a_typed_formula_is_known_where_it_is_a_bowl(text, minima):
    surface = FormulaSurface(text)
    np.testing.assert_allclose(surface.minima, np.reshape(minima, (-1, len(surface.weight_names))))


def test_a_formula_that_cannot_be_read_is_refused():
    with pytest.raises(FormulaError):
        FormulaSurface("w +")


def test_there_are_no_records_to_draw_batches_from():
    surface = Surface(SURFACES["booth"])
    assert surface.batch_size_limit() == 0
    assert surface.batch(np.arange(0)) is surface
