"""Few points that look like many."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given
from hypothesis.extra import numpy as hnp

from gdsim.views.shared.peaks import peaks

rows = hnp.arrays(np.float64, st.integers(0, 400), elements=st.one_of(st.floats(-1e6, 1e6), st.just(np.nan)))


@given(rows, st.integers(1, 60), st.integers(0, 1000))
def test_no_peak_is_lost_and_none_is_invented(values, stretches, first):
    x, y = peaks(values, stretches, first)
    kept = y[np.isfinite(y)]
    real = values[np.isfinite(values)]
    assert set(kept) <= set(real)
    if real.size:
        assert kept.min() == real.min()
        assert kept.max() == real.max()
    assert (np.diff(x) >= 0).all()
    assert len(x) == len(y) <= max(4 * stretches, 2 * stretches + 2 * (len(values) // stretches + 1))


def test_few_values_stay_as_they_are():
    x, y = peaks(np.array([3.0, 1.0, 2.0]), 5, first=7)
    assert list(x) == [7, 8, 9]
    assert list(y) == [3, 1, 2]


def test_a_value_more_leaves_the_other_stretches_where_they_are():
    values = np.sin(np.arange(10_000.0))
    x, y = peaks(values[:9_999], 100)
    more_x, more_y = peaks(values, 100)
    assert list(x[:190]) == list(more_x[:190])
    assert list(y[:190]) == list(more_y[:190])
