"""Tables as they exist in the world: read as they are meant, or refused with the place."""

import contextlib
import json
import re
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.scenario.table import dataset_from_table, parse_table, read_table, table_text, write_table

FOLDER = Path(__file__).parent / "tables"
MANIFEST: dict[str, dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
READ = {name: entry for name, entry in MANIFEST.items() if "rows" in entry}
REFUSED = {name: entry for name, entry in MANIFEST.items() if "refused" in entry}


def test_every_table_is_in_the_manifest_with_its_reason() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"manifest.json", ".gitattributes"}
    assert files == set(MANIFEST)
    assert len(files) >= 50
    assert all(entry["why"] for entry in MANIFEST.values())


@pytest.mark.parametrize("name", READ)
def test_is_read_as_meant(name: str) -> None:
    entry = READ[name]
    table = read_table(FOLDER / name)
    assert list(table.names) == entry["names"]
    assert table.rows.tolist() == entry["rows"]
    assert table.rows.shape == (len(entry["rows"]), len(entry["names"]))
    assert table.rows.dtype == np.float64
    assert table.had_header == entry.get("header", True)
    assert table.delimiter == entry.get("delimiter", table.delimiter)
    assert table.decimal == entry.get("decimal", table.decimal)


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_its_place(name: str) -> None:
    entry = REFUSED[name]
    with pytest.raises(GdsimError) as refused:
        read_table(FOLDER / name)
    text = str(refused.value)
    assert entry["refused"] in text
    if "line" in entry:
        assert re.search(rf"^Line {entry['line']}\b", text), text
    if "column" in entry:
        assert f"column {entry['column']}:" in text


FINITE = st.floats(-1e150, 1e150)


@given(arrays(np.float64, st.tuples(st.integers(0, 20), st.integers(2, 4)), elements=FINITE))
def test_what_is_written_reads_back_to_the_same_bits(rows: np.ndarray) -> None:
    names = [f"column {i}" for i in range(rows.shape[1])]
    table = parse_table(table_text(names, rows))
    assert list(table.names) == names
    assert table.rows.tobytes() == rows.tobytes()


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, max_size=4))
def test_any_text_is_read_as_finite_numbers_or_refused_in_words(lines: list[str]) -> None:
    with contextlib.suppress(GdsimError):
        assert np.isfinite(parse_table("\n".join(lines)).rows).all()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_finite_numbers_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    with contextlib.suppress(GdsimError):
        assert np.isfinite(read_table(path).rows).all()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GdsimError, match=r"none\.csv cannot be read"):
        read_table(tmp_path / "none.csv")


# Copied from a spreadsheet


def test_copied_cells_come_with_tabs_and_maybe_decimal_commas() -> None:
    table = parse_table("1,5\t2\r\n3,25\t4\r\n")
    assert table.rows.tolist() == [[1.5, 2], [3.25, 4]]
    assert not table.had_header


def test_a_single_copied_column_is_a_table() -> None:
    assert parse_table("1\n2\n3\n").rows.tolist() == [[1], [2], [3]]
    assert parse_table("y\n1\n2\n").names == ("y",)
    assert parse_table("0,25\n0,5", width=1).rows.tolist() == [[0.25], [0.5]]


def test_one_number_or_two_is_decided_by_the_width_wanted() -> None:
    with pytest.raises(GdsimError, match="two ways"):
        parse_table("1,5\n2,5")
    assert parse_table("1,5\n2,5", width=1).rows.tolist() == [[1.5], [2.5]]
    assert parse_table("1,5\n2,5", width=2).rows.tolist() == [[1, 5], [2, 5]]


def test_copied_rows_of_another_width_are_refused() -> None:
    with pytest.raises(GdsimError, match="cells found: 2; needed: 3"):
        parse_table("1\t2\n3\t4", width=3)


def test_a_table_copied_from_a_text_with_commas_is_read() -> None:
    assert parse_table("x,y\n1,2\n").rows.tolist() == [[1, 2]]


# Large ones


@pytest.mark.parametrize(("delimiter", "decimal"), [(",", "."), (";", ","), (" ", ".")])
def test_a_long_table_gives_the_same_bits_as_the_careful_way(
    tmp_path: Path, delimiter: str, decimal: str
) -> None:
    rows = np.random.default_rng(5).normal(size=(5000, 3))
    text = table_text(["a", "b", "c"], rows).replace(",", delimiter)
    path = tmp_path / "long.csv"
    path.write_text(text.replace(".", decimal), encoding="utf-8")
    table = read_table(path)
    assert table.rows.tobytes() == rows.tobytes()
    assert (table.delimiter, table.decimal) == (delimiter, decimal)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,abc", "Line 4001, column 2: in “y”, “abc” is not a number."),
        ("1", "Line 4001: cells found: 1; needed: 2"),
        ("1,nan", "Line 4001, column 2: in “y”, nan is not a finite number."),
        ("1e400,1", "Line 4001, column 1: in “x”, 1e400 is too large"),
        ("1_0,1", "Line 4001, column 1"),
        (",1", "Line 4001, column 1: in “x”, this cell is empty"),
    ],
)
def test_a_fault_far_down_a_long_table_is_found_with_its_place(row: str, said: str) -> None:
    text = "x,y\n" + "1.5,2\n" * 3999 + row + "\n" + "1,2\n" * 10
    with pytest.raises(GdsimError) as refused:
        parse_table(text)
    assert said in str(refused.value)


def test_comments_and_quotes_far_down_a_long_table_are_seen() -> None:
    text = "x,y\n" + "1.5,2\n" * 2000 + '# a pause\n"3",4\n,\n'
    assert parse_table(text).rows[-1].tolist() == [3, 4]
    assert len(parse_table(text).rows) == 2001


def test_a_long_table_in_quotes_gives_the_same_bits(tmp_path: Path) -> None:
    rows = np.random.default_rng(6).normal(size=(3000, 2))
    text = re.sub("([^,\n]+)", r'"\1"', table_text(["a", "b"], rows))
    assert parse_table(text).rows.tobytes() == rows.tobytes()


@pytest.mark.parametrize("row", ['"1""2",3', '1"2",3', '"1"2,3', '"1,5",3,'])
def test_quotation_marks_within_cells_of_a_long_table_make_no_other_number(row: str) -> None:
    with pytest.raises(GdsimError, match="Line 2002"):
        parse_table("x,y\n" + '"1","2"\n' * 2000 + row + "\n")


@pytest.mark.benchmark
def test_a_million_records_are_read_in_a_few_seconds(tmp_path: Path) -> None:
    path = tmp_path / "million.csv"
    path.write_text("x,y\n" + "0.123456789,-2.5e-3\n" * 1_000_000)
    begin = time.perf_counter()
    assert len(read_table(path).rows) == 1_000_000
    assert time.perf_counter() - begin < 10


# Records from a table


def test_the_target_is_the_column_named_so_else_the_last() -> None:
    table = parse_table("y,a,b\n1,2,3\n4,5,6\n")
    last = dataset_from_table(table)
    assert (last.input_names, last.target_name) == (("y", "a"), "b")
    named = dataset_from_table(table, "a")
    assert (named.input_names, named.targets.tolist()) == (("y", "b"), [2, 5])
    like = dataset_from_table(table, like=Dataset([[1.0]], [1.0]))
    assert (like.input_names, like.target_name) == (("a", "b"), "y")
    assert like.inputs.tolist() == [[2, 3], [5, 6]]


def test_a_table_without_head_takes_the_names_that_fit() -> None:
    known = Dataset([[1.0]], [1.0], ["age"], "price")
    assert dataset_from_table(parse_table("1\t2\n3\t4"), like=known).column_names == ("age", "price")
    wider = dataset_from_table(parse_table("1\t2\t3"), like=known)
    assert wider.column_names == ("x1", "x2", "y")


def test_an_unknown_target_is_refused_with_the_nearest() -> None:
    with pytest.raises(GdsimError, match=r"no column “hight”; did you mean “height”"):
        dataset_from_table(parse_table("height,y\n1,2"), "hight")
    with pytest.raises(GdsimError, match="only one column"):
        dataset_from_table(parse_table("y\n1"))


def test_a_table_without_records_gives_no_records() -> None:
    assert dataset_from_table(parse_table("x,y\n")).record_count == 0


def test_a_written_table_is_a_csv_file_with_the_shortest_digits(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(path, ["a, b", "y"], np.array([[0.1, 2.0], [-0.0, 1e-7]]))
    assert path.read_text() == '"a, b",y\n0.1,2\n-0.0,1e-07\n'
