"""Saves and autosaves again and again, is killed at random moments, and looks at what is left.

Run as a program: ``killed.py save|autosave COUNT FOLDER``. It fails where a file is not
whole. Each victim is a fork of this process, so that a hundred take seconds.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.file import load, save
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.session.autosave import Autosave, discard, lost_work

# Seconds of work that a kill may cost here: the autosave's interval, and what a loaded machine takes to write.
INTERVAL = 0.02
MAY_BE_LOST = 3.0


def scenario_of(records: int) -> Scenario:
    x = np.arange(float(records))
    return Scenario(Neuron(Dataset(x[:, None], 2 * x)), Optimizer(learning_rate=0.5))


def save_without_end(path: Path, versions: list[Scenario]) -> None:
    while True:
        for version in versions:
            save(version, path)


def edit_without_end(folder: Path) -> None:
    """The learning rate says when it was set."""
    application = QCoreApplication([])
    session = Session(scenario_of(500))
    Autosave(session, folder, interval=INTERVAL)
    while True:
        session.set_learning_rate(time.time(), merge="one entry")
        application.processEvents()
        time.sleep(0.001)


def kill_one(victim: Callable[[], None], seconds: float) -> None:
    """Have this done by another process, and kill it after a while."""
    process = os.fork()
    if process == 0:
        try:
            victim()
        finally:
            os._exit(1)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"


def kill_while_saving(count: int, folder: Path, chance: random.Random) -> None:
    path = folder / "work.gdsim.json"
    whole = [scenario_of(2), scenario_of(3000)]
    save(whole[0], path)
    seen = set()
    for _ in range(count):
        kill_one(lambda: save_without_end(path, whole), chance.uniform(0.02, 0.4))
        found = load(path)
        assert found in whole
        seen.add(whole.index(found))
    assert seen == {0, 1}, "it was killed before it could save anything"


def kill_while_autosaving(count: int, folder: Path, chance: random.Random) -> None:
    expected = scenario_of(500)
    for _ in range(count):
        kill_one(lambda: edit_without_end(folder), chance.uniform(0.3, 0.5))
        killed = time.time()
        lost = lost_work(folder)
        assert len(lost) == 1
        found = load(lost[0])
        assert replace(found, optimizer=expected.optimizer) == expected
        assert killed - found.optimizer.learning_rate < MAY_BE_LOST
        discard(lost[0])


if __name__ == "__main__":
    what, how_often, where = sys.argv[1:]
    kill = {"save": kill_while_saving, "autosave": kill_while_autosaving}[what]
    kill(int(how_often), Path(where), random.Random(2718))
