"""The main window: which views stand where, and what each action does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QVBoxLayout, QWidget

from gdsim.engine.message import Message
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.session.settings import Settings
from gdsim.views.banner import Banner
from gdsim.views.data_table import DataTable
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.error_history import ErrorHistory
from gdsim.views.error_map import ErrorMap
from gdsim.views.error_slices import ErrorSlices
from gdsim.views.error_surface import ErrorSurface
from gdsim.views.fit import Fit
from gdsim.views.history_table import HistoryTable
from gdsim.views.learning_rate import LearningRate
from gdsim.views.lesson import LessonView
from gdsim.views.model_controls import ModelControls
from gdsim.views.neuron import NeuronView
from gdsim.views.shared.flow import Flow
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View
from gdsim.views.status import Status
from gdsim.views.transport import Transport
from gdsim.views.worked_step import WorkedStep
from gdsim.window.actions import Actions
from gdsim.window.appearance import Appearance
from gdsim.window.arrangement import Panels, Room, room_of
from gdsim.window.documents import Documents
from gdsim.window.faults import Faults
from gdsim.window.help import Help
from gdsim.window.imports import Imports, dropped_file
from gdsim.window.lecture import Lecture
from gdsim.window.lesson_menu import MOVING, LessonMenu
from gdsim.window.menus import Menus
from gdsim.window.moves import Moves
from gdsim.window.offered import Offered
from gdsim.window.panel import Panel
from gdsim.window.printing import Printing
from gdsim.window.recovery import Recovery
from gdsim.window.studies import Studies
from gdsim.window.surfaces import Surfaces
from gdsim.window.workbench import Workbench

_FIRST_SIZE = (1280, 800)
_SMALLEST_SIZE = (900, 600)
_EDGE = 8


class MainWindow(QMainWindow):
    """The laboratory.

    Attributes:
        session: what is shown.
        look: theme and size.
        settings: what is remembered between starts.
    """

    def __init__(
        self,
        session: Session,
        look: Look | None = None,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        self.session = session
        self.look = look or Look(parent=self)
        self.settings = settings or Settings()
        self.documents = Documents(session, self.settings, self)
        self.imports = Imports(session, self.look, self.settings, self.documents)
        self.recovery = Recovery(session, self.documents)
        self.faults = Faults(self.recovery.keep_now, self)
        self.lesson_menu = LessonMenu(self)
        self.lecture = Lecture(self)
        self.studies = Studies(self)
        self.moves = Moves(session, self)
        self.appearance = Appearance(self.look, self.settings, self)
        self.help = Help(session, self.look, self)
        self.surfaces = Surfaces(session, self.look, self)
        self.printing = Printing(session, self)
        helpers = (
            *(self.moves, self.documents, self.imports, self.recovery, self.faults, self.printing),
            *(self.lesson_menu, self.lecture, self.studies, self.appearance, self.help, self.surfaces),
        )
        self.actions_by_name = Actions(self, *helpers)
        self.addActions(list(self.actions_by_name))
        self.offered = Offered(self)
        self.workbench = Workbench(self)
        self._surround(self.workbench)
        self.panels = self._build_panels()
        self._build_bars()
        self.menus = Menus(self)
        self.setMinimumSize(*_SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self.resize(*_FIRST_SIZE)
        self.restoreGeometry(QByteArray(self.settings.geometry))
        self.workbench.hold(self.panels, self.settings.panel_states, self._room())
        # Once the size of the moment is what stays.
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._enter_room)
        self._connect()
        self._on_scenario_changed()

    # Building

    def _build_panels(self) -> Panels:
        session, look = self.session, self.look
        self.error_curve = ErrorCurve(session, look)
        self.error_map = ErrorMap(session, look)
        self.error_surface = ErrorSurface(session, look)
        self.error_slices = ErrorSlices(session, look)
        self.worked_step = WorkedStep(session, look)
        self.data_table = DataTable(session, look)
        self.lesson_view = LessonView(session, self.lesson_menu.guide, look)
        self.fit = Fit(session, look)
        landscape = (self.error_curve, self.error_map, self.error_surface, self.error_slices)
        return Panels(
            lesson=self._panel("lesson", self.lesson_view),
            guide=self._panel("guide", self.worked_step),
            landscape=self._panel("landscape", *landscape, *self.studies.views.values()),
            fit=self._panel("fit", self.fit),
            neuron=self._panel("neuron", NeuronView(session, look)),
            history=self._panel("history", ErrorHistory(session, look)),
            data=self._panel("data", self.data_table, HistoryTable(session, look)),
        )

    def _panel(self, name: str, *views: View) -> Panel:
        return Panel(name, views, self.look, self.workbench)

    def _build_bars(self) -> None:
        self.banner = Banner(self.session, self.look)
        self.transport = Transport(self.session, self.look, self.actions_by_name)
        self.learning_rate = LearningRate(self.session, self.look)
        start, surface = (self.actions_by_name[f"action_{n}"] for n in ("random_start", "choose_surface"))
        self.model_controls = ModelControls(self.session, self.look, start, surface)
        self.status = Status(self.session, self.look)
        controls = Flow(self)
        for view in (self.transport, self.learning_rate, self.model_controls):
            controls.add(view)
        self._controls = self._bar("controls", Qt.ToolBarArea.TopToolBarArea)
        self._controls.addWidget(controls)
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self._banner_bar = self._bar("banner", Qt.ToolBarArea.TopToolBarArea)
        self._banner_bar.addWidget(self.banner)
        self._bar("status", Qt.ToolBarArea.BottomToolBarArea).addWidget(self.status)

    def _bar(self, name: str, area: Qt.ToolBarArea) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName(f"bar_{name}")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)  # a control that is gone cannot be reached in class
        bar.toggleViewAction().setVisible(False)
        self.addToolBar(area, bar)
        return bar

    def _surround(self, workbench: QWidget) -> None:
        frame = QWidget(self)
        frame.setObjectName("central")
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.addWidget(workbench)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        self.banner.closed.connect(self.notes)
        self.banner.answered.connect(self._on_answered)
        self.panels.landscape.view_changed.connect(self.studies.show_state)
        self.actions_by_name["action_notes"].setChecked(True)
        self.session.scenario_changed.connect(self._on_scenario_changed)
        self.documents.file_changed.connect(self._drop_question)
        self.session.stepped.connect(self._on_moved)
        self.session.player.running_changed.connect(self._on_moved)
        self.session.problem.connect(self.tell)
        self.session.undo_stack.indexChanged.connect(self._on_moved)
        self.session.undo_stack.cleanChanged.connect(self._show_title)
        self.documents.file_changed.connect(self._on_file_changed)
        for teller in (self.moves, self.documents, self.imports, self.surfaces, self.recovery, self.printing):
            teller.told.connect(self.tell)
        for offerer in (self.documents, self.recovery, self.faults):
            offerer.offered.connect(self.offer)
        self.look.changed.connect(self._on_look_changed)

    def return_panels(self, state: QByteArray) -> None:
        """A lesson or a lecture leaves the panels as it found them; the window may have another size by now."""
        self.workbench.restore(state)
        self._resized.start()

    def show_bars(self, shown: bool) -> None:
        """Controls and banner, which a page does without."""
        self._controls.setVisible(shown)
        self.show_banner(shown and self.lesson_menu.guide.lesson is None)

    def show_banner(self, shown: bool) -> None:
        """In a lesson and on a page it comes only when there is something to say."""
        self._banner_bar.setVisible(shown and not self.lecture.is_on)

    def show_possible(self) -> None:
        """Enable what can be done now."""
        self._on_moved()

    # What the actions do; each is called by the action of its name

    def new(self) -> None:
        """An empty table."""
        self.documents.new()

    def open(self) -> None:
        """Choose a scenario file."""
        self.documents.choose_and_open()

    def save(self) -> None:
        """Save under the same name."""
        self.documents.save()

    def save_as(self) -> None:
        """Save under another name."""
        self.documents.save_as()

    def export_picture(self) -> None:
        """The window or a panel as a picture or a film; what is seen stays as it is meanwhile."""
        from gdsim.window.export_dialog import ExportDialog  # Pillow's import: only when wanted

        views = [
            view for panel in self.panels.all() if panel is not self.panels.lesson for view in panel.offered
        ]
        dialog = ExportDialog(self.session, self.settings, views, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def next_panel(self) -> None:
        """The keyboard goes to the next panel in sight."""
        self._turn_panels(1)

    def previous_panel(self) -> None:
        """And to the one before."""
        self._turn_panels(-1)

    def notes(self) -> None:
        """Show the line on the scenario, or give its room to the panels."""
        self._banner_bar.setVisible(not self._banner_bar.isVisible())
        self.actions_by_name["action_notes"].setChecked(self._banner_bar.isVisible())

    def restore_panels(self) -> None:
        """The first arrangement."""
        self._drop_question()
        self.workbench.arrange_first()

    def _drop_question(self) -> None:
        """A question asked outside of a lesson goes with what it was about: it would lock what it hides."""
        if self.lesson_menu.guide.lesson is None:
            self.lesson_menu.guide.quiz.drop()

    def full_screen(self) -> None:
        """The whole screen, or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def tell(self, message: Message) -> None:
        """Say something without being in the way."""
        self._banner_bar.show()
        self.banner.tell(say(message))

    def offer(self, message: Message, actions: Sequence[str]) -> None:
        """Say something, with a button for each of these actions."""
        self.banner.tell(say(message), [self.actions_by_name[name] for name in actions])

    # Inside

    def _turn_panels(self, by: int) -> None:
        stops: list[QWidget] = [w for w in (*self.panels.all(), self._controls) if w.isVisible()]
        focus = self.focusWidget()
        here = [i for i, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)]
        if not stops:
            return
        stop = stops[((here[0] if here else -min(by, 0)) + by * bool(here)) % len(stops)]
        if isinstance(stop, Panel):
            stop.take_focus()
        else:
            self.learning_rate.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answered(self) -> None:
        """In a lesson and on a page there was no line before something was said."""
        if self.lecture.is_on or self.lesson_menu.guide.lesson is not None:
            self.show_banner(False)

    def _on_file_changed(self) -> None:
        self.banner.tell("")  # what was said of another file
        self._show_title()

    def _on_scenario_changed(self) -> None:
        self.offered.follow()
        self._on_moved()
        self._show_title()

    def _on_moved(self) -> None:
        """Enable what can be done now."""
        stack = self.session.undo_stack
        actions = self.actions_by_name
        actions["action_undo"].setEnabled(stack.canUndo())
        actions["action_redo"].setEnabled(stack.canRedo())
        may_move = not self.lesson_menu.guide.quiz.is_open
        for name in MOVING:
            actions[name].setEnabled(may_move and (name != "action_step_back" or self.session.can_step_back))
        self.lesson_menu.limit_actions()
        actions["action_run"].setText(tr("&Pause") if self.session.player.running else tr("&Run"))

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.documents.title()}[*] — gdsim")
        is_modified = not self.session.undo_stack.isClean()
        if is_modified != self.isWindowModified():  # Qt would compose the title anew
            self.setWindowModified(is_modified)

    def _on_look_changed(self) -> None:
        if not self.lecture.is_on:
            self.settings.zoom = self.look.zoom
        self._resized.start()

    def _room(self) -> Room:
        return room_of(self.height() / self.look.px(1))

    def _enter_room(self) -> None:
        """A lesson and a lecture arrange the panels themselves."""
        if not self.lecture.is_on and self.lesson_menu.state_before is None:
            focus = self.focusWidget()
            self.workbench.enter(self._room())
            if focus is not None and focus.isVisible():  # moved about, it has lost the keyboard
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the landscape."""
        super().showEvent(event)
        self.panels.landscape.current.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be another room."""
        super().resizeEvent(event)
        self._resized.start()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_by_name.retranslate()
            self.menus.retranslate()
            self._on_moved()
            self._show_title()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it or take its records, once the program it was dragged from is told."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.imports.take_later(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; remember the arrangement."""
        self.lecture.leave()
        self.lesson_menu.guide.leave()
        if not self.documents.may_discard():
            event.ignore()
            return
        self.session.player.pause()
        self.session.background.cancel_all()
        self.recovery.close()
        self.settings.geometry = bytes(self.saveGeometry().data())
        self.settings.panel_states = self.workbench.states()
        self.settings.pace = self.session.player.pace
        super().closeEvent(event)
