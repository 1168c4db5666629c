"""The language of a running window is switched: every word changes, and nothing else does."""

import re
from itertools import cycle

import numpy as np
import pytest
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)

from gdsim.scenario import words
from gdsim.window.language import speak
from tests.window.conftest import cut_text, plain, settle

# Names that are the same in every language.
NAMES = {"sigmoid", "tanh", "ReLU", "leaky ReLU", "softplus", "AdaGrad", "RMSprop", "Adam", "AdamW", "QHAdam"}


pytestmark = pytest.mark.usefixtures("speaking")


def choose_language(window, code, qtbot):
    """As a person does, in the menu View > Language."""
    [action] = [a for menu in window.findChildren(QMenu) for a in menu.actions() if a.data() == code]
    action.trigger()
    settle()  # the change is posted to every widget


def shown_texts(window):
    """All that a person can read now: (where, text)."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, plain(widget.text())
        if isinstance(widget, QComboBox):
            yield from ((name, widget.itemText(i)) for i in range(widget.count()))
        if isinstance(widget, QTabBar):
            yield from ((name, widget.tabText(i)) for i in range(widget.count()))
        yield f"tooltip of {name}", plain(widget.toolTip())
    for action in window.findChildren(QAction):
        if action.objectName().startswith("action_"):
            yield action.objectName(), action.text()
            yield f"tooltip of {action.objectName()}", action.toolTip()


def state(window):
    session = window.session
    return {
        "weights": session.weights.tolist(),
        "step": session.step_number,
        "errors": session.descent.history.errors.tolist(),
        "scenario": session.scenario,
        "undo": (session.undo_stack.count(), session.undo_stack.index()),
        "record": session.selected_record,
        "theme": window.look.theme.name,
        "zoom": window.look.zoom,
        "size": window.size().toTuple(),
        "panels": {
            p.objectName(): p.isVisible() for p in window.findChildren(QWidget) if "panel" in p.objectName()
        },
    }


def test_all_words_change_and_nothing_else(share_window, qtbot):
    window = share_window("three_inputs")
    window.session.set_learning_rate(0.05)
    window.appearance.set_theme("dark")
    window.session.step()
    window.session.step()
    settle()
    before = state(window)
    english = list(shown_texts(window))

    said = {text for _, text in english if re.search("[A-Za-z]{3,}", text)} - NAMES

    def check_chinese():
        assert [(where, text) for where, text in shown_texts(window) if text in said] == []

    def check_english():
        assert sorted(shown_texts(window)) == sorted(english)

    choose_language(window, "zh_CN", qtbot)
    qtbot.waitUntil(check_chinese)
    assert state(window) == before
    choose_language(window, "en", qtbot)
    qtbot.waitUntil(check_english)
    assert state(window) == before


def whole_state(window):
    """All that a switch must leave as it is: the experiment, the lesson, the page and what has the keyboard."""
    session, guide, view = window.session, window.lesson_menu.guide, window.lesson_view
    return state(window) | {
        "theme": None,
        "panels": None,
        "stage": (session.stage, session.stage_record),
        "secrets": (session.withheld, session.left_out),
        "quiz": (guide.quiz.question, guide.quiz.is_open, guide.quiz.feedback),
        "station": (guide.lesson and guide.lesson.name, guide.index, guide.is_done),
        "page": (view.form, view.opened),
        "lecture": (window.lecture.is_on, window.isFullScreen(), window.lecture.blank_screen.isVisible()),
        "seen": [(p.objectName(), p.current.object_name) for p in window.panels.all() if p.isVisible()],
        "focus": window.focusWidget() and window.focusWidget().objectName(),
    }


def test_in_the_middle_of_anything_a_switch_changes_words_and_colours_only(share_window, qtbot):
    window = share_window("first_steps")
    window.session.step()
    window.session.undo_stack.clear()

    def in_a_sub_step():
        for _ in range(4):
            window.session.next_stage()

    def in_a_question():
        window.lesson_menu.open("learning_rate:across")
        window.lesson_view.question.take_focus()

    def after_the_answer():
        window.lesson_menu.guide.quiz.commit("steady")

    def in_a_derivation():
        window.lesson_menu.open("gradient_descent:chain-rule")
        window.lesson_view.open_next()
        window.lesson_view.turn_form()

    def in_a_lecture():
        window.lecture.enter()
        window.lecture.go_on()

    others = cycle((("zh_CN", "dark"), ("en", "light")))
    for begin in (in_a_sub_step, in_a_question, after_the_answer, in_a_derivation, in_a_lecture):
        begin()
        settle()
        before = whole_state(window)
        code, theme = next(others)
        choose_language(window, code, qtbot)
        assert whole_state(window) == before, (begin.__name__, code)
        if not window.lecture.is_on:  # its page has the projector's
            window.appearance.set_theme(theme)
            assert whole_state(window) == before, (begin.__name__, theme)


def test_a_run_goes_on_through_the_change(share_window, qtbot):
    window = share_window("two_weights")
    window.session.player.pace = 20.0
    window.session.player.run()
    qtbot.waitUntil(lambda: window.session.step_number >= 2)
    rows = window.session.descent.history.weights.copy()
    choose_language(window, "zh_CN", qtbot)
    assert window.session.player.running
    qtbot.waitUntil(lambda: window.session.step_number > len(rows) + 2)
    window.session.player.pause()
    np.testing.assert_array_equal(window.session.descent.history.weights[: len(rows)], rows)


def test_without_a_chinese_font_the_window_says_so_in_words_that_can_be_read(
    share_window, qtbot, monkeypatch
):
    window = share_window()
    monkeypatch.setattr(QFontDatabase, "families", lambda *writing_system: [])
    choose_language(window, "zh_CN", qtbot)
    assert "No font with Chinese characters" in window.banner.findChild(QLabel, "banner_text").text()
    assert not [text for _, text in shown_texts(window) if re.search("[\u4e00-\u9fff]{3}", text)]


def test_qt_s_own_buttons_speak_the_language_too(qtbot):
    speak("zh_CN")
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    texts = [button.text() for button in box.buttons()]
    assert texts
    assert all(re.search("[\u4e00-\u9fff]", text) for text in texts), texts


def test_qt_s_file_dialog_speaks_the_language_too(qtbot):
    """Its labels got mnemonics after Qt's translation was made, so Qt alone does not find them there."""
    speak("zh_CN")
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    for mode in QFileDialog.AcceptMode:
        dialog.setAcceptMode(mode)
        texts = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
        texts += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
        assert [text for text in texts if re.search("[A-Za-z]{3,}", text)] == []


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("first_steps", 1024, 700),
        ("three_inputs", 1280, 800),
        ("three_inputs", 1024, 700),
        ("saddle", 1280, 800),
    ],
)
def test_no_word_is_cut_in_either_language(share_window, qtbot, name, width, height):
    window = share_window(name, width, height)
    window.session.step()

    def check():
        assert [text for widget in window.findChildren(QWidget) for text in cut_text(widget)] == []

    for code in words.LANGUAGES:
        choose_language(window, code, qtbot)
        qtbot.waitUntil(check)  # layouts follow
