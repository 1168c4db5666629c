"""A work sheet on A4 pages: first blank, then with the answers, in one PDF."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgRenderer

from gdsim.export.worksheet import Answer, Block, Heading, Line, Paragraph, Part, Symbol, Table
from gdsim.scenario.words import tr
from gdsim.views.shared import fonts
from gdsim.views.shared.formula import Typeset, typeset
from gdsim.views.shared.theme import LIGHT, Quantity

# Lengths in points, 72 to an inch.
_DOTS_PER_INCH = 72
_RESOLUTION = 1200
_MARGIN, _FOOT = 48.0, 24.0
_TEXT, _SMALL, _HEADING, _TITLE = 10.0, 8.0, 12.0, 18.0
_FORMULA = 11.0
_ROW, _LEAST_COLUMN, _SMALLEST_TEXT = 19.0, 34.0, 6.0
_GAP, _BLANK = 6.0, 74.0
_UNDER_TABLE, _UNDER_WORDS = 4.0, 2.0
_NUMBER_SHARE, _GIVEN_SHARE, _WIDEST_COLUMN = 0.5, 0.85, 90.0
_SIGNS_IN_COLUMN = 5.0  # widths of a digit that a number takes, its margins included

_INK, _SOFT, _RULE = QColor(LIGHT.ink), QColor(LIGHT.soft_ink), QColor("#A9B2BD")
_PEN_INK = QColor(LIGHT.color(Quantity.WEIGHT))


def worksheet_pdf(blocks: Sequence[Block], title: str) -> bytes:
    """The file: the pages to be filled in, then the same with the answers written in."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("gdsim")
    writer.setTitle(title)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    if _is_wide(blocks):
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(writer)
    painter.scale(_RESOLUTION / _DOTS_PER_INCH, _RESOLUTION / _DOTS_PER_INCH)
    for number, label in enumerate((tr("to be filled in"), tr("with answers"))):
        if number:
            writer.newPage()
        _Pages(writer, painter, title, label, with_answers=bool(number)).write(blocks)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _is_wide(blocks: Sequence[Block]) -> bool:
    """Whether a table needs the paper's long side."""
    width = QPageSize(QPageSize.PageSizeId.A4).sizePoints().width() - 2 * _MARGIN
    return any(isinstance(block, Table) and len(block.heads) * _LEAST_COLUMN > width for block in blocks)


class _Pages:
    """Writes blocks one below the other, and begins a page where the next one does not fit."""

    def __init__(
        self, writer: QPdfWriter, painter: QPainter, title: str, label: str, with_answers: bool
    ) -> None:
        self._writer = writer
        self._painter = painter
        self._with_answers = with_answers
        self._foot_text = f"{title} · {label}" if title else label
        size = writer.pageLayout().fullRectPoints().size()
        self._width, self._bottom = size.width() - 2 * _MARGIN, size.height() - _MARGIN - _FOOT
        self._y = _MARGIN
        self._page = 1
        self._write_foot()

    def write(self, blocks: Sequence[Block]) -> None:
        """All of them; what stands under one heading stays together where a page can hold it."""
        for index, block in enumerate(blocks):
            if isinstance(block, Heading):
                together = sum(self._height(each) for each in _section(blocks[index:]))
                self._make_room(min(together, self._bottom - _MARGIN))
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Line):
                self._line(block.parts)
            else:
                self._words(block)

    # Pages

    def _make_room(self, height: float) -> bool:
        """Begin a page unless so much is free; whether one was begun."""
        if self._y + height <= self._bottom:
            return False
        self._writer.newPage()
        self._page += 1
        self._y = _MARGIN
        self._write_foot()
        return True

    def _write_foot(self) -> None:
        place = QRectF(_MARGIN, self._bottom + _FOOT - _SMALL, self._width, 2 * _SMALL)
        self._text(place, self._foot_text, fonts.text_font(_SMALL), _SOFT, Qt.AlignmentFlag.AlignLeft)
        page = tr("page {number}").format(number=self._page)
        self._text(place, page, fonts.text_font(_SMALL), _SOFT, Qt.AlignmentFlag.AlignRight)

    # Blocks

    def _height(self, block: Block) -> float:
        if isinstance(block, Table):
            widths = self._column_widths(block)
            return self._head_height(block, widths) + len(block.rows) * _ROW + _UNDER_TABLE
        if isinstance(block, Line):
            return self._line_height(block.parts)
        return self._words_height(block) + self._space_before(block) + _UNDER_WORDS

    def _words(self, block: Heading | Paragraph) -> None:
        height = self._words_height(block)
        self._y += self._space_before(block)
        self._make_room(height)
        place = QRectF(_MARGIN, self._y, self._width, height)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        self._text(place, block.text, _words_font(block), _INK, flags)
        self._y += height + _UNDER_WORDS

    def _words_height(self, block: Heading | Paragraph) -> float:
        wanted = QRectF(0, 0, self._width * self._dots, 1e6)
        # Measured in the page's dots: hinting at the size of a point would take lines for shorter.
        font = _words_font(block)
        font.setPixelSize(round(font.pixelSize() * self._dots))
        metrics = QFontMetricsF(font)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        return metrics.boundingRect(wanted, int(flags), block.text).height() / self._dots

    def _space_before(self, block: Block) -> float:
        return _TEXT if isinstance(block, Heading) and not block.is_title and self._y > _MARGIN else 2.0

    @property
    def _dots(self) -> float:
        return _RESOLUTION / _DOTS_PER_INCH

    def _line(self, parts: Sequence[Part]) -> None:
        """The parts side by side, wrapped between a gap and the next symbol."""
        height = self._line_height(parts)
        self._make_room(height)
        x = _MARGIN
        for index, part in enumerate(parts):
            width = self._part_width(part)
            goes_with = self._part_width(parts[index + 1]) if index + 1 < len(parts) else 0.0
            if not isinstance(part, Answer) and x > _MARGIN:
                if x + width + _GAP + goes_with > _MARGIN + self._width:
                    self._y += height
                    self._make_room(height)
                    x = _MARGIN
            self._part(part, QRectF(x, self._y, width, height))
            x += width + (2 * _GAP if isinstance(part, (Answer, str)) else _GAP)
        self._y += height

    def _line_height(self, parts: Sequence[Part]) -> float:
        tallest = max(
            (typeset_part(part).height * _FORMULA for part in parts if isinstance(part, Symbol)), default=0.0
        )
        return max(_ROW, tallest + 6.0)

    def _part_width(self, part: Part) -> float:
        if isinstance(part, Symbol):
            return min(typeset_part(part).width * _FORMULA, self._width)
        if isinstance(part, Answer):
            return _BLANK
        return QFontMetricsF(fonts.text_font(_TEXT * 10)).horizontalAdvance(part) / 10

    def _part(self, part: Part, place: QRectF) -> None:
        if isinstance(part, Symbol):
            self._symbol(part, place, Qt.AlignmentFlag.AlignLeft, _FORMULA)
        elif isinstance(part, Answer):
            base = place.center().y() + _TEXT * 0.55
            self._painter.setPen(QPen(_RULE, 0.6))
            self._painter.drawLine(QPointF(place.left(), base), QPointF(place.right(), base))
            self._answer(part, place, Qt.AlignmentFlag.AlignCenter, _TEXT)
        else:
            self._text(place, part, fonts.text_font(_TEXT), _INK, Qt.AlignmentFlag.AlignVCenter)

    # Tables

    def _table(self, table: Table) -> None:
        widths = self._column_widths(table)
        narrowest = min(widths[1:])
        size = max(_SMALLEST_TEXT, min(_TEXT, narrowest / _SIGNS_IN_COLUMN))
        self._table_head(table, widths, size)
        for index, row in enumerate(table.rows):
            if self._make_room(_ROW):
                self._table_head(table, widths, size)
            self._table_row(row, widths, size, is_sum=table.has_sum and index == len(table.rows) - 1)
        self._y += _UNDER_TABLE

    def _column_widths(self, table: Table) -> list[float]:
        """Wider where something is to be written."""
        written = [
            any(isinstance(row[index], Answer) for row in table.rows) for index in range(len(table.heads))
        ]
        shares = [_NUMBER_SHARE, *(1.0 if wide else _GIVEN_SHARE for wide in written[1:])]
        unit = min(self._width / sum(shares), _WIDEST_COLUMN)
        return [unit * share for share in shares]

    def _head_height(self, table: Table, widths: Sequence[float]) -> float:
        heights = [
            typeset_part(head).height * _head_size(head, width)
            for head, width in zip(table.heads, widths, strict=True)
            if isinstance(head, Symbol)
        ]
        return max([_ROW, *(height + 8.0 for height in heights)])

    def _table_head(self, table: Table, widths: Sequence[float], size: float) -> None:
        height = self._head_height(table, widths)
        for place, head in zip(self._cells(widths, height), table.heads, strict=True):
            inner = place.adjusted(2.0, 0.0, -4.0, 0.0)
            if isinstance(head, Symbol):
                self._symbol(head, inner, Qt.AlignmentFlag.AlignRight, _head_size(head, place.width()))
            elif isinstance(head, str):
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                self._text(inner, head, fonts.text_font(size, bold=True), _INK, flags)
        self._y += height
        self._rule(sum(widths))

    def _table_row(self, row: Sequence[Part], widths: Sequence[float], size: float, is_sum: bool) -> None:
        if is_sum:
            self._rule(sum(widths))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, cell in zip(self._cells(widths, _ROW), row, strict=True):
            inner = place.adjusted(2.0, 0.0, -4.0, 0.0)
            if isinstance(cell, Answer):
                self._answer(cell, inner, flags, size)
                self._painter.setPen(QPen(_RULE, 0.5))
                self._painter.drawRect(place)
            elif isinstance(cell, Symbol):
                self._symbol(cell, inner, Qt.AlignmentFlag.AlignRight, size)
            else:
                self._text(inner, cell, fonts.text_font(size), _INK, flags)
        self._y += _ROW

    def _cells(self, widths: Sequence[float], height: float) -> list[QRectF]:
        lefts = itertools.accumulate(widths, initial=_MARGIN)
        return [QRectF(left, self._y, width, height) for left, width in zip(lefts, widths, strict=False)]

    def _rule(self, length: float) -> None:
        self._painter.setPen(QPen(_INK, 1.0))
        self._painter.drawLine(QPointF(_MARGIN, self._y), QPointF(_MARGIN + length, self._y))

    # Ink

    def _answer(self, answer: Answer, place: QRectF, flags: Qt.AlignmentFlag, size: float) -> None:
        if self._with_answers:
            self._text(place, answer.text, fonts.text_font(size, bold=True), _PEN_INK, flags)

    def _text(
        self, place: QRectF, text: str, font: QFont, color: QColor, flags: int | Qt.AlignmentFlag
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(color)
        self._painter.drawText(place, int(flags), text)

    def _symbol(self, symbol: Symbol, place: QRectF, flag: Qt.AlignmentFlag, size: float) -> None:
        """As outlines; smaller where the place is too narrow."""
        picture = typeset_part(symbol)
        width, height = picture.size(size)
        shrink = min(1.0, place.width() / width)
        width, height = width * shrink, height * shrink
        left = {
            Qt.AlignmentFlag.AlignLeft: place.left(),
            Qt.AlignmentFlag.AlignRight: place.right() - width,
        }.get(flag, place.center().x() - width / 2)
        box = QRectF(left, place.center().y() - height / 2, width, height)
        QSvgRenderer(QByteArray(picture.svg)).render(self._painter, box)


def _section(blocks: Sequence[Block]) -> Sequence[Block]:
    """A heading and what stands under it."""
    end = next((i for i, block in enumerate(blocks) if i and isinstance(block, Heading)), len(blocks))
    return blocks[:end]


def _words_font(block: Heading | Paragraph) -> QFont:
    if isinstance(block, Paragraph):
        return fonts.text_font(_TEXT)
    return fonts.text_font(_TITLE if block.is_title else _HEADING, bold=True)


def _head_size(head: Symbol, width: float) -> float:
    """The size at which a head fits its column, at most that of other formulas."""
    return min(_FORMULA, (width - 6.0) / typeset_part(head).width)


def typeset_part(symbol: Symbol) -> Typeset:
    """The symbol's outlines in ink."""
    return typeset(symbol.latex, LIGHT.ink)
