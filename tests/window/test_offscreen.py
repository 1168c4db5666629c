"""A picture of the window in another look leaves the window on the screen as it was."""

import gc
from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QLabel,
    QPushButton,
    QScrollBar,
    QToolButton,
    QVBoxLayout,
)

from gdsim.engine.message import GdsimError
from gdsim.scenario import load
from gdsim.session import Session
from gdsim.views.shared.theme import DARK, LIGHT
from gdsim.window import MainWindow
from gdsim.window.offscreen import WINDOW, offscreen, part_names


def fonts_of(window):
    """Of every text that is seen."""
    return {label: label.font().toString() for label in window.findChildren(QLabel) if label.isVisible()}


def places_of(window):
    """Of every panel that is seen."""
    return {dock: dock.geometry() for dock in window.findChildren(QDockWidget) if dock.isVisible()}


def shown_windows():
    gc.collect()
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]


def sheet():
    return QApplication.instance().styleSheet()


def test_the_picture_shows_the_same_session_in_another_look(qtbot, share_window):
    window = share_window()
    window.session.step()
    qtbot.wait(50)  # until the line under the controls has its room
    fonts, places, style = fonts_of(window), places_of(window), sheet()
    with offscreen(window.session, DARK, "fit", QSize(300, 200), scale=2.0) as canvas:
        image = canvas.image()
        assert canvas.widget.session is window.session
        assert sheet() != style
    assert image.size() == QSize(600, 400)
    assert image.pixelColor(2, 2).name().upper() == DARK.ground
    assert sheet() == style
    assert {label: label.font().toString() for label in fonts} == fonts
    assert places_of(window) == places
    assert window.session.step_number == 1


def test_a_dialog_that_goes_while_a_picture_is_made_is_let_go(share_window):
    window = share_window()
    dialog = QDialog(window)
    QVBoxLayout(dialog)
    dialog.show()
    with offscreen(window.session, DARK, "fit"):
        assert not dialog.updatesEnabled()
        dialog.deleteLater()
    assert window.updatesEnabled()


def test_nothing_is_left_when_a_picture_fails(share_window):
    window = share_window()
    style, windows = sheet(), shown_windows()
    with pytest.raises(RuntimeError, match="meanwhile"), offscreen(window.session, DARK, "fit"):
        raise RuntimeError("something went wrong meanwhile")
    assert sheet() == style
    assert shown_windows() == windows == [window]


def test_a_small_picture_of_the_window_shrinks_it_instead_of_cutting(share_window):
    window = share_window()
    with offscreen(window.session, LIGHT, WINDOW, QSize(800, 600)) as canvas:
        assert canvas.size == QSize(800, 600)
        assert canvas.widget.look.zoom == pytest.approx(800 / 1024)


def test_panels_do_not_cover_each_other(qtbot):
    with offscreen(Session(load("first_steps")), LIGHT, WINDOW) as canvas:
        docks = [
            dock for dock in canvas.widget.findChildren(QDockWidget) if not dock.visibleRegion().isEmpty()
        ]
        assert len(docks) >= 5
        for one, other in combinations(docks, 2):
            assert not one.geometry().intersects(other.geometry()), (one.objectName(), other.objectName())


def test_a_small_picture_of_a_part_shrinks_it_instead_of_cutting(qtbot):
    style = sheet()
    with offscreen(Session(load("first_steps")), LIGHT, "data_panel", QSize(400, 300)) as canvas:
        canvas.content(".png")
        bars = [bar for bar in canvas.widget.findChildren(QScrollBar) if bar.isVisible()]
        assert all(bar.maximum() == 0 for bar in bars)
        assert 0.5 <= canvas.widget.look.zoom < 1.0
    assert sheet() == style


def test_what_could_not_be_read_any_more_goes_on_below(qtbot):
    with offscreen(Session(load("breast_tumours")), LIGHT, "data_panel", QSize(800, 600)) as canvas:
        assert canvas.widget.look.zoom == 1.0


@pytest.mark.parametrize("name", ["data_panel", "fit"])
def test_a_picture_of_a_part_has_no_buttons(qtbot, name):
    with offscreen(Session(load("first_steps")), LIGHT, name, QSize(800, 600)) as canvas:
        canvas.widget.session.step()
        canvas.settle()
        buttons = canvas.widget.findChildren(QPushButton) + canvas.widget.findChildren(QToolButton)
        assert buttons
        assert all(button.visibleRegion().isEmpty() for button in buttons)


def test_every_part_has_a_name_and_an_unknown_one_is_refused(share_window):
    window = share_window()
    names = part_names(window)
    assert {"window", "error_curve", "error_map", "fit", "neuron", "error_history"} <= set(names)
    with pytest.raises(GdsimError, match="error_curve"), offscreen(window.session, LIGHT, "error_curv"):
        pass
