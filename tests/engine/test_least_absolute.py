"""The lowest sum of absolute residuals, against a search among all corners, which cannot miss it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.analysis import exact_minimum
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.least_absolute import lowest_ends
from gdsim.engine.neuron import Neuron

_NUMBER = st.integers(-20, 20).map(float)


def test_by_hand_the_middle_ratio_by_weight():
    # y/x = 1, 2, 6 count 1, 2, 3: half of 6 is reached exactly at 2, so all from 2 to 6 is lowest.
    assert lowest_ends(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 18.0])).tolist() == [2.0, 6.0]
    # counting 1, 1, 3 the last one rules alone
    assert lowest_ends(np.array([1.0, 1.0, 3.0]), np.array([1.0, 2.0, 18.0])).tolist() == [6.0]


def test_without_an_input_there_is_none():
    assert len(lowest_ends(np.zeros(3), np.ones(3))) == 0


@given(st.lists(st.tuples(_NUMBER, _NUMBER), min_size=1, max_size=8))
def test_no_corner_lies_lower(records):
    x, y = np.array(records).T
    ends = lowest_ends(x, y)
    corners = [b / a for a, b in records if a]
    sums = [np.abs(y - w * x).sum() for w in corners]
    for w in [*ends, ends.mean()] if len(ends) else []:
        assert np.abs(y - w * x).sum() == pytest.approx(min(sums), rel=1e-12, abs=1e-12)
    assert bool(len(ends)) == bool(corners)


def test_a_neuron_of_one_weight_knows_it_and_where_it_is_not_the_only_one():
    neuron = Neuron(
        Dataset([[1.0], [2.0], [3.0]], [1.0, 4.0, 18.0]), error_measure=ERROR_MEASURES["absolute"]
    )
    minimum = exact_minimum(neuron)
    assert minimum.error == 1.0 + 0.0 + 12.0  # at w = 2
    assert not minimum.unique
    assert minimum.nearest([10.0]).tolist() == [6.0]
