"""Everything that is wrong with a file, at once."""

import json
from pathlib import Path

import pytest

from gdsim.scenario.check import check_file
from gdsim.scenario.presets import shipped_scenarios

BAD_SCENARIO = """{"format": "gdsim-scenario", "version": 1,
 "data": {"inputs": ["x"], "rows": [[1, 2]]},
 "optimizer": {"learning_rate": "fast", "nmae": "adam"},
 "start": {"weights": ["a", null]}}
"""


def said(path: Path) -> list[str]:
    return [str(message) for message in check_file(path)]


@pytest.mark.parametrize("path", [path for _, path in shipped_scenarios()], ids=lambda path: path.name)
def test_nothing_is_wrong_with_what_is_shipped(path: Path) -> None:
    assert said(path) == []


def test_all_fields_of_a_scenario_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.gdsim.json"
    path.write_text(BAD_SCENARIO)
    places = sorted(text.split(":")[0] for text in said(path))
    assert places == ["optimizer.learning_rate", "optimizer.nmae", "start.weights[0]", "start.weights[1]"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[[1, 2]]", "[[1, 2, 3]]", "data.rows"),
        ('"start": {"weights": [1]}', '"start": {"weights": [1, 2]}', "start.weights"),
        ("{", "", "Line 1"),
    ],
)
def test_what_the_schema_cannot_say_is_said_too(tmp_path: Path, old: str, new: str, place: str) -> None:
    good = (
        '{"format": "gdsim-scenario", "version": 1, "data": {"inputs": ["x"], "rows": [[1, 2]]}, '
        '"start": {"weights": [1]}}'
    )
    path = tmp_path / "a.json"
    path.write_text(good)
    assert said(path) == []
    path.write_text(good.replace(old, new, 1))
    assert [text.split(":")[0].split(",")[0] for text in said(path)] == [place]


def test_a_table_is_told_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1,2\n3,much\n")
    assert said(path) == ["Line 3, column 2: in “y”, “much” is not a number."]
    path.write_text("x,y\n1,2\n")
    assert said(path) == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in said(tmp_path / "none.csv")[0]
    assert "cannot be read" in said(tmp_path / "none.gdsim.json")[0]


def test_it_finds_fault_with_just_those_tables_that_are_refused() -> None:
    folder = Path(__file__).with_name("tables")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [name for name in manifest if said(folder / name)] == [
        name for name, entry in manifest.items() if "refused" in entry
    ]
