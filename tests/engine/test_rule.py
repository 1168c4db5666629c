"""Update rules against hand calculation, torch.optim, the QHM paper's identities and the theory of stability."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.registry import by_name
from gdsim.engine.rule import RULES, Rule, Situation
from gdsim.engine.setting import MOMENTUM

TORCH = json.loads((Path(__file__).parent / "fixtures" / "torch.json").read_text(encoding="utf-8"))

# One record with x = 1 and y = 0: E = w²/2, so g = w, and the curvature is 1.
BOWL = Neuron(Dataset([[1.0]], [0.0]))


def defaults_of(rule):
    return {name: setting.default for name, setting in rule.settings.items()}


def weights_after(steps, rule, rate, **numbers):
    descent = Descent(BOWL, Optimizer(RULES[rule], rate, numbers), [1.0])
    descent.run(steps)
    return float(descent.weights[0])


# From w = 1 on E = w²/2 (g = w), η = 0.1 where not said otherwise: the weight after one and after two steps.
BY_HAND = [
    # 1 − 0.1·1; 0.9 − 0.1·0.9
    ("gradient_descent", {}, 0.9, 0.81),
    # v = 1, then 0.9·1 + 0.9 = 1.8: 0.9 − 0.18
    ("momentum", {"momentum": 0.9}, 0.9, 0.72),
    # v = 1: 1 − 0.1 (1 + 0.9); v = 0.9 + 0.81 = 1.71: 0.81 − 0.1 (0.81 + 0.9·1.71)
    ("nesterov", {"momentum": 0.9}, 0.81, 0.81 - 0.1 * 2.349),
    # s = 1: 1 − 0.1·1/1; s = 1 + 0.81: 0.9 − 0.1·0.9/√1.81
    ("adagrad", {"epsilon": 0.0}, 0.9, 0.9 - 0.09 / math.sqrt(1.81)),
    # s = 0.25·1: 1 − 0.1/0.5; s = 0.75·0.25 + 0.25·0.64 = 0.3475: 0.8 − 0.1·0.8/√0.3475
    ("rmsprop", {"decay": 0.75, "epsilon": 0.0}, 0.8, 0.8 - 0.08 / math.sqrt(0.3475)),
    # with ε outside the root: 1 − 0.1/(0.5 + 0.5)
    ("rmsprop", {"decay": 0.75, "epsilon": 0.5}, 0.9, 0.9 - 0.09 / (math.sqrt(0.1875 + 0.25 * 0.81) + 0.5)),
    # m̂ = v̂ = 1: 1 − 0.1; m = 0.9·0.1 + 0.1·0.9 = 0.18, m̂ = 0.18/(1 − 0.81), v = 0.999·0.001 + 0.001·0.81
    # = 0.001809, v̂ = 0.001809/(1 − 0.998001)
    ("adam", {"epsilon": 0.0}, 0.9, 0.9 - 0.1 * (0.18 / 0.19) / math.sqrt(0.001809 / 0.001999)),
    # as Adam, and 0.1·0.5·1 of the weight goes; then g = 0.85: m = 0.09 + 0.085, v = 0.000999 + 0.0007225
    (
        "adamw",
        {"epsilon": 0.0, "weight_decay": 0.5},
        0.85,
        0.85 - 0.1 * (0.175 / 0.19) / math.sqrt(0.0017215 / 0.001999) - 0.1 * 0.5 * 0.85,
    ),
    # average 0.1: 1 − 0.1 (0.3 + 0.07); average 0.09 + 0.0963 = 0.1863: 0.963 − 0.1 (0.3·0.963 + 0.7·0.1863)
    ("qhm", {"momentum": 0.9, "nu": 0.7}, 0.963, 0.963 - 0.1 * (0.2889 + 0.13041)),
    # m̂ = v̂ = 1; then as Adam's, three tenths of it the slope 0.9 itself
    (
        "qhadam",
        {"epsilon": 0.0, "nu1": 0.7, "nu2": 1.0},
        0.9,
        0.9 - 0.1 * (0.3 * 0.9 + 0.7 * 0.18 / 0.19) / math.sqrt(0.001809 / 0.001999),
    ),
    # a tenth of the jump 1/1·1, and of what is left
    ("newton", {}, 0.9, 0.81),
]


@pytest.mark.parametrize(("rule", "numbers", "first", "second"), BY_HAND)
def test_two_steps_are_those_calculated_by_hand(rule, numbers, first, second):
    assert weights_after(1, rule, 0.1, **numbers) == pytest.approx(first, rel=1e-14)
    assert weights_after(2, rule, 0.1, **numbers) == pytest.approx(second, rel=1e-14)


def test_every_rule_has_a_hand_calculation():
    assert {case[0] for case in BY_HAND} == set(RULES)


def test_defaults_are_those_stated():
    assert {name: defaults_of(rule) for name, rule in RULES.items()} == {
        "gradient_descent": {},
        "momentum": {"momentum": 0.9},
        "nesterov": {"momentum": 0.9},
        "adagrad": {"epsilon": 1e-10},
        "rmsprop": {"decay": 0.99, "epsilon": 1e-8},
        "adam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
        "adamw": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.01},
        "qhm": {"momentum": 0.9, "nu": 0.7},
        "qhadam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "nu1": 0.7, "nu2": 1.0},
        "newton": {},
    }


@pytest.mark.parametrize("run", TORCH["runs"], ids=lambda run: f"{run['activation']}-{run['rule']}")
def test_a_thousand_steps_are_those_of_torch(run):
    neuron = Neuron(
        Dataset(TORCH["inputs"], TORCH["targets"][run["activation"]]), ACTIVATIONS[run["activation"]]
    )
    optimizer = Optimizer(RULES[run["rule"]], run["learning_rate"], run["settings"])
    descent = Descent(neuron, optimizer, TORCH["start"])
    descent.run(TORCH["steps"][-1])
    sizes = np.linalg.norm(descent.history.gradients, axis=1)
    # RMSprop magnifies rounding once the slopes are nothing but rounding.
    end = len(sizes) if run["rule"] != "rmsprop" or sizes.min() > 1e-10 else int(np.argmax(sizes <= 1e-10))
    steps = [k for k in TORCH["steps"] if k < end]
    assert len(steps) > 20
    np.testing.assert_allclose(
        descent.history.weights[steps], run["weights"][: len(steps)], rtol=1e-12, atol=1e-14
    )


def allowed(setting):
    # 0/0 has a test of its own.
    low = 1e-12 if setting.name == "epsilon" else 0.0
    return st.floats(low, min(setting.high, 10.0), exclude_max=not setting.high_allowed)


@st.composite
def situations(draw, rule):
    component = st.integers(-1000, 1000).map(lambda n: n / 97)
    d = draw(st.integers(1, 4))
    numbers = {name: draw(allowed(setting)) for name, setting in rule.settings.items()}
    vector = st.lists(component, min_size=d, max_size=d).map(np.array)
    root = np.array(draw(st.lists(vector, min_size=d, max_size=d)))
    hessian = root.T @ root + np.eye(d)
    state = np.abs(np.array([draw(vector) for _ in rule.state_names]).reshape(-1, d)) + 0.1
    situation = Situation(
        draw(vector),
        draw(vector),
        draw(st.floats(1e-6, 2.0)),
        draw(st.integers(1, 500)),
        numbers,
        lambda: hessian,
    )
    return situation, state


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
@settings(max_examples=30)
@given(data=st.data())
def test_the_code_repeats_the_update_bit_for_bit(rule, data):
    now, state = data.draw(situations(rule))
    update, new_state = rule.update(now, state)
    names = {
        "np": np,
        "g": now.gradient,
        "eta": now.learning_rate,
        "w": now.weights,
        "t": now.step,
        "H": now.hessian(),
        **now.settings,
        **dict(zip(rule.state_names, state, strict=True)),
    }
    exec(rule.code, names)
    np.testing.assert_array_equal(names["update"], update)
    for name, row in zip(rule.state_names, new_state, strict=True):
        np.testing.assert_array_equal(names[name], row)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
@settings(max_examples=15)
@given(data=st.data())
def test_an_update_changes_nothing_it_is_given(rule, data):
    now, state = data.draw(situations(rule))
    kept = now.weights.copy(), now.gradient.copy(), state.copy()
    _, new_state = rule.update(now, state)
    assert new_state.shape == state.shape
    for before, after in zip(kept, (now.weights, now.gradient, state), strict=True):
        np.testing.assert_array_equal(after, before)


def assert_same_way(first, second, rate=0.1, steps=300):
    """Two (rule, settings, factor on the rate) take the same way over a sigmoid's landscape."""
    neuron = Neuron(Dataset(TORCH["inputs"], TORCH["targets"]["sigmoid"]), ACTIVATIONS["sigmoid"])
    ways = []
    for rule, numbers, factor in (first, second):
        descent = Descent(neuron, Optimizer(RULES[rule], rate * factor, numbers), [0.3, -0.2])
        descent.run(steps)
        ways.append(descent.history.weights)
    np.testing.assert_allclose(ways[0], ways[1], rtol=1e-9, atol=1e-11)


# Ma & Yarats (2019), section 3 and 5: the rules that QHM and QHAdam become.


def test_qhm_without_the_average_is_plain_descent():
    assert_same_way(("qhm", {"nu": 0.0}, 1.0), ("gradient_descent", {}, 1.0))


def test_qhm_of_the_average_alone_is_momentum_dampened_by_one_minus_beta():
    assert_same_way(("qhm", {"nu": 1.0, "momentum": 0.8}, 1.0), ("momentum", {"momentum": 0.8}, 0.2))


def test_qhm_with_nu_equal_to_beta_is_nesterov_dampened_by_one_minus_beta():
    assert_same_way(("qhm", {"nu": 0.8, "momentum": 0.8}, 1.0), ("nesterov", {"momentum": 0.8}, 0.2))


def test_qhadam_of_the_moments_alone_is_adam():
    assert_same_way(("qhadam", {"nu1": 1.0, "nu2": 1.0}, 1.0), ("adam", {}, 1.0), rate=0.01)


def test_qhadam_of_the_second_moment_alone_is_rmsprop_with_its_bias_corrected():
    neuron = Neuron(Dataset(TORCH["inputs"], TORCH["targets"]["sigmoid"]), ACTIVATIONS["sigmoid"])
    qhadam = Descent(
        neuron, Optimizer(RULES["qhadam"], 0.01, {"nu1": 0.0, "nu2": 1.0, "epsilon": 0.0}), [0.3, -0.2]
    )
    rmsprop = Descent(
        neuron, Optimizer(RULES["rmsprop"], 0.01, {"decay": 0.999, "epsilon": 0.0}), [0.3, -0.2]
    )
    corrected = rmsprop.next_update() * math.sqrt(1.0 - 0.999)
    np.testing.assert_allclose(qhadam.next_update(), corrected, rtol=1e-12)


def spectral_radius(rule, numbers, rate, curvature):
    """Of the linear map (w, state) → (w, state) that the rule is on E = ½ curvature w²."""
    size = 1 + len(rule.state_names)
    columns = []
    for unit in np.eye(size):
        w, state = unit[:1], unit[1:].reshape(-1, 1)
        now = Situation(w, curvature * w, rate, 5, numbers, lambda: np.array([[curvature]]))
        update, new_state = rule.update(now, state)
        columns.append([*(w + update), *new_state[:, 0]])
    return np.abs(np.linalg.eigvals(np.array(columns).T)).max()


STABLE_RULES = [rule for rule in RULES.values() if rule.stability is not None]


@pytest.mark.parametrize("rule", STABLE_RULES, ids=str)
@settings(max_examples=50)
@given(data=st.data())
def test_the_stability_limit_is_where_the_rule_starts_to_grow(rule, data):
    curvature = data.draw(st.floats(0.01, 100.0))
    # Momentum near 1 leaves the spectral radius so near 1 that rounding decides.
    numbers = {name: data.draw(st.floats(0.0, 0.95)) for name in rule.settings}
    limit = rule.stability(numbers) / curvature
    assert spectral_radius(rule, numbers, 0.999 * limit, curvature) < 1.0
    assert spectral_radius(rule, numbers, 1.001 * limit, curvature) > 1.0


def test_rules_that_scale_themselves_have_no_limit():
    names = {name for name, rule in RULES.items() if rule.stability is None}
    assert names == {"adagrad", "rmsprop", "adam", "adamw", "qhadam", "newton"}


def test_newton_with_a_full_step_jumps_to_the_least_squares_solution():
    data = Dataset([[1.0, 1.0], [1.0, 2.0], [1.0, 4.0]], [1.0, 2.5, 3.0])
    descent = Descent(Neuron(data), Optimizer(RULES["newton"], 1.0), [5.0, -7.0])
    descent.step()
    solution = np.linalg.lstsq(data.inputs, data.targets, rcond=None)[0]
    np.testing.assert_allclose(descent.weights, solution, rtol=1e-13)


@pytest.mark.parametrize(
    ("neuron", "start", "word"),
    [
        (Neuron(Dataset([[1.0, 2.0], [2.0, 4.0]], [1.0, 2.0])), [0.0, 0.0], "singular"),
        (Neuron(Dataset([[1.0, 0.0]], [1.0])), [0.0, 0.0], "singular"),
        # far out on the sigmoid's shoulder the error curves downwards
        (Neuron(Dataset([[1.0]], [0.0]), ACTIVATIONS["sigmoid"]), [3.0], "downwards"),
    ],
)
def test_newton_refuses_where_there_is_no_bowl_and_changes_nothing(neuron, start, word):
    descent = Descent(neuron, Optimizer(RULES["newton"], 1.0), start)
    for act in (descent.step, descent.next_update, descent.run, lambda: descent.advance(5)):
        with pytest.raises(GdsimError, match=word):
            act()
    assert descent.step_number == 0
    assert descent.outcome is None
    assert descent.weights.tolist() == start


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "adamw", "qhadam"])
def test_dividing_zero_by_zero_is_refused_in_words(name):
    # The second input is 0 in every record, so its slope is.
    neuron = Neuron(Dataset([[1.0, 0.0]], [1.0]))
    descent = Descent(neuron, Optimizer(RULES[name], 0.1, {"epsilon": 0.0}), [0.0, 0.0])
    with pytest.raises(GdsimError, match="epsilon"):
        descent.step()
    assert descent.step_number == 0


def test_a_rule_added_as_one_entry_works_through_optimizer_and_descent():
    def signs(now, state):
        steps = state + 1.0
        return -now.learning_rate * np.sign(now.gradient) * now.settings["momentum"], steps

    toy = Rule(
        "signs",
        "signs",
        r"-\eta \mu",
        signs,
        by_name([replace(MOMENTUM, default=0.5)]),
        ("steps",),
        ("n",),
        code="steps = steps + 1.0\nupdate = -eta * np.sign(g) * momentum",
    )
    descent = Descent(BOWL, Optimizer().with_rule(toy), [1.0])
    descent.run(3)
    # Each step is 0.1 · 0.5.
    assert descent.weights[0] == pytest.approx(0.85)
    assert descent.state.tolist() == [[3.0]]
    descent.step_back()
    assert descent.state.tolist() == [[2.0]]


def test_every_rule_says_what_it_is():
    for rule in RULES.values():
        assert rule.label
        assert rule.note.endswith(".")
        assert rule.formula.startswith("-")
        # every state is told how it comes about
        for symbol in rule.state_symbols:
            assert any(line.startswith(f"{symbol}_i \\leftarrow") for line in rule.where)
        assert "update = " in rule.code
        assert len(rule.state_names) == len(rule.state_symbols)
