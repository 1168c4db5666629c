"""A scenario as a line of text: exact, robust on its way, and refused where it is damaged."""

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.scenario.file import load
from gdsim.scenario.line import MARK, from_line, to_line
from gdsim.scenario.presets import shipped_scenarios
from gdsim.scenario.scenario import Scenario


@pytest.mark.parametrize("name", [name for name, _ in shipped_scenarios()])
def test_every_shipped_scenario_goes_there_and_back(name: str) -> None:
    scenario = load(name)
    line = to_line(scenario)
    assert "\n" not in line
    assert from_line(line) == scenario


numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e150, max_value=1e150)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5))
def test_every_bit_of_the_data_goes_there_and_back(rows: list[tuple[float, float]]) -> None:
    table = np.array(rows)
    back = from_line(to_line(Scenario(Neuron(Dataset(table[:, :1], table[:, 1])))))
    assert back.dataset is not None
    assert back.dataset.table().tobytes() == table.tobytes()


def test_line_breaks_and_quotation_marks_of_a_mail_do_no_harm() -> None:
    scenario = load("two_weights")
    line = to_line(scenario)
    broken = "\n".join("> " + line[i : i + 70] for i in range(0, len(line), 70))
    assert from_line(f"  {broken}\n\n") == scenario


@pytest.mark.parametrize("text", ["", "hello", "gdsim2:abc", "{}"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(GdsimError, match="does not begin with gdsim1:"):
        from_line(text)


def test_a_line_that_lacks_its_end_or_was_changed_is_refused() -> None:
    line = to_line(load("two_weights"))
    middle = len(line) // 2
    other = "A" if line[middle] != "A" else "B"
    for damaged in (line[:-3], line[:middle], line[:middle] + other + line[middle + 1 :], line + "!", MARK):
        with pytest.raises(GdsimError, match="missing or was changed"):
            from_line(damaged)


def test_a_line_that_would_fill_the_memory_is_refused() -> None:
    packed = zlib.compress(b" " * 60_000_000)
    with pytest.raises(GdsimError, match="more than can be meant"):
        from_line(MARK + base64.urlsafe_b64encode(packed).decode().rstrip("="))


def test_a_line_that_holds_something_else_is_refused() -> None:
    packed = zlib.compress(b'{"format": "something"}')
    with pytest.raises(GdsimError, match="not a gdsim scenario"):
        from_line(MARK + base64.urlsafe_b64encode(packed).decode().rstrip("="))
