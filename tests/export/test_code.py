"""The exported script, run by an interpreter of its own, prints what ``gdsim run`` prints."""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import StopRules
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.export.code import script
from gdsim.export.run_table import run_csv
from gdsim.scenario import Scenario, load

RANDOM = np.random.default_rng(3)
DATA = Dataset(RANDOM.normal(size=(7, 2)), RANDOM.uniform(size=7))
FEW = StopRules(max_steps=40)


# Runs the scripts it is handed, one a line, each as a program begins: a hundred interpreters take half a minute.
RUNNER = """
import contextlib, io, json, sys
for line in sys.stdin:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        try:
            exec(compile(json.loads(line), "script.py", "exec"), {"__name__": "__main__"})
        except SystemExit:
            pass
    print(json.dumps(said.getvalue()), flush=True)
"""


@pytest.fixture(scope="module")
def printed() -> Iterator[Callable[[Scenario], str]]:
    """What a scenario's script prints."""
    command = [sys.executable, "-I", "-c", RUNNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as runner:

        def run(scenario):
            runner.stdin.write(json.dumps(script(scenario)) + "\n")
            runner.stdin.flush()
            line = runner.stdout.readline()
            assert line, "the script failed; see above"
            return json.loads(line)

        yield run


def run_alone(scenario):
    """The script in a fresh interpreter."""
    command = [sys.executable, "-I", "-c", script(scenario)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def ran(scenario):
    descent = scenario.descent()
    descent.run()
    return run_csv(descent)


def scenario_with(**settings):
    neuron = Neuron(DATA, bias=True)
    neuron = replace(neuron, **{k: settings.pop(k) for k in ("activation", "error_measure") if k in settings})
    return Scenario(neuron, Optimizer(**{"learning_rate": 0.05, **settings}), (0.3, -0.2, 0.1), FEW)


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_to_the_last_bit(printed, name):
    scenario = scenario_with(rule=RULES[name])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_every_activation_to_the_last_bit(printed, name):
    scenario = scenario_with(activation=ACTIVATIONS[name])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("name", list(ERROR_MEASURES))
def test_every_error_measure_to_the_last_bit(printed, name):
    scenario = scenario_with(error_measure=ERROR_MEASURES[name], activation=ACTIVATIONS["sigmoid"])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("name", list(SCHEDULES))
@pytest.mark.parametrize("batch", [None, 3])
def test_every_schedule_and_mini_batches_to_the_last_bit(printed, name, batch):
    schedule = Schedule(SCHEDULES[name], warmup=3, every=5, total=30)
    scenario = scenario_with(schedule=schedule, batch=batch, rule=RULES["momentum"])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "softplus"])
def test_newtons_method_where_f_curves(printed, activation):
    neuron = Neuron(DATA, ACTIVATIONS[activation])
    scenario = Scenario(neuron, Optimizer(RULES["newton"], 0.5), (0.0, 0.0), FEW)
    assert printed(scenario) == ran(scenario)


def test_divergence_ends_the_script_where_it_ends_the_run(printed):
    scenario = replace(scenario_with(learning_rate=5.0), stop_rules=StopRules())
    assert printed(scenario) == ran(scenario)


def test_the_first_scenario_in_a_fresh_interpreter():
    scenario = load("first_steps")
    done = run_alone(scenario)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ran(scenario)


@pytest.mark.parametrize(
    "settings",
    [
        {"rule": RULES["gradient_descent"]},
        {"rule": RULES["adam"], "batch": 3, "error_measure": ERROR_MEASURES["mse"]},
    ],
    ids=["plain", "adam in batches"],
)
@pytest.mark.parametrize("name", list(MISTAKES))
def test_a_mistake_made_on_purpose_is_repeated_to_the_last_bit_and_named(printed, name, settings):
    scenario = scenario_with(mistake=MISTAKES[name], activation=ACTIVATIONS["sigmoid"], **settings)
    assert f"A mistake is made on purpose: {MISTAKES[name].label}." in script(scenario)
    assert f"# the mistake: {MISTAKES[name].label}" in script(scenario)
    text = printed(scenario)
    assert text == ran(scenario)
    assert text != ran(scenario_with(activation=ACTIVATIONS["sigmoid"], **settings))


@pytest.mark.parametrize("name", ["wrong_sign", "no_slope"])
def test_a_surface_with_newton_s_method_and_a_mistake(printed, name):
    scenario = surface_scenario(
        Surface(SURFACES["booth"]), (1.0, 2.0), rule=RULES["newton"], mistake=MISTAKES[name]
    )
    assert printed(scenario) == ran(scenario)
    assert ("g = -g" in script(scenario)) == (name == "wrong_sign")


def surface_scenario(surface, start, **settings):
    return Scenario(surface, Optimizer(**{"learning_rate": 0.003, **settings}), start, FEW)


@pytest.mark.parametrize("name", list(SURFACES))
def test_every_surface_to_the_last_bit(printed, name):
    scenario = surface_scenario(Surface(SURFACES[name]), SURFACES[name].start)
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_on_a_surface_to_the_last_bit(printed, name):
    scenario = surface_scenario(Surface(SURFACES["rosenbrock"]), (-1.2, 1.0), rule=RULES[name])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize(
    "formula", ["1 / sigmoid(w)", "sigmoid(w1) - ln(1 + w2^2)", "w1 / (w2 / w1)", "2^(w1^2)"]
)
def test_typed_formulas_whose_parts_hold_together(printed, formula):
    surface = FormulaSurface(formula)
    scenario = surface_scenario(surface, (0.7, -0.4)[: len(surface.weight_names)])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("formula", ["w^2 / 2", "3w + abs(w)", "min(w1, w2, 2) + max(w1^2, w2)", "w2 + 0 w1"])
def test_typed_formulas_with_kinks_and_constant_slopes(printed, formula):
    surface = FormulaSurface(formula)
    scenario = surface_scenario(surface, (0.7, -0.4)[: len(surface.weight_names)])
    assert printed(scenario) == ran(scenario)


@pytest.mark.parametrize("formula", ["w^4 + w", "exp(w1) - w1 + (w1 - w2)^2 + w2^4 / 9", "w1^2 + 3w2^2"])
def test_newtons_method_on_typed_formulas(printed, formula):
    surface = FormulaSurface(formula)
    start = (0.7, -0.4)[: len(surface.weight_names)]
    scenario = surface_scenario(surface, start, rule=RULES["newton"], learning_rate=0.9)
    assert printed(scenario) == ran(scenario)


def test_newtons_method_of_ten_weights_names_each_second_derivative(printed):
    surface = FormulaSurface(" + ".join(f"{i} w{i}^2 + w{i} w{i % 10 + 1}" for i in range(1, 11)))
    scenario = surface_scenario(surface, tuple(0.1 * i for i in range(10)), rule=RULES["newton"])
    assert printed(scenario) == ran(scenario)


def test_where_newtons_method_refuses_the_script_ends_with_the_same_rows():
    scenario = surface_scenario(Surface(SURFACES["himmelblau"]), (0.5, 0.5), rule=RULES["newton"])
    done = run_alone(scenario)
    assert done.returncode == 1
    assert "curves upwards" in done.stderr
    assert done.stdout == run_csv(scenario.descent())


SAMPLED = list(itertools.product(RULES, ACTIVATIONS, ERROR_MEASURES, SCHEDULES, (None, 1, 3)))


@pytest.mark.parametrize("number", range(24))
def test_any_mixture_of_settings_to_the_last_bit(printed, number):
    place = np.random.default_rng([7, number]).integers(len(SAMPLED))
    rule, activation, measure, schedule, batch = SAMPLED[place]
    if measure == "log_loss":
        activation = "sigmoid"
    scenario = scenario_with(
        rule=RULES[rule],
        activation=ACTIVATIONS[activation],
        error_measure=ERROR_MEASURES[measure],
        schedule=Schedule(SCHEDULES[schedule], warmup=2, every=4, total=20),
        batch=batch,
    )
    descent = scenario.descent()
    try:
        descent.run()
    except GdsimError:
        assert RULES[rule].uses_hessian
    assert printed(scenario) == run_csv(descent)
