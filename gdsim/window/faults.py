"""What happens when the program itself is at fault: the work is kept, and there is a text to send."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.window.about import versions_text


class Faults(QObject):
    """The last fault, for the person and for who mends it. ``caught`` is an excepthook.

    Python alone would print what went wrong inside a slot and go on in silence.

    Signals:
        offered: a Message, and the names of the actions that answer it.
    """

    offered = Signal(object, object)

    def __init__(self, keep: Callable[[], bool], parent: QObject) -> None:
        """``keep`` puts unsaved work in a safe place, and says whether it could."""
        super().__init__(parent)
        self._keep = keep
        self._trace = ""

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the work and tell of it. The same fault again, as at each painting, keeps nothing anew."""
        sys.__excepthook__(kind, error, trace)
        report = "".join(traceback.format_exception(kind, error, trace))
        if report == self._trace:
            return
        self._trace = report
        where = traceback.extract_tb(trace)[-1] if trace else None
        kept = self._keep()
        template = (
            QT_TR_NOOP("A fault in gdsim: {error} ({place}). Your work is still here, and was kept; save it.")
            if kept
            else QT_TR_NOOP("A fault in gdsim: {error} ({place}). Your work is still here; save it.")
        )
        place = f"{where.name}:{where.lineno}" if where else "?"
        message = Message(template, error=f"{kind.__name__}: {error}", place=place)
        self.offered.emit(message, ("action_copy_report",))

    def report(self) -> str:
        """Versions and the last fault, as plain text."""
        return f"gdsim: {versions_text()}\n\n{self._trace or '–'}"

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report())
