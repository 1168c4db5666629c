"""Break it on purpose: each switch spoils the step, is plainly marked, and the check names it."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.mistakes import Mistakes
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES

DATA = Dataset([[0.5, 1.0], [1.0, -0.5], [1.5, 0.3]], [0.9, 0.2, 0.6])


@pytest.fixture
def opened(qtbot):
    """Opens the view on a scenario."""

    def make(objective=None, theme="light"):
        neuron = Neuron(DATA, ACTIVATIONS["sigmoid"])
        session = Session(Scenario(objective or neuron, Optimizer(), start=(0.3, -0.4)))
        view = Mistakes(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(330, 560)
        view.show()
        return view

    return make


def switch(qtbot, view, name):
    qtbot.mouseClick(view.switches[name], Qt.MouseButton.LeftButton)


def test_at_first_nothing_is_wrong_and_nothing_warns(opened):
    view = opened()
    assert view.switches[""].isChecked()
    assert not view.warning.isVisible()
    assert view.finding.text() == "The gradient agrees with the differences of E, and the step is made of it."


@pytest.mark.parametrize("name", list(MISTAKES))
def test_a_switch_makes_its_mistake_is_marked_and_is_found_out(qtbot, opened, name):
    view = opened()
    switch(qtbot, view, name)
    assert view.session.scenario.optimizer.mistake is MISTAKES[name]
    assert view.warning.isVisible()
    assert MISTAKES[name].label in view.warning.text()
    assert MISTAKES[name].label in view.finding.text()
    assert view.describe().startswith(f"A mistake is on: {MISTAKES[name].label}.")


def test_switching_back_and_undo_mend_it(qtbot, opened):
    view = opened()
    switch(qtbot, view, "wrong_sign")
    view.session.undo_stack.undo()
    assert view.switches[""].isChecked()
    view.session.undo_stack.redo()
    assert view.switches["wrong_sign"].isChecked()
    switch(qtbot, view, "")
    assert view.session.scenario.optimizer.mistake is None
    assert not view.warning.isVisible()


def test_arrow_keys_choose(qtbot, opened):
    view = opened()
    view.activateWindow()
    view.switches[""].setFocus()
    qtbot.waitUntil(view.switches[""].hasFocus)
    qtbot.keyClick(view.switches[""], Qt.Key.Key_Down)
    assert view.session.scenario.optimizer.mistake is MISTAKES["wrong_sign"]


def test_the_check_follows_the_steps(opened):
    view = opened()
    view.session.set_learning_rate(5.0)
    before = view._cells[6].text()
    view.session.step()
    assert view._cells[6].text() != before


def test_right_and_wrong_are_told_by_a_sign_with_words(qtbot, opened):
    view = opened()
    assert [view._cells[i].text() for i in (7, 11)] == ["✓", "✓"]
    switch(qtbot, view, "wrong_sign")
    assert [view._cells[i].text() for i in (7, 11)] == ["≠", "≠"]
    assert view._cells[7].accessibleName() == "w₁: the two differ"


def test_other_numbers_of_weights_have_their_rows(opened):
    view = opened()
    view.session.set_bias(True)
    assert [view._cells[i].isVisible() for i in (12, 15)] == [True, True]
    view.session.set_bias(False)
    assert not view._cells[12].isVisible()


def test_a_surface_is_checked_too(opened):
    view = opened(Surface(SURFACES["booth"]))
    assert "agrees" in view.finding.text()


@pytest.mark.parametrize("theme", list(THEMES))
def test_in_every_theme_nothing_is_cut(opened, theme):
    view = opened(theme=theme)
    QCoreApplication.processEvents()
    for label in (view._note, view.finding):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
    for button in view.switches.values():
        assert button.width() >= button.sizeHint().width()


@pytest.mark.parametrize("start", [(0.3, -0.4), (-54696.76031, -73921.50417)])
def test_however_long_the_numbers_all_of_the_check_is_in_sight(opened, start):
    view = opened(Surface(SURFACES["booth"]))
    view.resize(360, 560)
    view.session.set_weights(np.array(start))
    QCoreApplication.processEvents()
    assert all(cell.width() >= cell.minimumSizeHint().width() for cell in view._cells)
    assert view._sheet.width() <= view._area.viewport().width()
