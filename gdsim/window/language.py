"""Switches the language of the whole program, Qt's own texts with it, while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gdsim.scenario import words
from gdsim.scenario.resource import resource_path

_translators: list[QTranslator] = []


def speak(code: str) -> None:
    """Speak this language, a key of LANGUAGES. Every widget is sent a LanguageChange."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("speak() needs an application")
    words.set_language(code)
    words.use_lookup(_lookup)
    for translator in _translators:
        app.removeTranslator(translator)
    _translators[:] = [t for t in (_ours(code), _qts(code)) if t is not None]
    for translator in _translators:
        app.installTranslator(translator)
    # Numbers in Qt's own widgets: one locale, whatever the desktop's.
    QLocale.setDefault(QLocale(code if code != words.SOURCE_LANGUAGE else "en_US"))


def _lookup(text: str) -> str:
    return QCoreApplication.translate("", text)


def _ours(code: str) -> QTranslator | None:
    return _loaded(f"gdsim_{code}", str(resource_path("translations")))


def _qts(code: str) -> QTranslator | None:
    return _loaded(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
