"""The worked step as text: LaTeX that LaTeX takes, Markdown that a viewer takes."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.worked_step import worked_step
from gdsim.export.explanation import FORMATS, explanation, record_table
from gdsim.lesson.secret import Secret
from gdsim.scenario import Scenario, load

SMALL = Scenario(Neuron(Dataset([[1e-7], [2.0]], [3e-7, 1.0])), Optimizer(RULES["adam"], 1e-9), (0.5,))


def test_latex_has_only_signs_that_latex_knows():
    text = explanation(worked_step(SMALL.descent()), SMALL.optimizer, "latex")
    mathematics = re.findall(r"\$(.*?)\$|\\\[(.*?)\\\]", text)
    assert mathematics
    assert "".join("".join(pair) for pair in mathematics).isascii()
    assert "10^{-" in text  # powers of ten, not superscript characters
    assert r"\hat{m}_{1} = \frac{m_{1}}{1-\beta_1^t}" in text


def test_latex_braces_and_environments_close():
    text = explanation(worked_step(SMALL.descent()), SMALL.optimizer, "latex")
    assert text.count("{") == text.count("}")
    assert text.count(r"\begin{") == text.count(r"\end{") > 0
    assert text.count("$") % 2 == 0


def test_a_column_s_name_means_nothing_to_latex():
    dataset = Dataset([[1.0]], [2.0], ["rate & share_%"], "y")
    table = record_table(worked_step(Scenario(Neuron(dataset), Optimizer()).descent()), "latex")
    assert r"rate \& share\_\%" in table
    assert "$y$" in table


def test_markdown_is_a_table_for_a_viewer():
    text = explanation(worked_step(load("first_steps").descent()), load("first_steps").optimizer, "markdown")
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert html.count("<tr>") == 1 + 5 + 1  # head, records, sum
    assert html.count("<h2>") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_secret_is_a_question_mark_in_every_row_and_the_sum(form):
    step = worked_step(load("first_steps").descent())
    open_, whole = record_table(step, form, {Secret.RESIDUAL}), record_table(step, form)
    residuals = step.terms.residual.tolist()
    # y − ŷ, its square, δ and the part in the gradient, of five records; sums of all but δ
    assert open_.count("?") == 4 * (len(residuals) + 1)
    assert "?" not in whole
    assert record_table(step, form, {Secret.MINIMUM}) == whole


def test_weights_have_subscripts_in_latex_and_a_sum_has_one_sign():
    step = worked_step(load("two_weights").descent())
    text = explanation(step, load("two_weights").optimizer, "latex")
    assert "w1" not in text
    # −1.5 + 0.4 = −1.1 and, the other way round, 0.72 − 0.42 = 0.31.
    assert r"\[ w_{1} \leftarrow w_{1} + \Delta w_{1} = -1.500 + 0.400 = -1.100 \]" in text
    descent = load("sigmoid_neuron").descent()
    descent.step()
    text = explanation(worked_step(descent), descent.optimizer, "text")
    assert "w2 ← w2 + Δw2 = 0.721 − 0.416 = 0.305" in text


def test_a_surface_has_no_table():
    assert record_table(worked_step(load("rosenbrock").descent()), "text") == ""


def test_newton_s_hessian_and_its_inverse_are_written():
    # Rosenbrock's at its start: H = [[1330, 480], [480, 200]], det H = 35 600.
    scenario = load("rosenbrock")
    optimizer = scenario.optimizer.with_rule(RULES["newton"])
    step = worked_step(Descent(scenario.objective, optimizer, scenario.start_weights()))
    text = explanation(step, optimizer, "text")
    assert "H = (1330.000, 480.000; 480.000, 200.000)" in text
    assert "H⁻¹ = (0.00562, −0.0135; −0.0135, 0.0374)" in text


def test_a_rule_is_written_with_its_formulas_and_the_numbers_in_them():
    # The first velocity is the gradient, −31.099 in this scenario, and Δw = −0.03 · (−31.099) = 0.933.
    scenario = load("first_steps")
    optimizer = scenario.optimizer.with_rule(RULES["momentum"])
    step = worked_step(Descent(scenario.objective, optimizer, scenario.start_weights()))
    text = explanation(step, optimizer, "text")
    assert "v1 ← μ v1 + ∂E/∂w1 = 0.9 · 0 + (−31.099) = −31.099" in text
    assert "Δw1 = −η v1 = −0.03 · (−31.099) = +0.933" in text


# Σ x² = 17.34, Σ xy = 25.03: the gradient at w = −0.35 is −31.099, the last record's part −(4.3 + 1.05) · 3 = −16.05.
MISTAKEN = {
    "wrong_sign": ("g1 = −∂E/∂w1 = 31.099", "Δw1 = −η g1 = −0.03 · 31.099 = −0.933"),
    "last_record": ("g1 = ∂E_N/∂w1 = −16.050", "Δw1 = −η g1 = −0.03 · (−16.050) = +0.481"),
    "rate_on_weights": (
        "∂E/∂w1 = −31.099",
        "Δw1 = (η − 1) w1 − ∂E/∂w1 = (0.03 − 1) · (−0.350) − (−31.099) = +31.438",
    ),
    "no_slope": ("∂E/∂w1 = −31.099", "Δw1 = −η ∂E/∂w1 = −0.03 · (−31.099) = +0.933"),  # f is the identity
}


@pytest.mark.parametrize("name", list(MISTAKEN))
def test_a_mistaken_step_is_written_as_it_is_made_and_named(name):
    scenario = load("first_steps")
    optimizer = replace(scenario.optimizer, mistake=MISTAKES[name])
    step = worked_step(Descent(scenario.objective, optimizer, scenario.start_weights()))
    text = explanation(step, optimizer, "text")
    assert f"A mistake is made on purpose: {MISTAKES[name].label}." in text
    assert ("Here the mistake changes nothing." in text) == (name == "no_slope")
    lines = text.splitlines()
    assert "∂E/∂w1 = −31.099" in lines
    for line in MISTAKEN[name]:
        assert line in lines
    assert explanation(step, optimizer, "latex").isascii()
    total = next(line for line in lines if line.strip().startswith("Σ"))
    assert total.split()[-1] == "−31.099"


def test_a_mistaken_step_in_json_tells_the_gradient_from_what_is_used_for_it():
    scenario = load("first_steps")
    optimizer = replace(scenario.optimizer, mistake=MISTAKES["wrong_sign"])
    step = worked_step(Descent(scenario.objective, optimizer, scenario.start_weights())).to_json()
    assert step["mistake"] == "wrong_sign"
    assert step["gradient"] == [pytest.approx(-31.099)]
    assert step["used_gradient"] == [pytest.approx(31.099)]
    assert step["update"] == [pytest.approx(-0.03 * 31.099)]
