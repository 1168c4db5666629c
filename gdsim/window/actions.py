"""Every action: its name, words and keys. Menus, tooltips and the sheet of keys are made from this table."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.words import tr
from gdsim.views.shared.table_data_edits import IMPORT_KEY
from gdsim.window.action_spec import ActionSpec
from gdsim.window.lesson_actions import LESSON_ACTIONS
from gdsim.window.studies import STUDY_ACTIONS

MENUS = {
    "file": QT_TR_NOOP("&File"),
    "edit": QT_TR_NOOP("&Edit"),
    "descent": QT_TR_NOOP("&Descent"),
    "view": QT_TR_NOOP("&View"),
    "lesson": QT_TR_NOOP("&Lesson"),
    "help": QT_TR_NOOP("&Help"),
}

ACTIONS = (
    ActionSpec("action_new", QT_TR_NOOP("&New"), "file", 0, QT_TR_NOOP("An empty table."), ("Ctrl+N",)),
    ActionSpec("action_open", QT_TR_NOOP("&Open…"), "file", 0, QT_TR_NOOP("A scenario file."), ("Ctrl+O",)),
    ActionSpec(
        "action_recover_work",
        QT_TR_NOOP("Recover &lost work"),
        "file",
        0,
        QT_TR_NOOP("What was unsaved when the program was killed."),
    ),
    ActionSpec(
        "action_discard_lost_work",
        QT_TR_NOOP("Discard lost &work"),
        "file",
        0,
        QT_TR_NOOP("Lets it go for good."),
    ),
    ActionSpec("action_save", QT_TR_NOOP("&Save"), "file", 1, "", ("Ctrl+S",)),
    ActionSpec("action_save_as", QT_TR_NOOP("Save &as…"), "file", 1, "", ("Ctrl+Shift+S",)),
    ActionSpec(
        "action_save_history",
        QT_TR_NOOP("Save with &history"),
        "file",
        1,
        QT_TR_NOOP("The steps taken are kept beside the scenario, to go on from the last one."),
    ),
    ActionSpec(
        "action_resume",
        QT_TR_NOOP("Res&ume"),
        "file",
        1,
        QT_TR_NOOP("Goes on where the history kept with this scenario ends."),
    ),
    ActionSpec(
        "action_revert",
        QT_TR_NOOP("Re&vert"),
        "file",
        1,
        QT_TR_NOOP("Shows the scenario as it was saved; this can be undone."),
    ),
    ActionSpec(
        "action_import_data",
        QT_TR_NOOP("&Import data…"),
        "file",
        2,
        QT_TR_NOOP("A table from a CSV or TSV file."),
        ("Ctrl+I",),
    ),
    ActionSpec(
        "action_import_clipboard",
        QT_TR_NOOP("Import from the clip&board…"),
        "file",
        2,
        QT_TR_NOOP("A table that was copied in a spreadsheet, with a look at it first."),
        (IMPORT_KEY,),
    ),
    ActionSpec(
        "action_generate_data",
        QT_TR_NOOP("&Generate data…"),
        "file",
        2,
        QT_TR_NOOP("From a line, a curve or two classes, with noise."),
        ("Ctrl+G",),
    ),
    ActionSpec(
        "action_paint_records",
        QT_TR_NOOP("Paint &records"),
        "file",
        2,
        QT_TR_NOOP("Mouse and keys put records on the plot of data and prediction, and erase them."),
        ("Ctrl+D",),
        checkable=True,
    ),
    ActionSpec(
        "action_choose_surface",
        QT_TR_NOOP("Choose a sur&face…"),
        "file",
        2,
        QT_TR_NOOP("A landscape without data: a classic one, or a formula that you type."),
        ("Ctrl+F",),
    ),
    ActionSpec(
        "action_export_picture",
        QT_TR_NOOP("Ex&port…"),
        "file",
        2,
        QT_TR_NOOP("Pictures, films, tables, work sheets and scripts; of this scenario or of many."),
        ("Ctrl+E",),
    ),
    ActionSpec(
        "action_print",
        QT_TR_NOOP("Prin&t…"),
        "file",
        2,
        QT_TR_NOOP("The window on a page; a panel: from Export."),
        ("Ctrl+P",),
    ),
    ActionSpec("action_quit", QT_TR_NOOP("&Quit"), "file", 9, "", ("Ctrl+Q",)),
    ActionSpec(
        "action_undo", QT_TR_NOOP("&Undo"), "edit", 0, QT_TR_NOOP("Undoes an edit, not a step."), ("Ctrl+Z",)
    ),
    ActionSpec("action_redo", QT_TR_NOOP("&Redo"), "edit", 0, "", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec(
        "action_copy_line",
        QT_TR_NOOP("Copy scenario as a &line of text"),
        "edit",
        1,
        QT_TR_NOOP("All of it in one line, to be sent to others."),
        ("Ctrl+Alt+C",),
    ),
    ActionSpec(
        "action_paste_line",
        QT_TR_NOOP("&Paste such a line"),
        "edit",
        1,
        QT_TR_NOOP("Shows the scenario whose line is on the clipboard."),
        ("Ctrl+Alt+V",),
    ),
    ActionSpec(
        "action_step",
        QT_TR_NOOP("&Step"),
        "descent",
        0,
        QT_TR_NOOP("One update of the weights."),
        ("S",),
        lecture_keys=("S", "Right"),
    ),
    ActionSpec(
        "action_step_back",
        QT_TR_NOOP("Step &back"),
        "descent",
        0,
        QT_TR_NOOP("Returns to the weights before the last step, exactly."),
        ("B",),
        lecture_keys=("Left",),
    ),
    ActionSpec(
        "action_run",
        QT_TR_NOOP("&Run"),
        "descent",
        1,
        QT_TR_NOOP("Steps at the chosen pace; again to pause."),
        ("R",),
        lecture_keys=("Space", "R"),
    ),
    ActionSpec(
        "action_run_to_end",
        QT_TR_NOOP("Run to the &end"),
        "descent",
        1,
        QT_TR_NOOP("Steps until the gradient is small, the step limit is reached or the error runs away."),
        ("E",),
    ),
    ActionSpec(
        "action_reset",
        QT_TR_NOOP("Rese&t"),
        "descent",
        2,
        QT_TR_NOOP("Returns to the start weights."),
        ("H", "Ctrl+Home"),
    ),
    ActionSpec(
        "action_random_start",
        QT_TR_NOOP("R&andom start"),
        "descent",
        2,
        QT_TR_NOOP("Draws new start weights; the seed is shown."),
        ("Ctrl+R",),
    ),
    ActionSpec(
        "action_sub_step",
        QT_TR_NOOP("&Next part of the step"),
        "descent",
        3,
        QT_TR_NOOP("Walks through one step: predict, residuals, square and sum, gradient, scale, move."),
        ("N",),
    ),
    ActionSpec(
        "action_sub_step_back", QT_TR_NOOP("&Previous part of the step"), "descent", 3, "", ("Shift+N",)
    ),
    *STUDY_ACTIONS,
    ActionSpec("action_zoom_in", QT_TR_NOOP("Lar&ger"), "view", 1, "", ("Ctrl++", "Ctrl+=")),
    ActionSpec("action_zoom_out", QT_TR_NOOP("&Smaller"), "view", 1, "", ("Ctrl+-",)),
    ActionSpec("action_zoom_reset", QT_TR_NOOP("&Normal size"), "view", 1, "", ("Ctrl+0",)),
    ActionSpec("action_more_digits", QT_TR_NOOP("&More digits"), "view", 2, "", ("Ctrl+.",)),
    ActionSpec("action_fewer_digits", QT_TR_NOOP("&Fewer digits"), "view", 2, "", ("Ctrl+,",)),
    ActionSpec("action_next_panel", QT_TR_NOOP("Ne&xt panel"), "view", 3, "", ("F6",)),
    ActionSpec("action_previous_panel", QT_TR_NOOP("Pre&vious panel"), "view", 3, "", ("Shift+F6",)),
    ActionSpec(
        "action_notes",
        QT_TR_NOOP("Scenario n&otes"),
        "view",
        3,
        QT_TR_NOOP("The line under the controls: what this scenario is, and what to notice."),
        ("Ctrl+T",),
        checkable=True,
    ),
    ActionSpec("action_restore_panels", QT_TR_NOOP("&Restore panels"), "view", 3, "", ("Ctrl+Shift+0",)),
    ActionSpec("action_full_screen", QT_TR_NOOP("F&ull screen"), "view", 4, "", ("F11",), checkable=True),
    *LESSON_ACTIONS,
    ActionSpec(
        "action_keys", QT_TR_NOOP("&Keys"), "help", 0, QT_TR_NOOP("All keys on one sheet."), ("F1", "?")
    ),
    ActionSpec(
        "action_glossary",
        QT_TR_NOOP("&Glossary"),
        "help",
        0,
        QT_TR_NOOP("Every term and symbol, in a sentence."),
        ("Shift+F1",),
    ),
    ActionSpec(
        "action_copy_report",
        QT_TR_NOOP("Copy &report"),
        "help",
        1,
        QT_TR_NOOP("Versions and the last fault, as a text to send."),
    ),
    ActionSpec("action_about", QT_TR_NOOP("&About gdsim"), "help", 1),
)


# What would open a dialog over a lecture's page, or take the page apart, has no key there.
_WINDOW_ONLY = frozenset(
    {
        *(spec.name for spec in ACTIONS if spec.menu == "file" and spec.name != "action_quit"),
        *("action_paste_line", "action_zoom_in", "action_zoom_out", "action_zoom_reset"),
        *("action_notes", "action_restore_panels", "action_full_screen", "action_glossary"),
    }
)


class Actions:
    """The QActions of a window, made once from the table.

    Each is connected to the method of its name without ``action_``, of the owner or of a helper.
    """

    def __init__(self, owner: QObject, *helpers: QObject) -> None:
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(owner)
            action.setObjectName(spec.name)
            action.setCheckable(spec.checkable)
            name = spec.name.removeprefix("action_")
            doer = next(candidate for candidate in (owner, *helpers) if hasattr(candidate, name))
            action.triggered.connect(getattr(doer, name))
            self._actions[spec.name] = action
        self.set_keys(for_lecture=False)
        self.retranslate()

    def set_keys(self, for_lecture: bool) -> None:
        """The keys of the window, or those of a lecture."""
        for spec in ACTIONS:
            keys = lecture_keys(spec) if for_lecture else spec.keys
            self._actions[spec.name].setShortcuts([QKeySequence(key) for key in keys])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def retranslate(self) -> None:
        """Set texts and tooltips in the language spoken."""
        for spec in ACTIONS:
            action = self._actions[spec.name]
            action.setText(tr(spec.text))
            action.setToolTip(tooltip(spec))
            action.setStatusTip("")


def lecture_keys(spec: ActionSpec) -> tuple[str, ...]:
    """Its keys in lecture mode."""
    if spec.lecture_keys is not None:
        return spec.lecture_keys
    return () if spec.name in _WINDOW_ONLY else spec.keys


def plain(text: str) -> str:
    """A menu text without its mnemonic mark; Chinese ones stand in brackets, “保存(&S)”."""
    before, mark, after = text.partition("(&")
    if mark and after[1:2] == ")":
        text = before + after[2:]
    return text.replace("&", "").rstrip("…")


def key_text(spec: ActionSpec) -> str:
    """The first key as people write it."""
    if not spec.keys:
        return ""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def tooltip(spec: ActionSpec) -> str:
    """What it does, and its key."""
    text = tr(spec.note) if spec.note else plain(tr(spec.text))
    return f"{text} ({key_text(spec)})" if spec.keys else text
