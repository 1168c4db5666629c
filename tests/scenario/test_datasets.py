"""Each shipped data set has the published figures, and does what its note says.

The records were compared, to the last bit, with those of scikit-learn 1.9.1 (load_iris, load_breast_cancer,
load_diabetes(scaled=False)), statsmodels 0.15.0 (sm.datasets: engel, stackloss, longley, nile) and
palmerpenguins 0.1.6; Anscombe's with the printed table.

Sources of the figures stand at each. "Computed" means that no publication of so many digits was at hand:
statsmodels 0.15.0 and numpy, by other methods than gdsim's, gave them from the records of those packages.
For least squares they are least-squares coefficients, for yes or no those of logistic regression.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario import load
from gdsim.scenario.presets import DATASETS, shipped_scenarios
from gdsim.scenario.scenario import Scenario

NAMES = [name for name, _ in shipped_scenarios(DATASETS)]
CLAIMS: dict[str, Callable[[Scenario], None]] = {}


def claim(check: Callable[[Scenario], None]) -> Callable[[Scenario], None]:
    """Checks figures and note of a data set; it is named by the function."""
    CLAIMS[check.__name__] = check
    return check


def data_of(scenario: Scenario) -> Dataset:
    assert scenario.dataset is not None
    return scenario.dataset


def ran(scenario: Scenario, outcome: Outcome) -> Descent:
    """A descent to its end, which is this one."""
    descent = scenario.descent()
    assert descent.run() is outcome
    return descent


def newton_step(scenario: Scenario) -> np.ndarray:
    """Where one step of Newton's rule leads."""
    descent = replace(scenario, optimizer=Optimizer(RULES["newton"], 1.0)).descent()
    descent.step()
    return descent.weights


def anscombe(scenario: Scenario) -> Descent:
    """What all four have in common: Anscombe (1973), table and text."""
    data = data_of(scenario)
    x, y = data.columns[0], data.targets
    assert data.record_count == 11
    assert (x.mean(), y.mean()) == pytest.approx((9.0, 7.5), abs=0.002)
    assert x.var(ddof=1) == pytest.approx(11.0)
    assert np.corrcoef(x, y)[0, 1] == pytest.approx(0.816, abs=0.001)
    descent = ran(scenario, Outcome.GRADIENT)
    assert descent.weights == pytest.approx([0.5, 3.0], abs=0.003)
    assert 2.0 * descent.error == pytest.approx(13.75, abs=0.03)
    return descent


@claim
def anscombe_curve(scenario: Scenario) -> None:
    assert anscombe(scenario).weights == pytest.approx([0.500, 3.001], abs=5e-4)
    data = data_of(scenario)
    parabola = np.polyfit(data.columns[0], data.targets, 2)
    assert np.abs(np.polyval(parabola, data.columns[0]) - data.targets).max() < 0.01


@claim
def anscombe_outlier(scenario: Scenario) -> None:
    assert anscombe(scenario).weights == pytest.approx([0.500, 3.002], abs=5e-4)
    data = data_of(scenario)
    others = data.targets < 12.0
    # Computed.
    line = np.polyfit(data.columns[0][others], data.targets[others], 1)
    assert line == pytest.approx([0.345, 4.006], abs=5e-4)
    assert np.abs(np.polyval(line, data.columns[0][others]) - data.targets[others]).max() < 0.01
    absolute = scenario.with_neuron(error_measure=ERROR_MEASURES["absolute"])
    optimizer = replace(scenario.optimizer, learning_rate=1e-5)
    descent = replace(absolute, optimizer=optimizer, start=(0.5, 3.0)).descent()
    descent.run(10_000)
    assert descent.weights[0] < 0.45  # on its way to the ten


@claim
def anscombe_lever(scenario: Scenario) -> None:
    assert anscombe(scenario).weights == pytest.approx([0.500, 3.002], abs=5e-4)
    lever = int(np.argmax(data_of(scenario).columns[0]))
    without = scenario.with_neuron(dataset=data_of(scenario).without_records([lever]))
    curvatures = np.linalg.eigvalsh(without.objective.hessian(without.start_weights()))
    assert curvatures[0] == pytest.approx(0.0, abs=1e-10)


@claim
def iris_petals(scenario: Scenario) -> None:
    assert data_of(scenario).record_count == 150
    # R: summary(lm(Petal.Width ~ Petal.Length, data=iris)), printed at
    # warwick.ac.uk/fac/sci/moac/people/students/peter_cock/r/iris_lm/
    assert ran(scenario, Outcome.GRADIENT).weights == pytest.approx([0.415755, -0.363076], abs=1e-6)


@claim
def engel_food(scenario: Scenario) -> None:
    assert data_of(scenario).record_count == 235
    # Computed: smf.ols("foodexp ~ income"); other programs' tests state 147.4754 and 0.4852.
    assert newton_step(scenario) == pytest.approx([0.485178, 147.475389], rel=1e-6)
    descent = ran(scenario, Outcome.LIMIT)
    curvatures = np.linalg.eigvalsh(descent.objective.hessian(descent.weights))
    assert curvatures[-1] / curvatures[0] == pytest.approx(5.67e6, rel=0.01)
    assert descent.optimizer.learning_rate < 2.0 / curvatures[-1]
    assert 0.0 < descent.weights[1] < 1.0


@claim
def penguins_mass(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert data.record_count == 342
    # R: summary(penguins) prints these ranges and the mean 4202; its decimals are computed.
    assert (data.columns[0].min(), data.columns[0].max()) == (172.0, 231.0)
    assert (data.targets.min(), data.targets.max()) == (2700.0, 6300.0)
    assert data.targets.mean() == pytest.approx(4201.754, abs=5e-4)
    descent = ran(scenario, Outcome.GRADIENT)
    assert descent.step_number == 1
    # R: summary(lm(body_mass_g ~ flipper_length_mm, penguins)) prints -5780.831 and 49.686, as in many courses' notes.
    assert descent.weights == pytest.approx([49.686, -5780.831], abs=5e-4)
    plain = replace(scenario, optimizer=Optimizer(learning_rate=1e-7)).descent()
    assert plain.run() is Outcome.LIMIT
    assert plain.error > 2.0 * descent.error


@claim
def penguins_bills(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert data.record_count == 342
    assert data.columns[0].mean() == pytest.approx(43.92, abs=0.005)
    assert data.targets.mean() == pytest.approx(17.15, abs=0.005)
    assert (data.columns[1].sum(), data.columns[2].sum()) == (68.0, 123.0)
    # Computed: smf.ols("bill_depth_mm ~ bill_length_mm + species")
    weights = ran(scenario, Outcome.GRADIENT).weights
    assert weights == pytest.approx([0.19989, -1.93319, -5.10602, 10.59218], abs=1e-5)
    alone = scenario.with_neuron(dataset=data.without_input(2).without_input(1))
    # Computed: smf.ols("bill_depth_mm ~ bill_length_mm")
    assert newton_step(alone) == pytest.approx([-0.08502, 20.88547], abs=1e-5)


@claim
def stack_loss(scenario: Scenario) -> None:
    assert data_of(scenario).record_count == 21
    # R: summary(lm(stack.loss ~ ., data=stackloss)), printed at
    # www1.maths.leeds.ac.uk/~voss/2017/MATH3714/tutorial3.nb.html
    best = newton_step(scenario)
    assert best == pytest.approx([0.7156, 1.2953, -0.1521, -39.9197], abs=5e-5)
    near = ran(scenario, Outcome.LIMIT)
    assert near.weights == pytest.approx(best, abs=0.06)
    stable = 2.0 / float(np.linalg.eigvalsh(near.objective.hessian(best))[-1])
    plain = replace(scenario, optimizer=Optimizer(learning_rate=0.99 * stable)).descent()
    plain.run(10_000)
    assert abs(plain.weights[-1] - best[-1]) > 35.0
    residuals = np.abs(
        data_of(scenario).targets - np.append(data_of(scenario).inputs, np.ones((21, 1)), 1) @ best
    )
    assert {0, 2, 3, 20} >= {int(i) for i in np.argsort(residuals)[-3:]}


@claim
def longley(scenario: Scenario) -> None:
    data = data_of(scenario)
    table = np.column_stack([data.inputs, np.ones(16)])
    best = np.linalg.lstsq(table, data.targets)[0]
    # NIST, Statistical Reference Datasets, Longley, www.itl.nist.gov/div898/strd/lls/data/Longley.shtml, with the
    # residual sum of squares below: certified to 15 digits; the float64 data allow seven. GSL tests against the same.
    certified = [15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359]
    certified += [-0.0511041056535807, 1829.15146461355, -3482258.63459582]
    assert best == pytest.approx(certified, rel=1e-6)
    least = 836424.055505915 / 2.0
    assert least == pytest.approx(418_212, abs=0.5)
    descent = ran(scenario, Outcome.LIMIT)
    assert (np.diff(descent.history.errors) <= 0.0).all()
    assert descent.error / least == pytest.approx(18.4, abs=0.5)
    with pytest.raises(GdsimError, match="singular"):
        newton_step(scenario)


@claim
def nile_flow(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert data.record_count == 100
    # Computed: the mean, and the line by numpy.polyfit.
    assert data.targets.mean() == pytest.approx(919.35)
    best = np.polyfit(data.columns[0], data.targets, 1)
    assert best == pytest.approx([-2.714, 6132.0], abs=0.5)
    descent = ran(scenario, Outcome.LIMIT)
    assert descent.weights[0] == pytest.approx(0.478, abs=5e-4)
    assert abs(descent.weights[1]) < 0.01
    moved = Dataset((data.columns[0] - 1920.5)[:, None], data.targets, ["year"], "flow")
    optimizer = Optimizer(learning_rate=2e-5)
    done = replace(scenario.with_neuron(dataset=moved), optimizer=optimizer).descent()
    assert done.run() in (Outcome.GRADIENT, Outcome.LIMIT)
    assert done.weights == pytest.approx([best[0], 919.35], rel=1e-5)


@claim
def diabetes_bmi(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert data.record_count == 442
    assert data.targets.mean() == pytest.approx(152.13, abs=0.005)
    assert (data.targets.min(), data.targets.max()) == (25.0, 346.0)
    # The mean above is the intercept of every published regression on the centred inputs, 152.1335; the line: computed.
    best = np.polyfit(data.columns[0], data.targets, 1)
    assert best == pytest.approx([10.23, -117.77], abs=5e-3)
    descent = ran(scenario, Outcome.LIMIT)
    last = descent.history.weights[-500:]
    assert last.mean(axis=0) == pytest.approx(best, rel=0.1)
    assert last[:, 0].std() > 0.01


@claim
def iris_separable(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert np.count_nonzero(data.targets) == 50
    # Computed: setosa up to 1.9 cm, versicolor from 3.0 cm on.
    assert data.columns[0][data.targets == 0.0].max() == 1.9
    assert data.columns[0][data.targets == 1.0].min() == 3.0
    descent = ran(scenario, Outcome.LIMIT)
    sizes = np.linalg.norm(descent.history.weights, axis=1)
    assert (np.diff(sizes[100:]) > 0.0).all()
    assert descent.error < 0.01 * descent.history.errors[0]


@claim
def iris_two_kinds(scenario: Scenario) -> None:
    data = data_of(scenario)
    assert np.count_nonzero(data.targets) == 50
    descent = ran(scenario, Outcome.GRADIENT)
    assert descent.step_number == 9
    # Computed: smf.logit("virginica ~ length + width"); R's glm prints -45.272, 5.755 and 10.45.
    assert descent.weights == pytest.approx([5.7545, 10.4467, -45.2723], abs=5e-5)
    sums = np.append(data.inputs, np.ones((100, 1)), 1) @ descent.weights
    assert 0 < np.count_nonzero((sums > 0.0) != (data.targets == 1.0)) < 10


@claim
def breast_tumours(scenario: Scenario) -> None:
    data = data_of(scenario)
    # scikit-learn, load_breast_cancer().DESCR: 212 malignant, 357 benign; radius (mean) from 6.981 to 28.11.
    assert (np.count_nonzero(data.targets), data.record_count) == (212, 569)
    assert (data.columns[0].min(), data.columns[0].max()) == (6.981, 28.11)
    # Computed: sm.Logit(malignant, 1 and radius)
    descent = ran(scenario, Outcome.GRADIENT)
    assert descent.weights == pytest.approx([1.0336, -15.2459], abs=5e-5)
    assert -descent.weights[1] / descent.weights[0] == pytest.approx(14.75, abs=5e-3)


@pytest.mark.parametrize("name", NAMES)
def test_no_number_has_digits_that_nobody_measured(name: str) -> None:
    """Such as 7.8100000000000005, which a careless reader makes of 7.81."""
    for value in data_of(load(name)).table().ravel().tolist():
        assert len(f"{value!r}".lstrip("-").replace(".", "")) <= 15


def test_every_data_set_has_a_claim() -> None:
    assert set(CLAIMS) == set(NAMES)
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", CLAIMS)
def test_has_the_published_figures_and_does_what_its_note_says(name: str) -> None:
    CLAIMS[name](load(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_source_and_the_licence_are_told_in_both_languages(name: str) -> None:
    notes = load(name).notes
    assert "Data: " in notes["en"]
    assert "数据来源：" in notes["zh_CN"]
    for language in ("en", "zh_CN"):
        assert any(
            licence in notes[language] for licence in ("BSD", "MIT", "CC0", "public domain", "公有领域")
        )
