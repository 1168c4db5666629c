"""Numbers in narrow places: smaller, then shorter, never wider than their room, never of another size."""

import pytest
from PySide6.QtGui import QFontMetricsF

from gdsim.scenario.number_text import exact_text
from gdsim.views.shared.fitted import fitted
from gdsim.views.shared.look import Look

SIZES = (13.0, 12.0, 11.0, 10.0)


def test_a_number_with_room_is_written_whole_and_large(qapp):
    (text,), font = fitted(["−0.350"], 70, Look(), SIZES)
    assert text == "−0.350"
    assert font.pixelSize() == 13


def test_a_longer_one_is_written_smaller_before_it_is_shortened(qapp):
    look = Look()
    room = QFontMetricsF(look.text_font(11)).horizontalAdvance("278932.930")
    (text,), font = fitted(["278932.930"], room, look, SIZES)
    assert text == "278932.930"
    assert font.pixelSize() == 11


@pytest.mark.parametrize(
    "value", [1 / 3, -278932.9300000001, 1.2345678901234567e-12, -1.2345678901234567e300]
)
@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0])
def test_what_is_left_out_are_decimals(qapp, value, zoom):
    look = Look(zoom=zoom)
    (text,), font = fitted([exact_text(value)], look.px(70), look, SIZES)
    assert QFontMetricsF(font).horizontalAdvance(text) <= look.px(70)
    whole = exact_text(value)
    assert text.partition(".")[0] == whole.partition(".")[0]
    assert text.partition("×")[2] == whole.partition("×")[2]


@pytest.mark.parametrize(
    ("value", "shown"), [(-353902.123, "−3…×10⁵"), (123456789012.0, "1…×10¹¹"), (54.0, "54")]
)
def test_digits_before_the_point_are_never_cut(qapp, value, shown):
    look = Look()
    room = QFontMetricsF(look.text_font(10)).horizontalAdvance(shown)
    assert fitted([exact_text(value)], room, look, SIZES)[0] == [shown]


def test_numbers_side_by_side_have_one_size(qapp):
    texts, font = fitted(["1.5", "278932.930"], 70, Look(), SIZES)
    assert texts == ["1.5", "278932.930"]
    assert font.pixelSize() < 13
