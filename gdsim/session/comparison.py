"""The descents that are compared with the session's own: rules of the scenario, each from the same start."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdsim.engine.comparison import Comparison
from gdsim.engine.descent import Descent
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.words import tr

if TYPE_CHECKING:
    from gdsim.session.session import Session

# As many can be told apart by colour, marker and line.
MOST_COMPARED = 12


class Comparing(QObject):
    """The scenario's rivals as descents, while it is active; number 0 is the session's own descent.

    While active, Step, Run, Back and Reset of the session move all of them together. A rival shows what its
    rule makes of the present objective from the start on: where its rule is edited, or one is added, it is
    brought to step k anew. Which rules are compared is part of the scenario, so that it is saved and undone.

    Signals:
        active_changed: comparing has begun or ended.
    """

    active_changed = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._together: Comparison | None = None

    @property
    def is_active(self) -> bool:
        """The rivals move too."""
        return self._together is not None

    @property
    def together(self) -> Comparison | None:
        """All descents, the session's own first; None while not active."""
        return self._together

    @property
    def descents(self) -> tuple[Descent, ...]:
        """All of them to be read; the session's own alone while not active."""
        return self._together.descents if self._together else (self._session.descent,)

    @property
    def optimizers(self) -> tuple[Optimizer, ...]:
        """Rule and numbers of each, the session's own first."""
        scenario = self._session.scenario
        return (scenario.optimizer, *scenario.rivals)

    @property
    def step_number(self) -> int:
        """k of those that have come furthest."""
        return max(descent.step_number for descent in self.descents)

    def set_active(self, active: bool) -> None:
        """Begin to compare, each brought to where the session is; or end it."""
        if active == self.is_active:
            return
        self._together = Comparison([self._session.descent]) if active else None
        self.follow()
        self.active_changed.emit(active)

    def follow(self) -> None:
        """Take over an edit of the scenario. Called by the session, before it tells of the edit."""
        if self._together is None:
            return
        main, k = self._session.descent, self.step_number
        kept = list(self._together.descents[1:]) if self._together.descents[0] is main else []
        k = k if kept else main.step_number
        rivals = []
        for optimizer in self._session.scenario.rivals:
            found = next((descent for descent in kept if descent.optimizer == optimizer), None)
            if found is None:
                found = self._new(optimizer, k)
            else:
                kept.remove(found)
                found.change(objective=main.objective, stop_rules=main.stop_rules)
            rivals.append(found)
        self._together = Comparison([main, *rivals])

    def _new(self, optimizer: Optimizer, k: int) -> Descent:
        main = self._session.descent
        descent = Descent(main.objective, optimizer, main.start, main.stop_rules)
        Comparison([descent]).advance(k)
        return descent

    # Editing

    def add(self, optimizer: Optimizer | None = None) -> None:
        """One more; without a rule given, the first that is not compared yet.

        Raises:
            GdsimError: there are as many as can be told apart.
        """
        if len(self.optimizers) >= MOST_COMPARED:
            raise GdsimError(
                Message(QT_TR_NOOP("No more than {most} can be told apart in one plot."), most=MOST_COMPARED)
            )
        rivals = (*self._session.scenario.rivals, optimizer or self._proposal())
        self._edit(rivals, tr("Add to the comparison"))

    def remove(self, place: int) -> None:
        """Compare number ``place`` (from 1 on) no longer."""
        rivals = list(self._session.scenario.rivals)
        del rivals[place - 1]
        self._edit(tuple(rivals), tr("Remove from the comparison"))

    def set_optimizer(
        self, place: int, optimizer: Optimizer, text: str | None = None, merge: Hashable = None
    ) -> None:
        """Another rule, or other numbers for it, for number ``place``; 0 is the session's own."""
        if place == 0:
            self._session.set_optimizer(optimizer, text, merge)
            return
        rivals = list(self._session.scenario.rivals)
        rivals[place - 1] = optimizer
        self._edit(tuple(rivals), text or tr("Change optimizer"), merge)

    def _edit(self, rivals: tuple[Optimizer, ...], text: str, merge: Hashable = None) -> None:
        self._session.edit(replace(self._session.scenario, rivals=rivals), text, merge)

    def _proposal(self) -> Optimizer:
        """The session's own with another rule, or at half the η where all rules are there already."""
        own = self._session.scenario.optimizer
        used = {optimizer.rule for optimizer in self.optimizers}
        rule = next((rule for rule in RULES.values() if rule not in used), None)
        if rule is not None:
            return replace(own, rule=rule, settings={}, mistake=None)
        return replace(own, learning_rate=0.5 * min(o.learning_rate for o in self.optimizers), mistake=None)
