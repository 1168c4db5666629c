"""The main window: which views stand where, and what each action does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QVBoxLayout, QWidget

from gdsim.engine.message import GdsimError, Message
from gdsim.scenario import number_text
from gdsim.scenario.scenario import RandomStart
from gdsim.scenario.words import localized, say, tr
from gdsim.session import Session
from gdsim.session.settings import DIGITS, Settings
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
from gdsim.views.shared.theme import THEMES
from gdsim.views.shared.view import View
from gdsim.views.status import Status
from gdsim.views.transport import Transport
from gdsim.views.worked_step import WorkedStep
from gdsim.window.actions import Actions
from gdsim.window.arrangement import Panels, arrange_first
from gdsim.window.documents import Documents
from gdsim.window.faults import Faults
from gdsim.window.imports import Imports, dropped_file
from gdsim.window.keys_sheet import KeysSheet
from gdsim.window.lecture import Lecture
from gdsim.window.lesson_menu import MOVING, LessonMenu
from gdsim.window.menus import Menus
from gdsim.window.panel import Panel
from gdsim.window.recovery import Recovery
from gdsim.window.studies import Studies

ZOOM_STEP = 0.1
_STATE_VERSION = 2
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
        helpers = (
            *(self.documents, self.imports, self.recovery, self.faults),
            *(self.lesson_menu, self.lecture, self.studies),
        )
        self.actions_by_name = Actions(self, *helpers)
        self.addActions(list(self.actions_by_name))
        self._keys_sheet: KeysSheet | None = None
        self._landscapes: tuple[View, ...] = ()
        self.workbench = self._build_workbench()
        self.panels = self._build_panels()
        self._build_bars()
        self.menus = Menus(self)
        self.setMinimumSize(*_SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self.resize(*_FIRST_SIZE)
        self.arrange_panels()
        self._first_state = self.workbench_state()
        self._restore()
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
        self.model_controls = ModelControls(
            self.session, self.look, self.actions_by_name["action_random_start"]
        )
        self.status = Status(self.session, self.look)
        controls = Flow(self)
        controls.row.setContentsMargins(0, 0, 0, 0)
        for view in (self.transport, self.learning_rate, self.model_controls):
            controls.row.addWidget(view)
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

    def _build_workbench(self) -> QMainWindow:
        """What holds the docks: a window within the window, since only so can they stand free of its edge."""
        workbench = QMainWindow(self, Qt.WindowType.Widget)
        workbench.setObjectName("workbench")
        workbench.setDockNestingEnabled(True)
        workbench.createPopupMenu = _no_menu  # type: ignore[method-assign]
        frame = QWidget(self)
        frame.setObjectName("central")
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.addWidget(workbench)
        self.setCentralWidget(frame)
        return workbench

    def _connect(self) -> None:
        self.banner.closed.connect(self.notes)
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
        for teller in (self.documents, self.imports, self.recovery):
            teller.told.connect(self.tell)
        for offerer in (self.documents, self.recovery, self.faults):
            offerer.offered.connect(self.offer)
        self.look.changed.connect(self._on_look_changed)

    def arrange_panels(self) -> None:
        """The first arrangement."""
        arrange_first(self.workbench, self.panels)

    def workbench_state(self) -> QByteArray:
        """How the panels stand now."""
        return self.workbench.saveState(_STATE_VERSION)

    def restore_workbench(self, state: QByteArray) -> None:
        """Have the panels stand as they did."""
        self.workbench.restoreState(state, _STATE_VERSION)

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

    def step(self) -> None:
        """One update."""
        self._try(self.session.step)

    def step_back(self) -> None:
        """One update less."""
        self.session.step_back()

    def run(self) -> None:
        """Run, or pause."""
        self.session.player.toggle()

    def run_to_end(self) -> None:
        """Run until a stop rule."""
        self.session.player.run_to_end()

    def reset(self) -> None:
        """Back to the start."""
        self.session.reset()

    def random_start(self) -> None:
        """New start weights from the next seed."""
        start = self.session.scenario.start
        seed, low, high = (
            (start.seed + 1, start.low, start.high) if isinstance(start, RandomStart) else (1, -1.0, 1.0)
        )
        self.session.random_start(seed, low, high)

    def sub_step(self) -> None:
        """The next part of the step."""
        self._try(self.session.next_stage)

    def sub_step_back(self) -> None:
        """The part before."""
        self.session.previous_stage()

    def undo(self) -> None:
        """Undo the last edit."""
        self.session.undo_stack.undo()

    def redo(self) -> None:
        """Redo it."""
        self.session.undo_stack.redo()

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

    def zoom_in(self) -> None:
        """Everything larger."""
        self.look.set_zoom(self.look.zoom + ZOOM_STEP)

    def zoom_out(self) -> None:
        """Everything smaller."""
        self.look.set_zoom(self.look.zoom - ZOOM_STEP)

    def zoom_reset(self) -> None:
        """As drawn."""
        self.look.set_zoom(1.0)

    def more_digits(self) -> None:
        """One decimal more."""
        self._set_digits(number_text.digits() + 1)

    def fewer_digits(self) -> None:
        """One decimal less."""
        self._set_digits(number_text.digits() - 1)

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
        self.restore_workbench(self._first_state)
        self.arrange_panels()

    def _drop_question(self) -> None:
        """A question asked outside of a lesson goes with what it was about: it would lock what it hides."""
        if self.lesson_menu.guide.lesson is None:
            self.lesson_menu.guide.quiz.drop()

    def full_screen(self) -> None:
        """The whole screen, or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keys(self) -> None:
        """Show the sheet of keys, or put it away."""
        if self._keys_sheet is None:
            self._keys_sheet = KeysSheet(self.look, self)
        self._keys_sheet.toggle()

    def about(self) -> None:
        """Versions and licence."""
        from gdsim.window.about import show_about

        show_about(self)

    def set_theme(self, name: str) -> None:
        """Another set of colours, remembered."""
        self.settings.theme = name
        self.look.set_theme(THEMES[name])

    def tell(self, message: Message) -> None:
        """Say something without being in the way."""
        self._banner_bar.show()
        self.banner.tell(say(message))

    def offer(self, message: Message, actions: Sequence[str]) -> None:
        """Say something, with a button for each of these actions."""
        self.banner.tell(say(message), [self.actions_by_name[name] for name in actions])

    # Inside

    def _turn_panels(self, by: int) -> None:
        seen = [panel for panel in self.panels.all() if panel.isVisible()]
        focus = self.focusWidget()
        here = [i for i, panel in enumerate(seen) if focus is not None and panel.isAncestorOf(focus)]
        if seen:
            seen[((here[0] if here else -min(by, 0)) + by * bool(here)) % len(seen)].take_focus()

    def _try(self, action: object) -> None:
        try:
            action()  # type: ignore[operator]
        except GdsimError as error:
            self.tell(error.message)

    def _set_digits(self, digits: int) -> None:
        number_text.set_digits(min(max(digits, DIGITS[0]), DIGITS[1]))
        self.settings.digits = number_text.digits()
        self.look.changed.emit()

    def _on_file_changed(self) -> None:
        self.banner.tell("")  # what was said of another file
        self._show_title()

    def _on_scenario_changed(self) -> None:
        self._offer_landscapes()
        self._on_moved()
        self._show_title()

    def _offer_landscapes(self) -> None:
        """What suits the number of weights; another number brings the most telling one to the front."""
        count = self.session.scenario.weight_count
        views: tuple[View, ...] = (self.error_curve,)
        if count == 2:
            views = (self.error_map, self.error_surface, self.error_slices, self.error_curve)
        elif count > 2:
            views = (self.error_slices, self.error_map, self.error_surface, self.error_curve)
        if views != self._landscapes:
            self._landscapes = views
            self.offer_landscapes()
            self.panels.landscape.show_view(views[0])

    def offer_landscapes(self) -> None:
        """What suits the number of weights, and the study that was asked for."""
        self.panels.landscape.offer((*self._landscapes, *self.studies.asked))

    def _on_moved(self) -> None:
        """Enable what can be done now."""
        stack = self.session.undo_stack
        actions = self.actions_by_name
        actions["action_undo"].setEnabled(stack.canUndo())
        actions["action_redo"].setEnabled(stack.canRedo())
        for name in MOVING:
            actions[name].setEnabled(True)
        actions["action_step_back"].setEnabled(self.session.can_step_back)
        self.lesson_menu.limit_actions()
        actions["action_run"].setText(tr("&Pause") if self.session.player.running else tr("&Run"))

    def _show_title(self) -> None:
        name = self.documents.name() or localized(self.session.scenario.title) or tr("Untitled")
        self.setWindowTitle(f"{name}[*] — gdsim")
        self.setWindowModified(not self.session.undo_stack.isClean())

    def _on_look_changed(self) -> None:
        from gdsim.views.shared.style import apply

        if not self.lecture.is_on:
            self.settings.zoom = self.look.zoom
        apply(self.look)

    def _restore(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray(self.settings.geometry))
        if self.settings.window_state:
            self.restore_workbench(QByteArray(self.settings.window_state))

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the landscape."""
        super().showEvent(event)
        self.panels.landscape.current.setFocus()

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
        self.settings.window_state = bytes(self.workbench_state().data())
        self.settings.pace = self.session.player.pace
        super().closeEvent(event)


def _no_menu() -> None:
    """The View menu shows and hides panels; Qt's own menu would do so in Qt's words."""
