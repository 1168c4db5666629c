"""The row over the fit that says that one paints, with what there is to choose about it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gdsim.scenario.words import tr
from gdsim.views.shared.fit_painter import RecordPainter
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField, parse_whole
from gdsim.views.shared.symbols import value_html
from gdsim.views.shared.theme import Quantity


class PaintBar(QWidget):
    """Spacing, snapping and Done; below, where there is room, what mouse and keys do."""

    def __init__(self, look: Look, painter: RecordPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paint_bar")
        self._look, self._painter = look, painter
        self._name = QLabel(self)
        self._every, self._pixels = QLabel(self), QLabel(self)
        self.spacing = NumberField(look, self, parse_whole, str, figures=3)
        self.spacing.setObjectName("paint_spacing")
        self.spacing.entered.connect(self._on_spacing)
        self.snaps = QToolButton(self)
        self.snaps.setObjectName("choice")
        self.snaps.setAccessibleIdentifier("paint_snaps")
        self.snaps.setCheckable(True)
        self.snaps.clicked.connect(painter.set_snaps)
        self.done = QToolButton(self)
        self.done.setProperty("quiet", True)
        self.done.setAccessibleIdentifier("paint_done")
        self.done.clicked.connect(painter.leave)
        self._help = QLabel(self)
        self._help.setProperty("role", "soft")
        self._help.setWordWrap(True)
        self._row = QHBoxLayout()
        for widget in (self._name, self._every, self.spacing, self._pixels, self.snaps):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.done)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._row)
        self._box.addWidget(self._help)

    def show_painter(self, with_help: bool) -> None:
        """What is chosen."""
        self._name.setText(value_html(tr("Painting"), self._look, Quantity.WEIGHT))
        self._every.setText(tr("every"))
        self._pixels.setText(tr("pixels"))
        self.spacing.show_value(self._painter.spacing)
        self.spacing.setAccessibleName(tr("Pixels between two records of a stroke"))
        self.spacing.setToolTip(self.spacing.accessibleName())
        self.snaps.setText(tr("0 or 1"))
        self.snaps.setToolTip(tr("The target becomes 0 or 1, whichever is nearer: two classes."))
        self.snaps.setChecked(self._painter.snaps)
        self.done.setText(tr("Done"))
        self.done.setToolTip(tr("Esc"))
        self._help.setText(help_text())
        self._help.setVisible(with_help)
        self.setToolTip("" if with_help else help_text())

    def restyle(self) -> None:
        """Sizes of the look."""
        px = self._look.px
        self._box.setContentsMargins(round(px(12)), 0, round(px(8)), 0)
        self._box.setSpacing(round(px(2)))
        self._row.setSpacing(round(px(6)))
        for widget in (
            self._name,
            self._every,
            self._pixels,
            self.spacing,
            self.snaps,
            self.done,
            self._help,
        ):
            widget.setFont(self._look.text_font(11))

    def _on_spacing(self, value: int) -> None:
        with self.spacing.refusals():
            self._painter.set_spacing(value)


def help_text() -> str:
    """What mouse and keys do, in a sentence."""
    return tr(
        "Click or drag to paint, with the right button or Shift to erase. "
        "Arrow keys move the cross; Enter paints there, Del erases, Esc ends."
    )
