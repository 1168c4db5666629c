import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.analysis import exact_minimum
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.landscape import (
    contour_levels,
    error_range,
    grid,
    interesting_range,
    progressive_grid,
    progressive_slice,
    slice_along,
)
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface

BOWL = Neuron(Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3]))
THREE = Neuron(
    Dataset([[1.0, 0.2], [-0.5, 1.0], [2.0, 1.5]], [1.0, 0.0, 2.0]), ACTIVATIONS["sigmoid"], bias=True
)


def shown(objective, rate, start, steps=0, index=0):
    descent = Descent(objective, Optimizer(learning_rate=rate), np.array(start, dtype=float))
    descent.run(steps)
    return descent, interesting_range(descent, index, exact_minimum(objective))


# Sampling


def test_a_slice_holds_the_other_weights_and_has_the_errors_bits():
    weights = np.array([0.3, -1.0, 0.5])
    found = slice_along(THREE, weights, 1, -2.0, 2.0, 41)
    assert (found.positions[0], found.positions[-1], len(found.positions)) == (-2.0, 2.0, 41)
    for position, error in zip(found.positions, found.errors, strict=True):
        assert error == THREE.error(np.array([0.3, position, 0.5]))


def test_a_grid_has_rows_of_the_second_weight_and_the_errors_bits():
    weights = np.array([0.3, -1.0, 0.5])
    found = grid(THREE, weights, (2, 0), (-1.0, 1.0), (0.0, 3.0), (7, 5))
    assert found.errors.shape == (5, 7)
    for j, y in enumerate(found.y):
        for i, x in enumerate(found.x):
            assert found.errors[j, i] == THREE.error(np.array([y, -1.0, x]))


def test_a_progressive_grid_gets_finer_and_ends_with_the_grid():
    arguments = (THREE, np.zeros(3), (0, 1), (-1.0, 1.0), (-2.0, 2.0), (100, 60))
    stages = list(progressive_grid(*arguments))
    sizes = [stage.errors.size for stage in stages]
    assert len(stages) > 2
    assert sizes == sorted(sizes)
    assert sizes[0] < 300
    final = grid(*arguments)
    np.testing.assert_array_equal(stages[-1].errors, final.errors)
    for stage in stages:
        assert (stage.x[0], stage.x[-1], stage.y[0], stage.y[-1]) == (-1.0, 1.0, -2.0, 2.0)
        column = np.searchsorted(final.x, stage.x)
        row = np.searchsorted(final.y, stage.y)
        np.testing.assert_array_equal(stage.errors, final.errors[np.ix_(row, column)])


def test_a_progressive_grid_computes_no_point_twice():
    class Counting(FormulaSurface):
        asked = 0

        def errors(self, weights):
            Counting.asked += len(weights)
            return super().errors(weights)

    list(progressive_grid(Counting("w1^2 + w2^2"), np.zeros(2), (0, 1), (-1, 1), (-1, 1), (50, 40)))
    assert Counting.asked == 50 * 40


def test_a_cancelled_grid_ends_within_a_block():
    rng = np.random.default_rng(0)
    neuron = Neuron(Dataset(rng.normal(size=(50_000, 2)), rng.normal(size=50_000)), ACTIVATIONS["tanh"])
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) > 2

    stages = list(
        progressive_grid(neuron, np.zeros(2), (0, 1), (-1, 1), (-1, 1), (200, 200), cancelled=cancelled)
    )
    assert stages == []
    assert len(asked) == 3


def test_what_is_sampled_is_read_only():
    found = slice_along(BOWL, np.zeros(1), 0, -1, 1)
    with pytest.raises(ValueError, match="read-only"):
        found.errors[0] = 1.0


# What to show


def test_the_drawings_bowl_shows_start_and_minimum_with_margins():
    _, (low, high) = shown(BOWL, 0.03, [-0.35], 5)
    assert low < -0.35 - 0.2
    assert high > 1.443 + 1.0


def test_the_range_stays_while_the_descent_converges():
    _, before = shown(BOWL, 0.03, [-0.35], 0)
    _, after = shown(BOWL, 0.03, [-0.35], 50)
    assert before == after


@pytest.mark.parametrize("steps", [1, 5, 12, 40])
def test_divergence_leaves_the_bowl_visible(steps):
    _, calm = shown(BOWL, 0.03, [-0.35])
    _, wild = shown(BOWL, 0.2, [-0.35], steps)
    assert wild[1] - wild[0] <= 6.5 * (calm[1] - calm[0])
    assert wild[0] <= calm[0] < calm[1] <= wild[1]


@given(st.floats(-50, 50), st.floats(0.001, 0.11), st.integers(0, 20))
def test_a_stable_descent_is_shown_whole(start, rate, steps):
    descent, (low, high) = shown(BOWL, rate, [start], steps)
    assert low <= descent.history.weights.min()
    assert descent.history.weights.max() <= high
    assert low < exact_minimum(BOWL).weights[0] < high


@pytest.mark.parametrize(
    ("objective", "start"),
    [
        (BOWL, [25.03 / 17.34]),
        (Neuron(Dataset([[2.0]], [3.0])), [1.5]),
        (Neuron(Dataset([[0.0]], [3.0])), [0.5]),
        (Neuron(Dataset(np.empty((0, 1)), [])), [0.5]),
        (Neuron(Dataset([[1e-5]], [3e5])), [0.0]),
        (Neuron(BOWL.dataset, error_measure=ERROR_MEASURES["residuals"]), [0.0]),
        (FormulaSurface("exp(w)"), [2.0]),
        (FormulaSurface("ln(w)"), [2.0]),
    ],
    ids=[
        "at its minimum",
        "one record",
        "flat",
        "empty",
        "tiny inputs",
        "straight",
        "endless",
        "undefined left",
    ],
)
def test_odd_cases_have_a_finite_range_around_the_start(objective, start):
    _, (low, high) = shown(objective, 0.01, start, 3)
    assert np.isfinite([low, high]).all()
    assert low < start[0] < high


def test_one_record_of_tiny_inputs_shows_its_far_minimum():
    _, (low, high) = shown(Neuron(Dataset([[1e-5]], [3e5])), 0.01, [0.0])
    assert low < 0.0 < 3e10 < high


def test_a_saturated_start_shows_the_bend_as_well():
    neuron = Neuron(Dataset([[1.0], [2.0]], [0.0, 1.0]), ACTIVATIONS["sigmoid"])
    _, (low, high) = shown(neuron, 0.1, [30.0], 2)
    assert low < -2.0
    assert high > 30.0


def test_a_surface_shows_its_domain():
    surface = Surface(SURFACES["booth"])
    _, shown_range = shown(surface, 0.001, surface.entry.start, 2)
    assert shown_range == (-10.0, 10.0)


def test_a_descent_that_falls_without_end_does_not_take_the_saddle_out_of_sight():
    surface = Surface(SURFACES["saddle"])
    descent, (low, high) = shown(surface, 0.1, surface.entry.start, 220, 1)
    assert descent.weights[1] > 1e5
    assert -1000.0 < low < -2.0
    assert 2.0 < high < 1000.0


def test_a_descent_without_end_is_followed():
    straight = Neuron(BOWL.dataset, error_measure=ERROR_MEASURES["residuals"])
    descent, (_, high) = shown(straight, 1.0, [0.0], 50)
    assert high > descent.weights[0]


@pytest.mark.parametrize("index", [0, 1])
def test_in_two_weights_the_starts_contour_is_within_sight(index):
    neuron = Neuron(Dataset([[3.0, 0.1], [0.2, 1.0]], [1.0, 2.0]))
    descent, (low, high) = shown(neuron, 0.01, [2.0, exact_minimum(neuron).weights[1]], 10, index)
    assert low < descent.history.weights[:, index].min()
    assert high > descent.history.weights[:, index].max()


def test_rows_measured_before_an_edit_do_not_count():
    descent = Descent(BOWL, Optimizer(learning_rate=0.2), np.array([-0.35]))
    descent.run(5)
    edited = Neuron(BOWL.dataset.with_value(0, 1, 5.0))
    descent.change(objective=edited)
    low, high = interesting_range(descent, 0, exact_minimum(edited))
    assert np.isfinite([low, high]).all()


# Heights


def test_error_range_holds_bottom_and_ball_and_cuts_walls():
    positions = np.linspace(-4, 4, 201)
    low, high = error_range(positions**12, [0.0, 5.0])
    assert low < 0.0
    assert 5.0 < high < 4.0**12 / 2


def test_error_range_of_nothing_finite_is_something():
    assert error_range([np.nan, np.inf]) == (0.0, 1.0)
    low, high = error_range([2.0, 2.0])
    assert low < 2.0 < high


@pytest.mark.parametrize("name", [n for n, e in SURFACES.items() if len(e.domain) == 2])
def test_contour_levels_are_few_round_ascending_and_denser_below(name):
    surface = Surface(SURFACES[name])
    found = grid(surface, np.zeros(2), (0, 1), *surface.domain, (81, 81))
    lowest = surface.error(surface.minima[0]) if len(surface.minima) else None
    levels = contour_levels(found.errors, lowest)
    assert 4 <= len(levels) <= 10
    assert (np.diff(levels) > 0).all()
    assert found.errors.min() < levels[0] < levels[-1] < found.errors.max()
    assert levels[1] - levels[0] <= levels[-1] - levels[-2]
    assert all(len(f"{level:g}".replace("-", "").replace(".", "").strip("0")) <= 3 for level in levels)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e9))
def test_contour_levels_lie_within_whatever_the_size(bottom, height):
    errors = bottom + height * np.linspace(0, 1, 400) ** 2
    levels = contour_levels(errors, bottom)
    assert (np.diff(levels) > 0).all()
    assert ((levels > errors.min()) & (levels < errors.max())).all()


def test_a_level_map_has_no_contours():
    assert len(contour_levels(np.full((3, 3), 2.0))) == 0
    assert len(contour_levels([np.nan])) == 0


def test_a_progressive_slice_ends_with_the_slice():
    stages = list(progressive_slice(THREE, np.zeros(3), 2, -1.0, 1.0, 201))
    final = slice_along(THREE, np.zeros(3), 2, -1.0, 1.0, 201)
    assert len(stages) > 2
    np.testing.assert_array_equal(stages[-1].positions, final.positions)
    np.testing.assert_array_equal(stages[-1].errors, final.errors)
    assert list(progressive_slice(THREE, np.zeros(3), 2, -1.0, 1.0, cancelled=lambda: True)) == []
