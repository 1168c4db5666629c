"""Descents side by side: plots and table show each as it is, all move together, each can be edited."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit

from gdsim.engine.comparison import cost, steps_to
from gdsim.engine.dataset import Dataset
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.session.comparison import MOST_COMPARED
from gdsim.views.compare import Compare
from gdsim.views.shared.compare_model import COLUMNS, COST, RATE, RULE, STATE, STEPS, CompareModel
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import move_to

ONE = Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3])
TWO = Dataset([[1.0, 0.5], [0.5, 1.5], [1.0, -1.0]], [1.0, 0.0, 0.5])
RIVALS = (Optimizer(RULES["momentum"], 0.02), Optimizer(learning_rate=0.15), Optimizer(RULES["adam"], 0.3))


@pytest.fixture
def opened(qtbot):
    """Opens the view on a scenario with three rivals after some steps."""
    sessions = []

    def make(objective=None, steps=8, rivals=RIVALS, start=(-0.35,), theme="light", size=(900, 600)):
        scenario = Scenario(
            objective or Neuron(ONE), Optimizer(learning_rate=0.03), rivals=rivals, start=start
        )
        session = Session(scenario)
        sessions.append(session)
        view = Compare(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        for _ in range(steps):
            session.step()
        QCoreApplication.processEvents()
        return view

    yield make
    for session in sessions:
        session.background.close()


def cells(view, row):
    return [view.model.index(row, column).data() for column in range(len(COLUMNS))]


def edit(qtbot, view, row, column):
    """The field or list that Enter opens in a cell."""
    view.table.setCurrentIndex(view.model.index(row, column))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    kind = QComboBox if column == RULE else QLineEdit
    return view.table.viewport().findChild(kind)


def pixel(plot, x, y):
    """In the plot's viewport."""
    place = plot.pixel(x, y)
    return plot.mapFromScene(plot.view_box.mapToScene(QPointF(place.x(), place.y())))


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


def test_a_mistake_is_named_in_its_row(opened):
    view = opened(rivals=(Optimizer(learning_rate=0.03, mistake=MISTAKES["wrong_sign"]),))
    assert cells(view, 1)[0] == "gradient descent, wrong sign"
    assert view.model.rows[1].why.startswith("mistake on purpose (wrong sign)")


def test_a_rule_that_refuses_says_so(opened):
    saddle = Surface(SURFACES["saddle"])
    view = opened(saddle, rivals=(Optimizer(RULES["newton"]),), start=(-1.5, 0.001))
    assert cells(view, 1)[2] == "0"
    assert cells(view, 1)[-1] == "refuses"
    assert "curves downwards" in view.model.rows[1].why


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


def test_all_is_said_in_words(opened):
    text = opened().describe()
    assert text.startswith(
        "gradient descent, η = 0.03: step 8, error 0.150, going down steadily. It reached 0.429 at"
    )
    assert text.count("step 8") == 4


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


def test_the_model_can_be_asked_before_anything_is_shown(qapp):
    session = Session(Scenario(Neuron(ONE)))
    model = CompareModel(session)
    assert model.rowCount() == 0
    model.update(1.0)
    assert model.rowCount() == 1
    session.background.close()
