"""The commands of the studies say what single runs say."""

import csv
import io
import json
import math

import pytest

from gdsim.cli import main

# λ = Σ x² = 5, so 1/λ = 0.2 is the best η, 2/λ = 0.4 the limit; the minimum is w = 12/5, E there 0.1:
# ŷ = 2.4, 4.8; r = −0.4, 0.2; E = ½ (0.16 + 0.04).
BY_HAND = {
    "format": "gdsim-scenario",
    "version": 1,
    "data": {"inputs": ["x1"], "target": "y", "rows": [[1, 2], [2, 5]]},
    "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
    "start": {"weights": [1]},
}
RIVALS = [{"name": "momentum", "learning_rate": 0.05}, {"learning_rate": 0.5}, {"learning_rate": 0.2}]


@pytest.fixture
def by_hand(tmp_path):
    path = tmp_path / "by_hand.gdsim.json"
    path.write_text(json.dumps(BY_HAND))
    return str(path)


@pytest.fixture
def rivals(tmp_path):
    path = tmp_path / "rivals.gdsim.json"
    path.write_text(json.dumps({**BY_HAND, "compare": RIVALS}))
    return str(path)


def output_of(capsys, *arguments, status=0):
    assert main(list(arguments)) == status
    return capsys.readouterr().out


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def run_of(capsys, *arguments):
    return json.loads(output_of(capsys, "run", *arguments, "--format", "json"))


def test_compare_has_the_errors_of_each_run(capsys, by_hand, rivals):
    rows = rows_of(output_of(capsys, "compare", rivals, "--format", "csv", "--steps", "7"))
    assert list(rows[0]) == [
        "step",
        "gradient_descent",
        "momentum",
        "gradient_descent_2",
        "gradient_descent_3",
    ]
    for name, options in (
        ("gradient_descent", ()),
        ("momentum", ("--optimizer", "momentum", "--learning-rate", "0.05")),
        ("gradient_descent_2", ("--learning-rate", "0.5")),
    ):
        history = run_of(capsys, by_hand, "--steps", "7", *options)["history"]
        assert [float(row[name]) for row in rows] == [row["error"] for row in history]
    # η = 1/λ arrives in one step and rests.
    assert [row["gradient_descent_3"] == "" for row in rows] == [False, False] + [True] * 6


def test_compare_as_json_counts_steps_and_cost_to_an_error(capsys, rivals):
    document = json.loads(output_of(capsys, "compare", rivals, "--format", "json", "--to-error", "0.2"))
    assert document["error_to_reach"] == 0.2
    own, _, diverged, best = document["descents"]
    # E − 0.1 = 4.9 · ½^(2k) by hand: above 0.1 at k = 2 (0.306), below at k = 3 (0.077).
    assert (own["steps_to_reach"], own["cost"], own["stopped"]) == (3, 6, "gradient")
    assert (diverged["stopped"], diverged["steps_to_reach"], diverged["cost"]) == ("diverged", None, None)
    assert (best["steps"], best["steps_to_reach"]) == (1, 1)
    assert best["weights"] == pytest.approx([2.4])
    assert len(own["errors"]) == own["steps"] + 1


def test_compare_says_states_in_words_and_the_error_is_near_the_minimum(capsys, rivals):
    text = output_of(capsys, "compare", rivals)
    assert text.splitlines()[0] == "error to reach: 0.149"  # 0.1 + 4.9 / 100
    lines = text.splitlines()[4:]
    assert [line.split("  ")[0] for line in lines] == ["gradient descent", "momentum"] + [
        "gradient descent"
    ] * 2
    assert [line.split()[-1] for line in lines] == ["converged", "converged", "diverging", "converged"]


def test_rivals_may_be_named_on_the_command_line(capsys, by_hand):
    arguments = ("--with", "momentum:0.05", "--with", "adam", "--format", "json", "--steps", "2")
    document = json.loads(output_of(capsys, "compare", by_hand, *arguments))
    named = [(one["optimizer"], one["learning_rate"]) for one in document["descents"]]
    assert named == [("gradient_descent", 0.1), ("momentum", 0.05), ("adam", 0.1)]
    assert [one["stopped"] for one in document["descents"]] == [None] * 3


def test_rates_has_the_error_that_a_run_with_that_rate_ends_with(capsys, by_hand):
    rows = rows_of(output_of(capsys, "rates", by_hand, "--steps", "6", "--rate", "0.01:0.5:4"))
    for row in rows:
        run = run_of(capsys, by_hand, "--steps", "6", "--learning-rate", row["learning_rate"])
        assert float(row["error"]) == pytest.approx(run["error"], rel=1e-9)
    assert [float(rows[i]["learning_rate"]) for i in (0, -1)] == [0.01, 0.5]


def test_rates_as_json_names_the_rates_that_the_curvature_singles_out(capsys, by_hand):
    document = json.loads(output_of(capsys, "rates", by_hand, "--format", "json", "--steps", "3"))
    assert document["steps"] == 3
    assert document["start_error"] == 5.0
    assert document["inverse_curvature"] == pytest.approx([0.2])
    assert document["largest_stable_learning_rate"] == pytest.approx(0.4)
    assert document["best"]["learning_rate"] == pytest.approx(0.2, rel=1e-3)
    assert document["best"]["error"] == pytest.approx(0.1)
    assert len(document["rates"]) == 161


def test_a_rate_that_diverges_is_inf_in_csv_and_null_in_json(capsys, by_hand):
    arguments = ("rates", by_hand, "--steps", "2000", "--rate", "0.1:10:3")
    assert math.isinf(float(rows_of(output_of(capsys, *arguments))[-1]["error"]))
    last = json.loads(output_of(capsys, *arguments, "--format", "json"))["rates"][-1]
    assert last == {"learning_rate": 10.0, "error": None, "diverged": True}


def test_starts_takes_from_each_start_the_steps_of_a_run_from_there(capsys, by_hand):
    rows = rows_of(output_of(capsys, "starts", by_hand, "--weight", "w1:-1:5:4"))
    assert list(rows[0]) == ["w1", "steps", "error", "outcome", "place"]
    for row in rows:
        run = run_of(capsys, by_hand, "--start", row["w1"])
        assert (int(row["steps"]), float(row["error"])) == (run["steps"], run["error"])
        assert (row["outcome"], row["place"]) == ("converged", "1")


def test_starts_of_two_weights_may_have_unequal_counts_and_end_at_several_places(capsys, tmp_path):
    path = tmp_path / "hills.gdsim.json"
    surface = {"format": "gdsim-scenario", "version": 1, "surface": {"name": "himmelblau"}}
    path.write_text(json.dumps({**surface, "optimizer": {"learning_rate": 0.01}}))
    arguments = ("starts", str(path), "--weight", "w2:-4:4:2", "--weight", "w1:-5:5:3")
    rows = rows_of(output_of(capsys, *arguments))
    assert [(float(row["w2"]), float(row["w1"])) for row in rows] == [
        (w2, w1) for w2 in (-4.0, 4.0) for w1 in (-5.0, 0.0, 5.0)
    ]
    document = json.loads(output_of(capsys, *arguments, "--format", "json"))
    assert document["weights"] == ["w2", "w1"]
    minima = {tuple(round(w, 2) for w in place["weights"]) for place in document["places"]}
    assert minima == {(3.0, 2.0), (-2.81, 3.13), (-3.78, -3.28), (3.58, -1.85)}  # as published


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "first_steps"], "--with"),
        (["compare", "first_steps", "--with", "momentun"], "momentum"),
        (["compare", "first_steps", "--with", "adam:-1"], "greater than 0"),
        (["compare", "first_steps", "--with", "adam:x"], "x"),
        (["rates", "first_steps", "--rate", "0:1:3"], "--rate 0:1:3"),
        (["rates", "first_steps", "--rate", "1:2"], "--rate 1:2"),
        (["rates", "first_steps", "--rate", "1e-400:1:3"], "“1e-400” is so small that it would become 0"),
        (["starts", "first_steps", "--weight", "w1:0:1e400:3"], "“1e400” is too large"),
        (["starts", "first_steps", "--weight", "w1:0:9007199254740993:3"], "more digits"),
        (["starts", "first_steps"], "--weight"),
        (["starts", "first_steps", "--weight", "w9:0:1:3"], "w1"),
        (["starts", "two_weights", *["--weight", "w1:0:1:3"] * 2], "different weights"),
        (["run", "first_steps", "--mistake", "wrong_sing"], "wrong_sign"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(check_refused, arguments, said):
    check_refused(arguments, said)


def test_a_mistake_may_be_made_on_purpose(capsys, by_hand):
    wrong = run_of(capsys, by_hand, "--steps", "1", "--mistake", "wrong_sign")
    assert wrong["weights"] == pytest.approx([0.3])  # 1 + 0.1 · (−7)
    assert "on purpose" in output_of(capsys, "explain", by_hand, "--mistake", "wrong_sign")
