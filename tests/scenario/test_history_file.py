"""The history file: a descent is gone on from to the last bit; what does not fit is refused."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.rule import Rule
from gdsim.engine.schedule import SCHEDULES, Schedule, Shape
from gdsim.scenario.file import load
from gdsim.scenario.history_file import history_path, load_history, save_history
from gdsim.scenario.presets import shipped_scenarios
from gdsim.scenario.scenario import Scenario


def bits(descent: Descent) -> tuple[object, ...]:
    history = descent.history
    return (
        history.weights.tobytes(),
        history.errors.tobytes(),
        history.gradients.tobytes(),
        tuple(history.stale),
        tuple(descent.edits),
        descent.state.tobytes(),
        descent.outcome,
    )


def there_and_back(scenario: Scenario, descent: Descent, folder: Path) -> Descent:
    path = folder / "x.gdsim-history.json"
    save_history(scenario, descent, path)
    return load_history(scenario, path)


@pytest.mark.parametrize("name", [name for name, _ in shipped_scenarios()])
def test_every_shipped_scenario_is_resumed_to_the_last_bit(name: str, tmp_path: Path) -> None:
    scenario = load(name)
    descent = scenario.descent()
    descent.run(20)
    other = there_and_back(scenario, descent, tmp_path)
    for _ in range(5):
        assert bits(descent) == bits(other)
        assert descent.step() == other.step()


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.state_names])
def test_every_rules_state_is_kept(rule: str, tmp_path: Path) -> None:
    scenario = replace(load("two_weights"), optimizer=Optimizer(RULES[rule], 0.01, batch=3, seed=5))
    descent = scenario.descent()
    descent.run(7)
    other = there_and_back(scenario, descent, tmp_path)
    for _ in range(5):
        assert bits(descent) == bits(other)
        descent.step()
        other.step()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.sampled_from(["step", "step", "back", "data", "rate", "rule"]), max_size=20))
def test_edits_on_the_way_are_kept(tmp_path: Path, moves: list[str]) -> None:
    scenario = load("two_weights")
    descent = scenario.descent()
    for number, move in enumerate(moves):
        if move == "step":
            descent.step()
        elif move == "back":
            descent.step_back()
        elif move == "data":
            assert scenario.dataset is not None
            scenario = scenario.with_neuron(dataset=scenario.dataset.with_value(0, 0, 0.1 * number))
        elif move == "rate":
            scenario = replace(
                scenario, optimizer=replace(scenario.optimizer, learning_rate=0.01 + 0.001 * number)
            )
        else:
            scenario = replace(scenario, optimizer=scenario.optimizer.with_rule(RULES["momentum"]))
        descent.change(scenario.objective, scenario.optimizer)
    other = there_and_back(scenario, descent, tmp_path)
    while descent.step_number:
        assert bits(descent) == bits(other)
        descent.step_back()
        other.step_back()


VALUE = st.floats(-10.0, 10.0)  # the subnormal ones included


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    rule=st.sampled_from([rule for rule in RULES.values() if not rule.uses_hessian]),
    shape=st.sampled_from(list(SCHEDULES.values())),
    warmup=st.integers(0, 5),
    batch=st.none() | st.integers(1, 6),
    seed=st.integers(0, 2**40),
    rows=st.lists(st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=6),
    start=st.tuples(VALUE, VALUE),
    steps=st.integers(0, 12),
    back=st.integers(0, 3),
)
def test_whatever_the_rule_batch_and_schedule_it_goes_on_with_the_same_state(
    tmp_path: Path,
    rule: Rule,
    shape: Shape,
    warmup: int,
    batch: int | None,
    seed: int,
    rows: list[tuple[float, float, float]],
    start: tuple[float, float],
    steps: int,
    back: int,
) -> None:
    table = np.array(rows)
    schedule = Schedule(shape, warmup, every=3, total=20)
    scenario = Scenario(
        Neuron(Dataset(table[:, :2], table[:, 2])),
        Optimizer(rule, 0.01, batch=batch, seed=seed, schedule=schedule),
        start=start,
    )
    descent = scenario.descent()
    descent.run(steps)
    for _ in range(back):
        descent.step_back()
    other = there_and_back(scenario, descent, tmp_path)
    for _ in range(8):
        assert bits(descent) == bits(other)
        assert descent.step() == other.step()
    for _ in range(20):
        assert bits(descent) == bits(other)
        assert descent.step_back() == other.step_back()


def test_ten_thousand_steps_are_kept(tmp_path: Path) -> None:
    scenario = load("two_weights")
    descent = scenario.descent()
    descent.run(10_000)
    assert np.array_equal(
        there_and_back(scenario, descent, tmp_path).history.weights, descent.history.weights
    )


def test_it_lies_beside_the_scenario() -> None:
    assert history_path(Path("folder/mine.gdsim.json")) == Path("folder/mine.gdsim-history.json")


def test_the_history_of_another_version_is_refused(tmp_path: Path) -> None:
    scenario = load("two_weights")
    path = tmp_path / "x.gdsim-history.json"
    save_history(scenario, scenario.descent(), path)
    assert scenario.dataset is not None
    others = [
        replace(scenario, start=(9.0, 9.0)),
        replace(scenario, optimizer=replace(scenario.optimizer, learning_rate=0.001)),
        scenario.with_neuron(dataset=scenario.dataset.with_value(0, 0, 9.0)),
    ]
    for other in others:
        with pytest.raises(GdsimError, match="another version"):
            load_history(other, path)
    assert load_history(replace(scenario, title={"en": "Another title"}), path).step_number == 0


DAMAGE: list[tuple[str, Any]] = [
    ("rows", []),
    ("rows", [[0, 1.0]]),
    ("rows", [["a", 1.0, 0.0, 0.0, 0.0, 0.0]]),
    ("rows", [[7, 1.0, 0.0, 0.0, 0.0, 0.0]]),
    ("rows", [[-1, 1.0, 0.0, 0.0, 0.0, 0.0]]),
    ("rows", 5),
    ("states", []),
    ("states", [{"rule": "adam", "first": 0, "count": 3, "states": []}]),
    ("states", [{"rule": "lightning", "first": 0, "count": 3, "states": []}]),
    ("states", [{"rule": "gradient_descent", "first": 1, "count": 3, "states": []}]),
    ("settings", []),
    ("settings", [{"subject": 3, "optimizer": {}}]),
    ("subjects", None),
    ("outcome", "bored"),
]


@pytest.mark.parametrize(("field", "value"), DAMAGE)
def test_a_damaged_file_is_refused(field: str, value: object, tmp_path: Path) -> None:
    scenario = load("two_weights")
    descent = scenario.descent()
    descent.run(2)
    path = tmp_path / "x.gdsim-history.json"
    save_history(scenario, descent, path)
    document = json.loads(path.read_text())
    document[field] = value
    path.write_text(json.dumps(document))
    with pytest.raises(GdsimError, match="damaged"):
        load_history(scenario, path)


def test_another_file_and_another_version_of_the_format_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.gdsim-history.json"
    path.write_text('{"format": "gdsim-scenario"}')
    with pytest.raises(GdsimError, match="not a gdsim history"):
        load_history(load("two_weights"), path)
    path.write_text('{"format": "gdsim-history", "version": 2}')
    with pytest.raises(GdsimError, match="version 2"):
        load_history(load("two_weights"), path)
