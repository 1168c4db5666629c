"""A quiet choice: a small name above, the chosen entry with its arrow below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from gdsim.views.shared.look import Look

_LEFT, _ARROW = 4.0, 18.0


class Choice(QComboBox):
    """A combo box that shows a short text for the chosen entry, and is never narrower than that text.

    ``activated`` tells that a person chose; showing an entry sends nothing.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._short: list[str] = []
        self.setObjectName(name)
        self.setProperty("quiet", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(20)

    def set_entries(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """The entries as (name, text, short text); the chosen one stays chosen."""
        name = self.currentData()
        texts = [(self.itemText(i), self.itemData(i)) for i in range(self.count())]
        self._short = [short for _, _, short in entries]
        if texts == [(text, name) for name, text, _ in entries]:
            return
        blocked = self.blockSignals(True)
        self.clear()
        for entry, text, _ in entries:
            self.addItem(text, entry)
        self.setCurrentIndex(self.findData(name))
        self.blockSignals(blocked)
        self.restyle()

    def show_entry(self, name: str | None) -> None:
        """Show this entry as the chosen one; none for None."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(name) if name is not None else -1)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def short_text(self) -> str:
        """What stands in the closed box."""
        index = self.currentIndex()
        return self._short[index] if 0 <= index < len(self._short) else "–"

    def restyle(self) -> None:
        """Sizes of the look."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        self.view().setMinimumWidth(widest + round(self._look.px(44)))
        self.updateGeometry()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as the chosen entry."""
        beside = sum(round(self._look.px(length)) for length in (_LEFT, _ARROW))
        # A pixel more on either side: the advance is rounded.
        width = self.fontMetrics().horizontalAdvance(self.short_text()) + beside + 2
        return QSize(width, self.fontMetrics().height() + round(self._look.px(6)))

    def minimumSizeHint(self) -> QSize:
        """The same: what is shortened cannot be read, and a row can become two."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The short text."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        place = self.rect().adjusted(round(self._look.px(_LEFT)), 0, -round(self._look.px(_ARROW)), 0)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, left, self.short_text())
        painter.end()
