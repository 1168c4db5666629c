"""A panel of several views: one in front, and on request a second one beside it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gdsim.scenario import load


def tab(panel, view):
    buttons = panel.titleBarWidget().findChildren(QToolButton)
    return next(button for button in buttons if button.text().removeprefix("+ ") == view.title())


def test_two_landscapes_are_seen_together_and_both_follow_the_ball(open_window, qtbot):
    window = open_window("two_weights")
    panel = window.panels.landscape
    chart, surface = panel.view("error_map"), panel.view("error_surface")

    def click(view, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.mouseClick(tab(panel, view), Qt.MouseButton.LeftButton, modifier)
        return panel.current, panel.beside

    # Ctrl and a click: beside, and both are drawn.
    assert click(surface, Qt.KeyboardModifier.ControlModifier) == (chart, surface)
    assert chart.isVisible()
    assert surface.isVisible()
    assert chart.mapToGlobal(chart.rect().topRight()).x() <= surface.mapToGlobal(surface.rect().topLeft()).x()
    window.session.step()
    assert surface._point.step_number == chart._point.step_number == 1
    assert tab(panel, surface).text() == f"+ {surface.title()}"
    assert tab(panel, chart).isChecked()
    # Again: one alone.
    assert click(surface, Qt.KeyboardModifier.ControlModifier) == (chart, None)
    assert not surface.isVisible()
    # The tab of what stands beside brings it to the front alone.
    panel.show_beside(surface)
    assert click(surface) == (surface, None)
    assert surface.isVisible()
    assert not chart.isVisible()
    # What is in front gives way when it is wanted beside.
    panel.show_beside(surface)
    assert panel.beside is surface
    assert panel.current is not surface
    assert panel.current.isVisible()
    # What would tell an answer does not stay, nor come.
    panel.cover(frozenset({"error_surface"}))
    assert panel.beside is None
    panel.show_beside(surface)
    assert panel.beside is None
    panel.cover(frozenset())
    # A page shows one view.
    panel.show_beside(surface)
    panel.set_bare(True)
    assert panel.beside is None
    panel.set_bare(False)
    # One weight has no surface.
    panel.show_beside(surface)
    window.session.edit(load("first_steps"), "Open")
    assert panel.beside is None
    assert not surface.isVisible()


def test_tab_stops_once_at_the_tabs_and_the_arrow_keys_go_on_from_there(open_window):
    window = open_window("two_weights")
    panel = window.panels.landscape
    panel.current.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is tab(panel, panel.view("error_map"))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert window.focusWidget() is tab(panel, panel.view("error_surface"))
