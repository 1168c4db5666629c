"""Numbers typed into the data table."""

import pytest
from PySide6.QtCore import Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.scenario.number_text import exact_text
from tests.views.data_table.conftest import field, go, make_session, press, reason, shown, type_text


def test_a_number_typed_is_the_sessions_and_the_weight_stays(qtbot, view, session):
    session.step()
    weight = session.weights[0]
    go(view, 1, 1)
    type_text(qtbot, view, "2.75")
    assert session.scenario.dataset.value(1, 1) == 2.75
    assert session.weights[0] == weight
    assert shown(view, "residual")[1] == "2.167"  # 2.75 − 0.58297
    session.undo_stack.undo()
    assert session.scenario.dataset.value(1, 1) == 1.4
    assert shown(view, "target")[1] == "1.4"


def test_enter_goes_down_and_tab_goes_right_then_to_the_next_record(qtbot, view):
    go(view, 0, 0)
    type_text(qtbot, view, "7")
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (1, 0)
    type_text(qtbot, view, "8", Qt.Key.Key_Tab)
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (1, 1)
    type_text(qtbot, view, "9", Qt.Key.Key_Tab)
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 0)


def test_escape_leaves_everything_as_it_was(qtbot, view, session):
    go(view, 0, 0)
    type_text(qtbot, view, "7", Qt.Key.Key_Escape)
    assert session.scenario.dataset.value(0, 0) == 0.5
    assert session.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *((text, text) for text in ("abc", "inf", "nan", "1e400", "1e-400", "1,000", "-")),
        ("9007199254740993", "more digits"),
    ],
)
def test_what_is_no_number_is_refused_by_name_beside_the_cell(qtbot, view, session, typed, said):
    go(view, 2, 0)
    type_text(qtbot, view, typed)
    assert session.scenario.dataset.value(2, 0) == 1.5
    assert session.undo_stack.count() == 0
    assert said in reason(view)
    assert view.bubble.accessibleName() == view.bubble.text()
    assert view.table.currentIndex().row() == 2  # the cell is not left
    cell = view.table.visualRect(view.table.currentIndex())
    below = view.table.viewport().mapTo(view, cell.bottomLeft()).y()
    assert 0 <= view.bubble.y() - below < 20


def test_an_emptied_cell_is_refused(qtbot, view, session):
    go(view, 2, 0)
    view.table.edit(view.table.currentIndex())
    editor = field(view)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "number is needed" in reason(view)
    assert session.scenario.dataset.value(2, 0) == 1.5


def test_a_huge_number_that_makes_e_infinite_is_refused(qtbot, view, session):
    go(view, 2, 0)
    type_text(qtbot, view, "1e308")
    assert session.scenario.dataset.value(2, 0) == 1.5
    assert reason(view)


def test_a_decimal_comma_is_taken(qtbot, view, session):
    go(view, 2, 0)
    type_text(qtbot, view, "0,25")
    assert session.scenario.dataset.value(2, 0) == 0.25


def test_the_field_has_all_digits_and_an_untouched_one_changes_nothing(qtbot, open_table):
    number = 0.1234567890123456
    session = make_session([[number], [1e-7]], [1, 2])
    view = open_table(session)
    go(view, 0, 0)
    view.table.edit(view.table.currentIndex())
    editor = field(view)
    assert editor.text() == exact_text(number) == "0.1234567890123456"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.undo_stack.count() == 0


def test_what_is_typed_stays_whole_in_sight(qtbot, view):
    for column in (0, 1):
        go(view, 0, column)
        qtbot.keyClicks(view.table, "0")
        editor = field(view)
        qtbot.keyClicks(editor, ".1234567890123456")
        assert editor.width() > editor.fontMetrics().horizontalAdvance(editor.text()) + 9
        assert view.table.viewport().rect().contains(editor.geometry())
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_the_next_good_edit_takes_the_reason_away(qtbot, view):
    go(view, 2, 0)
    type_text(qtbot, view, "x")
    assert reason(view)
    type_text(qtbot, view, "3")
    assert not reason(view)


def test_a_computed_cell_opens_no_field(qtbot, view):
    go(view, 0, 3)
    press(qtbot, view, Qt.Key.Key_5)
    press(qtbot, view, Qt.Key.Key_F2)
    press(qtbot, view, Qt.Key.Key_Return)
    assert field(view) is None


def test_steps_and_edits_elsewhere_leave_an_open_field_alone(qtbot, view, session):
    go(view, 0, 0)
    qtbot.keyClicks(view.table, "4")
    editor = field(view)
    qtbot.keyClicks(editor, "2")
    session.step()
    session.edit_data(session.scenario.dataset.with_value(4, 1, 9.0))
    session.set_activation(ACTIVATIONS["sigmoid"])
    assert field(view) is editor
    assert editor.text() == "42"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.scenario.dataset.value(0, 0) == 42.0
