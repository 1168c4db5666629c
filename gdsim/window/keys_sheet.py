"""One sheet with every key, over the window, put away by any key or click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QWidget

from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.window.action_spec import ActionSpec
from gdsim.window.actions import ACTIONS, MENUS, key_text, lecture_keys, plain

# Keys that are not actions: what works where the focus is.
_IN_PLACE = (
    ("← → ↑ ↓", QT_TR_NOOP("in a plot: move the weight, with Shift ten times as far")),
    ("+ · −", QT_TR_NOOP("in a plot: come nearer, go away")),
    ("Home", QT_TR_NOOP("in a plot: show all again")),
    ("A · Q · J · V · M · T", QT_TR_NOOP("on the map: what its menu Show offers")),
    ("← → ↑ ↓", QT_TR_NOOP("on the surface: turn it")),
    ("Ins · Del", QT_TR_NOOP("in the comparison: one rule more, one less")),
    ("Enter · Tab", QT_TR_NOOP("in the table: keep and go down, go right")),
    ("Ctrl+C · Ctrl+V", QT_TR_NOOP("in the table: copy, paste from a spreadsheet")),
)
# What a lecturer reaches for on the page, larger than all of it would be.
_HALL_MENUS = ("descent", "lesson")
_COLUMNS = 3
_SMALLEST = 0.5
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysSheet(QFrame):
    """Made anew each time it is shown, so that language and look are right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._grid: QGridLayout | None = None
        self._scale = 1.0
        self._focus_before: QWidget | None = None
        self.hide()

    def toggle(self) -> None:
        """Show it in the middle of the window, or put it away."""
        if self.isVisible():
            self._put_away()
            return
        self._focus_before = QApplication.focusWidget()
        self._scale = 1.0
        self._fill()
        parent = self.parentWidget()
        if parent is not None:
            self._shrink_into(parent)
            self.move(parent.rect().center() - self.rect().center())
        self.show()
        self.raise_()
        self.setFocus()

    def _shrink_into(self, parent: QWidget) -> None:
        """Every key can be read, however large the look: the sheet is smaller then."""
        self.adjustSize()
        room = min(parent.width() / self.width(), parent.height() / self.height())
        if room < 1.0:
            self._scale = max(_SMALLEST, 0.97 * room)
            self._fill()
            self.adjustSize()

    def _px(self, pixels: float) -> float:
        """A length of the drawing on this sheet."""
        return self._look.px(self._scale * pixels)

    def _fill(self) -> None:
        for label in self.findChildren(QLabel):
            label.setParent(None)
            label.deleteLater()
        if self._grid is None:
            self._grid = QGridLayout(self)
        margin = round(self._px(24))
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._grid.setHorizontalSpacing(round(self._px(16)))
        self._grid.setVerticalSpacing(round(self._px(6)))
        sections = [self._section(name) for name in (_HALL_MENUS if self._look.for_hall else MENUS)]
        sections = [rows for rows in sections if len(rows) > 1]
        if not self._look.for_hall:
            sections.append([(tr("Where the focus is"), "")] + [(tr(text), key) for key, text in _IN_PLACE])
        lengths = [0] * _COLUMNS
        for rows in sections:
            column = lengths.index(min(lengths))
            for text, key in rows:
                self._put(lengths[column], column, text, key)
                lengths[column] += 1
            lengths[column] += 1

    def _section(self, menu: str) -> list[tuple[str, str]]:
        rows = [(plain(tr(spec.text)), self._key(spec)) for spec in ACTIONS if spec.menu == menu]
        return [(plain(tr(MENUS[menu])), ""), *(row for row in rows if row[1])]

    def _key(self, spec: ActionSpec) -> str:
        if not self._look.for_hall:
            return key_text(spec)
        return " · ".join(QKeySequence(key).toString(_NATIVE) for key in lecture_keys(spec))

    def _put(self, row: int, column: int, text: str, key: str) -> None:
        assert self._grid is not None
        heading = not key
        words = QLabel(text, self)
        words.setFont(self._look.text_font(13 * self._scale, bold=heading))
        self._grid.addWidget(words, row, 3 * column + 1)
        if key:
            cap = QLabel(key, self)
            cap.setFont(self._look.text_font(12 * self._scale, bold=True))
            cap.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(cap, row, 3 * column)

    def _put_away(self) -> None:
        """Hide; the keyboard goes on where it was."""
        before, self._focus_before = self._focus_before, None
        self.hide()
        if before is not None:
            before.setFocus()

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """A key is this sheet's before it is anybody's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key puts it away."""
        self._put_away()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        self._put_away()

    def focusOutEvent(self, event: QEvent) -> None:
        """And whatever else takes the focus."""
        self.hide()
