"""Theme and size: lengths follow the size, lines the screen's pixels besides."""

import pytest

from gdsim.views.shared.look import Look


def test_a_line_is_as_thick_on_a_finer_screen_and_no_other_length_changes(qtbot):
    look = Look(zoom=1.5)
    before = look.line_width(2.0), look.px(8.0)
    assert look.pen(width=2.0).widthF() == pytest.approx(look.line_width(2.0))
    with qtbot.waitSignal(look.changed):
        look.set_device_ratio(2.0)
    assert look.pen(width=2.0).isCosmetic()  # its width is counted in the screen's pixels
    assert look.pen(width=2.0).widthF() == pytest.approx(2.0 * look.line_width(2.0))
    assert (look.line_width(2.0), look.px(8.0)) == before
    with qtbot.assertNotEmitted(look.changed):
        look.set_device_ratio(2.0)
