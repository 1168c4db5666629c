"""Read-only arrays."""

import numpy as np
import pytest

from gdsim.engine.array import frozen


def test_frozen_is_a_copy_that_cannot_be_written():
    source = np.array([1, 2], dtype=np.int32)
    array = frozen(source)
    source[0] = 9
    assert array.tolist() == [1.0, 2.0]
    assert array.dtype == np.float64
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 3.0


def test_frozen_is_in_c_order():
    assert frozen(np.ones((3, 2)).T).flags.c_contiguous
