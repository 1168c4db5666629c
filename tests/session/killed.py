"""Saves, autosaves and exports again and again, is killed at random moments, and looks at what is left.

Run as a program: ``killed.py save|autosave|export COUNT FOLDER``. It fails where a file is not
whole. Each victim is a fork of this process, so that a hundred take seconds.
"""

import io
import os
import random
import signal
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QSize

from gdsim.cli.hidden import hidden_application
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.export.animation import Film, save_animation
from gdsim.export.tables import data_csv
from gdsim.export.worksheet import worksheet
from gdsim.export.worksheet_pages import worksheet_pdf
from gdsim.scenario.file import load, save
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.whole_file import write_atomically
from gdsim.session import Session
from gdsim.session.autosave import Autosave, discard, lost_work
from gdsim.views.shared.theme import LIGHT
from gdsim.window.offscreen import offscreen

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


# By then each kind of file will have been written once.
SEVERAL = 10
FILM = Film(first=0, last=3)
TABLES = [data_csv(Dataset(np.arange(float(count))[:, None], np.zeros(count))) for count in (2, 5000)]


def export_without_end(folder: Path, ready: Ready) -> None:
    """All kinds of files, over those that are there."""
    session = Session(load("first_steps"))
    pages = worksheet(session.scenario, 1)
    with offscreen(session, LIGHT, "fit", QSize(320, 240)) as canvas:
        canvas.settle()
        ready()
        while True:
            for table in TABLES:
                write_atomically(folder / "data.csv", table.encode())
            for ending in ("png", "svg", "pdf"):
                canvas.save(folder / f"picture.{ending}")
            write_atomically(folder / "sheet.pdf", worksheet_pdf(pages, "sheet"))
            for ending in ("gif", "mp4"):
                save_animation(canvas, session, FILM, folder / f"film.{ending}")


def check_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def check_film(content: bytes) -> None:
    """Every box of the file is there to its end, with the frames and their index."""
    names = set()
    place = 0
    while place < len(content):
        names.add(content[place + 4 : place + 8])
        place += int.from_bytes(content[place : place + 4])
    assert place == len(content)
    assert names >= {b"ftyp", b"moov", b"mdat"}


def check_frames(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        for frame in range(picture.n_frames):
            picture.seek(frame)
            picture.load()
    if picture.format == "GIF":
        assert picture.n_frames == 1 + FILM.last - FILM.first


CHECKS: dict[str, Callable[[bytes], object]] = {
    "data.csv": lambda content: TABLES.index(content.decode()),
    "picture.png": check_frames,
    "picture.svg": ElementTree.fromstring,
    "picture.pdf": check_pdf,
    "sheet.pdf": check_pdf,
    "film.gif": check_frames,
    "film.mp4": check_film,
}


def kill_while_exporting(count: int, folder: Path, chance: random.Random) -> None:
    tempfile.tempdir = str(folder)  # a killed program cannot tidy up
    with hidden_application():
        for _ in range(count):
            kill_one(lambda ready: export_without_end(folder, ready), chance)
            for name in {path.name for path in folder.iterdir()} & set(CHECKS):
                CHECKS[name]((folder / name).read_bytes())
    assert count < SEVERAL or {path.name for path in folder.iterdir()} >= set(CHECKS), (
        "something was never written"
    )


if __name__ == "__main__":
    what, how_often, where = sys.argv[1:]
    kill = {
        "save": kill_while_saving,
        "autosave": kill_while_autosaving,
        "export": kill_while_exporting,
    }[what]
    kill(int(how_often), Path(where), random.Random(2718))
