"""A lecture by the clicker alone: its two keys lead through steps, views, pages and stations, and back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QWidget,
)

from gdsim.engine.optimizer import RULES
from tests.window.conftest import press


def test_a_clicker_alone_walks_through_a_step_and_through_a_lesson(open_lecture, qtbot):
    lecture = open_lecture()
    stages = []
    for _ in range(6):
        press(qtbot, lecture, Qt.Key.Key_PageDown)
        stages.append(lecture.session.stage.name)
    assert stages == ["predict", "residuals", "square_and_sum", "gradient", "scale", "move"]
    assert lecture.session.step_number == 1
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert lecture.session.step_number == 0
    lecture.lesson_menu.open("learning_rate:1")
    guide = lecture.lesson_menu.guide
    titles = []
    for _ in range(60):
        titles.append(lecture.findChild(QWidget, "page_head").findChild(QLabel).text())
        if guide.index == guide.count - 1:
            break
        press(qtbot, lecture, Qt.Key.Key_PageDown)
        qtbot.wait(1)  # the page is laid out: a small one would be turned
    assert list(dict.fromkeys(titles)) == [station.title for station in guide.lesson.stations]
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert guide.index == guide.count - 2


def test_an_open_question_is_shown_to_the_hall_and_answered_by_the_clicker(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.lesson_menu.open("learning_rate:across")
    assert lecture.lesson_view.question.isVisible()
    assert lecture.session.step_number == 0
    press(qtbot, lecture, Qt.Key.Key_Right)
    assert lecture.session.step_number == 0
    press(qtbot, lecture, Qt.Key.Key_PageDown)
    assert not lecture.lesson_view.question.isVisible()
    assert "The answer" in lecture.lesson_view.page.toPlainText()


def test_the_clicker_reaches_every_view_of_a_station_and_every_line_of_a_derivation(open_lecture, qtbot):
    lecture = open_lecture()
    guide = lecture.lesson_menu.guide
    for name in ("why-squares", "chain-rule"):
        lecture.lesson_menu.open(f"gradient_descent:{name}")
        wanted, lines, seen = set(guide.station.panels) - {"worked_step"}, set(), []
        while guide.station.name == name:
            seen += [view.object_name for p in lecture.panels.all() if p.isVisible() for view in [p.current]]
            lines.add(lecture.lesson_view.opened)
            assert lecture.lesson_view.page.verticalScrollBar().value() == 0  # what was opened is in sight
            press(qtbot, lecture, Qt.Key.Key_PageDown)
        assert wanted <= set(seen) | {"data_table" if "data_panel" in seen else ""}
    assert len(lines) == max(lines) > 5
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert guide.station.name == "chain-rule"


def test_the_clicker_turns_a_page_that_does_not_fit_before_it_goes_on(open_lecture, qtbot):
    """The five formulas of Adam are higher than a page."""
    lecture = open_lecture()
    lecture.session.set_optimizer(lecture.session.scenario.optimizer.with_rule(RULES["adam"]))
    page, places = lecture.worked_step.page, []
    while lecture.session.stage is None or lecture.session.stage.name != "scale":
        press(qtbot, lecture, Qt.Key.Key_PageDown)
    while lecture.session.stage.name == "scale":
        places.append(page.verticalScrollBar().value())
        press(qtbot, lecture, Qt.Key.Key_PageDown)
    assert len(places) > 1
    assert places == sorted(set(places))
    assert page.verticalScrollBar().value() == 0
    for _ in range(2):
        press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert lecture.session.stage.name == "gradient"


def test_back_goes_to_the_view_before_and_only_then_to_the_station_before(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.lesson_menu.open("gradient_descent:high-and-low")
    for _ in range(2):  # what there is to do, then the second view
        press(qtbot, lecture, Qt.Key.Key_PageDown)
    assert lecture.panels.landscape.isVisible()
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert lecture.panels.fit.isVisible()
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert lecture.lesson_menu.guide.station.name == "row-by-row"


def test_an_answer_has_the_page_for_itself_and_is_whole(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.lesson_menu.open("gradient_descent:update")
    press(qtbot, lecture, Qt.Key.Key_PageDown)
    page = lecture.lesson_view.page
    assert page.toPlainText().startswith("The answer")
    assert not page.turn()
