"""The banner: what this is, what to press, and what has to be said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton

from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.banner import Banner
from gdsim.views.shared.look import Look


@pytest.fixture
def banner(qtbot):
    view = Banner(Session(load("first_steps")), Look())
    qtbot.addWidget(view)
    view.resize(1200, 40)
    with qtbot.waitExposed(view):
        view.show()
    return view


def text(banner):
    return banner.findChild(QLabel, "banner_text").text()


def test_at_the_start_it_says_what_to_press_then_what_to_notice(banner):
    assert text(banner).startswith("Press Step (S)")
    banner.session.step()
    assert text(banner) == load("first_steps").notes["en"]


def test_without_notes_it_goes_on_saying_what_to_press(banner):
    banner.session.load(replace(banner.session.scenario, notes={}))
    banner.session.step()
    assert text(banner).startswith("Press Step (S)")


def test_what_has_to_be_said_stays_until_something_happens(banner):
    banner.tell("That cannot be.")
    assert text(banner) == "That cannot be."
    banner.session.step()
    assert text(banner) != "That cannot be."


def test_closing_takes_back_what_was_said_and_then_gives_up_the_room(banner, qtbot):
    close = banner.findChild(QToolButton)
    banner.tell("That cannot be.")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert text(banner).startswith("Press Step (S)")
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)


def test_it_is_as_high_as_its_text_needs(banner):
    banner.session.step()
    wide = banner.sizeHint().height()
    banner.resize(400, 40)
    assert banner.sizeHint().height() > wide


def test_what_can_be_done_about_it_stands_beside_it_as_a_button_and_goes_with_it(banner, qtbot):
    action = QAction("Recover", banner)
    action.setObjectName("action_recover")
    banner.tell("Something was lost.", [action])
    button = banner.findChild(QToolButton, "banner_action_recover")
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    banner.tell("Something else.")
    assert not button.isVisible()
