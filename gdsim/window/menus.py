"""The menu bar, made from the table of actions; and the menus whose entries are not fixed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from gdsim.scenario import load, words
from gdsim.scenario.presets import DATASETS, SCENARIOS, shipped_scenarios
from gdsim.scenario.words import tr
from gdsim.views.shared.theme import THEMES
from gdsim.window.actions import ACTIONS, MENUS

if TYPE_CHECKING:
    from gdsim.window.main_window import MainWindow


class Menus:
    """The menus of a main window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._menus = {name: QMenu(window) for name in MENUS}
        for menu in self._menus.values():
            window.menuBar().addMenu(menu)
        self._fill()
        self._scenarios = self._sub_menu("file", "action_open")
        self._scenarios.aboutToShow.connect(self._list_scenarios)
        self._datasets = self._sub_menu("file", "action_open")
        self._datasets.aboutToShow.connect(self._list_datasets)
        self._recent = self._sub_menu("file", "action_recover_work")
        self._recent.aboutToShow.connect(self._list_recent)
        for menu in (self._scenarios, self._datasets, self._recent):
            menu.triggered.connect(self._on_scenario)
        self._menus["file"].aboutToShow.connect(self._offer_lost_work)
        window.fit.painting_changed.connect(window.actions_by_name["action_paint_records"].setChecked)
        self._themes = self._choice("view", THEMES, self._on_theme)
        self._languages = self._choice("view", words.LANGUAGES, self._on_language)
        self._panels = self._sub_menu("view", "action_restore_panels")
        for panel in window.panels.all():
            self._panels.addAction(panel.toggleViewAction())
        self._lessons = self._sub_menu("lesson", "action_lesson_on")
        self._lessons.aboutToShow.connect(self._list_lessons)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the names of menus in the language spoken."""
        for name, menu in self._menus.items():
            menu.setTitle(tr(MENUS[name]))
        self._scenarios.setTitle(tr("S&cenarios"))
        self._datasets.setTitle(tr("Real &data"))
        self._recent.setTitle(tr("Open rec&ent"))
        self._lessons.setTitle(tr("&Lessons"))
        self._themes.setTitle(tr("&Theme"))
        self._languages.setTitle(tr("&Language"))
        self._panels.setTitle(tr("&Panels"))
        for action in self._themes.actions():
            action.setText(tr(THEMES[action.data()].label))
            action.setChecked(action.data() == self._window.look.theme.name)
        for action in self._languages.actions():
            action.setText(words.LANGUAGES[action.data()])
            action.setChecked(action.data() == words.language())

    def _fill(self) -> None:
        group: dict[str, int] = {}
        for spec in ACTIONS:
            menu = self._menus[spec.menu]
            if group.setdefault(spec.menu, spec.group) != spec.group:
                menu.addSeparator()
                group[spec.menu] = spec.group
            menu.addAction(self._window.actions_by_name[spec.name])

    def _sub_menu(self, menu: str, before: str) -> QMenu:
        sub = QMenu(self._window)
        self._menus[menu].insertMenu(self._window.actions_by_name[before], sub)
        return sub

    def _choice(self, menu: str, names: object, chosen: object) -> QMenu:
        sub = self._sub_menu(menu, "action_zoom_in")
        group = QActionGroup(sub)
        for name in names:  # type: ignore[attr-defined]
            action = sub.addAction(name)
            action.setData(name)
            action.setCheckable(True)
            group.addAction(action)
        group.triggered.connect(chosen)
        return sub

    def _list_scenarios(self) -> None:
        self._list_shipped(self._scenarios, SCENARIOS)

    def _list_datasets(self) -> None:
        self._list_shipped(self._datasets, DATASETS)

    def _list_shipped(self, menu: QMenu, folder: str) -> None:
        menu.clear()
        for name, path in shipped_scenarios(folder):
            action = menu.addAction(words.localized(load(path).title))
            action.setData(name)

    def _list_lessons(self) -> None:
        self._window.lesson_menu.fill(self._lessons)

    def _list_recent(self) -> None:
        self._recent.clear()
        paths = [Path(path) for path in self._window.settings.recent_files]
        names = [path.name for path in paths]
        for path in paths:
            text = path.name if names.count(path.name) == 1 else f"{path.name} — {path.parent}"
            self._recent.addAction(text.replace("&", "&&")).setData(str(path))

    def _offer_lost_work(self) -> None:
        self._recent.setEnabled(bool(self._window.settings.recent_files))
        lost = bool(self._window.recovery.lost())
        for name in ("action_recover_work", "action_discard_lost_work"):
            self._window.actions_by_name[name].setVisible(lost)
        self._window.actions_by_name["action_resume"].setEnabled(self._window.documents.has_history())

    def _on_scenario(self, action: QAction) -> None:
        self._window.documents.open(str(action.data()))

    def _on_theme(self, action: QAction) -> None:
        self._window.appearance.set_theme(action.data())

    def _on_language(self, action: QAction) -> None:
        from gdsim.window.language import speak_readably

        self._window.settings.language = action.data()
        missing = speak_readably(action.data())
        if missing is not None:
            self._window.tell(missing)
