"""The base of every view: reads the session, redraws when told, sleeps while hidden."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.turns import Turns


class View(QWidget):
    """One thing seen.

    A subclass builds its widgets in ``__init__`` (after calling this one), gives ``title()`` and
    draws everything in ``refresh()`` from the session and the look alone. ``refresh()`` is called once the
    view is first shown, and then on every change while it is visible; a hidden view is
    refreshed when it is shown again. What needs less work on a step overrides ``refresh_step()``.

    Signals:
        hint_changed: other words stand at the right of the panel's head.

    Attributes:
        session: what is shown, and what is asked for changes.
        look: colours and sizes.
    """

    hint_changed = Signal()

    object_name = ""
    # Milliseconds that it may stay behind a hand, or a run of shorter steps: what is read, not watched.
    lag = 0

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.look = look
        self._outdated = True
        self._told_name = self._told_hint = ""
        self._turns = Turns.of(session)
        self.setObjectName(self.object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        session.scenario_changed.connect(self._on_changed)
        session.stepped.connect(self._on_stepped)
        session.selection_changed.connect(self._on_selected)
        look.changed.connect(self._on_look_changed)

    def title(self) -> str:
        """Name of the panel, translated."""
        raise NotImplementedError

    def hint(self) -> str:
        """A few words at the right of the panel's head on what can be done here; may be empty."""
        return ""

    def refresh(self) -> None:
        """Draw everything from the session."""
        raise NotImplementedError

    def refresh_step(self) -> None:
        """Draw what a step changes; everything unless overridden."""
        self.refresh()

    def refresh_selection(self) -> None:
        """Draw what another chosen record, weight or highlight changes; everything unless overridden."""
        self.refresh()

    def restyle(self) -> None:
        """Take over another look: fonts, pens, sizes. Called before refresh."""

    def retranslate(self) -> None:
        """Set texts that refresh() does not set. Called before refresh."""

    def describe(self) -> str:
        """What the view shows now, in a sentence, for screen readers; may be empty."""
        return ""

    def _on_changed(self) -> None:
        self._update(self.refresh)

    def _on_stepped(self) -> None:
        self._update(self.refresh_step)

    def _on_selected(self) -> None:
        self._update(self.refresh_selection)

    def _on_look_changed(self) -> None:
        self.restyle()
        self._update(self.refresh)

    def _update(self, draw: Callable[[], None]) -> None:
        if not self.isVisible():
            self._outdated = True
            return
        if self._may_wait():
            self._outdated = True
            self._turns.wait(self, self.lag)
        elif self._turns.is_in_hand(self):
            self._turns.draw_in_hand(partial(self._draw_now, draw))
        else:
            self._draw_now(draw)

    def _may_wait(self) -> bool:
        """A hand moves something elsewhere, or what is shown now would be another thing before it could be read."""
        player = self.session.player
        if self._turns.is_held:
            return not self._turns.is_in_hand(self)
        return player.running and player.pace * self.lag > 1000.0

    @property
    def waits(self) -> bool:
        """It shows what was before, until its turn comes."""
        return self._outdated and self.isVisible()

    def catch_up(self) -> None:
        """Draw what is outdated, if it is seen."""
        if self.waits:
            self._draw_now(self.refresh)

    def _draw_now(self, draw: Callable[[], None]) -> None:
        if self._outdated:
            draw = self.refresh
        self._outdated = False
        draw()
        if self.hint() != self._told_hint:
            self._told_hint = self.hint()
            self.hint_changed.emit()
        if self._turns.is_moving:
            self._turns.tell_later(self)
        else:
            self.tell_readers()

    def readers(self) -> list[QWidget]:
        """What has the keyboard in this view and is read out as the view: its plot, its page."""
        return [child for child in self.children() if isinstance(child, QAbstractScrollArea)]

    def tell_readers(self) -> None:
        """Name and description for screen readers, as things are now; a name of a widget's own stays."""
        name, text = self.title(), self.describe()
        for widget in (self, *self.readers()):
            if widget.accessibleName() in ("", self._told_name):
                widget.setAccessibleName(name)
            widget.setAccessibleDescription(text)
        self._told_name = name

    def _catch_up(self) -> None:
        """Draw from within one of Qt's events.

        An exception that leaves an event handler called from Python may crash the interpreter
        (PySide 6.11), so it goes the way of an exception in a slot: to the excepthook.
        """
        try:
            self._update(self.refresh)
        except Exception:
            sys.excepthook(*sys.exc_info())

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while hidden."""
        super().showEvent(event)
        if self._outdated:
            self.restyle()
            self._catch_up()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._catch_up()
