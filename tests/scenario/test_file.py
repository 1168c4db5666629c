"""The scenario file: what it holds comes back, and what is wrong in it is said with its place."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

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
from gdsim.scenario.schema import schema

MINIMAL: dict[str, Any] = {
    "format": "gdsim-scenario",
    "version": 1,
    "data": {"inputs": ["x"], "target": "y", "rows": [[1, 2]]},
}


# Every field that a file may have, so that what is tried comes near to what is meant.
FIELDS = st.sampled_from(
    [
        *schema()["properties"],
        *(
            "inputs",
            "target",
            "rows",
            "csv",
            "formula",
            "activation",
            "bias",
            "weights",
            "random",
            "low",
            "high",
        ),
        *(
            "name",
            "learning_rate",
            "batch",
            "seed",
            "schedule",
            "warmup",
            "every",
            "factor",
            "total",
            "momentum",
        ),
        *("max_steps", "gradient_tolerance", "error_tolerance", "en", "zh_CN"),
    ]
)


def document(**fields: Any) -> dict[str, Any]:
    """The smallest document with these fields; None takes one away."""
    return {name: value for name, value in {**MINIMAL, **fields}.items() if value is not None}


# What comes back

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


# What is wrong

BAD: list[tuple[dict[str, Any], str]] = [
    (
        {"optimizer": {"learning_rate": "fast"}},
        'optimizer.learning_rate: found "fast", a number greater than 0 is',
    ),
    ({"optimizer": {"learning_rate": 0}}, "optimizer.learning_rate: found 0, a number greater than 0"),
    ({"optimizer": {"learning_rate": True}}, "optimizer.learning_rate: found true"),
    ({"optimizer": {"name": "adma"}}, 'optimizer.name: found "adma"; did you mean “adam”?'),
    ({"optimizer": {"name": ["adam"]}}, "optimizer.name: found [“adam”]".replace("“", '"').replace("”", '"')),
    ({"optimizer": {"momentum": 0.9}}, "optimizer.momentum: this field belongs to momentum, nesterov, qhm"),
    (
        {"optimizer": {"name": "momentum", "momentum": 1}},
        "optimizer.momentum: found 1, at least 0 and less than 1",
    ),
    (
        {"optimizer": {"lerning_rate": 1}},
        "optimizer.lerning_rate: this field is not known; did you mean “learning_rate”",
    ),
    (
        {"optimizer": {"mistake": "wrong_sing"}},
        'optimizer.mistake: found "wrong_sing"; did you mean “wrong_sign”?',
    ),
    ({"compare": [{}, {"name": "adma"}]}, 'compare[1].name: found "adma"; did you mean “adam”?'),
    (
        {"compare": [{"schedule": {"name": "linear", "total": 5, "warmup": 5}}]},
        "compare[0].schedule: The schedule's “total”, 5, must be greater than its “warmup”, 5.",
    ),
    ({"compare": {}}, "compare: found {}, a list of optimizers is allowed."),
    ({"optimizer": {"batch": 0}}, "optimizer.batch: found 0, “full” or a whole number from 1 on"),
    ({"optimizer": {"batch": "all"}}, "optimizer.batch: found"),
    (
        {"optimizer": {"schedule": {"name": "cosin"}}},
        'optimizer.schedule.name: found "cosin"; did you mean “cosine”',
    ),
    ({"optimizer": {"schedule": {"name": "linear", "total": 5, "warmup": 5}}}, "optimizer.schedule: "),
    ({"optimiser": {}}, "optimiser: this field is not known; did you mean “optimizer”"),
    ({"version": 2}, "version: this file is of version 2"),
    ({"version": 0}, "version: found 0, 1 is allowed"),
    ({"version": "1"}, 'version: found "1"'),
    ({"version": True}, "version: found true"),
    ({"version": None}, "version: this field is missing"),
    ({"format": "svg"}, "not a gdsim scenario"),
    ({"data": None}, "“data” or “surface” is needed"),
    ({"data": 3}, "data: found 3"),
    ({"data": {"inputs": ["x"]}}, "data.rows: this field is missing"),
    ({"data": {"inputs": [], "rows": []}}, "data.inputs: this list is empty"),
    ({"data": {"inputs": [""], "rows": []}}, "data.inputs[0]: found"),
    ({"data": {"inputs": ["x", "x"], "rows": []}}, "data: Two columns are named “x”"),
    ({"data": {"inputs": ["y"], "rows": []}}, "data: Two columns are named “y”"),
    (
        {"data": {"inputs": ["x"], "rows": [[1, 2], [1]]}},
        "data.rows: row 2: numbers found: 1; needed: 2 (x, y)",
    ),
    ({"data": {"inputs": ["x"], "rows": [[1, 2], 3]}}, "data.rows: row 2 is not a list"),
    ({"data": {"inputs": ["x"], "rows": [[1, 2], [1, None]]}}, "data.rows: row 2, column “y”: found null"),
    ({"data": {"inputs": ["x"], "rows": [[True, 2]]}}, "data.rows: row 1, column “x”: found true"),
    ({"data": {"inputs": ["x"], "rows": [[1, "2"]]}}, 'data.rows: row 1, column “y”: found "2"'),
    ({"data": {"inputs": ["x"], "rows": [[1, 1e308]]}}, "data.rows: row 1, column “y”: 1e+308 is too large"),
    ({"start": {"weights": [1, 2]}}, "start.weights: numbers found: 2; needed: 1 (w1)"),
    ({"start": {"weights": [1e308]}}, "start.weights[0]: found 1e+308"),
    ({"start": {"weights": [1], "random": {"seed": 1}}}, "start: only one of weights, random"),
    ({"start": {"random": {"seed": -1}}}, "start.random.seed: found -1"),
    ({"start": {"random": {"seed": 1, "low": 2, "high": 1}}}, "start.random: “low”"),
    ({"start": {"random": {}}}, "start.random.seed: this field is missing"),
    ({"stop": {"max_steps": 1.5}}, "stop.max_steps: found 1.5, a whole number from 1 on"),
    ({"title": {"english": "x"}}, "title.english: this field is not known"),
    ({"title": 3}, "title: found 3"),
    ({"title": {"en": 3}}, "title.en: found 3, a text is allowed"),
    ({"view": []}, "view: found []"),
    ({"model": {"bias": 1}}, "model.bias: found 1, true or false"),
    ({"error": {"name": "ssee"}}, 'error.name: found "ssee"; did you mean “sse”'),
    (
        {"error": {"name": "log_loss"}},
        "error.name: The error measure “log_loss” needs the activation sigmoid",
    ),
    (
        {"data": None, "surface": {"name": "rosenbrok"}},
        'surface.name: found "rosenbrok"; did you mean “rosenbrock”',
    ),
    ({"data": None, "surface": {}}, "surface: one of name, formula is needed"),
    ({"data": None, "surface": {"formula": "w1^^2"}}, "surface.formula: Formula, character 4"),
    ({"data": None, "surface": {"name": "saddle"}, "model": {}}, "model: this does not go with “surface”"),
    ({"surface": {"name": "saddle"}}, "data: this does not go with “surface”"),
]


@pytest.mark.parametrize(("fields", "said"), BAD, ids=[said[:40] for _, said in BAD])
def test_what_is_wrong_is_said_with_its_place(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(GdsimError) as refused:
        loads(json.dumps(document(**fields)))
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["[]", "3", "null", '"text"'])
def test_json_that_is_no_object_is_no_scenario(text: str) -> None:
    with pytest.raises(GdsimError, match="not a gdsim scenario"):
        loads(text)


def test_an_infinite_learning_rate_is_refused_with_its_place() -> None:
    with pytest.raises(GdsimError, match=r"optimizer\.learning_rate: “1e400” is too large"):
        loads(
            encode(document(optimizer={"learning_rate": 1})).replace(
                '"learning_rate": 1', '"learning_rate": 1e400'
            )
        )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["adam", "full", "sse", "tanh", "cosine", "w1^2", "t.csv"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, JSON, max_size=5))
def test_any_document_is_a_scenario_or_refused_in_words(fields: dict[str, Any]) -> None:
    with contextlib.suppress(GdsimError):
        scenario = loads(json.dumps({**MINIMAL, **fields}))
        assert loads(encode(to_json(scenario))) == scenario


# Files


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


# Tables beside the file


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A scenario that names a table beside it."""
    (tmp_path / "t.csv").write_text("y,a,b\n1,2,3\n4,5,6\n")
    path = tmp_path / "a.gdsim.json"
    path.write_text(encode(document(data={"csv": "t.csv", "target": "y"})))
    return path


def data_of(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))["data"]


def test_a_table_beside_the_file_is_read(beside: Path) -> None:
    dataset = load(beside).dataset
    assert dataset is not None
    assert dataset.column_names == ("a", "b", "y")
    assert dataset.table().tolist() == [[2, 3, 1], [5, 6, 4]]


def test_without_a_target_the_last_column_is_it(beside: Path) -> None:
    beside.write_text(encode(document(data={"csv": "t.csv"})))
    dataset = load(beside).dataset
    assert dataset is not None
    assert dataset.target_name == "b"


def test_unchanged_records_stay_in_their_table(beside: Path) -> None:
    save(load(beside), beside)
    assert data_of(beside) == {"csv": "t.csv", "target": "y"}


def test_changed_records_are_written_into_the_scenario(beside: Path) -> None:
    scenario = load(beside)
    assert scenario.dataset is not None
    changed = scenario.with_neuron(dataset=scenario.dataset.with_value(0, 0, 7.0))
    save(changed, beside)
    assert data_of(beside)["rows"] == [[7, 3, 1], [5, 6, 4]]
    assert load(beside) == changed


@pytest.mark.parametrize("content", [None, "y,a,b\n9,9,9\n", "no table"])
def test_records_whose_table_no_longer_holds_them_are_not_lost(beside: Path, content: str | None) -> None:
    scenario = load(beside)
    table = beside.parent / "t.csv"
    table.unlink()
    if content is not None:
        table.write_text(content)
    save(scenario, beside)
    assert load(beside) == scenario


def test_saved_elsewhere_the_records_go_with_the_scenario(beside: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    save(load(beside), tmp_path / "elsewhere" / "b.gdsim.json")
    assert load(tmp_path / "elsewhere" / "b.gdsim.json") == load(beside)


@pytest.mark.parametrize(
    "name", ["../t.csv", "/etc/passwd", "sub/../../t.csv", "C:\\t.csv", "..\\t.csv", "\\t.csv"]
)
def test_a_table_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.csv").write_text("x,y\n1,2\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(GdsimError, match=r"data\.csv: .*is not beside this file"):
        loads(encode(document(data={"csv": name})), folder)


def test_a_link_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("x,y\n1,2\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "t.csv").symlink_to(tmp_path / "t.csv")
    (folder / "way").symlink_to(tmp_path)
    for name in ("t.csv", "way/t.csv"):
        with pytest.raises(GdsimError, match="is not beside this file"):
            loads(encode(document(data={"csv": name})), folder)


def test_what_is_wrong_in_a_table_is_said_with_both_places(beside: Path) -> None:
    (beside.parent / "t.csv").write_text("y,a\n1,much\n")
    with pytest.raises(GdsimError, match=r"data\.csv: Line 2, column 2: in “a”, “much” is not a number"):
        load(beside)
    beside.write_text(encode(document(data={"csv": "t.csv", "target": "z"})))
    (beside.parent / "t.csv").write_text("y,a\n1,2\n")
    with pytest.raises(GdsimError, match=r"data\.csv: there is no column “z”"):
        load(beside)


def test_a_table_that_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("none.csv", "folder.csv"):
        with pytest.raises(GdsimError, match=r"data\.csv: there is no file"):
            loads(encode(document(data={"csv": name})), tmp_path)
    with pytest.raises(GdsimError, match="in no file"):
        loads(encode(document(data={"csv": "none.csv"})))


def test_a_table_in_a_scenario_s_place_is_told_from_one_with_what_takes_it(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x,y\n1,2\n")
    with pytest.raises(GdsimError, match=r"mine\.csv is a table, and no scenario: .*--data"):
        load(tmp_path / "mine.csv")
    with pytest.raises(GdsimError, match=r"none\.csv cannot be read"):
        load(tmp_path / "none.csv")
