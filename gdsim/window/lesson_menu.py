"""The lesson in the window: its menu, what its actions do, and the panels that each station needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

import gdsim.lesson as lessons
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.lesson.secret import Secret
from gdsim.scenario.words import tr
from gdsim.session.lesson_guide import LessonGuide
from gdsim.views.lesson import station_text
from gdsim.views.shared.map_options import EQUAL
from gdsim.window.arrangement import arrange_station

if TYPE_CHECKING:
    from gdsim.lesson.lesson import Lesson
    from gdsim.views.shared.view import View
    from gdsim.window.main_window import MainWindow
    from gdsim.window.panel import Panel

# What would move, or show, what an open question asks for.
MOVING = (
    "action_step", "action_step_back", "action_run", "action_run_to_end", "action_reset", "action_sub_step",
    "action_sub_step_back", "action_random_start",
)  # fmt: skip
_IN_LESSON = (
    "action_next_station", "action_previous_station", "action_lesson_contents", "action_lesson_do",
    "action_lesson_restore", "action_lesson_form", "action_lesson_line", "action_lesson_leave",
)  # fmt: skip


class LessonMenu(QObject):
    """What a person does with lessons. The guide leads; this shows the panels and fills the menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.guide = LessonGuide(window.session, window.settings, self)
        self._own: dict[str, Lesson] = {}
        self._state_before: QByteArray | None = None
        self._path_before = window.documents.path
        self._is_own_change = False
        self.guide.entered.connect(self._on_entered)
        self.guide.left.connect(self._on_left)
        self.guide.set_aside.connect(window.recovery.set_aside)
        self.guide.changed.connect(self.show_state)
        self.guide.quiz.changed.connect(self.show_state)
        window.documents.file_changed.connect(self._on_file_changed)

    # What the actions do

    def open(self, name: str) -> None:
        """Begin the lesson "name" or "name:station"; a folder's path is a name too."""
        lesson_name, mark, station = name.rpartition(":")
        if not mark or "/" in station or "\\" in station:
            lesson_name, station = name, ""
        try:
            self.begin(self._own.get(lesson_name) or lessons.lesson_by_name(lesson_name), station)
        except GdsimError as error:
            self._window.tell(error.message)

    def begin(self, lesson: Lesson, station: str = "") -> None:
        """Begin this lesson.

        Raises:
            GdsimError: it has no such station.
        """
        if self.guide.lesson is None:
            self._state_before = self._window.workbench.state()
            self._path_before = self._window.documents.path
        self.guide.open(lesson, station)

    def lesson_folder(self) -> None:
        """Ask for the folder of a lesson of one's own."""
        window = self._window
        folder = QFileDialog.getExistingDirectory(
            window, tr("Lesson from a folder"), window.settings.last_folder
        )
        if folder:
            self.open_folder(folder)

    def open_folder(self, folder: str) -> None:
        """Begin the lesson in this folder; what is wrong in it is told with file and line."""
        try:
            lesson = lessons.load_lesson(folder)
            self._own[lesson.name] = lesson
            self.begin(lesson)
        except GdsimError as error:
            self._window.tell(error.message)

    def lesson_on(self) -> None:
        """The next thing; in a lecture what the page has not yet shown comes before the next station."""
        if not self._window.lecture.go_on():
            self._clear_page()
            self._try(self.guide.forward)

    def lesson_back(self) -> None:
        """The thing before."""
        if not self._window.lecture.go_back():
            self.guide.backward()

    def next_station(self) -> None:
        """The next station."""
        self.guide.next_station()

    def previous_station(self) -> None:
        """The one before."""
        self.guide.previous_station()

    def lesson_contents(self) -> None:
        """The list of stations."""
        self._window.lesson_view.show_contents()

    def lesson_do(self) -> None:
        """Do what there is to do."""
        self._clear_page()
        self._try(self.guide.do_it)

    def lesson_restore(self) -> None:
        """Begin the station anew."""
        self.guide.restore()

    def lesson_form(self) -> None:
        """Turn the formulas."""
        self._window.lesson_view.turn_form()

    def lesson_line(self) -> None:
        """One line more of the derivation."""
        self._window.lesson_view.open_next()

    def lesson_leave(self) -> None:
        """End the lesson."""
        self.guide.leave()

    def ask(self) -> None:
        """Ask about the present position."""
        if not self.guide.quiz.ask_another():
            self._window.tell(
                Message(QT_TR_NOOP("There is nothing to ask here: the descent has come to its end."))
            )
            return
        if self.guide.lesson is None:
            self._window.panels.lesson.show()
        self._window.lesson_view.question.take_focus()

    # Panels

    def station_views(self) -> list[tuple[Panel, View]]:
        """The views that the station needs, each with its panel; none without a lesson."""
        station, found = self.guide.station, []
        for name in () if station is None else station.panels:
            panel = self._window.panels.holding(name)
            view = None if panel is None else panel.view(name)
            if panel is not None and view is not None:
                found.append((panel, view))
        return found

    def station_panels(self) -> list[Panel]:
        """The panels of the station, each with the first of the views that it needs in front."""
        panels: dict[Panel, View] = {}
        for panel, view in self.station_views():
            panels.setdefault(panel, view)
        for panel, view in panels.items():
            panel.show_view(view)
        return list(panels)

    def show_state(self) -> None:
        """Cover what would give an answer away; enable what can be done."""
        window, guide = self._window, self.guide
        for panel in window.panels.all():
            panel.cover(guide.covered_panels)
        window.show_possible()

    def limit_actions(self) -> None:
        """Of the lesson's actions, those that are possible now."""
        actions, guide = self._window.actions_by_name, self.guide
        for name in _IN_LESSON:
            actions[name].setEnabled(guide.lesson is not None)
        actions["action_lesson_do"].setEnabled(guide.lesson is not None and not guide.quiz.is_open)
        # Its dialog has the formula, which is looked for in the dark.
        actions["action_choose_surface"].setEnabled(Secret.CURVE not in guide.secrets)

    def _on_entered(self) -> None:
        window, station = self._window, self.guide.station
        assert station is not None
        self._own_change(None)
        window.studies.put_away()
        self._show_options(station.options)
        if window.lecture.is_on:
            window.lecture.show_station()
        else:
            arrange_station(window.workbench, window.panels, self.station_panels())
        if not window.isVisible():
            QTimer.singleShot(0, self, self._on_shown)
        window.show_banner(False)
        window.panels.lesson.retranslate()

    def _on_shown(self) -> None:
        """Now the window has its size, and can give the keyboard to the lesson."""
        window = self._window
        if self.guide.lesson is not None and not window.lecture.is_on:
            arrange_station(window.workbench, window.panels, self.station_panels())
            window.panels.lesson.take_focus()

    def _show_options(self, options: frozenset[str]) -> None:
        """What a station wants to be seen besides."""
        self._window.fit.set_options(options)
        equal_scales = self._window.error_map.options.actions_by_name[EQUAL]
        if equal_scales.isChecked() != ("equal_scales" in options):
            equal_scales.trigger()

    def _on_left(self) -> None:
        window = self._window
        self._own_change(self._path_before)
        self._show_options(frozenset())
        window.show_banner(True)
        if window.lecture.is_on:
            window.lecture.show_station()
            return
        if self._state_before is not None:
            window.return_panels(self._state_before)
        self._state_before = None

    def lecture_ended(self) -> None:
        """The window is back, and in a lesson the station's panels are."""
        if self.guide.lesson is not None:
            arrange_station(self._window.workbench, self._window.panels, self.station_panels())
            self._window.show_banner(False)
        elif self._state_before is not None:
            self._window.return_panels(self._state_before)
            self._state_before = None

    @property
    def state_before(self) -> QByteArray | None:
        """How the panels stood before the lesson; None without one."""
        return self._state_before

    def _own_change(self, path: object) -> None:
        """The documents are told that no file is open, or the one from before the lesson."""
        self._is_own_change = True
        self._window.documents.has_opened(path)  # type: ignore[arg-type]
        self._is_own_change = False

    def _on_file_changed(self) -> None:
        """Another scenario was opened or saved: that ends the lesson; unsaved work from before it is offered."""
        if not self._is_own_change and self.guide.lesson is not None:
            self._path_before = self._window.documents.path
            self._window.recovery.leave_behind()
            self.guide.end()

    def _clear_page(self) -> None:
        """Before a hall an answer has had the page for itself."""
        if self._window.lecture.is_on and self.guide.quiz.feedback is not None:
            self.guide.quiz.drop()

    def _try(self, action: object) -> None:
        try:
            action()  # type: ignore[operator]
        except GdsimError as error:
            self._window.tell(error.message)

    # The menu

    def fill(self, menu: QMenu) -> None:
        """Put the lessons into a menu, each with its stations."""
        menu.clear()
        for lesson in (*lessons.shipped_lessons(), *self._own.values()):
            sub = menu.addMenu(lesson.title.replace("&", "&&"))
            for index, station in enumerate(lesson.stations):
                action = sub.addAction(station_text(index, station.title))
                action.setData((lesson.name, station.name))
            sub.triggered.connect(self._on_station)

    def _on_station(self, action: QAction) -> None:
        name, station = action.data()
        self.open(f"{name}:{station}")
