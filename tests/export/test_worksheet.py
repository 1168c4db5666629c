"""Work sheets: the numbers of a calculation by hand, blank pages without them, both languages."""

import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.export.worksheet import Answer, Heading, Line, Symbol, Table, worksheet
from gdsim.export.worksheet_pages import worksheet_pdf
from gdsim.scenario import Scenario, load, words
from gdsim.scenario.presets import shipped_scenarios

# One input, two records, w = 1, η = 0.1, SSE, identity. By hand:
#   ŷ = 1, 2; r = 2 − 1 = 1, 5 − 2 = 3; r² = 1, 9; E = ½ (1 + 9) = 5; ∂E_μ/∂w = −1·1, −3·2; ∂E/∂w = −7;
#   Δw = −0.1 · (−7) = 0.7; w = 1.7
BY_HAND = Scenario(Neuron(Dataset([[1], [2]], [2, 5])), Optimizer(learning_rate=0.1), (1.0,))


def answers(parts):
    return [part.text for part in parts if isinstance(part, Answer)]


def test_the_table_has_the_numbers_of_a_calculation_by_hand():
    table = next(block for block in worksheet(BY_HAND, 1) if isinstance(block, Table))
    assert [head.latex for head in table.heads] == [
        r"\mu", "x_{1}", "y", r"\hat{y}", r"y-\hat{y}", r"(y-\hat{y})^2",
        r"\frac{\partial E_\mu}{\partial w_{1}}",
    ]  # fmt: skip
    assert table.rows[0][:3] == ("1", "1", "2")
    assert [answers(row) for row in table.rows] == [
        ["1.000", "1.000", "1.000", "−1.000"],
        ["2.000", "3.000", "9.000", "−6.000"],
        ["10.000", "−7.000"],
    ]


def test_the_lines_lead_from_the_slope_to_the_next_weight():
    lines = [block.parts for block in worksheet(BY_HAND, 1) if isinstance(block, Line)]
    assert ["10.000", "5.000"] in [answers(line) for line in lines]  # E = ½ × 10 = 5
    assert ["−7.000", "+0.700", "1.700"] in [answers(line) for line in lines]
    assert answers(lines[-1]) == ["1.700", "1.325"]  # after it: w, and E = ½ (0.3² + 1.6²)


def test_each_step_begins_with_a_heading_and_only_the_first_place_is_given():
    blocks = worksheet(BY_HAND, 3)
    steps = [
        index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.text[-1].isdigit()
    ]
    assert [blocks[index].text for index in steps] == ["Step 1", "Step 2", "Step 3"]
    assert blocks[steps[0] + 1].parts == (Symbol("w_{1} ="), "1")
    assert blocks[steps[1] + 1].parts == (Symbol("w_{1} ="), Answer("1.700"))


def test_columns_have_letters_and_their_names_are_said_before(qapp, tool, tmp_path):
    """However long they are: a head has no room for them."""
    dataset = Dataset([[1], [2]], [2, 5], ("rainfall per month (mm)",), "harvest of winter wheat (t/ha)")
    blocks = worksheet(Scenario(Neuron(dataset), Optimizer(learning_rate=0.1), (1.0,)), 1)
    table = next(block for block in blocks if isinstance(block, Table))
    assert [head.latex for head in table.heads][1:3] == ["x_{1}", "y"]
    (tmp_path / "a.pdf").write_bytes(worksheet_pdf(blocks, "long"))
    said = "x₁: rainfall per month (mm), y: harvest of winter wheat (t/ha)"
    assert said in tool("pdftotext", tmp_path / "a.pdf", "-")


def test_a_bent_neuron_has_columns_for_the_sum_the_slope_and_delta():
    neuron = Neuron(Dataset([[1], [2]], [0.2, 0.5]), ACTIVATIONS["sigmoid"])
    table = next(b for b in worksheet(Scenario(neuron, Optimizer()), 1) if isinstance(b, Table))
    latex = [head.latex for head in table.heads]
    assert {"h", "f'(h)", r"\delta"} <= set(latex)


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_has_its_sheet(name):
    optimizer = Optimizer(RULES[name], 0.1)
    blocks = worksheet(Scenario(BY_HAND.objective, optimizer, (1.0,)), 2)
    states = sum(
        isinstance(part, Symbol) and part.latex in {f"{symbol} =" for symbol in optimizer.rule.state_symbols}
        for block in blocks
        if isinstance(block, Line)
        for part in block.parts
    )
    assert states == 2 * len(optimizer.rule.state_symbols)


@pytest.mark.parametrize("name", list(ERROR_MEASURES))
def test_every_error_measure_has_its_sheet(qapp, name):
    neuron = Neuron(Dataset([[1], [2]], [0.2, 0.5]), ACTIVATIONS["sigmoid"], ERROR_MEASURES[name])
    assert worksheet_pdf(worksheet(Scenario(neuron, Optimizer()), 1), name).startswith(b"%PDF")


def test_a_batch_lists_the_records_it_sees():
    scenario = Scenario(BY_HAND.objective, Optimizer(learning_rate=0.1, batch=1), (1.0,))
    tables = [block for block in worksheet(scenario, 2) if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [2, 2]  # one record and the sum
    assert {table.rows[0][0] for table in tables} == {"1", "2"}


def test_a_descent_that_ends_sooner_gives_the_steps_there_are():
    blocks = worksheet(Scenario(BY_HAND.objective, Optimizer(learning_rate=1e100), (1.0,)), 5)
    assert sum(isinstance(block, Table) for block in blocks) < 5


def test_what_no_paper_holds_is_refused_in_words():
    many = Scenario(Neuron(Dataset([[1.0]] * 300, [1.0] * 300)), Optimizer())
    with pytest.raises(GdsimError, match="600 rows"):
        worksheet(many, 2)
    wide = Scenario(Neuron(Dataset([[1.0] * 12], [1.0])), Optimizer())
    with pytest.raises(GdsimError, match="columns"):
        worksheet(wide, 1)
    with pytest.raises(GdsimError, match="at least one step"):
        worksheet(BY_HAND, 0)


def pages(tool, path):
    return tool("pdftotext", "-layout", path, "-").split("\f")[:-1]


def test_the_file_has_the_blank_pages_and_then_the_same_with_answers(qapp, tool, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(worksheet_pdf(worksheet(BY_HAND, 1), "By hand"))
    blank, answered = pages(tool, path)
    assert "to be filled in" in blank
    assert "with answers" in answered
    for given in ("Gradient descent by hand", "Step 1", "By hand"):
        assert given in blank
        assert given in answered
    for found in ("−7.000", "+0.700", "1.700", "1.325"):
        assert found not in blank
        assert found in answered
    assert "595" in tool("pdfinfo", path)  # A4 is 595 × 842 points
    assert "842" in tool("pdfinfo", path)


def test_a_sheet_in_chinese(qapp, tool, tmp_path):
    path = tmp_path / "a.pdf"
    words.set_language("zh_CN")
    try:
        scenario = load("sigmoid_neuron")
        path.write_bytes(worksheet_pdf(worksheet(scenario, 1), words.localized(scenario.title)))
    finally:
        words.set_language("en")
    blank, answered = pages(tool, path)
    assert words.tr("Step {k}") == "Step {k}"  # back in English
    for text in ("神经元", "姓名"):
        assert text in blank
        assert text in answered
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert all(line.split()[-5] == "yes" for line in fonts)  # embedded


def test_a_long_table_goes_on_over_pages(qapp, tool, tmp_path):
    path = tmp_path / "a.pdf"
    long = Scenario(Neuron(Dataset([[i / 10] for i in range(80)], [1.0] * 80)), Optimizer())
    path.write_bytes(worksheet_pdf(worksheet(long, 1), "Long"))
    found = pages(tool, path)
    assert len(found) >= 6
    half = len(found) // 2
    numbers = {line.split()[0] for page in found[:half] for line in page.splitlines() if line.split()}
    assert {str(n) for n in range(1, 81)} <= numbers


@pytest.mark.parametrize("name", [name for name, _ in shipped_scenarios()])
def test_every_shipped_scenario_has_a_sheet(qapp, name):
    scenario = load(name)
    seen = scenario.optimizer.batch or (scenario.dataset.record_count if scenario.dataset else 0)
    if seen > 400:
        with pytest.raises(GdsimError, match="too much for paper"):
            worksheet(scenario, 1)
    else:
        assert any(isinstance(block, Line) for block in worksheet(scenario, 1))
