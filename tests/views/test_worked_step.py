"""The step in numbers: the numbers of the hand calculation, sign by sign, for every rule and objective."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario import number_text
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.formula_lines import formula_parts, with_slash
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import PROJECTOR, Quantity
from gdsim.views.shared.worked_page import _Writer
from gdsim.views.worked_step import WorkedStep

INPUTS, TARGETS = [0.5, 1, 1.5, 2.2, 3], [0.9, 1.4, 2.6, 2.9, 4.3]


def straight(rate=0.03, **neuron):
    dataset = Dataset(np.array(INPUTS)[:, None], TARGETS)
    return Scenario(Neuron(dataset, **neuron), Optimizer(learning_rate=rate), (-0.35,))


def sigmoid():
    dataset = Dataset([[1, 2], [0.5, -1], [2, 1]], [0.9, 0.2, 0.7])
    return Scenario(
        Neuron(dataset, ACTIVATIONS["sigmoid"], bias=True), Optimizer(learning_rate=0.5), (0.1, -0.2, 0.3)
    )


@pytest.fixture
def opened(qtbot):
    def make(scenario=None, steps=0, width=290):
        session = Session(scenario or straight())
        for _ in range(steps):
            session.step()
        view = WorkedStep(session, Look())
        qtbot.addWidget(view)
        view.resize(width, 700)
        view.show()
        return view

    return make


@pytest.fixture
def digits():
    yield number_text.set_digits
    number_text.set_digits(number_text.DEFAULT_DIGITS)


def lines(view) -> list[str]:
    return view.plain_text().splitlines()


def test_the_step_of_the_drawing_number_by_number(opened):
    shown = lines(opened(steps=1))
    for line in (
        "STEP 1 → 2",
        "E = 1/2 Σ (y−ŷ)²",
        "= ½ (0.370 + 0.668 + 2.978 + 2.616 + 6.508)",
        "= 6.570",
        "∂E/∂w₁ = −Σ (y−ŷ) f'(h) x₁",
        "= −(0.609·1·0.5 + 0.817·1·1 + 1.726·1·1.5 + 1.617·1·2.2 + 2.551·1·3)",
        "= −14.921",
        "Δw₁ = −η · ∂E/∂w₁",
        "= −0.03 × (−14.921)",
        "= +0.448",
        "w₁ ← w₁ + Δw₁",
        "= 0.583 + 0.448",
        "= 1.031",
    ):
        assert line in shown
    assert shown[-1] == (
        "The slope here is negative: to the right it goes down. "
        "The step goes to the right, against the gradient."
    )


def test_the_page_shows_what_the_text_says(opened):
    view = opened(steps=1)
    page = view._page.toPlainText().replace("\u00a0", " ")
    for number in ("= 6.570", "= −14.921", "= +0.448", "= 1.031"):
        assert number in page


def test_signs_where_the_slope_is_positive(opened):
    scenario = straight()
    shown = lines(opened(Scenario(scenario.objective, scenario.optimizer, (3.0,))))
    assert any(line.startswith("= −0.03 × 2") for line in shown)
    assert any(line.startswith("= 3.000 −") for line in shown)
    assert shown[-1].endswith("The step goes to the left, against the gradient.")


def test_more_digits_are_shown_everywhere(opened, digits):
    digits(6)
    shown = lines(opened(steps=1))
    assert "= −14.921300" in shown
    total = next(line for line in shown if line.startswith("= ½ ("))
    assert [len(term.split(".")[1]) for term in total[5:-1].split(" + ")] == [6] * 5


@pytest.mark.parametrize(
    ("measure", "front_e", "front_g"),
    [
        ("sse", "= ½ (", "= −("),
        ("squares", "= 1.", "= −2 ("),
        ("mse", "= 1/5 (", "= −2/5 ("),
        ("half_mse", "= 1/10 (", "= −1/5 ("),
    ],
)
def test_the_factor_and_the_two_of_the_derivative(opened, measure, front_e, front_g):
    shown = lines(opened(straight(error_measure=ERROR_MEASURES[measure])))
    assert any(line.startswith(front_e) and "+" in line for line in shown)
    assert any(line.startswith(front_g) and "+" in line for line in shown)


@pytest.mark.parametrize("measure", ["absolute", "residuals", "huber"])
def test_other_measures_go_by_their_error_terms(opened, measure):
    view = opened(straight(error_measure=ERROR_MEASURES[measure]))
    assert "∂E/∂w₁ = −Σ δ x₁" in lines(view)
    gradient = number_text.number_text(float(view.session.gradient[0]))
    assert f"= {gradient}" in lines(view)


def test_long_sums_show_their_ends_and_all_terms_when_asked(qtbot, opened):
    dataset = Dataset(np.arange(1.0, 31.0)[:, None], np.arange(30.0))
    view = opened(Scenario(Neuron(dataset), Optimizer(learning_rate=1e-4), (0.0,)))
    total = next(line for line in lines(view) if line.startswith("= ½ ("))
    assert total.count("+") == 5
    assert "…" in total
    assert "all terms" in view._page.toPlainText().replace("\u00a0", " ")
    view.set_expanded(True)
    total = next(line for line in lines(view) if line.startswith("= ½ ("))
    assert total.count("+") == 29


def test_each_weight_has_its_part_the_chosen_one_first(opened):
    view = opened(sigmoid())
    heads = [line for line in lines(view) if line in ("W₁", "W₂", "B")]
    assert heads == ["W₁", "W₂", "B"]
    view.session.select_weight(2)
    heads = [line for line in lines(view) if line in ("W₁", "W₂", "B")]
    assert heads == ["B", "W₁", "W₂"]


def test_the_bias_has_no_input_in_its_products(opened):
    view = opened(sigmoid())
    view.session.select_weight(2)
    text = view.plain_text()
    assert "∂E/∂b = −Σ (y−ŷ) f'(h)\n" in text
    products = text.split("∂E/∂b = −Σ (y−ŷ) f'(h)\n")[1].splitlines()[0]
    assert products.count("·") == 3


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_ends_at_the_next_weights(opened, rule):
    scenario = straight()
    view = opened(Scenario(scenario.objective, Optimizer(RULES[rule], 0.03), (-0.35,)), steps=2)
    view.session.step()
    arrived = number_text.number_text(float(view.session.weights[0]))
    view.session.step_back()
    assert f"= {arrived}" in lines(view)


def test_a_batch_says_that_it_is_one(opened):
    scenario = straight()
    view = opened(Scenario(scenario.objective, Optimizer(learning_rate=0.03, batch=2), (-0.35,)))
    text = view.plain_text()
    assert "a batch of 2 records" in text
    assert "E = 28.038" in text
    total = next(line for line in lines(view) if line.startswith("= ½ ("))
    assert total.count("+") == 1


def test_after_divergence_there_is_no_step_but_the_reason(opened):
    view = opened(straight(rate=0.5), steps=60)
    assert "NO FURTHER STEP" in view.plain_text()
    assert "0.115" in view.plain_text()
    assert "nan" not in view.plain_text().lower()


def test_a_step_that_the_rule_refuses_gives_its_reason(opened):
    view = opened(Scenario(FormulaSurface("-w^2"), Optimizer(RULES["newton"], 1.0), (1.0,)))
    assert "Newton's step cannot be taken" in view.plain_text()


@pytest.mark.parametrize("name", SURFACES)
def test_surfaces_show_their_formula_and_slopes(opened, name):
    surface = Surface(SURFACES[name])
    view = opened(Scenario(surface, Optimizer(learning_rate=1e-4), SURFACES[name].start))
    assert f"= {number_text.number_text(view.session.error)}" in lines(view)


def test_sub_steps_mark_their_part(opened):
    view = opened()
    for _ in range(4):
        view.session.next_stage()
    assert "PART 4 OF 6: GRADIENT" in view.plain_text()
    assert "▶ gradient" in view._page.toPlainText()


def test_at_the_move_the_step_just_made_is_shown(opened):
    view = opened()
    before = None
    for _ in range(6):
        before = [line for line in lines(view) if line.startswith("=")]
        view.session.next_stage()
    assert view.session.step_number == 1
    assert [line for line in lines(view) if line.startswith("=")] == before


LONGEST = Scenario(Surface(SURFACES["ackley"]), Optimizer(learning_rate=1e-4), SURFACES["ackley"].start)


@pytest.mark.parametrize("scenario", [straight(), sigmoid(), straight(rate=0.5), LONGEST])
@pytest.mark.parametrize("width", [240, 290, 500])
def test_nothing_is_wider_than_the_panel(opened, scenario, width):
    view = opened(scenario, width=width)
    assert view._page.document().size().width() <= view._page.viewport().width()
    assert view._page.horizontalScrollBar().maximum() == 0


def test_the_lines_of_a_broken_formula_are_of_one_size(qapp):
    writer = _Writer(Look(), None, "", 150.0)
    writer._formula(
        r"E = \frac{1}{2} (a + b + c + d + e + f + g + h + i + j) + k + \frac{abcdefghijklmnopqrstu}{x}"
    )
    assert len(writer._pictures) > 1
    assert len({picture.pixels for picture in writer._pictures}) == 1


def test_a_term_that_takes_several_lines_has_them_for_itself(qapp):
    writer = _Writer(Look(), None, "", 110.0)
    writer._formula(r"E = (a - (bcd + efghij))^2 + (k - (lmn + opqrst))^2")
    lines = [picture.latex for picture in writer._pictures]
    assert "+ (k" in lines
    assert not any("^2 +" in line for line in lines)


def test_a_lit_up_quantity_is_marked(opened):
    view = opened()
    view.session.set_highlight("gradient")
    assert f"background-color:{view.look.theme.color(Quantity.GRADIENT)}".lower() in view._page._html.lower()


def point_at(qtbot, page, text):
    """Move the pointer over a text of the page."""
    page.moveCursor(page.textCursor().MoveOperation.Start)
    assert page.find(text)
    cursor = page.textCursor()
    cursor.setPosition(cursor.selectionStart() + 1)
    place = page.cursorRect(cursor).center() + QPoint(3, 0)
    QTest.mouseMove(page.viewport(), QPoint(1, 1))
    QTest.mouseMove(page.viewport(), place)


def test_pointing_at_a_number_lights_up_its_quantity(qtbot, opened):
    view = opened(steps=1)
    point_at(qtbot, view._page, "14.921")
    assert view.session.highlight == "gradient"
    point_at(qtbot, view._page, "1.031")
    assert view.session.highlight == "weight"


def test_pointing_at_a_symbol_of_a_formula_lights_up_its_quantity(qtbot, opened):
    view = opened(steps=1)
    page = view._page
    found = set()
    for y in range(0, page.viewport().height(), 3):
        for x in range(12, 200, 3):
            found.add(page._quantity_under(QPointF(x, y)))
    assert {"error", "gradient", "update", "learning_rate", "weight"} <= {q and str(q) for q in found}
    # The symbol E stands at the left of the first formula.
    place = next(
        QPointF(x, y)
        for y in range(30, 90)
        for x in range(10, 30)
        if page._quantity_under(QPointF(x, y)) is not None
    )
    QTest.mouseMove(page.viewport(), place.toPoint())
    assert view.session.highlight == "error"


def test_copies_are_text_and_markdown(opened):
    view = opened(steps=1)
    view._copy_text()
    assert "= −0.03 × (−14.921)" in QGuiApplication.clipboard().text()
    view._copy_markdown()
    copied = QGuiApplication.clipboard().text()
    assert r"$$\Delta w_{1} = -\eta \cdot \frac{\partial E}{\partial w_{1}}$$" in copied
    assert "color" not in copied


@pytest.mark.parametrize(
    ("latex", "parts"),
    [
        ("x", ["x"]),
        (r"E = a + \frac{b + c}{d} - e", ["E = a", r"+ \frac{b + c}{d}", "- e"]),
        (r"-2 (a - b)", ["-2 (a", "- b)"]),
        (r"(a) (b)", ["(a)", r"\cdot (b)"]),
        (r"E = ((a - b)^2 + (c - d)^2)", ["E = ((a - b)^2", "+ (c - d)^2)"]),
        (r"a = b = (c) (d)", ["a = b", "= (c)", r"\cdot (d)"]),
        (
            r"\frac{a}{b} = \frac{a}{c} \cdot \frac{c}{b}",
            [r"\frac{a}{b} = \frac{a}{c}", r"\cdot \frac{c}{b}"],
        ),
        (r"E = F, \; F = 1", ["E = F,", "F = 1"]),
    ],
)
def test_formulas_are_broken_before_signs_outside_of_braces(latex, parts):
    assert formula_parts(latex) == parts


def test_the_longest_fraction_can_be_written_on_a_line_which_can_be_broken():
    latex = r"\frac{\partial E}{\partial w} \approx \frac{E(w + e) - E(w - e)}{2 e}"
    assert with_slash(latex) == r"\frac{\partial E}{\partial w} \approx (E(w + e) - E(w - e)) / (2 e)"
    assert formula_parts(with_slash(latex)) == [
        r"\frac{\partial E}{\partial w} \approx (E(w + e)",
        "- E(w - e)) / (2 e)",
    ]
    assert with_slash("E = 2") == "E = 2"


def for_hall(view) -> str:
    view.look.set_all(PROJECTOR, 1.0, for_hall=True)
    view.refresh()
    return view.plain_text()


def test_before_a_hall_each_part_has_its_numbers_those_of_the_first_two_the_chosen_record_s(opened):
    """x = 1, w = −0.35, y = 1.4: ŷ = −0.35, y − ŷ = 1.75."""
    view = opened()
    view.session.select_record(1)
    view.session.next_stage()
    assert "= −0.350" in for_hall(view)
    view.session.next_stage()
    assert "= 1.750" in for_hall(view)
    view.session.next_stage()
    assert "= 28.038" in for_hall(view)


def test_before_a_hall_the_chosen_weight_s_part_is_the_only_one(opened):
    view = opened(sigmoid())
    for _ in range(4):
        view.session.next_stage()
    text = for_hall(view)
    assert "∂E/∂w₁" in text
    assert "∂E/∂w₂" not in text


def test_what_was_scrolled_to_stays_in_view_over_a_step(qtbot, opened):
    view = opened(sigmoid())
    view._page.verticalScrollBar().setValue(120)
    view.session.step()
    assert view._page.verticalScrollBar().value() == 120


def test_the_page_is_reached_by_the_keyboard(qtbot, opened):
    view = opened()
    view._page.setFocus()
    assert view._page.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_of_many_records_only_the_terms_shown_are_written(opened, monkeypatch):
    written = []

    def counted(value, *arguments, **options):
        written.append(value)
        return number_text.number_text(value, *arguments, **options)

    monkeypatch.setattr("gdsim.views.shared.worked_blocks.number_text", counted)
    x = np.linspace(-1.0, 1.0, 5000)
    opened(Scenario(Neuron(Dataset(x[:, None], 2 * x), bias=True), Optimizer(), (0.0, 0.0)))
    assert 10 < len(written) < 200


def test_a_pause_draws_it_once_whether_it_waited_or_not(opened, monkeypatch):
    view = opened()
    drawn = []
    monkeypatch.setattr(view._page, "show_blocks", lambda *content: drawn.append(content))
    player = view.session.player
    for pace in (2.0, 200.0):  # followed step by step; stays behind
        player.pace = pace
        player.run()
        view.session.stepped.emit()
        assert view.waits == (pace == 200.0)
        drawn.clear()
        player.pause()
        assert len(drawn) == 1
        assert not view.waits
