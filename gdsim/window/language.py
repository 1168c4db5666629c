"""Switches the language of the whole program, Qt's own texts with it, while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

from gdsim.engine.message import QT_TR_NOOP, Message
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
    ours, qts = _ours(code), _qts(code)
    # The last one installed is asked first.
    _translators[:] = [t for t in (qts and _WithoutMnemonic(qts), ours, qts) if t is not None]
    for translator in _translators:
        app.installTranslator(translator)
    # Numbers in Qt's own widgets: one locale, whatever the desktop's.
    QLocale.setDefault(QLocale(code if code != words.SOURCE_LANGUAGE else "en_US"))


def speak_readably(code: str) -> Message | None:
    """Speak this language, or English where its script has no font: then with the sentence that says so."""
    speak(code)
    missing = missing_font()
    if missing is not None:
        speak(words.SOURCE_LANGUAGE)
    return missing


class _WithoutMnemonic(QTranslator):
    """Qt's own texts that got a mnemonic after they were translated: those of its file dialog, in Qt 6.11."""

    def __init__(self, qts: QTranslator) -> None:
        super().__init__()
        self._qts = qts

    # Qt's own

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Asked for what all others do not have; None for what it has not either: an empty text would be one."""
        if not context or "&" not in source:
            return None
        return self._qts.translate(context, source.replace("&", ""), disambiguation, n) or None

    def isEmpty(self) -> bool:  # noqa: N802
        """Qt asks no translator that is."""
        return False


def missing_font() -> Message | None:
    """A sentence where the language's script has no font; boxes say nothing."""
    if not words.language().startswith("zh"):
        return None
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return None
    return Message(
        QT_TR_NOOP(
            "No font with Chinese characters was found; on Debian and Ubuntu, "
            "“apt install fonts-wqy-microhei” brings one."
        )
    )


def _lookup(text: str) -> str:
    return QCoreApplication.translate("", text)


def _ours(code: str) -> QTranslator | None:
    return _loaded(f"gdsim_{code}", str(resource_path("translations")))


def _qts(code: str) -> QTranslator | None:
    return _loaded(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
