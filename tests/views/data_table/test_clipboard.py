"""Ranges copied out of the data table and pasted into it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.views.data_table.conftest import CONTROL, SHIFT, go, paste, press, reason


def test_twenty_rows_are_pasted_as_one_edit_and_undone_as_one(qtbot, view, session):
    before = session.scenario.dataset
    rows = np.random.default_rng(3).normal(size=(20, 2))
    go(view, 0, 0)
    paste(qtbot, view, "\r\n".join(f"{a!r}\t{b!r}" for a, b in rows.tolist()) + "\r\n")
    assert np.array_equal(session.scenario.dataset.table(), rows)
    assert view.model.rowCount() == 20
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.scenario.dataset == before
    assert view.model.rowCount() == 5


def test_a_block_lands_at_the_current_cell_and_adds_what_is_missing(qtbot, view, session):
    go(view, 4, 1)
    paste(qtbot, view, "10\n11\n12\n")
    assert session.scenario.dataset.targets.tolist() == [0.9, 1.4, 2.6, 2.9, 10, 11, 12]
    assert session.scenario.dataset.columns[0].tolist() == [0.5, 1, 1.5, 2.2, 3, 0, 0]


def test_a_head_is_recognised_and_names_the_columns_it_covers(qtbot, view, session):
    go(view, 0, 0)
    paste(qtbot, view, "size\tprice\n1\t2\n3\t4\n")
    assert session.scenario.dataset.column_names == ("size", "price")
    assert session.scenario.dataset.table()[:2].tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("1\t2\t3\n4\t5\t6", "3 columns"),
        ("1\t2\n3\tx", "x"),
        ("pear", "pear"),
        ("", ""),
        ("1e400", "1e400"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_says_why(qtbot, view, session, text, word):
    go(view, 0, 0)
    before = session.scenario.dataset
    paste(qtbot, view, text)
    assert session.scenario.dataset == before
    assert session.undo_stack.count() == 0
    assert reason(view)
    assert word in reason(view)


def test_copies_have_all_digits_of_given_and_computed_cells(qtbot, view, session):
    session.step()
    view.table.selectRow(3)
    press(qtbot, view, Qt.Key.Key_C, CONTROL)
    numbers = [float(text) for text in QGuiApplication.clipboard().text().split("\t")]
    terms = session.scenario.neuron.terms(session.weights)
    assert numbers[:2] == [2.2, 2.9]
    assert numbers[2:4] == [terms.prediction[3], terms.residual[3]]
    assert numbers[-1] == terms.contribution[0, 3]


@pytest.mark.parametrize("copied", ["Adelie\t39\t3750\nGentoo\t\t4500\n", "1\t2\t3\n4\t5\t6\n"])
def test_where_a_range_cannot_be_pasted_the_key_that_imports_it_is_named(qtbot, view, session, copied):
    go(view, 0, 0)
    paste(qtbot, view, copied)
    assert session.undo_stack.count() == 0
    assert "Ctrl+Shift+V shows what was copied" in reason(view)


def test_a_copy_with_names_pastes_back_to_the_same_records(qtbot, view, session):
    before = session.scenario.dataset
    view.table.selectAll()
    press(qtbot, view, Qt.Key.Key_C, CONTROL, SHIFT)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["x1", "y"]
    go(view, 0, 0)
    paste(qtbot, view, "\n".join("\t".join(line.split("\t")[:2]) for line in lines))
    assert session.scenario.dataset == before
    assert session.undo_stack.count() == 0
