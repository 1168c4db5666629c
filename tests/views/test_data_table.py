"""The data table by its real keys, clicks and clipboard, against hand calculations and the undo stack."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QTableView, QToolButton

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.data_table import DataTable
from gdsim.views.shared.look import Look
from gdsim.views.shared.table_column import Column
from gdsim.views.shared.table_data_model import DataModel
from gdsim.views.shared.table_delegate import shortest
from gdsim.views.shared.theme import THEMES, Quantity

INPUTS = [[0.5], [1.0], [1.5], [2.2], [3.0]]
TARGETS = [0.9, 1.4, 2.6, 2.9, 4.3]
EDIT, SPOKEN = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole


def make_session(inputs=INPUTS, targets=TARGETS, start=None, batch=None, names=(), **model):
    neuron = Neuron(Dataset(inputs, targets, names), **model)
    optimizer = Optimizer(learning_rate=0.03, batch=batch)
    return Session(Scenario(neuron, optimizer, start=start or (-0.35,) * len(neuron.weight_names)))


@pytest.fixture
def open_table(qtbot):
    """Show a session's data table in a window that has the focus."""

    def build(session, size=(640, 250), theme="light"):
        view = DataTable(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        view.table.setFocus()
        qtbot.waitUntil(view.isVisible)
        QApplication.processEvents()
        return view

    return build


@pytest.fixture
def session(qapp):
    return make_session()


@pytest.fixture
def view(open_table, session):
    return open_table(session)


def go(view, row, column):
    view.table.enter(row, column)


def column_of(view, key):
    return [column.key for column in view.model.columns].index(key)


def shown(view, key):
    column = column_of(view, key)
    return [view.model.index(row, column).data() for row in range(view.model.rowCount())]


def total(view, key):
    return view.model.total(column_of(view, key))


def field(view):
    """The field open in the current cell, or None."""
    return view.table.indexWidget(view.table.currentIndex())


def type_text(qtbot, view, text, end=Qt.Key.Key_Return):
    """Type over the current cell as a person does, and leave it with a key."""
    qtbot.keyClicks(view.table, text[:1])
    editor = field(view)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, end)


def press(qtbot, view, key, *modifiers):
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(view.table, key, held)
    # Let go: else Qt takes Ctrl and Shift for held down in what comes next.
    qtbot.keyRelease(view.table, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reason(view):
    return view.bubble.text() if view.bubble.isVisible() else ""


def paste(qtbot, view, text):
    QGuiApplication.clipboard().setText(text)
    press(qtbot, view, Qt.Key.Key_V, CONTROL)


class TestNumbers:
    def test_the_columns_are_inputs_target_then_computed(self, view):
        keys = [column.key for column in view.model.columns]
        computed = ["prediction", "residual", "loss", "error_term", "share", "contribution:0"]
        assert keys == ["input:0", "target", *computed]
        assert view.findChild(QTableView, "data_table") is view.table

    def test_after_one_step_every_number_is_the_hand_calculation(self, view, session):
        session.step()  # from −0.35 by −0.03 · (−31.099) to 0.58297
        assert shown(view, "prediction") == ["0.291", "0.583", "0.874", "1.283", "1.749"]
        assert shown(view, "residual") == ["0.609", "0.817", "1.726", "1.617", "2.551"]
        assert shown(view, "loss") == ["0.370", "0.668", "2.978", "2.616", "6.508"]
        assert shown(view, "contribution:0") == ["−0.304", "−0.817", "−2.588", "−3.558", "−7.653"]
        assert total(view, "residual") == "7.320"
        assert total(view, "loss") == "13.140"
        assert total(view, "share") == "½Σ = E = 6.570"
        assert total(view, "contribution:0") == "−14.921"

    def test_f_adds_its_columns_and_going_back_removes_them(self, view, session):
        session.set_activation(ACTIVATIONS["tanh"])
        assert shown(view, "weighted_sum")[0] == "−0.175"
        # tanh′(−0.175) = 1 − tanh²(0.175) = 1 − 0.17324² = 0.96999
        assert shown(view, "activation_slope")[0] == "0.970"
        session.set_activation(ACTIVATIONS["identity"])
        assert "weighted_sum" not in [column.key for column in view.model.columns]

    @pytest.mark.parametrize("name", ERROR_MEASURES)
    def test_the_footer_shows_e_as_the_sum_of_a_column_times_its_factor(self, open_table, name):
        measure = ERROR_MEASURES[name]
        activation = ACTIVATIONS["sigmoid" if measure.activations else "identity"]
        session = make_session(
            targets=[0, 1, 0, 1, 1], start=(0.4,), activation=activation, error_measure=measure
        )
        view = open_table(session, (900, 250))
        keys = [column.key for column in view.model.columns]
        summed = "loss" if "loss" in keys else "residual"
        column = view.model.values(column_of(view, summed))
        assert session.scenario.neuron.factor * float(column.sum()) == session.error
        front = {"1": "Σ", "½": "½Σ", "1/N": "1/N Σ", "1/2N": "1/2N Σ"}[measure.factor_name]
        assert total(view, "share") == f"{front} = E = {number_text(session.error)}"

    def test_residuals_that_cancel_are_shown_with_bars_of_both_signs(self, open_table):
        view = open_table(make_session(start=(1.5,), error_measure=ERROR_MEASURES["residuals"]))
        share = column_of(view, "share")
        assert view.model.columns[share].signed
        values = view.model.values(share)
        assert values.min() < 0 < values.max()
        assert abs(values).sum() == pytest.approx(1)

    def test_bias_has_a_contribution_of_its_own(self, open_table):
        view = open_table(make_session(bias=True), (900, 250))
        # δ = y − ŷ with ŷ = −0.35 · 0.5 − 0.35 = −0.525: −δ = −(0.9 + 0.525)
        assert shown(view, "contribution:1")[0] == "−1.425"

    def test_a_cell_says_itself_to_a_screen_reader(self, view, session):
        session.step()
        index = view.model.index(2, column_of(view, "residual"))
        assert index.data(SPOKEN) == "record 3, residual, 1.726"
        assert "1.7255" in index.data(Qt.ItemDataRole.ToolTipRole)

    def test_what_the_model_gives_is_native_python(self, view):
        for column in range(view.model.columnCount()):
            index = view.model.index(0, column)
            assert type(index.data()) is str
            assert type(index.data(EDIT)) is float


class TestTyping:
    def test_a_number_typed_is_the_sessions_and_the_weight_stays(self, qtbot, view, session):
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

    def test_enter_goes_down_and_tab_goes_right_then_to_the_next_record(self, qtbot, view):
        go(view, 0, 0)
        type_text(qtbot, view, "7")
        assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (1, 0)
        type_text(qtbot, view, "8", Qt.Key.Key_Tab)
        assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (1, 1)
        type_text(qtbot, view, "9", Qt.Key.Key_Tab)
        assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 0)

    def test_escape_leaves_everything_as_it_was(self, qtbot, view, session):
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
    def test_what_is_no_number_is_refused_by_name_beside_the_cell(self, qtbot, view, session, typed, said):
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

    def test_an_emptied_cell_is_refused(self, qtbot, view, session):
        go(view, 2, 0)
        view.table.edit(view.table.currentIndex())
        editor = field(view)
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert "number is needed" in reason(view)
        assert session.scenario.dataset.value(2, 0) == 1.5

    def test_a_huge_number_that_makes_e_infinite_is_refused(self, qtbot, view, session):
        go(view, 2, 0)
        type_text(qtbot, view, "1e308")
        assert session.scenario.dataset.value(2, 0) == 1.5
        assert reason(view)

    def test_a_decimal_comma_is_taken(self, qtbot, view, session):
        go(view, 2, 0)
        type_text(qtbot, view, "0,25")
        assert session.scenario.dataset.value(2, 0) == 0.25

    def test_the_field_has_all_digits_and_an_untouched_one_changes_nothing(self, qtbot, open_table):
        number = 0.1234567890123456
        session = make_session([[number], [1e-7]], [1, 2])
        view = open_table(session)
        go(view, 0, 0)
        view.table.edit(view.table.currentIndex())
        editor = field(view)
        assert editor.text() == exact_text(number) == "0.1234567890123456"
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert session.undo_stack.count() == 0

    def test_what_is_typed_stays_whole_in_sight(self, qtbot, view):
        for column in (0, 1):
            go(view, 0, column)
            qtbot.keyClicks(view.table, "0")
            editor = field(view)
            qtbot.keyClicks(editor, ".1234567890123456")
            assert editor.width() > editor.fontMetrics().horizontalAdvance(editor.text()) + 9
            assert view.table.viewport().rect().contains(editor.geometry())
            qtbot.keyClick(editor, Qt.Key.Key_Escape)

    def test_the_next_good_edit_takes_the_reason_away(self, qtbot, view):
        go(view, 2, 0)
        type_text(qtbot, view, "x")
        assert reason(view)
        type_text(qtbot, view, "3")
        assert not reason(view)

    def test_a_computed_cell_opens_no_field(self, qtbot, view):
        go(view, 0, 3)
        press(qtbot, view, Qt.Key.Key_5)
        press(qtbot, view, Qt.Key.Key_F2)
        press(qtbot, view, Qt.Key.Key_Return)
        assert field(view) is None

    def test_steps_and_edits_elsewhere_leave_an_open_field_alone(self, qtbot, view, session):
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


def test_a_number_that_comes_in_sight_by_more_height_is_whole(open_table):
    # By hand: ŷ = x at w = 1, so the residuals are −1, 1, 1, … and, far below, −0.000792.
    session = make_session([[1.0]] * 7 + [[1.000792]], [0.0] + [2.0] * 6 + [1.0], start=(1.0,))
    view = open_table(session, (330, 110))
    view.resize(330, 330)
    QApplication.processEvents()
    column = column_of(view, "residual")
    assert view.table.columnWidth(column) >= int(view.table.needed(column))


class TestClipboard:
    def test_twenty_rows_are_pasted_as_one_edit_and_undone_as_one(self, qtbot, view, session):
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

    def test_a_block_lands_at_the_current_cell_and_adds_what_is_missing(self, qtbot, view, session):
        go(view, 4, 1)
        paste(qtbot, view, "10\n11\n12\n")
        assert session.scenario.dataset.targets.tolist() == [0.9, 1.4, 2.6, 2.9, 10, 11, 12]
        assert session.scenario.dataset.columns[0].tolist() == [0.5, 1, 1.5, 2.2, 3, 0, 0]

    def test_a_head_is_recognised_and_names_the_columns_it_covers(self, qtbot, view, session):
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
    def test_what_does_not_fit_changes_nothing_and_says_why(self, qtbot, view, session, text, word):
        go(view, 0, 0)
        before = session.scenario.dataset
        paste(qtbot, view, text)
        assert session.scenario.dataset == before
        assert session.undo_stack.count() == 0
        assert reason(view)
        assert word in reason(view)

    def test_copies_have_all_digits_of_given_and_computed_cells(self, qtbot, view, session):
        session.step()
        view.table.selectRow(3)
        press(qtbot, view, Qt.Key.Key_C, CONTROL)
        numbers = [float(text) for text in QGuiApplication.clipboard().text().split("\t")]
        terms = session.scenario.neuron.terms(session.weights)
        assert numbers[:2] == [2.2, 2.9]
        assert numbers[2:4] == [terms.prediction[3], terms.residual[3]]
        assert numbers[-1] == terms.contribution[0, 3]

    @pytest.mark.parametrize("copied", ["Adelie\t39\t3750\nGentoo\t\t4500\n", "1\t2\t3\n4\t5\t6\n"])
    def test_where_a_range_cannot_be_pasted_the_key_that_imports_it_is_named(
        self, qtbot, view, session, copied
    ):
        go(view, 0, 0)
        paste(qtbot, view, copied)
        assert session.undo_stack.count() == 0
        assert "Ctrl+Shift+V shows what was copied" in reason(view)

    def test_a_copy_with_names_pastes_back_to_the_same_records(self, qtbot, view, session):
        before = session.scenario.dataset
        view.table.selectAll()
        press(qtbot, view, Qt.Key.Key_C, CONTROL, SHIFT)
        lines = QGuiApplication.clipboard().text().split("\n")
        assert lines[0].split("\t")[:2] == ["x1", "y"]
        go(view, 0, 0)
        paste(qtbot, view, "\n".join("\t".join(line.split("\t")[:2]) for line in lines))
        assert session.scenario.dataset == before
        assert session.undo_stack.count() == 0


class TestRecordsAndColumns:
    def test_a_record_is_added_below_and_chosen(self, qtbot, view, session):
        go(view, 1, 1)
        press(qtbot, view, Qt.Key.Key_Return, CONTROL)
        assert session.scenario.dataset.table()[2].tolist() == [0, 0]
        assert session.selected_record == 2
        assert [index.row() for index in view.table.selectedIndexes()] == [2]
        assert view.table.currentIndex().row() == 2
        type_text(qtbot, view, "4")
        assert session.scenario.dataset.value(2, 0) == 4.0

    def test_records_are_deleted_by_key_and_come_back_by_undo(self, qtbot, view, session):
        go(view, 1, 0)
        press(qtbot, view, Qt.Key.Key_Delete, CONTROL)
        assert session.scenario.dataset.columns[0].tolist() == [0.5, 1.5, 2.2, 3]
        view.table.selectRow(0)
        press(qtbot, view, Qt.Key.Key_Delete)
        assert session.scenario.dataset.columns[0].tolist() == [1.5, 2.2, 3]
        session.undo_stack.undo()
        session.undo_stack.undo()
        assert shown(view, "input:0") == ["0.5", "1", "1.5", "2.2", "3"]

    def test_delete_on_a_cell_is_refused_with_the_key_that_deletes_the_record(self, qtbot, view, session):
        go(view, 1, 0)
        press(qtbot, view, Qt.Key.Key_Delete)
        assert session.undo_stack.count() == 0
        assert "needs a number" in reason(view)
        assert "Ctrl+Del" in reason(view)

    def test_without_records_it_says_how_to_add_one_and_the_key_adds_it(self, qtbot, view, session):
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

    def test_a_table_pasted_where_there_is_no_record_fills_it(self, qtbot, open_table):
        session = make_session(np.zeros((0, 1)), [])
        view = open_table(session)
        paste(qtbot, view, "1\t2\n3\t4\n")
        assert session.scenario.dataset.table().tolist() == [[1, 2], [3, 4]]

    def test_an_input_is_added_and_deleted_and_its_weight_with_it(self, qtbot, view, session):
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
    def test_a_column_that_must_stay_is_refused(self, qtbot, view, session, column, word):
        go(view, 0, column)
        press(qtbot, view, Qt.Key.Key_Delete, CONTROL, SHIFT)
        assert session.undo_stack.count() == 0
        assert word in reason(view)

    def test_a_double_click_on_a_head_renames_the_column(self, qtbot, view, session):
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
    def test_a_name_that_cannot_be_is_refused_below_the_head(self, qtbot, view, session, name, word):
        go(view, 0, 0)
        press(qtbot, view, Qt.Key.Key_F2, SHIFT)
        editor = view.findChild(QLineEdit, "column_name_editor")
        editor.selectAll()
        qtbot.keyClicks(editor, name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert session.scenario.dataset.input_names == ("x1",)
        assert word in reason(view)

    def test_escape_keeps_the_name(self, qtbot, view, session):
        go(view, 0, 0)
        press(qtbot, view, Qt.Key.Key_F2, SHIFT)
        editor = view.findChild(QLineEdit, "column_name_editor")
        qtbot.keyClicks(editor, "z")
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert session.undo_stack.count() == 0

    def test_every_action_has_a_name_words_and_a_key(self, view):
        actions = view.edits.actions
        for name in ("add_record", "delete_record", "add_column", "delete_column", "rename_column"):
            action = actions[name]
            assert action.objectName() == f"action_{name}"
            key = action.shortcut().toString()
            assert key
            assert key in action.toolTip()


class TestPointing:
    def test_arrow_keys_choose_a_record(self, qtbot, view, session):
        go(view, 0, 0)
        press(qtbot, view, Qt.Key.Key_Down)
        press(qtbot, view, Qt.Key.Key_Down)
        assert session.selected_record == 2

    def test_a_record_chosen_elsewhere_lies_between_two_lines_in_the_weights_colour(self, view, session):
        session.select_record(3)
        QApplication.processEvents()
        rect = view.table.visualRect(view.model.index(3, 2))
        image = view.table.viewport().grab().toImage()
        lines = [image.pixelColor(rect.center().x(), y).name() for y in (rect.top(), rect.bottom())]
        assert lines == [view.look.color(Quantity.WEIGHT).name()] * 2
        assert view.table.currentIndex().row() == 3

    def test_pointing_at_a_head_lights_up_its_quantity_everywhere(self, view, session):
        header = view.table.symbol_header
        column = column_of(view, "prediction")
        before = view.grab().toImage()
        spot = QPointF(header.sectionViewportPosition(column) + 10, 10)
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            spot,
            header.viewport().mapToGlobal(spot),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(header.viewport(), move)
        assert session.highlight == Quantity.PREDICTION
        assert view.grab().toImage() != before
        session.set_highlight(None)
        assert view.grab().toImage() == before

    def test_records_of_the_next_batch_are_marked(self, open_table):
        session = make_session(batch=2)
        view = open_table(session)
        marked = [row for row in range(5) if view.table.row_header.marked(row)]
        assert marked == session.descent.batch_records().tolist()
        session.step()
        marked = [row for row in range(5) if view.table.row_header.marked(row)]
        assert marked == session.descent.batch_records().tolist()

    def test_a_stage_lights_up_what_it_makes_record_by_record(self, view, session):
        session.set_stage_by_record(True)
        session.next_stage()
        session.next_stage()
        column = column_of(view, "prediction")
        assert [view.table.cells.lit(row, column) for row in range(3)] == [True, True, False]


class TestSizes:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_nothing_is_cut_at_640_by_250(self, open_table, session, theme):
        session.step()
        view = open_table(session, (640, 250), theme)
        assert view.table.horizontalScrollBar().maximum() == 0
        assert view.table.verticalScrollBar().maximum() == 0
        for column in range(view.model.columnCount()):
            header = view.table.symbol_header
            assert header.sectionSize(column) >= header.natural_width(column) - view.look.px(6)
            assert header.sectionSize(column) >= view.footer.natural_width(column) - view.look.px(6)

    def test_the_footer_stands_right_below_the_last_record(self, view):
        assert view.footer.y() == view.table.y() + view.table.height()
        last = view.table.visualRect(view.model.index(4, 0))
        assert last.bottom() == view.table.viewport().height() - 1

    def test_with_many_columns_it_scrolls_and_the_footer_with_it(self, open_table):
        view = open_table(make_session(np.ones((3, 12)), np.ones(3)))
        bar = view.table.horizontalScrollBar()
        assert bar.maximum() > 0
        before = view.footer.grab().toImage()
        bar.setValue(bar.maximum())
        assert view.footer.grab().toImage() != before

    def test_long_numbers_do_not_make_a_column_wide(self, open_table):
        view = open_table(make_session([[1 / 3], [123456789012.345]], [1.2345678901234567e-300, 1.0]))
        assert view.table.columnWidth(0) < 200
        assert view.table.columnWidth(1) < 200

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("0.3333333333333333", "0.3333333…"),
            ("123456789012.345", "123456789012.…"),
            ("1.2345678901234567×10⁻³⁰⁰", "1.2345678…×10⁻³⁰⁰"),
            ("−0.25", "−0.25"),
        ],
    )
    def test_a_long_number_is_shortened_but_never_its_size(self, text, kept):
        assert shortest(text) == kept

    def test_widths_do_not_jump_from_step_to_step(self, view, session):
        session.step()
        widths = [view.table.columnWidth(i) for i in range(view.model.columnCount())]
        for _ in range(20):
            session.step()
            now = [view.table.columnWidth(i) for i in range(view.model.columnCount())]
            assert sum(abs(a - b) for a, b in zip(now, widths, strict=True)) <= 60
            widths = now

    def test_a_step_over_many_records_reads_only_cells_in_sight(self, open_table, monkeypatch):
        rng = np.random.default_rng(0)
        session = make_session(rng.normal(size=(20_000, 2)), rng.normal(size=20_000))
        open_table(session)
        reads = []
        original = Column.cell_text
        monkeypatch.setattr(Column, "cell_text", lambda *args: reads.append(1) or original(*args))
        session.step()
        QApplication.processEvents()
        assert 0 < len(reads) < 2000


class TestInTheWindow:
    def test_a_hidden_table_is_as_the_session_is(self, qtbot):
        session = make_session()
        view = DataTable(session, Look())
        qtbot.addWidget(view)
        session.edit_data(session.scenario.dataset.with_records([[7.0, 8.0]]))
        assert view.model.rowCount() == 6
        assert view.model.setData(view.model.index(5, 0), "9")
        assert session.scenario.dataset.value(5, 0) == 9.0

    def test_a_surface_has_no_data_and_says_so(self, open_table, session):
        view = open_table(session)
        session.load(Scenario(Surface(SURFACES["rosenbrock"])))
        note = view.findChild(QLabel, "data_note")
        assert note.isVisible()
        assert "no data" in note.text()
        assert not view.table.isVisible()
        assert view.model.rowCount() == view.model.columnCount() == 0
        assert not view.edits.actions["add_record"].isEnabled()
        session.load(make_session().scenario)
        assert view.table.isVisible()
        assert view.model.rowCount() == 5

    def test_keys_of_a_number_and_of_the_table_are_its_own_whatever_shortcuts_a_window_has(
        self, qtbot, view, session
    ):
        taken = []
        for key in ("5", "Ctrl+C", "Del"):
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.activated.connect(lambda: taken.append(1))
        go(view, 0, 0)
        type_text(qtbot, view, "5")
        assert session.scenario.dataset.value(0, 0) == 5.0
        go(view, 1, 1)
        press(qtbot, view, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == "1.4"
        assert not taken

    def test_a_button_adds_a_record(self, qtbot, view, session):
        buttons = {button.text(): button for button in view.findChildren(QToolButton)}
        qtbot.mouseClick(buttons["+ record"], Qt.MouseButton.LeftButton)
        assert session.scenario.dataset.record_count == 6

    def test_the_menu_of_a_head_is_about_its_column(self, qtbot, open_table):
        session = make_session([[1, 2], [3, 4]], [5, 6])
        view = open_table(session, (900, 250))
        header = view.table.symbol_header
        header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(1) + 5, 5))
        menu = view.table.findChild(QMenu, "table_menu")
        assert view.edits.actions["delete_column"] in menu.actions()
        view.edits.actions["delete_column"].trigger()
        menu.close()
        assert session.scenario.dataset.input_names == ("x1",)

    def test_another_look_restyles_everything(self, open_table, session):
        view = open_table(session)
        height = view.table.row_header.defaultSectionSize()
        view.look.set_theme(THEMES["dark"])
        view.look.set_zoom(1.5)
        QApplication.processEvents()
        assert view.table.row_header.defaultSectionSize() == round(1.5 * height)
        image = view.footer.grab().toImage()
        assert image.pixelColor(2, image.height() - 2).name().upper() == THEMES["dark"].ground
        free = view.grab().toImage().pixelColor(view.width() - 3, view.height() - 3)
        assert free.name().upper() == THEMES["dark"].ground


def test_the_model_is_sound_while_its_shape_changes(qapp):
    session = make_session(batch=2)
    view_model = DataModel(session)
    session.scenario_changed.connect(view_model.update)
    tester = QAbstractItemModelTester(view_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    data = session.scenario.dataset
    session.edit_data(data.with_records([[1, 2], [3, 4]], at=2))
    session.set_activation(ACTIVATIONS["tanh"])
    session.set_bias(True)
    session.edit_data(session.scenario.dataset.with_input("x2"))
    session.set_error_measure(ERROR_MEASURES["residuals"])
    session.edit_data(session.scenario.dataset.without_records(range(7)))
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert view_model.rowCount() == 5
    assert tester.model() is view_model


NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 3) + 0.0)


class TableMachine(RuleBasedStateMachine):
    """Edits, undo and redo in any order: the table equals what the undo index says, and tells it once."""

    def __init__(self):
        super().__init__()
        self.session = make_session()
        self.model = DataModel(self.session)
        self.session.scenario_changed.connect(self.model.update)
        self.session.stepped.connect(self.model.update)
        self.told = 0
        self.model.dataChanged.connect(self.count)
        self.states = [self.session.scenario.dataset]

    def count(self, *_):
        self.told += 1

    def expect(self, before):
        """Note the state after an edit, which must have been told once if it was one at all."""
        changed = self.session.scenario.dataset != before
        assert self.told == (1 if changed and self.model.rowCount() else 0)
        self.told = 0
        if changed:
            self.states = [*self.states[: self.session.undo_stack.index()], self.session.scenario.dataset]

    @property
    def dataset(self):
        return self.session.scenario.dataset

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data(), value=NUMBERS)
    def type_number(self, data, value):
        before = self.dataset
        row = data.draw(st.integers(0, before.record_count - 1))
        column = data.draw(st.integers(0, before.input_count))
        assert self.model.setData(self.model.index(row, column), exact_text(value))
        self.expect(before)
        assert self.dataset.value(row, column) == value

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data())
    def type_the_same(self, data):
        before = self.dataset
        row = data.draw(st.integers(0, before.record_count - 1))
        index = self.model.index(row, 0)
        assert self.model.setData(index, exact_text(index.data(EDIT)))
        assert self.dataset is before
        assert self.told == 0

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(text=st.sampled_from(["", "x", "nan", "1e400", "1,000"]))
    def type_nonsense(self, text):
        before = self.dataset
        assert not self.model.setData(self.model.index(0, 0), text)
        assert self.dataset is before
        assert self.told == 0

    @rule(data=st.data(), value=NUMBERS)
    def add_record(self, data, value):
        before = self.dataset
        at = data.draw(st.integers(0, before.record_count))
        self.session.edit_data(before.with_records([[value] * (before.input_count + 1)], at))
        self.expect(before)

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data())
    def delete_record(self, data):
        before = self.dataset
        self.session.edit_data(before.without_records([data.draw(st.integers(0, before.record_count - 1))]))
        self.expect(before)

    @rule()
    def undo(self):
        before = self.dataset
        self.session.undo_stack.undo()
        assert self.told == (1 if self.dataset != before and self.model.rowCount() else 0)
        self.told = 0

    @rule()
    def redo(self):
        before = self.dataset
        self.session.undo_stack.redo()
        assert self.told == (1 if self.dataset != before and self.model.rowCount() else 0)
        self.told = 0

    @rule()
    def step(self):
        before = self.session.weights
        self.session.step()
        moved = not np.array_equal(before, self.session.weights)
        assert self.told == (1 if moved and self.model.rowCount() else 0)
        self.told = 0

    @invariant()
    def table_is_what_the_undo_index_says(self):
        expected = self.states[self.session.undo_stack.index()]
        assert self.dataset == expected
        shape = (self.model.rowCount(), self.model.given_count)
        assert shape == (expected.record_count, expected.input_count + 1)
        shown = [[self.model.index(r, c).data(EDIT) for c in range(shape[1])] for r in range(shape[0])]
        assert np.array_equal(np.reshape(shown, shape), expected.table())


def test_any_order_of_edits_undo_and_redo(qapp):
    run_state_machine_as_test(
        TableMachine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )


def test_columns_are_narrow_again_when_nothing_wide_is_left(open_table):
    view = open_table(make_session(), (540, 250))
    dataset = view.session.scenario.dataset
    assert view.table.horizontalScrollBar().maximum() == 0
    view.session.edit_data(dataset.with_value(4, 1, 123456.75), "Type")
    QApplication.processEvents()
    assert view.table.horizontalScrollBar().maximum() > 0
    view.session.undo_stack.undo()
    QApplication.processEvents()
    assert view.table.horizontalScrollBar().maximum() == 0


def test_columns_keep_their_widths_while_all_fits(open_table):
    view = open_table(make_session(), size=(1000, 250))
    view.session.edit_data(view.session.scenario.dataset.with_value(4, 1, 1234.5), "Type")
    QApplication.processEvents()
    wide = [view.table.columnWidth(i) for i in range(view.model.columnCount())]
    view.session.undo_stack.undo()
    QApplication.processEvents()
    assert [view.table.columnWidth(i) for i in range(view.model.columnCount())] == wide


@pytest.mark.parametrize(("inputs", "activation"), [(2, "identity"), (2, "sigmoid"), (3, "identity")])
def test_two_and_three_inputs_fit_beside_the_history_of_a_small_screen(open_table, inputs, activation):
    """At 1280×800 the panel is some 640 pixels wide."""
    columns = np.array([[1.0, 0.5, -1.0], [2.0, -1.0, 0.4], [-1.0, 0.3, 0.8], [0.6, -1.0, 0.5]])[:, :inputs]
    session = make_session(
        columns, [0.7, 0.95, 0.1, 0.3], start=[-0.35] * inputs, activation=ACTIVATIONS[activation]
    )
    view = open_table(session)
    for _ in range(5):
        session.step()
        table = view.table
        assert table.horizontalScrollBar().maximum() == 0
        metrics = QFontMetricsF(view.look.text_font(13.0))
        for column, head in enumerate(view.model.columns):
            texts = [view.model.text(row, head) for row in range(4)] if not head.bar else [""]
            room = table.columnWidth(column) - table.margin
            assert max(map(metrics.horizontalAdvance, texts)) <= room, head.text


def test_a_sum_wider_than_its_bars_stands_in_the_empty_cell_before_it(open_table, session):
    view = open_table(session, (500, 250))
    share, before = column_of(view, "share"), column_of(view, "error_term")
    assert total(view, "error_term") is None
    assert view.table.horizontalScrollBar().maximum() == 0
    wide = view.footer._formula(total(view, "share")).width
    assert view.table.columnWidth(share) < wide
    assert wide + 2 * view.table.margin <= view.table.columnWidth(share) + view.table.columnWidth(before)


def test_without_records_the_head_shows_the_focus(open_table, session):
    view = open_table(session)
    session.edit_data(session.scenario.dataset.without_records(range(5)))
    QApplication.processEvents()
    assert view.table.hasFocus()
    head = view.table.symbol_header.viewport()
    with_focus = head.grab().toImage()
    assert with_focus.pixelColor(1, 5) == view.look.color(Quantity.WEIGHT)
    view.table.clearFocus()
    QApplication.processEvents()
    assert head.grab().toImage() != with_focus
