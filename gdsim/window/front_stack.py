"""Views in one place of which one is in front, and only that one has a say in the place's size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class FrontStack(QStackedLayout):
    """Qt's stack is as large as the largest in it needs, seen or not: in a lecture that took the formulas' room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.invalidate)

    # Qt's own

    def minimumSize(self) -> QSize:  # noqa: N802
        """Of the one in front."""
        front = self.currentWidget()
        if front is None:
            return super().minimumSize()
        hint, least = front.minimumSizeHint(), front.minimumSize()
        return QSize(least.width() or hint.width(), least.height() or hint.height())

    def sizeHint(self) -> QSize:
        """Of the one in front."""
        front = self.currentWidget()
        return super().sizeHint() if front is None else front.sizeHint()
