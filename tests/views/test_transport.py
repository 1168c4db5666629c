"""The buttons do what their actions do; the pace is slid, typed and said in words."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSlider, QToolButton, QWidget

from gdsim.scenario import load
from gdsim.scenario.presets import shipped_path
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.transport import Transport, pace_text, parse_pace

NAMES = ("reset", "step_back", "step", "run", "run_to_end")


@pytest.fixture
def transport(qtbot):
    session = Session(load(shipped_path("first_steps")))
    actions = {}
    for name in NAMES:
        action = QAction(name, session)
        action.setObjectName(f"action_{name}")
        action.setToolTip(f"tip of {name}")
        actions[action.objectName()] = action
    actions["action_step"].triggered.connect(session.step)
    actions["action_run"].triggered.connect(session.player.toggle)
    view = Transport(session, Look(), actions)
    view.actions_of_window = actions
    qtbot.addWidget(view)
    view.resize(view.sizeHint())
    view.show()
    return view


def button(view, name) -> QToolButton:
    return view.findChild(QToolButton, f"button_{name}")


def test_each_button_triggers_its_action_once(qtbot, transport):
    heard = []
    for name, action in transport.actions_of_window.items():
        action.triggered.connect(lambda _=False, name=name: heard.append(name))
    for name in NAMES:
        qtbot.mouseClick(button(transport, name), Qt.MouseButton.LeftButton)
    assert heard == [f"action_{name}" for name in NAMES]


def test_step_steps(qtbot, transport):
    qtbot.mouseClick(button(transport, "step"), Qt.MouseButton.LeftButton)
    assert transport.session.step_number == 1


def test_buttons_follow_their_actions(transport):
    action = transport.actions_of_window["action_step_back"]
    action.setEnabled(False)
    action.setToolTip("nothing to go back to")
    assert not button(transport, "step_back").isEnabled()
    assert button(transport, "step_back").toolTip() == "nothing to go back to"
    action.setEnabled(True)
    assert button(transport, "step_back").isEnabled()


def test_run_becomes_pause_while_it_runs(qtbot, transport):
    run = button(transport, "run")
    assert run.text() == "▶ Run"
    qtbot.mouseClick(run, Qt.MouseButton.LeftButton)
    assert run.text() == "⏸ Pause"
    qtbot.mouseClick(run, Qt.MouseButton.LeftButton)
    assert run.text() == "▶ Run"


def test_exactly_one_button_is_primary(transport):
    assert [b.objectName() for b in transport.findChildren(QToolButton) if b.property("primary")] == [
        "button_step"
    ]


def test_words_give_way_to_symbols_and_nothing_is_cut_or_overlaps(qtbot, transport):
    narrowest, widest = transport.minimumSizeHint().width(), transport.sizeHint().width()
    words = {}
    for width in range(narrowest, widest + 20, 7):
        transport.resize(width, transport.height())
        qtbot.wait(1)
        parts = [*(button(transport, name) for name in NAMES), transport.pace]
        words[width] = sum(len(part.text()) > 1 for part in parts[:-1])
        for one, other in itertools.pairwise(parts):
            assert one.geometry().right() < other.geometry().left()
        assert parts[-1].geometry().right() <= width
        for part in parts[:-1]:
            assert part.width() >= part.fontMetrics().horizontalAdvance(part.text())
    assert words[min(words)] == 1  # the primary one's
    assert words[max(words)] == 5
    assert list(words.values()) == sorted(words.values())


def test_the_first_word_to_go_is_not_that_of_step(transport):
    transport.resize(transport.sizeHint().width() - 5, transport.height())
    assert button(transport, "run_to_end").text() == "⇥"
    assert button(transport, "step").text() == "Step ›"


def test_the_primary_button_keeps_its_word(transport):
    transport.resize(transport.minimumSizeHint())
    assert button(transport, "step").text() == "Step ›"


def test_a_symbol_still_tells_its_name_to_a_screen_reader(transport):
    transport.resize(transport.minimumSizeHint())
    assert button(transport, "run_to_end").accessibleName() == "run_to_end"


def pace_field(view) -> QLineEdit:
    return view.findChild(QWidget, "pace").findChild(QLineEdit)


def type_pace(qtbot, view, text):
    field = pace_field(view)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_pace_is_typed(qtbot, transport):
    type_pace(qtbot, transport, "12.5")
    assert transport.session.player.pace == 12.5
    assert pace_field(transport).text() == "12.5 steps/s"


def test_a_pace_too_slow_is_refused_with_the_reason(qtbot, transport):
    type_pace(qtbot, transport, "0.1")
    assert transport.session.player.pace == 2.0
    assert "0.5" in pace_field(transport).reason


@pytest.mark.parametrize("typed", ["fast", "nan", "-3", "0"])
def test_what_is_no_pace_is_refused(qtbot, transport, typed):
    type_pace(qtbot, transport, typed)
    assert transport.session.player.pace == 2.0
    assert pace_field(transport).reason


def test_the_slider_goes_from_one_step_in_two_seconds_to_as_fast_as_it_goes(qtbot, transport):
    slider = transport.findChild(QWidget, "pace").findChild(QSlider)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert transport.session.player.pace == 0.5
    assert pace_field(transport).text() == "1 step in 2 s"
    paces = []
    for _ in range(slider.maximum()):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        paces.append(transport.session.player.pace)
    assert paces == sorted(paces)
    assert math.isinf(paces[-1])
    assert pace_field(transport).text() == "as fast as it goes"


def test_a_pace_set_elsewhere_is_shown_and_not_sent_back_rounded(transport):
    transport.session.player.pace = 3.14159
    assert transport.session.player.pace == 3.14159
    assert pace_field(transport).text() == "3.14159 steps/s"


@given(st.floats(1.0, 1e6) | st.just(math.inf))
def test_a_pace_in_words_is_read_back(pace):
    assert parse_pace(pace_text(pace)) == pace
