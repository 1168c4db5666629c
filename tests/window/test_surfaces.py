"""A landscape without data is chosen from the list or typed; what cannot be read is pointed at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from gdsim.engine.formula import FormulaError
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.window.surface_dialog import SurfaceDialog


@pytest.fixture
def ask(share_window, qtbot):
    """Open the window and, by key, the dialog."""

    def ask_it(name="first_steps"):
        window = share_window(name)
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        dialog = window.findChild(SurfaceDialog)
        return window, dialog

    return ask_it


def said(dialog, name):
    return dialog.findChild(QLabel, name).text()


def type_formula(dialog, text):
    dialog.field.setFocus()
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, text)


def ok(dialog):
    return dialog.findChild(QPushButton, "surface_ok")


def test_every_surface_is_offered_and_looking_changes_nothing(ask):
    window, dialog = ask()
    before = window.session.scenario
    assert dialog.names.count() == 1 + len(SURFACES)
    for row in range(1, dialog.names.count()):
        dialog.names.setCurrentRow(row)
        assert ok(dialog).isEnabled()
        assert "E = " in said(dialog, "surface_facts")
    dialog.reject()
    assert window.session.scenario is before


def test_one_is_taken_by_keys_alone_as_one_edit(ask):
    window, dialog = ask()
    before = window.session.scenario
    for _ in range(list(SURFACES).index("rosenbrock")):
        QTest.keyClick(dialog.names, Qt.Key.Key_Down)
    QTest.keyClick(dialog.names, Qt.Key.Key_Return)
    assert window.session.scenario.objective == Surface(SURFACES["rosenbrock"])
    assert tuple(window.session.weights) == SURFACES["rosenbrock"].start
    assert window.panels.landscape.current is window.error_map
    assert "Rosenbrock" in window.windowTitle()
    window.session.undo_stack.undo()
    assert window.session.scenario == before


def test_a_typed_formula_says_value_and_slope_at_the_start_before_it_is_taken(ask):
    window, dialog = ask()
    type_formula(dialog, "3 w^2 - w")
    # The weight stays, −0.35: E = 3·0.1225 + 0.35 = 0.7175, slope 6·(−0.35) − 1 = −3.1; minimum 1/6, −1/12.
    facts = said(dialog, "surface_facts")
    assert "w₁ = −0.350" in facts
    assert "E = 0.718" in facts or "E = 0.717" in facts
    assert "∂E/∂w₁ = −3.100" in facts
    assert "(0.167): E = −0.0833" in facts
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.session.scenario.objective == FormulaSurface("3 w^2 - w")
    assert tuple(window.session.weights) == (-0.35,)
    assert window.session.gradient[0] == pytest.approx(-3.1)


@pytest.mark.parametrize("text", ["3 w^2 + sinus(w)", "(w1 + 2", "w ^^ 2", "2 $ w"])
def test_the_error_points_at_the_character_and_nothing_can_be_taken(ask, text):
    window, dialog = ask()
    before = window.session.scenario
    with pytest.raises(FormulaError) as wrong:
        FormulaSurface(text)
    type_formula(dialog, text)
    marked = said(dialog, "surface_problem")
    at = text[wrong.value.position : wrong.value.position + 1] or "␣"
    assert f"<b>{at}</b>" in marked
    assert f"character {wrong.value.position + 1}" in marked
    assert not ok(dialog).isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert window.session.scenario is before
    dialog.accept()
    assert dialog.field.selectionStart() in (wrong.value.position, -1)


def test_going_to_the_list_and_back_keeps_what_was_typed(ask):
    _, dialog = ask()
    type_formula(dialog, "w1^2 + 7 w2^2")
    dialog.names.setFocus()
    assert dialog.field.text() == "w1^2 + 7 w2^2"
    QTest.keyClick(dialog.names, Qt.Key.Key_Down)
    assert dialog.field.text() == SURFACES["elliptic_bowl"].text
    QTest.keyClick(dialog.names, Qt.Key.Key_Up)
    assert dialog.field.text() == "w1^2 + 7 w2^2"


def test_a_learning_rate_too_large_for_it_is_seen_before(ask):
    _, dialog = ask()
    type_formula(dialog, "50 w^2")
    # 2/λ = 2/100; η is the scenario's.
    assert "η = 0.03; by the curvature there, it is stable below 0.0200." in said(dialog, "surface_facts")


def test_what_may_stand_in_a_formula_is_said_while_it_is_typed(ask):
    _, dialog = ask()
    type_formula(dialog, "w")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    for name in ("w1", "sin", "exp", "sqrt", "pi"):
        assert name in words


def test_it_opens_once_only(ask):
    window, dialog = ask()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.findChildren(SurfaceDialog) == [dialog]


def test_in_the_window_the_button_with_its_name_opens_it(ask, qtbot):
    window, dialog = ask("rosenbrock")
    dialog.reject()
    qtbot.mouseClick(window.model_controls.surface, Qt.MouseButton.LeftButton)
    again = next(d for d in window.findChildren(SurfaceDialog) if d.isVisible())
    assert again.field.text() == SURFACES["rosenbrock"].text


def test_signs_of_markup_are_signs(ask):
    _, dialog = ask()
    type_formula(dialog, "w < <i>")
    assert "&lt;" in said(dialog, "surface_problem")


def test_it_opens_with_the_formula_that_is_descended_so_it_can_be_changed(ask):
    window, dialog = ask("first_steps")
    type_formula(dialog, "w1^2 + 2 w2^2")
    dialog.accept()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    again = next(d for d in window.findChildren(SurfaceDialog) if d.isVisible())
    assert again.field.text() == "w1^2 + 2 w2^2"
    assert again.focusWidget() is again.field


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_nothing_is_cut(ask, qtbot, theme):
    window, dialog = ask()
    dialog.reject()
    window.appearance.set_theme(theme)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    dialog = next(d for d in window.findChildren(SurfaceDialog) if d.isVisible())
    dialog.names.setCurrentRow(1 + list(SURFACES).index("himmelblau"))
    qtbot.wait(1)
    for label in dialog.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert dialog.names.sizeHintForColumn(0) <= dialog.names.viewport().width()
