"""Lecture mode: a page for a hall instead of a window.

The size rule: no text is smaller than 1/32 of the screen's height. On a screen 3 m wide and 16 : 9 that is an em of
53 mm, figures 38 mm high; 15 m away they are seen under 8.7 minutes of arc, where an eye that sees well needs 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolBar, QWidget

from gdsim.scenario.words import localized, tr
from gdsim.session.lesson_guide import LessonGuide
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import PROJECTOR, Theme
from gdsim.window.arrangement import arrange_page
from gdsim.window.awake import Awake
from gdsim.window.spotlight import Blank, KeyCap, Spotlight

if TYPE_CHECKING:
    from gdsim.views.shared.hall_page import HallPage
    from gdsim.views.shared.view import View
    from gdsim.window.main_window import MainWindow
    from gdsim.window.panel import Panel

# No text is smaller than this part of the screen's height …
SMALLEST_TEXT = 1 / 32
# … and none of the views' is smaller than this, in pixels of the 1280×800 drawing.
SMALLEST_PIXELS = 10.5
# Of a page's width, for the panel beside the formulas: a table cannot be drawn smaller, a plot can.
PART, TABLE_PART = 0.6, 0.64


def lecture_zoom(height: int, theme: Theme = PROJECTOR) -> float:
    """The look's zoom by which the smallest text is as large as the rule says.

    Args:
        height: of the screen, in pixels.
        theme: whose own zoom comes on top.
    """
    return height * SMALLEST_TEXT / SMALLEST_PIXELS / theme.zoom


class Lecture(QObject):
    """Turns the window into a page and back.

    On the page stand a station's first panel (or the landscape), the formulas at its right, and a line of values.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_on = False
        self._before: tuple[Theme, float, QByteArray, Qt.WindowState] | None = None
        self._place = 0
        self._with_formulas = True
        self._seen: tuple[Panel, Panel | None] | None = None
        self._head: PageHead | None = None
        self._awake = Awake()
        self.blank_screen = Blank(window)
        self.light = Spotlight(window)
        self.key_cap = KeyCap(window, window.look)

    @property
    def is_on(self) -> bool:
        """The window is a page now."""
        return self._is_on

    # What the actions do

    def lecture_mode(self) -> None:
        """Begin, or end."""
        if self._is_on:
            self.leave()
        else:
            self.enter()

    def blank(self) -> None:
        """A black screen, or no longer."""
        self.blank_screen.set_on(not self.blank_screen.isVisible())
        self._check("action_blank", self.blank_screen.isVisible())

    def spotlight(self) -> None:
        """The light, or no longer."""
        self.light.set_on(not self.light.isVisible())
        self._check("action_spotlight", self.light.isVisible())

    def show_keys(self) -> None:
        """Keys are shown when pressed, or no longer."""
        self.key_cap.set_on(self._window.actions_by_name["action_show_keys"].isChecked())

    def lecture_view(self) -> None:
        """Another of the panels that belong on the page; after the last one the first."""
        if self._is_on:
            self._place = (self._place + 1) % len(self.views())
            self._arrange()

    def lecture_formulas(self) -> None:
        """The formulas, or the whole page for the panel."""
        if self._is_on:
            self._with_formulas = not self._with_formulas
            self._arrange()

    def go_on(self) -> bool:
        """Show what there is besides: what did not fit, a line of the derivation, another view. False: nothing."""
        menu, lesson = self._window.lesson_menu, self._window.lesson_view
        if not self._is_on or menu.guide.quiz.is_open:
            return False
        if any(page.turn() for page in self._pages()):
            return True
        if menu.guide.station is None:
            return False
        if lesson.has_more:
            lesson.open_next()
            return True
        if menu.guide.has_more or self._place + 1 >= len(self.views()):
            return False
        self.lecture_view()
        return True

    def go_back(self) -> bool:
        """Back to what stood there before, or to the view before. False where this is the station's first."""
        if not self._is_on:
            return False
        if any(page.turn_back() for page in self._pages()):
            return True
        if self._window.lesson_menu.guide.station is None or self._place == 0:
            return False
        self._place -= 1
        self._arrange()
        return True

    def _pages(self) -> list[HallPage]:
        """The pages of text that are seen."""
        window = self._window
        return [page for page in (window.lesson_view.page, window.worked_step.page) if page.isVisible()]

    # On and off

    def enter(self) -> None:
        """Become a page over the whole screen."""
        window, look = self._window, self._window.look
        self._before = look.theme, look.zoom, window.workbench.state(), window.windowState()
        self._is_on = True
        window.menuBar().hide()
        window.show_bars(False)
        if self._head is None:
            self._head = PageHead(window, window.lesson_menu.guide)
            window.lesson_menu.guide.changed.connect(self._on_changed)
            window.windowHandle().screenChanged.connect(self._on_screen_changed)
        self._head.bar.show()
        for panel in window.panels.all():
            panel.set_bare(True)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        look.set_all(PROJECTOR, self._zoom(), for_hall=True)
        window.actions_by_name.set_keys(for_lecture=True)
        window.setAcceptDrops(False)  # a file would bring its dialog
        self._check("action_lecture_mode", True)
        self._awake.hold()
        self.show_station()

    def leave(self) -> None:
        """Be a window again, as it was."""
        if self._before is None or self._head is None:
            return
        window = self._window
        theme, zoom, state, window_state = self._before
        self._is_on, self._before = False, None
        self._head.bar.hide()
        window.menuBar().show()
        window.show_bars(True)
        for panel in window.panels.all():
            panel.set_bare(False)
        window.actions_by_name.set_keys(for_lecture=False)
        window.setAcceptDrops(True)
        window.look.set_all(theme, zoom, for_hall=False)
        window.setWindowState(window_state)
        window.return_panels(state)
        window.lesson_menu.lecture_ended()
        for overlay, name in (
            (self.blank_screen, "action_blank"),
            (self.light, "action_spotlight"),
            (self.key_cap, "action_show_keys"),
        ):
            overlay.set_on(False)
            self._check(name, False)
        self._check("action_lecture_mode", False)
        self._awake.release()

    # The page

    def show_station(self) -> None:
        """The panels of the station."""
        self._place, self._with_formulas = 0, True
        self._arrange()

    def _arrange(self) -> None:
        window = self._window
        panel, view = self._front()
        panel.show_view(view)
        shown, beside = self._seen = self._wanted()
        window.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt hands it on as if by Tab
        part = TABLE_PART if shown is window.panels.data else PART
        arrange_page(window.workbench, window.panels, shown, beside, part)
        if self._head is not None:
            self._head.show_title()
        shown.take_focus(Qt.FocusReason.OtherFocusReason)

    def _front(self) -> tuple[Panel, View]:
        offered = self.views()
        return offered[min(self._place, len(offered) - 1)]

    def _wanted(self) -> tuple[Panel, Panel | None]:
        """The panel that the page is for, and what stands at its right; a question needs no blank beside it."""
        panel, _ = self._front()
        formulas = self._formulas() if self._with_formulas else None
        if formulas is None or formulas is panel:
            return panel, None
        return (formulas, None) if panel.is_covered else (panel, formulas)

    def views(self) -> list[tuple[Panel, View]]:
        """What can stand on the page now, each view with its panel."""
        window, panels = self._window, self._window.panels
        # The step in numbers has its place at the right.
        own = [place for place in window.lesson_menu.station_views() if place[0] is not panels.guide]
        if window.lesson_view.is_derived:  # each line lights up its column
            own.sort(key=lambda place: place[0] is not panels.data)
        others = (panels.landscape, panels.fit, panels.neuron, panels.history, panels.data)
        return own or [(panel, view) for panel in others for view in panel.offered]

    def _formulas(self) -> Panel | None:
        """The station's own with its question, or the step's where it is walked through or there is no lesson."""
        panels, guide = self._window.panels, self._window.lesson_menu.guide
        station = guide.station
        if station is None:
            return panels.guide
        walks = station.sub_steps or ("worked_step" in station.panels and not station.has_formulas)
        if guide.quiz.question is None and walks:
            return panels.guide
        has_more = guide.quiz.question is not None or guide.challenge is not None
        return panels.lesson if has_more or station.has_formulas else None

    def _on_changed(self) -> None:
        """A question has come, or gone, or what it hid is shown."""
        if self._is_on and self._wanted() != self._seen:
            self._arrange()

    def _on_screen_changed(self) -> None:
        """Another screen has another height."""
        if self._is_on:
            self._window.look.set_all(PROJECTOR, self._zoom(), for_hall=True)

    def _zoom(self) -> float:
        """By the rule, whatever the size of the desktop's fonts."""
        window = self._window
        return lecture_zoom(window.screen().size().height()) / window.look.system_scale

    def _check(self, name: str, on: bool) -> None:
        self._window.actions_by_name[name].setChecked(on)


class PageHead(QWidget):
    """The page's title and which station it is."""

    def __init__(self, window: MainWindow, guide: LessonGuide) -> None:
        super().__init__(window)
        self.setObjectName("page_head")
        self._window, self._guide, self._look = window, guide, window.look
        self._title, self._number = QLabel(self), QLabel(self)
        self._number.setProperty("role", "soft")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._number)
        self.bar = QToolBar(window)
        self.bar.setObjectName("bar_page")
        self.bar.setMovable(False)
        self.bar.toggleViewAction().setVisible(False)
        self.bar.addWidget(self)
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.bar)
        self._look.changed.connect(self._restyle)
        guide.changed.connect(self.show_title)
        window.session.scenario_changed.connect(self.show_title)
        self._restyle()

    def show_title(self) -> None:
        """The station, else the scenario."""
        guide, station = self._guide, self._guide.station
        if station is None:
            self._title.setText(localized(self._window.session.scenario.title) or tr("Untitled"))
            self._number.clear()
        else:
            self._title.setText(station.title)
            self._number.setText(f"{guide.index + 1} / {guide.count}")

    def _restyle(self) -> None:
        look: Look = self._look
        self._row.setContentsMargins(round(look.px(12)), round(look.px(4)), round(look.px(12)), 0)
        self._title.setFont(look.text_font(16, bold=True))
        self._number.setFont(look.text_font(13))
