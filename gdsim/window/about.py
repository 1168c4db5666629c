"""What this is, in which versions, under which licence."""

from __future__ import annotations

import platform

import numpy as np
import pyqtgraph as pg
import PySide6
from PySide6.QtWidgets import QMessageBox, QWidget

from gdsim import __version__
from gdsim.scenario.words import tr


def versions_text() -> str:
    """What runs here: what a report of a fault needs."""
    return " · ".join(
        (
            f"gdsim {__version__}",
            f"Python {platform.python_version()}",
            f"PySide6 {PySide6.__version__}",
            f"pyqtgraph {pg.__version__}",
            f"numpy {np.__version__}",
            platform.platform(terse=True),
        )
    )


def about_text() -> str:
    """As rich text."""
    what = tr("A gradient-descent laboratory: every number on screen, every one to be checked by hand.")
    licence = tr("Free software under the MIT licence. Qt is used under the LGPL, the fonts under the OFL.")
    return f"<h3>gdsim {__version__}</h3><p>{what}</p><p>{versions_text()}</p><p>{licence}</p>"


def show_about(parent: QWidget) -> None:
    """A dialog."""
    QMessageBox.about(parent, tr("About gdsim"), about_text())
