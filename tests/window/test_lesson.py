"""Every station of every lesson through the real window, in both languages; and a learner's keys and clicks."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from gdsim.lesson import DERIVATION, Context, shipped_lessons
from gdsim.lesson.blocks import Live, Paragraph
from gdsim.lesson.secret import Secret
from gdsim.scenario import load, words
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.window.application import Options, build_window
from gdsim.window.lesson_menu import MOVING
from tests.window.conftest import cut_text

LESSONS = [lesson.name for lesson in shipped_lessons()]


@pytest.fixture
def speaking():
    """Speak a language for the lesson's texts, and English again after the test."""
    yield words.set_language
    words.set_language(words.SOURCE_LANGUAGE)


def button(window, name):
    return window.lesson_view.findChild(QPushButton, name)


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
    """Each live number stands on the page, in the order of the text, as the engine says it."""
    session = window.session
    context = Context(session.descent, session.selected_record)
    page, place = window.lesson_view.page.toPlainText(), 0
    for reference in live_numbers(station, answered=not window.lesson_menu.guide.has_to_answer):
        number = expected(reference, context)
        found = page.find(number, place)
        assert found >= 0, f"{station.name}: {reference.text} = {number} not in {page[place:]!r}"
        place = found + len(number)


def check_whole(window, station):
    """On the smallest screen no word of the window is cut, and no formula wider than its page."""
    for _ in range(3):  # a layout follows, and what it holds follows it
        QApplication.processEvents()
    cut = [text for widget in window.findChildren(QWidget) for text in cut_text(widget)]
    assert cut == [], station.name
    assert window.lesson_view.page.horizontalScrollBar().maximum() == 0, station.name


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", LESSONS)
def test_every_station_is_walked_done_and_tells_the_engine_s_numbers(
    open_window, qtbot, speaking, name, language
):
    speaking(language)
    window = open_window(width=1024, height=768)
    menu, guide = window.lesson_menu, window.lesson_menu.guide
    menu.open(f"{name}:1")
    for index, station in enumerate(guide.lesson.stations):
        assert guide.index == index
        check_whole(window, station)
        guide.quiz.reveal()
        if station.challenge:
            assert guide.score is not None
        else:
            check_numbers(window, station)
        shown = {panel.objectName() for panel in window.panels.all() if panel.isVisible()}
        in_front = {}
        wanted = {window.panels.holding(view).objectName() for view in station.panels}
        assert shown == wanted | {"dock_lesson"}
        for name in reversed(station.panels):  # of two views in one panel the first is in front
            panel = window.panels.holding(name)
            assert panel.view(name) in panel.offered
            in_front[panel] = panel.view(name)
        assert all(panel.current is view for panel, view in in_front.items())
        menu.lesson_do()
        guide.quiz.reveal()
        if not station.challenge:
            check_numbers(window, station)
        check_whole(window, station)
        qtbot.mouseClick(button(window, "lesson_next"), Qt.MouseButton.LeftButton)
    menu.lesson_leave()


def test_an_open_question_cannot_be_answered_by_looking(open_window):
    """Whatever is asked, what would tell it is covered, left out, or a question mark."""
    window = open_window()
    for lesson in shipped_lessons():
        for station in lesson.stations:
            if station.question is None:
                continue
            window.lesson_menu.begin(lesson, station.name)
            if station.question.after:
                window.lesson_menu.lesson_do()
            quiz = window.lesson_menu.guide.quiz
            assert quiz.is_open, station.name
            check_hidden(window, quiz.question)
    window.lesson_menu.lesson_leave()


def check_hidden(window, question):
    secrets = question.secrets
    for name in MOVING:
        assert not window.actions_by_name[name].isEnabled()
    for panel in window.panels.all():
        if any(panel.view(name) is panel.current for name in question.covered_panels):
            assert panel.is_covered
            assert not panel.current.isVisible()
    marks = window.error_curve.marks
    if Secret.UPDATE in secrets and window.error_curve.isVisible():
        assert marks.update_arrow.span is None
    if Secret.GRADIENT in secrets:
        assert "|∇E|" not in window.status.plain_text()
        if window.error_curve.isVisible():
            assert marks.gradient_arrow.span is None
            assert "slope" not in window.error_curve.describe()
    if Secret.RATES in secrets:
        assert not window.learning_rate.track.labels()
    page = window.lesson_view.page.toPlainText()
    assert "Notice" not in page
    for line in question.explanation:
        assert words.say(line) not in page


def test_what_to_do_is_seen_with_the_question_and_what_to_notice_after_the_answer(open_window):
    window = open_window()
    view, guide = window.lesson_view, window.lesson_menu.guide
    window.lesson_menu.open("gradient_descent:downhill")
    assert "First answer the question" in view.page.toPlainText()
    assert "Two arrows leave the ball" not in view.page.toPlainText()
    guide.quiz.reveal()
    page = view.page.toPlainText()
    assert page.index("Do") < page.index("The answer") < page.index("Two arrows leave the ball")
    # Asked only when something was done, it keeps what would tell the answer until then.
    window.lesson_menu.open("gradient_descent:shorter-steps")
    assert not guide.quiz.is_open
    assert "the slope fades" not in view.page.toPlainText()
    guide.do_it()
    guide.quiz.reveal()
    assert "the slope fades" in view.page.toPlainText()
    window.lesson_menu.lesson_leave()


def baselines(page):
    """Of every paragraph of several lines: where the lines stand."""
    block = page.document().begin()
    while block.isValid():
        layout = block.layout()
        lines = [layout.lineAt(i) for i in range(layout.lineCount())]
        if len(lines) > 1 and "\ufffc" not in block.text():
            yield [line.y() + line.ascent() for line in lines]
        block = block.next()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_lines_with_symbols_stand_as_far_apart_as_others(open_window, speaking, language):
    speaking(language)
    window = open_window()
    window.lesson_menu.open("gradient_descent:predict")
    for found in map(np.diff, baselines(window.lesson_view.page)):
        assert found == pytest.approx(np.full(len(found), found[0]), abs=0.6)
    window.lesson_menu.lesson_leave()


def test_a_line_that_is_reached_by_keys_is_in_sight(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    view = window.lesson_view
    for _ in range(len(DERIVATION) - 1):
        view.open_next()
    view.page.setFocus()
    bar, document = view.page.verticalScrollBar(), view.page.document()
    bar.setValue(bar.maximum())
    view.session.point_at(None, None)
    while window.session.column is None:
        qtbot.keyClick(view.page, Qt.Key.Key_Right)
    first = document.documentLayout().frameBoundingRect(document.rootFrame().childFrames()[0])
    assert bar.value() <= first.top() + 1
    window.lesson_menu.lesson_leave()


def test_a_line_of_the_derivation_is_in_sight_once_it_is_opened(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page = window.lesson_view.page
    for opened in range(2, len(DERIVATION) + 1):
        qtbot.mouseClick(button(window, "lesson_open"), Qt.MouseButton.LeftButton)
        assert window.lesson_view.opened == opened
        line = page.document().rootFrame().childFrames()[opened - 1]
        place = page.document().documentLayout().frameBoundingRect(line)
        top = page.verticalScrollBar().value()
        assert top <= place.top() + 1, opened
        assert place.bottom() <= top + page.viewport().height() + 1, opened
    window.lesson_menu.lesson_leave()


def test_formulas_begin_as_symbols_and_only_those_with_several_forms_can_be_turned(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:half")
    assert not button(window, "lesson_form").isVisible()
    window.lesson_menu.guide.next_station()
    qtbot.mouseClick(button(window, "lesson_form"), Qt.MouseButton.LeftButton)
    assert window.lesson_view.form == 1
    window.lesson_menu.guide.next_station()
    assert window.lesson_view.form == 0
    window.lesson_menu.lesson_leave()


def test_the_answer_is_committed_by_keys_and_then_explained(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:update")
    field = window.lesson_view.findChild(QLineEdit, "question_answer")
    assert window.lesson_view.page.hasFocus()
    qtbot.keyClick(window.lesson_view.page, Qt.Key.Key_Tab)
    assert field.hasFocus()
    qtbot.keyClicks(field, "-1.3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = window.lesson_view.page.toPlainText()
    assert "Not quite." in page
    assert "The sign: the update goes against the gradient" in page
    assert "0.300" in page
    assert not window.lesson_view.question.isVisible()
    assert window.actions_by_name["action_step"].isEnabled()
    assert not window.panels.guide.is_covered


def test_text_instead_of_a_number_is_refused_and_the_question_stays(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:update")
    field = window.lesson_view.findChild(QLineEdit, "question_answer")
    qtbot.keyClicks(field, "a lot")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.reason
    assert window.lesson_menu.guide.quiz.is_open


def test_an_answer_is_chosen_by_a_click(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:downhill")
    question = window.lesson_menu.guide.quiz.question
    qtbot.mouseClick(button(window, f"answer_{question.solution}"), Qt.MouseButton.LeftButton)
    assert "Right." in window.lesson_view.page.toPlainText()


def test_the_numbers_follow_what_a_person_does(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_descent:predict")
    station = window.lesson_menu.guide.station
    window.session.set_weights(window.session.weights + 0.75)
    check_numbers(window, station)
    dataset = window.session.scenario.dataset
    window.session.edit_data(dataset.with_value(0, 0, 4.25))
    assert "4.25" in window.lesson_view.page.toPlainText()
    check_numbers(window, station)


def test_leaving_the_lesson_brings_back_the_panels_and_the_scenario(open_window, qtbot):
    window = open_window()
    scenario = window.session.scenario
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    window.lesson_menu.open("gradient_descent:bowl")
    assert window.panels.lesson.isVisible()
    window.actions_by_name["action_lesson_leave"].trigger()
    assert {panel.objectName(): panel.isVisible() for panel in window.panels.all()} == before
    assert window.session.scenario == scenario


def test_the_formulas_turn_and_the_derivation_opens_by_keys(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    view = window.lesson_view
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F)
    assert view.form == 1
    assert button(window, "lesson_form").text() == "Formulas: numbers"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L)
    assert view.opened == 2
    assert "chain rule" in view.page.toPlainText()


def test_pointing_at_a_quantity_lights_its_places_up_and_the_reverse(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_descent:predict")
    page = window.lesson_view.page
    page.pointed.emit("weight")
    assert window.session.highlight == "weight"
    lit = page.toHtml()
    window.session.set_highlight(None)
    assert page.toHtml() != lit
    assert "background-color" in lit


def move_over(widget, spot):
    """The pointer comes to a place in a widget."""
    kind, none = QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, spot, widget.mapToGlobal(spot), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def lit_columns(window):
    table = window.data_table
    return [c.key for i, c in enumerate(table.model.columns) if table.table.symbol_header.lit(i)]


def test_a_line_of_the_derivation_and_its_column_light_each_other_up(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page, session = window.lesson_view.page, window.session
    window.lesson_menu.lesson_line()
    window.lesson_menu.lesson_line()
    assert lit_columns(window) == ["residual"]  # the line opened last
    dark = page.toHtml()
    session.point_at(None, None)
    assert lit_columns(window) == []
    assert page.toHtml() != dark
    seen = set()
    for y in range(0, page.viewport().height(), 12):  # down the page
        move_over(page.viewport(), QPointF(30, y))
        if session.highlight is None:
            seen |= set(lit_columns(window))
    assert {"loss", "residual", "contribution:0"} <= seen
    header = window.data_table.table.symbol_header
    column = [c.key for c in window.data_table.model.columns].index("residual")
    before = page.toHtml()
    move_over(header.viewport(), QPointF(header.sectionViewportPosition(column) + 10, 10))
    assert (session.highlight, session.column) == ("error", "residual")
    assert page.toHtml() != before
    window.lesson_menu.next_station()
    assert (session.highlight, session.column) == (None, None)


def test_symbols_and_lines_are_reached_by_the_arrow_keys(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    page, session = window.lesson_view.page, window.session
    assert page.hasFocus()
    seen = []
    for _ in range(8):
        qtbot.keyClick(page, Qt.Key.Key_Right)
        seen.append((session.highlight, session.column))
    assert seen[:4] == [("weight", None), ("prediction", None), ("error", None), ("gradient", None)]
    assert (None, "loss") in seen
    assert (None, None) in seen  # past the last one
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert (session.highlight, session.column) == (None, "contribution:0")
    assert lit_columns(window) == ["contribution:0"]


def test_the_page_can_be_heard_and_copied_with_its_formulas(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_descent:update")
    window.lesson_menu.guide.quiz.reveal()
    view, page = window.lesson_view, window.lesson_view.page
    for text in (view.describe(), view.accessibleDescription()):
        assert "Δw₁ = −η∂E/∂w₁" in text.replace(" ∂", "∂")
        assert "w₁ ← w₁ + Δw₁" in text
        assert "\ufffc" not in text
    found = page.document().find("\ufffc")
    spot = page.cursorRect(found).center()
    place = page.viewport().mapToGlobal(spot - QPoint(6, 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, page.viewport().mapFromGlobal(place), place)
    QApplication.sendEvent(page.viewport(), event)
    menu = page.findChild(QMenu, "lesson_page_menu")
    copies = {action.text(): action for action in menu.actions()}
    copies["Copy this formula as LaTeX"].trigger()
    assert r"\eta \, \frac{\partial E}{\partial w_{1}}" in QApplication.clipboard().text()
    copies["Copy the page as text"].trigger()
    assert QApplication.clipboard().text() == view.describe()
    menu.close()


def test_a_station_is_done_by_keys_alone(open_window, qtbot):
    """Panel by panel to the knob, a weight typed, and on to the next station."""
    window = open_window()
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


def test_the_numeric_check_stands_beside_the_derivation_with_its_numbers(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_descent:chain-rule")
    window.lesson_view.turn_form()
    objective, weights = window.session.descent.objective, window.session.weights
    above, below = (objective.error(weights + np.array([e, 0.0])) for e in (0.1, -0.1))
    formulas = " ".join(picture.latex for picture in window.lesson_view.page._pictures)
    assert number_text(above) in formulas
    assert number_text(below) in formulas
    assert "As ε shrinks" in window.lesson_view.page.toPlainText()
    window.session.set_weights(weights + 0.3)
    assert number_text(above) not in " ".join(p.latex for p in window.lesson_view.page._pictures)


def test_the_parts_of_an_update_are_walked_by_buttons_and_the_table_fills_up(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:row-by-row")
    model, view = window.data_table.model, window.lesson_view
    keys = [column.key for column in model.columns]

    def column(key):
        return [model.index(row, keys.index(key)).data() for row in range(5)]

    whole = {key: column(key) for key in keys}
    assert not button(window, "lesson_part_back").isEnabled()
    for _ in range(7):
        qtbot.mouseClick(button(window, "lesson_part"), Qt.MouseButton.LeftButton)
    assert "residuals, record 2" in view.page.toPlainText()
    assert column("prediction") == whole["prediction"]
    assert column("residual") == [*whole["residual"][:2], "", "", ""]
    assert column("loss") == column("contribution:0") == [""] * 5
    assert model.total(keys.index("residual")) == ""
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_N)
    assert "residuals, record 3" in view.page.toPlainText()
    qtbot.mouseClick(button(window, "lesson_part_back"), Qt.MouseButton.LeftButton)
    assert "residuals, record 2" in view.page.toPlainText()
    window.session.leave_stages()
    assert {key: column(key) for key in keys} == whole


def test_maps_have_equal_scales_where_the_station_says_so_and_not_after_it(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_descent:two-arrows")
    box = window.error_map.plot.view_box
    across, up = window.error_map.plot.pixel_size()
    assert across == pytest.approx(up, rel=0.02)
    window.lesson_menu.lesson_leave()
    assert not box.state["aspectLocked"]


def test_the_contents_lead_to_any_station(open_window, qtbot):
    window = open_window()
    window.lesson_menu.open("gradient_descent:1")
    dots = window.lesson_view.findChild(QToolButton, "lesson_contents")
    assert "station 1 of" in dots.accessibleName()
    menu = dots.menu()
    menu.aboutToShow.emit()
    menu.actions()[4].trigger()
    assert window.lesson_menu.guide.index == 4


def test_a_lesson_that_does_not_exist_is_told_with_those_that_do(open_window):
    window = open_window()
    window.lesson_menu.open("gradient_decent")
    assert window.lesson_menu.guide.lesson is None
    assert "gradient_descent" in window.banner.accessibleName()


def test_a_lesson_of_one_s_own_begins_from_its_folder_and_its_faults_are_told(open_window, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "lesson.toml").write_text(
        '[[station]]\nid = "one"\nscenario = "one_record"\npanels = ["neuron"]\n', encoding="utf-8"
    )
    (folder / "en.md").write_text("# Mine\n\n## one: First\n\nHere $w$ = {{w1}}.\n", encoding="utf-8")
    window = open_window()
    window.lesson_menu.open_folder(str(folder))
    assert window.lesson_menu.guide.lesson.title == "Mine"
    assert "-0.5" in window.lesson_view.page.toPlainText().replace("−", "-")
    (folder / "en.md").write_text("# Mine\n\n## one: First\n\n{{weight9}}\n", encoding="utf-8")
    window.lesson_menu.open_folder(str(folder))
    assert "en.md, line 5" in window.banner.accessibleName()


def test_saving_in_a_lesson_does_not_overwrite_the_file_that_was_open(open_window, tmp_path, monkeypatch):
    window = open_window()
    path = tmp_path / "work.gdsim.json"
    monkeypatch.setattr("gdsim.window.documents.QFileDialog.getSaveFileName", lambda *a: (str(path), ""))
    window.documents.save()
    kept = path.read_text(encoding="utf-8")
    window.lesson_menu.open("gradient_descent:bowl")
    assert window.documents.path is None
    window.lesson_menu.lesson_leave()
    assert window.documents.path == path
    assert path.read_text(encoding="utf-8") == kept


def test_a_question_on_request_without_a_lesson(open_window, qtbot):
    window = open_window()
    window.actions_by_name["action_ask"].trigger()
    assert window.lesson_view.question.isVisible()
    assert not window.actions_by_name["action_step"].isEnabled()
    window.lesson_menu.guide.quiz.reveal()
    assert window.actions_by_name["action_step"].isEnabled()


def test_what_can_be_worked_has_a_name_for_screen_readers(open_window):
    window = open_window()
    window.lesson_menu.open("learning_rate:hidden-landscape")
    view = window.lesson_view
    for widget in (*view.findChildren(QPushButton), *view.findChildren(QToolButton)):
        if widget.isVisible():
            assert widget.accessibleName() or widget.text(), widget.objectName()
    for field in view.findChildren(QLineEdit):
        assert field.accessibleName(), field.objectName()
    assert view.accessibleDescription()


def test_the_command_line_opens_a_station(qtbot):
    window = build_window(load("first_steps"), Options(language="en", lesson="learning_rate:across"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    assert window.lesson_menu.guide.station.name == "across"
    qtbot.waitUntil(window.lesson_view.page.hasFocus)
    qtbot.waitUntil(lambda: window.panels.lesson.width() < 400)
    assert window.session.scenario == window.lesson_menu.guide.station.scenario
