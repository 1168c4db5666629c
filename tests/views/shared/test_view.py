"""Views: what is read, not watched, may stay behind a drag or a fast run, and catches up by itself."""

from time import sleep

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.mover import Mover
from gdsim.views.shared.view import View


class Watched(View):
    """Notes the step that it shows."""

    shown = -1
    takes = 0.0
    count = 0

    def title(self) -> str:
        return "watched"

    def refresh(self) -> None:
        sleep(self.takes)
        self.shown, self.count = self.session.step_number, self.count + 1


class Read(Watched):
    lag = 30


@pytest.fixture
def shown(qtbot):
    session = Session(Scenario(FormulaSurface("(w1 - 1)^2 + w2^2"), Optimizer(learning_rate=0.1), (3.0, 1.0)))
    views = Watched(session, Look()), Read(session, Look())
    for view in views:
        qtbot.addWidget(view)
        view.show()
    return session, *views


@pytest.fixture
def elsewhere(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_what_is_in_hand_is_drawn_at_once_and_the_others_in_their_turn(shown, qtbot):
    session, watched, read = shown
    one, other = Mover(session, watched), Mover(session, read)
    one.grab()
    session.step()
    assert (watched.shown, read.shown) == (1, 0)
    qtbot.waitUntil(lambda: read.shown == 1)
    one.release()
    other.grab()
    session.step()
    assert (watched.shown, read.shown) == (1, 2)
    other.release()
    assert watched.shown == 2


def test_a_turn_is_short(shown, elsewhere, qtbot):
    session, watched, read = shown
    read.lag, watched.takes, read.takes = 0, 0.02, 0.02
    mover = Mover(session, elsewhere)
    mover.grab()
    session.step()
    qtbot.waitUntil(lambda: watched.shown == 1)
    assert read.shown == 0
    qtbot.waitUntil(lambda: read.shown == 1)
    mover.release()


def test_the_others_have_the_time_that_what_is_in_hand_leaves(shown, qtbot):
    session, watched, read = shown
    read.lag, watched.takes, read.takes = 0, 0.03, 0.01
    mover = Mover(session, watched)
    mover.grab()
    for step in range(1, 31):
        session.step()
        assert watched.shown == step
        QCoreApplication.processEvents()
    # Some tenth of a second; else it were drawn after each step.
    assert 0 < read.count < 20
    mover.release()
    assert read.shown == 30


def test_a_view_that_may_wait_long_does_not_keep_another_waiting(shown, elsewhere, qtbot):
    session, first, second = shown
    first.lag, second.lag = 60_000, 0
    mover = Mover(session, elsewhere)
    mover.grab()
    session.step()
    qtbot.waitUntil(lambda: second.shown == 1)
    assert first.shown == 0
    mover.release()
    assert first.shown == 1


def test_without_a_drag_all_views_follow_at_once(shown):
    session, watched, read = shown
    for step in (1, 2, 3):
        session.step()
        assert (watched.shown, read.shown) == (step, step)


def test_a_view_that_is_read_stays_behind_a_fast_run_and_is_right_the_moment_it_pauses(shown, qtbot):
    session, watched, read = shown
    read.lag = 60_000
    session.player.pace = 200.0
    session.player.run()
    qtbot.waitUntil(lambda: session.step_number > 5)
    assert watched.shown == session.step_number
    assert read.shown < session.step_number
    session.player.pause()
    assert read.shown == session.step_number


def test_a_run_that_can_be_read_is_followed_step_by_step(shown, qtbot):
    session, _, read = shown
    session.player.pace = 20.0
    session.player.run()
    for step in (1, 2, 3):
        qtbot.waitUntil(lambda step=step: session.step_number >= step)
        assert read.shown == session.step_number
