"""The commands, called as a person calls them; numbers against a calculation by hand."""

import json
import subprocess
import sys

import pytest

from gdsim.cli import main
from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.optimizer import RULES
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.surface import SURFACES
from gdsim.lesson.action import ACTIONS
from gdsim.lesson.challenge import CHALLENGES
from gdsim.lesson.exercise import QUESTIONS
from gdsim.lesson.shipped import shipped_lessons
from gdsim.scenario.presets import DATASETS, shipped_scenarios

# One input, two records, w = 1, η = 0.1, SSE, identity. By hand:
#   ŷ = 1, 2; r = 2 − 1 = 1, 5 − 2 = 3; E = ½ (1 + 9) = 5; ∂E/∂w = −(1·1 + 3·2) = −7;
#   Δw = −0.1 · (−7) = 0.7; w = 1.7; r = 0.3, 1.6; E = ½ (0.09 + 2.56) = 1.325; ∂E/∂w = −(0.3 + 3.2) = −3.5
BY_HAND = {
    "format": "gdsim-scenario",
    "version": 1,
    "data": {"inputs": ["x1"], "target": "y", "rows": [[1, 2], [2, 5]]},
    "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
    "start": {"weights": [1]},
}


@pytest.fixture
def by_hand(tmp_path):
    path = tmp_path / "by_hand.gdsim.json"
    path.write_text(json.dumps(BY_HAND))
    return str(path)


def output_of(capsys, *arguments, status=0):
    assert main(list(arguments)) == status
    return capsys.readouterr().out


def test_run_writes_the_steps_of_a_calculation_by_hand(capsys, by_hand):
    lines = output_of(capsys, "run", by_hand, "--steps", "1").splitlines()
    assert lines[0] == "step,error,w1,g1"
    assert [float(x) for x in lines[1].split(",")] == [0, 5, 1, -7]
    assert [float(x) for x in lines[2].split(",")] == pytest.approx([1, 1.325, 1.7, -3.5], rel=1e-15)
    assert len(lines) == 3


def test_run_as_json_says_why_it_stopped(capsys, by_hand):
    document = json.loads(output_of(capsys, "run", by_hand, "--format", "json"))
    assert document["stopped"] == "gradient"
    assert document["weights"] == pytest.approx([12 / 5])  # Σ x y / Σ x² = (2 + 10) / 5
    assert document["steps"] == len(document["history"]) - 1
    assert document["history"][0] == {"step": 0, "error": 5.0, "weights": [1.0], "gradient": [-7.0]}


@pytest.mark.parametrize(("steps", "stopped"), [(("--steps", "3"), "steps"), (("--to-end",), "gradient")])
def test_run_stops_after_its_steps_or_at_a_stop_rule(capsys, by_hand, steps, stopped):
    assert json.loads(output_of(capsys, "run", by_hand, "--format", "json", *steps))["stopped"] == stopped


def test_divergence_is_a_result_and_explained_on_standard_error(capsys, by_hand):
    # λ = Σ x² = 5, so η = 0.5 > 2/5 diverges.
    assert main(["run", by_hand, "--learning-rate", "0.5", "--format", "json"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["stopped"] == "diverged"
    assert all(abs(row["error"]) < float("inf") for row in document["history"])
    assert "0.400" in captured.err


def test_explain_takes_the_step_apart(capsys, by_hand):
    step = json.loads(output_of(capsys, "explain", by_hand, "--format", "json"))
    assert step["records"] == [
        {
            "record": 1,
            "inputs": [1.0],
            "target": 2.0,
            "weighted_sum": 1.0,
            "prediction": 1.0,
            "residual": 1.0,
            "squared": 1.0,
            "activation_slope": 1.0,
            "error_term": 1.0,
            "contribution": [-1.0],
        },
        {
            "record": 2,
            "inputs": [2.0],
            "target": 5.0,
            "weighted_sum": 2.0,
            "prediction": 2.0,
            "residual": 3.0,
            "squared": 9.0,
            "activation_slope": 1.0,
            "error_term": 3.0,
            "contribution": [-6.0],
        },
    ]
    assert (step["step"], step["learning_rate"], step["error"]) == (0, 0.1, 5.0)
    assert step["gradient"] == [-7.0]
    assert step["update"] == pytest.approx([0.7])
    assert step["next_weights"] == pytest.approx([1.7])


@pytest.mark.parametrize("form", ["text", "markdown", "latex"])
def test_explain_shows_the_same_numbers_in_every_form(capsys, by_hand, form):
    text = output_of(capsys, "explain", by_hand, "--format", form).replace("−", "-").replace(" ", "")
    for number in ("5.000", "-7.000", "+0.700", "1.700"):
        assert number in text


def test_explain_of_a_later_step_starts_there(capsys, by_hand):
    step = json.loads(output_of(capsys, "explain", by_hand, "--step", "1", "--format", "json"))
    assert step["step"] == 1
    assert step["weights"] == pytest.approx([1.7])


def test_analyze_knows_minimum_curvature_and_rates(capsys, by_hand):
    found = json.loads(output_of(capsys, "analyze", by_hand, "--format", "json"))
    assert found["minimum"]["weights"] == pytest.approx([2.4])
    assert found["minimum"]["error"] == pytest.approx(0.1)  # ½ ((2 − 2.4)² + (5 − 4.8)²)
    assert found["minimum"]["unique"] is True
    assert found["curvature"] == pytest.approx([5])
    assert found["largest_stable_learning_rate"] == pytest.approx(0.4)
    assert found["best_learning_rate"] == pytest.approx(0.2)
    assert found["condition_number"] == pytest.approx(1)
    assert found["gradient_numeric"] == pytest.approx([-7], rel=1e-8)


def test_landscape_samples_one_weight(capsys, by_hand):
    lines = output_of(capsys, "landscape", by_hand, "--weight", "w1:0:2:3").splitlines()
    assert lines[0] == "w1,error"
    # w = 0: ½ (4 + 25); 1: 5; 2: ½ (0 + 1)
    assert [[float(x) for x in line.split(",")] for line in lines[1:]] == [[0, 14.5], [1, 5], [2, 0.5]]


def test_landscape_samples_two_weights_in_the_order_asked_for(capsys):
    lines = output_of(capsys, "landscape", "two_weights", "--weight", "w2:0:1:2", "--weight", "w1:0:3:4")
    rows = [line.split(",") for line in lines.splitlines()]
    assert rows[0] == ["w2", "w1", "error"]
    assert len(rows) == 1 + 2 * 4
    one = output_of(capsys, "landscape", "two_weights", "--weight", "w1:0:1:2", "--weight", "w2:0:1:2")
    swapped = {(w1, w2): e for w2, w1, e in rows[1:]}
    for w1, w2, error in (line.split(",") for line in one.splitlines()[1:]):
        assert swapped[w1, w2] == error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "no_such_scenario"], "no_such_scenario"),
        (["run", "first_stepz"], "first_steps"),
        (["run", "first_steps", "--optimizer", "momentun"], "momentum"),
        (["run", "first_steps", "--learning-rate", "-1"], "-1"),
        (["run", "first_steps", "--start", "1,2,3"], "w1"),
        (["run", "first_steps", "--start", "1e-400"], "“1e-400” is so small"),
        (["run", "first_steps", "--learning-rate", "1e-400"], "“1e-400” is so small"),
        (["run", "first_steps", "--steps", "-3"], "--steps"),
        (["explain", "first_steps", "--step", "-1"], "--step"),
        (["landscape", "first_steps", "--weight", "w9:0:1:3"], "w1"),
        (["landscape", "first_steps", "--weight", "w1:1:0:3"], "w1:1:0:3"),
        (["landscape", "first_steps"], "--weight"),
        (["list", "optimisers"], "optimizers"),
        (["run"], "SCENARIO"),
        (["run", "first_steps", "-o", "/no/such/folder/file.csv"], "/no/such/folder"),
    ],
)
def test_bad_input_is_refused_in_words_with_status_2(check_refused, arguments, said):
    check_refused(arguments, said)


@pytest.mark.parametrize("cell", ["1e-400", "1e400", "9007199254740993"])
def test_a_number_in_the_data_that_no_float_holds_is_refused_with_its_line(capsys, tmp_path, cell):
    table = tmp_path / "table.csv"
    table.write_text(f"x,y\n1,2\n3,{cell}\n")
    assert main(["run", "first_steps", "--data", str(table)]) == 2
    assert "Line 3, column 2" in capsys.readouterr().err
    scenario = tmp_path / "odd.gdsim.json"
    scenario.write_text(json.dumps(BY_HAND).replace("[2, 5]", f"[2, {cell}]"))
    assert main(["run", str(scenario)]) == 2
    assert f"data.rows[1][1]: “{cell}”" in capsys.readouterr().err


def test_check_tells_good_files_from_bad(capsys, by_hand, tmp_path):
    assert main(["check", by_hand]) == 0
    bad = tmp_path / "bad.gdsim.json"
    bad.write_text(json.dumps({**BY_HAND, "optimizer": {"name": "adma"}}))
    assert main(["check", by_hand, str(bad)]) == 1
    out = capsys.readouterr().out
    assert "optimizer.name" in out
    assert "adam" in out


# The registries of this program, by what `gdsim list` calls them.
NAMES = {
    "scenarios": dict(shipped_scenarios()),
    "datasets": dict(shipped_scenarios(DATASETS)),
    "optimizers": RULES,
    "schedules": SCHEDULES,
    "mistakes": MISTAKES,
    "activations": ACTIVATIONS,
    "errors": ERROR_MEASURES,
    "surfaces": SURFACES,
    "lessons": {lesson.name: lesson for lesson in shipped_lessons()},
    "questions": QUESTIONS,
    "challenges": CHALLENGES,
    "actions": ACTIONS,
}


@pytest.mark.parametrize("what", NAMES)
def test_list_names_every_entry(capsys, what):
    words = [line.split() for line in output_of(capsys, "list", what).splitlines()]
    assert [line[0] for line in words] == list(NAMES[what])
    assert all(len(line) > 1 for line in words)


def test_list_without_a_word_names_all_there_is(capsys):
    lines = output_of(capsys, "list").splitlines()
    assert [line.removesuffix(":") for line in lines if not line.startswith(" ")] == list(NAMES)
    assert len(lines) == len(NAMES) + sum(map(len, NAMES.values()))


@pytest.mark.parametrize(("typed", "meant"), [("scedules", "schedules"), ("mistake", "mistakes")])
def test_a_list_that_is_not_there_is_refused_with_the_nearest(capsys, typed, meant):
    assert main(["list", typed]) == 2
    assert f"did you mean “{meant}”" in capsys.readouterr().err


def test_output_goes_to_a_file_whole(capsys, by_hand, tmp_path):
    path = tmp_path / "run.csv"
    assert output_of(capsys, "run", by_hand, "--steps", "2", "-o", str(path)) == ""
    assert path.read_text() == output_of(capsys, "run", by_hand, "--steps", "2")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"], ["list", "--version"]])
def test_help_and_version_are_everywhere(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 0
    assert "gdsim" in capsys.readouterr().out


def test_no_command_but_the_window_imports_qt():
    program = (
        "import json, sys; from gdsim.cli import main; commands = json.loads(sys.argv[1])\n"
        "for command in commands:\n"
        "    assert main(command) == 0, command\n"
        "    qt = [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))]\n"
        "    assert qt == [], command"
    )
    commands = (
        ["run", "first_steps", "--steps", "1"],
        ["analyze", "first_steps"],
        ["code", "rosenbrock"],
        ["code", "first_steps", "--torch"],
        ["landscape", "first_steps", "--weight", "w1:0:1:3"],
        ["compare", "first_steps", "--with", "adam"],
        ["rates", "first_steps"],
        ["starts", "first_steps", "--weight", "w1:0:1:3"],
        ["list"],
    )
    arguments = [sys.executable, "-c", program, json.dumps(commands)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
