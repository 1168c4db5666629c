"""Widths and heights of the data table: nothing is cut, and nothing jumps."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from gdsim.engine.activation import ACTIVATIONS
from gdsim.views.shared.table_column import Column
from gdsim.views.shared.table_delegate import shortest
from tests.views.data_table.conftest import column_of, make_session, total


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_cut_at_640_by_250(open_table, session, theme):
    session.step()
    view = open_table(session, (640, 250), theme)
    assert view.table.horizontalScrollBar().maximum() == 0
    assert view.table.verticalScrollBar().maximum() == 0
    for column in range(view.model.columnCount()):
        header = view.table.symbol_header
        assert header.sectionSize(column) >= header.natural_width(column) - view.look.px(6)
        assert header.sectionSize(column) >= view.footer.natural_width(column) - view.look.px(6)


def test_the_footer_stands_right_below_the_last_record(view):
    assert view.footer.y() == view.table.y() + view.table.height()
    last = view.table.visualRect(view.model.index(4, 0))
    assert last.bottom() == view.table.viewport().height() - 1


def test_with_many_columns_it_scrolls_and_the_footer_with_it(open_table):
    view = open_table(make_session(np.ones((3, 12)), np.ones(3)))
    bar = view.table.horizontalScrollBar()
    assert bar.maximum() > 0
    before = view.footer.grab().toImage()
    bar.setValue(bar.maximum())
    assert view.footer.grab().toImage() != before


def test_long_numbers_do_not_make_a_column_wide(open_table):
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
def test_a_long_number_is_shortened_but_never_its_size(text, kept):
    assert shortest(text) == kept


def test_widths_do_not_jump_from_step_to_step(view, session):
    session.step()
    widths = [view.table.columnWidth(i) for i in range(view.model.columnCount())]
    for _ in range(20):
        session.step()
        now = [view.table.columnWidth(i) for i in range(view.model.columnCount())]
        assert sum(abs(a - b) for a, b in zip(now, widths, strict=True)) <= 60
        widths = now


def test_a_step_over_many_records_reads_only_cells_in_sight(open_table, monkeypatch):
    rng = np.random.default_rng(0)
    session = make_session(rng.normal(size=(20_000, 2)), rng.normal(size=20_000))
    open_table(session)
    reads = []
    original = Column.cell_text
    monkeypatch.setattr(Column, "cell_text", lambda *args: reads.append(1) or original(*args))
    session.step()
    QApplication.processEvents()
    assert 0 < len(reads) < 2000


def test_a_number_that_comes_in_sight_by_more_height_is_whole(open_table):
    # By hand: ŷ = x at w = 1, so the residuals are −1, 1, 1, … and, far below, −0.000792.
    session = make_session([[1.0]] * 7 + [[1.000792]], [0.0] + [2.0] * 6 + [1.0], start=(1.0,))
    view = open_table(session, (330, 110))
    view.resize(330, 330)
    QApplication.processEvents()
    column = column_of(view, "residual")
    assert view.table.columnWidth(column) >= int(view.table.needed(column))


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
