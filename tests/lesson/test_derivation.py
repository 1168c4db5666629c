"""The derivation in stages: its numbers agree with differences of E, and its columns are the table's."""

import re
from functools import cache

import pytest
import ziamath

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.lesson import Context
from gdsim.lesson.derivation import DERIVATION, agreement, derivation, numeric_check
from gdsim.lesson.formula import with_colors, without_marks
from gdsim.lesson.live_numbers import reference
from gdsim.scenario import load
from gdsim.views.shared.table_rows import columns_of
from gdsim.views.shared.worked_text import plain_formula


def value(name, context):
    return reference(name).value(context)


@pytest.mark.parametrize("measure", ERROR_MEASURES)
def test_the_three_slopes_multiplied_are_the_record_s_part_of_the_gradient(measure):
    if measure == "log_loss":
        scenario = load("log_loss")
    else:
        scenario = load("first_steps").with_neuron(error_measure=ERROR_MEASURES[measure])
        scenario = scenario.with_neuron(activation=ACTIVATIONS["tanh"])
    context = Context(scenario.descent(), 1)
    product = value("outer", context) * value("slope", context) * value("x1", context)
    assert product == pytest.approx(value("contribution1", context), rel=1e-12)
    assert -value("outer", context) * value("slope", context) == pytest.approx(value("delta", context))
    assert value("gradient_numeric1", context) == pytest.approx(value("gradient1", context), rel=1e-7)
    for shown in (*derivation(context), numeric_check(context)):
        for form in shown.forms:
            assert "<path" in svg(without_marks(form))


@cache  # the measures share most of their forms
def svg(latex):
    ziamath.config.svg2 = False
    return ziamath.Latex(latex).svg()


@pytest.mark.parametrize("name", ["first_steps", "sigmoid_neuron", "tanh_neuron", "log_loss"])
def test_each_stage_names_a_column_that_the_data_table_has(name):
    scenario = load(name)
    context = Context(scenario.descent())
    keys = {column.key for column in columns_of(scenario.neuron)}
    for index in range(scenario.weight_count):
        for shown in derivation(context, index):
            assert not shown.column or shown.column in keys, shown.stage.name


def test_a_bias_multiplies_no_input():
    scenario = load("tanh_neuron")
    stages = {shown.stage.name: shown for shown in derivation(Context(scenario.descent()), 1)}
    assert stages["inner"].forms[2].endswith("= 1")
    assert stages["inner"].column == ""
    assert stages["contribution"].column == "contribution:1"


def test_the_sum_names_every_record_of_a_short_table():
    context = Context(load("two_weights").descent())
    stages = {shown.stage.name: shown for shown in derivation(context)}
    parts = re.findall(r"\\q\{gradient\}\{(-?[\d.]+)\}", stages["sum"].forms[1])
    assert sum(map(float, parts)) == pytest.approx(value("gradient1", context), abs=1e-2)


def test_a_surface_has_no_derivation():
    assert derivation(Context(load("saddle").descent())) == ()
    assert numeric_check(Context(load("saddle").descent())) is None
    assert len(derivation(Context(load("one_record").descent()))) == len(DERIVATION)


def test_the_check_shows_the_numbers_that_its_quotient_is_made_of():
    """E = ½ (3 − 2w)² at w = −0.5, moved by ε = 0.1: ½ 3.8² and ½ 4.2²; of a parabola the quotient is exact."""
    context = Context(load("one_record").descent())
    assert value("epsilon1", context) == pytest.approx(0.1)
    assert value("E_above1", context) == pytest.approx(0.5 * 3.8**2)
    assert value("E_below1", context) == pytest.approx(0.5 * 4.2**2)
    assert value("quotient1", context) == pytest.approx(-8.0)
    check = numeric_check(context)
    assert re.findall(r"\\q\{\w*\}\{(-?[\d.]+)\}", check.forms[1]) == ["7.220", "8.820", "0.1"]
    assert "-8.000" in check.forms[2]
    assert check.column == "contribution:0"
    assert agreement(context).values["off"] < 1e-9


def test_the_check_agrees_with_the_chain_rule_where_e_is_curved():
    context = Context(load("sigmoid_neuron").descent(), 1)
    assert value("quotient1", context) == pytest.approx(value("gradient1", context), rel=5e-3)
    assert value("quotient1", context) != pytest.approx(value("gradient1", context), rel=1e-5)
    assert agreement(context).values["off"] < 1e-9


@pytest.mark.parametrize("measure", ["sse", "absolute", "residuals"])
def test_its_formulas_can_be_said_in_plain_characters(measure):
    """For screen readers and copies: no name of a LaTeX command is left."""
    context = Context(load("first_steps").with_neuron(error_measure=ERROR_MEASURES[measure]).descent())
    for shown in (*derivation(context), numeric_check(context)):
        for form in shown.forms:
            plain = plain_formula(with_colors(form, str)).replace("sign", "")
            assert not re.search(r"[A-Za-z]{2,}|[\\{}]", plain), plain
