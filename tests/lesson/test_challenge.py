"""Challenges: what counts, what does not, what would do."""

from dataclasses import replace

import numpy as np
import pytest

from gdsim.lesson import Context, lesson_by_name
from gdsim.lesson.challenge import CHALLENGES, Hunt, fewest_with_one_rate, hidden_scenario
from gdsim.lesson.rate_questions import steps_needed
from gdsim.scenario import load
from gdsim.scenario.words import say

FEWEST = CHALLENGES["fewest_steps"]


def at_rate(descent, rate):
    descent.change(optimizer=replace(descent.optimizer, learning_rate=rate))


def test_the_one_record_bowl_takes_one_step_at_the_reciprocal_curvature():
    scenario = load("one_record")  # λ = 4
    descent = scenario.descent()
    assert not FEWEST.score(scenario, Context(descent)).done
    at_rate(descent, 0.25)
    descent.step()
    score = FEWEST.score(scenario, Context(descent))
    assert (score.done, score.valid, score.count, score.par) == (True, True, 1, 1)
    assert say(score.message) == "Reached in 1 step; the best η that stays needs 1."


def test_steps_after_the_goal_do_not_count_and_a_new_start_does_not_win():
    scenario = load("one_record")
    descent = scenario.descent()
    at_rate(descent, 0.25)
    descent.run(5)
    assert FEWEST.score(scenario, Context(descent)).count == 1
    elsewhere = replace(scenario, start=(1.5,)).descent()
    score = FEWEST.score(scenario, Context(elsewhere))
    assert not score.valid
    assert "restore" in say(score.message)


def test_par_is_what_the_best_fixed_rate_needs():
    scenario = lesson_by_name("learning_rate").station("fewest-steps").scenario
    par = fewest_with_one_rate(scenario)
    tried = [steps_needed(scenario.descent(), rate) for rate in np.linspace(0.01, 0.19, 37)]
    assert par <= min(tried)


def test_a_changing_rate_beats_any_that_stays():
    scenario = lesson_by_name("learning_rate").station("fewest-steps").scenario
    descent = scenario.descent()
    eigenvalues = np.linalg.eigvalsh(descent.objective.hessian(descent.weights))
    for curvature in eigenvalues:  # one step each removes one direction
        at_rate(descent, 1 / curvature)
        descent.step()
    score = FEWEST.score(scenario, Context(descent))
    assert score.done
    assert score.count == 2 < score.par


@pytest.mark.parametrize("seed", range(5))
def test_two_slopes_lead_to_the_hidden_minimum_at_the_third_place(seed):
    scenario = hidden_scenario(seed)
    hunt, places = Hunt(scenario), [0.0, 1.0]
    slopes = [scenario.objective.gradient(np.array([w]))[0] for w in places]
    places.append(places[1] - slopes[1] * (places[1] - places[0]) / (slopes[1] - slopes[0]))
    for count, w in enumerate(places, 1):
        hunt = hunt.visit(np.array([w])).visit(np.array([w]))
        assert len(hunt.places) == count
    score = hunt.score(scenario.objective)
    assert (score.done, score.count, score.par) == (True, 3, 3)
    assert "Found with 3 places" in say(score.message)
    assert not hunt.score(load("saddle").objective).valid


def test_hidden_landscapes_differ_by_their_seed_and_only_by_it():
    assert hidden_scenario(1) == hidden_scenario(1)
    assert hidden_scenario(1) != hidden_scenario(2)
