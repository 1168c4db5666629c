"""A lecture: one key, a page for the back row, a clicker's keys, and back to the window as it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import QLabel, QWidget

from gdsim.views.shared.plot import TICK_PIXELS
from gdsim.views.shared.theme import PROJECTOR, THEMES
from gdsim.window.lecture import SMALLEST_PIXELS, SMALLEST_TEXT, lecture_zoom


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


@pytest.fixture
def open_lecture(open_window, qtbot):
    """Open the window and turn it into a page by F5."""

    def open_it():
        window = open_window()
        press(qtbot, window, Qt.Key.Key_F5)
        assert window.lecture.is_on
        return window

    return open_it


@pytest.mark.parametrize("height", [720, 1080, 1200, 2160])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_smallest_text_is_a_thirty_second_of_the_screen_s_height(height, theme):
    zoom = lecture_zoom(height, theme)
    assert SMALLEST_PIXELS * zoom * theme.zoom == pytest.approx(height / 32)


def test_the_rule_serves_the_back_row():
    """15 m from a screen 3 m wide, 16 : 9, a figure is seen under more than the 5′ of a sharp eye."""
    em = 3000 * 9 / 16 * SMALLEST_TEXT
    figure = 0.72 * em  # of Inter's em
    minutes = figure / 15_000 * 180 / 3.14159 * 60
    assert minutes > 1.5 * 5


def test_no_text_on_the_page_is_smaller_than_the_rule_says(open_lecture):
    lecture = open_lecture()
    least = lecture.screen().size().height() * SMALLEST_TEXT
    for label in lecture.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.font().pixelSize() >= least - 1, label.objectName()
    assert lecture.lesson_view.page.font().pixelSize() >= least - 1
    assert lecture.look.px(TICK_PIXELS) >= least


def test_the_page_is_the_projector_s_and_has_no_window_s_parts(open_lecture):
    lecture = open_lecture()
    assert lecture.look.theme is PROJECTOR
    assert lecture.isFullScreen()
    assert not lecture.menuBar().isVisible()
    assert not lecture.transport.isVisible()
    assert not lecture.banner.isVisible()
    assert lecture.status.isVisible()
    assert lecture.findChild(QWidget, "page_head").isVisible()
    visible = [panel for panel in lecture.panels.all() if panel.isVisible()]
    assert visible == [lecture.panels.guide, lecture.panels.landscape]
    assert not any(panel.titleBarWidget().height() for panel in visible)


def test_escape_gives_the_window_back_as_it_was(open_window, qtbot):
    window = open_window()
    theme, zoom = window.look.theme, window.look.zoom
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    press(qtbot, window, Qt.Key.Key_F5)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.lecture.is_on
    assert (window.look.theme, window.look.zoom) == (theme, zoom)
    assert window.settings.zoom == zoom
    assert {panel.objectName(): panel.isVisible() for panel in window.panels.all()} == before
    assert window.menuBar().isVisible()
    assert not window.isFullScreen()
    press(qtbot, window, Qt.Key.Key_S)
    press(qtbot, window, Qt.Key.Key_B)
    assert window.session.step_number == 0
    assert not window.lecture.blank_screen.isVisible()


def test_the_arrows_step_and_space_runs_and_pauses(open_lecture, qtbot):
    lecture = open_lecture()
    press(qtbot, lecture, Qt.Key.Key_Right)
    press(qtbot, lecture, Qt.Key.Key_Right)
    press(qtbot, lecture, Qt.Key.Key_Left)
    assert lecture.session.step_number == 1
    press(qtbot, lecture, Qt.Key.Key_Space)
    assert lecture.session.player.running
    press(qtbot, lecture, Qt.Key.Key_Space)
    assert not lecture.session.player.running


def test_b_and_the_full_stop_of_a_clicker_blank_the_screen(open_lecture, qtbot):
    lecture = open_lecture()
    for key in (Qt.Key.Key_B, Qt.Key.Key_Period):
        press(qtbot, lecture, key)
        assert lecture.grab().toImage().pixelColor(20, 20) == QColor("black")
        press(qtbot, lecture, key)
        assert not lecture.lecture.blank_screen.isVisible()


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
    assert list(dict.fromkeys(titles)) == [station.title for station in guide.lesson.stations]
    press(qtbot, lecture, Qt.Key.Key_PageUp)
    assert guide.index == guide.count - 2


def test_the_page_shows_the_station_s_views_one_after_the_other(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.lesson_menu.open("gradient_descent:high-and-low")
    assert lecture.panels.fit.isVisible()
    assert not lecture.panels.landscape.isVisible()
    press(qtbot, lecture, Qt.Key.Key_V)
    assert lecture.panels.landscape.isVisible()
    assert not lecture.panels.fit.isVisible()


def test_the_formulas_can_give_the_panel_the_whole_page(open_lecture, qtbot):
    lecture = open_lecture()
    assert lecture.panels.guide.isVisible()
    press(qtbot, lecture, Qt.Key.Key_M)
    assert not lecture.panels.guide.isVisible()
    press(qtbot, lecture, Qt.Key.Key_M)
    assert lecture.panels.guide.isVisible()


def test_in_a_lecture_a_lesson_is_left_to_the_window_s_panels_from_before(open_window, qtbot):
    window = open_window()
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    window.lesson_menu.open("gradient_descent:bowl")
    press(qtbot, window, Qt.Key.Key_F5)
    window.lesson_menu.lesson_leave()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert {panel.objectName(): panel.isVisible() for panel in window.panels.all()} == before


def test_a_lecture_ends_on_the_station_it_has_come_to(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:bowl")
    press(qtbot, window, Qt.Key.Key_F5)
    window.lesson_menu.open("gradient_descent:tables")
    press(qtbot, window, Qt.Key.Key_Escape)
    visible = {panel.objectName() for panel in window.panels.all() if panel.isVisible()}
    assert visible == {"dock_lesson", "dock_data", "dock_neuron"}


def test_the_spotlight_dims_all_but_the_pointer_s_place(open_lecture, qtbot):
    lecture = open_lecture()
    QCursor.setPos(lecture.mapToGlobal(QPoint(200, 300)))
    press(qtbot, lecture, Qt.Key.Key_O)
    light = lecture.lecture.light
    assert light.isVisible()
    picture = light.grab().toImage()
    assert picture.pixelColor(light.place.toPoint()).alpha() == 0 or picture.pixelColor(5, 5) != (
        picture.pixelColor(light.place.toPoint())
    )
    press(qtbot, lecture, Qt.Key.Key_O)
    assert not light.isVisible()


def test_keys_are_shown_when_pressed_once_that_is_asked_for(open_lecture, qtbot):
    lecture = open_lecture()
    cap = lecture.lecture.key_cap
    press(qtbot, lecture, Qt.Key.Key_Right)
    assert not cap.isVisible()
    press(qtbot, lecture, Qt.Key.Key_K)
    press(qtbot, lecture, Qt.Key.Key_Space)
    assert cap.isVisible()
    assert cap.text() == "Space"
    press(qtbot, lecture, Qt.Key.Key_Space)
    press(qtbot, lecture, Qt.Key.Key_K)
    assert not cap.isVisible()


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
