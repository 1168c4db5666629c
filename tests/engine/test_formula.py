import math
import runpy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdsim.engine.formula import DEEPEST, LONGEST, MOST_WEIGHTS, Formula, FormulaError


def value(text, *weights):
    return float(Formula(text).values(np.array([weights]))[0])


@pytest.mark.parametrize(
    ("text", "weights", "expected"),
    [
        ("2w1 + 3(w2 + 1)", [5.0, 7.0], 34.0),
        ("-w^2", [3.0], -9.0),
        ("2^-w", [2.0], 0.25),
        ("2^w^2", [3.0], 512.0),
        ("w^2w", [3.0], 27.0),
        ("w1 w2", [3.0, 4.0], 12.0),
        ("(w+1)(w-1)", [3.0], 8.0),
        ("w(w+1)", [3.0], 12.0),
        ("1 - 2 - 3 + w", [0.0], -4.0),
        ("8 / 4 / 2 * w", [3.0], 3.0),
        ("½ w²", [4.0], 8.0),
        ("(1 − w₁)² + 100·(w₂ − w_1²)²", [-1.2, 1.0], 24.2),
        ("3×w÷2", [4.0], 6.0),
        ("w**3", [2.0], 8.0),
        ("w⁻²", [2.0], 0.25),
        ("√(w) + sqrt(w)", [9.0], 6.0),
        ("2e3w", [2.0], 4000.0),
        ("2e w", [1.0], 2 * math.e),
        ("π w + pi", [1.0], 2 * math.pi),
        ("ln(w) + log(w)", [math.e], 2.0),
        ("min(w1, w2, 3) + max(w1, w2)", [5.0, 7.0], 10.0),
        ("abs(w) sign(w)", [-2.0], -2.0),
        ("sigmoid(w) + tanh(w)", [0.0], 0.5),
        ("sin(w) + cos(w) + tan(w) + exp(w)", [0.0], 2.0),
        (".5w + 1.", [2.0], 2.0),
        ("--w", [2.0], 2.0),
        ("w3", [0.0, 0.0, 4.0], 4.0),
    ],
)
def test_reads_what_people_write(text, weights, expected):
    assert value(text, *weights) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("w + ", 4, "ends where"),
        ("", 0, "ends where"),
        ("w + * 2", 4, "not “*”"),
        ("(w + 1", 6, "is missing"),
        ("w + 1)", 5, "operator or the end"),
        ("3 + sni(w)", 4, "did you mean “sin”"),
        ("3 + zzzz(w)", 4, "allowed are"),
        ("sin w", 4, "is expected after sin"),
        ("1/2w", 3, "two ways"),
        ("w 2", 2, "not “2”"),
        ("0,5 w", 1, "not “,”"),
        ("w + w1", 4, "cannot be mixed"),
        ("w0", 0, "w1 to"),
        (f"w{MOST_WEIGHTS + 1}", 0, "w1 to"),
        ("3 + 4", 0, "no weight"),
        ("w + 1/0", 5, "not a finite number"),
        ("w + ln(0)", 4, "not a finite number"),
        ("w + 1e999", 4, "too large"),
        ("w + 1e-400", 4, "“1e-400” is so small that it would become 0"),
        ("w # 2", 2, "“#”"),
        ("max(w)", 5, "two arguments"),
        ("exp(w, 2)", 0, "one argument"),
        ("9^9^9^9 + w", 3, "not a finite number"),
        ("__import__('os')", 0, "“_”"),
        ("w.real", 1, "“.”"),
        ("(" * (DEEPEST + 1) + "w" + ")" * (DEEPEST + 1), DEEPEST, "nested"),
        ("-" * (DEEPEST + 1) + "w", DEEPEST, "nested"),
        ("w^" * (DEEPEST + 1) + "w", 2 * DEEPEST + 1, "nested"),
        ("w+" * LONGEST + "w", LONGEST, "characters"),
    ],
)
def test_an_error_points_at_the_character(text, position, words):
    with pytest.raises(FormulaError) as caught:
        Formula(text)
    assert caught.value.position == position
    assert words in str(caught.value)


@given(st.text(alphabet="w12 +-*/^().,½²πsinexpmax√", max_size=40))
def test_any_text_is_read_or_refused_with_a_place_in_it(text):
    try:
        formula = Formula(text)
    except FormulaError as error:
        position, shape = error.position, (2,)
    else:
        position, shape = 0, formula.values(np.ones((2, formula.weight_count))).shape
    assert 0 <= position <= len(text)
    assert shape == (2,)


# Smooth expressions whose values stay moderate, so that finite differences are to be trusted.
_LEAVES = st.sampled_from(["w1", "w2", "2", "0.5", "pi"])


def _grow(inner):
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) / (2 + cos({t[1]}))"),
        st.tuples(st.sampled_from(["sin", "cos", "tanh", "sigmoid"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
        inner.map(lambda t: f"exp(sin({t}))"),
        inner.map(lambda t: f"ln(1.5 + sin({t}))"),
        inner.map(lambda t: f"sqrt(2 + cos({t}))"),
        inner.map(lambda t: f"(sin({t}))^3"),
        inner.map(lambda t: f"(2 + cos({t}))^-1.5"),
        inner.map(lambda t: f"(2 + cos({t}))^sin({t})"),
    )


def _difference(function, point, index, step=1e-3):
    """Central difference of fifth order."""

    def at(k):
        moved = point.copy()
        moved[index] += k * step
        return function(moved)

    return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + (at(3) - at(-3))) / (60 * step)


@settings(max_examples=150, deadline=None)
@given(st.recursive(_LEAVES, _grow, max_leaves=6), st.floats(-1, 1), st.floats(-1, 1))
def test_gradient_and_hessian_agree_with_finite_differences(text, first, second):
    formula = Formula(f"{text} + 0 w1 + 0 w2")
    point = np.array([first, second])

    def gradient(at):
        return formula.value_and_gradient(at)[1]

    size = 1.0 + abs(formula.value_and_gradient(point)[0]) + float(np.abs(formula.hessian(point)).max())
    for i in range(2):
        slope = _difference(lambda at: float(formula.values(at[None, :])[0]), point, i)
        assert gradient(point)[i] == pytest.approx(slope, abs=1e-7 * size**3)
        bend = _difference(gradient, point, i)
        np.testing.assert_allclose(formula.hessian(point)[i], bend, atol=1e-7 * size**3)


@pytest.mark.parametrize(
    ("text", "at", "slope"),
    [
        ("abs(w)", 0.0, 0.0),
        ("abs(w)", -2.0, -1.0),
        ("sign(w)", 1.0, 0.0),
        ("max(0, w)", -1.0, 0.0),
        ("max(0, w)", 1.0, 1.0),
        ("max(0, w)", 0.0, 0.0),
        ("min(w, w^2)", 0.5, 1.0),
        ("sqrt(w^2)", 0.0, 0.0),
        ("w^0", 3.0, 0.0),
        ("sigmoid(w)", 40.0, math.exp(-40)),
    ],
)
def test_slopes_at_kinks_and_far_out(text, at, slope):
    assert Formula(text).value_and_gradient(np.array([at]))[1][0] == pytest.approx(slope, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(w1 + 2 w2 - 7)^2 + (2 w1 + w2 - 5)^2", True),
        ("3 w1 - w2", True),
        ("w^3", False),
        ("abs(w)", False),
        ("max(w, 2w)", False),
        ("sin(w)", False),
    ],
)
def test_knows_whether_it_is_a_parabola(text, expected):
    assert Formula(text).is_quadratic is expected


def test_value_is_the_same_to_the_last_bit_alone_and_among_many():
    formula = Formula(
        "20 + e - 20 exp(-0.2 sqrt((w1^2 + w2^2) / 2)) - exp((cos(2 pi w1) + cos(w2)) / 2) + w1^3.5"
    )
    points = np.random.default_rng(3).uniform(0, 4, (20_000, 2))
    values = formula.values(points)
    chosen = range(0, 20_000, 97)
    assert all(formula.values(points[k : k + 1])[0] == values[k] for k in chosen)
    assert all(formula.value_and_gradient(points[k])[0] == values[k] for k in chosen)


def test_where_it_is_not_defined_it_is_nan_without_a_warning():
    assert math.isnan(value("ln(w)", -1.0))
    assert value("1/w", 0.0) == math.inf


@pytest.mark.parametrize(
    "text", ["(1 - w1)^2 + 100 (w2 - w1^2)^2", "sigmoid(w1) / sqrt(w2) + min(w1, w2)^-3", "-w^2"]
)
def test_exported_code_gives_the_same_bits(text, tmp_path):
    formula = Formula(text)
    point = np.array([0.7, 1.9])[: formula.weight_count]
    weights = [f"w{i + 1} = np.array([{w!r}])" for i, w in enumerate(point.tolist())]
    script = tmp_path / "script.py"
    script.write_text("\n".join(["import numpy as np", *weights, *formula.code()]))
    names = runpy.run_path(str(script))
    error, gradient = formula.value_and_gradient(point)
    assert float(np.squeeze(names["E"])) == error
    assert [float(np.squeeze(names[f"g{i + 1}"])) for i in range(len(point))] == gradient.tolist()


def test_latex_of_the_formula_and_of_its_slope():
    formula = Formula("½(w1 - 3)^2 / w2")
    assert formula.latex == r"\frac{0.5 \, (w_{1} - 3)^{2}}{w_{2}}"
    assert formula.slope_latex(0) is not None
    assert Formula("sin(w)").slope_latex(0) == r"\cos(w)"


def test_the_longest_formula_is_read_and_differentiated_quickly():
    towers = "*".join(f"(w{1 + k % MOST_WEIGHTS}^w{1 + (k + 1) % MOST_WEIGHTS}+2)" for k in range(45))
    formula = Formula(towers[:LONGEST])
    point = np.full(formula.weight_count, 0.1)
    assert np.isfinite(formula.hessian(point)).all()
    assert formula.slope_latex(0) is None
