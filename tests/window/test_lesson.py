"""Every station of every lesson through the real window, in both languages; and stations done by hand."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gdsim.lesson import Context, shipped_lessons
from gdsim.lesson.blocks import Live, Paragraph
from gdsim.scenario.number_text import exact_text, number_text
from tests.window.conftest import cut_text, lesson_button, settle

LESSONS = [lesson.name for lesson in shipped_lessons()]


def live_numbers(station, answered=True):
    """The live numbers in a station's words, in the language spoken; what to notice is seen with the answer."""
    text = station.text
    blocks = [block for block in text.blocks if isinstance(block, Paragraph)]
    runs = [run for block in (*blocks, *text.do, *(text.notice if answered else ())) for run in block.runs]
    return [run.reference for run in runs if isinstance(run, Live)]


def expected(reference, context):
    """The engine's number as it is to be read."""
    value = reference.value(context)
    if reference.number.whole and math.isfinite(value):
        return str(int(value))
    given = reference.number.given and math.isfinite(value)
    return exact_text(value) if given else number_text(value)


def check_numbers(window, station):
    """Each live number stands on the page, in the order of the text, as the engine says it.

    A challenge's are not known: what is looked for would be among them.
    """
    guide = window.lesson_menu.guide
    if station.challenge:
        assert guide.score is not None
        return
    settle()
    session = window.session
    context = Context(session.descent, session.selected_record)
    page, place = window.lesson_view.page.toPlainText(), 0
    for reference in live_numbers(station, answered=not guide.has_to_answer):
        number = expected(reference, context)
        found = page.find(number, place)
        assert found >= 0, f"{station.name}: {reference.text} = {number} not in {page[place:]!r}"
        place = found + len(number)


def check_whole(window, station):
    """On the smallest screen no word of the window is cut, and no formula wider than its page."""
    settle()
    cut = [text for widget in window.findChildren(QWidget) for text in cut_text(widget)]
    assert cut == [], station.name
    assert window.lesson_view.page.horizontalScrollBar().maximum() == 0, station.name


@pytest.mark.parametrize("name", LESSONS)
def test_every_station_is_walked_done_and_tells_the_engine_s_numbers(share_window, qtbot, speaking, name):
    """Its page before and after it is done is looked at in both languages."""
    window = share_window(width=1024, height=768)
    menu, guide = window.lesson_menu, window.lesson_menu.guide
    menu.open(f"{name}:1")
    for index, station in enumerate(guide.lesson.stations):
        assert guide.index == index
        check_panels(window, station)
        check_whole(window, station)
        speaking("zh_CN")
        check_whole(window, station)
        guide.quiz.reveal()
        check_numbers(window, station)
        menu.lesson_do()
        guide.quiz.reveal()
        check_numbers(window, station)
        check_whole(window, station)
        speaking("en")
        check_numbers(window, station)
        check_whole(window, station)
        qtbot.mouseClick(lesson_button(window, "lesson_next"), Qt.MouseButton.LeftButton)


def check_panels(window, station):
    """The station's panels are seen, and no others; of two views in one panel the first is in front."""
    shown = {panel.objectName() for panel in window.panels.all() if panel.isVisible()}
    assert shown == {window.panels.holding(view).objectName() for view in station.panels} | {"dock_lesson"}
    in_front = {}
    for name in reversed(station.panels):
        panel = window.panels.holding(name)
        assert panel.view(name) in panel.offered
        in_front[panel] = panel.view(name)
    assert all(panel.current is view for panel, view in in_front.items())


def test_the_numbers_follow_what_a_person_does(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_descent:predict")
    station = window.lesson_menu.guide.station
    window.session.set_weights(window.session.weights + 0.75)
    check_numbers(window, station)
    dataset = window.session.scenario.dataset
    window.session.edit_data(dataset.with_value(0, 0, 4.25))
    assert "4.25" in window.lesson_view.page.toPlainText()
    check_numbers(window, station)


def test_a_station_is_done_by_keys_alone(share_window, qtbot):
    """Panel by panel to the knob, a weight typed, and on to the next station."""
    window = share_window()
    window.activateWindow()
    window.lesson_menu.open("gradient_descent:residual")
    for _ in range(2):  # the fit, the neuron
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    knob = window.focusWidget()
    assert knob.objectName() == "knob_0"
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    editor = window.focusWidget()
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.weights[0] == 2.0
    check_numbers(window, window.lesson_menu.guide.station)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.lesson_menu.guide.station.name == "signs-cancel"
    assert window.lesson_view.page.hasFocus()


def test_the_parts_of_an_update_are_walked_by_buttons_and_the_table_fills_up(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:row-by-row")
    model, view = window.data_table.model, window.lesson_view
    keys = [column.key for column in model.columns]

    def column(key):
        return [model.index(row, keys.index(key)).data() for row in range(5)]

    whole = {key: column(key) for key in keys}
    assert not lesson_button(window, "lesson_part_back").isEnabled()
    for _ in range(7):
        qtbot.mouseClick(lesson_button(window, "lesson_part"), Qt.MouseButton.LeftButton)
    assert "residuals, record 2" in view.page.toPlainText()
    assert column("prediction") == whole["prediction"]
    assert column("residual") == [*whole["residual"][:2], "", "", ""]
    assert column("loss") == column("contribution:0") == [""] * 5
    assert model.total(keys.index("residual")) == ""
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_N)
    assert "residuals, record 3" in view.page.toPlainText()
    qtbot.mouseClick(lesson_button(window, "lesson_part_back"), Qt.MouseButton.LeftButton)
    assert "residuals, record 2" in view.page.toPlainText()
    window.session.leave_stages()
    assert {key: column(key) for key in keys} == whole


def test_maps_have_equal_scales_where_the_station_says_so_and_not_after_it(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_descent:two-arrows")
    box = window.error_map.plot.view_box
    across, up = window.error_map.plot.pixel_size()
    assert across == pytest.approx(up, rel=0.02)
    window.lesson_menu.lesson_leave()
    assert not box.state["aspectLocked"]
