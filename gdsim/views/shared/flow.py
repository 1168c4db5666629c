"""A row that becomes two where there is no room for one: nothing is cut, whatever the zoom."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget, QWidgetItem


class Flow(QWidget):
    """Places its children in rows from the left, each centred in its row's height.

    Within a row each gets its size hint, an expanding one what is left up to its maximum size; where the
    row would be one widget short of the width, all shrink evenly towards their minimum sizes before one goes
    to the next row. It takes the width it is given and the height that its rows need there.

    No QLayout: one written in Python shares its items with Qt, and each side may delete what the other holds.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = 0
        self._widgets: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Put it behind the others. It goes when it gets another parent, or none."""
        if widget.parentWidget() is not self:
            widget.setParent(self)
        self._widgets.append(widget)
        self.updateGeometry()

    def set_spacing(self, pixels: int) -> None:
        """Between two in a row, and between rows."""
        self._spacing = pixels
        self._fit()

    def widgets(self) -> list[QWidget]:
        """Hidden ones too."""
        return list(self._widgets)

    def _items(self) -> list[QWidgetItem]:
        """What knows the sizes of those shown, with all that limits them."""
        return [QWidgetItem(widget) for widget in self._widgets if not widget.isHidden()]

    def _rows(self, width: int) -> list[list[QWidgetItem]]:
        rows: list[list[QWidgetItem]] = []
        used = 0
        for item in self._items():
            need = item.minimumSize().width()
            if rows and used + self._spacing + need <= width:
                rows[-1].append(item)
                used += self._spacing + need
            else:
                rows.append([item])
                used = need
        return rows

    def _widths(self, row: list[QWidgetItem], width: int) -> list[int]:
        """Size hints, less each one's part of what is missing; what is over goes to the first that can grow."""
        least = [item.minimumSize().width() for item in row]
        wish = [max(item.sizeHint().width(), low) for item, low in zip(row, least, strict=True)]
        room = width - self._spacing * (len(row) - 1)
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

    def _arrange(self, width: int, place: bool) -> int:
        """Put the widgets into this width (or only say how high it must be)."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        y = margins.top()
        for row in self._rows(inner):
            height = max(item.sizeHint().height() for item in row)
            x = margins.left()
            for item, wide in zip(row, self._widths(row, inner), strict=True):
                if place:
                    own = min(height, max(item.sizeHint().height(), item.minimumSize().height()))
                    item.setGeometry(QRect(QPoint(x, y + (height - own) // 2), QSize(wide, own)))
                x += wide + self._spacing
            y += height + self._spacing
        return max(0, y - margins.top() - self._spacing) + margins.top() + margins.bottom()

    def _fit(self) -> None:
        height = self._arrange(self.width(), place=True)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    # Qt's own

    def childEvent(self, event: QChildEvent) -> None:
        """One may have gone."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildRemoved:
            self._widgets = [widget for widget in self._widgets if widget is not event.child()]

    def sizeHint(self) -> QSize:
        """All in one row."""
        items = self._items()
        margins = self.contentsMargins()
        width = sum(item.sizeHint().width() for item in items) + self._spacing * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        """The widest alone."""
        margins = self.contentsMargins()
        width = max((item.minimumSize().width() for item in self._items()), default=0)
        return QSize(width + margins.left() + margins.right(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So may other contents."""
        result = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ContentsRectChange):
            self._fit()
            self.updateGeometry()
        return result


def _grows(item: QWidgetItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
