"""Autosave: work that is unsaved survives a kill, and nothing else is left lying about."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdsim.engine.message import GdsimError
from gdsim.scenario.file import load
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.session.autosave import Autosave, autosave_folder, discard, lost_work

EDIT_AND_WAIT = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.session.autosave import Autosave

application = QCoreApplication([])
session = Session(Scenario(Neuron(Dataset([[1.0]], [2.0]))))
autosave = Autosave(session, Path(sys.argv[1]), interval=0.0)
session.set_learning_rate(0.0123)
while not autosave.path.exists():
    application.processEvents()
print("kept", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "not yet" / "autosave"


@pytest.fixture
def autosave(session: Session, folder: Path) -> Autosave:
    return Autosave(session, folder, interval=0.01)


def test_an_edit_is_kept_after_a_moment_and_not_before_there_is_one(
    qtbot: QtBot, session: Session, autosave: Autosave, folder: Path
) -> None:
    qtbot.wait(40)
    assert not folder.exists()
    session.set_learning_rate(0.2)
    qtbot.waitUntil(autosave.path.exists)
    assert load(autosave.path) == session.scenario


def test_many_edits_in_a_moment_are_written_once(
    qtbot: QtBot, session: Session, autosave: Autosave, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests: list[object] = []
    monkeypatch.setattr(session.background, "request", lambda kind, job: requests.append(kind))
    for rate in (0.1, 0.2, 0.3):
        session.set_learning_rate(rate)
    qtbot.wait(60)
    assert requests == ["autosave"]


def test_what_is_set_aside_is_kept_while_the_session_shows_something_else(
    qtbot: QtBot, session: Session, autosave: Autosave
) -> None:
    session.set_learning_rate(0.2)
    work, other = session.scenario, session.scenario.with_start(np.array([3.0, 4.0]))
    autosave.set_aside(work)
    session.load(other)
    session.set_learning_rate(0.7)
    qtbot.waitUntil(autosave.path.exists)
    qtbot.wait(40)
    assert load(autosave.path) == work
    session.load(work, saved=False)
    autosave.set_aside(None)
    qtbot.wait(40)
    assert load(autosave.path) == work
    session.undo_stack.setClean()
    assert not autosave.path.exists()


def test_what_is_set_aside_and_does_not_come_back_is_lost_work(
    session: Session, autosave: Autosave, folder: Path
) -> None:
    assert not autosave.leave_behind()
    work = session.scenario
    autosave.set_aside(work)
    assert autosave.leave_behind()
    (left,) = lost_work(folder)
    assert load(left) == work
    assert autosave.work is None


@pytest.mark.parametrize("end", ["save", "undo", "load", "close"])
def test_what_needs_no_keeping_is_removed(
    qtbot: QtBot, session: Session, autosave: Autosave, folder: Path, end: str
) -> None:
    session.set_learning_rate(0.2)
    qtbot.waitUntil(autosave.path.exists)
    if end == "save":
        session.undo_stack.setClean()
    elif end == "undo":
        session.undo_stack.undo()
    elif end == "load":
        session.load(session.scenario)
    else:
        autosave.close()
        session.set_learning_rate(0.3)
    qtbot.wait(40)
    assert not autosave.path.exists()
    assert lost_work(folder) == []
    if end == "close":
        assert list(folder.iterdir()) == []


def test_a_running_program_s_work_is_not_lost(
    qtbot: QtBot, session: Session, autosave: Autosave, folder: Path
) -> None:
    session.set_learning_rate(0.2)
    autosave.write_now()
    assert lost_work(folder) == []


def test_work_is_found_again_after_a_kill(
    qtbot: QtBot, make_session: Callable[[Scenario], Session], session: Session, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", EDIT_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        assert lost_work(tmp_path) == []
        os.kill(program.pid, signal.SIGKILL)
    [path] = lost_work(tmp_path)
    session.load(load(path), saved=False)
    assert session.scenario.optimizer.learning_rate == 0.0123
    assert session.is_dirty
    discard(path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_once(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    autosave = Autosave(session, tmp_path / "file", interval=0.0)
    problems: list[object] = []
    session.problem.connect(problems.append)
    for rate in (0.2, 0.3, 0.4):
        session.set_learning_rate(rate)
        qtbot.wait(30)
    assert len(problems) == 1
    with pytest.raises(GdsimError, match="file"):
        autosave.write_now()


def test_the_program_s_folder_lies_with_the_user_s_data(settings_folder: Path) -> None:
    assert autosave_folder().is_relative_to(Path.home()) or autosave_folder().is_relative_to(settings_folder)
