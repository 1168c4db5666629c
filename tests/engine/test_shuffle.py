"""Mini-batches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.shuffle import Shuffle


@given(count=st.integers(2, 40), size=st.integers(1, 39), seed=st.integers(0, 10), epoch=st.integers(0, 5))
def test_the_batches_of_an_epoch_are_all_records_once_and_the_last_may_be_short(count, size, seed, epoch):
    shuffle = Shuffle()
    batches = -(-count // size)
    parts = [shuffle.batch(epoch * batches + i, size, count, seed) for i in range(batches)]
    assert sorted(np.concatenate(parts).tolist()) == list(range(count))
    assert all(len(part) == size for part in parts[:-1])
    assert len(parts[-1]) == count - size * (batches - 1)
    assert all((np.diff(part) > 0).all() for part in parts)


def test_the_order_is_new_each_epoch_and_for_each_seed():
    shuffle = Shuffle()

    def first(epoch, seed):
        return tuple(shuffle.batch(epoch * 10, 10, 100, seed))

    assert len({first(epoch, seed) for epoch in range(5) for seed in range(5)}) == 25


@pytest.mark.parametrize("step", [0, 3, 17, 1000])
def test_a_batch_does_not_depend_on_which_were_asked_for_before(step):
    used = Shuffle()
    for k in (500, 2, 30):
        used.batch(k, 3, 20, 1)
    np.testing.assert_array_equal(used.batch(step, 3, 20, 1), Shuffle().batch(step, 3, 20, 1))


def test_the_order_is_the_one_a_script_can_repeat():
    order = np.random.default_rng([7, 2]).permutation(6)
    assert Shuffle().batch(2 * 3 + 1, 2, 6, 7).tolist() == sorted(order[2:4].tolist())
