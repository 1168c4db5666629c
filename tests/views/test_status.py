"""The status line: the numbers as they stand elsewhere, the behaviour in words, nothing cut."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from gdsim.engine.dataset import Dataset
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.schedule import SCHEDULES, Schedule
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity
from gdsim.views.status import Status

INPUTS, TARGETS = [0.5, 1, 1.5, 2.2, 3], [0.9, 1.4, 2.6, 2.9, 4.3]


def opened(qtbot, rate=0.03, columns=1, optimizer=None, width=1000):
    inputs = np.column_stack([np.roll(INPUTS, i) for i in range(columns)])
    scenario = Scenario(
        Neuron(Dataset(inputs, TARGETS)), optimizer or Optimizer(learning_rate=rate), (-0.35,) * columns
    )
    view = Status(Session(scenario), Look())
    qtbot.addWidget(view)
    view.resize(width, 40)
    view.show()
    return view


def text(view) -> str:
    document = QTextDocument()
    document.setHtml(view.findChild(QLabel, "status_text").text())
    return document.toPlainText().replace("\u00a0", " ")


def test_the_numbers_after_one_step_are_those_of_the_hand_calculation(qtbot):
    view = opened(qtbot)
    view.session.step()
    shown = text(view)
    for part in ("step 1", "E = 6.570", "|∇E| = 14.921", "w1 = 0.583", "η = 0.03", "factor 0.480"):
        assert part in shown


def test_each_number_has_its_quantitys_colour(qtbot):
    view = opened(qtbot)
    html = view.findChild(QLabel, "status_text").text()
    for quantity in (Quantity.ERROR, Quantity.GRADIENT, Quantity.WEIGHT, Quantity.RATE):
        assert view.look.theme.color(quantity) in html


def test_many_weights_are_cut_short_and_told_in_the_tooltip(qtbot):
    view = opened(qtbot, columns=5, rate=0.001)
    assert "… 3 more" in text(view)
    assert view.findChild(QLabel, "status_text").toolTip().count("=") == 5


def test_divergence_is_told_in_full_on_as_many_lines_as_it_needs(qtbot):
    view = opened(qtbot, rate=0.5, width=820)
    for _ in range(100):
        view.session.step()
    assert "diverged" in text(view)
    label = view.findChild(QLabel, "status_text")
    assert label.height() >= 2 * label.fontMetrics().height()
    assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("width", [300, 500, 800, 1500])
def test_it_is_as_high_as_its_text_at_every_width(qtbot, width):
    view = opened(qtbot, width=width)
    view.session.step()
    label = view.findChild(QLabel, "status_text")
    assert label.height() >= label.heightForWidth(label.width())


def test_a_scheduled_rate_is_that_of_the_next_step(qtbot):
    schedule = Schedule(SCHEDULES["step"], every=1, factor=0.5)
    view = opened(qtbot, optimizer=Optimizer(learning_rate=0.03, schedule=schedule))
    view.session.step()
    assert "η = 0.0150" in text(view)


def test_where_it_stopped_is_said(qtbot):
    view = opened(qtbot)
    with qtbot.waitSignal(view.session.player.running_changed):
        view.session.player.run_to_end()
    qtbot.waitUntil(lambda: not view.session.player.running, timeout=5000)
    assert "converged" in text(view) or "Stopped" in text(view)


def test_the_text_can_be_marked_and_copied(qtbot):
    view = opened(qtbot)
    flags = view.findChild(QLabel, "status_text").textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert "E = 28.038" in view.plain_text()
    assert view.accessibleDescription() == view.plain_text()


def test_pointing_at_a_quantity_lights_up_its_number(qtbot):
    view = opened(qtbot)
    view.session.set_highlight("gradient")
    mark = f"background-color:{view.look.theme.color(Quantity.GRADIENT)}"
    assert mark in view.findChild(QLabel, "status_text").text()
    view.session.set_highlight(None)
    assert mark not in view.findChild(QLabel, "status_text").text()


def test_a_mistake_made_on_purpose_is_marked_before_a_hall_too(qtbot):
    view = opened(qtbot, optimizer=Optimizer(learning_rate=0.03, mistake=MISTAKES["wrong_sign"]))
    view.session.step()
    label, ground = view.findChild(QLabel, "status_text"), view.look.theme.unstable
    assert "mistake on purpose (wrong sign): " in text(view)
    assert ground in label.text()
    view.look.set_all(view.look.theme, 1.0, True)
    assert text(view).rstrip().endswith("mistake on purpose: wrong sign")
    assert ground in label.text()
    view.session.set_optimizer(Optimizer(learning_rate=0.03))
    assert ground not in label.text()
