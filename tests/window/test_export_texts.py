"""What goes out as text: every form of everything, of data and of surfaces, and reading it back."""

import csv
import io
import json

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario import load
from gdsim.session import Session
from gdsim.window.export_texts import TEXT_EXPORTS

FORMS = [(name, form) for name, export in TEXT_EXPORTS.items() for form in export.forms]


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def written(name, form_name, scenario, steps=0):
    session = Session(load(scenario))
    for _ in range(steps):
        session.step()
    form = next(form for form in TEXT_EXPORTS[name].forms if form.name == form_name)
    return session, form.write(session)


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name} {form.name}" for name, form in FORMS])
def test_every_form_is_written_of_the_session_as_it_stands(qapp, name, form):
    session = Session(load("sigmoid_neuron"))
    session.step()
    assert len(form.write(session).splitlines()) >= 1
    assert form.suffix.startswith(".")


def test_the_history_has_a_row_a_step_and_the_exact_numbers(qapp):
    session, text = written("history", "CSV", "first_steps", steps=3)
    assert [int(row["step"]) for row in rows(text)] == [0, 1, 2, 3]
    assert float(rows(text)[3]["w1"]) == session.weights[0]
    assert json.loads(written("history", "JSON", "first_steps", steps=3)[1])["steps"] == 3


def test_a_landscape_of_one_weight_holds_the_ball_and_of_two_is_a_grid(qapp):
    session, text = written("landscape", "CSV", "first_steps", steps=1)
    places = [float(row["w1"]) for row in rows(text)]
    assert min(places) < session.weights[0] < max(places)
    error = session.scenario.objective.error(np.array([places[7]]))
    assert float(rows(text)[7]["error"]) == pytest.approx(error, rel=1e-12)
    grid = rows(written("landscape", "CSV", "two_weights")[1])
    assert len({row["w1"] for row in grid}) * len({row["w2"] for row in grid}) == len(grid)


def test_a_surface_has_steps_but_no_records(qapp):
    assert "w_{1}" in written("step", "LaTeX", "rosenbrock")[1]
    for name in ("data", "records"):
        with pytest.raises(GdsimError, match="no data"):
            written(name, "CSV", "rosenbrock")
