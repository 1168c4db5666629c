import math
import re
from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.regime import REGIMES, regime
from gdsim.engine.rule import RULES
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface

LAMBDA = 17.34
DATA = Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3])
BOWL = Neuron(DATA)


def after(steps, objective=BOWL, rate=0.03, start=(-0.35,), rule="gradient_descent", **settings):
    optimizer = Optimizer(RULES[rule], learning_rate=rate, **settings)
    descent = Descent(objective, optimizer, np.array(start, dtype=float))
    for _ in range(steps):
        descent.step()
    return descent


def seen(*arguments, **settings):
    return regime(after(*arguments, **settings))


def test_the_drawings_sentence():
    found = seen(1)
    assert found.name == "monotone"
    assert found.message.template.startswith(
        "going down steadily: each step shortens the distance to the minimum"
    )
    assert found.message.values["factor"] == pytest.approx(1 - 0.03 * LAMBDA)


@pytest.mark.parametrize(
    ("share", "name"),
    [
        (0.001, "creeping"),
        (0.3, "monotone"),
        (0.499, "monotone"),
        (0.501, "oscillating"),
        (0.9, "oscillating"),
        (0.9975, "on_the_edge"),
        (1.0, "on_the_edge"),
        (1.001, "diverging"),
        (3.0, "diverging"),
    ],
)
@pytest.mark.parametrize("steps", [0, 1, 3])
def test_plain_descent_on_a_bowl_by_its_learning_rate(share, name, steps):
    rate = share * 2 / LAMBDA
    descent = after(steps, rate=rate)
    assert regime(descent).name == name
    if steps == 0:
        assert "to come" in str(regime(descent).message)


def test_the_factors_named_are_those_seen():
    descent = after(2, rate=0.09)
    best = 25.03 / LAMBDA
    before = descent.history.weights[:, 0] - best
    assert regime(descent).message.values["factor"] == pytest.approx(before[2] / before[1])


def test_diverged_says_what_happened_and_what_to_try():
    descent = after(100, rate=0.2)
    values = regime(descent).message.values["reason"].values
    assert regime(descent).name == "diverging"
    assert values["rate"] == 0.2
    assert values["limit"] == pytest.approx(2 / LAMBDA)
    assert values["good"] == pytest.approx(1 / LAMBDA)


def test_converged_at_the_bottom_even_where_rounding_keeps_the_gradient_up():
    assert seen(200).name == "converged"
    big = Neuron(Dataset(np.array([[1.0], [2.0], [3.0]]) * 1e6, [1e6, 3e6, 5e6]))
    descent = after(0, big, rate=1e-14, start=(0.0,))
    descent.run(2000)
    assert np.linalg.norm(descent.gradient) > descent.stop_rules.gradient_tolerance
    assert regime(descent).name == "converged"


def test_a_zigzag_is_oscillating_first_and_creeping_later():
    surface = Surface(SURFACES["elliptic_bowl"])
    zigzag = FormulaSurface("(w1^2 + 200 w2^2) / 2")
    assert seen(2, zigzag, rate=0.0095, start=(-2.5, 1.0)).name == "oscillating"
    assert seen(150, zigzag, rate=0.0095, start=(-2.5, 1.0)).name == "creeping"
    assert seen(2, surface, rate=0.19, start=(-2.5, 1.0)).name == "oscillating"


def test_a_direction_that_is_not_touched_does_not_diverge():
    surface = FormulaSurface("(w1^2 + 10 w2^2) / 2")
    assert seen(3, surface, rate=0.5, start=(1.0, 0.0)).name == "monotone"


@pytest.mark.parametrize("bias", [False, True])
def test_a_flat_valley_is_named_once_it_is_reached(bias):
    neuron = Neuron(Dataset([[1.0, 2.0], [2.0, 4.0]], [1.0, 2.5]), bias=bias)
    assert seen(1, neuron, rate=0.01, start=np.zeros(2 + bias)).name != "flat_valley"
    descent = Descent(neuron, Optimizer(learning_rate=0.05), np.zeros(2 + bias), StopRules(100_000, 1e-9))
    descent.run()
    assert regime(descent).name == "flat_valley"
    assert regime(descent).message.values["count"] == 1


def test_a_dead_relu_is_a_plateau_named_as_such():
    neuron = Neuron(Dataset([[1.0], [2.0]], [1.0, 2.0]), ACTIVATIONS["relu"])
    for steps in (0, 3):
        found = seen(steps, neuron, start=(-1.0,))
        assert found.name == "plateau"
        assert "f′(h) = 0 in all records (2)" in str(found.message)
        assert found.message.values["error"] == 2.5


def test_a_step_activation_is_a_plateau_everywhere():
    neuron = Neuron(Dataset([[1.0]], [1.0]), ACTIVATIONS["step"])
    assert seen(1, neuron, start=(-1.0,)).name == "plateau"


def test_a_saturated_sigmoid_is_a_plateau_with_its_share():
    neuron = Neuron(Dataset([[1.0], [2.0]], [0.0, 0.0]), ACTIVATIONS["sigmoid"])
    found = seen(1, neuron, rate=0.5, start=(6.0,))
    assert found.name == "plateau"
    h = np.array([6.0, 12.0])
    f = 1 / (1 + np.exp(-h))
    share = (f * f * (1 - f)).sum() / (f * 0.25).sum()
    assert found.message.values["share"] == pytest.approx(share, rel=0.01)


def test_a_saturated_sigmoid_that_is_right_is_no_plateau():
    neuron = Neuron(Dataset([[1.0], [2.0]], [1.0, 1.0]), ACTIVATIONS["sigmoid"])
    assert seen(1, neuron, rate=0.5, start=(6.0,)).name == "creeping"


def test_log_loss_keeps_pulling_where_squares_saturate():
    neuron = Neuron(Dataset([[1.0], [2.0]], [0.0, 0.0]), ACTIVATIONS["sigmoid"], ERROR_MEASURES["log_loss"])
    assert seen(1, neuron, rate=0.1, start=(6.0,)).name != "plateau"


def test_the_plain_around_a_hollow_is_a_plateau():
    surface = Surface(SURFACES["plateau"])
    assert seen(5, surface, rate=0.1, start=surface.entry.start).name == "plateau"
    assert seen(5, surface, rate=0.1, start=(0.5, 0.5)).name == "monotone"


def test_a_saddle_is_named_while_the_descent_lingers():
    surface = Surface(SURFACES["saddle"])
    assert seen(1, surface, rate=0.1, start=surface.entry.start).name == "monotone"
    assert seen(30, surface, rate=0.1, start=surface.entry.start).name == "saddle"
    assert seen(80, surface, rate=0.1, start=surface.entry.start).name == "monotone"
    exactly = seen(0, surface, start=(0.0, 0.0))
    assert exactly.name == "saddle"
    assert (exactly.message.values["low"], exactly.message.values["high"]) == (-1.0, 1.0)


def test_a_hilltop_does_not_pass_for_a_minimum():
    assert seen(0, Surface(SURFACES["double_well"]), start=(0.0,)).name == "saddle"


def test_a_local_minimum_says_that_it_is_one():
    found = seen(500, Surface(SURFACES["local_and_global"]), rate=0.1, start=(1.6, 1.2))
    assert found.name == "converged"
    assert "local minimum" in str(found.message)
    assert found.message.values["lowest"] < found.message.values["error"]


def test_absolute_errors_turn_back_and_forth():
    neuron = Neuron(DATA, error_measure=ERROR_MEASURES["absolute"])
    assert seen(1, neuron, rate=0.01).name == "monotone"
    assert seen(60, neuron, rate=0.1).name == "oscillating"


def test_a_step_limit_is_stopped_and_not_converged():
    descent = Descent(BOWL, Optimizer(learning_rate=1e-4), np.array([-0.35]), StopRules(max_steps=5))
    descent.run()
    assert regime(descent).name == "stopped"


@pytest.mark.parametrize("rule", [r for r in RULES if r not in ("gradient_descent", "newton")])
def test_other_rules_are_judged_by_what_was_seen(rule):
    start = seen(0, rule=rule, rate=0.01)
    assert start.name == "ready"
    assert start.message.values["length"] > 0
    found = seen(3, rule=rule, rate=0.005)
    assert found.name in ("monotone", "creeping")
    values = found.message.values
    assert 0 < (values["share"] if found.name == "creeping" else values["factor"]) < 1


def test_momentum_runs_past_the_lowest_and_turns_back():
    assert seen(12, rule="momentum", rate=0.05).name == "oscillating"


def test_momentum_above_its_limit_is_foretold_and_seen():
    limit = 2 * 1.9 / LAMBDA
    assert seen(0, rule="momentum", rate=1.1 * limit).name == "diverging"
    assert seen(12, rule="momentum", rate=2 * limit).name == "diverging"


def test_batches_pull_to_and_fro():
    assert seen(60, rate=0.08, batch=1).name == "oscillating"


def test_no_records_are_a_flat_valley():
    assert seen(1, Neuron(Dataset(np.empty((0, 1)), [])), start=(1.0,)).name == "flat_valley"


def test_where_e_is_not_defined_it_says_so():
    found = seen(0, FormulaSurface("sqrt(w + 0.5)"), start=(-1.0,))
    assert found.name == "diverging"
    assert "not a finite number: start from other weights" in str(found.message)


def test_an_edit_judges_by_the_new_data_only():
    descent = after(5, rule="adam", rate=0.1)
    descent.change(objective=Neuron(DATA.with_value(0, 1, 50.0)))
    assert regime(descent).name in REGIMES


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("rule", RULES)
def test_every_surface_and_rule_has_a_regime_with_finite_numbers(name, rule):
    surface = Surface(SURFACES[name])
    descent = Descent(surface, Optimizer(RULES[rule], learning_rate=0.01), np.array(surface.entry.start))
    for _ in range(25):
        found = regime(descent)
        assert found.name in REGIMES
        assert found.label
        assert str(found.message)
        numbers = [v for v in found.message.values.values() if isinstance(v, float)]
        assert all(math.isfinite(v) for v in numbers)
        if regime(descent).name == "ready" and "cannot take" in str(found.message):
            break
        try:
            descent.step()
        except ValueError:
            break


def test_every_regime_of_a_descent_that_moves_gives_a_number():
    """From many starts over the classic surfaces, with plain descent and with a rule that scales itself."""
    for entry in SURFACES.values():
        for rule, rate in (("gradient_descent", 0.01), ("adam", 0.1)):
            descent = Descent(Surface(entry), Optimizer(RULES[rule], rate), entry.start)
            for _ in range(6):
                text = str(regime(descent).message)
                assert re.search(r"\d", text), text
                descent.step()


def test_a_rule_that_refuses_its_first_step_is_named_with_its_reason():
    descent = Descent(Surface(SURFACES["saddle"]), Optimizer(RULES["newton"], 1.0), [1.0, 0.5])
    assert "smallest curvature -1.0" in str(regime(descent).message).replace("−", "-")


def test_a_mistake_that_was_just_switched_on_is_not_judged_by_the_right_steps_before_it():
    """E = w², η = 0.1: after two steps w = 0.64 and E = 0.4096; uphill to 0.768, E = 0.589824."""
    descent = Descent(FormulaSurface("w^2"), Optimizer(learning_rate=0.1), [1.0])
    descent.run(2)
    descent.change(optimizer=replace(descent.optimizer, mistake=MISTAKES["wrong_sign"]))
    found = regime(descent)
    assert found.name == "ready"
    assert str(found.message).startswith(
        "mistake on purpose (wrong sign): not tried yet: the next step takes E"
    )
    assert found.message.values["message"].values == {
        "now": pytest.approx(0.4096),
        "next": pytest.approx(0.589824),
    }
    descent.run(3)
    assert regime(descent).name == "diverging"


def test_a_single_step_that_climbs_is_said_in_the_singular_and_no_turn_is_counted_where_none_was():
    """Momentum on E = w² runs past the minimum and up the other side."""
    descent = Descent(FormulaSurface("w^2"), Optimizer(RULES["momentum"], 0.02), [1.0])
    said = []
    for _ in range(30):
        descent.step()
        said.append(str(regime(descent).message))
    assert not any("1 step." in text or " 0 turned back" in text for text in said)
    assert any(re.search(r"oscillating: \d of the last 8 steps raised E\.", text) for text in said)
