"""The error over the steps: every step's E is where it belongs, on either scale, however many there are."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage

from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_history import ErrorHistory
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES, Quantity
from tests.views.conftest import move_to

INPUTS, TARGETS = [0.5, 1, 1.5, 2.2, 3], [0.9, 1.4, 2.6, 2.9, 4.3]


def scenario(rate=0.03, measure="sse", start=-0.35):
    dataset = Dataset(np.array(INPUTS)[:, None], np.array(TARGETS), ("x1",), "y")
    return Scenario(
        Neuron(dataset, error_measure=ERROR_MEASURES[measure]), Optimizer(learning_rate=rate), (start,)
    )


@pytest.fixture
def opened(show):
    """Opens the view on a scenario after some steps."""

    def make(scene=None, steps=0, theme="light", zoom=1.0, size=(340, 230)):
        session = Session(scene or scenario())
        return show(ErrorHistory(session, Look(THEMES[theme], zoom)), size, steps)

    return make


def fresh(view):
    return tuple(np.array(values) for values in view._fresh.getData())


def hover(view, qtbot, k, height):
    place = view.plot.mapFromScene(view.plot.view_box.mapToScene(view.plot.pixel(k, height)))
    move_to(qtbot, view.plot, place)


def test_at_the_start_one_point_stands_in_a_sensible_range(opened):
    view = opened()
    x, y = view._here.getData()
    assert (list(x), list(y)) == ([0], [view.session.error])
    (left, right), (bottom, top) = view.plot.view_box.viewRange()
    assert left < 0 < 10 < right < 11
    assert bottom < 0
    assert 28.04 < top < 35


def test_each_step_is_drawn_at_its_error_and_the_present_one_larger(opened):
    view = opened(steps=4)
    x, y = fresh(view)
    assert list(x) == [0, 1, 2, 3, 4]
    assert list(y) == list(view.session.descent.history.errors)
    assert view._here.getData()[0] == [4]
    assert view._here.opts["size"] > view._dots.opts["size"]


def test_the_axes_are_named_inside(opened):
    view = opened(steps=1)
    assert view._labels.text("error") == "E"
    assert view._labels.text("step") == "step k"


def test_the_ranges_grow_in_jumps(opened):
    view = opened()
    widths = set()
    for _ in range(40):
        view.session.step()
        widths.add(view.plot.view_box.viewRange()[0][1])
    assert len(widths) == 3  # up to 10, 20, 50 steps


def test_logarithmic_draws_powers_of_ten(opened):
    view = opened(steps=8)
    view.set_logarithmic(True)
    assert np.allclose(fresh(view)[1], np.log10(view.session.descent.history.errors))
    (bottom, top) = view.plot.view_box.viewRange()[1]
    assert bottom < np.log10(0.15) < np.log10(28.04) < top
    axis = view.plot.plot_item.getAxis("left")
    ticks = axis.tickValues(bottom, top, 180)[0][1]
    assert axis.tickStrings(ticks, 1, 1) == ["0.1", "1", "10", "100"]
    view.set_logarithmic(False)
    assert list(fresh(view)[1]) == list(view.session.descent.history.errors)


def test_the_scale_is_chosen_by_key(opened, qtbot):
    view = opened(steps=2)
    view.scale.setFocus()
    qtbot.keyClick(view.scale, Qt.Key.Key_Down)
    assert view.logarithmic
    assert view.scale.currentText() == "logarithmic"
    qtbot.keyClick(view.scale, Qt.Key.Key_Up)
    assert not view.logarithmic


def test_what_has_no_logarithm_is_not_drawn_and_that_is_said(opened):
    view = opened(scenario(measure="residuals", start=3.0), steps=2)
    assert (view.session.descent.history.errors < 0).all()
    view.set_logarithmic(True)
    assert not np.isfinite(fresh(view)[1]).any()
    assert len(view._here.getData()[0]) == 0
    assert view._labels.text("not_drawn") == "not drawn: 3 with E ≤ 0"
    view.set_logarithmic(False)
    assert view._labels.text("not_drawn") == ""


def test_an_edit_is_marked_and_what_was_measured_before_is_grey(opened):
    view = opened(steps=3)
    session = view.session
    session.edit_data(session.scenario.dataset.with_value(0, 0, 0.7))
    session.step()
    x, y = fresh(view)
    assert list(x[np.isfinite(y)]) == [3, 4]
    old_x, old_y = view._old.getData()
    assert list(old_x[np.isfinite(old_y)]) == [0, 1, 2]
    assert list(view._edits.getData()[0]) == [3, 3]
    assert view._labels.text("edit 3") == "edit"
    grey = view._old.opts["pen"].color()
    assert grey.rgb() == view.look.soft().rgb()


def test_another_learning_rate_is_an_edit_that_greys_nothing(opened):
    view = opened(steps=3)
    view.session.set_learning_rate(0.05)
    assert np.isfinite(fresh(view)[1]).all()
    assert view._labels.text("edit 3") == "edit"


def test_hovering_reads_the_step_and_its_error(opened, qtbot):
    view = opened(steps=4)
    hover(view, qtbot, 2, 10.0)
    error = view.session.descent.history.errors[2]
    assert view._readout.text("readout") == f"k = 2, E = {error:.3f}"
    assert view.session.highlight is None
    hover(view, qtbot, 2, error)
    assert view.session.highlight == "error"
    QCoreApplication.sendEvent(view.plot, QEvent(QEvent.Type.Leave))
    assert view._readout.text("readout") == ""
    assert view.session.highlight is None


def test_hovering_beyond_the_last_step_reads_nothing(opened, qtbot):
    view = opened(steps=1)
    hover(view, qtbot, 7, 10.0)
    assert view._readout.text("readout") == ""


def test_what_the_user_zooms_stays_until_the_whole_is_wanted(opened, qtbot):
    view = opened(steps=1)
    before = view.plot.view_box.viewRange()
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    zoomed = view.plot.view_box.viewRange()
    view.session.step()
    assert view.plot.view_box.viewRange() == zoomed
    qtbot.keyClick(view.plot, Qt.Key.Key_Home)
    assert view.plot.view_box.viewRange() == before


def test_twenty_thousand_steps_are_drawn_by_their_peaks(opened):
    view = opened(scenario(rate=1e-6))
    descent = view.session.descent
    descent.run(20_000)
    view.refresh()
    x, y = fresh(view)
    assert len(x) < 3_000
    assert np.nanmax(y) == descent.history.errors.max()
    assert np.nanmin(y) == pytest.approx(descent.history.errors.min())
    assert view._fresh.opts["pen"].widthF() == 1.0
    assert view.plot.view_box.viewRange()[0][1] > 20_000


def test_divergence_is_drawn_to_its_last_finite_step(opened):
    view = opened(scenario(rate=0.5), steps=100)
    assert view.session.outcome == "diverged"
    assert np.isfinite(view.plot.view_box.viewRange()).all()
    axis = view.plot.plot_item.getAxis("left")
    low, high = view.plot.view_box.viewRange()[1]
    spacing, ticks = axis.tickValues(low, high, 180)[0]
    assert "×10" in axis.tickStrings(ticks, 1, spacing)[-1]


def test_it_says_how_the_error_has_gone(opened):
    view = opened()
    assert view.describe() == "Step 0, error 28.038."
    view.session.step()
    assert view.accessibleDescription() == "Step 1: the error went from 28.038 to 6.570."


@pytest.mark.parametrize(("theme", "zoom"), [("light", 0.8), ("dark", 2.0), ("projector", 1.0)])
def test_every_look_shows_the_errors_colour_and_cuts_no_name(opened, theme, zoom):
    view = opened(steps=3, theme=theme, zoom=zoom, size=(300, 200))
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = set(np.frombuffer(image.constBits(), dtype=np.uint32).tolist())
    assert QColor(THEMES[theme].color(Quantity.ERROR)).rgb() in seen
    assert view._labels.text("error") == "E"
    assert view._labels.text("step") == "step k"
    assert view.scale.fontMetrics().horizontalAdvance(view.scale.currentText()) < view.scale.width()
