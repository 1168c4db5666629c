import gc
import itertools
import json
import math
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.analysis import (
    analyze,
    best_learning_rate,
    curvature,
    exact_minimum,
    largest_stable_learning_rate,
    learning_rate_zones,
)
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rule import RULES
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface

# The records of the drawing: λ = Σ x² = 17.34, w* = Σ xy / Σ x² = 25.03 / 17.34.
BOWL = Neuron(Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3]))
TWO = Neuron(Dataset([[1.0, 0.2], [-0.5, 1.0], [2.0, 1.5], [0.3, -1.0]], [1.0, 0.0, 2.0, -1.0]), bias=True)
PLAIN = Optimizer()


def test_one_weight_by_hand():
    result = analyze(BOWL, np.array([-0.35]), PLAIN)
    assert result.minimum.weights[0] == pytest.approx(25.03 / 17.34, rel=1e-14)
    assert result.minimum.unique
    assert result.curvature.eigenvalues.tolist() == [pytest.approx(17.34)]
    assert result.largest_stable_learning_rate == pytest.approx(2 / 17.34)
    assert result.best_learning_rate == pytest.approx(1 / 17.34)
    assert result.monotone_learning_rate == pytest.approx(1 / 17.34)
    assert result.distance_to_minimum == pytest.approx(25.03 / 17.34 + 0.35)
    assert result.exact


@pytest.mark.parametrize(
    ("measure", "factor"), [("sse", 1.0), ("squares", 2.0), ("mse", 0.4), ("half_mse", 0.2)]
)
def test_the_factor_scales_the_curvature_and_leaves_the_minimum(measure, factor):
    neuron = Neuron(BOWL.dataset, error_measure=ERROR_MEASURES[measure])
    assert curvature(neuron, np.zeros(1)).largest == pytest.approx(17.34 * factor)
    assert exact_minimum(neuron).weights[0] == pytest.approx(25.03 / 17.34)


def test_the_minimum_agrees_with_lstsq_and_has_no_gradient():
    minimum = exact_minimum(TWO)
    expected = np.linalg.lstsq(TWO.columns.T, TWO.dataset.targets, rcond=None)[0]
    np.testing.assert_allclose(minimum.weights, expected, rtol=1e-12)
    np.testing.assert_allclose(TWO.gradient(minimum.weights), 0.0, atol=1e-14)
    assert minimum.error == TWO.error(minimum.weights)


def test_a_flat_valley_has_its_direction_and_its_nearest_point():
    neuron = Neuron(Dataset([[1.0, 2.0], [2.0, 4.0]], [5.0, 10.0]))
    minimum = exact_minimum(neuron)
    assert not minimum.unique
    np.testing.assert_allclose(minimum.weights, [1.0, 2.0])
    np.testing.assert_allclose(np.abs(minimum.flat_directions @ [1.0, 2.0]), 0.0, atol=1e-15)
    nearest = minimum.nearest(np.array([5.0, 5.0]))
    assert nearest @ [1.0, 2.0] == pytest.approx(5.0)
    assert minimum.distance(np.array([5.0, 5.0])) == pytest.approx(10 / math.sqrt(5))  # |x·w − 5| / |x|
    result = analyze(neuron, np.zeros(2), PLAIN)
    assert result.curvature.eigenvalues[0] == 0.0
    assert result.curvature.condition_number is None
    assert result.best_learning_rate is None
    assert result.largest_stable_learning_rate == pytest.approx(2 / 25)


@pytest.mark.parametrize(
    "neuron",
    [
        Neuron(BOWL.dataset, ACTIVATIONS["tanh"]),
        Neuron(BOWL.dataset, error_measure=ERROR_MEASURES["huber"]),
        Neuron(BOWL.dataset, error_measure=ERROR_MEASURES["residuals"]),
    ],
)
def test_no_minimum_is_claimed_where_none_is_known_exactly(neuron):
    result = analyze(neuron, np.zeros(1), PLAIN)
    assert result.minimum is None
    assert result.to_json()["minimum"] is None
    assert not result.exact


def test_a_surface_gives_its_lowest_points_and_the_nearest_of_them():
    minimum = exact_minimum(Surface(SURFACES["himmelblau"]))
    assert not minimum.unique
    np.testing.assert_allclose(minimum.nearest(np.array([-3.0, 3.0])), [-2.805118, 3.131313], atol=1e-6)
    assert exact_minimum(Surface(SURFACES["booth"])).weights.tolist() == [1.0, 3.0]
    assert exact_minimum(Surface(SURFACES["saddle"])) is None


def test_curvature_is_that_of_the_hessian_and_local_for_a_sigmoid():
    neuron = Neuron(TWO.dataset, ACTIVATIONS["sigmoid"], bias=True)
    weights = np.array([0.3, -0.2, 0.1])
    here = curvature(neuron, weights)
    np.testing.assert_allclose(here.eigenvalues, np.linalg.eigvalsh(neuron.hessian(weights)), rtol=1e-12)
    rebuilt = here.eigenvectors @ np.diag(here.eigenvalues) @ here.eigenvectors.T
    np.testing.assert_allclose(rebuilt, neuron.hessian(weights), atol=1e-13)
    assert not here.exact


def test_a_quadratic_surface_is_known_everywhere():
    here = curvature(Surface(SURFACES["elliptic_bowl"]), np.array([1.0, 1.0]))
    assert here.exact
    assert here.eigenvalues.tolist() == [1.0, 10.0]
    assert here.condition_number == 10.0


def test_where_nothing_curves_upwards_there_is_no_rate():
    result = analyze(FormulaSurface("-w^2"), np.array([1.0]), PLAIN)
    assert result.largest_stable_learning_rate is None
    assert result.best_learning_rate is None
    assert result.zones == ()


def test_where_e_is_not_defined_there_is_no_curvature():
    result = analyze(FormulaSurface("w^1.5"), np.array([-1.0]), PLAIN)
    assert result.curvature is None
    json.dumps(result.to_json(), allow_nan=False)


def test_json_has_the_fields_of_the_command():
    found = analyze(BOWL, np.array([-0.35]), PLAIN).to_json()
    assert list(found) == [
        "minimum",
        "curvature",
        "condition_number",
        "largest_stable_learning_rate",
        "best_learning_rate",
        "error",
        "gradient",
        "gradient_numeric",
    ]
    assert set(found["minimum"]) == {"weights", "error", "unique"}
    assert found["gradient_numeric"] == [pytest.approx(found["gradient"][0], rel=1e-10)]
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.stability])
@pytest.mark.parametrize(
    "objective", [BOWL, TWO, Surface(SURFACES["elliptic_bowl"])], ids=["one", "three", "surface"]
)
def test_the_largest_stable_rate_is_the_edge(rule, objective):
    start = np.linspace(0.5, 1.5, len(objective.weight_names))
    optimizer = Optimizer(RULES[rule])
    edge = largest_stable_learning_rate(optimizer, curvature(objective, start))

    def run(rate):
        descent = Descent(
            objective, Optimizer(RULES[rule], learning_rate=rate), start, StopRules(20_000, 1e-8)
        )
        return descent.run()

    assert run(0.98 * edge) is Outcome.GRADIENT
    assert run(1.02 * edge) is Outcome.DIVERGED


def test_rules_that_scale_themselves_have_no_limit():
    here = curvature(BOWL, np.zeros(1))
    assert largest_stable_learning_rate(Optimizer(RULES["adam"]), here) is None
    assert learning_rate_zones(Optimizer(RULES["adam"]), here) == ()


@given(st.floats(0.3, 3.0))
def test_no_rate_shrinks_the_slowest_direction_faster_than_the_best(share):
    here = curvature(TWO, np.zeros(3))
    best = best_learning_rate(here)

    def slowest(rate):
        return np.abs(1 - rate * here.eigenvalues).max()

    assert slowest(best) <= slowest(best * share) + 1e-15


def test_zones_of_plain_descent_join_and_name_what_happens():
    here = curvature(BOWL, np.zeros(1))
    zones = learning_rate_zones(PLAIN, here)
    assert [z.name for z in zones] == ["creeping", "monotone", "oscillating", "diverging"]
    assert zones[0].low == 0.0
    assert zones[-1].high == math.inf
    assert all(a.high == b.low for a, b in itertools.pairwise(zones))
    assert zones[2].low == pytest.approx(1 / 17.34)
    assert zones[3].low == pytest.approx(2 / 17.34)


def test_zones_of_a_badly_conditioned_bowl_have_no_steady_part():
    here = curvature(FormulaSurface("w1^2 + 1000 w2^2"), np.zeros(2))
    assert [z.name for z in learning_rate_zones(PLAIN, here)] == ["creeping", "oscillating", "diverging"]


def test_other_rules_have_only_the_zones_that_are_known():
    here = curvature(BOWL, np.zeros(1))
    zones = learning_rate_zones(Optimizer(RULES["momentum"]), here)
    assert [z.name for z in zones] == ["monotone", "diverging"]
    assert zones[1].low == pytest.approx(2 * 1.9 / 17.34)


def test_no_records_are_flat_all_over():
    result = analyze(Neuron(Dataset(np.empty((0, 2)), []), bias=True), np.ones(3), PLAIN)
    assert result.minimum.error == 0.0
    assert len(result.minimum.flat_directions) == 3
    assert result.curvature.eigenvalues.tolist() == [0.0, 0.0, 0.0]


def test_a_remembered_minimum_does_not_keep_the_data_alive():
    neuron = Neuron(Dataset([[1.0], [2.0]], [1.0, 3.0]))
    assert exact_minimum(neuron) is exact_minimum(neuron)
    watched = weakref.ref(neuron)
    del neuron
    gc.collect()
    assert watched() is None
