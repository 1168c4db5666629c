"""Typeset formulas: sharp, cached, coloured at the quantities' symbols."""

import pytest
from PySide6.QtCore import QPointF, QRect

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.rule import RULES
from gdsim.engine.schedule import SCHEDULES
from gdsim.views.shared.formula import FormulaLabel, colored, formula_image, quantity_at, typeset
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import DARK, LIGHT, Quantity

EVERY_FORMULA = [
    *(rf"\Delta w_i = {rule.formula}" for rule in RULES.values()),
    *(line for rule in RULES.values() for line in rule.where),
    *(measure.formula for measure in ERROR_MEASURES.values()),
    *(formula for f in ACTIVATIONS.values() for formula in (f.formula, f.slope_formula)),
    *(shape.formula for shape in SCHEDULES.values()),
]


@pytest.mark.parametrize("latex", EVERY_FORMULA)
def test_every_formula_of_the_registries_is_drawn_at_a_sane_size(qapp, latex):
    picture = typeset(colored(latex, Look()), LIGHT.ink)
    assert b"<path" in picture.svg
    assert 0.2 < picture.width < 40
    assert 0.3 < picture.height < 5


@pytest.mark.parametrize(
    ("latex", "parts"),
    [
        (r"\Delta w_1 = -\eta \cdot \frac{\partial E}{\partial w_1}", ["UPDATE", "RATE", "GRADIENT"]),
        (r"w_{1} \leftarrow w_{1} + \Delta w_{1}", ["WEIGHT", "WEIGHT", "UPDATE"]),
        (r"\Delta w = -\eta \frac{\partial E}{\partial w}", ["UPDATE", "RATE", "GRADIENT"]),
        (r"E = \frac{1}{2} \sum_\mu (y-\hat{y})^2", ["ERROR", "ERROR"]),
        (r"-\sum_\mu (y \ln \hat{y})", ["PREDICTION"]),
        (r"\beta_1 m_i + \rho(r) + \epsilon + \lfloor k \rfloor", []),
        (r"{\color{gradient} {-}1.5} \cdot 2", ["GRADIENT"]),
    ],
)
def test_each_symbol_has_its_quantitys_colour_and_nothing_else_has(latex, parts):
    look = Look()
    expected = [look.theme.color(Quantity[name]) for name in parts]
    found = [piece[:7] for piece in colored(latex, look).split(r"\color{")[1:]]
    assert found == expected


def test_an_index_stays_one_however_long_it_is():
    """A colour that ended within it would leave w_k + 1, which is another quantity."""
    latex = r"w_{k+1} - w_* = (1 - \eta \lambda) (w_k - w_*)"
    text = colored(latex, Look())
    assert "w_{k+1}}" in text
    assert text.count("{") == text.count("}")


def test_while_one_quantity_is_lit_up_the_others_are_quiet():
    look = Look()
    text = colored(r"\Delta w_1 = -\eta", look, highlight="learning_rate")
    assert look.theme.color(Quantity.RATE) in text
    assert look.theme.color(Quantity.UPDATE) not in text


def test_a_formula_is_set_once_for_each_text_and_colour(qapp):
    typeset.cache_clear()
    for _ in range(3):
        typeset("x^2", LIGHT.ink)
        typeset("x^2", DARK.ink)
    assert typeset.cache_info().misses == 2


def test_a_sign_stands_close_to_its_number_and_apart_from_a_sum(qapp):
    sign, difference, term = (typeset(latex, "#000000").width for latex in ("w = -b", "w = a - b", "a"))
    assert sign < difference - term - 0.2


def test_a_picture_has_the_screens_own_pixels(qapp):
    look = Look()
    one, three = (formula_image(r"\eta", look, 20, ratio) for ratio in (1.0, 3.0))
    assert three.devicePixelRatio() == 3.0
    assert abs(three.width() - 3 * one.width()) <= 3


def test_the_quantity_under_a_spot_is_found_by_its_colour(qapp):
    look = Look()
    image = formula_image(colored(r"\eta + \hat{y}", look), look, 40, 1.0)
    middle = image.height() * 0.6
    assert quantity_at(image, QPointF(image.width() * 0.08, middle), look) is Quantity.RATE
    assert quantity_at(image, QPointF(image.width() * 0.92, middle), look) is Quantity.PREDICTION
    assert quantity_at(image, QPointF(image.width() * 0.5, middle), look) is None


def test_a_label_shrinks_rather_than_being_cut(qtbot):
    label = FormulaLabel(Look())
    qtbot.addWidget(label)
    label.set_formula(r"E = \sum_\mu (y-\hat{y})^2", "E")
    whole = label.sizeHint()
    label.resize(whole)
    before = ink_rows(label.grab().toImage())
    label.resize(whole.width() // 2, whole.height())
    assert ink_rows(label.grab().toImage()) == pytest.approx(before / 2, abs=3)


def ink_rows(picture):
    """How many rows of the picture have something drawn in them."""
    ground = picture.pixelColor(0, 0)
    columns = range(picture.width())
    return sum(any(picture.pixelColor(x, y) != ground for x in columns) for y in range(picture.height()))


def test_a_label_that_wraps_takes_lines_of_full_size_for_a_long_formula(qtbot):
    label = FormulaLabel(Look(), wraps=True)
    qtbot.addWidget(label)
    label.set_formula(" + ".join(rf"(w_1 - {n})^2" for n in range(9)))
    whole = label.sizeHint()
    assert label.heightForWidth(whole.width()) == whole.height()
    width = whole.width() // 2
    height = label.heightForWidth(width)
    assert 2 * whole.height() < height < 4 * whole.height()
    label.resize(width, height)
    line = ink_rows(label.grab(QRect(0, 0, width, whole.height())).toImage())
    assert line > 0.6 * whole.height()
    assert max(label._wide(each) for each in label._lines(width)) <= width - 16
