"""Lessons in the window: how one is begun, left, and found, and one of one's own."""

from PySide6.QtWidgets import QToolButton

from gdsim.scenario import load
from gdsim.window.application import Options, build_window


def test_leaving_the_lesson_brings_back_the_panels_and_the_scenario(share_window, qtbot):
    window = share_window()
    scenario = window.session.scenario
    before = {panel.objectName(): panel.isVisible() for panel in window.panels.all()}
    window.lesson_menu.open("gradient_descent:bowl")
    assert window.panels.lesson.isVisible()
    window.actions_by_name["action_lesson_leave"].trigger()
    assert {panel.objectName(): panel.isVisible() for panel in window.panels.all()} == before
    assert window.session.scenario == scenario


def test_the_contents_lead_to_any_station(share_window, qtbot):
    window = share_window()
    window.lesson_menu.open("gradient_descent:1")
    dots = window.lesson_view.findChild(QToolButton, "lesson_contents")
    assert "station 1 of" in dots.accessibleName()
    menu = dots.menu()
    menu.aboutToShow.emit()
    menu.actions()[4].trigger()
    assert window.lesson_menu.guide.index == 4


def test_a_lesson_that_does_not_exist_is_told_with_those_that_do(share_window):
    window = share_window()
    window.lesson_menu.open("gradient_decent")
    assert window.lesson_menu.guide.lesson is None
    assert "gradient_descent" in window.banner.accessibleName()


def test_a_lesson_of_one_s_own_begins_from_its_folder_and_its_faults_are_told(share_window, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "lesson.toml").write_text(
        '[[station]]\nid = "one"\nscenario = "one_record"\npanels = ["neuron"]\n', encoding="utf-8"
    )
    (folder / "en.md").write_text("# Mine\n\n## one: First\n\nHere $w$ = {{w1}}.\n", encoding="utf-8")
    window = share_window()
    window.lesson_menu.open_folder(str(folder))
    assert window.lesson_menu.guide.lesson.title == "Mine"
    assert "-0.5" in window.lesson_view.page.toPlainText().replace("−", "-")
    (folder / "en.md").write_text("# Mine\n\n## one: First\n\n{{weight9}}\n", encoding="utf-8")
    window.lesson_menu.open_folder(str(folder))
    assert "en.md, line 5" in window.banner.accessibleName()


def test_saving_in_a_lesson_does_not_overwrite_the_file_that_was_open(share_window, tmp_path, monkeypatch):
    window = share_window()
    path = tmp_path / "work.gdsim.json"
    monkeypatch.setattr("gdsim.window.documents.QFileDialog.getSaveFileName", lambda *a: (str(path), ""))
    window.documents.save()
    kept = path.read_text(encoding="utf-8")
    window.lesson_menu.open("gradient_descent:bowl")
    assert window.documents.path is None
    window.lesson_menu.lesson_leave()
    assert window.documents.path == path
    assert path.read_text(encoding="utf-8") == kept


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
