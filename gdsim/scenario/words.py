"""Words in the user's language, with and without Qt.

Every text a person reads is written ``tr("…")`` (or ``QT_TR_NOOP("…")`` where it is stored in a table),
which Qt's lupdate collects with an empty context. Without Qt the translations are read from the same
``.ts`` file that Qt's compiled one is made of; a window puts Qt's look-up in place with ``use_lookup``.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from functools import cache

from gdsim.engine.message import Message
from gdsim.scenario.number_text import number_text
from gdsim.scenario.resource import resource_path

LANGUAGES: Mapping[str, str] = {"en": "English", "zh_CN": "简体中文"}
SOURCE_LANGUAGE = "en"

Lookup = Callable[[str], str]

_language = SOURCE_LANGUAGE
_lookup: Lookup | None = None


def set_language(code: str) -> None:
    """Speak this language (a key of LANGUAGES) from now on."""
    global _language
    _language = code


def language() -> str:
    """The language spoken, a key of LANGUAGES."""
    return _language


def use_lookup(lookup: Lookup | None) -> None:
    """Translate through this function (Qt's translator), or from the .ts file with None."""
    global _lookup
    _lookup = lookup


def tr(text: str) -> str:
    """The text in the language spoken, or itself where it has no translation.

    Values are put in after translation: ``tr("Step {n}").format(n=n)``.
    """
    if _language == SOURCE_LANGUAGE:
        return text
    if _lookup is not None:
        return _lookup(text) or text
    return _catalogue(_language).get(text) or text


def say(message: Message) -> str:
    """A Message as a sentence in the language spoken, its numbers as they stand on screen."""
    values = {name: _value_text(value) for name, value in message.values.items()}
    return tr(message.template).format(**values)


def localized(texts: Mapping[str, str]) -> str:
    """The entry for the language spoken, else English, else any."""
    for code in (_language, SOURCE_LANGUAGE):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), "")


def _value_text(value: object) -> str:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, float):
        return number_text(value)
    return tr(value) if isinstance(value, str) else str(value)


@cache
def _catalogue(code: str) -> Mapping[str, str]:
    path = resource_path("translations", f"gdsim_{code}.ts")
    root = ElementTree.parse(path).getroot()
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in root.iter("message")
    }
