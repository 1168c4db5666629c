"""Numbers on screen, and numbers as they are typed."""

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.message import GdsimError
from gdsim.scenario.number_text import (
    DEFAULT_DIGITS,
    exact_text,
    number_text,
    parse_number,
    set_digits,
    short_text,
)

FINITE = st.floats(allow_nan=False, allow_infinity=False)
# Where rounding cannot overflow.
SHOWN = st.floats(-1e300, 1e300)


@pytest.fixture(autouse=True)
def default_digits() -> Iterator[None]:
    yield
    set_digits(DEFAULT_DIGITS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1.000"),
        (-2.5, "−2.500"),
        (0.05, "0.0500"),
        (0.09999, "0.100"),  # as 0.1 itself
        (0.099949, "0.0999"),
        (0.00009999, "0.000100"),
        (0.000099949, "9.99×10⁻⁵"),
        (999999.9994, "999999.999"),
        (999999.9996, "1.00×10⁶"),  # as a million itself
        (1e6, "1.00×10⁶"),
        (-1e-20, "−1.00×10⁻²⁰"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "–"),
    ],
)
def test_three_decimals_where_they_say_something_else_powers_of_ten(value: float, text: str) -> None:
    assert number_text(value) == text


@given(SHOWN, st.integers(0, 12))
def test_only_zero_is_shown_as_zero(value: float, digits: int) -> None:
    set_digits(digits)
    shown = number_text(value)
    assert (parse_number(shown) == 0) == (value == 0)
    assert ("−" in shown.partition("×")[0]) == (value < 0)


@given(SHOWN, st.integers(2, 12))
def test_what_is_shown_is_the_number_to_its_digits(value: float, digits: int) -> None:
    set_digits(digits)
    shown = parse_number(number_text(value))
    assert math.isclose(shown, value, rel_tol=0.51 * 10.0 ** (1 - digits), abs_tol=5e-324)


def test_what_is_below_the_rounding_of_its_parts_is_zero() -> None:
    assert number_text(1e-17, scale=1.0) == "0"
    assert number_text(1e-17) == "1.00×10⁻¹⁷"


def test_a_plus_sign_on_request() -> None:
    assert number_text(0.5, signed=True) == "+0.500"
    assert number_text(0.0, signed=True) == "0"


@given(FINITE)
def test_a_given_number_reads_back_to_the_same_bits(value: float) -> None:
    back = parse_number(exact_text(value))
    assert back == value


@given(FINITE)
def test_python_s_own_text_of_a_number_is_understood(value: float) -> None:
    assert parse_number(repr(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        (" 0.5 ", 0.5),
        ("0,5", 0.5),
        (",5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("+3", 3.0),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        ("–0,5", -0.5),
        ("1e-3", 1e-3),
        ("1E+3", 1e3),
        ("1,5e3", 1500.0),
        ("1.5×10⁻⁵", 1.5e-5),
        ("−1.5 × 10⁻⁵", -1.5e-5),
        ("1,5·10^-5", 1.5e-5),
        ("2*10**3", 2000.0),
        ("10⁻³", 1e-3),
        ("−10⁶", -1e6),
        ("10", 10.0),
        ("0,123", 0.123),
        ("1.000", 1.0),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1\u202f234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1,0000", 1.0),
        ("0e-400", 0.0),
        ("5e-324", 5e-324),
        ("9007199254740994", 2.0**53 + 2),
        ("9,007,199,254,740,994", 2.0**53 + 2),
        ("0.1000000000000000055511151231257827", 0.1),
    ],
)
def test_the_usual_ways_to_write_a_number_are_understood(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needed"),
        ("   ", "needed"),
        ("abc", "“abc” is not a number"),
        ("inf", "inf"),
        ("-Infinity", "Infinity"),
        ("nan", "nan"),
        ("1e400", "1e400"),
        ("−1e400", "too large"),
        ("1×10⁴⁰⁰", "too large"),
        ("1e-400", "“1e-400” is so small that it would become 0"),
        ("−1×10⁻⁴⁰⁰", "“−1×10⁻⁴⁰⁰” is so small"),
        ("9007199254740993", "more digits than a number here can hold"),
        ("−9,007,199,254,740,993", "“−9,007,199,254,740,993” has more digits"),
        ("0" * 5000 + "9007199254740993", "more digits"),
        ("1 234", "1 234"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("١", "not a number"),
        ("1/3", "1/3"),
        ("½", "½"),
        ("1,2,3", "1,2,3"),
        ("1..2", "1..2"),
        ("--1", "--1"),
        ("5%", "5%"),
        ("x" * 200, "…"),
    ],
)
def test_what_is_no_finite_number_is_refused_with_what_was_found(text: str, said: str) -> None:
    with pytest.raises(GdsimError) as refused:
        parse_number(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(("text", "one", "other"), [("1,000", "1", "1000"), ("−12,345", "−12.345", "−12345")])
def test_a_comma_that_may_be_two_things_is_refused_with_both(text: str, one: str, other: str) -> None:
    with pytest.raises(GdsimError) as refused:
        parse_number(text)
    assert f"{one} or {other}" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (0.03, "0.03"),
        (1.23456789e-7, "≈1.23×10⁻⁷"),
        (-1234567.891, "≈−1234568"),
        (2.63e12, "2.63×10¹²"),
        (1e-9, "1×10⁻⁹"),
        (0.123456789012, "≈0.1234568"),
        (1e300, "1×10³⁰⁰"),
        (0.0, "0"),
    ],
)
def test_a_long_number_is_shortened_and_says_so(value, short):
    assert short_text(value, 10) == short


@given(FINITE, st.integers(9, 24))
def test_a_short_text_is_exact_or_marked_and_never_too_long(value, most):
    text = short_text(value, most)
    assert len(text) <= max(most, 11) or abs(value) > 1.7e308
    if not text.startswith("≈"):
        assert parse_number(text) == value
    elif value:
        assert parse_number(text.removeprefix("≈")) == pytest.approx(value, rel=0.5)
