"""Words without Qt: from the .ts files, whatever languages there are."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.scenario import words
from gdsim.scenario.words import localized, say, set_language, system_language, tr

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{code}">
<context>
    <name></name>
    <message><source>Step</source><translation>{step}</translation></message>
    <message><source>{{count}} of {{total}}</source><translation>{total} / {count}</translation></message>
    <message><source>unfinished</source><translation type="unfinished"></translation></message>
    <message><source>gone</source><translation type="vanished">weg</translation></message>
</context>
</TS>
"""


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    before = words.language()
    yield
    set_language(before)


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translations folder with German and a language nobody knows, and nothing else."""
    for code, step in (("de", "Schritt"), ("xx", "Xtep")):
        text = TS.format(code=code, step=step, total="{total}", count="{count}")
        (tmp_path / f"gdsim_{code}.ts").write_text(text, encoding="utf-8")
    monkeypatch.setattr(words, "resource_path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    monkeypatch.setattr(words, "LANGUAGES", words._languages())
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()


@pytest.mark.usefixtures("languages")
def test_a_language_is_added_by_its_file() -> None:
    assert dict(words.LANGUAGES) == {"en": "English", "de": "Deutsch", "xx": "xx"}


@pytest.mark.usefixtures("languages")
def test_texts_are_translated_where_there_is_a_translation() -> None:
    set_language("de")
    assert tr("Step") == "Schritt"
    assert tr("unfinished") == "unfinished"
    assert tr("gone") == "gone"
    assert tr("never heard of") == "never heard of"
    set_language("en")
    assert tr("Step") == "Step"


@pytest.mark.usefixtures("languages")
def test_a_language_without_a_file_speaks_english() -> None:
    set_language("fr")
    assert tr("Step") == "Step"


@pytest.mark.usefixtures("languages")
def test_a_message_may_put_its_values_in_another_order() -> None:
    set_language("de")
    assert say(Message(QT_TR_NOOP("{count} of {total}"), count=2, total=-3)) == "−3 / 2"


@pytest.mark.usefixtures("languages")
def test_names_and_quotations_in_a_message_are_not_translated() -> None:
    set_language("de")
    message = Message("{name}: {problem}", name="Step", problem=Message("Step"))
    assert say(message) == "Step: Schritt"


def test_numbers_in_a_message_stand_as_on_screen() -> None:
    assert say(Message("η = {rate}, k = {k}", rate=-0.5, k=-3)) == "η = −0.500, k = −3"


def test_a_lookup_in_place_of_the_file_is_asked_first() -> None:
    set_language("zh_CN")
    words.use_lookup({"Step": "步"}.get)  # type: ignore[arg-type]
    try:
        assert tr("Step") == "步"
        assert tr("Run") == "Run"
    finally:
        words.use_lookup(None)


@pytest.mark.usefixtures("languages")
def test_a_lookup_ends_with_the_language_it_is_for() -> None:
    set_language("xx")
    words.use_lookup({"Step": "X"}.get)  # type: ignore[arg-type]
    set_language("de")
    assert tr("Step") == "Schritt"


def test_sentences_stand_in_a_row_with_a_space_only_where_the_stop_holds_none() -> None:
    assert words.in_a_row("It moves.", "It stops.") == "It moves. It stops."
    assert words.in_a_row("它在走。", "它停下。") == "它在走。它停下。"


def test_texts_by_language_fall_back_to_english_then_to_any() -> None:
    set_language("zh_CN")
    assert localized({"en": "valley", "zh_CN": "谷"}) == "谷"
    assert localized({"en": "valley"}) == "valley"
    assert localized({"": "plain"}) == "plain"
    assert localized({}) == ""


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_SG.UTF-8"}, "zh_CN"),
        ({"LANG": "zh-CN"}, "zh_CN"),
        ({"LANG": "de_DE@euro"}, "de"),
        ({"LC_ALL": "de_DE", "LANG": "zh_CN"}, "de"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "de_DE"}, "zh_CN"),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_s_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], code: str
) -> None:
    monkeypatch.setattr(words, "LANGUAGES", {"en": "English", "de": "Deutsch", "zh_CN": "简体中文"})
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == code


def test_neither_qt_nor_the_schema_library_is_imported_before_it_is_needed() -> None:
    program = (
        "import sys; from gdsim.scenario import load; from gdsim.scenario.words import tr;"
        "load('first_steps'); tr('Step');"
        "print([name for name in ('PySide6', 'jsonschema') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
