"""The lesson: a station's text with live numbers, its question, and the way through the stations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

import gdsim.lesson as lessons
from gdsim.engine.message import QT_TR_NOOP, GdsimError
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.lesson_guide import LessonGuide
from gdsim.views.shared.flow import Flow
from gdsim.views.shared.lesson_content import FORMS, LessonContent
from gdsim.views.shared.lesson_dots import LessonDots
from gdsim.views.shared.lesson_page import LessonPage
from gdsim.views.shared.lesson_question import HuntBox, QuestionBox
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View

if TYPE_CHECKING:
    from gdsim.lesson.question import Answer

FORM_NAMES = (QT_TR_NOOP("symbols"), QT_TR_NOOP("numbers"), QT_TR_NOOP("result"))


class LessonView(View):
    """Where one is in a lesson. What is done here is the guide's; this view shows and asks.

    Pointing at a symbol or a live number lights up its quantity everywhere.
    """

    object_name = "lesson"
    lag = 100

    def __init__(
        self, session: Session, guide: LessonGuide, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, look, parent)
        self._guide = guide
        self._form, self._opened = 0, 1
        self._quantity: str | None = None
        self._line: str | None = None
        self.page = LessonPage(look, self)
        self.page.setObjectName("lesson_text")
        self.question = QuestionBox(look, self)
        self._hunt = HuntBox(look, self)
        self._tools = Flow(self)
        self._open = self._button("lesson_open", self.open_next, self._tools)
        self._turn = self._button("lesson_form", self.turn_form, self._tools)
        self._part_back = self._button("lesson_part_back", session.previous_stage, self._tools)
        self._part = self._button("lesson_part", self._on_part, self._tools)
        self._do = self._button("lesson_do", self._on_do, self._tools)
        self._restore = self._button("lesson_restore", guide.restore, self._tools)
        for button in self._tool_buttons():
            self._tools.add(button)
        self._back = self._button("lesson_back", guide.previous_station, self)
        self._next = self._button("lesson_next", guide.next_station, self)
        self._next.setProperty("primary", True)
        self.dots = LessonDots(look, self)
        self.dots.setObjectName("lesson_contents")
        self.dots.setMenu(self._contents())
        self._build()
        self._connect()
        self.restyle()
        self.retranslate()

    def _build(self) -> None:
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._back)
        self._foot.addWidget(self.dots, 1)
        self._foot.addWidget(self._next)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.page, 1)
        self._column.addWidget(self.question)
        self._column.addWidget(self._hunt)
        self._column.addWidget(self._tools)
        self._column.addLayout(self._foot)
        self._column.addStretch()  # takes the room of the page where that is hidden

    def _connect(self) -> None:
        self.page.pointed.connect(self._on_pointed)
        self.page.line_pointed.connect(self._on_line_pointed)
        self.page.reached.connect(self.session.point_at)
        self.page.room_changed.connect(self._show_page)
        self.page.anchorClicked.connect(self._on_link)
        self.question.answered.connect(self._on_answered)
        self.question.shown.connect(self._guide.quiz.reveal)
        self._hunt.looked.connect(self._on_looked)
        self._guide.changed.connect(self._on_changed)
        self._guide.entered.connect(self._on_entered)
        self.session.stage_changed.connect(self._on_changed)
        self.session.player.running_changed.connect(self._on_changed)

    def _button(self, name: str, slot: Any, parent: QWidget) -> QPushButton:
        button = QPushButton(parent)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    def _contents(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("lesson_stations")
        menu.aboutToShow.connect(self._list_stations)
        menu.triggered.connect(self._on_station)
        return menu

    def title(self) -> str:
        """The lesson's name."""
        lesson = self._guide.lesson
        return tr("The lesson") if lesson is None else lesson.title

    def hint(self) -> str:
        """Which station."""
        if self._guide.lesson is None:
            return ""
        return tr("station {number} of {count}").format(number=self._guide.index + 1, count=self._guide.count)

    @property
    def form(self) -> int:
        """Of the formulas: 0 symbols, 1 numbers plugged in, 2 result."""
        return self._form

    @property
    def opened(self) -> int:
        """How many stages of the derivation are open."""
        return self._opened

    @property
    def is_derived(self) -> bool:
        """A derivation is shown, line by line."""
        return self._guide.station is not None and self._guide.station.has_derivation

    @property
    def has_more(self) -> bool:
        """A line of the derivation is still to be opened."""
        return self.is_derived and self._opened < len(lessons.DERIVATION)

    def turn_form(self) -> None:
        """The next form of all formulas."""
        self._form = (self._form + 1) % FORMS
        self.refresh()

    def open_next(self) -> None:
        """One stage more of the derivation; from the last one, back to the first."""
        self._opened = self._opened + 1 if self._opened < len(lessons.DERIVATION) else 1
        self.refresh()
        self.session.point_at(None, self._opened_column())
        if not self.look.for_hall:  # there it begins with the new lines
            self.page.show_line(self._opened - 1)

    def _opened_column(self) -> str | None:
        """Key of the table's column to which the line opened last is tied."""
        station = self._guide.station
        if station is None:
            return None
        return lessons.line_column(station, self._guide.context(), self._opened - 1)

    def show_contents(self) -> None:
        """The list of stations."""
        self.dots.showMenu()

    # Showing

    def refresh(self) -> None:
        """Everything."""
        self._show_page()
        quiz = self._guide.quiz
        if not quiz.is_open and self.question.isAncestorOf(self.focusWidget()):
            self.page.setFocus()
        self.question.show_question(quiz.question if quiz.is_open else None)
        self.question.order_tabs(self.page)
        self._hunt.setVisible(self._guide.is_hunting)
        self._hunt.show_weight(float(self.session.weights[0]))
        self._show_buttons()

    def refresh_selection(self) -> None:
        """Another record has other numbers; what is pointed at lights up."""
        self._show_page()

    def restyle(self) -> None:
        """Sizes of the look."""
        look = self.look
        margin = round(look.px(11))
        self.page.restyle()
        self.question.restyle()
        self._hunt.restyle()
        self._tools.set_spacing(round(look.px(6)))
        self._tools.setContentsMargins(margin, round(look.px(4)), margin, round(look.px(4)))
        self._foot.setContentsMargins(margin, round(look.px(4)), margin, round(look.px(10)))
        self._foot.setSpacing(round(look.px(6)))
        for button in self._tool_buttons():
            button.setFont(look.text_font(12))
        for button in (self._back, self._next):
            button.setFont(look.text_font())
        self.dots.updateGeometry()

    def retranslate(self) -> None:
        """Texts of the buttons."""
        self._back.setText(tr("‹ Previous"))
        self._next.setText(tr("Next ›"))
        self._back.setToolTip(tr("The station before (Alt+Left)"))
        self._next.setToolTip(tr("The station after (Alt+Right)"))
        self._do.setText(tr("Do it for me"))
        self._do.setToolTip(tr("Does what there is to do at this station."))
        self._restore.setText(tr("Restore"))
        self._restore.setToolTip(tr("Begins this station anew, as it was prepared."))
        self._part.setText(tr("Next part"))
        self._part.setToolTip(tr("The next part of the step: predict, residuals, and so on (N)."))
        self._part_back.setText(tr("Previous part"))
        self._part_back.setToolTip(tr("The part of the step before (Shift+N)."))
        self._open.setText(tr("Next line"))
        self._open.setToolTip(tr("Opens the next line of the derivation."))
        self._turn.setToolTip(tr("Formulas in symbols, with their numbers, or their results only."))
        self.question.restyle()
        self._hunt.restyle()

    def describe(self) -> str:
        """All of the page in plain text."""
        return self.page.plain_text()

    def content(self) -> LessonContent | None:
        """What the page shows now; None without a lesson and a question. In a hall the answer has it for itself."""
        guide, quiz = self._guide, self._guide.quiz
        if guide.station is None and quiz.question is None:
            return None
        return LessonContent(
            None if self.look.for_hall and quiz.feedback is not None else guide.station,
            guide.context(),
            guide.secrets,
            self._form,
            self._opened,
            guide.has_to_answer,
            quiz.feedback,
            quiz.given,
            guide.challenge,
            guide.score,
            self.look.for_hall,
            guide.places,
            self.session.stage,
            self.session.stage_record,
            self.session.selected_weight,
        )

    def _show_page(self) -> None:
        content = self.content()
        self.page.show_station(content, self.session.highlight, self.session.column)
        self.page.setVisible(not self.look.for_hall or bool(self.page.toPlainText()))

    def _show_buttons(self) -> None:
        guide = self._guide
        station, lesson = guide.station, guide.lesson
        for widget in (self._tools, self._back, self._next, self.dots):
            widget.setVisible(lesson is not None and not self.look.for_hall)
        if station is None or lesson is None:
            return
        self._back.setEnabled(guide.index > 0)
        self._next.setEnabled(guide.index + 1 < guide.count)
        self._do.setEnabled(not guide.quiz.is_open and bool(station.actions))
        for button in (self._part_back, self._part):
            button.setVisible(station.sub_steps or station.by_record)
        self._part.setEnabled(not guide.quiz.is_open)
        self._part_back.setEnabled(not guide.quiz.is_open and self.session.stage is not None)
        self._turn.setVisible(station.has_forms)
        self._turn.setText(tr("Formulas: {form}").format(form=tr(FORM_NAMES[self._form])))
        self._open.setVisible(station.has_derivation)
        self._open.setText(
            tr("Next line") if self._opened < len(lessons.DERIVATION) else tr("First line only")
        )
        seen = [other.name in guide.progress.visited for other in lesson.stations]
        self.dots.show_way(seen, guide.index)
        where = tr("Contents; station {number} of {count}").format(number=guide.index + 1, count=guide.count)
        self.dots.setAccessibleName(where)
        self.dots.setToolTip(where)

    # What a person does

    def _tool_buttons(self) -> tuple[QPushButton, ...]:
        return self._part_back, self._part, self._do, self._turn, self._open, self._restore

    def _on_pointed(self, quantity: str | None) -> None:
        self._quantity = quantity
        self.session.point_at(quantity, self._line)

    def _on_line_pointed(self, column: str | None) -> None:
        self._line = column
        self.session.point_at(self._quantity, column)

    def _on_part(self) -> None:
        try:
            self.session.next_stage()
        except GdsimError as error:
            self.session.problem.emit(error.message)

    def _on_entered(self) -> None:
        self._form, self._opened = 0, 1
        self.session.point_at(None, None)
        self.page.scroll_to("top")
        # A button that is no longer there would hand the keyboard to any widget.
        self.page.setFocus()

    def _on_answered(self, answer: Answer) -> None:
        try:
            self._guide.quiz.commit(answer)
        except GdsimError as error:
            self.session.problem.emit(error.message)
            return
        self.page.setFocus()
        self.page.scroll_to("feedback")

    def _on_looked(self, weight: float) -> None:
        try:
            self._guide.look_at(weight)
        except GdsimError as error:
            self.session.problem.emit(error.message)

    def _on_do(self) -> None:
        try:
            self._guide.do_it()
        except GdsimError as error:
            self.session.problem.emit(error.message)

    def _on_link(self, link: QUrl) -> None:
        """A click on a number or symbol keeps its quantity lit up until the pointer leaves."""
        if link.toString().startswith("q:"):
            self.session.set_highlight(link.toString().removeprefix("q:") or None)

    def _list_stations(self) -> None:
        lesson, menu = self._guide.lesson, self.dots.menu()
        menu.clear()
        for index, station in enumerate(() if lesson is None else lesson.stations):
            action = menu.addAction(station_text(index, station.title))
            action.setData(index)
            action.setCheckable(True)
            action.setChecked(index == self._guide.index)

    def _on_station(self, action: QAction) -> None:
        self._guide.go_to(int(action.data()))


def station_text(index: int, title: str) -> str:
    """As it stands in a list."""
    return f"{index + 1}  {title}".replace("&", "&&")
