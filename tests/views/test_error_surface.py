"""The error surface: the landscape in space, turned by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.error_surface import ErrorSurface
from gdsim.views.shared.look import Look
from gdsim.views.shared.surface_painter import FLOOR
from gdsim.views.shared.surface_pick import weights_at
from gdsim.views.shared.theme import THEMES
from tests.views.conftest import check_a_walk, check_secrets, marked

BOWL = "(w1 - 1)^2 + 3 (w2 + 2)^2"


@pytest.fixture
def opened(show):
    def make(text=BOWL, start=(3.0, -1.0), rate=0.1, steps=0, theme="light", size=(520, 420), scene=None):
        scene = scene or Scenario(FormulaSurface(text), Optimizer(learning_rate=rate), tuple(start))
        session = Session(scene)
        return show(ErrorSurface(session, Look(THEMES[theme])), size, steps)

    return make


def two_inputs():
    columns = np.random.default_rng(5).normal(size=(6, 2))
    return Scenario(Neuron(Dataset(columns, columns.sum(axis=1))), Optimizer(learning_rate=0.05), (0.0, 0.0))


def on_floor(view, weights):
    return view.camera.pixel(*view.box.plane(np.array([weights]))[0], FLOOR)


def test_the_ball_is_on_the_surface_and_its_arrows_in_the_plane_below(opened):
    view = opened()
    box, marks = view.box, view.marks
    x, y, z = box.points(np.array([[3.0, -1.0]]), np.array([7.0]))[0]
    assert z == pytest.approx((7.0 - box.e_range[0]) / (box.e_range[1] - box.e_range[0]))
    assert marks.ball.place == view.camera.pixel(x, y, z)
    foot = on_floor(view, (3.0, -1.0))
    assert marks.gradient_arrow.span.start == foot
    assert (marks.update_arrow.span.tip - on_floor(view, (2.6, -1.6))).manhattanLength() < 1e-6
    assert marks.update_arrow.span.to_scale
    uphill = on_floor(view, (3.0 + 0.4, -1.0 + 0.6)) - foot
    direction = marks.gradient_arrow.span.direction
    assert uphill.x() * direction.y() == pytest.approx(uphill.y() * direction.x(), rel=1e-6)
    assert marks.labels.text("plane") == "arrows: in the plane of the weights"
    assert marks.labels.text("minimum").startswith("minimum")
    assert [marks.labels.text(f"name {key}") for key in (0, 1, "E")] == ["w1", "w2", "E"]


def test_from_above_the_surface_is_the_map(opened, qtbot):
    view = opened()
    view.turn(-view.camera.azimuth, 90.0)
    corners = [view.camera.pixel(*p) for p in ((-1, -1, 0), (1, -1, 0), (-1, 1, 1))]
    assert corners[0].y() == pytest.approx(corners[1].y())
    assert corners[0].x() == pytest.approx(corners[2].x())
    assert corners[0].x() < corners[1].x()
    assert corners[2].y() < corners[0].y()
    assert view.marks.labels.text("name E") == "", "seen from above, E has no axis"


def test_drag_wheel_and_keys_turn_and_reset(opened, qtbot):
    view = opened()
    viewport, camera = view.canvas.viewport(), view.camera
    before = camera.azimuth, camera.elevation
    weights = view.session.weights
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(viewport, QPoint(240, 220))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(240, 220))
    assert (camera.azimuth, camera.elevation) == (before[0] + 20.0, before[1] + 10.0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(view.canvas, key)
    assert (camera.azimuth, camera.elevation) == (before[0] + 25.0, before[1] + 15.0)
    place, no = QPointF(200, 200), Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), no,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(viewport, wheel)
    assert camera.zoom > 1.0
    qtbot.keyClick(view.canvas, Qt.Key.Key_0)
    assert (view.camera.azimuth, view.camera.elevation, view.camera.zoom) == (*before, 1.0)
    assert view.session.weights is weights, "turning sets nothing"


def test_it_is_coarse_while_it_turns_and_fine_at_rest(opened, qtbot):
    view = opened()
    view.turn(5.0, 0.0)
    assert view._is_turning
    qtbot.waitUntil(lambda: not view._is_turning, timeout=2000)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_the_surface_has_the_maps_colours(opened, theme):
    view = opened(theme=theme)
    image = view.grab().toImage()
    place = np.array([[-1.0, -2.5]])
    pixel = view.camera.pixel(*view.box.points(place, view.session.scenario.objective.errors(place))[0])
    colors = [
        image.pixelColor(int(pixel.x()) + dx, int(pixel.y()) + dy)
        for dx in range(-2, 3)
        for dy in range(-2, 3)
    ]
    expected = view.box.heights.color(
        float(view.session.scenario.objective.errors(place)[0]), view.look.theme
    )
    best = min(max(abs(a - b) for a, b in zip(c.getRgb(), expected.getRgb(), strict=True)) for c in colors)
    assert best < 40, "but for the shade of its slope"


def test_a_ball_that_ran_away_is_told_and_the_bowl_stays(opened):
    view = opened(rate=2.0, steps=12)
    assert not view.marks.ball.isVisible()
    assert view.marks.labels.text("away").startswith("w1 =")
    assert view.box.e_range[1] < 1e4


def test_undefined_parts_are_left_out(opened):
    view = opened("sqrt(w1) + w2^2", start=(1.0, 1.0), steps=1)
    assert np.isnan(view.box.grid.errors).any()
    assert np.isfinite(view.box.e_range).all()


def test_a_narrow_panel_has_no_overlapping_labels(opened):
    view = opened(size=(300, 220), steps=2)
    boxes = view.marks.labels.boxes
    for i, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[:i])


def test_with_one_weight_there_is_no_surface_and_no_error(qtbot):
    session = Session(Scenario(FormulaSurface("w^2"), Optimizer(), (1.0,)))
    view = ErrorSurface(session, Look())
    qtbot.addWidget(view)
    view.show()
    view.grab()
    assert view.describe() == "A surface needs two weights."


def test_a_walked_step_brings_the_gradient_and_then_the_update(opened):
    check_a_walk(opened(scene=two_inputs()), marked)


def test_what_a_question_asks_for_is_neither_drawn_nor_described(opened):
    check_secrets(opened(scene=two_inputs()), marked)


def test_the_ball_can_be_dragged_over_the_surface_and_stays_under_the_pointer(opened, qtbot):
    view = opened()
    viewport, session = view.canvas.viewport(), view.session
    before = view.camera.azimuth, view.box.grid
    ball = view.marks.ball.place.toPoint()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=ball)
    assert view._turns.is_in_hand(view)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(viewport, ball + QPoint(round(-50 * part), round(20 * part)))
        away = view.marks.ball.place - (QPointF(ball) + QPointF(-50 * part, 20 * part))
        assert away.manhattanLength() < 4.0
    moved = session.weights.tolist()
    assert moved != [3.0, -1.0]
    assert len(str(moved[0])) <= 5, "what is set by hand is to be read"
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=ball + QPoint(-50, 20))
    assert not view._turns.is_in_hand(view)
    assert view.camera.azimuth == before[0], "the surface is not turned meanwhile"
    assert session.descent.start.tolist() == moved
    session.undo_stack.undo()
    assert session.weights.tolist() == [3.0, -1.0], "one drag is one edit"


@pytest.mark.parametrize("elevation", [10.0, 32.0, 90.0])
@pytest.mark.parametrize("azimuth", [0.0, 32.0, 200.0])
def test_a_pixel_is_the_place_that_is_seen_at_it(opened, azimuth, elevation):
    """There and back: a place on the surface, its pixel, and the place found at that."""
    view = opened()
    view.camera.azimuth, view.camera.elevation = azimuth, elevation
    box, objective = view.box, view.session.scenario.objective
    for weights in ([1.5, -1.5], [0.2, -2.4]):
        point = box.points(np.array([weights]), np.array([objective.error(np.array(weights))]))[0]
        found = weights_at(view.camera.pixel(*point), box, view.camera, np.array(weights))
        width = box.grid.x[-1] - box.grid.x[0]
        assert np.abs(found - weights).max() < 0.03 * width


def test_a_press_beside_the_ball_turns_as_before(opened, qtbot):
    view = opened()
    viewport, start = view.canvas.viewport(), QPoint(20, 20)
    before = view.camera.azimuth
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(40, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert view.camera.azimuth == pytest.approx(before + 20.0)
    assert view.session.weights.tolist() == [3.0, -1.0]
