"""Sums of the residuals as bars: a part a record, the whole as long as the sum; one's own, and the best there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from gdsim.engine.array import Array
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html, value_html
from gdsim.views.shared.theme import Quantity

_HEIGHT, _MARGIN = 12.0, 12.0
# The scale stays until a bar would fill less than this part of it.
_LEAST = 0.15
_MOST_PARTS = 200


@dataclass(frozen=True, eq=False)
class Sum:
    """One bar.

    Attributes:
        text: beside it, rich.
        parts: (N,), not negative.
        is_own: of the present weights, else of the best ones.
    """

    text: str
    parts: Array
    is_own: bool = True


def sum_of(residuals: Array, absolute: bool, look: Look, is_own: bool = True) -> Sum:
    """Of the squares, or of the absolute values, of these residuals (N,)."""
    parts = np.abs(residuals) if absolute else residuals**2
    quantity = Quantity.ERROR if is_own else None
    name = math_html("Σ |y − ŷ|" if absolute else "Σ (y − ŷ)²", look, quantity)
    text = f"{name} = {value_html(number_text(float(parts.sum())), look, quantity)}"
    if not is_own:
        best = tr("best")
        text = f"{text} ({best})"
    return Sum(text, parts, is_own)


class FitSums(QWidget):
    """One or two bars on one scale."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._full = 0.0
        self._bars = (_Bar(look, self), _Bar(look, self))
        self._texts = (QLabel(self), QLabel(self))
        self._grid = QGridLayout(self)
        for row, (bar, text) in enumerate(zip(self._bars, self._texts, strict=True)):
            self._grid.addWidget(bar, row, 0)
            self._grid.addWidget(text, row, 1)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    @property
    def full(self) -> float:
        """What a bar of the whole width would be worth."""
        return self._full

    def show_sums(self, sums: Sequence[Sum], chosen: int | None, may_shrink: bool = True) -> None:
        """Show these; none hides all.

        Args:
            sums: one's own, and the best.
            chosen: the 0-based record whose part is marked.
            may_shrink: the scale; not while a hand moves something, whose bar would not seem to shrink.
        """
        self.setVisible(bool(sums))
        self._rescale(max((float(np.sum(s.parts)) for s in sums), default=0.0), may_shrink)
        for index, (bar, label) in enumerate(zip(self._bars, self._texts, strict=True)):
            shown = sums[index] if index < len(sums) else None
            bar.setVisible(shown is not None)
            label.setVisible(shown is not None)
            if shown is not None:
                label.setText(shown.text)
                bar.show_parts(shown, self._full, chosen)
        self.setAccessibleName("; ".join(s.text for s in sums))

    def restyle(self) -> None:
        """Sizes of the look."""
        margin = round(self._look.px(_MARGIN))
        self._grid.setContentsMargins(margin, 0, margin, 0)
        self._grid.setHorizontalSpacing(round(self._look.px(8)))
        self._grid.setVerticalSpacing(round(self._look.px(1)))
        for label in self._texts:
            label.setFont(self._look.text_font(11))

    def _rescale(self, largest: float, may_shrink: bool) -> None:
        """A round length a little above the largest sum; kept while it serves."""
        least = self._full * _LEAST if may_shrink else 0.0
        if math.isfinite(largest) and not least <= largest <= self._full:
            size = 10.0 ** math.floor(math.log10(largest)) if largest > 0 else 1.0
            self._full = next(m * size for m in (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0) if m * size >= largest)


class _Bar(QWidget):
    """The parts one after the other."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sum: Sum | None = None
        self._full = 1.0
        self._chosen: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, shown: Sum, full: float, chosen: int | None) -> None:
        """Show these parts of a whole width worth ``full``."""
        self._sum, self._full, self._chosen = shown, full, chosen
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """Low, and as wide as there is room."""
        return QSize(round(self._look.px(60)), round(self._look.px(_HEIGHT)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """One's own in the error's colour, the best in grey; the chosen record's part is full."""
        if self._sum is None or not self._full:
            return
        theme = self._look.theme
        color = QColor(theme.color(Quantity.ERROR) if self._sum.is_own else theme.soft_ink)
        painter = QPainter(self)
        ends = np.minimum(np.cumsum(self._sum.parts) / self._full, 1.0) * self.width()
        left = 0.0
        if len(ends) > _MOST_PARTS:
            ends = ends[-1:]
        for record, right in enumerate(ends.tolist()):
            color.setAlphaF(0.85 if record == self._chosen or not self._sum.is_own else 0.45)
            gap = 1.0 if right - left > 3.0 else 0.0
            painter.fillRect(QRectF(left, 1, max(0.0, right - left - gap), self.height() - 2), color)
            left = right
        painter.setPen(QColor(theme.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))
        painter.end()
