"""Every shipped scenario does what its note says."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import RULES
from gdsim.engine.registry import nearest
from gdsim.scenario import load
from gdsim.scenario.file import from_json
from gdsim.scenario.presets import FIRST_SCENARIO, SCENARIOS, shipped_path, shipped_scenarios

NAMES = [name for name, _ in shipped_scenarios()]

CLAIMS: dict[str, Callable[[Descent], None]] = {}


def claim(check: Callable[[Descent], None]) -> Callable[[Descent], None]:
    """Checks a scenario's note on a new descent; the scenario is named by the function."""
    CLAIMS[check.__name__] = check
    return check


def weight(descent: Descent, step: int = -1, index: int = 0) -> float:
    return float(descent.history.weights[step, index])


def rates(descent: Descent) -> tuple[float, float]:
    """η and 2/λmax at the start."""
    largest = np.linalg.eigvalsh(descent.objective.hessian(descent.start))[-1]
    return descent.optimizer.learning_rate, 2 / largest


@claim
def first_steps(descent: Descent) -> None:
    assert descent.run() is Outcome.GRADIENT
    assert (np.diff(descent.history.errors[:15]) < 0).all()
    steps = np.abs(np.diff(descent.history.weights[:, 0]))
    assert (np.diff(steps) < 0).all()
    # By hand: Σ x y / Σ x² = 25.03 / 17.34.
    assert weight(descent) == pytest.approx(25.03 / 17.34, abs=1e-9)
    assert rates(descent)[1] == pytest.approx(0.1153, abs=5e-5)


@claim
def one_record(descent: Descent) -> None:
    assert descent.error == 8.0
    assert descent.run() is Outcome.GRADIENT
    distances = descent.history.weights[:20, 0] - 1.5
    assert distances[1:] / distances[:-1] == pytest.approx(0.6)


@claim
def creeping(descent: Descent) -> None:
    slow = descent
    assert slow.optimizer.learning_rate * 60 == pytest.approx(load("first_steps").optimizer.learning_rate)
    assert slow.run() is Outcome.GRADIENT
    quick = load("first_steps").descent()
    quick.run()
    assert slow.step_number > 50 * quick.step_number


@claim
def oscillating(descent: Descent) -> None:
    assert 0.5 < rates(descent)[0] / rates(descent)[1] < 1
    assert descent.run() is Outcome.GRADIENT
    sides = descent.history.weights[:40, 0] - weight(descent)
    assert (sides[1:] * sides[:-1] < 0).all()
    assert (np.abs(sides[1:]) < np.abs(sides[:-1])).all()
    quick = load("first_steps").descent()
    quick.run()
    assert quick.step_number < descent.step_number


@claim
def on_the_edge(descent: Descent) -> None:
    assert descent.run() is Outcome.LIMIT
    assert set(descent.history.weights[:, 0].tolist()) == {-0.5, 3.5}
    assert set(descent.history.errors.tolist()) == {8.0}


@claim
def diverging(descent: Descent) -> None:
    assert rates(descent)[0] > rates(descent)[1]
    descent.run(5)
    assert (np.diff(descent.history.errors) > 0).all()
    assert descent.run() is Outcome.DIVERGED


@claim
def residuals_cancel(descent: Descent) -> None:
    assert descent.error == 0.0
    residuals = descent.objective.terms(descent.start).residual  # type: ignore[attr-defined]
    assert residuals.tolist() == [2.0, 0.0, -2.0]
    assert descent.run() is Outcome.LIMIT
    assert np.diff(descent.history.errors) == pytest.approx(-3.6)


@claim
def outlier(descent: Descent) -> None:
    assert descent.run() is Outcome.GRADIENT
    assert weight(descent) == pytest.approx(1.40, abs=0.005)
    dataset = load("outlier").dataset
    assert dataset is not None
    mended = load("outlier").with_neuron(dataset=dataset.with_value(5, 1, 6.0)).descent()
    mended.run()
    assert weight(mended) == pytest.approx(1.0, abs=0.03)


@claim
def absolute_error(descent: Descent) -> None:
    assert load("absolute_error").dataset == load("outlier").dataset
    assert descent.run() is Outcome.LIMIT
    # The best weight is the median of y/x weighted by x, by hand 5.1/5.
    grid = np.linspace(0.9, 1.2, 3001)[:, None]
    assert grid[np.argmin(descent.objective.errors(grid)), 0] == pytest.approx(1.02, abs=1e-4)
    late = descent.history.weights[-50:, 0]
    assert late.min() < 1.0201
    assert late.max() > 1.05
    assert np.abs(descent.history.gradients[-50:]).min() >= 1 - 1e-9


@claim
def two_weights(descent: Descent) -> None:
    curvature = np.linalg.eigvalsh(descent.objective.hessian(descent.start))
    assert curvature == pytest.approx([4, 4])
    assert descent.run() is Outcome.GRADIENT
    way = descent.history.weights - descent.start
    end = way[-1] / np.linalg.norm(way[-1])
    assert way - np.outer(way @ end, end) == pytest.approx(np.zeros_like(way), abs=1e-12)


@claim
def two_weights_unscaled(descent: Descent) -> None:
    curvature = np.linalg.eigvalsh(descent.objective.hessian(descent.start))
    assert curvature[1] / curvature[0] > 100
    assert descent.run() is Outcome.GRADIENT
    assert descent.step_number > 2000
    across = np.diff(descent.history.weights[:15, 1])
    assert (across[1:] * across[:-1] < 0).all()


@claim
def momentum(descent: Descent) -> None:
    plain = load("two_weights_unscaled")
    assert load("momentum").objective == plain.objective
    assert load("momentum").start == plain.start
    assert descent.optimizer.learning_rate == plain.optimizer.learning_rate
    slow = plain.descent()
    slow.run()
    assert descent.run() is Outcome.GRADIENT
    assert descent.step_number == pytest.approx(slow.step_number / 5, rel=0.1)


@claim
def three_inputs(descent: Descent) -> None:
    assert len(descent.start) == 3
    assert descent.run() is Outcome.GRADIENT


@claim
def flat_valley(descent: Descent) -> None:
    assert np.linalg.eigvalsh(descent.objective.hessian(descent.start))[0] == pytest.approx(0, abs=1e-9)
    assert descent.run() is Outcome.GRADIENT
    other = load("flat_valley").with_start(np.array([-1.0, 2.0])).descent()
    other.run()
    assert other.error == pytest.approx(descent.error, rel=1e-9)
    assert np.linalg.norm(other.weights - descent.weights) > 1
    along = np.array([1.0, 2.0])
    assert other.weights @ along == pytest.approx(descent.weights @ along)


@claim
def sigmoid_neuron(descent: Descent) -> None:
    slopes = descent.objective.terms(descent.start).activation_slope  # type: ignore[attr-defined]
    assert slopes.min() < 0.5 * slopes.max()
    assert descent.run() is Outcome.GRADIENT


@claim
def tanh_neuron(descent: Descent) -> None:
    assert descent.objective.weight_names == ("w1", "b")
    assert descent.run() is Outcome.GRADIENT
    assert weight(descent) > 0.5


@claim
def plateau(descent: Descent) -> None:
    start = descent.error
    descent.run(100)
    assert weight(descent) == pytest.approx(-7, abs=0.1)
    assert descent.error == pytest.approx(start, rel=1e-3)
    assert descent.run() is Outcome.GRADIENT
    fallen = int(np.argmax(descent.history.errors < 0.5 * start))
    assert fallen > 1000
    assert descent.error < 0.001 * start


@claim
def dying_relu(descent: Descent) -> None:
    descent.step()
    assert weight(descent) == pytest.approx(-1)
    assert descent.gradient.tolist() == [0.0]
    assert descent.objective.terms(descent.weights).prediction.tolist() == [0.0, 0.0]  # type: ignore[attr-defined]
    assert descent.run() is Outcome.GRADIENT
    assert descent.step_number == 1
    careful = load("dying_relu").descent()
    careful.change(optimizer=type(descent.optimizer)(learning_rate=0.1))
    careful.run()
    assert weight(careful) == pytest.approx(1)


@claim
def log_loss(descent: Descent) -> None:
    assert descent.error == pytest.approx(10 * np.log(2))
    assert descent.objective.error_measure is ERROR_MEASURES["log_loss"]  # type: ignore[attr-defined]
    assert descent.run() is Outcome.GRADIENT
    crossing = -weight(descent, index=1) / weight(descent)
    assert 2 < crossing < 3.5


@claim
def one_record_at_a_time(descent: Descent) -> None:
    assert descent.run() is Outcome.LIMIT
    change = np.diff(descent.history.errors)
    assert (change[:10] < 0).mean() >= 0.7
    assert 0.3 < (change[-300:] > 0).mean() < 0.7
    least = np.linalg.lstsq(descent.objective.columns.T, descent.objective.dataset.targets)[0]  # type: ignore[attr-defined]
    assert descent.history.errors[-200:].min() >= descent.objective.error(least)
    assert descent.history.errors[-200:].max() > 1.1 * descent.objective.error(least)


@claim
def local_minimum(descent: Descent) -> None:
    assert descent.run() is Outcome.GRADIENT
    assert weight(descent) > 0
    other = load("local_minimum").with_start(np.array([-0.5, 1.2])).descent()
    other.run()
    assert weight(other) < 0
    assert other.error < descent.error


@claim
def saddle(descent: Descent) -> None:
    assert descent.run() is Outcome.DIVERGED
    slopes = np.linalg.norm(descent.history.gradients, axis=1)
    assert slopes[20:55].max() < 0.2 < slopes[0]
    assert descent.error < -1e12
    still = load("saddle").with_start(np.array([-1.5, 0.0])).descent()
    assert still.run() is Outcome.GRADIENT
    assert still.weights == pytest.approx([0, 0], abs=1e-8)


@claim
def rosenbrock(descent: Descent) -> None:
    assert descent.run() is Outcome.LIMIT
    assert descent.history.errors[5] < 0.2 * descent.history.errors[0]
    assert 0.001 < float(np.linalg.norm(descent.weights - 1)) < 0.1


def test_every_shipped_scenario_has_a_claim() -> None:
    assert set(CLAIMS) == {name for name, _ in shipped_scenarios(SCENARIOS)}
    assert len(CLAIMS) >= 14


@pytest.mark.parametrize("name", CLAIMS)
def test_does_what_its_note_says(name: str) -> None:
    CLAIMS[name](load(name).descent())


@pytest.mark.parametrize("name", NAMES)
def test_passes_the_schema_that_loading_by_name_skips(name: str) -> None:
    path = shipped_path(name)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert from_json(document, path.parent) == load(name)


@pytest.mark.parametrize("name", NAMES)
def test_has_title_and_notes_in_both_languages(name: str) -> None:
    scenario = load(name)
    for texts in (scenario.title, scenario.notes):
        assert set(texts) >= {"en", "zh_CN"}
        assert not re.search("[一-鿿]", texts["en"])
        assert re.search("[一-鿿]", texts["zh_CN"])
    assert len(re.findall(r"[.?!](?:\s|$)", scenario.notes["en"])) >= 2
    assert len(re.findall("[。？！]", scenario.notes["zh_CN"])) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_says_the_same_numbers_in_both_languages(name: str) -> None:
    notes = load(name).notes
    numbers = [set(re.findall(r"[−\d]*\d\.\d+", notes[language])) for language in ("en", "zh_CN")]
    assert numbers[0] == numbers[1]


def test_the_first_start_opens_on_the_first_of_them() -> None:
    assert NAMES[0] == FIRST_SCENARIO == "first_steps"
    scenario = load(FIRST_SCENARIO)
    assert scenario.dataset is not None
    assert scenario.dataset.table().tolist() == [[0.5, 0.9], [1, 1.4], [1.5, 2.6], [2.2, 2.9], [3, 4.3]]
    assert scenario.start == (-0.35,)
    assert scenario.optimizer.learning_rate == 0.03
    assert scenario.optimizer.rule is RULES["gradient_descent"]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(GdsimError, match="did you mean “outlier”"):
        load("outlyer")
    assert nearest("qqqq", NAMES) is None
    with pytest.raises(GdsimError, match="“qqqq”; allowed are: first_steps"):
        load("qqqq")


@pytest.mark.parametrize("name", ["../scenarios/outlier", "outlier.gdsim.json", "no/such", ""])
def test_a_path_is_never_taken_for_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GdsimError):
        load(name)


def test_a_file_without_suffix_is_found_where_no_shipped_scenario_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = shipped_path("outlier").read_text(encoding="utf-8")
    Path("mine").write_text(text, encoding="utf-8")
    Path("plateau").write_text(text, encoding="utf-8")
    assert load("mine") == load("outlier")
    assert load("plateau") != load("outlier")
    assert load("./plateau") == load("outlier")
