"""Asks where to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdsim.scenario.words import tr


def ask_save_path(
    parent: QWidget, title: str, suggestion: str, kinds: str, suffix: str, ending: str = ""
) -> Path | None:
    """The file chosen, or None.

    The dialog asks before a file is replaced, but of the name as it was typed: where the suffix is added,
    another file may be meant, so it is asked about here.

    Args:
        parent: over which the dialog appears.
        title: of the dialog.
        suggestion: the path offered.
        kinds: the dialog's filter.
        suffix: is added to a name without ``ending``.
        ending: what a name may end in; the suffix where nothing is stated.
    """
    path, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
    while path:
        if path.lower().endswith(ending or suffix):
            return Path(path)
        whole = Path(path + suffix)
        if not whole.exists() or _may_replace(parent, title, whole):
            return whole
        path, _ = QFileDialog.getSaveFileName(parent, title, str(whole), kinds)
    return None


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    buttons = QMessageBox.StandardButton
    text = tr("“{name}” is there already. Replace it?").format(name=path.name)
    return QMessageBox.question(parent, title, text, buttons.Yes | buttons.No, buttons.No) == buttons.Yes
