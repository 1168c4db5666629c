"""The table of descents side by side: it says what each is, can be edited, and is whole."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gdsim.engine.comparison import cost, steps_to
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.compare_model import COLUMNS, COST, RATE, RULE, STATE, STEPS, CompareModel
from gdsim.views.shared.theme import THEMES
from tests.views.compare.conftest import ONE, RIVALS, cells, edit


def test_the_table_says_what_each_descent_says(opened):
    view = opened()
    descents = view.session.comparison.descents
    assert view.model.rowCount() == 4
    for row in view.model.rows:
        descent = descents[row.place]
        reached = steps_to(descent, view.target)
        assert (row.step_number, row.error, row.reached) == (descent.step_number, descent.error, reached)
        assert row.cost == (None if reached is None else cost(descent, reached))
    assert cells(view, 0) == ["gradient descent", "0.03", "8", "0.150", "4", "20", "going down steadily"]
    assert cells(view, 2)[-1] == "diverging"
    assert cells(view, 2)[4:6] == ["–", "–"]


def test_the_model_is_sound(qtbot, opened):
    view = opened()
    tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.session.comparison.add()
    view.session.step()
    view.session.comparison.remove(2)
    view.model.sort(3)
    assert tester.model() is view.model


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_a_head_sorts_and_what_is_not_there_comes_last(qtbot, opened, column):
    view = opened()
    order = COLUMNS[column].order
    for direction in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        view.table.sortByColumn(column, direction)
        keys = [order(row) for row in view.model.rows]
        there = [key for key in keys if key != np.inf]
        assert there == sorted(there, reverse=direction is Qt.SortOrder.DescendingOrder)
        assert keys == there + [np.inf] * (len(keys) - len(there))


def test_the_order_holds_while_numbers_change(opened):
    view = opened()
    view.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    view.session.step()
    errors = [row.error for row in view.model.rows]
    assert errors == sorted(errors)


def test_a_rate_is_typed_into_the_table(qtbot, opened):
    view = opened()
    field = edit(qtbot, view, 1, RATE)
    assert field.text() == "0.02"
    field.selectAll()
    qtbot.keyClicks(field, "0.005")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert view.session.scenario.rivals[0].learning_rate == 0.005
    view.session.undo_stack.undo()
    assert view.session.scenario.rivals[0].learning_rate == 0.02


def test_a_rate_that_cannot_be_is_refused_with_a_reason(qtbot, opened):
    view = opened()
    field = edit(qtbot, view, 1, RATE)
    field.selectAll()
    qtbot.keyClicks(field, "-1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert view.session.scenario.rivals[0].learning_rate == 0.02
    assert "greater than 0" in view.table._bubble.text()


def test_a_rule_is_chosen_by_keys_from_the_list_that_enter_opens(qtbot, opened):
    view = opened()
    combo = edit(qtbot, view, 1, RULE)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(combo.view(), key)
    QCoreApplication.processEvents()
    names = list(RULES)
    assert view.session.scenario.rivals[0].rule is RULES[names[names.index("momentum") + 2]]


def test_a_list_of_rules_that_is_left_without_a_choice_closes_for_good(qtbot, opened):
    view = opened()
    combo = edit(qtbot, view, 1, RULE)
    metrics = combo.view().fontMetrics()
    assert combo.view().width() > max(metrics.horizontalAdvance(rule.label) for rule in RULES.values())
    qtbot.keyClick(combo.view(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.table.state() is not view.table.State.EditingState)
    assert view.session.scenario.rivals == RIVALS


def test_the_head_is_painted_with_the_font_that_its_columns_are_measured_by(opened):
    view = opened()
    head = view.table.horizontalHeader()
    for zoom in (1.0, 1.5):
        view.look.set_zoom(zoom)
        assert head.viewport().font() == head.font() == view.look.text_font(11.0)


def test_the_head_says_which_column_sorts_and_which_way(opened):
    view = opened()
    for order, arrow in ((Qt.SortOrder.AscendingOrder, "↑"), (Qt.SortOrder.DescendingOrder, "↓")):
        view.table.sortByColumn(3, order)
        heads = [view.model.headerData(i, Qt.Orientation.Horizontal) for i in range(len(COLUMNS))]
        assert [i for i, head in enumerate(heads) if head[-1] in "↑↓"] == [3]
        assert heads[3] == f"E {arrow}"
    assert not view.table.horizontalHeader().isSortIndicatorShown()


def test_while_it_runs_numbers_can_be_read_and_words_are_found_one_by_one(opened, qtbot):
    view = opened(steps=0)
    player = view.session.player
    player._running = True
    shown = []
    for _ in range(4):
        view.session.advance(1)
        view.session.advance(1)
        shown.append([row.step_number for row in view.model.rows])
        qtbot.waitUntil(lambda: not view._pause.isActive(), timeout=5000)
    assert shown == [[k] * 4 for k in (1, 3, 5, 7)]
    assert view.model.rows[0].state == "going down steadily"
    player.pause()
    assert [row.step_number for row in view.model.rows] == [8, 8, 8, 8]


@pytest.mark.parametrize("theme", list(THEMES))
@pytest.mark.parametrize("size", [(900, 600), (560, 420), (440, 380)])
def test_in_every_theme_no_number_is_cut(opened, theme, size):
    view = opened(theme=theme, size=size)
    metrics = view.table.fontMetrics()
    for i, column in enumerate(COLUMNS[1:-1], 1):
        widest = max(metrics.horizontalAdvance(column.text(row)) for row in view.model.rows)
        assert view.table.isColumnHidden(i) or view.table.columnWidth(i) >= widest
    assert [i for i in range(len(COLUMNS)) if view.table.isColumnHidden(i)] in ([], [STEPS], [STEPS, COST])


@pytest.mark.parametrize("theme", list(THEMES))
def test_at_the_width_of_its_panel_nothing_has_to_be_scrolled_sideways(opened, theme):
    rates = (1.23456789e-7, 2.5e-7)
    view = opened(
        rivals=[Optimizer(RULES[name], rate) for name in RULES for rate in rates][:11],
        theme=theme,
        size=(470, 380),
    )
    table = view.table
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnViewportPosition(STATE) + table.columnWidth(STATE) <= table.viewport().width() + 1
    reached = view.model.index(0, COST - 1).data(Qt.ItemDataRole.ToolTipRole)
    assert table.isColumnHidden(COST) <= ("cost: " in reached or view.model.rows[0].reached is None)


def test_in_a_small_picture_words_take_two_lines_rather_than_be_shortened(opened):
    view, large = opened(size=(400, 300)), opened(size=(900, 600))
    table = view.table
    for column, beside in ((RULE, 40), (STATE, 12)):
        for i, row in enumerate(table.model().rows):
            room = QRect(0, 0, table.columnWidth(column) - beside, table.rowHeight(i))
            words = COLUMNS[column].text(row)
            assert room.contains(table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)), (
                words
            )
    heights = {row.name: table.rowHeight(i) for i, row in enumerate(table.model().rows)}
    assert heights["gradient descent"] > large.table.rowHeight(0)
    assert heights["momentum"] == large.table.rowHeight(0), "only where it is needed"


def test_the_model_can_be_asked_before_anything_is_shown(qapp):
    session = Session(Scenario(Neuron(ONE)))
    model = CompareModel(session)
    assert model.rowCount() == 0
    model.update(1.0)
    assert model.rowCount() == 1
    session.background.close()


def test_a_mistake_is_named_in_its_row(opened):
    view = opened(rivals=(Optimizer(learning_rate=0.03, mistake=MISTAKES["wrong_sign"]),))
    assert cells(view, 1)[0] == "gradient descent, wrong sign"
    assert view.model.rows[1].why.startswith("mistake on purpose (wrong sign)")
