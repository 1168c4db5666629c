"""The workbench: panels stand as there is room for them, and as they were left."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from gdsim.scenario import load, save
from gdsim.window.arrangement import Room, room_of
from tests.window.conftest import settle


def place(panel, window):
    return QRect(panel.mapTo(window, QPoint(0, 0)), panel.size())


def in_front(window):
    return [panel for panel in window.panels.all() if not panel.visibleRegion().isEmpty()]


def names(panels):
    return [panel.objectName() for panel in panels]


@pytest.fixture
def shown(open_window):
    """Open the window at a size, in a theme."""

    def show(width, height, theme="light", name="three_inputs"):
        window = open_window(name, width, height)
        window.appearance.set_theme(theme)
        settle()
        return window

    return show


def test_the_room_is_measured_in_the_drawing_s_pixels():
    assert [room_of(height) for height in (800, 720, 700, 600, 560)] == [
        *(Room.DRAWN, Room.DRAWN),
        *(Room.LOW, Room.LOW),
        Room.FLAT,
    ]


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_no_panel_overlaps_another_or_is_smaller_than_it_can_be(shown, theme):
    window = shown(1024, 700, theme)
    check_places(window)
    for size in ((1280, 800), (1920, 1080)):
        window.resize(*size)
        settle()
        check_places(window)


def check_places(window):
    panels = in_front(window)
    for one, other in combinations(panels, 2):
        assert not place(one, window).intersects(place(other, window)), names((one, other))
    for panel in panels:
        assert window.rect().contains(place(panel, window)), panel.objectName()
        needed = panel.minimumSizeHint()
        assert (panel.width(), panel.height()) >= (needed.width(), needed.height()), panel.objectName()


def test_a_scenario_without_notes_changes_nothing_of_that(shown, tmp_path):
    scenario = replace(load("two_weights"), notes={})
    save(scenario, tmp_path / "bare.json")
    check_places(shown(1280, 800, name=str(tmp_path / "bare.json")))


def test_fit_and_neuron_share_a_place_in_a_low_window_and_part_in_a_higher_one(shown, qtbot):
    window = shown(1024, 700)
    assert names(in_front(window)) == [
        *("dock_guide", "dock_landscape", "dock_fit"),
        *("dock_history", "dock_data"),
    ]
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.panels.neuron in in_front(window))


def test_what_shares_a_place_is_reached_by_key_and_named_once(shown, qtbot):
    window = shown(1024, 700)
    window.panels.fit.take_focus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.panels.neuron in in_front(window)
    assert not window.panels.neuron.titleBarWidget().isVisible() or (
        window.panels.neuron.titleBarWidget().height() == 0
    )
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.panels.fit in in_front(window)


def test_each_room_is_left_and_found_as_the_user_had_it(shown, open_window, qtbot):
    window = shown(1280, 800)
    window.panels.history.hide()
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: window.panels.history in in_front(window))
    window.panels.guide.hide()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.panels.history not in in_front(window))
    assert window.panels.guide in in_front(window)
    window.close()
    again = open_window("three_inputs", 1280, 800)
    assert again.panels.history not in in_front(again)
    again.resize(1024, 700)
    qtbot.waitUntil(lambda: again.panels.guide not in in_front(again))
    assert again.panels.history in in_front(again)


def test_a_lesson_s_panels_stay_through_another_size_and_the_window_s_come_back_to_fit_it(shown, qtbot):
    window = shown(1280, 800, name="first_steps")
    window.lesson_menu.open("gradient_descent")
    before = names(in_front(window))
    window.resize(1024, 700)
    settle()
    assert names(in_front(window)) == before
    window.lesson_menu.guide.leave()
    qtbot.waitUntil(lambda: window.panels.lesson not in in_front(window))
    qtbot.waitUntil(lambda: window.panels.neuron not in in_front(window))
