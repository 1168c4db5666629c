"""Words in the user's language, with and without Qt.

Every text a person reads is written ``tr("…")`` (or ``QT_TR_NOOP("…")`` where it is stored in a table),
which Qt's lupdate collects with an empty context. Without Qt the translations are read from the same
``.ts`` file that Qt's compiled one is made of; a window puts Qt's look-up in place with ``use_lookup``.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from functools import cache

from gdsim.engine.message import Count, Message
from gdsim.scenario.number_text import number_text
from gdsim.scenario.resource import resource_path

SOURCE_LANGUAGE = "en"

# What speakers call their language. One that is missing here is called by its code.
_OWN_NAMES = {
    "ar": "العربية",
    "cs": "Čeština",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "pt_BR": "Português (Brasil)",
    "ru": "Русский",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh_CN": "简体中文",
    "zh_TW": "繁體中文",
}

# Read in this order, as gettext does; the first that says something counts.
_LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def _languages() -> Mapping[str, str]:
    paths = resource_path("translations").glob("gdsim_*.ts")
    codes = [SOURCE_LANGUAGE, *sorted(path.stem.removeprefix("gdsim_") for path in paths)]
    return {code: _OWN_NAMES.get(code, code) for code in codes}


# Code and own name of each language there is: English, and one for every gdsim_*.ts file.
LANGUAGES = _languages()

Lookup = Callable[[str], str]

_language = SOURCE_LANGUAGE
_lookup: Lookup | None = None


def set_language(code: str) -> None:
    """Speak this language (a key of LANGUAGES) from now on, from its .ts file until a look-up is put in place."""
    global _language, _lookup
    _language, _lookup = code, None


def system_language() -> str:
    """The language of the environment as far as it is there, else English; a key of LANGUAGES.

    LC_ALL, LC_MESSAGES and LANG are read. A variant that is not there ("de_AT", "zh_SG") gets the
    language's own code or its first variant.
    """
    stated = next((os.environ[name] for name in _LANGUAGE_VARIABLES if os.environ.get(name)), "")
    code = stated.partition(".")[0].partition("@")[0].replace("-", "_")
    if code in LANGUAGES:
        return code
    base = code.partition("_")[0]
    alike = (known for known in LANGUAGES if known.partition("_")[0] == base)
    return next(alike, SOURCE_LANGUAGE)


def language() -> str:
    """The language spoken, a key of LANGUAGES."""
    return _language


def use_lookup(lookup: Lookup | None) -> None:
    """Translate to the language spoken now through this function (Qt's translator), or from the .ts file with None."""
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
    """A Message as a sentence in the language spoken, its numbers as they stand on screen.

    A value that is to be translated too is a Message of its own.
    """
    values = {name: _value_text(value) for name, value in message.values.items()}
    return tr(message.template).format(**values)


def in_a_row(*sentences: str) -> str:
    """Sentences one after another; a full-width stop holds the space in itself."""
    return " ".join(sentences).replace("。 ", "。")


def localized(texts: Mapping[str, str]) -> str:
    """The entry for the language spoken, else English, else any."""
    for code in (_language, SOURCE_LANGUAGE):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), "")


def _value_text(value: object) -> str | Count:
    """A value as it stands in a sentence. Plain strings are names and quotations, so they stay as they are."""
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, float):
        return number_text(value)
    return Count(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


@cache
def _catalogue(code: str) -> Mapping[str, str]:
    """Translations by source text; none where there is no file, and none that the program no longer has."""
    path = resource_path("translations", f"gdsim_{code}.ts")
    if not path.exists():
        return {}
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") not in ("vanished", "obsolete"):
            found[message.findtext("source", "")] = translation.text or ""
    return found
