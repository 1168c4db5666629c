"""Formulas with live numbers: marks become colours, hidden numbers question marks."""

import pytest

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.lesson import Context
from gdsim.lesson.formula import in_parentheses, marked, with_colors, without_marks
from gdsim.lesson.formulas import FORMULAS, formula_forms
from gdsim.lesson.secret import HIDDEN, Secret
from gdsim.scenario import load


def test_a_number_carries_its_quantity_until_a_colour_is_put_there():
    latex = "w = " + marked("−0.5", "weight")
    assert latex == r"w = \q{weight}{-0.5}"
    assert with_colors(latex, {"weight": "#112233"}.__getitem__) == r"w = {\color{#112233} -0.5}"
    assert without_marks(latex) == "w = {-0.5}"


def test_powers_of_ten_and_signs_are_written_as_latex():
    assert marked("1.23×10⁻⁵", None) == r"\q{}{1.23\times 10^{-5}}"
    assert without_marks(marked("1.23×10⁻⁵", None)) == r"{1.23\times 10^{-5}}"
    assert in_parentheses("−1", "error") == r"(\q{error}{-1})"
    assert in_parentheses("1", "error") == r"\q{error}{1}"


def test_the_update_stands_in_three_forms_by_hand():
    context = Context(load("one_record").descent())  # w = −0.5, x = 2, y = 3, η = 0.1: slope −8
    assert formula_forms("update1", context) == (
        r"\Delta w_{1} = -\eta \, \frac{\partial E}{\partial w_{1}}",
        r"\Delta w_{1} = -\q{learning_rate}{0.1} \cdot (\q{gradient}{-8.000})",
        r"\Delta w_{1} = \q{update}{0.800}",
    )


def test_secret_numbers_are_question_marks_in_all_forms():
    context = Context(load("one_record").descent())
    _, numbers, result = formula_forms("update1", context, {Secret.UPDATE})
    assert "-8.000" in numbers
    assert "0.800" not in result
    assert HIDDEN in result


def test_formulas_of_records_do_not_exist_for_a_surface():
    context = Context(load("saddle").descent())
    known = [name for name in FORMULAS if formula_forms(name, context)]
    assert known == ["update", "move", "surface"]
    assert formula_forms("update3", context) is None


def test_a_prediction_of_several_terms_is_taken_off_as_a_whole():
    symbols, _, _ = formula_forms("error_of_weights", Context(load("two_weights").descent()))
    assert symbols.endswith("(y-(w_{1} x_{1} + w_{2} x_{2}))^2")
    symbols, _, _ = formula_forms("error_of_weights", Context(load("one_record").descent()))
    assert symbols.endswith("(y-w_{1} x_{1})^2")


def test_with_one_record_there_is_no_sum():
    one, several = (Context(load(name).descent()) for name in ("one_record", "first_steps"))
    for name in ("error", "error_of_weights", "gradient1"):
        assert "sum" not in formula_forms(name, one)[0], name
        assert r"\sum_\mu" in formula_forms(name, several)[0], name


def test_the_slope_of_the_only_record_is_written_factor_by_factor():
    context = Context(load("one_record").descent())  # −(3 − (−1)) · 2 = −8
    assert formula_forms("gradient1", context)[1:] == (
        r"\frac{\partial E}{\partial w_{1}} = -(\q{}{3} - (\q{prediction}{-1.000})) \cdot \q{}{2}",
        r"\frac{\partial E}{\partial w_{1}} = \q{gradient}{-8.000}",
    )


def test_the_terms_of_five_records_are_all_written():
    context = Context(load("first_steps").descent())
    for name in ("error", "error_of_weights", "gradient1"):
        assert "cdots" not in formula_forms(name, context)[1], name


def test_a_record_s_part_of_the_error_is_the_measure_s_by_hand():
    context = Context(load("one_record").descent())  # ½ (3 − (−1))² = 8
    assert formula_forms("record_error", context)[1:] == (
        r"E_\mu = \frac{1}{2} (\q{}{3} - (\q{prediction}{-1.000}))^2",
        r"E_\mu = \q{error}{8.000}",
    )


@pytest.mark.parametrize(
    ("mistake", "symbols"),
    [
        ("wrong_sign", r"\Delta w_{1} = -\eta g_{1} , \quad g_{1} = -\frac{\partial E}{\partial w_{1}}"),
        ("rate_on_weights", r"\Delta w_{1} = (\eta - 1) w_{1} - \frac{\partial E}{\partial w_{1}}"),
        ("no_slope", r"\Delta w_{1} = -\eta \, \frac{\partial E}{\partial w_{1}}"),
    ],
)
def test_a_mistake_made_on_purpose_changes_the_formula_of_the_update_where_it_changes_the_update(
    mistake, symbols
):
    """E = w1² + 2 w2² at (−2, 1), η = 0.1: the slope along w1 is −4."""
    optimizer = Optimizer(learning_rate=0.1, mistake=MISTAKES[mistake])
    context = Context(Descent(FormulaSurface("w1^2 + 2 w2^2"), optimizer, [-2.0, 1.0]))
    found, numbers, result = formula_forms("update1", context)
    assert found == symbols
    expected = {"wrong_sign": "−0.400", "rate_on_weights": "5.800", "no_slope": "0.400"}[mistake]
    assert expected in result.replace("-", "−")
    assert (numbers == result) == (mistake != "no_slope")


def test_the_update_of_a_batch_is_not_said_to_be_made_of_the_whole_gradient():
    neuron = Neuron(Dataset([[1.0], [2.0], [3.0]], [1.0, 2.0, 2.0]))
    context = Context(Descent(neuron, Optimizer(learning_rate=0.1, batch=1), [0.0]))
    _, numbers, result = formula_forms("update1", context)
    assert numbers == result
