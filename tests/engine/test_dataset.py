"""Records, their edits, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError

SMALL = Dataset([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [0.1, 0.2, 0.3], ["a", "b"], "t")


def rows(dataset):
    return dataset.table().tolist()


def test_names_default_to_x1_to_xd_and_y():
    assert Dataset([[1.0, 2.0]], [3.0]).column_names == ("x1", "x2", "y")


def test_the_parts_have_the_stated_shapes():
    assert SMALL.columns.shape == (2, 3)
    assert SMALL.inputs.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert (SMALL.record_count, SMALL.input_count) == (3, 2)
    assert SMALL.columns.flags.c_contiguous


def test_it_shares_nothing_with_what_it_was_made_from():
    inputs, targets = np.ones((2, 1)), np.zeros(2)
    dataset = Dataset(inputs, targets)
    inputs[0, 0] = targets[0] = 9.0
    assert rows(dataset) == [[1.0, 0.0], [1.0, 0.0]]
    with pytest.raises(ValueError, match="read-only"):
        dataset.targets[0] = 1.0


def test_a_table_without_records_is_a_dataset():
    empty = Dataset(np.empty((0, 2)), [])
    assert (empty.record_count, empty.input_count) == (0, 2)


def test_cells_are_read_and_replaced_by_record_and_column():
    assert SMALL.value(1, 0) == 3.0
    assert SMALL.value(1, 2) == 0.2
    edited = SMALL.with_values({(0, 1): -2.0, (2, 2): 7.0})
    assert rows(edited) == [[1, -2, 0.1], [3, 4, 0.2], [5, 6, 7]]
    assert rows(SMALL.with_value(0, 0, 9.0))[0] == [9, 2, 0.1]
    assert rows(SMALL)[0] == [1, 2, 0.1]


def test_records_are_put_in_and_taken_out():
    assert rows(SMALL.with_records([[7, 8, 9]], at=1))[1] == [7, 8, 9]
    assert rows(SMALL.with_records([[7, 8, 9], [1, 1, 1]]))[3:] == [[7, 8, 9], [1, 1, 1]]
    assert rows(SMALL.without_records([0, 2])) == [[3, 4, 0.2]]


def test_input_columns_are_put_in_renamed_and_taken_out():
    wider = SMALL.with_input("c", [7, 8, 9], at=0)
    assert wider.column_names == ("c", "a", "b", "t")
    assert rows(wider)[1] == [8, 3, 4, 0.2]
    assert SMALL.with_input("z").columns[2].tolist() == [0, 0, 0]
    assert SMALL.without_input(0).column_names == ("b", "t")
    assert SMALL.renamed(2, "target").target_name == "target"
    assert SMALL.renamed(0, "x").input_names == ("x", "b")


def test_the_last_input_column_stays():
    with pytest.raises(GdsimError, match="last input column"):
        Dataset([[1.0]], [1.0]).without_input(0)


def test_a_subset_has_the_chosen_records_in_that_order():
    batch = SMALL.subset([2, 0])
    assert batch == Dataset([[5.0, 6.0], [1.0, 2.0]], [0.3, 0.1], ["a", "b"], "t")
    assert batch.columns.flags.c_contiguous
    assert not batch.columns.flags.writeable


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([[1.0], [2.0]], [1.0]), r"shape \(2, 1\) do not fit targets of shape \(1,\)"),
        (([1.0, 2.0], [1.0, 2.0]), "do not fit"),
        (([[1.0, math.nan]], [1.0]), "Record 1, column “x2”: nan is not a finite number"),
        (([[1.0], [2.0]], [0.0, math.inf]), "Record 2, column “y”: inf"),
        (([[1.0]], [1.0], ["y"]), "Two columns are named “y”"),
        (([[1.0, 2.0]], [1.0], ["a", "a"]), "Two columns are named “a”"),
        (([[1.0]], [1.0], [" "]), "A column needs a name"),
        (([[1.0]], [1.0], ["a", "b"]), "1 input columns, but 2 names"),
        ((np.empty((1, 0)), [1.0]), "At least one input column"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(arguments, words):
    with pytest.raises(GdsimError, match=words):
        Dataset(*arguments)


def test_equality_is_by_names_and_numbers():
    same = Dataset(SMALL.inputs, SMALL.targets, ["a", "b"], "t")
    assert same == SMALL
    assert hash(same) == hash(SMALL)
    assert SMALL.with_value(0, 0, 1.5) != SMALL
    assert SMALL.renamed(0, "x") != SMALL
    assert SMALL.without_records([2]) != SMALL
    assert SMALL != "t"
    # −0 and 0 are one number.
    zero = Dataset([[0.0]], [0.0])
    assert zero == Dataset([[-0.0]], [0.0])
    assert hash(zero) == hash(Dataset([[-0.0]], [0.0]))


numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(arrays(float, st.tuples(st.integers(0, 5), st.integers(2, 4)), elements=numbers))
def test_every_float_survives_the_way_in_and_out(table):
    dataset = Dataset(table[:, :-1], table[:, -1])
    assert dataset.table().tobytes() == np.ascontiguousarray(table).tobytes()
