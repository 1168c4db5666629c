"""The page of a station: what is pointed at lights up, by the pointer or by keys."""

from __future__ import annotations

import re
from html import unescape
from itertools import zip_longest

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gdsim.scenario.words import tr
from gdsim.views.shared.formula import symbol_parts
from gdsim.views.shared.lesson_content import LessonContent
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_page import WorkedPage
from gdsim.views.shared.worked_text import bare_latex, plain_formula

# A quantity's name and a column's key that are lit up, or None.
Stop = tuple[str | None, str | None]
_NOWHERE: Stop = (None, None)
_QUANTITY_LINK = re.compile(r'href="q:(\w+)"')


class LessonPage(WorkedPage):
    """The page of a station.

    Signals:
        line_pointed: key of the table's column to which the line of a derivation under the pointer is tied, or None.
        reached: by the keys Left and Right, a quantity or the column of a line; None and None past the last one.
    """

    line_pointed = Signal(object)
    reached = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._columns: list[str] = []
        self._column: str | None = None
        self._lit: Stop = _NOWHERE

    def show_station(
        self, content: LessonContent | None, highlight: str | None, column: str | None = None
    ) -> None:
        """Show this, None for nothing; what was scrolled to stays in view.

        Args:
            content: what there is to show.
            highlight: the quantity lit up.
            column: the table's column pointed at, whose line is lit up.
        """
        # Only here: with it comes all of the lesson layer, which a start without a lesson does without.
        from gdsim.views.shared.lesson_writer import LessonWriter

        writer = LessonWriter(self._look, highlight, self._room(), column)
        html = "" if content is None else writer.station(content)
        self._highlight, self._pictures, self._columns = highlight, writer.pictures, writer.columns
        self._lit = highlight, column
        if html == self._html:
            return
        self._html = html
        self._put(html)

    def scroll_to(self, name: str) -> None:
        """Bring a part of the page in sight, "top" or "feedback"."""
        if name == "top" or self._look.for_hall:
            self.verticalScrollBar().setValue(0)
        else:
            self.scrollToAnchor(name)

    def show_line(self, index: int) -> None:
        """Bring a line of a derivation in sight, by its 0-based number, as whole as there is room."""
        lines = self.document().rootFrame().childFrames()
        place = self.document().documentLayout().frameBoundingRect(lines[index])
        bar = self.verticalScrollBar()
        lowest = round(place.bottom()) - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), round(place.top())))

    def plain_text(self) -> str:
        """All of it in plain characters, formulas as well as they can be said."""
        words = unescape(self.toPlainText()).split("\ufffc")  # which stands for a picture
        formulas = [plain_formula(picture.latex) for picture in self._pictures]
        return "".join(piece for pair in zip_longest(words, formulas, fillvalue="") for piece in pair)

    def _formula_under(self, place: QPointF) -> str:
        """LaTeX of the formula here, "" for none."""
        cursor = self.cursorForPosition(place.toPoint())
        for position in (cursor.position(), cursor.position() + 1):
            found = self._picture_at(cursor, position)
            if found is not None and found[1].contains(place):
                return bare_latex(found[0].latex)
        return ""

    def _offer_copy(self, menu: QMenu, words: str, text: str) -> None:
        if text:
            menu.addAction(words).setData(text)

    def _on_copy(self, action: QAction) -> None:
        QGuiApplication.clipboard().setText(action.data())

    def _column_under(self, place: QPointF) -> str | None:
        """Key of the column to which the line of a derivation here is tied."""
        spot = place + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout, lines = self.document().documentLayout(), self.document().rootFrame().childFrames()
        found = (
            column
            for column, line in zip(self._columns, lines, strict=True)
            if layout.frameBoundingRect(line).contains(spot)
        )
        return next(found, None)

    def _point_line(self, column: str | None) -> None:
        if column != self._column:
            self._column = column
            self.line_pointed.emit(column)

    def _stops(self) -> list[Stop]:
        """What the keys can reach: nothing, the quantities on the page, the lines of a derivation."""
        found = set(_QUANTITY_LINK.findall(self._html))
        for picture in self._pictures:
            found |= {quantity for quantity, _ in symbol_parts(picture.latex) if quantity is not None}
        lines = dict.fromkeys(column for column in self._columns if column)
        return [_NOWHERE, *((str(q), None) for q in Quantity if q in found), *((None, key) for key in lines)]

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from one symbol that can be pointed at to the next, Escape leaves them."""
        turn = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Escape: 0}.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if turn is None or not plain:
            super().keyPressEvent(event)
            return
        stops = self._stops()
        here = stops.index(self._lit) if self._lit in stops else 0
        stop = stops[(here + turn) % len(stops)] if turn else _NOWHERE
        self.reached.emit(*stop)
        if stop[1] is not None:
            self.show_line(self._columns.index(stop[1]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy what is marked, the formula here, or all."""
        menu = QMenu(self)
        menu.setObjectName("lesson_page_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marked = self.textCursor().selection().toPlainText()
        self._offer_copy(menu, tr("Copy the marked text"), marked)
        formula = self._formula_under(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        self._offer_copy(menu, tr("Copy this formula as LaTeX"), formula)
        self._offer_copy(menu, tr("Copy the page as text"), self.plain_text())
        menu.triggered.connect(self._on_copy)
        menu.popup(event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the pointer lights up, and the column of its line."""
        super().mouseMoveEvent(event)
        self._point_line(self._column_under(event.position()) or None)

    def leaveEvent(self, event: QEvent) -> None:
        """No more."""
        super().leaveEvent(event)
        self._point_line(None)
