"""The start of the program: the file on the command line, and a place on a screen that is there."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QToolButton, QWidget

from gdsim.cli import main
from gdsim.scenario import load, save
from gdsim.scenario.history_file import history_path, save_history
from gdsim.session.settings import Settings
from gdsim.window.application import Options, ShownLate, build_window, show_within_screen
from gdsim.window.import_dialog import ImportDialog


def start(qtbot, scenario, **options):
    window = build_window(scenario, Options(**options))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_file_named_on_the_command_line_is_saved_back_to(qtbot, tmp_path):
    file = tmp_path / "mine.gdsim.json"
    save(load("creeping"), file)
    window = start(qtbot, load(file), source=str(file))
    assert window.windowTitle().startswith("mine")
    window.session.set_learning_rate(0.25)
    assert window.documents.save()
    assert load(file).optimizer.learning_rate == 0.25


def test_a_file_named_from_where_one_stands_is_known_from_everywhere(qtbot, tmp_path, monkeypatch):
    save(load("creeping"), tmp_path / "mine.gdsim.json")
    monkeypatch.chdir(tmp_path)
    window = start(qtbot, load("mine.gdsim.json"), source="mine.gdsim.json")
    assert window.documents.path == tmp_path / "mine.gdsim.json"


def test_the_history_of_a_file_named_on_the_command_line_is_offered(qtbot, tmp_path):
    file = tmp_path / "mine.gdsim.json"
    save(load("creeping"), file)
    scenario = load(file)
    descent = scenario.descent()
    descent.run(2)
    save_history(scenario, descent, history_path(file))
    window = start(qtbot, scenario, source=str(file))
    window.banner.findChild(QToolButton, "banner_action_resume").click()
    assert window.session.step_number == 2


def test_a_table_named_on_the_command_line_is_looked_at(qtbot, tmp_path, monkeypatch):
    file = tmp_path / "mine.csv"
    file.write_text("x,y\n1,2\n3,4\n")
    begun = []
    monkeypatch.setattr("gdsim.window.application.start", lambda *given: begun.append(given) or 0)
    assert main(["--lang", "en", str(file)]) == 0
    window = build_window(*begun[0])
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: "mine.csv: 2 records" in dialog.findChild(QLabel, "import_found").text())
    dialog.reject()


def test_a_shipped_name_on_the_command_line_is_no_file(qtbot):
    window = start(qtbot, load("creeping"), source="creeping")
    assert window.documents.path is None


def test_the_window_comes_back_onto_the_screen_when_the_one_it_was_on_is_gone(qtbot):
    far = QMainWindow()
    qtbot.addWidget(far)
    far.setGeometry(5000, 3000, 1280, 800)
    far.show()
    settings = Settings()
    settings.geometry = bytes(far.saveGeometry().data())
    settings.save()
    window = start(qtbot, load("creeping"))
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(window.frameGeometry().topLeft())


def test_a_window_that_is_too_large_for_the_screen_fills_it(qtbot):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    for width, height, fills in (
        (screen.width() - 100, screen.height() - 100, False),
        (screen.width() + 1, screen.height() - 100, True),
        (screen.width() - 100, screen.height() - 10, True),
    ):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(width, height)
        show_within_screen(window)
        assert window.isMaximized() is fills


@pytest.mark.parametrize("name", ["creeping", "rosenbrock"])  # with the data table in front, and without
def test_what_takes_long_comes_once_the_rest_is_painted(qtbot, name):
    window = build_window(load(name), Options())
    qtbot.addWidget(window)
    ShownLate(window.worked_step, after=window)
    with qtbot.waitExposed(window):
        window.show()
    assert not window.worked_step.isVisible()
    qtbot.waitUntil(window.worked_step.isVisible)
    assert window.worked_step.plain_text()


def test_a_start_without_a_lesson_does_not_read_the_lesson_layer():
    """It would be a tenth of the time until the first picture."""
    program = "import sys, gdsim.window.application; print(*(m for m in sys.modules if 'gdsim.lesson.' in m))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    read = {name.removeprefix("gdsim.lesson.") for name in done.stdout.split()}
    assert "secret" in read
    assert not read & {"lesson", "station", "context", "exercise", "markdown", "derivation", "live_numbers"}


def test_who_has_large_fonts_on_the_desktop_has_them_here(qtbot, monkeypatch):
    ordinary, large = QFont("Sans", 9), QFont("Sans", 18)
    pixels = QFontInfo(large).pixelSize()
    for font, size in ((ordinary, 13), (large, pixels)):
        monkeypatch.setattr(QFontDatabase, "systemFont", lambda kind, font=font: font)
        window = build_window(load("one_record"), Options())
        qtbot.addWidget(window)
        assert window.banner.findChild(QWidget, "banner_text").font().pixelSize() == size
        assert window.look.zoom == 1.0  # what the person chose here comes on top
    window.show()
    window.lecture.enter()  # its size is that of the screen
    assert window.look.px(1.0) == pytest.approx(window.screen().size().height() / 32 / 10.5)


def test_the_window_follows_the_scale_of_the_screen_that_it_is_moved_to(qtbot, monkeypatch):
    window = build_window(load("one_record"), Options())
    qtbot.addWidget(window)
    thin = window.look.pen().widthF()
    monkeypatch.setattr(window, "devicePixelRatioF", lambda: 2.0)
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert window.look.pen().widthF() == 2.0 * thin
