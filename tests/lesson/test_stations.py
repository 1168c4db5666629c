"""Every station of every shipped lesson, in every language: walked, done, and its numbers checked."""

import math
import re
from functools import cache

import numpy as np
import pytest
import ziamath

from gdsim.engine.mistake import MISTAKES
from gdsim.lesson import Context, shipped_lessons
from gdsim.lesson.blocks import Derivation, Display, Live, Named, Paragraph, Symbol, Words
from gdsim.lesson.challenge import CHALLENGES
from gdsim.lesson.derivation import derivation
from gdsim.lesson.exercise import ask
from gdsim.lesson.formula import without_marks
from gdsim.lesson.formulas import formula_forms
from gdsim.lesson.lesson import CLAIMS
from gdsim.lesson.secret import HIDDEN
from gdsim.lesson.shipped import claims_table
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.session import Session

LANGUAGES = ("en", "zh_CN")
STATIONS = [
    pytest.param(lesson, station, id=f"{lesson.name}:{station.name}")
    for lesson in shipped_lessons()
    for station in lesson.stations
]
every_station = pytest.mark.parametrize(("lesson", "station"), STATIONS)


def paragraphs(text):
    blocks = [block for block in text.blocks if isinstance(block, Paragraph)]
    return [*blocks, *text.do, *text.notice]


def references(text):
    """Every live number of a text, in order."""
    found = []
    for block in [*text.blocks, *text.do, *text.notice]:
        if isinstance(block, Display):
            found += [ref for form in block.forms for ref in form.references]
        elif isinstance(block, Paragraph):
            for run in block.runs:
                found += [run.reference] if isinstance(run, Live) else []
                found += run.formula.references if isinstance(run, Symbol) else ()
    return found


def formulas(text, context, secrets=()):
    """LaTeX of every formula of a text in all its forms."""
    for block in [*text.blocks, *text.do, *text.notice]:
        if isinstance(block, Display):
            yield from (form.latex(context, secrets) for form in block.forms)
        elif isinstance(block, Named):
            yield from formula_forms(block.name, context, secrets) or ()
        elif isinstance(block, Derivation):
            yield from (form for shown in derivation(context, block.weight, secrets) for form in shown.forms)
        else:
            yield from (run.formula.latex(context, secrets) for run in block.runs if isinstance(run, Symbol))


@cache
def typesets(latex):
    ziamath.config.svg2 = False
    return "<path" in ziamath.Latex(latex, size=20).svg()


def words(text):
    return " ".join(run.text for block in paragraphs(text) for run in block.runs if isinstance(run, Words))


def texts_of(station):
    return [station.texts[code] for code in LANGUAGES]


# What a station consists of


@every_station
def test_both_languages_say_the_same_with_the_same_numbers_and_formulas(lesson, station):
    assert set(station.texts) == set(LANGUAGES)
    english, chinese = texts_of(station)
    assert sorted(ref.text for ref in references(english)) == sorted(ref.text for ref in references(chinese))
    block_kinds = [[type(block) for block in text.blocks] for text in (english, chinese)]
    assert block_kinds[0] == block_kinds[1]
    shown = [
        [block for block in text.blocks if not isinstance(block, Paragraph)] for text in (english, chinese)
    ]
    assert [getattr(block, "name", None) for block in shown[0]] == [
        getattr(b, "name", None) for b in shown[1]
    ]
    context = Context(station.scenario.descent())
    displays = [
        [f.latex(context) for b in blocks if isinstance(b, Display) for f in b.forms] for blocks in shown
    ]
    assert displays[0] == displays[1]


@every_station
def test_a_station_is_short_and_has_one_thing_to_do_and_one_to_notice(lesson, station):
    english, chinese = texts_of(station)
    for text in (english, chinese):
        assert len(text.do) == len(text.notice) == 1
        assert text.title
    count = len(re.findall(r"[\w′]+", words(english)))
    assert 40 <= count <= 125, count
    assert 50 <= len(re.findall(r"[\u4e00-\u9fff]", words(chinese))) <= 260
    assert not re.search(r"[\u4e00-\u9fff]", words(english))
    assert station.panels
    assert len(station.panels) <= 3
    assert station.actions


def numbers_of(argument):
    """All numbers in an action's argument."""
    if isinstance(argument, dict):
        return {number for value in argument.values() for number in numbers_of(value)}
    return {float(argument)} if type(argument) in (int, float) else set()


@every_station
def test_no_number_is_typed_by_hand_but_those_of_the_action(lesson, station):
    """Allowed besides: 0, 1 and 2 as words, since they belong to the mathematics, and record numbers."""
    allowed = {0.0, 1.0, 2.0} | {n for action in station.actions for n in numbers_of(action.argument)}
    if station.scenario.dataset is not None:
        records = station.scenario.dataset.record_count
    else:
        records = 0
    for text in texts_of(station):
        found = words(text)
        for match in re.finditer(r"[−-]?\d+(?:\.\d+)?", found):
            number = float(match[0].replace("−", "-"))
            near = found[max(0, match.start() - 8) : match.end() + 4]
            of_record = re.search(rf"(?:[Rr]ecord|第) ?{match[0]}(?:[ ,:.]| ?条|$)", near)
            if of_record and 1 <= number <= records:
                continue
            assert number in allowed, f"{match[0]} in “{near}”"


# What it shows


@every_station
def test_each_live_number_has_a_value_before_and_after_the_action(lesson, station, driver):
    bench = driver(station.scenario)
    check_numbers(station, Context(bench.descent))
    station.perform(bench)
    check_numbers(station, Context(bench.descent, bench.record))


def check_numbers(station, context):
    truth = recomputed(context)
    for text in station.texts.values():
        for ref in references(text):
            value = ref.value(context)
            if ref.number.name not in ("E_minimum", "minimum_w", "distance", "eta_monotone"):
                assert math.isfinite(value), ref.text
            expected = truth.get(ref.text)
            if expected is not None:
                assert value == pytest.approx(expected, rel=1e-9, abs=1e-12), ref.text
            shown = ref.shown(context)
            assert shown in (
                exact_text(value),
                number_text(value),
                str(int(value)) if value == int(value) else "",
            )


def recomputed(context):
    """The main numbers by plain loops over the records; a surface's by differences."""
    descent, neuron = context.descent, context.neuron
    weights, eta = descent.weights, descent.optimizer.learning_rate
    truth = {f"w{i + 1}": w for i, w in enumerate(weights)} | {"eta": eta, "k": descent.step_number}
    truth["E"] = descent.objective.error(weights)
    if neuron is None or not neuron.error_measure.quadratic or neuron.bias:
        return truth
    front = {"½": 0.5, "1": 1.0, "1/N": 1.0 / neuron.dataset.record_count}[neuron.error_measure.factor_name]
    error, gradient, squares = 0.0, np.zeros(len(weights)), []
    for n, (inputs, target) in enumerate(zip(neuron.dataset.inputs, neuron.dataset.targets, strict=True), 1):
        h = float(sum(w * x for w, x in zip(weights, inputs, strict=True)))
        prediction, slope = {
            "identity": (h, 1.0),
            "sigmoid": (1 / (1 + math.exp(-h)), math.exp(-h) / (1 + math.exp(-h)) ** 2),
            "relu": (max(0.0, h), float(h > 0)),
        }[neuron.activation.name]
        r = target - prediction
        squares.append(r * r)
        error += front * r * r
        gradient -= 2 * front * r * slope * inputs
        truth |= {f"prediction({n})": prediction, f"residual({n})": r, f"slope({n})": slope, f"h({n})": h}
        if n == context.record + 1:
            truth |= {"prediction": prediction, "residual": r, "h": h, "slope": slope}
    if any(squares):
        truth |= {f"share({n})": 100 * s / sum(squares) for n, s in enumerate(squares, 1)}
    truth |= {"E": error, "sum_squares": sum(squares), "gradient_length": math.sqrt(gradient @ gradient)}
    for i, g in enumerate(gradient, 1):
        truth |= {f"gradient{i}": g, f"wrong_w{i}": weights[i - 1] + eta * g}
        if descent.optimizer.rule.name == "gradient_descent":
            update = eta * g if descent.optimizer.mistake is MISTAKES["wrong_sign"] else -eta * g
            truth |= {f"update{i}": update, f"next_w{i}": weights[i - 1] + update}
    if neuron.activation.name == "identity":
        curvatures = np.linalg.eigvalsh(2 * front * neuron.dataset.inputs.T @ neuron.dataset.inputs)
        best = np.linalg.lstsq(neuron.dataset.inputs, neuron.dataset.targets, rcond=None)[0]
        truth |= {f"minimum_w{i}": w for i, w in enumerate(best, 1)}
        truth |= {"distance": float(np.linalg.norm(weights - best))}
        truth |= {"curvature_largest": curvatures[-1], "curvature_smallest": curvatures[0]}
        if descent.optimizer.rule.name == "gradient_descent":
            truth |= {"eta_max": 2 / curvatures[-1], "factor": 1 - eta * curvatures[-1]}
    return truth


@every_station
def test_all_formulas_can_be_typeset_shown_and_hidden(lesson, station, driver):
    bench = driver(station.scenario)
    everything = [Context(bench.descent)]
    station.perform(bench)
    everything.append(Context(bench.descent, bench.record))
    secrets = ask_at(station, driver).secrets if station.question else ()
    for context in everything:
        for latex in [
            *formulas(station.texts["en"], context),
            *formulas(station.texts["en"], context, secrets),
        ]:
            assert not re.search(r"\\left(?!arrow)|\\right(?!arrow)|[\u4e00-\u9fff]", latex)
            assert typesets(without_marks(latex)), latex


# What it does


@every_station
def test_the_program_s_session_does_the_same_as_a_calculation_without_a_window(lesson, station, driver, qapp):
    bench, session = driver(station.scenario), Session(station.scenario)
    session.set_stage_by_record(station.by_record)
    station.perform(bench)
    station.perform(session)
    assert np.array_equal(bench.descent.weights, session.weights)
    assert bench.descent.error == session.error
    assert bench.descent.step_number == session.step_number
    assert bench.scenario == session.scenario


@every_station
def test_the_action_changes_something_to_see(lesson, station, driver):
    bench = driver(station.scenario)
    before = (
        bench.descent.step_number,
        bench.scenario,
        tuple(bench.descent.weights),
        bench.record,
        bench.stages,
    )
    station.perform(bench)
    after = (
        bench.descent.step_number,
        bench.scenario,
        tuple(bench.descent.weights),
        bench.record,
        bench.stages,
    )
    assert before != after


def ask_at(station, driver):
    """The station's question where it is asked."""
    bench = driver(station.scenario)
    if station.question.after:
        station.perform(bench)
    return ask(station.question.kind, Context(bench.descent, bench.record), station.question.options)


@pytest.mark.parametrize(("lesson", "station"), [p for p in STATIONS if p.values[1].question])
def test_a_question_cannot_be_answered_by_reading_the_text(lesson, station, driver):
    question = ask_at(station, driver)
    bench = driver(station.scenario)
    if station.question.after:
        station.perform(bench)
    context = Context(bench.descent, bench.record)
    assert question.answer(question.solution).correct
    shown = {ref.shown(context, question.secrets) for t in station.texts.values() for ref in references(t)}
    latex = " ".join(formulas(station.texts["en"], context, question.secrets))
    if question.is_numeric:
        told = number_text(question.solution)
        assert told not in shown
        assert told.replace("−", "-") not in re.findall(r"-?[\d.]+", latex)
    for text in station.texts.values():
        for ref in references(text):
            if ref.number.tells in question.secrets:
                assert ref.shown(context, question.secrets) == HIDDEN
    assert set(station.panels) - question.covered_panels, "nothing is left to look at"


@pytest.mark.parametrize(("lesson", "station"), [p for p in STATIONS if p.values[1].challenge])
def test_a_challenge_s_station_hides_what_would_solve_it(lesson, station):
    challenge, context = CHALLENGES[station.challenge], Context(station.scenario.descent())
    for text in station.texts.values():
        for ref in references(text):
            if ref.number.tells in challenge.secrets:
                assert ref.shown(context, challenge.secrets) == HIDDEN
    assert not challenge.score(station.scenario, context).done


# The whole


def test_each_of_the_21_claims_has_its_station_in_the_argument():
    table = claims_table()
    assert list(table) == list(range(1, 22)) == list(CLAIMS)
    for claim, stations in table.items():
        assert any(name.startswith("gradient_descent:") for name in stations), claim


def test_the_argument_meets_its_claims_in_order():
    argument = shipped_lessons()[0]
    first = [min(i for i, s in enumerate(argument.stations) if claim in s.claims) for claim in CLAIMS]
    assert first == sorted(first)


def test_three_lessons_are_shipped_in_the_order_to_meet_them():
    assert [lesson.name for lesson in shipped_lessons()] == [
        "gradient_descent",
        "learning_rate",
        "when_it_goes_wrong",
    ]
    assert [len(lesson.stations) for lesson in shipped_lessons()] == [29, 9, 8]
