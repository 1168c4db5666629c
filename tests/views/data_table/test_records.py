"""Records and columns of the data table are added, deleted and renamed."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.views.data_table.conftest import (
    CONTROL,
    SHIFT,
    go,
    make_session,
    paste,
    press,
    reason,
    shown,
    type_text,
)


def test_a_record_is_added_below_and_chosen(qtbot, view, session):
    go(view, 1, 1)
    press(qtbot, view, Qt.Key.Key_Return, CONTROL)
    assert session.scenario.dataset.table()[2].tolist() == [0, 0]
    assert session.selected_record == 2
    assert [index.row() for index in view.table.selectedIndexes()] == [2]
    assert view.table.currentIndex().row() == 2
    type_text(qtbot, view, "4")
    assert session.scenario.dataset.value(2, 0) == 4.0


def test_records_are_deleted_by_key_and_come_back_by_undo(qtbot, view, session):
    go(view, 1, 0)
    press(qtbot, view, Qt.Key.Key_Delete, CONTROL)
    assert session.scenario.dataset.columns[0].tolist() == [0.5, 1.5, 2.2, 3]
    view.table.selectRow(0)
    press(qtbot, view, Qt.Key.Key_Delete)
    assert session.scenario.dataset.columns[0].tolist() == [1.5, 2.2, 3]
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert shown(view, "input:0") == ["0.5", "1", "1.5", "2.2", "3"]


def test_delete_on_a_cell_is_refused_with_the_key_that_deletes_the_record(qtbot, view, session):
    go(view, 1, 0)
    press(qtbot, view, Qt.Key.Key_Delete)
    assert session.undo_stack.count() == 0
    assert "needs a number" in reason(view)
    assert "Ctrl+Del" in reason(view)


def test_without_records_it_says_how_to_add_one_and_the_key_adds_it(qtbot, view, session):
    view.table.selectAll()
    press(qtbot, view, Qt.Key.Key_Delete, CONTROL)
    assert session.scenario.dataset.record_count == 0
    note = view.findChild(QLabel, "data_note")
    assert note.isVisible()
    assert "Ctrl+Return" in note.text()
    assert view.describe() == note.text()
    press(qtbot, view, Qt.Key.Key_Insert)
    assert session.scenario.dataset.record_count == 1
    assert not note.isVisible()


def test_a_table_pasted_where_there_is_no_record_fills_it(qtbot, open_table):
    session = make_session(np.zeros((0, 1)), [])
    view = open_table(session)
    paste(qtbot, view, "1\t2\n3\t4\n")
    assert session.scenario.dataset.table().tolist() == [[1, 2], [3, 4]]


def test_an_input_is_added_and_deleted_and_its_weight_with_it(qtbot, view, session):
    go(view, 0, 0)
    press(qtbot, view, Qt.Key.Key_Return, CONTROL, SHIFT)
    assert session.scenario.dataset.input_names == ("x1", "x2")
    assert session.weights.tolist() == [-0.35, 0]
    assert "contribution:1" in [column.key for column in view.model.columns]
    go(view, 0, 0)
    press(qtbot, view, Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert session.scenario.dataset.input_names == ("x2",)
    session.undo_stack.undo()
    assert shown(view, "input:0") == ["0.5", "1", "1.5", "2.2", "3"]


@pytest.mark.parametrize(("column", "word"), [(0, "last input"), (1, "Choose"), (3, "Choose")])
def test_a_column_that_must_stay_is_refused(qtbot, view, session, column, word):
    go(view, 0, column)
    press(qtbot, view, Qt.Key.Key_Delete, CONTROL, SHIFT)
    assert session.undo_stack.count() == 0
    assert word in reason(view)


def test_a_double_click_on_a_head_renames_the_column(qtbot, view, session):
    header = view.table.symbol_header
    spot = QPoint(header.sectionViewportPosition(0) + 10, 10)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    editor = view.findChild(QLineEdit, "column_name_editor")
    assert editor.text() == "x1"
    editor.selectAll()
    qtbot.keyClicks(editor, "size")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.scenario.dataset.input_names == ("size",)
    assert view.model.headerData(0, Qt.Orientation.Horizontal) == "size"
    assert view.table.hasFocus()


@pytest.mark.parametrize(("name", "word"), [("y", "“y”"), ("  ", "name")])
def test_a_name_that_cannot_be_is_refused_below_the_head(qtbot, view, session, name, word):
    go(view, 0, 0)
    press(qtbot, view, Qt.Key.Key_F2, SHIFT)
    editor = view.findChild(QLineEdit, "column_name_editor")
    editor.selectAll()
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.scenario.dataset.input_names == ("x1",)
    assert word in reason(view)


def test_escape_keeps_the_name(qtbot, view, session):
    go(view, 0, 0)
    press(qtbot, view, Qt.Key.Key_F2, SHIFT)
    editor = view.findChild(QLineEdit, "column_name_editor")
    qtbot.keyClicks(editor, "z")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert session.undo_stack.count() == 0


def test_every_action_has_a_name_words_and_a_key(view):
    actions = view.edits.actions
    for name in ("add_record", "delete_record", "add_column", "delete_column", "rename_column"):
        action = actions[name]
        assert action.objectName() == f"action_{name}"
        key = action.shortcut().toString()
        assert key
        assert key in action.toolTip()
