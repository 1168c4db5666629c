"""Tables with texts and gaps: named as they are found, and never turned into numbers unasked."""

import datetime
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.scenario.sheet import Reading, read_sheet, sheet_dataset, sheet_of_text
from gdsim.scenario.table import parse_table, read_table, table_text

PENGUINS = """\
species,bill,sex,mass
Adelie,39.1,male,3750
Adelie,NA,NA,NA
Gentoo,46.1,female,4500
"""


def test_a_clean_table_is_read_like_any_other() -> None:
    sheet = sheet_of_text("x;y\n1,5;2\n3;4\n")
    assert sheet.names == ("x", "y")
    assert sheet.reading == Reading(";", ",", "", True)
    assert sheet_dataset(sheet, [0], 1) == Dataset([[1.5], [3.0]], [2.0, 4.0], ["x"], "y")


def test_texts_and_gaps_are_named() -> None:
    sheet = sheet_of_text(PENGUINS)
    species, bill, sex, mass = sheet.columns
    assert species.texts == (0, 1, 2)
    assert dict(species.codes) == {"Adelie": 0.0, "Gentoo": 1.0}
    assert bill.missing == (1,)
    assert bill.texts == ()
    assert sex.missing == (1,)
    assert sex.texts == (0, 2)
    assert mass.values[0] == 3750.0
    assert sheet.shown_lines(mass.missing) == "3"


def test_gaps_are_refused_with_name_and_line_unless_they_are_to_be_left_out() -> None:
    sheet = sheet_of_text(PENGUINS)
    with pytest.raises(GdsimError, match="“bill” has no value in line 3"):
        sheet_dataset(sheet, [1], 3)
    dataset = sheet_dataset(sheet, [1], 3, drop_missing=True)
    assert dataset == Dataset([[39.1], [46.1]], [3750.0, 4500.0], ["bill"], "mass")


def test_texts_are_refused_with_name_and_line_unless_they_are_to_be_numbered() -> None:
    sheet = sheet_of_text(PENGUINS)
    with pytest.raises(GdsimError, match="“species” has text: “Adelie” in line 2"):
        sheet_dataset(sheet, [1], 0)
    dataset = sheet_dataset(sheet, [0], 2, coded=[0, 2], drop_missing=True)
    assert dataset == Dataset([[0.0], [1.0]], [0.0, 1.0], ["species"], "sex")


def test_a_column_that_is_numbered_is_numbered_whole() -> None:
    sheet = sheet_of_text("a,b\n1,1\ntwo,2\n")
    assert sheet.columns[0].texts == (1,)
    assert list(sheet.columns[0].coded()) == [0.0, 1.0]


def test_row_numbers_under_an_empty_name_get_one() -> None:
    assert sheet_of_text(',x,y\nfirst,1,2\n"second",3,4\n').names == ("x1", "x", "y")


def test_a_name_that_is_there_twice_gets_a_number() -> None:
    assert sheet_of_text("x,x,y\n1,2,3\n").names == ("x", "x (2)", "y")


def test_rows_of_different_lengths_are_refused_with_their_line() -> None:
    with pytest.raises(GdsimError, match="Line 3"):
        sheet_of_text("a,b\n1,2\n1,2,3\n")


def test_a_delimiter_can_be_chosen_where_two_fit() -> None:
    text = "name;x,y\none;1,2\ntwo;3,4\n"
    with pytest.raises(GdsimError, match="choose one"):
        sheet_of_text(text)
    sheet = sheet_of_text(text, Reading(delimiter=";"))
    assert sheet.names == ("name", "x,y")
    assert list(sheet.columns[1].values) == [1.2, 3.4]


def test_the_decimal_mark_can_be_chosen_where_both_fit() -> None:
    text = "name;y\none;1,000\ntwo;2,000\n"
    with pytest.raises(GdsimError, match="choose the decimal mark"):
        sheet_of_text(text)
    for decimal, value in ((",", 1.0), (".", 1000.0)):
        sheet = sheet_of_text(text, Reading(decimal=decimal))
        assert list(sheet.columns[1].values) == [value, 2 * value]


def test_whether_there_is_a_head_can_be_chosen() -> None:
    sheet = sheet_of_text("a,b\nc,d\n", Reading(header=False))
    assert sheet.names == ("x1", "y")
    assert sheet.columns[0].cells == ("a", "c")


def test_the_encoding_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("Größe,Art\n1,groß\n".encode("latin-1"))
    assert read_sheet(path, Reading(encoding="latin-1")).names == ("Größe", "Art")
    with pytest.raises(GdsimError, match="Line 1: this is not UTF-8 text"):
        read_sheet(path, Reading(encoding="utf-8"))


finite = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e150, max_value=1e150)


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=8))
def test_what_was_written_as_a_table_is_read_to_the_last_bit(rows: list[tuple[float, float]]) -> None:
    sheet = sheet_of_text(table_text(["x", "y"], np.array(rows)))
    read = np.column_stack([column.values for column in sheet.columns])
    assert read.tobytes() == np.array(rows).tobytes()


# Excel and Parquet


def write_excel(path: Path, pages: dict[str, list[list[object]]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_is_read_to_the_last_bit_with_its_gaps_and_texts(tmp_path: Path) -> None:
    rows = [[None, "x", "kind", "y"], [], [None, 0.1, "a", 5e-324], [None, None, "b", 3]]
    sheet = read_sheet(write_excel(tmp_path / "table.xlsx", {"Data": rows}))
    assert sheet.names == ("x", "kind", "y")
    assert list(sheet.columns[2].values) == [5e-324, 3.0]
    assert sheet.columns[0].values[0] == 0.1
    assert sheet.shown_lines(sheet.columns[0].missing) == "4"
    assert dict(sheet.columns[1].codes) == {"a": 0.0, "b": 1.0}


def test_of_a_spreadsheet_the_first_page_with_a_table_is_read_or_the_one_named(tmp_path: Path) -> None:
    pages = {"Empty": [], "One": [["x", "y"], [1, 2]], "Two": [["u", "v"], [3, 4]]}
    path = write_excel(tmp_path / "table.xlsx", pages)
    assert read_sheet(path).names == ("x", "y")
    assert read_sheet(path).pages == ("Empty", "One", "Two")
    assert read_sheet(path, Reading(page="Two")).names == ("u", "v")


def test_of_a_spreadsheet_nothing_but_numbers_becomes_a_number(tmp_path: Path) -> None:
    """Booleans, dates, errors and formulas whose result was never saved stay what they are."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "table.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["x", "when", "well", "merged", "sum", "share"],
        [1, datetime.date(2026, 11, 24), True, "both", "=A2+1", 0.05],
        [2, datetime.datetime(2026, 11, 24, 12, 30), False, None, "#DIV/0!", 0.5],
        [3, None, True, 4, 5, 1],
    ):
        page.append(row)
    page.merge_cells("D2:D3")
    page["F2"].number_format = "0%"
    page.row_dimensions[4].hidden = True
    book.save(path)
    x, when, well, merged, total, share = read_sheet(path).columns
    assert x.values.tolist() == [1.0, 2.0, 3.0]  # what is hidden is there all the same
    assert [when.text(0), when.text(1)] == ["2026-11-24", "2026-11-24T12:30:00"]
    assert (when.texts, when.missing) == ((0, 1), (2,))
    assert dict(well.codes) == {"FALSE": 0.0, "TRUE": 1.0}
    assert (merged.texts, merged.missing) == ((0,), (1,))
    assert (total.missing, total.texts) == ((0,), (1,))
    assert share.values.tolist() == [0.05, 0.5, 1.0]


def test_a_broken_spreadsheet_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"x,y\n1,2\n")
    with pytest.raises(GdsimError, match="cannot be read"):
        read_sheet(path)


def test_commands_read_a_spreadsheet_of_numbers_and_refuse_its_gaps(tmp_path: Path) -> None:
    path = write_excel(tmp_path / "table.xlsx", {"Data": [["x", "y"], [1, 2], [3, 4]]})
    table = read_table(path)
    assert table.names == ("x", "y")
    assert table.rows.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    with pytest.raises(GdsimError, match="“y” has no value in line 3"):
        read_table(write_excel(tmp_path / "gap.xlsx", {"Data": [["x", "y"], [1, 2], [3, None]]}))


def test_a_parquet_file_is_read_to_the_last_bit_with_its_gaps_and_texts(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "table.parquet"
    columns = {"x": [0.1, 5e-324, 3.0], "n": [1, None, 3], "kind": ["a", "b", None]}
    parquet.write_table(arrow.table(columns), path)
    sheet = read_sheet(path)
    assert list(sheet.columns[0].values) == [0.1, 5e-324, 3.0]
    assert sheet.columns[1].missing == (1,)
    assert sheet.columns[2].texts == (0, 1)
    assert sheet.columns[2].missing == (2,)
    assert sheet_dataset(sheet, [0], 1, drop_missing=True).record_count == 2


def test_kinds_of_columns_that_parquet_has(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "table.parquet"
    columns = {
        "kind": arrow.array(["b", "a", None, "b"]).dictionary_encode(),
        "well": arrow.array([True, False, None, True]),
        "when": arrow.array([datetime.date(2026, 11, 24)] * 4),
        "money": arrow.array([Decimal("1.25"), None, Decimal("0.50"), Decimal("-3.00")]),
        "single": arrow.array([0.1, 0.2, None, float("nan")], arrow.float32()),
    }
    parquet.write_table(arrow.table(columns), path)
    kind, well, when, money, single = read_sheet(path).columns
    assert (dict(kind.codes), kind.missing) == ({"b": 0.0, "a": 1.0}, (2,))
    assert (dict(well.codes), well.missing) == ({"TRUE": 1.0, "FALSE": 0.0}, (2,))
    assert when.text(0) == "2026-11-24"
    assert money.values.tolist()[0::2] == [1.25, 0.5]
    assert single.values[0] == np.float32(0.1)  # what the file holds, and nothing rounder
    assert single.missing == (2, 3)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("t.xlsx", "openpyxl", "excel"), ("t.parquet", "pyarrow.parquet", "parquet")],
)
def test_where_a_library_is_missing_it_says_what_to_install(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(GdsimError, match=rf"gdsim\[{extra}\]"):
        read_sheet(tmp_path / name)


@pytest.mark.parametrize("row", ["1,2\n", "1,a word\n", ",2\n"])
def test_it_is_told_how_far_it_has_come_and_ends_when_nobody_waits(tmp_path: Path, row: str) -> None:
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + row * 20_000)
    parts: list[float] = []
    read_sheet(path, watch=parts.append)
    assert len(parts) > 3
    assert parts == sorted(parts)
    assert 0.0 < parts[0] < parts[-1] <= 1.0

    class NobodyWaitsError(Exception):
        pass

    def leave(part: float) -> None:
        raise NobodyWaitsError

    with pytest.raises(NobodyWaitsError):
        read_sheet(path, watch=leave)


def test_thousands_proven_in_a_column_with_gaps_hold_in_all_columns() -> None:
    sheet = sheet_of_text("a;b\n1.234;1.234.567\n2.345;NA\n")
    assert sheet.columns[0].values.tolist() == [1234.0, 2345.0]
    assert sheet.columns[1].values[0] == 1234567.0


def test_a_column_of_numbers_beside_one_of_texts_reads_as_the_numbers_alone_do() -> None:
    numbers = ["1", "-2.5", "+.5", "1e3", "5e-324", "0.1", "−3", "1.5×10⁻⁵"]
    alone = sheet_of_text("x;y\n" + "".join(f"{n};{n}\n" for n in numbers)).columns[0]
    beside = sheet_of_text("x;y\n" + "".join(f"{n};word\n" for n in numbers)).columns[0]
    assert beside.values.tobytes() == alone.values.tobytes()
    assert beside.texts == ()


def test_yes_is_one_and_no_is_zero_whichever_comes_first() -> None:
    sheet = sheet_of_text("a,b,c,y\nTRUE,No,cat,1\nFALSE,Yes,dog,2\n")
    assert [dict(column.codes) for column in sheet.columns[:3]] == [
        {"TRUE": 1.0, "FALSE": 0.0},
        {"No": 0.0, "Yes": 1.0},
        {"cat": 0.0, "dog": 1.0},
    ]


def test_a_number_that_no_float_is_is_left_as_a_text() -> None:
    sheet = sheet_of_text("x,y,id,z\n1e-400,0,9007199254740993,word\n5e-324,0.0e-999,9007199254740992,word\n")
    assert [column.texts for column in sheet.columns[:3]] == [(0,), (), (0,)]


@pytest.mark.parametrize("row", ["1e-400,2", '"1e-400",2', f"0.{'0' * 400}1,2"])
def test_far_down_a_long_table_too(row: str) -> None:
    with pytest.raises(GdsimError, match=r"Line 3001, column 1: .* so small"):
        parse_table("x,y\n" + "0,1e-5\n" * 2999 + row + "\n")


def test_a_number_of_very_many_digits_is_refused_in_words() -> None:
    sheet = sheet_of_text(f"x,y,z\n{'1' * 5000},2,word\n")
    with pytest.raises(GdsimError, match=r"“x” in line 2: “1111.*…” is too large"):
        sheet_dataset(sheet, [0], 1)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1e-400", "“x” in line 3: “1e-400” is so small that it would become 0"),
        ("9007199254740993", "“x” in line 3: “9007199254740993” has more digits"),
        (
            "9,007,199,254,740,993",
            "“x” in line 3: “9,007,199,254,740,993” has more digits",
        ),
        ("1e400", "“x” in line 3: “1e400” is too large"),
        ("1e200", "“x” in line 3: 1e200 is too large: its square"),
    ],
)
def test_a_number_beside_texts_that_cannot_be_computed_with_is_told_with_its_line(
    cell: str, said: str
) -> None:
    sheet = sheet_of_text(f"x;y;z\n0.5;2;word\n{cell};3;word\n")
    with pytest.raises(GdsimError, match=said):
        sheet_dataset(sheet, [0], 1)


def test_a_number_in_a_spreadsheet_that_no_float_is_is_told_with_its_row(tmp_path: Path) -> None:
    """The library reads 1E-400 as 0, and a float of a long number is another number."""
    rows = [["x", "n", "text", "y"], [0, 11, 0, 3], [0.1, 22, "1e-400", 4]]
    plain = write_excel(tmp_path / "plain.xlsx", {"Data": rows})
    cells = {b"<v>0.1</v>": b"<v>1E-400</v>", b"<v>22</v>": b"<v>9007199254740993</v>"}
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for found, wanted in cells.items():
                content = content.replace(found, wanted)
            new.writestr(name, content)
    sheet = read_sheet(tmp_path / "odd.xlsx")
    assert [column.text(1) for column in sheet.columns[:3]] == ["1E-400", "9007199254740993", "1e-400"]
    assert sheet.columns[0].values[0] == 0.0
    for column, said in ((0, "so small"), (1, "more digits"), (2, "so small")):
        with pytest.raises(GdsimError, match=f"in line 3: .*{said}"):
            sheet_dataset(sheet, [column], 3)


def test_a_number_in_a_parquet_file_that_no_float_is_is_told_with_its_record(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "table.parquet"
    columns = {
        "id": arrow.array([2**53, 2**53 + 1, None], arrow.int64()),
        "high": arrow.array([2**64 - 2**11, 1, None], arrow.uint64()),
        "whole": arrow.array([Decimal(2**60), Decimal(2**60 + 1), None], arrow.decimal128(38, 0)),
        "far": [1.0, 1e200, None],
        "y": [1.0, 2.0, float("-inf")],
    }
    parquet.write_table(arrow.table(columns), path)
    sheet = read_sheet(path)
    assert sheet.columns[1].values.tolist()[:2] == [2.0**64 - 2**11, 1.0]  # these a float is
    for column, said in (
        (0, "“id” in line 2: “9007199254740993” has more digits"),
        (2, "“whole” in line 2: “1152921504606846977” has more digits"),
        (3, "“far” in line 2: 1e.?200 is too large"),
        (4, "“y” in line 3: -inf is not a finite number"),
    ):
        with pytest.raises(GdsimError, match=said):
            sheet_dataset(sheet, [1], column, drop_missing=True)


@given(st.lists(st.decimals(-(10**20), 10**20, places=10), min_size=1))
def test_a_decimal_in_a_parquet_file_is_rounded_to_the_nearest_float(values: list[Decimal]) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        column = arrow.array(values, arrow.decimal128(38, 10))
        parquet.write_table(arrow.table({"x": column, "y": column}), path)
        assert read_sheet(path).columns[0].values.tolist() == [float(value) for value in values]
