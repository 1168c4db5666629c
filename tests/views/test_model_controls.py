"""Activation, error, rule, batch, bias and random start: chosen, typed, refused, shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QToolButton, QWidget

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario import load
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.model_controls import ModelControls
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.optimizer_settings import OptimizerSettings

TARGETS = [0.9, 1.4, 2.6, 2.9, 4.3]


def opened(qtbot, scenario=None):
    session = Session(
        scenario or Scenario(Neuron(Dataset([[0.5], [1], [1.5], [2.2], [3]], TARGETS)), start=(-0.35,))
    )
    action = QAction("Random start", session)
    surface = QAction("Choose a surface", session)
    view = ModelControls(session, Look(), action, surface)
    view.action, view.choose_surface = action, surface
    qtbot.addWidget(view)
    view.resize(view.sizeHint().width() + 20, 60)
    view.show()
    return view


@pytest.fixture
def view(qtbot):
    return opened(qtbot)


def box(view, name) -> QComboBox:
    return view.findChild(QComboBox, name)


def choose(qtbot, combo, name):
    """With the keyboard, as a person without a mouse does."""
    combo.setFocus()
    way = combo.findData(name) - combo.currentIndex()
    for _ in range(abs(way)):
        qtbot.keyClick(combo, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)


def retype(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("name", "registry"),
    [("activation", ACTIVATIONS), ("error_measure", ERROR_MEASURES), ("optimizer", RULES)],
)
def test_every_entry_of_the_registry_can_be_chosen(view, name, registry):
    combo = box(view, name)
    assert [combo.itemData(i) for i in range(combo.count())] == list(registry)


def test_an_activation_is_chosen(qtbot, view):
    choose(qtbot, box(view, "activation"), "tanh")
    assert view.session.scenario.neuron.activation.name == "tanh"
    assert view.activation.short_text() == "tanh"


def test_an_error_measure_is_chosen_and_shown_as_its_formula(qtbot, view):
    choose(qtbot, box(view, "error_measure"), "mse")
    assert view.session.scenario.neuron.error_measure.name == "mse"
    assert view.error_measure.short_text().replace("\u2009", "") == "1/NΣ(y−ŷ)²"


def test_a_rule_is_chosen_with_its_defaults_and_the_same_rate(qtbot, view):
    choose(qtbot, box(view, "optimizer"), "adam")
    optimizer = view.session.scenario.optimizer
    assert optimizer.rule is RULES["adam"]
    assert optimizer.settings["beta1"] == 0.9
    assert optimizer.learning_rate == 0.1


def test_a_refused_choice_goes_back_and_the_reason_stands_beside_it(qtbot, view):
    combo = box(view, "error_measure")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert view.session.scenario.neuron.error_measure.name == "sse"
    assert combo.currentData() == "sse"
    bubble = view.window().findChild(QWidget, "reason")
    assert bubble.isVisible()
    assert "sigmoid" in bubble.text()
    assert view.session.undo_stack.count() == 0


def test_what_is_undone_is_shown_as_before(qtbot, view):
    choose(qtbot, box(view, "activation"), "sigmoid")
    view.session.undo_stack.undo()
    assert box(view, "activation").currentData() == "identity"


@pytest.mark.parametrize(("typed", "batch"), [("2", 2), ("1", 1), ("full", None), ("", None)])
def test_a_batch_is_typed(qtbot, view, typed, batch):
    field = view.findChild(QLineEdit, "batch")
    retype(qtbot, field, "3")
    retype(qtbot, field, typed)
    assert view.session.scenario.optimizer.batch == batch
    assert field.text() == ("full" if batch is None else typed)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "some"])
def test_a_batch_that_is_none_is_refused(qtbot, view, typed):
    field = view.findChild(QLineEdit, "batch")
    retype(qtbot, field, typed)
    assert view.session.scenario.optimizer.batch is None
    assert field.reason


def test_the_bias_is_added_and_removed(qtbot, view):
    check = view.findChild(QCheckBox, "bias")
    check.setFocus()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert view.session.scenario.neuron.bias
    view.session.undo_stack.undo()
    assert not check.isChecked()


def test_random_start_triggers_the_windows_action_and_shows_the_seed(qtbot, view):
    assert view.random_start.text() == "draw"
    with qtbot.waitSignal(view.action.triggered):
        qtbot.mouseClick(view.random_start, Qt.MouseButton.LeftButton)
    view.session.random_start(7)
    assert view.random_start.text() == "seed 7"


def test_of_a_surface_its_formula_stands_in_place_of_what_a_neuron_has(qtbot):
    view = opened(qtbot, Scenario(FormulaSurface("w1^2 + w2^2"), start=(1.0, 1.0)))
    for name in ("activation", "error_measure", "batch", "bias"):
        assert not view.findChild(QWidget, name).isVisible()
    assert box(view, "optimizer").isVisible()
    button = view.findChild(QToolButton, "surface")
    assert button.text() == "E = w1^2 + w2^2"
    assert "E = w1^2 + w2^2" in view.describe()
    with qtbot.waitSignal(view.choose_surface.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_classic_surface_has_its_name_and_its_formula_in_the_tooltip(qtbot):
    view = opened(qtbot, load("rosenbrock"))
    button = view.findChild(QToolButton, "surface")
    assert button.text() == "Rosenbrock's valley"
    assert "(1 - w1)^2 + 100 (w2 - w1^2)^2" in button.toolTip()


def test_a_long_formula_is_shortened_and_data_bring_the_neuron_s_back(qtbot):
    view = opened(qtbot, Scenario(FormulaSurface(" + ".join(["sin(w1)"] * 40)), start=(1.0,)))
    assert view.surface.text().endswith("…")
    view.session.edit(load("first_steps"), "Open")
    assert box(view, "activation").isVisible()
    assert not view.surface.isVisible()


def settings_of(qtbot, view) -> OptimizerSettings:
    qtbot.mouseClick(view.settings_button, Qt.MouseButton.LeftButton)
    return view.findChild(OptimizerSettings)


def test_the_rules_settings_are_typed_on_a_sheet(qtbot, view):
    choose(qtbot, box(view, "optimizer"), "momentum")
    sheet = settings_of(qtbot, view)
    field = sheet.findChild(NumberField, "momentum")
    assert field.text() == "0.9"
    retype(qtbot, field, "0.5")
    assert view.session.scenario.optimizer.settings["momentum"] == 0.5
    retype(qtbot, field, "1")
    assert view.session.scenario.optimizer.settings["momentum"] == 0.5
    assert "less than 1" in field.reason
    sheet.close()


def test_a_schedule_is_chosen_and_brings_its_numbers(qtbot, view):
    sheet = settings_of(qtbot, view)
    choose(qtbot, sheet.findChild(QComboBox, "schedule"), "step")
    assert view.session.scenario.optimizer.schedule.shape is SCHEDULES["step"]
    retype(qtbot, sheet.findChild(NumberField, "every"), "20")
    assert view.session.scenario.optimizer.schedule.every == 20
    retype(qtbot, sheet.findChild(NumberField, "every"), "0")
    assert view.session.scenario.optimizer.schedule.every == 20
    sheet.close()


def test_the_sheet_follows_the_rule(qtbot, view):
    sheet = settings_of(qtbot, view)
    view.session.set_optimizer(view.session.scenario.optimizer.with_rule(RULES["adam"]))
    names = {field.objectName() for field in sheet.findChildren(NumberField) if field.isVisible()}
    assert {"beta1", "beta2", "epsilon", "warmup"} <= names
    sheet.close()


def test_a_long_value_is_whole_where_all_is_as_narrow_as_can_be(qtbot):
    view = opened(qtbot, load("log_loss"))
    view.resize(view.minimumSizeHint().width(), 60)
    qtbot.wait(1)
    for combo in (view.activation, view.error_measure, view.optimizer):
        assert combo.width() >= combo.fontMetrics().horizontalAdvance(combo.short_text()) + 22
        assert combo.geometry().right() < combo.parentWidget().width()
