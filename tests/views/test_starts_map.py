"""The map of starts: what it shows is what descents do, and a click begins there."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, StopRules
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.starts_map import MOVING
from gdsim.engine.starts_map import StartsMap as StartsFound
from gdsim.engine.surface import SURFACES, FormulaSurface, Surface
from gdsim.scenario.number_text import number_text
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.starts_image import borders, place_color, place_letter, step_colors
from gdsim.views.shared.theme import THEMES
from gdsim.views.starts_map import StartsMap
from tests.views.conftest import move_to

HIMMELBLAU = Surface(SURFACES["himmelblau"])
TWO = Dataset([[1.0, 0.5], [0.5, 1.5], [1.0, -1.0]], [1.0, 0.0, 0.5])


@pytest.fixture
def opened(qtbot):
    """Opens the view on a scenario and waits for the finest map."""
    sessions = []

    def make(objective=HIMMELBLAU, rate=0.01, start=(0.5, 0.5), theme="light"):
        rules = StopRules(gradient_tolerance=1e-6)
        session = Session(Scenario(objective, Optimizer(learning_rate=rate), start=start, stop_rules=rules))
        sessions.append(session)
        view = StartsMap(session, Look(THEMES[theme]))
        qtbot.addWidget(view)
        view.resize(440, 400)
        view.show()
        finish(qtbot, view)
        return view

    yield make
    for session in sessions:
        session.background.close()


def finish(qtbot, view):
    QCoreApplication.processEvents()
    qtbot.waitUntil(
        lambda: view._found is not None and not view.session.background.is_busy(view._source._kind),
        timeout=20_000,
    )
    QCoreApplication.processEvents()


def spot(view, x, y):
    """Pixels of the plot's viewport."""
    pixel = view.plot.pixel(x, y)
    return view.plot.mapFromScene(view.plot.view_box.mapToScene(QPointF(pixel.x(), pixel.y())))


def test_several_minima_are_coloured_by_where_descents_end(opened):
    view = opened()
    assert len(view._found.places) == 4
    assert view.coloring.currentIndex() == 1
    assert len(view.legend.entries) == 4
    image = view.plot.grab().toImage()
    for x, y in ((-4.5, 4.5), (4.5, -4.0)):
        column = int(np.argmin(np.abs(view._found.x - x)))
        row = int(np.argmin(np.abs(view._found.y - y)))
        middle = spot(view, view._found.x[column], view._found.y[row])
        around = [
            image.pixelColor(middle + QPoint(i, j)).name() for i in range(-9, 10) for j in range(-9, 10)
        ]
        wanted = place_color(view.look, int(view._found.reached[row, column])).name()
        assert Counter(around).most_common(1)[0][0] == wanted  # beside contour lines


def test_one_minimum_is_coloured_by_steps(opened):
    view = opened(Neuron(TWO), 0.1)
    assert view.coloring.currentIndex() == 0
    entry = view.legend.entries[0]
    assert int(entry.text) >= 1
    assert entry.text_after.endswith(" steps")


def test_each_start_takes_the_steps_that_its_descent_takes(opened):
    view = opened(Neuron(TWO), 0.1)
    found = view._found
    start = [float(found.x[5]), float(found.y[9])]
    descent = Descent(Neuron(TWO), Optimizer(learning_rate=0.1), start, StopRules(1000, 1e-6))
    descent.run()
    assert found.steps[9, 5] == descent.step_number


def test_a_click_begins_there(qtbot, opened):
    view = opened()
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, -3.0, 2.0))
    np.testing.assert_allclose(view.session.weights, [-3.0, 2.0], atol=0.05)
    view.session.undo_stack.undo()
    assert view.session.weights.tolist() == [0.5, 0.5]


def test_arrow_keys_move_the_start(qtbot, opened):
    view = opened()
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    qtbot.keyClick(view.plot, Qt.Key.Key_Down)
    assert view.session.weights[0] > 0.5 > view.session.weights[1]


def test_a_click_keeps_the_map(qtbot, opened):
    view = opened()
    found = view._found
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, -3.0, 2.0))
    assert view._found is found


def test_the_pointer_reads_what_becomes_of_the_start(qtbot, opened):
    view = opened()
    move_to(qtbot, view.plot, spot(view, 4.0, 4.0))
    assert "steps to A: minimum w₁ = 3.000, w₂ = 2.000" in view._readout.text("readout")


def test_another_rate_is_another_map_and_diverging_starts_are_told(qtbot, opened):
    view = opened(Neuron(TWO), 0.1)
    view.session.set_learning_rate(5.0)
    finish(qtbot, view)
    assert [entry.text for entry in view.legend.entries] == ["diverges"]
    assert "diverge" in view.describe()


def test_a_lower_limit_leaves_starts_that_still_move(qtbot, opened):
    view = opened(Neuron(TWO), 0.1)
    view.field.setFocus()
    view.field.setText("5")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    finish(qtbot, view)
    (entry,) = view.legend.entries
    errors = view._found.errors
    assert entry.text == f"still moving, E = {number_text(float(errors.min()))}"
    assert entry.text_after == number_text(float(errors.max()))


def test_starts_that_still_move_are_shaded_by_the_error_they_have_come_to(qtbot, opened):
    view = opened(Neuron(TWO), 0.1)
    view.field.entered.emit(5)
    finish(qtbot, view)
    found = view._found
    colors = step_colors(found, view.look)
    order = np.argsort(found.errors, axis=None)
    lightness = np.array([QColor(int(c)).lightness() for c in colors.ravel()[order]])
    assert lightness[0] > lightness[-1]
    assert (np.diff(lightness.astype(int)) <= 0).all()


def test_another_number_of_weights_is_another_map(qtbot, opened):
    view = opened(Neuron(TWO), 0.1)
    view.hide()
    view.session.load(Scenario(FormulaSurface("w^4/4 - w^2/2"), Optimizer(learning_rate=0.1), start=(0.4,)))
    view.resize(430, 390)
    view.show()
    finish(qtbot, view)
    assert view._found.varied == (0,)
    view.session.load(Scenario(HIMMELBLAU, Optimizer(learning_rate=0.01), start=(0.5, 0.5)))
    finish(qtbot, view)
    assert view._found.varied == (0, 1)


def test_one_weight_has_its_curve_on_coloured_ground(opened):
    view = opened(FormulaSurface("w^4/4 - w^2/2"), 0.1, (0.4,))
    assert view._found.reached.shape == (1, 257)
    assert len(view._found.places) == 2
    assert "minimum w₁ = −1.000" in view.describe() or "minimum w₁ = −1" in view.describe()


def test_of_more_weights_the_chosen_pair_varies(qtbot, opened):
    neuron = Neuron(Dataset(np.eye(3), [1.0, 2.0, 3.0]))
    view = opened(neuron, 0.5, (0.0, 0.0, 0.0))
    view.session.select_pair(0, 2)
    finish(qtbot, view)
    assert "w₃ = 3.000" in view.describe()


def test_colours_chosen_by_hand_stay(qtbot, opened):
    view = opened()
    view.coloring.setCurrentIndex(0)
    view.coloring.activated.emit(0)
    view.session.set_learning_rate(0.012)
    finish(qtbot, view)
    assert view.coloring.currentIndex() == 0


@pytest.mark.parametrize("theme", list(THEMES))
def test_in_every_theme_the_places_are_named(opened, theme):
    view = opened(theme=theme)
    assert [view._labels.text(f"end {i}")[:5] for i in range(4)] == [f"{letter} E =" for letter in "ABCD"]
    assert [entry.text[:2] for entry in view.legend.entries] == ["A:", "B:", "C:", "D:"]


def test_many_places_are_told_apart_by_their_letters_and_by_lines_between_them(opened):
    """Rastrigin's function has a minimum near each pair of whole numbers."""
    view = opened(Surface(SURFACES["rastrigin"]), 0.001)
    places = len(view._found.places)
    assert places > 26
    shown = [view._labels.text(f"end {i}") for i in range(places) if view._labels.text(f"end {i}")]
    assert len(set(shown)) == len(shown) > 0.7 * places
    assert len(view._picture._borders) > 100
    assert len({place_color(view.look, i).name() for i in range(15)}) == 15


def test_lines_lie_between_starts_that_end_at_different_places():
    found = StartsFound(
        ("w1", "w2"), (0, 1), np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0]), np.ones((2, 3), dtype=int),
        np.zeros((2, 3)), (), np.array([[0, 0, 1], [0, 0, 0]]), 10,
    )  # fmt: skip
    assert borders(found).tolist() == [[1.5, -0.5, 1.5, 0.5], [1.5, 0.5, 2.5, 0.5]]


def test_letters_go_on_after_z():
    assert [place_letter(i) for i in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_starts_that_have_come_to_the_same_error_have_one_colour(qtbot, opened):
    view = opened(Neuron(TWO), 0.1)
    view.field.entered.emit(25)
    finish(qtbot, view)
    moving = view._found.reached == MOVING
    assert np.ptp(view._found.errors[moving]) < 1e-4
    assert len(np.unique(step_colors(view._found, view.look)[moving])) == 1
    assert view.legend.entries[-1].text_after == ""
