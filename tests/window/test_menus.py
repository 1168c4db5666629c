"""Menus: every entry has a letter of its own."""

import re
from collections import Counter

import pytest

from gdsim.scenario import words
from gdsim.window.language import speak


@pytest.fixture(autouse=True)
def english_after():
    yield
    speak(words.SOURCE_LANGUAGE)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_within_a_menu_no_two_entries_have_the_same_letter(share_window, language):
    window = share_window()
    speak(language)
    bar = window.menuBar().actions()
    for entries in (bar, *(action.menu().actions() for action in bar)):
        texts = [action.text() for action in entries if not action.isSeparator()]
        letters = Counter(letter.lower() for text in texts for letter in re.findall("&(\\w)", text))
        assert letters.total() == len(texts)
        assert [letter for letter, count in letters.items() if count > 1] == []
