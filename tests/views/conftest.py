"""Views on the screen, and what holds of each that draws the gradient and the update."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from pytestqt.qtbot import QtBot

from gdsim.lesson.secret import Secret
from gdsim.scenario.number_text import number_text
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.view import View

# Whether the gradient is drawn, and whether the update is.
Drawn = tuple[bool, bool]


@pytest.fixture
def show(qtbot) -> Callable[..., View]:
    """Have a view on the screen, at a size and some steps on."""

    def show_it(view: View, size: tuple[int, int], steps: int = 0) -> View:
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        for _ in range(steps):
            view.session.step()
        # The axes make room for their numbers when they are painted, and then the plot is drawn anew.
        view.grab()
        QCoreApplication.processEvents()
        return view

    return show_it


def move_to(qtbot: QtBot, plot: Plot, place: QPoint) -> None:
    """The pointer comes to a place in a plot's viewport from elsewhere in it."""
    # A plot takes no more than a hundred moves a second, and none where the pointer is already.
    for position in (QPoint(1, 1), place):
        qtbot.wait(15)
        qtbot.mouseMove(plot.viewport(), position)


def marked(view: View) -> Drawn:
    """Of a view that has its arrows among its marks."""
    return view.marks.gradient_arrow.span is not None, view.marks.update_arrow.span is not None


def check_a_walk(view: View, drawn: Callable[[View], Drawn]) -> None:
    """Walked through, a step brings the gradient first and then the update."""
    seen = {}
    while "move" not in seen:
        view.session.next_stage()
        seen[view.session.stage.name] = drawn(view)
    assert seen == {
        "predict": (False, False),
        "residuals": (False, False),
        "square_and_sum": (False, False),
        "gradient": (True, False),
        "scale": (True, True),
        "move": (True, True),
    }


def check_secrets(view: View, drawn: Callable[[View], Drawn]) -> None:
    """What a question asks for is neither drawn nor described until it is answered."""
    slope = number_text(float(view.session.gradient[0]))
    assert slope in view.describe()
    view.session.withhold(frozenset({Secret.GRADIENT, Secret.UPDATE}))
    assert drawn(view) == (False, False)
    assert slope not in view.describe()
    view.session.withhold(frozenset())
    assert drawn(view) == (True, True)
