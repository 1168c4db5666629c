"""A row that becomes two where there is no room for one: nothing is cut, whatever the zoom."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out in rows from the left, each centred in its row's height.

    Within a row each gets its size hint, an expanding one what is left up to its maximum size; where the
    row would be one widget short of the width, all shrink evenly towards their minimum sizes before one goes
    to the next row.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            need = item.minimumSize().width()
            if rows and used + self.spacing() + need <= width:
                rows[-1].append(item)
                used += self.spacing() + need
            else:
                rows.append([item])
                used = need
        return rows

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widths(self, row: list[QLayoutItem], width: int) -> list[int]:
        """Size hints, less each one's part of what is missing; what is over goes to the first that can grow."""
        least = [item.minimumSize().width() for item in row]
        wish = [max(item.sizeHint().width(), low) for item, low in zip(row, least, strict=True)]
        room = width - self.spacing() * (len(row) - 1)
        give, missing = sum(wish) - sum(least), sum(wish) - room
        if missing < 0:
            most = [
                item.maximumSize().width() if _grows(item) else w for item, w in zip(row, wish, strict=True)
            ]
            for i, (w, limit) in enumerate(zip(wish, most, strict=True)):
                wish[i] = min(limit, w - missing)
                missing += wish[i] - w
        if missing <= 0 or give <= 0:
            return [min(w, width) for w in wish]
        part = min(1.0, missing / give)
        return [int(w - part * (w - low)) for w, low in zip(wish, least, strict=True)]

    def _arrange(self, rect: QRect, place: bool) -> int:
        """Put the widgets into the rectangle (or only say how high it must be)."""
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for row in self._rows(inner.width()):
            height = max(item.sizeHint().height() for item in row)
            x = inner.x()
            for item, width in zip(row, self._widths(row, inner.width()), strict=True):
                if place:
                    own = min(height, max(item.sizeHint().height(), item.minimumSize().height()))
                    item.setGeometry(QRect(QPoint(x, y + (height - own) // 2), QSize(width, own)))
                x += width + self.spacing()
            y += height + self.spacing()
        margins = self.contentsMargins()
        return max(0, y - inner.y() - self.spacing()) + margins.top() + margins.bottom()

    # Qt's own

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        items = self._shown()
        margins = self.contentsMargins()
        width = sum(item.sizeHint().width() for item in items) + self.spacing() * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:  # noqa: N802
        """The widest alone."""
        margins = self.contentsMargins()
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width + margins.left() + margins.right(), 0)


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


class Flow(QWidget):
    """A widget for bars: takes the width it is given and the height that its rows need there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = FlowLayout(self)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So may other contents."""
        result = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return result

    def _fit(self) -> None:
        height = self.row.heightForWidth(self.width())
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
