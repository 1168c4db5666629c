"""The background: what comes back, in which thread, and what does not."""

import gc
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdsim.engine.message import GdsimError, Message
from gdsim.session.background import Background, Cancelled, Result


class Listener:
    """Keeps what a Background tells, and the thread it is told in."""

    def __init__(self, background: Background) -> None:
        self.results: list[Result] = []
        self.threads: set[threading.Thread] = set()
        background.result.connect(self.listen)

    def listen(self, result: Result) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread())

    @property
    def values(self) -> list[object]:
        return [result.value for result in self.results if not result.finished]


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def values(*given: object) -> Callable[[Cancelled], Iterator[object]]:
    return lambda cancelled: iter(given)


def test_a_job_tells_coarse_then_fine_then_that_it_is_done(qtbot: QtBot, background: Background) -> None:
    heard = Listener(background)
    identity = background.request("map", values("coarse", "fine"))
    assert background.is_busy("map")
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    assert heard.results == [
        Result("map", identity, "coarse", False),
        Result("map", identity, "fine", False),
        Result("map", identity, None, True),
    ]


def test_jobs_run_beside_the_gui_thread_and_tell_in_it(qtbot: QtBot, background: Background) -> None:
    heard = Listener(background)
    background.request("map", lambda cancelled: iter([threading.current_thread()]))
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    assert heard.values != [threading.current_thread()]
    assert heard.threads == {threading.current_thread()}


def test_a_newer_request_of_the_kind_cancels_the_older(qtbot: QtBot, background: Background) -> None:
    ended = threading.Event()

    def until_cancelled(cancelled: Cancelled) -> Iterator[object]:
        yield "old, coarse"
        while not cancelled():
            time.sleep(0.001)
        ended.set()
        yield "old, fine"

    heard = Listener(background)
    background.request("map", until_cancelled)
    qtbot.waitUntil(lambda: bool(heard.results))
    background.request("map", values("new"))
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    assert ended.is_set()
    assert heard.values == ["old, coarse", "new"]


def test_a_result_on_its_way_is_not_told_once_a_newer_request_is_made(
    qtbot: QtBot, background: Background
) -> None:
    heard = Listener(background)
    computed = threading.Event()

    def job(cancelled: Cancelled) -> Iterator[object]:
        yield "old"
        computed.set()

    background.request("map", job)
    assert computed.wait(5)
    newer = background.request("map", values("new"))
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    assert {result.identity for result in heard.results} == {newer}


def test_kinds_take_turns_so_that_each_has_its_coarse_value_early(
    qtbot: QtBot, background: Background
) -> None:
    both_asked = threading.Event()

    def patient(cancelled: Cancelled) -> Iterator[object]:
        both_asked.wait(5)
        yield from ("map 1", "map 2", "map 3")

    heard = Listener(background)
    background.request("map", patient)
    background.request("slice", values("slice 1", "slice 2"))
    both_asked.set()
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    assert heard.values == ["map 1", "slice 1", "map 2", "slice 2", "map 3"]


def test_a_cancelled_kind_is_silent(qtbot: QtBot, background: Background) -> None:
    heard = Listener(background)
    background.request("map", values(1, 2, 3))
    background.cancel("map")
    background.request("other", values("here"))
    qtbot.waitUntil(lambda: not background.is_busy("other"))
    assert heard.values == ["here"]
    assert not background.is_busy("map")


def test_an_error_for_people_is_told_as_its_message(qtbot: QtBot, background: Background) -> None:
    message = Message("no such thing")

    def refuse(cancelled: Cancelled) -> Iterator[object]:
        raise GdsimError(message)
        yield

    with qtbot.waitSignal(background.problem) as told:
        background.request("map", refuse)
    assert told.args == [message]
    assert not background.is_busy("map")


def test_a_fault_is_raised_in_the_gui_thread(qtbot: QtBot, background: Background) -> None:
    def fail(cancelled: Cancelled) -> Iterator[object]:
        yield 1
        raise ZeroDivisionError("a fault in a job")

    with qtbot.captureExceptions() as raised:
        background.request("map", fail)
        qtbot.waitUntil(lambda: not background.is_busy("map"))
        qtbot.waitUntil(lambda: bool(raised))
    assert [str(error) for _, error, _ in raised] == ["a fault in a job"]


def test_closing_cancels_and_waits(qtbot: QtBot) -> None:
    background = Background()
    begun = threading.Event()

    def until_cancelled(cancelled: Cancelled) -> Iterator[object]:
        begun.set()
        while not cancelled():
            time.sleep(0.001)
        yield None

    before = threading.active_count()
    background.request("map", until_cancelled)
    assert begun.wait(5)
    background.close()
    assert threading.active_count() == before
    with pytest.raises(RuntimeError, match="closed"):
        background.request("map", values(1))


@pytest.mark.parametrize("end", ["close", "parent", "delete", "forget"])
def test_many_backgrounds_leave_no_thread_however_they_end(qtbot: QtBot, end: str) -> None:
    before = threading.active_count()
    for _ in range(8):
        parent = QObject()
        background = Background(parent if end == "parent" else None)
        background.request("map", values(*range(20)))
        if end == "close":
            background.close()
        elif end == "delete":
            background.deleteLater()
            qtbot.waitUntil(lambda: threading.active_count() == before)
        del background, parent
        gc.collect()
    assert threading.active_count() == before
    assert gc.isenabled()


def test_no_widget_is_collected_in_the_worker(qtbot: QtBot, background: Background) -> None:
    """A forgotten widget deleted outside the GUI thread is a deadlock."""
    died_in: list[threading.Thread] = []

    class Forgotten(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.cycle = self

        def __del__(self) -> None:
            died_in.append(threading.current_thread())

    def allocate(cancelled: Cancelled) -> Iterator[object]:
        for _ in range(5):
            kept = [[] for _ in range(20_000)]
            yield len(kept)

    for _ in range(10):
        Forgotten()
    background.request("map", allocate)
    qtbot.waitUntil(lambda: not background.is_busy("map"))
    qtbot.waitUntil(gc.isenabled)
    gc.collect()
    assert died_in == [threading.current_thread()] * 10
