"""Before a hall a page is turned: every line is seen whole on one of its sheets, and none is cut."""

import pytest
from PySide6.QtGui import QColor

from gdsim.views.shared.hall_page import HallPage
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import PROJECTOR

LINES = 25


@pytest.fixture
def opened(qtbot):
    """Opens a page of LINES lines."""

    def make(for_hall=True, height=205):
        look = Look()
        look.set_all(PROJECTOR, 1.0, for_hall=for_hall)
        page = HallPage(look)
        font = page.font()  # else that of a window before
        font.setPixelSize(13)
        page.setFont(font)
        qtbot.addWidget(page)
        page.resize(300, height)
        page.setHtml("".join(f"<p>line {number}</p>" for number in range(LINES)))
        page.show()
        page.begin()
        return page

    return make


def whole_lines(page) -> list[int]:
    """Numbers of the lines that are seen from top to bottom and not covered."""
    top, cut = page.verticalScrollBar().value(), page._cut()
    end = top + (page.viewport().height() if cut is None else cut)
    return [n for n, (begin, below) in enumerate(page._lines()) if begin >= top - 1 and below <= end + 1]


def test_each_line_stands_whole_on_one_sheet(opened):
    page = opened()
    seen = whole_lines(page)
    assert 2 < len(seen) < LINES
    while page.turn():
        assert whole_lines(page)[0] == seen[-1] + 1
        seen += whole_lines(page)
    assert seen == list(range(LINES))
    assert not page.turn()


def test_a_line_that_is_not_whole_is_not_drawn(opened):
    page = opened()
    begin, below = list(page._lines())[5]
    page.resize(300, round((begin + below) / 2) + page.height() - page.viewport().height())
    cut = page._cut()
    assert cut == pytest.approx(begin)
    picture = page.viewport().grab().toImage()
    below = {
        picture.pixelColor(x, y).name() for x in range(200) for y in range(int(cut) + 1, picture.height())
    }
    assert below == {QColor(PROJECTOR.ground).name()}


def test_a_page_that_has_grown_is_turned_to_its_end_too(opened, qtbot):
    """A question below it has gone."""
    page = opened(height=100)
    page.resize(300, 340)
    seen = whole_lines(page)
    while page.turn():
        assert len(seen) < LINES, "it does not end"
        seen += whole_lines(page)
    assert seen == list(range(LINES))


def test_back_is_the_sheet_before(opened):
    page = opened()
    first = whole_lines(page)
    page.turn()
    page.turn()
    assert page.turn_back()
    assert page.turn_back()
    assert whole_lines(page) == first
    assert not page.turn_back()


def test_what_fits_is_one_sheet(opened):
    page = opened(height=900)
    assert whole_lines(page) == list(range(LINES))
    assert not page.turn()


def test_outside_a_hall_a_page_scrolls_as_any_other(opened):
    assert not opened(for_hall=False).turn()
