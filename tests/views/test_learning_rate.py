"""η typed, dragged, stepped; its zones; what is refused."""

import pytest
from PySide6.QtCore import QPoint, Qt

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.surface import FormulaSurface
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from gdsim.views.learning_rate import LearningRate
from gdsim.views.shared.look import Look

RECORDS = [(0.5, 0.9), (1, 1.4), (1.5, 2.6), (2.2, 2.9), (3, 4.3)]
# ½ Σ r² has the second derivative Σ x².
LIMIT = 2 / sum(x * x for x, _ in RECORDS)


def scenario(rule="gradient_descent", activation="identity", rate=0.03, start=-0.35):
    neuron = Neuron(Dataset([[x] for x, _ in RECORDS], [y for _, y in RECORDS]), ACTIVATIONS[activation])
    return Scenario(neuron, Optimizer(RULES[rule], rate), (start,))


@pytest.fixture
def view(qtbot):
    view = LearningRate(Session(scenario()), Look())
    qtbot.addWidget(view)
    view.resize(420, 50)
    view.show()
    return view


def retype(qtbot, view, text):
    view.field.setFocus()
    view.field.selectAll()
    qtbot.keyClick(view.field, Qt.Key.Key_Delete)
    qtbot.keyClicks(view.field, text)
    qtbot.keyClick(view.field, Qt.Key.Key_Return)


def rate(view):
    return view.session.scenario.optimizer.learning_rate


@pytest.mark.parametrize(
    ("typed", "value"), [("0.05", 0.05), ("0,03125", 0.03125), ("1e-5", 1e-5), ("7", 7.0)]
)
def test_a_typed_rate_takes_effect(qtbot, view, typed, value):
    retype(qtbot, view, typed)
    assert rate(view) == value
    low, high = view.track.range
    assert low <= value <= high


@pytest.mark.parametrize("typed", ["0", "-1", "inf", "nan", "abc", "", "1e400"])
def test_what_is_no_rate_is_refused_beside_the_field(qtbot, view, typed):
    retype(qtbot, view, typed)
    assert rate(view) == 0.03
    assert view.field.reason
    assert view.session.undo_stack.count() == 0


def test_showing_a_rate_never_sends_it_back_rounded(qtbot, view):
    exact = 0.012345678912345678
    view.session.set_learning_rate(exact)
    view.session.step()
    view.field.setFocus()
    view.track.setFocus()
    view.field.setFocus()
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert rate(view) == exact
    assert view.session.undo_stack.count() == 1


def test_a_drag_is_one_undo_entry(qtbot, view):
    track = view.track
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(60, 22))
    for x in range(60, 150, 10):
        qtbot.mouseMove(track, QPoint(x, 22))
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(150, 22))
    assert rate(view) != 0.03
    assert view.session.undo_stack.count() == 1
    view.session.undo_stack.undo()
    assert rate(view) == 0.03
    assert view.field.text() == "0.03"


def test_two_drags_are_two_entries(qtbot, view):
    for x in (60, 120):
        qtbot.mousePress(view.track, Qt.MouseButton.LeftButton, pos=QPoint(x, 22))
        qtbot.mouseRelease(view.track, Qt.MouseButton.LeftButton, pos=QPoint(x, 22))
    assert view.session.undo_stack.count() == 2


def test_the_range_stands_still_during_a_drag(qtbot, view):
    track, before = view.track, view.track.range
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(5, 22))
    qtbot.mouseMove(track, QPoint(track.width() + 50, 22))
    assert view.track.range == before
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(track.width() + 50, 22))


def test_arrow_keys_change_the_second_digit(qtbot, view):
    view.track.setFocus()
    qtbot.keyClick(view.track, Qt.Key.Key_Right)
    assert rate(view) == 0.031


def test_the_zones_are_those_of_the_data(view):
    ends = {zone.name: (zone.low, zone.high) for zone in view.track._zones}
    assert ends["oscillating"] == pytest.approx((LIMIT / 2, LIMIT))
    assert view.track.zone().name == "monotone"
    view.session.set_learning_rate(0.1)
    assert view.track.zone().name == "oscillating"
    view.session.set_learning_rate(LIMIT * 1.01)
    assert view.track.zone().name == "diverging"


def test_other_data_bring_other_zones(view):
    session = view.session
    session.edit_data(session.scenario.dataset.with_value(4, 0, 6.0))
    assert view.track._zones[-1].low == pytest.approx(2 / (sum(x * x for x, _ in RECORDS) - 9 + 36))


def test_a_rule_that_scales_itself_has_no_zones_and_says_why(view):
    view.session.set_optimizer(Optimizer(RULES["adam"], 0.03))
    assert view.track.zone() is None
    assert "no limit" in view.describe()


def test_elsewhere_than_on_a_parabola_the_limit_is_a_local_one(qtbot):
    view = LearningRate(Session(scenario(activation="sigmoid", start=1.0)), Look())
    qtbot.addWidget(view)
    view.resize(700, 50)
    view.show()
    before = view.track._zones[-1].low
    assert any(label.text.endswith("here") for label, _ in view.track.placed_labels())
    for _ in range(5):
        view.session.step()
    assert view.track._zones[-1].low != before


def test_where_nothing_curves_upwards_it_says_so(qtbot):
    view = LearningRate(Session(Scenario(FormulaSurface("-w^2"), Optimizer(), (1.0,))), Look())
    qtbot.addWidget(view)
    view.show()
    assert view.track.zone() is None
    assert "curve" in view.describe()


def test_pointing_at_the_rate_elsewhere_lights_the_symbol(view):
    quiet = view._symbol.font().weight()
    view.session.set_highlight("learning_rate")
    assert view._symbol.font().weight() > quiet
