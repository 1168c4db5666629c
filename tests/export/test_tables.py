"""Tables as CSV: they read back to the same floats."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gdsim.engine.dataset import Dataset
from gdsim.engine.landscape import Grid, Slice
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.worked_step import worked_step
from gdsim.export.tables import data_csv, grid_csv, record_csv, slice_csv
from gdsim.lesson.secret import Secret
from gdsim.scenario import Scenario, load
from gdsim.scenario.table import dataset_from_table, read_table

FLOATS = st.floats(
    allow_nan=False, allow_infinity=False, allow_subnormal=True, min_value=-1e150, max_value=1e150
)


@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 20), st.integers(2, 4)), elements=FLOATS))
def test_data_come_back_to_the_last_bit(tmp_path_factory, table):
    dataset = Dataset(table[:, :-1], table[:, -1])
    path = tmp_path_factory.mktemp("data") / "data.csv"
    path.write_text(data_csv(dataset))
    back = dataset_from_table(read_table(path))
    assert back.column_names == dataset.column_names
    assert back.table().tobytes() == table.tobytes()


def test_a_name_with_a_comma_is_one_name(tmp_path):
    dataset = Dataset([[1.0], [2.5]], [3.0, 4.0], ["length, cm"], "y")
    (tmp_path / "a.csv").write_text(data_csv(dataset))
    assert dataset_from_table(read_table(tmp_path / "a.csv")) == dataset


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_records_numbers_lead_to_the_gradient():
    descent = Scenario(Neuron(Dataset([[1], [2]], [2, 5])), Optimizer(), (1.0,)).descent()
    found = rows(record_csv(worked_step(descent)))
    assert [row["record"] for row in found] == ["1", "2"]
    assert [float(row["residual"]) for row in found] == [1.0, 3.0]
    assert sum(float(row["g1"]) for row in found) == -7.0


def test_what_is_secret_is_left_open_in_the_records():
    descent = Scenario(Neuron(Dataset([[1], [2]], [2, 5])), Optimizer(), (1.0,)).descent()
    found = rows(record_csv(worked_step(descent), {Secret.GRADIENT}))
    assert [(row["residual"], row["error_term"], row["g1"]) for row in found] == [
        ("1.0", "?", "?"),
        ("3.0", "?", "?"),
    ]


def test_a_surface_has_no_records():
    assert rows(record_csv(worked_step(load("rosenbrock").descent()))) == []


def test_landscapes_as_rows():
    along = Slice(np.array([0.1, 0.2]), np.array([1.0, 2.0]))
    assert slice_csv("w1", along) == "w1,error\n0.1,1.0\n0.2,2.0\n"
    over = Grid(np.array([0.0, 1.0]), np.array([5.0, 6.0]), np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert grid_csv(("w1", "w2"), over).splitlines()[1:] == [
        "0.0,5.0,1.0",
        "0.0,6.0,3.0",
        "1.0,5.0,2.0",
        "1.0,6.0,4.0",
    ]
