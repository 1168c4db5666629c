"""The help menu: the glossary is searched by typing, and points at what it explains."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gdsim.scenario import words
from gdsim.window.glossary import GlossaryDialog
from gdsim.window.language import speak


@pytest.fixture
def ask(share_window, qtbot):
    """Open the window and its glossary by key."""

    def ask_it():
        window = share_window()
        QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        dialog = window.findChild(GlossaryDialog)
        return window, dialog

    return ask_it


def test_it_opens_beside_the_window_and_can_be_typed_into_at_once(ask):
    _, dialog = ask()
    assert dialog.isVisible()
    assert not dialog.isModal()
    QTest.keyClicks(dialog.search, "learning rate")
    text = dialog.page.toPlainText()
    assert "η" in text
    assert "y − ŷ" not in text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_not_there_is_said(ask):
    _, dialog = ask()
    QTest.keyClicks(dialog.search, "backpropagation")
    assert dialog.page.toPlainText() == "No term has this in it."


def test_a_symbol_under_the_pointer_lights_up_in_the_window_until_it_is_left(ask, qtbot):
    window, dialog = ask()
    QTest.keyClicks(dialog.search, "steepest uphill")
    page = dialog.page
    symbol = page.document().find("∂E")
    assert not symbol.isNull()
    place = page.cursorRect(symbol).center() - QPoint(3, 0)
    QTest.mouseMove(dialog.windowHandle(), page.viewport().mapTo(dialog, place))
    qtbot.waitUntil(lambda: window.session.highlight == "gradient")
    dialog.close()
    assert window.session.highlight is None


def test_it_speaks_the_language_of_the_window_at_once(ask, qtbot):
    _, dialog = ask()
    before = dialog.page.toPlainText()
    try:
        speak("zh_CN")
        qtbot.waitUntil(lambda: dialog.windowTitle() == "术语表")
        assert dialog.page.toPlainText() != before
    finally:
        speak(words.SOURCE_LANGUAGE)
