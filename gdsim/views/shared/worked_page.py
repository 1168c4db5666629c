"""Draws the blocks of a worked step: as HTML with pictures of the formulas, on a page that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QMouseEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from gdsim.scenario.words import tr
from gdsim.views.shared.formula import colored, formula_image, quantity_at, typeset
from gdsim.views.shared.formula_lines import broken
from gdsim.views.shared.hall_page import HallPage
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import lit_style, unbroken
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_parts import (
    Block,
    FormulaLine,
    Heading,
    NumberLine,
    Piece,
    Sentence,
    WeightHeading,
)
from gdsim.views.shared.worked_text import plain_formula

_HERE = "▶"  # before the part that is walked through
_MARGIN, _INDENT = 12.0, 16.0
_TEXT_PIXELS, _CAPTION_PIXELS, _FORMULA_PIXELS = 13.0, 11.0, 15.0
# A formula shrinks to fit, but to no less than this part of its size; then it is broken at its signs.
_SMALLEST = 0.75


@dataclass(frozen=True)
class Picture:
    """A formula on the page.

    Attributes:
        latex: without colours.
        pixels: of an em.
    """

    latex: str
    pixels: float


class WorkedPage(HallPage):
    """A page of text and formulas.

    Signals:
        pointed: name of the quantity under the pointer, or None.
        menu_wanted: the context menu, at this place on the screen.
        room_changed: formulas must be fitted anew.
    """

    pointed = Signal(object)
    menu_wanted = Signal(QPoint)
    room_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._html = ""
        self._pictures: list[Picture] = []
        self._highlight: str | None = None
        self._stage = ""
        self._pointed: str | None = None
        self._told_width = -1
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard | flags.LinksAccessibleByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCursorWidth(0)
        self.viewport().setMouseTracking(True)

    def restyle(self) -> None:
        """Sizes of the look."""
        self.setFont(self._look.text_font(_TEXT_PIXELS))
        self.document().setDefaultFont(self._look.text_font(_TEXT_PIXELS))
        self.document().setDocumentMargin(round(self._look.px(_MARGIN)))

    def show_blocks(self, content: Sequence[Block], highlight: str | None, stage: str) -> None:
        """Show these; what was scrolled to stays in view."""
        self._highlight = highlight
        writer = _Writer(self._look, highlight, stage, self._room())
        html, self._pictures = writer.page(content)
        if html == self._html:
            return
        self._html = html
        self._put(html)
        if stage != self._stage and not self._look.for_hall:
            self._bring_in_sight(self.document().find(_HERE))
        self._stage = stage

    def _put(self, html: str) -> None:
        """Show this where the page stands now; before a hall from its beginning."""
        place = self.verticalScrollBar().value()
        self.setHtml(html)
        if self._look.for_hall:
            self.begin()
        else:
            self.verticalScrollBar().setValue(place)

    def _bring_in_sight(self, cursor: QTextCursor) -> None:
        """Scroll so that this place stands at the top; to the head of the page where there is none."""
        bar = self.verticalScrollBar()
        place = bar.value() + self.cursorRect(cursor).top() - round(self._look.px(_MARGIN))
        bar.setValue(0 if cursor.isNull() else place)

    def _room(self) -> float:
        """Width for a formula."""
        bar = self.verticalScrollBar().sizeHint().width()  # whether it is there or not
        return self.width() - bar - 2 * self._look.px(_MARGIN) - 2

    def _image(self, picture: Picture, highlight: str | None) -> QImage:
        latex = colored(picture.latex, self._look, highlight)
        return formula_image(latex, self._look, picture.pixels, self.devicePixelRatioF())

    def _quantity_under(self, place: QPointF) -> str | None:
        """The quantity whose symbol or number is here."""
        anchor = self.anchorAt(place.toPoint())
        if anchor.startswith("q:"):
            return anchor.removeprefix("q:")
        cursor = self.cursorForPosition(place.toPoint())
        for position in (cursor.position(), cursor.position() + 1):
            found = self._picture_at(cursor, position)
            if found is not None and found[1].contains(place):
                picture, rect = found
                image = self._image(picture, None)
                spot = (place - rect.topLeft()) * image.devicePixelRatio()
                return quantity_at(image, spot, self._look)
        return None

    def _picture_at(self, cursor: QTextCursor, position: int) -> tuple[Picture, QRectF] | None:
        """The formula whose character ends at this position of the text, and where it stands."""
        cursor = QTextCursor(cursor)
        if not 0 < position < self.document().characterCount():
            return None
        cursor.setPosition(position)
        format_ = cursor.charFormat()
        if not format_.isImageFormat():
            return None
        image = format_.toImageFormat()
        after = self.cursorRect(cursor)
        cursor.setPosition(position - 1)
        before = self.cursorRect(cursor)
        rect = QRectF(before.left(), after.bottom() - image.height(), image.width(), image.height())
        # The line is as high as the picture, so its bottom is the line's, less the descent of the text.
        rect.moveCenter(QPointF(rect.center().x(), (before.top() + before.bottom()) / 2))
        return self._pictures[_number(image.name())], rect

    def _point(self, quantity: str | None) -> None:
        if quantity != self._pointed:
            self._pointed = quantity
            self.pointed.emit(quantity)

    # Qt's own

    def loadResource(self, kind: int, url: QUrl | str) -> Any:  # noqa: N802
        """Formulas; nothing else is ever loaded."""
        name = url if isinstance(url, str) else url.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and name.startswith("formula:"):
            number = _number(name)
            if number < len(self._pictures):
                return self._image(self._pictures[number], self._highlight)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the pointer lights up."""
        super().mouseMoveEvent(event)
        self._point(self._quantity_under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No more."""
        super().leaveEvent(event)
        self._point(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The view's own menu."""
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width gives formulas another size; a scroll bar that comes or goes does not: see _room."""
        super().resizeEvent(event)
        if self.width() != self._told_width:
            self._told_width = self.width()
            self.room_changed.emit()


class _Writer:
    """Makes HTML of blocks, and lists the formulas in it."""

    def __init__(self, look: Look, highlight: str | None, stage: str, room: float) -> None:
        self._look, self._highlight, self._stage, self._room = look, highlight, stage, room
        self._pictures: list[Picture] = []

    def page(self, content: Sequence[Block]) -> tuple[str, list[Picture]]:
        """The page and its formulas, numbered as in the page."""
        html = "".join(self._block(block) for block in content)
        return html, self._pictures

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text, stage):
                return self._heading(text, bool(stage) and stage == self._stage)
            case WeightHeading(_, name):
                return self._rule() + self._paragraph(
                    self._span(name, Quantity.WEIGHT, bold=True, pixels=15), above=2
                )
            case FormulaLine(latex):
                return self._formula(latex)
            case NumberLine():
                return self._paragraph(self._numbers(block), above=3, hanging=True)
            case Sentence(text, soft, warns):
                theme = self._look.theme
                ground = f"; background-color:{theme.unstable}" if warns else ""
                style = f"color:{theme.soft_ink if soft else theme.ink}{ground}"
                return self._paragraph(f'<span style="{style}">{escape(unbroken(text))}</span>', above=8)

    def _heading(self, text: str, active: bool) -> str:
        theme = self._look.theme
        color = theme.color(Quantity.WEIGHT) if active else theme.soft_ink
        weight = 600 if active else 400
        mark = f"{_HERE} " if active else ""
        size = self._pixels(_CAPTION_PIXELS)
        html = f'<span style="color:{color}; font-size:{size}px; font-weight:{weight}">{mark}{escape(text)}</span>'
        return self._paragraph(html, above=12)

    def _rule(self) -> str:
        style = f"margin-top:{self._pixels(10)}px; background-color:{self._look.theme.line}"
        return f'<hr style="{style}" width="100%"/>'

    def _formula(self, latex: str, above: float = 5) -> str:
        """One line where it fits, else several, all but the first moved in."""
        if self._wide(latex) * _SMALLEST <= self._room:
            return self._paragraph(self._picture(latex, min(1.0, self._room / self._wide(latex))), above)
        room = self._room - self._pixels(_INDENT)
        lines = broken(latex, self._wide, room / _SMALLEST)
        scale = min(1.0, room / max(map(self._wide, lines)))  # one for all of them
        first, *others = (self._picture(line, scale) for line in lines)
        moved = (self._paragraph(line, above=2, moved=True) for line in others)
        return self._paragraph(first, above) + "".join(moved)

    def _wide(self, latex: str) -> float:
        picture = typeset(colored(latex, self._look), self._look.theme.ink)
        return picture.size(self._look.px(_FORMULA_PIXELS))[0]

    def _picture(self, latex: str, scale: float) -> str:
        size = self._look.px(_FORMULA_PIXELS) * scale
        width, height = typeset(colored(latex, self._look), self._look.theme.ink).size(size)
        self._pictures.append(Picture(latex, size))
        # The mark of what is lit up belongs to the page's text, so that the page counts as changed.
        name = f"formula:{len(self._pictures) - 1}?{self._highlight or ''}"
        alternative = escape(plain_formula(latex), quote=True)
        return f'<img src="{name}" width="{width:.0f}" height="{height:.0f}" alt="{alternative}"/>'

    def _numbers(self, line: NumberLine) -> str:
        html = " ".join("".join(map(self._piece, group)) for group in line.groups)
        if line.hidden:
            text = tr("all terms").replace(" ", "\u00a0")
            html += f' <a href="all" style="color:{self._look.theme.soft_ink}">{escape(text)}</a>'
        return html

    def _piece(self, piece: Piece) -> str:
        if piece.quantity is None and not piece.bold:
            return escape(piece.text)
        return self._span(piece.text, piece.quantity, piece.bold)

    def _span(self, text: str, quantity: Quantity | None, bold: bool = False, pixels: float = 0.0) -> str:
        style = f"color:{self._look.theme.color(quantity)}"
        if quantity is not None and quantity == self._highlight:
            style = lit_style(self._look, quantity)
        style += "; text-decoration:none"
        if bold:
            style += "; font-weight:600"
        if pixels:
            style += f"; font-size:{self._pixels(pixels)}px"
        return f'<a href="q:{quantity}" style="{style}">{escape(text)}</a>'

    def _paragraph(self, html: str, above: float, hanging: bool = False, moved: bool = False) -> str:
        indent = self._pixels(_INDENT)
        style = f"margin-top:{self._pixels(above)}px; margin-bottom:0px"
        if hanging or moved:
            style += f"; margin-left:{indent}px"
        if hanging:
            style += f"; text-indent:-{indent}px"
        return f'<p style="{style}">{html}</p>'

    def _pixels(self, length: float) -> int:
        return max(1, round(self._look.px(length)))


def _number(name: str) -> int:
    """Of a formula on the page, by the name of its picture."""
    return int(name.removeprefix("formula:").partition("?")[0])
