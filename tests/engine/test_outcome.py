import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.outcome import divergence_message, outcome_message
from gdsim.engine.rule import RULES
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface

BOWL = Neuron(Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3]))


def ended(objective=BOWL, rate=0.03, start=(-0.35,), rule="gradient_descent", stop=StopRules(), steps=None):  # noqa: B008
    optimizer = Optimizer(RULES[rule], learning_rate=rate)
    descent = Descent(objective, optimizer, np.array(start, dtype=float), stop)
    descent.run(steps)
    return descent


def test_nothing_is_said_while_it_goes_on():
    assert outcome_message(Descent(BOWL, Optimizer(), np.zeros(1))) is None


@pytest.mark.parametrize(
    ("outcome", "settings", "words"),
    [
        (Outcome.STEPS, {"steps": 3}, "as asked"),
        (Outcome.GRADIENT, {}, "is not above the tolerance"),
        (Outcome.ERROR, {"stop": StopRules(error_tolerance=0.1)}, "it changed E by"),
        (Outcome.LIMIT, {"stop": StopRules(max_steps=4)}, "step limit"),
        (Outcome.DIVERGED, {"rate": 1.0}, "diverged"),
    ],
)
def test_every_outcome_has_a_sentence_with_its_step(outcome, settings, words):
    descent = ended(**settings)
    assert descent.outcome is outcome
    assert words in str(outcome_message(descent))
    assert str(descent.step_number) in str(outcome_message(descent))


def test_every_outcome_is_covered():
    for outcome in Outcome:
        descent = ended(steps=2)
        descent.outcome = outcome
        assert outcome_message(descent) is not None


def test_on_a_parabola_the_exact_limit_is_named():
    message = divergence_message(ended(rate=0.2))
    assert message.values["event"].values["first"] == pytest.approx(28.037575)
    reason = message.values["reason"]
    assert reason.values["limit"] == pytest.approx(2 / 17.34)
    assert reason.values["good"] == pytest.approx(1 / 17.34)
    assert "for this E" in str(reason)


def test_elsewhere_the_limit_is_named_as_local():
    surface = Surface(SURFACES["rosenbrock"])
    reason = divergence_message(ended(surface, 0.01, surface.entry.start)).values["reason"]
    assert "by the curvature at the start" in str(reason)
    assert reason.values["limit"] == pytest.approx(
        2 / np.linalg.eigvalsh(surface.hessian(np.array([-1.2, 1])))[-1]
    )


def test_a_local_limit_that_was_kept_is_not_blamed():
    # λ = 12 w² + 0.2 is small at the start, but the first step leads to where it is large.
    descent = ended(FormulaSurface("w^4 + 0.1 (w - 9)^2"), 1.5, (0.0,))
    assert descent.outcome is Outcome.DIVERGED
    reason = divergence_message(descent).values["reason"]
    assert "steeper elsewhere" in str(reason)
    assert reason.values["limit"] == pytest.approx(10.0)


def test_rules_that_scale_themselves_name_no_limit():
    descent = ended(rule="adam", steps=1)
    descent.outcome = Outcome.DIVERGED
    assert "scales its own steps" in str(divergence_message(descent))


def test_without_a_minimum_no_rate_is_recommended():
    descent = ended(FormulaSurface("-w^2"), 0.5, (1.0,))
    assert descent.outcome is Outcome.DIVERGED
    message = str(divergence_message(descent))
    assert "fell without end" in message
    assert "no η is stable" in message


def test_a_saddle_is_blamed_on_its_downward_direction():
    descent = ended(Surface(SURFACES["saddle"]), 0.5, (0.5, 0.5))
    assert descent.outcome is Outcome.DIVERGED
    assert divergence_message(descent).values["reason"].values["low"] == -1.0


def test_a_batch_that_alone_is_too_steep_is_blamed():
    neuron = Neuron(Dataset([[0.1], [10.0]], [0.0, 0.0]), error_measure=ERROR_MEASURES["mse"])
    descent = Descent(neuron, Optimizer(learning_rate=0.015, batch=1), np.array([1.0]), StopRules(500))
    descent.run()
    assert descent.outcome is Outcome.DIVERGED
    assert "each batch alone" in str(divergence_message(descent))


def test_after_an_edit_the_error_it_grew_from_is_that_of_the_new_data():
    descent = ended(steps=3)
    descent.change(
        objective=Neuron(BOWL.dataset.with_value(4, 0, 30.0)), optimizer=Optimizer(learning_rate=1.0)
    )
    first = descent.error
    descent.run(100)
    assert divergence_message(descent).values["event"].values["first"] == first


def test_overflow_in_one_step_is_told_without_numbers_that_are_none():
    descent = ended(Neuron(Dataset([[1e100]], [0.0])), 1e300, (1.0,))
    assert descent.outcome is Outcome.DIVERGED
    message = str(divergence_message(descent))
    assert "too large to compute with" in message
    assert "nan" not in message
    assert "inf" not in message


def test_where_e_curves_down_at_the_start_no_limit_is_claimed():
    neuron = Neuron(BOWL.dataset, ACTIVATIONS["sigmoid"])
    descent = ended(neuron, 2.0, (-5.0,), steps=3)
    assert "no largest stable η is known there" in str(divergence_message(descent))
