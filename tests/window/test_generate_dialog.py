"""The dialog that draws data, worked by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from gdsim.scenario.generate import Recipe, generate
from gdsim.window.generate_dialog import GenerateDialog


@pytest.fixture
def open_dialog(share_window, qtbot):
    """A function, since a fixture's value would keep the window alive after its end."""

    def open_it():
        window = share_window()
        window.actions_by_name["action_generate_data"].trigger()
        dialog = window.findChild(GenerateDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        return window, dialog

    return open_it


def type_in(qtbot, dialog, name, text):
    field = dialog.findChild(QLineEdit, f"generate_{name}")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    return field


def test_what_is_typed_is_drawn_as_one_edit(open_dialog, qtbot):
    window, dialog = open_dialog()
    before = window.session.scenario.dataset
    type_in(qtbot, dialog, "count", "12")
    type_in(qtbot, dialog, "slope", "2.5")
    type_in(qtbot, dialog, "seed", "7")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.session.scenario.dataset == generate(Recipe("line", count=12, slope=2.5, seed=7))
    assert window.session.undo_stack.count() == 1
    assert "slope 2.5" in window.session.scenario.notes[""]
    window.session.undo_stack.undo()
    assert window.session.scenario.dataset == before


def test_another_shape_has_other_fields(open_dialog, qtbot):
    _, dialog = open_dialog()
    shape = dialog.findChild(QComboBox, "generate_shape")
    slope, formula = (dialog.findChild(QLineEdit, f"generate_{name}") for name in ("slope", "formula"))
    assert slope.isVisible()
    assert not formula.isVisible()
    qtbot.keyClick(shape, Qt.Key.Key_Down)
    assert formula.isVisible()
    assert not slope.isVisible()


def test_a_number_that_cannot_be_is_refused_beside_its_field(open_dialog, qtbot):
    _, dialog = open_dialog()
    field = dialog.findChild(QLineEdit, "generate_noise")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "-1")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert "Noise" in field.reason
    assert dialog.recipe.noise == 0.5


def test_a_formula_that_has_no_value_somewhere_cannot_be_drawn(open_dialog, qtbot):
    _, dialog = open_dialog()
    qtbot.keyClick(dialog.findChild(QComboBox, "generate_shape"), Qt.Key.Key_Down)
    type_in(qtbot, dialog, "formula", "ln(x - 5)")
    assert "no finite value" in dialog.findChild(QLabel, "generate_verdict").text()
    assert not dialog.findChild(QPushButton, "generate_ok").isEnabled()


def test_the_recipe_is_offered_again(open_dialog, qtbot):
    window, dialog = open_dialog()
    type_in(qtbot, dialog, "count", "12")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    window.actions_by_name["action_generate_data"].trigger()
    assert window.findChild(GenerateDialog).recipe.count == 12
