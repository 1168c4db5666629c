"""A lecture: one key, a page for the back row, a clicker's keys, and back to the window as it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollBar,
    QWidget,
)

from gdsim.engine.message import Message
from gdsim.scenario import words
from gdsim.views.shared import fonts
from gdsim.views.shared.plot import TICK_PIXELS
from gdsim.views.shared.theme import PROJECTOR, THEMES
from gdsim.window.language import speak
from gdsim.window.lecture import SMALLEST_PIXELS, SMALLEST_TEXT, lecture_zoom
from tests.window.conftest import press


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


def test_escape_gives_the_window_back_as_it_was(share_window, qtbot):
    window = share_window()
    theme, zoom = window.look.theme, window.look.zoom
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    press(qtbot, window, Qt.Key.Key_F5)
    assert window.isFullScreen()
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


def test_in_a_lecture_a_lesson_is_left_to_the_window_s_panels_from_before(share_window, qtbot):
    window = share_window()
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    window.lesson_menu.open("gradient_descent:bowl")
    press(qtbot, window, Qt.Key.Key_F5)
    window.lesson_menu.lesson_leave()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert {panel.objectName(): panel.isVisible() for panel in window.panels.all()} == before


def test_a_lecture_ends_on_the_station_it_has_come_to(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:bowl")
    press(qtbot, window, Qt.Key.Key_F5)
    window.lesson_menu.open("gradient_descent:tables")
    press(qtbot, window, Qt.Key.Key_Escape)
    visible = {panel.objectName() for panel in window.panels.all() if panel.isVisible()}
    assert visible == {"dock_lesson", "dock_data", "dock_neuron"}


def test_no_text_on_the_page_is_smaller_than_the_rule_says(open_lecture):
    lecture = open_lecture()
    least = lecture.screen().size().height() * SMALLEST_TEXT
    for label in lecture.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.font().pixelSize() >= least - 0.5, label.objectName()
    assert lecture.lesson_view.page.font().pixelSize() >= least - 0.5
    assert lecture.look.px(TICK_PIXELS) >= least


def test_the_page_is_the_projector_s_and_has_no_window_s_parts(open_lecture):
    lecture = open_lecture()
    assert lecture.look.theme is PROJECTOR
    assert not lecture.menuBar().isVisible()
    assert not lecture.transport.isVisible()
    assert not lecture.banner.isVisible()
    assert lecture.status.isVisible()
    assert lecture.findChild(QWidget, "page_head").isVisible()
    visible = [panel for panel in lecture.panels.all() if panel.isVisible()]
    assert visible == [lecture.panels.guide, lecture.panels.landscape]
    assert not any(panel.titleBarWidget().height() for panel in visible)


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


def test_the_page_shows_the_station_s_views_one_after_the_other(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.lesson_menu.open("gradient_descent:high-and-low")
    assert lecture.panels.fit.isVisible()
    assert not lecture.panels.landscape.isVisible()
    press(qtbot, lecture, Qt.Key.Key_C)
    assert lecture.panels.landscape.isVisible()
    assert not lecture.panels.fit.isVisible()


def test_the_formulas_can_give_the_panel_the_whole_page(open_lecture, qtbot):
    lecture = open_lecture()
    assert lecture.panels.guide.isVisible()
    press(qtbot, lecture, Qt.Key.Key_M)
    assert not lecture.panels.guide.isVisible()
    press(qtbot, lecture, Qt.Key.Key_M)
    assert lecture.panels.guide.isVisible()


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


def test_every_text_that_is_painted_keeps_the_rule(open_lecture, qtbot, monkeypatch):
    """Views paint much of their text themselves: each font that they ask for is looked at, in every view."""
    lecture = open_lecture()
    asked = []

    def recorded(make):
        def made(pixels, *arguments):
            font = make(pixels, *arguments)
            asked.append((font.pixelSize(), make.__name__))
            return font

        return made

    for name in ("text_font", "math_font"):
        monkeypatch.setattr(fonts, name, recorded(getattr(fonts, name)))
    least = lecture.screen().size().height() * SMALLEST_TEXT
    for station in ("neuron", "all-records", "update", "knobs", "two-arrows", "repeat"):
        lecture.lesson_menu.open(f"gradient_descent:{station}")
        for _ in lecture.lecture.views():
            qtbot.wait(10)
            lecture.grab()
            press(qtbot, lecture, Qt.Key.Key_C)
        assert asked
        assert [found for found in asked if found[0] < least - 0.5] == [], station


def test_nothing_modal_opens_over_the_page_whatever_key_is_pressed(open_lecture, qtbot, monkeypatch):
    """Not even with unsaved edits, which elsewhere a new or opened scenario asks about."""
    lecture = open_lecture()
    opened, discard = [], QMessageBox.StandardButton.Discard
    for kind in ("getOpenFileName", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, kind, lambda *a, kind=kind, **k: opened.append(kind) or ("", ""))
    for kind in ("question", "about"):
        monkeypatch.setattr(QMessageBox, kind, lambda *a, kind=kind, **k: opened.append(kind) or discard)
    lecture.session.set_learning_rate(0.02)
    assert lecture.session.is_dirty
    modifiers = Qt.KeyboardModifier
    held = (
        modifiers.ControlModifier,
        modifiers.ControlModifier | modifiers.ShiftModifier,
        modifiers.ControlModifier | modifiers.AltModifier,
    )
    for modifier in held:
        for key in "NOSGEIVT0":
            press(qtbot, lecture, ord(key), modifier)
            assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not lecture] == []
            assert opened == []
    assert not lecture.acceptDrops()
    assert lecture.lecture.is_on
    assert not lecture.banner.isVisible()
    press(qtbot, lecture, Qt.Key.Key_Escape)
    assert lecture.acceptDrops()


def test_what_has_to_be_said_stands_on_a_line_of_its_own_until_the_next_step(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.tell(Message("That cannot be."))
    assert lecture.banner.isVisible()
    head = lecture.findChild(QWidget, "page_head")
    qtbot.waitUntil(lambda: head.mapTo(lecture, QPoint(0, 0)).y() >= lecture.banner.height() // 2)
    press(qtbot, lecture, Qt.Key.Key_Right)
    assert not lecture.banner.isVisible()


def cut_answers(view):
    """Texts of the answers that are not whole within the lesson's panel."""
    for button in view.question.findChildren(QPushButton):
        corner = button.mapTo(view, QPoint(0, 0))
        widest = max(map(button.fontMetrics().horizontalAdvance, button.text().split("\n")))
        is_inside = view.rect().contains(button.rect().translated(corner))
        if button.isVisible() and not (is_inside and widest <= button.width()):
            yield button.text()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_question_is_whole_on_the_page(open_lecture, qtbot, language):
    """The longest answers, and the question with the most, on an old projector's 4 : 3."""
    before = words.language()
    speak(language)
    try:
        lecture = open_lecture()
        lecture.showNormal()
        lecture.resize(1067, 800)
        for station in ("learning_rate:across", "learning_rate:fastest"):
            lecture.lesson_menu.open(station)
            assert lecture.lesson_view.question.isVisible()
            qtbot.waitUntil(lambda: list(cut_answers(lecture.lesson_view)) == [])
    finally:
        speak(before)


def test_a_table_on_the_page_has_what_fits_and_nothing_to_click(open_lecture, qtbot):
    lecture = open_lecture()
    lecture.showNormal()
    lecture.resize(1280, 800)
    lecture.lesson_menu.open("gradient_descent:sse")
    press(qtbot, lecture, Qt.Key.Key_C)
    table = lecture.data_table.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    columns = lecture.data_table.model.columns
    shown = {column.key for i, column in enumerate(columns) if not table.isColumnHidden(i)}
    assert {"input:0", "target", "residual", "loss"} <= shown  # what the station is about
    assert not any(bar.isVisible() and bar.width() * bar.height() for bar in lecture.findChildren(QScrollBar))
    assert not lecture.findChild(QWidget, "choice").isVisible()
    press(qtbot, lecture, Qt.Key.Key_Escape)
    assert not any(table.isColumnHidden(i) for i in range(len(columns)))


def test_the_sheet_of_keys_is_the_page_s_and_fits_it(open_lecture, qtbot):
    lecture = open_lecture()
    press(qtbot, lecture, Qt.Key.Key_F1)
    sheet = lecture.findChild(QWidget, "keys_sheet")
    assert lecture.rect().contains(sheet.geometry())
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert "PgDown · Down" in texts
    assert "Open" not in texts
    press(qtbot, lecture, Qt.Key.Key_Right)  # puts the sheet away, and does nothing else
    assert not sheet.isVisible()
    assert lecture.session.step_number == 0
