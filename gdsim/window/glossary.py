"""The glossary: every term with its symbol, found by typing a part of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from gdsim.lesson.glossary import TERMS, Term
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import math_html
from gdsim.views.shared.theme import Quantity

_SIZE = (560, 620)
_MARGIN = 16
_SYMBOL_PIXELS = 15


class _Page(QTextBrowser):
    """Tells which symbol the pointer is on.

    Signals:
        pointed: name of the symbol's quantity, or nothing.
    """

    pointed = Signal(str)

    # Qt's own

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It may be on another one."""
        super().mouseMoveEvent(event)
        self.pointed.emit(self.anchorAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """On none."""
        super().leaveEvent(event)
        self.pointed.emit("")


class GlossaryDialog(QDialog):
    """Beside the window, never in its way. A symbol that is pointed at, or reached by Tab, lights up there."""

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("glossary")
        self._session = session
        self._look = look
        self.search = QLineEdit(self)
        self.search.setObjectName("glossary_search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.page = _Page(self)
        self.page.setObjectName("glossary_page")
        self.page.setOpenLinks(False)
        self.page.pointed.connect(self._light_up)
        self.page.highlighted.connect(self._on_reached)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.search)
        self._box.addWidget(self.page, 1)
        look.changed.connect(self._restyle)
        self._restyle()
        self.resize(round(look.px(_SIZE[0])), round(look.px(_SIZE[1])))
        self._retranslate()

    def _restyle(self) -> None:
        margin = round(self._look.px(_MARGIN))
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(round(self._look.px(8)))
        self.search.setFont(self._look.text_font())
        self.page.document().setDefaultFont(self._look.text_font())
        self._fill()

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Glossary"))
        self.search.setPlaceholderText(tr("a part of a term"))
        self.search.setAccessibleName(tr("Search the glossary"))
        self.page.setAccessibleName(tr("Terms"))
        self._fill()

    def _fill(self) -> None:
        wanted = self.search.text().strip().casefold()
        found = [self._row(term) for term in TERMS if wanted in f"{tr(term.name)} {tr(term.text)}".casefold()]
        self.page.setHtml("".join(found) or tr("No term has this in it."))

    def _row(self, term: Term) -> str:
        quantity = Quantity(term.quantity) if term.quantity else None
        symbol = math_html(term.symbol, self._look, quantity) if term.symbol else ""
        if quantity is not None:
            symbol = f'<a href="{quantity.value}" style="text-decoration:none">{symbol}</a>'
        name = f'<span style="font-weight:600">{tr(term.name)}</span>'
        large = f'<span style="font-size:{self._look.px(_SYMBOL_PIXELS):.0f}px">{symbol}</span>'
        return f"<p>{name} &nbsp; {large}<br>{tr(term.text)}</p>"

    def _light_up(self, quantity: str) -> None:
        self._session.set_highlight(quantity or None)

    def _on_reached(self, link: QUrl) -> None:
        self._light_up(link.toString())

    def ask(self) -> None:
        """Show it, ready to be searched."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing stays lit."""
        super().hideEvent(event)
        self._session.set_highlight(None)
