"""A scenario with some settings replaced: what the commands' options do."""

from pathlib import Path
from typing import Any

import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario import load
from gdsim.scenario.overrides import override
from gdsim.scenario.scenario import RandomStart


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("y,a\n1,2\n3,4\n")
    return path


def test_nothing_given_changes_nothing() -> None:
    scenario = load("momentum")
    assert override(scenario) == scenario


def test_each_setting_is_replaced_and_no_other() -> None:
    scenario = load("momentum")
    changed = override(scenario, learning_rate=0.5, batch="2", schedule="cosine", seed=4)
    assert changed.objective == scenario.objective
    assert changed.start == scenario.start
    optimizer = changed.optimizer
    assert (optimizer.rule.name, optimizer.learning_rate, optimizer.batch) == ("momentum", 0.5, 2)
    assert (optimizer.schedule.name, optimizer.seed) == ("cosine", 4)
    assert override(changed, batch="full").optimizer.batch is None


def test_another_rule_comes_with_its_own_numbers_and_keeps_the_learning_rate() -> None:
    changed = override(load("momentum"), optimizer="adam")
    assert changed.optimizer.rule.name == "adam"
    assert changed.optimizer.settings["beta1"] == 0.9
    assert changed.optimizer.learning_rate == load("momentum").optimizer.learning_rate


def test_the_same_rule_keeps_its_numbers() -> None:
    scenario = load("momentum")
    assert override(scenario, optimizer="momentum") == scenario


def test_activation_and_measure_are_replaced_together() -> None:
    changed = override(load("tanh_neuron"), activation="sigmoid", error="huber")
    assert changed.neuron is not None
    assert (changed.neuron.activation.name, changed.neuron.error_measure.name) == ("sigmoid", "huber")
    with pytest.raises(GdsimError, match="error: The error measure “log_loss” needs targets from 0"):
        override(load("tanh_neuron"), activation="sigmoid", error="log_loss")


def test_a_start_may_be_typed_with_any_minus() -> None:
    assert override(load("two_weights"), start="0.5,-0.5").start == (0.5, -0.5)
    assert override(load("two_weights"), start=" 1 ; −2e-3 ").start == (1, -0.002)
    assert override(load("two_weights"), start="1 2").start == (1, 2)


def test_the_seed_is_that_of_the_batches_and_of_a_drawn_start() -> None:
    drawn = override(load("two_weights"), seed=3)
    assert drawn.start == load("two_weights").start
    scenario = load("two_weights").with_start(drawn.start_weights())
    scenario = type(scenario)(scenario.objective, start=RandomStart(1, -2, 2))
    changed = override(scenario, seed=9)
    assert changed.start == RandomStart(9, -2, 2)
    assert changed.optimizer.seed == 9
    assert override(scenario, seed=9, start="1,2").start == (1, 2)


def test_other_data_take_the_target_by_its_name(table: Path) -> None:
    changed = override(load("first_steps"), data=table)
    assert changed.dataset is not None
    assert changed.dataset.column_names == ("a", "y")
    assert changed.start == load("first_steps").start


def test_data_with_another_number_of_inputs_need_a_start(table: Path) -> None:
    with pytest.raises(GdsimError, match=r"data: inputs in these data: 1; in the scenario's: 2.*--start w1"):
        override(load("two_weights"), data=table)
    changed = override(load("two_weights"), data=str(table), start="0.5")
    assert changed.start == (0.5,)


def test_a_table_given_is_not_the_one_the_file_named(tmp_path: Path, table: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": "gdsim-scenario", "version": 1, "data": {"csv": "t.csv", "target": "y"}}')
    assert load(path).csv == "t.csv"
    assert override(load(path), learning_rate=1.0).csv == "t.csv"
    assert override(load(path), data=table).csv is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"optimizer": "adma"}, "optimizer: “adma” is not known; did you mean “adam”"),
        ({"activation": "sigmod"}, "activation: “sigmod” is not known; did you mean “sigmoid”"),
        ({"error": "ssee"}, "error: “ssee” is not known; did you mean “sse”"),
        ({"schedule": "cosin"}, "schedule: “cosin” is not known; did you mean “cosine”"),
        ({"learning_rate": 0.0}, "learning_rate: The learning rate must be"),
        ({"learning_rate": float("nan")}, "learning_rate: The learning rate must be"),
        ({"batch": "0"}, "batch: found “0”"),
        ({"batch": "-1"}, "batch: found “-1”"),
        ({"batch": "half"}, "batch: found “half”"),
        ({"seed": -1}, "seed: "),
        ({"start": "1"}, "start: numbers found: 1; needed: 2 (w1, w2)"),
        ({"start": "1,abc"}, "start: “abc” is not a number"),
        ({"start": "1,"}, "start: A number is needed"),
        ({"start": "1,1e308"}, "w2: 1"),
        ({"data": "none.csv"}, "data: none.csv cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_with_the_setting(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(GdsimError) as refused:
        override(load("two_weights"), **settings)
    assert said in str(refused.value)


@pytest.mark.parametrize("settings", [{"activation": "tanh"}, {"error": "mse"}, {"data": "t.csv"}])
def test_a_surface_has_no_records(settings: dict[str, Any]) -> None:
    with pytest.raises(GdsimError, match=f"{next(iter(settings))}: this scenario is a surface"):
        override(load("saddle"), **settings)


def test_other_records_take_the_title_and_notes_of_the_old_with_them(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x,y\n1,2\n3,4\n")
    scenario = override(load("first_steps"), data=tmp_path / "mine.csv")
    assert (scenario.title, scenario.notes) == ({"": "mine"}, {"": "Data from mine.csv."})


PENGUINS = """species,bill,flipper,mass
Adelie,39,181,3750
Gentoo,46,217,4500
"""


@pytest.mark.parametrize(
    ("settings", "inputs", "target"),
    [
        ({"inputs": "bill"}, ("bill",), "mass"),
        ({"inputs": "flipper, bill", "target": "mass", "start": "0,0"}, ("flipper", "bill"), "mass"),
        ({"inputs": "mass", "target": "bill"}, ("mass",), "bill"),
    ],
)
def test_of_a_table_s_columns_those_named_are_taken_and_texts_in_others_do_not_matter(
    settings: dict[str, str], inputs: tuple[str, ...], target: str, tmp_path: Path
) -> None:
    (tmp_path / "penguins.csv").write_text(PENGUINS)
    dataset = override(load("first_steps"), data=tmp_path / "penguins.csv", **settings).dataset  # type: ignore[arg-type]
    assert dataset is not None
    assert (dataset.input_names, dataset.target_name) == (inputs, target)
    assert dataset.record_count == 2


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"inputs": "bil"}, "data: there is no column “bil”; did you mean “bill”"),
        ({"target": "masss"}, "data: there is no column “masss”; did you mean “mass”"),
        ({"inputs": "species"}, "data: “species” has text: “Adelie” in line 2"),
        ({"inputs": "bill,mass"}, "data: Two columns are named “mass”"),
        ({"inputs": "bill,bill"}, "data: Two columns are named “bill”"),
    ],
)
def test_columns_that_cannot_be_taken_are_refused(
    settings: dict[str, str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "penguins.csv").write_text(PENGUINS)
    with pytest.raises(GdsimError) as refused:
        override(load("first_steps"), data=tmp_path / "penguins.csv", **settings)  # type: ignore[arg-type]
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["inputs", "target"])
def test_columns_are_named_only_with_a_table(name: str) -> None:
    with pytest.raises(GdsimError, match=f"{name}: this names a column of the table of --data"):
        override(load("first_steps"), **{name: "x"})  # type: ignore[arg-type]
