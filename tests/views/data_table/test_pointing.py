"""What is chosen, pointed at and walked through lights up in the data table."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from gdsim.views.shared.theme import Quantity
from tests.views.data_table.conftest import column_of, go, make_session, press


def test_arrow_keys_choose_a_record(qtbot, view, session):
    go(view, 0, 0)
    press(qtbot, view, Qt.Key.Key_Down)
    press(qtbot, view, Qt.Key.Key_Down)
    assert session.selected_record == 2


def test_a_record_chosen_elsewhere_lies_between_two_lines_in_the_weights_colour(view, session):
    session.select_record(3)
    QApplication.processEvents()
    rect = view.table.visualRect(view.model.index(3, 2))
    image = view.table.viewport().grab().toImage()
    lines = [image.pixelColor(rect.center().x(), y).name() for y in (rect.top(), rect.bottom())]
    assert lines == [view.look.color(Quantity.WEIGHT).name()] * 2
    assert view.table.currentIndex().row() == 3


def test_pointing_at_a_head_lights_up_its_quantity_everywhere(view, session):
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


def test_records_of_the_next_batch_are_marked(open_table):
    session = make_session(batch=2)
    view = open_table(session)
    marked = [row for row in range(5) if view.table.row_header.marked(row)]
    assert marked == session.descent.batch_records().tolist()
    session.step()
    marked = [row for row in range(5) if view.table.row_header.marked(row)]
    assert marked == session.descent.batch_records().tolist()


def test_a_stage_lights_up_what_it_makes_record_by_record(view, session):
    session.set_stage_by_record(True)
    session.next_stage()
    session.next_stage()
    column = column_of(view, "prediction")
    assert [view.table.cells.lit(row, column) for row in range(3)] == [True, True, False]
