"""Typed numbers: exact both ways, in every way people write them, refused with a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gdsim.engine.message import GdsimError, Message
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField, parse_whole


@pytest.fixture
def form(qtbot):
    """A window with a number field and another field to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    window.field = NumberField(Look(), window)
    window.other = QLineEdit(window)
    column = QVBoxLayout(window)
    column.addWidget(window.field)
    column.addWidget(window.other)
    window.heard = []
    window.field.entered.connect(window.heard.append)
    window.field.show_value(0.1)
    window.resize(400, 200)
    window.show()
    window.activateWindow()
    window.field.setFocus()
    return window


def retype(qtbot, field, text, key=Qt.Key.Key_Return):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, key)


def test_showing_a_value_sends_nothing_back_and_loses_no_digit(form):
    form.field.show_value(1 / 3)
    assert form.field.text() == "0.3333333333333333"
    assert form.field.value == 1 / 3
    assert form.heard == []


def test_leaving_a_field_untouched_sends_nothing(qtbot, form):
    form.field.show_value(1 / 3)
    form.other.setFocus()
    form.field.setFocus()
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert form.heard == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.25", 0.25), ("0,25", 0.25), ("-3", -3.0), ("−3", -3.0), ("1e-3", 0.001), ("1.5×10⁻⁵", 1.5e-5)],
)
def test_numbers_are_read_as_people_write_them(qtbot, form, typed, value):
    form.field.setText("")
    form.field.insert(typed)
    form.field.textEdited.emit(typed)
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert form.heard == [value]


def test_a_number_is_sent_once_and_only_when_finished(qtbot, form):
    form.field.selectAll()
    qtbot.keyClicks(form.field, "12.5")
    assert form.heard == []
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    form.field.show_value(12.5)
    form.other.setFocus()
    assert form.heard == [12.5]


@pytest.mark.parametrize("typed", ["abc", "", "inf", "nan", "1e400", "1,000"])
def test_what_is_no_number_is_refused_with_the_reason_beside_it(qtbot, form, typed):
    form.field.selectAll()
    qtbot.keyClick(form.field, Qt.Key.Key_Delete)
    retype(qtbot, form.field, typed)
    assert form.heard == []
    assert form.field.reason
    assert form.field.property("invalid")
    assert form.field.accessibleDescription() == form.field.reason
    bubble = form.findChild(QWidget, "reason")
    assert bubble.isVisible()
    assert bubble.text() == form.field.reason


def test_typing_on_takes_the_reason_away(qtbot, form):
    retype(qtbot, form.field, "abc")
    qtbot.keyClick(form.field, Qt.Key.Key_Backspace)
    assert not form.field.reason
    assert not form.field.property("invalid")


def test_escape_restores_the_value_in_force(qtbot, form):
    form.field.selectAll()
    qtbot.keyClicks(form.field, "99")
    qtbot.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.field.text() == "0.1"
    assert form.heard == []


def test_leaving_a_refused_text_restores_the_value_and_keeps_the_reason(qtbot, form):
    retype(qtbot, form.field, "abc", Qt.Key.Key_Tab)
    assert form.field.text() == "0.1"
    assert form.field.reason


def test_what_the_owner_refuses_is_said_too(form):
    with form.field.refusals():
        raise GdsimError(Message("not {value} of all numbers", value=3))
    assert form.field.reason == "not 3 of all numbers"


def test_the_same_value_shown_again_does_not_disturb_typing(qtbot, form):
    form.field.selectAll()
    qtbot.keyClicks(form.field, "7.")
    form.field.show_value(0.1)
    assert form.field.text() == "7."


def test_whole_numbers_are_whole():
    assert parse_whole("32") == 32
    assert isinstance(parse_whole("32"), int)
    with pytest.raises(GdsimError, match="whole number"):
        parse_whole("1.5")


def test_after_enter_letters_are_the_windows_keys_again(qtbot, form):
    pressed = []
    for key in "SE":
        shortcut = QShortcut(QKeySequence(key), form)
        shortcut.activated.connect(lambda key=key: pressed.append(key))
    retype(qtbot, form.field, "2e-1")
    assert form.heard == [0.2]
    assert pressed == []  # within a number, e belongs to it
    form.field.show_value(0.2)
    qtbot.keyClicks(form.field, "se")
    assert pressed == ["S", "E"]
    assert form.field.text() == "0.2"


def test_a_word_can_be_typed_where_one_is_understood(qtbot, form):
    qtbot.keyClicks(form.field, "full")
    assert "full" in form.field.text()


def test_a_number_that_is_too_long_shows_its_size_until_it_is_edited(form, qtbot):
    """1.23456789×10⁻⁷ cut off at the right would read as 1.23."""
    field = form.field
    field.show_value(1.23456789e-7)
    form.other.setFocus()
    field.setFixedWidth(field.fontMetrics().horizontalAdvance("0" * 12))
    assert field.text() == "1.23456789×10⁻⁷"
    assert field._short(field.fontMetrics().horizontalAdvance("0" * 10)).text == "≈1.23×10⁻⁷"
    narrow = field._short(field.fontMetrics().horizontalAdvance("0" * 7))
    assert narrow.text.startswith("≈1.2")
    assert narrow.font.pixelSize() < field.fontInfo().pixelSize()
    away = field.grab().toImage()
    field.setFocus()
    assert field.grab().toImage() != away
    assert field._short(10_000) is None
