"""Descents side by side: plots and table show each as it is, and all move together."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from gdsim.engine.comparison import steps_to
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session.comparison import MOST_COMPARED
from gdsim.views.shared.compare_model import STATE
from tests.views.compare.conftest import ONE, RIVALS, TWO, cells, pixel
from tests.views.conftest import move_to


def test_while_seen_all_move_together_and_no_longer_when_hidden(opened):
    view = opened(steps=0)
    session = view.session
    session.step()
    assert [d.step_number for d in session.comparison.descents] == [1, 1, 1, 1]
    view.hide()
    session.step()
    assert not session.comparison.is_active
    view.show()
    assert [d.step_number for d in session.comparison.descents] == [2, 2, 2, 2]


def test_adding_and_removing_by_key_and_by_button(qtbot, opened):
    view = opened()
    view.activateWindow()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Insert)
    assert len(view.session.scenario.rivals) == 4
    assert view.table.place == 4
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert view.session.scenario.rivals == RIVALS
    qtbot.mouseClick(view.findChild(object, "compare_add"), Qt.MouseButton.LeftButton)
    assert len(view.session.scenario.rivals) == 4


def test_the_session_s_own_cannot_be_removed_and_no_more_than_all_added(opened):
    view = opened(steps=1)
    view.table.choose(0)
    assert not view.findChild(object, "action_compare_remove").isEnabled()
    while len(view.session.comparison.optimizers) < MOST_COMPARED:
        view.session.comparison.add()
    assert not view.findChild(object, "action_compare_add").isEnabled()


def test_settings_of_the_chosen_rule_open_and_are_taken(qtbot, opened):
    view = opened()
    view.table.choose(1)
    view.findChild(object, "action_compare_settings").trigger()
    field = view._popup.findChild(QLineEdit, "momentum")
    field.setText("0.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view.session.scenario.rivals[0].settings["momentum"] == 0.5
    view._popup.hide()


def test_a_click_on_a_line_chooses_its_row(qtbot, opened):
    view = opened()
    adam = view.session.comparison.descents[3]
    spot = pixel(view.errors, 4, np.log10(adam.history.errors[4]))
    qtbot.mouseClick(view.errors.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.table.place == 3


def test_pointing_at_a_line_marks_its_row(qtbot, opened):
    view = opened()
    adam = view.session.comparison.descents[3]
    move_to(qtbot, view.errors, pixel(view.errors, 4, np.log10(adam.history.errors[4])))
    assert view.table._delegate.pointed == 3


def test_the_error_to_reach_is_typed_or_dragged(qtbot, opened):
    view = opened()
    assert view.target == pytest.approx(0.15 + 0.01 * 27.9, rel=0.01)
    view.field.setText("5")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert view.target == 5.0
    assert view.model.rows[0].reached == steps_to(view.session.descent, 5.0)
    viewport = view.errors.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=pixel(view.errors, 2, np.log10(5.0)))
    qtbot.mouseMove(viewport, pixel(view.errors, 2, np.log10(2.0)))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=pixel(view.errors, 2, np.log10(2.0)))
    assert view.target == pytest.approx(2.0, rel=0.1)
    assert view.field.value == view.target


def test_the_lines_are_the_errors_of_each(opened):
    view = opened()
    for descent, series in zip(view.session.comparison.descents, view.errors.series._series, strict=True):
        np.testing.assert_allclose(series.line[:, 1], np.log10(descent.history.errors))
        assert series.markers[-1].tolist() == series.line[-1].tolist()


def test_the_trails_are_the_weights_of_each(opened):
    view = opened(Neuron(TWO), start=(-1.0, 1.0))
    for descent, series in zip(view.session.comparison.descents, view.landscape.series._series, strict=True):
        np.testing.assert_allclose(series.line, descent.history.weights)
    assert view.landscape._image.grid is not None


def test_one_weight_has_its_curve(opened):
    view = opened()
    x, y = view.landscape._curve.getData()
    inside = y < view.landscape.view_box.viewRange()[1][1]
    np.testing.assert_allclose(y[inside], [Neuron(ONE).error(np.array([w])) for w in x[inside]])


def test_more_weights_show_the_chosen_pair(opened):
    neuron = Neuron(Dataset(np.eye(3), [1.0, 2.0, 3.0]))
    view = opened(neuron, start=(0.0, 0.0, 0.0))
    view.session.select_pair(2, 0)
    history = view.session.descent.history
    np.testing.assert_allclose(view.landscape.series._series[0].line, history.weights[:, [2, 0]])


def test_where_an_error_is_negative_all_are_drawn_as_they_are(opened):
    view = opened(Surface(SURFACES["mccormick"]), start=(3.0, 3.5), steps=30)
    assert not view.errors._logarithmic
    series = view.errors.series._series[0]
    np.testing.assert_allclose(series.line[:, 1], view.session.descent.history.errors)


def test_a_rule_that_refuses_says_so(opened):
    saddle = Surface(SURFACES["saddle"])
    view = opened(saddle, rivals=(Optimizer(RULES["newton"]),), start=(-1.5, 0.001))
    assert cells(view, 1)[2] == "0"
    assert cells(view, 1)[-1] == "refuses"
    assert "curves downwards" in view.model.rows[1].why


def test_all_is_said_in_words(opened):
    text = opened().describe()
    assert text.startswith(
        "gradient descent, η = 0.03: step 8, error 0.150, going down steadily. It reached 0.429 at"
    )
    assert text.count("step 8") == 4


def test_where_there_is_little_room_the_state_is_still_in_sight(opened):
    view = opened(size=(520, 380))
    table = view.table
    assert table.columnViewportPosition(STATE) + table.columnWidth(STATE) <= table.viewport().width() + 1


def test_an_error_of_zero_stands_at_the_bottom_of_a_logarithmic_axis(opened):
    bowl = FormulaSurface("w^2")
    view = opened(bowl, rivals=(Optimizer(RULES["newton"], 1.0),), start=(1.0,), steps=3)
    assert view.session.comparison.descents[1].error == 0.0
    assert view.errors._logarithmic
    assert view.errors.series._series[1].line[-1, 1] == view.errors._bottom


def test_another_number_of_weights_changes_map_and_curve(opened, qtbot):
    view = opened(Neuron(TWO), start=(0.0, 0.0), steps=3)
    assert view.landscape._image._picture.isVisible()
    for objective, start, is_map in ((Neuron(ONE), (0.5,), False), (Neuron(TWO), (1.0, 1.0), True)):
        view.hide()
        view.session.load(Scenario(objective, Optimizer(), start=start, rivals=RIVALS))
        view.resize(view.width() - 7, view.height())
        view.show()
        qtbot.waitUntil(lambda shown=is_map: view.landscape._image._picture.isVisible() == shown)
        assert view.landscape.series._series[0].line.shape == (1, 2)


def test_where_not_all_names_have_a_line_the_chosen_one_is_named(opened):
    rivals = tuple(Optimizer(learning_rate=0.01 * (i + 1)) for i in range(MOST_COMPARED - 1))
    view = opened(rivals=rivals, size=(560, 380))
    view.table.choose(4)
    assert view.errors.series._named() == [4]


def test_alone_it_is_a_plain_plot(opened):
    view = opened(rivals=())
    assert view.model.rowCount() == 1
    assert view.errors.series.names_width() == 0.0
