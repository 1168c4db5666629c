"""A fault of the program's own: the work is kept, the person told, and a text to send is at hand."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

from gdsim.scenario import load


def catch(window, text):
    """What Python calls for an exception in a slot."""
    try:
        raise RuntimeError(text)
    except RuntimeError:
        window.faults.caught(*sys.exc_info())


def test_a_fault_is_told_the_work_is_kept_and_the_report_can_be_copied(open_window, qtbot, tmp_path, capfd):
    window = open_window()
    window.recovery.begin(tmp_path)
    window.session.set_learning_rate(0.25)
    catch(window, "out of luck")
    said = window.banner.findChild(QLabel, "banner_text").text()
    assert "RuntimeError: out of luck" in said
    assert "was kept" in said
    (kept,) = tmp_path.glob("*.gdsim.json")
    assert load(kept).optimizer.learning_rate == 0.25
    assert "out of luck" in capfd.readouterr().err
    button = window.banner.findChild(QToolButton, "banner_action_copy_report")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert "RuntimeError: out of luck" in report
    assert "test_faults.py" in report
    assert "PySide6" in report


def test_the_same_fault_again_and_again_is_told_once(open_window, capfd):
    window = open_window()
    told = []
    window.faults.offered.connect(lambda message, actions: told.append(str(message)))
    for _ in range(3):
        catch(window, "again")
    assert len(told) == 1
    assert "was kept" not in told[0]  # nothing is kept before the program has begun to
    catch(window, "another")
    assert len(told) == 2
    capfd.readouterr()
