"""Work that takes long: done beside the GUI, superseded by a newer request of its kind, told by signal."""

from __future__ import annotations

import gc
import itertools
import threading
import weakref
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import Shiboken

from gdsim.engine.message import GdsimError

Cancelled = Callable[[], bool]
Job = Callable[[Cancelled], Iterator[object]]


class Result(NamedTuple):
    """What a request has found.

    Attributes:
        kind: the kind of the request.
        identity: of the request, as returned by it.
        value: a value the job yielded, coarse first and then finer; None with the last Result.
        finished: the job is done: nothing more comes of this request.
    """

    kind: Hashable
    identity: int
    value: object
    finished: bool


class Background(QObject):
    """Runs jobs one at a time in one thread of its own.

    A job is a generator function that holds no Qt object: it yields first a coarse value and then finer ones, and asks
    ``cancelled()`` now and then, ending when it says True. A newer request of the same kind cancels the
    older, of which nothing is told any more. Where several kinds are asked for, they take turns, so that
    each has its coarse value early.

    Signals (in the GUI thread):
        result: a Result.
        problem: a Message: a job raised GdsimError. Any other exception of a job is raised in the GUI
            thread, where the program's excepthook shows it.
    """

    result = Signal(object)
    problem = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._identities = itertools.count(1)
        self._latest: dict[Hashable, int] = {}
        self._worker = _Worker()
        self._worker.post.arrived.connect(self._deliver)
        self._worker.post.idle.connect(self._rest)
        # However this object ends, deleted by Qt or forgotten by Python, its thread ends first.
        self._end = weakref.finalize(self, self._worker.stop)
        self.destroyed.connect(self._worker.stop)

    def request(self, kind: Hashable, job: Job) -> int:
        """Have a job done; the identity is in each of its results."""
        identity = next(self._identities)
        self._latest[kind] = identity
        self._worker.add(_Request(kind, identity, job))
        return identity

    def cancel(self, kind: Hashable) -> None:
        """Have nothing of this kind done any more."""
        self._latest.pop(kind, None)
        self._worker.cancel(kind)

    def cancel_all(self) -> None:
        """Have nothing done any more of what was requested so far."""
        for kind in list(self._latest):
            self.cancel(kind)

    def is_busy(self, kind: Hashable) -> bool:
        """A request of this kind has not finished yet."""
        return kind in self._latest

    @property
    def has_work(self) -> bool:
        """A request of any kind has not finished yet."""
        return bool(self._latest)

    def close(self) -> None:
        """Cancel everything and wait for the thread to end. Requests made later are refused."""
        self._latest.clear()
        self._end()

    def _rest(self) -> None:
        """In the GUI thread: the worker waits, or has waited a moment ago."""
        self._worker.rest()

    def _deliver(self, found: object) -> None:
        """In the GUI thread: pass on what is still wanted."""
        _collect_garbage()
        if not Shiboken.isValid(self):  # it was itself among the garbage
            return
        assert isinstance(found, (Result, _Failure))
        if self._latest.get(found.kind) != found.identity:
            return
        if isinstance(found, _Failure):
            del self._latest[found.kind]
            if not isinstance(found.error, GdsimError):
                raise found.error
            self.problem.emit(found.error.message)
            return
        if found.finished:
            del self._latest[found.kind]
        self.result.emit(found)


# Python's collector runs in whichever thread allocates, and to delete a forgotten widget in another
# thread than the GUI's is a deadlock or a crash. So while any worker works, there is no automatic
# collection; the GUI thread collects when a result comes, and again by itself once all workers wait.
_working: set[int] = set()


def _hold_garbage(worker: _Worker) -> None:
    """Let no garbage be collected by itself while this worker works. In the GUI thread."""
    _working.add(id(worker))
    gc.disable()


def _release_garbage(worker: _Worker) -> None:
    """This worker waits. In the GUI thread."""
    _working.discard(id(worker))
    if not _working:
        gc.enable()


def _collect_garbage() -> None:
    """Do what the collector may not do by itself now: the two younger generations, in a millisecond."""
    if _working:
        gc.collect(1)


class _Failure(NamedTuple):
    kind: Hashable
    identity: int
    error: Exception


class _Post(QObject):
    """Carries what the thread has found to the thread that made it: the signal is queued between them."""

    arrived = Signal(object)
    idle = Signal()


class _Request:
    """A job with its name and how far it has come."""

    def __init__(self, kind: Hashable, identity: int, job: Job) -> None:
        self.kind = kind
        self.identity = identity
        self.turns = 0
        self.cancelled = threading.Event()
        self._values: Iterator[object] | None = None
        self._job = job

    def turn(self) -> Result | _Failure:
        """The next value, or that there is none."""
        self.turns += 1
        try:
            if self._values is None:
                self._values = iter(self._job(self.cancelled.is_set))
            return Result(self.kind, self.identity, next(self._values), finished=False)
        except StopIteration:
            return Result(self.kind, self.identity, None, finished=True)
        except Exception as error:  # told in the GUI thread
            return _Failure(self.kind, self.identity, error)


class _Worker:
    """The thread and its requests. Knows nothing of Background, so that it does not keep it alive."""

    def __init__(self) -> None:
        self.post = _Post()
        self._requests: dict[Hashable, _Request] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._waiting = False
        self._thread: threading.Thread | None = None

    def add(self, request: _Request) -> None:
        """Put a request in the place of an older one of its kind."""
        with self._changed:
            if self._stopped:
                raise RuntimeError("the background is closed")
            self._drop(request.kind)
            self._requests[request.kind] = request
            _hold_garbage(self)
            self._changed.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="gdsim background", daemon=True)
                self._thread.start()

    def cancel(self, kind: Hashable) -> None:
        """Drop the request of this kind."""
        with self._changed:
            self._drop(kind)

    def stop(self) -> None:
        """Drop all requests, and wait for the thread to end."""
        with self._changed:
            self._stopped = True
            for kind in list(self._requests):
                self._drop(kind)
            self._changed.notify()
        # The garbage collector may find a forgotten Background while it runs in the thread itself.
        if self._thread not in (None, threading.current_thread()):
            self._thread.join()
        _release_garbage(self)

    def rest(self) -> None:
        """Allow the collector again where the thread waits: under the lock, it cannot wake meanwhile."""
        with self._changed:
            if not self._requests and self._waiting:
                _release_garbage(self)

    def _drop(self, kind: Hashable) -> None:
        request = self._requests.pop(kind, None)
        if request is not None:
            request.cancelled.set()

    def _work(self) -> None:
        while (request := self._next()) is not None:
            found = request.turn()
            if isinstance(found, _Failure) or found.finished:
                self._forget(request)
            if not request.cancelled.is_set():
                self.post.arrived.emit(found)

    def _next(self) -> _Request | None:
        """The request that has had the fewest turns, waited for; None at the end."""
        with self._changed:
            while not self._requests and not self._stopped:
                self._waiting = True
                self.post.idle.emit()
                self._changed.wait()
                self._waiting = False
            return min(self._requests.values(), key=_turns, default=None)

    def _forget(self, request: _Request) -> None:
        with self._changed:
            if self._requests.get(request.kind) is request:
                del self._requests[request.kind]


def _turns(request: _Request) -> int:
    return request.turns
