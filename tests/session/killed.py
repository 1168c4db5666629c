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

INTERVAL = 0.02

# Says that there is something to lose by now. What it took to get there is the measure of this machine.
Ready = Callable[[], object]


def scenario_of(records: int) -> Scenario:
    x = np.arange(float(records))
    return Scenario(Neuron(Dataset(x[:, None], 2 * x)), Optimizer(learning_rate=0.5))


def save_without_end(path: Path, versions: list[Scenario], ready: Ready) -> None:
    while True:
        for version in versions:
            save(version, path)
        ready()


def edit_without_end(folder: Path, ready: Ready) -> None:
    """The learning rate says when it was set."""
    application = QCoreApplication([])
    session = Session(scenario_of(500))
    Autosave(session, folder, interval=INTERVAL)
    while True:
        session.set_learning_rate(time.time(), merge="one entry")
        application.processEvents()
        if lost_files(folder):
            ready()
        time.sleep(0.001)


def lost_files(folder: Path) -> list[Path]:
    return list(folder.glob("*.gdsim.json"))


def kill_one(victim: Callable[[Ready], None], chance: random.Random) -> float:
    """Have this done by another process, and kill it at some moment after it is ready.

    Returns:
        The seconds that it took to be ready.
    """
    begin = time.monotonic()
    hearing, telling = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            victim(lambda: os.write(telling, b"."))
        finally:
            os._exit(1)
    os.close(telling)
    assert os.read(hearing, 1), "it ended by itself"
    taken = time.monotonic() - begin
    time.sleep(chance.uniform(0, 2 * taken))
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    os.close(hearing)
    assert os.WIFSIGNALED(status), "it ended by itself"
    return taken


def kill_while_saving(count: int, folder: Path, chance: random.Random) -> None:
    path = folder / "work.gdsim.json"
    whole = [scenario_of(2), scenario_of(3000)]
    for _ in range(count):
        path.unlink(missing_ok=True)
        kill_one(lambda ready: save_without_end(path, whole, ready), chance)
        assert load(path) in whole


def kill_while_autosaving(count: int, folder: Path, chance: random.Random) -> None:
    expected = scenario_of(500)
    for _ in range(count):
        taken = kill_one(lambda ready: edit_without_end(folder, ready), chance)
        killed = time.time()
        lost = lost_work(folder)
        assert len(lost) == 1
        found = load(lost[0])
        assert replace(found, optimizer=expected.optimizer) == expected
        # To be ready was to write once; a second's grace for a machine that others use too.
        assert killed - found.optimizer.learning_rate < INTERVAL + 3 * taken + 1
        discard(lost[0])


if __name__ == "__main__":
    what, how_often, where = sys.argv[1:]
    kill = {"save": kill_while_saving, "autosave": kill_while_autosaving}[what]
    kill(int(how_often), Path(where), random.Random(2718))
