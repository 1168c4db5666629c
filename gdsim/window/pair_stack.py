"""Views in one place: one in front, and on request a second one beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gdsim.window.front_stack import FrontStack


class PairStack:
    """Fills a sheet.

    Attributes:
        stack: what can be in front.
        beside: what stands at the right of it; None for nothing.
    """

    def __init__(self, sheet: QWidget) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, sheet)
        self._splitter.setChildrenCollapsible(False)
        front, self._right = QWidget(self._splitter), QWidget(self._splitter)
        self.stack = FrontStack(front)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.beside: QWidget | None = None
        for place in (front, self._right):
            self._splitter.addWidget(place)
        self._holder = QVBoxLayout(self._right)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._right.hide()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    def show_beside(self, view: QWidget | None) -> None:
        """Show this beside what is in front; what stood there goes back to the others."""
        if view is self.beside:
            return
        if self.beside is not None:
            self._holder.removeWidget(self.beside)
            self.stack.addWidget(self.beside)
        self.beside = view
        self._right.setVisible(view is not None)
        if view is not None:
            self.stack.removeWidget(view)
            self._holder.addWidget(view)
            view.show()
            half = self._splitter.width() // 2
            self._splitter.setSizes([half, half])
