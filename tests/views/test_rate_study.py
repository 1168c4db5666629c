"""The learning rates studied: the curve is what descents come to, and a click takes a rate."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import SURFACES, Surface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.rate_study import RateStudy
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import move_to

# One direction: Σx² = 17.34 = λ
DATA = Dataset([[0.5], [1.0], [1.5], [2.2], [3.0]], [0.9, 1.4, 2.6, 2.9, 4.3])
CURVATURE = 0.25 + 1.0 + 2.25 + 4.84 + 9.0


@pytest.fixture
def opened(qtbot):
    """Opens the view on a scenario."""
    sessions = []

    def make(objective=None, optimizer=None, theme="light", start=(-0.35,), size=(480, 340)):
        session = Session(
            Scenario(objective or Neuron(DATA), optimizer or Optimizer(learning_rate=0.03), start=start)
        )
        sessions.append(session)
        view = RateStudy(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitUntil(
            lambda: view._study is not None and not session.background.is_busy(view._source._kind)
        )
        QCoreApplication.processEvents()
        return view

    yield make
    for session in sessions:
        session.background.close()


def place(view, rate, part=0.5):
    """Pixels of the plot's viewport."""
    area = view.plot.area
    spot = QPointF(view.curve.x(rate), area.top() + part * area.height())
    return view.plot.mapFromScene(view.plot.view_box.mapToScene(spot))


def test_the_curve_is_what_each_descent_comes_to(opened):
    view = opened()
    study = view._study
    for i in range(0, len(study.rates), 40):
        descent = Descent(Neuron(DATA), Optimizer(learning_rate=float(study.rates[i])), [-0.35])
        descent.run(20)
        if not study.diverged[i]:
            assert study.errors[i] == pytest.approx(descent.error, rel=1e-9)


def test_the_best_of_one_direction_is_one_over_its_curvature(opened):
    view = opened()
    assert view._study.best == pytest.approx(1 / CURVATURE, rel=1e-3)
    assert "0.0577" in view.curve.text("best")
    assert view.curve.text("limit") == "2/λmax"
    assert view.curve.text("first") == "1/λ"


def test_a_click_takes_the_rate(qtbot, opened):
    view = opened()
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 0.01))
    assert view.session.scenario.optimizer.learning_rate == pytest.approx(0.01, rel=0.1)
    view.session.undo_stack.undo()
    assert view.session.scenario.optimizer.learning_rate == 0.03


def test_the_line_is_dragged_and_that_is_one_undo_entry(qtbot, opened):
    view = opened()
    viewport = view.plot.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place(view, 0.03))
    for rate in (0.02, 0.008, 0.004):
        qtbot.mouseMove(viewport, place(view, rate))
        qtbot.wait(10)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place(view, 0.004))
    assert view.session.scenario.optimizer.learning_rate == pytest.approx(0.004, rel=0.1)
    assert view.session.undo_stack.count() == 1


def test_keys_change_the_rate_and_enter_takes_the_best(qtbot, opened):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    assert view.session.scenario.optimizer.learning_rate == 0.031
    qtbot.keyClick(view.plot, Qt.Key.Key_Left)
    assert view.session.scenario.optimizer.learning_rate == 0.03
    qtbot.keyClick(view.plot, Qt.Key.Key_Return)
    assert view.session.scenario.optimizer.learning_rate == pytest.approx(1 / CURVATURE, rel=5e-3)


def test_another_number_of_steps_is_another_curve(qtbot, opened):
    view = opened()
    before = view._study.errors[20]
    view.field.setFocus()
    view.field.setText("3")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert view.steps == 3
    assert view._study.steps == 3
    assert view._study.errors[20] > before


def test_data_edited_move_the_curve(opened):
    view = opened()
    view.session.edit_data(DATA.with_value(4, 0, 6.0))
    assert view._study.best == pytest.approx(1 / (CURVATURE - 9.0 + 36.0), rel=1e-3)


def test_a_step_changes_nothing(opened):
    view = opened()
    study = view._study
    view.session.step()
    assert view._study is study


def test_the_pointer_reads_rate_and_error(qtbot, opened):
    view = opened()
    move_to(qtbot, view.plot, place(view, 0.01))
    assert view._readout.text("readout").startswith("η = 0.0")
    move_to(qtbot, view.plot, place(view, 0.2))
    assert "E =" in view._readout.text("readout") or "diverges" in view._readout.text("readout")


def test_what_takes_long_comes_from_beside_the_gui(opened):
    random = np.random.default_rng(1)
    data = Dataset(random.normal(size=(400, 2)), random.uniform(size=400))
    view = opened(Neuron(data, ACTIVATIONS["sigmoid"]), Optimizer(RULES["adam"], 0.1), start=(0.0, 0.0))
    assert len(view._study.rates) == 161
    assert view.curve.text("limit") == ""  # Adam has no such limit


def test_the_sentence_names_the_best(opened):
    view = opened()
    assert view.describe() == (
        "At η = 0.03 the error after 20 steps is 0.150. The best is 0.0577, with 0.150."
    )


@pytest.mark.parametrize("theme", list(THEMES))
def test_in_every_theme_the_important_labels_have_a_place(opened, theme):
    view = opened(theme=theme)
    for key in ("best", "here", "worse", "limit", "first"):
        assert view.curve.text(key), key


def test_a_linear_axis_is_there_too(qtbot, opened):
    view = opened()
    view.scale.setCurrentIndex(0)
    assert not view.curve.logarithmic
    top = view.plot.view_box.viewRange()[1][1]
    assert top > view._study.start_error
    assert math.isfinite(top)


def test_the_best_of_all_is_looked_for_beyond_the_range(qtbot, opened):
    view = opened(Surface(SURFACES["rosenbrock"]), Optimizer(learning_rate=0.001), start=(-1.2, 1.0))
    qtbot.waitUntil(lambda: view._study is not None and view._study.best < view._study.rates[-2])
    assert view._study.best > 4.0 / 1506  # of λmax at the start, where the first range ends
    (low, high), _ = view.plot.view_box.viewRange()
    assert low < np.log10(view._study.best) < high


def test_momentum_has_its_own_limit_marked(opened):
    view = opened()
    assert view.curve.text("first")
    view.session.set_optimizer(Optimizer(RULES["momentum"], 0.03))
    assert not view.curve.text("first")
    assert view.curve.text("limit") == "limit"


def test_what_is_read_at_the_pointer_covers_no_name(opened, qtbot):
    view = opened()
    viewport, area = view.plot.viewport(), view.plot.area
    covered = 0
    for x in np.linspace(area.left() + 5, area.right() - 5, 8):
        place = view.plot.mapFromScene(view.plot.view_box.mapToScene(QPointF(x, area.center().y())))
        qtbot.mouseMove(viewport, place)
        QCoreApplication.processEvents()
        read = view._readout.box("readout")
        covered += sum(read.intersects(box) for box in view.curve.label_boxes)
    assert read is not None
    assert covered == 0
