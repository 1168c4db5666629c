"""JSON read strictly, and written for people."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.message import GdsimError
from gdsim.scenario.json_text import decode, encode, number_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_reads_back(value: Any) -> None:
    assert decode(encode(value)) == value
    assert json.loads(encode(value)) == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_short_and_keep_every_bit(value: float) -> None:
    back = float(decode(encode(number_json(value))))
    assert back == value
    assert math.copysign(1, back) == math.copysign(1, value)
    assert len(encode(number_json(value))) <= len(repr(value)) + 1


def test_rows_stand_on_lines_of_their_own() -> None:
    assert encode({"a": [[1, 2.5], [3, 4]], "b": {}, "c": []}) == (
        '{\n  "a": [\n    [1, 2.5],\n    [3, 4]\n  ],\n  "b": {},\n  "c": []\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [1, NaN]}', "a[1]: NaN is not a finite number"),
        ('{"a": {"b": Infinity}}', "a.b: Infinity is not a finite number"),
        ('{"a": -Infinity}', "a: -Infinity is not"),
        ('{"a": 1e400}', "a: “1e400” is too large"),
        ('{"a": -1e400}', "a: “-1e400” is too large"),
        ('{"a": [2, 1e-400]}', "a[1]: “1e-400” is so small that it would become 0"),
        ('{"a": 9007199254740993}', "a: “9007199254740993” has more digits than a number here can hold"),
        ('{"seed": [-9007199254740993]}', "seed[0]: “-9007199254740993” has more digits"),
        ('{"a": ' + "9" * 400 + "}", "is too large"),
        ('{"a": ' + "9" * 5000 + "}", "is too large"),
        ('{"a": {"b": 1, "c": 2, "b": 1}}', "a.b: this field is given twice"),
        ('{"a": "\\ud800"}', "a: this text holds half a character"),
        ('{"\\udfff": 1}', "half a character"),
        ('{"a": 1,}', "Line 1, column"),
        ("{\n 'a': 1}", "Line 2, column 2"),
        ("", "Line 1, column 1"),
        ("{} {}", "Line 1, column 4"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(GdsimError) as refused:
        decode(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 200


def test_characters_beyond_the_basic_plane_are_no_halves() -> None:
    assert decode('"\\ud83d\\ude00"') == "😀"


def test_a_number_too_small_for_a_float_is_a_fault_and_not_a_zero() -> None:
    with pytest.raises(GdsimError, match=r"^a\[1\]: “1e-400” is so small"):
        decode('{"a": [5e-324, 1e-400]}')
    assert decode("[0e-400, 0.0, -0.0]") == [0.0, 0.0, 0.0]


def test_a_whole_number_that_is_counted_with_and_not_computed_may_have_any_digits() -> None:
    assert decode('{"seed": 9007199254740993, "a": 9007199254740994}')["seed"] == 2**53 + 1
