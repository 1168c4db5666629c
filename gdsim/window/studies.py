"""What is looked at on purpose: rules compared, the learning rate, the starts, the usual mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gdsim.engine.message import QT_TR_NOOP
from gdsim.views.compare import Compare
from gdsim.views.mistakes import Mistakes
from gdsim.views.rate_study import RateStudy
from gdsim.views.shared.view import View
from gdsim.views.starts_map import StartsMap
from gdsim.window.action_spec import ActionSpec

if TYPE_CHECKING:
    from gdsim.window.main_window import MainWindow

STUDY_ACTIONS = (
    ActionSpec(
        "action_compare",
        QT_TR_NOOP("&Compare rules"),
        "descent",
        4,
        QT_TR_NOOP("Several rules from one start: trails, errors over the steps, a table."),
        ("Ctrl+Shift+K",),
        checkable=True,
    ),
    ActionSpec(
        "action_rate_study",
        QT_TR_NOOP("Study the &learning rate"),
        "descent",
        4,
        QT_TR_NOOP("The error after some steps, for a whole range of η."),
        ("Ctrl+L",),
        checkable=True,
    ),
    ActionSpec(
        "action_starts_map",
        QT_TR_NOOP("&Map of starts"),
        "descent",
        4,
        QT_TR_NOOP("Where each start ends, or how many steps it needs."),
        ("Ctrl+M",),
        checkable=True,
    ),
    ActionSpec(
        "action_mistakes",
        QT_TR_NOOP("Make a &usual mistake"),
        "descent",
        4,
        QT_TR_NOOP("The wrong sign, f′ left out and others, with the numeric check that finds them."),
        ("Ctrl+Shift+M",),
        checkable=True,
    ),
)


class Studies(QObject):
    """Views beside the landscapes, in their panel; each comes when it is asked for, and goes when asked again.

    A view that is not seen rests: comparing costs nothing while nobody sees it.

    Attributes:
        views: by the name of the action that asks for them.
        asked: the view that is offered beside the landscapes, if there is one.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        session, look = window.session, window.look
        self.views: dict[str, View] = {
            "action_compare": Compare(session, look),
            "action_rate_study": RateStudy(session, look),
            "action_starts_map": StartsMap(session, look),
            "action_mistakes": Mistakes(session, look),
        }
        self.asked: tuple[View, ...] = ()

    def compare(self) -> None:
        """Several rules side by side, or no longer; where none is compared yet, one is proposed."""
        comparison = self._window.session.comparison
        if len(comparison.optimizers) < 2:
            comparison.add()
        self._toggle("action_compare")

    def rate_study(self) -> None:
        """The error over η."""
        self._toggle("action_rate_study")

    def starts_map(self) -> None:
        """The starts, coloured by what becomes of them."""
        self._toggle("action_starts_map")

    def mistakes(self) -> None:
        """The usual mistakes."""
        self._toggle("action_mistakes")

    def put_away(self) -> None:
        """None is offered any more."""
        if self.asked:
            self.asked = ()
            self._window.offered.show()
            self.show_state()

    def show_state(self) -> None:
        """Check the action of the view that is seen."""
        current = self._window.panels.landscape.current
        for name, view in self.views.items():
            self._window.actions_by_name[name].setChecked(current is view)

    def _toggle(self, name: str) -> None:
        panel, view = self._window.panels.landscape, self.views[name]
        seen = panel.current is view and not panel.isHidden()
        self.asked = () if seen else (view,)
        self._window.offered.show()
        if not seen:
            panel.show()
            panel.show_view(view)
            panel.take_focus()
        self.show_state()
