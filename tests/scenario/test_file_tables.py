"""Tables beside a scenario file, which it names."""

import json
from pathlib import Path
from typing import Any

import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario import load, loads, save
from gdsim.scenario.json_text import encode
from tests.scenario.documents import document


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
