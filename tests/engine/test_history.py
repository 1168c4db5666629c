"""Rows that grow, are rewritten and dropped."""

import numpy as np
import pytest

from gdsim.engine.history import History


def filled(count, weight_count=2):
    history = History(weight_count)
    for k in range(count):
        history.append(np.full(weight_count, k), 10.0 * k, np.full(weight_count, -k), k % 3)
    return history


def test_rows_are_kept_in_order_however_many():
    history = filled(1000)
    assert len(history) == 1000
    assert history.weights[:, 1].tolist() == list(range(1000))
    assert history.errors.tolist() == [10.0 * k for k in range(1000)]
    assert history.gradients[:, 0].tolist() == [-k for k in range(1000)]
    assert history.versions.tolist() == [k % 3 for k in range(1000)]
    assert not history.stale.any()


def test_views_cannot_be_written():
    history = filled(3)
    for view in (history.weights, history.errors, history.gradients, history.versions, history.stale):
        with pytest.raises(ValueError, match="read-only"):
            view[0] = 1


def test_the_last_row_is_rewritten_and_dropped():
    history = filled(3)
    history.rewrite_last(np.array([7.0, 8.0]), 9.0, np.array([1.0, 2.0]), 5)
    assert history.weights[-1].tolist() == [7.0, 8.0]
    assert history.versions[-1] == 5
    history.drop_last()
    assert history.errors.tolist() == [0.0, 10.0]


def test_renumbering_maps_every_version_and_marks_the_stale():
    history = filled(6)
    history.renumber(np.array([0, 0, 1], dtype=np.int32), np.array([False, False, True]))
    assert history.versions.tolist() == [0, 0, 1, 0, 0, 1]
    assert history.stale.tolist() == [False, False, True, False, False, True]


def test_a_view_taken_before_the_arrays_grew_keeps_its_numbers():
    history = filled(64)
    view = history.errors
    history.append(np.zeros(2), 1.0, np.zeros(2))
    assert view.tolist() == [10.0 * k for k in range(64)]
