"""A station's page: lines and formulas, the derivation that opens, and what is pointed at on it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QToolButton

from gdsim.lesson import DERIVATION
from gdsim.scenario import words
from gdsim.scenario.number_text import number_text
from tests.window.conftest import lesson_button, settle


def baselines(page):
    """Of every paragraph of several lines: where the lines stand."""
    block = page.document().begin()
    while block.isValid():
        layout = block.layout()
        lines = [layout.lineAt(i) for i in range(layout.lineCount())]
        if len(lines) > 1 and "\ufffc" not in block.text():
            yield [line.y() + line.ascent() for line in lines]
        block = block.next()


def test_lines_with_symbols_stand_as_far_apart_as_others(share_window, speaking):
    window = share_window()
    window.lesson_menu.open("gradient_descent:predict")
    for language in words.LANGUAGES:
        speaking(language)
        settle()
        distances = list(map(np.diff, baselines(window.lesson_view.page)))
        assert distances
        for found in distances:
            assert found == pytest.approx(np.full(len(found), found[0]), abs=0.6)


def test_a_line_that_is_reached_by_keys_is_in_sight(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    view = window.lesson_view
    for _ in range(len(DERIVATION) - 1):
        view.open_next()
    view.page.setFocus()
    bar, document = view.page.verticalScrollBar(), view.page.document()
    bar.setValue(bar.maximum())
    view.session.point_at(None, None)
    while window.session.column is None:
        qtbot.keyClick(view.page, Qt.Key.Key_Right)
    first = document.documentLayout().frameBoundingRect(document.rootFrame().childFrames()[0])
    assert bar.value() <= first.top() + 1


def test_a_line_of_the_derivation_is_in_sight_once_it_is_opened(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page = window.lesson_view.page
    for opened in range(2, len(DERIVATION) + 1):
        qtbot.mouseClick(lesson_button(window, "lesson_open"), Qt.MouseButton.LeftButton)
        assert window.lesson_view.opened == opened
        line = page.document().rootFrame().childFrames()[opened - 1]
        place = page.document().documentLayout().frameBoundingRect(line)
        top = page.verticalScrollBar().value()
        assert top <= place.top() + 1, opened
        assert place.bottom() <= top + page.viewport().height() + 1, opened


def test_formulas_begin_as_symbols_and_only_those_with_several_forms_can_be_turned(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:half")
    assert not lesson_button(window, "lesson_form").isVisible()
    window.lesson_menu.guide.next_station()
    qtbot.mouseClick(lesson_button(window, "lesson_form"), Qt.MouseButton.LeftButton)
    assert window.lesson_view.form == 1
    window.lesson_menu.guide.next_station()
    assert window.lesson_view.form == 0


def test_the_formulas_turn_and_the_derivation_opens_by_keys(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    view = window.lesson_view
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F)
    assert view.form == 1
    assert lesson_button(window, "lesson_form").text() == "Formulas: numbers"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L)
    assert view.opened == 2
    assert "chain rule" in view.page.toPlainText()


def test_pointing_at_a_quantity_lights_its_places_up_and_the_reverse(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_descent:predict")
    page = window.lesson_view.page
    page.pointed.emit("weight")
    assert window.session.highlight == "weight"
    lit = page.toHtml()
    window.session.set_highlight(None)
    assert page.toHtml() != lit
    assert "background-color" in lit


def move_over(widget, spot):
    """The pointer comes to a place in a widget."""
    kind, none = QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, spot, widget.mapToGlobal(spot), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def lit_columns(window):
    table = window.data_table
    return [c.key for i, c in enumerate(table.model.columns) if table.table.symbol_header.lit(i)]


def test_a_line_of_the_derivation_and_its_column_light_each_other_up(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page, session = window.lesson_view.page, window.session
    window.lesson_menu.lesson_line()
    window.lesson_menu.lesson_line()
    assert lit_columns(window) == ["residual"]  # the line opened last
    dark = page.toHtml()
    session.point_at(None, None)
    assert lit_columns(window) == []
    assert page.toHtml() != dark
    seen = set()
    for y in range(0, page.viewport().height(), 12):  # down the page
        move_over(page.viewport(), QPointF(30, y))
        if session.highlight is None:
            seen |= set(lit_columns(window))
    assert {"loss", "residual", "contribution:0"} <= seen
    header = window.data_table.table.symbol_header
    column = [c.key for c in window.data_table.model.columns].index("residual")
    before = page.toHtml()
    move_over(header.viewport(), QPointF(header.sectionViewportPosition(column) + 10, 10))
    assert (session.highlight, session.column) == ("error", "residual")
    assert page.toHtml() != before
    window.lesson_menu.next_station()
    assert (session.highlight, session.column) == (None, None)


def test_symbols_and_lines_are_reached_by_the_arrow_keys(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page, session = window.lesson_view.page, window.session
    assert page.hasFocus()
    seen = []
    for _ in range(8):
        qtbot.keyClick(page, Qt.Key.Key_Right)
        seen.append((session.highlight, session.column))
    assert seen[:4] == [("weight", None), ("prediction", None), ("error", None), ("gradient", None)]
    assert (None, "loss") in seen
    assert (None, None) in seen  # past the last one
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert (session.highlight, session.column) == (None, "contribution:0")
    assert lit_columns(window) == ["contribution:0"]


def test_the_page_can_be_heard_and_copied_with_its_formulas(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_descent:update")
    window.lesson_menu.guide.quiz.reveal()
    view, page = window.lesson_view, window.lesson_view.page
    for text in (view.describe(), view.accessibleDescription()):
        assert "Δw₁ = −η∂E/∂w₁" in text.replace(" ∂", "∂")
        assert "w₁ ← w₁ + Δw₁" in text
        assert "\ufffc" not in text
    found = page.document().find("\ufffc")
    spot = page.cursorRect(found).center()
    place = page.viewport().mapToGlobal(spot - QPoint(6, 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, page.viewport().mapFromGlobal(place), place)
    QApplication.sendEvent(page.viewport(), event)
    menu = page.findChild(QMenu, "lesson_page_menu")
    copies = {action.text(): action for action in menu.actions()}
    copies["Copy this formula as LaTeX"].trigger()
    assert r"\eta \, \frac{\partial E}{\partial w_{1}}" in QApplication.clipboard().text()
    copies["Copy the page as text"].trigger()
    assert QApplication.clipboard().text() == view.describe()
    menu.close()


def test_the_numeric_check_stands_beside_the_derivation_with_its_numbers(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    window.lesson_view.turn_form()
    objective, weights = window.session.descent.objective, window.session.weights
    above, below = (objective.error(weights + np.array([e, 0.0])) for e in (0.1, -0.1))
    formulas = " ".join(picture.latex for picture in window.lesson_view.page._pictures)
    assert number_text(above) in formulas
    assert number_text(below) in formulas
    assert "As ε shrinks" in window.lesson_view.page.toPlainText()
    window.session.set_weights(weights + 0.3)
    assert number_text(above) not in " ".join(p.latex for p in window.lesson_view.page._pictures)


def test_what_can_be_worked_has_a_name_for_screen_readers(share_window):
    window = share_window()
    window.lesson_menu.open("learning_rate:hidden-landscape")
    view = window.lesson_view
    for widget in (*view.findChildren(QPushButton), *view.findChildren(QToolButton)):
        if widget.isVisible():
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for field in view.findChildren(QLineEdit):
        assert field.accessibleName(), field.objectName()
    assert view.accessibleDescription()
