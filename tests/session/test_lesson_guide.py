"""The guide: where one is in a lesson, what is done there, what waits for an answer, what stays secret."""

from pathlib import Path

import numpy as np
import pytest

from gdsim.engine.message import GdsimError
from gdsim.lesson import lesson_by_name
from gdsim.lesson.secret import Secret
from gdsim.scenario import load
from gdsim.session import Session
from gdsim.session.lesson_guide import LessonGuide
from gdsim.session.settings import Settings


@pytest.fixture
def lesson():
    return lesson_by_name("gradient_descent")


@pytest.fixture
def session(make_session) -> Session:
    return make_session(load("first_steps"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def guide(session: Session, settings: Settings) -> LessonGuide:
    return LessonGuide(session, settings, session)


def test_a_station_brings_its_scenario(guide, session, lesson):
    guide.open(lesson, "signs-cancel")
    assert session.scenario == lesson.station("signs-cancel").scenario
    assert session.step_number == 0
    assert not session.is_dirty


def test_leaving_brings_back_what_was_there_before_with_its_unsaved_edit(guide, session, lesson):
    session.set_learning_rate(0.07)
    before = session.scenario
    guide.open(lesson)
    guide.next_station()
    guide.leave()
    assert session.scenario == before
    assert session.is_dirty
    assert guide.lesson is None


def test_progress_is_remembered_by_another_guide(guide, session, settings, lesson):
    guide.open(lesson, "bowl")
    guide.next_station()
    other = LessonGuide(session, settings, session)
    other.open(lesson)
    assert other.station is lesson.stations[lesson.index("bowl") + 1]
    assert {"bowl", other.station.name} <= other.progress.visited


def test_restoring_a_station_undoes_what_was_done(guide, session, lesson):
    guide.open(lesson, "learning-rate")
    start = session.scenario
    session.set_learning_rate(0.01)
    session.step()
    guide.restore()
    assert session.scenario == start
    assert session.step_number == 0


def test_what_there_is_to_do_is_done_from_the_beginning_however_far_one_was(guide, session, lesson):
    guide.open(lesson, "shorter-steps")
    for _ in range(3):
        session.step()
    guide.quiz.reveal()
    guide.do_it()
    assert session.step_number == 1
    assert guide.is_done


def test_the_question_of_a_station_is_open_at_once_and_keeps_its_secrets(guide, session, lesson):
    guide.open(lesson, "update")
    assert guide.quiz.is_open
    assert session.withheld == {Secret.UPDATE}
    assert "update" in session.left_out
    assert "worked_step" in guide.covered_panels


def test_a_wrong_answer_names_its_slip_and_then_nothing_is_secret(guide, session, lesson):
    guide.open(lesson, "update")
    # By hand: w = −0.5, x = 2, y = 3: ∂E/∂w = −(3 + 1)·2 = −8; the sign forgotten gives −0.5 − 0.8.
    feedback = guide.quiz.commit(-1.3)
    assert not feedback.correct
    assert feedback.slip.name == "sign"
    assert not session.withheld
    assert guide.progress.answered == {"update": False}


def test_a_right_answer_is_remembered(guide, lesson):
    guide.open(lesson, "update")
    assert guide.quiz.commit(0.3).correct
    assert guide.progress.answered == {"update": True}


def test_what_is_done_from_the_beginning_leaves_the_pictures_as_they_stand(guide, session, lesson):
    guide.open(lesson, "bowl")
    before = session.experiment
    guide.do_it()
    assert session.experiment == before
    assert session.weights.tolist() == [1.5]
    guide.do_it()
    assert session.experiment > before


def test_the_explanation_stays_when_the_rest_is_done_for_one(guide, session, lesson):
    guide.open(lesson, "update")
    feedback = guide.quiz.commit(0.3)
    guide.do_it()
    assert session.step_number == 1
    assert guide.quiz.feedback is feedback
    guide.restore()
    assert guide.quiz.is_open


def test_an_answer_that_is_only_shown_counts_as_none(guide, lesson):
    guide.open(lesson, "update")
    guide.quiz.reveal()
    assert guide.quiz.given is None
    assert guide.progress.answered == {}


def test_a_question_after_the_action_waits_for_it(guide, session, lesson):
    guide.open(lesson, "shorter-steps")
    assert guide.quiz.question is None
    session.step()
    assert guide.quiz.is_open


def test_an_open_question_follows_the_weight(guide, session, lesson):
    guide.open(lesson, "update")
    session.set_weights(np.array([0.5]))
    # By hand: ∂E/∂w = −(3 − 1)·2 = −4, so the next weight is 0.5 + 0.4.
    assert guide.quiz.question.solution == pytest.approx(0.9)
    assert guide.quiz.is_open


def test_one_key_leads_through_the_answer_the_parts_of_the_step_and_on(guide, session, lesson):
    guide.open(lesson, "update")
    guide.forward()
    assert guide.quiz.feedback is not None
    names = []
    for _ in range(6):
        guide.forward()
        names.append(session.stage.name)
    assert names == ["predict", "residuals", "square_and_sum", "gradient", "scale", "move"]
    assert session.step_number == 1
    guide.forward()
    assert guide.index == lesson.index("update") + 1


def test_one_key_does_what_there_is_to_do_before_it_goes_on(guide, session, lesson):
    guide.open(lesson, "bowl")
    guide.forward()
    assert session.weights[0] == 1.5
    assert guide.station.name == "bowl"
    guide.forward()
    assert guide.index == lesson.index("bowl") + 1


def test_one_key_does_one_thing_after_the_other_so_that_each_is_seen(guide, session):
    """The ReLU is dead after two steps; only then it begins again with a smaller η."""
    guide.open(lesson_by_name("when_it_goes_wrong"), "dead-relu")
    guide.quiz.reveal()
    guide.forward()
    assert (session.step_number, session.gradient.tolist()) == (2, [0.0])
    assert not guide.is_done
    for reached in ((0, 0.4), (0, 0.1), (10, 0.1)):  # step number and η
        guide.forward()
        assert (session.step_number, session.scenario.optimizer.learning_rate) == reached
    assert guide.is_done
    guide.forward()
    assert guide.station.name == "saddle"


def test_a_thing_to_do_that_is_refused_after_an_edit_by_hand_is_told_and_does_not_stop_the_way(
    guide, session
):
    guide.open(lesson_by_name("when_it_goes_wrong"), "outlier")
    guide.quiz.reveal()
    guide.forward()
    session.edit_data(session.scenario.dataset.without_records([5]))
    with pytest.raises(GdsimError):
        guide.forward()
    guide.forward()
    assert guide.is_done


def test_one_key_reaches_the_end_of_every_lesson(guide):
    for name in ("gradient_descent", "learning_rate", "when_it_goes_wrong"):
        lesson = lesson_by_name(name)
        guide.open(lesson, "1")
        seen = {guide.index}
        for _ in range(40 * guide.count):
            guide.forward()
            seen.add(guide.index)
            if guide.index == guide.count - 1:
                break
        assert seen == set(range(guide.count))


def test_back_goes_through_the_parts_of_the_step_then_to_the_station_before(guide, session, lesson):
    guide.open(lesson, "update")
    guide.forward()
    guide.forward()
    guide.forward()
    guide.backward()
    assert session.stage.name == "predict"
    guide.backward()
    guide.backward()
    assert guide.index == lesson.index("update") - 1


def test_a_hidden_minimum_is_found_by_slopes_alone(guide, session):
    guide.open(lesson_by_name("learning_rate"), "hidden-landscape")
    assert {Secret.CURVE, Secret.ERROR} <= session.withheld
    guide.look_at(1.0)
    (w0, slope0), (w1, slope1) = guide.places
    assert slope0 == pytest.approx(session.scenario.objective.gradient(np.array([w0]))[0])
    # Two slopes of a parabola lie on a line; it meets zero at the minimum.
    guide.look_at(w0 - slope0 * (w1 - w0) / (slope1 - slope0))
    assert guide.score.done
    assert guide.score.count == 3
    assert not session.withheld


def test_the_fewest_steps_challenge_counts_only_from_its_own_start(guide, session):
    guide.open(lesson_by_name("learning_rate"), "fewest-steps")
    assert Secret.RATES in session.withheld
    session.set_weights(session.weights + 0.1)
    assert not guide.score.valid


def test_questions_on_request_change_their_kind(guide, session):
    assert guide.quiz.ask_another()
    first = guide.quiz.question.kind
    guide.quiz.reveal()
    assert guide.quiz.ask_another()
    assert guide.quiz.question.kind != first


def test_a_lesson_without_such_a_station_leaves_everything_as_it_was(guide, session, lesson):
    before = session.scenario
    with pytest.raises(Exception, match="bowl"):
        guide.open(lesson, "bowll")
    assert session.scenario == before
    assert guide.lesson is None
