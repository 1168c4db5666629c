"""A station's question in the window: what it hides, how it is answered, what comes after the answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from gdsim.lesson import shipped_lessons
from gdsim.lesson.secret import Secret
from gdsim.scenario import words
from gdsim.window.lesson_menu import MOVING
from tests.window.conftest import lesson_button


def test_an_open_question_cannot_be_answered_by_looking(share_window):
    """Whatever is asked, what would tell it is covered, left out, or a question mark."""
    window = share_window()
    for lesson in shipped_lessons():
        for station in lesson.stations:
            if station.question is None:
                continue
            window.lesson_menu.begin(lesson, station.name)
            if station.question.after:
                window.lesson_menu.lesson_do()
            quiz = window.lesson_menu.guide.quiz
            assert quiz.is_open, station.name
            check_hidden(window, quiz.question)


def check_hidden(window, question):
    secrets = question.secrets
    for name in MOVING:
        assert not window.actions_by_name[name].isEnabled()
    for panel in window.panels.all():
        if any(panel.view(name) is panel.current for name in question.covered_panels):
            assert panel.is_covered
            assert not panel.current.isVisible()
    marks = window.error_curve.marks
    if Secret.UPDATE in secrets and window.error_curve.isVisible():
        assert marks.update_arrow.span is None
    if Secret.GRADIENT in secrets:
        assert "|∇E|" not in window.status.plain_text()
        if window.error_curve.isVisible():
            assert marks.gradient_arrow.span is None
            assert "slope" not in window.error_curve.describe()
    if Secret.RATES in secrets:
        assert not window.learning_rate.track.labels()
    page = window.lesson_view.page.toPlainText()
    assert "Notice" not in page
    for line in question.explanation:
        assert words.say(line) not in page


def test_what_to_do_is_seen_with_the_question_and_what_to_notice_after_the_answer(share_window):
    window = share_window()
    view, guide = window.lesson_view, window.lesson_menu.guide
    window.lesson_menu.open("gradient_descent:downhill")
    assert "First answer the question" in view.page.toPlainText()
    assert "Two arrows leave the ball" not in view.page.toPlainText()
    guide.quiz.reveal()
    page = view.page.toPlainText()
    assert page.index("Do") < page.index("The answer") < page.index("Two arrows leave the ball")
    # Asked only when something was done, it keeps what would tell the answer until then.
    window.lesson_menu.open("gradient_descent:shorter-steps")
    assert not guide.quiz.is_open
    assert "the slope fades" not in view.page.toPlainText()
    guide.do_it()
    guide.quiz.reveal()
    assert "the slope fades" in view.page.toPlainText()


def test_the_answer_is_committed_by_keys_and_then_explained(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:update")
    field = window.lesson_view.findChild(QLineEdit, "question_answer")
    assert window.lesson_view.page.hasFocus()
    qtbot.keyClick(window.lesson_view.page, Qt.Key.Key_Tab)
    assert field.hasFocus()
    qtbot.keyClicks(field, "-1.3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = window.lesson_view.page.toPlainText()
    assert "Not quite." in page
    assert "The sign: the update goes against the gradient" in page
    assert "0.300" in page
    assert not window.lesson_view.question.isVisible()
    assert window.actions_by_name["action_step"].isEnabled()
    assert not window.panels.guide.is_covered


def test_a_typed_answer_is_committed_by_a_click_on_the_button(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:update")
    field = window.lesson_view.findChild(QLineEdit, "question_answer")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    qtbot.keyClicks(field, "0.3")
    qtbot.mouseClick(lesson_button(window, "answer_commit"), Qt.MouseButton.LeftButton)
    assert "Right." in window.lesson_view.page.toPlainText()


def test_text_instead_of_a_number_is_refused_and_the_question_stays(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:update")
    field = window.lesson_view.findChild(QLineEdit, "question_answer")
    qtbot.keyClicks(field, "a lot")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.reason
    assert window.lesson_menu.guide.quiz.is_open


def test_an_answer_is_chosen_by_a_click(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:downhill")
    question = window.lesson_menu.guide.quiz.question
    qtbot.mouseClick(lesson_button(window, f"answer_{question.solution}"), Qt.MouseButton.LeftButton)
    assert "Right." in window.lesson_view.page.toPlainText()


def test_a_question_on_request_without_a_lesson(share_window, qtbot):
    window = share_window()
    window.actions_by_name["action_ask"].trigger()
    assert window.lesson_view.question.isVisible()
    assert not window.actions_by_name["action_step"].isEnabled()
    window.lesson_menu.guide.quiz.reveal()
    assert window.actions_by_name["action_step"].isEnabled()
