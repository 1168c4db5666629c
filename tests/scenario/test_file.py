"""The scenario file: what it holds comes back, and no write leaves a part of one."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario import Scenario, load, loads, save
from gdsim.scenario.file import from_json, to_json
from gdsim.scenario.json_text import encode
from gdsim.scenario.presets import shipped_scenarios
from gdsim.scenario.scenario import LARGEST_VALUE, RandomStart
from tests.scenario.documents import MINIMAL, document

VALUE = st.floats(-LARGEST_VALUE, LARGEST_VALUE)
FRACTION = st.floats(0, 1, exclude_max=True)
POSITIVE = st.floats(5e-324, 1.7976931348623157e308)
NAME = st.text(min_size=1).filter(
    lambda name: name.strip() and not any("\ud800" <= c <= "\udfff" for c in name)
)
COUNT = st.integers(0, 2**70)


@st.composite
def optimizers(draw: st.DrawFn) -> Optimizer:
    rule = draw(st.sampled_from(list(RULES.values())))
    return Optimizer(
        rule,
        draw(POSITIVE),
        {name: draw(FRACTION) for name in rule.settings},
        draw(st.none() | st.integers(1, 2**40)),
        draw(COUNT),
        Schedule(
            draw(st.sampled_from(list(SCHEDULES.values()))),
            draw(st.integers(0, 10)),
            draw(st.integers(1, 2**40)),
            draw(POSITIVE),
            draw(st.integers(11, 2**40)),
        ),
        draw(st.none() | st.sampled_from(list(MISTAKES.values()))),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = draw(st.lists(NAME, min_size=2, max_size=4, unique=True))
    rows = draw(st.lists(st.lists(VALUE, min_size=len(names), max_size=len(names)), max_size=4))
    table = np.array(rows).reshape(len(rows), len(names))
    dataset = Dataset(table[:, :-1], table[:, -1], names[:-1], names[-1])
    measure = draw(st.sampled_from([m for m in ERROR_MEASURES.values() if not m.activations]))
    neuron = Neuron(dataset, draw(st.sampled_from(list(ACTIVATIONS.values()))), measure, draw(st.booleans()))
    count = len(neuron.weight_names)
    low, high = sorted(draw(st.lists(VALUE, min_size=2, max_size=2, unique=True)))
    return Scenario(
        objective=neuron,
        optimizer=draw(optimizers()),
        rivals=tuple(draw(st.lists(optimizers(), max_size=2))),
        start=draw(
            st.none()
            | st.tuples(*[VALUE] * count)
            | st.builds(RandomStart, COUNT, st.just(low), st.just(high))
        ),
        stop_rules=StopRules(draw(st.integers(1, 2**40)), draw(FRACTION), draw(POSITIVE)),
        title=draw(
            st.dictionaries(st.sampled_from(["en", "zh_CN", "de"]), st.text()) | st.just({"": "plain"})
        ),
        notes=draw(st.dictionaries(st.sampled_from(["en", "zh_CN", "de"]), st.text())),
        view=draw(st.dictionaries(NAME, VALUE | st.text() | st.lists(VALUE), max_size=2)),
    )


@given(scenarios())
def test_everything_comes_back_bit_for_bit(scenario: Scenario) -> None:
    back = loads(encode(to_json(scenario)))
    assert back == scenario
    assert to_json(back) == to_json(scenario)
    dataset, again = scenario.dataset, back.dataset
    assert dataset is not None
    assert again is not None
    assert again.table().tobytes() == dataset.table().tobytes()


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_comes_back(name: str) -> None:
    scenario = Scenario(Surface(SURFACES[name]))
    assert loads(encode(to_json(scenario))) == scenario


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_is_known_by_its_name_unless_a_shipped_scenario_has_it(name: str) -> None:
    scenario = load(name)
    if name not in dict(shipped_scenarios()):
        assert scenario.objective == Surface(SURFACES[name])
        assert tuple(scenario.start_weights()) == SURFACES[name].start
        assert scenario.title == {"": SURFACES[name].label}


def test_a_misspelt_surface_is_refused_with_the_one_that_is_meant() -> None:
    with pytest.raises(GdsimError, match="did you mean “himmelblau”"):
        load("himelblau")


def test_a_typed_formula_comes_back() -> None:
    scenario = loads(encode(document(data=None, surface={"formula": "w1^2 + w2^2"})))
    assert scenario.objective == FormulaSurface("w1^2 + w2^2")
    assert scenario.start_weights().tolist() == [0, 0]
    assert to_json(scenario)["surface"] == {"formula": "w1^2 + w2^2"}


def test_all_but_format_version_and_subject_has_a_default() -> None:
    scenario = from_json(MINIMAL)
    assert scenario.optimizer == Optimizer(RULES["gradient_descent"], 0.1)
    assert scenario.optimizer.batch is None
    assert scenario.start_weights().tolist() == [0.0]
    assert scenario.stop_rules == StopRules(10_000, 1e-9, 0.0)
    neuron = scenario.neuron
    assert neuron is not None
    assert not neuron.bias
    assert (neuron.activation.name, neuron.error_measure.name) == ("identity", "sse")


@pytest.mark.parametrize(
    ("rule", "defaults"),
    [
        ("momentum", {"momentum": 0.9}),
        ("nesterov", {"momentum": 0.9}),
        ("rmsprop", {"decay": 0.99, "epsilon": 1e-8}),
        ("adam", {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        ("adamw", {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.01}),
        ("qhm", {"momentum": 0.9, "nu": 0.7}),
    ],
)
def test_rules_have_the_stated_defaults(rule: str, defaults: dict[str, float]) -> None:
    scenario = from_json(document(optimizer={"name": rule}))
    for name, value in defaults.items():
        assert scenario.optimizer.settings[name] == value


def test_the_example_of_the_format_s_description_is_read() -> None:
    scenario = from_json(
        {
            "format": "gdsim-scenario",
            "version": 1,
            "title": {"en": "…", "zh_CN": "…"},
            "notes": {"en": "…"},
            "data": {"inputs": ["x1", "x2"], "target": "y", "rows": [[1, 2, 0.5]]},
            "model": {"activation": "sigmoid", "bias": False},
            "error": {"name": "sse"},
            "optimizer": {"name": "gradient_descent", "learning_rate": 0.5, "batch": "full"},
            "start": {"weights": [0.5, -0.5]},
            "stop": {"max_steps": 1000, "gradient_tolerance": 1e-9},
            "view": {},
        }
    )
    assert scenario.start == (0.5, -0.5)
    assert scenario.stop_rules.max_steps == 1000


def test_a_plain_title_stays_plain_and_is_shown_in_every_language() -> None:
    scenario = from_json(document(title="谷"))
    assert scenario.title == {"": "谷"}
    assert to_json(scenario)["title"] == "谷"


def test_no_records_are_allowed() -> None:
    scenario = from_json(document(data={"inputs": ["a", "b"], "rows": []}))
    assert scenario.weight_count == 2
    assert scenario.descent().error == 0.0


def test_a_file_comes_back_and_a_second_write_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.gdsim.json"
    save(load("iris_petals"), path)
    assert load(path) == load("iris_petals")
    first = path.read_bytes()
    save(load(str(path)), path)
    assert path.read_bytes() == first


def test_a_byte_order_mark_and_windows_line_ends_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + encode(MINIMAL).replace("\n", "\r\n").encode())
    assert load(path) == from_json(MINIMAL)


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(encode(document(title="Größe")).encode("latin-1"))
    with pytest.raises(GdsimError, match="Line 11: this is not UTF-8"):
        load(path)


def test_a_file_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save(load("outlier"), path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GdsimError, match="No space left on device"):
        save(load("plateau"), path)
    assert load(path) == load("outlier")
    assert list(tmp_path.iterdir()) == [path]
