"""Language: Korean or English, changed while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.theme import RESOURCES

LANGUAGES = ("ko", "en")
_installed: list[QTranslator] = []


def system_language() -> str:
    """Give Korean if the system's language is, else English."""
    korean = QLocale.system().language() == QLocale.Language.Korean
    return "ko" if korean else "en"


def set_language(code: str) -> None:
    """Change the language of the window; every widget is told by ``QEvent.LanguageChange``.

    Parameters
    ----------
    code : str
        ``ko`` or ``en``.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    locale = QLocale.Language.Korean if code == "ko" else QLocale.Language.English
    QLocale.setDefault(QLocale(locale))
    for old in _installed:
        app.removeTranslator(old)
        old.deleteLater()
    _installed.clear()
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", qt), (code, str(RESOURCES / "i18n"))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)
        else:
            translator.deleteLater()  # English needs none but for plurals
    app.setProperty("language", code)
    # Qt posts this event itself only where a translator came or went.
    for widget in app.topLevelWidgets():
        app.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))


def language() -> str:
    """Give the language in force."""
    app = QApplication.instance()
    code = app.property("language") if app is not None else None
    return code if code in LANGUAGES else "en"
