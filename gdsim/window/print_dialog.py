"""The dialog that asks for a printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.views.shared.theme import LIGHT
from gdsim.window.offscreen import WINDOW, WINDOW_SIZE, offscreen


class PrintDialog(QPrintDialog):
    """Puts the window, or one part of it, on a page: fitted to it, in the colours of paper.

    What is printed is the session as it stands when the question is answered. Nothing waits for the answer.

    Signals:
        told: a Message for the person: it is printed, or why not.
    """

    told = Signal(object)

    def __init__(
        self, session: Session, window: QWidget, name: str = WINDOW, size: QSize = WINDOW_SIZE
    ) -> None:
        """``name`` is that of the part, ``size`` in pixels how it is laid out."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setCreator("gdsim")
        printer.setDocName(f"gdsim {name}")
        sides = QPageLayout.Orientation
        printer.setPageOrientation(sides.Landscape if size.width() > size.height() else sides.Portrait)
        if not QPrinterInfo.availablePrinterNames():
            printer.setOutputFileName(str(Path.home() / "gdsim.pdf"))  # Qt offers the folder alone
        super().__init__(printer, window)
        self.setObjectName("print_dialog")
        self.setWindowTitle(tr("Print"))
        self.setModal(False)
        # Qt's dialog does not keep it alive.
        self._printer = printer
        self._session, self._name, self._size = session, name, size
        self.finished.connect(self._on_finished)

    def _on_finished(self, answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted:
            # Not before Qt's dialog is through with the printer.
            QTimer.singleShot(0, self._print)
        else:
            self.deleteLater()

    def _print(self) -> None:
        try:
            with offscreen(self._session, LIGHT, self._name, self._size, suffix=".pdf") as canvas:
                canvas.print(self._printer)
        except GdsimError as error:
            self.told.emit(error.message)
        else:
            self.told.emit(Message(QT_TR_NOOP("Handed to the printer.")))
        self.deleteLater()
