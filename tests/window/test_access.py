"""By keyboard alone, and read out: where Tab goes, what is seen of it, and what a screen reader is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.window.conftest import settle

TAB = Qt.FocusPolicy.TabFocus


def tab_widgets(window):
    """All that Tab may come to."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & TAB
        and not widget.focusProxy()
    ]


def told(widget, what):
    return QAccessible.queryAccessibleInterface(widget).text(what)


WHERE = pytest.mark.parametrize(
    ("scenario", "station"), [("two_weights", ""), ("first_steps", "learning_rate:across")]
)


@pytest.fixture
def opened(share_window):
    """Open the window on a scenario, or at a station with its question."""

    def open_it(scenario, station):
        window = share_window(scenario)
        if station:
            window.lesson_menu.open(station)
        settle()
        return window

    return open_it


@WHERE
def test_tab_comes_to_everything_and_it_is_seen_where_one_is(opened, scenario, station):
    window = opened(scenario, station)
    start = window.panels.landscape.current
    start.setFocus()
    way = [window.focusWidget()]
    after = window.grab().toImage()
    for _ in range(100):
        before = after
        QTest.keyClick(way[-1], Qt.Key.Key_Tab)
        settle()
        here = window.focusWidget()
        after = window.grab().toImage()
        assert after != before, f"nothing is seen of {here.objectName()}"
        if here in way:
            break
        way.append(here)
    assert {widget.objectName() for widget in tab_widgets(window) if widget not in way} == set()


@WHERE
def test_everything_that_takes_the_keyboard_has_a_name_and_a_description(opened, scenario, station):
    window = opened(scenario, station)
    silent = [
        f"{type(widget).__name__} {widget.objectName()} {told(widget, QAccessible.Text.Name)!r}"
        for widget in tab_widgets(window)
        if not (told(widget, QAccessible.Text.Name) and told(widget, QAccessible.Text.Description))
    ]
    assert silent == []


def test_a_plot_says_what_it_shows_now_and_follows_each_step(share_window):
    window = share_window("first_steps")
    plot = window.error_curve.plot
    assert told(plot, QAccessible.Text.Name) == window.error_curve.title()
    assert "slope −31.099" in told(plot, QAccessible.Text.Description)
    window.session.step()
    text = told(plot, QAccessible.Text.Description)
    assert "0.583" in text
    assert "slope −14.921" in text
    assert text == window.error_curve.describe()
