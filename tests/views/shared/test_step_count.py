"""Numbers of steps, typed and on an axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.message import GdsimError
from gdsim.views.shared.step_count import MOST_STEPS, parse_steps, steps_end


def test_whole_numbers_in_range_are_taken():
    assert parse_steps("20") == 20
    assert parse_steps(str(MOST_STEPS)) == MOST_STEPS


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "x", "", "100001"])
def test_anything_else_is_refused(text):
    with pytest.raises(GdsimError):
        parse_steps(text)


@given(st.integers(0, 10**6))
def test_an_axis_holds_the_step_with_little_to_spare(k):
    assert k <= steps_end(k) <= max(10, 2.5 * k)


def test_an_axis_grows_in_jumps():
    assert [steps_end(k) for k in (0, 10, 11, 21, 51, 101)] == [10, 10, 20, 50, 100, 200]
