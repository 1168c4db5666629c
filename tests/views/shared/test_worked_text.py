"""Formulas in plain characters: what a person would read aloud, and what means the same when it is typed again."""

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdsim.engine.formula import LONGEST
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.views.shared.worked_text import plain_formula


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"w_{1}^{3} + \frac{1}{2} \, w^{2}", "w₁³ + 1/2 w²"),
        (r"w^{w - 1}", "w^(w − 1)"),
        (r"w^{-2}", "w⁻²"),
        (r"\sigma(w) \, \sigma(-w)", "σ(w) σ(−w)"),
        (r"\frac{1}{\frac{1}{\frac{1}{\frac{1}{\frac{1}{\frac{a}{b}}}}}}", "1/(1/(1/(1/(1/(a/b)))))"),
        (r"H^{-1} = \begin{pmatrix} 1 & {-}2 \\ {-}2 & 5 \end{pmatrix}", "H⁻¹ = (1, −2; −2, 5)"),
    ],
)
def test_formulas_in_plain_characters(latex, plain):
    assert plain_formula(latex) == plain


_atoms = st.sampled_from(
    ["w1", "w2", "3", "0.5", "w1^2", "(w2 - 1)", "sin(w1)", "exp(w2 / 3)", "sqrt(w1^2 + 1)"]
)
_texts = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.builds("({}){}({})".format, inner, st.sampled_from(["+", "-", "*"]), inner),
        st.builds("({}) / (2 + cos({}))".format, inner, inner),
        st.builds("-({})^2 / 7".format, inner),
        st.builds("tanh(2 pi ({}))".format, inner),
    ),
    max_leaves=6,
)


def check_slope(surface, weights, index):
    again = FormulaSurface(f"{plain_formula(surface.formula.slope_latex(index))} + 0 w1 + 0 w2")
    # Written in another order than computed: rounding, and what sums cancel.
    wanted = surface.gradient(np.array(weights))[index]
    assert again.error(weights) == pytest.approx(wanted, rel=1e-8, abs=1e-8)


@given(_texts, st.floats(-2.0, 2.0), st.floats(-2.0, 2.0), st.sampled_from([0, 1]))
def test_a_slope_that_is_shown_is_the_slope_when_it_is_typed(text, first, second, index):
    surface = FormulaSurface(f"{text} + 0 w1 + 0 w2")
    latex = surface.formula.slope_latex(index)
    assume(latex is not None)
    # On one line 1/7 w can be read in two ways, and is refused; a fraction's line is clear.
    assume(not re.search(r"\} \\, ", re.sub(r"_\{\d\}|\^\{\d\}", "", latex)))
    assume(len(plain_formula(latex)) <= LONGEST - len(" + 0 w1 + 0 w2"))
    check_slope(surface, [first, second], index)


@pytest.mark.parametrize("name", [name for name, entry in SURFACES.items() if len(entry.start) == 2])
def test_the_slopes_of_the_classic_surfaces_too(name):
    for index in range(2):
        check_slope(Surface(SURFACES[name]), [0.7, -0.4], index)


def test_the_sign_before_a_sum_belongs_to_all_of_it():
    slope = FormulaSurface("3 - w1 (exp(w2) + w1)").formula.slope_latex(0)
    assert slope == r"-(\exp(w_{2}) + w_{1} + w_{1})"
