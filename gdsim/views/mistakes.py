"""Break it on purpose: the usual mistakes as switches, and beside them the check that finds them out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.gradient_check import GradientCheck, gradient_check
from gdsim.engine.mistake import MISTAKES, Mistake
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.session import Session
from gdsim.views.shared.formula import FormulaLabel
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import gradient_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# More weights than these are not listed.
_MOST_WEIGHTS = 12
# With more records than these the check waits until the run pauses: it takes a hundred passes over them.
_MOST_RECORDS_RUNNING = 5_000
_MARGIN, _SPACE, _BETWEEN = 8.0, 6.0, 10.0
# Between the numbers of the check, where there is room and where there is little.
_APART = (16.0, 8.0)
# Where the view is narrower than this, the check stands below the switches.
_WIDE = 350.0
_RIGHT_STEP = r"w_i \leftarrow w_i - \eta \frac{\partial E}{\partial w_i}"


class Mistakes(View):
    """One switch a mistake, of which one may be on. While one is, the head of the sheet says so plainly.

    The switches stand beside the check where there is room, else above it.
    """

    object_name = "mistakes"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._sheet = QWidget(self)
        self.warning = QLabel(self._sheet)
        self.warning.setObjectName("mistake_warning")
        self.warning.setWordWrap(True)
        self._group = QButtonGroup(self)
        self.switches: dict[str, QRadioButton] = {}
        self._note = QLabel(self._sheet)
        self._note.setObjectName("mistake_note")
        self._note.setWordWrap(True)
        self._note.setProperty("role", "soft")
        self._formula = FormulaLabel(look, parent=self._sheet)
        self._check_title = QLabel(self._sheet)
        self._grid = QGridLayout()
        self._cells: list[QLabel] = []
        self.finding = QLabel(self._sheet)
        self.finding.setObjectName("gradient_check")
        self.finding.setWordWrap(True)
        self.finding.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._check: GradientCheck | None = None
        self._lay_out()
        self._group.idClicked.connect(self._on_chosen)
        session.player.running_changed.connect(self._on_changed)
        self.retranslate()
        self.restyle()

    def title(self) -> str:
        """Name of the panel."""
        return tr("Break it on purpose")

    def hint(self) -> str:
        """What can be done."""
        return tr("switch a mistake on, then step")

    # Building

    def _lay_out(self) -> None:
        self._parts = switches, check = QVBoxLayout(), QVBoxLayout()
        for number, name in enumerate(("", *MISTAKES)):
            switch = QRadioButton(self._sheet)
            switch.setObjectName(f"mistake_{name or 'none'}")
            switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._group.addButton(switch, number)
            self.switches[name] = switch
            switches.addWidget(switch)
        switches.addWidget(self._note)
        switches.addStretch(1)
        for item in (self._formula, self._check_title, self.finding):
            check.addWidget(item)
        check.addLayout(self._grid)
        check.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(switches, 2)
        self._columns.addLayout(check, 3)
        column = QVBoxLayout(self._sheet)
        column.addWidget(self.warning)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._area = area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def restyle(self) -> None:
        """Sizes of the look."""
        px, font = self.look.px, self.look.text_font
        column = self._sheet.layout()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(*(round(px(_MARGIN)) for _ in range(4)))
        column.setSpacing(round(px(_SPACE)))
        self._columns.setSpacing(round(px(_BETWEEN)))
        for part in self._parts:
            part.setSpacing(round(px(_SPACE)))
        for switch in self.switches.values():
            switch.setFont(font())
        self._note.setFont(font(12))
        self._note.setContentsMargins(0, round(px(4)), 0, round(px(4)))
        for label in (self.warning, self._check_title):
            label.setFont(font(bold=True))
        self.finding.setFont(font(12.5))
        self._check_title.setContentsMargins(0, round(px(8)), 0, 0)
        self._turn()
        self._grid.setVerticalSpacing(round(px(4)))
        self._formula.restyle()

    def retranslate(self) -> None:
        """Words of the language."""
        self.switches[""].setText(tr("no mistake"))
        for name, mistake in MISTAKES.items():
            self.switches[name].setText(tr(mistake.label))
            self.switches[name].setAccessibleDescription(tr(mistake.note))
            self.switches[name].setToolTip(tr(mistake.note))
        self._check_title.setText(tr("Check by differences of E"))
        self._check_title.setToolTip(
            tr(
                "Each derivative once more, from values of E alone: "
                "(E(w + ε) − E(w − ε)) / 2ε, for ever smaller ε."
            )
        )

    # Showing

    def refresh(self) -> None:
        """Switches, warning, check."""
        mistake = self.session.scenario.optimizer.mistake
        switch = self.switches[mistake.name if mistake else ""]
        switch.setChecked(True)
        self.setFocusProxy(switch)
        self._show_warning(mistake)
        self._note.setText(tr(mistake.note) if mistake else tr("Switch one on: what it does is said here."))
        self._formula.set_formula(mistake.formula if mistake else _RIGHT_STEP)
        self.refresh_step()
        self._turn()

    def refresh_step(self) -> None:
        """The check at the new weights."""
        many = self.session.scenario.objective.batch_size_limit() > _MOST_RECORDS_RUNNING
        if not (many and self.session.player.running):
            self._check = gradient_check(self.session.descent)
            self._show_check(self._check)
            if not self._has_room():  # longer numbers than before; shorter ones let it stand as it is
                self._turn()

    def refresh_selection(self) -> None:
        """Nothing of this."""

    def describe(self) -> str:
        """What is switched on, and what the check finds."""
        mistake = self.session.scenario.optimizer.mistake
        words = tr("A mistake is on: {mistake}.").format(mistake=tr(mistake.label)) if mistake else ""
        return f"{words} {self.finding.text()}".strip()

    def _show_warning(self, mistake: Mistake | None) -> None:
        theme = self.look.theme
        self.warning.setVisible(mistake is not None)
        if mistake is None:
            return
        self.warning.setText(tr("A mistake is on: {mistake}.").format(mistake=tr(mistake.label)))
        self.warning.setStyleSheet(
            f"background: {theme.unstable}; color: {theme.ink}; border-radius: {round(self.look.px(5))}px; "
            f"padding: {round(self.look.px(6))}px {round(self.look.px(10))}px;"
        )

    def _show_check(self, check: GradientCheck) -> None:
        names = self.session.scenario.objective.weight_names[:_MOST_WEIGHTS]
        rows = [("", tr("in use"), tr("by differences"), "")]
        for i, name in enumerate(names):
            used, numeric = float(check.used[i]), float(check.numeric[i])
            rows.append(
                (
                    gradient_html(name, self.look),
                    value_html(number_text(used), self.look, Quantity.GRADIENT),
                    value_html(number_text(numeric), self.look, None, bold=False),
                    "✓" if check.agrees[i] else "≠",
                )
            )
        self._show_rows(rows, check)
        left_out = len(check.used) - len(names)
        words = [tr("… {count} more").format(count=left_out)] if left_out > 0 else []
        words.append(say(check.message))
        if check.is_right and self.session.scenario.optimizer.mistake is not None:
            words.append(tr("Here the mistake changes nothing."))
        self.finding.setText(in_a_row(*words))
        self.finding.setProperty("role", "soft" if check.is_right else "")

    def _show_rows(self, rows: list[tuple[str, str, str, str]], check: GradientCheck) -> None:
        texts = [text for row in rows for text in row]
        while len(self._cells) < len(texts):
            place = len(self._cells)
            cell = QLabel(self._sheet)
            cell.setTextFormat(Qt.TextFormat.RichText)
            side = Qt.AlignmentFlag.AlignLeft if place % 4 in (0, 3) else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(cell, place // 4, place % 4, side | Qt.AlignmentFlag.AlignVCenter)
            self._cells.append(cell)
        self._grid.setColumnStretch(3, 1)
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(texts))
            if place < len(texts):
                cell.setFont(self.look.text_font(11.5 if place < 4 else 12, bold=place % 4 == 3))
                cell.setText(texts[place])
                row = place // 4 - 1
                if place % 4 == 3 and row >= 0:
                    cell.setAccessibleName(self._verdict(row, check.agrees[row]))
                    cell.setToolTip(cell.accessibleName())

    def _verdict(self, weight: int, agrees: bool) -> str:
        name = plain_name(self.session.scenario.objective.weight_names[weight])
        text = tr("{name}: the two agree") if agrees else tr("{name}: the two differ")
        return text.format(name=name)

    def _on_chosen(self, number: int) -> None:
        mistake = MISTAKES.get(("", *MISTAKES)[number])
        optimizer = replace(self.session.scenario.optimizer, mistake=mistake)
        text = tr("Make a mistake on purpose") if mistake else tr("Correct the mistake")
        self.session.set_optimizer(optimizer, text)

    def _turn(self) -> None:
        directions = QBoxLayout.Direction
        for apart in _APART:
            self._grid.setHorizontalSpacing(round(self.look.px(apart)))
            if self._has_room():
                break
        self._columns.setDirection(directions.LeftToRight if self._has_room() else directions.TopToBottom)

    def _has_room(self) -> bool:
        """For switches and check side by side, the check's numbers whole."""
        parts = sum(part.minimumSize().width() for part in self._parts)
        around = self.look.px(2 * _MARGIN + _BETWEEN)
        return self._area.viewport().width() >= max(self.look.px(_WIDE), parts + around)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or not."""
        super().resizeEvent(event)
        self._turn()
