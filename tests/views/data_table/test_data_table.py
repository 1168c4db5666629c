"""The data table as a panel: its keys, buttons, menu and look."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton

from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.views.data_table import DataTable
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES, Quantity
from tests.views.data_table.conftest import CONTROL, go, make_session, press, type_text


def test_a_hidden_table_is_as_the_session_is(qtbot):
    session = make_session()
    view = DataTable(session, Look())
    qtbot.addWidget(view)
    session.edit_data(session.scenario.dataset.with_records([[7.0, 8.0]]))
    assert view.model.rowCount() == 6
    assert view.model.setData(view.model.index(5, 0), "9")
    assert session.scenario.dataset.value(5, 0) == 9.0


def test_a_surface_has_no_data_and_says_so(open_table, session):
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


def test_keys_of_a_number_and_of_the_table_are_its_own_whatever_shortcuts_a_window_has(qtbot, view, session):
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


def test_a_button_adds_a_record(qtbot, view, session):
    buttons = {button.text(): button for button in view.findChildren(QToolButton)}
    qtbot.mouseClick(buttons["+ record"], Qt.MouseButton.LeftButton)
    assert session.scenario.dataset.record_count == 6


def test_the_menu_of_a_head_is_about_its_column(qtbot, open_table):
    session = make_session([[1, 2], [3, 4]], [5, 6])
    view = open_table(session, (900, 250))
    header = view.table.symbol_header
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(1) + 5, 5))
    menu = view.table.findChild(QMenu, "table_menu")
    assert view.edits.actions["delete_column"] in menu.actions()
    view.edits.actions["delete_column"].trigger()
    menu.close()
    assert session.scenario.dataset.input_names == ("x1",)


def test_another_look_restyles_everything(open_table, session):
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
