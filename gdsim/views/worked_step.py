"""The next update with its numbers plugged in, sign by sign."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gdsim.engine.descent import Outcome
from gdsim.engine.message import GdsimError
from gdsim.engine.outcome import divergence_message
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.session.sub_step import MOVE
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View
from gdsim.views.shared.worked_blocks import Work, blocks, refused, taken_apart
from gdsim.views.shared.worked_hall import for_hall, of_record
from gdsim.views.shared.worked_page import WorkedPage
from gdsim.views.shared.worked_parts import Block, Heading, Sentence
from gdsim.views.shared.worked_text import as_text

_WEIGHTS_RUNNING = 2  # shown while it runs


class WorkedStep(View):
    """E, gradient, update and move of each weight, the chosen one first; then what the signs mean.

    Pointing at a symbol or a number lights up its quantity everywhere. All of it can be copied.
    """

    object_name = "worked_step"
    lag = 250

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._work: Work | None = None
        self._content: list[Block] = []
        self._expanded = self._is_of_run = False
        self._page = WorkedPage(look, self)
        self._page.setObjectName("worked_step_text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._page)
        self._page.pointed.connect(session.set_highlight)
        self._page.room_changed.connect(self._draw)
        self._page.anchorClicked.connect(self._on_link)
        self._page.menu_wanted.connect(self._show_menu)
        session.stage_changed.connect(self._on_changed)
        session.player.running_changed.connect(self._on_running)
        self.restyle()

    def title(self) -> str:
        """Name of the panel."""
        return tr("The step in numbers")

    def hint(self) -> str:
        """What can be done."""
        return tr("point at a symbol")

    def refresh(self) -> None:
        """Take the next update apart and show it."""
        self._content = self._build()
        self._draw()

    def refresh_selection(self) -> None:
        """Another chosen weight comes first; what is pointed at lights up."""
        self.refresh()

    def restyle(self) -> None:
        """Sizes of the look."""
        self._page.restyle()

    def describe(self) -> str:
        """All of it in plain text."""
        return self.plain_text()

    def plain_text(self) -> str:
        """What a copy gives."""
        return as_text(self._content)

    def markdown(self) -> str:
        """The same for a document that typesets LaTeX."""
        return as_text(self._content, markdown=True)

    @property
    def page(self) -> WorkedPage:
        """What it is drawn on."""
        return self._page

    @property
    def expanded(self) -> bool:
        """All terms of the sums are shown."""
        return self._expanded

    def set_expanded(self, expanded: bool) -> None:
        """Show all terms of the sums, or their beginning and end."""
        self._expanded = expanded
        self.refresh()

    # What to show

    def _build(self) -> list[Block]:
        descent = self.session.descent
        self._is_of_run = self.session.player.running
        if descent.outcome is Outcome.DIVERGED:
            return [Heading(tr("no further step")), Sentence(say(divergence_message(descent)))]
        try:
            self._work = self._shown_work()
        except GdsimError as error:
            return refused(descent, error)
        most = _WEIGHTS_RUNNING if self._is_of_run else 0
        content = blocks(self._work, self.session.selected_weight, self._expanded, most)
        content = [*self._head(self._work), *content]
        return self._for_hall(content) if self.look.for_hall else content

    def _for_hall(self, content: list[Block]) -> list[Block]:
        stage = self.session.stage
        own = [] if stage is None else of_record(self.session, stage)
        return [*for_hall(content, self._stage_name()), *own]

    def _stage_name(self) -> str:
        return self.session.stage.name if self.session.stage else ""

    def _shown_work(self) -> Work:
        """The next update; at the last sub-step, the one just made."""
        session, before = self.session, self._work
        if session.stage is MOVE and before is not None and before.step.step + 1 == session.step_number:
            return before
        return taken_apart(session.descent)

    def _head(self, work: Work) -> list[Block]:
        step, stage = work.step.step, self.session.stage
        title = tr("step {k} → {next}").format(k=step, next=step + 1)
        if stage is None:
            return [Heading(title)]
        number = self.session.stages.index(stage) + 1
        part = tr("part {number} of {count}: {name}").format(
            number=number, count=len(self.session.stages), name=tr(stage.label)
        )
        return [Heading(f"{title} · {part}"), Sentence(tr(stage.note), soft=True)]

    def _on_running(self, running: bool) -> None:
        """At a pause it may have caught up already."""
        if running != self._is_of_run:
            self._on_changed()

    # How it is drawn

    def _draw(self) -> None:
        self._page.show_blocks(self._content, self.session.highlight, self._stage_name())

    # What a person does

    def _on_link(self, link: QUrl) -> None:
        if link.toString() == "all":
            self.set_expanded(not self._expanded)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        if self._page.textCursor().hasSelection():
            menu.addAction(self._action(menu, tr("Copy the marked text"), self._page.copy))
        menu.addAction(self._action(menu, tr("Copy the step as text"), self._copy_text))
        menu.addAction(self._action(menu, tr("Copy the step as Markdown"), self._copy_markdown))
        text = tr("Show fewer terms") if self._expanded else tr("Show all terms")
        menu.addAction(self._action(menu, text, self._toggle_expanded))
        menu.exec(place)
        menu.deleteLater()

    def _action(self, menu: QMenu, text: str, slot: Any) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(slot)
        return action

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.plain_text())

    def _copy_markdown(self) -> None:
        QGuiApplication.clipboard().setText(self.markdown())

    def _toggle_expanded(self) -> None:
        self.set_expanded(not self._expanded)
